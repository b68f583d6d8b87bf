#pragma once
// Every text of a pack, made from the one that it is stored as a difference to and judged by what
// that one does not have.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "repo/delta.h"
#include "repo/history.h"
#include "repo/object_memory.h"
#include "repo/pack.h"

namespace fastidious::repo {

// Whether bytes are no text, as git itself decides it: by their beginning.
bool is_binary(std::string_view bytes);

// What there is to do in one pack.
class PackPlan {
 public:
  // Of the objects in `memory` it is known that they are of no interest.
  PackPlan(const Pack& pack, const ObjectMemory& memory);

  const Pack& pack() const { return pack_; }
  // The entries that families begin with: an object that is stored as a whole, and all that are
  // stored as differences to it or to one of these. In no family that is left out there is a text
  // to judge. Several threads may each read a family at once.
  const std::vector<std::uint32_t>& families() const { return families_; }
  // The first of an entry and its siblings behind that has to be made, or Pack::kNone.
  std::uint32_t next(std::uint32_t number) const;
  bool is_wanted(std::uint32_t number) const { return (marks_[number] & kWanted) != 0; }
  void set_done(std::uint32_t number) { marks_[number] |= kDone; }
  // Whether nothing is left to do about an object: it is here, and was judged or is none to be
  // judged. What is damaged, or would have taken too much memory, is left.
  bool is_settled(const ObjectName& name) const;

 private:
  enum Mark : std::uint8_t { kWanted = 1, kOnTheWay = 2, kDone = 4 };

  const Pack& pack_;
  std::vector<std::uint8_t> marks_;
  std::vector<std::uint32_t> families_;
};

// Reads families, one after the other, on one thread.
class FamilyReader {
 public:
  FamilyReader(const HistoryJudge& judge, std::size_t max_bytes, ObjectMemory& memory)
      : judge_(judge), max_bytes_(max_bytes), memory_(memory) {}

  void read(PackPlan& plan, std::uint32_t root);

  // Of all families so far.
  const std::vector<ObjectName>& found() const { return found_; }
  std::uint64_t objects_read() const { return read_; }
  std::uint64_t objects_too_large() const { return too_large_; }

 private:
  struct Text {
    Buffer buffer;
    std::size_t size = 0;
    std::uint32_t next = Pack::kNone;  // the child that is to be made next
    bool is_clean = false;             // it was looked through, and nothing was found
    bool has_frame = false;
    std::string_view view() const { return buffer.view(size); }
  };

  bool make_root(PackPlan& plan, std::uint32_t number, Text& text);
  bool make_child(PackPlan& plan, std::uint32_t number, const Text& base, Text& text);
  void make_next(PackPlan& plan);
  void settle(PackPlan& plan, std::uint32_t number, const Text* base, Text& text);
  void choose_parts(const Text* base, Text& text);
  void set_too_large(PackPlan& plan, std::uint32_t number);
  Text take_text();
  void put_back(Text text);

  const HistoryJudge& judge_;
  std::size_t max_bytes_;
  ObjectMemory& memory_;
  Inflater inflater_;
  Buffer delta_;
  std::vector<Text> stack_;    // those whose children are not all made
  std::size_t held_ = 0;       // bytes of them
  std::vector<Buffer> spare_;  // buffers without a text
  std::vector<Part> changed_;
  std::vector<std::string_view> parts_;
  std::vector<ObjectName> found_;
  std::uint64_t read_ = 0, too_large_ = 0;
};

}  // namespace fastidious::repo
