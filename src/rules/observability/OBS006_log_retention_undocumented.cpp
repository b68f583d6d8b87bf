#include <algorithm>
#include <array>
#include <vector>

#include "deploy/pages.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using project::TextFile;

// Words by which pages say where logs go, how long they are kept and who is told.
constexpr std::array<std::string_view, 29> kWords = {"log drain",
                                                     "log aggregation",
                                                     "aggregated logs",
                                                     "loki",
                                                     "kibana",
                                                     "elasticsearch",
                                                     "cloudwatch",
                                                     "cloud logging",
                                                     "stackdriver",
                                                     "logs explorer",
                                                     "datadog",
                                                     "papertrail",
                                                     "logtail",
                                                     "better stack",
                                                     "betterstack",
                                                     "splunk",
                                                     "fluentd",
                                                     "fluent-bit",
                                                     "fluentbit",
                                                     "filebeat",
                                                     "promtail",
                                                     "graylog",
                                                     "new relic",
                                                     "sumo logic",
                                                     "logrotate",
                                                     "gcloud logging",
                                                     "koyeb service logs",
                                                     "koyeb services logs",
                                                     "on-call"};

// "retention", but not `retention-days`: how long a workflow's artifacts are kept.
bool speaks_of_retention(std::string_view text) {
  constexpr std::string_view kRetention = "retention";
  std::size_t at = text.find(kRetention);
  while (at != text.npos && text.substr(at + kRetention.size()).starts_with("-days")) {
    at = text.find(kRetention, at + 1);
  }
  return at != text.npos;
}

bool speaks_of_logs(std::string_view text) {
  const std::string words = lower_case(text);
  return speaks_of_retention(words) || contains_any(words, kWords);
}

// Whether a page, manifest or script says it.
bool is_said(const deploy::Manifests& manifests) {
  std::vector<const TextFile*> files = manifests.documents;
  files.insert(files.end(), manifests.makefiles.begin(), manifests.makefiles.end());
  const auto add = [&](const auto& all) {
    for (const auto& one : all) files.push_back(one.file);
  };
  add(manifests.compose);
  add(manifests.scripts);
  add(manifests.workflows);
  add(manifests.koyeb);
  add(manifests.services);
  add(manifests.dockerfiles);
  return std::any_of(files.begin(), files.end(),
                     [](const TextFile* file) { return speaks_of_logs(file->text.view()); });
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const deploy::Manifests& manifests = delivery.manifests();
  const bool is_deployed = !delivery.platforms().empty() || !delivery.deploy_steps().empty();
  if (!delivery.has_application() || !is_deployed || !delivery.is_developed() ||
      deploy::has_documentation_site(manifests, delivery.files())) {
    return;
  }
  if (check.application().instrumentation().record_count() == 0 || is_said(manifests)) return;
  constexpr std::string_view kMessage =
      "No page says where the logs of production go, how long they are kept and who is told of "
      "errors";
  const TextFile* readme = deploy::main_readme(manifests);
  if (readme != nullptr) return void(check.report(*readme, Span{0, 0}, kMessage));
  check.report_missing(kMessage).fix(
      "Write a page that says it: the command or page that shows the logs of production, how "
      "many days they are kept, where they are sent on, and which alert reaches whom.");
}

}  // namespace

extern constinit const Rule OBS006 = {
    .code = "OBS006",
    .name = "log-retention-undocumented",
    .family = Family::Observability,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"ASVS 16.1.1"},
    .risk =
        "After an incident the logs of that day are gone, or nobody knows where to look; what the "
        "platform keeps by itself may be hours.",
    .advice =
        "Write a section \"Logs\" into the README: the command or page that shows those of "
        "production, how many days they are kept, where they are sent on, and which alert reaches "
        "whom.",
    .docs = R"md(
An application that is deployed and writes logs, in a repository in which no page, manifest or script says where they go: no word of retention, a log
drain, Cloud Logging, Loki, Datadog, CloudWatch, Papertrail or another place of the kind.

```python bad
# --- requirements.txt
fastapi==0.115.6
# --- main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
# --- Procfile
web: uvicorn main:app --port $PORT
# --- koyeb.yaml
name: orders
```

```python good
# --- requirements.txt
fastapi==0.115.6
# --- main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
# --- Procfile
web: uvicorn main:app --port $PORT
# --- koyeb.yaml
name: orders
# --- README.md
## Logs

`koyeb service logs orders/api`; retention is 7 days, a log drain keeps them for a year.
```

Repositories with a site of documentation are left alone. Medium confidence: it may be written down elsewhere.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
