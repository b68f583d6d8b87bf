#include "deploy/snapshots.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "deploy/manifests.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::size_t kDigitsOfDate = 8;  // 20250301

bool has_date(std::string_view name) {
  std::size_t digits = 0;
  for (const char c : name) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == kDigitsOfDate) return true;
  }
  return false;
}

// "Dockerfile.bak", "Dockerfile-old", "Dockerfile.orig", "Dockerfile.stable_20250301"
bool is_named_like_a_copy(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "bak", "backup", "old", "orig", "original", "copy", "save", "saved", "previous"};
  std::string words = lower_case(name);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-' || c == '.'; }, ' ');
  return has_date(words) || std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
           return has_word(words, word);
         });
}

// The manifest of the same folder whose name the copy's begins with: `Dockerfile`.
const TextFile* original_of(const TextFile& copy, const std::vector<const TextFile*>& texts) {
  for (const TextFile* other : texts) {
    const bool begins = other->kind == copy.kind && other->path.size() < copy.path.size() &&
                        copy.path.starts_with(other->path);
    const bool beside = begins && copy.path.find('/', other->path.size()) == copy.path.npos;
    if (beside && !is_word_byte(copy.path[other->path.size()])) return other;
  }
  return nullptr;
}

}  // namespace

bool is_snapshot(const TextFile& dockerfile, const std::vector<const TextFile*>& texts) {
  const TextFile* original = original_of(dockerfile, texts);
  if (original == nullptr) return false;
  const std::string_view name = name_of(dockerfile.path);
  const bool same = dockerfile.text.view() == original->text.view();
  if (!same && !is_named_like_a_copy(name)) return false;
  return std::none_of(texts.begin(), texts.end(), [&](const TextFile* other) {
    return other != &dockerfile && other->text.view().find(name) != std::string_view::npos;
  });
}

}  // namespace fastidious::deploy
