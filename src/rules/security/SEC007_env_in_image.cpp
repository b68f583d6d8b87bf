#include <algorithm>
#include <optional>
#include <string>

#include "deploy/manifests.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::DockerIgnore;
using deploy::Instruction;
using deploy::Read;

// The ignore file that holds for a Dockerfile: its own one, else that of the context. The context
// is the root of the repository, or the Dockerfile's folder where an ignore file stands there.
const Read<DockerIgnore>* ignore_file_of(std::string_view dockerfile,
                                         const deploy::Manifests& manifests) {
  const auto find = [&](const std::string& path) -> const Read<DockerIgnore>* {
    for (const auto& one : manifests.docker_ignores) {
      if (one.file->path == path) return &one;
    }
    return nullptr;
  };
  if (const auto* own = find(std::string(dockerfile) + ".dockerignore")) return own;
  if (const auto* near = find(deploy::joined_path(folder_of(dockerfile), ".dockerignore"))) {
    return near;
  }
  return find(".dockerignore");
}

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

// What the ignore file lets through: "`.env` and `.git`".
std::string let_through(const DockerIgnore* ignored) {
  std::string names;
  for (const std::string_view path : {".env", ".git/config"}) {
    if (ignored != nullptr && ignored->excludes(path)) continue;
    names += names.empty() ? "`" : " and `";
    names += path.substr(0, path.find('/'));
    names += '`';
  }
  return names;
}

void check(DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  for (const auto& dockerfile : manifests.dockerfiles) {
    const project::Role role = dockerfile.file->role;
    if (role == project::Role::Test || role == project::Role::Example) continue;
    const Instruction* copy = copying_all(dockerfile.content);
    if (copy == nullptr) continue;
    const auto* ignored = ignore_file_of(dockerfile.file->path, manifests);
    const std::string names = let_through(ignored != nullptr ? &ignored->content : nullptr);
    if (names.empty()) continue;
    const bool env = names.find(".env") != names.npos;
    check
        .report(*dockerfile.file, copy->span, "The image gets {} if the folder has it: {}",
                {names, ignored == nullptr ? "there is no `.dockerignore`"
                                           : "`.dockerignore` lets it through"})
        .severity(env ? Severity::Critical : Severity::Warning)
        .confidence(Confidence::Medium);
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
        "need, or copy only what it does: `COPY app ./app`.",
    .docs = R"md(
A Dockerfile whose final image copies the whole context (`COPY . .`), while no `.dockerignore` keeps `.env` and `.git` out. It is
asked of the ignore file that stands beside the Dockerfile, or in the root. Where only `.git` gets in it is a warning. Whether the
machine that builds has such a file is not known, so that review is requested.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . /app
CMD ["uvicorn", "app.main:app"]
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . /app
CMD ["uvicorn", "app.main:app"]
# --- .dockerignore
.env*
.git
```

Copies of single folders, and of what another stage made, are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
