// FileModel: names, classes.
#include "semantic/file_model.h"

#include <algorithm>

#include "semantic/inference.h"
#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

FileModel::FileModel(const project::SourceFile& file, BoundFile bound, const Model& model)
    : file_(&file),
      model_(&model),
      names_(&model.names()),
      module_(bound.module),
      scopes_(std::move(bound.scopes)),
      definitions_(std::move(bound.definitions)),
      module_names_(std::move(bound.module_names)),
      symbol_facts_(scopes_.symbols().size()),
      alias_facts_(scopes_.symbols().size()),
      facts_(kFirstLiteral),
      fact_of_node_(file.tree.arena().make_array<std::uint32_t>(file.tree.nodes().size()),
                    file.tree.nodes().size()) {
  std::fill(fact_of_node_.begin(), fact_of_node_.end(), kUnasked);
  for (unsigned kind = 0; kind <= static_cast<unsigned>(ConstantKind::Bytes); ++kind) {
    facts_.push_back(fact_of_constant(static_cast<ConstantKind>(kind), model.typing_));
  }
}

bool FileModel::is_bound_often(const Name& name) const {
  const SymbolId used = scopes_.used_symbol(name);
  if (!used.valid()) return false;
  const std::uint16_t flags = scopes_.symbol(used).flags;
  return (flags & kMeansSeveral) != 0 ||
         ((flags & kAnnotated) != 0 && scopes_.meant_outside_class(name).valid());
}

std::string_view FileModel::type_of(const Expr& expr) const {
  const Fact known = fact(expr);
  return known.awaitable ? std::string_view{} : text(known.type);
}

std::string_view FileModel::type_of_annotation(const Expr& annotation) const {
  const Node* annotated = parent(annotation);
  const bool keeps_it =
      annotated != nullptr && (annotated->is(Kind::Arg) || annotated->is(Kind::AnnAssign) ||
                               annotated->as<FunctionDef>() != nullptr);
  if (!keeps_it) {
    return text(model_->typing_.class_of(fact(annotation).target));
  }
  return text(facts_[fact_of_node_[annotated->id.value]].type);
}

Definition FileModel::definition_of(const Expr& expr) const {
  const Identifier target = fact(expr).target;
  return target ? model_->definition(target, this) : Definition{};
}

Identifier FileModel::qualified(const Node& definition) const {
  if (definition.is(Kind::ClassDef)) {
    const ClassInfo* cls = definitions_.class_of(definition);
    return cls != nullptr ? cls->qualified : Identifier{};
  }
  const FunctionInfo* function = definitions_.function(definition);
  return function != nullptr ? function->qualified : Identifier{};
}

// ---- classes
// ---------------------------------------------------------------------------------------

bool FileModel::inherits_from(const ClassDef& cls, std::string_view qualified_name) const {
  const Identifier wanted = model_->canonical(model_->names_->find(qualified_name));
  const ClassInfo* info = definitions_.class_of(cls);
  return wanted && info != nullptr && model_->is_subclass(info->qualified, wanted, this);
}

std::uint16_t FileModel::class_flags(const ClassDef& cls) const {
  const ClassInfo* info = definitions_.class_of(cls);
  return info != nullptr ? info->flags : std::uint16_t{kUnknownBases};
}

bool FileModel::is_pydantic_model(const ClassDef& cls) const {
  return (class_flags(cls) & kPydanticModel) != 0;
}
bool FileModel::is_settings(const ClassDef& cls) const {
  return (class_flags(cls) & kSettings) != 0;
}
bool FileModel::is_enum(const ClassDef& cls) const { return (class_flags(cls) & kEnum) != 0; }
bool FileModel::is_protocol(const ClassDef& cls) const {
  return (class_flags(cls) & kProtocol) != 0;
}
bool FileModel::has_known_bases(const ClassDef& cls) const {
  return (class_flags(cls) & kUnknownBases) == 0;
}

// ---- arguments
// -------------------------------------------------------------------------------------

namespace {

template <class IsName>
const Expr* find_argument(const Call& call, int index, IsName&& is_name) {
  for (const Keyword* keyword : call.keywords) {
    if (keyword->arg && is_name(keyword->arg)) {
      return keyword->value;
    }
  }
  if (index < 0 || static_cast<std::uint32_t>(index) >= call.args.size()) {
    return nullptr;
  }
  for (int i = 0; i <= index; ++i) {
    if (call.args[static_cast<std::size_t>(i)]->is(Kind::Starred)) {
      return nullptr;
    }
  }
  return call.args[static_cast<std::size_t>(index)];
}

}  // namespace

const Expr* argument(const Call& call, int index, Identifier name) {
  return find_argument(call, index, [name](Identifier passed) { return passed == name; });
}

const Expr* argument(const FileModel& file, const Call& call, int index, std::string_view name) {
  return find_argument(call, index, [&](Identifier passed) { return file.text(passed) == name; });
}

}  // namespace fastidious::semantic
