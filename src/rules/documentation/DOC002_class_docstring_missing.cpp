#include <algorithm>
#include <string>

#include "rules/docstring_edits.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

// A docstring on a line of its own before the first statement; none where the body stands on the
// class's line.
void offer(const ClassDef& cls, const semantic::FileModel& file, Draft draft) {
  const std::string docstring =
      "\"\"\"Say what it stands for (" + std::string(semantic::kToBeWritten) + ").\"\"\"";
  offer_docstring(draft, file, cls.body, docstring, 1);
}

void check(const ClassDef& cls, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.docstring(cls) != nullptr || !file.is_public(cls) || !semantic::is_public_module(file) ||
      semantic::speaks_for_itself(file, cls)) {
    return;
  }
  Draft draft =
      check.report(cls.name_span, "The class `{}` has no docstring", {file.text(cls.name)});
  const bool is_settings = file.inherits_from(cls, "pydantic_settings.BaseSettings") ||
                           file.inherits_from(cls, "pydantic.BaseSettings");
  if (file.is_pydantic_model(cls) && !is_settings) {
    draft.risk("Where an endpoint takes or gives it, its schema in OpenAPI has no description.");
  }
  offer(cls, file, draft);
}

}  // namespace

extern constinit const Rule DOC002 = {
    .code = "DOC002",
    .name = "class-docstring-missing",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://fastapi.tiangolo.com/tutorial/schema-extra-example/"},
    .risk =
        "What the class is responsible for, and what not, is anybody's guess; the guesses end up "
        "in "
        "it.",
    .advice = "Say in one sentence what an instance stands for.",
    .docs = R"md(
A public class without a docstring.

```python bad
class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
```

```python good
class Account:
    """The money that one customer has with us."""

    def __init__(self, owner: str) -> None:
        self.owner = owner


class NotEnough(Exception):
    pass
```

Not reported: names that begin with `_` or are not in `__all__`, modules that are private, classes inside functions,
`class Config` and `class Meta` inside a class, enumerations with nothing but members, protocols, and classes
whose body is `pass` and that have a base (exceptions that only carry a name).
)md",
    .on_class = check,
};

}  // namespace fastidious::rules
