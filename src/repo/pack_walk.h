#pragma once
// Objects of a pack, each made from the one that it is stored as a difference to.

#include <cstdint>
#include <string_view>
#include <vector>

#include "repo/delta.h"
#include "repo/pack.h"

namespace fastidious::repo {

// What there is to do in one pack: want() of each object in question, then begin().
class PackPlan {
 public:
  explicit PackPlan(const Pack& pack) : pack_(&pack), marks_(pack.entries().size()) {}

  void want(std::uint32_t number);
  void begin();

  const Pack& pack() const { return *pack_; }
  // The entries that families begin with: an object that is stored as a whole, and all that are
  // stored as differences to it or to one of these. In no family that is left out anything is
  // wanted. Several threads may each read a family at once.
  const std::vector<std::uint32_t>& families() const { return families_; }
  // The first of an entry and its siblings behind that has to be made, or Pack::kNone.
  std::uint32_t next(std::uint32_t number) const;
  bool is_wanted(std::uint32_t number) const { return (marks_[number] & kWanted) != 0; }
  void set_done(std::uint32_t number) { marks_[number] |= kDone; }
  // Whether nothing is left to do about an object: it is done, or not wanted. What is
  // damaged, or would have taken too much memory, is left.
  bool is_settled(std::uint32_t number) const;

 private:
  enum Mark : std::uint8_t { kWanted = 1, kOnTheWay = 2, kDone = 4 };

  const Pack* pack_;
  std::vector<std::uint8_t> marks_;
  std::vector<std::uint32_t> families_;
};

// Makes the objects of families, one family after the other, on one thread.
class PackWalk {
 public:
  explicit PackWalk(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  virtual ~PackWalk() = default;
  PackWalk(const PackWalk&) = delete;
  PackWalk& operator=(const PackWalk&) = delete;

  void read(PackPlan& plan, std::uint32_t root);

 protected:
  struct Object {
    Buffer buffer;
    std::size_t size = 0;
    std::uint32_t next = Pack::kNone;  // the child that is to be made next
    std::uint8_t notes = 0;            // of settle()
    std::string_view view() const { return buffer.view(size); }
  };

  // Called for each object that is wanted, and for each that one of these is made from. `changed`
  // says where it differs from its base, if it has one.
  virtual void settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
                      const std::vector<Part>& changed) = 0;
  // Of a wanted object that is larger than max_bytes.
  virtual void set_too_large(PackPlan&, std::uint32_t) {}
  // Whether the beginning of a large object, from which no other is made, is enough to settle it.
  virtual bool is_beginning_enough(std::string_view) const { return false; }

 private:
  bool make_root(PackPlan& plan, std::uint32_t number, Object& object);
  bool make_child(PackPlan& plan, std::uint32_t number, const Object& base, Object& object);
  void make_next(PackPlan& plan);
  void leave(PackPlan& plan, std::uint32_t number);
  Object take_object();
  void put_back(Object object);

  std::size_t max_bytes_;
  Inflater inflater_;
  Buffer delta_;
  std::vector<Object> stack_;  // those whose children are not all made
  std::size_t held_ = 0;       // bytes of them
  std::vector<Buffer> spare_;  // buffers without an object
  std::vector<Part> changed_;
};

}  // namespace fastidious::repo
