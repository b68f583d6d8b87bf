#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/limits.h"
#include "project/dependencies.h"
#include "text/decode.h"
#include "text/paths.h"
#include "text/toml.h"
#include "text/words.h"

namespace fastidious::project {
namespace {

// The folder whose code a manifest is about: requirements/base.txt speaks for the folder above it.
std::string project_folder_of(std::string_view path) {
  const std::string_view folder = folder_of(path);
  const std::string_view name = folder.substr(folder.rfind('/') + 1);
  return std::string(name == "requirements" ? folder_of(folder) : folder);
}

// `target` as a file in `folder` means it; empty if that is outside of the root.
std::string resolved(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> parts;
  for (std::string_view text : {folder, target}) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('/'), text.size());
      const std::string_view part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (part == ".." && parts.empty()) {
        return {};
      }
      if (part == "..") {
        parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
    }
  }
  std::string path;
  for (std::string_view part : parts) {
    path += (path.empty() ? "" : "/") + std::string(part);
  }
  return path;
}

// Calls `visit(line, number)` for each line.
template <class Visitor>
void for_each_line(std::string_view text, Visitor visit) {
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end), number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// The string behind `key = "` at the start of a line of a lock file; empty if it is another line.
std::string_view quoted_value(std::string_view line, std::string_view key) {
  if (!line.starts_with(key)) {
    return {};
  }
  line.remove_prefix(key.size());
  return line.substr(0, line.find('"'));
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Whether some line sets `key` to `value`, in TOML, in INI or as an option of a command line.
bool sets(std::string_view text, std::string_view key, std::string_view value) {
  for (std::size_t at = text.find(key); at != text.npos; at = text.find(key, at + 1)) {
    std::string_view rest = text.substr(at + key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t=\"'"), rest.size()));
    if (rest.starts_with(value) &&
        (rest.size() == value.size() || !is_letter_or_digit(rest[value.size()]))) {
      return true;
    }
  }
  return false;
}

bool runs_unmarked_async_tests(std::string_view text) {
  return sets(text, "asyncio_mode", "auto") || sets(text, "asyncio-mode", "auto") ||
         sets(text, "anyio_mode", "auto") || sets(text, "trio_mode", "true");
}

}  // namespace

class DependencyReader {
 public:
  DependencyReader(const FileSystem& files, Dependencies& out) : files_(files), out_(out) {}

  void read(const repo::RepositoryFile& file) {
    using repo::FileKind;
    const bool configures_pytest =
        file.path.ends_with("pytest.ini") || file.path.ends_with("tox.ini");
    const bool relevant = configures_pytest || file.kind == FileKind::Requirements ||
                          file.kind == FileKind::Pyproject || file.kind == FileKind::LockFile ||
                          file.kind == FileKind::Pipfile || file.kind == FileKind::SetupCfg;
    if (!relevant) {
      return;
    }
    start(file.path);
    FileResult<SourceText> bytes = files_.read(file.path, limits::kMaxTextBytes);
    if (!bytes) {
      return problem(describe(bytes.error()));
    }
    const SourceText text = decode_marked(std::move(*bytes));
    const std::string_view content = text.view().substr(text.start());
    if (runs_unmarked_async_tests(content)) {
      out_.async_mode_folders_.emplace_back(folder_of(file.path));
    }
    if (configures_pytest) {
      return;
    }
    switch (file.kind) {
      case FileKind::Requirements: read_requirements(content, file.path); break;
      case FileKind::SetupCfg: read_setup_cfg(content); break;
      case FileKind::LockFile: read_lock(content); break;
      default: read_toml(content); break;
    }
    finish();
  }

 private:
  void start(const std::string& path) {
    path_ = path;
    found_.clear();
    included_ = {path};
  }

  // What one file says counts where no file of the project that was read earlier is as sure.
  void finish() {
    Dependencies::Project& project = out_.projects_[project_folder_of(path_)];
    for (auto& [name, dependency] : found_) {
      const auto [at, added] = project.packages.try_emplace(name, dependency);
      if (!added && dependency.source < at->second.source) {
        at->second = std::move(dependency);
      }
    }
  }

  void problem(std::string reason) { out_.problems_.push_back({path_, std::move(reason)}); }

  // A package that one file names twice (by markers, in several groups) may be either.
  void add(Dependency dependency, std::uint32_t line) {
    dependency.file = path_;
    dependency.line = line;
    const auto [at, added] = found_.try_emplace(dependency.name, dependency);
    if (!added) {
      at->second.range.widen(dependency.range);
      at->second.source = std::max(at->second.source, dependency.source);
    }
  }

  void add_requirement(std::string_view text, std::uint32_t line) {
    if (std::optional<Dependency> dependency = parse_requirement(text)) {
      add(std::move(*dependency), line);
    }
  }

  // ---- requirements files
  // ------------------------------------------------------------------------
  void read_requirements(std::string_view text, std::string_view path) {
    for_each_line(text, [&](std::string_view line, std::uint32_t number) {
      line = trimmed(line);
      line = trimmed(line.substr(0, line.starts_with('#') ? 0 : line.find(" #")));
      line = trimmed(line.substr(0, line.find(" --")));  // --hash and the like
      if (line.ends_with('\\')) {
        line = trimmed(line.substr(0, line.size() - 1));
      }
      for (std::string_view option : {"-r", "--requirement", "-c", "--constraint"}) {
        if (line.starts_with(option) && line.size() > option.size() &&
            std::string_view(" =\t").find(line[option.size()]) != std::string_view::npos) {
          return include(trimmed(line.substr(option.size() + 1)), path);
        }
      }
      if (!line.starts_with('-')) {
        add_requirement(line, number);
      }
    });
  }

  void include(std::string_view target, std::string_view from) {
    const std::string path = resolved(folder_of(from), target);
    if (path.empty() || included_.contains(path)) {
      return;
    }
    if (included_.size() >= limits::kMaxRequirementIncludes) {
      return problem(path + ": not read, for too many requirements files are included already");
    }
    included_.insert(path);
    FileResult<SourceText> bytes = files_.read(path, limits::kMaxTextBytes);
    if (bytes) {
      const SourceText text = decode_marked(std::move(*bytes));
      read_requirements(text.view().substr(text.start()), path);
    } else if (bytes.error().problem != FileProblem::NotFound) {
      problem(path + ": " + describe(bytes.error()));
    }
  }

  // ---- lock files
  // -------------------------------------------------------------------------------- poetry.lock,
  // uv.lock, pdm.lock and pylock.toml are written by programs, one key a line: reading them as
  // lines is a hundred times as fast as reading the megabytes as TOML.
  void read_lock(std::string_view text) {
    if (path_.ends_with("Pipfile.lock")) {
      return read_pipfile_lock(text);
    }
    std::string_view name;
    for_each_line(text, [&](std::string_view line, std::uint32_t number) {
      if (line.starts_with('[')) {
        name = {};
      } else if (const std::string_view value = quoted_value(line, "name = \""); !value.empty()) {
        name = value;
      } else if (const auto version = Version::parse(quoted_value(line, "version = \""));
                 version && !name.empty()) {
        add_locked(name, *version, number);
      }
    });
  }

  void add_locked(std::string_view name, const Version& version, std::uint32_t line) {
    Dependency dependency;
    dependency.name = normalised_package_name(name);
    dependency.range = VersionRange::exactly(version);
    dependency.source = DependencySource::Lock;
    add(std::move(dependency), line);
  }

  void read_pipfile_lock(std::string_view text) {
    const auto document = nlohmann::json::parse(text, nullptr, false);
    if (!document.is_object()) {
      return problem("not valid JSON");
    }
    for (const char* group : {"default", "develop"}) {
      const auto packages = document.find(group);
      if (packages == document.end() || !packages->is_object()) {
        continue;
      }
      for (const auto& [name, package] : packages->items()) {
        const bool pinned =
            package.is_object() && package.contains("version") && package["version"].is_string();
        const std::string pin = pinned ? package["version"].get<std::string>() : "";
        if (const auto version = Version::parse(
                std::string_view(pin).substr(std::min(pin.find_first_not_of('='), pin.size())))) {
          add_locked(name, *version, 0);
        }
      }
    }
  }

  // ---- manifests
  // ---------------------------------------------------------------------------------
  void read_toml(std::string_view text) {
    const auto parsed = parse_toml(text);
    if (!parsed) {
      const TomlError& error = parsed.error();
      return problem("line " + std::to_string(error.line) + ": not valid TOML: " + error.message);
    }
    const toml::table& document = *parsed;
    if (path_.ends_with("Pipfile")) {
      add_table(document["packages"]);
      add_table(document["dev-packages"]);
    } else {
      read_pyproject(document);
    }
  }

  void read_pyproject(const toml::table& document) {
    add_list(document.at_path("project.dependencies"));
    add_groups(document.at_path("project.optional-dependencies"));
    add_groups(document["dependency-groups"]);
    add_list(document.at_path("tool.uv.dev-dependencies"));
    add_table(document.at_path("tool.poetry.dependencies"));
    add_table(document.at_path("tool.poetry.dev-dependencies"));
    if (const toml::table* groups = document.at_path("tool.poetry.group").as_table()) {
      for (const auto& [name, group] : *groups) {
        if (const toml::table* table = group.as_table()) {
          add_table((*table)["dependencies"]);
        }
      }
    }
    const auto requires_python = document.at_path("project.requires-python").value<std::string>();
    if (requires_python) {
      out_.projects_[project_folder_of(path_)].python = parse_specifiers(*requires_python);
    }
  }

  using View = toml::node_view<const toml::node>;

  void add_list(View list) {
    if (const toml::array* array = list.as_array()) {
      for (const toml::node& item : *array) {
        if (const auto* text = item.as_string()) {
          add_requirement(text->get(), item.source().begin.line);
        }
      }
    }
  }

  void add_groups(View groups) {
    if (const toml::table* table = groups.as_table()) {
      for (const auto& [name, group] : *table) {
        add_list(View(&group));
      }
    }
  }

  // Poetry's and Pipenv's tables: name = "^1.2" or name = { version = "^1.2", … }.
  void add_table(View packages) {
    const toml::table* table = packages.as_table();
    if (table == nullptr) {
      return;
    }
    for (const auto& [name, value] : *table) {
      const View version = value.is_table() ? (*value.as_table())["version"] : View(&value);
      const std::string specifiers = version.value_or<std::string>("");
      if (name.str() == "python") {
        out_.projects_[project_folder_of(path_)].python = parse_specifiers(specifiers);
        continue;
      }
      Dependency dependency;
      dependency.name = normalised_package_name(name.str());
      dependency.range = parse_specifiers(specifiers);
      dependency.source =
          dependency.range.is_exact() ? DependencySource::Pin : DependencySource::Range;
      add(std::move(dependency), value.source().begin.line);
    }
  }

  // install_requires of [options], one requirement a line, indented.
  void read_setup_cfg(std::string_view text) {
    std::string_view section;
    bool in_list = false;
    for_each_line(text, [&](std::string_view line, std::uint32_t number) {
      const std::string_view content = trimmed(line);
      if (line.starts_with('[')) {
        section = content;
        in_list = false;
      } else if (in_list && (line.starts_with(' ') || line.starts_with('\t'))) {
        add_requirement(content.starts_with('#') ? "" : content, number);
      } else if (!content.empty()) {
        in_list = section == "[options.extras_require]" ||
                  (section == "[options]" && content.starts_with("install_requires"));
        const std::size_t value = content.find('=');
        if (in_list && value != content.npos) {
          add_requirement(trimmed(content.substr(value + 1)), number);
        }
      }
    });
  }

  const FileSystem& files_;
  Dependencies& out_;
  std::string path_;
  std::map<std::string, Dependency, std::less<>> found_;
  std::set<std::string> included_;
};

Dependencies Dependencies::read(const repo::Inventory& inventory, const FileSystem& files) {
  Dependencies dependencies;
  DependencyReader reader(files, dependencies);
  for (const repo::RepositoryFile& file : inventory.files) {
    reader.read(file);
  }
  return dependencies;
}

}  // namespace fastidious::project
