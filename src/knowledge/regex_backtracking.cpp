#include "knowledge/regex_backtracking.h"

#include <algorithm>
#include <bitset>
#include <vector>

namespace fastidious::knowledge {
namespace {

using CharSet = std::bitset<257>;  // bytes, and everything beyond ASCII as one
constexpr std::size_t kBeyond = 256;

struct Piece {
  enum class Type { Chars, Sequence, Choice, Repeat, Assertion } type = Type::Sequence;
  CharSet chars{};             // of Chars
  std::vector<Piece> parts{};  // of Sequence, Choice, Repeat (one)
  bool unbounded = false;      // of Repeat
  bool may_be_empty = false;   // of Repeat: its least count is 0
  bool keeps = false;          // of Repeat: possessive, gives nothing back
  bool is_end = false;         // of Assertion: can fail ($, \b, …)
  bool merges = true;  // of Chars: `re` makes one class of a choice of such (not of . and [^…])
  std::size_t begin = 0, end = 0;
};

CharSet range(unsigned char from, unsigned char to) {
  CharSet set;
  for (unsigned c = from; c <= to; ++c) set.set(c);
  return set;
}

CharSet class_of(char letter) {
  CharSet set;
  switch (letter | 0x20) {
    case 'd': set = range('0', '9'); break;
    case 'w':
      set = range('a', 'z') | range('A', 'Z') | range('0', '9');
      set.set('_').set(kBeyond);
      break;
    case 's':
      set = range('\t', '\r');
      set.set(' ');
      break;
    default: break;
  }
  return letter >= 'A' && letter <= 'Z' ? ~set : set;
}

char escaped_char(char letter) {
  switch (letter) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'f': return '\f';
    case 'v': return '\v';
    default: return letter;
  }
}

// A recursive-descent reader of the syntax of `re`
// (https://docs.python.org/3/library/re.html#regular-expression-syntax).
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Piece> read() {
    Piece all = choice(0);
    return failed_ || at_ != text_.size() ? std::nullopt : std::optional(std::move(all));
  }

 private:
  static constexpr int kMaxNesting = 50;

  bool more() const { return at_ < text_.size(); }
  bool take(char c) {
    if (!more() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  Piece fail() {
    failed_ = true;
    at_ = text_.size();
    return {};
  }

  Piece choice(int depth) {
    if (depth > kMaxNesting) return fail();
    Piece all{.type = Piece::Type::Choice, .begin = at_};
    do {
      all.parts.push_back(sequence(depth));
    } while (take('|'));
    all.end = at_;
    return all.parts.size() == 1 ? std::move(all.parts.front()) : std::move(all);
  }

  Piece sequence(int depth) {
    Piece all{.type = Piece::Type::Sequence, .begin = at_};
    while (more() && text_[at_] != '|' && text_[at_] != ')') {
      all.parts.push_back(repeated(depth));
    }
    all.end = at_;
    return all;
  }

  Piece repeated(int depth) {
    const std::size_t begin = at_;
    Piece piece = atom(depth);
    while (more() && !failed_) {
      Piece repeat{.type = Piece::Type::Repeat, .begin = begin};
      if (!quantifier(repeat)) break;
      take('?');
      repeat.keeps = take('+');
      repeat.parts.push_back(std::move(piece));
      repeat.end = at_;
      piece = std::move(repeat);
    }
    return piece;
  }

  bool quantifier(Piece& repeat) {
    if (take('*')) {
      repeat.unbounded = repeat.may_be_empty = true;
      return true;
    }
    if (take('+')) return repeat.unbounded = true;
    if (take('?')) return repeat.may_be_empty = true;
    return counted(repeat);
  }

  // {2}, {2,}, {,5}, {2,5}; anything else is a plain brace
  bool counted(Piece& repeat) {
    const std::size_t close = text_.find('}', at_);
    if (text_[at_] != '{' || close == text_.npos) return false;
    const std::string_view body = text_.substr(at_ + 1, close - at_ - 1);
    if (body.empty() || body.find_first_not_of("0123456789,") != body.npos) return false;
    repeat.unbounded = body.back() == ',';
    repeat.may_be_empty = body.front() == ',' || body.front() == '0';
    at_ = close + 1;
    return true;
  }

  Piece atom(int depth) {
    Piece piece{.type = Piece::Type::Chars, .begin = at_};
    const char c = text_[at_];
    if (c == '(') return group(depth);
    if (c == '*' || c == '+' || c == '?') return fail();
    ++at_;
    if (c == '.') {
      piece.chars = ~CharSet();
      piece.chars.reset('\n');
      piece.merges = false;
    } else if (c == '[') {
      piece.merges = !text_.substr(at_).starts_with('^');
      piece.chars = bracket();
    } else if (c == '\\') {
      return escape(piece.begin);
    } else if (c == '^' || c == '$') {
      piece.type = Piece::Type::Assertion;
      piece.is_end = c == '$';
    } else {
      piece.chars.set(c & 0x80 ? kBeyond : static_cast<unsigned char>(c));
    }
    piece.end = at_;
    return piece;
  }

  Piece escape(std::size_t begin) {
    Piece piece{.type = Piece::Type::Chars, .begin = begin};
    if (!more()) return fail();
    const char c = text_[at_++];
    if (std::string_view("bBAZ").find(c) != std::string_view::npos) {
      piece.type = Piece::Type::Assertion;
      piece.is_end = c != 'A';
    } else if (std::string_view("dDwWsS").find(c) != std::string_view::npos) {
      piece.chars = class_of(c);
    } else if ((c >= '0' && c <= '9') || c == 'x' || c == 'u' || c == 'U' || c == 'N') {
      return fail();  // back references and code points: not looked at
    } else {
      piece.chars.set(static_cast<unsigned char>(escaped_char(c)));
    }
    piece.end = at_;
    return piece;
  }

  CharSet bracket() {
    CharSet set;
    const bool negated = take('^');
    bool first = true;
    while (more() && (first || text_[at_] != ']')) {
      first = false;
      const auto from = bracket_item(set);
      if (from && text_.substr(at_).starts_with('-') && at_ + 1 < text_.size() &&
          text_[at_ + 1] != ']') {
        ++at_;
        const auto to = bracket_item(set);
        if (to && *from <= *to) set |= range(*from, *to);
      }
    }
    if (!take(']')) fail();
    return negated ? ~set : set;
  }

  // Adds one item to `set`; gives its character if it is one.
  std::optional<unsigned char> bracket_item(CharSet& set) {
    char c = text_[at_++];
    if (c == '\\' && more()) {
      c = text_[at_++];
      if (std::string_view("dDwWsS").find(c) != std::string_view::npos) {
        set |= class_of(c);
        return std::nullopt;
      }
      c = escaped_char(c);
    }
    if (c & 0x80) {
      set.set(kBeyond);
      return std::nullopt;
    }
    set.set(static_cast<unsigned char>(c));
    return static_cast<unsigned char>(c);
  }

  Piece group(int depth) {
    const std::size_t begin = at_++;
    bool is_assertion = false;
    bool keeps = false;
    if (take("?:")) {
    } else if (take("?>")) {
      keeps = true;
    } else if (take("?=") || take("?!") || take("?<=") || take("?<!")) {
      is_assertion = true;
    } else if (take("?P<")) {
      at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;
    } else if (text_.substr(at_).starts_with('?')) {
      return fail();  // flags, conditions, back references
    }
    Piece body = choice(depth + 1);
    if (!take(')')) return fail();
    if (is_assertion)
      return {.type = Piece::Type::Assertion, .is_end = true, .begin = begin, .end = at_};
    if (keeps) {
      Piece once{.type = Piece::Type::Repeat, .keeps = true, .begin = begin, .end = at_};
      once.parts.push_back(std::move(body));
      return once;
    }
    return body;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

bool may_be_empty(const Piece& piece) {
  switch (piece.type) {
    case Piece::Type::Chars: return false;
    case Piece::Type::Assertion: return true;
    case Piece::Type::Repeat: return piece.may_be_empty || may_be_empty(piece.parts[0]);
    case Piece::Type::Sequence:
      return std::all_of(piece.parts.begin(), piece.parts.end(), may_be_empty);
    case Piece::Type::Choice:
      return std::any_of(piece.parts.begin(), piece.parts.end(), may_be_empty);
  }
  return true;
}

// Whether the match can stop at `piece`.
bool can_fail(const Piece& piece) {
  switch (piece.type) {
    case Piece::Type::Chars: return true;
    case Piece::Type::Assertion: return piece.is_end;
    case Piece::Type::Repeat: return !piece.may_be_empty && can_fail(piece.parts[0]);
    case Piece::Type::Choice: return std::all_of(piece.parts.begin(), piece.parts.end(), can_fail);
    case Piece::Type::Sequence:
      return std::any_of(piece.parts.begin(), piece.parts.end(), can_fail);
  }
  return true;
}

// The set of a piece that is exactly one character; nothing for other pieces.
std::optional<CharSet> single(const Piece& piece) {
  if (piece.type == Piece::Type::Chars) return piece.chars;
  if (piece.type == Piece::Type::Sequence && piece.parts.size() == 1) return single(piece.parts[0]);
  return std::nullopt;
}

// Whether the parts that must be there can all match one and the same character, one of them any
// number of times: `x+x+`, `[a-z]\w+`.
bool shares_character(const Piece& sequence) {
  CharSet shared = ~CharSet();
  bool unbounded = false;
  for (const Piece& part : sequence.parts) {
    if (may_be_empty(part)) continue;
    const bool repeats = part.type == Piece::Type::Repeat && !part.keeps;
    const auto set = single(repeats ? part.parts[0] : part);
    if (!set) return false;
    shared &= *set;
    unbounded = unbounded || (repeats && part.unbounded);
  }
  return unbounded && shared.any();
}

// Whether one repetition of `body` can be read as several: `a+`, `a+b?`, or a choice with such a
// part.
bool splits(const Piece& body) {
  switch (body.type) {
    case Piece::Type::Repeat: return body.unbounded && !body.keeps;
    case Piece::Type::Choice: return std::any_of(body.parts.begin(), body.parts.end(), splits);
    case Piece::Type::Sequence: break;
    default: return false;
  }
  if (shares_character(body)) return true;
  const auto is_solid = [](const Piece& part) { return !may_be_empty(part); };
  const auto solid = std::count_if(body.parts.begin(), body.parts.end(), is_solid);
  return solid <= 1 && std::any_of(body.parts.begin(), body.parts.end(), [&](const Piece& part) {
           return splits(part) && (solid == 0 || is_solid(part));
         });
}

const Piece& innermost(const Piece& piece) {
  const bool wraps = piece.type == Piece::Type::Sequence && piece.parts.size() == 1;
  return wraps ? innermost(piece.parts[0]) : piece;
}

// Whether all alternatives are single characters that `re` merges into one class, where an overlap
// does no harm (re._parser, "check if the branch can be replaced by a character set"). Equal
// letters are not merged: they become a common prefix.
bool becomes_class(const Piece& choice) {
  CharSet letters;
  for (const Piece& part : choice.parts) {
    const Piece& atom = innermost(part);
    if (atom.type != Piece::Type::Chars || !atom.merges) return false;
    if (atom.chars.count() == 1 && (letters & atom.chars).any()) return false;
    if (atom.chars.count() == 1) letters |= atom.chars;
  }
  return true;
}

// `(.|\s)`, `(a|a)`: two single characters that overlap.
bool overlaps(const Piece& body) {
  const Piece& choice = innermost(body);
  if (choice.type != Piece::Type::Choice || becomes_class(choice)) return false;
  CharSet seen;
  for (const Piece& part : choice.parts) {
    const auto set = single(part);
    if (set && (seen & *set).any()) return true;
    if (set) seen |= *set;
  }
  return false;
}

// The first ambiguous repetition in `piece` after which the match can fail.
const Piece* find(const Piece& piece, bool fails_after) {
  if (piece.type == Piece::Type::Repeat) {
    if (piece.keeps) return nullptr;
    const bool ambiguous = piece.unbounded && (splits(piece.parts[0]) || overlaps(piece.parts[0]));
    return ambiguous && fails_after ? &piece : find(piece.parts[0], fails_after);
  }
  for (std::size_t i = piece.parts.size(); i-- > 0;) {
    if (const Piece* found = find(piece.parts[i], fails_after)) return found;
    if (piece.type == Piece::Type::Sequence) fails_after = fails_after || can_fail(piece.parts[i]);
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> exponential_piece(std::string_view pattern, bool whole) {
  constexpr std::size_t kLongest = 5000;
  if (pattern.size() > kLongest) return std::nullopt;
  const auto piece = Reader(pattern).read();
  const Piece* found = piece ? find(*piece, whole) : nullptr;
  if (found == nullptr) return std::nullopt;
  return std::string(pattern.substr(found->begin, found->end - found->begin));
}

}  // namespace fastidious::knowledge
