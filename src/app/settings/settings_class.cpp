#include "app/settings/settings_class.h"

#include <algorithm>

#include "app/types/forms.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxNesting = 4;
constexpr std::size_t kMaxVariables = 2000;  // of one class

bool is_complex(const Type& type) {
  switch (type.kind) {
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Tuple:
    case Type::Kind::Dict:
    case Type::Kind::Class: return true;
    default: return false;
  }
}

bool is_enumeration(const Type& type) {
  const auto* cls = as<ClassDef>(type.definition.node);
  return cls != nullptr && type.definition.file->is_enum(*cls);
}

// The texts of "A", AliasChoices("A", "B"), AliasPath("A", 0), ["A", "B"].
void add_names(const Value& value, std::vector<std::string>& names) {
  if (value.is(Value::Kind::Str)) {
    names.push_back(value.text);
  } else if (value.is_sequence()) {
    for (const Value& item : value.items) add_names(item, names);
  } else if (value.is(Value::Kind::Call)) {
    const bool is_path = value.text.ends_with("AliasPath");
    for (const Expr* argument : value.source.expr->as<Call>()->args) {
      add_names(evaluate(*value.source.file, argument), names);
      if (is_path) break;
    }
  }
}

class SettingsReader {
 public:
  SettingsReader(const FileModel& file, const ClassDef& cls, ModelTable& models) : models_(models) {
    result_.definition = {&file, &cls};
    result_.model = models.of(type_of_definition(result_.definition));
    is_version_2_ = !file.inherits_from(cls, "pydantic.v1.BaseSettings") &&
                    semantic::uses_pydantic_2(file) != project::Answer::No;
  }

  SettingsClass run() {
    if (result_.model == nullptr) return std::move(result_);
    read_configuration();
    for (const Field& field : result_.model->fields) {
      if (!field.is_computed) read_field(field);
    }
    return std::move(result_);
  }

 private:
  std::string text_setting(std::string_view key) const {
    const Value& value = result_.model->setting(key);
    return value.is(Value::Kind::Str) ? value.text : std::string();
  }

  void read_configuration() {
    result_.prefix = text_setting("env_prefix");
    result_.nested_delimiter = text_setting("env_nested_delimiter");
    result_.is_case_sensitive = result_.model->setting("case_sensitive").is_true();
    add_names(result_.model->setting("env_file"), result_.env_files);
    const std::string extra = text_setting("extra");
    result_.extra = extra == "ignore" ? "ignore" : extra == "allow" ? "allow" : "forbid";
    result_.sources_are_known = !customises_sources();
  }

  bool customises_sources() const {
    const Definition& own = result_.definition;
    for (const Definition& one : semantic::model_and_bases(*own.file, *own.node->as<ClassDef>())) {
      for (const Stmt* statement : one.node->as<ClassDef>()->body) {
        const auto* method = statement->as<FunctionDef>();
        if (method != nullptr && one.file->text(method->name) == "settings_customise_sources") {
          return true;
        }
      }
    }
    return false;
  }

  // A keyword that Field() of Pydantic 2 does not know goes into the schema.
  static const Value* extra_of(const Field& field, std::string_view keyword) {
    const Value* value = field.info.find(keyword);
    const Value* schema = field.info.find("json_schema_extra");
    return value != nullptr || schema == nullptr ? value : schema->find(keyword);
  }

  // Names that stand instead of the field's own.
  std::vector<std::string> given_names(const Field& field) const {
    std::vector<std::string> names;
    if (!is_version_2_) {
      if (const Value* env = extra_of(field, "env")) add_names(*env, names);
      if (names.empty()) add_names_of_version_1(field, names);
      return names;
    }
    const Value* alias = field.info.find("validation_alias");
    if (alias == nullptr) alias = field.info.find("alias");
    if (alias != nullptr) add_names(*alias, names);
    return names;
  }

  // class Config: fields = {"name": {"env": "NAME"}}
  void add_names_of_version_1(const Field& field, std::vector<std::string>& names) const {
    const Value* of_field = result_.model->setting("fields").find(field.name);
    const Value* env = of_field != nullptr ? of_field->find("env") : nullptr;
    if (env != nullptr) add_names(*env, names);
  }

  bool reads_own_name_too() const {
    for (const std::string_view key :
         {"populate_by_name", "validate_by_name", "allow_population_by_field_name"}) {
      if (result_.model->setting(key).is_true()) return true;
    }
    return false;
  }

  void read_field(const Field& field) {
    if (is_settings(field.type)) return;  // reads the environment by itself
    std::vector<std::string> names = given_names(field);
    if (names.empty() || (is_version_2_ && reads_own_name_too())) {
      names.push_back(result_.prefix + std::string(field.name));
    }
    const Type type = without_none(field.type);
    const bool json = is_complex(type) && !is_enumeration(type);
    for (const std::string& name : names) {
      add(name, field, field.required, json, false);
      if (!result_.nested_delimiter.empty()) read_nested(name, field, type, 0);
    }
  }

  bool is_settings(const Type& type) const {
    const Type plain = without_none(type);
    const auto* cls = as<ClassDef>(plain.definition.node);
    return cls != nullptr && plain.definition.file->is_settings(*cls);
  }

  void read_nested(const std::string& name, const Field& outer, const Type& type, int depth) {
    const ModelClass* model = models_.of(type);
    if (model == nullptr || model->kind == ClassKind::Enum || depth >= kMaxNesting) return;
    for (const Field& inner : model->fields) {
      const std::string path = name + result_.nested_delimiter + std::string(inner.name);
      const Type of_inner = without_none(inner.type);
      add(path, inner, false, is_complex(of_inner) && !is_enumeration(of_inner), true);
      read_nested(path, outer, of_inner, depth + 1);
    }
  }

  void add(const std::string& name, const Field& field, bool required, bool json, bool nested) {
    if (result_.variables.size() >= kMaxVariables) return;
    result_.variables.push_back(
        {result_.is_case_sensitive ? name : upper_case(name), &field, required, json, nested});
  }

  ModelTable& models_;
  SettingsClass result_;
  bool is_version_2_ = true;
};

}  // namespace

std::vector<const EnvironmentVariable*> SettingsClass::variables_of(const Field& field) const {
  std::vector<const EnvironmentVariable*> found;
  for (const EnvironmentVariable& one : variables) {
    if (one.field == &field) found.push_back(&one);
  }
  return found;
}

SettingsTable::SettingsTable(const semantic::Model& model)
    : models_(std::make_unique<ModelTable>()) {
  for (const FileModel& file : model.files()) {
    for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
      if (file.is_settings(*cls)) classes_.push_back(SettingsReader(file, *cls, *models_).run());
    }
  }
  std::erase_if(classes_, [](const SettingsClass& one) { return one.model == nullptr; });
}

const SettingsClass* SettingsTable::find(const Definition& cls) const {
  const auto found = std::find_if(classes_.begin(), classes_.end(), [&](const SettingsClass& one) {
    return one.definition.node == cls.node;
  });
  return found == classes_.end() ? nullptr : &*found;
}

SettingsTable::FieldOfSettings SettingsTable::field_of(Placed expr) const {
  if (!expr) return {};
  if (const auto* call = expr.expr->as<Call>()) {
    const auto* method = call->func->as<Attribute>();
    const std::string_view name = method != nullptr ? expr.file->text(method->attr) : "";
    const bool reveals = name == "get_secret_value" || name == "encode" || name == "strip";
    return reveals ? field_of({expr.file, method->value}) : FieldOfSettings{};
  }
  const auto* attribute = expr.expr->as<Attribute>();
  if (attribute == nullptr) {
    const Followed found = expr.expr->is(Kind::Name) ? follow(expr) : Followed{};
    const bool moved =
        found.value && found.value.expr != expr.expr && !found.value.expr->is(Kind::Name);
    return moved ? field_of(found.value) : FieldOfSettings{};
  }
  const std::string_view type = expr.file->type_of(*attribute->value);
  const Definition cls = type.empty() ? Definition{} : expr.file->project().definition(type);
  const SettingsClass* settings = cls ? find(cls) : nullptr;
  const Field* field =
      settings != nullptr ? settings->model->field(expr.file->text(attribute->attr)) : nullptr;
  return field != nullptr ? FieldOfSettings{settings, field} : FieldOfSettings{};
}

Span name_span_of(const Field& field) {
  const Node* statement = field.declaration.file->parent(*field.declaration.expr);
  const auto* annotated = as<AnnAssign>(statement);
  return annotated != nullptr ? annotated->target->span() : field.declaration.expr->span();
}

const FileModel& file_of(const Field& field) { return *field.declaration.file; }

}  // namespace fastidious::app
