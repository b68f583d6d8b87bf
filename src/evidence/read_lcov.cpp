#include <algorithm>
#include <charconv>

#include "evidence/formats.h"

namespace fastidious::evidence {
namespace {

// "DA:12,3" or "DA:12,3,checksum": line and hits; false if it is no such thing.
bool read_line_data(std::string_view text, std::uint32_t& line, std::uint64_t& hits) {
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, line);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ',') return false;
  return std::from_chars(number.ptr + 1, end, hits).ec == std::errc();
}

}  // namespace

bool is_lcov(std::string_view text) {
  return (text.starts_with("TN:") || text.starts_with("SF:")) &&
         text.find("end_of_record") != text.npos;
}

void read_lcov(std::string_view source, std::string_view text, Evidence& evidence) {
  CoverageReport report;
  report.source = source;
  std::size_t entries = 0;
  while (!text.empty() && entries < kMaxEntries) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("SF:")) report.files.push_back({std::string(line.substr(3)), {}, {}});
    std::uint32_t number = 0;
    std::uint64_t hits = 0;
    if (report.files.empty() || !line.starts_with("DA:") ||
        !read_line_data(line.substr(3), number, hits)) {
      continue;
    }
    FileCoverage& file = report.files.back();
    (hits > 0 ? file.run : file.missed).push_back(number);
    ++entries;
  }
  for (FileCoverage& file : report.files) {
    std::replace(file.file.begin(), file.file.end(), '\\', '/');
    std::sort(file.run.begin(), file.run.end());
    std::sort(file.missed.begin(), file.missed.end());
  }
  evidence.coverage.push_back(std::move(report));
}

}  // namespace fastidious::evidence
