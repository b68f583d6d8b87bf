#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "deploy/environment/contract.h"
#include "deploy/formats/shell.h"
#include "deploy/hosting.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "rules/start_by_name.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Delivery;
using deploy::Image;
using deploy::StartCommand;

// Manifests of other platforms, which have start commands of their own.
constexpr std::array<std::string_view, 16> kOtherManifests = {
    "fly.toml",      "render.yaml",      "render.yml",          "railway.json",   "railway.toml",
    "app.yaml",      "heroku.yml",       "vercel.json",         "Chart.yaml",     "serverless.yml",
    "nixpacks.toml", "supervisord.conf", "zappa_settings.json", "samconfig.toml", "template.yaml",
    "apprunner.yaml"};

bool is_from_elsewhere(const Delivery& delivery) {
  const auto& all = delivery.files().all();
  return std::any_of(all.begin(), all.end(), [](std::string_view path) {
    const std::string_view name = deploy::name_of(path);
    const bool known =
        std::find(kOtherManifests.begin(), kOtherManifests.end(), name) != kOtherManifests.end();
    return known || name.ends_with(".service") || name.ends_with(".tf") ||
           path.find("k8s/") != path.npos || path.find("kubernetes/") != path.npos ||
           path.find("charts/") != path.npos || path.find("helm/") != path.npos;
  });
}

// A package with commands of its own is started by these.
bool has_commands(const Delivery& delivery) {
  const auto& manifests = delivery.manifests();
  return std::any_of(manifests.pyprojects.begin(), manifests.pyprojects.end(),
                     [](const deploy::TextFile* file) {
                       const std::string_view text = file->text.view();
                       for (std::string_view table :
                            {"[project.scripts]", "[tool.poetry.scripts]", "[tool.fastapi]"}) {
                         if (text.find(table) != text.npos) return true;
                       }
                       return false;
                     }) ||
         delivery.files().has_file("setup.py") ||
         !delivery.files().ending_with("dist-info/entry_points.txt").empty();
}

// A page says to start a file of the repository, which runs the server: `python main.py`.
bool has_documented_program(const DeliveryCheck& check) {
  const auto& pages = check.delivery().manifests().documents;
  const auto calls = check.model().calls_of("uvicorn.run");
  return std::any_of(calls.begin(), calls.end(), [&](const semantic::CallSite& site) {
    const std::string name(deploy::name_of(site.file->file().path));
    return std::any_of(pages.begin(), pages.end(), [&](const deploy::TextFile* page) {
      const std::string_view text = page->text.view();
      for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        const std::size_t line = text.rfind('\n', at) + 1;  // 0 if there is none
        if (text.substr(line, at - line).find("python") != text.npos) return true;
      }
      return false;
    });
  });
}

// Whether the uvicorn.run(…) serves that application: the object, or the module of its file by
// name.
bool serves(const DeliveryCheck& check, const semantic::CallSite& site, const app::Router& app) {
  const app::Placed target = app::argument_of({site.file, site.call}, 0, "app");
  if (!target) return false;
  if (check.application().routers().find(target) == &app) return true;
  const app::Value value = app::evaluate(target);
  if (!value.is(app::Value::Kind::Str)) return false;
  std::string module = value.text.substr(0, value.text.find(':'));
  std::replace(module.begin(), module.end(), '.', '/');
  std::string_view own = app.construction.file->file().path;
  if (!own.ends_with(module + ".py")) return false;
  own.remove_suffix(module.size() + 3);
  if (own.ends_with('/')) own.remove_suffix(1);
  // Imports begin in the program's folder, or in one around it.
  return is_inside(site.file->file().path, own);
}

// The file that serves the application when it is run itself, as `python main.py`; empty if there
// is none.
std::string_view program_of(const DeliveryCheck& check, const app::Router& app) {
  for (const semantic::CallSite& site : check.model().calls_of("uvicorn.run")) {
    if (serves(check, site, app)) return site.file->file().path;
  }
  return {};
}

// The script in which somebody starts a server by hand; empty if there is none.
std::string_view script_of(const DeliveryCheck& check) {
  static constexpr std::array<std::string_view, 3> kServers = {"uvicorn", "gunicorn", "hypercorn"};
  for (const auto& script : check.delivery().manifests().scripts) {
    for (const deploy::Command& command : script.content.commands) {
      const std::string words = deploy::joined(command.words);
      const bool serves = is_one_of(command.name(), kServers) ||
                          words.starts_with("python -m uvicorn ") ||
                          words.starts_with("fastapi run") || words.starts_with("fastapi dev");
      if (serves) return script.file->path;
    }
  }
  return {};
}

// The page that says `uvicorn main:app` of that application; empty if there is none.
std::string_view page_of(const DeliveryCheck& check, const app::Router& app) {
  if (!app.name) return {};
  const std::string_view module = app.construction.file->file().module_name;
  const std::string object = std::string(module.substr(module.rfind('.') + 1)) + ":" +
                             std::string(app.construction.file->text(*app.name.node));
  const deploy::Manifests& manifests = check.delivery().manifests();
  std::vector<const deploy::TextFile*> pages = manifests.documents;
  pages.insert(pages.end(), manifests.pages.begin(), manifests.pages.end());
  for (const deploy::TextFile* page : pages) {
    const std::string_view text = page->text.view();
    for (std::size_t at = text.find(object); at != text.npos; at = text.find(object, at + 1)) {
      const std::size_t line = text.rfind('\n', at) + 1;  // 0 if there is none
      if (text.substr(line, at - line).find("uvicorn ") != text.npos) return page->path;
    }
  }
  return {};
}

bool is_started(const StartCommand& command) {
  if (command.is_for_development) return false;
  return command.origin != StartCommand::Origin::Procfile || command.name == "web";
}

// The official images run a shell or Python's prompt if nothing else is said.
bool starts_nothing(const Image& image) {
  static constexpr std::array<std::string_view, 5> kBare = {"python", "debian", "ubuntu", "alpine",
                                                            "ghcr.io/astral-sh/uv"};
  const std::string base = image.base();
  const std::string_view name = std::string_view(base).substr(0, base.find_first_of(":@"));
  return std::find(kBare.begin(), kBare.end(), name) != kBare.end();
}

// docker_compose/backend.yaml, `docker compose -f shop.yml`: compose files by other names.
bool is_composed_elsewhere(const Delivery& delivery) {
  const auto& manifests = delivery.manifests();
  const auto names = [](const deploy::TextFile* one) {
    return contains_any(one->text.view(), {"compose -f ", "compose --file "});
  };
  if (std::any_of(manifests.makefiles.begin(), manifests.makefiles.end(), names) ||
      std::any_of(manifests.scripts.begin(), manifests.scripts.end(),
                  [&](const auto& one) { return names(one.file); })) {
    return true;
  }
  const auto& all = delivery.files().all();
  return std::any_of(all.begin(), all.end(), [](std::string_view path) {
    return (path.ends_with(".yaml") || path.ends_with(".yml")) &&
           lower_case(folder_of(path)).find("compose") != std::string::npos;
  });
}

// What a class makes for whoever uses a library has no name that a server could be told.
bool is_named(const app::Router& app) {
  if (!app.name) return false;
  return !app.construction.file->text(*app.name.node).starts_with("self.");
}

// The image of the application that has no command; null if there is none.
const Image* image_without_command(const Delivery& delivery) {
  for (const auto& image : delivery.images()) {
    const bool for_others = deploy::is_for_development(image->file().path);
    const bool has_command = image->dockerfile().last("CMD") != nullptr ||
                             image->dockerfile().last("ENTRYPOINT") != nullptr;
    if (for_others || has_command || !starts_nothing(*image)) continue;
    const app::AppRoutes* main = delivery.application().main_app();
    if (main != nullptr && is_named(*main->app) &&
        image->contains(main->app->construction.file->file().path)) {
      return image.get();
    }
  }
  return nullptr;
}

// A Dockerfile that Docker refuses may say what starts: that is not known.
bool has_refused_image(const Delivery& delivery) {
  const auto& problems = delivery.manifests().problems;
  return std::any_of(problems.begin(), problems.end(),
                     [](const auto& one) { return one.file->kind == repo::FileKind::Dockerfile; });
}

// Cloud Run builds from source with a start command of its own for main:app and app:app.
bool deploys_source(const Delivery& delivery) {
  const auto& steps = delivery.deploy_steps();
  return std::any_of(steps.begin(), steps.end(), [](const deploy::DeployStep& step) {
    return step.option("--source") != nullptr || step.option("source") != nullptr ||
           step.option("--command") != nullptr || step.option("--git-run-command") != nullptr ||
           step.option("--git-buildpack-run-command") != nullptr ||
           step.option("git-run-command") != nullptr;
  });
}

constexpr std::string_view kPeopleStartIt =
    "A platform that builds from git does not find it: it refuses, or runs a command that only "
    "somebody's dashboard knows.";
constexpr std::string_view kDashboardStartsIt =
    "The command is kept in the platform's dashboard: no review sees it change, and the next "
    "service is set up from memory.";

// Somebody knows how, and nothing that a platform reads does.
void say_known_elsewhere(Draft& draft, std::string_view risk, const DeliveryCheck& check,
                         const app::Router& app, const deploy::Hosting& host) {
  draft.severity(Severity::Warning).confidence(Confidence::Medium).risk(risk);
  say_command(draft, check, app, host);
}

void report_nothing(DeliveryCheck& check, const app::Router& app) {
  const deploy::Hosting host = deploy::hosting_of(check.delivery().environment());
  const std::string_view program = program_of(check, app);
  const std::string_view script = program.empty() ? script_of(check) : program;
  const std::string label = app::Application::label(app);
  if (const std::string_view page = page_of(check, app); !page.empty()) {
    Draft draft = check.report(app, "Only `{}` says how `{}` is started, which no platform reads",
                               {page, label});
    say_known_elsewhere(draft, kPeopleStartIt, check, app, host);
    return;
  }
  if (script.empty() && !host.name.empty()) {
    Draft draft = check.report(app,
                               "Nothing here says how `{}` is started: no Dockerfile, and no `{}` "
                               "of {}, whose variables `{}` reads",
                               {label, host.file, host.name, host.read_in});
    say_known_elsewhere(draft, kDashboardStartsIt, check, app, host);
    return;
  }
  if (script.empty()) {
    Draft draft = check.report(
        app, "Nothing that a platform reads says how `{}` is started: no Procfile, no Dockerfile",
        {label});
    draft.confidence(Confidence::Medium);
    say_command(draft, check, app, host);
    return;
  }
  Draft draft = check.report(app, "Only `{}{}` starts `{}`, which no Procfile or Dockerfile says",
                             {program.empty() ? "" : "python ", script, label});
  say_known_elsewhere(draft, kPeopleStartIt, check, app, host);
}

// An image whose server reloads sources that it does not hold: a compose file mounts them.
const StartCommand* start_of_mounted(const Delivery& delivery) {
  const auto& commands = delivery.start_commands();
  const auto found = std::find_if(commands.begin(), commands.end(), [](const StartCommand& one) {
    return one.origin == StartCommand::Origin::Dockerfile && one.is_for_development &&
           one.server.reload && !deploy::is_for_development(one.file->path) &&
           one.image != nullptr && !one.image->holds_sources();
  });
  return found == commands.end() ? nullptr : &*found;
}

// `uv sync` of a project that is a package, `src.app.main`, where the command says `app.main`: the
// name by which the image has it; empty if the project is not installed, or its name is the
// command's.
std::string installed_as(const DeliveryCheck& check, const StartCommand& start) {
  const auto& pyprojects = check.delivery().manifests().pyprojects;
  const bool is_package =
      std::any_of(pyprojects.begin(), pyprojects.end(), [](const deploy::TextFile* one) {
        return one->path == "pyproject.toml" &&
               one->text.view().find("[build-system]") != std::string_view::npos;
      });
  const app::AppRoutes* main = check.application().main_app();
  const Served served = served_by_name(check.model(), *main->app);
  if (!is_package || !start.image->installs_project() || served.name.empty()) return {};
  const std::string_view module = served.file->file().module_name;
  const bool is_longer =
      !start.served.module.empty() && module.ends_with("." + start.served.module);
  return is_longer ? std::string(module) + ":" + served.name : std::string();
}

// `CMD exec uvicorn src.app.main:app … --port ${PORT:-8000}`: the same command without what only
// developers want; empty of servers whose options have other names.
std::string command_without_reload(const StartCommand& start, std::string_view served) {
  if (start.server.server != deploy::Server::Uvicorn) return {};
  std::string text = "CMD exec";
  bool names_port = false;
  for (std::size_t i = 0; i < start.server.words.size(); ++i) {
    const std::string& word = start.server.words[i].text;
    names_port = names_port || word.starts_with("--port");
    if (word == "--reload") continue;
    if (word.starts_with("--reload-") || word == "--port") {
      i += word.find('=') == word.npos ? 1 : 0;
    } else if (!word.starts_with("--port=")) {
      text += " " + (word == start.server.target.text ? std::string(served) : word);
    }
  }
  const std::optional<int> port = start.server.port.number;
  return text + " --port ${PORT:-" + std::to_string(port ? *port : 8000) + "}";
}

// What becomes of developers' reloading.
std::string developers_part(const Delivery& delivery) {
  for (const StartCommand& one : delivery.start_commands()) {
    if (one.origin != StartCommand::Origin::Compose || !one.server.reload) continue;
    return "`" + one.file->path + "` has a `command:` of its own for developers, which can stay.";
  }
  return "Developers get the one that reloads as `command:` of the compose file.";
}

void say_without_reload(Draft& draft, const Delivery& delivery, const StartCommand& start,
                        std::string_view first, const std::string& served) {
  const std::string command = command_without_reload(start, served);
  draft.fix("{}{}. {}",
            {first,
             command.empty() ? "`" + served + "` without reloading, on the platform's port"
                             : "`" + command + "`",
             developers_part(delivery)});
}

// uvicorn's reloader outlives the process that finds nothing to import.
std::string_view what_happens(const StartCommand& start) {
  return start.server.server == deploy::Server::Uvicorn
             ? ": the reloader waits for a change, so that the container runs on and answers "
               "nothing."
             : ", and nothing of the API is answered.";
}

void report_mounted(DeliveryCheck& check, const StartCommand& start) {
  const std::string installed = installed_as(check, start);
  if (!installed.empty()) {
    Draft draft =
        check.report(*start.file, start.span,
                     "The image starts a server that reloads sources which only a compose file "
                     "mounts: by itself it has no `{}`, but the installed project, `{}`",
                     {start.served.module, installed});
    draft.risk("A platform that runs the image finds nothing to import by that name{}",
               {what_happens(start)});
    say_without_reload(draft, check.delivery(), start, "Start what is installed: ", installed);
    return;
  }
  Draft draft = check.report(
      *start.file, start.span,
      "The image starts a server that reloads sources which only a compose file mounts: by itself "
      "it has no application");
  draft.risk("A platform that runs the image finds nothing to import{}", {what_happens(start)});
  say_without_reload(
      draft, check.delivery(), start,
      "Copy the application into the final stage, and start it there: ", start.server.target.text);
}

void check(DeliveryCheck& check) {
  const Delivery& delivery = check.delivery();
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr || !check.application().functions().empty()) return;
  const auto& commands = delivery.start_commands();
  if (std::any_of(commands.begin(), commands.end(), is_started)) return;
  if (is_from_elsewhere(delivery) || deploys_source(delivery)) return;
  if (const StartCommand* start = start_of_mounted(delivery)) return report_mounted(check, *start);
  if (const Image* image = image_without_command(delivery)) {
    const bool by_compose = std::any_of(commands.begin(), commands.end(), [&](const auto& one) {
      return one.image == image || one.origin == StartCommand::Origin::CloudRun;
    });
    if (by_compose || is_composed_elsewhere(delivery)) return;
    const deploy::Stage& stage = image->dockerfile().stages().back();
    Draft draft =
        check.report(image->file(), stage.image_span,
                     "The image has no CMD: its container ends at once, or waits at a prompt");
    say_command(draft, check, *main->app);
    return;
  }
  if (!delivery.is_developed() || has_commands(delivery) || has_documented_program(check) ||
      !delivery.images().empty() || has_refused_image(delivery)) {
    return;
  }
  report_nothing(check, *main->app);
}

}  // namespace

extern constinit const Rule DEP008 = {
    .code = "DEP008",
    .name = "start-command-missing",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://www.koyeb.com/docs/build-and-deploy/build-from-git",
                   "https://devcenter.heroku.com/articles/procfile"},
    .risk =
        "Python has no default start command: the deployment is built and then fails, or runs a "
        "command that only somebody's dashboard knows.",
    .advice =
        "Write down the command that starts the server, in a Procfile or as CMD of a Dockerfile.",
    .docs = R"md(
No `web` process in a Procfile, no command in a Dockerfile, `koyeb.yaml` or Cloud Run service, no Firebase function: the
repository does not say how its application is started. Compose files count as development.

```python bad
# --- requirements.txt
fastapi==0.115.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

A command that is set in a platform's dashboard cannot be seen, which is why this asks for review. A Dockerfile of a bare
Python image without CMD is certain. Silent for packages with commands of their own (`[project.scripts]`), where a page says
`python main.py` of a file that calls `uvicorn.run`, and where the manifests of other platforms are there. A warning where a file of the
repository runs the server itself or a page says how, and where the code reads variables of Render, Railway or Fly.io, which keep the
command in a dashboard. An image whose server reloads sources that only a compose file mounts cannot start by itself either.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
