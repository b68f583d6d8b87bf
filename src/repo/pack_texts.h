#pragma once
// Every text of a pack, judged by what the one that it is stored as a difference to does not have.

#include <cstdint>
#include <string_view>
#include <vector>

#include "repo/history.h"
#include "repo/object_memory.h"
#include "repo/pack_walk.h"

namespace fastidious::repo {

// Whether bytes are no text, as git itself decides it: by their beginning.
bool is_binary(std::string_view bytes);

class TextWalk : public PackWalk {
 public:
  TextWalk(const HistoryJudge& judge, std::size_t max_bytes, ObjectMemory& memory)
      : PackWalk(max_bytes), judge_(judge), memory_(memory) {}

  // Of all families so far.
  const std::vector<ObjectName>& found() const { return found_; }
  std::uint64_t objects_read() const { return read_; }
  std::uint64_t objects_too_large() const { return too_large_; }

 private:
  enum Note : std::uint8_t {
    kClean = 1,     // it was looked through, and nothing was found
    kHasFrame = 2,  // "-----BEGIN " stands in it
    kText = 4,
  };

  void settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
              const std::vector<Part>& changed) override;
  void set_too_large(PackPlan&, std::uint32_t) override { ++too_large_; }
  bool is_beginning_enough(std::string_view beginning) const override {
    return is_binary(beginning);
  }
  static bool is_text(const Object* base, const Object& object, const std::vector<Part>& changed);
  void choose_parts(const Object* base, Object& object, const std::vector<Part>& changed);

  const HistoryJudge& judge_;
  ObjectMemory& memory_;
  std::vector<std::string_view> parts_;
  std::vector<ObjectName> found_;
  std::uint64_t read_ = 0, too_large_ = 0;
};

}  // namespace fastidious::repo
