#include <algorithm>
#include <array>
#include <string>

#include "app/values/file_place.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::FilePlace;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::array<std::string_view, 2> kStatic = {"fastapi.staticfiles.StaticFiles",
                                                     "starlette.staticfiles.StaticFiles"};
constexpr std::array<std::string_view, 4> kMakers = {"os.makedirs", "os.mkdir",
                                                     "pathlib.Path.mkdir", "shutil.copytree"};

std::string without_dots(std::string_view path) { return deploy::joined_path("", path); }

// Whether the text says that the folder comes from the code's own place: `Path(__file__)`.
bool is_beside_code(const FileModel& file, const Expr& expr) {
  app::Placed at{&file, &expr};
  for (int hop = 0; hop < 4 && at; ++hop) {
    if (at.file->text(*at.expr).find("__file__") != std::string_view::npos) return true;
    bool found = false;
    for (const Node* node : at.file->tree().subtree(*at.expr)) {
      const auto* name = node->as<Name>();
      if (name == nullptr) continue;
      const app::Followed next = app::follow({at.file, name});
      if (!next.value || next.value.expr == name) continue;
      at = next.value;
      found = true;
      break;
    }
    if (!found) return false;
  }
  return false;
}

// `mkdir`, `makedirs` anywhere in the code, of a folder so named.
bool is_made(const semantic::Model& code, const app::SettingsTable& settings,
             const std::string& folder) {
  for (const CallSite& site : code.calls_of_any(kMakers)) {
    const auto* method = site.call->func->as<Attribute>();
    const bool is_method = site.file->resolve(*site.call->func) == "pathlib.Path.mkdir";
    const Expr* path = is_method                 ? method->value
                       : site.call->args.empty() ? nullptr
                                                 : site.call->args[0];
    if (path == nullptr) continue;
    const FilePlace place = app::file_place({site.file, path}, settings);
    if (without_dots(place.text).starts_with(folder)) return true;
  }
  return false;
}

// What is built: a folder beside a package.json, or that a Dockerfile, script or workflow names.
bool is_built(const deploy::Delivery& delivery, const std::string& folder) {
  constexpr std::array<std::string_view, 5> kBuilt = {"dist", "build", "out", "_site",
                                                      "node_modules"};
  const std::string_view last = deploy::name_of(folder);
  if (std::find(kBuilt.begin(), kBuilt.end(), last) != kBuilt.end()) return true;
  const auto names = [&](const auto& all) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) {
      return one.file->text.view().find(last) != std::string_view::npos;
    });
  };
  const deploy::Manifests& manifests = delivery.manifests();
  return names(manifests.dockerfiles) || names(manifests.scripts) || names(manifests.workflows) ||
         names(manifests.compose);
}

// Under an `if` somebody has looked whether it is there.
bool is_conditional(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::Try)) return true;
  }
  return false;
}

class Search {
 public:
  explicit Search(DeliveryCheck& check) : check_(check), delivery_(check.delivery()) {}

  void look_at(const CallSite& site) {
    const FileModel& file = *site.file;
    if (file.file().role != project::Role::Application || is_conditional(file, *site.call)) return;
    const Expr* folder = semantic::argument(file, *site.call, 0, "directory");
    if (folder == nullptr || semantic::argument(file, *site.call, -1, "check_dir") != nullptr)
      return;
    const FilePlace place = app::file_place({&file, folder}, delivery_.application().settings());
    if (place.kind != FilePlace::Kind::Local) return;
    const std::string path = without_dots(place.text);
    if (path.empty() || place.text.find("..") != std::string::npos) return;
    check_folder(site, *folder, path);
  }

 private:
  void check_folder(const CallSite& site, const Expr& folder, const std::string& path) {
    const auto& files = delivery_.files();
    if (is_beside_code(*site.file, folder)) {
      // However many parents: any folder that ends so may be meant.
      for (std::string_view one : files.all()) {
        if (("/" + std::string(one)).find("/" + path + "/") != std::string::npos) return;
      }
      return report_missing(site, folder, path, "");
    }
    std::string there;
    for (const std::string& start : starts()) {
      const std::string found = deploy::joined_path(start, path);
      if (files.has_folder(found)) there = found;
    }
    if (!there.empty()) return check_image(site, folder, there);
    for (std::string_view one : files.all()) {
      const std::size_t at = ("/" + std::string(one)).find("/" + path + "/");
      if (at == std::string::npos) continue;
      return report_missing(site, folder, path, one.substr(0, at + path.size()));
    }
    report_missing(site, folder, path, "");
  }

  // The folders that the server is started in, as far as we know; the root without any.
  std::vector<std::string> starts() const {
    std::vector<std::string> folders;
    for (const deploy::StartCommand* server : delivery_.servers()) {
      if (server->image == nullptr) {
        folders.push_back(server->folder);
      } else if (const auto folder = server->image->repository_path(server->image->workdir())) {
        folders.push_back(*folder);
      } else {
        folders.emplace_back(server->image->context());
      }
    }
    if (folders.empty()) folders.emplace_back();
    return folders;
  }

  void check_image(const CallSite& site, const Expr& folder, const std::string& there) {
    for (const deploy::StartCommand* server : delivery_.servers()) {
      const deploy::Image* image = server->image;
      if (image == nullptr || server->is_for_development || !image->context_is_known()) continue;
      if (image->ignore() == nullptr || !image->contains(site.file->file().path)) continue;
      const auto& all = delivery_.files().all();
      const bool any = std::any_of(all.begin(), all.end(), [&](std::string_view one) {
        return one.starts_with(there + "/") && image->contains(one);
      });
      if (any) continue;
      check_.report(*site.file, folder.span(), "`{}` is not in the image: {} leaves it out",
                    {there, image->ignore()->file->path});
      return;
    }
  }

  void report_missing(const CallSite& site, const Expr& folder, const std::string& path,
                      std::string_view elsewhere) {
    const deploy::Delivery& delivery = delivery_;
    if (elsewhere.empty() && (is_built(delivery, path) ||
                              is_made(check_.model(), delivery.application().settings(), path))) {
      return;
    }
    if (elsewhere.empty()) {
      check_.report(*site.file, folder.span(), "There is no folder `{}` where the server runs",
                    {path});
    } else {
      check_.report(*site.file, folder.span(),
                    "There is no folder `{}` where the server runs, but `{}`", {path, elsewhere});
    }
  }

  DeliveryCheck& check_;
  const deploy::Delivery& delivery_;
};

void check(DeliveryCheck& check) {
  if (check.delivery().servers().empty()) return;
  Search search(check);
  for (const CallSite& site : check.model().calls_of_any(kStatic)) search.look_at(site);
}

}  // namespace

extern constinit const Rule DEP031 = {
    .code = "DEP031",
    .name = "static-files-misconfigured",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/static-files/",
                   "https://www.starlette.io/staticfiles/"},
    .risk =
        "`StaticFiles` raises RuntimeError where the folder is missing: the server does not start.",
    .advice =
        "Name it from the code, `StaticFiles(directory=Path(__file__).parent / \"static\")`, and "
        "put "
        "it into the repository and the image.",
    .docs = R"md(
Folders of `StaticFiles` that are not there where the server is started, or that .dockerignore keeps out of the image.

```python bad
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- app/main.py
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"))
# --- app/static/site.css
body {}
```

```python good
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- app/main.py
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
# --- app/static/site.css
body {}
```

Left alone: `check_dir=False`, folders below an `if`, those that the code makes, that a build makes (`dist`, `build`) or that a Dockerfile, script or
workflow names, and those of variables. Silent where nothing says how the server is started.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
