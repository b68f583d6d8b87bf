#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/effects/serving_functions.h"
#include "app/instrumentation/log_handlers.h"
#include "app/values/file_place.h"
#include "deploy/given_values.h"
#include "deploy/lasting_folders.h"
#include "rules/delivery_check.h"
#include "rules/file_writers.h"
#include "rules/root_handlers.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::FilePlace;
using deploy::Instruction;
using deploy::Platform;
using semantic::CallSite;
using semantic::FileModel;

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return text.find(one) != text.npos; });
}

// ---- what becomes of it -------------------------------------------------------------------------

bool removes(const FileModel& file, const Expr& function) {
  const std::string_view target = file.resolve(function);
  const auto* attribute = function.as<Attribute>();
  const auto* plain = function.as<Name>();
  const std::string name = lower_case(attribute != nullptr ? file.text(attribute->attr)
                                      : plain != nullptr   ? file.text(plain->name)
                                                           : std::string_view{});
  if (target.starts_with("builtins.")) return false;
  return target == "os.remove" || has_any(name, {"unlink", "rmtree", "cleanup", "clean_up"}) ||
         (name != "remove" && has_any(name, {"delete_", "remove_"}));
}

// Whether the function removes a file, now or in the background: what it writes it needs for a
// while only.
bool removes_something(const FileModel& file, const FunctionDef& outer) {
  for (const Node* node : file.tree().subtree(outer)) {
    const auto* other = node->as<Call>();
    if (other == nullptr) continue;
    if (removes(file, *other->func)) return true;
    for (const Expr* argument : other->args) {
      if ((argument->is(Kind::Name) || argument->is(Kind::Attribute)) && removes(file, *argument)) {
        return true;
      }
    }
  }
  return false;
}

const FunctionDef* outermost(const FileModel& file, const Call& call) {
  const FunctionDef* outer = nullptr;
  for (const FunctionDef* at = file.enclosing_function(call); at != nullptr;
       at = file.enclosing_function(*at)) {
    outer = at;
  }
  return outer;
}

// ---- where it runs ------------------------------------------------------------------------------

bool keeps_nothing(Platform platform) {
  return platform == Platform::Koyeb || platform == Platform::CloudRun ||
         platform == Platform::FirebaseFunctions || platform == Platform::Buildpack;
}

// Platforms whose volumes are declared where we do not look.
bool may_have_disks(const deploy::Delivery& delivery) {
  const deploy::RepositoryFiles& files = delivery.files();
  return delivery.runs_on(Platform::Other) || files.has_file("render.yaml") ||
         !files.ending_with("Chart.yaml").empty();
}

// Whether the image starts the server, with the file in it.
bool is_served_from(const deploy::StartCommand& server, std::string_view path) {
  if (server.image == nullptr || server.is_for_development) return false;
  return server.image->context_is_known() ? server.image->contains(path)
                                          : is_inside(path, folder_of(server.image->file().path));
}

// What tells that the code in `path` runs where the disk does not last; null if nothing does.
const deploy::PlatformEvidence* evidence_of(const deploy::Delivery& delivery,
                                            std::string_view path) {
  bool in_container = false;
  for (const deploy::PlatformEvidence& one : delivery.platforms()) {
    const bool local = one.platform == Platform::Buildpack;
    if (keeps_nothing(one.platform) && (!local || is_inside(path, folder_of(one.file->path)))) {
      return &one;
    }
    in_container = in_container || one.platform == Platform::Docker;
  }
  if (!in_container || may_have_disks(delivery)) return nullptr;
  for (const deploy::StartCommand* server : delivery.servers()) {
    if (!is_served_from(*server, path)) continue;
    for (const deploy::PlatformEvidence& one : delivery.platforms()) {
      if (one.file == &server->image->file()) return &one;
    }
  }
  return nullptr;
}

class Search {
 public:
  explicit Search(DeliveryCheck& check)
      : check_(check),
        delivery_(check.delivery()),
        lasting_(delivery_.manifests(), delivery_.deploy_steps()) {}

  void run() {
    for (const FileWriter& writer : file_writers()) {
      for (const CallSite& site : delivery_.application().code().calls_of(writer.target)) {
        look_at(site, writer);
      }
    }
  }

 private:
  // Looked for once in each function.
  bool is_removed(const CallSite& site) {
    const FunctionDef* outer = outermost(*site.file, *site.call);
    if (outer == nullptr) return false;
    const auto [at, is_new] = removing_.try_emplace(outer, false);
    if (is_new) at->second = removes_something(*site.file, *outer);
    return at->second;
  }

  bool is_for_container() const { return evidence_->platform == Platform::Docker; }

  void look_at(const CallSite& site, const FileWriter& writer) {
    const FileModel& file = *site.file;
    if (file.file().role != project::Role::Application) return;
    const Expr* path = path_written(file, *site.call, writer);
    evidence_ = path != nullptr ? evidence_of(delivery_, file.file().path) : nullptr;
    if (evidence_ == nullptr || is_kept(site, writer)) return;
    FilePlace place = app::file_place({&file, path}, delivery_.application().settings());
    const bool is_default = place.kind == FilePlace::Kind::Configured;
    const std::string variable = place.variable;
    if (is_default && !take_given(place, writer)) return;
    if (place.kind != FilePlace::Kind::Local && place.kind != FilePlace::Kind::Absolute) return;
    if (is_held(place.text) || has_any(lower_case(place.text), {"tmp", "temp"})) return;
    if (!serving().runs(file, *site.call) || is_removed(site)) return;
    // What a module writes when it is imported is made again at each start.
    if (writer.content == FileContent::File && file.enclosing_function(*site.call) == nullptr)
      return;
    report(site, writer, place, variable);
  }

  // Whether a volume holds it; `~` is the home of the user that the image runs as.
  bool is_held(const std::string& path) const {
    if (lasting_.may_hold(path)) return true;
    if (!path.starts_with('~')) return false;
    for (const auto& image : delivery_.images()) {
      if (&image->file() != evidence_->file) continue;
      const Instruction* user = image->user();
      const std::string name =
          user != nullptr && !user->words.empty() ? user->words[0].text : std::string();
      const bool is_root = name.empty() || name == "root" || name == "0";
      const std::string home = is_root ? "/root" : deploy::image_path("/home", name);
      return lasting_.may_hold(home + path.substr(1));
    }
    return false;
  }

  // Compose mounts the sources, or what is logged goes to the container's own log as well.
  bool is_kept(const CallSite& site, const FileWriter& writer) {
    if (is_for_container() && lasting_.shows_sources(site.file->file().path)) return true;
    if (writer.content != FileContent::Log) return false;
    if (is_shown_as_well(site)) return true;
    if (is_of_root(*site.file, *site.call)) return logs_to_stream();
    return is_of_open_logger(*site.file, *site.call) && root_logs_to_stream();
  }

  // By another handler of the same logger.
  bool is_shown_as_well(const CallSite& site) {
    const FunctionDef* function = site.file->enclosing_function(*site.call);
    const Node* scope = function != nullptr ? static_cast<const Node*>(function)
                                            : static_cast<const Node*>(&site.file->tree().root());
    const auto at = handlers_.try_emplace(scope, *site.file, *scope).first;
    return at->second.shows_as_well(*site.call);
  }

  bool logs_to_stream() const {
    return configures_stream() || any_stream([](const CallSite&) { return true; });
  }

  bool root_logs_to_stream() const {
    return configures_stream() ||
           any_stream([](const CallSite& site) { return is_of_root(*site.file, *site.call); });
  }

  template <class Counts>
  bool any_stream(const Counts& counts) const {
    const auto streams = delivery_.application().code().calls_of("logging.StreamHandler");
    return std::any_of(streams.begin(), streams.end(), [&](const CallSite& site) {
      return site.file->file().role == project::Role::Application && counts(site);
    });
  }

  // A plain basicConfig() gives the root logger a stream.
  bool configures_stream() const {
    const auto configured = delivery_.application().code().calls_of("logging.basicConfig");
    return std::any_of(configured.begin(), configured.end(), [](const CallSite& site) {
      return site.file->file().role == project::Role::Application &&
             semantic::argument(*site.file, *site.call, -1, "filename") == nullptr &&
             semantic::argument(*site.file, *site.call, -1, "handlers") == nullptr;
    });
  }

  // What a variable is set to in the manifests, or else its default.
  bool take_given(FilePlace& place, const FileWriter& writer) {
    const std::optional<std::string> given = given_value(place.variable);
    if (given) {
      place = deploy::is_reference(*given) ? FilePlace{} : app::place_of_text(*given);
    } else {
      // Databases and containers are configured where they run; a default is a developer's.
      const bool is_usual = writer.content == FileContent::Database || is_for_container();
      place = is_usual ? FilePlace{} : app::place_of_text(place.text);
    }
    // One from the root on is where something is mounted.
    return place.kind == FilePlace::Kind::Local || place.text.starts_with('~');
  }

  std::optional<std::string> given_value(std::string_view name) {
    if (!given_) given_ = deploy::given_values(delivery_.manifests());
    for (const deploy::GivenValue& one : *given_) {
      if (one.name == name) return one.value;
    }
    return std::nullopt;
  }

  const app::ServingFunctions& serving() {
    if (!serving_) serving_.emplace(delivery_.application());
    return *serving_;
  }

  // `if not path.exists(): path.write_bytes(…)`: it is made again when it is missed.
  static bool is_made_if_missing(const CallSite& site) {
    const FileModel& file = *site.file;
    for (const Node* at = file.parent(*site.call); at != nullptr; at = file.parent(*at)) {
      if (at->is(Kind::FunctionDef)) return false;
      const auto* choice = at->as<If>();
      const std::string_view test = choice != nullptr ? file.text(*choice->test) : "";
      if (test.starts_with("not ") && has_any(test, {"exists(", "isfile(", "is_file("}))
        return true;
    }
    return false;
  }

  // A cache, a log, what is made from something else: nobody's data.
  bool is_derived(const CallSite& site, const FileWriter& writer, const FilePlace& place) {
    if (writer.content == FileContent::Log || writer.content == FileContent::Cache) return true;
    const bool named = has_any(lower_case(place.text), {"cache", "export", "report", ".log",
                                                        "output", "generated", "static", "thumb"});
    const bool at_import = site.file->enclosing_function(*site.call) == nullptr;
    const bool at_start = at_import || serving().runs_at_start(*site.file, *site.call);
    return named || (at_start && writer.content != FileContent::Database) ||
           is_made_if_missing(site);
  }

  // What can be had again.
  static bool is_cache(const FileWriter& writer, const FilePlace& place) {
    constexpr std::array<std::string_view, 3> kWords = {"cache", "caches", "cached"};
    return writer.content == FileContent::Cache ||
           (writer.content == FileContent::File && names_any_of(place.text, kWords));
  }

  // The file comes with the sources, and so with each instance.
  bool is_in_repository(const FilePlace& place) const {
    std::string_view text = place.text;
    while (text.starts_with("./")) text.remove_prefix(2);
    if (place.kind != FilePlace::Kind::Local || text.empty()) return false;
    const auto files = delivery_.files().ending_with(text);
    if (files.size() != 1) return false;
    const auto& images = delivery_.images();
    return images.empty() || std::any_of(images.begin(), images.end(), [&](const auto& image) {
             return !image->context_is_known() || image->contains(files.front());
           });
  }

  void report(const CallSite& site, const FileWriter& writer, const FilePlace& place,
              const std::string& variable) {
    const bool derived = is_derived(site, writer, place);
    const std::string shown = place.text.empty() ? "a relative path" : "`" + place.text + "`";
    Draft draft =
        variable.empty()
            ? check_.report(*site.file, site.call->func->span(),
                            "`{}` writes to {}, and {} does not keep it",
                            {site.file->text(*site.call->func), shown, place_name()})
            : check_.report(*site.file, site.call->func->span(),
                            "`{}` writes to {} unless `{}` says otherwise, and {} does not keep it",
                            {site.file->text(*site.call->func), shown, variable, place_name()});
    if (derived) {
      draft.severity(Severity::Warning)
          .risk("It is lost with the instance, and other instances never see it.");
    }
    if (is_in_repository(place)) {
      draft.risk(
          "What was changed is lost with the instance, at the next deployment at the latest: the "
          "old content is back, and other instances have it all the time.");
    }
    if (is_cache(writer, place)) {
      draft.severity(Severity::Suggestion)
          .risk("Each instance makes it anew after each deployment: that costs time, not data.")
          .fix(
              "Leave it where it is made anew soon; else keep it in Redis or an object store, "
              "which "
              "all instances read.");
    }
    if (writer.content == FileContent::Log)
      draft.fix("Log to standard output: the platform keeps it.");
    if (!variable.empty() || is_for_container()) draft.confidence(Confidence::Medium);
    draft.step(*evidence_->file, evidence_->span, "Where it is deployed: {}", {evidence_->what});
  }

  std::string place_name() const {
    if (is_for_container()) return "the container";
    if (evidence_->platform == Platform::Buildpack) return "the platform";
    return std::string(deploy::name_of(evidence_->platform));
  }

  DeliveryCheck& check_;
  const deploy::Delivery& delivery_;
  const deploy::PlatformEvidence* evidence_ = nullptr;  // for the call that is looked at
  deploy::LastingFolders lasting_;
  std::optional<app::ServingFunctions> serving_;
  std::unordered_map<const FunctionDef*, bool> removing_;       // looked up only
  std::unordered_map<const Node*, app::LogHandlers> handlers_;  // by function or module
  std::optional<std::vector<deploy::GivenValue>> given_;
};

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (delivery.has_application() && !delivery.platforms().empty()) Search(check).run();
}

}  // namespace

extern constinit const Rule DEP025 = {
    .code = "DEP025",
    .name = "ephemeral-fs-write",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://12factor.net/processes", "https://www.koyeb.com/docs/reference/storage",
                   "https://cloud.google.com/run/docs/container-contract#filesystem"},
    .risk =
        "The file is gone with the instance, at the next deployment at the latest, and no other "
        "instance ever had it.",
    .advice =
        "Keep the file in an object store or the database; declare a volume where the platform has "
        "them; "
        "use `tempfile` for what is needed for a moment.",
    .docs = R"md(
Files that the served application writes at run time where the platform keeps nothing: uploads, SQLite databases, pickles,
log files. Judged is only what requests, startup and background tasks lead to, in application code, and only where a manifest
tells where it runs (Koyeb, Cloud Run, Firebase, a Procfile; or a Dockerfile that starts the server).

```python bad
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
async def upload(file: UploadFile) -> None:
    with open(f"uploads/{file.filename}", "wb") as target:
        target.write(await file.read())
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
import tempfile

from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
async def upload(file: UploadFile) -> None:
    with tempfile.TemporaryFile() as target:
        target.write(await file.read())
```

Left alone: `/tmp`, `tempfile`, devices, paths below a declared volume, log files where a stream handler of the same logger has the records as well, sources
that a compose file mounts, files that the same function removes again, paths that cannot be
told, and the default of a database's address. Caches, logs, exports, what is
written at the start and what is made where it is missing are warnings. Review is
requested where a variable may say another folder, and in containers, to which a folder may be mounted by hand.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
