#include "knowledge/log_calls.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_map>

namespace fastidious::knowledge {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr std::array<std::string_view, 4> kKeywords = {"exc_info", "extra", "stack_info",
                                                       "stacklevel"};

constexpr std::array<std::string_view, 23> kRecordAttributes = {
    "args",      "asctime",   "created", "exc_info",    "exc_text",        "filename",   "funcName",
    "levelname", "levelno",   "lineno",  "message",     "module",          "msecs",      "msg",
    "name",      "pathname",  "process", "processName", "relativeCreated", "stack_info", "taskName",
    "thread",    "threadName"};

bool ends_with_log_name(std::string_view receiver) {
  const std::string_view name = receiver.substr(receiver.rfind('.') + 1);
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower.ends_with("log") || lower.ends_with("logger") || lower.ends_with("logging") ||
         lower.ends_with("log()") || lower.ends_with("logger()");
}

LogLevel level_named(std::string_view method) {
  struct Named {
    std::string_view name;
    LogLevel level;
  };
  constexpr std::array<Named, 10> kLevels = {{{"debug", LogLevel::Debug},
                                              {"trace", LogLevel::Debug},
                                              {"info", LogLevel::Info},
                                              {"success", LogLevel::Info},
                                              {"warning", LogLevel::Warning},
                                              {"warn", LogLevel::Warning},
                                              {"error", LogLevel::Error},
                                              {"exception", LogLevel::Error},
                                              {"critical", LogLevel::Critical},
                                              {"fatal", LogLevel::Critical}}};
  for (const Named& entry : kLevels) {
    if (entry.name == method) {
      return entry.level;
    }
  }
  return LogLevel::Given;
}

bool is_falsy(const FileModel& file, const Expr& value) {
  const auto constant = file.constant(value);
  using Type = semantic::ConstantValue::Type;
  return constant &&
         (constant->type == Type::None || (constant->type == Type::Bool && constant->integer == 0));
}

// loguru: `logger.opt(exception=True).error(…)`
const Expr* exception_option(const FileModel& file, const Call& call) {
  const auto* method = as<Attribute>(call.func);
  const auto* receiver = method == nullptr ? nullptr : as<Call>(method->value);
  const auto* opt = receiver == nullptr ? nullptr : as<Attribute>(receiver->func);
  if (opt == nullptr || file.text(opt->attr) != "opt") {
    return nullptr;
  }
  return semantic::argument(file, *receiver, -1, "exception");
}

bool has_starred_keywords(const Call& call) {
  return std::any_of(call.keywords.begin(), call.keywords.end(),
                     [](const Keyword* keyword) { return !keyword->arg; });
}

// The calls by what is called. Most names are told to be none of these by length and last letter.
class Targets {
 public:
  Targets() {
    for (const LogCall& entry : kLogCalls) {
      by_target_.emplace(entry.target, &entry);
      ends_.set(end_of(entry.target));
    }
  }

  const LogCall* find(std::string_view target) const {
    if (target.empty() || !ends_[end_of(target)]) return nullptr;
    const auto at = by_target_.find(target);
    return at == by_target_.end() ? nullptr : at->second;
  }

 private:
  static std::size_t end_of(std::string_view target) {
    return target.size() % 64 * 128 + static_cast<unsigned char>(target.back()) % 128;
  }

  std::unordered_map<std::string_view, const LogCall*> by_target_;
  std::bitset<std::size_t{64} * 128> ends_;
};

}  // namespace

const LogCall* log_call(std::string_view target) {
  static const Targets kTargets;
  return kTargets.find(target);
}

bool is_logging_keyword(std::string_view name) {
  return std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end();
}

bool is_log_record_attribute(std::string_view name) {
  return std::find(kRecordAttributes.begin(), kRecordAttributes.end(), name) !=
         kRecordAttributes.end();
}

bool decides_on_traceback(const FileModel& file, const Call& call) {
  return has_starred_keywords(call) || exception_option(file, call) != nullptr ||
         semantic::argument(file, call, -1, "exc_info") != nullptr;
}

bool records_traceback(const FileModel& file, const Call& call) {
  for (const Expr* given :
       {semantic::argument(file, call, -1, "exc_info"), exception_option(file, call)}) {
    if (given != nullptr) {
      return !is_falsy(file, *given);
    }
  }
  const auto* method = as<Attribute>(call.func);
  if (method != nullptr && apparent_level(file, call) == LogLevel::Error) {
    return file.text(method->attr) == "exception";
  }
  return file.resolve(call.func) == "logging.exception";
}

LogLevel apparent_level(const FileModel& file, const Call& call) {
  if (const LogCall* known = log_call(file.resolve(call.func))) {
    return known->level;
  }
  const auto* method = as<Attribute>(call.func);
  if (method == nullptr || !ends_with_log_name(file.text(*method->value))) {
    return LogLevel::Given;
  }
  return level_named(file.text(method->attr));
}

}  // namespace fastidious::knowledge
