#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/pytest_settings.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::TestSuite;

void report_unconfigured(const TestSuite& suite, DeliveryCheck& check) {
  const deploy::TextPlace& command = suite.command;
  const PytestSettings settings = pytest_settings(check.delivery());
  check
      .report(*command.file, command.span,
              "pytest runs here without a configuration: what it collects depends on where it is "
              "started")
      .severity(Severity::Suggestion)
      .risk(
          "`pytest` in another folder finds other tests{}; warnings of deprecated calls pass "
          "unseen.",
          {settings.needs_path ? ", or the same ones without the application on their path" : ""})
      .fix("Write {}.", {settings.text});
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application() || !delivery.is_developed()) return;
  const TestSuite& suite = delivery.test_suite();
  if (suite.files.empty() || suite.is_configured) return;
  if (suite.command) {
    if (suite.uses_pytest && suite.runs_pytest && !suite.is_command_placed) {
      report_unconfigured(suite, check);
    }
  } else if (!suite.may_be_run_elsewhere) {
    Draft draft = check.report(suite.first(), Span{0, 0},
                               "Nothing says how the tests are run: no configuration of pytest, no "
                               "target, no script, no word in the README");
    if (uses_unittest_alone(delivery)) {
      draft.fix(
          "Write the command in the README: `{}`, or a script where services have to be started "
          "before.",
          {unittest_command(delivery)});
    } else {
      draft.fix(
          "Write {}, and the command in the README: `pytest`, or a script where services have to "
          "be started before.",
          {pytest_settings(delivery).text});
    }
  }
}

}  // namespace

extern constinit const Rule TST002 = {
    .code = "TST002",
    .name = "single-command-missing",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://docs.pytest.org/en/stable/reference/customize.html"},
    .risk =
        "Tests that one has to know how to run are run by one person, in one environment, until "
        "that person is on holiday.",
    .advice =
        "`[tool.pytest.ini_options]` in pyproject.toml with `testpaths = [\"tests\"]` and "
        "`pythonpath = [\".\"]`, and the command in the README: `pytest`, or `make test` where "
        "services have to be started before.",
    .docs = R"md(
A repository with tests and nothing that says how they are run as a whole: neither pytest has a configuration (`pytest.ini`,
`pytest.toml`, `[tool.pytest.ini_options]`, `[tool:pytest]` of setup.cfg, `[pytest]` of tox.ini) nor is there a Makefile, justfile,
tox, nox, task of pyproject.toml, script, workflow or README that names the command.

```python bad
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from fastapi.testclient import TestClient

from main import app


def test_docs_are_served() -> None:
    assert TestClient(app).get("/docs").status_code == 200
```

```python good
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.pytest.ini_options]
testpaths = ["tests"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from fastapi.testclient import TestClient

from main import app


def test_docs_are_served() -> None:
    assert TestClient(app).get("/docs").status_code == 200
```

Where the command is written down as `pytest`, names neither files nor a folder, and pytest has no configuration, a suggestion says so at the command. Where another CI system than
GitHub Actions has a configuration, which is not read, nothing is said about a missing command.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
