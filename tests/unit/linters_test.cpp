#include "project/linters.h"

#include <gtest/gtest.h>

namespace fastidious::project {
namespace {

using style::Code;

StyleSettings read(std::string_view path, std::string_view text) {
  auto settings = read_style_settings(path, text);
  EXPECT_TRUE(settings.has_value());
  return settings.value_or(StyleSettings{});
}

TEST(Linters, RuffSelectsByLongestPrefixAndHasNoPreviewChecks) {
  const StyleSettings settings = read("api/pyproject.toml", R"(
[tool.ruff]
line-length = 120
[tool.ruff.lint]
select = ["E", "W29"]
ignore = ["E7", "E501"]
extend-select = ["E711"]
per-file-ignores = {"tests/*" = ["E711"]}
)");
  EXPECT_EQ(settings.folder, "api");
  EXPECT_EQ(settings.options.max_line_length, 120u);
  EXPECT_TRUE(settings.options.codes.contains(Code::E711));
  EXPECT_TRUE(settings.options.codes.contains(Code::W291));
  EXPECT_FALSE(settings.options.codes.contains(Code::E712));
  EXPECT_FALSE(settings.options.codes.contains(Code::E501));
  EXPECT_FALSE(settings.options.codes.contains(Code::E225));  // a preview check of ruff's
  EXPECT_FALSE(settings.options.codes.contains(Code::W605));
  ASSERT_EQ(settings.ignores.size(), 1u);
  EXPECT_EQ(settings.ignores[0].pattern, "tests/*");
}

TEST(Linters, RuffDefaultsLeaveLineLengthOut) {
  const StyleSettings settings = read("ruff.toml", "preview = true\n");
  EXPECT_EQ(settings.options.max_line_length, 88u);
  EXPECT_TRUE(settings.options.codes.contains(Code::E722));
  EXPECT_FALSE(settings.options.codes.contains(Code::E501));
}

TEST(Linters, Flake8IgnoresReplaceTheDefaultAndExtendAddsToIt) {
  const StyleSettings replaced = read(".flake8", "[flake8]\nignore = E203, W503  # black\n");
  EXPECT_TRUE(replaced.options.codes.contains(Code::E226));
  EXPECT_FALSE(replaced.options.codes.contains(Code::E203));
  EXPECT_EQ(replaced.options.max_line_length, 79u);
  const StyleSettings extended = read("setup.cfg",
                                      "[metadata]\nname = x\n\n[flake8]\nmax_line_length = 100\n"
                                      "extend-ignore =\n    E203,\n    W2\n"
                                      "per-file-ignores =\n    tests/*: E501,E402\n    a.py: E7\n");
  EXPECT_FALSE(extended.options.codes.contains(Code::E226));
  EXPECT_FALSE(extended.options.codes.contains(Code::W291));
  EXPECT_EQ(extended.options.max_line_length, 100u);
  ASSERT_EQ(extended.ignores.size(), 2u);
  EXPECT_EQ(extended.ignores[0].codes, (std::vector<std::string>{"E501", "E402"}));
  EXPECT_EQ(extended.ignores[1].pattern, "a.py");
}

TEST(Linters, BlackGivesItsLengthAndMakesTwoChecksMoot) {
  const StyleSettings settings = read("pyproject.toml", "[tool.black]\nline-length = 100\n");
  EXPECT_EQ(settings.options.max_line_length, 100u);
  EXPECT_FALSE(settings.options.codes.contains(Code::E203));
  EXPECT_TRUE(settings.options.codes.contains(Code::E201));
}

TEST(Linters, FilesThatAreNotAboutStyleSayNothing) {
  EXPECT_FALSE(read_style_settings("pyproject.toml", "[project]\nname = 'x'\n"));
  EXPECT_FALSE(read_style_settings("pyproject.toml", "this is = = not TOML"));
  EXPECT_FALSE(read_style_settings("tox.ini", "[tox]\nenvlist = py311\n"));
}

}  // namespace
}  // namespace fastidious::project
