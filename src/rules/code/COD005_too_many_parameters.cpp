#include <algorithm>

#include "rules/rule.h"
#include "semantic/function_bodies.h"
#include "semantic/request_parameters.h"

namespace fastidious::rules {
namespace {

// Whether a caller has to think of the parameter: not self, not *args, nothing that FastAPI fills.
bool counts(const Arg& parameter, const semantic::FileModel& file) {
  const bool variable =
      parameter.passing == Passing::VarPositional || parameter.passing == Passing::VarKeyword;
  return !variable && !semantic::parameter_marker(file, parameter) &&
         !semantic::is_filled_by_fastapi(file, parameter);
}

bool is_left_alone(const FunctionDef& function, const semantic::FileModel& file) {
  return file.file().is_stub || file.is_route_handler(function) || file.is_overload(function) ||
         file.has_decorator(function, "typing.override") ||
         file.has_decorator(function, "typing_extensions.override");
}

// `def f(*, a, b)`: nobody can mix up the order.
bool takes_keywords_only(const FunctionDef& function, const Arg* owner) {
  return std::none_of(
      function.args->all.begin(), function.args->all.end(), [owner](const Arg* parameter) {
        return parameter != owner && (parameter->passing == Passing::Plain ||
                                      parameter->passing == Passing::PositionalOnly);
      });
}

void check(const FunctionDef& function, Check& check) {
  const auto most =
      static_cast<std::size_t>(std::max<std::int64_t>(0, check.option("max-parameters")));
  if (function.args->all.size() <= most) return;
  const semantic::FileModel& file = check.file();
  const Arg* owner = semantic::owner_parameter(file, function);
  std::size_t count = 0;
  for (const Arg* parameter : function.args->all) {
    count += parameter != owner && counts(*parameter, file);
  }
  if (count > most && !is_left_alone(function, file)) {
    Draft draft = check.report(function.name_span, "`{}` takes {} parameters; the limit is {}",
                               {file.text(function.name), count, most});
    if (takes_keywords_only(function, owner)) {
      draft.risk("Each new one touches every call, and every test has to make up all of them.");
    }
  }
}

}  // namespace

extern constinit const Rule COD005 = {
    .code = "COD005",
    .name = "too-many-parameters",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1064", "https://refactoring.guru/smells/long-parameter-list"},
    .options = {number_option("max-parameters", 7, "how many parameters are accepted")},
    .risk = "Callers mix up their order, and each new one touches every call.",
    .advice =
        "Put those that belong together into a dataclass or a Pydantic model, or split the "
        "function.",
    .docs = R"md(
More parameters than `max-parameters`. What a caller does not pass is not counted: `self`, `*args`,
`**kwargs`, and whatever FastAPI fills: `Depends`, `Query`, `Path`, `Header`, `Cookie`, `Body`, `Form`,
`File`, `Security`, `Request` and its kin. Endpoints are left out altogether.

```python bad
def ship(name: str, street: str, number: int, city: str, zip_code: str, country: str,
         weight: float, express: bool) -> None:
    print(name, street, number, city, zip_code, country, weight, express)
```

```python good
from dataclasses import dataclass


@dataclass
class Address:
    name: str
    street: str
    number: int
    city: str


def ship(address: Address, weight: float, express: bool) -> None:
    print(address, weight, express)
```
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
