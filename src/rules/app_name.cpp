#include "rules/app_name.h"

#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kUsual = "app";

// Whether it stands there as a word of its own, and not in `instrument_app`.
bool is_whole(std::string_view text, std::size_t at) {
  const std::size_t end = at + kUsual.size();
  return (at == 0 || !is_word_byte(text[at - 1])) &&
         (end == text.size() || !is_word_byte(text[end]));
}

}  // namespace

std::string with_name_of(const app::Router& app, std::string_view advice) {
  if (!app.name) return std::string(advice);
  const std::string_view name = app.name.file->text(*app.name.node);
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = advice.find(kUsual); at != advice.npos;
       at = advice.find(kUsual, at + kUsual.size())) {
    if (!is_whole(advice, at)) continue;
    out.append(advice.substr(done, at - done)).append(name);
    done = at + kUsual.size();
  }
  return out.append(advice.substr(done));
}

}  // namespace fastidious::rules
