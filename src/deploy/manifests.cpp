#include "deploy/manifests.h"

#include <algorithm>
#include <array>

#include "deploy/snapshots.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using repo::FileKind;

constexpr std::array<std::string_view, 4> kKoyeb = {"koyeb.yaml", "koyeb.yml", "koyeb-compose.yaml",
                                                    "koyeb-compose.yml"};
constexpr std::string_view kPreCommit = ".pre-commit-config.yaml";
constexpr std::array<std::string_view, 4> kCondas = {"environment.yml", "environment.yaml",
                                                     "conda.yml", "conda.yaml"};
constexpr std::array<std::string_view, 2> kActions = {"action.yml", "action.yaml"};
constexpr std::array<std::string_view, 2> kDependabots = {"dependabot.yml", "dependabot.yaml"};

bool is_cloud_build(std::string_view name) {
  const bool is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  return is_yaml && name.find("cloudbuild") != name.npos;  // api.cloudbuild.yaml
}

// A Knative service says so in its first line or two.
bool is_service(std::string_view text) { return text.find("serving.knative.dev/") != text.npos; }

// A template of CloudFormation.
bool is_stack(std::string_view text) { return text.find("AWSTemplateFormatVersion") != text.npos; }

// A committed contract, by its name.
bool is_contract(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "openapi.json" || name == "swagger.json" || name == "openapi-schema.json";
}

// Pages in which people write down how to operate a service.
bool is_page(std::string_view path) {
  static constexpr std::array<std::string_view, 18> kTopics = {
      "deploy",  "runbook",    "rollback", "operat",      "release",  "contribut",
      "hosting", "production", "config",   "environment", "develop",  "test",
      "monitor", "observab",   "logging",  "alert",       "incident", "getting"};
  if (!path.ends_with(".md") && !path.ends_with(".rst") && !path.ends_with(".txt")) return false;
  const std::string name = lower_case(name_of(path));
  return std::any_of(kTopics.begin(), kTopics.end(),
                     [&](std::string_view topic) { return name.find(topic) != name.npos; });
}

// A page of the documentation, about whatever it is; what has changed is told of the past.
bool is_documentation(std::string_view path) {
  const bool is_text = path.ends_with(".md") || path.ends_with(".mdx") || path.ends_with(".rst");
  const std::string name = lower_case(name_of(path));
  const bool is_first = path.find('/') == path.npos || name.find("readme") != name.npos;
  // What agents are told, developers read.
  const bool is_for_agents = name == "agents.md" || name == "claude.md";
  if (is_for_agents) return true;
  const bool is_past = name.starts_with("change") || name.starts_with("history");
  if (is_text && is_first && !is_past) return true;
  return is_text && (path.starts_with("docs/") || path.find("/docs/") != path.npos ||
                     path.starts_with("doc/") || path.starts_with("documentation/"));
}

constexpr std::string_view kFly = "fly.toml";

// Such as `logging.ini`.
bool may_configure_logging(std::string_view path) {
  const std::string name = lower_case(name_of(path));
  const bool is_ini = name.ends_with(".ini") || name.ends_with(".conf") || name.ends_with(".cfg");
  return is_ini && name.find("log") != name.npos;
}

bool configures_logging(std::string_view text) {
  return contains_any(text, {"[handlers]"}) && contains_any(text, {"[formatters]"});
}

// Settings of an editor, and what configures a front end and its tests, by their names.
bool may_use_env_files(std::string_view path) {
  constexpr std::array<std::string_view, 6> kScripts = {".ts",  ".js",  ".mts",
                                                        ".mjs", ".cts", ".cjs"};
  const std::string name = lower_case(name_of(path));
  const bool is_script = std::any_of(kScripts.begin(), kScripts.end(),
                                     [&](std::string_view end) { return name.ends_with(end); });
  if (is_script) return contains_any(name, {"config", "setup", "env"});
  return name.ends_with(".json") && folder_of(path).ends_with(".vscode");
}

bool names_env_file(std::string_view text) {
  return contains_any(text, {"/.env", "\".env", "'.env", "`.env"});
}

bool may_be_read(std::string_view path) {
  return may_use_env_files(path) || may_configure_logging(path) || is_page(path) ||
         is_contract(path) || is_documentation(path) || name_of(path) == kFly;
}

class Reader {
 public:
  explicit Reader(Manifests& out) : out_(out) {}

  void read(const TextFile& file) {
    file_ = &file;
    text_ = file.text.view();
    switch (file.kind) {
      case FileKind::Dockerfile: return read_dockerfile();
      case FileKind::Procfile: return keep(out_.procfiles, parse_procfile(text_));
      case FileKind::Workflow: return read_workflow();
      case FileKind::Shell: return read_script();
      case FileKind::Env: return keep(out_.env_files, parse_env_file(text_));
      case FileKind::Compose: return read_document(out_.compose, parse_yaml(text_));
      case FileKind::FirebaseJson: return read_firebase();
      case FileKind::Yaml: return read_yaml();
      case FileKind::IgnoreFile: return read_ignore_file();
      default: return list();
    }
  }

 private:
  template <class List, class Content>
  void keep(List& list, Content content) {
    list.push_back({file_, std::move(content)});
  }

  void problem(std::string_view reason) {
    if (!reason.empty()) out_.problems.push_back({file_, std::string(reason)});
  }

  // A text from which Dockerfiles are made: Dockerfile.template, Dockerfile-tmpl, Dockerfile.j2.
  static bool is_template(std::string_view path) {
    const std::string name = lower_case(name_of(path));
    return contains_any(name, {"template", "tmpl"}) || name.ends_with(".tpl") ||
           name.ends_with(".j2") || name.ends_with(".jinja") || name.ends_with(".in");
  }

  void read_dockerfile() {
    if (is_template(file_->path)) return;
    Dockerfile content = parse_dockerfile(text_);
    problem(content.problem());
    if (content.is_refused()) return;  // no image comes of it
    keep(out_.dockerfiles, std::move(content));
  }

  void read_workflow() {
    if (file_->path.find(".github/workflows/") == std::string::npos) return;
    Workflow content = parse_workflow(text_);
    problem(content.problem);
    keep(out_.workflows, std::move(content));
  }

  void read_script() {
    Script content = parse_shell(text_);
    problem(content.problem);
    keep(out_.scripts, std::move(content));
  }

  void read_document(std::vector<Read<Document>>& list, Document content) {
    if (!content.problem().empty()) {
      const std::uint32_t line = file_->lines.line_of(content.problem_at());
      return problem("line " + std::to_string(line) + ": " + content.problem());
    }
    if (content.root() != nullptr) keep(list, std::move(content));
  }

  void read_firebase() {
    const bool names = name_of(file_->path) == ".firebaserc";
    read_document(names ? out_.firebaserc : out_.firebase, parse_json(text_));
  }

  void read_yaml() {
    const std::string_view name = name_of(file_->path);
    if (is_one_of(name, kKoyeb)) return read_document(out_.koyeb, parse_yaml(text_));
    if (name == kPreCommit) return out_.pre_commits.push_back(file_);
    if (is_one_of(name, kActions)) return read_document(out_.actions, parse_yaml(text_));
    if (is_one_of(name, kDependabots)) return read_document(out_.dependabots, parse_yaml(text_));
    if (is_one_of(name, kCondas)) return read_document(out_.condas, parse_yaml(text_));
    if (is_cloud_build(name)) return read_document(out_.cloud_builds, parse_yaml(text_));
    if (is_stack(text_)) return out_.stacks.push_back(file_);
    if (is_service(text_)) read_document(out_.services, parse_yaml(text_));
  }

  void read_ignore_file() {
    if (name_of(file_->path) == ".gitignore") out_.git_ignores.push_back(file_);
    if (name_of(file_->path) == ".gitattributes") out_.git_attributes.push_back(file_);
    if (name_of(file_->path).ends_with(".dockerignore")) {
      keep(out_.docker_ignores, DockerIgnore(text_));
    }
  }

  void list() {
    switch (file_->kind) {
      case FileKind::Requirements: out_.requirements.push_back(file_); break;
      case FileKind::Pyproject: out_.pyprojects.push_back(file_); break;
      case FileKind::PythonVersion: out_.python_versions.push_back(file_); break;
      case FileKind::FirebaseRules: out_.firebase_rules.push_back(file_); break;
      case FileKind::Makefile: out_.makefiles.push_back(file_); break;
      case FileKind::Other:
      case FileKind::Json: list_page(); break;
      default: out_.documents.push_back(file_); break;
    }
  }

  void list_page() {
    if (may_use_env_files(file_->path)) return out_.env_file_users.push_back(file_);
    if (may_configure_logging(file_->path)) return out_.log_files.push_back(file_);
    if (name_of(file_->path) == kFly) return out_.flies.push_back(file_);
    if (is_contract(file_->path)) return out_.contracts.push_back(file_);
    (is_page(file_->path) ? out_.documents : out_.pages).push_back(file_);
  }

  Manifests& out_;
  const TextFile* file_ = nullptr;
  std::string_view text_;
};

}  // namespace

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string joined_path(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::string_view text : {folder, path}) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('/'), text.size());
      const std::string_view part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (part == ".." && parts.empty()) return {};
      if (part == "..") {
        parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
    }
  }
  std::string result;
  for (std::string_view part : parts) {
    if (!result.empty()) result += '/';
    result += part;
  }
  return result;
}

bool may_be_manifest(const repo::RepositoryFile& file) {
  switch (file.kind) {
    case FileKind::Other:
    case FileKind::Json: return may_be_read(file.path);
    case FileKind::Python:
    case FileKind::PythonStub:
    case FileKind::LockFile: return false;
    default: return true;
  }
}

bool is_manifest(const TextFile& file) {
  if (file.kind == FileKind::Other || file.kind == FileKind::Json) {
    if (may_use_env_files(file.path)) return names_env_file(file.text.view());
    if (may_configure_logging(file.path)) return configures_logging(file.text.view());
    return may_be_read(file.path);
  }
  if (file.kind == FileKind::LockFile) return false;  // kept for the versions that it holds
  if (file.kind != FileKind::Yaml) return true;
  const std::string_view name = name_of(file.path);
  return name == kPreCommit || is_one_of(name, kKoyeb) || is_one_of(name, kActions) ||
         is_one_of(name, kDependabots) || is_one_of(name, kCondas) || is_cloud_build(name) ||
         is_service(file.text.view()) || is_stack(file.text.view());
}

Manifests read_manifests(const std::vector<const TextFile*>& texts) {
  Manifests result;
  Reader reader(result);
  for (const TextFile* file : texts) {
    if (is_manifest(*file)) reader.read(*file);
  }
  std::erase_if(result.dockerfiles,
                [&texts](const Read<Dockerfile>& one) { return is_snapshot(*one.file, texts); });
  return result;
}

}  // namespace fastidious::deploy
