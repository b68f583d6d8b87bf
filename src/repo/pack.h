#pragma once
// One of git's packs with its index, as gitformat-pack(5) describes them: where each object is
// stored, and which other one it is stored as a difference to.
//
// libgit2 makes each version of a file anew from the one that its pack has as a whole. Whoever
// reads all of them gets there many times as fast by making each from the one before it. What is
// not as expected here (another version of the format, damage) is left to libgit2.

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "repo/object_name.h"

namespace fastidious::repo {

class Pack {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  enum class Kind : std::uint8_t { Unknown, Revision, Folder, File, Label };

  struct Entry {
    ObjectName name;
    std::uint64_t data = 0;  // where its deflated bytes begin
    std::uint64_t end = 0;   // behind them
    std::uint64_t size = 0;  // inflated: of the object, or of the difference to its base
    std::uint32_t base = kNone;
    std::uint32_t first_child = kNone;   // of those that are stored as a difference to it
    std::uint32_t next_sibling = kNone;  // the next one with the same base
    Kind kind = Kind::Unknown;           // Unknown too where a base is not in this pack
  };

  // The pack of an index "….idx"; none if there is none of at most `most` objects, or it is not
  // understood.
  static std::unique_ptr<Pack> open(const std::string& index_path, std::size_t most);
  ~Pack();
  Pack(const Pack&) = delete;
  Pack& operator=(const Pack&) = delete;

  // By their place in the pack.
  std::span<const Entry> entries() const { return entries_; }
  // The number of the entry with this name, or kNone.
  std::uint32_t find(const ObjectName& name) const;
  // The deflated bytes of an entry. Safe to call from several threads at once.
  std::string_view deflated(const Entry& entry) const;

 private:
  Pack() = default;
  bool read(const std::string& index, std::size_t most);
  bool read_index(std::string_view index, std::size_t most);
  bool read_header(std::size_t number);
  std::uint32_t entry_at(std::uint64_t place, std::size_t before) const;
  void link();

  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> by_name_;  // numbers of entries
  mutable std::atomic<std::size_t> read_since_ = 0;
};

}  // namespace fastidious::repo
