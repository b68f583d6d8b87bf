#include "engine/parse_all.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/limits.h"
#include "base/parallel_for.h"
#include "project/module_names.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace fastidious::engine {
namespace {

using project::SourceFile;

// A file that was read, or why it was not.
struct Parsed {
  std::optional<SourceFile> file;
  semantic::BoundFile bound;
  std::string reason;
};

// A file to parse.
struct PythonFile {
  const repo::RepositoryFile* file = nullptr;
  project::ModulePlace place;
};

// What each file needs to know of the run.
struct Parsing {
  repo::Roles roles;
  const StylePlan& style;
  const FileSystem& files;
};

// What a thread keeps from file to file. Its trees share an arena: few large blocks rather than
// many small ones that are never full.
struct Worker {
  explicit Worker(IdentifierTable& table) : names(table), joiner(names) {}
  IdentifierCache names;
  semantic::NameJoiner joiner;
  std::shared_ptr<Arena> arena = std::make_shared<Arena>();
  syntax::TokenList tokens;  // of the file before
};

Parsed parse_text(const PythonFile& entry, DecodedText decoded, const Parsing& run,
                  Worker& worker) {
  Parsed parsed;
  SourceFile& file = parsed.file.emplace();
  file.path = entry.file->path;
  file.kind = entry.file->kind;
  file.module_name = entry.place.name;
  file.import_root = entry.place.root;
  file.is_package = project::is_package_file(file.path);
  file.text = std::move(decoded.text);
  file.role = run.roles.role_of(file.path, file.text.view());
  file.is_stub = entry.file->kind == repo::FileKind::PythonStub;
  file.lines = LineIndex(file.text);
  syntax::TokenStream tokens = syntax::lex(file.text, worker.names, std::move(worker.tokens));
  run.style.check(file, tokens);
  file.tree = syntax::parse(file.text, tokens, worker.names, worker.arena);
  worker.tokens = std::move(tokens.tokens);
  parsed.bound = semantic::bind_file(file, worker.joiner);
  return parsed;
}

Parsed read_and_parse(const PythonFile& entry, const Parsing& run, Worker& worker) {
  auto bytes = run.files.read(entry.file->path, limits::kMaxSourceBytes);
  if (!bytes) {
    return {std::nullopt, {}, describe(bytes.error())};
  }
  auto decoded = decode_python(std::move(*bytes));
  if (!decoded) {
    return {std::nullopt, {}, describe(decoded.error())};
  }
  return parse_text(entry, std::move(*decoded), run, worker);
}

// Where a module stands follows from the paths alone, so it is known before any file is read.
std::vector<PythonFile> python_files(const repo::Inventory& inventory) {
  std::vector<PythonFile> chosen;
  std::vector<std::string_view> paths;
  for (const repo::RepositoryFile& file : inventory.files) {
    if (is_python(file.kind)) {
      chosen.push_back({&file, {}});
      paths.push_back(file.path);
    }
  }
  std::vector<project::ModulePlace> places =
      project::place_modules(paths, project::manifests_in(inventory));
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    chosen[i].place = std::move(places[i]);
  }
  return chosen;
}

std::vector<Parsed> parse_in_parallel(const std::vector<PythonFile>& entries, const Parsing& run,
                                      IdentifierTable& names) {
  std::vector<Parsed> parsed(entries.size());
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers(
      [&] { return std::make_unique<Worker>(names); });
  parallel_for(entries.size(), [&](std::size_t i) {
    parsed[i] = read_and_parse(entries[i], run, *workers.local());
  });
  return parsed;
}

template <class File>
void number(std::vector<File>& files, std::size_t first) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].id = findings::FileId(static_cast<std::uint32_t>(first + i));
  }
}

std::vector<project::TextFile> without_text(std::vector<repo::NotAnalysed>& not_analysed) {
  std::sort(not_analysed.begin(), not_analysed.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  std::vector<project::TextFile> files(not_analysed.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].path = not_analysed[i].path;
  }
  return files;
}

}  // namespace

ParsedFiles parse_all(repo::Inventory& inventory, const repo::RoleOverrides& overrides,
                      const StylePlan& style, const FileSystem& files, IdentifierTable& names) {
  const Parsing run{repo::Roles(inventory, overrides), style, files};
  const auto entries = python_files(inventory);
  std::vector<Parsed> parsed = parse_in_parallel(entries, run, names);
  ParsedFiles result;
  result.files.reserve(entries.size());
  result.bound.reserve(entries.size());
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    if (parsed[i].file) {
      result.files.push_back(std::move(*parsed[i].file));
      result.bound.push_back(std::move(parsed[i].bound));
    } else {
      inventory.not_analysed.push_back({entries[i].file->path, std::move(parsed[i].reason)});
    }
  }
  number(result.files, 0);
  result.not_analysed = without_text(inventory.not_analysed);
  number(result.not_analysed, result.files.size());
  return result;
}

}  // namespace fastidious::engine
