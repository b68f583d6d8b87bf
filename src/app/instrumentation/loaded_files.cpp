#include "app/instrumentation/loaded_files.h"

#include <algorithm>

#include "app/application.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool catches_failed_imports(const FileModel& file, const ExceptHandler& handler) {
  return handler.type == nullptr || semantic::catches_everything(file, handler) ||
         semantic::any_caught(file, handler, [](std::string_view name) {
           return name.empty() || name == "builtins.ImportError" ||
                  name == "builtins.ModuleNotFoundError";
         });
}

bool is_guarded(const FileModel& file, const Try& attempt, const Node& child) {
  const bool in_body = std::any_of(attempt.body.begin(), attempt.body.end(),
                                   [&](const Stmt* one) { return one == &child; });
  return !in_body ||
         std::any_of(attempt.handlers.begin(), attempt.handlers.end(),
                     [&](const ExceptHandler* one) { return catches_failed_imports(file, *one); });
}

class Loading {
 public:
  explicit Loading(const Application& application)
      : application_(application), code_(application.code()), loaded_(code_.files().size()) {}

  std::vector<bool> run() {
    for (const AppRoutes* one : application_.served_apps()) add(*one->app->construction.file);
    for (const CloudFunction& one : application_.functions()) add(*one.handler.file);
    while (!open_.empty()) {
      const FileModel& file = *open_.back();
      open_.pop_back();
      for (const project::ImportEdge& edge : code_.imports().imports_of(file.file().id)) {
        if (!edge.to.valid() || !edge.at_load_time()) continue;
        if (must_succeed(file, *edge.statement)) add(code_.file(edge.to));
      }
    }
    return std::move(loaded_);
  }

 private:
  void add(const FileModel& file) {
    if (loaded_[file.file().id.value]) return;
    loaded_[file.file().id.value] = true;
    open_.push_back(&file);
  }

  const Application& application_;
  const semantic::Model& code_;
  std::vector<bool> loaded_;
  std::vector<const FileModel*> open_;
};

}  // namespace

bool must_succeed(const FileModel& file, const Stmt& statement) {
  const Node* child = &statement;
  for (const Node* at = file.parent(*child); at != nullptr; child = at, at = file.parent(*at)) {
    if (at->is(Kind::Module)) return true;
    if (at->is(Kind::ClassDef)) continue;
    const auto* attempt = at->as<Try>();
    if (attempt == nullptr || is_guarded(file, *attempt, *child)) return false;
  }
  return true;
}

std::vector<bool> loaded_files(const Application& application) {
  return Loading(application).run();
}

}  // namespace fastidious::app
