#pragma once
// Where reports go: --output FORMAT[=FILE], repeated.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/report.h"

namespace fastidious::cli {

struct Output {
  report::Format format = report::Format::Text;
  std::string file;  // empty: the standard output
};

struct OutputError {
  std::string message;
};

// Reads the words of --output; without any it is text on the standard output.
Result<std::vector<Output>, OutputError> parse_outputs(const std::vector<std::string>& words);

// Writes each report; `colour` is auto, always or never. The message of the first failure, or "".
std::string write_outputs(const report::Report& report, const std::vector<Output>& outputs,
                          std::string_view colour);

// Passes text to a sink, in pieces.
using Write = std::function<void(const report::Sink&)>;

// Replaces the file at `path` by what `write` passes on; false if it cannot be written.
bool write_file(const std::string& path, const Write& write);
bool write_file(const std::string& path, std::string_view text);

}  // namespace fastidious::cli
