#pragma once
// Which of a name's bindings may hold where it is used, and how sure it is where values come from:
// the little data flow that one function's text decides.

#include <vector>

#include "semantic/file_model.h"

namespace fastidious::semantic {

// The bindings that may give `use` its value, in the order of the text: from the last one that
// always runs before it. Of a name of another scope (a closure, a global): all of them. At most
// 64; empty for builtins and names that nothing in the file binds.
std::vector<const Binding*> reaching_bindings(const FileModel& file, const syntax::Name& use);

// What a loop or comprehension runs over, if `binding` is its target or part of it; else null.
const syntax::Expr* iterable_of(const FileModel& file, const Binding& binding);

// The value that an unpacking takes apart: `f()` of `a, b = f()`; null if there is none.
const syntax::Expr* unpacked_value(const FileModel& file, const Binding& binding);

// The position of the bound name in its tuple target, `a` is 0 of `a, b = …`; -1 if it is no plain
// part of a tuple or list.
int position_in_target(const FileModel& file, const Binding& binding);

// Where a value comes from, as far as the text of its function tells; later ones are worse.
enum class Origin : std::uint8_t {
  Constant,   // the same in every run
  Unknown,    // a call, an attribute, a module's variable, …
  Parameter,  // a parameter of the function, or made of one
  Request,    // what a client sent: a route handler's parameter, its Request, or made of one
};

// The worst origin of the values that `expr` may be made of. String and bytes methods, decoding,
// subscripts and attributes keep the origin of what they are applied to; other calls are Unknown,
// conversions to numbers Constant. Bounded work.
Origin origin_of(const FileModel& file, const syntax::Expr& expr);

// Whether the parameter's value is made by FastAPI's Depends or Security, also behind an alias
// `X = Annotated[T, Depends(f)]` in another module.
bool is_injected(const FileModel& file, const syntax::Arg& parameter);

// Whether the default names what makes the value, `db: Session = Depends(f)`: nobody looks at the
// annotation then, as `Depends()` does.
bool is_injected_by_default(const FileModel& file, const syntax::Arg& parameter);

// Whether a call passes `**something`: arguments that cannot be told.
bool passes_unpacked_mapping(const syntax::Call& call);

}  // namespace fastidious::semantic
