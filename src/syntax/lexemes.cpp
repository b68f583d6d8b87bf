#include "syntax/lexemes.h"

#include <utility>

#include "syntax/scan.h"

namespace fastidious::syntax {
namespace {

class LexemeMerger {
 public:
  explicit LexemeMerger(const SourceText& text) : text_(text), at_(text.start()) {}

  std::vector<Lexeme> merge(const TokenStream& stream) {
    out_.reserve(stream.tokens.size() + 2 * stream.comments.size());
    for (const Token& token : stream.tokens) {
      scan_gap(token.begin);
      if (token.kind == TokenKind::Dedent || token.kind == TokenKind::EndOfFile) {
        end_last_line();
      }
      out_.push_back({token.span(), LexemeKind::Token, token.kind});
      at_ = token.end;
    }
    return std::move(out_);
  }

 private:
  // What stands between two tokens: blanks, comments, line breaks and continuations.
  void scan_gap(Offset end) {
    bool continued = false;
    while (at_ < end) {
      switch (text_.data()[at_]) {
        case '#': scan_comment(end); break;
        case '\\':
          continued = true;
          at_ += 1 + line_break_size(at_ + 1);
          break;
        case '\r':
        case '\n': {
          const Offset size = line_break_size(at_);
          out_.push_back({{at_, at_ + size}, LexemeKind::LineBreak, {}, continued});
          continued = false;
          at_ += size;
          break;
        }
        default: ++at_;
      }
    }
  }

  void scan_comment(Offset end) {
    const char* line_end = find_line_end(text_.data() + at_);
    while (*line_end == '\0' && line_end < text_.data() + end) {
      line_end = find_line_end(line_end + 1);
    }
    const auto comment_end = static_cast<Offset>(line_end - text_.data());
    out_.push_back({{at_, comment_end}, LexemeKind::Comment});
    at_ = comment_end;
  }

  // A last line that holds no code may lack its line end.
  void end_last_line() {
    if (at_ != text_.size() || std::exchange(last_line_ended_, true) || at_ == text_.start()) {
      return;
    }
    const char last = text_.data()[at_ - 1];
    if (last != '\n' && last != '\r' && (out_.empty() || out_.back().token != TokenKind::Newline)) {
      out_.push_back({{at_, at_}, LexemeKind::LineBreak});
    }
  }

  Offset line_break_size(Offset at) const {
    return text_.data()[at] == '\r' && text_.data()[at + 1] == '\n' ? 2 : 1;
  }

  const SourceText& text_;
  Offset at_;
  bool last_line_ended_ = false;
  std::vector<Lexeme> out_;
};

}  // namespace

std::vector<Lexeme> lexemes_of(const SourceText& text, const TokenStream& stream) {
  return LexemeMerger(text).merge(stream);
}

}  // namespace fastidious::syntax
