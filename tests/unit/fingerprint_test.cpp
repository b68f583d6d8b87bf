#include "findings/fingerprint.h"

#include <gtest/gtest.h>

#include "sample_project.h"

namespace fastidious::findings {
namespace {

constexpr std::string_view kCode = R"(import os

class Store:
    def load(self, name):
        return self.execute('select ' + name, (1, 2))
)";

TEST(Fingerprint, SurvivesMovedLinesAndOtherCode) {
  const std::string moved = "\n\n# more\nX = 1\n\n\n" + std::string(kCode) + "\n\nY = 2\n";
  EXPECT_EQ(fingerprint_in(kCode, "self.execute('select ' + name, (1, 2))"),
            fingerprint_in(moved, "self.execute('select ' + name, (1, 2))"));
}

TEST(Fingerprint, SurvivesWhatFormattersDo) {
  constexpr std::string_view kFormatted = R"(import os


class Store:
    def load(self, name):
        return self.execute(
            "select " + name,
            (1, 2),  # why
        )
)";
  const std::string_view code =
      "self.execute(\n            \"select \" + name,\n"
      "            (1, 2),  # why\n        )";
  EXPECT_EQ(fingerprint_in(kCode, "self.execute('select ' + name, (1, 2))"),
            fingerprint_in(kFormatted, code));
}

TEST(Fingerprint, TellsRulesCodeAndDefinitionsApart) {
  const auto base = fingerprint_in("def f():\n    g(1)\n", "g(1)");
  EXPECT_NE(base, fingerprint_in("def f():\n    g(1)\n", "g(1)", "COD010"));
  EXPECT_NE(base, fingerprint_in("def f():\n    g(2)\n", "g(2)"));
  EXPECT_NE(base, fingerprint_in("def h():\n    g(1)\n", "g(1)"));
  EXPECT_NE(base, fingerprint_in("g(1)\n", "g(1)"));
  EXPECT_NE(base, fingerprint_in("class f:\n    def f():\n        g(1)\n", "g(1)"));
}

TEST(Fingerprint, NumbersEquals) {
  const std::string_view code = "def f():\n    g(1)\n    g(1)\n";
  EXPECT_EQ(fingerprint_in(code, "g(1)"), fingerprint_in("def f():\n    g(1)\n", "g(1)"));
  EXPECT_NE(fingerprint_in(code, "g(1)"), fingerprint_in(code, "g(1)", "COD009", 2));
}

TEST(Fingerprint, OfACompoundStatementDoesNotDependOnItsBody) {
  EXPECT_EQ(
      fingerprint_in("def f(a):\n    return 1\n", "def f(a):\n    return 1"),
      fingerprint_in("def f(a):\n    x = 2\n    return x\n", "def f(a):\n    x = 2\n    return x"));
  EXPECT_NE(fingerprint_in("def f(a):\n    return 1\n", "def f(a):\n    return 1"),
            fingerprint_in("def f(b):\n    return 1\n", "def f(b):\n    return 1"));
}

TEST(Fingerprint, HoldsNothingOfASecret) {
  const std::string_view rule = "SEC002";
  EXPECT_EQ(fingerprint_in("API_KEY = 'first-secret'\n", "'first-secret'", rule),
            fingerprint_in("API_KEY = 'other-secret'\n", "'other-secret'", rule));
  EXPECT_NE(fingerprint_in("API_KEY = 'first-secret'\n", "'first-secret'", rule),
            fingerprint_in("TOKEN = 'first-secret'\n", "'first-secret'", rule));
  Finding finding;
  finding.rule = "SEC004";
  finding.span = {9, 16};
  Finding other = finding;
  set_fingerprints("PASSWORD=hunter2\n", std::span(&finding, 1));
  set_fingerprints("PASSWORD=letmein\n", std::span(&other, 1));
  EXPECT_EQ(finding.fingerprint, other.fingerprint);
}

TEST(Fingerprint, OfAWholeFileDependsOnTheRuleOnly) {
  EXPECT_EQ(fingerprint_in("x = 1\n", "x = 1\n"), fingerprint_in("import y\n", "import y\n"));
}

TEST(NormalForm, DropsWhatFormattersChange) {
  EXPECT_EQ(normal_form("f( a,b , )"), normal_form("f(a, b)"));
  EXPECT_EQ(normal_form("x = ('a' \\\n 'b')"), normal_form("x = \"a\" \"b\""));
  EXPECT_EQ(normal_form("'it\\'s'"), normal_form("\"it's\""));
  EXPECT_EQ(normal_form("F'x' + u'y'"), normal_form("f\"x\" + \"y\""));
  EXPECT_EQ(normal_form("0XFF + 1E5"), normal_form("0xff + 1e5"));
  EXPECT_EQ(normal_form("[1, 2,]"), "[1,2]");
  EXPECT_EQ(normal_form("a; b"), normal_form("a\nb"));
  EXPECT_NE(normal_form("f(a, b)"), normal_form("f(a + b)"));
}

TEST(NormalForm, IsBounded) { EXPECT_EQ(normal_form(std::string(1 << 20, 'x')).size(), 1024u); }

TEST(FingerprintText, IsSixteenDigits) {
  EXPECT_EQ(fingerprint_text(0), "0000000000000000");
  EXPECT_EQ(fingerprint_text(0x0123456789abcdefULL), "0123456789abcdef");
}

}  // namespace
}  // namespace fastidious::findings
