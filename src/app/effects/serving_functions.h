#pragma once
// The code that runs in the process that serves an application: for requests, at its start and
// end, and in the background.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "app/application.h"

namespace fastidious::app {

// When a function runs, the likeliest first.
enum class RunsFor : std::uint8_t { Request, Start, Background };

class ServingFunctions {
 public:
  // Reads every function that the process may run: to be made only where there is something to look
  // up in it.
  explicit ServingFunctions(const Application& application);

  // Whether the process runs the code at `node`: in a function that a request, an event or a
  // background task leads to, or at the import of a module that a served application imports.
  bool runs(const FileModel& file, const syntax::Node& node) const;
  // The same, in a function that a request leads to.
  bool runs_for_request(const FileModel& file, const syntax::Node& node) const;
  // The same, at the start or end of the process only.
  bool runs_at_start(const FileModel& file, const syntax::Node& node) const;
  // Whether a served application imports the module, itself or by others.
  bool is_loaded(const FileModel& file) const { return loaded_[file.file().id.value]; }

 private:
  void add(const Definition& function, RunsFor why);
  void follow();
  void follow_call(const FileModel& file, const syntax::Call& call, RunsFor why);
  void add_factory(Placed construction);
  void add_calls_at_import(const FileModel& file);
  void load();
  void load(const FileModel& file);
  const RunsFor* why(const FileModel& file, const syntax::Node& node) const;

  const Application& application_;
  std::unordered_map<const syntax::Node*, RunsFor> functions_;  // looked up only
  std::vector<Definition> open_;
  std::vector<bool> loaded_;  // by FileId
};

}  // namespace fastidious::app
