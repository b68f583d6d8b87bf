#pragma once
// A value of the audited program as far as its text tells, without running it.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "semantic/file_model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using semantic::Definition;
using semantic::FileModel;
using semantic::Placed;

struct Value {
  enum class Kind : std::uint8_t {
    Unknown,
    None,
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    Ellipsis,
    List,
    Tuple,
    Set,
    Dict,        // `items` are keys and values in turns
    EnumMember,  // `items` holds its value; `definition` is the Enum
    Function,    // `definition` is the FunctionDef, or null with the library's name in `text`
    Class,       // the same for classes
    Call,        // `source` is the call; `definition` what is called, `text` its qualified name
    Lambda,      // `source` is the lambda
  };
  Kind kind = Kind::Unknown;
  std::int64_t integer = 0;  // Bool and Int
  double number = 0;         // Float
  std::string text;          // Str, Bytes; the name of a library's function or class
  std::vector<Value> items;
  Definition definition;
  Placed source;  // where it is written

  bool is(Kind wanted) const { return kind == wanted; }
  bool known() const { return kind != Kind::Unknown; }
  bool is_true() const { return kind == Kind::Bool && integer != 0; }
  bool is_sequence() const {
    return kind == Kind::List || kind == Kind::Tuple || kind == Kind::Set;
  }
  // Of a Dict: the value for the text `key`; null if there is none.
  const Value* find(std::string_view key) const;
  const Value* find(const Value& key) const;

  static Value string(std::string text);
  static Value boolean(bool value);
  static Value integer_of(std::int64_t value);
};

// The value of `expr`. Follows names through assignments and imports, unpacks `**` and `*` of known
// displays; members of Enums and `.value` of them; defaults of settings' fields. Bounded work.
Value evaluate(Placed expr);
Value evaluate(const FileModel& file, const syntax::Expr* expr);

// What names stand for where that is not always the same: the parameters of a function in one call
// of it (Arg), the targets of a loop in one of its rounds (Name).
using Bindings = std::vector<std::pair<const syntax::Node*, Value>>;

// What `call` passes for the parameters of `function`, their defaults where it passes nothing.
// `around` says what the parameters of the function around the call stand for; `bound` leaves out
// the first parameter, `self`.
Bindings bind_parameters(Placed call, const Definition& function, bool bound,
                         const Bindings& around = {});

// The value of `expr` in a function whose parameters stand for `bindings`.
Value evaluate(Placed expr, const Bindings& bindings);

// What gave `expr` its value: the assigned expression behind names, imports and attributes of
// modules; `expr` itself where it is no name. `definition` is set where it is a function or class.
struct Followed {
  Placed value;
  Definition definition;
};
Followed follow(Placed expr);

// What the target of `loop` stands for in each of its rounds, in those of the loops around it in
// `around`; nothing if that is not known.
std::vector<Bindings> rounds_of(const FileModel& file, const syntax::For& loop,
                                const Bindings& around = {});

// The keyword `name` of a call, or its argument at `index` (-1: keyword only). Also out of `**` of
// a dictionary that is written down.
Placed argument_of(Placed call, int index, std::string_view name);
// The same where `**` may be of a dictionary that `bindings` tell.
Placed argument_in(Placed call, int index, std::string_view name, const Bindings& bindings);

}  // namespace fastidious::app
