#include <algorithm>
#include <array>
#include <string>

#include "repo/inventory.h"
#include "text/words.h"

namespace fastidious::repo {
namespace {

struct NamedKind {
  std::string_view name;
  FileKind kind;
};

constexpr std::array kByName = {
    NamedKind{"pyproject.toml", FileKind::Pyproject},
    NamedKind{"setup.cfg", FileKind::SetupCfg},
    NamedKind{"Pipfile", FileKind::Pipfile},
    NamedKind{"poetry.lock", FileKind::LockFile},
    NamedKind{"uv.lock", FileKind::LockFile},
    NamedKind{"pdm.lock", FileKind::LockFile},
    NamedKind{"Pipfile.lock", FileKind::LockFile},
    NamedKind{"pylock.toml", FileKind::LockFile},
    NamedKind{".python-version", FileKind::PythonVersion},
    NamedKind{"runtime.txt", FileKind::PythonVersion},
    NamedKind{"fastidious.toml", FileKind::Configuration},
    NamedKind{"tox.ini", FileKind::Configuration},
    NamedKind{"pytest.ini", FileKind::Configuration},
    NamedKind{"mypy.ini", FileKind::Configuration},
    NamedKind{".mypy.ini", FileKind::Configuration},
    NamedKind{"ruff.toml", FileKind::Configuration},
    NamedKind{".ruff.toml", FileKind::Configuration},
    NamedKind{"alembic.ini", FileKind::Configuration},
    NamedKind{".flake8", FileKind::Configuration},
    NamedKind{".isort.cfg", FileKind::Configuration},
    NamedKind{".coveragerc", FileKind::Configuration},
    NamedKind{"Procfile", FileKind::Procfile},
    NamedKind{"firebase.json", FileKind::FirebaseJson},
    NamedKind{".firebaserc", FileKind::FirebaseJson},
    NamedKind{".gitlab-ci.yml", FileKind::Workflow},
    NamedKind{"package.json", FileKind::Json},
    NamedKind{"app.json", FileKind::Json},
    NamedKind{".env", FileKind::Env},
    NamedKind{".envrc", FileKind::Env},
    NamedKind{".gitignore", FileKind::IgnoreFile},
    NamedKind{".gitattributes", FileKind::IgnoreFile},
    NamedKind{".dockerignore", FileKind::IgnoreFile},
    NamedKind{".gcloudignore", FileKind::IgnoreFile},
    NamedKind{"Makefile", FileKind::Makefile},
    NamedKind{"makefile", FileKind::Makefile},
    NamedKind{"GNUmakefile", FileKind::Makefile},
    NamedKind{"justfile", FileKind::Makefile},
};

constexpr std::array kByEnding = {
    NamedKind{".py", FileKind::Python},
    NamedKind{".pyi", FileKind::PythonStub},
    NamedKind{".pyw", FileKind::Python},
    NamedKind{".yaml", FileKind::Yaml},
    NamedKind{".yml", FileKind::Yaml},
    NamedKind{".sh", FileKind::Shell},
    NamedKind{".bash", FileKind::Shell},
    NamedKind{".env", FileKind::Env},
    NamedKind{".rules", FileKind::FirebaseRules},
};

std::string_view name_of_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

// In any case of its letters: Docker takes `dockerfile` where there is no `Dockerfile`, and `-f`
// takes all names. Not Dockerfile.md and the like, which are about one.
bool is_dockerfile(std::string_view name) {
  constexpr std::array<std::string_view, 9> kOthers = {".md",   ".rst", ".html", ".json", ".yml",
                                                       ".yaml", ".sh",  ".toml", ".lock"};
  const std::string lower = lower_case(name);
  const bool named = lower == "dockerfile" || lower == "containerfile" ||
                     lower.starts_with("dockerfile.") || lower.starts_with("dockerfile-") ||
                     lower.ends_with(".dockerfile");
  return named && std::none_of(kOthers.begin(), kOthers.end(),
                               [&](std::string_view end) { return lower.ends_with(end); });
}

std::optional<FileKind> kind_of_text_file(std::string_view path, std::string_view name) {
  const bool list = name.ends_with(".txt") || name.ends_with(".in");
  const bool folder =
      path.ends_with(name) && path.substr(0, path.size() - name.size()).ends_with("requirements/");
  if (list && (name.starts_with("requirements") || name.starts_with("constraints") || folder ||
               name.ends_with("requirements.txt") || name.ends_with("requirements.in"))) {
    return FileKind::Requirements;
  }
  if (name.starts_with("README") || name.starts_with("Readme") || name.starts_with("readme")) {
    return FileKind::Readme;
  }
  return std::nullopt;
}

// GitHub reads those of the root, not what lies in folders below; of a template, what is made of it
// has them there.
bool is_workflow(std::string_view path) {
  constexpr std::string_view kFolder = ".github/workflows/";
  const std::size_t at = path.find(kFolder);
  if (at != path.npos && path.find('/', at + kFolder.size()) != path.npos) return false;
  return at == 0 || (at != path.npos && path.substr(0, at).ends_with("}}/"));
}

// A YAML file by what it configures.
FileKind kind_of_yaml(std::string_view path, std::string_view name) {
  if (is_workflow(path)) {
    return FileKind::Workflow;
  }
  const bool compose = name.starts_with("docker-compose") || name.starts_with("compose.") ||
                       name.ends_with("docker-compose.yml") ||
                       name.ends_with("docker-compose.yaml");
  return compose ? FileKind::Compose : FileKind::Yaml;
}

}  // namespace

std::optional<FileKind> kind_of_path(std::string_view path) {
  const std::string_view name = name_of_path(path);
  if (name.ends_with(".py")) {
    return FileKind::Python;
  }
  for (const NamedKind& known : kByName) {
    if (known.name == name) {
      return known.kind;
    }
  }
  if (name.ends_with(".dockerignore")) return FileKind::IgnoreFile;
  if (is_dockerfile(name)) return FileKind::Dockerfile;
  if (name.starts_with(".env.") || name == "env.example" || name == "env.sample" ||
      name == "env.template") {
    return FileKind::Env;
  }
  const std::size_t dot = name.rfind('.');
  const std::string_view ending = dot == name.npos ? std::string_view{} : name.substr(dot);
  for (const NamedKind& known : kByEnding) {
    if (known.name == ending) {
      return known.kind == FileKind::Yaml ? kind_of_yaml(path, name) : known.kind;
    }
  }
  return kind_of_text_file(path, name);
}

bool is_binary_by_name(std::string_view path) {
  static constexpr std::array<std::string_view, 74> kEndings = {
      "7z",     "a",       "avi",  "avif",  "bin",     "bmp",   "bz2",    "class",       "db",
      "dll",    "doc",     "docx", "dylib", "egg",     "eot",   "exe",    "flac",        "gguf",
      "gif",    "gz",      "h5",   "icns",  "ico",     "jar",   "jpeg",   "jpg",         "joblib",
      "lz4",    "m4a",     "mkv",  "mo",    "mov",     "mp3",   "mp4",    "npy",         "npz",
      "o",      "ogg",     "onnx", "otf",   "parquet", "pdf",   "pickle", "pkl",         "png",
      "ppt",    "pptx",    "psd",  "pt",    "pyc",     "pyd",   "rar",    "safetensors", "so",
      "sqlite", "sqlite3", "svgz", "tar",   "tgz",     "tif",   "tiff",   "ttf",         "wasm",
      "wav",    "webm",    "webp", "whl",   "woff",    "woff2", "xls",    "xlsx",        "xz",
      "zip",    "zst"};
  const std::string_view name = name_of_path(path);
  if (name == ".git") return true;  // of a worktree or submodule: git's own, and no text of anybody
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos) return false;
  std::string ending(name.substr(dot + 1));
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::optional<FileKind> kind_of_script(std::string_view first_bytes) {
  if (!first_bytes.starts_with("#!")) {
    return std::nullopt;
  }
  std::string_view line = first_bytes.substr(2, first_bytes.find('\n') - 2);
  while (!line.empty()) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    const std::string_view program = name_of_path(line.substr(begin, end - begin));
    if (program.starts_with("python") || program.starts_with("pypy")) {
      return FileKind::Python;
    }
    if (program == "sh" || program == "bash" || program == "dash" || program == "zsh") {
      return FileKind::Shell;
    }
    line.remove_prefix(end);
  }
  return std::nullopt;
}

}  // namespace fastidious::repo
