#pragma once
// The places in a function's own body that raise or call.

#include <memory>
#include <vector>

#include "app/effects/catching.h"
#include "app/effects/error_made.h"
#include "semantic/model.h"

namespace fastidious::app {

struct Site {
  const syntax::Node* node = nullptr;  // a Raise, a Call, or a decorator
  Definition callee;                   // of a call of the repository's: a FunctionDef
  ErrorMade error;                     // of a Raise
  std::vector<Guard> guards;           // innermost first
};

struct FunctionSites {
  Definition function;
  std::vector<Site> sites;         // in the order of the text; what cannot raise is left out
  bool has_unknown_calls = false;  // it calls what cannot be told
};

// Remembers from file to file what is called by which name.
class SitesOfFiles {
 public:
  SitesOfFiles();
  ~SitesOfFiles();
  // Of the functions of one file, by position.
  std::vector<FunctionSites> of(const FileModel& file);

 private:
  class Callees;
  class SiteFinder;
  std::unique_ptr<Callees> callees_;
};

// The function that runs when `call` is evaluated: a function, a constructor, what
// run_in_threadpool is given. Null if it is none of the repository, or runs at another time (a
// generator that nobody iterates here, a coroutine that becomes a task).
Definition function_called(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
