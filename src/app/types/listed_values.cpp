#include "app/types/listed_values.h"

#include "semantic/model.h"

namespace fastidious::app {

bool lists_its_values(const Type& type) {
  const Type bare = without_none(type);
  if (bare.is(Type::Kind::Literal)) return true;
  const bool holds_items = bare.is(Type::Kind::List) || bare.is(Type::Kind::Set);
  if (holds_items && bare.args.size() == 1) return lists_its_values(bare.args[0]);
  const auto* cls = syntax::as<syntax::ClassDef>(bare.definition.node);
  return bare.is(Type::Kind::Class) && cls != nullptr && bare.definition.file->is_enum(*cls);
}

}  // namespace fastidious::app
