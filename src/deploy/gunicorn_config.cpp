#include "deploy/gunicorn_config.h"

#include "deploy/variable_behind.h"
#include "semantic/model.h"
#include "text/numbers.h"
#include "text/paths.h"

namespace fastidious::deploy {
namespace {

using app::Placed;
using app::Value;
using semantic::FileModel;

// A text as far as it is known, and the variable that may change its end.
struct Said {
  std::string text;
  std::string variable;
  bool is_known = true;
};

class ReadingConfig {
 public:
  ReadingConfig(const app::Application& application, const FileModel& file, StartCommand& command)
      : application_(application), file_(file), server_(command.server) {}

  void run() {
    const auto scope = file_.scopes().scope_opened_by(file_.tree().root());
    const Identifier name = application_.code().names().find("bind");
    const auto symbol = name ? file_.scopes().lookup_here(scope, name) : semantic::SymbolId{};
    if (!symbol.valid() || file_.scopes().symbol(symbol).binding_count != 1) return;
    const auto& binding = file_.scopes().binding(file_.scopes().symbol(symbol).last_binding);
    if (binding.value == nullptr) return;
    const Said said = read({&file_, binding.value});
    if (!said.is_known || said.text.starts_with("unix:")) return;
    const Setting where{std::string(file_.text(*binding.value)), &file_.file(),
                        binding.value->span(), true};
    const std::size_t colon = said.text.rfind(':');
    if (colon == said.text.npos) return;
    set_host(said, said.text.substr(0, colon), where);
    set_port(said, said.text.substr(colon + 1), where);
  }

 private:
  // f"{host}:{port}" piece by piece.
  Said read(Placed at) const {
    const auto* joined = syntax::as<syntax::JoinedStr>(at.expr);
    if (joined == nullptr) return piece(at);
    Said said;
    for (const syntax::Expr* one : joined->values) {
      const auto* hole = syntax::as<syntax::FormattedValue>(one);
      const Said part = piece({at.file, hole != nullptr ? hole->value : one});
      said.text += part.text;
      if (!part.variable.empty()) said.variable = part.variable;
      said.is_known = said.is_known && part.is_known;
    }
    return said;
  }

  // A constant, a setting, or a variable of the environment with its default.
  Said piece(Placed at) const {
    Value value = app::evaluate(at);
    const app::Followed followed = app::follow(at);
    const Placed origin = followed.value ? followed.value : at;
    if (const auto read = app::environment_read(*origin.file, *origin.expr)) {
      value = read->default_value ? app::evaluate(read->default_value) : Value{};
    }
    Said said{"", variable_behind(application_, at), true};
    if (value.is(Value::Kind::Str)) {
      said.text = value.text;
    } else if (value.is(Value::Kind::Int)) {
      said.text = std::to_string(value.integer);
    } else {
      said.is_known = !said.variable.empty() && !value.known();
    }
    return said;
  }

  void set_host(const Said& said, const std::string& host, const Setting& where) {
    const bool is_any = host.empty() || host == "0.0.0.0" || host == "[::]";
    const bool is_local = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    server_.host.setting = where;
    server_.host.text = host;
    if (is_any) server_.host.kind = Host::Kind::Any;
    // A variable may widen what its default narrows.
    if (is_local && said.variable.empty()) server_.host.kind = Host::Kind::Local;
  }

  void set_port(const Said& said, const std::string& port, const Setting& where) {
    server_.port = {};
    server_.port.setting = where;
    server_.port.number = whole_number(port);
    server_.port.variable = said.variable;
    if (!said.variable.empty()) {
      server_.port.kind = Port::Kind::Variable;
    } else if (server_.port.number) {
      server_.port.kind = Port::Kind::Literal;
    }
  }

  const app::Application& application_;
  const FileModel& file_;
  ServerCommand& server_;
};

// The file of the repository at `path` of where the command runs; null if it is not there.
const FileModel* file_at(const app::Application& application, const StartCommand& command,
                         std::string_view path) {
  // --chdir comes after it was read, `cd` before.
  const deploy::Setting& folder = command.server.app_dir;
  const bool known = !folder && folder.text.find('$') == std::string::npos;
  const std::string by_cd = known ? folder.text : std::string();
  if (command.image == nullptr) {
    return application.code().file_at(joined_path(joined_path(command.folder, by_cd), path));
  }
  const std::string run_in = image_path(command.image->workdir(), by_cd);
  const auto found = command.image->repository_path(image_path(run_in, path));
  return found ? application.code().file_at(*found) : nullptr;
}

}  // namespace

void read_gunicorn_config(const app::Application& application, StartCommand& command) {
  const ServerCommand& server = command.server;
  if (server.server != Server::Gunicorn || server.host.setting) return;
  std::string_view path = "gunicorn.conf.py";
  if (server.config) path = server.config.text;
  if (path.starts_with("file:")) path.remove_prefix(5);
  const FileModel* file = file_at(application, command, path);
  if (file != nullptr) ReadingConfig(application, *file, command).run();
}

}  // namespace fastidious::deploy
