#pragma once
// What the program knows about the whole repository's Python code.
//
// It is built in three phases: each file is bound (in parallel, right after it was parsed); module
// members, class hierarchies and return types are inferred across files (in file order, by one
// thread); each file's expressions are inferred (in parallel). From then on it is const and shared
// by all threads.

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/identifier.h"
#include "base/lazy.h"
#include "project/dependencies.h"
#include "project/import_graph.h"
#include "project/module_names.h"
#include "project/source_file.h"
#include "semantic/bound_file.h"
#include "semantic/builtins.h"
#include "semantic/call_sites.h"
#include "semantic/file_model.h"
#include "semantic/library_facts.h"
#include "semantic/mentions.h"
#include "semantic/typing_forms.h"

namespace fastidious::semantic {

// Something of the repository that has a qualified name.
struct Entity {
  enum class Kind : std::uint8_t { Module, Class, Function, Variable } kind = Kind::Module;
  std::uint32_t file = 0;
  std::uint32_t index = 0;  // into the file's classes, functions or symbols
  std::uint32_t next = 0;   // index + 1 of another entity so named (in another root); 0 is the end
};

class Model {
 public:
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  const std::deque<FileModel>& files() const { return files_; }
  const FileModel& file(findings::FileId id) const { return files_[id.value]; }
  // The file with this path; null if there is none.
  const FileModel* file_at(std::string_view path) const;
  // The module with this dotted name; the first by path where several roots have one; null if none.
  const FileModel* module(std::string_view name) const;
  // Where the repository defines the function, class, variable or class attribute so named.
  Definition definition(std::string_view qualified_name) const;
  const project::ModuleIndex& modules() const { return modules_; }
  // Which file imports which, and the cycles.
  const project::ImportGraph& imports() const { return imports_; }
  // Which versions of which packages the repository runs with.
  const project::Dependencies& dependencies() const { return dependencies_; }
  // The calls of what is so named, as FileModel::resolve() names it, by file and position. The
  // index is made when it is first asked for. Safe to call from several threads at once.
  std::span<const CallSite> calls_of(std::string_view target) const {
    return calls().of(names_->find(target));
  }
  // The calls of any of them, by file and position.
  std::vector<CallSite> calls_of_any(std::span<const std::string_view> targets) const;
  // All of them, for who knows only a part of a name.
  const CallSites& calls() const {
    return calls_.get([this] { return CallSites(*this); });
  }
  // Where names and texts are mentioned. Made when it is first asked for, as calls() is.
  const Mentions& mentions() const {
    return mentions_.get([this] { return Mentions(*this); });
  }
  const syntax::Node& node(const Mention& mention) const {
    return file(mention.file).tree().node(mention.node);
  }
  // By FileId: code that its authors keep and no longer run (project/put_away.h).
  const std::vector<bool>& files_put_away() const;
  const IdentifierTable& names() const { return *names_; }
  std::string_view text(Identifier name) const { return names_->text(name); }

  // The name under which resolve() and type_of() speak of a library's `name`, e.g.
  // "fastapi.Request" for "starlette.requests.Request".
  std::string_view canonical(std::string_view name) const;
  // Whether class `type` is, or inherits from, `ancestor`: both qualified names, of the repository
  // or of a library.
  bool is_subclass(std::string_view type, std::string_view ancestor) const;
  // Whether a class of the repository names this one among its bases.
  bool is_inherited(const syntax::ClassDef& cls) const;

 private:
  friend std::unique_ptr<const Model> build_model(std::vector<project::SourceFile>,
                                                  std::vector<BoundFile>, IdentifierTable&,
                                                  LibraryFacts, project::Dependencies);
  friend class ModelBuilder;
  friend class Inference;
  friend class FileModel;
  friend class ConstantFolder;
  struct NameInfo {
    std::uint32_t entity = 0;  // index + 1 into entities_
    std::uint32_t fact = 0;    // index + 1 into facts_, of Returns, Awaits or Attribute
    std::uint32_t base = 0;    // index + 1 into facts_, of the first Base
    Identifier alias;          // the canonical name
  };
  struct InternedFact {
    LibraryFact::Kind kind;
    Identifier type, element;
    std::uint32_t next_base = 0;
  };

  Model(IdentifierTable& names, std::vector<project::SourceFile> files,
        std::vector<BoundFile> bound, project::Dependencies dependencies);
  const NameInfo& info(Identifier name) const;
  NameInfo& info_for_writing(Identifier name);
  // The entity so named, preferably in the root of `from` (may be null).
  const Entity* entity(Identifier name, const FileModel* from) const;
  Identifier canonical(Identifier name) const;
  const InternedFact* library_fact(Identifier name) const;
  // Calls visit(Identifier) for `cls` and all it inherits from until visit gives true; gives
  // whether it did. An empty name stands for a base that is not known.
  template <class Visit>
  bool any_ancestor(Identifier cls, const FileModel* from, Visit&& visit) const;
  bool is_subclass(Identifier type, Identifier ancestor, const FileModel* from) const;
  Definition definition(Identifier name, const FileModel* from) const;
  std::unordered_set<const syntax::Node*> find_inherited() const;
  Definition class_attribute(Identifier name, const FileModel* from) const;
  std::uint16_t kinds_of(Identifier cls, const FileModel& file) const;  // ClassFlag
  void add_facts(LibraryFacts facts);
  void add_entity(Identifier name, Entity entity);
  void add_entities(std::uint32_t file);

  IdentifierTable* names_;
  TypingNames typing_;
  Builtins builtins_;
  std::vector<project::SourceFile> sources_;
  project::ModuleIndex modules_;
  project::ImportGraph imports_;
  project::Dependencies dependencies_;
  std::deque<FileModel> files_;
  std::vector<Entity> entities_;
  std::vector<InternedFact> facts_;
  std::vector<NameInfo> by_name_;  // by Identifier
  // By Identifier, for all that there are when the model is complete: that the repository defines
  // nothing named like what stands before its last dot. Found out when it is first asked for.
  mutable std::vector<std::atomic<bool>> is_foreign_;
  Lazy<CallSites> calls_;
  Lazy<Mentions> mentions_;
  Lazy<std::unordered_set<const syntax::Node*>> inherited_;
  Lazy<std::vector<bool>> put_away_;
  Identifier pydantic_model_, settings_, enum_, protocol_;
  std::unordered_map<std::string_view, std::uint32_t> by_path_;
};

// Builds the model of `files`, whose trees come from `names`; their `module_name`, `import_root`
// and `is_package` are set (project::place_modules) and each `id` is its index here and in `bound`.
// Uses the threads of the current oneTBB arena. `facts` is what is known about libraries
// (knowledge::library_facts()).
std::unique_ptr<const Model> build_model(std::vector<project::SourceFile> files,
                                         std::vector<BoundFile> bound, IdentifierTable& names,
                                         LibraryFacts facts,
                                         project::Dependencies dependencies = {});
// The same for files that are not bound yet.
std::unique_ptr<const Model> build_model(std::vector<project::SourceFile> files,
                                         IdentifierTable& names, LibraryFacts facts,
                                         project::Dependencies dependencies = {});

}  // namespace fastidious::semantic
