#include "deploy/server_command.h"

#include <algorithm>
#include <array>

#include "deploy/formats/with_variables.h"
#include "deploy/manifests.h"
#include "text/numbers.h"

namespace fastidious::deploy {
namespace {

struct NamedServer {
  std::string_view name;
  Server server;
};
constexpr std::array kServers = {
    NamedServer{"uvicorn", Server::Uvicorn},
    NamedServer{"gunicorn", Server::Gunicorn},
    NamedServer{"hypercorn", Server::Hypercorn},
    NamedServer{"granian", Server::Granian},
    NamedServer{"functions-framework", Server::Framework},
    NamedServer{"functions_framework", Server::Framework},
};

// Options that take a value, of any of the servers; what is not among them is a flag.
constexpr std::array<std::string_view, 71> kWithValue = {"--host",
                                                         "--port",
                                                         "--uds",
                                                         "--fd",
                                                         "--workers",
                                                         "-w",
                                                         "-k",
                                                         "--worker-class",
                                                         "-b",
                                                         "--bind",
                                                         "--app-dir",
                                                         "--chdir",
                                                         "--pythonpath",
                                                         "--config",
                                                         "-c",
                                                         "--log-level",
                                                         "--log-config",
                                                         "--env-file",
                                                         "--root-path",
                                                         "--loop",
                                                         "--http",
                                                         "--ws",
                                                         "--lifespan",
                                                         "--interface",
                                                         "--timeout",
                                                         "-t",
                                                         "--timeout-keep-alive",
                                                         "--timeout-graceful-shutdown",
                                                         "--graceful-timeout",
                                                         "--keep-alive",
                                                         "--limit-concurrency",
                                                         "--backlog",
                                                         "--limit-max-requests",
                                                         "--ssl-keyfile",
                                                         "--ssl-certfile",
                                                         "--ssl-keyfile-password",
                                                         "--ssl-version",
                                                         "--ssl-cert-reqs",
                                                         "--ssl-ca-certs",
                                                         "--ssl-ciphers",
                                                         "--header",
                                                         "--forwarded-allow-ips",
                                                         "--reload-dir",
                                                         "--reload-include",
                                                         "--reload-exclude",
                                                         "--reload-delay",
                                                         "--max-requests",
                                                         "--max-requests-jitter",
                                                         "--threads",
                                                         "--worker-connections",
                                                         "--worker-tmp-dir",
                                                         "--access-logfile",
                                                         "--error-logfile",
                                                         "--access-logformat",
                                                         "--name",
                                                         "-n",
                                                         "--user",
                                                         "-u",
                                                         "--group",
                                                         "-g",
                                                         "--env",
                                                         "-e",
                                                         "--app",
                                                         "--entrypoint",
                                                         "--pid",
                                                         "-p",
                                                         "--target",
                                                         "--signature-type",
                                                         "--source",
                                                         "--ws-max-size",
                                                         "--h11-max-incomplete-event-size"};

bool takes_value(std::string_view option) {
  return std::find(kWithValue.begin(), kWithValue.end(), option) != kWithValue.end();
}

Server server_named(std::string_view name) {
  for (const NamedServer& one : kServers) {
    if (one.name == name) return one.server;
  }
  return Server::None;
}

bool is_local(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1" || host == "[::1]";
}

bool is_any(std::string_view host) {
  return host == "0.0.0.0" || host == "::" || host == "[::]" || host.empty() || host == "*";
}

class CommandReader {
 public:
  CommandReader(const std::vector<Argument>& words, bool in_shell, const Environment& environment)
      : in_shell_(in_shell), environment_(environment) {
    result_.words = words;
  }

  ServerCommand run() {
    std::size_t first = begin();
    if (result_.server == Server::None) return {};
    if (result_.server == Server::Program) {
      result_.target = setting_of(result_.words[first]);
      return std::move(result_);
    }
    read_options(first);
    choose_target();
    choose_host();
    choose_port();
    return std::move(result_);
  }

 private:
  struct Option {
    std::string name;
    Setting value;
  };

  const std::string& word(std::size_t i) const {
    static const std::string kNothing;
    return i < result_.words.size() ? result_.words[i].text : kNothing;
  }

  // Where the arguments begin.
  std::size_t begin() {
    std::string_view name = deploy::name_of(word(0));
    std::size_t next = 1;
    if (name.ends_with(".py")) {  // uv run main.py, ./main.py
      result_.server = Server::Program;
      return 0;
    }
    if (name.starts_with("python")) {
      while (word(next).starts_with('-') && word(next) != "-m" && word(next) != "-c") {
        next += word(next) == "-X" || word(next) == "-W" ? 2 : 1;
      }
      if (word(next) != "-m") {
        if (word(next).ends_with(".py")) result_.server = Server::Program;
        return next;
      }
      name = word(next + 1);
      next += 2;
      if (server_named(name) == Server::None && name != "fastapi" && !name.empty()) {
        result_.server = Server::Program;
        return next - 1;
      }
    }
    if (name == "fastapi") {
      if (word(next) == "run") result_.server = Server::FastapiRun;
      if (word(next) == "dev") result_.server = Server::FastapiDev;
      return next + 1;
    }
    result_.server = server_named(name);
    return next;
  }

  Setting setting_of(const Argument& argument) const {
    return {argument.text, argument.file, argument.span, in_shell_};
  }

  void read_options(std::size_t first) {
    for (std::size_t i = first; i < result_.words.size(); ++i) {
      const Argument& argument = result_.words[i];
      const std::string& text = argument.text;
      if (!text.starts_with('-') || text == "-") {
        positional_.push_back(setting_of(argument));
        continue;
      }
      const std::size_t equals = text.find('=');
      Option option{text.substr(0, equals), setting_of(argument)};
      option.value.text = equals == text.npos ? std::string() : text.substr(equals + 1);
      if (equals == text.npos && takes_value(option.name) && i + 1 < result_.words.size()) {
        option.value = setting_of(result_.words[++i]);
      } else if (equals == text.npos && option.name.size() > 2 && text[1] != '-' &&
                 takes_value(option.name.substr(0, 2))) {
        option.value.text = text.substr(2);  // -w4
        option.name = option.name.substr(0, 2);
      }
      options_.push_back(std::move(option));
    }
    result_.workers = option("--workers", "-w");
    result_.worker_class = option("--worker-class", "-k");
    result_.app_dir = option("--app-dir", "--chdir");
    if (!result_.app_dir) result_.app_dir = option("--pythonpath");
    result_.config = option("--config", "-c");
    result_.reload = static_cast<bool>(option("--reload"));
    result_.factory = static_cast<bool>(option("--factory"));
  }

  Setting option(std::string_view name, std::string_view other = {}) const {
    for (std::size_t i = options_.size(); i-- > 0;) {
      const Option& one = options_[i];
      if (one.name == name || (!other.empty() && one.name == other)) return one.value;
    }
    return {};
  }

  bool is_fastapi() const {
    return result_.server == Server::FastapiRun || result_.server == Server::FastapiDev;
  }

  void choose_target() {
    if (!positional_.empty()) result_.target = positional_.front();
    if (is_fastapi() && option("--entrypoint", "-e")) result_.target = option("--entrypoint", "-e");
  }

  // What `-b 0.0.0.0:8000` or --host and --port say; the later of several binds is as good.
  Setting bind() const {
    const bool binds = result_.server == Server::Gunicorn || result_.server == Server::Hypercorn;
    return binds ? option("--bind", "-b") : Setting{};
  }

  void choose_host() {
    Setting given = option("--host");
    std::string text = given.text;
    if (Setting both = bind()) {
      given = both;
      const std::size_t colon = both.text.rfind(':');
      const bool port_only = colon == 0;
      text = both.text.substr(0, colon == both.text.npos ? both.text.size() : colon);
      if (port_only || both.text.starts_with("unix:") || both.text.starts_with("fd://")) text = "";
    }
    result_.host.setting = given;
    if (!given) {
      text = default_host();
      if (text.empty()) return;
    }
    text = expanded(text, given.is_expanded || !given);
    result_.host.text = text;
    result_.host.kind = is_any(text)     ? Host::Kind::Any
                        : is_local(text) ? Host::Kind::Local
                                         : Host::Kind::Unknown;
  }

  // Empty if it is not known.
  std::string default_host() const {
    const auto from_environment = [&](const char* name, const char* otherwise) {
      const auto at = environment_.find(name);
      return at == environment_.end() ? std::string(otherwise) : at->second;
    };
    switch (result_.server) {
      case Server::Uvicorn: return from_environment("UVICORN_HOST", "127.0.0.1");
      case Server::Granian: return from_environment("GRANIAN_HOST", "127.0.0.1");
      case Server::FastapiDev: return "127.0.0.1";
      case Server::FastapiRun:
      case Server::Framework: return "0.0.0.0";
      case Server::Hypercorn: return result_.config ? "" : "127.0.0.1";
      // With PORT, which platforms set, it listens on all addresses; a file may say anything.
      case Server::Gunicorn:
        return result_.config || environment_.contains("GUNICORN_CMD_ARGS") ? "" : "0.0.0.0";
      default: return {};
    }
  }

  std::string expanded(const std::string& text, bool in_shell) const {
    if (!in_shell) return text;
    return with_variables(text, [&](std::string_view name) -> std::optional<std::string> {
      const auto at = environment_.find(name);
      return at == environment_.end() ? std::nullopt : std::optional(at->second);
    });
  }

  void choose_port() {
    Port& port = result_.port;
    if (option("--uds") || option("--fd") || bind().text.starts_with("unix:")) {
      port.kind = Port::Kind::None;
      return;
    }
    Setting given = option("--port", result_.server == Server::Framework ? "" : "-p");
    std::string text = given.text;
    if (Setting both = bind()) {
      given = both;
      const std::size_t colon = both.text.rfind(':', both.text.find("${"));
      if (colon == both.text.npos) return choose_default_port();
      text = both.text.substr(colon + 1);
    }
    if (!given) return choose_default_port();
    port.setting = given;
    port.number = whole_number(text);
    if (port.number) {
      port.kind = Port::Kind::Literal;
    } else if (text.find('$') != text.npos && text.find("${{") == text.npos) {
      read_variable(text, given.is_expanded);
    }
  }

  void read_variable(const std::string& text, bool in_shell) {
    Port& port = result_.port;
    port.kind = in_shell ? Port::Kind::Variable : Port::Kind::Unexpanded;
    with_variables(text, [&](std::string_view name) -> std::optional<std::string> {
      if (port.variable.empty()) port.variable = name;  // ${PORT:-${OTHER:-8080}}
      return std::nullopt;
    });
    const auto set = environment_.find(port.variable);
    const std::string value = set != environment_.end() ? set->second : expanded(text, true);
    port.number = whole_number(value);
  }

  void choose_default_port() {
    Port& port = result_.port;
    port.kind = Port::Kind::Platform;
    port.variable = "PORT";
    switch (result_.server) {
      case Server::Uvicorn: return set_default("UVICORN_PORT", 8000);
      case Server::Granian: return set_default("GRANIAN_PORT", 8000);
      case Server::Hypercorn: return set_default("", 8000);
      case Server::Gunicorn:
      case Server::FastapiRun:
      case Server::FastapiDev: port.number = 8000; break;
      case Server::Framework: port.number = 8080; break;
      default: port.kind = Port::Kind::Unknown;
    }
    if (result_.config || environment_.contains("GUNICORN_CMD_ARGS")) {
      port = {};
    } else if (const auto set = environment_.find("PORT"); set != environment_.end()) {
      port.number = whole_number(set->second);
    }
  }

  void set_default(std::string_view variable, int otherwise) {
    Port& port = result_.port;
    port.variable.clear();
    port.kind = result_.config ? Port::Kind::Unknown : Port::Kind::Default;
    if (!result_.config) port.number = otherwise;
    if (const auto set = environment_.find(variable); set != environment_.end()) {
      port.kind = Port::Kind::Unknown;
      port.number = whole_number(set->second);
    }
  }

  bool in_shell_;
  const Environment& environment_;
  ServerCommand result_;
  std::vector<Setting> positional_;
  std::vector<Option> options_;
};

}  // namespace

std::string_view name_of(Server server) {
  switch (server) {
    case Server::Uvicorn: return "uvicorn";
    case Server::Gunicorn: return "gunicorn";
    case Server::Hypercorn: return "hypercorn";
    case Server::Granian: return "granian";
    case Server::FastapiRun: return "fastapi run";
    case Server::FastapiDev: return "fastapi dev";
    case Server::Program: return "python";
    case Server::Framework: return "functions-framework";
    case Server::None: break;
  }
  return "";
}

const TextFile* ServerCommand::file() const {
  if (call) return call.file;
  return words.empty() ? nullptr : words.front().file;
}

Span ServerCommand::span() const {
  if (call) return call.span;
  if (words.empty()) return {};
  const bool together = words.front().file == words.back().file;
  const Span first = words.front().span;
  const Span last = together ? words.back().span : first;
  return {first.begin, std::max(first.end, last.end)};
}

ServerCommand read_server_command(const std::vector<Argument>& words, bool in_shell,
                                  const Environment& environment) {
  if (words.empty()) return {};
  return CommandReader(words, in_shell, environment).run();
}

}  // namespace fastidious::deploy
