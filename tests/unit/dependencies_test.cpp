#include "project/dependencies.h"

#include <gtest/gtest.h>

#include "repo/discover.h"

namespace fastidious::project {
namespace {

Version v(std::string_view text) {
  const std::optional<Version> version = Version::parse(text);
  EXPECT_TRUE(version) << text;
  return version.value_or(Version{});
}

std::string shown(const VersionRange& range) {
  std::string text = range.lower ? (range.lower_included ? ">=" : ">") + range.lower->text() : "";
  text += range.upper ? (range.upper_included ? " <=" : " <") + range.upper->text() : "";
  return text;
}

TEST(Version, OrdersAsPep440Says) {
  const char* ordered[] = {
      "1.0.dev456",   "1.0a1", "1.0a2.dev456",         "1.0a12.dev456", "1.0a12",
      "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456",
      "1.0rc1",       "1.0",   "1.0.post456.dev34",    "1.0.post456",   "1.1.dev1",
      "1.10",         "1!0.1"};
  for (std::size_t i = 0; i + 1 < std::size(ordered); ++i) {
    EXPECT_LT(v(ordered[i]), v(ordered[i + 1])) << ordered[i];
  }
  EXPECT_EQ(v("1.0"), v("1.0.0"));
  EXPECT_EQ(v("v1.0-ALPHA.1"), v("1.0a1"));
  EXPECT_EQ(v("1.0+ubuntu1"), v("1.0"));
  EXPECT_EQ(v("1.0-2"), v("1.0.post2"));
  for (const char* bad : {"", "x", "1.x", "1..2", "latest", "1.0 beta gamma"}) {
    EXPECT_FALSE(Version::parse(bad)) << bad;
  }
}

TEST(Version, RangesComeFromSpecifiers) {
  EXPECT_EQ(shown(parse_specifiers(">=1.2,<2")), ">=1.2 <2");
  EXPECT_EQ(shown(parse_specifiers("==1.4.*")), ">=1.4 <1.5.dev0");
  EXPECT_EQ(shown(parse_specifiers("~=1.4.2")), ">=1.4.2 <1.5.dev0");
  EXPECT_EQ(shown(parse_specifiers("~=1.4")), ">=1.4 <2.dev0");
  EXPECT_EQ(shown(parse_specifiers("^1.2.3")), ">=1.2.3 <2.dev0");
  EXPECT_EQ(shown(parse_specifiers("^0.110.0")), ">=0.110 <0.111.dev0");
  EXPECT_EQ(shown(parse_specifiers("^0.0.3")), ">=0.0.3 <0.0.4.dev0");
  EXPECT_EQ(shown(parse_specifiers("~1.2.3")), ">=1.2.3 <1.3.dev0");
  EXPECT_EQ(shown(parse_specifiers("~1")), ">=1 <2.dev0");
  EXPECT_EQ(shown(parse_specifiers("1.2.3")), ">=1.2.3 <=1.2.3");
  EXPECT_EQ(shown(parse_specifiers("!=1.3, >1")), ">1");
  EXPECT_EQ(shown(parse_specifiers("*")), "");
  EXPECT_EQ(shown(parse_specifiers("^1 || ^2")), "");
}

TEST(Version, AnswersWhetherARangeIsAtLeast) {
  EXPECT_EQ(is_at_least(parse_specifiers(">=2"), v("2.0")), Answer::Yes);
  EXPECT_EQ(is_at_least(parse_specifiers("<2"), v("2.0")), Answer::No);
  EXPECT_EQ(is_at_least(parse_specifiers("^1.10"), v("2.0")), Answer::No);
  EXPECT_EQ(is_at_least(parse_specifiers(">=1.10"), v("2.0")), Answer::Unknown);
  EXPECT_EQ(is_at_least(parse_specifiers("<=2"), v("2.0")), Answer::Unknown);
}

TEST(Requirement, IsReadAsPep508Says) {
  const auto dependency =
      parse_requirement("Python_Jose[cryptography] >= 3.3 ; python_version<'4'");
  ASSERT_TRUE(dependency);
  EXPECT_EQ(dependency->name, "python-jose");
  EXPECT_EQ(shown(dependency->range), ">=3.3");
  EXPECT_EQ(parse_requirement("a==1.0")->source, DependencySource::Pin);
  EXPECT_EQ(shown(parse_requirement("a (>=1,<2)")->range), ">=1 <2");
  EXPECT_EQ(shown(parse_requirement("a @ https://x.y/a.whl")->range), "");
  EXPECT_FALSE(parse_requirement("./local"));
  EXPECT_FALSE(parse_requirement("local/path.whl"));
  EXPECT_FALSE(parse_requirement("https://x.y/a.whl"));
  EXPECT_FALSE(parse_requirement(""));
}

class DependenciesTest : public testing::Test {
 protected:
  std::string find(std::string_view package, std::string_view path = "app/main.py") const {
    const Dependencies read = Dependencies::read(repo::discover(files_, {}), files_);
    const Dependency* found = read.find(package, path);
    return found == nullptr
               ? "unknown"
               : shown(found->range) + " " + found->file + ":" + std::to_string(found->line);
  }
  MemoryFileSystem files_;
};

TEST_F(DependenciesTest, ComeFromRequirementsFiles) {
  files_.add("requirements.txt",
             "# all\nfastapi==0.110.0  # pinned\n-r requirements/extra.txt\n-r requirements.txt\n"
             "pydantic>=2 ; python_version >= '3.8' \\\n    --hash=sha256:00\n-e .\n"
             "uvicorn==0.29.0 --hash=sha256:11\n-r ../outside.txt\n");
  files_.add("requirements/extra.txt", "httpx\n");
  EXPECT_EQ(find("FastAPI"), ">=0.110 <=0.110 requirements.txt:2");
  EXPECT_EQ(find("pydantic"), ">=2 requirements.txt:5");
  EXPECT_EQ(find("uvicorn"), ">=0.29 <=0.29 requirements.txt:8");
  EXPECT_EQ(find("httpx"), " requirements.txt:1");
  EXPECT_EQ(find("flask"), "unknown");
}

TEST_F(DependenciesTest, ComeFromManifests) {
  files_.add(
      "pyproject.toml",
      "[project]\nrequires-python = '>=3.10'\ndependencies = [\n  'fastapi[standard]>=0.100',"
      "\n]\n[dependency-groups]\ndev = ['pytest~=8.0']\n");
  files_.add("old/pyproject.toml",
             "[tool.poetry.dependencies]\npython = '^3.9'\nfastapi = '^0.95.1'\n"
             "pydantic = { version = '1.10.2', extras = ['email'] }\n");
  files_.add("cfg/setup.cfg", "[options]\ninstall_requires =\n    flask>=2\n    # no\n[x]\n");
  EXPECT_EQ(find("fastapi"), ">=0.100 pyproject.toml:4");
  EXPECT_EQ(find("pytest"), ">=8 <9.dev0 pyproject.toml:7");
  EXPECT_EQ(find("fastapi", "old/a.py"), ">=0.95.1 <0.96.dev0 old/pyproject.toml:3");
  EXPECT_EQ(find("pydantic", "old/a.py"), ">=1.10.2 <=1.10.2 old/pyproject.toml:4");
  EXPECT_EQ(find("flask", "cfg/a.py"), ">=2 cfg/setup.cfg:3");
  const Dependencies read = Dependencies::read(repo::discover(files_, {}), files_);
  EXPECT_EQ(read.least_python_minor("app/a.py"), 10);
  EXPECT_EQ(read.least_python_minor("old/a.py"), 9);
  EXPECT_EQ(read.is_at_least("pydantic", "2", "old/a.py"), Answer::No);
}

TEST_F(DependenciesTest, PreferLockFiles) {
  files_.add("pyproject.toml", "[project]\ndependencies = ['pydantic>=2', 'numpy>=1']\n");
  files_.add("uv.lock",
             "version = 1\n[[package]]\nname = \"pydantic\"\nversion = \"2.7.1\"\n"
             "dependencies = [\n    { name = \"x\", version = \"9\" },\n]\n"
             "[[package]]\nname = \"numpy\"\nversion = \"1.26.0\"\n"
             "[[package]]\nname = \"numpy\"\nversion = \"2.0.0\"\n");
  EXPECT_EQ(find("pydantic"), ">=2.7.1 <=2.7.1 uv.lock:4");
  EXPECT_EQ(find("numpy"), ">=1.26 <=2 uv.lock:10");
  files_.add("svc/Pipfile.lock",
             R"({"default": {"pydantic": {"version": "==1.10.4"}}, "develop": {"q": {}}})");
  EXPECT_EQ(find("pydantic", "svc/a.py"), ">=1.10.4 <=1.10.4 svc/Pipfile.lock:0");
}

TEST_F(DependenciesTest, OfAMonorepoComeFromTheNearestProject) {
  files_.add("uv.lock", "[[package]]\nname = \"pydantic\"\nversion = \"2.7.1\"\n");
  files_.add("a/pyproject.toml", "[project]\ndependencies = ['pydantic>=2']\n");
  files_.add("b/pyproject.toml", "[project]\ndependencies = ['pydantic<2']\n");
  EXPECT_EQ(find("pydantic", "a/x.py"), ">=2.7.1 <=2.7.1 uv.lock:3");
  EXPECT_EQ(find("pydantic", "b/x.py"), " <2 b/pyproject.toml:2");
}

TEST_F(DependenciesTest, ReportFilesThatCannotBeRead) {
  files_.add("pyproject.toml", "[project\n");
  files_.add("Pipfile.lock", "[");
  const Dependencies read = Dependencies::read(repo::discover(files_, {}), files_);
  ASSERT_EQ(read.problems().size(), 2u);
  EXPECT_EQ(read.problems()[0].reason, "not valid JSON");
  EXPECT_TRUE(read.problems()[1].reason.starts_with("line 1: not valid TOML"));
}

}  // namespace
}  // namespace fastidious::project
