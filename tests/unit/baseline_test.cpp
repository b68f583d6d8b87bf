#include "findings/baseline.h"

#include <gtest/gtest.h>

namespace fastidious::findings {
namespace {

Finding found(std::string_view rule, std::uint64_t fingerprint, std::uint32_t file = 0) {
  Finding finding;
  finding.rule = rule;
  finding.fingerprint = fingerprint;
  finding.file = FileId(file);
  finding.message = "the password is hunter2";
  return finding;
}

std::string_view path_of(FileId id) { return id.value == 0 ? "app/a.py" : "app/\"b\".py"; }
bool always(std::string_view) { return true; }

TEST(Baseline, IsReadAsItWasWritten) {
  const std::vector<Finding> findings = {found("SEC026", 7), found("COD009", 9, 1),
                                         found("SEC026", 7, 1)};
  const Baseline baseline = Baseline::of(findings, path_of);
  const std::string json = baseline.to_json();
  EXPECT_EQ(json.find("hunter2"), std::string::npos);
  std::string error;
  const Baseline again = Baseline::read(json, error);
  EXPECT_EQ(error, "");
  EXPECT_EQ(again.to_json(), json);
  ASSERT_EQ(again.entries().size(), 2u);
  EXPECT_EQ(again.entries()[0].rule, "COD009");
  EXPECT_EQ(again.entries()[0].file, "app/\"b\".py");
  EXPECT_EQ(again.entries()[1].count, 2u);
}

TEST(Baseline, DoesNotDependOnTheOrderOfFindings) {
  const std::vector<Finding> one = {found("SEC026", 7), found("COD009", 9), found("COD009", 8)};
  const std::vector<Finding> two = {one[2], one[0], one[1]};
  EXPECT_EQ(Baseline::of(one, path_of).to_json(), Baseline::of(two, path_of).to_json());
}

TEST(Baseline, KnowsAsManyFindingsAsItHolds) {
  const std::vector<Finding> old = {found("SEC026", 7), found("SEC026", 7), found("COD009", 9)};
  const Baseline baseline = Baseline::of(old, path_of);
  const std::vector<Finding> now = {found("SEC026", 7, 1), found("SEC026", 7), found("SEC026", 7),
                                    found("SEC027", 7)};
  const BaselineMatch match = baseline.match(now, always);
  EXPECT_EQ(match.known, (std::vector<bool>{true, true, false, false}));
  ASSERT_EQ(match.stale.size(), 1u);
  EXPECT_EQ(match.stale[0].rule, "COD009");
  EXPECT_EQ(stale_finding(match.stale[0]).rule, "AUD003");
}

TEST(Baseline, IsNotStaleForRulesThatDidNotRun) {
  const std::vector<Finding> old = {found("COD009", 9)};
  const BaselineMatch match =
      Baseline::of(old, path_of).match({}, [](std::string_view rule) { return rule != "COD009"; });
  EXPECT_TRUE(match.stale.empty());
}

TEST(Baseline, RefusesWhatItDidNotWrite) {
  const auto with_finding = [](std::string_view finding) {
    return R"({"schema": "fastidious-baseline-1", "findings": [)" + std::string(finding) + "]}";
  };
  const std::string hex = R"("fingerprint": "0000000000000009")";
  for (const std::string& json :
       {std::string(), std::string("[]"), std::string("{"), std::string("{}"),
        std::string(R"({"schema": "other"})"),
        std::string(R"({"schema": "fastidious-baseline-1"})"), with_finding("1"),
        with_finding(R"({"rule": "COD009", "fingerprint": "9", "count": 1})"),
        with_finding(R"({"rule": "COD009", )" + hex + R"(, "count": -1})"),
        with_finding(R"({"rule": "a\"b", )" + hex + R"(, "count": 1})")}) {
    std::string error;
    EXPECT_TRUE(Baseline::read(json, error).entries().empty()) << json;
    EXPECT_NE(error, "") << json;
  }
}

TEST(Baseline, MayBeEmpty) {
  std::string error;
  EXPECT_TRUE(Baseline::read(Baseline().to_json(), error).entries().empty());
  EXPECT_EQ(error, "");
}

}  // namespace
}  // namespace fastidious::findings
