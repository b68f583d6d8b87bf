#include "deploy/dump_delivery.h"

#include "project/path_and_line.h"

namespace fastidious::deploy {
namespace {

using Json = nlohmann::ordered_json;

std::string place(const TextFile* file, Span span) {
  if (file == nullptr) return "";
  return path_and_line(*file, span.begin);
}

std::string_view name_of(StartCommand::Origin origin) {
  static constexpr std::string_view kNames[] = {"procfile", "dockerfile", "compose", "cloud-run",
                                                "koyeb"};
  return kNames[static_cast<int>(origin)];
}

std::string_view name_of(ServedObject::Kind kind) {
  static constexpr std::string_view kNames[] = {"unknown", "application", "object",
                                                "factory", "no-module",   "no-attribute"};
  return kNames[static_cast<int>(kind)];
}

std::string_view name_of(Host::Kind kind) {
  static constexpr std::string_view kNames[] = {"any", "local", "unknown"};
  return kNames[static_cast<int>(kind)];
}

std::string_view name_of(Port::Kind kind) {
  static constexpr std::string_view kNames[] = {"literal",  "variable", "unexpanded", "default",
                                                "platform", "unknown",  "none"};
  return kNames[static_cast<int>(kind)];
}

std::string_view name_of(Probe::Origin origin) {
  static constexpr std::string_view kNames[] = {"healthcheck", "compose", "cloud-run", "koyeb",
                                                "smoke-test"};
  return kNames[static_cast<int>(origin)];
}

std::string_view name_of(DeployStep::Tool tool) {
  static constexpr std::string_view kNames[] = {
      "koyeb",    "koyeb-action",    "gcloud-run", "cloud-run-action",
      "firebase", "firebase-action", "other"};
  return kNames[static_cast<int>(tool)];
}

Json json_of(const Port& port) {
  Json json = {{"kind", name_of(port.kind)}};
  if (port.number) json["number"] = *port.number;
  if (!port.variable.empty()) json["variable"] = port.variable;
  return json;
}

Json json_of(const ServedObject& served) {
  Json json = {{"kind", name_of(served.kind)}};
  if (!served.module.empty()) json["module"] = served.module;
  if (!served.attribute.empty()) json["attribute"] = served.attribute;
  if (served.file != nullptr) json["file"] = served.file->file().path;
  if (served.app != nullptr) json["application"] = app::Application::label(*served.app->app);
  return json;
}

Json json_of(const StartCommand& command) {
  Json json = {{"origin", name_of(command.origin)}, {"at", place(command.file, command.span)}};
  if (!command.name.empty()) json["name"] = command.name;
  if (command.is_for_development) json["for_development"] = true;
  const ServerCommand& server = command.server;
  if (server.server == Server::None) return json;
  json["server"] = deploy::name_of(server.server);
  json["command_at"] = place(server.file(), server.span());
  json["host"] = name_of(server.host.kind);
  json["port"] = json_of(server.port);
  if (server.workers) json["workers"] = server.workers.text;
  if (server.worker_class) json["worker_class"] = server.worker_class.text;
  if (server.reload) json["reload"] = true;
  if (command.shell_stays) json["shell_stays"] = true;
  json["serves"] = json_of(command.served);
  return json;
}

Json json_of(const Image& image) {
  Json json = {{"dockerfile", image.file().path},
               {"base", image.base()},
               {"context", image.context()},
               {"context_is_known", image.context_is_known()}};
  if (image.workdir_is_known()) json["workdir"] = image.workdir();
  if (image.user() != nullptr) json["user"] = image.user()->words[0].text;
  if (image.ignore() != nullptr) json["ignore"] = image.ignore()->file->path;
  return json;
}

Json json_of(const Probe& probe) {
  Json json = {{"origin", name_of(probe.origin)},
               {"at", place(probe.file, probe.span)},
               {"path", probe.path}};
  if (probe.port) json["port"] = *probe.port;
  return json;
}

template <class List>
Json list_of(const List& list) {
  Json json = Json::array();
  for (const auto& one : list) json.push_back(json_of(one));
  return json;
}

}  // namespace

Json dump_delivery(const Delivery& delivery) {
  Json json;
  json["platforms"] = Json::array();
  for (const PlatformEvidence& one : delivery.platforms()) {
    json["platforms"].push_back({{"platform", deploy::name_of(one.platform)},
                                 {"at", place(one.file, one.span)},
                                 {"evidence", one.what}});
  }
  json["images"] = Json::array();
  for (const auto& image : delivery.images()) json["images"].push_back(json_of(*image));
  json["start_commands"] = list_of(delivery.start_commands());
  json["probes"] = list_of(delivery.probes());
  json["deployments"] = Json::array();
  for (const DeployStep& step : delivery.deploy_steps()) {
    json["deployments"].push_back(
        {{"tool", name_of(step.tool)}, {"at", place(step.file, step.span)}});
  }
  json["problems"] = Json::array();
  for (const ManifestProblem& one : delivery.manifests().problems) {
    json["problems"].push_back({{"file", one.file->path}, {"reason", one.reason}});
  }
  return json;
}

}  // namespace fastidious::deploy
