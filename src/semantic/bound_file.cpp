#include "semantic/bound_file.h"

#include <oneapi/tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/parallel_for.h"
#include "semantic/bind_names.h"

namespace fastidious::semantic {
namespace {

// The file's dotted name. One that no import reaches gets a name that no import can mean, so that
// its `logging` is not taken for the library of that name.
std::string name_for_module(const project::SourceFile& file) {
  if (!file.module_name.empty()) {
    return file.module_name;
  }
  std::string name = "<" + file.path + ">";
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

bool is_made_here(const FileScopes& scopes, const Symbol& symbol) {
  for (BindingId at = symbol.last_binding; at.valid(); at = scopes.binding(at).previous) {
    const BindingKind kind = scopes.binding(at).kind;
    if (kind != BindingKind::Import && kind != BindingKind::ImportFrom) {
      return symbol.binding_count > 0;
    }
  }
  return false;
}

std::vector<Identifier> name_members(const BoundFile& file, NameJoiner& joiner) {
  const auto symbols = file.scopes.symbols();
  std::vector<Identifier> names(symbols.size());
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols[i].scope.value == 0 && is_made_here(file.scopes, symbols[i])) {
      names[i] = joiner.join(file.module, symbols[i].name);
    }
  }
  return names;
}

struct Worker {
  explicit Worker(IdentifierTable& table) : names(table), joiner(names) {}
  IdentifierCache names;
  NameJoiner joiner;
};

// Files, by index, whose trees lie in one arena: binding takes memory from it, so that they are
// bound by one thread.
std::vector<std::vector<std::size_t>> files_by_arena(
    const std::vector<project::SourceFile>& files) {
  std::unordered_map<const Arena*, std::size_t> places;
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto [place, is_new] = places.emplace(&files[i].tree.arena(), groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(i);
  }
  return groups;
}

}  // namespace

BoundFile bind_file(const project::SourceFile& file, NameJoiner& joiner) {
  BoundFile bound;
  bound.module = joiner.names().intern(name_for_module(file));
  bound.scopes = bind_names(file.tree, joiner.names());
  bound.definitions = collect_definitions(file.tree, bound.scopes, bound.module, joiner);
  bound.module_names = name_members(bound, joiner);
  return bound;
}

std::vector<BoundFile> bind_files(const std::vector<project::SourceFile>& files,
                                  IdentifierTable& names) {
  std::vector<BoundFile> bound(files.size());
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers(
      [&names] { return std::make_unique<Worker>(names); });
  const std::vector<std::vector<std::size_t>> groups = files_by_arena(files);
  parallel_for(groups.size(), [&](std::size_t group) {
    for (const std::size_t i : groups[group]) {
      bound[i] = bind_file(files[i], workers.local()->joiner);
    }
  });
  return bound;
}

}  // namespace fastidious::semantic
