#include "report/json_writer.h"

#include <emmintrin.h>

#include <array>
#include <charconv>
#include <utility>

namespace fastidious::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Bytes that may be copied as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (int c = 0x20; c < 0x80; ++c) {
    plain[static_cast<std::size_t>(c)] = c != '"' && c != '\\' && c != 0x7F;
  }
  return plain;
}();

// Where, from `at` on, the first byte stands that may not be copied as it is; whole blocks are
// skipped.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i delete_character = _mm_set1_epi8(0x7F);
  const __m128i blank = _mm_set1_epi8(0x20);
  while (at + 16 <= text.size()) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    // As signed numbers, bytes from 0x80 on are below the blank too.
    const __m128i special = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)),
        _mm_or_si128(_mm_cmplt_epi8(block, blank), _mm_cmpeq_epi8(block, delete_character)));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(special));
    if (mask != 0) {
      return at + static_cast<std::size_t>(__builtin_ctz(mask));
    }
    at += 16;
  }
  while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

bool is_continuation(std::string_view text, std::size_t at, unsigned char from, unsigned char to) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= from &&
         static_cast<unsigned char>(text[at]) <= to;
}

// Length of the well-formed UTF-8 sequence at `at`, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto more = [&](std::size_t i) { return is_continuation(text, at + i, 0x80, 0xBF); };
  if (lead >= 0xC2 && lead <= 0xDF) {
    return more(1) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned char from = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char to = lead == 0xED ? 0x9F : 0xBF;
    return is_continuation(text, at + 1, from, to) && more(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned char from = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char to = lead == 0xF4 ? 0x8F : 0xBF;
    return is_continuation(text, at + 1, from, to) && more(2) && more(3) ? 4 : 0;
  }
  return 0;
}

void append_control(PieceBuffer& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    default:
      out.append("\\u00");
      out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
      out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
}

}  // namespace

void append_escaped(PieceBuffer& out, std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t at = end_of_plain(text, 0); at < text.size(); at = end_of_plain(text, at)) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
      if (const std::size_t length = sequence_at(text, at); length != 0) {
        at += length;
        continue;
      }
    }
    out.append(text.substr(copied, at - copied));
    if (byte < 0x80) {
      append_control(out, text[at]);
    } else {
      out.append(kReplacement);
    }
    copied = ++at;
  }
  out.append(text.substr(copied));
}

void JsonWriter::break_line(int levels) {
  if (levels <= indented_levels_) {
    out_.push_back('\n');
    for (; levels > 0; --levels) out_.append("  ");
  }
}

void JsonWriter::before_value() {
  if (std::exchange(after_key_, false)) {
    return;
  }
  if (!first_) {
    out_.append(depth_ <= indented_levels_ ? "," : ", ");
  }
  if (depth_ > 0) {
    break_line(depth_);
  }
  first_ = false;
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  out_.push_back(bracket);
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  --depth_;
  if (!first_ && depth_ < indented_levels_) {
    break_line(depth_);
  }
  out_.push_back(bracket);
  first_ = false;
  if (depth_ == 0) out_.push_back('\n');
  return *this;
}

JsonWriter& JsonWriter::members(std::string_view written) {
  before_value();
  out_.append(written);
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  out_.push_back('"');
  out_.append(name);
  out_.append("\": ");
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  out_.push_back('"');
  append_escaped(out_, text);
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  before_value();
  std::array<char, 24> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out_.append({digits.data(), result.ptr});
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  before_value();
  out_.append(truth ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_.append("null");
  return *this;
}

}  // namespace fastidious::report
