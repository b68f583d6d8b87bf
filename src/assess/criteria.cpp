#include "assess/criteria.h"

#include <algorithm>
#include <array>

namespace fastidious::assess {
namespace {

constexpr Criterion kCriteria[] = {
    // ---- Review 1: Documentation Standards ----------------------------------------------------
    {"review.1.1", Section::Documentation,
     "Every module of the application has a docstring that explains its purpose", "DOC001",
     "DOC015"},
    {"review.1.2", Section::Documentation,
     "Every class of the application has a docstring that describes its responsibility and usage",
     "DOC002", ""},
    {"review.1.3", Section::Documentation,
     "Every public function of the application has a docstring, and docstrings describe a "
     "purpose",
     "DOC003", "DOC012 DOC013"},
    {"review.1.4", Section::Documentation,
     "Docstrings with sections describe every parameter, with types, and none that is not there",
     "DOC004 DOC005", "DOC006"},
    {"review.1.5", Section::Documentation,
     "Docstrings with sections say what is returned, with types", "DOC007", "DOC008 DOC011"},
    {"review.1.6", Section::Documentation, "Docstrings with sections name what is raised", "DOC009",
     "DOC010"},
    {"review.1.7", Section::Documentation, "Complex logic has comments that explain the why",
     "DOC014", ""},
    {"review.1.8", Section::Documentation,
     "API endpoints have a description, and document their request and response schemas",
     "API003 API006",
     "API004 API005 API007 API008 API009 API010 API011 API012 API013 API015 API016 API017 "
     "API018 API029 API030 API031 API032"},

    // ---- Review 2: Type Safety ----------------------------------------------------------------
    {"review.2.1", Section::TypeSafety,
     "Every function signature has type hints for all parameters", "TYP001",
     "TYP006 TYP014 TYP017"},
    {"review.2.2", Section::TypeSafety, "Every function has a return type annotation", "TYP002",
     "TYP015"},
    {"review.2.3", Section::TypeSafety, "Typing constructs are used properly", "TYP004 TYP005",
     "COD022 TYP011 TYP012 TYP013"},
    {"review.2.4", Section::TypeSafety, "Pydantic models are used for all data validation",
     "VAL001 VAL017", ""},
    {"review.2.5", Section::TypeSafety,
     "`Any` is not used without a justification, but for results that a `response_model` describes",
     "TYP003", ""},
    {"review.2.6", Section::TypeSafety,
     "Type hints are checked strictly, and are compatible with mypy's strict mode", "TYP008 TYP009",
     "TYP007 TYP010"},

    // ---- Review 3: Pydantic Validation --------------------------------------------------------
    {"review.3.1", Section::Pydantic, "All API request bodies use Pydantic models", "VAL001",
     "VAL013 VAL020 VAL021"},
    {"review.3.2", Section::Pydantic, "All configuration uses Pydantic BaseSettings",
     "VAL003 VAL004", ""},
    {"review.3.3", Section::Pydantic,
     "Field validators are used, and work, for complex validation logic", "VAL006 VAL008 VAL022",
     "VAL005 VAL010 VAL023 VAL024"},
    {"review.3.4", Section::Pydantic, "Custom validators have clear error messages",
     "VAL007 VAL008", ""},
    {"review.3.5", Section::Pydantic, "Fields have a description, examples and constraints",
     "VAL009 API014", "VAL016 VAL025 VAL026 VAL027"},
    {"review.3.6", Section::Pydantic, "Data is validated at system boundaries",
     "VAL002 VAL016 VAL017 VAL019", "VAL011 VAL014 VAL018 VAL027 VAL028 VAL029 API021 API022"},

    // ---- Review 4: Security Requirements ------------------------------------------------------
    {"review.4.1", Section::Security, "No hardcoded secrets, API keys, passwords, or tokens",
     "SEC001 SEC002", "SEC003 SEC004 SEC008 SEC009 SEC010 SEC012"},
    {"review.4.2", Section::Security, "All secrets come from environment variables", "SEC003",
     "SEC002 SEC004"},
    {"review.4.3", Section::Security,
     "Local development uses dotenv files that git and images leave out", "SEC006 SEC011",
     "SEC005 SEC007"},
    {"review.4.4", Section::Security,
     "Sensitive data does not appear in logs or error answers, and its fields have types that hide "
     "it",
     "LOG004 VAL015", "LOG005 LOG006 SEC087 SEC088 SEC089"},
    {"review.4.5", Section::Security, "SQL is parameterized or goes through an ORM",
     "SEC020 SEC021 SEC022", "SEC023 SEC024 SEC038"},
    {"review.4.6", Section::Security, "Input is validated and sanitized at all entry points",
     "SEC025 SEC026 SEC027 SEC028 SEC029 SEC030 SEC031 VAL002 VAL016",
     "SEC032 SEC033 SEC034 SEC035 SEC036 SEC037 SEC094 SEC097 SEC100 VAL012 LOG007"},
    {"review.4.7", Section::Security, "Authentication and authorization are enforced, and sound",
     "SEC050 SEC051 SEC054 SEC055",
     "SEC013 SEC052 SEC053 SEC056 SEC057 SEC058 SEC059 SEC060 SEC061 SEC062 SEC063 SEC064 SEC065 "
     "SEC066 SEC067 SEC068 SEC069 SEC070 SEC083 API002 API025 API027 API028 COD021 FIR007 VAL030"},
    {"review.4.8", Section::Security, "All external communication uses HTTPS/TLS", "SEC080 SEC081",
     "SEC082 SEC091"},
    {"review.4.9", Section::Security, "Public endpoints are rate limited", "SEC092",
     "SEC093 SEC094 SEC096 FIR006 API024"},
    {"review.4.10", Section::Security, "The CORS configuration is explicit and restrictive",
     "SEC084 SEC085", "SEC086"},

    // ---- Review 5: Production-Level Logging ---------------------------------------------------
    {"review.5.1", Section::Logging, "Logging is structured", "LOG002", "LOG018 LOG021"},
    {"review.5.2", Section::Logging, "Log records carry correlation IDs", "LOG011 LOG012", ""},
    {"review.5.3", Section::Logging,
     "Log levels are appropriate where errors are caught and answered, and errors that are not "
     "raised again keep their traceback",
     "LOG008 LOG010", "LOG019"},
    {"review.5.4", Section::Logging, "Passwords, tokens and personal data are never logged",
     "LOG004", "LOG005 LOG006"},
    {"review.5.5", Section::Logging,
     "Log records of requests carry context, and are not constant texts only", "LOG013",
     "LOG011 LOG020"},
    {"review.5.6", Section::Logging,
     "No log file grows without rotation, and where logs are kept is said", "LOG017 OBS006", ""},
    {"review.5.7", Section::Logging, "Python's logging module is used, with a proper configuration",
     "LOG001 LOG003", "LOG014 LOG015 LOG016 OBS001 OBS002 OBS003"},

    // ---- Review 6: Koyeb Deployment Readiness -------------------------------------------------
    {"review.6.1", Section::Deployment, "requirements.txt or pyproject.toml is present and valid",
     "DEP001 DEP002", "DEP003 DEP004 DEP005 DEP006 DEP007 SEC098 SEC099"},
    {"review.6.2", Section::Deployment,
     "A Procfile or a proper start command is included, container and deployment are in order",
     "DEP008 DEP017",
     "DEP009 DEP011 DEP012 DEP018 DEP032 DEP033 DEP034 DEP036 FIR004 FIR005 DEP023 DEP029 "
     "DEP030"},
    {"review.6.3", Section::Deployment, "Environment variables are documented", "DEP022",
     "DEP024 DOC016"},
    {"review.6.4", Section::Deployment,
     "A health check endpoint is implemented, and platforms can use it", "DEP019",
     "OBS004 DEP020 DEP021"},
    {"review.6.5", Section::Deployment,
     "What runs at startup and shutdown does run, and shutdown is graceful", "DEP013 DEP014",
     "DEP015 DEP016 DEP028 DEP037"},
    {"review.6.6", Section::Deployment, "The port is configurable by an environment variable",
     "DEP010", "DEP035"},
    {"review.6.7", Section::Deployment, "Database connections handle reconnection", "DEP027",
     "DBT011"},
    {"review.6.8", Section::Deployment, "Static files are served appropriately", "DEP031",
     "DEP041"},
    {"review.6.9", Section::Deployment, "The application works with an ephemeral filesystem",
     "DEP025", "DEP026"},

    // ---- Review 7: Code Quality Standards -----------------------------------------------------
    {"review.7.1", Section::CodeQuality, "The code follows PEP 8 and the common rules of linters",
     "COD007 COD019", "COD008 COD016 COD017 COD024 COD027"},
    {"review.7.2", Section::CodeQuality, "No function has more than 50 lines of code", "COD001",
     ""},
    {"review.7.3", Section::CodeQuality, "No function has a cyclomatic complexity above 10",
     "COD002", "COD003 COD004 COD005"},
    {"review.7.4", Section::CodeQuality,
     "There is no duplicated code of ten lines of statements or more", "COD006",
     "COD018 COD020 COD025"},
    {"review.7.5", Section::CodeQuality, "Errors are handled properly, with specific exceptions",
     "COD009 COD012", "COD010 COD011 COD026 LOG009 OBS005 SEC090 SEC095"},
    {"review.7.6", Section::CodeQuality, "Resources are managed by context managers", "COD013",
     "DBT004 ASY009"},
    {"review.7.7", Section::CodeQuality, "Async/await is used correctly",
     "ASY001 ASY002 ASY004 TYP016", "ASY003 ASY005 ASY006 ASY007 ASY008 ASY010"},
    {"review.7.8", Section::CodeQuality, "Database transactions are managed properly",
     "DBT001 DBT002 DBT003 DBT005",
     "DBT006 DBT007 DBT008 DBT009 DBT010 DBT012 DBT013 FIR009 FIR010"},
    {"review.7.9", Section::CodeQuality, "No dead code was found", "COD015", ""},

    // ---- Audit 1: Linting & Typing ------------------------------------------------------------
    {"audit.1.1", Section::AreaLinting, "The code holds to the usual rules of linters", "COD007",
     "COD008 COD019 COD024"},
    {"audit.1.2", Section::AreaLinting, "Types are complete and sound, and the type checker passes",
     "TYP001 TYP002 TYP009",
     "TYP003 TYP004 TYP005 TYP006 TYP007 TYP008 TYP010 TYP011 TYP012 TYP013 TYP014 TYP015 TYP016 "
     "TYP017"},
    {"audit.1.3", Section::AreaLinting, "The folder structure matches FastAPI best practices",
     "COD020", "COD025 COD026"},
    {"audit.1.4", Section::AreaLinting, "Imports are organized and no dead code was found",
     "COD015 COD016 COD018 COD019", "COD017"},
    {"audit.1.5", Section::AreaLinting, "Code quality and hygiene hold",
     "COD001 COD002 COD006 COD009 COD012 COD013 ASY001 ASY002 ASY004 DBT001 DBT002 DBT003 DBT005 "
     "VAL005",
     "VAL010 VAL023 VAL026 VAL027"},

    // ---- Audit 2: Docs (Swagger) --------------------------------------------------------------
    {"audit.2.1", Section::AreaDocs,
     "Swagger UI is accessible at `/docs`, and can load what it shows", "API001", "TYP012"},
    {"audit.2.2", Section::AreaDocs, "All endpoints are documented with examples", "API003 API014",
     "API015 VAL009"},
    {"audit.2.3", Section::AreaDocs, "The OpenAPI document is complete", "API006 API009",
     "API007 API008 API010 API011 API012 API013 API017 API029"},
    {"audit.2.4", Section::AreaDocs, "Endpoint descriptions and tags are valid", "API003 API004",
     "API005 API016 API018"},
    {"audit.2.5", Section::AreaDocs, "Modules, classes and functions are documented",
     "DOC001 DOC002 DOC003", ""},

    // ---- Audit 3: Deployment ------------------------------------------------------------------
    {"audit.3.1", Section::AreaDeployment, "Deployment scripts are valid", "DEP038", "DEP040"},
    {"audit.3.2", Section::AreaDeployment, "Firebase Functions and rules are configured properly",
     "FIR001 FIR002", "FIR003 FIR006 FIR007 FIR008 FIR011 FIR012"},
    {"audit.3.3", Section::AreaDeployment, "Environment variables are handled properly",
     "DEP022 DEP023", "DEP024 FIR005 VAL003 VAL004 SEC011"},
    {"audit.3.4", Section::AreaDeployment, "Rollback procedures exist", "DEP039", ""},
    {"audit.3.5", Section::AreaDeployment,
     "Health check endpoints exist, and platforms can use them", "DEP019", "OBS004 DEP020 DEP021"},
    {"audit.3.6", Section::AreaDeployment,
     "The application starts, runs and stops as platforms expect, in a container that is in order",
     "DEP008 DEP010 DEP013 DEP014", "DEP009"},

    // ---- Audit 4: Testing Suite ---------------------------------------------------------------
    {"audit.4.1", Section::AreaTesting, "A test suite exists where pytest finds it", "TST001", ""},
    {"audit.4.2", Section::AreaTesting, "The full test suite runs with one command",
     "TST001 TST002 TST003", "TST010 TST011 TST012 TST013 TST016"},
    {"audit.4.3", Section::AreaTesting, "Coverage is reported, and a fall of it is noticed",
     "TST001 TST008", ""},
    {"audit.4.4", Section::AreaTesting, "Tests cover critical paths", "TST001 TST004 TST006",
     "TST005 TST007 TST009"},
    {"audit.4.5", Section::AreaTesting, "End-to-end tests exist for major flows", "TST001 TST014",
     "TST015"},

    // ---- Audit 5: Security & Secrets ----------------------------------------------------------
    {"audit.5.1", Section::AreaSecrets, "No credentials are hardcoded", "SEC001 SEC002",
     "SEC003 SEC004 SEC008 SEC009 SEC010 SEC012"},
    {"audit.5.2", Section::AreaSecrets,
     "`.env` is ignored by git, and no env file is tracked or copied into an image's "
     "final stage",
     "SEC005 SEC006", "SEC007"},
    {"audit.5.3", Section::AreaSecrets, "Firebase secrets are managed properly", "FIR004", ""},
    {"audit.5.4", Section::AreaSecrets, "Authentication is enforced, and sound", "SEC050 SEC051",
     "SEC052 SEC053 SEC054 SEC055 SEC056 SEC057 SEC058 SEC059 SEC060 SEC061 SEC062 SEC063 SEC064 "
     "SEC065 SEC066 SEC067 SEC068 SEC069 SEC070 API002 API025 API027 API028 COD021"},
    {"audit.5.5", Section::AreaSecrets, "Input is sanitized, and no other security flaw was found",
     "SEC020 SEC021 SEC025 SEC028 SEC029", "LOG004 LOG005 LOG006 LOG007"},

    // ---- Audit 6: CI/CD -----------------------------------------------------------------------
    {"audit.6.1", Section::AreaCi, "Existing GitHub Actions and deployment scripts are sound",
     "CIC003 CIC004", "CIC005 CIC006 CIC007 CIC008 CIC012"},
    {"audit.6.2", Section::AreaCi,
     "Changes are linted, type-checked, tested and scanned automatically", "CIC001 CIC002",
     "CIC009 CIC011"},
    {"audit.6.3", Section::AreaCi, "A CI/CD pipeline exists", "CIC001", "CIC010"},

    // ---- Audit 7: Observability ---------------------------------------------------------------
    {"audit.7.1", Section::AreaObservability, "Logging is structured, by loggers and levels",
     "LOG001 LOG002 LOG003", ""},
    {"audit.7.2", Section::AreaObservability, "Errors are tracked", "OBS001 OBS005 LOG009",
     "OBS002 LOG008"},
    {"audit.7.3", Section::AreaObservability, "Performance is monitored", "OBS003", ""},
    {"audit.7.4", Section::AreaObservability,
     "Logs go where they can be aggregated, and where they are kept is said", "OBS006",
     "LOG017 LOG018"},

    // ---- The audit itself (specification 1, "Quality Assurance") -------------------------------
    {"audit.0.1", Section::TheAudit, "Every file was analysed and every suppression counts",
     "AUD001 AUD004", "AUD002 AUD003 AUD005"},
};

constexpr FamilyCriteria kFamilies[] = {
    {"DOC", "review.1.3", "audit.2.5"}, {"API", "review.1.8", "audit.2.3"},
    {"TYP", "review.2.1", "audit.1.2"}, {"VAL", "review.3.6", "audit.5.5"},
    {"SEC", "review.4.6", "audit.5.5"}, {"LOG", "review.5.7", "audit.7.1"},
    {"OBS", "review.5.7", "audit.7.2"}, {"DEP", "review.6.2", "audit.3.6"},
    {"FIR", "review.6.2", "audit.3.2"}, {"COD", "review.7.1", "audit.1.5"},
    {"ASY", "review.7.7", "audit.1.5"}, {"DBT", "review.7.8", "audit.1.5"},
    {"TST", "", "audit.4.2"},           {"CIC", "", "audit.6.1"},
    {"AUD", "", "audit.0.1"},
};

bool lists(std::string_view codes, std::string_view rule) {
  const std::size_t at = codes.find(rule);
  return !rule.empty() && at != std::string_view::npos;
}

}  // namespace

std::string_view name_of(Section section) {
  constexpr std::array<std::string_view, 15> kNames = {"Documentation Standards",
                                                       "Type Safety",
                                                       "Pydantic Validation",
                                                       "Security Requirements",
                                                       "Production-Level Logging",
                                                       "Koyeb Deployment Readiness",
                                                       "Code Quality Standards",
                                                       "Linting & Typing",
                                                       "Deployment",
                                                       "Docs (Swagger)",
                                                       "Testing Suite",
                                                       "Secrets",
                                                       "CI/CD",
                                                       "Observability",
                                                       "The Audit Itself"};
  return kNames[static_cast<std::size_t>(section)];
}

std::span<const Criterion> all_criteria() { return kCriteria; }

const Criterion* find_criterion(std::string_view id) {
  const auto it = std::find_if(std::begin(kCriteria), std::end(kCriteria),
                               [id](const Criterion& criterion) { return criterion.id == id; });
  return it == std::end(kCriteria) ? nullptr : it;
}

bool names_rule(const Criterion& criterion, std::string_view rule) {
  return lists(criterion.deciding, rule) || lists(criterion.informing, rule);
}

FamilyCriteria criteria_of_family(std::string_view rule) {
  for (const FamilyCriteria& family : kFamilies) {
    if (rule.starts_with(family.prefix)) {
      return family;
    }
  }
  return {};
}

}  // namespace fastidious::assess
