#pragma once
// Constants as CPython's repr() writes them
// (https://docs.python.org/3/library/functions.html#repr; PEP 3138 for what is printable).

#include <string>
#include <string_view>

namespace fastidious::syntax {

// A str: `value` in UTF-8, lone surrogates as three bytes (Constant::value).
void append_repr_of_str(std::string_view value, std::string* out);

// A bytes object.
void append_repr_of_bytes(std::string_view value, std::string* out);

// An int, from its literal: any base, any size, underscores allowed.
void append_repr_of_int(std::string_view literal, std::string* out);

// A float, from its literal; too large is `inf`, as in CPython.
void append_repr_of_float(std::string_view literal, std::string* out);

// An imaginary number, from its literal with the final j.
void append_repr_of_imaginary(std::string_view literal, std::string* out);

}  // namespace fastidious::syntax
