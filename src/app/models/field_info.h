#pragma once
// What Field(…), Query(…) and the members of Annotated say about a value.
// https://docs.pydantic.dev/latest/concepts/fields/

#include <string_view>
#include <utility>
#include <vector>

#include "app/models/field_arguments.h"
#include "app/types/type.h"
#include "app/values/value.h"

namespace fastidious::app {

class FieldInfo {
 public:
  // Takes in one piece of metadata: a call of Field, Query, StringConstraints, Ge, … Keywords of
  // later ones win. What is no metadata of Pydantic or FastAPI is left alone.
  void add(Placed metadata);
  void add_all(const std::vector<Placed>& metadata);

  // Null if nobody says it, or says None.
  const Value* find(std::string_view keyword) const;
  std::string text_of(std::string_view keyword) const;  // empty if it is no known string
  bool is_true(std::string_view keyword) const;
  void set(std::string_view keyword, Value value);
  void erase(std::string_view keyword);
  const std::vector<std::pair<std::string_view, Value>>& attributes() const { return attributes_; }
  // The calls themselves, for what needs more than keywords: serializers, validators,
  // WithJsonSchema.
  const std::vector<Value>& calls() const { return calls_; }
  // The last call of one of these: "pydantic.PlainSerializer"; null if there is none.
  const Value* call(std::string_view qualified_name) const;

 private:
  void add_field(const FieldArguments& arguments);
  void add_extra(std::string_view keyword, Value value);

  std::vector<std::pair<std::string_view, Value>> attributes_;
  std::vector<Value> calls_;
};

}  // namespace fastidious::app
