#pragma once
// Replacing parts of a text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious {

// Replaces the bytes of `span`; an empty span inserts.
struct TextEdit {
  Span span;
  std::string_view replacement;
};

// `text` with all edits made; insertions at one place keep their order. Nothing if two edits
// overlap or one reaches past the end. Equal edits count once.
std::optional<std::string> apply_edits(std::string_view text, std::vector<TextEdit> edits);

}  // namespace fastidious
