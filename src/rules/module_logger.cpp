#include "rules/module_logger.h"

#include "syntax/ast.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using namespace syntax;

constexpr std::string_view kLoggerNames[] = {"logger", "log", "LOGGER", "_logger", "LOG"};

}  // namespace

std::string_view logger_of(const semantic::FileModel& file) {
  for (const Stmt* statement : file.tree().root().body) {
    const auto* assign = statement->as<Assign>();
    const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
    if (name == nullptr) continue;
    const std::string_view word = file.text(name->name);
    if (is_one_of(word, kLoggerNames)) return word;
  }
  return {};
}

std::string_view logger_for(const semantic::FileModel& file) {
  const std::string_view known = logger_of(file);
  return known.empty() ? "logger" : known;
}

std::string_view logger_to_make(const semantic::FileModel& file) {
  return logger_of(file).empty() ? " with `logger = logging.getLogger(__name__)`" : "";
}

}  // namespace fastidious::rules
