#pragma once
// The checks that pycodestyle makes with regular expressions over a logical line's text: E20x,
// E22x, E24x, E27x (but E275), E401, E70x, E711 to E714, E721 and E731.

#include "style/logical_text.h"

namespace fastidious::style {

void check_text(const LogicalLine& line, const LogicalText& text, Report& report);

// Whether the text starts as a module's metadata does: `__version__ = `, `__all__: list[str] = `.
bool is_dunder_assignment(std::string_view text);

}  // namespace fastidious::style
