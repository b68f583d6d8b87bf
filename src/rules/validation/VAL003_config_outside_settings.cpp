#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::EnvironmentRead;
using semantic::FileModel;

constexpr std::size_t kMostNamed = 4;
constexpr std::size_t kMostSteps = 12;

// What the platform, the operating system and other programs set: no configuration of the
// application.
constexpr std::string_view kForeign[] = {"PORT",
                                         "HOST",
                                         "HOSTNAME",
                                         "PATH",
                                         "HOME",
                                         "USER",
                                         "USERNAME",
                                         "USERPROFILE",
                                         "LANG",
                                         "TZ",
                                         "SHELL",
                                         "TERM",
                                         "TMPDIR",
                                         "TEMP",
                                         "TMP",
                                         "PWD",
                                         "CI",
                                         "WEB_CONCURRENCY",
                                         "GOOGLE_CLOUD_PROJECT",
                                         "GCLOUD_PROJECT",
                                         "GCP_PROJECT",
                                         "APPDATA",
                                         "LOCALAPPDATA",
                                         "DYNO",
                                         "VIRTUAL_ENV",
                                         "CONDA_PREFIX",
                                         "SERVER_SOFTWARE",
                                         "FUNCTION_TARGET",
                                         "GOOGLE_APPLICATION_CREDENTIALS",
                                         "NO_COLOR",
                                         "FORCE_COLOR",
                                         "COLUMNS",
                                         "DISPLAY",
                                         "LD_LIBRARY_PATH"};
constexpr std::string_view kForeignPrefixes[] = {
    "KOYEB_",   "PYTEST_",   "GITHUB_",    "PYTHON",   "XDG_",       "AWS_LAMBDA_", "KUBERNETES_",
    "UVICORN_", "GUNICORN_", "CLOUD_RUN_", "SSL_CERT", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"};

bool is_foreign(std::string_view name) {
  if (std::find(std::begin(kForeign), std::end(kForeign), name) != std::end(kForeign)) return true;
  return name.ends_with("_EMULATOR_HOST") ||
         std::any_of(std::begin(kForeignPrefixes), std::end(kForeignPrefixes),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

bool has_settings(const FileModel& file) {
  const auto nodes = file.tree().nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* cls = node->as<ClassDef>();
    return cls != nullptr && file.is_settings(*cls);
  });
}

bool is_server_configuration(std::string_view path) {
  return path.ends_with("gunicorn.conf.py") || path.ends_with("gunicorn_conf.py") ||
         path.ends_with("hypercorn_conf.py") || path.ends_with("__main__.py");
}

bool counts(const EnvironmentRead& read) {
  const bool named = !read.name.empty() && !is_foreign(read.name);
  return (named || (read.is_whole && read.name.empty())) &&
         !read.at.file->in_main_block(*read.at.expr);
}

std::string named(const std::vector<const EnvironmentRead*>& reads) {
  std::vector<std::string> names;
  for (const EnvironmentRead* read : reads) {
    const std::string name = read->is_whole ? "dotenv_values()" : read->name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i) {
    text += (i == 0 ? "`" : ", `") + names[i] + "`";
  }
  if (names.size() > kMostNamed) {
    text += " and " + std::to_string(names.size() - kMostNamed) + " more";
  }
  return text;
}

void report(const std::vector<const EnvironmentRead*>& reads, ApplicationCheck& check) {
  const app::Placed& first = reads.front()->at;
  Draft draft = check.report(*first.file, first.expr->span(),
                             "The module reads {} from the environment, past all settings classes",
                             {named(reads)});
  for (std::size_t i = 1; i < reads.size() && i < kMostSteps; ++i) {
    const app::Placed& at = reads[i]->at;
    draft.step(*at.file, at.expr->span(), "`{}` is read here",
               {reads[i]->is_whole ? std::string_view("a file of them") : reads[i]->name});
  }
}

using Reads = std::vector<const EnvironmentRead*>;

// Where there is no settings class at all, that is the one thing to mend.
void report_absence(const std::map<std::uint32_t, Reads>& by_file, ApplicationCheck& check) {
  const auto most = std::max_element(
      by_file.begin(), by_file.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  Reads all = most->second;
  for (const auto& [id, reads] : by_file) {
    if (id != most->first) all.push_back(reads.front());
  }
  const app::Placed& first = all.front()->at;
  Draft draft = check.report(
      *first.file, first.expr->span(),
      "There is no settings class: {} modules read the environment by themselves, this one {}",
      {by_file.size(), named(most->second)});
  for (std::size_t i = most->second.size(); i < all.size() && i < most->second.size() + kMostSteps;
       ++i) {
    draft.step(*all[i]->at.file, all[i]->at.expr->span(), "This module reads `{}`", {all[i]->name});
  }
}

bool has_settings_class(const app::Application& application) {
  const auto& classes = application.settings().classes();
  return std::any_of(classes.begin(), classes.end(), [](const app::SettingsClass& one) {
    return one.definition.file->file().role == project::Role::Application;
  });
}

void check(ApplicationCheck& check) {
  std::map<std::uint32_t, Reads> by_file;
  for (const EnvironmentRead& read : check.application().environment_reads()) {
    const FileModel& file = *read.at.file;
    if (file.file().role != project::Role::Application || !counts(read) ||
        is_server_configuration(file.file().path) || has_settings(file)) {
      continue;
    }
    by_file[file.file().id.value].push_back(&read);
  }
  if (by_file.size() > 1 && !has_settings_class(check.application())) {
    return report_absence(by_file, check);
  }
  for (const auto& [id, reads] : by_file) report(reads, check);
}

}  // namespace

extern constinit const Rule VAL003 = {
    .code = "VAL003",
    .name = "config-outside-settings",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://12factor.net/config", "https://fastapi.tiangolo.com/advanced/settings/",
                   "https://docs.pydantic.dev/latest/concepts/pydantic_settings/"},
    .risk =
        "Nothing checks these values: a missing or misspelt one is found by the first request that "
        "needs it, not at the start, and nobody knows all of them.",
    .advice =
        "Give each a typed field in the settings class, `class Settings(BaseSettings): "
        "database_url: "
        "PostgresDsn`, and take it from `get_settings()`.",
    .docs = R"md(
Configuration belongs into one class that Pydantic fills and validates when the application starts.

```python bad
import os

DATABASE_URL = os.environ["DATABASE_URL"]
```

```python good
import os

from pydantic import PostgresDsn
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: PostgresDsn
    debug: bool = os.getenv("DEBUG_MODE") == "1"


PORT = int(os.environ["PORT"])
```

One finding for a module, at its first read; the others are in the trace. Where the repository has no settings class,
one finding for all modules. Left alone: modules that define a settings
class, `__main__` blocks and modules, configuration of gunicorn, names that are not the same in every run, writes, and
variables that the platform or the operating system sets (`PORT`, `HOME`, `…_EMULATOR_HOST`, …).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
