#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/evidence_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using evidence::TypeCheck;
using evidence::TypeError;
using semantic::FileModel;

constexpr std::size_t kListed = 10;

void report(const FileModel& file, const std::string& tool, std::vector<const TypeError*> errors,
            DeliveryCheck& check) {
  std::stable_sort(errors.begin(), errors.end(),
                   [](const TypeError* a, const TypeError* b) { return a->line < b->line; });
  const TypeError& first = *errors.front();
  const std::string code = first.code.empty() ? "" : " [" + first.code + "]";
  Draft draft = errors.size() == 1 ? check.report(file, span_of_line(file, first.line),
                                                  "{} says: {}{}", {tool, first.message, code})
                                   : check.report(file, span_of_line(file, first.line),
                                                  "{} has {} errors in this file, the first: {}{}",
                                                  {tool, errors.size(), first.message, code});
  for (std::size_t i = 1; i < std::min(errors.size(), kListed); ++i) {
    draft.step(file, span_of_line(file, errors[i]->line), "{}", {errors[i]->message});
  }
}

void check(DeliveryCheck& check) {
  const evidence::Evidence* evidence = check.delivery().evidence();
  if (evidence == nullptr) return;
  const PythonPaths paths(check.model());
  for (const TypeCheck& one : evidence->type_checks) {
    std::map<std::string_view, std::vector<const TypeError*>> by_path;
    for (const TypeError& error : one.errors) {
      if (error.lacks_library()) continue;
      const FileModel* file = paths.find(error.file, one.source);
      if (file != nullptr) by_path[file->file().path].push_back(&error);
    }
    for (auto& [path, errors] : by_path) {
      report(*check.model().file_at(path), one.tool, std::move(errors), check);
    }
  }
}

}  // namespace

extern constinit const Rule TYP009 = {
    .code = "TYP009",
    .name = "type-checker-errors",
    .family = Family::Typing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::AllCode,
    .references = {"https://mypy.readthedocs.io/en/stable/error_codes.html", "PEP 484"},
    .risk =
        "What the annotations promise does not hold here: a value arrives that the code cannot "
        "deal with, in production and not in the editor.",
    .advice =
        "Mend the code or the annotation; where the checker is wrong, `# type: ignore[code]` with "
        "a reason.",
    .docs = R"md(
Errors that the project's own type checker reports: mypy, pyright, basedpyright or ty, one finding for each file. Its output is read, nothing is
run: from `mypy.txt`, `mypy.json`, `mypy-report.txt`, `pyright.txt` or `pyright.json` beside the configuration, or from any file by
`--evidence FILE`.

    mypy app > mypy.txt; fastidious audit
    pyright --outputjson > pyright.json; fastidious audit

```python bad
# --- app/orders.py
def total(amounts: list[int]) -> str:
    return sum(amounts)
# --- mypy.txt
app/orders.py:2: error: Incompatible return value type (got "int", expected "str")  [return-value]
Found 1 error in 1 file (checked 1 source file)
```

```python good
# --- app/orders.py
def total(amounts: list[int]) -> int:
    return sum(amounts)
# --- mypy.txt
Success: no issues found in 1 source file
```

Without such a file the criterion is *not evaluated*, never passed. Errors in files that are not part of the repository are left out, and so are
libraries that the checker did not find: AUD005 says so.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
