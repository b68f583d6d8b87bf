// fastapi.dependencies.utils.analyze_param(), statically.
#include "app/dependencies/classify.h"

#include <algorithm>

#include "app/models/read_fields.h"
#include "app/text/docstring.h"
#include "project/module_names.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using In = Parameter::In;

struct Marker {
  std::string_view function;
  In in;
};
constexpr Marker kMarkers[] = {
    {"fastapi.Path", In::Path},     {"fastapi.Query", In::Query}, {"fastapi.Header", In::Header},
    {"fastapi.Cookie", In::Cookie}, {"fastapi.Body", In::Body},   {"fastapi.Form", In::Form},
    {"fastapi.File", In::File},
};

const Marker* marker_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kMarkers), std::end(kMarkers),
                                   [&](const Marker& one) { return one.function == name; });
  return found == std::end(kMarkers) ? nullptr : found;
}

// The last of FastAPI's markers among the metadata of a field.
const Marker* marker_of(const FieldInfo& info) {
  const Marker* last = nullptr;
  for (const Value& call : info.calls()) {
    if (const Marker* marker = marker_named(call.text)) last = marker;
  }
  return last;
}

bool is_in_path(std::string_view name, std::string_view path) {
  return path.find("{" + std::string(name) + "}") != path.npos;
}

bool is_upload_class(const Type& type) {
  return type.name == "fastapi.UploadFile" || type.name == "starlette.datastructures.UploadFile" ||
         type.name == "fastapi.datastructures.UploadFile";
}

std::string alias_of(const Parameter& parameter) {
  const FieldInfo& info = parameter.field.info;
  std::string alias = info.text_of("validation_alias");
  if (alias.empty()) alias = info.text_of("alias");
  if (!alias.empty()) return alias;
  const Value* convert = info.find("convert_underscores");
  const bool converts =
      parameter.in == In::Header &&
      (convert == nullptr || !convert->is(Value::Kind::Bool) || convert->is_true());
  return converts ? replaced(parameter.field.name, '_', '-') : std::string(parameter.field.name);
}

// Query(default, alias=name) inside a function: what its parameters make of it.
void bind_around(Field& field, Placed default_value, const Bindings& around) {
  const Value given = evaluate(default_value, around);
  const auto* call = given.is(Value::Kind::Call) ? as<Call>(given.source.expr) : nullptr;
  if (call == nullptr) {
    if (!given.known()) return;
    field.required = false;
    field.has_known_default = true;
    field.default_value = given;
    return;
  }
  const FileModel& file = *given.source.file;
  for (const Keyword* keyword : call->keywords) {
    Value value = evaluate(Placed{&file, keyword->value}, around);
    if (!keyword->arg) {  // what FastAPI does not know goes to the schema
      if (value.is(Value::Kind::Dict) && !value.items.empty()) {
        field.info.set("json_schema_extra", std::move(value));
      }
    } else if (value.known()) {
      field.info.set(file.text(keyword->arg), std::move(value));
    }
  }
  const Placed first = argument_of(given.source, 0, "default");
  const Value standard = evaluate(first, around);
  if (!standard.known() || field.has_known_default) return;
  field.required = standard.is(Value::Kind::Ellipsis);
  field.has_known_default = !field.required;
  field.default_value = standard;
}

// A class of a library, or of a module that is not there: nobody knows what it is. What FastAPI
// takes for one value is Python's own, or Pydantic's.
bool may_be_model(const Type& type) {
  if (type.is(Type::Kind::Union)) {
    return std::any_of(type.args.begin(), type.args.end(), may_be_model);
  }
  if (!type.is(Type::Kind::Scalar)) return type.is(Type::Kind::Unknown);
  const std::string_view package = type.name.substr(0, type.name.find('.'));
  return package != "builtins" && !package.starts_with("pydantic") &&
         !project::is_standard_library(package);
}

}  // namespace

bool is_upload(const Type& type) {
  if (is_upload_class(type)) return true;
  if (type.is(Type::Kind::Union)) {
    return std::any_of(type.args.begin(), type.args.end(),
                       [](const Type& one) { return is_upload(one); });
  }
  return (type.is(Type::Kind::List) || type.is(Type::Kind::Set) || type.is(Type::Kind::Tuple)) &&
         !type.args.empty() && std::all_of(type.args.begin(), type.args.end(), is_upload);
}

bool is_scalar(const Type& type) {
  switch (type.kind) {
    case Type::Kind::List:
      return type.name.ends_with("Iterable") || type.name.ends_with("Iterator") ||
             type.name.ends_with("Generator") || type.name.ends_with("Collection");
    case Type::Kind::Set: return type.name.ends_with("AbstractSet");
    case Type::Kind::Tuple:
    case Type::Kind::Dict: return false;
    case Type::Kind::Union: return std::all_of(type.args.begin(), type.args.end(), is_scalar);
    case Type::Kind::Class: {
      const auto& cls = *type.definition.node->as<ClassDef>();
      const ClassKind kind = kind_of_class(*type.definition.file, cls);
      return kind == ClassKind::Enum || kind == ClassKind::Other;
    }
    default: return !is_upload_class(type);
  }
}

bool is_scalar_sequence(const Type& type) {
  if (type.is(Type::Kind::Union)) {
    bool any = false;
    for (const Type& one : type.args) {
      if (is_scalar_sequence(one)) {
        any = true;
      } else if (!is_scalar(one)) {
        return false;
      }
    }
    return any;
  }
  const bool sequence =
      type.is(Type::Kind::List) || type.is(Type::Kind::Set) || type.is(Type::Kind::Tuple);
  return sequence && std::all_of(type.args.begin(), type.args.end(), is_scalar);
}

bool may_be_body(const Parameter& parameter) {
  return parameter.in == In::Query && marker_of(parameter.field.info) == nullptr &&
         may_be_model(parameter.field.type);
}

Parameter classify(const FileModel& file, std::string_view name, const Type& type,
                   const Expr* default_value, std::string_view path, const Bindings& around) {
  Parameter parameter;
  // A marker as default value hides what Annotated says about the type.
  const auto given = field_arguments(evaluate(file, default_value));
  const bool hides = given && marker_named(given->function) != nullptr;
  Type seen = type;
  if (hides) seen.metadata.clear();
  parameter.field = read_field(file, name, std::move(seen), default_value);
  if (!around.empty() && default_value != nullptr) {
    bind_around(parameter.field, {&file, default_value}, around);
  }
  const Type& bare = parameter.field.type;
  const bool in_path = is_in_path(name, path);
  if (const Marker* marker = marker_of(parameter.field.info)) {
    parameter.in = marker->in;
  } else if (in_path) {
    parameter.in = In::Path;
  } else if (is_upload(bare)) {
    parameter.in = In::File;
  } else if (!is_scalar(bare)) {
    const bool bare_sequence =
        bare.args.empty() &&
        (bare.is(Type::Kind::List) || bare.is(Type::Kind::Tuple) || bare.is(Type::Kind::Set));
    parameter.in = bare_sequence ? In::File : In::Body;
  } else {
    parameter.in = In::Query;
  }
  if (parameter.in == In::Path) parameter.field.required = true;
  parameter.alias = alias_of(parameter);
  return parameter;
}

}  // namespace fastidious::app
