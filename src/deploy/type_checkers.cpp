#include "deploy/type_checkers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "deploy/formats/sections.h"
#include "project/path_and_line.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_true(std::string_view value) {
  const std::string word = lower_case(value.substr(0, value.find_first_of(" #")));
  return word == "true" || word == "1" || word == "yes" || word == "on";
}

class Reader {
 public:
  explicit Reader(const TextFile& file) : file_(file) {}

  std::vector<TypeCheckerSettings> read() {
    for (const Section& section : parse_sections(file_.text.view())) look_at(section);
    return std::move(found_);
  }

 private:
  void look_at(const Section& section) {
    std::string_view name = section.name;
    if (name.starts_with("tool.")) name.remove_prefix(5);
    const std::string_view tool = name.substr(0, name.find_first_of(".-"));
    if (tool == "mypy") return look_at_mypy(section, name == tool);
    static constexpr std::array kOthers = {std::string_view("pyright"),
                                           std::string_view("basedpyright"), std::string_view("ty"),
                                           std::string_view("pyrefly")};
    const auto* other = std::find(kOthers.begin(), kOthers.end(), tool);
    if (other == kOthers.end() || !section.name.starts_with("tool.")) return;
    TypeCheckerSettings settings{&file_, *other, section.header, *other != "pyright", {}, false,
                                 false,  false,  false};
    for (const SectionEntry& one : section.settings) {
      const bool mode = one.key == "typeCheckingMode" && one.value.find("strict") != one.value.npos;
      if (mode || one.key == "strict") settings.is_strict = true;
    }
    add(settings);
  }

  // `[mypy]`, and `[mypy-app.*]` and `[[tool.mypy.overrides]]`, which may be strict for a part.
  void look_at_mypy(const Section& section, bool whole) {
    TypeCheckerSettings settings{&file_, "mypy", section.header, false, {},
                                 false,  false,  false,          false};
    for (const SectionEntry& one : section.settings) {
      if (one.key == "strict" || one.key == "disallow_untyped_defs") {
        settings.is_strict = settings.is_strict || is_true(one.value);
      }
      if (one.key == "strict" || one.key == "extra_checks") {
        settings.checks_extra = settings.checks_extra || is_true(one.value);
      }
      if (one.key == "follow_imports") {
        settings.skips_imports = one.value.find("skip") != one.value.npos;
      }
      if (one.key == "files" || one.key == "packages" || one.key == "modules") {
        settings.names_files = true;
      }
      if (one.key == "check_untyped_defs") settings.looks_inside = is_true(one.value);
      if (one.key != "plugins") continue;
      const auto begin = static_cast<Offset>(one.value.data() - file_.text.view().data());
      settings.plugins = {begin, begin + static_cast<Offset>(one.value.size())};
      settings.has_pydantic_plugin = one.value.find("pydantic.") != one.value.npos;
    }
    if (whole) return add(settings);
    for (TypeCheckerSettings& other : found_) {
      if (other.tool == "mypy") other.is_strict = other.is_strict || settings.is_strict;
    }
  }

  void add(const TypeCheckerSettings& settings) { found_.push_back(settings); }

  const TextFile& file_;
  std::vector<TypeCheckerSettings> found_;
};

bool is_own_file(const TextFile& file) {
  const std::string_view name = name_of(file.path);
  return name == "mypy.ini" || name == ".mypy.ini" || name == "setup.cfg";
}

// The lower, the earlier mypy looks for it.
std::size_t rank_for_mypy(std::string_view path) {
  constexpr std::array<std::string_view, 4> kOrder = {"mypy.ini", ".mypy.ini", "pyproject.toml",
                                                      "setup.cfg"};
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), name_of(path)) -
                                  kOrder.begin());
}

bool is_shadowed(const TypeCheckerSettings& one, const std::vector<TypeCheckerSettings>& all) {
  return one.tool == "mypy" &&
         std::any_of(all.begin(), all.end(), [&](const TypeCheckerSettings& other) {
           return other.tool == "mypy" &&
                  folder_of(other.file->path) == folder_of(one.file->path) &&
                  rank_for_mypy(other.file->path) < rank_for_mypy(one.file->path);
         });
}

std::vector<const TextFile*> files_with_commands(const Manifests& manifests) {
  std::vector<const TextFile*> files = manifests.makefiles;
  files.insert(files.end(), manifests.pre_commits.begin(), manifests.pre_commits.end());
  for (const auto& one : manifests.scripts) files.push_back(one.file);
  for (const auto& one : manifests.workflows) files.push_back(one.file);
  return files;
}

// What runs: "# once we roll out mypy" is a comment in files of all these kinds.
std::string without_comments(std::string_view text) {
  std::string code;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.starts_with('#')) line = {};
    code += std::string(line.substr(0, line.find(" #"))) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return code;
}

bool says_strict_mypy(std::string_view text) {
  return has_word(text, "mypy") && text.find("--strict") != text.npos;
}

}  // namespace

std::vector<TypeCheckerSettings> type_checkers_of(const Manifests& manifests) {
  std::vector<TypeCheckerSettings> found;
  const auto read = [&](const TextFile& file) {
    for (TypeCheckerSettings& one : Reader(file).read()) found.push_back(one);
  };
  for (const TextFile* file : manifests.pyprojects) read(*file);
  for (const TextFile* file : manifests.documents) {
    if (is_own_file(*file)) read(*file);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(std::string_view(a.file->path), a.section.begin) <
           std::pair(std::string_view(b.file->path), b.section.begin);
  });
  std::vector<TypeCheckerSettings> read_first;
  std::copy_if(found.begin(), found.end(), std::back_inserter(read_first),
               [&](const TypeCheckerSettings& one) { return !is_shadowed(one, found); });
  return read_first;
}

std::string type_check_command(const Manifests& manifests) {
  const std::vector<TypeCheckerSettings> configured = type_checkers_of(manifests);
  if (configured.empty()) return "mypy .";
  // What stands higher up is of the whole.
  const TypeCheckerSettings& first =
      *std::ranges::min_element(configured, {}, [](const TypeCheckerSettings& one) {
        return std::count(one.file->path.begin(), one.file->path.end(), '/');
      });
  std::string command(first.tool);
  if (first.tool == "mypy" && !first.names_files) command += " .";
  if (first.tool == "ty" || first.tool == "pyrefly") command += " check";
  const std::string_view folder = folder_of(first.file->path);
  return folder.empty() ? command : "cd " + std::string(folder) + " && " + command;
}

bool runs_strict_mypy(const Manifests& manifests) {
  std::vector<const TextFile*> files = files_with_commands(manifests);
  files.insert(files.end(), manifests.pyprojects.begin(), manifests.pyprojects.end());
  files.insert(files.end(), manifests.documents.begin(), manifests.documents.end());
  return std::any_of(files.begin(), files.end(),
                     [](const TextFile* file) { return says_strict_mypy(file->text.view()); });
}

bool checks_untyped_functions(const Manifests& manifests) {
  const std::vector<const TextFile*> files = files_with_commands(manifests);
  return std::any_of(files.begin(), files.end(), [](const TextFile* file) {
    return file->text.view().find("--check-untyped-defs") != std::string_view::npos;
  });
}

std::string_view type_checker_run_by(const Manifests& manifests) {
  for (const TextFile* file : files_with_commands(manifests)) {
    const std::string code = without_comments(file->text.view());
    for (const std::string_view tool : {"basedpyright", "pyrefly", "pyright", "mypy"}) {
      if (has_word(code, tool)) return tool;
    }
  }
  return {};
}

std::string mypy_from_root(const Manifests& manifests, std::string_view configuration) {
  const std::string folder(configuration.substr(0, configuration.rfind('/') + 1));
  if (folder.empty() || folder.size() == configuration.size() + 1) return {};
  for (const TextFile* file : manifests.pre_commits) {
    const std::string_view text = file->text.view();
    for (std::size_t begin = 0, end; begin < text.size(); begin = end + 1) {
      end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = trimmed(text.substr(begin, end - begin));
      const bool starts = line.starts_with("entry:") && has_word(line, "mypy") &&
                          line.find(" " + folder) != line.npos;
      if (!starts || contains_any(line, {"--config-file", "--directory", "cd "})) continue;
      return path_and_line(*file, static_cast<Offset>(begin));
    }
  }
  return {};
}

bool is_mypy_apart(const Manifests& manifests) {
  return std::any_of(manifests.pre_commits.begin(), manifests.pre_commits.end(),
                     [](const TextFile* file) {
                       const std::string_view text = file->text.view();
                       bool has_hook = false;
                       for (std::size_t begin = 0, end; begin < text.size(); begin = end + 1) {
                         end = std::min(text.find('\n', begin), text.size());
                         const std::string_view line = trimmed(text.substr(begin, end - begin));
                         if (line.starts_with("#")) continue;
                         if (has_word(line, "pydantic")) return false;
                         has_hook = has_hook || line.find("mirrors-mypy") != line.npos;
                       }
                       return has_hook;
                     });
}

}  // namespace fastidious::deploy
