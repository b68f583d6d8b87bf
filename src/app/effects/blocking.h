#pragma once
// Which functions wait for something without giving the event loop a chance to run, themselves or
// through the functions of the repository that they call.

#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/values/value.h"
#include "knowledge/blocking_calls.h"

namespace fastidious::app {

struct Blocking {
  Placed call;              // in the function: the call that waits, or that leads to it
  std::string_view target;  // of the call that waits: "time.sleep"
  knowledge::Waits waits = knowledge::Waits::Cpu;
  Definition next;  // the function that `call` runs; null: `call` is the one that waits
};

// `await x`, `async for`, `async with`: here the event loop may run.
bool is_await(const syntax::Node& node);
// Whether a coroutine awaits something itself. Of a very long one that is taken for granted.
bool awaits(const FileModel& file, const syntax::FunctionDef& function);

// Looks into functions, each once. Not safe for several threads.
class BlockingReach {
 public:
  BlockingReach();

  // What the `def` waits for, preferably something slower than a disk; null if nothing is seen.
  // What it only defines or passes on (to a thread, for example) does not count, nor do look-ups
  // in the file system and files that are read once to fill a variable of the module
  // (`if not _texts: …`), and what a coroutine does is not followed.
  const Blocking* of(const Definition& function);
  // What a call waits for by itself, if it does.
  std::optional<knowledge::Waits> waits_at(const FileModel& file, const syntax::Call& call) const;

 private:
  std::optional<Blocking> look_into(const Definition& function);
  std::optional<Blocking> look_at(const FileModel& file, const syntax::Call& call);

  std::unordered_map<std::string_view, knowledge::Waits> waits_;  // by target, "package.*" too
  std::map<const syntax::Node*, std::optional<Blocking>> known_;  // looked up only
  int depth_ = 0;
};

}  // namespace fastidious::app
