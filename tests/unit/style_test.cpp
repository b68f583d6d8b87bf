#include <gtest/gtest.h>

#include <string>

#include "base/identifier.h"
#include "style/check_style.h"
#include "style/noqa.h"
#include "syntax/tree.h"

namespace fastidious::style {
namespace {

std::string check(std::string_view code, Options options = {}) {
  const SourceText text(code);
  IdentifierTable table;
  IdentifierCache names(table);
  std::string found;
  for (const Violation& violation :
       check_style(text, LineIndex(text), syntax::lex(text, names), options)) {
    found += std::to_string(violation.line) + ":" + std::to_string(violation.column + 1) + " " +
             std::string(name_of(violation.code)) + "\n";
  }
  return found;
}

TEST(Style, EndsOfFiles) {
  EXPECT_EQ(check(""), "");
  EXPECT_EQ(check("x = 1"), "1:6 W292\n");
  EXPECT_EQ(check("x = 1\n\n"), "2:1 W391\n");
  EXPECT_EQ(check("x = 1\n   "), "2:1 W293\n2:4 W292\n");
  EXPECT_EQ(check("\xEF\xBB\xBFx =  1\n"), "1:4 E222\n");
}

TEST(Style, ColumnsAreCodePoints) {
  EXPECT_EQ(check("x = '\xC3\xA9\xC3\xA9' ;y = 2\n"), "1:9 E203\n1:10 E231\n1:10 E702\n");
}

TEST(Style, LineEndsOfAnyKind) {
  EXPECT_EQ(check("x = 1 \r\ny = 2\r\n"), "1:6 W291\n");
  EXPECT_EQ(check("x = 1\ry = (2,\r  3)\r"), "3:3 E128\n");
}

TEST(Style, NoqaSilencesWhatPycodestyleSilences) {
  EXPECT_EQ(check("x = None == y  # noqa\n"), "");
  EXPECT_EQ(check("l = 1  # noqa\n"), "1:1 E741\n");
  Options options;
  options.honour_noqa = false;
  EXPECT_EQ(check("x = None == y  # noqa\n", options), "1:10 E711\n");
}

TEST(Style, LexicalErrorsLeaveNothingToCheck) { EXPECT_EQ(check("x = '\ny =1\n"), ""); }

TEST(Noqa, OneLineOrTheWholeFile) {
  const SourceText text("a = 1  # noqa: E501, W2 why\nb = 2  # NOQA\n# ruff: noqa: E7\n");
  IdentifierTable table;
  IdentifierCache names(table);
  const auto comments = syntax::lex(text, names).comments;
  const LineIndex lines(text);
  const Noqa noqa(text, lines, comments);
  const auto silences = [&](std::uint32_t line, Code code) {
    return noqa.silences({line, 0, code, 0, {}});
  };
  EXPECT_TRUE(silences(1, Code::E501));
  EXPECT_TRUE(silences(1, Code::W291));
  EXPECT_FALSE(silences(1, Code::E225));
  EXPECT_TRUE(silences(2, Code::E225));
  EXPECT_TRUE(silences(1, Code::E741));
  EXPECT_FALSE(silences(3, Code::E225));
}

}  // namespace
}  // namespace fastidious::style
