#include "cli/dump_import_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "base/limits.h"
#include "project/dump_imports.h"
#include "project/module_names.h"
#include "repo/discover.h"
#include "repo/work_tree.h"
#include "text/decode.h"
#include "text/file_system.h"
#include "text/line_index.h"

namespace fastidious::cli {
namespace {

// The files that were read, and whether all were.
class Reading {
 public:
  // `shown` is the path in messages, `path` the one in the graph.
  void add(const std::string& shown, std::string path, FileResult<SourceText> bytes) {
    if (!bytes) {
      return fail(shown, describe(bytes.error()));
    }
    auto decoded = decode_python(std::move(*bytes));
    if (!decoded) {
      return fail(shown, describe(decoded.error()));
    }
    project::SourceFile& file = files_.emplace_back();
    file.id = findings::FileId{static_cast<std::uint32_t>(files_.size() - 1)};
    file.path = std::move(path);
    file.text = std::move(decoded->text);
    file.lines = LineIndex(file.text);
    file.tree = syntax::parse(file.text, names_);
  }

  void fail(const std::string& path, const std::string& why) {
    fmt::print(stderr, "{}: {}\n", path, why);
    complete_ = false;
  }

  int print(const std::vector<std::string_view>& manifests) {
    project::place_modules(files_, manifests);
    const project::ModuleIndex modules(files_);
    fmt::print("{}", project::dump_imports(files_, project::ImportGraph(files_, modules)));
    return complete_ ? 0 : 1;
  }

 private:
  IdentifierTable table_;
  IdentifierCache names_{table_};
  std::vector<project::SourceFile> files_;
  bool complete_ = true;
};

int dump_repository(const std::string& root) {
  Reading reading;
  const auto files = RootedFileSystem::open(root);
  if (!files) {
    reading.fail(root, describe(files.error()));
    return 1;
  }
  repo::DiscoveryOptions options;
  options.work_tree = repo::find_work_tree((*files)->root()).value_or(repo::WorkTree());
  const repo::Inventory inventory = repo::discover(**files, options);
  for (const repo::NotAnalysed& problem : inventory.not_analysed) {
    reading.fail(problem.path, problem.reason);
  }
  for (const repo::RepositoryFile& file : inventory.files) {
    if (is_python(file.kind)) {
      reading.add(file.path, file.path, (*files)->read(file.path, limits::kMaxSourceBytes));
    }
  }
  return reading.print(project::manifests_in(inventory));
}

int dump_files(const std::vector<std::string>& paths) {
  Reading reading;
  for (const std::string& path : paths) {
    reading.add(path, path.substr(std::min(path.find_first_not_of("./"), path.size())),
                read_anywhere(path, limits::kMaxSourceBytes));
  }
  return reading.print({});
}

}  // namespace

int dump_import_graph(const std::vector<std::string>& paths) {
  std::error_code ignored;
  const bool one_folder = paths.size() == 1 && std::filesystem::is_directory(paths[0], ignored);
  return one_folder ? dump_repository(paths[0]) : dump_files(paths);
}

}  // namespace fastidious::cli
