#pragma once
// Text on its way to a sink, gathered into pieces that stay in the processor's cache.

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "report/report.h"

namespace fastidious::report {

class PieceBuffer {
 public:
  explicit PieceBuffer(Sink sink)
      : sink_(std::move(sink)), bytes_(std::make_unique_for_overwrite<char[]>(kPieceBytes)) {}

  void push_back(char c) {
    if (used_ == kPieceBytes) pass_on();
    bytes_[used_++] = c;
  }
  void append(std::string_view text) {
    if (text.size() > kPieceBytes - used_) {
      append_over_the_end(text);
      return;
    }
    std::memcpy(bytes_.get() + used_, text.data(), text.size());
    used_ += text.size();
  }
  // Gives what was gathered to the sink.
  void pass_on() {
    sink_({bytes_.get(), used_});
    used_ = 0;
  }

 private:
  static constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

  void append_over_the_end(std::string_view text) {
    pass_on();
    if (text.size() > kPieceBytes) {
      sink_(text);
    } else {
      append(text);
    }
  }

  Sink sink_;
  std::unique_ptr<char[]> bytes_;
  std::size_t used_ = 0;
};

}  // namespace fastidious::report
