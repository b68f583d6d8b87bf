#include <algorithm>
#include <string>
#include <vector>

#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/request_parameters.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::ParameterMarker;

struct Marked {
  const Arg* parameter;
  ParameterMarker marker;
};

// The functions of the file that mark parameters by defaults, and how often each way is used.
struct Usage {
  std::size_t annotated = 0;
  std::size_t defaulted = 0;
  std::vector<const FunctionDef*> functions;
};

std::vector<Marked> defaults_of(const FunctionDef& function, const semantic::FileModel& file) {
  std::vector<Marked> found;
  for (const Arg* parameter : function.args->all) {
    const ParameterMarker marker = semantic::parameter_marker(file, *parameter);
    if (marker && marker.is_default) found.push_back({parameter, marker});
  }
  return found;
}

// Cheap: looks at defaults only. Most files have none that is a marker.
void find_defaults(const semantic::FileModel& file, Usage& usage) {
  for (const semantic::Scope& scope : file.scopes().scopes()) {
    const auto* function = as<FunctionDef>(scope.node);
    if (function == nullptr || scope.kind != semantic::ScopeKind::Function) continue;
    const std::size_t before = usage.defaulted;
    for (const Arg* parameter : function->args->all) {
      const auto* call = as<Call>(parameter->default_value);
      usage.defaulted +=
          call != nullptr && semantic::is_parameter_marker(file.resolve(*call->func));
    }
    if (usage.defaulted > before) usage.functions.push_back(function);
  }
}

void count_annotated(const semantic::FileModel& file, Usage& usage) {
  for (const semantic::Scope& scope : file.scopes().scopes()) {
    const auto* function = as<FunctionDef>(scope.node);
    if (function == nullptr || scope.kind != semantic::ScopeKind::Function) continue;
    for (const Arg* parameter : function->args->all) {
      const ParameterMarker marker = semantic::parameter_marker(file, *parameter);
      usage.annotated += marker && !marker.is_default;
    }
  }
}

bool has_annotated(const semantic::FileModel& file) {
  const auto symbols = file.scopes().symbols();
  return std::any_of(symbols.begin(), symbols.end(), [&](const semantic::Symbol& symbol) {
    return symbol.scope.value == 0 && symbol.binding_count > 0 &&
           file.text(symbol.name) == "Annotated";
  });
}

// A parameter in the new way: its metadata and what remains as its default.
struct Rewritten {
  std::string call;
  std::string_view value;  // empty: required
};

// `Query(5, ge=1)` gives `Query(ge=1)` and 5.
Rewritten rewrite(const Call& call, const ParameterMarker& marker,
                  const semantic::FileModel& file) {
  Rewritten result;
  const Expr* value =
      marker.is_dependency() ? nullptr : semantic::argument(file, call, 0, "default");
  std::vector<std::string_view> kept;
  for (const Expr* argument : call.args) {
    if (argument != value) kept.push_back(file.text(*argument));
  }
  for (const Keyword* keyword : call.keywords) {
    if (keyword->value != value) kept.push_back(file.text(*keyword));
  }
  result.call = std::string(file.text(*call.func)) + "(";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) result.call += ", ";
    result.call += kept[i];
  }
  result.call += ")";
  const auto* constant = as<Constant>(value);
  const bool required =
      value == nullptr || (constant != nullptr && constant->type == ConstantKind::Ellipsis);
  if (!required) result.value = file.text(*value);
  return result;
}

// Whether no required parameter would follow one with a default.
bool keeps_order(const FunctionDef& function, const semantic::FileModel& file) {
  bool seen_default = false;
  for (const Arg* parameter : function.args->all) {
    if (parameter->passing != Passing::Plain && parameter->passing != Passing::PositionalOnly)
      break;
    const ParameterMarker marker = semantic::parameter_marker(file, *parameter);
    const bool rewritten = marker && marker.is_default;
    const bool has_default = rewritten ? !rewrite(*marker.call, marker, file).value.empty()
                                       : parameter->default_value != nullptr;
    if (seen_default && !has_default) return false;
    seen_default |= has_default;
  }
  return true;
}

bool can_rewrite(const FunctionDef& function, const std::vector<Marked>& marked,
                 const semantic::FileModel& file) {
  return has_annotated(file) && keeps_order(function, file) &&
         std::all_of(marked.begin(), marked.end(), [&](const Marked& one) {
           return one.parameter->annotation != nullptr &&
                  one.parameter->annotation->as<Constant>() == nullptr &&
                  !semantic::annotated_form(file, one.parameter->annotation);
         });
}

// `dict | None` as `dict[…] | None`: a type without arguments says half of what it takes.
std::string with_arguments(const Expr& annotation, const semantic::FileModel& file) {
  constexpr std::string_view kGeneric[] = {"dict", "list", "set", "frozenset", "tuple"};
  std::string text(file.text(annotation));
  std::size_t added = 0;
  for (const Name* name : file.tree().nodes_of<Name>(annotation)) {
    const auto* argument = as<Subscript>(file.parent(*name));
    const bool is_whole = argument == nullptr || argument->value != name;
    if (!is_whole || !is_one_of(file.text(name->name), kGeneric)) continue;
    constexpr std::string_view kArguments = "[…]";
    text.insert(name->end - annotation.begin + added, kArguments);
    added += kArguments.size();
  }
  return text;
}

// Shows the first parameter as it would read, if that is short enough for a sentence.
void advise(const Arg& parameter, const ParameterMarker& marker, const semantic::FileModel& file,
            Draft& draft) {
  constexpr std::size_t kLongest = 60;
  const Rewritten text = rewrite(*marker.call, marker, file);
  const bool is_short = text.call.size() <= kLongest && text.call.find('\n') == text.call.npos;
  const std::string call =
      is_short ? text.call : std::string(file.text(*marker.call->func)) + "(…)";
  const std::string type =
      parameter.annotation != nullptr ? with_arguments(*parameter.annotation, file) : "T";
  draft.fix("Write `{}: Annotated[{}, {}]{}{}`{}.",
            {file.text(parameter.name), type, call, text.value.empty() ? "" : " = ", text.value,
             with_import_from(file, "typing", "Annotated")});
}

void report(const FunctionDef& function, const Usage& usage, Check& check) {
  const semantic::FileModel& file = check.file();
  const std::vector<Marked> marked = defaults_of(function, file);
  const Arg& first = *marked.front().parameter;
  Draft draft =
      check.report(first, "`{}` of `{}` is declared by a default; {} of {} here use `Annotated`",
                   {file.text(first.name), file.text(function.name), usage.annotated,
                    usage.annotated + usage.defaulted});
  advise(first, marked.front().marker, file, draft);
  if (!can_rewrite(function, marked, file)) {
    draft.fix_class(FixClass::None);
    return;
  }
  for (const Marked& one : marked) {
    const Expr& type = *one.parameter->annotation;
    const Rewritten text = rewrite(*one.marker.call, one.marker, file);
    draft.edit({type.begin, type.begin}, "Annotated[");
    std::string rest = ", " + text.call + "]";
    if (!text.value.empty()) rest += " = " + std::string(text.value);
    draft.edit({type.end, one.parameter->default_value->end}, rest);
  }
}

void check(Check& check) {
  Usage usage;
  find_defaults(check.file(), usage);
  if (usage.defaulted == 0) return;
  count_annotated(check.file(), usage);
  if (usage.annotated <= usage.defaulted) return;
  for (const FunctionDef* function : usage.functions) report(*function, usage, check);
}

}  // namespace

extern constinit const Rule COD022 = {
    .code = "COD022",
    .name = "non-annotated-dependency",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"PEP 593",
         "https://fastapi.tiangolo.com/tutorial/dependencies/#share-annotated-dependencies"},
    .risk =
        "Called directly, as a test does, the function gets the `Depends(…)` or `Query(…)` object "
        "for its value; and the file has two ways to say one thing.",
    .advice = "Write `user: Annotated[User, Depends(current_user)]`.",
    .docs = R"md(
`= Depends(…)`, `= Query(…)` and their kin as defaults in a file where most parameters use `Annotated`.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI, Query

app = FastAPI()


def settings() -> str:
    return "x"


@app.get("/a")
def first(config: Annotated[str, Depends(settings)], q: Annotated[str, Query()]) -> str:
    return config + q


@app.get("/b")
def second(config: str = Depends(settings)) -> str:
    return config
```

```python good
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def settings() -> str:
    return "x"


@app.get("/b")
def second(config: Annotated[str, Depends(settings)]) -> str:
    return config
```

One finding for each function. The fix is *unsafe*, as callers may rely on the default; there is none where a
required parameter would come to stand behind one with a default, or where `Annotated` is not imported.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
