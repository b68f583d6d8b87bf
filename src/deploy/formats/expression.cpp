#include "deploy/formats/expression.h"

#include <algorithm>
#include <utility>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_name_byte(char c) { return is_word_byte(c) || c == '-'; }

// Names with what is called or indexed behind them; strings are passed over.
class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view text) : text_(text) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\'') {
        skip_string();
      } else if (is_word_byte(c) && !(c >= '0' && c <= '9')) {
        read_name();
      } else if (c >= '0' && c <= '9') {
        while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
      } else if (c == ')' || c == ']') {
        skip_members();
      } else {
        ++at_;
      }
    }
  }

  std::vector<std::string> references;
  std::vector<std::string> functions;

 private:
  void skip_string() {
    const std::size_t end = text_.find('\'', at_ + 1);
    at_ = end == text_.npos ? text_.size() : end + 1;
  }

  // `.NAME` behind fromJSON(…): part of a value, no context.
  void skip_members() {
    ++at_;
    while (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      name();
    }
  }

  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void read_name() {
    std::string path = lower_case(name());
    const std::size_t next = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    if (next < text_.size() && text_[next] == '(') {
      functions.push_back(std::move(path));
      return;
    }
    while (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == '[')) {
      if (text_[at_] == '.') {
        ++at_;
        read_member(path);
      } else {
        read_index(path);
      }
    }
    if (path != "true" && path != "false" && path != "null") references.push_back(std::move(path));
  }

  void read_member(std::string& path) {
    if (at_ < text_.size() && text_[at_] == '*') {
      ++at_;
      path += ".*";
    } else {
      path += '.' + lower_case(name());
    }
  }

  void read_index(std::string& path) {
    const std::size_t end = std::min(text_.find(']', at_), text_.size());
    const std::string_view index = trimmed(text_.substr(at_ + 1, end - at_ - 1));
    const bool quoted = index.size() > 1 && index.front() == '\'' && index.back() == '\'';
    path += quoted ? '.' + lower_case(index.substr(1, index.size() - 2)) : std::string(".*");
    at_ = std::min(end + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Expression> expressions_in(std::string_view text) {
  std::vector<Expression> found;
  std::size_t at = 0;
  while ((at = text.find("${{", at)) != text.npos) {
    const std::size_t end = text.find("}}", at);
    if (end == text.npos) break;
    found.push_back({trimmed(text.substr(at + 3, end - at - 3)),
                     {static_cast<Offset>(at), static_cast<Offset>(end + 2)}});
    at = end + 2;
  }
  return found;
}

std::vector<std::string> references_in(std::string_view expression) {
  ExpressionReader reader(expression);
  reader.run();
  return std::move(reader.references);
}

std::vector<std::string> functions_in(std::string_view expression) {
  ExpressionReader reader(expression);
  reader.run();
  return std::move(reader.functions);
}

}  // namespace fastidious::deploy
