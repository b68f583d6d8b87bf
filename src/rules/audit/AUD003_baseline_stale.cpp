#include "rules/rule.h"

namespace fastidious::rules {

// It looks at nothing by itself: the engine compares the findings with the baseline after all other
// rules, and reports what findings/baseline.h says is left over.
extern constinit const Rule AUD003 = {
    .code = "AUD003",
    .name = "baseline-stale",
    .family = Family::Audit,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Everywhere,
    .references = {"CWE-1127"},
    .risk = "The entry would hide the next finding that looks like the one that was mended.",
    .advice = "Write the baseline anew: `fastidious audit --write-baseline FILE`.",
    .docs = R"md(
The baseline (`baseline = "FILE"` in the configuration, or `--baseline FILE`) lists findings that the team lives
with for now. This one is there no more, or not as often: it was mended, and the list can shrink. Said only of rules
that ran, and never where only a part of the repository was looked at.

```python bad
def load(name: str) -> str:
    return name
# --- fastidious.toml
baseline = "baseline.json"
# --- baseline.json
{"schema": "fastidious-baseline-1", "findings": [
  {"rule": "TYP001", "fingerprint": "a57e8fd026a792bb", "count": 1, "file": "app/main.py"}
]}
```

```python good
def load(name: str) -> str:
    return name
# --- fastidious.toml
baseline = "baseline.json"
# --- baseline.json
{"schema": "fastidious-baseline-1", "findings": []}
```
)md",
};

}  // namespace fastidious::rules
