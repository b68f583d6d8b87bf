#include "repo/config.h"

#include <gtest/gtest.h>

namespace fastidious::repo {
namespace {

std::string errors_of(std::string_view text, std::string_view file = "pyproject.toml") {
  const auto config = parse_config(text, file);
  std::string all;
  if (!config) {
    for (const ConfigError& error : config.error()) {
      all += describe(error) + "\n";
    }
  }
  return all;
}

TEST(Config, ReadsEveryKey) {
  const auto config = parse_config(R"([project]
name = "x"
[tool.fastidious]
select = ["SEC", "async"]
ignore = ["COD001"]
include = ["build/gen/**"]
exclude = ["legacy"]
fail-on = "warning"
baseline = "base.json"
target-python = "3.11"
public = ["GET /health"]
severity = { LOG003 = "suggestion" }
[tool.fastidious.per-file-ignores]
"tests/**" = ["TYP"]
[tool.fastidious.auth]
dependencies = ["app.deps.current_user"]
[[tool.fastidious.overrides]]
paths = ["old/**", "older/**"]
ignore = ["DOC"]
[tool.fastidious.roles]
tests = ["spec/**"]
[tool.fastidious.rules.COD001]
max-lines = 50
strict = true
names = ["a", "b"]
)",
                                   "pyproject.toml");
  ASSERT_TRUE(config) << describe(config.error()[0]);
  EXPECT_EQ(config->select, (std::vector<std::string>{"SEC", "async"}));
  EXPECT_EQ(config->fail_on, FailOn::Warning);
  EXPECT_EQ(config->baseline, "base.json");
  EXPECT_EQ(config->target_python, 11);
  EXPECT_EQ(config->guards, (std::vector<std::string>{"app.deps.current_user"}));
  EXPECT_EQ(config->severity.at("LOG003"), findings::Severity::Suggestion);
  ASSERT_EQ(config->overrides.size(), 3u);
  EXPECT_TRUE(config->roles.globs[static_cast<std::size_t>(Role::Test)].matches("spec/a.py"));
  const std::vector<RuleOption>& options = config->rule_options.at("COD001");
  ASSERT_EQ(options.size(), 3u);
  EXPECT_EQ(options[0].number, 50);
  EXPECT_EQ(options[1].names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(options[2].number, 1);
  EXPECT_EQ(config->mentions.size(), 10u);
}

TEST(Config, NamesFileLineKeyAndTheNearestKnownOne) {
  EXPECT_EQ(errors_of("[tool.fastidious]\nselct = []\n"),
            "pyproject.toml:2: tool.fastidious.selct: unknown key; did you mean 'select'?\n");
  EXPECT_EQ(errors_of("fail_on = 'critical'\n", "fastidious.toml"),
            "fastidious.toml:1: fail_on: unknown key; did you mean 'fail-on'?\n");
  EXPECT_EQ(errors_of("[roles]\ntest = []\n", "fastidious.toml"),
            "fastidious.toml:2: roles.test: unknown key; did you mean 'tests'?\n");
  EXPECT_EQ(errors_of("[[overrides]]\npaths = ['a']\nzzzzzz = 1\n", "fastidious.toml"),
            "fastidious.toml:3: overrides.zzzzzz: unknown key; the known ones are 'paths', "
            "'select', 'ignore'\n");
}

TEST(Config, SaysWhatAValueMustBe) {
  EXPECT_EQ(errors_of("select = 'SEC'\nfail-on = 'bad'\n", "fastidious.toml"),
            "fastidious.toml:1: select: must be a list of strings\n"
            "fastidious.toml:2: fail-on: 'bad' is none of 'critical', 'review', 'warning', "
            "'suggestion', 'never'\n");
  EXPECT_EQ(errors_of("target-python = '2.7'\n", "fastidious.toml"),
            "fastidious.toml:1: target-python: must be a version such as \"3.11\"\n");
  EXPECT_EQ(errors_of("severity = { SEC001 = 'off' }\n", "fastidious.toml"),
            "fastidious.toml:1: severity.SEC001: 'off' is none of 'critical', 'warning', "
            "'suggestion'; to switch a rule off, put it under 'ignore'\n");
  EXPECT_EQ(errors_of("[[overrides]]\nignore = ['DOC']\n", "fastidious.toml"),
            "fastidious.toml:1: overrides: needs 'paths', a list of patterns that says which files "
            "it is for\n");
  EXPECT_EQ(errors_of("tool.fastidious = 3\n"),
            "pyproject.toml:1: tool.fastidious: must be a table\n");
}

TEST(Config, SaysWhereTheSyntaxIsBroken) {
  EXPECT_TRUE(errors_of("[tool\nx = 1\n").starts_with("pyproject.toml:1: not valid TOML: "));
}

TEST(Config, IsTheDefaultWhereNobodyConfigured) {
  EXPECT_EQ(errors_of("[project]\nname = 'x'\n"), "");
  MemoryFileSystem files;
  EXPECT_TRUE(load_config(files));
  files.add("pyproject.toml", "[tool.fastidious]\nignore = ['A']\n");
  EXPECT_EQ(load_config(files)->ignore.size(), 1u);
  files.add("fastidious.toml", "ignore = ['A', 'B']\n");
  EXPECT_EQ(load_config(files)->ignore.size(), 2u);
}

}  // namespace
}  // namespace fastidious::repo
