#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/values/value.h"
#include "rules/logging_programs.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;
using semantic::Placed;

constexpr std::string_view kTime = "%(asctime)s";

// Whether a format of dates says which zone they are in: an offset, a name, or the Z of UTC.
bool names_zone(std::string_view format) {
  return format.find("%z") != format.npos || format.find("%Z") != format.npos ||
         format.ends_with("Z") || format.find("UTC") != format.npos || format == "%s";
}

// Whether neither the record's format nor that of its dates says which zone the time is in.
bool is_local(const std::optional<std::string>& format, const std::optional<std::string>& dates,
              bool has_dates) {
  if (!format || format->find(kTime) == format->npos) return false;
  if (format->find(std::string(kTime) + "Z") != format->npos ||
      format->find("UTC") != format->npos) {
    return false;
  }
  return !has_dates || (dates && !names_zone(*dates));
}

// Collects formats with local times, in the order of files and positions.
class Finder {
 public:
  explicit Finder(const semantic::Model& model) : model_(model) {}

  std::vector<Placed> run() {
    static constexpr std::array<std::string_view, 2> kMakers = {"logging.Formatter",
                                                                "logging.basicConfig"};
    for (const CallSite& site : model_.calls_of_any(kMakers)) {
      const bool whole = site.file->resolve(site.call->func) == "logging.basicConfig";
      look_at(site, whole ? "format" : "fmt", whole ? -1 : 0, whole ? -1 : 1);
    }
    for (const CallSite& site : model_.calls_of("logging.config.dictConfig")) {
      if (site.call->args.empty() || !is_running(*site.file) || is_for_terminal_alone(*site.file) ||
          is_never_loaded(*site.file)) {
        continue;
      }
      look_at(app::evaluate(*site.file, site.call->args[0]));
    }
    return std::move(found_);
  }

 private:
  static bool is_running(const FileModel& file) {
    return file.file().role == project::Role::Application;
  }

  // `if __name__ == "__main__":`, `def main():` of a program.
  static bool is_for_terminal(const CallSite& site) {
    const FunctionDef* function = site.file->enclosing_function(*site.call);
    return site.file->in_main_block(*site.call) ||
           (function != nullptr && site.file->text(function->name) == "main" &&
            is_read_in_terminal(*site.file));
  }

  // Beside a file that configures logging, if it is there.
  static bool is_fallback(const CallSite& site) {
    const auto sites = site.file->project().calls_of("logging.config.fileConfig");
    return std::any_of(sites.begin(), sites.end(),
                       [&](const CallSite& one) { return one.file == site.file; });
  }

  void look_at(const CallSite& site, std::string_view keyword, int index, int dates_index) {
    if (!is_running(*site.file) || is_for_terminal(site) || is_fallback(site) ||
        is_for_terminal_alone(*site.file) || is_never_loaded(*site.file)) {
      return;
    }
    const Expr* format = semantic::argument(*site.file, *site.call, index, keyword);
    const Expr* dates = semantic::argument(*site.file, *site.call, dates_index, "datefmt");
    if (format == nullptr) return;
    const auto text = dates != nullptr ? site.file->constant_string(*dates) : std::nullopt;
    if (is_local(site.file->constant_string(*format), text, dates != nullptr)) {
      found_.push_back({site.file, format});
    }
  }

  // The formatters of a configuration; those of other classes are theirs.
  void look_at(const app::Value& configuration) {
    const app::Value* formatters = configuration.find("formatters");
    if (formatters == nullptr || !formatters->is(app::Value::Kind::Dict)) return;
    for (std::size_t i = 1; i < formatters->items.size(); i += 2) {
      const app::Value& one = formatters->items[i];
      const app::Value* format = one.find("format");
      if (format == nullptr) format = one.find("fmt");
      const app::Value* dates = one.find("datefmt");
      if (format == nullptr || one.find("()") != nullptr || one.find("class") != nullptr) continue;
      if (format->is(app::Value::Kind::Str) && format->source.expr != nullptr &&
          is_local(format->text, dates == nullptr ? std::nullopt : std::optional(dates->text),
                   dates != nullptr)) {
        found_.push_back(format->source);
      }
    }
  }

  const semantic::Model& model_;
  std::vector<Placed> found_;
};

// Whether the repository sets the clock of its formatters: `Formatter.converter = time.gmtime`.
bool sets_converter(const semantic::Model& model) {
  return static_cast<bool>(model.names().find("gmtime")) ||
         static_cast<bool>(model.names().find("formatTime"));
}

void check(ProjectCheck& check) {
  const std::vector<Placed> found = Finder(check.model()).run();
  if (found.empty() || sets_converter(check.model())) return;
  for (const Placed& one : found) {
    check.report(*one.file, one.expr->span(),
                 "The time of each record is local, and the record does not say where");
  }
}

}  // namespace

extern constinit const Rule LOG021 = {
    .code = "LOG021",
    .name = "log-timestamps-local",
    .family = Family::Logging,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"ASVS 16.2.2",
                   "https://docs.python.org/3/library/logging.html#logging.Formatter.formatTime"},
    .risk =
        "Records of two machines, or of the hour in which the clocks change, cannot be put in "
        "order: `2026-10-25 02:30:00` happens twice.",
    .advice =
        "Set `logging.Formatter.converter = time.gmtime` where logging is configured, or an offset "
        "in "
        "the date: `datefmt=\"%Y-%m-%dT%H:%M:%S%z\"`.",
    .docs = R"md(
A format with `%(asctime)s` whose date has no offset, in a program that does not set the formatters' clock to UTC.

```python bad
import logging

logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
```

```python good
import logging

logging.basicConfig(
    format="%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z"
)
```

Formats in `basicConfig()`, `Formatter()` and the dictionary of `dictConfig()` are looked at.
Formatters of other classes are left alone, so are programs for a terminal, modules that nothing
loads, and programs in which `gmtime` or a `formatTime()`
occurs. In a container whose clock is UTC the times are right and only unmarked, hence medium
confidence.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
