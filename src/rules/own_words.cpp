#include "rules/own_words.h"

#include <string>

#include "knowledge/log_calls.h"
#include "rules/module_logger.h"
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

// `logger.exception("create_order failed")`
std::string log_line(const FileModel& file, std::string_view logger, const Node& where) {
  const FunctionDef* function = file.enclosing_function(where);
  const std::string_view name = function != nullptr ? file.text(function->name) : "The request";
  return std::string(logger) + ".exception(\"" + std::string(name) + " failed\")";
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

// "; or let it pass to `answer_unexpected_error`": who answers what nobody catches.
std::string said_by_handler(const ToldText& told, bool is_logged) {
  if (told.status.value_or(kServerError) < kServerError) return ".";
  if (!told.last_resort.empty()) {
    return "; or let it pass to `" + std::string(told.last_resort) +
           "`, which answers what nobody catches.";
  }
  return std::string("; or let it pass to one `@app.exception_handler(Exception)` that does ") +
         (is_logged ? "so." : "both.");
}

}  // namespace

void say_own_words(Draft& draft, const NamedException& exception, const ToldText& told) {
  const FileModel& file = *exception.file;
  const bool is_logged = logs_already(exception);
  const std::string log = is_logged ? "Answer"
                                    : "Log it, `" + log_line(file, logger_for(file), *told.where) +
                                          "`" + std::string(logger_to_make(file)) + ", and answer";
  const std::string otherwise = said_by_handler(told, is_logged);
  if (told.is_error) {
    draft.fix("{} in words of your own: `{}`{}", {log, raised_instead(exception, told), otherwise});
  } else {
    draft.fix("{} in words of your own, {}{}", {log, said_instead(told.status), otherwise});
  }
}

void offer_own_words(Draft& draft, const NamedException& exception, const ToldText& told) {
  const FileModel& file = *exception.file;
  const bool logged = logs_already(exception);
  const std::string_view logger = logger_of(file);
  const Stmt& statement = file.enclosing_statement(*told.where);
  const bool one_line = file.text(*told.text).find('\n') == std::string_view::npos;
  const bool can_log = logged || !logger.empty();
  if (!can_log || file.enclosing_function(*told.where) == nullptr || !one_line ||
      !starts_line(file, statement)) {
    return;
  }
  if (!logged) {
    const std::string indent(column_of(file, statement), ' ');
    draft.edit({statement.begin, statement.begin},
               log_line(file, logger, *told.where) + "\n" + indent);
  }
  draft.edit(told.text->span(), said_instead(told.status));
}

}  // namespace fastidious::rules
