#pragma once
// The bytes of a Python source file to the UTF-8 text that the rest of the program reads, by the
// rules of PEP 263 (https://peps.python.org/pep-0263/) as CPython applies them.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/source_text.h"

namespace fastidious {

enum class DecodeProblem : std::uint8_t {
  Binary,  // a NUL byte: no encoding of Python source has one
  InvalidUtf8,
  InvalidBytes,         // bytes that the declared encoding does not have
  UnknownEncoding,      // the declared name is no encoding of CPython's that we can read
  ConflictingEncoding,  // a UTF-8 byte order mark, and another encoding declared
};

struct DecodeError {
  DecodeProblem problem = DecodeProblem::Binary;
  Offset offset = 0;       // the first byte that is wrong; of the declaration for the last two
  std::uint32_t line = 1;  // its line
  std::string encoding;    // the encoding tried or named
};

// "line 3: not valid UTF-8, and no other encoding is declared (PEP 263)", …
std::string describe(const DecodeError& error);

struct DecodedText {
  SourceText text;       // UTF-8; keeps a byte order mark, see SourceText::start()
  std::string encoding;  // as it must be written back: "utf-8", or the name that iconv knows
};

// Decodes `bytes`; where they are UTF-8, which is nearly always, they are checked and not copied.
Result<DecodedText, DecodeError> decode_python(SourceText bytes);

// Text that begins with the byte order mark of UTF-16, as PowerShell's `>` writes it, as UTF-8; any
// other bytes as they are.
SourceText decode_marked(SourceText bytes);

// The offset of the first byte that is not part of valid UTF-8 (RFC 3629: no surrogates, nothing
// overlong, at most U+10FFFF) or is NUL; the text's size if there is none.
Offset find_invalid_utf8(const SourceText& text);

// The encoding that the first two lines declare by PEP 263; a span of the name, empty if none.
Span find_encoding_declaration(const SourceText& text);

}  // namespace fastidious
