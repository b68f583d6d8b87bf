#pragma once
// What to answer instead of an exception's text: words of one's own, with the exception in the log.

#include <optional>
#include <string>
#include <string_view>

#include "rules/check.h"
#include "rules/last_resort.h"
#include "rules/log_words.h"
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
  LastResort last_resort = {};  // the application's, as far as there is one
};

class OwnWords {
 public:
  OwnWords(const semantic::NamedException& exception, const ToldText& told);

  // Says what to write at this place, with its function, status and names.
  void say(Draft& draft) const;
  // Offers the edits: a call of the logger at hand, unless the clause logs already, and a text that
  // fits the status. Offers nothing where there is no logger, or the text is more than one line.
  void offer(Draft& draft) const;

 private:
  std::string first_step() const;

  const semantic::NamedException& exception_;
  const ToldText& told_;
  bool is_logged_;               // the clause writes a record already
  std::optional<LogWords> log_;  // else: how to
};

}  // namespace fastidious::rules
