#include "knowledge/secret_pairs.h"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <string>

#include "knowledge/base64.h"
#include "knowledge/secret_patterns.h"

namespace fastidious::knowledge {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }
constexpr bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
constexpr bool is_name_byte(char c) { return is_word_byte(c) || c == '-' || c == '.'; }
// What ends a value without quotes.
constexpr std::array<bool, 256> kEnds = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\r\"'`,;&<>)|]}\\"))
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();
constexpr bool is_end(char c) { return kEnds[static_cast<unsigned char>(c)]; }

// Finds the pairs of one line.
class Pairs {
 public:
  explicit Pairs(std::string_view line) : line_(line) {}

  std::vector<NamedValue> run() {
    const std::size_t first = line_.find_first_not_of(" \t");
    const std::string_view text = first == line_.npos ? std::string_view{} : line_.substr(first);
    is_netrc_ = text.starts_with("machine ") || text.starts_with("default login ");
    has_dash_ = line_.find('-') != line_.npos;
    for (std::size_t block = 0; block < line_.size(); block += kBlock) {
      for (unsigned signs = signs_of(block); signs != 0; signs &= signs - 1) {
        look_at(block + static_cast<std::size_t>(__builtin_ctz(signs)));
      }
    }
    return std::move(pairs_);
  }

 private:
  static constexpr std::size_t kBlock = 16;

  // Sixteen bytes of the line; zeros behind its end.
  __m128i block_at(std::size_t at) const {
    std::array<char, kBlock> bytes{};
    const bool is_whole = line_.size() - at >= kBlock;
    if (!is_whole) line_.copy(bytes.data(), kBlock, at);
    const char* from = is_whole ? line_.data() + at : bytes.data();
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  }

  // A bit for each of the bytes from `at` on that a name may stand in front of.
  unsigned signs_of(std::size_t at) const {
    const __m128i block = block_at(at);
    const auto is = [block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    const __m128i signs =
        _mm_or_si128(_mm_or_si128(is('='), is(':')), _mm_or_si128(is('>'), is(' ')));
    return static_cast<unsigned>(_mm_movemask_epi8(signs));
  }

  void look_at(std::size_t at) {
    if (at == 0 || at + 1 >= line_.size()) return;
    switch (line_[at]) {
      case '>': return look_at_element(at);
      case ' ': return look_at_space(at);
      default: return look_at_sign(at);
    }
  }

  // `name = value`, `name: value`, `name := value`; no comparison and no URL.
  void look_at_sign(std::size_t at) {
    const char next = line_[at + 1];
    if (next == '=' || next == ':' || line_.substr(at).starts_with("://")) return;
    if (line_[at - 1] == '=' || line_[at - 1] == '!') return;
    std::size_t end = at;
    while (end > 0 &&
           (is_space(line_[end - 1]) || line_[end - 1] == ':' || line_[end - 1] == '?')) {
      --end;
    }
    std::string_view name = name_before(end);
    if (name == "value") name = name_of_element(at);
    if (name.empty()) return;
    std::size_t begin = at + 1;
    while (begin < line_.size() && (is_space(line_[begin]) || line_[begin] == '>')) ++begin;
    add(name, value_at(begin));
  }

  // `<name>value</name>`.
  void look_at_element(std::size_t at) {
    const std::size_t open = line_.rfind('<', at);
    if (open == line_.npos || open + 1 >= at) return;
    const std::size_t close = line_.find("</", at);
    if (close == line_.npos || close == at + 1 || line_.find('<', at) != close) return;
    std::size_t end = open + 1;
    while (end < at && is_name_byte(line_[end])) ++end;
    const std::string_view other = name_of_element(at);
    add(other.empty() ? line_.substr(open + 1, end - open - 1) : other,
        line_.substr(at + 1, close - at - 1));
  }

  // `--name value`, `PASSWORD 'value'`, and what .netrc has.
  void look_at_space(std::size_t at) {
    const char next = line_[at + 1];
    if (is_space(next) || next == '=' || next == ':' || next == '-') return;
    if (!is_netrc_ && !is_quote(next) && !has_dash_ && !may_end_in_by(line_[at - 1])) return;
    const std::string_view name = name_before(at);
    if (name.empty()) return;
    const std::size_t begin = static_cast<std::size_t>(name.data() - line_.data());
    const bool is_flag = name[0] == '-' && (begin == 0 || is_space(line_[begin - 1]));
    if (name == "BY" || name == "by") {
      add_of_sql(begin, at + 1);
    } else if (is_flag || is_netrc_ || is_quote(next)) {
      add(name.substr(std::min(name.find_first_not_of('-'), name.size())), value_at(at + 1));
    }
  }

  // Whether the name that ends so, or with a quote behind it, may be `BY`.
  static bool may_end_in_by(char c) { return c == 'Y' || c == 'y' || is_quote(c) || c == '\\'; }

  // `IDENTIFIED BY value`.
  void add_of_sql(std::size_t by, std::size_t value) {
    constexpr std::string_view kIdentified = "IDENTIFIED ";
    if (by < kIdentified.size()) return;
    std::string before(line_.substr(by - kIdentified.size(), kIdentified.size()));
    for (char& c : before) c = is_small_byte(c) ? static_cast<char>(c & ~0x20) : c;
    if (before == kIdentified) add("password", value_at(value));
  }

  // The name that ends in front of `end`, in quotes or not.
  std::string_view name_before(std::size_t end) const {
    if (end > 0 && is_quote(line_[end - 1])) --end;
    if (end > 0 && line_[end - 1] == '\\') --end;
    std::size_t begin = end;
    const std::size_t least = end - std::min(end, kLongestPairName);
    while (begin > least && is_name_byte(line_[begin - 1])) --begin;
    return line_.substr(begin, end - begin);
  }

  // What `name="…"` or `key="…"` says that stands in front in the same element.
  std::string_view name_of_element(std::size_t at) const {
    const std::size_t open = line_.rfind('<', at);
    if (open == line_.npos) return {};
    const std::string_view element = line_.substr(open, at - open);
    for (const std::string_view attribute : {" name=\"", " key=\""}) {
      const std::size_t begin = element.find(attribute);
      if (begin == element.npos) continue;
      const std::string_view rest = element.substr(begin + attribute.size());
      return rest.substr(0, rest.find('"'));
    }
    return {};
  }

  std::string_view value_at(std::size_t begin) const {
    std::string_view rest = line_.substr(begin);
    if (rest.starts_with('\\')) rest.remove_prefix(1);
    if (rest.empty()) return {};
    if (is_quote(rest[0])) {
      const std::size_t end = rest.find(rest[0], 1);
      std::string_view value = rest.substr(1, end == rest.npos ? 0 : end - 1);
      if (value.ends_with('\\')) value.remove_suffix(1);
      return value;
    }
    const auto end = std::find_if(rest.begin(), rest.end(), is_end);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  }

  void add(std::string_view name, std::string_view value) {
    if (!name.empty() && !value.empty()) pairs_.push_back({name, value});
  }

  std::string_view line_;
  bool is_netrc_ = false;
  bool has_dash_ = false;  // no name in it is that of a flag where there is none
  std::vector<NamedValue> pairs_;
};

constexpr bool is_hash_byte(char c) { return is_alnum_byte(c) || c == '.' || c == '/'; }

}  // namespace

std::vector<NamedValue> pairs_of_line(std::string_view line) { return Pairs(line).run(); }

std::string_view password_hash_of_line(std::string_view line) {
  constexpr std::array<std::string_view, 9> kMethods = {"$apr1$", "$1$",  "$5$", "$6$", "$2y$",
                                                        "$2a$",   "$2b$", "$y$", "$7$"};
  constexpr std::size_t kShortest = 22;  // digits of the hash itself
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == line.npos || colon > 32) return {};
  const bool is_user =
      std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), is_name_byte);
  std::string_view hash = line.substr(colon + 1);
  hash = hash.substr(0, hash.find_first_of(": \t\r"));
  const bool is_known = std::any_of(kMethods.begin(), kMethods.end(),
                                    [hash](std::string_view one) { return hash.starts_with(one); });
  const std::size_t last = hash.rfind('$');
  if (!is_user || !is_known || hash.size() - last - 1 < kShortest) return {};
  const std::string_view digits = hash.substr(last + 1);
  return std::all_of(digits.begin(), digits.end(), is_hash_byte) ? hash : std::string_view{};
}

bool is_basic_credential(std::string_view value) {
  constexpr std::size_t kShortest = 12, kShortestPassword = 4;
  const std::string_view digits = value.substr(0, value.find_last_not_of('=') + 1);
  if (digits.size() < kShortest || value.size() - digits.size() > 2) return false;
  if (!std::all_of(digits.begin(), digits.end(),
                   [](char c) { return is_alnum_byte(c) || c == '+' || c == '/'; })) {
    return false;
  }
  const std::string decoded = decode_base64(value);
  const std::size_t colon = decoded.find(':');
  return colon != decoded.npos && colon > 0 && decoded.size() - colon > kShortestPassword &&
         decoded.size() + 1 >= digits.size() * 3 / 4 &&
         std::all_of(decoded.begin(), decoded.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace fastidious::knowledge
