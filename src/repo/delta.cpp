#include "repo/delta.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fastidious::repo {
namespace {

// Takes a number off the front, seven bits a byte, the lowest first.
std::optional<std::size_t> take_size(std::string_view& delta) {
  std::size_t size = 0;
  for (int shift = 0; shift < 56 && !delta.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(delta[0]);
    delta.remove_prefix(1);
    size |= std::size_t{byte & 0x7Fu} << shift;
    if ((byte & 0x80) == 0) return size;
  }
  return std::nullopt;
}

// Takes those bytes of a number off the front that the bits of `mask` name, the lowest first.
std::optional<std::size_t> take_bytes(std::string_view& delta, unsigned mask) {
  std::size_t number = 0;
  for (int shift = 0; mask != 0; mask >>= 1, shift += 8) {
    if ((mask & 1) == 0) continue;
    if (delta.empty()) return std::nullopt;
    number |= std::size_t{static_cast<unsigned char>(delta[0])} << shift;
    delta.remove_prefix(1);
  }
  return number;
}

// Builds the result instruction by instruction.
class Applying {
 public:
  Applying(std::string_view base, char* result, std::size_t size, std::vector<Part>& changed)
      : base_(base), result_(result), size_(size), changed_(changed) {}

  bool run(std::string_view delta) {
    while (!delta.empty()) {
      const auto instruction = static_cast<unsigned char>(delta[0]);
      delta.remove_prefix(1);
      if (!((instruction & 0x80) != 0 ? copy(instruction, delta) : insert(instruction, delta))) {
        return false;
      }
    }
    if (follows_ != base_.size()) note(at_, at_);
    return at_ == size_;
  }

 private:
  bool copy(unsigned instruction, std::string_view& delta) {
    constexpr std::size_t kSizeOfZero = 0x10000;
    const auto from = take_bytes(delta, instruction & 15);
    const auto size = take_bytes(delta, instruction >> 4 & 7);
    if (!from || !size) return false;
    const std::size_t count = *size == 0 ? kSizeOfZero : *size;
    if (*from > base_.size() || count > base_.size() - *from || count > size_ - at_) return false;
    if (*from != follows_) note(at_, at_);
    std::memcpy(result_ + at_, base_.data() + *from, count);
    at_ += count;
    follows_ = *from + count;
    return true;
  }

  bool insert(std::size_t count, std::string_view& delta) {
    if (count == 0 || count > delta.size() || count > size_ - at_) return false;
    std::memcpy(result_ + at_, delta.data(), count);
    delta.remove_prefix(count);
    note(at_, at_ + count);
    at_ += count;
    return true;
  }

  void note(std::size_t begin, std::size_t end) {
    if (!changed_.empty() && changed_.back().end == begin) {
      changed_.back().end = end;
    } else {
      changed_.push_back({begin, end});
    }
  }

  std::string_view base_;
  char* result_;
  std::size_t size_;
  std::vector<Part>& changed_;
  std::size_t at_ = 0;       // of the result
  std::size_t follows_ = 0;  // in the base: what comes behind what was copied last
};

}  // namespace

char* Buffer::reserve(std::size_t size) {
  if (size > capacity_ || bytes_ == nullptr) {
    capacity_ = std::max({size, capacity_ + capacity_ / 2, std::size_t{64}});
    bytes_ = std::make_unique_for_overwrite<char[]>(capacity_);
  }
  return bytes_.get();
}

void Inflater::Free::operator()(libdeflate_decompressor* whole) const {
  libdeflate_free_decompressor(whole);
}

Inflater::Inflater()
    : whole_(libdeflate_alloc_decompressor()), is_ready_(inflateInit(&stream_) == Z_OK) {}

Inflater::~Inflater() {
  if (is_ready_) inflateEnd(&stream_);
}

std::optional<std::string_view> Inflater::inflate(std::string_view deflated, std::size_t size,
                                                  std::size_t wanted, Buffer& buffer) {
  constexpr std::size_t kMost = 0x7FFFFFFF;
  if (size >= kMost || whole_ == nullptr) return std::nullopt;
  if (wanted < size) return inflate_beginning(deflated, wanted, buffer);
  // Null for the number of bytes that were written: any other than `size` is an error.
  const auto result =
      libdeflate_zlib_decompress_ex(whole_.get(), deflated.data(), deflated.size(),
                                    buffer.reserve(size + 1), size, nullptr, nullptr);
  return result == LIBDEFLATE_SUCCESS ? std::optional(buffer.view(size)) : std::nullopt;
}

std::optional<std::string_view> Inflater::inflate_beginning(std::string_view deflated,
                                                            std::size_t wanted, Buffer& buffer) {
  constexpr std::size_t kMost = 0x7FFFFFFF;
  if (!is_ready_ || inflateReset(&stream_) != Z_OK) return std::nullopt;
  stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream_.avail_in = static_cast<uInt>(std::min(deflated.size(), kMost));
  stream_.next_out = reinterpret_cast<Bytef*>(buffer.reserve(wanted));
  stream_.avail_out = static_cast<uInt>(wanted);
  if (::inflate(&stream_, Z_SYNC_FLUSH) != Z_OK || stream_.avail_out != 0) return std::nullopt;
  return buffer.view(wanted);
}

std::optional<std::size_t> delta_result_size(std::string_view delta, std::size_t base_size) {
  const auto base = take_size(delta);
  if (!base || *base != base_size) return std::nullopt;
  return take_size(delta);
}

bool apply_delta(std::string_view delta, std::string_view base, char* result,
                 std::vector<Part>& changed) {
  const auto base_size = take_size(delta);
  const auto size = take_size(delta);
  if (!base_size || !size || *base_size != base.size()) return false;
  return Applying(base, result, *size, changed).run(delta);
}

}  // namespace fastidious::repo
