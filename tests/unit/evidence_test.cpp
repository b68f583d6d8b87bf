// What is read of files that other tools leave behind, however they look.

#include "evidence/evidence.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "evidence/paths.h"

namespace fastidious::evidence {
namespace {

// The bytes of a database that the statements make.
std::string database_of(const char* statements) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, statements, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(database, "main", &size, 0);
  std::string result(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(database);
  return result;
}

Evidence evidence_of(std::string_view source, std::string_view bytes) {
  Evidence evidence;
  read(source, bytes, evidence);
  return evidence;
}

TEST(Evidence, ReadsTheLinesOfCoverageDatabases) {
  const std::string bytes = database_of(
      "create table file (id integer primary key, path text);"
      "create table line_bits (file_id integer, context_id integer, numbits blob);"
      "create table arc (file_id integer, context_id integer, fromno integer, tono integer);"
      "insert into file values (1, '/repo/app/main.py'), (2, '/repo/app/other.py');"
      "insert into line_bits values (1, 0, x'0A01');"
      "insert into arc values (2, 0, -1, 3), (2, 0, 3, 5);");
  const Evidence evidence = evidence_of(".coverage", bytes);
  ASSERT_EQ(evidence.coverage.size(), 1u);
  const CoverageReport& report = evidence.coverage[0];
  EXPECT_FALSE(report.knows_missed);
  ASSERT_EQ(report.files.size(), 2u);
  EXPECT_EQ(report.files[0].file, "/repo/app/main.py");
  EXPECT_EQ(report.files[0].run, (std::vector<std::uint32_t>{1, 3, 8}));
  EXPECT_EQ(report.files[1].run, (std::vector<std::uint32_t>{3, 5}));
}

TEST(Evidence, RefusesDatabasesThatAreNone) {
  const std::string other = database_of("create table a (b);");
  EXPECT_EQ(evidence_of(".coverage", other).problems.size(), 1u);
  EXPECT_EQ(evidence_of(".coverage", other.substr(0, 700)).problems.size(), 1u);
  EXPECT_EQ(evidence_of(".coverage", "SQLite format 3").problems.size(), 1u);
}

// A view that never ends, in the place of a table.
TEST(Evidence, BoundsTheWorkOfQueries) {
  const std::string endless = database_of(
      "create view file as with recursive n(id) as (select 1 union all select id + 1 from n) "
      "select id, 'a' as path from n;");
  EXPECT_EQ(evidence_of(".coverage", endless).problems.size(), 1u);
}

TEST(Evidence, ReadsCoverageAsJson) {
  const Evidence evidence = evidence_of(
      "coverage.json",
      R"({"meta": {}, "files": {"main.py": {"executed_lines": [3, 1], "missing_lines": [5]}}})");
  ASSERT_EQ(evidence.coverage.size(), 1u);
  EXPECT_EQ(evidence.coverage[0].files[0].run, (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(evidence.coverage[0].files[0].missed, (std::vector<std::uint32_t>{5}));
}

TEST(Evidence, ReadsMypyAsLinesOfJson) {
  const Evidence evidence = evidence_of(
      "mypy.json",
      "{\"file\": \"a.py\", \"line\": 3, \"message\": \"m\", \"code\": \"misc\", \"severity\": "
      "\"error\"}\n{\"file\": \"a.py\", \"line\": 4, \"message\": \"n\", \"severity\": "
      "\"note\"}\n");
  ASSERT_EQ(evidence.type_checks.size(), 1u);
  ASSERT_EQ(evidence.type_checks[0].errors.size(), 1u);
  EXPECT_EQ(evidence.type_checks[0].errors[0].line, 3u);
  EXPECT_EQ(evidence.type_checks[0].errors[0].code, "misc");
}

TEST(Evidence, ReadsLinesOfTypeCheckers) {
  const auto first = [](std::string_view text) {
    const Evidence evidence = evidence_of("out.txt", text);
    if (evidence.type_checks.empty()) return std::string("none");
    const TypeCheck& check = evidence.type_checks[0];
    if (check.errors.empty()) return check.tool;
    const TypeError& one = check.errors[0];
    return check.tool + "|" + one.file + "|" + std::to_string(one.line) + "|" + one.message + "|" +
           one.code;
  };
  EXPECT_EQ(first("a/b.py:3:5: error: No [x]  [arg-type]\n"), "mypy|a/b.py|3|No [x]|arg-type");
  EXPECT_EQ(first("C:\\a\\b.py:3: error: No\n"), "mypy|C:/a/b.py|3|No|");
  EXPECT_EQ(first("/r/a.py\n  /r/a.py:2:12 - error: No (reportX)\n1 error, 0 warnings\n"),
            "pyright|/r/a.py|2|No|reportX");
  EXPECT_EQ(first("a.py:2:1: error[invalid-return] No\nFound 1 diagnostic\n"),
            "ty|a.py|2|No|invalid-return");
  EXPECT_EQ(first("error[invalid-return]: No: no\n --> a.py:2:1\n  |\n2 | x\n  | - info\n"),
            "ty|a.py|2|No: no|invalid-return");
  EXPECT_EQ(first("warning[deprecated]: Old\n --> a.py:2:1\nFound 1 diagnostic\n"), "ty");
  EXPECT_EQ(first("Success: no issues found in 3 source files\n"), "mypy");
  EXPECT_EQ(first("0 errors, 0 warnings, 0 informations\n"), "pyright");
  EXPECT_EQ(first("All is well\n"), "none");
}

TEST(Evidence, RefusesJsonThatIsNestedTooDeep) {
  const std::string deep = "{\"files\": " + std::string(100'000, '[');
  EXPECT_EQ(evidence_of("a.json", deep).problems.size(), 1u);
}

TEST(EvidencePaths, FindsTheFileThatAToolMeans) {
  const Paths paths({"backend/app/main.py", "backend/tests/app/main.py", "other/util.py", "a.py"});
  EXPECT_EQ(paths.find("backend/app/main.py", "mypy.txt"), "backend/app/main.py");
  EXPECT_EQ(paths.find("app/main.py", "backend/mypy.txt"), "backend/app/main.py");
  EXPECT_EQ(paths.find("app/main.py", "mypy.txt"), "") << "two files end like this";
  EXPECT_EQ(paths.find("/build/x/backend/app/main.py", ""), "backend/app/main.py");
  EXPECT_EQ(paths.find("util.py", ""), "other/util.py");
  EXPECT_EQ(paths.find("./a.py", ""), "a.py");
  EXPECT_EQ(paths.find("missing.py", ""), "");
}

}  // namespace
}  // namespace fastidious::evidence
