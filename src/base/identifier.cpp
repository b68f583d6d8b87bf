#include "base/identifier.h"

#include <stdexcept>

#include "base/known_names.h"

namespace fastidious {
namespace {

constexpr std::size_t kInitialSlots = 16;

}  // namespace

std::uint64_t hash_of_name(std::string_view name) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;
  std::uint64_t hash = name.size() * kMix;
  const char* at = name.data();
  std::size_t left = name.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * kMix;
    hash ^= hash >> 32;
  }
  std::uint64_t tail = 0;
  if (left > 0) std::memcpy(&tail, at, left);  // an empty name may have no data
  hash = (hash ^ tail) * kMix;
  return hash ^ (hash >> 29);
}

IdentifierTable::IdentifierTable() : chunks_(new std::atomic<Chunk*>[kMaxChunks]()) {
  for (Shard& shard : shards_) {
    shard.slots.resize(kInitialSlots);
  }
  publish(0, {});
  for (std::string_view name : kKnownNames) {
    intern(name);
  }
}

Identifier IdentifierTable::intern(std::string_view name, std::uint64_t hash) {
  if (name.empty()) {
    return {};
  }
  Shard& shard = shards_[hash >> 58];
  std::lock_guard lock(shard.mutex);
  const Slot& slot = slot_for(shard.slots, name, hash);
  return slot.id != 0 ? Identifier{slot.id} : add(shard, name, hash);
}

Identifier IdentifierTable::find(std::string_view name) const {
  const std::uint64_t hash = hash_of_name(name);
  const Shard& shard = shards_[hash >> 58];
  std::lock_guard lock(shard.mutex);
  auto& slots = const_cast<std::vector<Slot>&>(shard.slots);
  return Identifier{slot_for(slots, name, hash).id};
}

IdentifierTable::Slot& IdentifierTable::slot_for(std::vector<Slot>& slots, std::string_view name,
                                                 std::uint64_t hash) const {
  const std::size_t mask = slots.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots[at];
    if (slot.id == 0 || (slot.hash == hash && std::string_view(slot.text, slot.size) == name)) {
      return slot;
    }
  }
}

Identifier IdentifierTable::add(Shard& shard, std::string_view name, std::uint64_t hash) {
  if ((shard.used + 1) * 2 > shard.slots.size()) {
    grow(shard);
  }
  const std::uint32_t id = next_id_.fetch_add(1, std::memory_order_relaxed);
  const std::string_view text = shard.arena.copy(name);
  publish(id, text);
  slot_for(shard.slots, name, hash) = {hash, text.data(), static_cast<std::uint32_t>(text.size()),
                                       id};
  ++shard.used;
  return Identifier{id};
}

void IdentifierTable::publish(std::uint32_t id, std::string_view text) {
  const std::uint32_t index = id >> kChunkBits;
  if (index >= kMaxChunks) {
    throw std::length_error("more than 33 million different names");
  }
  if (chunks_[index].load(std::memory_order_acquire) == nullptr) {
    std::lock_guard lock(chunk_mutex_);
    if (chunks_[index].load(std::memory_order_relaxed) == nullptr) {
      owned_chunks_.push_back(std::make_unique<Chunk>());
      chunks_[index].store(owned_chunks_.back().get(), std::memory_order_release);
    }
  }
  (*chunks_[index].load(std::memory_order_relaxed))[id & (kChunkSize - 1)] = text;
}

void IdentifierTable::grow(Shard& shard) {
  std::vector<Slot> larger(shard.slots.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : shard.slots) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].id != 0) at = (at + 1) & mask;
    larger[at] = slot;
  }
  shard.slots = std::move(larger);
}

IdentifierCache::IdentifierCache(IdentifierTable& table, unsigned index_bits)
    : table_(table),
      index_mask_((std::size_t{1} << index_bits) - 1),
      short_names_(index_mask_ + 1),
      long_names_(index_mask_ + 1) {}

Identifier IdentifierCache::intern_long(std::string_view name) {
  const std::uint64_t hash = hash_of_name(name);
  LongEntry& entry = long_names_[(hash >> 40) & index_mask_];
  if (entry.hash != hash || table_.text(entry.id) != name) {
    entry = {hash, table_.intern(name, hash)};
  }
  return entry.id;
}

Identifier IdentifierCache::intern_slowly(__m128i word, std::size_t size, ShortEntry& entry) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&entry.words), word);
  entry.id = table_.intern({reinterpret_cast<const char*>(&entry.words), size});
  return entry.id;
}

}  // namespace fastidious
