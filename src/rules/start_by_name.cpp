#include "rules/start_by_name.h"

#include <algorithm>

namespace fastidious::rules {
namespace {

using namespace syntax;

bool needs_arguments(const FunctionDef& function) {
  return std::any_of(function.args->all.begin(), function.args->all.end(), [](const Arg* one) {
    const bool collects =
        one->passing == Passing::VarPositional || one->passing == Passing::VarKeyword;
    return one->default_value == nullptr && !collects;
  });
}

// `app = create_app()` of a module; null if none is.
Served object_made_by(const semantic::Model& model, const FunctionDef& factory) {
  for (const semantic::FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const Stmt* statement : file.tree().root().body) {
      const auto* given = statement->as<Assign>();
      const auto* call = given != nullptr ? given->value->as<Call>() : nullptr;
      const bool made = call != nullptr && given->targets[0]->is(Kind::Name) &&
                        file.definition_of(*call->func).node == &factory;
      if (made) return {&file, std::string(file.text(*given->targets[0])), false};
    }
  }
  return {};
}

// The function that calls the factory and adds to what it makes, `create_production_app()`; else
// the factory itself, if it can be called without arguments.
Served factory_around(const semantic::FileModel& file, const FunctionDef& factory) {
  const FunctionDef* outermost = needs_arguments(factory) ? nullptr : &factory;
  for (const Stmt* statement : file.tree().root().body) {
    const auto* other = statement->as<FunctionDef>();
    if (other == nullptr || other == &factory || needs_arguments(*other)) continue;
    const auto calls = file.tree().nodes_of<Call>(*other);
    const auto returns = file.tree().nodes_of<Return>(*other);
    const bool wraps = std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
      return file.definition_of(*call->func).node == &factory;
    });
    const bool gives = std::any_of(returns.begin(), returns.end(),
                                   [](const Return* one) { return one->value != nullptr; });
    if (wraps && gives) outermost = other;
  }
  if (outermost == nullptr || file.enclosing_class(*outermost) != nullptr) return {};
  return {&file, std::string(file.text(outermost->name)), true};
}

// Where the command is written, "… {} …" where it stands.
struct Place {
  std::string_view before, port, behind;
};

Place place_for(const deploy::Hosting& host) {
  if (host.name == "Render") {
    return {"in `render.yaml`, as `startCommand: ", "$PORT",
            "` of the service, and let a Blueprint of Render manage it from there"};
  }
  if (host.name == "Railway") {
    return {"in `railway.toml`, below `[deploy]`, as `startCommand = \"", "$PORT", "\"`"};
  }
  if (host.name == "Fly.io") {
    return {"as `CMD exec ", "${PORT:-8080}", "` of a Dockerfile, which Fly.io builds"};
  }
  return {"in a Procfile, `web: ", "${PORT:-8000}", "`, or as CMD of a Dockerfile"};
}

}  // namespace

Served served_by_name(const semantic::Model& model, const app::Router& app) {
  const semantic::FileModel& file = *app.construction.file;
  const FunctionDef* factory = file.enclosing_function(*app.construction.expr);
  if (factory == nullptr) {
    if (!app.name) return {};
    return {&file, std::string(file.text(*app.name.node)), false};
  }
  const Served made = object_made_by(model, *factory);
  return made.file != nullptr ? made : factory_around(file, *factory);
}

void say_command(Draft& draft, const DeliveryCheck& check, const app::Router& app,
                 const deploy::Hosting& host) {
  const Served served = served_by_name(check.model(), app);
  if (served.name.empty() || served.file->file().module_name.empty()) return;
  const auto& file = served.file->file();
  const Place place = place_for(host);
  draft.fix("Write it down {}uvicorn {}{}:{} --host 0.0.0.0 --port {}{}{}{}{}.",
            {place.before, served.is_factory ? "--factory " : "", file.module_name, served.name,
             place.port, place.behind, file.import_root.empty() ? "" : ", in `", file.import_root,
             file.import_root.empty() ? "" : "`"});
}

}  // namespace fastidious::rules
