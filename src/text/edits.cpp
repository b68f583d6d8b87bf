#include "text/edits.h"

#include <algorithm>

namespace fastidious {
namespace {

bool same(const TextEdit& a, const TextEdit& b) {
  return a.span == b.span && a.replacement == b.replacement;
}

}  // namespace

std::optional<std::string> apply_edits(std::string_view text, std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  edits.erase(std::unique(edits.begin(), edits.end(), same), edits.end());
  std::string result;
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    if (edit.span.begin < at || edit.span.end < edit.span.begin || edit.span.end > text.size()) {
      return std::nullopt;
    }
    result += text.substr(at, edit.span.begin - at);
    result += edit.replacement;
    at = edit.span.end;
  }
  result += text.substr(at);
  return result;
}

}  // namespace fastidious
