#pragma once
// What to answer instead of an exception's text: words of one's own, with the exception in the log.

#include <optional>

#include "rules/check.h"
#include "semantic/exception_text.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Where the text of an exception leaves the server.
struct ToldText {
  const syntax::Expr* text = nullptr;   // the argument or value that holds it
  const syntax::Node* where = nullptr;  // the call that makes the answer, or the return
  std::optional<int> status = {};
  bool is_error = false;       // what is raised becomes the answer: its text may be replaced
  bool is_http_error = false;  // by an HTTPException itself: its arguments are known
  // The application's handler of exceptions that nobody catches; empty if there is none.
  std::string_view last_resort = {};
};

// Says what to write at this place, with its function, status and names.
void say_own_words(Draft& draft, const semantic::NamedException& exception, const ToldText& told);

// Offers the edits: a call of the module's logger, unless the clause logs already, and a text that
// fits the status. Offers nothing where there is no logger, or the text is more than one line.
void offer_own_words(Draft& draft, const semantic::NamedException& exception, const ToldText& told);

}  // namespace fastidious::rules
