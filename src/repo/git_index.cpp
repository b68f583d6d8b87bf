#include <algorithm>
#include <cstdint>

#include "repo/work_tree.h"

namespace fastidious::repo {
namespace {

constexpr std::size_t kHeaderBytes = 12;
constexpr std::size_t kStatBytes = 40;  // times, device, inode, mode, owner, size
constexpr unsigned kExtendedFlag = 0x4000;

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::uint32_t number_at(std::string_view text, std::size_t at) {
  return byte_at(text, at) << 24 | byte_at(text, at + 1) << 16 | byte_at(text, at + 2) << 8 |
         byte_at(text, at + 3);
}

// Reads the entries one behind the other.
class IndexReader {
 public:
  IndexReader(std::string_view index, std::size_t hash_bytes)
      : index_(index), fixed_bytes_(kStatBytes + hash_bytes + 2) {}

  std::vector<std::string> read() {
    std::vector<std::string> paths;
    if (index_.size() < kHeaderBytes || !index_.starts_with("DIRC")) {
      return paths;
    }
    version_ = number_at(index_, 4);
    const std::size_t count = number_at(index_, 8);
    paths.reserve(std::min(count, index_.size() / fixed_bytes_));
    at_ = kHeaderBytes;
    while (paths.size() < count && version_ >= 2 && version_ <= 4 && read_entry()) {
      paths.push_back(path_);
    }
    return paths;
  }

 private:
  bool read_entry() {
    const std::size_t begin = at_;
    if (index_.size() - at_ < fixed_bytes_ + 2) {
      return false;
    }
    const unsigned flags = byte_at(index_, at_ + fixed_bytes_ - 2) << 8;
    at_ += fixed_bytes_ + ((flags & kExtendedFlag) != 0 ? 2 : 0);
    if (version_ == 4 && !drop_from_last_path()) {
      return false;
    }
    const std::size_t end = index_.find('\0', std::min(at_, index_.size()));
    if (end == index_.npos) {
      return false;
    }
    if (version_ != 4) {
      path_.clear();
    }
    path_.append(index_.substr(at_, end - at_));
    // Before version 4 entries are filled up with 1 to 8 zeros to a multiple of eight bytes.
    at_ = version_ == 4 ? end + 1 : begin + ((end - begin) / 8 + 1) * 8;
    return at_ <= index_.size();
  }

  // Version 4 gives how many bytes of the path before this one to take off, then what to add.
  bool drop_from_last_path() {
    std::size_t drop = 0;
    for (int shift = 0; shift < 4; ++shift) {
      if (at_ >= index_.size()) {
        return false;
      }
      const unsigned byte = byte_at(index_, at_++);
      drop = (drop << 7) + (byte & 0x7F);
      if ((byte & 0x80) == 0) {
        path_.resize(path_.size() - std::min(drop, path_.size()));
        return true;
      }
      ++drop;
    }
    return false;
  }

  std::string_view index_;
  std::size_t fixed_bytes_;
  std::uint32_t version_ = 0;
  std::size_t at_ = 0;
  std::string path_;
};

}  // namespace

std::vector<std::string> paths_in_index(std::string_view index, std::size_t hash_bytes) {
  std::vector<std::string> paths = IndexReader(index, hash_bytes).read();
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace fastidious::repo
