#include "rules/secret_edits.h"

#include <optional>
#include <string>

#include "semantic/add_import.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

std::string upper_case(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return upper;
}

// The variable that the statement gives the literal to, and nothing else; null if there is none.
const Name* only_target(const Node* statement) {
  const auto* assign = as<Assign>(statement);
  if (assign != nullptr) {
    return assign->targets.size() == 1 ? assign->targets[0]->as<Name>() : nullptr;
  }
  const auto* annotated = as<AnnAssign>(statement);
  return annotated != nullptr ? annotated->target->as<Name>() : nullptr;
}

void require_field(Draft& draft, const AnnAssign& field, const Constant& literal) {
  if (!literal.parenthesized) draft.edit({field.annotation->end, literal.end}, "");
}

}  // namespace

void offer_environment(Draft& draft, const FileModel& file, const Constant& literal) {
  const Node* statement = file.parent(literal);
  const Name* variable = only_target(statement);
  if (variable == nullptr || file.enclosing_function(literal) != nullptr) {
    return;
  }
  if (const ClassDef* cls = file.enclosing_class(literal)) {
    const auto* field = as<AnnAssign>(statement);
    if (field != nullptr && file.is_settings(*cls)) require_field(draft, *field, literal);
    return;
  }
  const std::optional<semantic::ImportPlace> import = semantic::place_for_import(file, "os");
  if (!import || !literal.is_str()) {
    return;
  }
  draft.edit(literal.span(), "os.environ[\"" + upper_case(file.text(variable->name)) + "\"]");
  if (import->is_needed) draft.edit({import->at, import->at}, import->text);
}

}  // namespace fastidious::rules
