#include "deploy/served_object.h"

#include <algorithm>

#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::deploy {
namespace {

using app::FileModel;
using semantic::Binding;
using semantic::BindingKind;

bool is_dotted_name(std::string_view text) {
  return !text.empty() && text.find_first_of("/$ {}<>()'\"") == text.npos;
}

// "app/main" of "app.main".
std::string path_of(std::string_view module) {
  std::string path(module);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

class Serving {
 public:
  Serving(const app::Application& application, const RepositoryFiles& files,
          const StartCommand& command)
      : application_(application), files_(files), command_(command) {}

  ServedObject run() {
    const std::string& target = command_.server.target.text;
    if (command_.server.app_dir.text.find('$') != std::string::npos) return {};
    if (!command_.server.target && is_fastapi()) return of_default();
    if (!command_.server.target || target.find('$') != target.npos) return {};
    if (is_fastapi() && target.find(':') == target.npos) return of_path(target);
    const std::size_t colon = target.find(':');
    result_.module = target.substr(0, colon);
    result_.attribute = colon == target.npos ? "" : target.substr(colon + 1);
    if (result_.attribute.empty()) {
      if (command_.server.server != Server::Gunicorn) return {};
      result_.attribute = "application";
    }
    const std::size_t bracket = result_.attribute.find('(');
    result_.is_call = bracket != std::string::npos;
    result_.attribute = result_.attribute.substr(0, bracket);
    if (!is_dotted_name(result_.module) || !is_dotted_name(result_.attribute)) return {};
    find_module();
    if (result_.file != nullptr) find_attribute();
    return std::move(result_);
  }

 private:
  bool is_fastapi() const {
    return command_.server.server == Server::FastapiRun ||
           command_.server.server == Server::FastapiDev;
  }

  const FileModel* file_at(std::string_view path) const {
    return application_.code().file_at(path);
  }

  // fastapi run app/main.py
  ServedObject of_path(std::string_view target) {
    std::optional<std::string> path = repository_path(target);
    if (path && files_.has_folder(*path)) {
      for (const char* name : {"main.py", "app.py", "api.py"}) {
        if (files_.has_file(joined_path(*path, name))) {
          path = joined_path(*path, name);
          break;
        }
      }
    }
    if (!path || file_at(*path) == nullptr) return {};
    result_.file = file_at(*path);
    result_.module = result_.file->file().module_name;
    for (const app::AppRoutes& one : application_.apps()) {
      if (one.app->construction.file == result_.file) take(one);
    }
    for (const char* name : {"app", "api"}) {  // app = create_app()
      if (result_.kind != ServedObject::Kind::Unknown) break;
      result_.attribute = name;
      find_attribute();
      if (result_.app != nullptr) break;
      result_.kind = ServedObject::Kind::Unknown;
      result_.attribute.clear();
    }
    return std::move(result_);
  }

  // Where fastapi-cli looks if it is told nothing.
  ServedObject of_default() {
    for (const char* path :
         {"main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py"}) {
      if (repository_path(path)) return of_path(path);
    }
    return {};
  }

  // Where `path`, as the command sees it, stands in the repository.
  std::optional<std::string> repository_path(std::string_view path) const {
    if (command_.image != nullptr) {
      return command_.image->repository_path(image_path(folder(), path));
    }
    std::string found = joined_path(folder(), path);
    return files_.has(found) ? std::optional(found) : std::nullopt;
  }

  // Where it would run without any `cd`.
  std::string first_folder() const {
    return command_.image != nullptr ? command_.image->workdir() : command_.folder;
  }

  std::string folder() const {
    const std::string& own = command_.server.app_dir.text;
    if (command_.image != nullptr) return image_path(command_.image->workdir(), own);
    return joined_path(command_.folder, own);
  }

  // The folders that imports start from.
  std::vector<std::string> roots() const {
    std::vector<std::string> roots = {folder()};
    const bool by_cd = !command_.server.app_dir && !command_.server.app_dir.text.empty();
    if (by_cd) roots.push_back(first_folder());
    if (command_.image == nullptr) {
      if (command_.server.call) roots.push_back(command_.folder);  // often put on the path
      return roots;
    }
    if (command_.server.call) roots.push_back(command_.image->workdir());
    const auto paths = command_.image->environment().find("PYTHONPATH");
    if (paths == command_.image->environment().end()) return roots;
    std::string_view rest = paths->second;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      if (end > 0) {
        roots.push_back(image_path(command_.image->workdir(), rest.substr(0, end)));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return roots;
  }

  void find_module() {
    const std::string path = path_of(result_.module);
    for (const std::string& root : roots()) {
      for (const char* end : {".py", "/__init__.py"}) {
        const std::string wanted = command_.image != nullptr ? image_path(root, path + end)
                                                             : joined_path(root, path + end);
        const std::optional<std::string> found = repository_path_at(wanted);
        if (found && file_at(*found) != nullptr) {
          result_.file = file_at(*found);
          return;
        }
      }
    }
    guess_module(path);
  }

  std::optional<std::string> repository_path_at(const std::string& path) const {
    if (command_.image != nullptr) return command_.image->repository_path(path);
    return files_.has_file(path) ? std::optional(path) : std::nullopt;
  }

  // No such module where the command runs. Whether that is certain depends on how much is known of
  // the place.
  void guess_module(const std::string& path) {
    std::vector<std::string_view> like = files_.ending_with(path + ".py");
    for (std::string_view package : files_.ending_with(path + "/__init__.py")) {
      like.push_back(package);
    }
    if (!like.empty()) result_.elsewhere = like.front();
    const bool place_is_known = command_.image == nullptr
                                    ? !may_be_installed()
                                    : command_.image->context_is_known() &&
                                          !command_.image->installs_project() && copies_code();
    if (!like.empty() && !place_is_known) {
      result_.file = like.size() == 1 ? file_at(like.front()) : nullptr;
      return;
    }
    const bool nowhere = command_.image == nullptr && !may_be_library();
    if (place_is_known || nowhere) result_.kind = ServedObject::Kind::NoModule;
  }

  // Whether any Python file of the repository gets into the image by what we can see.
  bool copies_code() const {
    return std::any_of(
        application_.code().files().begin(), application_.code().files().end(),
        [&](const FileModel& file) { return command_.image->contains(file.file().path); });
  }

  // A package of the repository may be installed by its manifest; requirements may name it.
  bool may_be_installed() const {
    for (std::string at = command_.folder;; at = folder_of(at)) {
      for (const char* name : {"pyproject.toml", "setup.py", "setup.cfg"}) {
        if (files_.has_file(joined_path(at, name))) return true;
      }
      if (at.empty()) return false;
    }
  }

  // Whether the module could be one of an installed library.
  bool may_be_library() const {
    const std::string top = result_.module.substr(0, result_.module.find('.'));
    return application_.code().dependencies().find(top, "") != nullptr;
  }

  void take(const app::AppRoutes& app) {
    result_.app = &app;
    result_.kind = ServedObject::Kind::Application;
  }

  void find_attribute() {
    if (result_.attribute.find('.') != std::string::npos) return;
    const FileModel& file = *result_.file;
    const Identifier name = application_.code().names().find(result_.attribute);
    const auto scope = file.scopes().scope_opened_by(file.tree().root());
    const semantic::SymbolId symbol =
        name ? file.scopes().lookup_here(scope, name) : semantic::SymbolId{};
    const bool bound = symbol.valid() && file.scopes().symbol(symbol).binding_count > 0;
    if (!bound) {
      if (is_certain(file)) result_.kind = ServedObject::Kind::NoAttribute;
      return;
    }
    look_at(file, file.scopes().binding(file.scopes().symbol(symbol).last_binding));
  }

  // Star imports, __getattr__ and syntax errors may bind any name.
  static bool is_certain(const FileModel& file) {
    const auto scopes = file.scopes().scopes();
    const bool computes = std::any_of(scopes.begin(), scopes.end(), [&](const auto& scope) {
      return scope.name && file.text(scope.name) == "__getattr__";
    });
    const bool sets_names = file.file().text.view().find("globals()") != std::string_view::npos;
    return file.scopes().star_imports().empty() && !computes && !sets_names &&
           file.tree().errors().empty();
  }

  void look_at(const FileModel& file, const Binding& binding) {
    result_.kind = ServedObject::Kind::Object;
    if (binding.kind == BindingKind::Function) {
      result_.kind = ServedObject::Kind::Factory;
      return;
    }
    const app::Router* router = nullptr;
    if (const auto* name = syntax::as<syntax::Name>(binding.node)) {
      router = application_.routers().find({&file, name});
    }
    if (router == nullptr && binding.value != nullptr) {
      router = application_.routers().find({&file, binding.value});
    }
    if (router == nullptr) router = imported(file, binding);
    for (const app::AppRoutes& one : application_.apps()) {
      if (one.app == router) take(one);
    }
  }

  // from app.main import app
  const app::Router* imported(const FileModel& file, const Binding& binding) const {
    if (binding.kind != BindingKind::ImportFrom) return nullptr;
    for (const app::AppRoutes& one : application_.apps()) {
      if (!one.app->name) continue;
      const FileModel& home = *one.app->construction.file;
      if (home.text(*one.app->name.node) != file.text(binding.name)) continue;
      const auto* import = syntax::as<syntax::ImportFrom>(file.parent(*binding.node));
      if (import == nullptr) continue;
      const std::string_view module = home.file().module_name;
      const std::string_view tail = module.substr(module.rfind('.') + 1);
      if (file.text(*import).find(tail) != std::string_view::npos) return one.app;
    }
    return nullptr;
  }

  const app::Application& application_;
  const RepositoryFiles& files_;
  const StartCommand& command_;
  ServedObject result_;
};

// The file of the repository that `python program.py` or `python -m program` runs; empty if it
// cannot be told.
std::string program_file(const app::Application& application, const RepositoryFiles& files,
                         const StartCommand& command) {
  const std::string& target = command.server.target.text;
  const std::string path = target.ends_with(".py") ? target : path_of(target) + ".py";
  for (const std::string& folder : {command.server.app_dir.text, std::string()}) {
    if (command.image == nullptr) {
      std::string own = joined_path(joined_path(command.folder, folder), path);
      if (files.has_file(own)) return own;
      continue;
    }
    const std::string run_in = image_path(command.image->workdir(), folder);
    const auto found = command.image->repository_path(image_path(run_in, path));
    const FileModel* file = found ? application.code().file_at(*found) : nullptr;
    if (file != nullptr) return file->file().path;
  }
  std::vector<std::string_view> like = files.ending_with(path);
  if (like.empty()) like = files.ending_with(path_of(target) + "/__main__.py");
  return like.size() == 1 ? std::string(like.front()) : std::string();
}

}  // namespace

ServedObject served_object(const app::Application& application, const RepositoryFiles& files,
                           const StartCommand& command) {
  return Serving(application, files, command).run();
}

bool listens_on_socket(app::Placed run) {
  return app::argument_of(run, -1, "uds") || app::argument_of(run, -1, "fd");
}

app::Placed program_server(const app::Application& application, const RepositoryFiles& files,
                           const StartCommand& command) {
  const std::string program = program_file(application, files, command);
  if (program.empty()) return {};
  app::Placed socket;
  for (const semantic::CallSite& site : application.code().calls_of("uvicorn.run")) {
    if (site.file->file().path != program) continue;
    const app::Placed run{site.file, site.call};
    if (!listens_on_socket(run)) return run;
    if (!socket) socket = run;
  }
  return socket;
}

}  // namespace fastidious::deploy
