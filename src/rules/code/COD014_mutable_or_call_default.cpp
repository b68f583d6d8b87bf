#include <algorithm>
#include <array>
#include <string>

#include "rules/optional_edit.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/request_parameters.h"

namespace fastidious::rules {
namespace {

constexpr std::array<std::string_view, 9> kMutableClasses = {
    "builtins.list",           "builtins.dict",       "builtins.set",
    "builtins.bytearray",      "collections.deque",   "collections.defaultdict",
    "collections.OrderedDict", "collections.Counter", "collections.ChainMap"};

// Calls whose result never changes, or that are meant to stand in a default.
constexpr std::array<std::string_view, 33> kImmutableCalls = {
    "builtins.int",        "builtins.float",      "builtins.str",          "builtins.bool",
    "builtins.bytes",      "builtins.complex",    "builtins.tuple",        "builtins.frozenset",
    "builtins.range",      "builtins.object",     "builtins.len",          "builtins.min",
    "builtins.max",        "builtins.ord",        "builtins.type",         "types.MappingProxyType",
    "operator.attrgetter", "operator.itemgetter", "operator.methodcaller", "pathlib.Path",
    "pathlib.PurePath",    "re.compile",          "datetime.timedelta",    "datetime.date",
    "datetime.datetime",   "datetime.time",       "decimal.Decimal",       "fractions.Fraction",
    "uuid.UUID",           "os.getenv",           "os.environ.get",        "logging.getLogger",
    "functools.partial"};
constexpr std::array<std::string_view, 10> kParameterLibraries = {"fastapi.",
                                                                  "typer.",
                                                                  "click.",
                                                                  "pydantic.",
                                                                  "fastapi_",
                                                                  "strawberry.",
                                                                  "dependency_injector.",
                                                                  "litestar.",
                                                                  "faststream.",
                                                                  "docket."};

// Abstract types that offer no way to change the value.
constexpr std::array<std::string_view, 8> kReadOnly = {
    "Sequence", "Mapping", "Iterable", "Collection", "Container", "AbstractSet", "Set", "Final"};

enum class Flaw { None, Mutable, Call };

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_immutable_call(std::string_view target, const Check& check) {
  if (contains(kImmutableCalls, target) || target.ends_with(".Depends")) return true;
  const auto extra = check.option_names("extend-immutable-calls");
  return std::find(extra.begin(), extra.end(), target) != extra.end() ||
         std::any_of(kParameterLibraries.begin(), kParameterLibraries.end(),
                     [&](std::string_view prefix) { return target.starts_with(prefix); });
}

Flaw flaw_of_call(const Call& call, const Check& check) {
  const std::string_view target = check.file().resolve(*call.func);
  if (contains(kMutableClasses, target)) return Flaw::Mutable;
  return target.empty() || is_immutable_call(target, check) ? Flaw::None : Flaw::Call;
}

Flaw flaw_of(const Expr& value, const Check& check) {
  switch (value.kind) {
    case Kind::ListExpr:
    case Kind::Dict:
    case Kind::Set:
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp: return Flaw::Mutable;
    case Kind::Call: return flaw_of_call(*value.as<Call>(), check);
    default: return Flaw::None;
  }
}

bool is_read_only(const Expr* annotation, const semantic::FileModel& file) {
  if (annotation == nullptr) return false;
  const auto* subscript = annotation->as<Subscript>();
  const std::string_view name =
      file.resolve(subscript != nullptr ? *subscript->value : *annotation);
  const bool abstract = name.starts_with("typing.") || name.starts_with("collections.abc.");
  return abstract && contains(kReadOnly, name.substr(name.rfind('.') + 1)) && name != "typing.Set";
}

// What stands before a statement on its line.
std::string_view text_before(const Stmt& statement, const semantic::FileModel& file) {
  const LineIndex& lines = file.file().lines;
  return file.file().slice({lines.start_of(lines.line_of(statement.begin)), statement.begin});
}

// Whether the body is a block of its own, so that a statement can be put before it.
const Stmt* first_statement(const FunctionDef& function, const semantic::FileModel& file) {
  const std::size_t skipped = file.docstring(function) != nullptr ? 1 : 0;
  if (function.body.size() <= skipped) return nullptr;
  const Stmt* first = function.body[skipped];
  return text_before(*first, file).find_first_not_of(" \t") == std::string_view::npos ? first
                                                                                      : nullptr;
}

// `x: T = []` becomes `x: T | None = None`, and the body begins with `if x is None: x = []`.
void offer(const Arg& parameter, const FunctionDef& function, const semantic::FileModel& file,
           Draft draft) {
  const Stmt* first = first_statement(function, file);
  const Expr& value = *parameter.default_value;
  if (first == nullptr || value.parenthesized) {
    draft.fix_class(FixClass::None);
    return;
  }
  const std::string indent(text_before(*first, file));
  const std::string name(file.text(parameter.name));
  if (parameter.annotation != nullptr && parameter.annotation->as<Constant>() == nullptr &&
      semantic::allows_none(file, *parameter.annotation) != semantic::Allows::Yes &&
      !offer_optional(draft, file, *parameter.annotation)) {
    draft.fix_class(FixClass::None);
    return;
  }
  draft.edit(value.span(), "None");
  draft.edit({first->begin, first->begin}, "if " + name + " is None:\n" + indent + "    " + name +
                                               " = " + std::string(file.text(value)) + "\n" +
                                               indent);
}

void say(Draft& draft, const Arg& parameter, const semantic::FileModel& file) {
  constexpr std::size_t kShort = 40;
  const std::string_view name = file.text(parameter.name);
  const std::string_view value = file.text(*parameter.default_value);
  const bool is_short = value.size() <= kShort && value.find('\n') == value.npos;
  const bool lacks_none =
      parameter.annotation != nullptr && parameter.annotation->as<Constant>() == nullptr &&
      semantic::allows_none(file, *parameter.annotation) != semantic::Allows::Yes;
  draft.fix(
      "Let the default of `{}` be `None`{}, and create the value in the body: "
      "`if {} is None: {} = {}`.",
      {name, lacks_none ? ", which its annotation has to allow" : "", name, name,
       is_short ? value : "…"});
}

void report(const Arg& parameter, Flaw flaw, const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr& value = *parameter.default_value;
  if (flaw == Flaw::Mutable) {
    Draft draft = check.report(value, "All calls of `{}` share one default value of `{}`",
                               {file.text(function.name), file.text(parameter.name)});
    say(draft, parameter, file);
    offer(parameter, function, file, draft);
    return;
  }
  Draft draft = check.report(value, "The default of `{}` is computed once, when `{}` is defined",
                             {file.text(parameter.name), file.text(function.name)});
  draft.risk(
      "Every call gets the value of the first moment: a time that stands still, an object that "
      "all calls share, a failure at import.");
  say(draft, parameter, file);
  offer(parameter, function, file, draft);
}

// A command of Typer or click runs once, in a process of its own: the moment of its definition is
// that of its call.
bool is_command(const FunctionDef& function, const semantic::FileModel& file) {
  return std::any_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* decorator) {
        const auto* call = decorator->as<Call>();
        const std::string_view target = file.resolve(call != nullptr ? *call->func : *decorator);
        return target.starts_with("typer.") || target.starts_with("click.");
      });
}

void check(const FunctionDef& function, Check& check) {
  for (const Arg* parameter : function.args->all) {
    if (parameter->default_value == nullptr) continue;
    const Flaw flaw = flaw_of(*parameter->default_value, check);
    if (flaw == Flaw::None || is_read_only(parameter->annotation, check.file())) continue;
    if (check.file().is_route_handler(function) || is_command(function, check.file())) return;
    report(*parameter, flaw, function, check);
  }
}

}  // namespace

extern constinit const Rule COD014 = {
    .code = "COD014",
    .name = "mutable-or-call-default",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .references = {"CWE-1108",
                   "https://docs.python.org/3/faq/"
                   "programming.html#why-are-default-values-shared-between-objects",
                   "https://docs.python.org/3/tutorial/controlflow.html#default-argument-values"},
    .options = {names_option("extend-immutable-calls",
                             "qualified names of calls that may stand in a default")},
    .risk = "What one request puts into it, the next one finds in it.",
    .advice = "Let the default be `None`, and create the value in the body.",
    .docs = R"md(
Default values are computed once, when the `def` is executed. A list, dictionary or set is then shared by all
calls; the result of a call (`datetime.now()`, `Client()`) never changes again.

```python bad
def add(item: str, basket: list[str] = []) -> list[str]:
    basket.append(item)
    return basket
```

```python good
from typing import Annotated

from fastapi import Depends


def settings() -> str:
    return "x"


def add(item: str, basket: list[str] | None = None) -> list[str]:
    return [*(basket or []), item]


def used_by_fastapi(value: str = Depends(settings)) -> str:
    return value
```

Not reported: `Depends`, `Query` and everything else of FastAPI, Pydantic, Typer and their like; endpoints, whose
defaults FastAPI copies for each request; commands of Typer and click, which run once; calls that give an immutable value (`tuple()`, `Decimal("1")`,
`timedelta(days=1)`), and those of `extend-immutable-calls`; parameters whose type is read-only (`Sequence`,
`Mapping`); calls of functions that are not known; Pydantic's and dataclasses' fields, which are no parameters.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
