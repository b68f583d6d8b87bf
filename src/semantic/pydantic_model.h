#pragma once
// What Pydantic makes of a class body or of an endpoint's parameter: fields, their types, defaults
// and constraints, the model's configuration and validators.
// https://docs.pydantic.dev/latest/concepts/fields/, …/concepts/validators/, …/api/config/

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifier.h"
#include "project/version.h"
#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// An expression and the file that holds it; a null `expr` is nothing.
struct Placed {
  const FileModel* file = nullptr;
  const syntax::Expr* expr = nullptr;
  explicit operator bool() const { return expr != nullptr; }
};

// A field of a model, or a parameter of an endpoint.
struct FieldDeclaration {
  const FileModel* file = nullptr;     // that holds `node`
  const syntax::Node* node = nullptr;  // AnnAssign or Arg
  Identifier name;
  const syntax::Expr* annotation = nullptr;  // as written
  Placed type;                               // without Annotated, None and type aliases around it
  bool nullable = false;                     // Optional[T], T | None
  bool has_default = false;
  Placed default_value;  // null: none, or made by a factory
  // The calls that describe it: Field(…), Query(…), StringConstraints(…), Doc(…), constr(…), …:
  // those of Annotated and its aliases first, that of the default last.
  std::vector<Placed> metadata;
  // Something describes it that is not known: a helper's call as default, a name or a
  // validator in Annotated.
  bool is_opaque = false;

  Span name_span() const;
  // The keyword argument of one of the `metadata`, the last one first ("max_length",
  // "description").
  Placed argument(std::string_view keyword) const;
  // The qualified name of the class of `type`, "builtins.str"; empty if it is no plain name.
  std::string_view type_name() const;
  // Whether one of the `metadata` is a call of `qualified_name`.
  bool has_metadata(std::string_view qualified_name) const;
};

// The declaration of an endpoint's parameter; of any function's, for that matter.
FieldDeclaration declaration_of(const FileModel& file, const syntax::Arg& parameter);
// The fields in the class's own body, in order. Private attributes and class variables are none.
std::vector<FieldDeclaration> own_fields(const FileModel& file, const syntax::ClassDef& model);

// A model's setting ("extra", "regex_engine", "validate_default"): from class keywords,
// model_config or class Config, its own or inherited in the repository.
struct ConfigSetting {
  Placed value;
  bool is_unknown = false;  // the configuration is made in a way that is not understood
};
ConfigSetting config_setting(const FileModel& file, const syntax::ClassDef& model,
                             std::string_view key);
// Whether the setting is the constant True.
bool is_config_set(const FileModel& file, const syntax::ClassDef& model, std::string_view key);

struct Validator {
  enum class Kind : std::uint8_t { Field, Model, FieldV1, RootV1 } kind = Kind::Field;
  std::string mode = "after";  // "before", "after", "wrap", "plain"
  const syntax::Call* decorator = nullptr;
};
// What the decorators of a method make of it; nothing if it is no validator.
std::optional<Validator> validator_of(const FileModel& file, const syntax::FunctionDef& function);
// The fields that validators of the class, or of its bases in the repository, look at.
class ValidatedFields {
 public:
  ValidatedFields(const FileModel& file, const syntax::ClassDef& model);
  bool contains(std::string_view field) const;

 private:
  bool all_ = false;                     // `"*"`, or a name that is not known
  std::vector<std::string_view> names_;  // sorted
};

// Calls visit(file, class) for the class and the classes of the repository it inherits from,
// nearest first.
std::vector<Definition> model_and_bases(const FileModel& file, const syntax::ClassDef& model);

// Whether the file runs with Pydantic 2: by the declared versions (of FastAPI and
// pydantic-settings, too), else by the names it imports from Pydantic.
project::Answer uses_pydantic_2(const FileModel& file);

}  // namespace fastidious::semantic
