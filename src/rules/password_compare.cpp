#include "rules/password_compare.h"

#include "knowledge/secret_names.h"
#include "semantic/expressions.h"

namespace fastidious::rules {

using semantic::FileModel;
using syntax::Compare;
using syntax::Kind;

bool compares_password_with_itself(const FileModel& file, const Compare& compare) {
  if (compare.ops.size() != 1 || compare.ops[0] != syntax::Comparator::Eq) return false;
  const syntax::Expr& left = *compare.left;
  const bool is_named = left.is(Kind::Name) || left.is(Kind::Attribute);
  if (!is_named || file.text(left) != file.text(*compare.comparators[0])) return false;
  return knowledge::evidence_of_name(semantic::last_name(file, left)) ==
         knowledge::NameEvidence::Password;
}

PlacedCompare password_compared_with_itself(const semantic::Model& model) {
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const auto* compare : file.tree().nodes_of<Compare>()) {
      if (compares_password_with_itself(file, *compare)) return {&file, compare};
    }
  }
  return {};
}

}  // namespace fastidious::rules
