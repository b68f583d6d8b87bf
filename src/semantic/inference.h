#pragma once
// What expressions refer to and which classes they are instances of. Facts are remembered in the
// file they are about; each expression and symbol is looked at once, so the work is linear. Cycles
// and nesting beyond kMaxDepth give "unknown".

#include <span>
#include <string_view>

#include "semantic/definitions.h"
#include "semantic/fact.h"
#include "semantic/file_model.h"
#include "semantic/model.h"

namespace fastidious::semantic {

// A literal's class.
Fact fact_of_constant(syntax::ConstantKind kind, const TypingNames& typing);

class Inference {
 public:
  // May write facts of `only`, or of every file if that is null (the linking phase).
  Inference(Model& model, IdentifierCache& names, const FileModel* only)
      : model_(model), joiner_(names), only_(only) {}

  // The linking phase, each step for all files before the next: classes' bases; what kinds of class
  // and function there are; all else that other files may ask about.
  void link_bases(FileModel& file);
  void link_kinds(FileModel& file);
  void link_members(FileModel& file);
  // The last phase for one file: its expressions.
  void infer(FileModel& file);

  Fact of(FileModel& file, const syntax::Expr& expr);
  // `type` is the class of the instances that are declared so.
  Fact of_annotation(FileModel& file, const syntax::Expr& annotation);

 private:
  static constexpr int kMaxDepth = 100;
  struct Member {
    Fact fact;
    bool found = false;
  };

  bool may_write(const FileModel& file) const { return only_ == nullptr || only_ == &file; }
  // The value of `lazy`, computed by `compute` if nobody has and this inference may.
  template <class Compute>
  Fact once(LazyFact& lazy, const FileModel& file, Compute&& compute);

  // expressions: infer_expressions.cpp
  Fact compute(FileModel& file, const syntax::Expr& expr);
  Fact of_name(FileModel& file, const syntax::Name& name);
  Fact of_attribute(FileModel& file, const syntax::Attribute& attribute);
  Fact of_subscript(FileModel& file, const syntax::Subscript& subscript);
  Fact of_await(FileModel& file, const syntax::Await& await);
  Fact of_operation(FileModel& file, const syntax::BinOp& operation);
  Fact of_choice(FileModel& file, std::span<syntax::Expr* const> choices);
  Fact of_collection(FileModel& file, Identifier type, std::span<syntax::Expr* const> items);
  void keep(FileModel& file, const syntax::Node& node, const syntax::Expr* annotation);
  void settle_names(FileModel& file);
  Fact entered(FileModel& file, const Fact& context);
  Fact item_of(const Fact& container) const;

  // calls: infer_calls.cpp
  Fact of_call(FileModel& file, const syntax::Call& call);
  Fact result_of(FileModel& file, const Fact& callee, Identifier receiver);
  Fact of_super(FileModel& file, const syntax::Call& call);
  Fact returns_of(FileModel& file, FunctionInfo& function);
  Fact compute_returns(FileModel& file, FunctionInfo& function);
  Fact library_result(Identifier target);

  // names and symbols: infer_symbols.cpp
  Fact of_used(FileModel& file, SymbolId used);
  Fact of_symbol(FileModel& file, SymbolId symbol);
  Fact compute_symbol(FileModel& file, SymbolId symbol);
  Fact at_use(FileModel& file, const syntax::Name& use, SymbolId symbol);
  Fact of_bindings(FileModel& file, const Symbol& symbol);
  Fact of_binding(FileModel& file, const Binding& binding);
  Fact of_parameter(FileModel& file, const Binding& binding);
  Fact of_bare_parameter(FileModel& file, const Binding& binding);
  Fact of_declaration(FileModel& file, const Binding& binding);
  Fact of_import(FileModel& file, const syntax::Alias& alias);
  Fact of_import_from(FileModel& file, const syntax::Alias& alias);
  Fact of_builtin(FileModel& file, Identifier name);
  Fact module_member(FileModel& file, Identifier name, int depth = 0);
  Fact star_member(FileModel& file, Identifier name, int depth);
  Fact merge(std::span<const Fact> facts) const;
  Identifier qualified(FileModel& file, const Symbol& symbol);
  Fact module_fact(const FileModel& file) const;

  // classes and attributes: infer_classes.cpp
  Fact member_of(FileModel& file, const Fact& object, Identifier attr);
  Member class_member(FileModel& file, Identifier cls, Identifier attr, int depth);
  Member own_member(FileModel& file, ClassInfo& cls, Identifier attr);
  Member self_attribute(FileModel& file, ClassInfo& cls, Identifier attr);
  Member library_member(Identifier cls, Identifier attr, int depth);
  Fact instance_attribute(FileModel& file, const Fact& member);
  void link_class(FileModel& file, ClassInfo& cls);
  void link_function(FileModel& file, FunctionInfo& function);
  void link_overloads(FileModel& file);
  Identifier first_base(FileModel& file, const ClassInfo& cls);
  const FunctionInfo* function_of(Identifier target, FileModel& file, FileModel** owner);

  // annotations: infer_annotations.cpp
  Fact compute_annotation(FileModel& file, const syntax::Expr& annotation);
  Fact of_annotation_name(FileModel& file, const syntax::Expr& name);
  Fact of_annotation_target(FileModel& file, Identifier target);
  Fact of_type_alias(FileModel& file, SymbolId symbol);
  Fact of_quoted(FileModel& file, ScopeId scope, std::string_view text);
  Fact of_generic(FileModel& file, const Fact& generic, std::span<const Fact> arguments);
  Fact union_of(std::span<const Fact> members) const;
  friend class QuotedAnnotation;

  const TypingNames& typing() const { return model_.typing_; }
  FileModel& file_of(const Entity& entity) { return model_.files_[entity.file]; }
  Identifier join(Identifier prefix, Identifier name) { return joiner_.join(prefix, name); }
  Identifier intern(std::string_view text) { return joiner_.names().intern(text); }

  Model& model_;
  NameJoiner joiner_;
  const FileModel* only_;
  int depth_ = 0;
  int star_modules_asked_ = 0;
};

template <class Compute>
Fact Inference::once(LazyFact& lazy, const FileModel& file, Compute&& compute) {
  if (lazy.state == LazyFact::State::Known) {
    return lazy.fact;
  }
  if (lazy.state == LazyFact::State::InProgress || !may_write(file) || depth_ >= kMaxDepth) {
    return {};
  }
  lazy.state = LazyFact::State::InProgress;
  ++depth_;
  lazy.fact = compute();
  --depth_;
  lazy.state = LazyFact::State::Known;
  return lazy.fact;
}

}  // namespace fastidious::semantic
