#include <algorithm>
#include <array>
#include <cstring>
#include <pugixml.hpp>

#include "evidence/formats.h"

namespace fastidious::evidence {
namespace {

using pugi::xml_node;

// Words of errors of tests whose services were not there.
constexpr std::array<std::string_view, 9> kUnreachable = {
    "ConnectionRefusedError",        "Connection refused",
    "could not connect to server",   "Name or service not known",
    "could not translate host name", "ConnectError",
    "nodename nor servname",         "Temporary failure in name resolution",
    "Max retries exceeded"};

void read_lines(const xml_node& cls, FileCoverage& coverage) {
  for (const xml_node& line : cls.child("lines").children("line")) {
    const std::uint32_t number = line.attribute("number").as_uint();
    if (number == 0 || coverage.run.size() + coverage.missed.size() >= kMaxEntries) continue;
    (line.attribute("hits").as_ullong() > 0 ? coverage.run : coverage.missed).push_back(number);
  }
  std::sort(coverage.run.begin(), coverage.run.end());
  std::sort(coverage.missed.begin(), coverage.missed.end());
}

// `filename` is below one of the `source` folders; one source only is a prefix that is known.
void read_cobertura(std::string_view source, const xml_node& root, Evidence& evidence) {
  CoverageReport report;
  report.source = source;
  for (const xml_node& package : root.child("packages").children("package")) {
    for (const xml_node& cls : package.child("classes").children("class")) {
      FileCoverage coverage;
      coverage.file = cls.attribute("filename").as_string();
      std::replace(coverage.file.begin(), coverage.file.end(), '\\', '/');
      read_lines(cls, coverage);
      if (!coverage.file.empty()) report.files.push_back(std::move(coverage));
    }
  }
  evidence.coverage.push_back(std::move(report));
}

std::string first_line(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  const std::size_t begin = std::min(text.find_first_not_of(" \r\n\t"), text.size());
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return std::string(line.substr(0, kLongest));
}

// What went wrong: pytest marks it with an E in the trace where the message says only when.
std::string what_happened(std::string_view message, std::string_view trace) {
  const bool is_vague = message.empty() || message.starts_with("failed on setup") ||
                        message.starts_with("failed on teardown") ||
                        message.starts_with("collection failure");
  const std::size_t marked = is_vague ? trace.find("\nE  ") : trace.npos;
  if (marked != trace.npos) return first_line(trace.substr(marked + 3));
  return first_line(message.empty() ? trace : message);
}

TestOutcome outcome_of(const xml_node& test) {
  using Result = TestOutcome::Result;
  TestOutcome outcome;
  outcome.group = test.attribute("classname").as_string();
  outcome.name = test.attribute("name").as_string();
  outcome.file = test.attribute("file").as_string();
  outcome.line = test.attribute("line").as_uint();
  for (const xml_node& child : test.children()) {
    const std::string_view name = child.name();
    if (name == "skipped" && outcome.result == Result::Passed) outcome.result = Result::Skipped;
    if (name != "failure" && name != "error") continue;
    outcome.result = name == "failure" ? Result::Failed : Result::Error;
    const std::string_view message = child.attribute("message").as_string();
    const std::string_view trace = child.text().as_string();
    outcome.message = what_happened(message, trace);
    outcome.lacks_service =
        std::any_of(kUnreachable.begin(), kUnreachable.end(), [&](std::string_view words) {
          return message.find(words) != message.npos || trace.find(words) != trace.npos;
        });
  }
  return outcome;
}

void read_suite(const xml_node& suite, TestRun& run) {
  for (const xml_node& test : suite.children("testcase")) {
    if (run.tests.size() < kMaxEntries) run.tests.push_back(outcome_of(test));
  }
}

void read_junit(std::string_view source, const xml_node& root, Evidence& evidence) {
  TestRun run;
  run.source = source;
  if (std::strcmp(root.name(), "testsuite") == 0) read_suite(root, run);
  for (const xml_node& suite : root.children("testsuite")) read_suite(suite, run);
  evidence.test_runs.push_back(std::move(run));
}

}  // namespace

// Neither entities of the document's own nor files that it names are read.
void read_xml(std::string_view source, std::string_view bytes, Evidence& evidence) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  const xml_node root = document.document_element();
  const std::string_view name = root.name();
  if (!result) {
    evidence.problems.push_back(
        {std::string(source), "malformed XML: " + std::string(result.description())});
  } else if (name == "coverage") {
    read_cobertura(source, root, evidence);
  } else if (name == "testsuites" || name == "testsuite") {
    read_junit(source, root, evidence);
  } else {
    evidence.problems.push_back(
        {std::string(source), "XML of another kind than coverage.py's and pytest's"});
  }
}

}  // namespace fastidious::evidence
