#include "knowledge/secret_shapes.h"

#include <algorithm>
#include <array>
#include <string>

#include "knowledge/secret_urls.h"
#include "knowledge/secret_validators.h"
#include "knowledge/secret_values.h"

namespace fastidious::knowledge {
namespace {

// The shortest text without blanks that can hold a secret, and how long an unbounded run of a
// pattern may be at most: it bounds the work on hostile text.
constexpr std::size_t kShortestRun = 16;
constexpr std::size_t kLongestPiece = 4096;
constexpr int kMostAttempts = 1000;

constexpr SecretShape kShapes[] = {
#define SHAPE(kind, pattern, validator, weight) {kind, pattern, validator, SecretWeight::weight},
#include "knowledge/secret_shapes.def"
#undef SHAPE
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_small(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alnum(char c) { return is_digit(c) || is_small(c) || is_capital(c); }
constexpr std::array<bool, 256> kWord = [] {
  std::array<bool, 256> word{};
  for (std::size_t c = 0; c < 128; ++c) word[c] = is_alnum(static_cast<char>(c)) || c == '_';
  return word;
}();
constexpr bool is_word(char c) { return kWord[static_cast<unsigned char>(c)]; }
constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

constexpr bool in_class(char name, char c) {
  switch (name) {
    case 'd': return is_digit(c);
    case 'x': return is_digit(c) || (c >= 'a' && c <= 'f');
    case 'X': return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    case 'w': return is_alnum(c);
    case 'u': return is_word(c) || c == '-';
    case 'b': return is_alnum(c) || c == '+' || c == '/';
    case 'U': return is_capital(c) || (c >= '2' && c <= '7');
    case 'k': return is_digit(c) || is_small(c);
    case 'A': return is_digit(c) || is_capital(c);
    case 'q': return is_word(c) || c == '~' || c == '.' || c == '-';
    case 'e': return is_word(c) || c == '-' || c == '.' || c == '=';
    default: return false;
  }
}

// One `%c{n,m}` of a pattern.
struct Piece {
  char name;
  std::size_t least = 0;
  std::size_t most = 0;
};

constexpr std::size_t take_number(std::string_view& pattern) {
  std::size_t number = 0;
  while (!pattern.empty() && is_digit(pattern[0])) {
    number = number * 10 + static_cast<std::size_t>(pattern[0] - '0');
    pattern.remove_prefix(1);
  }
  return number;
}

constexpr Piece take_piece(std::string_view& pattern) {
  Piece piece{pattern[1]};
  pattern.remove_prefix(3);  // %c{
  piece.least = piece.most = take_number(pattern);
  if (pattern[0] == ',') {
    pattern.remove_prefix(1);
    piece.most = pattern[0] == '}' ? kLongestPiece : take_number(pattern);
  }
  pattern.remove_prefix(1);  // }
  return piece;
}

constexpr std::size_t kShapeCount = std::size(kShapes);
using ShapeSet = std::array<std::uint64_t, 2>;
static_assert(kShapeCount <= 128);

// For each byte, the shapes that can begin with it.
constexpr std::array<ShapeSet, 256> shapes_by_first_byte() {
  std::array<ShapeSet, 256> sets{};
  for (std::size_t shape = 0; shape < kShapeCount; ++shape) {
    const std::string_view pattern = kShapes[shape].pattern;
    for (int byte = 0; byte < 128; ++byte) {
      const char c = static_cast<char>(byte);
      if (pattern[0] == '%' ? in_class(pattern[1], c) : c == pattern[0]) {
        sets[static_cast<std::size_t>(byte)][shape / 64] |= 1ull << (shape % 64);
      }
    }
  }
  return sets;
}
constexpr std::array<ShapeSet, 256> kShapesByFirstByte = shapes_by_first_byte();

// The fewest bytes that a pattern matches.
constexpr std::size_t least_size(std::string_view pattern) {
  std::size_t size = 0;
  while (!pattern.empty()) {
    if (pattern[0] == '%') {
      size += take_piece(pattern).least;
    } else {
      pattern.remove_prefix(1);
      ++size;
    }
  }
  return size;
}

// What a token may begin with: most words are none after one look. Shapes that begin with three
// letters of their own are told by a hash of them; of the others it is known how much text they
// need.
class Beginnings {
 public:
  constexpr Beginnings() {
    least_by_byte_.fill(kLongestPiece);
    for (const SecretShape& shape : kShapes) {
      const std::string_view start = shape.pattern.substr(0, shape.pattern.find('%'));
      const std::size_t size = least_size(shape.pattern);
      least_ = std::min(least_, size);
      if (start.size() >= kLetters) {
        const std::uint32_t bit = hash(start.data());
        bits_[bit / 64] |= 1ull << (bit % 64);
      } else {
        add_needed(shape.pattern, size);
      }
    }
  }

  constexpr bool admit(std::string_view text) const {
    if (text.size() < least_) return false;
    const std::uint32_t bit = hash(text.data());
    return ((bits_[bit / 64] >> (bit % 64)) & 1) != 0 ||
           text.size() >= least_by_byte_[static_cast<unsigned char>(text[0])];
  }

 private:
  static constexpr std::size_t kLetters = 3;

  static constexpr std::uint32_t hash(const char* at) {
    std::uint32_t letters = 0;
    for (std::size_t i = 0; i < kLetters; ++i) {
      letters = letters << 8 | static_cast<unsigned char>(at[i]);
    }
    return (letters * 0x9E3779B1u) >> 20;
  }
  constexpr void add_needed(std::string_view pattern, std::size_t size) {
    for (std::size_t byte = 0; byte < 128; ++byte) {
      const char c = static_cast<char>(byte);
      const bool begins = pattern[0] == '%' ? in_class(pattern[1], c) : c == pattern[0];
      if (begins) least_by_byte_[byte] = std::min(least_by_byte_[byte], size);
    }
  }

  std::array<std::uint64_t, 64> bits_{};
  std::array<std::size_t, 256> least_by_byte_{};
  std::size_t least_ = kLongestPiece;
};
constexpr Beginnings kBeginnings;
static_assert(!kBeginnings.admit("") && kBeginnings.admit("ghp_aaaaaaaaaaaaaaaaaaaaaaaa"));

// Where the next run of kShortestRun bytes without blanks begins, from `at` on. Looks at each
// kShortestRun-th byte first, so that prose costs a fraction of its length.
std::size_t next_run(std::string_view text, std::size_t at) {
  while (at + kShortestRun <= text.size()) {
    std::size_t last = at + kShortestRun;
    while (last > at && !is_blank(text[last - 1])) --last;
    if (last == at) return at;
    at = last;
  }
  return text.size();
}

class Finder {
 public:
  Finder(std::string_view text, std::string_view before) : text_(text), before_(before) {}

  std::vector<FoundSecret> run() {
    std::size_t at = next_run(text_, 0);
    if (at < text_.size()) find_private_keys();
    while (at < text_.size() && found_.size() < kMostSecrets) {
      std::size_t end = at + kShortestRun;
      while (end < text_.size() && !is_blank(text_[end])) ++end;
      look_at(at, end);
      at = next_run(text_, end);
    }
    return std::move(found_);
  }

 private:
  void look_at(std::size_t begin, std::size_t end) {
    const std::string_view run = text_.substr(begin, end - begin);
    for (std::size_t at = 0; at < run.size() && found_.size() < kMostSecrets;) {
      const bool begins = at == 0 || !is_word(run[at - 1]);
      if (begins && kBeginnings.admit(run.substr(at))) {
        at += std::max<std::size_t>(take_token(run, at), 1);
      } else {
        ++at;
      }
    }
    if (const std::optional<FoundSecret> password = find_url_password(run)) {
      add(*password);
    }
  }

  // The length of the token that begins at `at`; 0 if there is none.
  std::size_t take_token(std::string_view run, std::size_t at) {
    const ShapeSet& shapes = kShapesByFirstByte[static_cast<unsigned char>(run[at])];
    for (std::size_t word = 0; word < shapes.size(); ++word) {
      for (std::uint64_t rest = shapes[word]; rest != 0; rest &= rest - 1) {
        const auto shape = word * 64 + static_cast<std::size_t>(__builtin_ctzll(rest));
        const std::size_t size = try_shape(kShapes[shape], run.substr(at));
        if (size > 0) return size;
      }
    }
    return 0;
  }

  std::size_t try_shape(const SecretShape& shape, std::string_view text) {
    if (attempts_ > kMostAttempts) return 0;
    const std::size_t size = match_length(shape.pattern, text);
    attempts_ += size > 0 || (text.size() > 4 && text.substr(0, 3) == shape.pattern.substr(0, 3));
    if (size == 0) return 0;
    const std::string_view token = text.substr(0, size);
    const std::string_view body = token.substr(shape.pattern.find('%'));
    const auto weight = shape.validate({token, body, context_of(token), shape.weight});
    if (!weight) return 0;
    found_.push_back({shape.kind, token, *weight});
    return size;
  }

  // What stands in front of the token: in the same text, if there is any, else before the text.
  std::string_view context_of(std::string_view token) const {
    const auto at = static_cast<std::size_t>(token.data() - text_.data());
    const std::size_t from = at > 200 ? at - 200 : 0;
    return at > 20 ? text_.substr(from, at - from) : before_;
  }

  // A private key has to have a body (RFC 7468): the frame alone is a test or a search for one.
  void find_private_keys() {
    constexpr std::string_view kBegin = "-----BEGIN ";
    for (std::size_t at = text_.find(kBegin), next; at != std::string_view::npos; at = next) {
      next = text_.find(kBegin, at + kBegin.size());
      if (const std::optional<FoundSecret> key = private_key(text_.substr(at, next - at))) {
        add(*key);
      }
    }
  }

  std::optional<FoundSecret> private_key(std::string_view text) const {
    const std::size_t frame = text.substr(0, 60).find("PRIVATE KEY-----");
    const std::size_t end = text.find("-----END ");
    if (frame == std::string_view::npos || end == std::string_view::npos || end < frame) {
      return std::nullopt;
    }
    const std::string_view body = text.substr(frame + 16, end - frame - 16);
    const auto digits = std::count_if(body.begin(), body.end(), is_alnum);
    if (digits < 60 || body.find("...") != std::string_view::npos || entropy(body) < 4.5) {
      return std::nullopt;
    }
    const bool encrypted = text.substr(0, 200).find("ENCRYPTED") != std::string_view::npos;
    const bool google = text_.find("service_account") != std::string_view::npos;
    return FoundSecret{google ? "key of a Google service account" : "private key",
                       text.substr(0, end), encrypted ? SecretWeight::Mild : SecretWeight::Token,
                       false};
  }

  void add(const FoundSecret& secret) {
    if (found_.size() < kMostSecrets) found_.push_back(secret);
  }

  std::string_view text_;
  std::string_view before_;
  std::vector<FoundSecret> found_;
  int attempts_ = 0;
};

}  // namespace

std::span<const SecretShape> secret_shapes() { return kShapes; }

std::size_t match_length(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  while (!pattern.empty()) {
    if (pattern[0] != '%') {
      if (at == text.size() || text[at] != pattern[0]) return 0;
      pattern.remove_prefix(1);
      ++at;
      continue;
    }
    const Piece piece = take_piece(pattern);
    std::size_t size = 0;
    while (size < piece.most && at + size < text.size() && in_class(piece.name, text[at + size])) {
      ++size;
    }
    at += size;
    const bool goes_on = at < text.size() && pattern.empty() && in_class(piece.name, text[at]);
    if (size < piece.least || goes_on) return 0;
  }
  return at < text.size() && is_word(text[at]) ? 0 : at;
}

std::vector<FoundSecret> find_secrets(std::string_view text, std::string_view before) {
  return Finder(text, before).run();
}

}  // namespace fastidious::knowledge
