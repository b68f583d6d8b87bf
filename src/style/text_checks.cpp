#include "style/text_checks.h"

#include <algorithm>
#include <array>

#include "syntax/character.h"

namespace fastidious::style {
namespace {

using std::size_t;
constexpr size_t kNone = std::string_view::npos;

constexpr std::array<std::string_view, 33> kKeywords = {
    "and",    "as",   "assert", "async",  "await",    "break", "class", "continue", "def",
    "del",    "elif", "else",   "except", "finally",  "for",   "from",  "global",   "if",
    "import", "in",   "is",     "lambda", "nonlocal", "not",   "or",    "pass",     "raise",
    "return", "try",  "while",  "with",   "yield",    "print"};

// Each function is one of pycodestyle's checks; its comment holds the regular expression it stands
// for, whose matches it finds in one pass from left to right, never overlapping.
class TextChecks {
 public:
  TextChecks(const LogicalLine& line, const LogicalText& text, Report& report)
      : line_(line), source_(text), text_(text.text()), report_(report) {}

  void run() {
    extraneous_whitespace();
    whitespace_after_decorator();
    whitespace_around_keywords();
    whitespace_around_operator();
    whitespace_after_separator();
    imports_on_separate_lines();
    statements_after_colon();
    semicolons();
    if (!line_.silenced) comparison_to_singleton();
    negated_comparison();
    if (!line_.silenced) comparison_of_types();
  }

 private:
  void extraneous_whitespace();
  void whitespace_after_decorator();
  void whitespace_around_keywords();
  void whitespace_around_operator();
  void whitespace_after_separator();
  void imports_on_separate_lines();
  void statements_after_colon();
  bool assigns_lambda(size_t lambda) const;
  void semicolons();
  void comparison_to_singleton();
  int singleton_before(size_t index, size_t from) const;
  int singleton_after(size_t index) const;
  void negated_comparison();
  size_t end_of_negated(size_t index) const;
  void comparison_of_types();
  size_t end_of_type_call(size_t index, std::string_view* argument) const;

  char at(size_t index) const { return index < text_.size() ? text_[index] : '\0'; }
  bool starts(size_t index, std::string_view word) const {
    return text_.substr(std::min(index, text_.size()), word.size()) == word;
  }
  size_t skip_space(size_t index) const {
    while (is_space(at(index))) ++index;
    return index;
  }
  // The end of the word that `index` stands in.
  size_t word_end(size_t index) const {
    while (is_word(at(index))) ++index;
    return index;
  }
  // `word` as a whole word at `index`.
  bool word_at(size_t index, std::string_view word) const {
    return starts(index, word) && (index == 0 || !is_word(text_[index - 1])) &&
           !is_word(at(index + word.size()));
  }
  void report(Code code, size_t index, char value = 0) {
    report_.add(code, source_.place_of(index), static_cast<unsigned char>(value));
  }
  // The white space text_[begin, end), if it is a tab or more than one character.
  void report_space(size_t begin, size_t end, Code tab, Code multiple) {
    if (text_.substr(begin, end - begin).find('\t') != kNone) {
      report_run(tab, begin, end);
    } else if (end - begin > 1) {
      report_run(multiple, begin, end);
    }
  }
  void report_run(Code code, size_t begin, size_t end) {
    const Offset place = source_.place_of(begin);
    report_.add(code, place, 0, {place, place + static_cast<Offset>(end - begin)});
  }

  const LogicalLine& line_;
  const LogicalText& source_;
  std::string_view text_;
  Report& report_;
};

// [\[({][ \t]|[ \t][\]}),;:](?!=)
void TextChecks::extraneous_whitespace() {
  constexpr std::string_view kClosers = "]}),;:";
  for (size_t i = 0; i + 1 < text_.size(); ++i) {
    const char c = text_[i];
    const char next = text_[i + 1];
    if ((c == '[' || c == '(' || c == '{') && is_blank(next)) {
      report(Code::E201, ++i, c);
    } else if (is_blank(c) && kClosers.find(next) != kNone && at(i + 2) != '=') {
      const bool closes = next == ']' || next == '}' || next == ')';
      if (i > 0 && text_[i - 1] != ',') report(closes ? Code::E202 : Code::E203, i, next);
      ++i;
    }
  }
}

void TextChecks::whitespace_after_decorator() {
  if (at(0) == '@' && is_space(at(1))) report(Code::E204, 1);
}

// (\s*)\b(?:False|…)\b(\s*)
void TextChecks::whitespace_around_keywords() {
  size_t taken = 0;
  for (size_t i = 0; i < text_.size();) {
    if (!is_word(text_[i])) {
      ++i;
      continue;
    }
    const size_t end = word_end(i);
    const std::string_view word = text_.substr(i, end - i);
    if (std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end()) {
      size_t before = i;
      while (before > taken && is_space(text_[before - 1])) --before;
      report_space(before, i, Code::E274, Code::E272);
      taken = skip_space(end);
      report_space(end, taken, Code::E273, Code::E271);
    }
    i = end;
  }
}

// (?:[^,\s])(\s*)(?:[-+*/|!<=>%&^]+|:=)(\s*)
void TextChecks::whitespace_around_operator() {
  constexpr std::string_view kOperators = "-+*/|!<=>%&^";
  for (size_t i = 0; i < text_.size();) {
    if (text_[i] == ',' || is_space(text_[i])) {
      ++i;
      continue;
    }
    const size_t begin = skip_space(i + 1);
    size_t end = begin;
    while (kOperators.find(at(end)) != kNone && end < text_.size()) ++end;
    if (end == begin && starts(begin, ":=")) end += 2;
    if (end == begin) {
      ++i;
      continue;
    }
    report_space(i + 1, begin, Code::E223, Code::E221);
    i = skip_space(end);
    report_space(end, i, Code::E224, Code::E222);
  }
}

// [,;:]\s*(?:  |\t)
void TextChecks::whitespace_after_separator() {
  for (size_t i = 0; i < text_.size(); ++i) {
    const char c = text_[i];
    if (c != ',' && c != ';' && c != ':') continue;
    const size_t end = skip_space(i + 1);
    const std::string_view space = text_.substr(i + 1, end - i - 1);
    const size_t tab = space.find('\t');
    if (tab != kNone) {
      report(Code::E242, i + 1, c);
    } else if (space.find("  ") != kNone) {
      report(Code::E241, i + 1, c);
    }
    i = end - 1;
  }
}

void TextChecks::imports_on_separate_lines() {
  if (!starts(0, "import ")) return;
  const size_t comma = text_.find(',');
  if (comma != kNone && text_.substr(0, comma).find(';') == kNone) report(Code::E401, comma);
}

// A colon outside of brackets, with something behind it: the body of a compound statement, or of a
// lambda.
void TextChecks::statements_after_colon() {
  int open = 0;
  size_t lambda = kNone;
  const TokenKind first = line_.first();
  const bool compound = first == TokenKind::Kw_def || first == TokenKind::Kw_for ||
                        first == TokenKind::Kw_if || first == TokenKind::Kw_elif ||
                        first == TokenKind::Kw_else || first == TokenKind::Kw_try ||
                        first == TokenKind::Kw_except || first == TokenKind::Kw_finally ||
                        first == TokenKind::Kw_with || first == TokenKind::Kw_class ||
                        first == TokenKind::Kw_while || first == TokenKind::Kw_async;
  for (size_t i = 0; i + 1 < text_.size(); ++i) {
    const char c = text_[i];
    open += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    if (c == 'l' && lambda == kNone && word_at(i, "lambda")) lambda = i;
    if (c != ':' || open > 0 || text_[i + 1] == '=') continue;
    if (lambda != kNone) {
      if (assigns_lambda(lambda)) report(Code::E731, 0);
      return;
    }
    if (line_.is_function()) {
      report(Code::E704, 0);
    } else if (compound) {
      report(Code::E701, i);
    }
  }
}

bool TextChecks::assigns_lambda(size_t lambda) const {
  size_t end = lambda;
  while (end > 0 && is_space(text_[end - 1])) --end;
  if (end == 0 || text_[end - 1] != '=') return false;
  --end;
  while (end > 0 && is_space(text_[end - 1])) --end;
  return end > 0 && !syntax::is_digit(text_[0]) && word_end(0) == end;
}

void TextChecks::semicolons() {
  for (size_t i = text_.find(';'); i != kNone; i = text_.find(';', i + 1)) {
    report(i + 1 < text_.size() ? Code::E702 : Code::E703, i);
  }
}

// (\bNone|\bFalse|\bTrue)?\s*([=!]=)\s*(?(1)|(None|False|True))\b
void TextChecks::comparison_to_singleton() {
  size_t taken = 0;
  for (size_t i = 0; i + 1 < text_.size(); ++i) {
    if ((text_[i] != '=' && text_[i] != '!') || text_[i + 1] != '=' || i < taken) continue;
    const size_t behind = skip_space(i + 2);
    int singleton = is_word(at(behind)) ? singleton_before(i, taken) : -1;
    if (singleton >= 0) {
      taken = behind;
    } else if (singleton = singleton_after(behind); singleton >= 0) {
      taken = word_end(behind);
    } else {
      continue;
    }
    report(singleton == 0 ? Code::E711 : Code::E712, i,
           static_cast<char>(singleton | (text_[i] == '!' ? 4 : 0)));
    i = std::max(i + 1, taken - 1);
  }
}

// 0 for None, 1 for True, 2 for False that end before the white space before `index` and start at
// `from` or later; -1 if there is none.
int TextChecks::singleton_before(size_t index, size_t from) const {
  while (index > from && is_space(text_[index - 1])) --index;
  size_t begin = index;
  while (begin > from && is_word(text_[begin - 1])) --begin;
  if (begin > 0 && is_word(text_[begin - 1])) return -1;
  return singleton_after(begin);
}

int TextChecks::singleton_after(size_t index) const {
  const std::string_view word =
      text_.substr(std::min(index, text_.size()), word_end(index) - index);
  return word == "None" ? 0 : word == "True" ? 1 : word == "False" ? 2 : -1;
}

// \b(?<!is\s)(not)\s+[^][)(}{ ]+\s+(in|is)\s, the first match only
void TextChecks::negated_comparison() {
  for (size_t i = text_.find("not"); i != kNone; i = text_.find("not", i + 1)) {
    const bool is_not = i >= 3 && is_space(text_[i - 1]) && text_.substr(i - 3, 2) == "is";
    if (!word_at(i, "not") || is_not) continue;
    const size_t negated = skip_space(i + 3);
    const size_t end = negated == i + 3 ? kNone : end_of_negated(negated);
    if (end != kNone) {
      report(text_[end + 1] == 'n' ? Code::E713 : Code::E714, i);
      return;
    }
  }
}

// Where `in` or `is` follows the operand at `index`, which has neither brackets nor spaces in it.
size_t TextChecks::end_of_negated(size_t index) const {
  constexpr std::string_view kEnds = "][)(}{ ";
  for (size_t i = index; i < text_.size() && (kEnds.find(text_[i]) == kNone || text_[i] == ' ');
       ++i) {
    if (i == index || !is_space(text_[i])) continue;
    const size_t word = skip_space(i);
    if ((starts(word, "in") || starts(word, "is")) && is_space(at(word + 2))) return word;
    if (text_.substr(i, word - i).find(' ') != kNone) return kNone;
    i = word - 1;
  }
  return kNone;
}

// [=!]=\s+type(?:\s*\(\s*([^)]*[^\s)])\s*\))|(?<!\.)\btype(?:\s*\(\s*([^)]*[^\s)])\s*\))\s+[=!]=
void TextChecks::comparison_of_types() {
  for (size_t i = 0; i + 1 < text_.size(); ++i) {
    const char c = text_[i];
    std::string_view argument;
    if ((c == '=' || c == '!') && text_[i + 1] == '=') {
      const size_t type = skip_space(i + 2);
      if (type == i + 2 || !starts(type, "type") || end_of_type_call(type, &argument) == kNone)
        continue;
      const bool plain_name = !argument.empty() && !syntax::is_digit(argument[0]) &&
                              std::all_of(argument.begin(), argument.end(), is_word) &&
                              argument != "None" && argument != "True" && argument != "False";
      if (!plain_name) report(Code::E721, i);
      return;
    }
    if (c != 't' || !word_at(i, "type") || (i > 0 && text_[i - 1] == '.')) continue;
    const size_t end = end_of_type_call(i, &argument);
    const size_t op = end == kNone ? kNone : skip_space(end);
    if (op != kNone && op != end && (at(op) == '=' || at(op) == '!') && at(op + 1) == '=') {
      report(Code::E721, i);
      return;
    }
  }
}

// Behind the first `)` of type(…) at `index`; `argument` is what stands before it.
size_t TextChecks::end_of_type_call(size_t index, std::string_view* argument) const {
  const size_t open = skip_space(index + 4);
  if (at(open) != '(') return kNone;
  const size_t close = text_.find(')', open);
  if (close == kNone) return kNone;
  *argument = stripped(text_.substr(open + 1, close - open - 1));
  return argument->empty() ? kNone : close + 1;
}

}  // namespace

void check_text(const LogicalLine& line, const LogicalText& text, Report& report) {
  TextChecks(line, text, report).run();
}

// ^__([^\s]+)__(?::\s*[a-zA-Z.0-9_\[\]\"]+)? =
bool is_dunder_assignment(std::string_view text) {
  if (text.substr(0, 2) != "__") return false;
  const size_t space = text.find_first_of(" \t\f", 0);
  if (space == kNone) return false;
  // Without an annotation, the name ends at the first space; with one, at a colon before it.
  const auto ends_dunder = [&](size_t end) { return end >= 5 && text.substr(end - 2, 2) == "__"; };
  if (ends_dunder(space) && text.substr(space, 3) == " = ") return true;
  constexpr std::string_view kAnnotation =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789_[]\"";
  for (size_t colon = text.find(':'); colon != kNone && colon <= space;
       colon = text.find(':', colon + 1)) {
    size_t begin = colon + 1;
    while (begin < text.size() && is_space(text[begin])) ++begin;
    const size_t end = std::min(text.find_first_not_of(kAnnotation, begin), text.size());
    if (ends_dunder(colon) && end > begin && text.substr(end, 3) == " = ") return true;
  }
  return false;
}

}  // namespace fastidious::style
