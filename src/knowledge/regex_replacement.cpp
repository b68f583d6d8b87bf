#include "knowledge/regex_replacement.h"

#include <bitset>
#include <optional>

namespace fastidious::knowledge {
namespace {

using Letters = std::bitset<128>;  // of ASCII; what is beyond it is harmless

void add(Letters& letters, char first, char last) {
  for (int c = first; c <= last; ++c) letters.set(static_cast<std::size_t>(c));
}

void add(Letters& letters, std::string_view more) {
  for (const char c : more) {
    if (c >= 0) letters.set(static_cast<std::size_t>(c));
  }
}

// `\d`, `\w`, `\s`, `\-`; false for what is not known.
bool add_escaped(Letters& letters, char c) {
  if (c == 'd' || c == 'w') add(letters, '0', '9');
  if (c == 'w') {
    add(letters, 'a', 'z');
    add(letters, 'A', 'Z');
    add(letters, "_");
  }
  if (c == 's') add(letters, " \t\n\r\f\v");
  if (c == 'n') add(letters, "\n");
  if (c == 'r') add(letters, "\r");
  if (c == 't') add(letters, "\t");
  constexpr std::string_view kKnown = "dwsnrt";
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (!is_letter) add(letters, {&c, 1});
  return !is_letter || kKnown.find(c) != kKnown.npos;
}

// What stands between the brackets.
std::optional<Letters> letters_of(std::string_view inside) {
  Letters letters;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    const char c = inside[at];
    if (c == '\\') {
      if (++at == inside.size() || !add_escaped(letters, inside[at])) return std::nullopt;
      continue;
    }
    const bool is_range = at + 2 < inside.size() && inside[at + 1] == '-' && inside[at + 2] != '\\';
    if (is_range && c >= 0 && inside[at + 2] >= 0) {
      add(letters, c, inside[at + 2]);
      at += 2;
    } else {
      add(letters, {&c, 1});
    }
  }
  return letters;
}

// The letters that the text may have afterwards.
std::optional<Letters> letters_left(std::string_view pattern, std::string_view replacement) {
  if (pattern.ends_with('+')) pattern.remove_suffix(1);
  if (pattern.size() < 3 || pattern.front() != '[' || pattern.back() != ']') return std::nullopt;
  std::string_view inside = pattern.substr(1, pattern.size() - 2);
  const bool is_other = inside.front() == '^';
  if (is_other) inside.remove_prefix(1);
  const bool is_one_class = inside.find('[') == inside.npos &&
                            (inside.find(']') == inside.npos || inside.find(']') == 0);
  const auto named = is_one_class ? letters_of(inside) : std::nullopt;
  if (!named || replacement.find('\\') != replacement.npos) return std::nullopt;
  Letters left = is_other ? *named : ~*named;
  add(left, replacement);
  return left;
}

bool has_none(const Letters& letters, std::string_view of) {
  Letters wanted;
  add(wanted, of);
  return (letters & wanted).none();
}

// Letters of names, and nothing that ends one.
bool makes_names(const Letters& letters) {
  Letters plain;
  add_escaped(plain, 'w');
  add(plain, ".-");
  return (letters & ~plain).none();
}

}  // namespace

Dangers ruled_out_by_replacing(std::string_view pattern, std::string_view replacement) {
  const auto left = letters_left(pattern, replacement);
  if (!left) return 0;
  Dangers gone = 0;
  if (has_none(*left, "/")) gone |= bit(Danger::Path) | bit(Danger::Firestore);
  if (has_none(*left, "/\\:")) gone |= bit(Danger::Redirect);
  if (has_none(*left, "\n\r")) gone |= bit(Danger::Header) | bit(Danger::Log);
  if (has_none(*left, "<>\"'")) gone |= bit(Danger::Html);
  if (makes_names(*left)) gone |= bit(Danger::Sql) | bit(Danger::Orm) | bit(Danger::Shell);
  return gone;
}

}  // namespace fastidious::knowledge
