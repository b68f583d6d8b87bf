// From class bodies to ModelClass.
#include "app/models/model_class.h"

#include <algorithm>

#include "app/models/read_fields.h"
#include "app/text/docstring.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool has_base(const FileModel& file, const ClassDef& cls, std::string_view name) {
  return file.inherits_from(cls, name);
}

bool has_class_decorator(const FileModel& file, const ClassDef& cls, std::string_view ending) {
  return std::any_of(cls.decorator_list.begin(), cls.decorator_list.end(), [&](const Expr* one) {
    const auto* call = one->as<Call>();
    return file.resolve(call != nullptr ? *call->func : *one).ends_with(ending);
  });
}

bool is_dataclass(const FileModel& file, const ClassDef& cls) {
  for (const Definition& one : semantic::model_and_bases(file, cls)) {
    if (has_class_decorator(*one.file, *one.node->as<ClassDef>(), "dataclass")) return true;
  }
  return false;
}

// "app.models.Item", "builtins.list[app.models.Item]": tells generic instances apart.
std::string qualified_display(const Type& type) {
  std::string text(type.name);
  if (type.is(Type::Kind::None)) text = "NoneType";
  if (type.is(Type::Kind::Union)) text = "Union";
  if (type.is(Type::Kind::Any)) text = "Any";
  if (type.args.empty()) return text;
  text += "[";
  for (const Type& arg : type.args) {
    if (text.back() != '[') text += ",";
    text += qualified_display(arg);
  }
  return text + "]";
}

std::unique_ptr<ModelClass> build(const Type& type, ClassKind kind) {
  auto model = std::make_unique<ModelClass>();
  const FileModel& file = *type.definition.file;
  const auto& cls = *type.definition.node->as<ClassDef>();
  model->kind = kind;
  model->definition = type.definition;
  model->args = type.args;
  model->name = display_name(type);
  model->qualified = qualified_display(type);
  if (const Constant* text = file.docstring(cls)) model->docstring = clean_docstring(text->value);
  model->is_deprecated = has_class_decorator(file, cls, ".deprecated");
  if (kind == ClassKind::Enum) {
    model->members = enum_members(type.definition);
  } else {
    read_model(*model);
  }
  return model;
}

}  // namespace

ClassKind kind_of_class(const FileModel& file, const ClassDef& cls) {
  if (file.is_enum(cls)) return ClassKind::Enum;
  if (has_base(file, cls, "pydantic.RootModel")) return ClassKind::RootModel;
  if (file.is_pydantic_model(cls) || file.is_settings(cls)) return ClassKind::Model;
  if (has_base(file, cls, "typing.TypedDict") ||
      has_base(file, cls, "typing_extensions.TypedDict")) {
    return ClassKind::TypedDict;
  }
  if (has_base(file, cls, "typing.NamedTuple")) return ClassKind::NamedTuple;
  return is_dataclass(file, cls) ? ClassKind::Dataclass : ClassKind::Other;
}

const Field* ModelClass::field(std::string_view wanted) const {
  for (const Field& one : fields) {
    if (one.name == wanted) return &one;
  }
  return nullptr;
}

const Value& ModelClass::setting(std::string_view key) const {
  static const Value kUnset;
  const auto found = config.find(key);
  return found == config.end() ? kUnset : found->second;
}

namespace {

// Classes of several roots may have the same name, also those that stand for type parameters.
void add_place(const Type& type, std::string& key) {
  if (type.is(Type::Kind::Class)) {
    key += ' ' + std::to_string(type.definition.file->file().id.value);
  }
  for (const Type& one : type.args) add_place(one, key);
}

}  // namespace

const ModelClass* ModelTable::of(const Type& type) {
  if (!type.is(Type::Kind::Class)) return nullptr;
  std::string key = qualified_display(type);
  add_place(type, key);
  const auto known = models_.find(key);
  if (known != models_.end()) return known->second.get();
  const auto& cls = *type.definition.node->as<ClassDef>();
  const ClassKind kind = kind_of_class(*type.definition.file, cls);
  auto model = kind == ClassKind::Other ? nullptr : build(type, kind);
  return models_.emplace(key, std::move(model)).first->second.get();
}

}  // namespace fastidious::app
