#include <algorithm>
#include <nlohmann/json.hpp>

#include "evidence/formats.h"
#include "text/json_depth.h"
#include "text/words.h"

namespace fastidious::evidence {
namespace {

// Values nested deeper than this are nothing that these tools write.
constexpr int kMostNesting = 200;

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint32_t number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0;
}

// {"generalDiagnostics": [{"file": …, "severity": "error", "range": {"start": {"line": 0}}}]}
void read_pyright(std::string_view source, const Json& diagnostics, Evidence& evidence) {
  TypeCheck check{std::string(source), "pyright", {}};
  for (const Json& one : diagnostics) {
    if (!one.is_object() || text_of(one, "severity") != "error") continue;
    const Json::json_pointer start("/range/start/line");
    const bool has_line = one.contains(start) && one[start].is_number_unsigned();
    const std::uint32_t line = has_line ? one[start].get<std::uint32_t>() + 1 : 0;
    if (check.errors.size() < kMaxEntries) {
      check.errors.push_back(
          {text_of(one, "file"), line, text_of(one, "message"), text_of(one, "rule")});
    }
  }
  evidence.type_checks.push_back(std::move(check));
}

void read_numbers(const Json& object, const char* key, std::vector<std::uint32_t>& lines) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return;
  for (const Json& line : *found) {
    if (line.is_number_unsigned()) lines.push_back(line.get<std::uint32_t>());
  }
  std::sort(lines.begin(), lines.end());
}

// {"files": {"app/main.py": {"executed_lines": […], "missing_lines": […]}}}
void read_coverage(std::string_view source, const Json& files, Evidence& evidence) {
  CoverageReport report;
  report.source = source;
  for (const auto& [path, content] : files.items()) {
    FileCoverage coverage;
    coverage.file = path;
    if (content.is_object()) {
      read_numbers(content, "executed_lines", coverage.run);
      read_numbers(content, "missing_lines", coverage.missed);
    }
    report.files.push_back(std::move(coverage));
  }
  evidence.coverage.push_back(std::move(report));
}

// One object in each line; false if a line is none.
bool read_mypy(std::string_view source, std::string_view text, Evidence& evidence) {
  TypeCheck check{std::string(source), "mypy", {}};
  while (!text.empty() && check.errors.size() < kMaxEntries) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const Json one = Json::parse(line, nullptr, false);
    if (!one.is_object() || !one.contains("file") || !one.contains("severity")) return false;
    if (text_of(one, "severity") != "error") continue;
    check.errors.push_back({text_of(one, "file"), number_of(one, "line"), text_of(one, "message"),
                            text_of(one, "code")});
  }
  evidence.type_checks.push_back(std::move(check));
  return true;
}

}  // namespace

void read_json(std::string_view source, std::string_view text, Evidence& evidence) {
  const auto problem = [&](const char* reason) {
    evidence.problems.push_back({std::string(source), reason});
  };
  if (nests_deeper_than(text, kMostNesting)) return problem("JSON that is nested too deep");
  if (read_mypy(source, text, evidence)) return;
  const Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded() || !root.is_object()) return problem("malformed JSON");
  const auto diagnostics = root.find("generalDiagnostics");
  const auto files = root.find("files");
  if (diagnostics != root.end() && diagnostics->is_array()) {
    return read_pyright(source, *diagnostics, evidence);
  }
  if (files != root.end() && files->is_object() && root.contains("meta")) {
    return read_coverage(source, *files, evidence);
  }
  problem("JSON of another kind than mypy's, pyright's and coverage.py's");
}

}  // namespace fastidious::evidence
