#pragma once
// What the program knows about one Python file: the questions that rules ask.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "project/source_file.h"
#include "semantic/bound_file.h"
#include "semantic/definitions.h"
#include "semantic/fact.h"
#include "semantic/scopes.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

class Model;

// A definition somewhere in the repository.
class FileModel;
struct Definition {
  const FileModel* file = nullptr;
  const syntax::Node* node = nullptr;  // FunctionDef, ClassDef, or the Name of an assignment
  explicit operator bool() const { return node != nullptr; }
};

// A value known without running anything.
struct ConstantValue {
  enum class Type : std::uint8_t { None, Bool, Int, Str, Bytes } type = Type::None;
  std::int64_t integer = 0;  // Bool and Int
  std::string text;          // Str and Bytes
};

class FileModel {
 public:
  FileModel(const project::SourceFile& file, BoundFile bound, const Model& model);
  FileModel(const FileModel&) = delete;  // it holds what was worked out of a whole file
  FileModel& operator=(const FileModel&) = delete;

  const project::SourceFile& file() const { return *file_; }
  const syntax::Tree& tree() const { return file_->tree; }
  const FileScopes& scopes() const { return scopes_; }
  const Model& project() const { return *model_; }
  std::string_view text(const syntax::Node& node) const { return file_->slice(node.span()); }
  std::string_view text(Identifier name) const { return names_->text(name); }

  // ---- names -----------------------------------------------------------------------------------
  // The qualified name of what `expr` refers to, through import aliases, re-exports and simple
  // assignments: "time.sleep", "app.db.get_session", "builtins.open". Methods of values of known
  // type are named by their class: `logger.info` is "logging.Logger.info", `requests.get(u).json`
  // is "requests.Response.json". Empty if unknown. The text lives as long as the run.
  std::string_view resolve(const syntax::Expr& expr) const { return text(fact(expr).target); }
  std::string_view resolve(const syntax::Expr* expr) const {
    return expr == nullptr ? std::string_view{} : resolve(*expr);
  }
  // The qualified name of the class whose instance `expr` is: from annotations (Annotated, Optional
  // and X | None looked through), constructor calls, known return types, literals ("builtins.str").
  std::string_view type_of(const syntax::Expr& expr) const;
  std::string_view type_of(const syntax::Expr* expr) const {
    return expr == nullptr ? std::string_view{} : type_of(*expr);
  }
  // resolve() and type_of() as interned names: comparing them is comparing integers.
  Fact fact(const syntax::Expr& expr) const { return facts_[fact_of_node_[expr.id.value]]; }
  // The class that an annotation stands for, as type_of() names it; empty for Any, unions of
  // several classes, type variables and what is unknown.
  std::string_view type_of_annotation(const syntax::Expr& annotation) const;
  // Where the repository defines what `expr` refers to.
  Definition definition_of(const syntax::Expr& expr) const;
  // "app.models.User", "app.models.User.save": the name of a function or class of this file.
  std::string_view qualified_name(const syntax::Node& definition) const {
    return text(qualified(definition));
  }
  // The same as an interned name.
  Identifier qualified(const syntax::Node& definition) const;

  // ---- surroundings ----------------------------------------------------------------------------
  const syntax::Node* parent(const syntax::Node& node) const { return tree().parent(node); }
  // The innermost function (not lambda) whose body holds `node`; null at module or class level.
  const syntax::FunctionDef* enclosing_function(const syntax::Node& node) const;
  // The class whose body directly holds `node` (of a method: its class); null otherwise.
  const syntax::ClassDef* enclosing_class(const syntax::Node& node) const;
  // The statement that `node` is, or is part of.
  const syntax::Stmt& enclosing_statement(const syntax::Node& node) const;
  // Whether `node` runs on the event loop: inside an async def, not inside a def, lambda or class
  // nested in it.
  bool in_async_function(const syntax::Node& node) const;
  // Whether `node` stands under `if TYPE_CHECKING:`.
  bool in_type_checking_block(const syntax::Node& node) const;
  // Whether `node` stands under `if __name__ == "__main__":`.
  bool in_main_block(const syntax::Node& node) const;
  // Whether `node` is (part of) an annotation of a parameter, return value or variable.
  bool in_annotation(const syntax::Node& node) const;

  // ---- classes and functions --------------------------------------------------------------------
  // Whether the class is, or inherits (through the repository's classes) from, the class so named.
  bool inherits_from(const syntax::ClassDef& cls, std::string_view qualified_name) const;
  bool is_pydantic_model(
      const syntax::ClassDef& cls) const;  // BaseModel, BaseSettings, SQLModel, …
  bool is_settings(const syntax::ClassDef& cls) const;
  bool is_enum(const syntax::ClassDef& cls) const;
  bool is_protocol(const syntax::ClassDef& cls) const;
  // Whether every base of the class (and theirs) is known: only then absence means absence.
  bool has_known_bases(const syntax::ClassDef& cls) const;
  bool has_decorator(const syntax::FunctionDef& function, std::string_view qualified_name) const;
  // A function registered as a FastAPI/Starlette endpoint by a decorator, e.g. @router.get("/x").
  bool is_route_handler(const syntax::FunctionDef& function) const;
  // The call in the decorator that registers it, `router.get("/x", …)`; null if there is none.
  const syntax::Call* route_decorator(const syntax::FunctionDef& function) const;
  bool is_generator(const syntax::FunctionDef& function) const;
  bool is_abstract(const syntax::FunctionDef& function) const;
  bool is_overload(const syntax::FunctionDef& function) const;
  // Whether an `@overload` of the same name and scope stands before the function.
  bool follows_overload(const syntax::FunctionDef& function) const;
  bool is_method(const syntax::FunctionDef& function) const;
  bool is_static_method(const syntax::FunctionDef& function) const;
  bool is_property(const syntax::FunctionDef& function) const;
  // Public by name: no leading underscore here or in what contains it, and in __all__ if there is
  // one.
  bool is_public(const syntax::Node& definition) const;
  // The docstring's Constant; null if there is none. For Module, ClassDef and FunctionDef.
  const syntax::Constant* docstring(const syntax::Node& definition) const;

  // ---- values ----------------------------------------------------------------------------------
  // The value of `expr` if it is the same in every run: literals, module constants assigned once
  // (also of other modules), Enum members, status.HTTP_*, f-strings, + and join of these.
  std::optional<ConstantValue> constant(const syntax::Expr& expr) const;
  // The same, where only a string is of use.
  std::optional<std::string> constant_string(const syntax::Expr& expr) const;

 private:
  std::uint16_t class_flags(const syntax::ClassDef& cls) const;             // ClassFlag
  std::uint16_t function_flags(const syntax::FunctionDef& function) const;  // FunctionFlag
  bool is_route_registration(const syntax::Call& call) const;
  bool exports(Identifier name) const;
  // Whether where a name stands matters to what it means; else its symbol's fact is its own.
  bool is_bound_often(const syntax::Name& name) const;

  friend class Inference;
  friend class Model;
  friend class ModelBuilder;
  friend class ConstantFolder;

  const project::SourceFile* file_;
  const Model* model_;
  const IdentifierTable* names_;
  Identifier module_;
  FileScopes scopes_;
  Definitions definitions_;
  std::vector<Identifier> module_names_;  // see BoundFile
  // Of inference, which forgets them at its end: the facts of symbols, and what symbols of types
  // (`X = Annotated[T, …]`) stand for in annotations, by SymbolId.
  std::vector<LazyFact> symbol_facts_;
  std::vector<LazyFact> alias_facts_;
  // [0] is nothing, [1] marks an expression in work, those of literals come next.
  std::vector<Fact> facts_;
  // By NodeId: index into facts_; kUnasked only until the file is inferred. It is in the tree's
  // arena.
  std::span<std::uint32_t> fact_of_node_;
  static constexpr std::uint32_t kUnasked = 0xFFFFFFFFu;
  static constexpr std::uint32_t kFirstLiteral = 2;  // by ConstantKind
};

// The argument that a call passes for parameter `name`, or at position `index` (-1: keyword only);
// null if it is not passed. Starred arguments hide what follows them.
const syntax::Expr* argument(const syntax::Call& call, int index, Identifier name);
const syntax::Expr* argument(const FileModel& file, const syntax::Call& call, int index,
                             std::string_view name);

}  // namespace fastidious::semantic
