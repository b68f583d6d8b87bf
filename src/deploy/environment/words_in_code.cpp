#include "deploy/environment/words_in_code.h"

#include <algorithm>
#include <bitset>

#include "text/each_word.h"

namespace fastidious::deploy {
namespace {

unsigned char first_byte(std::string_view text) { return static_cast<unsigned char>(text.front()); }

// `app.debug` is no single word of a text.
bool is_one_word(std::string_view name) {
  return std::all_of(name.begin(), name.end(), is_word_byte);
}

bool is_in_any(const semantic::Model& code, std::string_view name) {
  return std::any_of(code.files().begin(), code.files().end(),
                     [name](const auto& file) { return has_word(file.file().text.view(), name); });
}

}  // namespace

WordsInCode::WordsInCode(const semantic::Model& code, const std::vector<std::string_view>& names) {
  std::bitset<256> begins;  // of names: most words are none at a glance
  for (const std::string_view name : names) {
    found_.emplace(name, !is_one_word(name) && is_in_any(code, name));
    if (!name.empty()) begins.set(first_byte(name));
  }
  for (const semantic::FileModel& file : code.files()) {
    for_each_word(file.file().text.view(), [&](std::string_view word) {
      if (!begins[first_byte(word)]) return;
      if (const auto known = found_.find(word); known != found_.end()) known->second = true;
    });
  }
}

}  // namespace fastidious::deploy
