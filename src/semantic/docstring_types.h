#pragma once
// Types as docstrings write them: `str`, `list of int`, `Optional[str]`, `dict[str, int],
// optional`.

#include <string_view>

namespace fastidious::semantic {

// The type without what napoleon and numpydoc let follow it: `, optional`, `, default: 3`.
std::string_view without_remarks(std::string_view documented);

// How a documented type stands to an annotation. Spelling does not matter (`Optional[X]` is `X |
// None`, `List` is `list`, unions have no order); what one side leaves out (`dict` beside
// `dict[str, int]`, None) is no contradiction. Only the builtin classes are compared: everything
// else, prose above all, is Unknown.
enum class TypeMatch : unsigned char { Same, Different, Unknown };
TypeMatch compare_types(std::string_view documented, std::string_view annotation);

// The builtin class that the whole documented type is (`string` is `str`); empty if it is something
// else.
std::string_view documented_builtin(std::string_view documented);

}  // namespace fastidious::semantic
