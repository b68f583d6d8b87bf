#pragma once
// The special forms of annotations (https://docs.python.org/3/library/typing.html).

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "base/identifier.h"

namespace fastidious::semantic {

enum class TypingForm : std::uint8_t {
  Class,        // an ordinary class
  Transparent,  // Optional[T], Annotated[T, …], ClassVar[T], Final[T], Mapped[T]: T
  Union,
  Awaitable,  // Awaitable[T]
  Coroutine,  // Coroutine[Any, Any, T]
  TypeOf,     // type[T]: the class itself
  Literal,
  Container,  // X[T]: holds or yields T
  Nothing,    // Any, TypeVar, … : says nothing about the class
};

// The forms, and the names that inference compares with; interned once a model.
class TypingNames {
 public:
  explicit TypingNames(IdentifierTable& names);
  TypingForm form(Identifier name) const {
    const auto at = forms_.find(name);
    return at == forms_.end() ? TypingForm::Class : at->second;
  }
  // The class that typing.List and its kin stand for: builtins.list, …
  Identifier class_of(Identifier name) const {
    const auto at = classes_.find(name);
    return at == classes_.end() ? name : at->second;
  }

  Identifier none, str, bytes, integer, floating, complex, boolean, list, tuple, dict, set,
      ellipsis, self_type, generator, context_manager, depends, security, type_alias, final,
      class_var, new_type, super, cast, property, cached_property, static_method, class_method,
      overload, abstract, abstract_property, make_context_manager, make_async_context_manager, call,
      enter, async_enter, builtins, async_generator;

 private:
  std::unordered_map<Identifier, TypingForm> forms_;
  std::unordered_map<Identifier, Identifier> classes_;
};

}  // namespace fastidious::semantic
