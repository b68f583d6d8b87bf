#pragma once
// What the names of typing, collections.abc and builtins stand for in annotations.

#include <string_view>
#include <vector>

#include "app/types/type.h"

namespace fastidious::app {

// Whether the qualified name means something of its own when it is subscripted: Optional, Union,
// list, Mapping, ClassVar, ….
bool is_special_form(std::string_view qualified_name);

// `form[args]`; an argument that is `...` is an Unknown type that is `variadic`.
Type apply_form(std::string_view form, std::vector<Type> args);

// Unions among the choices are opened; each choice stands once; a union of one is that one.
Type union_of(std::vector<Type> choices);

// The type that a class of the repository is.
Type type_of_definition(const Definition& definition);
// The type that a library's name is: a container without arguments, Any, or a scalar.
Type type_of_library(std::string_view qualified_name);

}  // namespace fastidious::app
