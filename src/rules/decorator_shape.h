#pragma once
// Functions that decorate others: what they give back, and the types that keep those of what they
// are put around. PEP 612, https://docs.python.org/3/library/typing.html#typing.ParamSpec

#include <string>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::rules {

// The function inside of `decorator` that it returns; null if it returns something else.
const syntax::FunctionDef* inner_function(const semantic::FileModel& file,
                                          const syntax::FunctionDef& decorator);

// Whether it has `*args` and `**kwargs`, which are handed on as they come.
bool takes_anything(const syntax::FunctionDef& wrapper);

// "Concatenate[Request, P]" where the wrapper has parameters of its own before `*args`, else "P";
// empty where one of them has no type.
std::string parameters_of(const semantic::FileModel& file, const syntax::FunctionDef& wrapper);

// "Callable[P, Coroutine[Any, Any, R]]": the type of a parameter that the function it returns calls
// with whatever it is given; empty if there is no such one.
std::string decorated_type(const semantic::FileModel& file, const syntax::FunctionDef& decorator,
                           const syntax::Arg& parameter);

// "`Callable` from `collections.abc`, `ParamSpec` and `TypeVar` from `typing`": where the names of
// such a type come from.
std::string homes_of_shape(std::string_view type);

// What the function gives: the same for a decorator, "Callable[[…], …]" of it for what makes one;
// empty for other functions.
std::string decorator_result(const semantic::FileModel& file, const syntax::FunctionDef& function);

}  // namespace fastidious::rules
