#include "engine/parse_all.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/limits.h"
#include "project/module_names.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace fastidious::engine {
namespace {

using project::SourceFile;

// A file that was read, or why it was not.
struct Parsed {
  std::optional<SourceFile> file;
  std::string reason;
};

// What each file needs to know of the run.
struct Parsing {
  repo::Roles roles;
  const StylePlan& style;
  const FileSystem& files;
};

Parsed parse_text(const repo::RepositoryFile& entry, DecodedText decoded, const Parsing& run,
                  IdentifierCache& names) {
  SourceFile file;
  file.path = entry.path;
  file.text = std::move(decoded.text);
  file.role = run.roles.role_of(file.path, file.text.view());
  file.is_stub = entry.kind == repo::FileKind::PythonStub;
  file.lines = LineIndex(file.text);
  syntax::TokenStream tokens = syntax::lex(file.text, names);
  run.style.check(file, tokens);
  file.tree = syntax::parse(file.text, std::move(tokens), names);
  return {std::move(file), ""};
}

Parsed read_and_parse(const repo::RepositoryFile& entry, const Parsing& run,
                      IdentifierCache& names) {
  auto bytes = run.files.read(entry.path, limits::kMaxSourceBytes);
  if (!bytes) {
    return {std::nullopt, describe(bytes.error())};
  }
  auto decoded = decode_python(std::move(*bytes));
  if (!decoded) {
    return {std::nullopt, describe(decoded.error())};
  }
  return parse_text(entry, std::move(*decoded), run, names);
}

std::vector<const repo::RepositoryFile*> python_files(const repo::Inventory& inventory) {
  std::vector<const repo::RepositoryFile*> chosen;
  for (const repo::RepositoryFile& file : inventory.files) {
    if (is_python(file.kind)) chosen.push_back(&file);
  }
  return chosen;
}

std::vector<std::string_view> manifests(const repo::Inventory& inventory) {
  std::vector<std::string_view> paths;
  for (const repo::RepositoryFile& file : inventory.files) {
    const std::string_view path = file.path;
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    if (name == "pyproject.toml" || name == "setup.py" || name == "setup.cfg") {
      paths.push_back(path);
    }
  }
  return paths;
}

std::vector<Parsed> parse_in_parallel(const std::vector<const repo::RepositoryFile*>& entries,
                                      const Parsing& run, IdentifierTable& names) {
  std::vector<Parsed> parsed(entries.size());
  tbb::enumerable_thread_specific<IdentifierCache> caches([&] { return IdentifierCache(names); });
  tbb::parallel_for(std::size_t{0}, entries.size(), [&](std::size_t i) {
    parsed[i] = read_and_parse(*entries[i], run, caches.local());
  });
  return parsed;
}

void number(std::vector<SourceFile>& files, std::size_t first) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].id = findings::FileId(static_cast<std::uint32_t>(first + i));
  }
}

std::vector<SourceFile> without_text(std::vector<repo::NotAnalysed>& not_analysed) {
  std::sort(not_analysed.begin(), not_analysed.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  std::vector<SourceFile> files(not_analysed.size());
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
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    if (parsed[i].file) {
      result.files.push_back(std::move(*parsed[i].file));
    } else {
      inventory.not_analysed.push_back({entries[i]->path, std::move(parsed[i].reason)});
    }
  }
  number(result.files, 0);
  project::place_modules(result.files, manifests(inventory));
  result.not_analysed = without_text(inventory.not_analysed);
  number(result.not_analysed, result.files.size());
  return result;
}

}  // namespace fastidious::engine
