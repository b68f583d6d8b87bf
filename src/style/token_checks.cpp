#include "style/token_checks.h"

#include <cstring>

#include "base/known_names.h"

namespace fastidious::style {
namespace {

bool is_soft_keyword(Identifier name) {
  return name == names::_ || name == names::case_ || name == names::match || name == names::type;
}

// Whether a + or * behind this token has it as its left operand.
bool ends_operand(const FileView& file, const Token& token) {
  if (is_operator(token.kind)) return is_one_of(token.kind, kClosing);
  if (is_one_of(token.kind, kHardKeyword)) return false;
  return token.kind != TokenKind::Name ||
         (!is_soft_keyword(token.name) && file.text().slice(token.span()) != "print");
}

}  // namespace

// ---- missing white space ------------------------------------------------------------------------

void MissingWhitespace::check(const FileView& file, const LogicalLine& line, Report& report) {
  brackets_.clear();
  need_ = Need::No;
  const Token* before = nullptr;
  for (const Token& token : line.tokens) {
    const KindFacts& facts = facts_of(token.kind);
    if (facts.opens_or_closes) track_bracket(token.kind);
    if ((facts.traits & kSeparator) != 0) check_separator(file, token, report);
    if (need_ != Need::No) {
      settle(*before, token, report);
    } else if (const Need need = need_of(file, before, token); need != Need::No) {
      const bool glued = token.begin == before->end;
      operator_ = &token;
      operator_begin_ = before->end;
      space_before_ = !glued;
      need_ = need;
      if (need == Need::Yes && glued) {
        report.add(Code::E225, before->end, 0, token.span());
        need_ = Need::No;
      }
    }
    before = &token;
  }
}

void MissingWhitespace::track_bracket(TokenKind kind) {
  switch (kind) {
    case TokenKind::LeftParen: brackets_.push_back('('); break;
    case TokenKind::LeftBracket: brackets_.push_back('['); break;
    case TokenKind::LeftBrace: brackets_.push_back('{'); break;
    case TokenKind::FStringStart: brackets_.push_back('f'); break;
    case TokenKind::Kw_lambda: brackets_.push_back('l'); break;
    case TokenKind::Colon:
      if (top_is('l')) brackets_.pop_back();
      break;
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
    case TokenKind::FStringEnd:
      if (!brackets_.empty()) brackets_.pop_back();
      break;
    default: break;
  }
}

void MissingWhitespace::check_separator(const FileView& file, const Token& token,
                                        Report& report) const {
  const char next = file.at(token.end);
  if (is_blank(next) || next == '\n' || next == '\r' || token.end >= file.text().size()) return;
  if (next == '\xC2' && file.at(token.end + 1) == '\xA0') return;
  if (token.kind == TokenKind::Colon && (top_is('[') || in_replacement_field())) return;
  if (token.kind == TokenKind::Comma && (next == ')' || next == ']')) return;
  report.add(Code::E231, token.begin, static_cast<unsigned char>(file.at(token.begin)),
             token.span());
}

// The token behind an operator.
void MissingWhitespace::settle(const Token& before, const Token& token, Report& report) {
  const bool spaces_needed = need_ == Need::Yes || space_before_;
  if (token.begin != before.end) {
    if (!spaces_needed) report.add(Code::E225, operator_begin_, 0, operator_->span());
    need_ = Need::No;
    return;
  }
  // `/` and `*` as parameters: def f(a, /, b), def f(a, /), lambda a, /: a
  const bool slash_ends = before.kind == TokenKind::Slash &&
                          (token.kind == TokenKind::Comma || token.kind == TokenKind::RightParen ||
                           token.kind == TokenKind::Colon);
  if (slash_ends || (before.kind == TokenKind::RightParen && token.kind == TokenKind::Colon))
    return;
  if (spaces_needed) {
    report.add(Code::E225, before.end, 0, operator_->span());
  } else if (before.kind != TokenKind::DoubleStar) {
    const bool arithmetic = is_one_of(before.kind, kMaybeUnary) ||
                            before.kind == TokenKind::Slash ||
                            before.kind == TokenKind::DoubleSlash || before.kind == TokenKind::At;
    const Code code = before.kind == TokenKind::Percent                    ? Code::E228
                      : arithmetic && before.kind != TokenKind::RightShift ? Code::E226
                                                                           : Code::E227;
    report.add(code, operator_begin_, 0, operator_->span());
  }
  need_ = Need::No;
}

MissingWhitespace::Need MissingWhitespace::need_of(const FileView& file, const Token* before,
                                                   const Token& token) const {
  const std::uint8_t traits = traits_of(token.kind);
  if ((traits & (kNeedsSpace | kMaybeUnary | kMayHaveSpace)) == 0 || before == nullptr) {
    return Need::No;
  }
  if (token.kind == TokenKind::Assign && (top_is('l') || top_is('(') || in_replacement_field())) {
    return Need::No;
  }
  if ((traits & kNeedsSpace) != 0) return Need::Yes;
  if ((traits & kMayHaveSpace) != 0) return Need::LikeBefore;
  return ends_operand(file, *before) ? Need::LikeBefore : Need::No;
}

// ---- = of parameters and arguments --------------------------------------------------------------

namespace {

class ParameterEquals {
 public:
  ParameterEquals(const FileView& file, const LogicalLine& line, Report& report)
      : file_(file),
        line_(line),
        report_(report),
        is_function_(line.is_function()),
        is_generic_(is_generic_definition()) {}

  void run() {
    const Token* before = nullptr;
    for (const Token& token : line_.tokens) {
      if (before != nullptr) check_behind(*before, token);
      if (is_operator(token.kind)) look_at(before, token);
      before = &token;
    }
  }

 private:
  // ^(async\s+def|def|class|type)\s+\w+\[
  bool is_generic_definition() const {
    const auto& tokens = line_.tokens;
    const std::size_t name = line_.first() == TokenKind::Kw_async ? 2 : 1;
    const bool is_type = line_.first() == TokenKind::Name && tokens[0].name == names::type;
    return (is_function_ || is_type || line_.first() == TokenKind::Kw_class) &&
           tokens.size() > name + 1 && tokens[name + 1].kind == TokenKind::LeftBracket &&
           tokens[name].end == tokens[name + 1].begin && tokens[name].begin != tokens[name - 1].end;
  }
  bool in_outermost(TokenKind bracket) const { return depth_ == 1 && outermost_ == bracket; }

  // What stands behind an =.
  void check_behind(const Token& equals, const Token& token) {
    if (no_space_) {
      no_space_ = false;
      const bool glued = token.begin == equals.end || file_.at(equals.end) == '#';
      if (!glued) report_space(equals.end, token.begin);
    }
    if (needs_space_) {
      needs_space_ = false;
      if (token.begin == equals.end || file_.at(equals.end) == '#') {
        report_.add(Code::E252, equals.end, 0, equals.span());
      }
    }
  }

  void look_at(const Token* before, const Token& token) {
    if (token.kind == TokenKind::LeftParen || token.kind == TokenKind::LeftBracket) {
      if (depth_++ == 0) outermost_ = token.kind;
    } else if (token.kind == TokenKind::RightParen || token.kind == TokenKind::RightBracket) {
      depth_ -= depth_ > 0;
    } else if (token.kind == TokenKind::Colon && is_function_ &&
               in_outermost(TokenKind::LeftParen)) {
      annotated_ = true;
    } else if (token.kind == TokenKind::Comma && depth_ == 1) {
      annotated_ = false;
    } else if (token.kind == TokenKind::Assign && depth_ > 0) {
      look_at_equals(*before, token);
    }
    if (depth_ == 0) annotated_ = false;
  }

  void look_at_equals(const Token& before, const Token& equals) {
    const bool glued = before.end == equals.begin;
    if ((is_generic_ && in_outermost(TokenKind::LeftBracket)) ||
        (annotated_ && in_outermost(TokenKind::LeftParen))) {
      needs_space_ = true;
      if (glued) report_.add(Code::E252, before.end, 0, equals.span());
    } else {
      no_space_ = true;
      if (!glued) report_space(end_before(before, equals), equals.begin);
    }
  }

  // Where the token or the comment before `equals` ends.
  Offset end_before(const Token& before, const Token& equals) const {
    Offset end = before.end;
    for (Span comment : line_.comments) {
      if (before.end <= comment.begin && comment.end <= equals.begin) end = comment.end;
    }
    return end;
  }
  void report_space(Offset begin, Offset end) { report_.add(Code::E251, begin, 0, {begin, end}); }

  const FileView& file_;
  const LogicalLine& line_;
  Report& report_;
  bool is_function_;
  bool is_generic_;
  int depth_ = 0;
  TokenKind outermost_ = TokenKind::EndOfFile;
  bool annotated_ = false;  // between the colon of a parameter and its comma
  bool no_space_ = false;
  bool needs_space_ = false;
};

}  // namespace

void check_parameter_equals(const FileView& file, const LogicalLine& line, Report& report) {
  ParameterEquals(file, line, report).run();
}

// ---- comments -----------------------------------------------------------------------------------

void check_comment(const FileView& file, Span comment, Offset end_of_code, Report& report) {
  const std::string_view text = file.text().slice(comment);
  const bool one_mark = text.size() == 1 || text[1] == ' ';
  Offset before = comment.begin;
  while (before > file.text().start() && is_blank(file.at(before - 1))) --before;
  const bool at_start =
      before == file.text().start() || file.at(before - 1) == '\n' || file.at(before - 1) == '\r';
  const bool inline_comment =
      !at_start &&
      !stripped(file.text().slice({file.begin_of(file.row_of(comment.begin)), before})).empty();
  if (inline_comment && end_of_code == before && comment.begin < end_of_code + 2) {
    report.add(Code::E261, end_of_code, 0, {end_of_code, comment.begin});
  }
  const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
  const bool good_prefix =
      one_mark || (text.substr(0, 2) == "#:" && (text.size() == 2 || text[2] == ' '));
  // The first character of the word behind the marks.
  const char first = marks < text.size() && text[marks] != ' ' ? text[marks] : '#';
  if (inline_comment) {
    const std::size_t space = text.find(' ');
    const std::string_view rest = space == std::string_view::npos ? "" : text.substr(space + 1);
    const bool more_space = !rest.empty() && (is_blank(rest[0]) || rest.substr(0, 2) == "\xC2\xA0");
    if (!good_prefix || more_space) report.add(Code::E262, comment.begin, 0, comment);
  } else if (!good_prefix && (first != '!' || file.row_of(comment.begin) > 0)) {
    if (first != '#') {
      report.add(Code::E265, comment.begin, 0, comment);
    } else if (text.find(' ') != std::string_view::npos && text.find(' ') + 1 < text.size()) {
      report.add(Code::E266, comment.begin, 0, comment);
    }
  }
}

// ---- names --------------------------------------------------------------------------------------

namespace {

class AmbiguousNames {
 public:
  AmbiguousNames(const FileView& file, const LogicalLine& line, const PhysicalTokens& tokens,
                 Report& report)
      : file_(file),
        tokens_(tokens.tokens()),
        report_(report),
        // pycodestyle takes the empty text of each further Dedent for an opening bracket.
        depth_(line.dedents > 1 ? line.dedents - 1 : 0),
        first_(line.dedents > 0 || line.indents ? 0 : 1) {}

  void run() {
    if (first_ == 0) look_at(PhysicalToken{}, 0);
    for (std::size_t i = 1; i < tokens_.size(); ++i) look_at(tokens_[i - 1], i);
  }

 private:
  static bool is_any(TokenKind kind, std::initializer_list<TokenKind> kinds) {
    for (TokenKind one : kinds) {
      if (kind == one) return true;
    }
    return false;
  }
  bool is_ambiguous(const PhysicalToken& token) const {
    if (token.kind != TokenKind::Name || token.span.size() != 1) return false;
    const char c = file_.at(token.span.begin);
    return c == 'l' || c == 'O' || c == 'I';
  }
  void report(Code code, const PhysicalToken& token) {
    report_.add(code, token.span.begin, static_cast<unsigned char>(file_.at(token.span.begin)),
                token.span);
  }

  void look_at(const PhysicalToken& before, std::size_t index) {
    using enum TokenKind;
    const PhysicalToken& token = tokens_[index];
    track(before.kind, token.kind);
    const bool assigns = token.kind == Walrus || (token.kind == Assign && depth_ == 0);
    if (assigns && is_ambiguous(before)) report(Code::E741, before);
    if (!is_ambiguous(token)) return;
    if (is_any(before.kind, {Kw_as, Kw_for, Kw_global, Kw_nonlocal}) ||
        is_parameter(before.kind, index)) {
      report(Code::E741, token);
    }
    if (before.kind == Kw_class) report(Code::E742, token);
    if (before.kind == Kw_def) report(Code::E743, token);
  }

  void track(TokenKind before, TokenKind kind) {
    if (before == TokenKind::Kw_def || before == TokenKind::Kw_lambda) {
      in_parameters_ = true;
      parameters_depth_ = depth_;
    } else if (in_parameters_ && kind == TokenKind::Colon && depth_ == parameters_depth_) {
      in_parameters_ = false;
    }
    if (kind < kComment) depth_ += is_one_of(kind, kOpening) - is_one_of(kind, kClosing);
  }

  bool is_parameter(TokenKind before, std::size_t index) const {
    using enum TokenKind;
    return in_parameters_ && index + 1 < tokens_.size() &&
           is_any(tokens_[index + 1].kind, {Colon, Comma, Assign, RightParen}) &&
           is_any(before, {Kw_lambda, Comma, Star, DoubleStar, LeftParen});
  }

  const FileView& file_;
  const std::vector<PhysicalToken>& tokens_;
  Report& report_;
  int depth_;
  std::size_t first_;
  bool in_parameters_ = false;
  int parameters_depth_ = 0;
};

}  // namespace

void check_ambiguous_names(const FileView& file, const LogicalLine& line,
                           const PhysicalTokens& tokens, Report& report) {
  AmbiguousNames(file, line, tokens, report).run();
}

// ---- strings ------------------------------------------------------------------------------------

// https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
void check_escapes(const FileView& file, Span literal, Report& report) {
  constexpr std::string_view kKnown = "\n\r\\'\"abfnrtv01234567xNuU";
  const std::string_view text = file.text().slice(literal);
  for (std::size_t i = text.find('\\'); i < text.size() && i + 1 < text.size();
       i = text.find('\\', i + 2)) {
    if (kKnown.find(text[i + 1]) != std::string_view::npos) continue;
    const auto begin = literal.begin + static_cast<Offset>(i);
    Offset end = begin + 2;
    while ((static_cast<unsigned char>(file.at(end)) & 0xC0) == 0x80) ++end;
    report.add(Code::W605, begin, 0, {begin, end});
  }
}

namespace {

// Comments of two words, and lines of docstrings of one, may exceed the limit by a word that cannot
// be broken: it has to start before column 72, whatever the limit.
bool ends_with_long_word(std::string_view line, std::uint32_t length, bool comment, bool is_last) {
  constexpr std::string_view kSpace = " \t\f\v";
  constexpr std::uint32_t kMaxDocLength = 72;
  std::string_view words = stripped(line);
  std::size_t space = words.find_first_of(kSpace);
  const bool several = comment && space != words.npos;
  if (several) {
    words = stripped(words.substr(space));
    space = words.find_first_of(kSpace);
  }
  return space == words.npos && (several || !is_last) && length - words.size() < kMaxDocLength;
}

}  // namespace

void check_doc_length(const FileView& file, const LogicalLine& line, const PhysicalTokens& tokens,
                      Report& report) {
  const std::uint32_t max = file.options().max_doc_length;
  bool only_strings = true;
  for (const Token& token : line.tokens) only_strings &= token.kind == TokenKind::String;
  const PhysicalToken* before = nullptr;
  for (const PhysicalToken& token : tokens.tokens()) {
    const bool comment = token.kind == kComment;
    if (token.kind == TokenKind::String && !only_strings) continue;
    const bool starts_row = before == nullptr || before->kind == kLineBreak;
    before = &token;
    if (!starts_row || (!comment && token.kind != TokenKind::String)) continue;
    for (Row row = token.row; row <= token.end_row; ++row) {
      const Row here = line.first_row + row;
      const std::string_view text = file.line(here);
      if (here == 0 && text.substr(0, 2) == "#!") return;
      const std::uint32_t length = file.column(here, file.end_of(here));
      if (length <= max || ends_with_long_word(text, length, comment, row == token.end_row))
        continue;
      report.add_at(Code::W505, here, max, length, {file.begin_of(here), file.end_of(here)});
    }
  }
}

}  // namespace fastidious::style
