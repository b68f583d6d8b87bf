#pragma once
// A file that remembers names of git objects from run to run.

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "repo/history.h"

namespace fastidious::repo {

// A header, then names of twenty bytes each, appended as they come: a run that is cut short leaves
// what it had. A file of another version, or that is none of ours, is begun anew; one that cannot
// be read or written is done without.
class ObjectMemory {
 public:
  // `path` may be empty: then nothing is remembered.
  ObjectMemory(std::string path, std::string_view version);
  ~ObjectMemory();
  ObjectMemory(const ObjectMemory&) = delete;
  ObjectMemory& operator=(const ObjectMemory&) = delete;

  bool holds(const ObjectName& name) const;
  std::size_t size() const { return known_.size(); }
  // Safe to call from several threads at once.
  void add(const ObjectName& name);

 private:
  void write_new();

  std::string path_;
  std::string header_;
  std::vector<ObjectName> known_;  // sorted
  std::mutex mutex_;
  std::vector<ObjectName> new_;
};

}  // namespace fastidious::repo
