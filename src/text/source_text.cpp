#include "text/source_text.h"

#include <cstring>
#include <new>

namespace fastidious {

SourceText SourceText::uninitialised(std::size_t size) {
  SourceText text{std::string_view{}};
  text.buffer_.reset(static_cast<char*>(::operator new(size + kPadding)));
  text.size_ = static_cast<Offset>(size);
  std::memset(text.buffer_.get() + size, 0, kPadding);
  return text;
}

SourceText::SourceText(std::string_view text)
    : buffer_(static_cast<char*>(::operator new(text.size() + kPadding))),
      size_(static_cast<Offset>(text.size())) {
  if (!text.empty()) {
    std::memcpy(buffer_.get(), text.data(), text.size());
  }
  std::memset(buffer_.get() + text.size(), 0, kPadding);
}

void SourceText::truncate(Offset size) {
  size_ = size;
  std::memset(buffer_.get() + size, 0, kPadding);
}

}  // namespace fastidious
