#include "engine/read_advisories.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <vector>

#include "base/limits.h"
#include "base/parallel_for.h"

namespace fastidious::engine {
namespace {

using project::PackageAdvisories;
using Parsed = Result<PackageAdvisories, std::string>;

// The files that hold advisories, sorted, or what is wrong.
class AdvisoryFiles {
 public:
  explicit AdvisoryFiles(const FileSystem& files) : files_(files) {}

  std::string find(const std::string& path) {
    const FileResult<EntryKind> kind = files_.kind_of(path);
    if (!kind) return describe(kind.error());
    if (*kind != EntryKind::Directory) {
      paths_.push_back(path);
    } else {
      add_folder(path, 0);
      std::sort(paths_.begin(), paths_.end());
      if (problem_.empty() && paths_.empty()) return "no file *.json is in it";
    }
    return problem_;
  }
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  void add_folder(const std::string& folder, int depth) {
    const auto entries = files_.list(folder);
    if (!entries) problem_ = folder + ": " + describe(entries.error());
    if (depth > limits::kMaxDirectoryDepth) problem_ = folder + ": too deep";
    if (!problem_.empty()) return;
    for (const DirectoryEntry& entry : *entries) {
      if (!problem_.empty()) return;
      const std::string path = folder.empty() ? entry.name : folder + "/" + entry.name;
      if (++entries_ > limits::kMaxFiles) {
        problem_ = "more than " + std::to_string(limits::kMaxFiles) + " files";
      } else if (entry.kind == EntryKind::Directory) {
        add_folder(path, depth + 1);
      } else if (entry.name.ends_with(".json")) {
        paths_.push_back(path);
      }
    }
  }

  const FileSystem& files_;
  std::vector<std::string> paths_;
  std::size_t entries_ = 0;
  std::string problem_;
};

Parsed parse_file(const FileSystem& files, const std::string& path) {
  const FileResult<SourceText> text = files.read(path, kMaxAdvisoryBytes);
  if (!text) return path + ": " + describe(text.error());
  Parsed parsed = project::parse_advisories(text->view());
  return parsed ? std::move(parsed) : Parsed(path + ": " + parsed.error());
}

}  // namespace

Result<std::unique_ptr<project::Advisories>, std::string> read_advisories(const FileSystem& files,
                                                                          const std::string& path) {
  AdvisoryFiles found(files);
  if (std::string problem = found.find(path); !problem.empty()) {
    return path.empty() ? problem : path + ": " + problem;
  }
  const std::vector<std::string>& paths = found.paths();
  std::vector<std::optional<Parsed>> parsed(paths.size());
  parallel_for(paths.size(), [&](std::size_t i) { parsed[i] = parse_file(files, paths[i]); });
  auto advisories = std::make_unique<project::Advisories>();
  for (std::optional<Parsed>& one : parsed) {
    if (!*one) return std::move(one->error());
    advisories->add(std::move(**one));
  }
  return advisories;
}

}  // namespace fastidious::engine
