#pragma once
// Functions that write whatever a mapping holds: its keys name columns or fields.

#include "app/values/value.h"

namespace fastidious::app {

// Where `function` writes all keys of its parameter `mapping`: `setattr(row, key, value)` in a
// loop, `Table(**mapping)`, `.values(mapping)`, a document's `update(mapping)`, a statement that is
// made of its keys; or where it passes it to a function that does. Null if it does not, or chooses
// among the keys.
const syntax::Node* writes_all_keys(const Definition& function, const syntax::Arg& mapping);

// The parameter of `function` that takes the argument of `call` which is `given`; null if none.
const syntax::Arg* parameter_for(const Definition& function, const syntax::Call& call,
                                 const syntax::Expr& given);

}  // namespace fastidious::app
