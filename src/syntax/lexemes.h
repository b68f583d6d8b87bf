#pragma once
// All that a file's lines hold, in order: the tokens that the parser reads, with the comments and
// the line breaks that it does not want put back in their places.

#include <cstdint>
#include <vector>

#include "syntax/token_list.h"
#include "text/source_text.h"

namespace fastidious::syntax {

enum class LexemeKind : std::uint8_t {
  Token,      // one of the parser's tokens, Newline, Indent, Dedent and EndOfFile among them
  Comment,    // from # to the end of the line
  LineBreak,  // a line end that does not end a logical line; empty where the text ends without one
};

struct Lexeme {
  Span span;
  LexemeKind kind = LexemeKind::Token;
  TokenKind token = TokenKind::EndOfFile;  // of a Token
  bool continued = false;  // a LineBreak of a line that a backslash joined to the one before
};

// `stream` is what lex() gave for `text`.
std::vector<Lexeme> lexemes_of(const SourceText& text, const TokenStream& stream);

}  // namespace fastidious::syntax
