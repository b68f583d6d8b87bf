#include "app/instrumentation/log_handlers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using semantic::FileModel;

constexpr int kAll = 0;  // the level of a handler that nothing sets

// In numbers, as logging compares them; nothing if it is not known.
std::optional<int> level_of(const FileModel& file, const Expr& level) {
  static constexpr std::array<std::pair<std::string_view, int>, 8> kLevels = {{{"NOTSET", 0},
                                                                               {"DEBUG", 10},
                                                                               {"INFO", 20},
                                                                               {"WARNING", 30},
                                                                               {"WARN", 30},
                                                                               {"ERROR", 40},
                                                                               {"FATAL", 50},
                                                                               {"CRITICAL", 50}}};
  const std::optional<std::string> text = file.constant_string(level);
  const std::string_view target = file.resolve(level);
  const std::string name =
      text ? upper_case(*text) : std::string(target.substr(target.rfind('.') + 1));
  for (const auto& [known, number] : kLevels) {
    if (known == name) return number;
  }
  return std::nullopt;
}

}  // namespace

LogHandlers::LogHandlers(const FileModel& file, const Node& scope) : file_(file) {
  for (const Call* call : file.tree().nodes_of<Call>(scope)) look_at(*call);
  find_streams();
}

// What the handler is bound to, or its own text.
std::string_view LogHandlers::name_of(const Call& made) const {
  const auto* assign = as<Assign>(file_.parent(made));
  return assign != nullptr ? file_.text(*assign->targets[0]) : file_.text(made);
}

void LogHandlers::look_at(const Call& call) {
  if (file_.resolve(*call.func) == "logging.StreamHandler") streams_.insert(name_of(call));
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || call.args.empty()) return;
  const std::string_view owner = file_.text(*method->value);
  const std::string_view called = file_.text(method->attr);
  if (called == "addHandler") loggers_[file_.text(*call.args[0])].push_back(owner);
  if (called == "setLevel") levels_[owner] = level_of(file_, *call.args[0]);
}

void LogHandlers::find_streams() {
  for (const std::string_view stream : streams_) {
    const auto level = levels_.find(stream);
    const auto loggers = loggers_.find(stream);
    const bool unknown = level != levels_.end() && !level->second;
    if (unknown || loggers == loggers_.end()) continue;
    const int from = level == levels_.end() ? kAll : *level->second;
    for (const std::string_view logger : loggers->second) {
      const auto [at, is_new] = lowest_.try_emplace(logger, from);
      if (!is_new) at->second = std::min(at->second, from);
    }
  }
}

bool LogHandlers::shows_as_well(const Call& made) const {
  const std::string_view name = name_of(made);
  const auto loggers = loggers_.find(name);
  if (loggers == loggers_.end()) return false;
  const auto level = levels_.find(name);
  const int own = level != levels_.end() && level->second ? *level->second : kAll;
  return std::any_of(loggers->second.begin(), loggers->second.end(), [&](std::string_view logger) {
    const auto stream = lowest_.find(logger);
    return stream != lowest_.end() && stream->second <= own;
  });
}

}  // namespace fastidious::app
