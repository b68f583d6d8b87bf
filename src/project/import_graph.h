#pragma once
// Which file imports which, and the cycles among them.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "project/module_names.h"
#include "project/source_file.h"
#include "syntax/ast.h"

namespace fastidious::project {

// One import statement's reach from one file to one module.
struct ImportEdge {
  findings::FileId from;
  findings::FileId to;                      // none: a module that is not in the repository
  std::string module;                       // dotted, as far as it is known
  const syntax::Stmt* statement = nullptr;  // Import or ImportFrom
  bool type_checking = false;               // under `if TYPE_CHECKING:`: never runs
  bool deferred = false;                    // inside a function: runs when that is called
  bool star = false;

  // Whether the import runs when the module is loaded.
  bool at_load_time() const { return !type_checking && !deferred; }
};

class ImportGraph {
 public:
  ImportGraph() = default;
  // `files` and the trees in them must outlive the graph. Linear in imports.
  ImportGraph(const std::vector<SourceFile>& files, const ModuleIndex& modules);
  ImportGraph(ImportGraph&&) = default;  // not copied: it points into itself
  ImportGraph& operator=(ImportGraph&&) = default;

  // All edges, by importing file, then in order of the text.
  std::span<const ImportEdge> edges() const { return edges_; }
  std::span<const ImportEdge> imports_of(findings::FileId file) const;
  // The edges that lead to a file, by importing file, then in order of the text.
  std::span<const ImportEdge* const> imports_into(findings::FileId file) const;
  // The module that `from`, an import of that file, names behind its `from`; none if the repository
  // has no such module.
  findings::FileId module_of(const SourceFile& file, const syntax::ImportFrom& from) const;
  // Groups of files that import each other when they are loaded: the strongly connected components
  // of the load-time edges with more than one file, each sorted by id, ordered by their first file.
  std::vector<std::vector<findings::FileId>> cycles() const;

 private:
  struct FileImports {
    std::vector<ImportEdge> edges;
    std::vector<findings::FileId> modules;
  };
  static FileImports imports_in(const SourceFile& file, const ModuleIndex& modules);
  void turn_around();

  std::vector<ImportEdge> edges_;
  std::vector<std::uint32_t> first_edge_;  // by FileId, with one more at the end
  std::vector<const ImportEdge*> by_target_;
  std::vector<std::uint32_t> first_by_target_;  // by FileId, with one more at the end
  // By FileId: of each of the tree's imports, in their order, the module behind `from`.
  std::vector<std::vector<findings::FileId>> modules_;
};

}  // namespace fastidious::project
