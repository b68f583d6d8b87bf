#include <algorithm>
#include <array>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using deploy::Command;
using deploy::PipelineStage;

constexpr std::array<std::string_view, 5> kFunctions = {
    "alembic.command.upgrade", "alembic.command.check", "alembic.command.downgrade",
    "alembic.config.main", "alembic.command.stamp"};

// Where Alembic is set up and has no revision there is nothing to run.
bool has_alembic(const DeliveryCheck& check) {
  const auto& files = check.model().files();
  return std::any_of(files.begin(), files.end(), [](const semantic::FileModel& file) {
    return file.file().role == project::Role::Migration &&
           file.file().text.view().find("down_revision") != std::string_view::npos;
  });
}

bool says(const deploy::TextFile& file) {
  const std::string_view text = file.text.view();
  // Also `alembic -c x upgrade`, targets and images that do it, tests in a compose file.
  return text.find("alembic") != text.npos || text.find("migrat") != text.npos;
}

// Wherever a run of the pipeline may come by: good enough to acquit.
bool is_run_somewhere(const DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  for (const auto& one : manifests.workflows) {
    if (says(*one.file)) return true;
  }
  const auto calls_it = [](const auto& all) {
    return std::any_of(all.begin(), all.end(), [](const auto& one) { return says(*one.file); });
  };
  if (calls_it(manifests.scripts) || calls_it(manifests.actions)) return true;
  for (const deploy::TextFile* file : manifests.makefiles) {
    if (says(*file)) return true;
  }
  if (!check.model().calls_of_any(kFunctions).empty()) return true;
  const auto& files = check.model().files();
  return std::any_of(files.begin(), files.end(), [](const semantic::FileModel& file) {
    return file.file().role == project::Role::Test &&
           file.file().text.view().find("alembic") != std::string_view::npos;
  });
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const deploy::Pipeline& pipeline = delivery.pipeline();
  if (!delivery.has_application() || pipeline.uses_foreign_workflows()) return;
  if (!pipeline.has(PipelineStage::Tests) || !pipeline.other_system().empty()) return;
  if (!has_alembic(check) || is_run_somewhere(check)) return;
  for (const deploy::PipelineCheck& one : pipeline.checks()) {
    if (one.stage != PipelineStage::Tests) continue;
    check.report(*one.workflow->file, one.job->key->span,
                 "The pipeline tests, and never runs the migrations");
    return;
  }
}

}  // namespace

extern constinit const Rule CIC011 = {
    .code = "CIC011",
    .name = "migrations-not-checked",
    .family = Family::Ci,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references =
        {"https://alembic.sqlalchemy.org/en/latest/autogenerate.html#running-alembic-check-"
         "to-test-for-new-upgrade-operations"},
    .risk =
        "A migration that fails, or is missing, is found by the deployment: on the database of "
        "production.",
    .advice =
        "With a database as a service of the job: `alembic upgrade head`, then `alembic check`.",
    .docs = R"md(
A repository with Alembic whose pipeline runs tests, and in which neither a workflow, a script, a Makefile nor a test runs a migration.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic.ini
[alembic]
script_location = alembic
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- alembic.ini
[alembic]
script_location = alembic
# --- alembic/versions/1_first.py
revision = "1"
down_revision = None
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: alembic upgrade head && alembic check
      - run: pytest
```

Silent without revisions, with other CI systems, jobs of other repositories, and wherever migrations are named at all.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
