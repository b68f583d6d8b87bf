#pragma once
// The parser behind parse_shell(); nobody else needs it.

#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/shell.h"

namespace fastidious::deploy {

class ShellParser {
 public:
  // Adds what `text` holds to `script`; `base` is the place of `text` in the text as a whole.
  ShellParser(std::string_view text, Offset base, int nesting, Script& script)
      : text_(text), base_(base), nesting_(nesting), script_(script) {}
  void run();

 private:
  using Link = Command::Link;

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool starts_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  Offset here() const { return base_ + static_cast<Offset>(at_); }
  bool at_end() const { return at_ >= text_.size(); }

  void skip_blanks();
  void skip_pattern();
  void newline();
  void skip_here_documents();
  bool read_operator();
  bool read_redirection();
  void open_parenthesis();
  void close_parenthesis();
  void end_command(Link link);
  void finish_command();

  void add_word(Word word);
  bool is_reserved(const Word& word);
  bool reserved_word(std::string_view word);
  bool add_assignment(Word& word);

  Word read_word();
  bool ends_word(char c) const;
  void read_part(Word& word);
  void read_single_quotes(Word& word);
  void read_double_quotes(Word& word);
  void read_escape(Word& word, bool quoted);
  void read_dollar(Word& word, bool quoted);
  void read_braced(Word& word, Expansion expansion);
  void read_substitution(Word& word, Expansion expansion);
  void read_backticks(Word& word, bool quoted);
  void take(Word& word, Expansion expansion, std::size_t end);
  std::size_t end_of_brackets(std::size_t at, char open, char close) const;
  void parse_inner(std::string_view inner, std::size_t at);

  std::string_view text_;
  Offset base_;
  int nesting_;
  Script& script_;
  std::size_t at_ = 0;
  Command command_;
  Link link_ = Link::None;
  bool in_command_ = false;
  bool is_condition_ = false;
  int depth_ = 0;
  int cases_ = 0;
  bool expects_pattern_ = false;  // of a case
  int functions_ = 0;             // the depth at which the outermost function began; 0 outside
  bool expects_list_ = false;     // behind `for x in`, `case x`: no command
  std::vector<std::string> here_documents_;
};

}  // namespace fastidious::deploy
