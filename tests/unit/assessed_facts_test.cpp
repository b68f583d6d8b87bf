// What criteria and next actions say of figures, where no rule has anything to say.

#include <gtest/gtest.h>

#include <algorithm>

#include "assess/assessment.h"
#include "sample_project.h"

namespace fastidious::assess {
namespace {

using findings::Finding;
using findings::RiskKind;
using findings::Severity;

class AssessedFacts : public testing::Test {
 protected:
  AssessedFacts() {
    coverage_.python_files = 1;
    file_ = project_.add("app/main.py", "def f(a): return a\n");
  }
  void add_rules(std::vector<std::string_view> codes) {
    std::sort(codes.begin(), codes.end());
    for (const std::string_view code : codes) {
      rules_.push_back(sample_rule(code, code, Severity::Warning, RiskKind::Security, "r", "a"));
    }
  }
  Assessment assess_all() {
    pointers_.clear();
    for (const rules::Rule& rule : rules_) pointers_.push_back(&rule);
    Input input;
    input.rules = pointers_;
    input.findings = findings_;
    input.path_of = project_.path_of();
    input.coverage = &coverage_;
    return assess(input);
  }
  CriterionResult result(std::string_view id) {
    const Assessment assessment = assess_all();
    return *std::find_if(assessment.criteria.begin(), assessment.criteria.end(),
                         [id](const CriterionResult& one) { return one.criterion->id == id; });
  }
  void find(std::string_view rule, int times) {
    for (; times > 0; --times) {
      findings_.push_back(project_.finding(rule, file_, "a", "something is wrong"));
      findings_.back().severity = Severity::Critical;
    }
  }

  SampleProject project_;
  findings::FileId file_;
  std::vector<rules::Rule> rules_;
  std::vector<const rules::Rule*> pointers_;
  std::vector<Finding> findings_;
  Coverage coverage_;
};

TEST_F(AssessedFacts, APipelineThatOnlyDeploysDoesNotTest) {
  add_rules({"CIC001", "CIC002"});
  DeliveryFacts& delivery = coverage_.facts.delivery.emplace();
  delivery.workflows = 1;
  delivery.stages_missing = {"lint", "tests", "build"};
  EXPECT_EQ(result("audit.6.2").status, Status::NotEvaluated);
  EXPECT_EQ(result("audit.6.2").reason, "no command was recognised for lint, tests");
  EXPECT_EQ(result("audit.6.3").status, Status::Passed);
  delivery.stages_missing = {"build"};
  EXPECT_EQ(result("audit.6.2").status, Status::Passed);
  delivery.workflows = 0;
  EXPECT_EQ(result("audit.6.3").status, Status::NotEvaluated);
}

TEST_F(AssessedFacts, APipelineBeginsWithWhatPasses) {
  DeliveryFacts& delivery = coverage_.facts.delivery.emplace();
  delivery.stages_missing = {"tests"};
  EXPECT_NE(assess_all().pipeline->steps[1].find("begin with those that pass"), std::string::npos);
  delivery.stages = {{"lint", {".pre-commit-config.yaml", 1}}};
  add_rules({"COD019", "TYP016"});
  find("TYP016", 2);
  find("COD019", 1);
  EXPECT_TRUE(assess_all().pipeline->steps[1].ends_with("mended, of which COD019 may be a part"));
}

TEST_F(AssessedFacts, EnvFilesAreIgnoredWhereALineSaysSo) {
  add_rules({"SEC005", "SEC006", "SEC007"});
  coverage_.looks_at_application = true;
  coverage_.facts.delivery.emplace();
  EXPECT_EQ(result("audit.5.2").status, Status::NotEvaluated);
  coverage_.facts.exhibits[Exhibit::IgnoredEnvFile] = {"", {".gitignore", 3}};
  EXPECT_EQ(result("audit.5.2").status, Status::Passed);
}

// What else could be ignored, too, does not make it false that `.env` is.
TEST_F(AssessedFacts, CriteriaFailByWhatContradictsThem) {
  add_rules({"SEC005", "SEC006", "SEC007"});
  find("SEC006", 1);
  findings_.back().severity = Severity::Suggestion;
  find("SEC007", 1);
  EXPECT_EQ(result("audit.5.2").reason, "1 × SEC007; to improve: 1 × SEC006");
  find("SEC006", 1);
  EXPECT_EQ(result("audit.5.2").reason, "2 × SEC006, 1 × SEC007");
}

TEST_F(AssessedFacts, WhatIsProvedInTwoPlacesNamesBoth) {
  add_rules({"SEC006", "SEC011", "TST001", "TST008"});
  coverage_.looks_at_application = true;
  coverage_.facts.delivery.emplace();
  auto& exhibits = coverage_.facts.exhibits;
  exhibits[Exhibit::IgnoredEnvFile] = {"", {".gitignore", 3}};
  EXPECT_TRUE(result("review.4.3").reason.starts_with("ignored by `.gitignore:3`; "));
  exhibits[Exhibit::DotenvReader] = {"", {"app/settings.py", 7}};
  EXPECT_TRUE(result("review.4.3")
                  .reason.starts_with("read by `app/settings.py:7`, ignored by `.gitignore:3`; "));
  exhibits[Exhibit::Measured] = {"", {"scripts/test.sh", 2}};
  exhibits[Exhibit::Enforced] = {"`--fail-under=90`", {"ci.yml", 9}};
  EXPECT_TRUE(result("audit.4.3")
                  .reason.starts_with("measured by `scripts/test.sh:2`, a fall noticed by "
                                      "`--fail-under=90` in `ci.yml:9`; "));
  exhibits[Exhibit::Enforced].place = {"scripts/test.sh", 2};
  EXPECT_TRUE(
      result("audit.4.3").reason.starts_with("both by `--fail-under=90` in `scripts/test.sh:2`; "));
}

TEST_F(AssessedFacts, APortOfAnotherNameIsQualified) {
  add_rules({"DEP010", "DEP035"});
  coverage_.looks_at_application = true;
  coverage_.facts.application.emplace();
  NamedPlace& port = coverage_.facts.exhibits[Exhibit::ServerPort];
  port = {"`settings.PORT`", {"main.py", 3}};
  EXPECT_EQ(result("review.6.6").reason.find("platform sets"), std::string::npos);
  port.name = "`settings.APP_PORT`";
  EXPECT_NE(result("review.6.6").reason.find("platform sets `PORT`"), std::string::npos);
}

TEST_F(AssessedFacts, LoggingIsNotConfiguredForAllWhereAFunctionLacksIt) {
  add_rules({"LOG001", "LOG003", "LOG014"});
  coverage_.looks_at_application = true;
  ApplicationFacts& application = coverage_.facts.application.emplace();
  application.log_configuration = {"app/logs.py", 3};
  const auto logging = [&] {
    const auto items = assess_all().deployment_checklist;
    return *std::find_if(items.begin(), items.end(),
                         [](const ChecklistItem& one) { return one.text == "Logging configured"; });
  };
  EXPECT_EQ(logging().status, Status::Passed);
  application.functions_without_logging = {"report"};
  EXPECT_EQ(logging().status, Status::Failed);
  EXPECT_EQ(logging().reason,
            "not for `report`, a function of Firebase in which nothing configures it");
}

TEST_F(AssessedFacts, AManifestIsThereThoughItIsRefused) {
  add_rules({"DEP001", "DEP002"});
  find("DEP002", 1);
  const ChecklistItem refused = assess_all().deployment_checklist[0];
  EXPECT_EQ(refused.status, Status::Passed);
  EXPECT_EQ(refused.reason, "it is there, but not in order: 1 × DEP002");
  find("DEP001", 1);
  EXPECT_EQ(assess_all().deployment_checklist[0].status, Status::Failed);
}

TEST_F(AssessedFacts, WhatNobodyCanFailDoesNotApply) {
  add_rules({"SEC050", "SEC051", "TST001", "TST014"});
  ApplicationFacts& application = coverage_.facts.application.emplace();
  application.endpoints = application.tested_endpoints = 1;
  EXPECT_FALSE(result("audit.4.5").does_not_apply.empty());
  EXPECT_FALSE(result("audit.5.4").does_not_apply.empty());
  application.changing_endpoints = application.guarded_endpoints = 1;
  EXPECT_TRUE(result("audit.4.5").does_not_apply.empty());
  EXPECT_TRUE(result("audit.5.4").does_not_apply.empty());
}

TEST_F(AssessedFacts, NobodyClaimsTlsThatNoCallAsksFor) {
  add_rules({"SEC080", "SEC081"});
  coverage_.facts.application.emplace();
  EXPECT_FALSE(result("review.4.8").does_not_apply.empty());
  coverage_.facts.application->requests_sent = 2;
  EXPECT_EQ(result("review.4.8").status, Status::NotEvaluated);
  coverage_.facts.exhibits[Exhibit::SentRequest] = {"`httpx.get`", {"main.py", 3}};
  EXPECT_EQ(result("review.4.8").status, Status::Passed);
  coverage_.facts.exhibits[Exhibit::OptionalTls] = {"`emails.Message`", {"mail.py", 7}};
  EXPECT_EQ(result("review.4.8").status, Status::NotEvaluated);
  EXPECT_NE(result("review.4.8").reason.find("`mail.py:7`"), std::string::npos);
}

TEST_F(AssessedFacts, NextActionsFollowThePhasesInWhichTheyAreBegun) {
  add_rules({"SEC020", "DEP008"});
  find("SEC020", 20);  // by hand, more than a quick win
  find("DEP008", 1);
  const auto actions = assess_all().next_actions;
  ASSERT_GE(actions.size(), 2u);
  EXPECT_EQ(actions[0].rule, "SEC020");  // a door that stands open does not wait
  EXPECT_GT(actions[0].phase, 1);
  EXPECT_NE(actions[0].text.find(": begin at once"), std::string::npos);
  EXPECT_EQ(actions[1].rule, "DEP008");
  EXPECT_EQ(actions[1].text.find(": begin at once"), std::string::npos);
  EXPECT_TRUE(std::is_sorted(actions.begin(), actions.end(), [](const auto& a, const auto& b) {
    return a.begins_in < b.begins_in;
  }));
}

}  // namespace
}  // namespace fastidious::assess
