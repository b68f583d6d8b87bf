#pragma once
// Objects as packs store them: deflated, and as differences to others (gitformat-pack(5),
// "Deltified representation").

#include <zlib.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct libdeflate_decompressor;

namespace fastidious::repo {

// Bytes that are written before they are read, and kept to be written again.
class Buffer {
 public:
  // At least `size` bytes, of any content.
  char* reserve(std::size_t size);
  std::string_view view(std::size_t size) const { return {bytes_.get(), size}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
};

class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // The first `wanted` of the `size` bytes that `deflated` holds, in `buffer`; none if it is
  // damaged or holds another number. Its checksum is looked at if all are wanted.
  std::optional<std::string_view> inflate(std::string_view deflated, std::size_t size,
                                          std::size_t wanted, Buffer& buffer);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* whole) const;
  };
  std::optional<std::string_view> inflate_beginning(std::string_view deflated, std::size_t wanted,
                                                    Buffer& buffer);

  // For all of an object: twice as fast as zlib, which can stop behind a beginning.
  std::unique_ptr<libdeflate_decompressor, Free> whole_;
  z_stream stream_{};
  bool is_ready_ = false;
};

// Bytes of a text.
struct Part {
  std::size_t begin;
  std::size_t end;
};

// The size that a difference says its result has; none if it is damaged or to another base.
std::optional<std::size_t> delta_result_size(std::string_view delta, std::size_t base_size);

// Writes to `result`, which has room for delta_result_size(), what the difference makes of `base`.
// `changed` are the parts of it that `base` does not have, in order, also empty ones where
// something was left out. False if it is damaged.
bool apply_delta(std::string_view delta, std::string_view base, char* result,
                 std::vector<Part>& changed);

}  // namespace fastidious::repo
