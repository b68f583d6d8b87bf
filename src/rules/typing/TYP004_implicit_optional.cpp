#include "rules/optional_edit.h"
#include "rules/rule.h"
#include "semantic/annotations.h"
#include "semantic/expressions.h"
#include "semantic/request_parameters.h"

namespace fastidious::rules {
namespace {

// `Query(None)`, `Query(default=None)`
bool defaults_to_none(const Arg& parameter, const semantic::FileModel& file) {
  if (semantic::is_none(parameter.default_value)) return true;
  const auto* call = as<Call>(parameter.default_value);
  if (call == nullptr || !semantic::is_parameter_marker(file.resolve(*call->func))) return false;
  return semantic::is_none(semantic::argument(file, *call, 0, "default"));
}

// The first argument of Annotated is the type; the rest is about it.
const Expr& type_part(const Expr& annotation, const semantic::FileModel& file) {
  const auto* subscript = annotation.as<Subscript>();
  if (subscript == nullptr) return annotation;
  const std::string_view name = file.resolve(*subscript->value);
  const auto* items = as<Tuple>(subscript->slice);
  const bool annotated = name == "typing.Annotated" || name == "typing_extensions.Annotated";
  return annotated && items != nullptr ? *items->elts.front() : annotation;
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  for (const Arg* parameter : function.args->all) {
    if (parameter->annotation == nullptr || !defaults_to_none(*parameter, file) ||
        semantic::allows_none(file, *parameter->annotation) != semantic::Allows::No ||
        semantic::is_filled_by_fastapi(file, *parameter)) {
      continue;
    }
    const Expr& type = type_part(*parameter->annotation, file);
    Draft draft = check.report(*parameter->annotation,
                               "`{}` of `{}` is None by default, which `{}` does not allow",
                               {file.text(parameter->name), file.text(function.name),
                                semantic::annotation_text(file, type)});
    draft.fix(file.is_route_handler(function)
                  ? "Write `{} | None`; the parameter's schema in OpenAPI then allows null."
                  : "Write `{} | None`, or give it a default of that type.",
              {semantic::annotation_text(file, type)});
    if (!offer_optional(draft, file, type)) draft.fix_class(FixClass::None);
  }
}

}  // namespace

extern constinit const Rule TYP004 = {
    .code = "TYP004",
    .name = "implicit-optional",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 484", "CWE-476", "https://peps.python.org/pep-0484/#union-types"},
    .risk =
        "The body is checked as if the value were always there; the first caller that leaves it "
        "out gets an AttributeError.",
    .advice = "Write `T | None`, and handle None where the value is used.",
    .docs = R"md(
A parameter whose default is None and whose type does not allow it. PEP 484 dropped this shorthand.

```python bad
def find(name: str = None) -> list[str]:
    return [name]
```

```python good
def find(name: str | None = None) -> list[str]:
    return [name] if name else []
```

Types that cannot be told (aliases, type variables, names from modules that are not seen) are left alone,
and so is what FastAPI always fills (`response: Response = None`). Code for a Python before 3.10
(`target-python`, `requires-python`) gets `Optional[T]` where the module imports it, and no edit otherwise.
The fix is *unsafe*: for a parameter of a FastAPI endpoint it adds `null` to the schema.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
