#include "cli/outputs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/command.h"

namespace fastidious::cli {
namespace {

// False if some piece could not be written.
bool write_to(std::FILE* file, const Write& write) {
  bool written = true;
  write([&](std::string_view piece) {
    written = std::fwrite(piece.data(), 1, piece.size(), file) == piece.size() && written;
  });
  return written;
}

}  // namespace

Result<std::vector<Output>, OutputError> parse_outputs(const std::vector<std::string>& words) {
  std::vector<Output> outputs;
  for (const std::string& word : words) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    const std::optional<report::Format> format = report::parse_format(name);
    if (!format) {
      return OutputError{fmt::format(
          "--output {}: '{}' is none of text, markdown, json, sarif, github", word, name)};
    }
    outputs.push_back({*format, equals < word.size() ? word.substr(equals + 1) : ""});
  }
  const auto to_terminal = std::count_if(outputs.begin(), outputs.end(),
                                         [](const Output& output) { return output.file.empty(); });
  if (to_terminal > 1) {
    return OutputError{
        "two reports on the standard output; give one a file, as in "
        "'--output json=report.json'"};
  }
  if (outputs.empty()) {
    outputs.push_back({});
  }
  return outputs;
}

bool write_file(const std::string& path, const Write& write) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    return false;
  }
  const bool written = write_to(file, write);
  return std::fclose(file) == 0 && written;
}

bool write_file(const std::string& path, std::string_view text) {
  return write_file(path, [text](const report::Sink& sink) { sink(text); });
}

std::string write_outputs(const report::Report& report, const std::vector<Output>& outputs,
                          std::string_view colour) {
  for (const Output& output : outputs) {
    report::TextStyle style;
    const bool terminal = output.file.empty();
    style.colour = terminal ? wants_colour(colour, STDOUT_FILENO) : colour == "always";
    style.width = terminal ? terminal_width(STDOUT_FILENO) : style.width;
    const auto write = [&](const report::Sink& sink) {
      report::write(report, output.format, style, sink);
    };
    if (terminal) {
      write_to(stdout, write);
    } else if (!write_file(output.file, write)) {
      return fmt::format("cannot write {}; is there such a folder, and may it be written to?",
                         output.file);
    }
  }
  return {};
}

}  // namespace fastidious::cli
