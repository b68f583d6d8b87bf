#include "syntax/string_literal.h"

#include <algorithm>
#include <cstdint>

#include "syntax/character.h"
#include "syntax/unicode_names.h"

namespace fastidious::syntax {
namespace {

void append_utf8(std::uint32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
  } else if (c < 0x800) {
    *out += static_cast<char>(0xC0 | (c >> 6));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out += static_cast<char>(0xE0 | (c >> 12));
    *out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out += static_cast<char>(0xF0 | (c >> 18));
    *out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    *out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// Reads the escapes of one body.
class Decoder {
 public:
  Decoder(std::string_view body, bool bytes, std::string* out)
      : body_(body), bytes_(bytes), out_(out) {}

  const char* run() {
    while (at_ < body_.size() && problem_ == nullptr) {
      const std::size_t stop = body_.find_first_of("\\\r", at_);
      out_->append(body_.substr(at_, stop - at_));
      if (stop == std::string_view::npos) {
        break;
      }
      at_ = stop;
      body_[at_] == '\r' ? line_end() : escape();
    }
    return problem_;
  }

 private:
  char peek(std::size_t ahead) const {
    return at_ + ahead < body_.size() ? body_[at_ + ahead] : '\0';
  }

  void line_end() {
    *out_ += '\n';
    at_ += peek(1) == '\n' ? 2 : 1;
  }

  void put(std::uint32_t c) {
    bytes_ ? out_->push_back(static_cast<char>(c)) : append_utf8(c, out_);
  }

  void simple(char c) {
    *out_ += c;
    at_ += 2;
  }

  void escape() {
    switch (peek(1)) {
      case '\n': at_ += 2; return;
      case '\r': at_ += peek(2) == '\n' ? 3 : 2; return;
      case '\\':
      case '\'':
      case '"': return simple(peek(1));
      case 'a': return simple('\a');
      case 'b': return simple('\b');
      case 'f': return simple('\f');
      case 'n': return simple('\n');
      case 'r': return simple('\r');
      case 't': return simple('\t');
      case 'v': return simple('\v');
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7': return octal();
      case 'x': return hexadecimal(2);
      case 'u':
      case 'U':
        if (!bytes_) {
          return hexadecimal(peek(1) == 'u' ? 4 : 8);
        }
        break;
      case 'N':
        if (!bytes_) {
          return named();
        }
        break;
      default: break;
    }
    *out_ += '\\';  // an unknown escape stands for itself
    ++at_;
  }

  void octal() {
    std::uint32_t value = 0;
    ++at_;
    for (int digits = 0; digits < 3 && peek(0) >= '0' && peek(0) <= '7'; ++digits, ++at_) {
      value = value * 8 + static_cast<std::uint32_t>(peek(0) - '0');
    }
    put(bytes_ ? value & 0xFF : value);
  }

  void hexadecimal(std::size_t digits) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = peek(2 + i);
      if (!is_hex_digit(c)) {
        problem_ = "truncated \\x, \\u or \\U escape";
        return;
      }
      value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    if (value > 0x10FFFF) {
      problem_ = "illegal Unicode character";
      return;
    }
    at_ += 2 + digits;
    put(value);
  }

  void named() {
    const std::size_t close = body_.find('}', at_);
    if (peek(2) != '{' || close == std::string_view::npos) {
      problem_ = "malformed \\N character escape";
      return;
    }
    const std::string_view name = body_.substr(at_ + 3, close - at_ - 3);
    const std::optional<std::uint32_t> c = character_named(name);
    if (!c) {
      problem_ = "unknown Unicode character name";
      return;
    }
    at_ = close + 1;
    append_utf8(*c, out_);
  }

  std::string_view body_;
  bool bytes_;
  std::string* out_;
  std::size_t at_ = 0;
  const char* problem_ = nullptr;
};

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char byte) { return (byte & 0x80) != 0; });
}

void append_with_unix_line_ends(std::string_view body, std::string* out) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\r') {
      *out += body[i];
    } else {
      *out += '\n';
      i += i + 1 < body.size() && body[i + 1] == '\n' ? 1 : 0;
    }
  }
}

}  // namespace

LiteralParts split_literal(std::string_view literal) {
  const std::size_t quote = literal.find_first_of("'\"");
  LiteralParts parts;
  parts.prefix = string_prefix(literal.substr(0, quote));
  parts.body = literal.substr(quote);
  const char q = parts.body[0];
  parts.triple = parts.body.size() >= 6 && parts.body[1] == q && parts.body[2] == q;
  const std::size_t quotes = parts.triple ? 3 : 1;
  parts.body = parts.body.substr(quotes, parts.body.size() - 2 * quotes);
  return parts;
}

bool is_verbatim(std::string_view body, StringPrefix prefix) {
  return body.find('\r') == std::string_view::npos &&
         (prefix.raw || body.find('\\') == std::string_view::npos) &&
         (!prefix.bytes || is_ascii(body));
}

const char* decode_literal(std::string_view body, StringPrefix prefix, std::string* out) {
  if (prefix.bytes && !is_ascii(body)) {
    return "bytes can only contain ASCII literal characters";
  }
  if (prefix.raw) {
    append_with_unix_line_ends(body, out);
    return nullptr;
  }
  return Decoder(body, prefix.bytes, out).run();
}

}  // namespace fastidious::syntax
