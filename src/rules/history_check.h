#pragma once
// What a rule about the history of the repository gets: the secrets that commits have, and a way to
// report about the repository as a whole.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/secret_shapes.h"
#include "repo/roles.h"
#include "rules/check.h"

namespace fastidious::rules {

// A secret that some commit of some reference has; of its value only what tells its kind is kept.
struct HistorySecret {
  std::string_view kind;  // "GitHub personal access token"; "" where its name gave it away
  std::string name;       // "SECRET_KEY", where its name gave it away
  std::string beginning;  // up to four characters; "" where they would tell more than the kind
  std::size_t size = 0;   // characters
  knowledge::SecretWeight weight = knowledge::SecretWeight::Token;
  std::string path;                           // of the file that had it first, relative to the root
  repo::Role role = repo::Role::Application;  // of that file
  bool in_documentation = false;              // of that file
  std::string commit;                         // forty hexadecimal digits: the first that has it
  std::string date;                           // of that commit: "2026-01-31"
  std::uint32_t texts = 1;                    // versions of files that have it
  bool in_head = false;                       // a file of HEAD has it
};

class HistoryCheck {
 public:
  HistoryCheck(std::span<const HistorySecret> secrets, const ActiveRule& rule, FindingSink& sink)
      : secrets_(secrets), rule_(rule), sink_(sink) {}

  // By date, then path.
  std::span<const HistorySecret> secrets() const { return secrets_; }
  Draft report(std::string_view pattern, std::initializer_list<MessageArgument> arguments = {});

 private:
  std::span<const HistorySecret> secrets_;
  const ActiveRule& rule_;
  FindingSink& sink_;
};

}  // namespace fastidious::rules
