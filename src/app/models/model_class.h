#pragma once
// Classes that Pydantic makes schemas of: its models, dataclasses, TypedDicts, NamedTuples, Enums.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/models/field_info.h"
#include "app/types/type.h"
#include "app/values/enum_members.h"

namespace fastidious::app {

struct Field {
  std::string_view name;
  Type type;  // its own metadata taken into `info`
  FieldInfo info;
  bool required = true;
  bool has_known_default = false;  // `default_value` is it; a factory's is not known
  Value default_value;
  bool is_computed = false;
  Placed declaration;                      // its annotation
  const syntax::Expr* assigned = nullptr;  // what stands behind `=`
  std::string docstring;                   // the string below it, where the model asks for that
  std::optional<Type> serialized;          // the return type of its serializer
  bool serializer_unknown = false;
};

enum class ClassKind : std::uint8_t {
  Model,  // BaseModel, SQLModel, BaseSettings
  RootModel,
  Dataclass,
  TypedDict,
  NamedTuple,
  Enum,
  Other,  // nothing that Pydantic knows
};

struct ModelClass {
  ClassKind kind = ClassKind::Other;
  Definition definition;
  std::string name;       // "Page[Item]"
  std::string qualified;  // "app.models.Page[app.models.Item]"
  std::vector<Type> args;
  std::vector<Field> fields;  // inherited ones first
  std::vector<EnumMember> members;
  std::string docstring;        // cleaned; empty if there is none
  bool has_serializer = false;  // a @model_serializer decides what it looks like
  bool is_deprecated = false;

  const Field* field(std::string_view name) const;
  // "title", "extra", "json_schema_extra", …; Unknown if it is not set.
  const Value& setting(std::string_view key) const;
  std::map<std::string, Value, std::less<>> config;
};

// All of them, each read when it is first asked for. Not safe for several threads.
class ModelTable {
 public:
  // The class that `type`, of kind Class, stands for, with its type arguments. Null if Pydantic
  // cannot make a schema of it. The pointer stays good.
  const ModelClass* of(const Type& type);

 private:
  std::map<std::string, std::unique_ptr<ModelClass>, std::less<>> models_;
};

ClassKind kind_of_class(const FileModel& file, const syntax::ClassDef& cls);

}  // namespace fastidious::app
