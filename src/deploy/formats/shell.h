#pragma once
// Shell scripts as commands and words
// (POSIX.1-2017, Shell Command Language, and what bash adds to its grammar).
//
// Nothing is run or expanded; parsing never fails. All places are offsets into the text that was
// parsed.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

// What the shell, or a CI system before it, replaces by something else.
struct Expansion {
  enum class Kind : std::uint8_t {
    Variable,    // $PORT, ${PORT:-8000}
    Command,     // $(…), `…`
    Arithmetic,  // $((…))
    Template,    // ${{ … }} of GitHub, which is replaced before the shell starts
  } kind = Kind::Variable;
  std::string name;                     // of a variable; else what stands in the brackets
  std::optional<std::string> fallback;  // of ${NAME:-fallback} and ${NAME-fallback}
  bool is_quoted = false;               // within double quotes
  Span span;
};

struct Word {
  std::string text;  // without quotes and escapes; expansions as they are written
  Span span;
  bool is_quoted = false;  // wholly or in part
  std::vector<Expansion> expansions;
};

struct Assignment {
  std::string name;
  Word value;
  Span span;
};

struct Redirection {
  std::string operator_text;  // ">", ">>", "2>&1"'s ">&", "<<<", …
  Word target;
};

// A simple command.
struct Command {
  enum class Link : std::uint8_t { None, Sequence, And, Or, Pipe, Background };
  std::vector<Assignment> assignments;  // before the command's name, or instead of it
  std::vector<Word> words;
  std::vector<Redirection> redirections;
  Span span;
  Link before = Link::None;  // what joins it to the command before it
  Link after = Link::None;
  bool is_condition = false;     // between if, elif, while, until and what follows; or behind `!`
  bool in_substitution = false;  // of $(…) or `…`
  bool in_function = false;
  int depth = 0;  // of if, for, while, case, { … } and ( … ) around it

  std::string_view name() const {
    return words.empty() ? std::string_view{} : std::string_view(words.front().text);
  }
};

struct Script {
  std::string interpreter;        // of its #! line, "/bin/bash"; empty if there is none
  std::vector<Command> commands;  // in the order in which they begin
  std::string problem;            // why not all of it was read; empty if it was

  // Whether `set -e`, `set -euo pipefail`, … switches the option on: 'e', 'u'; 'p' for pipefail.
  bool sets(char option) const;
};

inline constexpr std::size_t kMaxScriptBytes = 512u << 10;
inline constexpr std::size_t kMaxCommands = 20'000;
// $( … ) in each other that are looked into.
inline constexpr int kMaxSubstitutions = 8;

Script parse_shell(std::string_view text);

// `words[from..]` joined by blanks: "uvicorn app.main:app".
std::string joined(const std::vector<Word>& words, std::size_t from = 0);

}  // namespace fastidious::deploy
