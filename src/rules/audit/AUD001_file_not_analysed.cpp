#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// Files that could not even be read never come here: the engine reports them under the same code.
void check(Check& check) {
  const auto errors = check.tree().errors();
  if (!errors.empty()) {
    check.report(errors.front().span, "This file does not parse: {}", {errors.front().message});
  }
}

}  // namespace

extern constinit const Rule AUD001 = {
    .code = "AUD001",
    .name = "file-not-analysed",
    .family = Family::Audit,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://docs.python.org/3/reference/grammar.html", "PEP 263"},
    .risk = "What stands in the file was not checked as a whole: take nothing in it for passed.",
    .advice = "Mend the syntax or the encoding, or leave the file out with `exclude`.",
    .docs = R"md(
A file that is part of the repository was not looked at as a whole. Either it could not be read (no
permission, larger than the limit, not text in its declared encoding), or some of it is not Python as
any version from 3.8 to 3.14 has it. Of a file that does not parse the rest is still audited; the first
error is shown.

```python bad
def handler(:
    return 1
```

```python good
def handler():
    return 1
```
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
