#include "text/decode.h"

#include <emmintrin.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/limits.h"
#include "text/encoding_names.h"

namespace fastidious {
namespace {

// Bytes of the UTF-8 sequence at `at`; 0 if it is none. Reads at most 4 bytes: the padding is zero.
unsigned sequence_length(const char* at) {
  const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
  const auto tail = [&](int i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) {
    return lead != 0 ? 1 : 0;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return tail(1) ? 2 : 0;
  }
  if ((lead & 0xF0) == 0xE0) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;   // not overlong
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;  // no surrogate
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;  // at most U+10FFFF
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

// Whether 16 bytes are all ASCII and none is NUL.
bool is_plain_block(const char* at) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  // As signed bytes, exactly the plain ones are above zero.
  return _mm_movemask_epi8(_mm_cmpgt_epi8(block, _mm_setzero_si128())) == 0xFFFF;
}

std::uint32_t line_at(std::string_view text, Offset at) {
  return 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + at, '\n'));
}

DecodeError error_at(DecodeProblem problem, const SourceText& bytes, Offset at,
                     std::string encoding) {
  return {problem, at, line_at(bytes.view(), at), std::move(encoding)};
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

// The encoding's name in one line, by PEP 263's ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+).
Span declaration_in(std::string_view line, Offset line_start) {
  for (std::size_t at = line.find("coding"); at != std::string_view::npos;
       at = line.find("coding", at + 1)) {
    std::size_t name = at + 6;
    if (name >= line.size() || (line[name] != ':' && line[name] != '=')) {
      continue;
    }
    name = line.find_first_not_of(" \t", name + 1);
    std::size_t end = std::min(name, line.size());
    while (end < line.size() && is_name_character(line[end])) {
      ++end;
    }
    if (name < end) {
      return {line_start + static_cast<Offset>(name), line_start + static_cast<Offset>(end)};
    }
  }
  return {};
}

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (valid()) {
      iconv_close(handle_);
    }
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Appends the UTF-8 of `bytes` to `out`; gives the number of bytes that could be converted.
  std::size_t convert(std::string_view bytes, std::string& out) {
    char* from = const_cast<char*>(bytes.data());  // iconv(3) does not write to it
    std::size_t left = bytes.size();
    char chunk[4096];
    for (bool flushing = false;;) {
      char* to = chunk;
      std::size_t room = sizeof chunk;
      const std::size_t result = flushing ? iconv(handle_, nullptr, nullptr, &to, &room)
                                          : iconv(handle_, &from, &left, &to, &room);
      out.append(chunk, static_cast<std::size_t>(to - chunk));
      const bool full = result == static_cast<std::size_t>(-1) && errno == E2BIG;
      if (result == static_cast<std::size_t>(-1) && !full) {
        return bytes.size() - left;
      }
      if (!full && flushing) {
        return bytes.size();
      }
      flushing = flushing || !full;
    }
  }

 private:
  iconv_t handle_;
};

Result<DecodedText, DecodeError> convert(const SourceText& bytes, const std::string& encoding) {
  Converter converter(encoding);
  if (!converter.valid()) {
    return error_at(DecodeProblem::UnknownEncoding, bytes, find_encoding_declaration(bytes).begin,
                    encoding);
  }
  if (const void* nul = std::memchr(bytes.data(), 0, bytes.size())) {
    const auto at = static_cast<Offset>(static_cast<const char*>(nul) - bytes.data());
    return error_at(DecodeProblem::Binary, bytes, at, encoding);
  }
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  const std::size_t done = converter.convert(bytes.view(), text);
  if (done < bytes.size()) {
    return error_at(DecodeProblem::InvalidBytes, bytes, static_cast<Offset>(done), encoding);
  }
  return DecodedText{SourceText(text), encoding};
}

Result<DecodedText, DecodeError> check_utf8(SourceText bytes, bool declared) {
  const Offset invalid = find_invalid_utf8(bytes);
  if (invalid == bytes.size()) {
    return DecodedText{std::move(bytes), "utf-8"};
  }
  const bool binary = std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
  const std::string_view mark = bytes.view().substr(0, 2);
  std::string encoding = declared ? "utf-8" : "";
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF") {
    encoding = "utf-16";
  }
  return error_at(binary ? DecodeProblem::Binary : DecodeProblem::InvalidUtf8, bytes, invalid,
                  std::move(encoding));
}

}  // namespace

Offset find_invalid_utf8(const SourceText& text) {
  const char* data = text.data();
  const Offset size = text.size();
  Offset at = 0;
  while (at < size) {
    if (size - at >= 16 && is_plain_block(data + at)) {
      at += 16;
      continue;
    }
    // Up to the end of this block one by one: most text that is not ASCII comes in short runs.
    const Offset stop = std::min(at + 16, size);
    while (at < stop) {
      const unsigned length = sequence_length(data + at);
      if (length == 0) {
        return at;
      }
      at += length;
    }
  }
  return size;
}

Span find_encoding_declaration(const SourceText& text) {
  Offset begin = text.start();
  for (int line_number = 0; line_number < 2 && begin < text.size(); ++line_number) {
    const std::string_view rest = text.view().substr(begin);
    const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
    const std::size_t first = line.find_first_not_of(" \t\f");
    if (first != std::string_view::npos && line[first] != '#') {
      return {};  // code in the first line: the second declares nothing
    }
    if (const Span found = declaration_in(line, begin); !found.empty()) {
      return found;
    }
    begin += static_cast<Offset>(line.size());
    begin += text.view().substr(begin, 2) == "\r\n" ? 2 : 1;
  }
  return {};
}

Result<DecodedText, DecodeError> decode_python(SourceText bytes) {
  const Span declared = find_encoding_declaration(bytes);
  if (declared.empty()) {
    return check_utf8(std::move(bytes), false);
  }
  const std::string name(bytes.slice(declared));
  const std::string encoding = iconv_name_of(name);
  if (encoding.empty()) {
    return error_at(DecodeProblem::UnknownEncoding, bytes, declared.begin, name);
  }
  // Beside a byte order mark CPython takes no other name for UTF-8 than that one.
  if (bytes.start() != 0 && tokenizer_encoding_name(name) != "utf-8") {
    return error_at(DecodeProblem::ConflictingEncoding, bytes, declared.begin, name);
  }
  if (encoding == "utf-8") {
    return check_utf8(std::move(bytes), true);
  }
  return convert(bytes, encoding);
}

SourceText decode_marked(SourceText bytes) {
  const std::string_view mark = bytes.view().substr(0, 2);
  const bool little = mark == "\xFF\xFE";
  if (!little && mark != "\xFE\xFF") return bytes;
  Converter converter(little ? "UTF-16LE" : "UTF-16BE");
  if (!converter.valid()) return bytes;
  const std::string_view rest = bytes.view().substr(mark.size());
  std::string text;
  const bool whole = converter.convert(rest, text) == rest.size();
  return whole && text.find('\0') == text.npos ? SourceText(text) : std::move(bytes);
}

std::string describe(const DecodeError& error) {
  const std::string where = "line " + std::to_string(error.line) + ": ";
  if (error.encoding == "utf-16") {
    return where + "UTF-16, which Python does not read as source: save the file as UTF-8";
  }
  switch (error.problem) {
    case DecodeProblem::Binary: return where + "a NUL byte: a binary file, not Python source";
    case DecodeProblem::InvalidUtf8:
      return where + (error.encoding.empty()
                          ? "not valid UTF-8, and no other encoding is declared (PEP 263)"
                          : "not valid UTF-8, which the file declares (PEP 263)");
    case DecodeProblem::InvalidBytes:
      return where + "not valid " + error.encoding + ", which the file declares (PEP 263)";
    case DecodeProblem::UnknownEncoding:
      return where + "the declared encoding '" + error.encoding + "' is not one that can be read";
    case DecodeProblem::ConflictingEncoding:
      return where + "a UTF-8 byte order mark, but '" + error.encoding + "' is declared (PEP 263)";
  }
  return where;
}

}  // namespace fastidious
