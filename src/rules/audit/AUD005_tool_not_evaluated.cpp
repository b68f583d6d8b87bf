#include <algorithm>

#include "rules/evidence_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using evidence::TestOutcome;

// Tests that could not reach what they need have not failed; they have not been run.
void check_tests(const evidence::TestRun& run, DeliveryCheck& check) {
  const auto unreachable = std::count_if(run.tests.begin(), run.tests.end(),
                                         [](const TestOutcome& one) { return one.lacks_service; });
  if (unreachable == 0) return;
  check
      .report_missing("{} of {} tests of `{}` could not connect with a service: not evaluated",
                      {unreachable, run.tests.size(), run.source})
      .fix("Start what the tests need and run them again: `docker compose up -d`, `pytest`.");
}

// A checker that does not find the libraries knows nothing of their types.
void check_libraries(const evidence::TypeCheck& one, DeliveryCheck& check) {
  const auto lacking =
      std::count_if(one.errors.begin(), one.errors.end(),
                    [](const evidence::TypeError& error) { return error.lacks_library(); });
  if (lacking == 0) return;
  check
      .report_missing("{} did not find {} of the imported libraries (`{}`): evaluated in part",
                      {one.tool, lacking, one.source})
      .fix("Run it where the dependencies are installed, with the stubs that it names.");
}

// Whether the repository has one of the files that `all` speaks of.
template <class Entries>
bool concerns(const Entries& all, const std::string& source, const PythonPaths& paths) {
  return all.empty() || std::any_of(all.begin(), all.end(), [&](const auto& one) {
           return paths.find(one.file, source) != nullptr;
         });
}

void report_foreign(const std::string& source, DeliveryCheck& check) {
  check.report_missing("`{}` speaks of no file of this repository: not evaluated", {source})
      .fix("Make it again in this repository, from its root.");
}

void check(DeliveryCheck& check) {
  const evidence::Evidence* evidence = check.delivery().evidence();
  if (evidence == nullptr) return;
  for (const evidence::Problem& one : evidence->problems) {
    check.report_missing("`{}` was not evaluated: {}", {one.source, one.reason});
  }
  const PythonPaths paths(check.model());
  for (const evidence::TestRun& run : evidence->test_runs) check_tests(run, check);
  for (const evidence::TypeCheck& one : evidence->type_checks) {
    if (!concerns(one.errors, one.source, paths)) report_foreign(one.source, check);
    check_libraries(one, check);
  }
  for (const evidence::CoverageReport& one : evidence->coverage) {
    if (!concerns(one.files, one.source, paths)) report_foreign(one.source, check);
  }
}

}  // namespace

extern constinit const Rule AUD005 = {
    .code = "AUD005",
    .name = "tool-not-evaluated",
    .family = Family::Audit,
    .tier = Tier::P0,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Everywhere,
    .references = {"https://coverage.readthedocs.io/en/latest/cmd.html",
                   "https://docs.pytest.org/en/stable/how-to/output.html"},
    .risk = "What this tool has to say is missing from the report; nothing of it counts as passed.",
    .advice =
        "Make the file again: `coverage xml`, `pytest --junit-xml=junit.xml`, `mypy . > mypy.txt`.",
    .docs = R"md(
What another tool has left behind and could not be used: a file that is malformed, of an unknown kind, or about another repository, tests that
could not connect with what they need, and a type checker that ran without the libraries.

```python bad
# --- app/main.py
VALUE = 1
# --- coverage.xml
<coverage><packages>
```

```python good
# --- app/main.py
VALUE = 1
# --- coverage.xml
<coverage><packages><package><classes><class filename="app/main.py">
<lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>
```

Tools of which there is no file at all are told under *not evaluated* with the criteria that wait for them.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
