#include "deploy/command_resolver.h"

#include <algorithm>
#include <array>

#include "deploy/project_task.h"
#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

constexpr int kMaxHops = 6;  // scripts and shells in each other
constexpr std::string_view kPyproject = "pyproject.toml";

constexpr std::array<std::string_view, 5> kShells = {"sh", "bash", "ash", "dash", "zsh"};
// Wrappers that take options and then a command.
constexpr std::array<std::string_view, 14> kWrappers = {"exec",
                                                        "env",
                                                        "tini",
                                                        "dumb-init",
                                                        "nohup",
                                                        "time",
                                                        "sudo",
                                                        "nice",
                                                        "stdbuf",
                                                        "ddtrace-run",
                                                        "opentelemetry-instrument",
                                                        "catchsegv",
                                                        "setpriv",
                                                        "xvfb-run"};
// … and a user before it.
constexpr std::array<std::string_view, 2> kUserWrappers = {"gosu", "su-exec"};
struct Runner {
  std::string_view name, action;
};
constexpr std::array kRunners = {
    Runner{"poetry", "run"},  Runner{"uv", "run"},         Runner{"pipenv", "run"},
    Runner{"pdm", "run"},     Runner{"hatch", "run"},      Runner{"rye", "run"},
    Runner{"doppler", "run"}, Runner{"infisical", "run"},  Runner{"newrelic-admin", "run-program"},
    Runner{"conda", "run"},   Runner{"micromamba", "run"}, Runner{"op", "run"},
    Runner{"chamber", "exec"}};
constexpr std::array<std::string_view, 15> kWrapperValues = {
    "-n",         "--name",   "-p",        "--prefix",    "--extra",
    "--group",    "--python", "--project", "--directory", "--package",
    "--env-file", "--with",   "--env",     "--projectId", "-u"};

std::size_t skip_options(const std::vector<Argument>& words, std::size_t at) {
  while (at < words.size() && words[at].text.starts_with('-')) {
    const std::string& option = words[at].text;
    ++at;
    if (option == "--") break;
    if (is_one_of(option, kWrapperValues)) ++at;
  }
  return std::min(at, words.size());
}

bool is_init(std::string_view name) { return name == "tini" || name == "dumb-init"; }

// Whether the words hand the script's own arguments on: "$@".
bool passes_arguments(const std::vector<Argument>& words) {
  return words.size() == 1 && (words[0].text == "$@" || words[0].text == "$*");
}

bool has_exec(const std::vector<Argument>& words, std::size_t wrapped) {
  return std::any_of(
      words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapped),
      [](const Argument& one) { return one.text == "exec" || is_init(name_of(one.text)); });
}

bool has_init(const std::vector<Argument>& words, std::size_t wrapped) {
  return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapped),
                     [](const Argument& one) { return is_init(name_of(one.text)); });
}

// bash and the ash of BusyBox become the last command of a -c; the dash of Debian does not.
bool becomes_last(std::string_view shell, bool is_option_c, bool is_last) {
  return is_option_c && is_last && (shell == "bash" || shell == "zsh" || shell == "ash");
}

// Whether the image's `sh` is that of BusyBox.
bool has_busybox(const Image* image) {
  const std::string base = image != nullptr ? image->base() : std::string();
  return base.find("alpine") != base.npos || base.find("busybox") != base.npos;
}

}  // namespace

std::size_t wrapper_size(const std::vector<Argument>& words) {
  std::size_t at = 0;
  while (at < words.size()) {
    const std::string_view name = name_of(words[at].text);
    const std::string_view next =
        at + 1 < words.size() ? std::string_view(words[at + 1].text) : std::string_view{};
    const bool runner = std::any_of(kRunners.begin(), kRunners.end(), [&](const Runner& one) {
      return one.name == name && one.action == next;
    });
    if (runner) {
      at = skip_options(words, at + 2);
    } else if (is_one_of(name, kUserWrappers)) {
      at = std::min(at + 2, words.size());
    } else if (is_one_of(name, kWrappers)) {
      at = skip_options(words, at + 1);
      while (name == "env" && at < words.size() && words[at].text.find('=') != std::string::npos) {
        ++at;
      }
    } else {
      break;
    }
  }
  return at;
}

void CommandResolver::run_words(const std::vector<Argument>& words) { resolve(words, false, 0); }

void CommandResolver::run_shell(std::string_view shell, const MappedText& mapped,
                                const TextFile& file) {
  resolve_script(parse_shell(mapped.text()), {&file, &mapped}, shell, true, {}, 0);
}

bool CommandResolver::resolve(std::vector<Argument> words, bool in_shell, int depth) {
  if (depth > kMaxHops) return false;
  const std::size_t wrapped = wrapper_size(words);
  command_.is_below_init = command_.is_below_init || has_init(words, wrapped);
  for (std::size_t i = 0; i < wrapped; ++i) note_path(words[i].text);  // env PYTHONPATH=src uvicorn
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapped));
  if (words.empty()) return false;
  const std::string_view name = name_of(words[0].text);
  if (is_one_of(name, kShells)) return resolve_shell(words, in_shell, depth);
  if (resolve_task(words, depth)) return true;
  if (name.ends_with(".sh") || name.find('.') == name.npos) {
    if (resolve_file(words[0].text, words, 1, depth)) return true;
  }
  ServerCommand server = read_server_command(words, in_shell, environment_);
  if (server.server == Server::None) return false;
  command_.server = std::move(server);
  start_in_folder();
  return true;
}

// sh -c "…", sh start.sh.
bool CommandResolver::resolve_shell(const std::vector<Argument>& words, bool in_shell, int depth) {
  std::size_t at = 1;
  bool option_c = false;
  while (at < words.size() && words[at].text.starts_with('-')) {
    const std::string& option = words[at].text;
    if (option.size() > 1 && option[1] != '-' && option.find('c') != option.npos) option_c = true;
    if (option == "-o") ++at;
    ++at;
  }
  if (at >= words.size()) return false;
  if (!option_c) return resolve_file(words[at].text, words, at + 1, depth);
  const Argument& argument = words[at];
  // Within its quotes, unless there are escapes, which move all that follows.
  const bool quoted = argument.span.size() == argument.text.size() + 2;
  const MappedText mapped(argument.text, argument.span.begin + (quoted ? 1 : 0));
  std::vector<Argument> rest(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  if (!rest.empty()) rest.erase(rest.begin());  // $0
  const Text text{argument.file, &mapped};
  (void)in_shell;
  return resolve_script(parse_shell(argument.text), text, name_of(words[0].text), true, rest,
                        depth + 1);
}

// task start: the runner stays in front of the command, and is no shell.
bool CommandResolver::resolve_task(const std::vector<Argument>& words, int depth) {
  const std::string_view runner = name_of(words[0].text);
  if ((runner != "task" && runner != "poe") || words.size() < 2) return false;
  const std::string path =
      command_.image != nullptr
          ? command_.image->repository_path(image_path(command_.image->workdir(), kPyproject))
                .value_or(std::string())
          : joined_path(command_.folder, kPyproject);
  for (const TextFile* one : manifests_.pyprojects) {
    const Setting task = one->path == path ? project_task(*one, runner, words[1].text) : Setting{};
    if (!task) continue;
    const MappedText mapped(task.text, task.span.begin);
    const bool stays = command_.shell_stays;
    const std::vector<Argument> rest(words.begin() + 2, words.end());
    if (!resolve_script(parse_shell(task.text), {one, &mapped}, "sh", true, rest, depth + 1)) {
      return false;
    }
    command_.shell_stays = stays;
    return true;
  }
  return false;
}

bool CommandResolver::resolve_file(std::string_view path, const std::vector<Argument>& words,
                                   std::size_t next, int depth) {
  const Read<Script>* script = script_at(path);
  if (script == nullptr) return false;
  const std::vector<Argument> rest(
      words.begin() + static_cast<std::ptrdiff_t>(std::min(next, words.size())), words.end());
  std::string_view shell = script->content.interpreter;
  shell = name_of(shell.substr(0, shell.find(' ')));
  if (script->content.interpreter.find("bash") != std::string::npos) shell = "bash";
  return resolve_script(script->content, {script->file, nullptr}, shell, false, rest, depth + 1);
}

// The last command that starts a server is the one that stays.
bool CommandResolver::resolve_script(const Script& script, const Text& text, std::string_view shell,
                                     bool is_option_c, const std::vector<Argument>& arguments,
                                     int depth) {
  if (depth > kMaxHops) return false;
  if (shell == "sh" && has_busybox(command_.image)) shell = "ash";
  for (std::size_t i = script.commands.size(); i-- > 0;) {
    const Command& command = script.commands[i];
    if (command.words.empty() || command.is_condition || command.in_substitution) continue;
    const std::vector<Argument> words = arguments_of(command, text);
    const std::size_t wrapped = wrapper_size(words);
    if (!resolve_command(script, i, text, arguments, depth)) continue;
    const bool last = i + 1 == script.commands.size() && command.after != Command::Link::Pipe;
    const bool replaced = has_exec(words, wrapped) || becomes_last(shell, is_option_c, last);
    if (!replaced && !command_.shell_stays) {
      command_.shell_stays = true;
      const Span whole{words.front().span.begin, words.back().span.end};
      command_.not_replaced = {joined(command.words), text.file, whole, true};
    }
    return true;
  }
  return false;
}

bool CommandResolver::resolve_command(const Script& script, std::size_t index, const Text& text,
                                      const std::vector<Argument>& arguments, int depth) {
  const Command& command = script.commands[index];
  std::vector<Argument> words = arguments_of(command, text);
  std::vector<Argument> unwrapped = words;
  unwrapped.erase(unwrapped.begin(),
                  unwrapped.begin() + static_cast<std::ptrdiff_t>(wrapper_size(words)));
  if (passes_arguments(unwrapped)) {
    return !arguments.empty() && resolve(arguments, false, depth + 1);
  }
  const Environment before = environment_;
  for (std::size_t i = 0; i <= index; ++i) {  // PORT=8000 before it, or in front of it
    const Command& one = script.commands[i];
    const bool exports = one.name() == "export";
    if (i < index && !one.words.empty() && !exports) continue;
    for (const Word& word : one.words) note_path(word.text);
    for (const Assignment& set : one.assignments) environment_[set.name] = set.value.text;
  }
  const std::string folder = folder_;
  change_folder(script, index);
  if (resolve(std::move(words), true, depth + 1)) return true;
  environment_ = before;
  folder_ = folder;
  return false;
}

// cd backend && uvicorn main:app; what a shell of its own, ( … ), does stays there.
void CommandResolver::change_folder(const Script& script, std::size_t index) {
  constexpr int kMostFolders = 16;  // that are gone through before it is given up
  int gone = 0;
  for (std::size_t i = 0; i < index && gone < kMostFolders; ++i) {
    const Command& one = script.commands[i];
    const bool here = one.depth <= script.commands[index].depth && !one.in_function &&
                      !one.in_substitution && one.words.size() == 2;
    if ((one.name() != "cd" && one.name() != "pushd") || !here) continue;
    ++gone;
    const std::string& path = one.words[1].text;
    const bool known = path.find_first_of("$~`") == path.npos && !path.starts_with('-');
    if (!known || (path.starts_with('/') && command_.image == nullptr)) continue;
    folder_ = path.starts_with('/') || folder_.starts_with('/') ? image_path(folder_, path)
                                                                : joined_path(folder_, path);
  }
}

// PYTHONPATH=src, exported or handed to `env`.
void CommandResolver::note_path(std::string_view word) {
  constexpr std::string_view kPath = "PYTHONPATH=";
  if (word.starts_with(kPath)) environment_["PYTHONPATH"] = word.substr(kPath.size());
}

// As --app-dir and --chdir say it, from which the server's own goes on. So does a PYTHONPATH that
// the script sets; where that names several folders, or variables, the place is not known: "$".
void CommandResolver::start_in_folder() {
  std::string& own = command_.server.app_dir.text;
  const auto paths = environment_.find("PYTHONPATH");
  const bool is_set =
      paths != environment_.end() && paths->second != "." &&
      (command_.image == nullptr || !command_.image->environment().contains("PYTHONPATH"));
  if (is_set) {
    const bool is_one = paths->second.find_first_of("$:~") == std::string::npos;
    const bool is_seen = command_.image != nullptr || !paths->second.starts_with('/');
    const bool is_only = folder_.empty() && own.empty();
    own = is_one && is_seen && is_only ? paths->second : "$";
    return;
  }
  if (folder_.empty() || own.starts_with('/')) return;
  own = folder_.starts_with('/') ? image_path(folder_, own) : joined_path(folder_, own);
}

std::vector<Argument> CommandResolver::arguments_of(const Command& command,
                                                    const Text& text) const {
  std::vector<Argument> words;
  for (const Word& word : command.words) {
    words.push_back({word.text, text.file, text.place(word.span), word.expansions});
  }
  return words;
}

// The script that stands at `path` in the image; else the only one so named.
const Read<Script>* CommandResolver::script_at(std::string_view path) const {
  std::string known;
  if (command_.image != nullptr) {
    const std::string at = image_path(command_.image->workdir(), path);
    known = command_.image->repository_path(at).value_or(std::string());
  } else {
    known = joined_path(command_.folder, path);
  }
  const Read<Script>* named = nullptr;
  int count = 0;
  for (const Read<Script>& one : manifests_.scripts) {
    if (!known.empty() && one.file->path == known) return &one;
    if (name_of(one.file->path) != name_of(path)) continue;
    named = &one;
    ++count;
  }
  return count == 1 ? named : nullptr;
}

}  // namespace fastidious::deploy
