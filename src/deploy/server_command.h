#pragma once
// The command line of a server: what it serves, where it listens, with how many workers. Defaults
// are those of uvicorn 0.35, gunicorn 23, hypercorn 0.17, granian 2 and fastapi-cli 0.0.12.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/shell.h"
#include "project/text_file.h"

namespace fastidious::deploy {

using project::TextFile;
using Environment = std::map<std::string, std::string, std::less<>>;

// One word of a command line and where it stands.
struct Argument {
  std::string text;
  const TextFile* file = nullptr;
  Span span;
  std::vector<Expansion> expansions;
};

enum class Server : std::uint8_t {
  None,
  Uvicorn,
  Gunicorn,
  Hypercorn,
  Granian,
  FastapiRun,
  FastapiDev,
  Program,    // python main.py
  Framework,  // functions-framework
};
// "uvicorn", "gunicorn", …, as its command is called.
std::string_view name_of(Server server);

// An option and its value.
struct Setting {
  std::string text;
  const TextFile* file = nullptr;  // null: it is not given
  Span span;
  bool is_expanded = true;  // a shell replaces the variables in it
  explicit operator bool() const { return file != nullptr; }
};

struct Host {
  enum class Kind : std::uint8_t { Any, Local, Unknown } kind = Kind::Unknown;
  std::string text;
  Setting setting;  // empty: the server's default
};

struct Port {
  enum class Kind : std::uint8_t {
    Literal,     // --port 8000
    Variable,    // $PORT, ${PORT:-8000}
    Unexpanded,  // $PORT that no shell sees
    Default,     // the server's own, which no variable changes
    Platform,    // the server reads PORT itself
    Unknown,
    None,  // a socket in the file system
  } kind = Kind::Unknown;
  std::optional<int> number;  // of a literal, a default, and of a variable's fallback
  std::string variable;
  Setting setting;  // empty: the server's default
};

struct ServerCommand {
  Server server = Server::None;
  std::vector<Argument> words;  // from the server's name on
  Setting target;               // "app.main:app", "app/main.py"; not given: the server's default
  Host host;
  Port port;
  Setting workers;
  Setting worker_class;
  Setting app_dir;  // --app-dir, --chdir
  Setting config;   // of gunicorn and hypercorn: a file that says the rest
  bool reload = false;
  bool factory = false;

  Setting call;  // of a program: its uvicorn.run(…)

  // Where it stands: from the first word to the last, as far as they are in one file; of a program
  // its call.
  Span span() const;
  const TextFile* file() const;
};

// `words` begin with the server's name, or "python -m" and it; `environment` is what is known of
// the variables at its start. None if it is no server.
ServerCommand read_server_command(const std::vector<Argument>& words, bool in_shell,
                                  const Environment& environment);

}  // namespace fastidious::deploy
