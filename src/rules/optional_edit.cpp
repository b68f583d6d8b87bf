#include "rules/optional_edit.h"

#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr int kFirstWithUnions = 10;

bool has_optional(const semantic::FileModel& file) {
  const semantic::FileScopes& scopes = file.scopes();
  const semantic::SymbolId symbol =
      scopes.lookup_here(semantic::ScopeId{0}, file.project().names().find("Optional"));
  return symbol.valid() && scopes.symbol(symbol).binding_count > 0;
}

bool has_unions(const semantic::FileModel& file) {
  const auto oldest = file.project().dependencies().least_python_minor(file.file().path);
  return oldest.value_or(kFirstWithUnions) >= kFirstWithUnions;
}

}  // namespace

bool offer_optional(Draft& draft, const semantic::FileModel& file, const syntax::Expr& type) {
  const auto* constant = type.as<syntax::Constant>();
  const bool quoted = constant != nullptr && constant->is_str();
  if (!quoted && has_optional(file)) {
    draft.edit({type.begin, type.begin}, "Optional[").edit({type.end, type.end}, "]");
    return true;
  }
  if (!has_unions(file)) {
    return false;
  }
  const Offset end = quoted ? type.end - 1 : type.end;
  draft.edit({end, end}, " | None");
  return true;
}

std::string optional_of(const semantic::FileModel& file, std::string_view type) {
  const std::string text(type);
  return has_optional(file) || !has_unions(file) ? "Optional[" + text + "]" : text + " | None";
}

}  // namespace fastidious::rules
