#pragma once
// What rules about the evidence of other tools share.

#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/paths.h"
#include "rules/delivery_check.h"

namespace fastidious::rules {

// The Python files of the repository, to be found by the paths that tools give them.
class PythonPaths {
 public:
  explicit PythonPaths(const semantic::Model& model);
  // The file that `reported` in a file read from `source` is; null if that cannot be told.
  const semantic::FileModel* find(std::string_view reported, std::string_view source) const;

 private:
  const semantic::Model& model_;
  evidence::Paths paths_;
};

// The text of a line, without its indentation; the file's beginning if it has no such line.
Span span_of_line(const semantic::FileModel& file, std::uint32_t line);

// Lines of application code that tests run, and those that they do not.
struct MeasuredFile {
  const semantic::FileModel* file = nullptr;
  std::size_t run = 0;
  std::size_t statements = 0;
};

// What a coverage report says of the repository's application code, by file; files that it does not
// mention are left out.
std::vector<MeasuredFile> measured_files(const evidence::CoverageReport& report,
                                         const semantic::Model& model);

}  // namespace fastidious::rules
