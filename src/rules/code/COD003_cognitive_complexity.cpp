#include "rules/rule.h"
#include "syntax/cognitive_complexity.h"

namespace fastidious::rules {
namespace {

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.enclosing_function(function) != nullptr) {
    return;  // part of the function around it
  }
  const std::int64_t limit = check.option("max-complexity");
  if (!may_be_as_complex(file.tree(), function, limit + 1)) return;
  const std::int64_t complexity = cognitive_complexity(file.tree(), function);
  if (complexity > limit) {
    check.report(function.name_span, "`{}` has a cognitive complexity of {}, the limit is {}",
                 {file.text(function.name), complexity, limit});
  }
}

}  // namespace

extern constinit const Rule COD003 = {
    .code = "COD003",
    .name = "cognitive-complexity",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1121"},
    .about_whole_definition = true,
    .options = {number_option("max-complexity", 15,
                              "the highest cognitive complexity that is accepted")},
    .risk =
        "Whoever changes the function must keep all of its nested conditions in mind at once, and "
        "will miss one.",
    .advice =
        "Leave early instead of nesting, give conditions a name, and move inner loops into "
        "functions.",
    .docs = R"md(
Cognitive complexity counts what makes code hard to follow: each `if`, loop, `except`, `match` and conditional
expression costs one, and one more for each such structure it is nested in; `elif` and `else` cost one; so does each
run of `and` or of `or`. Nested functions and lambdas count as a level. The limit is 15 (`max-complexity`).

```python bad
def total(orders, customer, rates):
    result = 0
    for order in orders:
        if order.customer == customer and order.open:
            for line in order.lines:
                if line.taxable:
                    if line.country in rates:
                        result += line.price * rates[line.country]
                    elif line.country == "":
                        result += line.price
                    else:
                        raise ValueError(line.country)
    return result
```

```python good
def total(orders, customer, rates):
    mine = [order for order in orders if order.customer == customer and order.open]
    return sum(taxed(line, rates) for order in mine for line in order.lines if line.taxable)


def taxed(line, rates):
    return line.price * rates[line.country]
```
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
