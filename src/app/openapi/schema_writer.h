#pragma once
// JSON Schemas of types, as Pydantic 2 writes them (pydantic/json_schema.py).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/models/model_class.h"
#include "app/openapi/json.h"
#include "app/openapi/scalars.h"

namespace fastidious::app {

// Schemas that others refer to, each under a key of its own until names are chosen.
struct NamedSchema {
  Json schema;
  std::vector<std::string> names;  // the better one first
};

class SchemaWriter {
 public:
  explicit SchemaWriter(ModelTable& models) : models_(models) {}

  // The schema of a field of a model, without a title of its own.
  Json field(const Field& field, Mode mode);
  Json type(const Type& type, Mode mode);
  // A definition that no class of the repository stands for: the body of several parameters.
  Json reference(const std::string& name, Json schema);
  // Takes out what stands beside a reference and is said there as well.
  void drop_redundant(Json& schema) const;
  // The object schema of `fields`.
  Json object_of(const std::vector<Field>& fields, Mode mode, const ModelClass* model);

  // All definitions by the name that the document gives them, and the other names that references
  // still have (rename() in openapi/schema_names.h).
  std::map<std::string, NamedSchema>& definitions() { return definitions_; }
  // False: what is written for output looks like what is written for input.
  bool separate_input_output = true;
  // Bytes are `format: binary`, as before FastAPI 0.129.
  bool binary_as_format = false;
  // A single value is `const` without a type, as before Pydantic 2.7.
  bool const_is_untyped = false;
  // Schemas say whether a field is deprecated, as from Pydantic 2.7.
  bool says_deprecated = true;
  // What stands beside a reference wraps it in `allOf`, as before Pydantic 2.9.
  bool wraps_references = false;
  // How Decimals look as text, as from Pydantic 2.12 until 2.14.
  bool decimals_have_pattern = false;
  // A single value is both `const` and `enum`, as before Pydantic 2.10.
  bool const_and_enum = false;
  // Constraints of a dictionary's keys are `propertyNames`, as from Pydantic 2.10.
  bool names_keys = true;
  // Dictionaries of anything say so, as from Pydantic 2.11.
  bool open_dictionaries = true;

 private:
  Json bare(const Type& type, Mode mode);
  Json bare_with(const Type& type, const FieldInfo& info, Mode mode);
  Json of_json(const Type& type, Mode mode);
  Json of_bytes(Mode mode);
  static Json decimal(Mode mode);
  bool writes_seconds(const Type& type, Mode mode) const;
  Json described(Json schema, const FieldInfo& info, const Type& type, Mode mode);
  Json of_class(const Type& type, Mode mode);
  Json of_own_scalar(const Type& type, Mode mode) const;
  Json of_union(const Type& type, Mode mode, const Value* discriminator);
  Json of_tuple(const Type& type, Mode mode);
  Json of_dict(const Type& type, Mode mode);
  Json of_literal(const Type& type);
  Json of_made_enum(const Type& type);
  Json of_enum(const ModelClass& model);
  Json of_model(const ModelClass& model, Mode mode);
  Json tagged(const Type& type, Mode mode, const std::string& property);
  Json alias(const Type& type, Mode mode);
  void add_default(Json& schema, const Field& field);
  void finish_class(Json& schema, const ModelClass& model);

  ModelTable& models_;
  const ModelClass* model_ = nullptr;  // whose fields are being written
  std::map<std::string, NamedSchema> definitions_;
};

// Applies gt, min_length, pattern, … to a schema.
void apply_constraints(Json& schema, const FieldInfo& info, Family family);

}  // namespace fastidious::app
