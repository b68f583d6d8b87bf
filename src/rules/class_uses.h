#pragma once
// Where some classes are used by their names: as types, or as values.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

struct ClassUses {
  struct Place {
    std::string_view path;
    std::uint32_t line = 0;
  };
  using Places = std::vector<Place>;
  Places types;           // annotations, in the order of the files
  bool is_value = false;  // somewhere else than in an annotation; imports do not count
};

// By qualified name, of each of `classes`. Reads every file once.
std::map<std::string_view, ClassUses> uses_of_classes(const semantic::Model& model,
                                                      const std::set<std::string_view>& classes);

// Where each of these files is imported, by its id.
std::map<std::uint32_t, ClassUses::Places> imports_of(const semantic::Model& model,
                                                      const std::set<std::uint32_t>& files);

// "`app/store.py:23`, `:39`", of many the first.
std::string listed(const std::vector<ClassUses::Place>& places);

}  // namespace fastidious::rules
