#pragma once
// What an annotation means to Pydantic and FastAPI: a tree of types with their metadata.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Type {
  enum class Kind : std::uint8_t {
    Unknown,  // cannot be told
    Missing,  // there is no annotation
    Any,
    None,
    Scalar,   // `name` is the qualified name: "builtins.int", "uuid.UUID", "pydantic.EmailStr"
    List,     // args: item; also Sequence, deque, Iterable, …, by `name`
    Set,      // args: item
    Tuple,    // args: items; a variadic one has one arg and `variadic`
    Dict,     // args: key, value
    Union,    // args: choices
    Literal,  // `values`; of an Enum that a call makes also `name`
    Class,    // of the repository: `definition`; args: those of a generic one
    Library,  // a class of a library, or of the repository, that Pydantic cannot take apart
    TypeOf,   // type[X]
    Callable,
    TypeVar,  // unbound: `name`
  };
  Kind kind = Kind::Unknown;
  bool variadic = false;
  std::string_view name;
  std::vector<Type> args;
  std::vector<Value> values;
  Definition definition;
  // What Annotated says about this very type, outermost last.
  std::vector<Placed> metadata;
  // The annotation as a whole is a named alias `type X = …` (PEP 695): a definition of its own.
  std::string_view alias;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_scalar(std::string_view qualified) const {
    return kind == Kind::Scalar && name == qualified;
  }
  static Type of(Kind kind);
  static Type scalar(std::string_view qualified);
};

// What type variables stand for, by name.
using TypeArguments = std::map<std::string, Type, std::less<>>;

// Reads an annotation; aliases are followed, quoted ones parsed. Unknown where it cannot be told.
Type read_type(Placed annotation, const TypeArguments& arguments = {});
// The same where there may be none.
Type read_annotation(const FileModel& file, const syntax::Expr* annotation,
                     const TypeArguments& arguments = {});

// Without None among the choices of a union; a union of one is that one.
Type without_none(const Type& type);
bool allows_none(const Type& type);

// Whether two types are the same, metadata left out.
bool same_type(const Type& a, const Type& b);

// As Python's repr shows it in names of generic models: "int", "list[Item]".
std::string display_name(const Type& type);

}  // namespace fastidious::app
