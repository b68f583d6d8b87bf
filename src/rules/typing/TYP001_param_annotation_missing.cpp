#include <algorithm>
#include <string>

#include "rules/decorator_shape.h"
#include "rules/rule.h"
#include "rules/shown_type.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
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

// They call no method that a class below them is free to name.
bool is_marker(std::string_view base) {
  constexpr std::string_view kModules[] = {"abc.",
                                           "builtins.",
                                           "enum.",
                                           "typing.",
                                           "typing_extensions.",
                                           "pydantic.",
                                           "sqlmodel.",
                                           "sqlalchemy.orm.DeclarativeBase"};
  return std::any_of(std::begin(kModules), std::end(kModules),
                     [&](std::string_view one) { return base.starts_with(one); });
}

// "sqlalchemy.orm.Session" of a method that nothing in the repository asks for, of a class that
// inherits from that one: what it overrides there is called there. Empty for all others.
std::string_view overridden_class(const FunctionDef& function, const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  if (cls == nullptr || !function.decorator_list.empty() ||
      semantic::is_magic_name(file.text(function.name))) {
    return {};
  }
  for (const Expr* base : cls->bases) {
    const auto* generic = as<Subscript>(base);
    const std::string_view name = file.resolve(generic != nullptr ? *generic->value : *base);
    if (name.find('.') == name.npos || is_marker(name) || file.project().definition(name)) continue;
    return file.project().mentions().of(function.name).empty() ? name : std::string_view();
  }
  return {};
}

// Whether nothing in the function, nor in one that may override it, looks at the parameter.
bool is_ignored(const Arg& parameter, const FunctionDef& function,
                const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  if (semantic::is_stub_body(file, function) || semantic::ends_with_raise(function) ||
      file.is_abstract(function) || (cls != nullptr && file.project().is_inherited(*cls))) {
    return false;
  }
  const auto names = file.tree().nodes_of<Name>(function);
  return std::none_of(names.begin(), names.end(), [&](const Name* one) {
    return one->name == parameter.name || file.text(one->name) == "locals";
  });
}

// Whether the function asks for nothing of the parameter but its class: `isinstance(clause,
// Update)`.
bool is_asked_for_class_alone(const Arg& parameter, const FunctionDef& function,
                              const semantic::FileModel& file) {
  const auto names = file.tree().nodes_of<Name>(function);
  return std::all_of(names.begin(), names.end(), [&](const Name* one) {
    const auto* call = as<Call>(file.parent(*one));
    const bool is_test = call != nullptr && call->args.size() == 2 && call->args.front() == one &&
                         file.resolve(*call->func) == "builtins.isinstance";
    return one->name != parameter.name || is_test;
  });
}

// Of a method that a library calls; `base` is the class that it stands below.
void advise_on_override(const Arg& parameter, const FunctionDef& function, std::string_view base,
                        const semantic::FileModel& file, Draft& draft) {
  const std::string_view name = file.text(parameter.name);
  const auto* otherwise = as<Constant>(parameter.default_value);
  const bool may_be_none = otherwise != nullptr && otherwise->type == ConstantKind::None;
  if (is_asked_for_class_alone(parameter, function, file)) {
    draft.fix("Write `{}: object{}`: {}.",
              {name, may_be_none ? " = None" : "",
               is_ignored(parameter, function, file) ? "the function does not look at it"
                                                     : "the function asks for its class alone"});
  } else {
    draft.fix(
        "Write the type of what `{}` of `{}` gives it behind `{}:`{}. Nothing in this repository "
        "calls it.",
        {base.substr(base.rfind('.') + 1), base.substr(0, base.rfind('.')), name,
         may_be_none ? ", with `| None`" : ""});
  }
}

// What to write where the default does not show the type.
void advise(const Arg& parameter, const FunctionDef& function, std::string_view senders,
            const semantic::FileModel& file, ShownTypes& types, Draft& draft) {
  const std::string_view name = file.text(parameter.name);
  const auto* otherwise = as<Constant>(parameter.default_value);
  const bool may_be_none = otherwise != nullptr && otherwise->type == ConstantKind::None;
  if (const std::string_view stars = stars_of(parameter); !stars.empty()) {
    if (is_ignored(parameter, function, file)) {
      draft.fix("Write `{}{}: object`: the function does not look at them.", {stars, name});
      return;
    }
    draft.fix("Write the type of one value behind `{}{}:`; `Any` where they are passed on.",
              {stars, name});
    return;
  }
  const std::string_view type =
      parameter.default_value == nullptr || may_be_none ? types.of(parameter) : std::string_view();
  if (const std::string decorated = decorated_type(file, function, parameter); !decorated.empty()) {
    draft.fix(
        "Write `{}: {}`, with `P = ParamSpec(\"P\")` and `R = TypeVar(\"R\")` ({}): what is "
        "decorated keeps its own types then.",
        {name, decorated, homes_of_shape(decorated)});
  } else if (!type.empty()) {
    draft.fix("Write `{}: {}{}`.", {name, type, may_be_none ? " | None = None" : ""});
  } else if (const std::string_view base = overridden_class(function, file); !base.empty()) {
    advise_on_override(parameter, function, base, file, draft);
  } else {
    draft.fix("Write the type of what {} behind `{}:`{}.",
              {senders, name, may_be_none ? ", with `| None`" : ""});
  }
}

// Writes `: int` behind the name; PEP 8 wants blanks around the = of an annotated parameter.
void offer_annotation(const Arg& parameter, const FunctionDef& function, std::string_view senders,
                      const semantic::FileModel& file, ShownTypes& types, Draft draft) {
  const std::string_view type = type_of_default(parameter.default_value);
  if (type.empty()) {
    advise(parameter, function, senders, file, types, draft);
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
    offer_annotation(*parameter, function, is_of_client ? "clients send" : "callers pass", file,
                     types, draft);
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
