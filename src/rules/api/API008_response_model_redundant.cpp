#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

const Keyword* response_model(const Call& route, const semantic::FileModel& file) {
  for (const Keyword* keyword : route.keywords) {
    if (file.text(keyword->arg) == "response_model") return keyword;
  }
  return nullptr;
}

// Whether two texts are equal but for blanks.
bool same_text(std::string_view a, std::string_view b) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  std::size_t i = 0, j = 0;
  while (true) {
    while (i < a.size() && is_blank(a[i])) ++i;
    while (j < b.size() && is_blank(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

bool is_name(const Expr& type) { return type.is(Kind::Name) || type.is(Kind::Attribute); }

enum class Match { Different, SameName, SameType };

Match compare(const Expr& model, const Expr& returned, const semantic::FileModel& file) {
  const auto* quoted = returned.as<Constant>();
  if (quoted != nullptr && quoted->is_str()) {
    return same_text(quoted->value, file.text(model)) ? Match::SameName : Match::Different;
  }
  const std::string_view name = is_name(model) ? file.resolve(model) : std::string_view{};
  if (same_text(file.text(model), file.text(returned))) return Match::SameType;
  const bool same = !name.empty() && is_name(returned) && name == file.resolve(returned);
  return same ? Match::SameType : Match::Different;
}

// The keyword with the comma and blanks that separate it from the argument before it.
Span with_separator(const Keyword& keyword, const Call& route, std::string_view source) {
  Offset begin = keyword.begin;
  Offset end = keyword.end;
  const bool is_first = route.args.empty() && route.keywords.front() == &keyword;
  const std::string_view separators = " \t\r\n,";
  if (!is_first) {
    while (separators.find(source[begin - 1]) != std::string_view::npos) --begin;
    return {begin, end};
  }
  while (separators.find(source[end]) != std::string_view::npos) ++end;
  return {begin, end};
}

void check(const FunctionDef& function, Check& check) {
  if (function.returns == nullptr || function.decorator_list.empty()) return;
  const semantic::FileModel& file = check.file();
  // Before 0.89 FastAPI does not look at the return annotation.
  if (file.project().dependencies().is_at_least("fastapi", "0.89.0", file.file().path) ==
      project::Answer::No) {
    return;
  }
  const Call* route = file.route_decorator(function);
  const Keyword* keyword = route != nullptr ? response_model(*route, file) : nullptr;
  if (keyword == nullptr || as<Constant>(keyword->value) != nullptr) return;
  const Match match = compare(*keyword->value, *function.returns, file);
  if (match == Match::Different) return;
  check
      .report(*keyword, "`response_model={}` repeats the return type of `{}`",
              {file.text(*keyword->value), file.text(function.name)})
      .fix_class(match == Match::SameType ? FixClass::Safe : FixClass::Unsafe)
      .edit(with_separator(*keyword, *route, file.file().text.view()), "");
}

}  // namespace

extern constinit const Rule API008 = {
    .code = "API008",
    .name = "response-model-redundant",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/response-model/"},
    .risk =
        "Two statements of one fact: one of them will be forgotten, and it is the other that "
        "decides what is sent.",
    .advice = "Leave `response_model=` out; the return annotation is the response model.",
    .docs = R"md(
`response_model=T` in the decorator of an endpoint that is annotated `-> T`. FastAPI takes the
annotation.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/items/{name}", response_model=Item)
def read(name: str) -> Item:
    return Item(name=name)
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/items/{name}", response_model_exclude_none=True)
def read(name: str) -> Item:
    return Item(name=name)
```

Other arguments, such as `response_model_exclude`, hold without it. A quoted annotation makes the
fix *unsafe*.
Silent where the repository's FastAPI is older than 0.89, which does not look at the annotation.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
