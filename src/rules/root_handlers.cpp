#include "rules/root_handlers.h"

#include <algorithm>
#include <string_view>

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

// Whether the logger keeps its records to itself: `access.propagate = False`.
bool keeps_records(const FileModel& file, std::string_view logger) {
  const auto assigns = file.tree().nodes_of<Assign>();
  return std::any_of(assigns.begin(), assigns.end(), [&](const Assign* one) {
    const auto* target = one->targets[0]->as<Attribute>();
    return target != nullptr && file.text(target->attr) == "propagate" &&
           file.text(*target->value) == logger && file.text(*one->value) == "False";
  });
}

// Whether the handler is added to a logger that `counts`.
template <class Counts>
bool is_added(const FileModel& file, const Call& handler, const Counts& counts) {
  const auto* assign = as<Assign>(file.parent(handler));
  const std::string_view name =
      assign != nullptr ? file.text(*assign->targets[0]) : file.text(handler);
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const auto* method = one->func->as<Attribute>();
    return method != nullptr && file.text(method->attr) == "addHandler" && !one->args.empty() &&
           file.text(*one->args[0]) == name && counts(*method->value);
  });
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
  return is_added(file, handler,
                  [&](const Expr& logger) { return !keeps_records(file, file.text(logger)); });
}

bool is_of_closed_logger(const FileModel& file, const Call& handler) {
  return is_added(file, handler,
                  [&](const Expr& logger) { return keeps_records(file, file.text(logger)); });
}

}  // namespace fastidious::rules
