#include "rules/rule.h"
#include "rules/shown_type.h"
#include "semantic/function_bodies.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

bool is_dummy(std::string_view name) {
  return name.find_first_not_of('_') == std::string_view::npos;
}

// The type that a literal default shows; empty where it shows none.
std::string_view type_of_default(const Expr* value) {
  const auto* constant = as<Constant>(value);
  if (constant == nullptr) return "";
  switch (constant->type) {
    case ConstantKind::True:
    case ConstantKind::False: return "bool";
    case ConstantKind::Int: return "int";
    case ConstantKind::Float: return "float";
    case ConstantKind::Str: return "str";
    case ConstantKind::Bytes: return "bytes";
    default: return "";
  }
}

std::string_view stars_of(const Arg& parameter) {
  if (parameter.passing == Passing::VarPositional) return "*";
  return parameter.passing == Passing::VarKeyword ? "**" : "";
}

// What to write where the default does not show the type.
void advise(const Arg& parameter, std::string_view senders, const semantic::FileModel& file,
            ShownTypes& types, Draft& draft) {
  const std::string_view name = file.text(parameter.name);
  const auto* otherwise = as<Constant>(parameter.default_value);
  const bool may_be_none = otherwise != nullptr && otherwise->type == ConstantKind::None;
  if (const std::string_view stars = stars_of(parameter); !stars.empty()) {
    draft.fix("Write the type of one value behind `{}{}:`; `Any` where they are passed on.",
              {stars, name});
    return;
  }
  const std::string_view type =
      parameter.default_value == nullptr || may_be_none ? types.of(parameter) : std::string_view();
  if (!type.empty()) {
    draft.fix("Write `{}: {}{}`.", {name, type, may_be_none ? " | None = None" : ""});
  } else {
    draft.fix("Write the type of what {} behind `{}:`{}.",
              {senders, name, may_be_none ? ", with `| None`" : ""});
  }
}

// Writes `: int` behind the name; PEP 8 wants blanks around the = of an annotated parameter.
void offer_annotation(const Arg& parameter, std::string_view senders,
                      const semantic::FileModel& file, ShownTypes& types, Draft draft) {
  const std::string_view type = type_of_default(parameter.default_value);
  if (type.empty()) {
    advise(parameter, senders, file, types, draft);
    draft.fix_class(FixClass::None);
    return;
  }
  draft.fix("Write `{}: {} = {}`.",
            {file.text(parameter.name), type, file.text(*parameter.default_value)});
  draft.edit({parameter.end, parameter.end}, ": ");
  draft.edit({parameter.end, parameter.end}, type);
  const Span between = {parameter.end, parameter.default_value->begin};
  if (file.file().slice(between) == "=") {
    draft.edit(between, " = ");
  }
}

// Where the parameter is text, as the function shows, its type has FastAPI check nothing more.
std::string_view risk_of_client(const Arg& parameter, ShownTypes& types) {
  const std::string_view by_default = type_of_default(parameter.default_value);
  const bool is_text = by_default.empty() ? types.of(parameter) == "str" : by_default == "str";
  return is_text ? "The type checker takes the parameter for `Any`: what the function does with "
                   "what clients send is not checked."
                 : "FastAPI takes it for a query or path parameter and passes on any text "
                   "unchecked.";
}

bool is_nested(const FunctionDef& function, const semantic::FileModel& file) {
  return file.enclosing_function(function) != nullptr;
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (is_nested(function, file) && check.option("closures") == 0) {
    return;
  }
  const Arg* owner = semantic::owner_parameter(file, function);
  ShownTypes types(file, function);
  for (const Arg* parameter : function.args->all) {
    if (parameter->annotation != nullptr || parameter == owner ||
        is_dummy(file.text(parameter->name))) {
      continue;
    }
    if (semantic::has_stub(file) || file.follows_overload(function)) {
      return;
    }
    Draft draft =
        check.report(*parameter, "Parameter `{}{}` of `{}` has no type annotation",
                     {stars_of(*parameter), file.text(parameter->name), file.text(function.name)});
    // `= Depends(…)`, `= Query(…)` say more.
    const bool is_sent =
        parameter->default_value == nullptr || parameter->default_value->is(Kind::Constant);
    const bool is_of_client =
        file.is_route_handler(function) && stars_of(*parameter).empty() && is_sent;
    if (is_of_client) draft.risk(risk_of_client(*parameter, types));
    offer_annotation(*parameter, is_of_client ? "clients send" : "callers pass", file, types,
                     draft);
  }
}

}  // namespace

extern constinit const Rule TYP001 = {
    .code = "TYP001",
    .name = "param-annotation-missing",
    .family = Family::Typing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 484", "PEP 3107", "CWE-704"},
    .options = {flag_option("closures", false, "whether functions inside functions are looked at")},
    .risk =
        "The type checker takes the parameter for `Any`: neither what callers pass nor what the "
        "function does with it is checked.",
    .advice =
        "Write the type of what callers pass behind the name and a colon, with `| None` where the "
        "default is None; for `*args` and `**kwargs` the type of one value.",
    .docs = R"md(
Every parameter of a function says its type, also positional-only and keyword-only parameters, `*args`
and `**kwargs`.

```python bad
def find(user_id, limit=10):
    return [user_id] * limit
```

```python good
def find(user_id: int, limit: int = 10) -> list[int]:
    return [user_id] * limit
```

Not reported: the first parameter of a method (`self`, `cls`), parameters named `_`, lambdas, tests,
modules with a stub (`.pyi`) beside them, functions whose `@overload`s say it, and functions inside
functions unless `closures = true`. A fix is offered where a literal default shows
the type; it is *unsafe* because callers may pass other types too.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
