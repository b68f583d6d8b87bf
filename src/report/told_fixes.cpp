#include "report/told_fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "report/wording.h"
#include "text/in_words.h"

namespace fastidious::report {
namespace {

constexpr std::size_t kMostNames = 3;    // in place of others: more are read in their places
constexpr std::size_t kLeastSaved = 12;  // letters: of less nobody is spared anything

using Texts = std::vector<std::string_view>;

// What stands in backticks, with these.
Texts names_in(std::string_view text) {
  Texts names;
  for (std::size_t begin = text.find('`'); begin != text.npos;) {
    const std::size_t end = text.find('`', begin + 1);
    if (end == text.npos) break;
    names.push_back(text.substr(begin, end + 1 - begin));
    begin = text.find('`', end + 1);
  }
  return names;
}

// The names of `other` that differ from those in their places, where the words are the same.
std::optional<Texts> other_names(std::string_view text, std::string_view other) {
  if (without_code(text) != without_code(other)) return std::nullopt;
  const Texts names = names_in(text), others = names_in(other);
  if (names.size() != others.size()) return std::nullopt;
  Texts differing;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != others[i]) differing.push_back(others[i]);
  }
  return differing;
}

// What a fix has that another one has not.
struct Difference {
  Texts names;
  std::string sentences;
};

// Nothing if the other says more than its names and sentences of its own.
std::optional<Difference> difference(std::string_view told, std::string_view fix) {
  Difference found;
  const Texts known = sentences_of(told);
  std::size_t at = 0;  // the next one that the fix has to say, too
  for (const std::string_view sentence : sentences_of(fix)) {
    const auto others = at < known.size() ? other_names(known[at], sentence) : std::nullopt;
    if (!others) {
      found.sentences.append(" ").append(sentence);
      continue;
    }
    found.names.insert(found.names.end(), others->begin(), others->end());
    ++at;
  }
  if (at < known.size() || found.names.size() > kMostNames) return std::nullopt;
  return found;
}

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view text) {
  Texts sentences;
  while (!text.empty()) {
    sentences.push_back(first_sentence(text));
    text.remove_prefix(sentences.back().size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return sentences;
}

std::string ToldFixes::next(std::string_view fix) {
  const bool has_lines = fix.find('\n') != fix.npos || whole_.find('\n') != whole_.npos;
  if (!whole_.empty() && !has_lines) {
    if (const auto found = difference(whole_, fix)) {
      const std::string names =
          found->names.empty() ? "" : fmt::format(", with {}", in_words(found->names, " and "));
      std::string text = fmt::format("As above{}.{}", names, found->sentences);
      if (text.size() + kLeastSaved <= fix.size()) return text;
    }
  }
  whole_ = fix;
  return whole_;
}

std::string names_in_beginning(std::string_view told, std::string_view fix) {
  if (first_sentence(fix) != fix) return {};
  const auto names = other_names(first_sentence(told), fix);
  return names && names->size() <= kMostNames ? in_words(*names, " and ") : std::string();
}

std::string behind(std::string_view told, std::string_view message) {
  if (told == message) return {};
  const auto names = told.empty() ? std::nullopt : other_names(told, message);
  const bool is_first = names && names->size() == 1 && names->front() == names_in(message).front();
  return is_first ? fmt::format("Likewise {}", names->front()) : std::string(message);
}

}  // namespace fastidious::report
