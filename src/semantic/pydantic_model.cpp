#include "semantic/pydantic_model.h"

#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::size_t kMaxBases = 32;
constexpr std::size_t kMaxStatements = 5000;  // of a class that are looked through for settings

bool is_true(const Placed& value) {
  const auto* constant = as<Constant>(value.expr);
  return constant != nullptr && constant->type == ConstantKind::True;
}

const Expr* target_of_base(const Expr* base) {
  const auto* generic = as<Subscript>(base);
  return generic != nullptr ? generic->value : base;
}

// ---- configuration
// -----------------------------------------------------------------------------------

Placed keyword_of(const FileModel& file, const List<Keyword*>& keywords, std::string_view key) {
  for (const Keyword* keyword : keywords) {
    if (file.text(keyword->arg) == key) return {&file, keyword->value};
  }
  return {};
}

ConfigSetting setting_in_dict(const FileModel& file, const Dict& dict, std::string_view key) {
  ConfigSetting setting;
  for (std::uint32_t i = 0; i < dict.keys.size(); ++i) {
    const auto* name = as<Constant>(dict.keys[i]);
    if (name == nullptr) setting.is_unknown = true;
    if (name != nullptr && name->is_str() && name->value == key) {
      setting.value = {&file, dict.values[i]};
    }
  }
  return setting;
}

// model_config = ConfigDict(extra="forbid"), or a dict
ConfigSetting setting_in_value(const FileModel& file, const Expr* value, std::string_view key) {
  if (const auto* call = as<Call>(value)) {
    const bool spreads = std::any_of(call->keywords.begin(), call->keywords.end(),
                                     [](const Keyword* keyword) { return keyword->arg.empty(); });
    return {keyword_of(file, call->keywords, key), spreads || !call->args.empty()};
  }
  const auto* dict = as<Dict>(value);
  return dict != nullptr ? setting_in_dict(file, *dict, key) : ConfigSetting{{}, true};
}

// class Config: extra = "forbid"
Placed setting_in_class(const FileModel& file, const ClassDef& config, std::string_view key) {
  for (const Stmt* statement : config.body) {
    const auto* assign = statement->as<Assign>();
    const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
    if (name != nullptr && file.text(name->name) == key) return {&file, assign->value};
  }
  return {};
}

const Expr* model_config_value(const FileModel& file, const Stmt& statement) {
  const auto* plain = statement.as<Assign>();
  const auto* annotated = statement.as<AnnAssign>();
  const Expr* target = plain != nullptr       ? plain->targets.front()
                       : annotated != nullptr ? annotated->target
                                              : nullptr;
  const auto* name = as<Name>(target);
  if (name == nullptr || file.text(name->name) != "model_config") return nullptr;
  return plain != nullptr ? plain->value : annotated->value;
}

ConfigSetting own_setting(const FileModel& file, const ClassDef& model, std::string_view key) {
  ConfigSetting setting{keyword_of(file, model.keywords, key), false};
  const std::size_t count = std::min<std::size_t>(model.body.size(), kMaxStatements);
  for (std::size_t i = 0; i < count && !setting.value; ++i) {
    const Stmt* statement = model.body[i];
    const auto* nested = statement->as<ClassDef>();
    if (nested != nullptr && file.text(nested->name) == "Config") {
      setting = {setting_in_class(file, *nested, key), !nested->bases.empty()};
    } else if (const Expr* value = model_config_value(file, *statement)) {
      setting = setting_in_value(file, value, key);
    }
  }
  return setting;
}

// ---- declarations
// ------------------------------------------------------------------------------------

constexpr std::string_view kFieldCalls[] = {
    "pydantic.Field", "sqlmodel.Field", "sqlmodel.main.Field", "fastapi.Query", "fastapi.Path",
    "fastapi.Header", "fastapi.Cookie", "fastapi.Body",        "fastapi.Form",  "fastapi.File"};

bool is_field_call(std::string_view target) {
  return std::find(std::begin(kFieldCalls), std::end(kFieldCalls), target) != std::end(kFieldCalls);
}

bool is_ellipsis(const Expr* expr) {
  const auto* constant = as<Constant>(expr);
  return constant != nullptr && constant->type == ConstantKind::Ellipsis;
}

// Reads an annotation and a default into a FieldDeclaration.
class DeclarationReader {
 public:
  explicit DeclarationReader(FieldDeclaration& field) : field_(field) {}

  void read_annotation(Placed annotation, int depth = 0) {
    field_.type = annotation;
    if (!annotation || depth > kMaxDepth) return;
    const FileModel& file = *annotation.file;
    if (const auto* generic = annotation.expr->as<Subscript>()) {
      read_generic(file, *generic, depth);
    } else if (const auto* choice = annotation.expr->as<BinOp>()) {
      read_union(file, *choice, depth);
    } else if (const auto* call = annotation.expr->as<Call>()) {
      field_.metadata.push_back({&file, call});  // constr(max_length=3)
    } else {
      read_alias(file, *annotation.expr, depth);
    }
  }

  void read_default(const FileModel& file, const Expr* value) {
    if (value == nullptr || is_ellipsis(value)) return;
    const auto* call = value->as<Call>();
    if (call != nullptr && is_field_call(file.resolve(*call->func))) {
      read_field_call(file, *call, true);
      return;
    }
    if (const Placed shared = shared_field_call(file, *value)) {
      read_field_call(*shared.file, *shared.expr->as<Call>(), true);
      return;
    }
    field_.has_default = true;
    field_.default_value = {&file, value};
    field_.is_opaque = field_.is_opaque || call != nullptr;
  }

 private:
  static constexpr int kMaxDepth = 8;

  // `version_header = Header(alias="X-Version")`, used as `version: str = version_header`; null if
  // the value is nothing of that kind.
  static Placed shared_field_call(const FileModel& file, const Expr& value) {
    if (!value.is(Kind::Name) && !value.is(Kind::Attribute)) return {};
    const Definition found = file.definition_of(value);
    if (as<Name>(found.node) == nullptr) return {};
    const auto* assign = as<Assign>(found.file->parent(*found.node));
    const auto* call = assign != nullptr ? assign->value->as<Call>() : nullptr;
    const bool is_field = call != nullptr && is_field_call(found.file->resolve(*call->func));
    return is_field ? Placed{found.file, call} : Placed{};
  }

  void read_generic(const FileModel& file, const Subscript& generic, int depth) {
    const std::string_view form = file.resolve(*generic.value);
    const auto* several = as<Tuple>(generic.slice);
    if (form == "typing.Optional") {
      field_.nullable = true;
      read_annotation({&file, generic.slice}, depth + 1);
    } else if (form == "typing.Annotated" && several != nullptr && !several->elts.empty()) {
      read_annotation({&file, several->elts.front()}, depth + 1);
      for (std::uint32_t i = 1; i < several->elts.size(); ++i)
        read_metadata(file, *several->elts[i]);
    } else if (form == "typing.Union" && several != nullptr && several->elts.size() == 2) {
      read_choice(file, *several->elts[0], *several->elts[1], depth);
    }
  }

  void read_union(const FileModel& file, const BinOp& choice, int depth) {
    if (choice.op == Operator::BitOr) read_choice(file, *choice.left, *choice.right, depth);
  }

  // T | None; what has several classes stays as it is.
  void read_choice(const FileModel& file, const Expr& left, const Expr& right, int depth) {
    if (!is_none(&left) && !is_none(&right)) return;
    field_.nullable = true;
    read_annotation({&file, is_none(&left) ? &right : &left}, depth + 1);
  }

  void read_alias(const FileModel& file, const Expr& name, int depth) {
    if (!name.is(Kind::Name) && !name.is(Kind::Attribute)) return;
    const Definition found = file.definition_of(name);
    const auto* target = as<Name>(found.node);
    if (target == nullptr || found.file->enclosing_class(*target) != nullptr) return;
    const Node* statement = found.file->parent(*target);
    const Expr* value = nullptr;
    if (const auto* plain = as<Assign>(statement)) value = plain->value;
    if (const auto* alias = as<TypeAlias>(statement)) value = alias->value;
    if (const auto* annotated = as<AnnAssign>(statement)) value = annotated->value;
    if (value == nullptr || value->is(Kind::Call)) {
      field_.is_opaque = true;
      return;
    }
    read_annotation({found.file, value}, depth + 1);
  }

  void read_metadata(const FileModel& file, const Expr& value) {
    const auto* call = value.as<Call>();
    if (call == nullptr) {
      field_.is_opaque = field_.is_opaque || !value.is(Kind::Constant);
      return;
    }
    if (file.resolve(*call->func).ends_with("Validator")) field_.is_opaque = true;
    read_field_call(file, *call, false);
  }

  void read_field_call(const FileModel& file, const Call& call, bool takes_position) {
    field_.metadata.push_back({&file, &call});
    if (!is_field_call(file.resolve(*call.func))) return;
    const Expr* value = argument(file, call, takes_position ? 0 : -1, "default");
    const bool has_factory = argument(file, call, -1, "default_factory") != nullptr;
    if (has_factory || (value != nullptr && !is_ellipsis(value))) {
      field_.has_default = true;
      field_.default_value = {&file, has_factory ? nullptr : value};
    }
    for (const Keyword* keyword : call.keywords) {
      if (keyword->arg.empty()) field_.is_opaque = true;
    }
  }

  FieldDeclaration& field_;
};

bool is_class_variable(const FileModel& file, const Expr& annotation) {
  const auto* generic = annotation.as<Subscript>();
  const std::string_view form = file.resolve(generic != nullptr ? *generic->value : annotation);
  return form == "typing.ClassVar";
}

// Values that are no fields although they are annotated.
bool is_no_field(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  if (call == nullptr) return false;
  const std::string_view target = file.resolve(*call->func);
  return target == "pydantic.PrivateAttr" || target == "sqlmodel.Relationship" ||
         target == "sqlmodel.main.Relationship";
}

bool is_field(const FileModel& file, const AnnAssign& statement) {
  const auto* name = as<Name>(statement.target);
  if (name == nullptr || file.text(name->name).starts_with('_') ||
      file.text(name->name) == "model_config") {
    return false;
  }
  return !is_class_variable(file, *statement.annotation) && !is_no_field(file, statement.value);
}

// ---- versions
// ----------------------------------------------------------------------------------------

// Names that Pydantic has since version 2 (https://docs.pydantic.dev/latest/migration/).
constexpr std::string_view kNamesOfVersion2[] = {
    "field_validator", "model_validator", "field_serializer",  "model_serializer", "ConfigDict",
    "RootModel",       "TypeAdapter",     "StringConstraints", "computed_field",   "AfterValidator",
    "BeforeValidator", "WrapValidator",   "PlainValidator",    "PlainSerializer",  "AliasChoices"};

bool imports_version_2(const ImportFrom& statement) {
  if (statement.level != 0) return false;
  if (statement.module == "pydantic_settings") return true;
  return statement.module == "pydantic" &&
         std::any_of(statement.names.begin(), statement.names.end(), [](const Alias* alias) {
           return std::find(std::begin(kNamesOfVersion2), std::end(kNamesOfVersion2),
                            alias->name) != std::end(kNamesOfVersion2);
         });
}

}  // namespace

// ---- FieldDeclaration
// --------------------------------------------------------------------------------

Span FieldDeclaration::name_span() const {
  const auto* statement = node->as<AnnAssign>();
  if (statement != nullptr) return statement->target->span();
  return {node->begin, node->begin + static_cast<Offset>(file->text(name).size())};
}

Placed FieldDeclaration::argument(std::string_view keyword) const {
  for (std::size_t i = metadata.size(); i-- > 0;) {
    const auto& call = static_cast<const Call&>(*metadata[i].expr);
    if (const Expr* value = semantic::argument(*metadata[i].file, call, -1, keyword)) {
      return {metadata[i].file, value};
    }
  }
  return {};
}

std::string_view FieldDeclaration::type_name() const {
  const bool is_name = type && (type.expr->is(Kind::Name) || type.expr->is(Kind::Attribute));
  return is_name ? type.file->resolve(*type.expr) : std::string_view{};
}

bool FieldDeclaration::has_metadata(std::string_view qualified_name) const {
  return std::any_of(metadata.begin(), metadata.end(), [&](const Placed& placed) {
    return placed.file->resolve(*static_cast<const Call&>(*placed.expr).func) == qualified_name;
  });
}

FieldDeclaration declaration_of(const FileModel& file, const Arg& parameter) {
  FieldDeclaration field;
  field.file = &file;
  field.node = &parameter;
  field.name = parameter.name;
  field.annotation = parameter.annotation;
  DeclarationReader reader(field);
  reader.read_annotation({&file, parameter.annotation});
  reader.read_default(file, parameter.default_value);
  return field;
}

std::vector<FieldDeclaration> own_fields(const FileModel& file, const ClassDef& model) {
  std::vector<FieldDeclaration> fields;
  for (const Stmt* statement : model.body) {
    const auto* declared = statement->as<AnnAssign>();
    if (declared == nullptr || !is_field(file, *declared)) continue;
    FieldDeclaration& field = fields.emplace_back();
    field.file = &file;
    field.node = declared;
    field.name = declared->target->as<Name>()->name;
    field.annotation = declared->annotation;
    DeclarationReader reader(field);
    reader.read_annotation({&file, declared->annotation});
    reader.read_default(file, declared->value);
  }
  return fields;
}

// ---- models
// ------------------------------------------------------------------------------------------

std::vector<Definition> model_and_bases(const FileModel& file, const ClassDef& model) {
  std::vector<Definition> classes = {{&file, &model}};
  for (std::size_t i = 0; i < classes.size() && classes.size() < kMaxBases; ++i) {
    const FileModel& owner = *classes[i].file;
    for (const Expr* base : classes[i].node->as<ClassDef>()->bases) {
      const Definition found = owner.definition_of(*target_of_base(base));
      const bool known = std::any_of(classes.begin(), classes.end(),
                                     [&](const Definition& one) { return one.node == found.node; });
      if (as<ClassDef>(found.node) != nullptr && !known) classes.push_back(found);
    }
  }
  return classes;
}

ConfigSetting config_setting(const FileModel& file, const ClassDef& model, std::string_view key) {
  ConfigSetting result;
  for (const Definition& one : model_and_bases(file, model)) {
    const ConfigSetting setting = own_setting(*one.file, *one.node->as<ClassDef>(), key);
    result.is_unknown = result.is_unknown || setting.is_unknown;
    if (setting.value) {
      result.value = setting.value;
      break;
    }
  }
  return result;
}

bool is_config_set(const FileModel& file, const ClassDef& model, std::string_view key) {
  return is_true(config_setting(file, model, key).value);
}

std::optional<Validator> validator_of(const FileModel& file, const FunctionDef& function) {
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = decorator->as<Call>();
    const std::string_view target = file.resolve(call != nullptr ? *call->func : *decorator);
    Validator validator;
    validator.decorator = call;
    if (target == "pydantic.field_validator") {
      validator.kind = Validator::Kind::Field;
    } else if (target == "pydantic.model_validator") {
      validator.kind = Validator::Kind::Model;
    } else if (target == "pydantic.validator") {
      validator.kind = Validator::Kind::FieldV1;
    } else if (target == "pydantic.root_validator") {
      validator.kind = Validator::Kind::RootV1;
    } else {
      continue;
    }
    const Expr* mode = call != nullptr ? argument(file, *call, -1, "mode") : nullptr;
    if (mode != nullptr) validator.mode = file.constant_string(*mode).value_or("");
    return validator;
  }
  return std::nullopt;
}

ValidatedFields::ValidatedFields(const FileModel& file, const ClassDef& model) {
  for (const Definition& one : model_and_bases(file, model)) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* function = statement->as<FunctionDef>();
      if (function == nullptr || function->decorator_list.empty()) continue;
      const auto validator = validator_of(*one.file, *function);
      if (!validator || validator->decorator == nullptr) continue;
      for (const Expr* argument : validator->decorator->args) {
        const auto* name = argument->as<Constant>();
        all_ = all_ || name == nullptr || name->value == "*";
        if (name != nullptr && name->is_str()) names_.push_back(name->value);
      }
    }
  }
  std::sort(names_.begin(), names_.end());
}

bool ValidatedFields::contains(std::string_view field) const {
  return all_ || std::binary_search(names_.begin(), names_.end(), field);
}

project::Answer uses_pydantic_2(const FileModel& file) {
  using project::Answer;
  const project::Dependencies& dependencies = file.project().dependencies();
  const std::string_view path = file.file().path;
  const Answer declared = dependencies.is_at_least("pydantic", "2", path);
  if (declared != Answer::Unknown) return declared;
  const bool implied = dependencies.is_at_least("fastapi", "0.126", path) == Answer::Yes ||
                       dependencies.find("pydantic-settings", path) != nullptr;
  if (implied) return Answer::Yes;
  for (const Stmt* statement : file.tree().root().body) {
    const auto* import = statement->as<ImportFrom>();
    if (import != nullptr && imports_version_2(*import)) return Answer::Yes;
  }
  return Answer::Unknown;
}

}  // namespace fastidious::semantic
