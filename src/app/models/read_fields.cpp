#include "app/models/read_fields.h"

#include <algorithm>

#include "app/models/serializers.h"
#include "app/text/docstring.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxInheritance = 16;

bool is_ellipsis(const Value& value) { return value.is(Value::Kind::Ellipsis); }

// The default that Field(…) or the assignment gives.
void settle_default(Field& field) {
  const Value* given = nullptr;
  for (const auto& [name, value] : field.info.attributes()) {
    if (name == "default") given = &value;
    if (name == "default_factory" && !value.is(Value::Kind::None)) field.required = false;
  }
  if (given == nullptr || is_ellipsis(*given)) return;
  field.required = false;
  field.has_known_default = given->known();
  field.default_value = *given;
}

class BodyReader {
 public:
  BodyReader(ModelClass& model, const FileModel& file, const ClassDef& cls,
             const TypeArguments& arguments)
      : model_(model), file_(file), cls_(cls), arguments_(arguments) {}

  void read() {
    for (const Keyword* keyword : cls_.keywords) {
      if (keyword->arg) set(file_.text(keyword->arg), evaluate(file_, keyword->value));
    }
    for (std::uint32_t i = 0; i < cls_.body.size(); ++i) read_statement(i);
  }

 private:
  void set(std::string_view key, Value value) {
    model_.config.insert_or_assign(std::string(key), std::move(value));
  }

  void read_statement(std::uint32_t index) {
    const Stmt& statement = *cls_.body[index];
    if (const auto* annotated = statement.as<AnnAssign>()) {
      read_annotated(*annotated, index);
    } else if (const auto* plain = statement.as<Assign>()) {
      read_plain(*plain);
    } else if (const auto* nested = statement.as<ClassDef>()) {
      if (file_.text(nested->name) == "Config") read_config_class(*nested);
    } else if (const auto* method = statement.as<FunctionDef>()) {
      read_method(model_, file_, *method, arguments_);
    }
  }

  void read_annotated(const AnnAssign& statement, std::uint32_t index) {
    const auto* name = as<Name>(statement.target);
    if (name == nullptr) return;
    const std::string_view word = file_.text(name->name);
    if (word == "model_config" || word == "__pydantic_config__") {
      read_config(evaluate(file_, statement.value));
      return;
    }
    if ((word.starts_with('_') && model_.kind != ClassKind::TypedDict) || is_no_field(statement)) {
      return;
    }
    Field field = read_field(file_, word, read_annotation(file_, statement.annotation, arguments_),
                             statement.value);
    field.docstring = docstring_below(index);
    field.declaration = {&file_, statement.annotation};
    field.assigned = statement.value;
    if (model_.kind == ClassKind::TypedDict) field.required = is_required_key(statement);
    put(std::move(field));
  }

  bool is_no_field(const AnnAssign& statement) const {
    const auto* generic = as<Subscript>(statement.annotation);
    const std::string_view form =
        file_.resolve(generic != nullptr ? *generic->value : *statement.annotation);
    if (form == "typing.ClassVar") return true;
    const auto* call = as<Call>(statement.value);
    const std::string_view target = call != nullptr ? file_.resolve(*call->func) : "";
    return target.ends_with("PrivateAttr") || target.ends_with("Relationship");
  }

  bool is_required_key(const AnnAssign& statement) const {
    const auto* generic = as<Subscript>(statement.annotation);
    const std::string_view form = generic != nullptr ? file_.resolve(*generic->value) : "";
    if (form.ends_with(".Required")) return true;
    if (form.ends_with(".NotRequired")) return false;
    const Value& total = model_.setting("total");
    return !total.is(Value::Kind::Bool) || total.is_true();
  }

  void read_plain(const Assign& statement) {
    const auto* name = as<Name>(statement.targets.front());
    if (name == nullptr) return;
    const std::string_view word = file_.text(name->name);
    if (word == "model_config" || word == "__pydantic_config__") {
      read_config(evaluate(file_, statement.value));
    } else if (const Field* inherited = model_.field(word)) {
      Field field = *inherited;  // a new default for an inherited field
      field.info.set("default", evaluate(file_, statement.value));
      settle_default(field);
      put(std::move(field));
    }
  }

  // ConfigDict(extra="forbid"), SettingsConfigDict(…), or a dict
  void read_config(const Value& value) {
    if (value.is(Value::Kind::Dict)) {
      for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
        set(value.items[i].text, value.items[i + 1]);
      }
    } else if (value.is(Value::Kind::Call)) {
      for (const Keyword* keyword : value.source.expr->as<Call>()->keywords) {
        if (!keyword->arg) continue;
        const FileModel& file = *value.source.file;
        set(file.text(keyword->arg), evaluate(file, keyword->value));
      }
    }
  }

  void read_config_class(const ClassDef& config) {
    for (const Stmt* statement : config.body) {
      const auto* assign = statement->as<Assign>();
      const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
      if (name == nullptr) continue;
      const std::string_view key = file_.text(name->name);
      set(key == "schema_extra" ? "json_schema_extra" : key, evaluate(file_, assign->value));
    }
  }

  std::string docstring_below(std::uint32_t index) const {
    if (index + 1 >= cls_.body.size()) return {};
    const auto* below = cls_.body[index + 1]->as<ExprStmt>();
    const auto* text = below != nullptr ? as<Constant>(below->value) : nullptr;
    return text != nullptr && text->is_str() ? clean_docstring(text->value) : std::string();
  }

  // An overriding field keeps the place of the one it overrides.
  void put(Field field) {
    for (Field& known : model_.fields) {
      if (known.name == field.name) {
        known = std::move(field);
        return;
      }
    }
    model_.fields.push_back(std::move(field));
  }

  ModelClass& model_;
  const FileModel& file_;
  const ClassDef& cls_;
  const TypeArguments& arguments_;
};

TypeArguments bound_to(const std::vector<std::string>& parameters, const std::vector<Type>& args) {
  TypeArguments bound;
  for (std::size_t i = 0; i < parameters.size() && i < args.size(); ++i) {
    bound.emplace(parameters[i], args[i]);
  }
  return bound;
}

// Bases first, the last one first, so that nearer classes override.
void read_class(ModelClass& model, const FileModel& file, const ClassDef& cls,
                const std::vector<Type>& args, int depth) {
  if (depth > kMaxInheritance) return;
  const TypeArguments arguments = bound_to(type_parameters(file, cls), args);
  for (std::size_t i = cls.bases.size(); i-- > 0;) {
    const Type base = read_type({&file, cls.bases[i]}, arguments);
    if (!base.is(Type::Kind::Class)) {
      const auto* generic = cls.bases[i]->as<Subscript>();
      if (generic != nullptr && file.resolve(*generic->value) == "pydantic.RootModel") {
        model.fields.push_back(
            read_field(file, "root", read_type({&file, generic->slice}, arguments), nullptr));
      }
      continue;
    }
    read_class(model, *base.definition.file, *base.definition.node->as<ClassDef>(), base.args,
               depth + 1);
  }
  BodyReader(model, file, cls, arguments).read();
}

void collect_variables(const FileModel& file, const Expr& expr, std::vector<std::string>& found) {
  if (const auto* subscript = expr.as<Subscript>()) {
    collect_variables(file, *subscript->slice, found);
  } else if (const auto* several = expr.as<Tuple>()) {
    for (const Expr* one : several->elts) collect_variables(file, *one, found);
  } else if (expr.as<Name>() != nullptr) {
    const Type type = read_type({&file, &expr});
    const std::string name(file.text(expr.as<Name>()->name));
    const Followed value = follow({&file, &expr});
    const auto* call = as<Call>(value.value.expr);
    const bool variable =
        type.is(Type::Kind::TypeVar) ||
        (call != nullptr && value.value.file->resolve(*call->func).ends_with(".TypeVar"));
    if (variable && std::find(found.begin(), found.end(), name) == found.end()) {
      found.push_back(name);
    }
  }
}

}  // namespace

std::vector<std::string> type_parameters(const FileModel& file, const ClassDef& cls) {
  std::vector<std::string> names;
  for (const TypeParam* param : cls.type_params) names.emplace_back(file.text(param->name));
  if (!names.empty()) return names;
  for (const Expr* base : cls.bases) {
    const auto* generic = base->as<Subscript>();
    if (generic != nullptr && file.resolve(*generic->value) == "typing.Generic") {
      collect_variables(file, *generic->slice, names);
      return names;
    }
  }
  for (const Expr* base : cls.bases) {
    if (base->as<Subscript>() != nullptr) collect_variables(file, *base, names);
  }
  return names;
}

Field read_field(const FileModel& file, std::string_view name, Type type,
                 const Expr* default_value) {
  Field field;
  field.name = name;
  field.info.add_all(type.metadata);
  type.metadata.clear();
  field.type = std::move(type);
  if (default_value != nullptr) {
    Value value = evaluate(file, default_value);
    if (field_arguments(value)) {
      field.info.add(value.source);
    } else {
      field.info.set("default", std::move(value));
    }
  }
  settle_default(field);
  return field;
}

void read_model(ModelClass& model) {
  const FileModel& file = *model.definition.file;
  const auto& cls = *model.definition.node->as<ClassDef>();
  read_class(model, file, cls, model.args, 0);
}

}  // namespace fastidious::app
