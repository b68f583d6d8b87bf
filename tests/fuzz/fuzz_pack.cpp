// Bytes to a pack of objects, some of them differences to others, with its index: each text is made
// as git would make it. Then some bytes of both files are changed: they are read, or turned down.

#include <libdeflate.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "repo/object_links.h"
#include "repo/pack_texts.h"
#include "require.h"

namespace fastidious {
namespace {

namespace fs = std::filesystem;
using fuzz::require;
using repo::Pack;

constexpr std::size_t kMostObjects = 40;
constexpr std::size_t kMostBytes = 1u << 16;  // of an object
constexpr unsigned kFile = 3, kOffsetDelta = 6, kNameDelta = 7;

// Takes the fuzzer's bytes off the front; zeros when there are none left.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  bool is_empty() const { return bytes_.empty(); }
  unsigned byte() {
    if (bytes_.empty()) return 0;
    const auto first = static_cast<unsigned char>(bytes_[0]);
    bytes_.remove_prefix(1);
    return first;
  }
  unsigned word() {
    const unsigned high = byte();
    return high << 8 | byte();
  }
  std::string_view text(std::size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view bytes_;
};

struct Object {
  unsigned type = kFile;  // as it is stored
  unsigned kind = kFile;
  std::size_t base = 0;
  std::string stored;   // before it is deflated
  std::string content;  // what it is when it was made
  std::size_t place = 0;
  repo::ObjectName name{};
};

repo::ObjectName name_of(std::size_t number) {
  repo::ObjectName name;
  std::uint64_t state = number * 0x9E3779B97F4A7C15u + 1;
  for (unsigned char& byte : name) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    byte = static_cast<unsigned char>(state >> 56);
  }
  return name;
}

void append_size(std::string& bytes, std::size_t size) {
  for (; size >= 0x80; size >>= 7) bytes += static_cast<char>(size | 0x80);
  bytes += static_cast<char>(size);
}

// One instruction of a difference.
void append_copy(std::string& delta, std::size_t from, std::size_t size) {
  delta += static_cast<char>(0x80 | 0x0F | 0x70);
  for (int i = 0; i < 4; ++i) delta += static_cast<char>(from >> (8 * i));
  for (int i = 0; i < 3; ++i) delta += static_cast<char>(size >> (8 * i));
}

void make_difference(Input& input, const std::vector<Object>& objects, Object& object) {
  object.base = input.byte() % objects.size();
  const Object& base = objects[object.base];
  object.kind = base.kind;
  std::string instructions;
  for (unsigned left = input.byte() % 8; left > 0; --left) {
    const unsigned size = input.byte();
    if (size < 128 && !base.content.empty()) {
      const std::size_t from = input.word() % base.content.size();
      const std::size_t count = std::min<std::size_t>(input.word() + 1, base.content.size() - from);
      if (object.content.size() + count > kMostBytes) continue;
      append_copy(instructions, from, count);
      object.content.append(base.content, from, count);
    } else if (const std::string_view text = input.text(size % 127 + 1); !text.empty()) {
      instructions += static_cast<char>(text.size());
      instructions += text;
      object.content += text;
    }
  }
  append_size(object.stored, base.content.size());
  append_size(object.stored, object.content.size());
  object.stored += instructions;
}

std::vector<Object> make_objects(Input& input) {
  std::vector<Object> objects;
  for (std::size_t count = input.byte() % kMostObjects + 1; count > 0; --count) {
    Object object;
    const unsigned what = input.byte();
    if (what % 4 != 0 && !objects.empty()) {
      object.type = what % 8 < 4 ? kOffsetDelta : kNameDelta;
      make_difference(input, objects, object);
    } else {
      object.kind = object.type = what < 200 ? kFile : what % 4 + 1;
      const std::size_t repeated = what % 16 == 0 ? 200 : 1;
      const std::string_view text = input.text(input.byte());
      for (std::size_t i = 0; i < repeated; ++i) object.content += text;
      object.stored = object.content;
    }
    object.name = name_of(objects.size());
    objects.push_back(std::move(object));
  }
  return objects;
}

std::string big_endian(std::size_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

std::string deflate(std::string_view bytes) {
  static libdeflate_compressor* const compressor = libdeflate_alloc_compressor(1);
  std::string out(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
  out.resize(
      libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::string header_of(const Object& object) {
  std::string header;
  std::size_t size = object.stored.size();
  unsigned byte = object.type << 4 | static_cast<unsigned>(size & 15);
  for (size >>= 4; size > 0; size >>= 7) {
    header += static_cast<char>(byte | 0x80);
    byte = static_cast<unsigned>(size & 0x7F);
  }
  return header + static_cast<char>(byte);
}

// How far back the base is: see gitformat-pack(5).
std::string distance_of(std::size_t back) {
  std::string bytes(1, static_cast<char>(back & 0x7F));
  while ((back >>= 7) > 0) bytes.insert(bytes.begin(), static_cast<char>(0x80 | (--back & 0x7F)));
  return bytes;
}

std::string make_pack(std::vector<Object>& objects) {
  std::string pack = "PACK" + big_endian(2) + big_endian(objects.size());
  for (Object& object : objects) {
    object.place = pack.size();
    pack += header_of(object);
    if (object.type == kOffsetDelta) pack += distance_of(object.place - objects[object.base].place);
    if (object.type == kNameDelta) {
      const repo::ObjectName& name = objects[object.base].name;
      pack.append(reinterpret_cast<const char*>(name.data()), name.size());
    }
    pack += deflate(object.stored);
  }
  return pack + std::string(20, 'c');
}

std::string make_index(std::vector<Object> objects) {
  std::sort(objects.begin(), objects.end(),
            [](const Object& a, const Object& b) { return a.name < b.name; });
  std::string index("\377tOc\0\0\0\2", 8);
  for (unsigned byte = 0; byte < 256; ++byte) {
    index += big_endian(static_cast<std::size_t>(
        std::count_if(objects.begin(), objects.end(),
                      [byte](const Object& object) { return object.name[0] <= byte; })));
  }
  for (const Object& object : objects) {
    index.append(reinterpret_cast<const char*>(object.name.data()), object.name.size());
  }
  index += std::string(objects.size() * 4, '\0');
  for (const Object& object : objects) index += big_endian(object.place);
  return index + std::string(40, 'c');
}

// Changes some bytes; false if the input wants none to be changed.
bool damage(Input& input, std::string& bytes) {
  bool is_damaged = false;
  for (unsigned left = input.byte() % 8; left > 0; --left) {
    const std::size_t at = input.word() % bytes.size();
    bytes[at] = static_cast<char>(input.byte());
    is_damaged = true;
  }
  return is_damaged;
}

const std::string& folder() {
  static const std::string path = [] {
    std::string pattern = fs::temp_directory_path() / "fuzz_packXXXXXX";
    return std::string(::mkdtemp(pattern.data()));
  }();
  return path;
}

void write(const std::string& name, std::string_view bytes) {
  std::ofstream(folder() + name, std::ios::binary | std::ios::trunc) << bytes;
}

// Reads every file of the pack, and what its folders and commits name.
void read_all(const Pack& pack, const std::vector<Object>* expected) {
  std::multiset<std::string> texts;
  const repo::HistoryJudge judge = [&](std::string_view text, auto parts) {
    std::size_t end = 0;
    for (const std::string_view part : parts) {
      const auto begin = static_cast<std::size_t>(part.data() - text.data());
      require(begin >= end && begin + part.size() <= text.size(),
              "parts are of the text, in order");
      end = begin + part.size();
    }
    texts.emplace(text);
    repo::for_each_link_of_commit(text, [](const repo::ObjectName&, bool) {});
    repo::for_each_link_of_folder(text, nullptr, [](const repo::ObjectName&, bool) {});
    return text.size() % 3 == 0 ? repo::Interest::None : repo::Interest::Some;
  };
  repo::ObjectMemory memory("", "");
  repo::TextWalk walk(judge, kMostBytes * 200, memory);
  repo::PackPlan plan(pack);
  for (std::uint32_t i = 0; i < pack.entries().size(); ++i) {
    require(pack.find(pack.entries()[i].name) != Pack::kNone || expected == nullptr,
            "each object is found by its name");
    if (pack.entries()[i].kind == Pack::Kind::File) plan.want(i);
  }
  plan.begin();
  for (const std::uint32_t family : plan.families()) walk.read(plan, family);
  if (expected == nullptr) return;
  for (const Object& object : *expected) {
    if (object.kind != kFile || repo::is_binary(object.content)) continue;
    require(texts.contains(object.content), "each text is made as it was");
  }
}

void read_bytes(std::string_view bytes) {
  Input input(bytes);
  std::vector<Object> objects = make_objects(input);
  std::string pack = make_pack(objects);
  std::string index = make_index(objects);
  const bool is_pack_damaged = damage(input, pack);
  const bool is_damaged = damage(input, index) || is_pack_damaged;
  write("/a.pack", pack);
  write("/a.idx", index);
  const auto opened = Pack::open(folder() + "/a.idx", kMostObjects);
  require(opened != nullptr || is_damaged, "a sound pack is understood");
  if (opened != nullptr) read_all(*opened, is_damaged ? nullptr : &objects);
}

}  // namespace
}  // namespace fastidious

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fastidious::read_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
