#pragma once
// Log messages that are formatted before the logger is asked, and how to say them the other way.

#include <optional>
#include <string>

#include "knowledge/log_calls.h"

namespace fastidious::knowledge {

// How a message is put together at the call.
enum class Eager : std::uint8_t { No, FString, Percent, Format, Concatenation };
Eager eager_message(const semantic::FileModel& file, const syntax::Expr& message);

// What `%` has in place of the field of an f-string, "%s", "%r", "%.2f"; empty where it has
// nothing.
std::string percent_placeholder(const semantic::FileModel& file,
                                const syntax::FormattedValue& field);

// The arguments that replace an eager message: `"user %s", user.id`.
struct LazyMessage {
  std::string arguments;
  bool plain = false;  // all values are names or attributes without a format of their own
};

// Nothing where the same text cannot be had, or not in a readable way.
std::optional<LazyMessage> lazy_message(const semantic::FileModel& file,
                                        const syntax::Expr& message, LoggerKind logger);

}  // namespace fastidious::knowledge
