#include <algorithm>
#include <array>
#include <set>

#include "evidence/evidence.h"
#include "evidence/formats.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::evidence {
namespace {

constexpr std::array<std::string_view, 16> kNames = {".coverage",         "coverage.xml",
                                                     "coverage.json",     "coverage.lcov",
                                                     "lcov.info",         "junit.xml",
                                                     "pytest.xml",        "test-results.xml",
                                                     "test-report.xml",   "reports/coverage.xml",
                                                     "reports/junit.xml", "mypy.txt",
                                                     "mypy.json",         "mypy-report.txt",
                                                     "pyright.json",      "pyright.txt"};
// A project is where one of these stands.
constexpr std::array<std::string_view, 6> kConfigurations = {
    "pyproject.toml", "setup.cfg", "tox.ini", "pytest.ini", "mypy.ini", ".coveragerc"};
constexpr std::size_t kMostFolders = 20;

std::vector<std::string> project_folders(const repo::Inventory& inventory) {
  std::set<std::string> folders{""};
  for (const repo::RepositoryFile& file : inventory.files) {
    const std::size_t slash = file.path.rfind('/');
    const std::string_view path = file.path;
    const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
    if (slash == path.npos || !is_one_of(name, kConfigurations)) continue;
    if (folders.size() < kMostFolders) folders.insert(file.path.substr(0, slash + 1));
  }
  return {folders.begin(), folders.end()};
}

}  // namespace

void read(std::string_view source, std::string_view bytes, Evidence& evidence) {
  const std::string_view text =
      trimmed(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
  if (bytes.starts_with("SQLite format 3")) return read_coverage_database(source, bytes, evidence);
  if (text.starts_with('<')) return read_xml(source, text, evidence);
  if (text.starts_with('{')) return read_json(source, text, evidence);
  if (is_lcov(text)) return read_lcov(source, text, evidence);
  if (read_type_checker_lines(source, text, evidence)) return;
  evidence.problems.push_back(
      {std::string(source), "neither coverage, nor results of tests, nor a type checker's output"});
}

Evidence collect(const std::vector<GivenFile>& given, const repo::Inventory& inventory,
                 const FileSystem& files) {
  Evidence evidence;
  for (const GivenFile& one : given) read(one.name, one.bytes, evidence);
  for (const std::string& folder : project_folders(inventory)) {
    for (std::string_view name : kNames) {
      const std::string path = folder + std::string(name);
      const auto bytes = files.read(path, kMaxEvidenceBytes);
      if (bytes) {
        read(path, bytes->view(), evidence);
      } else if (bytes.error().problem == FileProblem::TooLarge) {
        evidence.problems.push_back({path, describe(bytes.error())});
      }
    }
  }
  return evidence;
}

bool TypeError::lacks_library() const {
  static constexpr std::array<std::string_view, 7> kCodes = {
      "import-not-found",          "import-untyped",       "import",
      "reportMissingModuleSource", "reportMissingImports", "unresolved-import",
      "reportMissingTypeStubs"};
  return is_one_of(code, kCodes);
}

std::string what_is_missing_for(std::string_view rule, const Evidence& evidence) {
  if (rule == "TYP009" && evidence.type_checks.empty()) {
    return "no output of a type checker is at hand: `mypy . > mypy.txt`, or another file by "
           "`--evidence FILE`";
  }
  if (rule == "TST003" && evidence.test_runs.empty()) {
    return "no results of tests are at hand: `pytest --junit-xml=junit.xml`, or another file by "
           "`--evidence FILE`";
  }
  return {};
}

}  // namespace fastidious::evidence
