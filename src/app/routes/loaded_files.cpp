#include "app/routes/loaded_files.h"

#include <algorithm>
#include <set>
#include <string>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kLongestName = 200;  // of a module that a text names

constexpr std::string_view kLists[] = {"glob",    "rglob", "iterdir",      "listdir",
                                       "scandir", "walk",  "iter_modules", "walk_packages"};
constexpr std::string_view kImports[] = {"import_module", "__import__", "find_spec", "exec_module",
                                         "spec_from_file_location"};

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

// Whether one function, or the module's own code, lists a folder and imports by name.
bool imports_what_it_lists(const FileModel& file) {
  std::set<const Node*> lists, imports;
  for (const auto* call : file.tree().nodes_of<Call>()) {
    const std::string_view name = last_part(file.text(*call->func));
    const Node* function = file.enclosing_function(*call);
    if (std::find(std::begin(kLists), std::end(kLists), name) != std::end(kLists)) {
      lists.insert(function);
    }
    if (std::find(std::begin(kImports), std::end(kImports), name) != std::end(kImports)) {
      imports.insert(function);
    }
  }
  return std::any_of(lists.begin(), lists.end(),
                     [&imports](const Node* one) { return imports.contains(one); });
}

}  // namespace

LoadedFiles::LoadedFiles(const Application& application)
    : model_(application.code()), reached_(application.code().files().size()) {
  for (const FileModel& file : model_.files()) {
    by_last_name_.emplace(last_part(file.file().module_name), &file);
  }
  add_roots(application);
  if (!has_application_) return;
  reach_all();
  add_importers(application);
}

bool LoadedFiles::may_load(const FileModel& file) const {
  return !has_application_ || reached_[file.file().id.value];
}

bool LoadedFiles::is_test(const FileModel& file) { return file.file().role == project::Role::Test; }

void LoadedFiles::add_roots(const Application& application) {
  for (const AppRoutes& one : application.apps()) {
    const FileModel& file = *one.app->construction.file;
    if (is_test(file)) continue;
    has_application_ = true;
    reach(file.file().id);
  }
}

// `from app.factory import create_app` at the top of main.py: it includes more, or starts it. Not
// of files with routers: they need something of the application and are not needed by it.
void LoadedFiles::add_importers(const Application& application) {
  std::set<const FileModel*> with_routers;
  for (const auto& router : application.routers().all()) {
    if (!router->is_app) with_routers.insert(router->construction.file);
  }
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (const project::ImportEdge& edge : model_.imports().edges()) {
      if (!edge.to.valid() || !edge.at_load_time() || !reached_[edge.to.value]) continue;
      const FileModel& from = model_.file(edge.from);
      if (reached_[edge.from.value] || is_test(from) || with_routers.contains(&from)) continue;
      is_new = true;
      reach(edge.from);
      reach_all();
    }
  }
}

void LoadedFiles::reach(findings::FileId id) {
  if (reached_[id.value]) return;
  reached_[id.value] = true;
  to_visit_.push_back(id);
}

void LoadedFiles::reach_all() {
  while (!to_visit_.empty()) {
    const findings::FileId id = to_visit_.back();
    to_visit_.pop_back();
    const FileModel& file = model_.file(id);
    for (const project::ImportEdge& edge : model_.imports().imports_of(id)) {
      if (edge.to.valid()) reach(edge.to);
    }
    reach_packages(file);
    const bool by_name = imports(file, "importlib") || imports(file, "pkgutil");
    if (!by_name) continue;
    reach_named(file);
    if (imports_what_it_lists(file)) reach_below(file);
  }
}

// Importing a.b.c runs a/__init__.py and a/b/__init__.py too. Each folder is asked for once.
void LoadedFiles::reach_packages(const FileModel& file) {
  std::string_view folder = file.file().path;
  while (folder.rfind('/') != folder.npos) {
    folder = folder.substr(0, folder.rfind('/'));
    if (!folders_.insert(folder).second) return;
    const FileModel* package = model_.file_at(std::string(folder) + "/__init__.py");
    if (package != nullptr) reach(package->file().id);
  }
}

bool LoadedFiles::imports(const FileModel& file, std::string_view module) const {
  const auto edges = model_.imports().imports_of(file.file().id);
  return std::any_of(edges.begin(), edges.end(), [module](const project::ImportEdge& edge) {
    return edge.module.substr(0, edge.module.find('.')) == module;
  });
}

void LoadedFiles::reach_named(const FileModel& file) {
  for (const auto* text : file.tree().nodes_of<Constant>()) {
    if (!text->is_str() || text->value.size() > kLongestName) continue;
    // "app." is a name only where something is added to it: not in name.startswith("app.").
    const Node* parent = file.parent(*text);
    const bool is_head = parent->is(Kind::JoinedStr) || parent->is(Kind::BinOp);
    if (text->value.ends_with('.') && !is_head) continue;
    reach_module(text->value.substr(0, text->value.find(':')));
  }
}

// "app.users", ".users", "users", and "app." that the name of a module in it is added to.
void LoadedFiles::reach_module(std::string_view name) {
  while (name.starts_with('.')) name.remove_prefix(1);
  if (name.empty() || name.find(' ') != name.npos) return;
  if (name.ends_with('.')) {
    for (const FileModel& file : model_.files()) {
      const std::string_view module = file.file().module_name;
      const bool is_inside = module.starts_with(name) && module.find('.', name.size()) == name.npos;
      if (is_inside) reach(file.file().id);
    }
    return;
  }
  const auto [begin, end] = by_last_name_.equal_range(last_part(name));
  for (auto at = begin; at != end; ++at) {
    const std::string& whole = at->second->file().module_name;
    const bool is_it = whole == name || whole.ends_with("." + std::string(name));
    if (is_it) reach(at->second->file().id);
  }
}

void LoadedFiles::reach_below(const FileModel& file) {
  const std::string folder = file.file().path.substr(0, file.file().path.rfind('/') + 1);
  for (const FileModel& other : model_.files()) {
    if (other.file().path.starts_with(folder)) reach(other.file().id);
  }
}

}  // namespace fastidious::app
