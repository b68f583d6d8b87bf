#pragma once
// Whether a literal is a value that a field accepts.

#include <string>

#include "semantic/pydantic_model.h"

namespace fastidious::semantic {

// Which constraint of the field the literal breaks, as half a sentence ("is below ge=1"); empty if
// it breaks none, or that cannot be told. Looked at are gt, ge, lt, le, multiple_of, min_length,
// max_length, pattern and Literal[…].
std::string broken_constraint(const FieldDeclaration& field, const Placed& value);

// The same for the field's type, by Pydantic's lax conversions ("is no int"): str, int, float,
// bool, list, EmailStr, UUID.
std::string broken_type(const FieldDeclaration& field, const Placed& value);

}  // namespace fastidious::semantic
