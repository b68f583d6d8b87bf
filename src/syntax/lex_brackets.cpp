// Brackets that are never closed.

#include <utility>

#include "syntax/keywords.h"
#include "syntax/lexer.h"

namespace fastidious::syntax {
// At the end of the text; false, because no token follows.
bool Lexer::finish_brackets() {
  if (!brackets_.empty()) {
    report_open_bracket();
    emit(TokenKind::Error, at_, at_);
  }
  return false;
}

// Where a keyword that no expression holds stands at the start of a line, yet a bracket is open,
// that was never closed. The line begins a statement, so that the rest of the file is not lost to
// the bracket.
void Lexer::check_keyword_in_brackets(TokenKind kind, const char* keyword) {
  if (!begins_statement(kind)) {
    return;
  }
  const char* line = keyword;
  while (line > base_ && (line[-1] == ' ' || line[-1] == '\t' || line[-1] == '\f')) {
    --line;
  }
  if (string_depth_ > 0 || line == base_ || (line[-1] != '\n' && line[-1] != '\r')) {
    return;
  }
  report_open_bracket();
  emit(TokenKind::Error, line - 1, line - 1);  // the parser has nothing to add
  emit(TokenKind::Newline, line - 1, line);
  const char* behind = std::exchange(at_, line);
  change_indentation(measure_indentation());
  at_ = behind;
}

// Says that the innermost open bracket was never closed, and forgets all that are open.
void Lexer::report_open_bracket() {
  using enum TokenKind;
  brackets_.clear();
  int depth = 0;
  for (const Token* token = out_.tokens.end(); token-- != out_.tokens.begin();) {
    if (token->kind == RightParen || token->kind == RightBracket || token->kind == RightBrace) {
      ++depth;
    } else if (token->kind == LeftParen || token->kind == LeftBracket || token->kind == LeftBrace) {
      if (depth-- == 0) {
        error(base_ + token->begin, base_ + token->end, "a bracket was never closed");
        return;
      }
    }
  }
  error(at_, at_, "a bracket was never closed");
}

}  // namespace fastidious::syntax
