#pragma once
// The files of a repository that matter to an audit.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::repo {

enum class FileKind : std::uint8_t {
  Python,        // *.py, *.pyw, and scripts whose #! line names python
  PythonStub,    // *.pyi
  Pyproject,     // pyproject.toml
  Requirements,  // requirements*.txt and .in, constraints*.txt, requirements/*.txt
  SetupCfg,
  Pipfile,
  LockFile,       // poetry.lock, uv.lock, pdm.lock, Pipfile.lock, pylock.toml
  PythonVersion,  // .python-version, runtime.txt
  Configuration,  // fastidious.toml, tox.ini, pytest.ini, mypy.ini, ruff.toml, alembic.ini, .flake8
                  // …
  Dockerfile,     // Dockerfile*, *.Dockerfile, Containerfile, in any case of their letters
  Compose,        // docker-compose*.yml, compose*.yml
  Procfile,
  FirebaseJson,   // firebase.json, .firebaserc
  FirebaseRules,  // *.rules
  Workflow,       // .github/workflows/*.yml, .gitlab-ci.yml
  Yaml,
  Json,        // package.json, app.json
  Shell,       // *.sh, *.bash, and scripts whose #! line names a shell
  Env,         // .env, .env.*, *.env
  IgnoreFile,  // .gitignore, .gitattributes, .dockerignore, .gcloudignore
  Makefile,    // Makefile, justfile
  Readme,
  Other,  // whatever else may be text
};

// Whether a file of this name holds no text that anybody wrote: pictures, fonts, archives, models.
bool is_binary_by_name(std::string_view path);

// What a file of this name and place is; nothing if it does not matter.
std::optional<FileKind> kind_of_path(std::string_view path);
// The same for a file whose name says nothing, by its #! line.
std::optional<FileKind> kind_of_script(std::string_view first_bytes);

inline bool is_python(FileKind kind) {
  return kind == FileKind::Python || kind == FileKind::PythonStub;
}

struct RepositoryFile {
  std::string path;  // relative to the root, with /
  FileKind kind = FileKind::Python;
  bool named = false;    // the user named it, so that no ignore rule applies
  bool tracked = false;  // git tracks it; asked for env files only
};

// Something that should have been looked at and was not.
struct NotAnalysed {
  std::string path;    // printable: bytes that are no text stand as \xNN
  std::string reason;  // "permission denied", "larger than 16777216 bytes", …
};

// Sorted by path; the same for any number of threads.
struct Inventory {
  std::vector<RepositoryFile> files;
  std::vector<NotAnalysed> not_analysed;
  std::size_t directories_listed = 0;
  std::size_t entries_seen = 0;
};

}  // namespace fastidious::repo
