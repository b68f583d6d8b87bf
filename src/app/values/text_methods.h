#pragma once
// Methods of str, as far as values need them (https://docs.python.org/3/library/stdtypes.html).

#include <string>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

bool is_text_method(std::string_view name);

// What text.name(*arguments) gives, of join: text.join(arguments); Unknown if an argument is not
// known.
Value apply_text_method(const std::string& text, std::string_view name,
                        const std::vector<Value>& arguments);

}  // namespace fastidious::app
