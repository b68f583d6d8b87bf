#include "app/effects/background_tasks.h"

#include <algorithm>

#include "app/routes/route_label.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kAdders[] = {
    "fastapi.BackgroundTasks.add_task", "starlette.background.BackgroundTasks.add_task",
    "fastapi.background.BackgroundTasks.add_task", "starlette.background.BackgroundTask"};

class TaskFinder {
 public:
  void look_into(const Definition& function) {
    if (as<FunctionDef>(function.node) == nullptr) return;
    for (const Node* node : function.file->tree().subtree(*function.node)) {
      if (const auto* call = node->as<Call>()) look_at(*function.file, *call);
    }
  }
  std::vector<BackgroundTask> take() { return std::move(found_); }

 private:
  void look_at(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    if (std::find(std::begin(kAdders), std::end(kAdders), target) == std::end(kAdders)) return;
    const Expr* work = semantic::argument(file, call, 0, "func");
    if (work == nullptr) return;
    BackgroundTask task{
        std::string(file.resolve(*work)), file.definition_of(*work), {&file, &call}};
    if (task.name.empty()) task.name = file.text(*work);
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const BackgroundTask& one) {
      return one.name == task.name;
    });
    if (!known) found_.push_back(std::move(task));
  }

  std::vector<BackgroundTask> found_;
};

}  // namespace

std::vector<BackgroundTask> background_tasks(const Route& route) {
  TaskFinder finder;
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    finder.look_into(running_function(one.callable));
  });
  return finder.take();
}

}  // namespace fastidious::app
