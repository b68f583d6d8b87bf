#pragma once
// Which exceptions can leave a function: those that it raises, and those of the functions of the
// repository that it calls, without what is caught on the way.
//
// What libraries and the language raise by themselves is not in it.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/effects/error_made.h"
#include "app/effects/sites.h"

namespace fastidious::app {

struct RaisedError {
  std::string_view type;  // qualified name of the class
  bool is_http = false;
  ErrorNumber status;                   // of an HTTP error
  const syntax::Node* where = nullptr;  // in the function itself: a Raise or a Call
  std::uint32_t callee = kNoFunction;   // the function that is called there
  std::uint32_t index_in_callee = 0;    // which of its errors it is
  std::uint32_t calls = 0;              // between the function and the `raise`

  static constexpr std::uint32_t kNoFunction = 0xFFFFFFFFu;
};

// An error that an except clause turns into something else.
struct CaughtError {
  RaisedError error;
  const FileModel* file = nullptr;  // of the clause: another one for a decorator's
  const syntax::ExceptHandler* handler = nullptr;
};

struct FunctionErrors {
  std::vector<RaisedError> raised;  // each class and status once, by the shortest way
  std::vector<CaughtError> caught;  // HTTP errors only
  // Every call in it, and in what it calls, could be told; else there may be more.
  bool is_complete = true;
};

// One step from a function to a `raise`: a Call, in the end the Raise.
struct ErrorStep {
  const FileModel* file = nullptr;
  const syntax::Node* node = nullptr;
};

// Of all functions of a repository outside its tests. Computed at once, const afterwards.
class RaisedErrors {
 public:
  explicit RaisedErrors(const semantic::Model& model);
  RaisedErrors(RaisedErrors&&) = default;

  // Of a FunctionDef; of anything else and of functions in tests: nothing, not complete.
  const FunctionErrors& of(const Definition& function) const;
  // Calls visit(const Definition&, const FunctionErrors&) for each function, by file and position.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t i = 0; i < sites_.size(); ++i) visit(sites_[i].function, errors_[i]);
  }
  // From the function in whose list the error stands to where it is raised.
  std::vector<ErrorStep> trace(const Definition& function, const RaisedError& error) const;
  // The Raise at the end of the trace.
  ErrorStep origin(const Definition& function, const RaisedError& error) const;

 private:
  struct Edge {
    std::uint32_t caller = 0;
    const Site* site = nullptr;
  };
  void connect();
  void add_own_errors(std::uint32_t function);
  void propagate();
  void hand_on(std::uint32_t callee, std::uint32_t index, const Edge& edge);
  void add(std::uint32_t function, const Site& site, RaisedError error);
  void spread_incompleteness();

  std::vector<FunctionSites> sites_;  // by file and position
  std::vector<FunctionErrors> errors_;
  std::vector<std::vector<Edge>> callers_;
  std::unordered_map<const syntax::Node*, std::uint32_t> index_;
};

}  // namespace fastidious::app
