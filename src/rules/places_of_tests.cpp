#include "rules/places_of_tests.h"

#include <algorithm>
#include <vector>

#include "project/path_and_line.h"
#include "text/in_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Delivery;
using deploy::PackageManifest;
using deploy::TextFile;

// Calls `visit` with each line of the text and where it begins.
template <class Visit>
void each_line(std::string_view text, const Visit& visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    visit(text.substr(begin, end - begin), begin);
    begin = end + 1;
  }
}

bool ends_word(char c) {
  return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '`' || c == '=' || c == '(' ||
         c == ')' || c == ';' || c == '&' || c == '|' || c == '\r';
}

// `pip install -r requirements.txt pytest`
bool installs_by_name(std::string_view text, std::string_view tool) {
  bool found = false;
  each_line(text, [&](std::string_view line, std::size_t) {
    const std::size_t install = line.find("install");
    const std::size_t end = line.find_first_of("&;|", install == line.npos ? 0 : install);
    found = found ||
            (install != line.npos && line.substr(install, end - install).find(tool) != line.npos);
  });
  return found;
}

// Whether the tool stands there as a word of a command, not in an address or a name.
bool runs(std::string_view text, std::string_view tool) {
  for (std::size_t at = text.find(tool); at != text.npos; at = text.find(tool, at + 1)) {
    const std::size_t end = at + tool.size();
    const bool begins = at == 0 || text[at - 1] == '\n' || ends_word(text[at - 1]);
    if (begins && (end == text.size() || text[end] == '\n' || ends_word(text[end]))) return true;
  }
  return false;
}

// The word that begins at `begin`, and the one that ends before `end`.
std::string_view word_at(std::string_view line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size() && !ends_word(line[end])) ++end;
  return line.substr(begin, end - begin);
}

std::string_view word_before(std::string_view line, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && !ends_word(line[begin - 1])) --begin;
  return line.substr(begin, end - begin);
}

// Follows the commands of a text through folders to the lists that they install.
class Installs {
 public:
  Installs(const Delivery& delivery, const PackageManifest& list)
      : files_(delivery.files()), list_(list), name_(deploy::name_of(list.file->path)) {}

  // Whether the text, whose commands start in one of `starts`, installs the list.
  bool in(std::string_view text, const std::vector<std::string>& starts) {
    folder_.clear();
    bool found = false;
    each_line(text, [&](std::string_view line, std::size_t) {
      const std::size_t at = line.find(name_);
      const std::size_t change = line.find("cd ");
      if (change < at && (change == 0 || ends_word(line[change - 1]))) {
        go_to(word_at(line, change + 3));
      }
      if (at == line.npos || line.find("install") > at) return;
      const std::string path = std::string(word_before(line, at)) + std::string(word_at(line, at));
      found = found || installed(path, starts) == list_.file->path;
    });
    return found;
  }

 private:
  void go_to(std::string_view folder) {
    while (folder.starts_with("../")) folder.remove_prefix(3);
    folder_ = folder == ".." ? std::string_view() : folder;
  }

  // The list that `path` is, seen from where the commands are; empty if there is none.
  std::string installed(const std::string& path, const std::vector<std::string>& starts) const {
    for (const std::string& start : starts) {
      const std::string below = deploy::joined_path(start, folder_);
      const bool is_here = files_.has_folder(below);  // else that of a clone
      std::string at = deploy::joined_path(is_here ? below : start, path);
      if (files_.has_file(at)) return at;
    }
    return {};
  }

  const deploy::RepositoryFiles& files_;
  const PackageManifest& list_;
  std::string_view name_;
  std::string folder_;
};

std::string working_directory(const deploy::Node* node) {
  return node == nullptr ? std::string() : std::string(node->text_of("working-directory"));
}

// Whether a step of the workflow installs the list.
bool installs(const deploy::Workflow& workflow, Installs& installs) {
  for (const deploy::WorkflowJob& job : workflow.jobs) {
    const deploy::Node* run = job.node == nullptr ? nullptr : job.node->find({"defaults", "run"});
    const std::string usual = working_directory(run);
    for (const deploy::WorkflowStep& step : job.steps) {
      const std::string own = working_directory(step.node);
      const std::string start = own.empty() ? usual : own;
      if (installs.in(step.script_text.text(), {deploy::joined_path("", start)})) return true;
    }
  }
  return false;
}

// `command: python -m pytest`, also where it is commented out.
bool is_command_of_tests(std::string_view line) {
  line = trimmed(line);
  while (line.starts_with('#')) line = trimmed(line.substr(1));
  return line.starts_with("command:") && has_word(line, "pytest");
}

// `docker compose exec web pytest`
bool runs_in_container(std::string_view line) {
  const std::size_t docker = line.find("docker");
  if (docker == line.npos) return false;
  const std::string_view rest = line.substr(docker);
  return contains_any(rest, {" exec ", " run "}) && has_word(rest, "pytest") &&
         rest.find("Dockerfile") == rest.npos;
}

template <class Tells>
std::string first_place(const TextFile& file, const Tells& tells) {
  std::string place;
  each_line(file.text.view(), [&](std::string_view line, std::size_t begin) {
    if (place.empty() && tells(line))
      place = "`" + path_and_line(file, static_cast<Offset>(begin)) + "`";
  });
  return place;
}

// A file or an image that is for tests only: compose.test.yml.
bool is_for_tests(std::string_view path) {
  return lower_case(path).find("test") != std::string::npos;
}

}  // namespace

std::string places_that_use(const Delivery& delivery, const PackageManifest& list,
                            std::string_view tool) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> paths;
  Installs finder(delivery, list);
  const auto add = [&](const TextFile& file, bool is_installed) {
    const std::string_view text = file.text.view();
    const bool tells = is_installed && runs(text, tool) && !installs_by_name(text, tool) &&
                       text.find("requirements-dev.txt") == text.npos;
    if (tells && paths.size() < kMost) paths.push_back(file.path);
  };
  const auto look_at = [&](const TextFile& file) {
    add(file, finder.in(file.text.view(), {std::string(folder_of(file.path)), ""}));
  };
  const deploy::Manifests& manifests = delivery.manifests();
  for (const auto& script : manifests.scripts) look_at(*script.file);
  for (const auto& workflow : manifests.workflows) {
    add(*workflow.file, installs(workflow.content, finder));
  }
  for (const TextFile* page : manifests.documents) {
    if (deploy::name_of(page->path).starts_with("README")) look_at(*page);
  }
  return in_code(paths);
}

std::string tests_in_image(const Delivery& delivery) {
  const auto& images = delivery.images();
  const bool has_own = std::any_of(images.begin(), images.end(), [](const auto& image) {
    return is_for_tests(deploy::name_of(image->file().path));
  });
  if (has_own) return {};
  const deploy::Manifests& manifests = delivery.manifests();
  for (const auto& compose : manifests.compose) {
    if (is_for_tests(deploy::name_of(compose.file->path))) continue;
    const std::string place = first_place(*compose.file, is_command_of_tests);
    if (!place.empty()) return place;
  }
  for (const TextFile* page : manifests.documents) {
    const std::string place = first_place(*page, runs_in_container);
    if (!place.empty()) return place;
  }
  return {};
}

}  // namespace fastidious::rules
