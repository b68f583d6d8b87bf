#include "syntax/dump_tokens.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/lexemes.h"
#include "syntax/python_repr.h"
#include "syntax/string_prefix.h"
#include "text/decode.h"
#include "text/encoding_names.h"

namespace fastidious::syntax {
namespace {

std::string encoding_name(const SourceText& text) {
  const Span declared = find_encoding_declaration(text);
  return declared.empty() ? "utf-8" : tokenizer_encoding_name(text.slice(declared));
}

struct Place {
  std::uint32_t row = 1;
  std::uint32_t column = 0;
  Offset line = 0;  // where the row begins
};

std::uint32_t characters_in(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Rows and columns of offsets that are asked for in the order of the text.
class PlaceFinder {
 public:
  explicit PlaceFinder(const SourceText& text)
      : text_(text), at_(text.start()), place_{1, 0, text.start()} {}

  Place find(Offset offset) {
    for (; at_ < offset; ++at_) {
      const char c = text_.data()[at_];
      if (c == '\n') {
        ++place_.row;
        place_.column = 0;
        place_.line = at_ + 1;
      } else {
        place_.column += (c & 0xC0) != 0x80;
      }
    }
    return place_;
  }

 private:
  const SourceText& text_;
  Offset at_;
  Place place_;
};

// What the two ways of tokenizing share.
class TokenPrinter {
 public:
  TokenPrinter(const SourceText& text, const TokenStream& stream)
      : text_(text), lexemes_(lexemes_of(text, stream)), places_(text) {
    print("ENCODING", encoding_name(text), Place{0}, Place{0});
  }

 protected:
  void print(std::string_view type, std::string_view string, Place begin, Place end) {
    if (!out_.empty()) {
      out_ += '\n';
    }
    out_ += type;
    out_ += ' ';
    append_repr_of_str(string, &out_);
    fmt::format_to(std::back_inserter(out_), " {},{}-{},{}", begin.row, begin.column, end.row,
                   end.column);
  }

  void print(std::string_view type, Span span) {
    const Place begin = places_.find(span.begin);
    print(type, text_.slice(span), begin, places_.find(span.end));
  }

  // A line end: on the row that it ends; `width` columns where it is missing.
  void print_line_end(std::string_view type, Span span, std::uint32_t width) {
    const Place begin = places_.find(span.begin);
    print(type, text_.slice(span), begin,
          {begin.row, begin.column + (span.empty() ? width : span.size()), begin.line});
  }

  // The blanks that a line begins with, up to the token at `end`.
  void print_indent(Offset end) {
    const std::string_view before = text_.view().substr(0, end);
    const std::size_t line_end = before.rfind('\n');
    const auto begin =
        line_end == std::string_view::npos ? text_.start() : static_cast<Offset>(line_end + 1);
    const Place place = places_.find(end);
    print("INDENT", text_.slice({begin, end}), Place{place.row}, place);
  }

  void print_at_end(std::string_view type, bool on_last_row) {
    const Place last = places_.find(text_.size());
    const Place end{last.row + (last.column != 0 && !on_last_row ? 1u : 0u)};
    print(type, "", end, end);
  }

  const SourceText& text_;
  std::vector<Lexeme> lexemes_;
  PlaceFinder places_;
  std::string out_;
};

std::string_view type_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::Name: return "NAME";
    case TokenKind::Number: return "NUMBER";
    case TokenKind::String: return "STRING";
    case TokenKind::Error: return "ERRORTOKEN";
    default: return kind >= TokenKind::LeftParen ? "OP" : "NAME";
  }
}

// How many more brackets are open behind the token.
int bracket_step(TokenKind kind) {
  switch (kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace: return 1;
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace: return -1;
    default: return 0;
  }
}

// ---- 3.8 to 3.11 --------------------------------------------------------------------------------

// \w of regular expressions: letters, numbers and the underscore.
bool is_word_character(utf8proc_int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return c == '_';
  }
}

class RegexTokens : TokenPrinter {
 public:
  RegexTokens(const SourceText& text, const TokenStream& stream, int minor)
      : TokenPrinter(text, stream), minor_(minor) {}

  std::string run() {
    for (const Lexeme& lexeme : lexemes_) {
      if (lexeme.kind == LexemeKind::Token) {
        print_token(lexeme);
      } else if (string_depth_ == 0) {
        print_between(lexeme);
      }
      end_of_previous_ = lexeme.span.end;
    }
    return std::move(out_);
  }

 private:
  void print_token(const Lexeme& lexeme) {
    if (lexeme.token == TokenKind::FStringStart && string_depth_++ == 0) {
      string_begin_ = lexeme.span.begin;
    } else if (lexeme.token == TokenKind::FStringEnd && --string_depth_ == 0) {
      print("STRING", Span{string_begin_, lexeme.span.end});
    } else if (string_depth_ == 0) {
      print_plain_token(lexeme);
    }
  }

  void print_plain_token(const Lexeme& lexeme) {
    switch (lexeme.token) {
      case TokenKind::FStringEnd: return;
      case TokenKind::Newline: return print_line_end("NEWLINE", lexeme.span, 1);
      case TokenKind::Indent: return print_indent(lexeme.span.end);
      case TokenKind::EndOfFile: return print_at_end("ENDMARKER", blank_tail_);
      case TokenKind::Dedent:
        return lexeme.span.begin == text_.size() ? print_at_end("DEDENT", blank_tail_)
                                                 : print("DEDENT", lexeme.span);
      case TokenKind::Name: return print_name(lexeme.span);
      default:
        brackets_ += bracket_step(lexeme.token);
        return print(type_of(lexeme.token), lexeme.span);
    }
  }

  void print_between(const Lexeme& lexeme) {
    if (lexeme.kind == LexemeKind::Comment) {
      print("COMMENT", lexeme.span);
      after_comment_ = true;
      return;
    }
    const bool after_comment = std::exchange(after_comment_, false);
    if (!lexeme.span.empty() || after_comment) {
      // A line break behind a continuation counts as the end of a logical line.
      print_line_end(lexeme.continued && brackets_ == 0 ? "NEWLINE" : "NL", lexeme.span, 0);
    } else {
      blank_tail_ = true;
    }
    if (lexeme.span.empty() && after_comment && minor_ == 8) {
      print_line_end("NEWLINE", lexeme.span, 1);
    }
  }

  // A name is cut at characters that identifiers may have and \w does not match; before the first
  // of them blanks are no longer skipped.
  void print_name(Span span) {
    const std::string_view name = text_.slice(span);
    if (std::none_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; })) {
      return print("NAME", span);
    }
    Offset word = span.begin;
    for (Offset at = span.begin; at < span.end;) {
      const Offset next = at + character_size(at);
      if (!is_word_character(character_at(at))) {
        if (word < at) {
          print("NAME", Span{word, at});
        } else if (at == span.begin) {
          print_blanks_as_errors(at);
        }
        print("ERRORTOKEN", Span{at, next});
        word = next;
      }
      at = next;
    }
    if (word < span.end) {
      print("NAME", Span{word, span.end});
    }
  }

  void print_blanks_as_errors(Offset end) {
    for (Offset at = end_of_previous_; at < end; ++at) {
      print("ERRORTOKEN", Span{at, at + 1});
    }
  }

  utf8proc_int32_t character_at(Offset at) const {
    utf8proc_int32_t c = -1;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text_.data() + at),
                     static_cast<utf8proc_ssize_t>(text_.size() - at), &c);
    return c;
  }

  Offset character_size(Offset at) const {
    Offset next = at + 1;
    while (next < text_.size() && (text_.data()[next] & 0xC0) == 0x80) {
      ++next;
    }
    return next - at;
  }

  int minor_;
  int brackets_ = 0;
  int string_depth_ = 0;
  Offset string_begin_ = 0;
  Offset end_of_previous_ = 0;
  bool after_comment_ = false;
  bool blank_tail_ = false;  // the last line holds nothing and does not end
};

// ---- from 3.12 ----------------------------------------------------------------------------------

class ParserTokens : TokenPrinter {
 public:
  ParserTokens(const SourceText& text, const TokenStream& stream, int minor)
      : TokenPrinter(text, stream), minor_(minor) {}

  std::string run() {
    for (const Lexeme& lexeme : lexemes_) {
      switch (lexeme.kind) {
        case LexemeKind::Comment: print("COMMENT", lexeme.span); break;
        case LexemeKind::LineBreak: print_line_end("NL", lexeme.span, 1); break;
        case LexemeKind::Token: print_token(lexeme); break;
      }
    }
    return std::move(out_);
  }

 private:
  // What is open: strings, and brackets in their replacement fields.
  enum class Scope : std::uint8_t { String, Field, FormatSpec, Bracket };

  void print_token(const Lexeme& lexeme) {
    switch (lexeme.token) {
      case TokenKind::Newline: return print_line_end("NEWLINE", lexeme.span, 1);
      case TokenKind::Indent: return print_indent(lexeme.span.end);
      case TokenKind::EndOfFile: return print_at_end("ENDMARKER", false);
      case TokenKind::Dedent:
        return lexeme.span.begin == text_.size() ? print_at_end("DEDENT", false)
                                                 : print("DEDENT", lexeme.span);
      case TokenKind::String: return print_string("STRING", lexeme.span);
      case TokenKind::FStringStart: return start_string(lexeme.span);
      case TokenKind::FStringMiddle: return print_literal_text(lexeme.span);
      case TokenKind::FStringEnd: return end_string(lexeme.span);
      default: track_brackets(lexeme); print(type_of(lexeme.token), lexeme.span);
    }
  }

  // CPython 3.12.1 turns the bytes before the end of a string of several lines into a column as if
  // they stood on the string's first line; later versions count as one would think.
  void print_string(std::string_view type, Span span) {
    const Place begin = places_.find(span.begin);
    Place end = places_.find(span.end);
    if (minor_ == 12 && begin.row != end.row) {
      end.column = characters_in(text_.view().substr(begin.line, span.end - end.line));
    }
    print(type, text_.slice(span), begin, end);
  }

  bool inside(Scope scope) const { return !open_.empty() && open_.back() == scope; }

  void start_string(Span span) {
    std::string_view letters = text_.slice(span);
    letters = letters.substr(0, letters.find_first_of("'\""));
    open_.push_back(Scope::String);
    strings_.push_back(string_prefix(letters));
    print_part("START", span);
  }

  void end_string(Span span) {
    print_part("END", span);
    strings_.pop_back();
    open_.pop_back();
  }

  void print_part(std::string_view part, Span span) {
    const bool is_template = !strings_.empty() && strings_.back().is_template;
    print_string((is_template ? "TSTRING_" : "FSTRING_") + std::string(part), span);
    end_of_text_ = span.end;
  }

  void track_brackets(const Lexeme& lexeme) {
    if (open_.empty()) {
      return;
    }
    const bool in_text = inside(Scope::String) || inside(Scope::FormatSpec);
    const bool doubled = text_.data()[lexeme.span.end] == '{';
    if (inside(Scope::FormatSpec) && (lexeme.token == TokenKind::RightBrace || doubled)) {
      print_missing_text(lexeme.span.begin);
    }
    const int step = bracket_step(lexeme.token);
    if (step > 0) {
      open_.push_back(in_text ? Scope::Field : Scope::Bracket);
    } else if (step < 0) {
      open_.pop_back();
    } else if (lexeme.token == TokenKind::Colon && inside(Scope::Field)) {
      open_.back() = Scope::FormatSpec;
    }
  }

  // At the end of a format spec, and at two braces in one, there is literal text even if it is
  // empty.
  void print_missing_text(Offset at) {
    if (end_of_text_ != at || text_ended_by_name_) {
      print_part("MIDDLE", {at, at});
    }
  }

  // Literal text is cut behind each doubled brace, of which one is shown, and behind \N{…}.
  void print_literal_text(Span span) {
    const bool doubled_braces = !inside(Scope::FormatSpec);
    const bool raw = strings_.back().raw;
    Offset begin = span.begin;
    text_ended_by_name_ = false;
    for (Offset at = span.begin; at < span.end;) {
      const char c = text_.data()[at];
      const char next = text_.data()[at + 1];
      if (c == '\\' && next == 'N' && text_.data()[at + 2] == '{' && !raw) {
        while (at < span.end && text_.data()[at] != '}') {
          ++at;
        }
        print_part("MIDDLE", {begin, ++at});
        text_ended_by_name_ = at == span.end;
        begin = at;
      } else if (c == '\\') {
        at += next == '{' || next == '}' ? 1 : 2;
      } else if ((c == '{' || c == '}') && next == c && doubled_braces) {
        print_part("MIDDLE", {begin, at + 1});
        at += 2;
        begin = at;
      } else {
        ++at;
      }
    }
    if (begin < span.end) {
      print_part("MIDDLE", {begin, span.end});
    }
  }

  int minor_;
  std::vector<Scope> open_;
  std::vector<StringPrefix> strings_;
  Offset end_of_text_ = 0;  // of the last part of a string that was printed
  bool text_ended_by_name_ = false;
};

}  // namespace

std::string dump_tokens(const SourceText& text, const TokenStream& stream, int minor) {
  return minor <= 11 ? RegexTokens(text, stream, minor).run()
                     : ParserTokens(text, stream, minor).run();
}

}  // namespace fastidious::syntax
