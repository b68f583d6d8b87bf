#include "rules/unmade_models.h"

#include <algorithm>

#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using syntax::Assign;
using syntax::ClassDef;
using syntax::Kind;
using syntax::Name;
using syntax::Stmt;

constexpr std::size_t kMostImports = 50;
constexpr std::size_t kMostClasses = 50;  // of one module

bool is_plain_value(const syntax::Expr& value) {
  return value.is(Kind::Constant) || value.is(Kind::ListExpr) || value.is(Kind::Dict);
}

bool derives_from_base_model_alone(const FileModel& file, const ClassDef& cls) {
  return cls.bases.size() == 1 && cls.keywords.empty() &&
         file.resolve(*cls.bases[0]) == "pydantic.BaseModel";
}

bool is_annotated(const FileModel& file, const ClassDef& cls, std::string_view name) {
  return std::any_of(cls.body.begin(), cls.body.end(), [&](const Stmt* statement) {
    const auto* one = statement->as<syntax::AnnAssign>();
    return one != nullptr && file.text(*one->target) == name;
  });
}

UnmadeModel unmade_in(const FileModel& file) {
  const auto classes = file.tree().nodes_of<ClassDef>();
  std::size_t seen = 0;
  for (const ClassDef* cls : classes) {
    if (seen++ == kMostClasses) break;
    if (file.enclosing_function(*cls) != nullptr) continue;
    if (const Assign* field = field_without_annotation(file, *cls)) return {&file, field};
  }
  return {};
}

}  // namespace

const Assign* field_without_annotation(const FileModel& file, const ClassDef& cls) {
  if (!derives_from_base_model_alone(file, cls)) return nullptr;
  for (const Stmt* statement : cls.body) {
    const auto* assign = statement->as<Assign>();
    if (assign == nullptr || assign->targets.size() != 1) continue;
    const auto* target = assign->targets[0]->as<Name>();
    const std::string_view name = target != nullptr ? file.text(target->name) : "_";
    if (name.starts_with('_') || name == "model_config" || !is_plain_value(*assign->value)) {
      continue;
    }
    const auto ignored = semantic::config_setting(file, cls, "ignored_types");
    const bool may_be_taken = ignored.value || ignored.is_unknown ||
                              is_annotated(file, cls, name) ||
                              semantic::uses_pydantic_2(file) != project::Answer::Yes;
    return may_be_taken ? nullptr : assign;
  }
  return nullptr;
}

UnmadeModel model_that_stops_import(const FileModel& file) {
  if (const UnmadeModel own = unmade_in(file)) return own;
  const auto imports = file.project().imports().imports_of(file.file().id);
  std::size_t seen = 0;
  for (const project::ImportEdge& edge : imports) {
    if (seen++ == kMostImports) break;
    if (!edge.to.valid() || !edge.at_load_time()) continue;
    if (const UnmadeModel other = unmade_in(file.project().file(edge.to))) return other;
  }
  return {};
}

}  // namespace fastidious::rules
