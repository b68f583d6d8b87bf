#include "semantic/named_in_texts.h"

#include <algorithm>

namespace fastidious::semantic {

bool is_named_in_texts(const Model& model, std::string_view name) {
  constexpr std::size_t kMostTexts = 500;  // that could be a name
  const auto texts = model.mentions().texts_like(name);
  return texts.size() > kMostTexts ||
         std::any_of(texts.begin(), texts.end(), [&](const Mention& mention) {
           return model.node(mention).as<syntax::Constant>()->value == name;
         });
}

}  // namespace fastidious::semantic
