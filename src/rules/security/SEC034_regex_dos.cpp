#include "knowledge/regex_backtracking.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

// re.compile("…") behind a name; null if that is not what it is.
const Call* compilation(const FileModel& file, const Expr& pattern, const FileModel** owner) {
  *owner = &file;
  if (const auto* call = pattern.as<Call>()) return call;
  if (const auto* name = pattern.as<Name>()) {
    const auto bindings = reaching_bindings(file, *name);
    const auto* call = bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
    if (call != nullptr) return call;
  }
  const semantic::Definition found = file.definition_of(pattern);
  if (!found) return nullptr;
  *owner = found.file;
  const auto* assign = as<Assign>(found.file->parent(*found.node));
  return assign != nullptr ? as<Call>(assign->value) : nullptr;
}

std::optional<std::string> pattern_of(const FileModel& file, const Call& call, bool is_method) {
  if (!is_method) {
    const Expr* pattern = semantic::argument(file, call, 0, "pattern");
    return pattern != nullptr ? file.constant_string(*pattern) : std::nullopt;
  }
  const FileModel* owner = nullptr;
  const Call* made = compilation(file, *call.func->as<Attribute>()->value, &owner);
  const Expr* pattern = made != nullptr && owner->resolve(made->func) == "re.compile"
                            ? semantic::argument(*owner, *made, 0, "pattern")
                            : nullptr;
  return pattern != nullptr ? owner->constant_string(*pattern) : std::nullopt;
}

// Whether the parameter that `text` is says how long it may be.
bool is_bounded(const FileModel& file, const Expr& text) {
  const auto* name = text.as<Name>();
  if (name == nullptr) return text.is(Kind::Subscript);  // text[:100]
  const auto bindings = reaching_bindings(file, *name);
  for (const semantic::Binding* binding : bindings) {
    const auto* arg = as<Arg>(binding->node);
    if (arg == nullptr) continue;
    for (const Expr* part : {arg->annotation, arg->default_value}) {
      if (part != nullptr && file.text(*part).find("max_length") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const bool is_method = check.target().starts_with("re.Pattern.");
  if (is_method && call.func->as<Attribute>() == nullptr) return;
  const std::string_view verb = check.target().substr(check.target().rfind('.') + 1);
  const int position = (is_method ? 0 : 1) + (verb == "sub" || verb == "subn" ? 1 : 0);
  const Expr* text = semantic::argument(file, call, position, "string");
  if (text == nullptr) return;
  const auto pattern = pattern_of(file, call, is_method);
  if (!pattern) return;
  const auto piece = knowledge::exponential_piece(*pattern, verb == "fullmatch");
  if (!piece || is_bounded(file, *text)) return;
  const Origin origin = origin_of(file, *text);
  if (origin != Origin::Request && origin != Origin::Parameter) return;
  check
      .report(call, "`{}` of the pattern takes exponential time on text that does not match",
              {*piece})
      .severity(origin == Origin::Request ? Severity::Critical : Severity::Warning)
      .confidence(origin == Origin::Request ? Confidence::High : Confidence::Medium);
}

}  // namespace

extern constinit const Rule SEC034 = {
    .code = "SEC034",
    .name = "regex-dos",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Application,
    .references = {"CWE-1333", "OWASP API4:2023", "ASVS 1.3.12",
                   "https://docs.python.org/3/library/re.html#regular-expression-syntax"},
    .risk =
        "Thirty characters keep a worker busy for minutes, and `re` holds the interpreter lock "
        "meanwhile: one "
        "request stops the service.",
    .advice =
        "Repeat once, so that a text matches in one way only (`(\\w+\\s?)*` becomes `[\\w\\s]*`), "
        "bound the "
        "length with `Field(max_length=…)`, or let Pydantic's `pattern=` match, which is linear.",
    .docs = R"md(
Python's `re` tries every way to match before it gives up. A repetition inside a repetition
(`(a+)+`) or of overlapping choices (`(.|\s)+`) has exponentially many, and all are tried if what
follows does not match.

```python bad
import re

from fastapi import FastAPI

app = FastAPI()
NAME = re.compile(r"^(\w+\s?)*$")


@app.get("/search")
def search(name: str) -> bool:
    return NAME.match(name) is not None
```

```python good
import re

from fastapi import FastAPI

app = FastAPI()
NAME = re.compile(r"^[\w\s]*$")


@app.get("/search")
def search(name: str) -> bool:
    return NAME.match(name) is not None
```

Only patterns that are constant and applied to what a request brings (certain) or to a parameter (a
warning) count. Silent are patterns after which nothing can fail, text whose length the parameter
bounds (`max_length`), and Pydantic's `pattern=`, which Rust's linear engine matches. Polynomial
time is not looked for.
)md",
    .calls = {"re.match", "re.fullmatch", "re.search", "re.findall", "re.finditer", "re.split",
              "re.sub", "re.subn", "re.Pattern.match", "re.Pattern.fullmatch", "re.Pattern.search",
              "re.Pattern.findall", "re.Pattern.finditer", "re.Pattern.split", "re.Pattern.sub"},
    .on_call = check,
};

}  // namespace fastidious::rules
