#include "rules/logging_programs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/instrumentation/log_configuration.h"
#include "rules/terminal_files.h"
#include "semantic/call_sites.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/paths.h"

namespace fastidious::rules {

using namespace syntax;
using project::Role;
using semantic::FileModel;

namespace {

// What loads modules that no import statement names.
constexpr std::string_view kLoaders[] = {"importlib.import_module",
                                         "importlib.util.spec_from_file_location",
                                         "runpy.run_path",
                                         "runpy.run_module",
                                         "builtins.__import__",
                                         "pkgutil.iter_modules",
                                         "pkgutil.walk_packages",
                                         "werkzeug.utils.import_string",
                                         "django.utils.module_loading.import_string"};

// Whether what runs calls it; what migrations load is for who migrates.
bool has_calls(const semantic::Model& model, std::string_view target) {
  const auto sites = model.calls_of(target);
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    return site.file->file().role == Role::Application;
  });
}

std::string_view name_of(const FileModel& file) {
  const std::string_view path = file.file().path;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

// Whether an import names it, or one that leads nowhere may mean it.
bool may_be_imported(const FileModel& file) {
  const std::string name(name_of(file));
  const std::string_view folder = folder_of(file.file().path);
  const std::string tail = std::string(folder.substr(folder.rfind('/') + 1)) + "." + name;
  const auto edges = file.project().imports().edges();
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    if (edge.to.valid()) return edge.to == file.file().id;
    return edge.module == name || std::string_view(edge.module).ends_with(tail);
  });
}

// "app.log", "log.py": some configuration may be told of it.
bool is_named_in_text(const FileModel& file) {
  const std::string dotted = "." + std::string(name_of(file));
  const std::string plain = std::string(name_of(file)) + ".py";
  for (const FileModel& other : file.project().files()) {
    const std::string_view text = other.file().text.view();
    const bool may_hold = text.find(plain) != text.npos || text.find(dotted) != text.npos;
    if (!may_hold || &other == &file) continue;
    const auto texts = other.tree().nodes_of<Constant>();
    const bool holds = std::any_of(texts.begin(), texts.end(), [&](const Constant* one) {
      return one->is_str() && (one->value.ends_with(dotted) || one->value.ends_with(plain));
    });
    if (holds) return true;
  }
  return false;
}

// Only definitions, values and what sets them up: nobody runs such a module by itself.
bool only_defines(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  return std::all_of(body.begin(), body.end(), [&](const Stmt* one) {
    if (const auto* expression = one->as<ExprStmt>()) {
      const auto* call = expression->value->as<Call>();
      return call == nullptr || call->func->is(Kind::Attribute);
    }
    return one->is(Kind::Import) || one->is(Kind::ImportFrom) || one->is(Kind::Assign) ||
           one->is(Kind::AnnAssign) || one->is(Kind::ClassDef) || as<FunctionDef>(one) != nullptr;
  });
}

// What servers and frameworks look for by itself.
bool is_found_by_name(const FileModel& file) {
  constexpr std::string_view kNames[] = {
      "__init__",   "__main__", "settings", "conf",   "config",   "conftest", "manage",
      "celery",     "wsgi",     "asgi",     "main",   "gunicorn", "app",      "worker",
      "tasks",      "server",   "run",      "env",    "lambda_",  "noxfile",  "setup",
      "locustfile", "fabfile",  "index",    "handler"};
  return is_one_of(name_of(file), kNames) || file.file().path.find("gunicorn") != std::string::npos;
}

// `LOGGING = {…}` of Django, `logconfig_dict` of gunicorn.
bool holds_configuration(const FileModel& file) {
  constexpr std::string_view kNames[] = {"LOGGING", "LOGGING_CONFIG", "logconfig",
                                         "logconfig_dict"};
  std::array<Identifier, std::size(kNames)> names;
  std::transform(std::begin(kNames), std::end(kNames), names.begin(),
                 [&](std::string_view one) { return file.project().names().find(one); });
  const auto bindings = file.scopes().bindings();
  return std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding& one) {
    return one.name && std::find(names.begin(), names.end(), one.name) != names.end() &&
           as<Name>(one.node) != nullptr;
  });
}

// What runs tasks sets up logging for them.
bool holds_tasks(const FileModel& file) {
  constexpr std::string_view kRunners[] = {"celery", "dramatiq", "airflow",
                                           "rq",     "prefect",  "dagster"};
  const auto edges = file.project().imports().imports_of(file.file().id);
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    return is_one_of(std::string_view(edge.module).substr(0, edge.module.find('.')), kRunners);
  });
}

// The folder of the file's own project, "src/billing" of a repository with several services; empty
// if the manifests at the top say what it needs, or nothing does.
std::string_view folder_of_project(const FileModel& file) {
  const std::string_view path = file.file().path;
  std::string_view nearest;
  for (const project::Dependency* one : file.project().dependencies().all(path)) {
    std::string_view folder = folder_of(one->file);
    if (!is_inside(path, folder)) folder = folder_of(folder);  // requirements/base.txt
    if (is_inside(path, folder) && folder.size() > nearest.size()) nearest = folder;
  }
  return nearest;
}

// The folder at the top that holds the file; empty for one that stands there itself.
std::string_view top_folder(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

// A handler, which belongs to the loggers that the module gets.
bool is_part(std::string_view target) {
  return target == "logging.StreamHandler" || target == "logging.Logger.addHandler" ||
         target.starts_with("logging.handlers.");
}

// Whether the path holds the folders or module, "redis/activity", as a whole.
bool leads_through(std::string_view path, std::string_view part) {
  for (std::size_t at = path.find(part); at != path.npos; at = path.find(part, at + 1)) {
    const std::string_view rest = path.substr(at + part.size());
    const bool begins = at == 0 || path[at - 1] == '/';
    if (begins && (rest.starts_with('/') || rest.starts_with(".py"))) return true;
  }
  return false;
}

// "redis.activity" in a repository that has no such module.
bool names_no_module(const FileModel& file, std::string_view logger) {
  std::string part(logger);
  std::replace(part.begin(), part.end(), '.', '/');
  const auto& files = file.project().files();
  return !logger.empty() && std::none_of(files.begin(), files.end(), [&](const FileModel& one) {
    return leads_through(one.file().path, part);
  });
}

// Whether it is in a method for its own class, `_make_logger`: no other module gets that logger.
bool is_for_own_class(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  return function != nullptr && file.text(function->name).starts_with('_') &&
         as<ClassDef>(file.parent(*function)) != nullptr;
}

// Whether all loggers that the module gets have names of their own, which no module writes to by
// `getLogger(__name__)`.
bool has_private_loggers_only(const FileModel& file) {
  const auto sites = file.project().calls_of("logging.getLogger");
  bool has_any = false;
  for (const semantic::CallSite& site : sites) {
    if (site.file != &file) continue;
    const auto name =
        site.call->args.empty() ? std::nullopt : file.constant_string(*site.call->args[0]);
    const bool is_own = name ? names_no_module(file, *name)
                             : !site.call->args.empty() && is_for_own_class(file, *site.call);
    if (!is_own) return false;
    has_any = true;
  }
  return has_any;
}

}  // namespace

bool is_never_loaded(const FileModel& file) {
  const semantic::Model& model = file.project();
  const auto is_called = [&](std::string_view one) { return has_calls(model, one); };
  const bool has_service = std::any_of(std::begin(kServers), std::end(kServers), is_called);
  if (file.file().role != Role::Application || !has_service || is_found_by_name(file)) return false;
  return only_defines(file) && !is_read_in_terminal(file) && !may_be_imported(file) &&
         std::none_of(std::begin(kLoaders), std::end(kLoaders), is_called) &&
         !is_named_in_text(file);
}

bool is_for_terminal_alone(const FileModel& file) {
  if (!is_command_line(file) || makes_server(file)) return false;
  if (is_terminal_program(file)) return true;
  constexpr std::array<std::string_view, 3> kWhole = {
      "logging.basicConfig", "logging.config.dictConfig", "logging.config.fileConfig"};
  const auto sites = file.project().calls_of_any(kWhole);
  return std::any_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
    return site.file != &file && site.file->file().role == Role::Application &&
           !is_command_line(*site.file);
  });
}

LoggingPrograms::LoggingPrograms(const semantic::Model& model)
    : configures_(model.files().size()),
      serves_(model.files().size()),
      importers_(model.files().size()),
      imported_(model.files().size()) {
  find_calls(model);
  for (const FileModel& file : model.files()) {
    const bool is_test = file.file().role == Role::Test;
    if (!is_test && file.file().path.ends_with("manage.py")) {
      managed_.emplace(folder_of(file.file().path));
    }
    if (!is_test && holds_configuration(file)) add(file, Scope::BesideFolder);
  }
  for (const std::string_view target : kServers) {
    for (const semantic::CallSite& site : model.calls_of(target)) {
      serves_[site.file->file().id.value] = true;
    }
  }
  for (const project::ImportEdge& edge : model.imports().edges()) {
    const bool counts = edge.to.valid() && model.file(edge.from).file().role != Role::Test;
    if (!counts) continue;
    importers_[edge.to.value].push_back(edge.from.value);
    imported_[edge.from.value].push_back(edge.to.value);
  }
}

// By the index of calls: a repository has few that configure logging, and very many others.
void LoggingPrograms::find_calls(const semantic::Model& model) {
  model.calls().for_each([&](Identifier target, std::span<const semantic::CallSite> sites) {
    const std::string_view name = model.text(target);
    const bool starts = name == "uvicorn.run";
    if (!starts && !app::may_configure_logging(name)) return;
    for (const auto& [file, call] : sites) {
      const bool counts = starts ? semantic::argument(*file, *call, -1, "log_config") != nullptr
                                 : !is_part(name) || !has_private_loggers_only(*file);
      const Role role = file->file().role;
      const bool is_test = role == Role::Test || role == Role::Migration;
      if (counts && !is_test && !holds_configuration(*file)) add(*file, Scope::Program);
    }
  });
}

// A project, or else a folder at the top, is taken for one program; `config/settings.py` is for all
// beside `config`.
void LoggingPrograms::add(const FileModel& file, Scope scope) {
  constexpr std::uint32_t kMostAsked = 20;  // each may be looked for in all texts
  const std::string_view path = file.file().path;
  const std::uint32_t id = file.file().id.value;
  if (scope == Scope::Program && configures_[id]) return;
  if (asked_++ < kMostAsked && is_never_loaded(file)) return;
  configures_[id] = true;
  if (scope == Scope::BesideFolder) {
    folders_.emplace(folder_of(folder_of(path)));
    return;
  }
  const std::string_view project = folder_of_project(file);
  folders_.emplace(project.empty() ? top_folder(path) : project);
}

bool LoggingPrograms::leave_unconfigured(const FileModel& file) {
  const std::uint32_t id = file.file().id.value;
  const auto known = known_.find(id);
  if (known != known_.end()) return known->second;
  return known_[id] = decide(file);
}

bool LoggingPrograms::decide(const FileModel& file) {
  const auto holds_file = [&](std::string_view folder) {
    return is_inside(file.file().path, folder);
  };
  if (holds_tasks(file) || std::any_of(folders_.begin(), folders_.end(), holds_file)) return false;
  const Files above = closure({file.file().id.value}, importers_);
  const Files all = closure(above, imported_);
  if (is_tired_) return false;
  const auto is_program = [&](std::uint32_t one) { return serves_[one]; };
  const auto configures = [&](std::uint32_t one) { return configures_[one]; };
  return std::none_of(all.begin(), all.end(), configures) &&
         (std::any_of(all.begin(), all.end(), is_program) ||
          std::any_of(managed_.begin(), managed_.end(), holds_file));
}

// The files, and all that chains of edges lead to.
LoggingPrograms::Files LoggingPrograms::closure(Files found, const std::vector<Files>& edges) {
  std::set<std::uint32_t> seen(found.begin(), found.end());
  for (std::size_t at = 0; at < found.size() && !is_tired_; ++at) {
    for (const std::uint32_t next : edges[found[at]]) {
      is_tired_ = is_tired_ || ++steps_ > kMaxSteps;
      if (seen.insert(next).second) found.push_back(next);
    }
  }
  return found;
}

}  // namespace fastidious::rules
