#include "deploy/formats/shell.h"

#include <algorithm>
#include <array>

#include "deploy/formats/shell_parser.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word_byte(c); });
}

}  // namespace

void ShellParser::run() {
  while (!at_end() && script_.problem.empty()) {
    skip_blanks();
    if (at_end()) break;
    if (peek() == '\n') {
      newline();
    } else if (peek() == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (expects_pattern_) {
      skip_pattern();
    } else if (!read_redirection() && !read_operator()) {
      add_word(read_word());
    }
  }
  end_command(Link::None);
}

void ShellParser::skip_blanks() {
  while (!at_end()) {
    if (peek() == ' ' || peek() == '\t' || peek() == '\r') {
      ++at_;
    } else if (starts_with("\\\n")) {
      at_ += 2;
    } else if (starts_with("\\\r\n")) {
      at_ += 3;
    } else {
      return;
    }
  }
}

// `a|b)` of a case; its end, `esac`, is no pattern.
void ShellParser::skip_pattern() {
  expects_pattern_ = false;
  if (starts_with("esac")) return;
  at_ = std::min(std::min(text_.find(')', at_), text_.size()) + 1, text_.size());
}

void ShellParser::newline() {
  end_command(Link::Sequence);
  ++at_;
  skip_here_documents();
}

void ShellParser::skip_here_documents() {
  for (const std::string& delimiter : here_documents_) {
    while (!at_end()) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      const std::string_view line = trimmed(text_.substr(at_, end - at_));
      at_ = std::min(end + 1, text_.size());
      if (line == delimiter) break;
    }
  }
  here_documents_.clear();
}

bool ShellParser::read_operator() {
  const auto end = [&](Link link, std::size_t size) {
    end_command(link);
    at_ += size;
    return true;
  };
  if (starts_with("&&")) return end(Link::And, 2);
  if (starts_with("||")) return end(Link::Or, 2);
  if (starts_with("|&")) return end(Link::Pipe, 2);
  if (starts_with(";;")) {
    expects_pattern_ = cases_ > 0;
    return end(Link::Sequence, 2);
  }
  switch (peek()) {
    case ';': return end(Link::Sequence, 1);
    case '|': return end(Link::Pipe, 1);
    case '&': return end(Link::Background, 1);
    case '(': open_parenthesis(); return true;
    case ')': close_parenthesis(); return true;
    default: return false;
  }
}

bool ShellParser::read_redirection() {
  static constexpr std::array<std::string_view, 11> kOperators = {
      "&>>", "<<<", "<<-", "&>", ">>", "<<", ">&", "<&", ">|", ">", "<"};
  std::size_t digits = 0;
  while (peek(digits) >= '0' && peek(digits) <= '9') ++digits;
  const std::string_view rest = text_.substr(std::min(at_ + digits, text_.size()));
  const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                  [&](std::string_view one) { return rest.starts_with(one); });
  if (found == kOperators.end() || rest.substr(found->size()).starts_with('(')) return false;
  at_ += digits + found->size();
  skip_blanks();
  Redirection redirection{std::string(*found), read_word()};
  if (*found == "<<" || *found == "<<-") here_documents_.push_back(redirection.target.text);
  command_.redirections.push_back(std::move(redirection));
  return true;
}

// `name()` begins a function, anything else a subshell.
void ShellParser::open_parenthesis() {
  ++at_;
  if (starts_with(")") && command_.words.size() == 1 && in_command_) {
    ++at_;
    command_ = {};
    in_command_ = false;
    if (functions_ == 0) functions_ = depth_ + 1;
    return;
  }
  end_command(Link::Sequence);
  ++depth_;
}

void ShellParser::close_parenthesis() {
  ++at_;
  end_command(Link::Sequence);
  depth_ = std::max(depth_ - 1, 0);
}

void ShellParser::end_command(Link link) {
  expects_list_ = false;
  if (!in_command_) {
    if (command_.redirections.empty()) return;
    command_ = {};  // `} > file`
    return;
  }
  command_.after = link;
  command_.before = link_;
  link_ = link;
  finish_command();
}

void ShellParser::finish_command() {
  command_.depth = depth_;
  command_.in_substitution = nesting_ > 0;
  command_.in_function = functions_ > 0;
  if (script_.commands.size() >= kMaxCommands) {
    script_.problem = "too many commands";
  } else {
    script_.commands.push_back(std::move(command_));
  }
  command_ = {};
  in_command_ = false;
}

void ShellParser::add_word(Word word) {
  if (word.span.empty()) {  // a sign that begins nothing
    ++at_;
    return;
  }
  if (expects_list_) return;
  if (command_.words.empty() && (is_reserved(word) || add_assignment(word))) return;
  if (!in_command_) command_.span.begin = word.span.begin;
  if (command_.words.empty()) command_.is_condition = command_.is_condition || is_condition_;
  in_command_ = true;
  command_.span.end = word.span.end;
  command_.words.push_back(std::move(word));
}

bool ShellParser::is_reserved(const Word& word) {
  return !word.is_quoted && word.expansions.empty() && !in_command_ && reserved_word(word.text);
}

bool ShellParser::reserved_word(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kOpen = {"if", "while", "until", "{"};
  static constexpr std::array<std::string_view, 4> kClose = {"fi", "done", "esac", "}"};
  static constexpr std::array<std::string_view, 3> kLists = {"for", "case", "select"};
  if (is_one_of(word, kOpen)) {
    ++depth_;
    is_condition_ = word != "{";
  } else if (is_one_of(word, kClose)) {
    depth_ = std::max(depth_ - 1, 0);
    if (word == "esac") cases_ = std::max(cases_ - 1, 0);
    if (depth_ < functions_) functions_ = 0;
    is_condition_ = false;
  } else if (is_one_of(word, kLists)) {
    ++depth_;
    expects_list_ = word != "case";
    if (word == "case") {
      ++cases_;
      expects_pattern_ = true;
      at_ = std::min(std::min(text_.find(" in", at_), text_.size()) + 3, text_.size());
    }
  } else if (word == "then" || word == "do" || word == "else") {
    is_condition_ = false;
  } else if (word == "elif") {
    is_condition_ = true;
  } else if (word == "!") {
    command_.is_condition = true;
  } else if (word == "function") {
    skip_blanks();
    read_word();
    if (functions_ == 0) functions_ = depth_ + 1;
  } else {
    return word == "time";
  }
  return true;
}

bool ShellParser::add_assignment(Word& word) {
  const std::size_t equals = word.text.find('=');
  if (equals == word.text.npos) return false;
  std::string_view name = std::string_view(word.text).substr(0, equals);
  if (name.ends_with('+')) name.remove_suffix(1);
  if (!is_name(name) || text_.substr(word.span.begin - base_, name.size()) != name) return false;
  if (!in_command_) command_.span.begin = word.span.begin;
  in_command_ = true;
  if (peek() == '(' && word.text.size() == equals + 1) {  // an array
    const std::size_t end = end_of_brackets(at_, '(', ')');
    word.text += text_.substr(at_, end - at_);
    at_ = end;
    word.span.end = here();
  }
  command_.span.end = word.span.end;
  Assignment assignment{std::string(name), word, word.span};
  assignment.value.text = word.text.substr(equals + 1);
  assignment.value.span.begin +=
      static_cast<Offset>(std::min<std::size_t>(equals + 1, word.span.size()));
  command_.assignments.push_back(std::move(assignment));
  return true;
}

bool Script::sets(char option) const {
  static constexpr std::string_view kPipefail = "pipefail";
  return std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
    if (command.name() != "set" || command.in_function) return false;
    return std::any_of(command.words.begin() + 1, command.words.end(), [&](const Word& word) {
      if (option == 'p') return word.text == kPipefail;
      if (option == 'e' && word.text == "errexit") return true;
      if (option == 'u' && word.text == "nounset") return true;
      return word.text.starts_with('-') && word.text.find(option) != word.text.npos;
    });
  });
}

Script parse_shell(std::string_view text) {
  Script script;
  if (text.size() > kMaxScriptBytes) {
    script.problem = "too large";
    return script;
  }
  if (text.starts_with("#!")) {
    script.interpreter = trimmed(text.substr(2, std::min(text.find('\n'), text.size()) - 2));
  }
  ShellParser(text, 0, 0, script).run();
  std::stable_sort(script.commands.begin(), script.commands.end(),
                   [](const Command& a, const Command& b) { return a.span.begin < b.span.begin; });
  return script;
}

std::string joined(const std::vector<Word>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (i > from) text += ' ';
    text += words[i].text;
  }
  return text;
}

}  // namespace fastidious::deploy
