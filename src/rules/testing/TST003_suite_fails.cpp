#include <algorithm>
#include <string>

#include "rules/evidence_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

using evidence::TestOutcome;
using semantic::FileModel;

constexpr std::size_t kMostReported = 50;

bool is_failure(const TestOutcome& one) {
  return one.result == TestOutcome::Result::Failed || one.result == TestOutcome::Result::Error;
}

// "test_empty" of "test_empty[1-True]".
std::string_view function_of(const TestOutcome& one) {
  return std::string_view(one.name).substr(0, one.name.find('['));
}

// pytest names tests by a path with dots, from the folder in which it was started: the longest end
// of it that the repository defines.
semantic::Definition definition_of(const TestOutcome& one, const semantic::Model& model) {
  std::string_view group = one.group;
  while (!group.empty()) {
    const std::string name = std::string(group) + "." + std::string(function_of(one));
    if (const semantic::Definition found = model.definition(name)) return found;
    const std::size_t dot = group.find('.');
    group = dot == group.npos ? std::string_view{} : group.substr(dot + 1);
  }
  return {};
}

// The file that could not be collected: its name is all that there is.
const FileModel* module_of(const TestOutcome& one, const std::string& source,
                           const PythonPaths& paths) {
  if (!one.group.empty()) return nullptr;
  std::string path = one.name;
  std::replace(path.begin(), path.end(), '.', '/');
  return paths.find(path + ".py", source);
}

// Where the test stands, by its name, or by the file and line that the report gives.
void report(const TestOutcome& one, const std::string& source, const PythonPaths& paths,
            DeliveryCheck& check) {
  const std::string_view what =
      one.result == TestOutcome::Result::Failed ? "failed" : "ended with an error";
  const std::string_view colon = one.message.empty() ? "" : ": ";
  const semantic::Definition definition = definition_of(one, check.model());
  const auto* function = definition ? as<FunctionDef>(definition.node) : nullptr;
  const FileModel* file = paths.find(one.file, source);
  const FileModel* module = module_of(one, source, paths);
  if (function != nullptr) {
    check.report(*definition.file, function->name_span, "`{}` {}{}{}",
                 {one.name, what, colon, one.message});
  } else if (file != nullptr) {
    check.report(*file, span_of_line(*file, one.line + 1), "`{}` {}{}{}",
                 {one.name, what, colon, one.message});
  } else if (module != nullptr) {
    check.report(*module, span_of_line(*module, 1), "`{}` {}{}{}",
                 {one.name, what, colon, one.message});
  } else {
    const std::string name = one.group.empty() ? one.name : one.group + "." + one.name;
    check.report_missing("`{}` {}{}{}", {name, what, colon, one.message});
  }
}

void check(DeliveryCheck& check) {
  const evidence::Evidence* evidence = check.delivery().evidence();
  if (evidence == nullptr) return;
  const PythonPaths paths(check.model());
  for (const evidence::TestRun& run : evidence->test_runs) {
    if (run.tests.empty()) {
      check.report_missing("`{}` holds no test: pytest collected nothing", {run.source});
    }
    std::size_t reported = 0;
    for (const TestOutcome& one : run.tests) {
      if (!is_failure(one) || one.lacks_service || ++reported > kMostReported) continue;
      report(one, run.source, paths, check);
    }
    if (reported > kMostReported) {
      check.report_missing("{} failed in `{}`",
                           {counted(reported - kMostReported, "more test"), run.source});
    }
  }
}

}  // namespace

extern constinit const Rule TST003 = {
    .code = "TST003",
    .name = "suite-fails",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://docs.pytest.org/en/stable/reference/exit-codes.html",
                   "https://docs.pytest.org/en/stable/how-to/output.html"
                   "#creating-junitxml-format-files"},
    .risk =
        "Something that is known not to work goes out, or nobody looks at red tests any more and "
        "the next fault is not seen.",
    .advice = "Mend the code or the test before the release; a test that nobody needs is deleted.",
    .docs = R"md(
Tests that failed or ended with an error, also in collection, when the suite was run last. Its results are read, nothing is run: from
`junit.xml`, `pytest.xml`, `test-results.xml` or `test-report.xml` beside pytest's configuration, or from any file by `--evidence FILE`.

    pytest --junit-xml=junit.xml; fastidious audit

```python bad
# --- tests/test_orders.py
def test_total() -> None:
    assert 1 + 1 == 3
# --- junit.xml
<testsuites><testsuite name="pytest" tests="1" failures="1">
<testcase classname="tests.test_orders" name="test_total"><failure message="assert 2 == 3"/></testcase>
</testsuite></testsuites>
```

```python good
# --- tests/test_orders.py
def test_total() -> None:
    assert 1 + 1 == 2
# --- junit.xml
<testsuites><testsuite name="pytest" tests="1" failures="0">
<testcase classname="tests.test_orders" name="test_total"/>
</testsuite></testsuites>
```

Without results the criterion is *not evaluated*, never passed. Tests that could not connect with a service have not been evaluated either:
AUD005 says so. A report without any test is a finding: pytest's exit code 5.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
