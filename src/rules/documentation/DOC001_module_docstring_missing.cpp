#include <string>

#include "rules/docstring_edits.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

void check(Check& check) {
  const semantic::FileModel& file = check.file();
  const Module& module = check.tree().root();
  if (module.body.empty() || module.body.front()->is(Kind::ErrorStmt) ||
      file.docstring(module) != nullptr || !semantic::is_public_module(file) ||
      semantic::only_re_exports(file)) {
    return;
  }
  const Stmt& first = *module.body.front();
  const std::string docstring =
      "\"\"\"Say what this module is for (" + std::string(semantic::kToBeWritten) + ").\"\"\"";
  const std::string_view name = file.file().module_name;
  Draft draft = check.report({first.begin, first.begin + 1}, "The module `{}` has no docstring",
                             {name.empty() ? std::string_view(file.file().path) : name});
  offer_docstring(draft, file, module.body, docstring, 1);
}

}  // namespace

extern constinit const Rule DOC001 = {
    .code = "DOC001",
    .name = "module-docstring-missing",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059"},
    .risk =
        "Whoever looks for the place to change has to read the whole module to learn that it is "
        "not "
        "here.",
    .advice =
        "Begin the file with one sentence that says what the module is for, before the imports "
        "and `from __future__`, such as `\"\"\"Checks passwords and issues access tokens.\"\"\"`.",
    .docs = R"md(
A public module that does not begin with a docstring.

```python bad
import jwt


def issue(user: str) -> str:
    return jwt.encode({"sub": user}, "key")
```

```python good
"""Issues access tokens."""

import jwt


def issue(user: str) -> str:
    return jwt.encode({"sub": user}, "key")
```

Not reported: empty files, files that only import and list names (an `__init__.py` that re-exports), modules
whose name or package begins with `_`, stubs, tests, scripts, migrations, generated files.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
