#pragma once
// Logging in functions of Firebase. Each is deployed as a program of its own: what another one
// loads is not there, and what configures logging for the application is not run for the rest.

#include <set>
#include <string>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

class FunctionLogging {
 public:
  // Looks at all that the functions load and may run. Without such functions, at nothing.
  explicit FunctionLogging(const semantic::Model& model);

  // The names of functions that print or write records of the standard library's logging, and
  // neither load nor run what configures it; by file and position.
  std::vector<std::string> unconfigured() const;
  // The names of those of them that run `function`, as far as calls show it.
  std::vector<std::string> unconfigured_that_run(const syntax::FunctionDef& function) const;

 private:
  struct Entry {
    std::string name;
    std::set<const syntax::Node*> runs;  // functions; looked up only
  };
  std::vector<Entry> entries_;
};

}  // namespace fastidious::app
