#pragma once
// Interned names. Equal identifiers of a run have equal 32-bit ids, so comparing names is comparing
// integers. Ids depend on the order of arrival: never sort by them, never print them.

#include <array>
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace fastidious {

// The id of an interned name; 0 is the empty name.
struct Identifier {
  std::uint32_t value = 0;

  constexpr bool empty() const { return value == 0; }
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(Identifier, Identifier) = default;
};

// The hash under which a name is interned; the lexer computes it while it scans the name.
// A multiplicative hash over eight bytes at a time.
std::uint64_t hash_of_name(std::string_view name);

// The same for a name in a text that is readable for seven bytes past the name's end (SourceText's
// padding sees to that): no byte loop for the tail.
inline std::uint64_t hash_of_padded_name(const char* at, std::size_t size) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;
  std::uint64_t hash = size * kMix;
  std::uint64_t word;
  for (; size >= 8; at += 8, size -= 8) {
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * kMix;
    hash ^= hash >> 32;
  }
  std::memcpy(&word, at, 8);
  word &= ~(~0ull << (8 * size));
  hash = (hash ^ word) * kMix;
  return hash ^ (hash >> 29);
}

// All names of one run. Safe for use by several threads at once.
class IdentifierTable {
 public:
  // Interns the well-known names first, in the order of base/known_names.def, so that their ids are
  // compile-time constants.
  IdentifierTable();
  IdentifierTable(const IdentifierTable&) = delete;
  IdentifierTable& operator=(const IdentifierTable&) = delete;

  Identifier intern(std::string_view name) { return intern(name, hash_of_name(name)); }
  Identifier intern(std::string_view name, std::uint64_t hash);

  // The id of a name that is interned already, else the empty name.
  Identifier find(std::string_view name) const;

  // The text of an id that this table gave; lives as long as the table.
  std::string_view text(Identifier id) const {
    const Chunk* chunk = chunks_[id.value >> kChunkBits].load(std::memory_order_acquire);
    return (*chunk)[id.value & (kChunkSize - 1)];
  }

 private:
  static constexpr std::uint32_t kChunkBits = 12;
  static constexpr std::uint32_t kChunkSize = 1u << kChunkBits;
  static constexpr std::uint32_t kMaxChunks = 1u << 13;
  static constexpr std::uint32_t kShards = 64;
  using Chunk = std::array<std::string_view, kChunkSize>;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t id = 0;
  };
  struct alignas(64) Shard {
    mutable std::mutex mutex;
    std::vector<Slot> slots;
    std::uint32_t used = 0;
    Arena arena;
  };

  Identifier add(Shard& shard, std::string_view name, std::uint64_t hash);
  void publish(std::uint32_t id, std::string_view text);
  Slot& slot_for(std::vector<Slot>& slots, std::string_view name, std::uint64_t hash) const;
  void grow(Shard& shard);

  std::array<Shard, kShards> shards_;
  std::unique_ptr<std::atomic<Chunk*>[]> chunks_;
  std::mutex chunk_mutex_;
  std::vector<std::unique_ptr<Chunk>> owned_chunks_;
  std::atomic<std::uint32_t> next_id_{1};
};

// One thread's view of the table: most names are found here without taking a lock.
class IdentifierCache {
 public:
  explicit IdentifierCache(IdentifierTable& table);

  Identifier intern(std::string_view name) { return intern(name, hash_of_name(name)); }

  Identifier intern(std::string_view name, std::uint64_t hash) {
    const Entry& entry = entries_[hash & (kEntries - 1)];
    if (entry.hash == hash && entry.text == name) {
      return entry.id;
    }
    return intern_slowly(name, hash);
  }

  IdentifierTable& table() const { return table_; }

 private:
  static constexpr std::size_t kEntries = 1u << 14;
  struct Entry {
    std::uint64_t hash = 0;
    std::string_view text;
    Identifier id;
  };
  Identifier intern_slowly(std::string_view name, std::uint64_t hash);

  IdentifierTable& table_;
  std::vector<Entry> entries_;
};

}  // namespace fastidious

template <>
struct std::hash<fastidious::Identifier> {
  std::size_t operator()(fastidious::Identifier id) const noexcept { return id.value * 0x9E3779B1u; }
};
