#include "engine/audit.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/configure.h"
#include "rules/registry.h"

namespace fastidious::engine {
namespace {

constexpr char kNested[] =
    "import asyncio\n"
    "async def main(job):\n"
    "    asyncio.run(job())\n";

AuditOptions only(std::string code) {
  AuditOptions options;
  options.rules.choice.select = {std::move(code)};
  options.threads = 1;
  return options;
}

std::vector<std::string> paths_of(const AuditResult& result) {
  std::vector<std::string> paths;
  for (const findings::Finding& finding : result.findings) {
    paths.emplace_back(result.path_of(finding.file));
  }
  return paths;
}

using Paths = std::vector<std::string>;

TEST(Audit, FillsInWhatReportsNeed) {
  MemoryFileSystem files;
  files.add("app/main.py", kNested);
  const AuditResult result = audit(only("ASY004"), files);
  ASSERT_EQ(result.findings.size(), 1u);
  const findings::Finding& finding = result.findings[0];
  EXPECT_NE(finding.fingerprint, 0u);
  EXPECT_NE(finding.message, "");
  EXPECT_EQ(result.coverage.python_files, 1u);
  EXPECT_EQ(result.coverage.functions, 1u);
  EXPECT_EQ(result.coverage.rules_run, 1u);
}

// As PowerShell's `pip freeze >` writes it, and as editors of Windows do: pip reads both.
TEST(Audit, RequirementsMayBeginWithAByteOrderMark) {
  const std::string plain = "fastapi\nuvicorn==0.35.0\n";
  std::string wide = "\xFF\xFE";
  for (char c : plain) wide += std::string{c, '\0'};
  for (const std::string& bytes : {plain, "\xEF\xBB\xBF" + plain, wide}) {
    MemoryFileSystem files;
    files.add("main.py", "import fastapi\n\napp = fastapi.FastAPI()\n");
    files.add("requirements.txt", bytes);
    for (const char* code : {"DEP001", "DEP002", "DEP003"}) {
      EXPECT_TRUE(audit(only(code), files).findings.empty()) << code;
    }
    const AuditResult result = audit(only("DEP005"), files);
    ASSERT_EQ(result.findings.size(), 1u);
    EXPECT_NE(result.findings[0].message.find("version of `fastapi`"), std::string::npos);
  }
}

TEST(Audit, SaysWhichFilesItCouldNotRead) {
  MemoryFileSystem files;
  files.add("app/b.py", "x = 1\n");
  files.add("app/a.py", "x = '\xFF'\n");
  files.add_problem("app/c.py", EntryKind::Regular, FileProblem::NoPermission);
  const AuditResult result = audit(only("AUD001"), files);
  EXPECT_EQ(paths_of(result), (Paths{"app/a.py", "app/c.py"}));
  EXPECT_EQ(result.coverage.files_skipped.size(), 2u);
  EXPECT_NE(result.findings[0].message.find("UTF-8"), std::string::npos);
  EXPECT_EQ(audit(only("ASY004"), files).coverage.files_skipped.size(), 2u);
}

TEST(Audit, AnEmptyRepositoryIsFine) {
  const AuditResult result = audit(only("all"), MemoryFileSystem());
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.coverage.python_files, 0u);
}

TEST(Audit, CommentsSilenceFindings) {
  MemoryFileSystem files;
  std::string text = kNested;
  text.insert(text.size() - 1, "  # fastidious: ignore[ASY004] the loop is patched at start-up");
  files.add("app/main.py", text);
  const AuditResult result = audit(only("ASY004"), files);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.silenced.size(), 1u);
  EXPECT_EQ(result.silenced[0].reason, "the loop is patched at start-up");
}

TEST(Audit, TheBaselineKeepsWhatIsKnown) {
  MemoryFileSystem before;
  before.add("app/main.py", kNested);
  const AuditResult old = audit(only("ASY004"), before);
  const auto baseline =
      findings::Baseline::of(old.findings, [&](findings::FileId id) { return old.path_of(id); });
  MemoryFileSystem after;
  after.add("app/main.py", "\n\n" + std::string(kNested) + "    asyncio.run(job(1))\n");
  AuditOptions options = only("ASY004");
  options.baseline = &baseline;
  const AuditResult result = audit(options, after);
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.baselined.size(), 1u);
}

TEST(Audit, IsTheSameForAnyNumberOfThreads) {
  MemoryFileSystem files;
  for (int i = 0; i < 200; ++i) {
    files.add("app/m" + std::to_string(i) + ".py", kNested);
  }
  AuditOptions options = only("all");
  const AuditResult one = audit(options, files);
  options.threads = 4;
  const AuditResult four = audit(options, files);
  ASSERT_EQ(one.findings.size(), four.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    ASSERT_EQ(one.path_of(one.findings[i].file), four.path_of(four.findings[i].file));
    ASSERT_EQ(one.findings[i].span, four.findings[i].span);
    ASSERT_EQ(one.findings[i].message, four.findings[i].message);
  }
  EXPECT_GE(one.findings.size(), 200u);
}

// Two functions with a finding each: on lines 3 and 5.
constexpr char kTwo[] =
    "import asyncio\n"
    "async def first(job):\n"
    "    asyncio.run(job())\n"
    "async def second(job):\n"
    "    asyncio.run(job())\n";

std::size_t reviewed(std::string code, std::vector<repo::LineRange> lines, bool is_new = false) {
  MemoryFileSystem files;
  files.add("app/main.py", kTwo);
  files.add("app/other.py", kTwo);
  AuditOptions options = only(std::move(code));
  options.change = repo::ChangeSet{{{"app/main.py", "", is_new, std::move(lines)}}, {}};
  return audit(options, files).findings.size();
}

TEST(Review, KeepsToTheChange) {
  EXPECT_EQ(reviewed("ASY004", {{3, 1}}), 1u);
  EXPECT_EQ(reviewed("ASY004", {{2, 1}}), 0u);
  EXPECT_EQ(reviewed("ASY004", {{1, 5}}), 2u);
  EXPECT_EQ(reviewed("ASY004", {}, true), 2u);
  EXPECT_EQ(reviewed("ASY004", {}), 0u);
}

// A change of the signature is answered for by all of the signature; a change of the body is not.
TEST(Review, ReportsASignatureThatChanged) {
  EXPECT_EQ(reviewed("TYP001", {{2, 1}}), 1u);
  EXPECT_EQ(reviewed("TYP001", {{3, 1}}), 0u);
}

TEST(Review, ReportsWholeDefinitions) {
  MemoryFileSystem files;
  files.add("app/main.py", "def f(a):\n    if a:\n        pass\n    return a\n");
  repo::Config config;
  config.select = {"COD002"};
  config.rule_options["COD002"] = {{repo::RuleOption::Type::Number, "max-complexity", 1, {}}};
  AuditOptions options = configure(config);
  options.change = repo::ChangeSet{{{"app/main.py", "", false, {{4, 1}}}}, {}};
  EXPECT_EQ(audit(options, files).findings.size(), 1u);
}

TEST(Configure, NamesWhatIsUnknown) {
  const auto errors_of = [](std::string_view text) {
    const auto config = repo::parse_config(text, "fastidious.toml");
    std::string all;
    for (const auto& error : check_rules(*config, rules::all_rules()))
      all += describe(error) + "\n";
    return all;
  };
  EXPECT_EQ(errors_of("select = [\"ASY\", \"code\", \"nested-event-loop\"]\n"), "");
  EXPECT_NE(errors_of("select = [\"ASY999\"]\n").find("there is no rule 'ASY999'"),
            std::string::npos);
  EXPECT_NE(errors_of("[rules.COD002]\nmax-complexty = 3\n").find("'max-complexity'"),
            std::string::npos);
  EXPECT_NE(errors_of("[rules.COD002]\nmax-complexity = true\n").find("a whole number"),
            std::string::npos);
  EXPECT_EQ(errors_of("[rules.COD002]\nmax-complexity = 3\n"), "");
  EXPECT_NE(errors_of("flow = [\"sink sqll orders.run 0\"]\n").find("names no danger"),
            std::string::npos);
  EXPECT_NE(errors_of("flow = [\"leads orders.run 0\"]\n").find("is no verb"), std::string::npos);
  EXPECT_NE(errors_of("flow = [\"sink sql orders.run\"]\n").find("names no argument"),
            std::string::npos);
  EXPECT_EQ(errors_of("flow = [\"sink sql orders.run 0:text\", \"source legacy.params\"]\n"), "");
}

constexpr char kOwnFunctions[] =
    "import legacy\n"
    "import orders\n"
    "def look(name):\n"
    "    orders.run('SELECT ' + name)\n"
    "def show():\n"
    "    look(legacy.params['name'])\n"
    "    look(orders.quoted(legacy.params['other']))\n";

// What the user says of functions that no data file knows counts like what those say.
TEST(Configure, TakesWhatIsSaidOfFunctions) {
  const auto findings_with = [](std::string_view flow) {
    AuditOptions options = only("SEC021");
    const auto config = repo::parse_config(flow, "fastidious.toml");
    options.flow_facts = configure(*config).flow_facts;
    MemoryFileSystem files;
    files.add("app/main.py", kOwnFunctions);
    return audit(options, files).findings;
  };
  EXPECT_TRUE(findings_with("").empty());
  EXPECT_TRUE(findings_with("flow = [\"sink sql orders.run 0\"]\n").empty());
  const auto found =
      findings_with("flow = [\"sink sql orders.run 0\", \"source legacy.params\"]\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].message.find("`legacy.params`"), std::string::npos);
  EXPECT_FALSE(found[0].trace.empty());
}

// A function of which not all was looked at is named, never passed over in silence.
TEST(Audit, NamesFunctionsThatWereNotFollowedToTheirEnd) {
  std::string text = "import flask\nimport os\n";
  for (const int count : {1, 60}) {
    text += "def view" + std::to_string(count) + "():\n";
    for (int i = 0; i < count; ++i) text += "    os.system(flask.request.args['x'])\n";
  }
  MemoryFileSystem files;
  files.add("app/main.py", text);
  const AuditResult result = audit(only("SEC025"), files);
  ASSERT_TRUE(result.coverage.data_flow.has_value());
  EXPECT_EQ(result.coverage.data_flow->functions, 2u);
  ASSERT_EQ(result.coverage.data_flow->cut.size(), 1u);
  EXPECT_EQ(result.coverage.data_flow->cut[0].function, "view60");
  EXPECT_EQ(result.coverage.data_flow->cut[0].path, "app/main.py");
  EXPECT_FALSE(audit(only("ASY004"), files).coverage.data_flow.has_value());
}

}  // namespace
}  // namespace fastidious::engine
