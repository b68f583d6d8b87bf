#pragma once
// How the application is started, as each manifest says it: through shells, wrappers and entrypoint
// scripts down to the server and the object that it serves.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "deploy/image.h"
#include "deploy/manifests.h"
#include "deploy/server_command.h"

namespace fastidious::deploy {

// What "app.main:app" stands for.
struct ServedObject {
  enum class Kind : std::uint8_t {
    Unknown,      // it cannot be told
    Application,  // an ASGI application that we know: `app`
    Object,       // something else that is there: a wrapped application, another framework's
    Factory,      // a function
    NoModule,     // there is no such module where the command runs
    NoAttribute,  // the module binds no such name
  } kind = Kind::Unknown;
  std::string module;                    // "app.main"
  std::string attribute;                 // "app"
  bool is_call = false;                  // "app.main:create_app()"
  const app::FileModel* file = nullptr;  // of the module
  const app::AppRoutes* app = nullptr;   // of an Application
  std::string elsewhere;  // NoModule: the path of a file that may be meant; empty if there is none
};

struct StartCommand {
  enum class Origin : std::uint8_t { Procfile, Dockerfile, Compose, CloudRun, Koyeb } origin;
  const TextFile* file = nullptr;  // that says it
  Span span;                       // there
  std::string name;                // of the process or service; empty in a Dockerfile
  const Image* image = nullptr;    // in which it runs; null: that of a buildpack, or unknown
  std::string folder;  // of the repository, in which it runs; of use where there is no image
  bool is_shell_form = false;  // CMD uvicorn …: a shell runs it
  ServerCommand server;
  // The shell stays between the platform and the server: it gets SIGTERM and passes it to nobody.
  bool shell_stays = false;
  Setting not_replaced;        // the command that `exec` is missing before; of `shell_stays`
  bool is_below_init = false;  // tini or dumb-init is process 1
  ServedObject served;

  // Made for developers' machines: compose files, Dockerfile.dev, …
  bool is_for_development = false;
};

// Of all manifests, in their order; `images` are those of the Dockerfiles. Commands that start no
// server that we know have none.
std::vector<StartCommand> start_commands(const app::Application& application,
                                         const Manifests& manifests, const RepositoryFiles& files,
                                         const std::vector<std::unique_ptr<Image>>& images);

// Whether a manifest so named is for developers' machines or tests.
bool is_for_development(std::string_view path);

}  // namespace fastidious::deploy
