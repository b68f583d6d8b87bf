#include "style/check_style.h"

#include <algorithm>
#include <tuple>

#include "base/known_names.h"
#include "style/blank_lines.h"
#include "style/continuation_lines.h"
#include "style/hanging_rows.h"
#include "style/physical_lines.h"
#include "style/text_checks.h"
#include "style/token_checks.h"

namespace fastidious::style {
namespace {

class StyleChecker {
 public:
  StyleChecker(const FileView& file, const syntax::TokenStream& tokens, Report& report)
      : file_(file),
        stream_(tokens),
        report_(report),
        indents_(check_physical_lines(file, tokens, report)),
        sequence_(file, report),
        hanging_is_right_(hanging_is_right(file)) {}

  void run();

 private:
  // What survey() finds worth a closer look in a logical line.
  enum Suspicion : std::uint8_t {
    kOddSpace = 1,       // white space that is no single space, or that stands inside brackets
    kAmbiguousName = 2,  // l, O or I
    kEqualsInBrackets = 4,
    kInnerColon = 8,  // a colon outside of brackets before the line's end
    kNegation = 16,   // `not`, and an `in` or `is` of its own behind it
    kTypeCall = 32,   // `type` and a bracket
    kGlued = 64,      // no white space beside an operator or behind a separator
  };

  // Whether nothing that the options ask for is wrong with rows that hang.
  static bool hanging_is_right(const FileView& file);

  // Moves the current row to that of `offset`.
  void advance_to(Offset offset) {
    while (offset >= next_row_ && row_ + 1 < file_.row_count()) next_row_ = file_.next_row(++row_);
  }
  void check_comment_line(Span comment);
  const Token* read_line(const Token* token);
  void survey(const Token* first);
  void look_at_gap(const Token& before, const Token& token);
  void look_at_kind(const Token& before, const Token& token);
  void look_at_name(const Token& name);
  void look_at_keyword(const Token& before, const Token& keyword);
  void look_at_separator(const Token& token);
  void look_at_operator(const Token& before, const Token& token);
  std::int32_t indentation_before(Offset offset) const;
  void check_space_before_bracket(const Token* bracket);
  void check_space_behind_keyword(const Token& keyword);
  void take_comments(Offset end);

  void check_line();
  void check_comments();
  void check_rows();
  bool rows_hang();
  bool has_backslash();
  bool needs_text() const;
  void check_import_position();
  void check_escapes_of_line();
  Offset next_backslash(Offset from) const;

  std::uint32_t blank_rows_before(Row row);

  const FileView& file_;
  const syntax::TokenStream& stream_;
  Report& report_;
  IndentCharacters indents_;
  LineSequence sequence_;
  LogicalLine line_;
  LogicalText text_;
  PhysicalTokens rows_;
  ContinuationLines continuation_;
  MissingWhitespace missing_whitespace_;
  HangingRows hanging_;

  std::size_t comment_ = 0;  // the next comment of the stream
  Row row_ = 0;              // the row that is being read
  Offset next_row_ = 0;      // where the one after it starts
  Row rows_done_ = 0;        // rows before this one belong to lines that have been checked
  std::uint8_t suspicions_ = 0;
  int depth_ = 0;
  bool negated_ = false;
  bool hanging_is_right_;
  Offset backslash_ = 0;   // the text's first backslash behind the last line that was asked for one
  std::vector<bool> raw_;  // of the f-strings around a token, whether they are raw
  bool seen_docstring_ = false;
  bool seen_code_ = false;  // something that no import should follow
};

void StyleChecker::run() {
  next_row_ = file_.next_row(0);
  const Token* token = stream_.tokens.data();
  for (;;) {
    line_.indents = false;
    line_.dedents = 0;
    for (; token->kind == TokenKind::Indent || token->kind == TokenKind::Dedent; ++token) {
      line_.indents |= token->kind == TokenKind::Indent;
      line_.dedents += token->kind == TokenKind::Dedent;
    }
    while (comment_ < stream_.comments.size() && stream_.comments[comment_].begin < token->begin) {
      check_comment_line(stream_.comments[comment_++]);
    }
    if (token->kind == TokenKind::EndOfFile) break;
    token = read_line(token);
  }
}

void StyleChecker::check_comment_line(Span comment) {
  advance_to(comment.begin);
  const LogicalLine code = line_;
  line_ = {};
  line_.comments = {&stream_.comments[comment_ - 1], 1};
  line_.newline = comment.end;
  line_.first_row = line_.last_row = row_;
  line_.indentation = indentation_before(comment.begin);
  line_.silenced = file_.options().honour_noqa && file_.options().max_doc_length > 0 &&
                   has_noqa(file_.text().slice(comment));
  sequence_.check(line_, blank_rows_before(row_), indents_.at(row_) == '\t');
  check_comment(file_, comment, 0, report_);
  if (file_.options().max_doc_length > 0) check_rows();
  rows_done_ = row_ + 1;
  line_ = code;
}

// Reads and checks the logical line that starts at `first`; gives the token behind it.
const Token* StyleChecker::read_line(const Token* first) {
  advance_to(first->begin);
  line_.first_row = row_;
  line_.indentation = indentation_before(first->begin);
  suspicions_ = 0;
  depth_ = 0;
  negated_ = false;
  survey(first);
  const Token* end = first + line_.tokens.size();
  if (!line_.tokens.empty()) {
    take_comments(line_.newline);
    check_line();
  }
  rows_done_ = row_ + 1;
  return end->kind == TokenKind::Newline ? end + 1 : end;
}

// The width of the white space between the start of the current row and `offset`.
std::int32_t StyleChecker::indentation_before(Offset offset) const {
  const Offset begin = file_.begin_of(row_);
  return file_.has_tabs() ? indentation_of(file_.text().slice({begin, offset}))
                          : static_cast<std::int32_t>(offset - begin);
}

// Goes over the tokens once: finds the line's end and rows, and which checks have anything to do.
void StyleChecker::survey(const Token* first) {
  const Token* before = first;
  const Token* token = first;
  std::uint8_t content = 0;
  hanging_.start(line_.indentation, file_.options().indent_size);
  for (; token->kind != TokenKind::Newline && token->kind != TokenKind::EndOfFile; ++token) {
    content = static_cast<std::uint8_t>(content | facts_of(token->kind).content);
    if (token != first && token->begin != before->end) {
      look_at_gap(*before, *token);
      if (token->kind == TokenKind::LeftParen || token->kind == TokenKind::LeftBracket) {
        line_.tokens = {first, token + 1};
        check_space_before_bracket(token);
      }
    }
    look_at_kind(*before, *token);
    if (token->end >= next_row_) {
      hanging_.give_up();
      advance_to(token->end);
    }
    before = token;
  }
  line_.tokens = {first, token};
  line_.content = content;
  line_.newline = token->begin;
  advance_to(line_.newline);
  line_.last_row = row_;
}

void StyleChecker::look_at_gap(const Token& before, const Token& token) {
  if (token.begin >= next_row_) {
    advance_to(token.begin);
    hanging_.begin_row(before, token,
                       static_cast<std::int32_t>(token.begin - file_.begin_of(row_)));
    if (is_one_of(token.kind, kSeparator)) suspicions_ |= kOddSpace;
    return;
  }
  if (token.begin != before.end + 1 || file_.at(before.end) != ' ' ||
      is_one_of(before.kind, kOpening) || is_one_of(token.kind, kClosing | kSeparator) ||
      before.kind == TokenKind::At) {
    suspicions_ |= kOddSpace;
  }
}

void StyleChecker::look_at_kind(const Token& before, const Token& token) {
  if (token.kind == TokenKind::Name) return look_at_name(token);
  const std::uint8_t traits = traits_of(token.kind);
  if ((traits & kHardKeyword) != 0) look_at_keyword(before, token);
  if ((traits & kOpening) != 0) {
    ++depth_;
    hanging_.open(token.kind);
  } else if ((traits & kClosing) != 0) {
    --depth_;
    hanging_.close();
  } else if ((traits & kSeparator) != 0) {
    look_at_separator(token);
  } else if ((traits & (kNeedsSpace | kMaybeUnary | kMayHaveSpace)) != 0) {
    look_at_operator(before, token);
  }
}

void StyleChecker::look_at_name(const Token& name) {
  const char c = file_.at(name.begin);
  if (name.end - name.begin == 1 && (c == 'l' || c == 'O' || c == 'I')) {
    suspicions_ |= kAmbiguousName;
  }
  if (name.name == names::type) suspicions_ |= kTypeCall;
}

void StyleChecker::look_at_keyword(const Token& before, const Token& keyword) {
  check_space_behind_keyword(keyword);
  if (keyword.kind == TokenKind::Kw_not) {
    negated_ = true;
  } else if (negated_ && before.kind != TokenKind::Kw_not &&
             (keyword.kind == TokenKind::Kw_in || keyword.kind == TokenKind::Kw_is)) {
    suspicions_ |= kNegation;
  }
}

void StyleChecker::look_at_separator(const Token& token) {
  if (token.kind == TokenKind::Colon && depth_ == 0 && (&token)[1].kind != TokenKind::Newline) {
    suspicions_ |= kInnerColon;
  }
  const char next = file_.at(token.end);
  const bool closes = token.kind == TokenKind::Comma && (next == ')' || next == ']');
  if (next != ' ' && next != '\n' && !closes) suspicions_ |= kGlued;
}

// What MissingWhitespace would find nothing in: white space on both sides, the sign of a number,
// the = of an argument.
void StyleChecker::look_at_operator(const Token& before, const Token& token) {
  if (token.kind == TokenKind::Assign && depth_ > 0) {
    suspicions_ |= kEqualsInBrackets;
    if (hanging_.in_parentheses()) return;
  }
  if (before.end != token.begin && (&token)[1].begin != token.end) return;
  const bool is_sign = is_one_of(token.kind, kMaybeUnary) &&
                       (is_operator(before.kind) ? !is_one_of(before.kind, kClosing)
                                                 : is_one_of(before.kind, kHardKeyword));
  if (!is_sign && &token != &before) suspicions_ |= kGlued;
}

// E211: white space between a name and the bracket of its arguments or its index.
void StyleChecker::check_space_before_bracket(const Token* bracket) {
  const Token& before = bracket[-1];
  const bool name =
      before.kind == TokenKind::Name &&
      (before.name == names::type ||
       (before.name != names::_ && before.name != names::case_ && before.name != names::match));
  if (!name && !is_one_of(before.kind, kClosing)) return;
  if (line_.tokens.size() > 2 && bracket[-2].kind == TokenKind::Kw_class) return;
  // A line break between them, unless a backslash hides it, is a token of its own.
  const std::string_view gap = file_.text().slice({before.end, bracket->begin});
  if (gap.find('#') != std::string_view::npos) return;
  for (std::size_t i = gap.find_first_of("\r\n"); i != std::string_view::npos;
       i = gap.find_first_of("\r\n", i + 1)) {
    const bool second_half = i > 0 && gap[i] == '\n' && gap[i - 1] == '\r';
    if (!second_half && (i == 0 || gap[i - 1] != '\\')) return;
  }
  report_.add(Code::E211, before.end, static_cast<unsigned char>(file_.at(bracket->begin)),
              {before.end, bracket->begin});
}

// E275.
void StyleChecker::check_space_behind_keyword(const Token& keyword) {
  const char next = file_.at(keyword.end);
  if (next == ' ' || next == ':' || next == '\\' || is_space(next) ||
      keyword.end >= file_.text().size()) {
    return;
  }
  if (keyword.kind == TokenKind::Kw_except && next == '*') return;
  if (keyword.kind == TokenKind::Kw_yield && next == ')') return;
  report_.add(Code::E275, keyword.end, 0, keyword.span());
}

void StyleChecker::take_comments(Offset end) {
  const std::size_t begin = comment_;
  while (comment_ < stream_.comments.size() && stream_.comments[comment_].begin < end) ++comment_;
  line_.comments = {stream_.comments.data() + begin, comment_ - begin};
  line_.silenced = false;
  if (file_.options().honour_noqa) {
    for (Span comment : line_.comments) line_.silenced |= has_noqa(file_.text().slice(comment));
  }
}

// The rows between the last line and `row` that are blank; one that holds a backslash alone is not.
std::uint32_t StyleChecker::blank_rows_before(Row row) {
  std::uint32_t blank = 0;
  for (Row at = rows_done_; at < row; ++at) {
    const Offset end = file_.end_of(at);
    blank += end == file_.begin_of(at) || file_.at(end - 1) != '\\';
  }
  return blank;
}

void StyleChecker::check_line() {
  const bool tabs = indents_.at(line_.last_row) == '\t';
  sequence_.check(line_, blank_rows_before(line_.first_row), tabs);
  if ((suspicions_ & kGlued) != 0) missing_whitespace_.check(file_, line_, report_);
  if ((suspicions_ & kEqualsInBrackets) != 0) check_parameter_equals(file_, line_, report_);
  check_comments();
  check_rows();
  if (line_.indentation == 0 && !line_.silenced) check_import_position();
  if (needs_text()) {
    text_.build(file_, line_);
    check_text(line_, text_, report_);
  }
  if (line_.first() == TokenKind::Kw_except && !line_.silenced && line_.tokens.size() > 1 &&
      line_.tokens[1].kind == TokenKind::Colon) {
    report_.add(Code::E722, line_.begin(), 0, line_.tokens[0].span());
  }
  if (!line_.silenced && line_.has(kHasString)) {
    check_escapes_of_line();
  }
}

void StyleChecker::check_comments() {
  const Token* token = line_.tokens.data();
  const Token* end = token + line_.tokens.size();
  for (Span comment : line_.comments) {
    while (token + 1 < end && token[1].begin < comment.begin) ++token;
    check_comment(file_, comment, token->end, report_);
  }
}

// The checks that need rows and columns.
void StyleChecker::check_rows() {
  const bool many_rows = line_.first_row != line_.last_row;
  const bool docs = file_.options().max_doc_length > 0 && !line_.silenced;
  const bool ambiguous = (suspicions_ & kAmbiguousName) != 0 && !line_.tokens.empty();
  if (!docs && !ambiguous && (!many_rows || rows_hang())) return;
  rows_.build(file_, line_);
  if (ambiguous) check_ambiguous_names(file_, line_, rows_, report_);
  if (docs) check_doc_length(file_, line_, rows_, report_);
  if (!many_rows) return;
  if (!line_.silenced) {
    continuation_.check(file_, line_, rows_, indents_.at(line_.last_row) == '\t', report_);
  }
  check_explicit_joins(file_, line_, rows_, report_);
  const CodeSet& codes = file_.options().codes;
  if (codes.contains(Code::W503) || codes.contains(Code::W504))
    check_breaks_at_operators(rows_, report_);
}

bool StyleChecker::hanging_is_right(const FileView& file) {
  const Options& options = file.options();
  bool asked_for = options.hang_closing;
  for (const Code code : {Code::E123, Code::W503, Code::W504}) {
    asked_for = asked_for || options.codes.contains(code);
  }
  return !asked_for && !file.has_tabs();
}

// Whether the line's rows cannot be wrong: they hang, down to the last, which is not indented like
// the block behind it, and neither backslashes nor lines of comments stand between them.
bool StyleChecker::rows_hang() {
  if (!hanging_is_right_ || !hanging_.hold()) return false;
  if (line_.ends_with_colon() &&
      hanging_.indent() == line_.indentation + file_.options().indent_size) {
    return false;
  }
  for (Span comment : line_.comments) {
    Offset before = comment.begin;
    while (before > line_.begin() && is_blank(file_.at(before - 1))) --before;
    if (file_.at(before - 1) == '\n' || file_.at(before - 1) == '\r') return false;
  }
  return !has_backslash();
}

bool StyleChecker::has_backslash() {
  if (backslash_ < line_.begin()) backslash_ = next_backslash(line_.begin());
  return backslash_ < line_.newline;
}

bool StyleChecker::needs_text() const {
  if ((suspicions_ & (kOddSpace | kNegation)) != 0 || line_.has(kHasSemicolon)) return true;
  if ((suspicions_ & kInnerColon) != 0 &&
      (line_.has(kHasLambda) || is_one_of(line_.first(), kHardKeyword))) {
    return true;
  }
  if (line_.first() == TokenKind::Kw_import && line_.has(kHasComma)) return true;
  if (!line_.has(kHasEquality)) return false;
  return (suspicions_ & kTypeCall) != 0 || line_.has(kHasSingleton);
}

// E402. As pycodestyle does, looks at the letters that a line starts with.
void StyleChecker::check_import_position() {
  const std::string_view text = file_.text().slice({line_.begin(), line_.newline});
  const auto starts = [&](std::string_view word) { return text.substr(0, word.size()) == word; };
  const bool lazy =
      starts("lazy ") && line_.tokens.size() > 1 && !is_operator(line_.tokens[1].kind);
  const TokenKind first = lazy ? line_.tokens[1].kind : line_.first();
  if (first == TokenKind::Kw_import || first == TokenKind::Kw_from) {
    const char behind = file_.at(line_.tokens[lazy ? 1 : 0].end);
    if (behind == ' ' || behind == '\\') {
      if (seen_code_) report_.add(Code::E402, line_.begin(), 0, line_.tokens[0].span());
      return;
    }
  }
  if (seen_code_) return;
  for (std::string_view word : {"try", "except", "else", "finally", "with", "if", "elif"}) {
    if (starts(word)) return;
  }
  if (starts("__")) {
    text_.build(file_, line_);
    if (is_dunder_assignment(text_.text())) return;
  }
  const bool prefixed =
      text.size() > 1 && std::string_view("uUbBrR").find(text[0]) != std::string_view::npos;
  const char quote = text[prefixed ? 1 : 0];
  if ((quote == '"' || quote == '\'') && !seen_docstring_) {
    seen_docstring_ = true;
  } else {
    seen_code_ = true;
  }
}

Offset StyleChecker::next_backslash(Offset from) const {
  const std::size_t at = file_.text().view().find('\\', from);
  return at == std::string_view::npos ? file_.text().size() : static_cast<Offset>(at);
}

// W605.
void StyleChecker::check_escapes_of_line() {
  if (!has_backslash()) return;
  raw_.clear();
  for (const Token& token : line_.tokens) {
    if (token.kind == TokenKind::FStringEnd && !raw_.empty()) raw_.pop_back();
    if (token.kind != TokenKind::String && token.kind != TokenKind::FStringStart &&
        token.kind != TokenKind::FStringMiddle) {
      continue;
    }
    const std::string_view written = file_.text().slice(token.span());
    if (token.kind != TokenKind::FStringMiddle) {
      const std::string_view prefix = written.substr(0, written.find_first_of("'\""));
      const bool is_raw = prefix.find_first_of("rR") != std::string_view::npos;
      if (token.kind == TokenKind::FStringStart) raw_.push_back(is_raw);
      if (token.kind == TokenKind::FStringStart || is_raw) continue;
    } else if (raw_.empty() || raw_.back()) {
      continue;
    }
    check_escapes(file_, token.span(), report_);
  }
}

}  // namespace

std::vector<Violation> check_style(const SourceText& text, const LineIndex& lines,
                                   const syntax::TokenStream& tokens, const Options& options) {
  std::vector<Violation> violations;
  if (!tokens.errors.empty() || options.codes.empty()) return violations;
  const FileView file(text, lines, options);
  Report report(file, violations);
  StyleChecker(file, tokens, report).run();
  const auto before = [](const Violation& a, const Violation& b) {
    return std::tie(a.line, a.column, a.code, a.value, a.span.begin) <
           std::tie(b.line, b.column, b.code, b.value, b.span.begin);
  };
  std::sort(violations.begin(), violations.end(), before);
  violations.erase(std::unique(violations.begin(), violations.end()), violations.end());
  return violations;
}

}  // namespace fastidious::style
