#include "assess/assessment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "assess/next_actions.h"
#include "rules/registry.h"
#include "sample_project.h"

namespace fastidious::assess {
namespace {

using findings::Confidence;
using findings::Finding;
using findings::FixClass;
using findings::Severity;

rules::Rule rule_named(std::string_view code, Severity severity = Severity::Critical) {
  return sample_rule(code, code, severity, findings::RiskKind::Security, "risk", "advice");
}

// Rules TYP001, TYP002, SEC020 and SEC022, and files to find something in.
class Assessments : public testing::Test {
 protected:
  Assessments() {
    coverage_.python_files = 1;
    file_ = project_.add("app/api/users.py", "def f(a): return a\n");
  }
  Assessment assess_all() {
    Input input;
    std::sort(rules_.begin(), rules_.end(), [](auto& a, auto& b) { return a.code < b.code; });
    pointers_.clear();
    for (const rules::Rule& rule : rules_) {
      pointers_.push_back(&rule);
    }
    input.rules = pointers_;
    input.findings = findings_;
    input.baselined = baselined_;
    input.path_of = project_.path_of();
    input.coverage = &coverage_;
    input.owner_of = owner_of_;
    return assess(input);
  }
  static const CriterionResult& result(const Assessment& assessment, std::string_view id) {
    return *std::find_if(assessment.criteria.begin(), assessment.criteria.end(),
                         [id](const CriterionResult& r) { return r.criterion->id == id; });
  }
  void find(std::string_view rule, Severity severity = Severity::Critical,
            Confidence confidence = Confidence::High) {
    Finding finding = project_.finding(rule, file_, "a", "something is wrong");
    finding.severity = severity;
    finding.confidence = confidence;
    findings_.push_back(finding);
  }

  SampleProject project_;
  findings::FileId file_;
  std::vector<rules::Rule> rules_ = {rule_named("TYP001"), rule_named("TYP002"),
                                     rule_named("SEC020"), rule_named("SEC022")};
  std::vector<const rules::Rule*> pointers_;
  std::vector<Finding> findings_;
  std::vector<Finding> baselined_;
  std::function<std::string(const Finding&)> owner_of_;
  Coverage coverage_;
};

TEST_F(Assessments, PassesACriterionOnlyIfAllItsRulesLooked) {
  const Assessment assessment = assess_all();
  EXPECT_EQ(result(assessment, "review.2.1").status, Status::Passed);
  EXPECT_EQ(result(assessment, "review.4.5").status, Status::NotEvaluated);
  EXPECT_EQ(result(assessment, "review.4.5").reason,
            "only in part: SEC020, SEC022 found nothing; no rule evaluates SEC021 yet");
  EXPECT_EQ(result(assessment, "review.4.9").status, Status::NotEvaluated);
  EXPECT_EQ(result(assessment, "review.4.9").reason, "no rule evaluates this yet");
}

TEST_F(Assessments, FailsACriterionWithAFinding) {
  find("SEC020");
  find("SEC020");
  const Assessment assessment = assess_all();
  EXPECT_EQ(result(assessment, "review.4.5").status, Status::Failed);
  EXPECT_EQ(result(assessment, "review.4.5").reason, "2 × SEC020");
  EXPECT_EQ(assessment.areas[4].section, Section::AreaSecrets);
  EXPECT_EQ(assessment.areas[4].status, AreaStatus::Failed);
  EXPECT_EQ(assessment.areas[4].counts.critical, 2u);
}

TEST_F(Assessments, CountsWhatTheBaselineHidesAsFailed) {
  find("TYP001");
  std::swap(findings_, baselined_);
  EXPECT_EQ(result(assess_all(), "review.2.1").status, Status::Failed);
}

TEST_F(Assessments, DoesNotPassWhatARuleThatIsOffDecides) {
  coverage_.rules_off = {{"TYP001", "--ignore"}};
  const Assessment assessment = assess_all();
  EXPECT_EQ(result(assessment, "review.2.1").status, Status::NotEvaluated);
  EXPECT_EQ(result(assessment, "review.2.1").reason, "TYP001 is off (--ignore)");
}

TEST_F(Assessments, PassesNothingWhereAFileWasNotAnalysed) {
  coverage_.files_skipped = {{"app/broken.py", "does not parse", true}};
  EXPECT_EQ(result(assess_all(), "review.2.1").status, Status::NotEvaluated);
  coverage_.files_skipped = {{"tests/data/broken.py", "does not parse", false}};
  EXPECT_EQ(result(assess_all(), "review.2.1").status, Status::Passed);
  coverage_.files_skipped.clear();
  coverage_.python_files = 0;
  EXPECT_EQ(result(assess_all(), "review.2.1").status, Status::NotEvaluated);
}

TEST_F(Assessments, PassesNothingInAReviewOfNothing) {
  coverage_.files_reviewed = 1;
  EXPECT_EQ(result(assess_all(), "review.2.1").status, Status::Passed);
  coverage_.files_reviewed = 0;
  EXPECT_EQ(result(assess_all(), "review.2.1").reason, "no Python file changed");
}

TEST_F(Assessments, KeepsUncertainFindingsApart) {
  find("SEC020", Severity::Critical, Confidence::Medium);
  find("SEC020");
  const Assessment assessment = assess_all();
  EXPECT_EQ(assessment.counts.critical, 1u);
  EXPECT_EQ(assessment.counts.review_requested, 1u);
  ASSERT_EQ(assessment.clusters.size(), 2u);
  EXPECT_FALSE(assessment.clusters[0].review_requested);
  EXPECT_TRUE(assessment.clusters[1].review_requested);
  ASSERT_EQ(assessment.questions.size(), 1u);
  EXPECT_EQ(assessment.questions[0].kind, QuestionKind::Security);
  EXPECT_EQ(assessment.questions[0].choices.size(), 2u);
}

TEST_F(Assessments, SaysWhatAPassRestsOn) {
  const Assessment assessment = assess_all();
  EXPECT_EQ(result(assessment, "review.2.1").reason, "no finding of TYP001");
  EXPECT_EQ(result(assessment, "review.2.1").subject,
            "0 functions of the application and its scripts, of 0 in all");
}

TEST_F(Assessments, JudgesNoEndpointsWhereThereAreNone) {
  rules_.push_back(rule_named("API001"));
  coverage_.facts.application.emplace();
  EXPECT_EQ(result(assess_all(), "audit.2.1").status, Status::NotEvaluated);
  EXPECT_EQ(result(assess_all(), "audit.2.1").reason, "no endpoint was found");
  coverage_.facts.application->endpoints = 2;
  EXPECT_EQ(result(assess_all(), "audit.2.1").status, Status::Passed);
}

TEST_F(Assessments, PassesNothingAboutLogsOrWorkflowsThatAreNotThere) {
  for (const std::string_view code :
       {"LOG001", "LOG002", "LOG003", "CIC001", "CIC002", "CIC003", "CIC004"}) {
    rules_.push_back(rule_named(code, Severity::Warning));
  }
  coverage_.facts.application.emplace();
  coverage_.facts.delivery.emplace();
  EXPECT_EQ(result(assess_all(), "audit.7.1").status, Status::NotEvaluated);
  EXPECT_EQ(result(assess_all(), "audit.6.1").reason, "no workflow of GitHub Actions was found");
  find("CIC001", Severity::Warning);
  EXPECT_EQ(result(assess_all(), "audit.6.2").status, Status::Failed);
  coverage_.facts.application->log_records = 1;
  coverage_.facts.delivery->workflows = 1;
  EXPECT_EQ(result(assess_all(), "audit.7.1").status, Status::Passed);
  EXPECT_EQ(result(assess_all(), "audit.6.1").status, Status::Passed);
}

findings::Date day(std::string_view text) { return *findings::parse_date(text); }

TEST_F(Assessments, NamesWhoIsToActAndUntilWhen) {
  find("SEC020");
  owner_of_ = [](const Finding&) { return "@team"; };
  const Assessment assessment = assess_all();
  ASSERT_FALSE(assessment.next_actions.empty());
  const NextAction& first = assessment.next_actions.front();
  EXPECT_EQ(first.rule, "SEC020");
  EXPECT_EQ(first.owner, "@team");
  EXPECT_EQ(first.phase, 1);
  EXPECT_EQ(first.due, day("2026-01-02"));  // the day behind the 1st, a Thursday
}

TEST(NextActions, AreNotDueOnAWeekend) {
  EXPECT_EQ(due_by(1, day("2026-01-02")), day("2026-01-05"));  // Friday, Monday
  EXPECT_EQ(due_by(2, day("2026-01-05")), day("2026-01-08"));
  EXPECT_EQ(due_by(3, day("2026-01-05")), day("2026-01-19"));
}

TEST_F(Assessments, AsksAboutWhatWasMissing) {
  coverage_.files_skipped = {{"app/broken.py", "does not parse", true}};
  const Assessment assessment = assess_all();
  ASSERT_EQ(assessment.questions.size(), 1u);
  EXPECT_EQ(assessment.questions[0].kind, QuestionKind::Context);
  EXPECT_NE(assessment.questions[0].text.find("app/broken.py"), std::string::npos);
}

TEST_F(Assessments, AnswersTheQuestionsOfQualityAssurance) {
  coverage_.functions = 10;
  coverage_.functions_checked = 7;
  const Assessment assessment = assess_all();
  ASSERT_EQ(assessment.quality.size(), 6u);
  EXPECT_TRUE(assessment.quality[0].answer.starts_with("7 of 10 functions; the other 3"));
  EXPECT_EQ(assessment.quality[1].answer, "Not evaluated: SEC001 is off.");
  EXPECT_TRUE(assessment.quality[2].answer.starts_with("Not evaluated"));
}

// ---- the pipeline -----------------------------------------------------------------------------

TEST_F(Assessments, RecommendsAPipelineWhereThereIsNone) {
  EXPECT_FALSE(assess_all().pipeline.has_value());
  DeliveryFacts& delivery = coverage_.facts.delivery.emplace();
  delivery.stages_missing = {"lint", "type check", "tests", "secret scan", "dependency audit"};
  delivery.deploy_steps = {{"deploy.sh", 4}};
  coverage_.facts.application.emplace().endpoints = 3;
  const Assessment assessment = assess_all();
  ASSERT_TRUE(assessment.pipeline.has_value());
  EXPECT_EQ(assessment.pipeline->verdict, "Introduce a pipeline");
  EXPECT_EQ(assessment.pipeline->effort, Effort::Large);  // there are no tests either
  ASSERT_EQ(assessment.pipeline->because.size(), 3u);
  EXPECT_NE(assessment.pipeline->because[2].find("`deploy.sh:4` deploys"), std::string::npos);
}

TEST_F(Assessments, ExtendsAPipelineByWhatItLacks) {
  DeliveryFacts& delivery = coverage_.facts.delivery.emplace();
  delivery.workflows = 1;
  delivery.stages = {{"tests", {".github/workflows/ci.yml", 9}}};
  delivery.stages_missing = {"lint", "build"};
  const Assessment assessment = assess_all();
  EXPECT_EQ(assessment.pipeline->verdict, "Extend the pipeline");
  const std::vector<std::string> steps = {"add lint (`ruff check`), once it passes by hand",
                                          "a step before installs each tool that is not there yet"};
  EXPECT_EQ(assessment.pipeline->steps, steps);
  EXPECT_EQ(assessment.pipeline->effort, Effort::QuickWin);
}

TEST_F(Assessments, KeepsAPipelineThatIsWhole) {
  coverage_.facts.delivery.emplace().workflows = 1;
  EXPECT_EQ(assess_all().pipeline->verdict, "Keep the pipeline");
  EXPECT_TRUE(assess_all().pipeline->steps.empty());
}

TEST_F(Assessments, ChecklistsFollowTheCriteria) {
  const Assessment assessment = assess_all();
  ASSERT_EQ(assessment.deployment_checklist.size(), 6u);
  EXPECT_EQ(assessment.deployment_checklist[0].status, Status::NotEvaluated);
  ASSERT_EQ(assessment.audit_checklist.size(), 10u);
  EXPECT_EQ(assessment.audit_checklist[9].status, Status::Passed);
}

TEST_F(Assessments, TickDocsOnlyIfTheyAreComplete) {
  rules_.clear();
  for (const std::string_view code :
       {"API001", "API003", "API004", "API006", "API009", "API014", "DOC001", "DOC002", "DOC003"}) {
    rules_.push_back(rule_named(code, Severity::Warning));
  }
  EXPECT_EQ(assess_all().audit_checklist[2].status, Status::Passed);
  find("API006", Severity::Warning);
  EXPECT_EQ(assess_all().audit_checklist[2].status, Status::Failed);
  EXPECT_EQ(assess_all().audit_checklist[2].reason, "1 of 5 criteria failed");
}

TEST(Criteria, HaveDistinctIdsAndBelongToTheirSection) {
  for (const Criterion& criterion : all_criteria()) {
    EXPECT_EQ(find_criterion(criterion.id), &criterion);
    EXPECT_FALSE(criterion.deciding.empty()) << criterion.id;
    EXPECT_EQ(criterion.id.starts_with("review"), criterion.section < kFirstArea) << criterion.id;
    for_each_code(criterion.deciding, [&](std::string_view code) {
      EXPECT_EQ(code.size(), 6u) << criterion.id;
      EXPECT_EQ(criterion.informing.find(code), std::string_view::npos)
          << criterion.id << ' ' << code;
    });
    for_each_code(criterion.informing, [&](std::string_view code) { EXPECT_EQ(code.size(), 6u); });
  }
}

// One finding fails one criterion of a specification, but where the specification names the matter
// twice: secrets in the code and from the environment, what is logged, a body's model, and what
// comes in: as fields, at boundaries, at entry points.
TEST(Criteria, NameARuleOnceUnlessTheSpecificationNamesItTwice) {
  constexpr std::string_view kNamedTwice =
      "API003 CIC001 COD019 LOG004 LOG005 LOG006 LOG007 LOG011 SEC002 SEC003 SEC004 SEC094 TST001 "
      "TYP012 VAL001 "
      "VAL002 VAL008 VAL016 VAL017 VAL027";
  std::set<std::pair<bool, std::string_view>> known;
  for (const Criterion& criterion : all_criteria()) {
    const auto once = [&](std::string_view code) {
      const bool is_new = known.emplace(is_area(criterion.section), code).second;
      EXPECT_TRUE(is_new || kNamedTwice.find(code) != std::string_view::npos)
          << criterion.id << ' ' << code;
    };
    for_each_code(criterion.deciding, once);
    for_each_code(criterion.informing, once);
  }
}

TEST(Criteria, HoldEveryRule) {
  for (const rules::Rule* rule : rules::all_rules()) {
    const auto criteria = criteria_for(rule->code);
    EXPECT_FALSE(criteria.empty()) << rule->code;
    EXPECT_TRUE(std::any_of(criteria.begin(), criteria.end(),
                            [](const Criterion* criterion) {
                              return is_area(criterion->section) ||
                                     criterion->section == Section::TheAudit;
                            }))
        << rule->code << " belongs to no area of the audit";
  }
}

// Specification 1, "Decision-Making Framework": security, missing type hints, missing validation of
// bodies and what blocks a deployment are critical; gaps of documentation and logging are warnings.
TEST(Criteria, FollowTheDecisionFramework) {
  const auto expect_all = [](std::string_view codes, Severity severity) {
    for_each_code(codes, [severity](std::string_view code) {
      const rules::Rule* rule = find_rule(rules::all_rules(), code);
      ASSERT_NE(rule, nullptr) << code;
      EXPECT_EQ(rule->severity, severity) << code;
    });
  };
  expect_all("SEC001 SEC002 SEC003 SEC020 SEC021 SEC022 SEC025 SEC026 SEC027 SEC028 SEC029 SEC030",
             Severity::Critical);
  expect_all("SEC031 SEC050 SEC051 SEC054 SEC055 SEC080 SEC081 SEC084 SEC092", Severity::Critical);
  expect_all("TYP001 TYP002 TYP003 VAL001 VAL003 DEP008 DEP010 DEP012 DEP019", Severity::Critical);
  expect_all("DOC001 DOC002 DOC003 DOC004 DOC005 DOC007 DOC009 API003 API006", Severity::Warning);
  expect_all("LOG001 LOG002 LOG003 LOG008 LOG010 LOG011 LOG013 LOG017", Severity::Warning);
}

TEST(Criteria, OfAFamilyTakeRulesThatNoneNames) {
  const auto criteria = criteria_for("SEC199");
  ASSERT_EQ(criteria.size(), 2u);
  EXPECT_EQ(criteria[0]->id, "review.4.6");
  EXPECT_EQ(criteria[1]->id, "audit.5.5");
}

// ---- clusters ---------------------------------------------------------------------------------

Finding at(std::string_view rule, std::uint32_t file, FixClass fix = FixClass::None) {
  Finding finding;
  finding.rule = rule;
  finding.severity = Severity::Critical;
  finding.file = findings::FileId(file);
  finding.fix_class = fix;
  return finding;
}

TEST(Clusters, AreOfOneRuleAndModule) {
  const std::vector<std::string> paths = {"app/a.py", "app/b.py", "lib/c.py"};
  const PathOf path_of = [&](findings::FileId id) { return std::string_view(paths[id.value]); };
  const std::vector<Finding> findings = {at("TYP001", 0), at("TYP001", 1), at("TYP001", 2),
                                         at("TYP002", 2)};
  const std::vector<Cluster> clusters = cluster(findings, {}, path_of);
  ASSERT_EQ(clusters.size(), 3u);
  EXPECT_EQ(clusters[0].module, "app");
  EXPECT_EQ(clusters[0].findings, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(clusters[0].files, 2u);
  EXPECT_EQ(clusters[1].module, "lib/c.py");
  EXPECT_EQ(clusters[2].rule, "TYP002");
}

TEST(Clusters, OfWhatServesComeBeforeThoseOfScripts) {
  const std::vector<std::string> paths = {"app/a.py", "scripts/b.py"};
  const PathOf path_of = [&](findings::FileId id) { return std::string_view(paths[id.value]); };
  const std::vector<Finding> findings = {at("TYP001", 0), at("TYP001", 1), at("TYP001", 1)};
  const auto is_aside = [](findings::FileId id) { return id.value == 1; };
  EXPECT_EQ(cluster(findings, {}, path_of)[0].module, "scripts/b.py");  // there are more
  const std::vector<Cluster> clusters = cluster(findings, {}, path_of, {}, is_aside);
  ASSERT_EQ(clusters.size(), 2u);
  EXPECT_EQ(clusters[0].module, "app/a.py");
  EXPECT_TRUE(clusters[1].is_aside);
}

TEST(Clusters, JoinDirectoriesUntilTheyAreFew) {
  std::vector<std::string> paths;
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < 200; ++i) {
    paths.push_back("app/" + std::string(i % 2 == 0 ? "x" : "y") + "/m" + std::to_string(i) +
                    "/a.py");
    findings.push_back(at("TYP001", i));
  }
  const std::vector<Cluster> clusters =
      cluster(findings, {}, [&](findings::FileId id) { return std::string_view(paths[id.value]); });
  ASSERT_EQ(clusters.size(), 2u);
  EXPECT_EQ(clusters[0].module, "app/x");
  EXPECT_EQ(clusters[1].module, "app/y");
}

TEST(Clusters, NameTheDirectoriesThatStandOut) {
  std::vector<std::string> paths;
  std::vector<Finding> findings;
  for (std::uint32_t i = 0; i < 40; ++i) {
    paths.push_back("app/" + (i < 20 ? std::string("big") : "m" + std::to_string(i)) + "/" +
                    std::to_string(i % 7) + ".py");
    findings.push_back(at("TYP001", i));
  }
  const std::vector<Cluster> clusters =
      cluster(findings, {}, [&](findings::FileId id) { return std::string_view(paths[id.value]); });
  ASSERT_EQ(clusters.size(), 2u);
  EXPECT_EQ(clusters[0].module, "app");
  EXPECT_TRUE(clusters[0].elsewhere);
  EXPECT_EQ(clusters[0].findings.size(), 20u);
  EXPECT_EQ(clusters[1].module, "app/big");
  EXPECT_FALSE(clusters[1].elsewhere);
}

std::string told_in(const std::vector<Finding>& findings, std::size_t index,
                    const LineOf& line_of = {}) {
  const auto path = [](findings::FileId) { return std::string_view("app/a.py"); };
  return std::string(cluster(findings, {}, path, line_of).at(index).told_in.rule);
}

TEST(Clusters, OfOneCauseAreMendedOnce) {
  std::vector<Finding> findings = {at("SEC020", 0), at("SEC021", 0)};
  EXPECT_EQ(told_in(findings, 0), "SEC021");
  EXPECT_EQ(told_in(findings, 1), "");
  findings[0].severity = Severity::Warning;
  EXPECT_EQ(told_in(findings, 1), "SEC021");
  findings[1].confidence = Confidence::Medium;  // also where it asks for review
  EXPECT_EQ(told_in(findings, 1), "SEC021");
  findings[0].severity = Severity::Critical;  // what is more certain tells of the other
  EXPECT_EQ(told_in(findings, 0), "");
  EXPECT_EQ(told_in(findings, 1), "SEC020");
  findings[1].span = {5, 6};
  EXPECT_EQ(told_in(findings, 1), "");
}

TEST(Clusters, TellOfAFlawWhereItIsMended) {
  // The default of a setting and its name are two places of one line.
  std::vector<Finding> findings = {at("SEC003", 0), at("VAL015", 0)};
  findings[0].span = {20, 25};
  EXPECT_EQ(told_in(findings, 1), "");
  const LineOf line_of = [](findings::FileId, Offset offset) { return offset / 100; };
  EXPECT_EQ(told_in(findings, 1, line_of), "SEC003");
  findings[1].span = {120, 125};
  EXPECT_EQ(told_in(findings, 1, line_of), "");
  // A step leads to the other place.
  findings = {at("COD012", 0), at("COD030", 0)};
  findings[1].span = {3, 4};
  EXPECT_EQ(told_in(findings, 1), "");
  findings[1].trace = {{findings::FileId(0), {0, 9}, "raised here"}};
  EXPECT_EQ(told_in(findings, 1), "COD012");
  findings[0].severity = Severity::Warning;  // the more severe one tells of the other
  EXPECT_EQ(told_in(findings, 1), "COD030");
  // The status that `responses=` names is not in the docstring yet.
  findings = {at("API009", 0), at("DOC009", 0)};
  findings[0].trace = findings[1].trace = {{findings::FileId(0), {9, 12}, "raised here"}};
  EXPECT_EQ(told_in(findings, 1), "");
  findings = {at("SEC088", 0), at("DOC009", 0)};  // the clause goes, and its status with it
  findings[0].span = {3, 4};
  EXPECT_EQ(told_in(findings, 1), "");
  findings[0].trace = findings[1].trace = {{findings::FileId(0), {9, 12}, "This goes as well"}};
  EXPECT_EQ(told_in(findings, 1), "SEC088");
  // The others of the rule stay what they are; one that tells of two is told of by a third.
  findings = {at("COD001", 0), at("COD002", 0), at("COD003", 0), at("COD003", 1)};
  EXPECT_EQ(told_in(findings, 3), "COD001");
  EXPECT_EQ(cluster(findings, {}, [](findings::FileId) { return std::string_view("a.py"); }).size(),
            4u);
}

TEST(Clusters, HaveARootCauseThatMostShare) {
  std::vector<Finding> findings = {at("ASY002", 0), at("ASY002", 1), at("ASY002", 2)};
  EXPECT_TRUE(root_causes(findings).empty());
  for (Finding& finding : findings) finding.trace = {{findings::FileId(7), {3, 9}, "calls this"}};
  const std::vector<RootCause> causes = root_causes(findings);
  ASSERT_EQ(causes.size(), 1u);
  EXPECT_EQ(causes[0].file, findings::FileId(7));
  EXPECT_EQ(causes[0].findings, 3u);
}

TEST(Clusters, HaveAnEffortAndAPhase) {
  const auto phase = [](const Cluster& cluster) { return phase_of(cluster, cluster.effort); };
  const auto one = [](std::vector<Finding> findings) {
    std::vector<Cluster> clusters = cluster(findings, {}, [](findings::FileId id) {
      static std::vector<std::string> paths = {"app/a.py", "app/b.py", "app/c.py",
                                               "app/d.py", "app/e.py", "app/f.py"};
      return std::string_view(paths[id.value]);
    });
    EXPECT_EQ(clusters.size(), 1u);
    return clusters.front();
  };
  EXPECT_EQ(one({at("SEC020", 0)}).effort, Effort::QuickWin);
  EXPECT_EQ(phase(one({at("SEC020", 0)})), 1);
  EXPECT_EQ(one({at("SEC020", 0), at("SEC020", 1)}).effort, Effort::QuickWin);
  EXPECT_EQ(one({at("COD002", 0)}).effort, Effort::Medium);  // one function, taken apart
  EXPECT_EQ(one({at("COD016", 0, FixClass::Safe), at("COD016", 1, FixClass::Safe)}).effort,
            Effort::QuickWin);
  std::vector<Finding> many;
  for (std::uint32_t i = 0; i < 6; ++i) {
    many.push_back(at("TYP001", i));
  }
  EXPECT_EQ(one(many).effort, Effort::Large);
  EXPECT_EQ(phase(one(many)), 3);
  EXPECT_EQ(one({at("SEC050", 0)}).effort, Effort::QuickWin);
  EXPECT_EQ(one({at("SEC050", 0), at("SEC050", 0), at("SEC050", 1), at("SEC050", 1)}).effort,
            Effort::Large);                                 // the authentication model
  EXPECT_EQ(one({at("TST004", 0)}).effort, Effort::Large);  // says once what is missing everywhere
  Finding few = at("TST004", 0);
  few.trace.resize(3);
  EXPECT_EQ(one({few}).effort, Effort::Medium);
}

}  // namespace
}  // namespace fastidious::assess
