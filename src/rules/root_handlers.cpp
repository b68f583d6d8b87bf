#include "rules/root_handlers.h"

#include <algorithm>
#include <string_view>

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr std::size_t kMost = 2000;  // calls and assignments that are looked at for one handler

// Where a handler is made and given to its loggers: its function, or the module.
const Node& scope_of(const FileModel& file, const Call& handler) {
  const FunctionDef* function = file.enclosing_function(handler);
  return function != nullptr ? static_cast<const Node&>(*function) : file.tree().root();
}

// Whether the logger keeps its records to itself there: `access.propagate = False`.
bool keeps_records(const FileModel& file, const Node& scope, std::string_view logger) {
  std::size_t seen = 0;
  for (const auto* one : file.tree().nodes_of<Assign>(scope)) {
    if (++seen > kMost) break;
    const auto* target = one->targets[0]->as<Attribute>();
    const bool is_set = target != nullptr && file.text(target->attr) == "propagate" &&
                        file.text(*target->value) == logger;
    if (is_set && file.text(*one->value) == "False") return true;
  }
  return false;
}

// Whether the handler is added to a logger that `counts`.
template <class Counts>
bool is_added(const FileModel& file, const Call& handler, const Counts& counts) {
  const auto* assign = as<Assign>(file.parent(handler));
  const std::string_view name =
      assign != nullptr ? file.text(*assign->targets[0]) : file.text(handler);
  std::size_t seen = 0;
  for (const auto* one : file.tree().nodes_of<Call>(scope_of(file, handler))) {
    if (++seen > kMost) break;
    const auto* method = one->func->as<Attribute>();
    const bool adds = method != nullptr && file.text(method->attr) == "addHandler" &&
                      !one->args.empty() && file.text(*one->args[0]) == name;
    if (adds && counts(*method->value)) return true;
  }
  return false;
}

}  // namespace

bool is_of_root(const FileModel& file, const Call& handler) {
  const auto is_root = [&](const Expr& logger) {
    const std::string_view text = file.text(logger);
    return logger.is(Kind::Call) ? text.ends_with("()") || text.ends_with("(\"\")")
                                 : text.find("root") != text.npos;
  };
  const Node* list = file.parent(handler);
  return is_added(file, handler, is_root) ||
         (list->is(Kind::ListExpr) && file.parent(*list)->is(Kind::Keyword));
}

bool is_of_open_logger(const FileModel& file, const Call& handler) {
  const Node& scope = scope_of(file, handler);
  return is_added(file, handler, [&](const Expr& logger) {
    return !keeps_records(file, scope, file.text(logger));
  });
}

bool is_of_closed_logger(const FileModel& file, const Call& handler) {
  const Node& scope = scope_of(file, handler);
  return is_added(file, handler, [&](const Expr& logger) {
    return keeps_records(file, scope, file.text(logger));
  });
}

}  // namespace fastidious::rules
