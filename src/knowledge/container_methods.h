#pragma once
// What the containers of Python's builtins and `collections` call their methods.

#include <string_view>

#include "text/one_of.h"

namespace fastidious::knowledge {

inline constexpr std::string_view kChangingMethods[] = {
    "append", "add",     "update", "setdefault", "extend",     "insert", "pop",
    "remove", "discard", "clear",  "popitem",    "appendleft", "popleft"};

// Whether a method so named changes the list, set, dict or deque that it is called on.
inline bool changes_container(std::string_view method) {
  return is_one_of(method, kChangingMethods);
}

}  // namespace fastidious::knowledge
