#include "rules/rule.h"

namespace fastidious::rules {

// It looks at nothing by itself: the engine reports what findings/suppression.h says of the
// comments, because only after all other rules is it known which suppressions were needed.
extern constinit const Rule AUD004 = {
    .code = "AUD004",
    .name = "suppression-expired",
    .family = Family::Audit,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Everywhere,
    .references = {"CWE-1127"},
    .risk = "A suppression that nobody can judge, or that silences nothing, hides what comes next.",
    .advice = "Remove the comment, or write `# fastidious: ignore[CODE] reason`.",
    .docs = R"md(
A comment asks to silence a rule, and does not do it, or does not need to:

- it gives no reason, names no rule, or has a form that is not understood: it counts for nothing;
- its `until=` date has passed: the finding is reported again;
- the rule reports nothing there any more: the comment can go. This is said only of rules that ran, and
  never in a review of a part of the code.

```python bad
def load(name):  # fastidious: ignore[TYP001]
    return name
```

```python good
def load(name):  # fastidious: ignore[TYP001] called by the plug-in host, which passes anything
    return name
```

A suppression stands on the line of the finding, on the line where its statement starts, or on a line of
its own above that; for a whole file, above the first code after the imports:
`# fastidious: ignore-file[LOG001] a console program`. With `until=2027-01-31` it ends after that day.
)md",
};

}  // namespace fastidious::rules
