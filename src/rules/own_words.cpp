#include "rules/own_words.h"

#include "knowledge/log_calls.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;
using semantic::NamedException;

constexpr int kServerError = 500;

bool logs_already(const NamedException& exception) {
  const FileModel& file = *exception.file;
  return semantic::any_own_node(file, *exception.scope, [&](const Node& node) {
    const auto* call = node.as<Call>();
    return call != nullptr && knowledge::log_call(file.resolve(*call->func)) != nullptr;
  });
}

std::string_view said_instead(std::optional<int> status) {
  switch (status.value_or(kServerError)) {
    case 400: return "\"Invalid request\"";
    case 401: return "\"Not authenticated\"";
    case 403: return "\"Not allowed\"";
    case 404: return "\"Not found\"";
    case 409: return "\"Conflict\"";
    case 422: return "\"Invalid input\"";
    default: return "\"Internal server error\"";
  }
}

std::size_t column_of(const FileModel& file, const Stmt& statement) {
  const auto& source = file.file();
  return source.lines.position(source.text, statement.begin).column - 1;
}

// Nothing but blanks before it: no `except E as e: raise …` in one line, no tabs.
bool starts_line(const FileModel& file, const Stmt& statement) {
  const std::size_t column = column_of(file, statement);
  const Span before{static_cast<Offset>(statement.begin - column), statement.begin};
  const std::string_view text = file.file().slice(before);
  return text.find_first_not_of(' ') == text.npos;
}

// What is raised in its place, as code.
std::string raised_instead(const NamedException& exception, const ToldText& told) {
  const FileModel& file = *exception.file;
  const auto& call = *told.where->as<Call>();
  const std::string cls(file.text(*call.func));
  const std::string_view words = said_instead(told.status);
  const std::string status = std::to_string(told.status.value_or(kServerError));
  const std::string arguments = told.is_http_error
                                    ? "status_code=" + status + ", detail=" + std::string(words)
                                    : std::string(words);
  const std::string_view name = file.text(exception.name);
  return "raise " + cls + "(" + arguments + ")" +
         (name.empty() || name == "_" ? "" : " from " + std::string(name));
}

// What has to be mended before the handler can do so.
std::string_view condition_of(const LastResort& last) {
  if (last.tells && last.is_debugged) {
    return ", once that sends no traceback and debug is off (SEC087)";
  }
  if (last.is_debugged) return ", once debug is off (SEC087)";
  return last.tells ? ", once that sends no traceback" : "";
}

// "; or let it pass to `answer_unexpected_error`": who answers what nobody catches.
std::string said_by_handler(const ToldText& told, bool is_logged) {
  if (told.status.value_or(kServerError) < kServerError) return ".";
  if (const LastResort& last = told.last_resort) {
    return "; or let it pass to `" + std::string(last.name()) +
           "`, which answers what nobody catches" + std::string(condition_of(last)) + ".";
  }
  return std::string("; or let it pass to one `@app.exception_handler(Exception)` that does ") +
         (is_logged ? "so." : "both.");
}

}  // namespace

OwnWords::OwnWords(const NamedException& exception, const ToldText& told)
    : exception_(exception), told_(told), is_logged_(logs_already(exception)) {
  if (!is_logged_) log_.emplace(*exception.file, *told.where);
}

std::string OwnWords::first_step() const {
  if (is_logged_) return "Answer";
  return "Log it, " + log_->told(log_->exception()) + log_->preparation() +
         (log_->is_at_hand() ? ", and answer" : "; and answer");
}

void OwnWords::say(Draft& draft) const {
  const std::string otherwise = said_by_handler(told_, is_logged_);
  if (told_.is_error) {
    draft.fix("{} in words of your own: `{}`{}",
              {first_step(), raised_instead(exception_, told_), otherwise});
  } else {
    draft.fix("{} in words of your own, {}{}",
              {first_step(), said_instead(told_.status), otherwise});
  }
}

void OwnWords::offer(Draft& draft) const {
  const FileModel& file = *exception_.file;
  const Stmt& statement = file.enclosing_statement(*told_.where);
  const bool one_line = file.text(*told_.text).find('\n') == std::string_view::npos;
  const bool can_log = is_logged_ || (log_->is_at_hand() && log_->kind());
  if (!can_log || file.enclosing_function(*told_.where) == nullptr || !one_line ||
      !starts_line(file, statement)) {
    return;
  }
  if (!is_logged_) {
    const std::string indent(column_of(file, statement), ' ');
    draft.edit({statement.begin, statement.begin}, log_->exception() + "\n" + indent);
  }
  draft.edit(told_.text->span(), said_instead(told_.status));
}

}  // namespace fastidious::rules
