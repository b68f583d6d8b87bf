#pragma once
// A small backend with one finding of each kind, as the reports get it.

#include <algorithm>
#include <vector>

#include "findings/fingerprint.h"
#include "sample_project.h"

namespace fastidious {

class SampleReport {
 public:
  explicit SampleReport(report::Command command = report::Command::Audit) : command_(command) {
    add_rules();
    add_files();
    add_findings();
    fill_coverage();
  }
  SampleReport(const SampleReport&) = delete;

  std::vector<findings::Finding>& findings() { return findings_; }
  assess::Coverage& coverage() { return coverage_; }
  SampleProject& project() { return project_; }

  report::Report make() {
    files_ = project_.files();
    report::sort_findings(findings_, files_);
    set_fingerprints();
    assess::Input input;
    input.rules = rules_;
    input.findings = findings_;
    input.baselined = baselined_;
    input.path_of = project_.path_of();
    input.coverage = &coverage_;
    input.owner_of = [](const findings::Finding&) { return "@acme/backend"; };
    assessment_ = assess::assess(input);
    report::Report report;
    report.command = command_;
    report.tool_version = "0.1.0";
    report.files = files_;
    report.rules = rules_;
    report.findings = findings_;
    report.baselined = baselined_;
    report.suppressed = suppressed_;
    report.assessment = &assessment_;
    report.coverage = &coverage_;
    return report;
  }

 private:
  using Severity = findings::Severity;
  using RiskKind = findings::RiskKind;

  void rule(std::string_view code, std::string_view name, Severity severity, RiskKind kind,
            std::initializer_list<std::string_view> references, std::string_view risk,
            std::string_view advice) {
    owned_.push_back(sample_rule(code, name, severity, kind, risk, advice));
    owned_.back().references = references;
    owned_.back().docs = "What, *why*, and examples.";
  }

  void add_rules() {
    owned_.reserve(10);
    rule("COD001", "function-too-long", Severity::Warning, RiskKind::Maintainability, {"CWE-1080"},
         "Nobody can keep all of it in mind.", "Split it.");
    rule("COD009", "bare-or-broad-except", Severity::Warning, RiskKind::Reliability,
         {"CWE-396", "PEP 8"}, "Errors that nobody foresaw are swallowed, and the cause is lost.",
         "Catch the exceptions that the code can handle.");
    rule("COD017", "commented-out-code", Severity::Suggestion, RiskKind::Maintainability, {},
         "Dead text misleads readers.", "Delete it; git remembers.");
    rule("DOC003", "function-docstring-missing", Severity::Warning, RiskKind::Maintainability,
         {"PEP 257"}, "Callers must read the code to know what it does.",
         "Write a docstring that says what it does.");
    rule("LOG001", "print-in-production", Severity::Warning, RiskKind::Reliability, {},
         "Output without level or context cannot be searched.", "Use a logger.");
    rule("SEC002", "secret-name-value", Severity::Critical, RiskKind::Security,
         {"CWE-798", "OWASP API8:2023"}, "Whoever reads the code has the secret.",
         "Read it from the environment, and change it.");
    rule("SEC020", "sql-string-built", Severity::Critical, RiskKind::Security, {"CWE-89"},
         "A caller can run SQL of their own.", "Pass values as parameters.");
    rule("SEC050", "route-unauthenticated", Severity::Critical, RiskKind::Security, {"CWE-306"},
         "Anybody may call it.", "Depend on the current user.");
    rule("TYP001", "param-annotation-missing", Severity::Critical, RiskKind::Maintainability,
         {"PEP 484"}, "The type checker cannot see wrong calls.", "Annotate the parameter.");
    rule("TYP002", "return-annotation-missing", Severity::Critical, RiskKind::Maintainability,
         {"PEP 484"}, "Callers are not checked.", "Annotate the result.");
    for (const rules::Rule& owned : owned_) {
      rules_.push_back(&owned);
    }
  }

  void add_files() {
    db_ = project_.add("app/db.py", R"(API_KEY = "hunter2-hunter2"  # kept for now


def load(cursor, name):
    query = f"select * from users where name = '{name}'"
    try:
        cursor.execute(query)
    except Exception:
        print("naïve", name)
    # return cursor.fetchone()
)");
    users_ = project_.add("app/api/users.py", R"(@router.get("/users/{name}")
async def read_user(name, db) -> User:
    return load(db, name)
)");
    std::string many;
    for (int i = 0; i < 60; ++i) {
      many += "def handler_" + std::to_string(i) + "(payload): ...\n";
    }
    many_ = project_.add("app/api/handlers.py", many);
    project_.add("Dockerfile", "FROM python:3.12\n");
  }

  void add(findings::Finding finding, Severity severity,
           findings::Confidence confidence = findings::Confidence::High) {
    finding.severity = severity;
    finding.confidence = confidence;
    findings_.push_back(std::move(finding));
  }

  void add_findings() {
    add(project_.finding("SEC002", db_, "\"hunter2-hunter2\"",
                         "`API_KEY` holds a secret: \"hunter2-hunter2\"."),
        Severity::Critical);
    findings::Finding sql =
        project_.finding("SEC020", db_, "query", "SQL is built from `name`.", 2);
    sql.fix =
        "Pass values as parameters:\ncursor.execute(\n    \"select * from users where name = %s\", "
        "(name,)\n)";
    sql.trace = {{users_, project_.find(users_, "name", 2), "`name` comes from the request"},
                 {db_, project_.find(db_, "{name}"), "and is put into the SQL text"}};
    add(std::move(sql), Severity::Critical);
    add(project_.finding("SEC050", users_, "read_user",
                         "`GET /users/{name}` needs no authentication."),
        Severity::Critical, findings::Confidence::Medium);
    for (int i = 1; i <= 60; ++i) {
      findings::Finding hint = project_.finding("TYP001", many_, "payload", "", i);
      hint.message = "`payload` of `handler_" + std::to_string(i - 1) + "` has no type hint.";
      add(std::move(hint), Severity::Critical);
    }
    add(project_.finding("TYP001", users_, "db", "`db` of `read_user` has no type hint."),
        Severity::Critical);
    add(project_.finding("COD009", db_, "Exception", "`except Exception` catches everything."),
        Severity::Warning);
    findings::Finding print =
        project_.finding("LOG001", db_, "print(\"naïve\", name)", "`print` is no logging.");
    print.fix_class = findings::FixClass::Unsafe;
    print.edits = {{db_, project_.find(db_, "print"), "logger.info"}};
    add(std::move(print), Severity::Warning);
    add(project_.finding("COD017", db_, "# return cursor.fetchone()", "This comment is code."),
        Severity::Suggestion);
    findings::Finding hint =
        project_.finding("TYP002", db_, "load", "`load` has no return annotation.");
    hint.severity = Severity::Critical;
    baselined_.push_back(hint);
    findings::Finding silent =
        project_.finding("COD009", db_, "Exception", "`except Exception` catches everything.");
    suppressed_.push_back({silent, "the driver raises anything"});
  }

  void set_fingerprints() {
    for (std::size_t i = 0; i < findings_.size();) {
      std::size_t end = i;
      while (end < findings_.size() && findings_[end].file == findings_[i].file) {
        ++end;
      }
      if (findings_[i].file) {
        findings::set_fingerprints(project_.source(findings_[i].file),
                                   std::span(findings_).subspan(i, end - i));
      }
      i = end;
    }
    findings::set_fingerprints(project_.source(db_), baselined_);
  }

  void fill_coverage() {
    coverage_.files = 4;
    coverage_.python_files = 3;
    coverage_.python_lines = 73;
    coverage_.bytes = 2500;
    coverage_.functions = 62;
    coverage_.functions_seen = 62;
    coverage_.functions_checked = 62;
    coverage_.files_scanned_for_secrets = 4;
    coverage_.commits_read = 12;
    coverage_.data_flow = {40, {{"app/imports.py", "convert"}}};
    coverage_.rules_run = 8;
    coverage_.rules_off = {{"DOC003", "switched off in pyproject.toml"}};
    coverage_.files_skipped = {{"tests/data/big file.py", "larger than 16 MB", false}};
    coverage_.suppressed = 1;
    coverage_.baselined = 1;
    fill_facts();
  }

  void fill_facts() {
    assess::ApplicationFacts& application = coverage_.facts.application.emplace();
    application.endpoints = 3;
    application.guarded_endpoints = 1;
    application.test_requests = 5;
    application.tested_endpoints = 2;
    application.request_bodies = 1;
    application.request_parameters = 4;
    application.settings_variables = 6;
    application.log_records = 2;
    application.log_configuration = {"app/db.py", 3};
    assess::DeliveryFacts& delivery = coverage_.facts.delivery.emplace();
    delivery.platforms = {{"Koyeb", {"Dockerfile", 1}}};
    delivery.start_commands = {{"uvicorn app.main:app", {"Dockerfile", 1}}};
    delivery.deploy_steps = {{"deploy_staging.sh", 7}};
    delivery.workflows = 1;
    delivery.stages = {{"tests", {".github/workflows/ci.yml", 12}}};
    delivery.stages_missing = {"lint", "type check"};
    coverage_.routes_resolved = application.endpoints;
    coverage_.boundaries_found = application.boundaries();
  }

  report::Command command_;
  SampleProject project_;
  std::vector<rules::Rule> owned_;
  std::vector<const rules::Rule*> rules_;
  findings::FileId db_, users_, many_;
  std::vector<report::File> files_;
  std::vector<findings::Finding> findings_;
  std::vector<findings::Finding> baselined_;
  std::vector<report::Suppressed> suppressed_;
  assess::Coverage coverage_;
  assess::Assessment assessment_;
};

}  // namespace fastidious
