// Bytes to text to tokens: every byte of the text is in a token, in a comment, or is one that may
// stand between tokens.

#include <cstdint>
#include <string_view>

#include "base/identifier.h"
#include "require.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace fastidious {
namespace {

using fuzz::require;
using syntax::Token;
using syntax::TokenKind;

void require_only_blanks(const SourceText& text, Offset begin, Offset end) {
  for (Offset at = begin; at < end; ++at) {
    require(std::string_view(" \t\f\r\n\\").find(text.data()[at]) != std::string_view::npos,
            "only blanks, line breaks and continuations stand outside tokens and comments");
  }
}

// Walks the tokens and the comments in the order of the text.
void require_coverage(const SourceText& text, const syntax::TokenStream& stream) {
  Offset covered = text.start();
  auto comment = stream.comments.begin();
  const auto cover_comments = [&](Offset until) {
    for (; comment != stream.comments.end() && comment->begin < until; ++comment) {
      require(covered <= comment->begin && comment->begin < comment->end, "comments are in order");
      require_only_blanks(text, covered, comment->begin);
      covered = comment->end;
    }
  };
  for (const Token& token : stream.tokens) {
    cover_comments(token.begin);
    require(covered <= token.begin && token.begin <= token.end, "tokens are in order");
    require(token.end <= text.size(), "tokens end inside the text");
    require_only_blanks(text, covered, token.begin);
    covered = token.end;
  }
  require(covered == text.size(), "the tokens cover the text");
}

void require_balance(const syntax::TokenStream& stream) {
  int depth = 0;
  for (const Token& token : stream.tokens) {
    depth += token.kind == TokenKind::Indent;
    depth -= token.kind == TokenKind::Dedent;
    require(depth >= 0, "no dedent without its indent");
  }
  require(depth == 0, "every indent has its dedent");
  require(stream.tokens.back().kind == TokenKind::EndOfFile, "the stream ends with EndOfFile");
}

void lex_bytes(std::string_view bytes) {
  static IdentifierTable table;
  static IdentifierCache names(table);
  const auto decoded = decode_python(SourceText(bytes));
  if (!decoded) {
    return;
  }
  const SourceText& text = decoded->text;
  const syntax::TokenStream stream = syntax::lex(text, names);
  require_coverage(text, stream);
  require_balance(stream);
}

}  // namespace
}  // namespace fastidious

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fastidious::lex_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
