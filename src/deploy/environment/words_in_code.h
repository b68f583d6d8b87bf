#pragma once
// Which of some names the code says anywhere, also in texts and comments.

#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantic/model.h"

namespace fastidious::deploy {

class WordsInCode {
 public:
  // Looks for all of `names` in one go: code is long. Their texts have to stay.
  WordsInCode(const semantic::Model& code, const std::vector<std::string_view>& names);

  // Whether the name stands there as a whole word. It is one of `names`.
  bool hold(std::string_view name) const { return found_.at(name); }

 private:
  std::unordered_map<std::string_view, bool> found_;
};

}  // namespace fastidious::deploy
