#include "deploy/start_command.h"

#include <algorithm>
#include <array>

#include "deploy/command_resolver.h"
#include "deploy/compose_build.h"
#include "deploy/gunicorn_config.h"
#include "deploy/program_server.h"
#include "deploy/served_object.h"
#include "deploy/tool_folders.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using Origin = StartCommand::Origin;

// A text of a manifest that is split at blanks and quotes, and seen by no shell.
std::vector<Argument> split_words(const Node& node, const TextFile& file) {
  std::vector<Argument> words;
  if (node.is_list()) {
    for (const Node* item : node.items) words.push_back({item->text, &file, item->span, {}});
    return words;
  }
  const MappedText mapped = mapped_text(node, file.text.view());
  const Script script = parse_shell(mapped.text());
  for (const Command& command : script.commands) {
    for (const Word& word : command.words) {
      words.push_back({word.text, &file, mapped.place(word.span), {}});
    }
  }
  return words;
}

// What [tool.fastapi] of a pyproject.toml says as its entrypoint; empty if it says none.
Setting entrypoint_of(const TextFile& pyproject) {
  const std::string_view text = pyproject.text.view();
  const std::size_t section = text.find("\n[tool.fastapi]");
  if (section == text.npos) return {};
  const std::size_t end = std::min(text.find("\n[", section + 1), text.size());
  const std::size_t key = text.find("\nentrypoint", section);
  const std::size_t open = text.find_first_of("\"'", std::min(key, end));
  if (key >= end || open >= end) return {};
  const std::size_t close = text.find(text[open], open + 1);
  if (close >= end) return {};
  const Span span{static_cast<Offset>(open + 1), static_cast<Offset>(close)};
  return {std::string(pyproject.slice(span)), &pyproject, span, false};
}

class Collecting {
 public:
  Collecting(const app::Application& application, const Manifests& manifests,
             const RepositoryFiles& files, const std::vector<std::unique_ptr<Image>>& images)
      : application_(application), manifests_(manifests), files_(files), images_(images) {}

  std::vector<StartCommand> run() {
    for (const Read<Procfile>& one : manifests_.procfiles) add_procfile(one);
    for (const auto& image : images_) add_image(*image);
    for (const Read<Document>& one : manifests_.compose) add_compose(one);
    for (const Read<Document>& one : manifests_.services) add_service(one);
    for (const Read<Document>& one : manifests_.koyeb) add_koyeb(one);
    return std::move(result_);
  }

 private:
  StartCommand start(Origin origin, const TextFile& file, Span span, std::string_view name) const {
    StartCommand command;
    command.origin = origin;
    command.file = &file;
    command.span = span;
    command.name = name;
    command.folder = folder_of(file.path);
    const bool local = origin == Origin::Compose && !is_for_production(file.path);
    command.is_for_development = local || is_for_development(file.path) ||
                                 file.role == project::Role::Test ||
                                 file.role == project::Role::Example;
    return command;
  }

  // What a compose file is for that starts the repository's own images; most are a developer's.
  static bool is_for_production(std::string_view compose) {
    static constexpr std::array<std::string_view, 3> kNames = {"deploy", "staging", "vps"};
    const std::string_view name = name_of(compose);
    return compose.find("prod") != compose.npos ||
           std::any_of(kNames.begin(), kNames.end(),
                       [&](std::string_view one) { return name.find(one) != name.npos; });
  }

  void add(StartCommand command) {
    if (command.server.server == Server::Program) {
      read_program(application_, files_, command);
    } else if (command.server.server != Server::None) {
      read_entrypoint(command);
      read_gunicorn_config(application_, command);
      command.served = served_object(application_, files_, command);
    }
    command.is_for_development |=
        is_of_stage_for_developers(command) || (command.server.reload && is_given_sources(command));
    result_.push_back(std::move(command));
  }

  // FROM base AS development, the last stage: what production runs is built elsewhere.
  static bool is_of_stage_for_developers(const StartCommand& command) {
    if (command.origin != Origin::Dockerfile || command.image == nullptr) return false;
    const auto& stages = command.image->dockerfile().stages();
    const std::string name = stages.empty() ? std::string() : lower_case(stages.back().name);
    return name == "dev" || name == "development" || name == "local";
  }

  // [tool.fastapi] entrypoint = "app.main:app", of which `fastapi run` reads the one in its folder.
  void read_entrypoint(StartCommand& command) const {
    const Server server = command.server.server;
    if (command.server.target || (server != Server::FastapiRun && server != Server::FastapiDev)) {
      return;
    }
    constexpr std::string_view kName = "pyproject.toml";
    const std::string path =
        command.image != nullptr
            ? command.image->repository_path(image_path(command.image->workdir(), kName))
                  .value_or(std::string())
            : joined_path(command.folder, kName);
    for (const TextFile* one : manifests_.pyprojects) {
      if (one->path == path) command.server.target = entrypoint_of(*one);
    }
  }

  // Whether an image holds no sources, and a compose file mounts them where it runs.
  bool is_given_sources(const StartCommand& command) const {
    if (command.origin != Origin::Dockerfile || command.image->holds_sources()) return false;
    const auto services = services_built_by(manifests_, command.image->file().path);
    return !services.empty() && std::ranges::all_of(services, [](const ComposeService& one) {
      return mounts_folder(*one.node);
    });
  }

  // volumes: ["./src:/code"], or {type: bind, source: ./src}
  static bool mounts_folder(const Node& service) {
    const Node* volumes = service.find("volumes");
    if (volumes == nullptr) return false;
    return std::any_of(volumes->items.begin(), volumes->items.end(), [](const Node* one) {
      const std::string_view source =
          one->is_scalar() ? std::string_view(one->text) : one->text_of("source");
      return source.starts_with('.') || source.starts_with("${PWD}");
    });
  }

  void add_procfile(const Read<Procfile>& procfile) {
    for (const Process& process : procfile.content.processes) {
      StartCommand command =
          start(Origin::Procfile, *procfile.file, process.command_span, process.name);
      const MappedText text(process.command, process.command_span.begin);
      // Buildpacks start it by `bash -c`.
      CommandResolver(manifests_, command, {}).run_shell("bash", text, *procfile.file);
      add(std::move(command));
    }
  }

  static std::vector<Argument> words_of(const Instruction& instruction, const TextFile& file) {
    std::vector<Argument> words;
    for (const Instruction::Part& part : instruction.words) {
      words.push_back({part.text, &file, part.span, {}});
    }
    return words;
  }

  void add_image(const Image& image) {
    const Instruction* entrypoint = image.dockerfile().last("ENTRYPOINT");
    const Instruction* cmd = image.dockerfile().last("CMD");
    const Instruction* said = cmd != nullptr ? cmd : entrypoint;
    if (said == nullptr) return;
    StartCommand command = start(Origin::Dockerfile, image.file(), said->span, "");
    command.image = &image;
    CommandResolver resolver(manifests_, command, image.environment());
    if (entrypoint != nullptr && !entrypoint->is_exec_form) {
      command.is_shell_form = true;
      resolver.run_shell(shell_of(image), entrypoint->arguments, image.file());
    } else if (cmd != nullptr && !cmd->is_exec_form && entrypoint == nullptr) {
      command.is_shell_form = true;
      resolver.run_shell(shell_of(image), cmd->arguments, image.file());
    } else {
      resolver.run_words(exec_words(entrypoint, cmd, image.file()));
    }
    add(std::move(command));
  }

  static std::vector<Argument> exec_words(const Instruction* entrypoint, const Instruction* cmd,
                                          const TextFile& file) {
    std::vector<Argument> words;
    if (entrypoint != nullptr) words = words_of(*entrypoint, file);
    if (cmd == nullptr) return words;
    if (cmd->is_exec_form) {
      for (Argument& word : words_of(*cmd, file)) words.push_back(std::move(word));
    } else {
      words.push_back({"/bin/sh", &file, cmd->span, {}});
      words.push_back({"-c", &file, cmd->span, {}});
      words.push_back({cmd->arguments.text(), &file, cmd->arguments.whole(), {}});
    }
    return words;
  }

  // Of SHELL ["/bin/bash", "-c"]; that of the image is not known.
  static std::string_view shell_of(const Image& image) {
    const Instruction* shell = image.dockerfile().last("SHELL");
    return shell == nullptr || shell->words.empty()
               ? std::string_view("sh")
               : name_of(std::string_view(shell->words[0].text));
  }

  const Image* image_at(std::string_view path) const {
    const auto at = std::find_if(images_.begin(), images_.end(), [&](const auto& one) {
      return same_but_for_case(one->file().path, path);
    });
    return at == images_.end() ? nullptr : at->get();
  }

  void add_compose(const Read<Document>& compose) {
    const Node* services = compose.content.root()->find("services");
    if (services == nullptr || !services->is_map()) return;
    for (std::size_t i = 0; i < services->items.size(); ++i) {
      const Node& service = *services->items[i];
      const Node* said = service.find("command");
      if (said == nullptr || service.find("build") == nullptr) continue;
      StartCommand command =
          start(Origin::Compose, *compose.file, said->span, services->keys[i]->text);
      const auto build = compose_build(service, compose.file->path);
      command.image = build ? image_at(build->dockerfile) : nullptr;
      Environment environment =
          command.image != nullptr ? command.image->environment() : Environment{};
      std::vector<Argument> words = entrypoint_words(service, command.image, *compose.file);
      for (Argument& word : split_words(*said, *compose.file)) words.push_back(std::move(word));
      CommandResolver(manifests_, command, std::move(environment)).run_words(words);
      add(std::move(command));
      forget_missing_module(result_.back());
    }
  }

  // What an image holds whose Dockerfile is elsewhere cannot be told.
  static void forget_missing_module(StartCommand& command) {
    const bool is_missing = command.served.kind == ServedObject::Kind::NoModule;
    if (command.image == nullptr && is_missing) command.served.kind = ServedObject::Kind::Unknown;
  }

  // What a service's command is handed to: its own entrypoint, or the image's.
  static std::vector<Argument> entrypoint_words(const Node& service, const Image* image,
                                                const TextFile& compose) {
    if (const Node* own = service.find("entrypoint")) return split_words(*own, compose);
    const Instruction* said = image != nullptr ? image->dockerfile().last("ENTRYPOINT") : nullptr;
    if (said == nullptr || !said->is_exec_form) return {};
    return words_of(*said, image->file());
  }

  void add_service(const Read<Document>& service) {
    for (const Node* root : service.content.roots()) {
      const Node* containers = root->find({"spec", "template", "spec", "containers"});
      if (containers == nullptr || !containers->is_list()) continue;
      for (const Node* container : containers->items) add_container(service, *container);
    }
  }

  void add_container(const Read<Document>& service, const Node& container) {
    std::vector<Argument> words;
    const Node* first = nullptr;
    for (const char* key : {"command", "args"}) {
      const Node* part = container.find(key);
      if (part == nullptr) continue;
      if (first == nullptr) first = part;
      for (Argument& word : split_words(*part, *service.file)) words.push_back(std::move(word));
    }
    if (first == nullptr) return;
    StartCommand command =
        start(Origin::CloudRun, *service.file, first->span, container.text_of("name"));
    CommandResolver(manifests_, command, {}).run_words(words);
    add(std::move(command));
  }

  // services: a map by name, or a list of definitions
  // (https://github.com/koyeb/koyeb-cli: compose.go and its examples).
  void add_koyeb(const Read<Document>& koyeb) {
    const Node* services = koyeb.content.root()->find("services");
    if (services == nullptr) services = koyeb.content.root()->find("service");
    if (services == nullptr) return;
    if (services->find("git") != nullptr || services->find("docker") != nullptr) {
      return add_koyeb_service(koyeb, *services);
    }
    for (const Node* one : services->items) {
      const Node* definition = one->find("definition");
      add_koyeb_service(koyeb, definition != nullptr ? *definition : *one);
    }
  }

  void add_koyeb_service(const Read<Document>& koyeb, const Node& service) {
    const Node* said = service.find({"git", "run_command"});
    if (said == nullptr) said = service.find({"git", "buildpack", "run_command"});
    if (said == nullptr || !said->is_scalar()) return;
    StartCommand command = start(Origin::Koyeb, *koyeb.file, said->span, service.text_of("name"));
    CommandResolver(manifests_, command, {})
        .run_shell("bash", mapped_text(*said, koyeb.file->text.view()), *koyeb.file);
    add(std::move(command));
  }

  const app::Application& application_;
  const Manifests& manifests_;
  const RepositoryFiles& files_;
  const std::vector<std::unique_ptr<Image>>& images_;
  std::vector<StartCommand> result_;
};

}  // namespace

bool is_for_development(std::string_view path) {
  static constexpr std::array<std::string_view, 11> kWords = {
      "dev",         "local",   "test", "tests", "debug",     "devcontainer",
      "development", "testing", "ci",   "e2e",   "playwright"};
  const std::string lower = lower_case(path);
  if (lower.find(".devcontainer/") != lower.npos || is_below_tool(lower)) return true;
  std::string_view folders = lower;  // dev/elasticsearch/Dockerfile
  for (std::size_t slash = folders.find('/'); slash != folders.npos; slash = folders.find('/')) {
    if (is_one_of(folders.substr(0, slash), kWords)) return true;
    folders.remove_prefix(slash + 1);
  }
  std::string_view name = name_of(lower);
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(".-_"), name.size());
    if (std::find(kWords.begin(), kWords.end(), name.substr(0, end)) != kWords.end()) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

std::vector<StartCommand> start_commands(const app::Application& application,
                                         const Manifests& manifests, const RepositoryFiles& files,
                                         const std::vector<std::unique_ptr<Image>>& images) {
  return Collecting(application, manifests, files, images).run();
}

}  // namespace fastidious::deploy
