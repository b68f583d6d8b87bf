#pragma once
// Who mentions some names, wherever they come from: a cheap question (semantic/mentions.h), for
// names that few things share.

#include <map>
#include <string_view>
#include <vector>

#include "semantic/model.h"

namespace fastidious::semantic {

struct NameUse {
  bool by_application = false;  // by code that is no test's
  bool by_tests = false;
  bool is_compared = false;  // in a comparison of application code, or handed to compare_digest()
  // The first read of an attribute so named by the application, else by a script; null if there
  // is none.
  const FileModel* reader = nullptr;
  const syntax::Attribute* read = nullptr;
};

// By name, of each of `names`: reads of a variable or attribute so named, and texts that say it
// (`getattr(settings, "SECRET")`). What binds the name is no use, nor is an import.
std::map<std::string_view, NameUse> uses_of_names(const Model& model,
                                                  const std::vector<std::string_view>& names);

}  // namespace fastidious::semantic
