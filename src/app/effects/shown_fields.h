#pragma once
// Which fields of an object are read in a text that is made of it as a whole.

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

enum class ShownAs : std::uint8_t {
  Text,  // str(), repr(), a place in an f-string
  Dump,  // model_dump(), __dict__, vars(), asdict()
};

struct ShownField {
  Definition holder;  // the class that declares it
  std::string_view name;
  bool may_be_missing = false;  // a key of a TypedDict
};

// Fields of a Pydantic model, dataclass or TypedDict of the repository that hold text and are
// shown, those of models inside it too; columns of an ORM class only where it is dumped.
// `SecretStr` prints asterisks and is none; nor is anything of a class that says itself what it
// looks like. `call`, which may be null, is the dump: what its `include` and `exclude` leave out is
// not shown.
std::vector<ShownField> shown_fields(const Definition& cls, ShownAs shown_as, Placed call);

}  // namespace fastidious::app
