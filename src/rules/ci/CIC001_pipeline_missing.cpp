#include <algorithm>
#include <string>

#include "app/endpoints/served.h"
#include "deploy/test_command.h"
#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/counted.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

// "`make test`"; "`pytest`, as `README.md` does" where nothing of the kind is there: with its
// options and variables.
std::string command_of(const deploy::Delivery& delivery) {
  const std::string own = deploy::test_command(delivery.manifests(), delivery.files());
  if (!own.empty()) return "`" + own + "`";
  const deploy::TextPlace& command = delivery.test_suite().command;
  return command ? "`pytest`, as `" + command.file->path + "` does" : "`pytest`";
}

// ", with the services of `docker-compose.yml` that they need".
std::string services_of(const deploy::Delivery& delivery) {
  const std::string file = deploy::services_of_tests(delivery.manifests());
  return file.empty() ? file : ", with the services of `" + file + "` that the tests need";
}

// Those of tests that came with a copy of another product are not counted.
std::size_t count_requests(const DeliveryCheck& check) {
  const auto copies = check.delivery().files().copied_repositories();
  const auto& requests = check.application().requests_of_tests();
  return static_cast<std::size_t>(
      std::count_if(requests.begin(), requests.end(), [&](const app::TestRequest& one) {
        return std::none_of(copies.begin(), copies.end(), [&](std::string_view folder) {
          return is_inside(one.call.file->file().path, folder);
        });
      }));
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const auto& manifests = delivery.manifests();
  if (!delivery.has_application() || !delivery.is_developed()) return;
  if (!manifests.workflows.empty() || !delivery.pipeline().other_system().empty()) return;
  const std::size_t endpoints = app::count_written(check.application());
  const std::size_t requests = count_requests(check);
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
        "Write `.github/workflows/ci.yml`: on `pull_request` and `push` it runs {}{}{}. Half a "
        "day.",
        {command_of(delivery), services_of(delivery),
         hooks ? "" : "; a linter and a type checker beside it"});
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
