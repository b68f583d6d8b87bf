#include <algorithm>

#include "deploy/formats/shell_parser.h"
#include "text/words.h"

namespace fastidious::deploy {

bool ShellParser::ends_word(char c) const {
  return c == '\0' || std::string_view(" \t\r\n;&|<>()").find(c) != std::string_view::npos;
}

Word ShellParser::read_word() {
  Word word;
  word.span.begin = here();
  while (!at_end() && !ends_word(peek())) read_part(word);
  word.span.end = here();
  return word;
}

void ShellParser::read_part(Word& word) {
  switch (peek()) {
    case '\'': return read_single_quotes(word);
    case '"': return read_double_quotes(word);
    case '\\': return read_escape(word, false);
    case '$': return read_dollar(word, false);
    case '`': return read_backticks(word, false);
    default: word.text += text_[at_++];
  }
}

void ShellParser::read_single_quotes(Word& word) {
  word.is_quoted = true;
  const std::size_t end = std::min(text_.find('\'', at_ + 1), text_.size());
  word.text += text_.substr(std::min(at_ + 1, end), end - std::min(at_ + 1, end));
  at_ = std::min(end + 1, text_.size());
}

void ShellParser::read_double_quotes(Word& word) {
  word.is_quoted = true;
  ++at_;
  while (!at_end() && peek() != '"') {
    switch (peek()) {
      case '\\': read_escape(word, true); break;
      case '$': read_dollar(word, true); break;
      case '`': read_backticks(word, true); break;
      default: word.text += text_[at_++];
    }
  }
  at_ = std::min(at_ + 1, text_.size());
}

void ShellParser::read_escape(Word& word, bool quoted) {
  const char next = peek(1);
  at_ = std::min(at_ + 2, text_.size());
  if (next == '\n') return;
  const bool special = std::string_view("$`\"\\").find(next) != std::string_view::npos;
  if (quoted && !special) word.text += '\\';
  if (next != '\0') word.text += next;
}

void ShellParser::read_dollar(Word& word, bool quoted) {
  Expansion expansion;
  expansion.is_quoted = quoted;
  expansion.span.begin = here();
  if (starts_with("${{")) {
    expansion.kind = Expansion::Kind::Template;
    const std::size_t end = std::min(text_.find("}}", at_), text_.size());
    expansion.name = trimmed(text_.substr(at_ + 3, end - std::min(at_ + 3, end)));
    return take(word, std::move(expansion), std::min(end + 2, text_.size()));
  }
  if (peek(1) == '{') return read_braced(word, std::move(expansion));
  if (peek(1) == '(') return read_substitution(word, std::move(expansion));
  std::size_t end = at_ + 1;
  if (std::string_view("@*#?$!-").find(peek(1)) != std::string_view::npos && peek(1) != '\0') {
    ++end;
  } else {
    while (end < text_.size() && is_word_byte(text_[end])) ++end;
  }
  if (end == at_ + 1) {  // a dollar and nothing else
    if (!quoted && peek(1) == '\'') {
      ++at_;
      return read_single_quotes(word);
    }
    word.text += text_[at_++];
    return;
  }
  expansion.name = text_.substr(at_ + 1, end - at_ - 1);
  take(word, std::move(expansion), end);
}

// ${NAME}, ${NAME:-fallback}, ${NAME%%pattern}, …
void ShellParser::read_braced(Word& word, Expansion expansion) {
  const std::size_t end = end_of_brackets(at_ + 1, '{', '}');
  const std::string_view inner = text_.substr(at_ + 2, end - std::min(at_ + 3, end));
  std::size_t name = inner.starts_with('#') || inner.starts_with('!') ? 1 : 0;
  const std::size_t begin = name;
  while (name < inner.size() && is_word_byte(inner[name])) ++name;
  expansion.name = inner.substr(begin, name - begin);
  std::string_view rest = inner.substr(name);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  if (rest.starts_with('-') || rest.starts_with('=')) expansion.fallback = rest.substr(1);
  take(word, std::move(expansion), end);
}

void ShellParser::read_substitution(Word& word, Expansion expansion) {
  const bool arithmetic = starts_with("$((");
  expansion.kind = arithmetic ? Expansion::Kind::Arithmetic : Expansion::Kind::Command;
  const std::size_t end = end_of_brackets(at_ + 1, '(', ')');
  const std::string_view inner = text_.substr(at_ + 2, end - std::min(at_ + 3, end));
  expansion.name = inner;
  if (!arithmetic) parse_inner(inner, at_ + 2);
  take(word, std::move(expansion), end);
}

void ShellParser::read_backticks(Word& word, bool quoted) {
  Expansion expansion{Expansion::Kind::Command, {}, {}, quoted, {here(), here()}};
  const std::size_t end = std::min(text_.find('`', at_ + 1), text_.size());
  const std::string_view inner = text_.substr(at_ + 1, end - std::min(at_ + 1, end));
  expansion.name = inner;
  parse_inner(inner, at_ + 1);
  take(word, std::move(expansion), std::min(end + 1, text_.size()));
}

void ShellParser::take(Word& word, Expansion expansion, std::size_t end) {
  word.text += text_.substr(at_, end - at_);
  at_ = end;
  expansion.span.end = here();
  word.expansions.push_back(std::move(expansion));
}

// Behind the bracket that closes the one at `at`; quotes hide brackets.
std::size_t ShellParser::end_of_brackets(std::size_t at, char open, char close) const {
  int depth = 0;
  char quote = '\0';
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '\\' && quote != '\'') {
      ++at;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == open) {
      ++depth;
    } else if (c == close && --depth == 0) {
      return at + 1;
    }
  }
  return text_.size();
}

void ShellParser::parse_inner(std::string_view inner, std::size_t at) {
  if (nesting_ >= kMaxSubstitutions) return;
  ShellParser(inner, base_ + static_cast<Offset>(at), nesting_ + 1, script_).run();
}

}  // namespace fastidious::deploy
