#include "app/routes/cloud_functions.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool imports_firebase(const FileModel& file) {
  for (const Stmt* statement : file.tree().imports()) {
    const auto* from = statement->as<ImportFrom>();
    if (from != nullptr && from->module.starts_with("firebase_functions")) return true;
    const auto* plain = statement->as<Import>();
    if (plain != nullptr && plain->names.front()->name.starts_with("firebase_functions")) {
      return true;
    }
  }
  return false;
}

void add_functions(const FileModel& file, std::vector<CloudFunction>& found) {
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    for (const Expr* decorator : function->decorator_list) {
      const auto* call = decorator->as<Call>();
      const std::string_view name = file.resolve(call != nullptr ? *call->func : *decorator);
      const bool is_call = name.ends_with("https_fn.on_call");
      if (!is_call && !name.ends_with("https_fn.on_request")) continue;
      found.push_back({{&file, function}, {&file, decorator}, is_call});
    }
  }
}

}  // namespace

std::vector<CloudFunction> cloud_functions(const semantic::Model& model) {
  std::vector<CloudFunction> found;
  for (const FileModel& file : model.files()) {
    if (imports_firebase(file)) add_functions(file, found);
  }
  return found;
}

}  // namespace fastidious::app
