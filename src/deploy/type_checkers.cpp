#include "deploy/type_checkers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

// One `key = value` of an INI or TOML section, comments taken out, lists over several lines whole.
struct Setting {
  std::string_view key, value;
};

struct Section {
  std::string_view name;  // "tool.mypy"
  Span header;
  std::vector<Setting> settings;
};

bool is_comment(std::string_view line) { return line.empty() || line[0] == '#' || line[0] == ';'; }

// Both formats have lines of `[section]` and `key = value`; this is all that is asked of them here.
class SectionReader {
 public:
  explicit SectionReader(std::string_view text) : text_(text) {}

  std::vector<Section> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(at, text_.substr(at, end - at));
      at = end + 1;
    }
    return std::move(sections_);
  }

 private:
  void read_line(std::size_t at, std::string_view line) {
    const std::string_view content = trimmed(line);
    if (is_comment(content)) return;
    if (line[0] == '[' && content.find(']') != content.npos) {
      const std::size_t close = content.rfind(']');
      const std::size_t open = content.find_first_not_of('[');
      const Span header{static_cast<Offset>(at), static_cast<Offset>(at + content.size())};
      const std::string_view name = content.substr(open, content.find(']') - open);
      sections_.push_back({open <= close ? name : std::string_view{}, header, {}});
      return;
    }
    if (sections_.empty()) return;
    std::vector<Setting>& settings = sections_.back().settings;
    const std::size_t sign = content.find_first_of("=:");
    const bool goes_on = line[0] == ' ' || line[0] == '\t' || line[0] == ']';
    if (goes_on && !settings.empty()) {
      Setting& last = settings.back();
      const char* end = content.data() + content.size();
      last.value = {last.value.data(), static_cast<std::size_t>(end - last.value.data())};
    } else if (sign != content.npos) {
      settings.push_back({trimmed(content.substr(0, sign)), trimmed(content.substr(sign + 1))});
    }
  }

  std::string_view text_;
  std::vector<Section> sections_;
};

bool is_true(std::string_view value) {
  const std::string word = lower_case(value.substr(0, value.find_first_of(" #")));
  return word == "true" || word == "1" || word == "yes" || word == "on";
}

class Reader {
 public:
  explicit Reader(const TextFile& file) : file_(file) {}

  std::vector<TypeCheckerSettings> read() {
    for (const Section& section : SectionReader(file_.text.view()).read()) look_at(section);
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
    TypeCheckerSettings settings{&file_, *other, section.header, *other != "pyright", {}, false};
    for (const Setting& one : section.settings) {
      const bool mode = one.key == "typeCheckingMode" && one.value.find("strict") != one.value.npos;
      if (mode || one.key == "strict") settings.is_strict = true;
    }
    add(settings);
  }

  // `[mypy]`, and `[mypy-app.*]` and `[[tool.mypy.overrides]]`, which may be strict for a part.
  void look_at_mypy(const Section& section, bool whole) {
    TypeCheckerSettings settings{&file_, "mypy", section.header, false, {}, false};
    for (const Setting& one : section.settings) {
      if (one.key == "strict" || one.key == "disallow_untyped_defs") {
        settings.is_strict = settings.is_strict || is_true(one.value);
      }
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

std::vector<const TextFile*> files_with_commands(const Manifests& manifests) {
  std::vector<const TextFile*> files = manifests.makefiles;
  files.insert(files.end(), manifests.pre_commits.begin(), manifests.pre_commits.end());
  for (const auto& one : manifests.scripts) files.push_back(one.file);
  for (const auto& one : manifests.workflows) files.push_back(one.file);
  return files;
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
  return found;
}

bool runs_strict_mypy(const Manifests& manifests) {
  std::vector<const TextFile*> files = files_with_commands(manifests);
  files.insert(files.end(), manifests.pyprojects.begin(), manifests.pyprojects.end());
  files.insert(files.end(), manifests.documents.begin(), manifests.documents.end());
  return std::any_of(files.begin(), files.end(),
                     [](const TextFile* file) { return says_strict_mypy(file->text.view()); });
}

std::string_view type_checker_run_by(const Manifests& manifests) {
  for (const TextFile* file : files_with_commands(manifests)) {
    for (const std::string_view tool : {"basedpyright", "pyrefly", "pyright", "mypy"}) {
      if (has_word(file->text.view(), tool)) return tool;
    }
  }
  return {};
}

}  // namespace fastidious::deploy
