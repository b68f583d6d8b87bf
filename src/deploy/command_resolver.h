#pragma once
// From a command in a manifest to the server it starts; start_commands() and its like use it.

#include <string>
#include <string_view>
#include <vector>

#include "deploy/image.h"
#include "deploy/manifests.h"
#include "deploy/start_command.h"

namespace fastidious::deploy {

class CommandResolver {
 public:
  // `command` says where the command is to run, and takes what is found.
  CommandResolver(const Manifests& manifests, StartCommand& command, Environment environment)
      : manifests_(manifests), command_(command), environment_(std::move(environment)) {}

  // A process of its own: the exec form.
  void run_words(const std::vector<Argument>& words);
  // The text of a shell; it is `shell`'s -c. `mapped` has its places in `file`.
  void run_shell(std::string_view shell, const MappedText& mapped, const TextFile& file);

 private:
  // Where the words of a script stand.
  struct Text {
    const TextFile* file;
    const MappedText* mapped;  // null: the script is the file itself
    Span place(Span span) const { return mapped == nullptr ? span : mapped->place(span); }
  };
  bool resolve(std::vector<Argument> words, bool in_shell, int depth);
  bool resolve_script(const Script& script, const Text& text, std::string_view shell,
                      bool is_option_c, const std::vector<Argument>& arguments, int depth);
  bool resolve_command(const Script& script, std::size_t index, const Text& text,
                       const std::vector<Argument>& arguments, int depth);
  bool resolve_shell(const std::vector<Argument>& words, bool in_shell, int depth);
  bool resolve_file(std::string_view path, const std::vector<Argument>& words, std::size_t next,
                    int depth);
  bool resolve_task(const std::vector<Argument>& words, int depth);
  std::vector<Argument> arguments_of(const Command& command, const Text& text) const;
  const Read<Script>* script_at(std::string_view path) const;
  void change_folder(const Script& script, std::size_t index);
  void start_in_folder();
  void note_path(std::string_view word);

  const Manifests& manifests_;
  StartCommand& command_;
  Environment environment_;
  std::string folder_;  // to which `cd` went, as seen from where the command runs
};

// The number of words at the beginning that only start what follows: `exec`, `poetry run`, `env`.
std::size_t wrapper_size(const std::vector<Argument>& words);

}  // namespace fastidious::deploy
