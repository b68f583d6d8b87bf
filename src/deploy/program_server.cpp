#include "deploy/program_server.h"

#include <algorithm>

#include "deploy/served_object.h"
#include "deploy/variable_behind.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::deploy {
namespace {

using app::Placed;
using app::Value;

class ReadingProgram {
 public:
  ReadingProgram(const app::Application& application, const RepositoryFiles& files,
                 StartCommand& command)
      : application_(application), files_(files), command_(command) {}

  void run() {
    call_ = program_server(application_, files_, command_);
    if (!call_) {
      command_.server.server = Server::None;
      return;
    }
    command_.server.call = setting_of(call_);
    read_served();
    read_host();
    read_port();
    const Placed reload = app::argument_of(call_, -1, "reload");
    command_.server.reload =
        reload && app::evaluate(reload).is_true() && !is_set_by_image(variable_of(reload));
    if (const Placed workers = app::argument_of(call_, -1, "workers")) {
      command_.server.workers = setting_of(workers);
    }
    const Placed factory = app::argument_of(call_, -1, "factory");
    command_.server.factory = factory && app::evaluate(factory).is_true();
  }

 private:
  static Setting setting_of(Placed at) {
    return {std::string(at.file->text(*at.expr)), &at.file->file(), at.expr->span(), true};
  }

  void read_served() {
    const Placed target = app::argument_of(call_, 0, "app");
    if (!target) return;
    const Value value = app::evaluate(target);
    if (value.is(Value::Kind::Str)) {
      StartCommand inner = command_;
      inner.server.server = Server::Uvicorn;
      inner.server.target = setting_of(target);
      inner.server.target.text = value.text;
      command_.served = served_by(inner);
      command_.server.target = inner.server.target;
      return;
    }
    const app::Router* router = application_.routers().find(target);
    for (const app::AppRoutes& one : application_.apps()) {
      if (one.app != router) continue;
      command_.served.kind = ServedObject::Kind::Application;
      command_.served.app = &one;
      command_.served.file = target.file;
    }
  }

  // Looked for where the program's own imports are. A program that changes sys.path may find it
  // anywhere.
  ServedObject served_by(StartCommand& inner) const {
    ServedObject found;
    for (std::string& folder : module_folders()) {
      inner.server.app_dir.text = std::move(folder);
      found = served_object(application_, files_, inner);
      if (found.file != nullptr) return found;
    }
    const bool changes_path =
        call_.file->file().text.view().find("sys.path") != std::string_view::npos;
    return changes_path ? ServedObject{} : found;
  }

  // As seen from where the program runs: `app_dir`, and the folder of a script, which Python puts
  // first on its path; for `python -m` that in which it runs.
  std::vector<std::string> module_folders() const {
    std::vector<std::string> folders;
    const Placed given = app::argument_of(call_, -1, "app_dir");
    const Value value = given ? app::evaluate(given) : Value{};
    if (value.is(Value::Kind::Str)) folders.push_back(value.text);
    const std::string& program = command_.server.target.text;
    const std::string_view own = program.ends_with(".py") ? folder_of(program) : std::string_view{};
    folders.push_back(joined_after_cd(own.empty() && program.starts_with('/') ? "/" : own));
    return folders;
  }

  // `folder` as seen from where `cd` went.
  std::string joined_after_cd(std::string_view folder) const {
    const std::string& base = command_.server.app_dir.text;
    const bool known = !base.empty() && base.find('$') == std::string::npos;
    if (!known || folder.starts_with('/')) return std::string(folder);
    return base.starts_with('/') ? image_path(base, folder) : joined_path(base, folder);
  }

  std::string variable_of(Placed at) const { return variable_behind(application_, at); }

  // What the image says of a variable counts, and not the default.
  bool is_set_by_image(const std::string& variable) const {
    return !variable.empty() && command_.image != nullptr &&
           command_.image->environment().contains(variable);
  }

  void read_host() {
    Host& host = command_.server.host;
    if (listens_on_socket(call_)) return;
    host.kind = Host::Kind::Local;
    host.text = "127.0.0.1";
    const Placed given = app::argument_of(call_, -1, "host");
    if (!given) return;
    host.setting = setting_of(given);
    host.kind = Host::Kind::Unknown;
    const Value value = app::evaluate(given);
    if (!value.is(Value::Kind::Str)) return;
    host.text = value.text;
    const bool any = value.text == "0.0.0.0" || value.text == "::";
    // A default of a variable that narrows it may be widened again by whoever deploys.
    const bool local =
        (value.text == "127.0.0.1" || value.text == "localhost") && variable_of(given).empty();
    host.kind = local ? Host::Kind::Local : any ? Host::Kind::Any : Host::Kind::Unknown;
  }

  void read_port() {
    Port& port = command_.server.port;
    if (listens_on_socket(call_)) {
      port.kind = Port::Kind::None;
      return;
    }
    port.kind = Port::Kind::Default;
    port.number = 8000;
    const Placed given = app::argument_of(call_, -1, "port");
    if (!given) return;
    port.setting = setting_of(given);
    port.number.reset();
    port.variable = variable_of(given);
    const Value value = app::evaluate(given);
    if (value.is(Value::Kind::Int)) port.number = static_cast<int>(value.integer);
    if (!port.variable.empty()) {
      port.kind = Port::Kind::Variable;
    } else {
      port.kind = port.number ? Port::Kind::Literal : Port::Kind::Unknown;
    }
  }

  const app::Application& application_;
  const RepositoryFiles& files_;
  StartCommand& command_;
  Placed call_;
};

}  // namespace

void read_program(const app::Application& application, const RepositoryFiles& files,
                  StartCommand& command) {
  ReadingProgram(application, files, command).run();
}

}  // namespace fastidious::deploy
