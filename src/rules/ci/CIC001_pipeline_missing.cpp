#include <string>

#include "app/endpoints/served.h"
#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

// ", as `Makefile` does": with its options and variables.
std::string as_it_is_run(const deploy::Delivery& delivery) {
  const deploy::TextPlace& command = delivery.test_suite().command;
  return command ? ", as `" + command.file->path + "` does" : std::string();
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const auto& manifests = delivery.manifests();
  if (!delivery.has_application() || !delivery.is_developed()) return;
  if (!manifests.workflows.empty() || !delivery.pipeline().other_system().empty()) return;
  const std::size_t endpoints = app::count_served(check.application().endpoints());
  const std::size_t requests = check.application().requests_of_tests().size();
  const bool hooks = delivery.pipeline().runs_hooks();  // pre-commit.ci
  Draft draft = check.report_missing(
      "{}: {}, {} in tests, and nothing that runs them",
      {hooks ? "Hooks are all that checks a change" : "No pipeline checks this repository",
       counted(endpoints, "endpoint"), counted(requests, "request")});
  if (requests == 0) {
    draft.fix(
        "Write tests of the most important endpoints first, then a workflow that {}runs them for "
        "each pull request: a day or two.",
        {hooks ? "" : "lints, checks types and "});
  } else {
    draft.fix(
        "Write `.github/workflows/ci.yml`: on `pull_request` and `push` it runs {}`pytest`{}. Half "
        "a day.",
        {hooks ? "" : "the linter, the type checker and ", as_it_is_run(delivery)});
  }
}

}  // namespace

extern constinit const Rule CIC001 = {
    .code = "CIC001",
    .name = "pipeline-missing",
    .family = Family::Ci,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://docs.github.com/en/actions/get-started/quickstart"},
    .risk = "Whether a change breaks something is known when somebody remembers to look.",
    .advice = "Run linter, type checker and tests for each pull request.",
    .docs = R"md(
A repository with an application and no configuration of a CI system: GitHub Actions, GitLab, Cloud Build, CircleCI, Jenkins, …
One finding for the repository, with what speaks for a pipeline and what it takes.

```python bad
# --- requirements.txt
fastapi==0.115.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- requirements.txt
fastapi==0.115.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pytest
```

Medium confidence, for a pipeline may be kept in another repository.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
