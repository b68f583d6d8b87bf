#include "app/models/relationships.h"

#include <algorithm>

#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// relationship(…) of SQLAlchemy, Relationship(…) of SQLModel.
const Call* relationship_call(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  if (call == nullptr) return nullptr;
  const std::string_view target = file.resolve(*call->func);
  const bool is_it = (target.starts_with("sqlalchemy.") && target.ends_with(".relationship")) ||
                     (target.starts_with("sqlmodel") && target.ends_with(".Relationship"));
  return is_it ? call : nullptr;
}

// Whether rows are read when the attribute is: `lazy="select"`, which is the default. What is not
// known is not taken for it.
bool is_lazy(const FileModel& file, const Call& call) {
  for (const std::string_view keyword : {"sa_relationship_kwargs", "sa_relationship"}) {
    if (semantic::argument(file, call, -1, keyword) != nullptr) return false;
  }
  const Expr* lazy = semantic::argument(file, call, -1, "lazy");
  if (lazy == nullptr) return true;
  const auto text = file.constant_string(*lazy);
  return text && *text == "select";
}

Relationship read(const FileModel& file, const Stmt& statement) {
  const auto* plain = statement.as<Assign>();
  const auto* annotated = statement.as<AnnAssign>();
  const Expr* value = plain != nullptr ? plain->value : annotated ? annotated->value : nullptr;
  const Call* call = relationship_call(file, value);
  if (call == nullptr) return {};
  const auto* name = as<Name>(plain != nullptr ? plain->targets[0] : annotated->target);
  if (name == nullptr) return {};
  const std::string_view annotation =
      annotated != nullptr ? file.text(*annotated->annotation) : std::string_view{};
  const bool many = annotation.find("ist[") != annotation.npos;
  return {file.text(name->name), &file, &statement, is_lazy(file, *call), many};
}

}  // namespace

std::vector<Relationship> relationships_of(const FileModel& file, const ClassDef& cls) {
  std::vector<Relationship> found;
  for (const Definition& one : semantic::model_and_bases(file, cls)) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const Relationship relationship = read(*one.file, *statement);
      const bool known = std::any_of(found.begin(), found.end(), [&](const Relationship& other) {
        return other.name == relationship.name;
      });
      if (relationship.file != nullptr && !known) found.push_back(relationship);
    }
  }
  return found;
}

}  // namespace fastidious::app
