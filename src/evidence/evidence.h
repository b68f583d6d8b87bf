#pragma once
// What other tools have said about the repository: coverage, results of tests, errors of type
// checkers. Files that they left behind are read; nothing is run.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "repo/inventory.h"
#include "text/file_system.h"

namespace fastidious::evidence {

// Paths are as the tool wrote them, with '/'; see evidence/paths.h.
struct FileCoverage {
  std::string file;
  std::vector<std::uint32_t> run;     // lines, from 1, ascending
  std::vector<std::uint32_t> missed;  // the same; empty if the format does not tell them
};

struct CoverageReport {
  std::string source;  // the file it was read from
  bool knows_missed = true;
  std::vector<FileCoverage> files;
};

struct TestOutcome {
  enum class Result : std::uint8_t { Passed, Failed, Error, Skipped } result = Result::Passed;
  std::string group;  // "tests.test_orders.TestList", a dotted name
  std::string name;   // "test_empty[1]"
  std::string file;   // empty where the format does not tell it
  std::uint32_t line = 0;
  std::string message;         // its first line
  bool lacks_service = false;  // it could not connect with something
};

struct TestRun {
  std::string source;
  std::vector<TestOutcome> tests;
};

struct TypeError {
  std::string file;
  std::uint32_t line = 0;
  std::string message;
  std::string code;  // "arg-type", "reportCallIssue"; may be empty

  // It is about the place where the checker ran: a library was not installed there.
  bool lacks_library() const;
};

struct TypeCheck {
  std::string source;
  std::string tool;  // "mypy", "pyright", "ty"
  std::vector<TypeError> errors;
};

// Something that was given and could not be used.
struct Problem {
  std::string source;
  std::string reason;
};

struct Evidence {
  std::vector<CoverageReport> coverage;
  std::vector<TestRun> test_runs;
  std::vector<TypeCheck> type_checks;
  std::vector<Problem> problems;
};

// A file that the user gave.
struct GivenFile {
  std::string name;
  std::string bytes;
};

inline constexpr std::size_t kMaxEvidenceBytes = 64u << 20;
inline constexpr std::size_t kMaxEntries = 2'000'000;  // of one file: lines, tests, errors

// Reads what is given, and what lies in the tree under the names that the tools use: `.coverage`,
// `coverage.xml`, `lcov.info`, `junit.xml`, `mypy.txt`, … in the root and beside each project's
// configuration; also where an ignore rule covers them. In that order.
Evidence collect(const std::vector<GivenFile>& given, const repo::Inventory& inventory,
                 const FileSystem& files);

// Takes one file for what it is by its content.
void read(std::string_view source, std::string_view bytes, Evidence& evidence);

// The evidence that a rule cannot do without, and what to do to have it; empty if it needs none, or
// there is some.
std::string what_is_missing_for(std::string_view rule, const Evidence& evidence);

}  // namespace fastidious::evidence
