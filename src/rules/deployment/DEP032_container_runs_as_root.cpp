#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/effects/serving_functions.h"
#include "app/values/file_place.h"
#include "deploy/compose_build.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/file_writers.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/in_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::ComposeService;
using deploy::Image;
using deploy::Instruction;
using semantic::FileModel;

bool is_root(std::string_view user) {
  const std::string_view name = user.substr(0, user.find(':'));
  return name == "root" || name == "0";
}

// Images whose default user is not root.
bool base_has_user(const std::string& base) {
  for (std::string_view part : {"nonroot", "bitnami/", "cgr.dev/", "chainguard", "distroless",
                                "jupyter/", "lambda/", "ubi8/python", "ubi9/python"}) {
    if (base.find(part) != base.npos) return true;
  }
  return false;
}

bool steps_down(std::string_view text) {
  for (std::string_view tool : {"gosu", "su-exec", "setpriv", "runuser", "su "}) {
    if (text.find(tool) != text.npos) return true;
  }
  return false;
}

// Whether an entrypoint script, or the command itself, gives root up.
bool steps_down(const DeliveryCheck& check, const Image& image) {
  for (const deploy::StartCommand* one : check.delivery().servers()) {
    const deploy::TextFile* script =
        one->server.words.empty() ? nullptr : one->server.words.front().file;
    const bool by_script = script != nullptr && script->kind == repo::FileKind::Shell;
    if (one->image == &image && by_script && steps_down(script->text.view())) return true;
  }
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    if (one->keyword != "CMD" && one->keyword != "ENTRYPOINT") continue;
    const std::string& text = one->arguments.text();
    if (steps_down(text)) return true;
    for (const auto& script : check.delivery().manifests().scripts) {
      const bool runs = text.find(deploy::name_of(script.file->path)) != text.npos;
      if (runs && steps_down(script.file->text.view())) return true;
    }
  }
  return false;
}

// BusyBox has no useradd.
std::string_view makes_user(const Image& image) {
  return image.base().find("alpine") != std::string::npos ? "adduser -S app"
                                                          : "useradd --system --create-home app";
}

// `uv run` looks whether the environment is as the lock says, and writes to it where it is not.
bool runs_by_uv(const Instruction& command) {
  const std::string& text = command.arguments.text();
  if (text.find("--no-sync") != text.npos) return false;
  return text.find("uv run") != text.npos || text.find("\"uv\", \"run\"") != text.npos;
}

// A file or folder that the application makes in the folder that it runs in.
struct Made {
  std::string_view by;  // the module's path
  std::string name;     // "attachments", "audit.log"
};

// Its name, the first part of the path; empty for what lies elsewhere, or comes with the sources.
std::string made_here(const DeliveryCheck& check, const FileModel& file, const Expr& path) {
  const app::FilePlace place = app::file_place({&file, &path}, check.application().settings());
  if (place.kind != app::FilePlace::Kind::Local || place.is_by_code) return {};
  std::string_view text = place.text;
  while (text.starts_with("./")) text.remove_prefix(2);
  text = text.substr(0, text.find('/'));
  const bool is_plain = !text.empty() && text.find_first_of("`\n") == text.npos &&
                        !text.starts_with("..") && !contains_any(text, {"tmp", "temp", "…"});
  const deploy::RepositoryFiles& files = check.delivery().files();
  const bool comes_along = !files.ending_with(text).empty() || files.has(text);
  return is_plain && !comes_along ? std::string(text) : std::string();
}

std::vector<Made> made_by_application(const DeliveryCheck& check) {
  const app::ServingFunctions serving(check.application());
  std::vector<Made> all;
  for (const FileWriter& writer : file_writers()) {
    for (const semantic::CallSite& site : check.model().calls_of(writer.target)) {
      const FileModel& file = *site.file;
      if (file.file().role != project::Role::Application) continue;
      const Expr* path = path_written(file, *site.call, writer);
      if (path == nullptr || !serving.runs(file, *site.call)) continue;
      std::string name = made_here(check, file, *path);
      if (!name.empty()) all.push_back({file.file().path, std::move(name)});
    }
  }
  return all;
}

// "such as `attachments`, `audit.log`": what the image's code makes; else what that mostly is.
std::string written_in(const Image& image, const std::vector<Made>& made) {
  constexpr std::size_t kNamed = 3;
  std::set<std::string_view> names;
  for (const Made& one : made) {
    const bool is_in = image.context_is_known() ? image.contains(one.by)
                                                : is_inside(one.by, folder_of(image.file().path));
    if (is_in) names.insert(one.name);
  }
  std::string text;
  std::size_t count = 0;
  for (const std::string_view name : names) {
    if (++count > kNamed) break;
    text += (text.empty() ? "such as `" : ", `") + std::string(name) + "`";
  }
  return text.empty() ? "logs, uploads" : text;
}

// "compose.yml:46".
std::string place_of(const ComposeService& service, const deploy::Node& node) {
  return path_and_line(*service.file, node.span.begin);
}

// Where a compose file has `docker compose watch` copy files into the running container, which it
// does as the container's user: "compose.yml:46"; empty without one.
std::string watched_at(std::span<const ComposeService> services) {
  for (const ComposeService& service : services) {
    const deploy::Node* develop = service.node->find("develop");
    const deploy::Node* watch = develop == nullptr ? nullptr : develop->find("watch");
    if (watch == nullptr) continue;
    const bool syncs = std::ranges::any_of(watch->items, [](const deploy::Node* rule) {
      return rule->text_of("action").starts_with("sync");
    });
    if (syncs) return place_of(service, *watch);
  }
  return {};
}

// A folder of the host's that is written as "./data:/app/data", or as `type: bind`; empty for what
// is read only, named volumes and single files.
std::string folder_mounted_by(const deploy::Node& volume) {
  std::string source(volume.text_of("source"));
  if (volume.is_scalar()) {
    const std::size_t colon = volume.text.find(':');
    if (colon == volume.text.npos || volume.text.ends_with(":ro")) return {};
    source = volume.text.substr(0, colon);
  } else if (volume.text_of("type") != "bind" || volume.text_of("read_only") == "true") {
    return {};
  }
  const bool is_path = source.starts_with('.') || source.starts_with('/');
  const std::string_view name = std::string_view(source).substr(source.rfind('/') + 1);
  const bool is_file = name.find('.') != name.npos && name != "." && name != "..";
  return is_path && !is_file ? source : std::string();
}

// "`./data` (`compose.yml:12`)": the first that a service of this image gets; empty without one.
std::string mounted_from_host(std::span<const ComposeService> services) {
  for (const ComposeService& service : services) {
    const deploy::Node* volumes = service.node->find("volumes");
    if (volumes == nullptr) continue;
    for (const deploy::Node* volume : volumes->items) {
      const std::string folder = folder_mounted_by(*volume);
      if (!folder.empty()) return "`" + folder + "` (`" + place_of(service, *volume) + "`)";
    }
  }
  return {};
}

// What the image cannot say of a running container.
std::string when_running(const deploy::Manifests& manifests, const Image& image) {
  const auto services = deploy::services_built_by(manifests, image.file().path);
  std::string text;
  if (const std::string watch = watched_at(services); !watch.empty()) {
    text = " `docker compose watch` (`" + watch +
           "`) writes as that user as well: what it copies to becomes theirs by "
           "`COPY --chown=app`.";
  }
  if (const std::string folder = mounted_from_host(services); !folder.empty()) {
    text += " What is mounted from the host, " + folder +
            ", keeps its owner there: where the container writes to it, give it to that user's id "
            "on the host, or set `user: root` for a service that is for development only.";
  }
  return text;
}

// Playwright's go into the home of whoever installs them, unless it is told otherwise.
bool gets_browsers(const Image& image, const Instruction& run) {
  return run.arguments.text().find("playwright install") != std::string::npos &&
         image.environment().find("PLAYWRIGHT_BROWSERS_PATH") == image.environment().end();
}

// The path in root's home.
std::string of_root(std::string_view path) { return std::string("/root") + std::string(path); }

// "`COPY --from=builder … …/.local` (line 30)": what puts things where only root
// gets to them, programs and packages among them; empty if nothing does.
std::string kept_by_root(const Image& image) {
  constexpr std::size_t kLongest = 60;
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    const std::string& text = one->arguments.text();
    const bool by_name = (one->keyword == "COPY" || one->keyword == "ENV") &&
                         (text.find(of_root("/.")) != text.npos || text.ends_with(of_root("/")) ||
                          text.find(of_root("/nltk_data")) != text.npos);
    const bool by_tool =
        one->keyword == "RUN" && (text.find(" --user ") != text.npos || gets_browsers(image, *one));
    if (!by_name && !by_tool) continue;
    const auto line = image.file().lines.line_of(one->span.begin);
    const std::string_view written = image.file().slice(one->span);
    const bool is_short =
        written.size() <= kLongest && written.find_first_of("\n`") == written.npos;
    return is_short ? "`" + std::string(written) + "` (line " + std::to_string(line) + ")"
                    : "line " + std::to_string(line);
  }
  return {};
}

// Whether models or other data are downloaded to where their library keeps them by default, which
// is in the home of whoever runs it.
bool downloads_data(const Instruction& run) {
  const std::string& text = run.arguments.text();
  return contains_any(text, {".from_pretrained(", "snapshot_download(", "hf_hub_download(",
                             "SentenceTransformer(", "nltk.download(", "nltk.downloader"}) &&
         !contains_any(text, {"cache_dir", "cache_folder", "download_dir", "local_dir", " -d "});
}

bool has_place_for_data(const Image& image) {
  constexpr std::string_view kPlaces[] = {"HF_HOME",
                                          "HF_HUB_CACHE",
                                          "TRANSFORMERS_CACHE",
                                          "SENTENCE_TRANSFORMERS_HOME",
                                          "NLTK_DATA",
                                          "XDG_CACHE_HOME",
                                          "HOME"};
  return std::any_of(std::begin(kPlaces), std::end(kPlaces), [&](std::string_view one) {
    return image.environment().find(one) != image.environment().end();
  });
}

// " Let the downloads of lines 78 and 82 run below `USER app`, …"; empty without them.
std::string about_downloads(const Image& image) {
  std::vector<std::string> lines;
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    if (one->keyword != "RUN" || !downloads_data(*one)) continue;
    lines.push_back(std::to_string(image.file().lines.line_of(one->span.begin)));
  }
  if (lines.empty() || has_place_for_data(image)) return {};
  return std::string(" Let the downloads of ") + (lines.size() == 1 ? "line " : "lines ") +
         in_words(lines, " and ") +
         " run below `USER app`: they go into the home of who runs them.";
}

// What a supervisor's configuration may say that only root can do.
std::string about_supervisor(const Image& image) {
  const auto instructions = image.dockerfile().final_instructions();
  const bool has_one = std::ranges::any_of(instructions, [](const Instruction* one) {
    return one->arguments.text().find("supervisord") != std::string::npos;
  });
  return has_one ? " `supervisord`, started as that user, fails where its configuration has "
                   "`user=root`, or a log or pid file in a folder that is not that user's."
                 : "";
}

// What says where tools put what they download.
std::string and_for_tools(const Image& image) {
  std::string text;
  bool has_python = false, has_browsers = false, has_corpora = false;
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    has_corpora =
        has_corpora || (one->keyword == "COPY" &&
                        one->arguments.text().find(of_root("/nltk_data")) != std::string::npos);
    if (one->keyword != "RUN") continue;
    has_python = has_python || one->arguments.text().find("uv python install") != std::string::npos;
    has_browsers = has_browsers || gets_browsers(image, *one);
  }
  if (has_python) text += ", uv's Python by `ENV UV_PYTHON_INSTALL_DIR=/opt/python`";
  if (has_browsers) text += ", browsers by `ENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers`";
  if (has_corpora) text += ", NLTK's data into `/usr/local/share/nltk_data`";
  return text;
}

// "/app /app/logs": the folder that the command runs in, and those that the image makes below it.
std::string written_folders(const Image& image) {
  constexpr std::size_t kMost = 5;
  std::vector<std::string> folders = {image.workdir()};
  const auto add = [&](const deploy::Command& command) {
    for (std::size_t i = 1; command.name() == "mkdir" && i < command.words.size(); ++i) {
      const std::string& word = command.words[i].text;
      const std::string path = deploy::image_path(image.workdir(), word);
      const bool is_plain = !word.starts_with('-') && word.find('$') == word.npos;
      if (is_plain && is_inside(path, image.workdir())) folders.push_back(path);
    }
  };
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    if (one->keyword != "RUN" || one->is_exec_form) continue;
    const deploy::Script script = one->script();
    for (const deploy::Command& command : script.commands) add(command);
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(folders.size(), kMost); ++i) {
    text += (i == 0 ? "" : " ") + folders[i];
  }
  return text;
}

void explain(Draft& draft, const DeliveryCheck& check, const Image& image,
             const Instruction& command, const std::vector<Made>& made) {
  const std::string roots = kept_by_root(image);
  draft.fix(
      "{}Make a user and switch to it before CMD: `RUN {}`, `USER app`. Between the two, what the "
      "application writes becomes that user's: `COPY --chown=app` for files, {} for the folder "
      "that new ones ({}) are made in, which is root's otherwise{}.{}{}{}",
      {roots.empty() ? std::string()
                     : "First put what " + roots +
                           " has in root's home, which nobody else may enter, elsewhere: "
                           "packages into a virtual environment such as `/opt/venv`" +
                           and_for_tools(image) + ". ",
       makes_user(image),
       image.workdir_is_known() && image.workdir() != "/"
           ? "`RUN chown app " + written_folders(image) + "`"
           : std::string("`RUN chown app FOLDER`"),
       written_in(image, made),
       runs_by_uv(command) ? "; let the command be `uv run --no-sync`, which leaves the installed "
                             "packages alone"
                           : "",
       about_downloads(image), about_supervisor(image),
       when_running(check.delivery().manifests(), image)});
}

void check(DeliveryCheck& check) {
  std::optional<std::vector<Made>> made;
  for (const auto& image : check.delivery().images()) {
    if (!check.delivery().serves(*image)) continue;
    const Instruction* user = image->user();
    if (user != nullptr && !is_root(user->words[0].text)) continue;
    if (base_has_user(image->base()) || steps_down(check, *image)) continue;
    const Instruction* command = image->dockerfile().last("CMD");
    if (command == nullptr) command = image->dockerfile().last("ENTRYPOINT");
    const Span place = user != nullptr ? user->span : command->span;
    Draft draft = check.report(image->file(), place, "The container runs as root{}",
                               {user != nullptr ? "" : ": no USER says otherwise"});
    if (user != nullptr) continue;
    if (!made) made = made_by_application(check);
    explain(draft, check, *image, *command, *made);
    const bool starts = kept_by_root(*image).empty() && about_downloads(*image).empty() &&
                        about_supervisor(*image).empty();
    if (!starts) continue;
    // What is opened for writing in the folder that the command runs in, a log or SQLite's file.
    const bool has_folder = image->workdir_is_known() && image->workdir() != "/";
    const std::string own = has_folder ? " && chown app " + written_folders(*image) : std::string();
    draft.edit({place.begin, place.begin},
               "RUN " + std::string(makes_user(*image)) + own + "\nUSER app\n");
  }
}

}  // namespace

extern constinit const Rule DEP032 = {
    .code = "DEP032",
    .name = "container-runs-as-root",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-250", "https://docs.docker.com/build/building/best-practices/#user"},
    .risk =
        "Whoever gets to run code in the application may change everything in the container, and "
        "has one "
        "barrier less to the machine.",
    .advice =
        "Make a user and switch to it before CMD: `RUN useradd --system app`, `USER app`. Files "
        "and "
        "folders that the application writes must be that user's: `COPY --chown=app`, `RUN chown`.",
    .docs = R"md(
The last stage of an image that serves the application has no USER, or `USER root`.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

```python good
# --- Dockerfile
FROM python:3.12-slim
RUN useradd --system app
COPY . .
USER app
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Review is requested, for the platform may enforce a user. Silent for bases that have one (distroless `nonroot`, Chainguard), and where an
entrypoint script steps down by gosu, su-exec or setpriv. Images that serve nothing are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
