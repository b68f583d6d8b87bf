#include "app/effects/logging_reach.h"

#include <algorithm>

#include "app/effects/request_functions.h"
#include "knowledge/log_calls.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 30;

// "audit", "log_event", "capture_message", "track": whoever is called so writes something down.
bool is_named_like_logging(std::string_view name) {
  const std::string word = lower_case(name);
  for (const std::string_view part :
       {"log_", "_log", "logger", "logging", "audit", "capture_", "track", "event", "print"}) {
    if (word.find(part) != word.npos) return true;
  }
  return word == "log";
}

}  // namespace

bool LoggingReach::of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr || depth_ >= kMaxDepth) return false;
  const auto [at, is_new] = known_.try_emplace(node, false);  // a cycle ends here
  if (is_new) {
    ++depth_;
    at->second = look_into(function);
    --depth_;
  }
  return at->second;
}

bool LoggingReach::look_into(const Definition& function) {
  const auto& body = static_cast<const FunctionDef&>(*function.node).body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(*function.file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      return call != nullptr && look_at(*function.file, *call);
    });
  });
}

bool LoggingReach::look_at(const FileModel& file, const Call& call) {
  if (knowledge::log_call(file.resolve(*call.func)) != nullptr) return true;
  if (knowledge::apparent_level(file, call) != knowledge::LogLevel::Given) return true;
  return is_named_like_logging(semantic::last_name(file, *call.func)) ||
         of(called_function(file, call));
}

}  // namespace fastidious::app
