#include <algorithm>
#include <string>
#include <vector>

#include "deploy/compose_build.h"
#include "deploy/environment/env_file_folders.h"
#include "deploy/image.h"
#include "rules/delivery_check.h"
#include "rules/image_env_files.h"
#include "rules/rule.h"
#include "text/in_words.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Instruction;

// `COPY . .`, `ADD . /app`: all of the context, not of another stage.
bool copies_all(const Instruction& instruction) {
  if ((instruction.keyword != "COPY" && instruction.keyword != "ADD") ||
      !instruction.flag("from").empty() || instruction.words.size() < 2) {
    return false;
  }
  return std::any_of(instruction.words.begin(), instruction.words.end() - 1,
                     [](const Instruction::Part& word) {
                       return word.text == "." || word.text == "./" || word.text == "*";
                     });
}

const Instruction* copying_all(const deploy::Dockerfile& dockerfile) {
  for (const Instruction* instruction : dockerfile.final_instructions()) {
    if (copies_all(*instruction)) return instruction;
  }
  return nullptr;
}

// What gets in: "`.env` and `.git`". The history is in the repository's root only.
std::string let_through(const deploy::Image& image, const DeliveryCheck& check) {
  std::string names;
  const auto add = [&](std::string_view path, bool may_be_there) {
    const auto* ignored = image.ignore();
    if (!may_be_there || (ignored != nullptr && ignored->content.excludes(path))) return;
    names += names.empty() ? "`" : " and `";
    names += path.substr(0, path.find('/'));
    names += '`';
  };
  add(".env", deploy::may_keep_env_file(check.delivery(), image.context()));
  add(".git/config", image.context().empty());
  return names;
}

// Whether the service mounts the folder that the image is built of over it, `.:/app`, or the env
// file itself.
bool mounts_env_file(const deploy::Node& service, std::string_view folder,
                     const deploy::Image& image) {
  const deploy::Node* volumes = service.find("volumes");
  if (volumes == nullptr) return false;
  return std::any_of(volumes->items.begin(), volumes->items.end(), [&](const deploy::Node* one) {
    const std::string_view source =
        one->is_map() ? one->text_of("source")
                      : std::string_view(one->text).substr(0, one->text.find(':'));
    return source.starts_with('.') && (deploy::joined_path(folder, source) == image.context() ||
                                       deploy::name_of(source).starts_with(".env"));
  });
}

// Whether `environment:` of a compose service names the variable.
bool names(const deploy::Node& given, std::string_view variable) {
  if (given.find(variable) != nullptr) return true;
  return std::any_of(given.items.begin(), given.items.end(), [&](const deploy::Node* item) {
    return item->text.substr(0, item->text.find('=')) == variable;
  });
}

// Whether the service is given what the settings need: each variable that is required, or, where
// none is, one at least.
bool gives_values(const deploy::Node& service, const deploy::Image& image,
                  const app::SettingsClass& settings) {
  const deploy::Node* given = service.find("environment");
  bool gives_one = false, needs_one = false, lacks_one = false;
  for (const app::EnvironmentVariable& one : settings.variables) {
    const bool is_given = given != nullptr && names(*given, one.name);
    gives_one = gives_one || is_given;
    needs_one = needs_one || one.is_required;
    lacks_one =
        lacks_one || (one.is_required && !is_given && !image.environment().contains(one.name));
  }
  return needs_one ? !lacks_one : gives_one;
}

// Whether the program in the service reads its values from the env file that was copied.
bool lives_on_copy(const deploy::ComposeService& of, const deploy::Image& image,
                   const app::SettingsClass& settings) {
  const deploy::Node& service = *of.node;
  const auto build = deploy::compose_build(service, of.file->path);
  const bool is_plain = service.find("env_file") == nullptr && service.find("extends") == nullptr &&
                        service.find("<<") == nullptr;
  return is_plain && build && build->context == image.context() &&
         !mounts_env_file(service, folder_of(of.file->path), image) &&
         !gives_values(service, image, settings);
}

// The settings class in the image that reads an env file; null if there is none.
const app::SettingsClass* settings_in(const DeliveryCheck& check, const deploy::Image& image) {
  for (const app::SettingsClass& one : check.application().settings().classes()) {
    if (!one.env_files.empty() && image.contains(one.definition.file->file().path)) return &one;
  }
  return nullptr;
}

// "service in `compose.yaml`", "services in `a.yml` and `b.yml`".
std::string named(const std::vector<const deploy::ComposeService*>& services) {
  std::vector<std::string_view> files;
  for (const deploy::ComposeService* one : services) {
    if (files.empty() || files.back() != one->file->path) files.push_back(one->file->path);
  }
  return (services.size() == 1 ? "service in " : "services in ") + in_code(files);
}

// "Give the service in `compose.yaml` its values …": what breaks otherwise; empty if nothing does.
std::string given_instead(const DeliveryCheck& check, const deploy::Image& image) {
  const app::SettingsClass* settings = settings_in(check, image);
  if (settings == nullptr) return {};
  const auto services = deploy::services_built_by(check.delivery().manifests(), image.file().path);
  std::vector<const deploy::ComposeService*> lacking;
  bool lie_beside = is_one_of(std::string_view(".env"), settings->env_files);
  for (const deploy::ComposeService& one : services) {
    if (!lives_on_copy(one, image, *settings)) continue;
    lacking.push_back(&one);
    lie_beside = lie_beside && folder_of(one.file->path) == image.context();
  }
  if (lacking.empty()) return {};
  return "Give the " + named(lacking) + (lacking.size() == 1 ? " its" : " their") +
         " values by `env_file:" + (lie_beside ? " .env" : "") +
         "` first: in the image the program reads the file that was copied. Then ";
}

// The file that keeps them out, and whether it is there.
void fix_ignore(Draft& draft, const deploy::Manifests& manifests, const deploy::Image& image,
                std::string_view names, const std::string& first) {
  const bool env = names.find(".env") != names.npos;
  const bool git = names.find(".git") != names.npos;
  const std::string lines = env && git ? "`.env*` and `.git`" : env ? "`.env*`" : "`.git`";
  const std::string path = image.ignore() != nullptr
                               ? image.ignore()->file->path
                               : deploy::joined_path(image.context(), ".dockerignore");
  const std::string_view verb = image.ignore() != nullptr ? "Add" : "Write";
  draft.fix(
      "{}{} {} to `{}`{}, or copy only what the program needs: the list of its packages, the "
      "folder "
      "of its code.{}",
      {first, first.empty() ? std::string(verb) : lower_case(verb), lines, path,
       image.ignore() != nullptr ? "" : ", which is new",
       env && first.empty() ? about_env_files(manifests, image) : std::string()});
}

void check(DeliveryCheck& check) {
  for (const auto& image : check.delivery().images()) {
    const project::Role role = image->file().role;
    if (role == project::Role::Test || role == project::Role::Example) continue;
    const Instruction* copy = copying_all(image->dockerfile());
    if (copy == nullptr) continue;
    const std::string names = let_through(*image, check);
    if (names.empty()) continue;
    const bool env = names.find(".env") != names.npos;
    const bool several = names.find(" and ") != names.npos;
    Draft draft =
        check.report(image->file(), copy->span, "The image gets {} if the folder has {}: {}",
                     {names, several ? "them" : "it",
                      image->ignore() == nullptr ? "there is no `.dockerignore`"
                      : several                  ? "`.dockerignore` lets them through"
                                                 : "`.dockerignore` lets it through"});
    const bool is_deployed = !deploy::is_for_development(image->file().path);
    draft.severity(env && is_deployed ? Severity::Critical : Severity::Warning)
        .confidence(Confidence::Medium);
    fix_ignore(draft, check.delivery().manifests(), *image, names,
               env ? given_instead(check, *image) : "");
    if (!several) {
      draft.risk(env ? "Whoever can pull the image has the developer's secrets."
                     : "Whoever can pull the image has all of the history.");
    }
  }
}

}  // namespace

extern constinit const Rule SEC007 = {
    .code = "SEC007",
    .name = "env-in-image",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Everywhere,
    .references = {"CWE-538", "ASVS 13.4.1",
                   "https://docs.docker.com/build/concepts/context/#dockerignore-files"},
    .risk =
        "Whoever can pull the image has the developer's secrets and, with `.git`, all of the "
        "history.",
    .advice =
        "Add a `.dockerignore` with `.env*`, `.git`, `*.pem` and what else the program does not "
        "need, or copy by name what it does: the list of its packages, the folder of its code.",
    .docs = R"md(
A Dockerfile whose final image copies the whole context (`COPY . .`), while no `.dockerignore` keeps `.env` and `.git` out. The
context is what a compose file builds it from, else the nearest folder that has all that is copied. `.env` is asked about where
the repository tells that developers keep one in that folder: an example or an env file stands there, a compose file names it, or
code loads one. `.git` is in the root's context only; where nothing else gets in it is a warning. Whether the machine that builds
has such a file is not known, so that review is requested; of an image for developers (`Dockerfile.dev`) it is a warning.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . /app
CMD ["uvicorn", "app.main:app"]
# --- .env.example
SECRET_KEY=
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . /app
CMD ["uvicorn", "app.main:app"]
# --- .env.example
SECRET_KEY=
# --- .dockerignore
.env*
.git
```

Copies of single folders, and of what another stage made, are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
