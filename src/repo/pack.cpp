#include "repo/pack.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/limits.h"

namespace fastidious::repo {
namespace {

constexpr std::size_t kFanout = 256;
constexpr std::size_t kIndexHeader = 8 + kFanout * 4;
constexpr std::size_t kPackHeader = 12;
constexpr std::size_t kChecksum = 20;
constexpr std::string_view kIndexMagic{"\377tOc\0\0\0\2", 8};
// What one object takes in an index: its name, a checksum and its place.
constexpr std::size_t kPerObject = 20 + 4 + 4;
// Types of entries. Those up to kLastKind are kinds of objects, in Kind's order.
constexpr unsigned kLastKind = 4, kOffsetDelta = 6, kNameDelta = 7;

// In the table of places: the rest is a line of the table of places beyond 2 GB.
constexpr std::uint64_t kFarPlace = 0x80000000;

std::uint64_t big_endian(const char* at, int bytes) {
  std::uint64_t number = 0;
  for (int i = 0; i < bytes; ++i) number = number << 8 | static_cast<unsigned char>(at[i]);
  return number;
}

// A file's bytes; null if it is not regular or empty.
struct Mapped {
  const char* bytes = nullptr;
  std::size_t size = 0;
};

Mapped map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status{};
  Mapped mapped;
  if (file < 0) return mapped;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (at != MAP_FAILED) mapped = {static_cast<const char*>(at), size};
  }
  ::close(file);
  return mapped;
}

// Where each object begins, with its number in the index; zero where that says nothing.
std::vector<std::pair<std::uint64_t, std::uint32_t>> places_in(std::string_view index,
                                                               std::size_t count) {
  const char* places = index.data() + kIndexHeader + count * (20 + 4);
  const char* far_places = places + count * 4;
  const auto far_count = static_cast<std::size_t>(index.data() + index.size() - far_places) / 8;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> all(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint64_t place = big_endian(places + std::size_t{i} * 4, 4);
    if ((place & kFarPlace) != 0) {
      place &= kFarPlace - 1;
      place = place < far_count ? big_endian(far_places + place * 8, 8) : 0;
    }
    all[i] = {place, i};
  }
  return all;
}

void unmap(const char* bytes, std::size_t size) {
  if (bytes != nullptr) ::munmap(const_cast<char*>(bytes), size);
}

// Takes the size off the front of a header: four bits of the first byte, seven of each that
// follows, the lowest first.
bool take_size(std::string_view& rest, std::uint64_t& size) {
  auto byte = static_cast<unsigned char>(rest[0]);
  size = byte & 15;
  rest.remove_prefix(1);
  for (int shift = 4; (byte & 0x80) != 0; shift += 7) {
    if (rest.empty() || shift > 50) return false;
    byte = static_cast<unsigned char>(rest[0]);
    rest.remove_prefix(1);
    size |= std::uint64_t{byte & 0x7Fu} << shift;
  }
  return true;
}

// Takes how far back the base is: seven bits a byte, the highest first, and one more for each byte
// that is followed by another.
bool take_distance(std::string_view& rest, std::uint64_t& back) {
  for (unsigned more = 1; more != 0; rest.remove_prefix(1)) {
    if (rest.empty() || back >> 50 != 0) return false;
    const auto byte = static_cast<unsigned char>(rest[0]);
    more = byte >> 7;
    back = (back << 7) + (byte & 0x7Fu) + more;
  }
  return true;
}

}  // namespace

std::unique_ptr<Pack> Pack::open(const std::string& index_path, std::size_t most) {
  std::unique_ptr<Pack> pack(new Pack);
  const bool is_read = pack->read(index_path, most);
  return is_read ? std::move(pack) : nullptr;
}

Pack::~Pack() { unmap(bytes_, size_); }

bool Pack::read(const std::string& index_path, std::size_t most) {
  constexpr std::string_view kEnding = ".idx";
  const std::string path = index_path.substr(0, index_path.size() - kEnding.size()) + ".pack";
  const Mapped mapped = map_file(path);
  bytes_ = mapped.bytes;
  size_ = mapped.size;
  if (size_ < kPackHeader + kChecksum || std::string_view(bytes_, 4) != "PACK") return false;
  const Mapped index = map_file(index_path);
  const bool is_read = index.bytes != nullptr && read_index({index.bytes, index.size}, most);
  unmap(index.bytes, index.size);
  if (!is_read) return false;
  link();
  return true;
}

// Names and places of all objects, then what stands at these places.
bool Pack::read_index(std::string_view index, std::size_t most) {
  if (index.size() < kIndexHeader + 2 * kChecksum || !index.starts_with(kIndexMagic)) return false;
  const std::size_t count = big_endian(index.data() + kIndexHeader - 4, 4);
  if (count > most || index.size() < kIndexHeader + count * kPerObject) return false;
  auto order = places_in(index, count);
  std::sort(order.begin(), order.end());
  const char* names = index.data() + kIndexHeader;
  const std::uint64_t end = size_ - kChecksum;
  entries_.resize(count);
  by_name_.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Entry& entry = entries_[i];
    entry.data = order[i].first;  // of its header; of its data once that is read
    entry.end = i + 1 < count ? order[i + 1].first : end;
    if (entry.data < kPackHeader || entry.end <= entry.data || entry.end > end) return false;
    std::memcpy(entry.name.data(), names + std::size_t{order[i].second} * 20, 20);
    by_name_[order[i].second] = i;
  }
  // From behind: the places of those in front are still needed to find bases.
  for (std::size_t i = count; i-- > 0;) {
    if (!read_header(i)) return false;
  }
  return true;
}

// Names are spread evenly: where one should stand is near where it does, which is then enclosed in
// steps that grow.
std::uint32_t Pack::find(const ObjectName& name) const {
  const std::size_t count = by_name_.size();
  const auto name_at = [this](std::size_t place) -> const ObjectName& {
    return entries_[by_name_[place]].name;
  };
  const auto front = big_endian(reinterpret_cast<const char*>(name.data()), 4);
  std::size_t begin = front * count >> 32, end = begin;
  for (std::size_t step = 8; begin > 0 && !(name_at(begin) < name); step *= 2) {
    end = begin;
    begin -= std::min(begin, step);
  }
  for (std::size_t step = 8; end < count && name_at(end) < name; step *= 2) {
    begin = end;
    end = std::min(end + step, count);
  }
  const auto first = by_name_.begin();
  const auto at = std::lower_bound(first + static_cast<std::ptrdiff_t>(begin),
                                   first + static_cast<std::ptrdiff_t>(end), name,
                                   [this](std::uint32_t number, const ObjectName& wanted) {
                                     return entries_[number].name < wanted;
                                   });
  return at != by_name_.end() && entries_[*at].name == name ? *at : kNone;
}

// Kind, size and base; false if the bytes are no header.
bool Pack::read_header(std::size_t number) {
  Entry& entry = entries_[number];
  const std::uint64_t place = entry.data;
  std::string_view rest(bytes_ + place, entry.end - place);
  const unsigned type = static_cast<unsigned char>(rest[0]) >> 4 & 7;
  if (!take_size(rest, entry.size)) return false;
  if (type == kNameDelta) {
    ObjectName name;
    if (rest.size() < name.size()) return false;
    std::memcpy(name.data(), rest.data(), name.size());
    rest.remove_prefix(name.size());
    entry.base = find(name);
  } else if (type == kOffsetDelta) {
    std::uint64_t back = 0;
    if (!take_distance(rest, back) || back == 0 || back > place) return false;
    entry.base = entry_at(place - back, number);
  } else if (type >= 1 && type <= kLastKind) {
    entry.kind = static_cast<Kind>(type);
  }
  entry.data = entry.end - rest.size();
  return true;
}

// The number of the entry whose header is at `place`, in front of entry `before`, or kNone.
std::uint32_t Pack::entry_at(std::uint64_t place, std::size_t before) const {
  const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(before);
  const auto at =
      std::lower_bound(entries_.begin(), end, place,
                       [](const Entry& one, std::uint64_t wanted) { return one.data < wanted; });
  return at != end && at->data == place ? static_cast<std::uint32_t>(at - entries_.begin()) : kNone;
}

// Children of each entry in order, and the kinds of those that lead back to a whole object.
void Pack::link() {
  std::vector<std::uint32_t> ready;
  for (std::size_t i = entries_.size(); i-- > 0;) {
    Entry& entry = entries_[i];
    if (entry.base != kNone) {
      entry.next_sibling =
          std::exchange(entries_[entry.base].first_child, static_cast<std::uint32_t>(i));
    } else if (entry.kind != Kind::Unknown) {
      ready.push_back(static_cast<std::uint32_t>(i));
    }
  }
  while (!ready.empty()) {
    const Entry& entry = entries_[ready.back()];
    ready.pop_back();
    for (std::uint32_t i = entry.first_child; i != kNone; i = entries_[i].next_sibling) {
      entries_[i].kind = entry.kind;
      ready.push_back(i);
    }
  }
}

std::string_view Pack::deflated(const Entry& entry) const {
  // What was read need not stay in memory: the system has it, and reads it again where it has not.
  if ((read_since_ += entry.end - entry.data) > limits::kMaxMappedPackBytes) {
    read_since_ = 0;
    ::madvise(const_cast<char*>(bytes_), size_, MADV_DONTNEED);
  }
  return {bytes_ + entry.data, entry.end - entry.data};
}

}  // namespace fastidious::repo
