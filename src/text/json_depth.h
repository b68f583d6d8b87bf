#pragma once
// How deep JSON goes, asked before a parser that spends memory on each level sees it.

#include <string_view>

namespace fastidious {

// Whether brackets that stand outside of texts are nested more than `levels` deep. One pass; `text`
// need not be valid.
bool nests_deeper_than(std::string_view text, int levels);

}  // namespace fastidious
