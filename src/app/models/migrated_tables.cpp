#include "app/models/migrated_tables.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "app/models/orm_class.h"
#include "text/one_of.h"

namespace fastidious::app {
namespace {

using namespace syntax;
using semantic::FileModel;

const FileModel* env_of_migrations(const semantic::Model& model) {
  const FileModel* found = nullptr;
  for (const FileModel& file : model.files()) {
    const bool is_env =
        file.file().role == project::Role::Migration && file.file().path.ends_with("env.py");
    if (is_env && found != nullptr) return nullptr;
    if (is_env) found = &file;
  }
  return found;
}

// "src/app/models/user.py" is in the package "app.models".
bool is_in_package(std::string_view path, std::string_view package) {
  std::string wanted = "/" + std::string(package);
  std::replace(wanted.begin(), wanted.end(), '.', '/');
  const std::string rooted = "/" + std::string(path);
  return rooted.find(wanted + "/") != rooted.npos || rooted.ends_with(wanted + ".py");
}

class LoadedByMigrations {
 public:
  explicit LoadedByMigrations(const semantic::Model& model)
      : model_(model), loaded_(model.files().size()) {}

  void load(const FileModel& file) {
    const std::uint32_t id = file.file().id.value;
    if (loaded_[id]) return;
    loaded_[id] = true;
    for (const project::ImportEdge& edge : model_.imports().imports_of(file.file().id)) {
      if (edge.to.valid() && !edge.type_checking) load(model_.file(edge.to));
    }
  }
  // import_module("app.models"), walk_packages(…); whether a text names one of the packages.
  bool load_named_by(const FileModel& env) {
    bool any = false;
    for (const auto* text : env.tree().nodes_of<Constant>()) {
      if (!text->is_str() || text->value.find('.') == std::string_view::npos) continue;
      for (const FileModel& file : model_.files()) {
        if (!is_in_package(file.file().path, text->value)) continue;
        load(file);
        any = true;
      }
    }
    return any;
  }
  bool holds(const FileModel& file) const { return loaded_[file.file().id.value]; }

 private:
  const semantic::Model& model_;
  std::vector<bool> loaded_;  // by FileId
};

// importlib.import_module(name), pkgutil.walk_packages(…): modules of which only a run knows.
bool imports_by_name(const FileModel& file, const Node& within) {
  constexpr std::string_view kImports[] = {"importlib.import_module", "pkgutil.walk_packages",
                                           "pkgutil.iter_modules", "builtins.__import__"};
  const auto calls = file.tree().nodes_of<Call>(within);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const std::string target(file.resolve(*call->func));
    const bool is_known = !call->args.empty() && call->args[0]->is(Kind::Constant);
    return !is_known && is_one_of(target, kImports);
  });
}

// Whether env.py, or a function that it calls, imports what it finds: `load_models()`.
bool imports_what_it_finds(const FileModel& env) {
  if (imports_by_name(env, env.tree().root())) return true;
  for (const Call* call : env.tree().nodes_of<Call>()) {
    const semantic::Definition callee = env.definition_of(*call->func);
    const auto* function = as<FunctionDef>(callee.node);
    if (function != nullptr && imports_by_name(*callee.file, *function)) return true;
  }
  return false;
}

// `__tablename__ = "user"`, `class User(SQLModel, table=True)`
bool has_table(const FileModel& file, const ClassDef& cls) {
  const bool by_keyword =
      std::any_of(cls.keywords.begin(), cls.keywords.end(),
                  [&file](const Keyword* one) { return file.text(one->arg) == "table"; });
  return by_keyword ||
         std::any_of(cls.body.begin(), cls.body.end(), [&file](const Stmt* statement) {
           const auto* assign = statement->as<Assign>();
           return assign != nullptr && file.text(*assign->targets[0]) == "__tablename__";
         });
}

}  // namespace

std::vector<semantic::Definition> tables_unknown_to_migrations(const semantic::Model& model) {
  const FileModel* env = env_of_migrations(model);
  if (env == nullptr) return {};
  LoadedByMigrations loaded(model);
  loaded.load(*env);
  if (!loaded.load_named_by(*env) && imports_what_it_finds(*env)) return {};
  std::vector<semantic::Definition> unknown;
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application || loaded.holds(file)) continue;
    for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
      if (has_table(file, *cls) && is_orm_class(file, *cls)) unknown.push_back({&file, cls});
    }
  }
  return unknown;
}

}  // namespace fastidious::app
