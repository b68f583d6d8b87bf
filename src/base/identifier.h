#pragma once
// Interned names. Equal identifiers of a run have equal 32-bit ids, so comparing names is comparing
// integers. Ids depend on the order of arrival: never sort by them, never print them.

#include <nmmintrin.h>

#include <array>
#include <atomic>
#include <compare>
#include <cstdint>
#include <cstring>
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

// The hash under which a name is interned: multiplicative, over eight bytes at a time.
std::uint64_t hash_of_name(std::string_view name);

// A name of at most sixteen bytes as two words, zero-padded. No name has a NUL in it, so two are
// equal exactly if their words are. Most names are this short.
struct ShortName {
  static constexpr std::size_t kMaxSize = 16;
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(ShortName, ShortName) = default;
};

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

  // How many names there are; all ids are below.
  std::size_t size() const { return next_id_.load(std::memory_order_relaxed); }

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

  // Its text is here too, so that finding a name misses the cache twice and not three times.
  struct Slot {
    std::uint64_t hash = 0;
    const char* text = nullptr;
    std::uint32_t size = 0;
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
  // Remembers up to 2^`index_bits` short names and as many long ones.
  explicit IdentifierCache(IdentifierTable& table, unsigned index_bits = kIndexBits);

  Identifier intern(std::string_view name) {
    if (name.size() > ShortName::kMaxSize) return intern_long(name);
    alignas(16) char padded[16] = {};
    std::memcpy(padded, name.data(), name.size());
    return intern_short(padded, name.size());
  }

  // The `size` bytes at `at`, from 1 to 16. Sixteen bytes from `at` on have to be readable.
  Identifier intern_short(const char* at, std::size_t size) {
    const __m128i word = first_bytes(at, size);
    ShortEntry& entry = short_names_[hash_of(word) & index_mask_];
    const __m128i different =
        _mm_xor_si128(word, _mm_loadu_si128(reinterpret_cast<const __m128i*>(&entry.words)));
    return _mm_testz_si128(different, different) != 0 ? entry.id : intern_slowly(word, size, entry);
  }

  // A name of more than sixteen bytes.
  Identifier intern_long(std::string_view name);

  IdentifierTable& table() const { return table_; }

 private:
  static constexpr unsigned kIndexBits = 14;
  struct alignas(32) ShortEntry {
    ShortName words;  // an empty name has the empty id
    Identifier id;
  };
  struct LongEntry {
    std::uint64_t hash = 0;
    Identifier id;
  };

  static __m128i first_bytes(const char* at, std::size_t size) {
    alignas(16) static constexpr std::uint8_t kKeep[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                           0xFF, 0xFF, 0xFF, 0xFF};
    const auto load = [](const void* from) {
      return _mm_loadu_si128(static_cast<const __m128i*>(from));
    };
    return _mm_and_si128(load(at), load(kKeep + ShortName::kMaxSize - size));
  }
  static std::size_t hash_of(__m128i word) {
    const auto low = static_cast<std::uint64_t>(_mm_cvtsi128_si64(word));
    const auto high = static_cast<std::uint64_t>(_mm_extract_epi64(word, 1));
    return _mm_crc32_u64(_mm_crc32_u64(0, low), high);
  }
  Identifier intern_slowly(__m128i word, std::size_t size, ShortEntry& entry);

  IdentifierTable& table_;
  std::size_t index_mask_;
  std::vector<ShortEntry> short_names_;
  std::vector<LongEntry> long_names_;
};

}  // namespace fastidious

template <>
struct std::hash<fastidious::Identifier> {
  std::size_t operator()(fastidious::Identifier id) const noexcept {
    return id.value * 0x9E3779B1u;
  }
};
