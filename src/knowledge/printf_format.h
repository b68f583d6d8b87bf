#pragma once
// What a `%` format asks for
// (https://docs.python.org/3/library/stdtypes.html#old-string-formatting).

#include <string_view>

namespace fastidious::knowledge {

struct PrintfFormat {
  int arguments = 0;     // how many positional ones it takes; `*` counts
  bool by_name = false;  // it has `%(name)s`: its argument is one mapping
  bool is_valid = true;  // formatting does not raise for the format's own sake
};

PrintfFormat parse_printf_format(std::string_view text);

}  // namespace fastidious::knowledge
