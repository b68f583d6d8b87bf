#include "findings/suppression.h"

#include <gtest/gtest.h>

#include "sample_project.h"

namespace fastidious::findings {
namespace {

const Date kToday{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(21)};

// A file and what its comments ask for.
class Commented {
 public:
  explicit Commented(std::string_view text)
      : file_(project_.add("app.py", text)), suppressions_(project_.source(file_), kToday) {}
  bool silences(std::string_view rule, std::string_view code) {
    return suppressions_.silence(rule, project_.find(file_, code)) != nullptr;
  }
  std::vector<std::string> problems() const {
    std::vector<std::string> messages;
    for (const Finding& finding : suppressions_.problems([](std::string_view) { return true; })) {
      EXPECT_EQ(finding.rule, "AUD004");
      messages.push_back(finding.message);
    }
    return messages;
  }
  const Suppressions& suppressions() const { return suppressions_; }

 private:
  SampleProject project_;
  FileId file_;
  Suppressions suppressions_;
};

TEST(Suppression, SilencesItsRuleOnItsLine) {
  Commented file(
      "x = 1\ny = eval(x)  # fastidious: ignore[SEC026] calculator input\nz = eval(x)\n");
  EXPECT_TRUE(file.silences("SEC026", "eval(x)"));
  EXPECT_FALSE(file.silences("SEC020", "eval(x)"));
  EXPECT_FALSE(file.silences("SEC026", "z"));
  EXPECT_EQ(file.suppressions().all().front().reason, "calculator input");
  EXPECT_TRUE(file.problems().empty());
}

TEST(Suppression, TakesSeveralRules) {
  Commented file("y = eval(x)  # fastidious: ignore[SEC026, LOG001] calculator\n");
  EXPECT_TRUE(file.silences("SEC026", "eval"));
  EXPECT_TRUE(file.silences("LOG001", "eval"));
  EXPECT_TRUE(file.problems().empty());
}

TEST(Suppression, OnALineOfItsOwnIsAboutTheNextOne) {
  Commented file(
      "# fastidious: ignore[SEC026] one\n# another remark\ny = eval(x)\n\n"
      "# fastidious: ignore[SEC027] two\n\nz = load(x)\n");
  EXPECT_TRUE(file.silences("SEC026", "eval"));
  EXPECT_FALSE(file.silences("SEC027", "load"));
}

TEST(Suppression, WhereTheStatementStartsCoversAllOfIt) {
  Commented file(
      "run(  # fastidious: ignore[SEC026] one\n    eval(x),\n)\n"
      "# fastidious: ignore[TYP001] two\n@route\ndef f(\n    parameter,\n):\n    body()\n");
  EXPECT_TRUE(file.silences("SEC026", "eval"));
  EXPECT_TRUE(file.silences("TYP001", "parameter"));
  EXPECT_FALSE(file.silences("TYP001", "body"));
}

TEST(Suppression, ForAFileStandsNearItsTop) {
  Commented top(
      "'''Doc.'''\nimport os\n# fastidious: ignore-file[LOG001] a console program\nx = "
      "1\nprint(x)\n");
  EXPECT_TRUE(top.silences("LOG001", "print"));
  Commented late("x = 1\n# fastidious: ignore-file[LOG001] a console program\nprint(x)\n");
  EXPECT_FALSE(late.silences("LOG001", "print"));
  ASSERT_EQ(late.problems().size(), 1u);
  EXPECT_NE(late.problems()[0].find("above the first code"), std::string::npos);
}

TEST(Suppression, NeedsAReason) {
  Commented file(
      "y = eval(x)  # fastidious: ignore[SEC026]\nz = 1  # fastidious: ignore[SEC026] "
      "until=2027-01-31\n");
  EXPECT_FALSE(file.silences("SEC026", "eval"));
  EXPECT_FALSE(file.silences("SEC026", "z"));
  ASSERT_EQ(file.problems().size(), 2u);
  EXPECT_NE(file.problems()[0].find("gives no reason"), std::string::npos);
}

TEST(Suppression, EndsWithItsLastDay) {
  Commented file(
      "a()  # fastidious: ignore[SEC026] until=2026-11-21 ticket 7\n"
      "b()  # fastidious: ignore[SEC026] until=2026-11-20 ticket 8\n"
      "c()  # fastidious: ignore[SEC026] ticket 9 until=2027-01-31\n"
      "d()  # fastidious: ignore[SEC026] until=2026-02-30 ticket 10\n");
  EXPECT_TRUE(file.silences("SEC026", "a()"));
  EXPECT_FALSE(file.silences("SEC026", "b()"));
  EXPECT_TRUE(file.silences("SEC026", "c()"));
  EXPECT_FALSE(file.silences("SEC026", "d()"));
  ASSERT_EQ(file.problems().size(), 2u);
  EXPECT_NE(file.problems()[0].find("expired on 2026-11-20"), std::string::npos);
  EXPECT_NE(file.problems()[1].find("not a date"), std::string::npos);
  EXPECT_EQ(file.suppressions().all()[2].reason, "ticket 9");
}

TEST(Suppression, OfTooManyRulesCountsForNothing) {
  std::string codes = "SEC026";
  for (int i = 0; i < 100; ++i) codes += ",COD007";
  Commented file("y = eval(x)  # fastidious: ignore[" + codes + "] reason\n");
  EXPECT_FALSE(file.silences("SEC026", "eval(x)"));
  ASSERT_EQ(file.problems().size(), 1u);
  EXPECT_NE(file.problems()[0].find("more than 100 rules"), std::string::npos);
}

TEST(Suppression, TheFirstOfSeveralIsUsed) {
  Commented file(
      "# fastidious: ignore[SEC026] the first\n# fastidious: ignore[SEC026] the second\n"
      "y = eval(x)  # fastidious: ignore[SEC026] the third\n");
  EXPECT_TRUE(file.silences("SEC026", "eval(x)"));
  EXPECT_EQ(file.problems().size(), 2u);
}

TEST(Suppression, UnusedIsReportedForRulesThatRan) {
  Commented file("y = 1  # fastidious: ignore[SEC026,LOG001] calculator\n");
  EXPECT_TRUE(file.silences("LOG001", "y"));
  ASSERT_EQ(file.problems().size(), 1u);
  EXPECT_NE(file.problems()[0].find("SEC026 reports nothing"), std::string::npos);
  EXPECT_TRUE(file.suppressions().problems([](std::string_view) { return false; }).empty());
}

TEST(Suppression, UnknownFormsAreReported) {
  for (const std::string_view comment :
       {"# fastidious: ignore because", "# fastidious: ignore[] because",
        "# fastidious: ignore[SEC26] x", "# fastidious: disable[SEC026] x",
        "# fastidious: ignore[SEC026 x"}) {
    Commented file("y = eval(x)  " + std::string(comment) + "\n");
    EXPECT_FALSE(file.silences("SEC026", "eval")) << comment;
    EXPECT_EQ(file.problems().size(), 1u) << comment;
  }
}

TEST(Suppression, StandsBesideOtherRemarks) {
  Commented file("y = eval(x)  # noqa: S307 # fastidious: ignore[SEC026] calculator # nosec\n");
  EXPECT_TRUE(file.silences("SEC026", "eval"));
  EXPECT_EQ(file.suppressions().all().front().reason, "calculator");
  EXPECT_TRUE(Commented("# We run fastidious: ignore[SEC026] is how one silences it.\n")
                  .suppressions()
                  .empty());
  EXPECT_TRUE(Commented("x = '# fastidious: ignore[SEC026] text'\n").suppressions().empty());
}

TEST(Date, IsADayOfTheCalendar) {
  EXPECT_TRUE(parse_date("2028-02-29"));
  for (const std::string_view text :
       {"2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "2027/01/01", "", "2027-00-10",
        "2027-01-00", "-027-01-01", "2027-01-3x"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

}  // namespace
}  // namespace fastidious::findings
