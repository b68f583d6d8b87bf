#include "app/effects/failed_read.h"

#include <algorithm>

#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// The value that is all a `try` asks for; null if it does something else.
const Expr* only_value(const Try& attempt) {
  if (attempt.body.size() != 1) return nullptr;
  const Stmt& statement = *attempt.body.front();
  if (const auto* end = statement.as<Return>()) return end->value;
  const auto* assign = statement.as<Assign>();
  return assign != nullptr && assign->targets[0]->is(Kind::Name) ? assign->value : nullptr;
}

bool declares(const Definition& cls, std::string_view field) {
  const auto& node = static_cast<const ClassDef&>(*cls.node);
  const auto family = semantic::model_and_bases(*cls.file, node);
  return std::any_of(family.begin(), family.end(), [&](const Definition& one) {
    const auto fields = semantic::own_fields(*one.file, static_cast<const ClassDef&>(*one.node));
    return std::any_of(fields.begin(), fields.end(), [&](const semantic::FieldDeclaration& own) {
      return one.file->text(own.name) == field;
    });
  });
}

}  // namespace

bool is_after_failed_read(const FileModel& file, const Expr& use, const Definition& cls) {
  if (!use.is(Kind::Name) || as<ClassDef>(cls.node) == nullptr) return false;
  const Node* below = &use;
  for (const Node* at = file.parent(use); at != nullptr && at->as<FunctionDef>() == nullptr;
       below = at, at = file.parent(*at)) {
    const auto* attempt = at->as<Try>();
    if (attempt == nullptr || !below->is(Kind::ExceptHandler)) continue;
    const auto* read = as<Attribute>(only_value(*attempt));
    return read != nullptr && file.text(*read->value) == file.text(use) &&
           declares(cls, file.text(read->attr));
  }
  return false;
}

}  // namespace fastidious::app
