#pragma once
// The text of one file: UTF-8, held once, with padding after its end so that scanners need no
// bound.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/span.h"

namespace fastidious {

class SourceText {
 public:
  // Zero bytes that follow the text: a scanner may read this far past the end.
  static constexpr std::size_t kPadding = 64;

  SourceText() : SourceText(std::string_view{}) {}
  // Copies `text`, which must be at most limits::kMaxSourceBytes long.
  explicit SourceText(std::string_view text);
  // A buffer of `size` bytes for the caller to fill; the padding is in place.
  static SourceText uninitialised(std::size_t size);

  const char* data() const { return buffer_.get(); }
  char* mutable_data() { return buffer_.get(); }
  // Keeps the first `size` bytes; `size` is at most size().
  void truncate(Offset size);
  Offset size() const { return size_; }
  std::string_view view() const { return {buffer_.get(), size_}; }
  std::string_view slice(Span span) const {
    return {buffer_.get() + span.begin, static_cast<std::size_t>(span.end - span.begin)};
  }
  // Where the text starts: 3 after a UTF-8 byte order mark, else 0.
  Offset start() const { return view().substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0; }

 private:
  struct Free {
    void operator()(char* at) const { ::operator delete(at); }
  };
  std::unique_ptr<char[], Free> buffer_;
  Offset size_ = 0;
};

}  // namespace fastidious
