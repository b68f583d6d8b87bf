#pragma once
// Text that was put together from pieces of a file: a block of YAML without its indentation, an
// instruction of a Dockerfile without its line continuations.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

class MappedText {
 public:
  MappedText() = default;
  // The text of a file from `begin` on, as it stands there.
  MappedText(std::string_view text, Offset begin) { append(text, begin); }

  // Adds what stands in the file from `begin` on.
  void append(std::string_view piece, Offset begin);
  // Adds what does not stand in the file: a blank between two lines that were joined.
  void append_blank() { text_ += ' '; }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  // Where a part of text() stands in the file.
  Span place(Span part) const;
  // What stands behind the first `at` bytes.
  MappedText behind(std::size_t at) const;
  Span whole() const { return place({0, static_cast<Offset>(text_.size())}); }

 private:
  struct Piece {
    Offset at;     // in text_
    Offset begin;  // in the file
  };
  Offset source_of(Offset at) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace fastidious::deploy
