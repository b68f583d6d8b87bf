#include "text/glob.h"

#include <array>
#include <cctype>

namespace fastidious {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Whether `c` is in a POSIX class such as "alpha".
bool in_class(std::string_view name, unsigned char c) {
  struct Class {
    std::string_view name;
    int (*test)(int);
  };
  static constexpr std::array<Class, 12> kClasses = {{{"alnum", std::isalnum},
                                                      {"alpha", std::isalpha},
                                                      {"blank", std::isblank},
                                                      {"cntrl", std::iscntrl},
                                                      {"digit", std::isdigit},
                                                      {"graph", std::isgraph},
                                                      {"lower", std::islower},
                                                      {"print", std::isprint},
                                                      {"punct", std::ispunct},
                                                      {"space", std::isspace},
                                                      {"upper", std::isupper},
                                                      {"xdigit", std::isxdigit}}};
  for (const Class& known : kClasses) {
    if (known.name == name) {
      return known.test(c) != 0;
    }
  }
  return false;
}

// A bracket expression that starts at pattern[at]: where it ends (behind ']') and whether it holds
// c.
struct Bracket {
  std::size_t end = kNone;  // kNone: it is not closed, and matches nothing
  bool matched = false;
};

Bracket match_bracket(std::string_view pattern, std::size_t at, unsigned char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  i += negated ? 1 : 0;
  bool matched = false;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) {
      return {i + 1, matched != negated && c != '/'};
    }
    if (pattern.substr(i, 2) == "[:") {
      const std::size_t close = pattern.find(":]", i + 2);
      if (close != kNone) {
        matched |= in_class(pattern.substr(i + 2, close - i - 2), c);
        i = close + 2;
        continue;
      }
    }
    i += pattern[i] == '\\' && i + 1 < pattern.size() ? 1 : 0;
    const auto low = static_cast<unsigned char>(pattern[i++]);
    auto high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      i += pattern[i + 1] == '\\' && i + 2 < pattern.size() ? 2 : 1;
      high = static_cast<unsigned char>(pattern[i++]);
    }
    matched |= low <= c && c <= high;
  }
  return {};
}

// One attempt to match, with the two places to come back to: behind the last * (which may take one
// more character of its component) and behind the last ** (which may take one more component).
class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view path) : pattern_(pattern), path_(path) {}

  bool run() {
    while (at_ < path_.size() || p_ < pattern_.size()) {
      if (!step() && !retry()) {
        return false;
      }
    }
    return true;
  }

 private:
  bool is_double_star() const {
    const bool opens = p_ == 0 || pattern_[p_ - 1] == '/';
    std::size_t end = p_ + 2;
    return opens && pattern_.substr(p_, 2) == "**" &&
           (end == pattern_.size() || pattern_[end] == '/');
  }

  bool step() {
    if (p_ == pattern_.size()) {
      return false;
    }
    if (is_double_star()) {
      return enter_double_star();
    }
    if (pattern_[p_] == '*') {
      p_ += 1;
      star_pattern_ = p_;
      star_path_ = at_;
      return true;
    }
    return match_character();
  }

  bool enter_double_star() {
    p_ += 2;
    if (p_ == pattern_.size()) {
      at_ = path_.size();
      return true;
    }
    p_ += 1;
    deep_pattern_ = p_;
    deep_path_ = at_;
    star_pattern_ = kNone;
    return true;
  }

  bool match_character() {
    if (at_ == path_.size()) {
      return false;
    }
    const char c = path_[at_];
    if (pattern_[p_] == '?') {
      p_ += c != '/' ? 1 : 0;
      at_ += c != '/' ? 1 : 0;
      return c != '/';
    }
    if (pattern_[p_] == '[') {
      const Bracket bracket = match_bracket(pattern_, p_, static_cast<unsigned char>(c));
      if (bracket.end == kNone || !bracket.matched) {
        return false;
      }
      p_ = bracket.end;
      at_ += 1;
      return true;
    }
    const std::size_t literal = pattern_[p_] == '\\' ? p_ + 1 : p_;
    if (literal == pattern_.size() || pattern_[literal] != c) {
      return false;
    }
    p_ = literal + 1;
    at_ += 1;
    return true;
  }

  bool retry() {
    if (star_pattern_ != kNone && star_path_ < path_.size() && path_[star_path_] != '/') {
      at_ = ++star_path_;
      p_ = star_pattern_;
      return true;
    }
    if (deep_pattern_ == kNone) {
      return false;
    }
    const std::size_t slash = path_.find('/', deep_path_);
    if (slash == kNone) {
      return false;
    }
    star_pattern_ = kNone;
    at_ = deep_path_ = slash + 1;
    p_ = deep_pattern_;
    return true;
  }

  std::string_view pattern_;
  std::string_view path_;
  std::size_t p_ = 0;
  std::size_t at_ = 0;
  std::size_t star_pattern_ = kNone;
  std::size_t star_path_ = 0;
  std::size_t deep_pattern_ = kNone;
  std::size_t deep_path_ = 0;
};

std::string_view without_trailing_slash(std::string_view pattern) {
  while (pattern.size() > 1 && pattern.back() == '/') {
    pattern.remove_suffix(1);
  }
  return pattern;
}

std::string_view from_root(std::string_view pattern) {
  if (pattern.starts_with("./")) {
    pattern.remove_prefix(2);
  }
  return pattern.starts_with('/') ? pattern.substr(1) : pattern;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
  return Matcher(pattern, path).run();
}

bool matches_path(std::string_view pattern, std::string_view path) {
  const std::string_view trimmed = without_trailing_slash(pattern);
  const bool any_depth = trimmed.find('/') == kNone;
  // The path itself, and each directory above it.
  for (std::size_t end = path.size(); end != kNone && end > 0;
       end = path.substr(0, end).rfind('/')) {
    const std::string_view part = path.substr(0, end);
    const std::string_view name = part.substr(part.rfind('/') + 1);
    if (matches_glob(from_root(trimmed), any_depth ? name : part)) {
      return true;
    }
  }
  return false;
}

bool GlobList::matches(std::string_view path) const {
  for (const std::string& pattern : patterns_) {
    if (matches_path(pattern, path)) {
      return true;
    }
  }
  return false;
}

bool GlobList::may_match_below(std::string_view path) const {
  for (std::string_view pattern : patterns_) {
    pattern = from_root(pattern);
    const std::string_view literal = pattern.substr(0, pattern.find_first_of("*?[\\"));
    const std::size_t common = std::min(literal.size(), path.size());
    if (literal.find('/') == kNone && pattern.find('/') == kNone) {
      return true;
    }
    if (literal.substr(0, common) == path.substr(0, common)) {
      return true;
    }
  }
  return false;
}

}  // namespace fastidious
