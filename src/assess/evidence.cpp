#include "assess/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "assess/exhibits.h"
#include "assess/limits_told.h"
#include "text/counted.h"
#include "text/in_words.h"

namespace fastidious::assess {
namespace {

constexpr std::size_t kRulesNamed = 6;

template <std::size_t kCount>
bool is_one_of(std::string_view id, const std::string_view (&ids)[kCount]) {
  return std::find(std::begin(ids), std::end(ids), id) != std::end(ids);
}

bool is_about_firebase(std::string_view id) { return is_one_of(id, {"audit.3.2", "audit.5.3"}); }
bool is_about_secrets(std::string_view id) {
  return is_one_of(id, {"review.4.1", "review.4.2", "review.4.3", "audit.5.1", "audit.5.2"});
}
bool is_about_access(std::string_view id) {
  return is_one_of(id, {"review.4.7", "review.4.9", "audit.5.4"});
}
// Criteria that say something about endpoints only.
bool is_about_endpoints(const Criterion& criterion) {
  return criterion.section == Section::AreaDocs
             ? criterion.id != "audit.2.5"
             : is_about_access(criterion.id) ||
                   is_one_of(criterion.id, {"review.1.8", "review.3.1", "review.4.10"});
}

// Criteria that say how records are written; that no secret is among them holds without any.
bool is_about_log_records(const Criterion& criterion) {
  return criterion.section == Section::Logging
             ? criterion.id != "review.5.4"
             : is_one_of(criterion.id, {"audit.7.1", "audit.7.4"});
}

// Criteria that one place decides, which may be in any file: a middleware, a manifest.
bool is_about_the_whole(const Criterion& criterion) {
  return criterion.section == Section::Deployment ||
         is_one_of(criterion.id, {"review.4.3", "review.4.10", "review.5.1", "review.5.2",
                                  "review.5.5", "review.5.6", "review.5.7"});
}

bool is_about_sections(std::string_view id) {
  return is_one_of(id, {"review.1.4", "review.1.5", "review.1.6"});
}

std::string of_sections(const Coverage& coverage) {
  return fmt::format("{} with sections, of {}",
                     counted(coverage.docstrings_with_sections, "docstring"),
                     coverage.functions_documented);
}

// Nine of ten docstrings without sections: those that have some say nothing of the rest.
bool has_few_sections(const Coverage& coverage) {
  constexpr std::uint32_t kLeast = 10;  // percent
  return coverage.docstrings_with_sections * 100 < coverage.functions_documented * kLeast ||
         coverage.docstrings_with_sections == 0;
}

// Nothing in the code says that what is sent goes over TLS.
std::string nothing_over_tls(const Facts& facts) {
  if (const auto mail = facts.exhibits.find(Exhibit::OptionalTls); mail != facts.exhibits.end()) {
    return fmt::format("whether mail goes over TLS in each case is not known: {} at `{}`",
                       mail->second.name, text_of(mail->second.place));
  }
  if (facts.exhibits.contains(Exhibit::SentRequest)) return {};
  return "no call was recognised that goes to an `https://` address in the code or asks for TLS";
}

// Why the criteria about docstrings and comments have too little to go by.
std::string nothing_to_read(std::string_view id, const Coverage& coverage) {
  const auto& application = coverage.facts.application;
  if (id == "review.6.7" && application && !application->driver_pool.empty()) {
    return fmt::format("no rule looks at what `{}` does with lost connections",
                       application->driver_pool);
  }
  if (is_about_sections(id) && has_few_sections(coverage)) {
    return coverage.docstrings_with_sections == 0
               ? "no docstring has sections about parameters, results or exceptions"
               : fmt::format("only {}", of_sections(coverage));
  }
  return {};
}

bool runs_on(const Facts& facts, std::string_view platform) {
  return facts.delivery &&
         std::any_of(facts.delivery->platforms.begin(), facts.delivery->platforms.end(),
                     [platform](const NamedPlace& one) { return one.name == platform; });
}

bool has_firebase(const Facts& facts) {
  const bool functions = facts.application && facts.application->cloud_functions > 0;
  return functions || runs_on(facts, "Firebase Functions");
}

// Whether the port is that of `PORT`, which platforms set: `settings.PORT`, not `APP_PORT`.
bool shows_usual_port(const Facts& facts) {
  const auto found = facts.exhibits.find(Exhibit::ServerPort);
  if (found == facts.exhibits.end()) return true;
  std::string name = found->second.name;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::size_t at = name.rfind("PORT");
  const char before = at == name.npos || at == 0 ? ' ' : name[at - 1];
  return at != name.npos && before != '_' && std::isalnum(static_cast<unsigned char>(before)) == 0;
}

// "; Cloud Run and Firebase Functions measure each request", where they run it.
std::string measured_by_platform(const Facts& facts) {
  std::vector<std::string_view> platforms;
  for (const std::string_view one : {"Cloud Run", "Koyeb"}) {
    if (runs_on(facts, one)) platforms.push_back(one);
  }
  if (has_firebase(facts)) platforms.push_back("Firebase Functions");
  if (platforms.empty()) return {};
  return fmt::format("; {} measure{} each request", in_words(platforms, " and "),
                     platforms.size() == 1 && platforms.front() != "Firebase Functions" ? "s" : "");
}

// What has to be said besides: what the platform does where no tool of the application does it, as
// OBS001 and OBS003 take it, and where the documentation is switched off.
std::string qualified_by(std::string_view id, const Facts& facts) {
  const auto& application = facts.application;
  if (!application) return {};
  if (id == "review.6.6" && !shows_usual_port(facts)) {
    return "; where the platform sets `PORT`, this one has to be given its value";
  }
  const bool on_google = has_firebase(facts) || runs_on(facts, "Cloud Run");
  if (id == "audit.7.2" && !application->error_tracking && on_google) {
    return "; Error Reporting of Google Cloud groups what is logged";
  }
  if (id == "audit.2.1" && !application->docs_condition.empty()) {
    return fmt::format("; switched by `{}`", application->docs_condition);
  }
  if (id == "audit.7.3" && !application->metrics) return measured_by_platform(facts);
  return {};
}

std::string places_of(const std::vector<NamedPlace>& places) {
  std::string text;
  for (const NamedPlace& one : places) {
    fmt::format_to(std::back_inserter(text), "{}{}", text.empty() ? "" : ", ", one.name);
    if (one.place) fmt::format_to(std::back_inserter(text), " (`{}`)", text_of(one.place));
  }
  return text;
}

std::string of_endpoints(const ApplicationFacts& facts) {
  return counted(facts.endpoints, "endpoint");
}

std::string of_inputs(const ApplicationFacts& facts) {
  return fmt::format("{}, {} and {}", counted(facts.request_bodies, "request body"),
                     counted(facts.request_parameters, "request parameter"),
                     counted(facts.settings_variables, "settings variable"));
}

std::string of_security(std::string_view id, const Coverage& coverage) {
  if (is_about_secrets(id)) {
    std::string text = counted(coverage.files_scanned_for_secrets, "file");
    if (coverage.commits_read) text += " and " + counted(*coverage.commits_read, "commit");
    if (coverage.has_shallow_history) text += " of a shallow clone";
    return text;
  }
  const auto& application = coverage.facts.application;
  if (!application) return counted(coverage.python_files_seen(), "Python file");
  if (is_about_access(id)) {
    const std::uint32_t guarded = application->guarded_endpoints;
    return fmt::format("{}, {} of which {} strangers", of_endpoints(*application), guarded,
                       guarded == 1 ? "refuses" : "refuse");
  }
  return fmt::format("{} and {}", of_endpoints(*application),
                     counted(coverage.python_files_seen(), "Python file"));
}

std::string of_delivery(const Coverage& coverage) {
  const auto& delivery = coverage.facts.delivery;
  if (!delivery) return counted(coverage.files, "file");
  if (!delivery->start_commands.empty()) return places_of(delivery->start_commands);
  return delivery->platforms.empty() ? counted(coverage.files, "file") +
                                           ", none of which says how the application is deployed"
                                     : places_of(delivery->platforms);
}

// "; tests call 5 endpoints as functions", which is no request.
std::string called_past_requests(const ApplicationFacts& facts) {
  if (facts.handlers_called == 0) return {};
  return fmt::format("; tests call {} as functions, past routing and dependencies",
                     counted(facts.handlers_called, "endpoint"));
}

// Without any request the criteria about these say so.
std::string of_tests(const Coverage& coverage) {
  const auto& application = coverage.facts.application;
  if (!application || application->tested_endpoints == 0) {
    return counted(coverage.python_files, "Python file");
  }
  return fmt::format("{} of tests, which go to {} of {}",
                     counted(application->test_requests, "request"), application->tested_endpoints,
                     counted(application->routes(), "endpoint"));
}

std::string of_pipeline(const Coverage& coverage) {
  const auto& delivery = coverage.facts.delivery;
  if (!delivery) return counted(coverage.files, "file");
  const std::string workflows = counted(delivery->workflows, "workflow");
  return delivery->stages.empty()
             ? workflows
             : fmt::format("{}, with commands for {}", workflows, places_of(delivery->stages));
}

std::string of_logging(const Coverage& coverage) {
  const auto& application = coverage.facts.application;
  if (!application) return counted(coverage.python_files, "Python file");
  std::string text = counted(application->log_records, "call") + " to loggers";
  const std::string configured = where_logging_is_configured(*application);
  if (!configured.empty()) text += ", " + configured;
  const std::pair<std::string_view, const FactPlace*> kTools[] = {
      {"structured in", &application->structured_logs},
      {"errors tracked in", &application->error_tracking},
      {"measured in", &application->metrics},
  };
  for (const auto& [what, place] : kTools) {
    if (*place) text += fmt::format(", {} `{}`", what, text_of(*place));
  }
  return text;
}

// What the rules of the criterion looked at.
std::string subject_of(const Criterion& criterion, const Coverage& coverage) {
  const auto& application = coverage.facts.application;
  if (is_about_sections(criterion.id)) return of_sections(coverage);
  if (criterion.id == "review.1.7") {
    return counted(coverage.complex_functions, "complex function") +
           ", by its comments or a docstring that describes it";
  }
  switch (criterion.section) {
    case Section::Security:
    case Section::AreaSecrets: return of_security(criterion.id, coverage);
    case Section::Deployment:
    case Section::AreaDeployment: return of_delivery(coverage);
    case Section::AreaTesting: return of_tests(coverage);
    case Section::AreaCi: return of_pipeline(coverage);
    case Section::Logging:
    case Section::AreaObservability: return of_logging(coverage);
    case Section::Pydantic:
      if (application) return of_inputs(*application);
      break;
    case Section::AreaDocs:
      if (application) return counted(application->routes(), "endpoint");
      break;
    case Section::TypeSafety:
      return fmt::format("{} of the application and its scripts, of {} in all",
                         counted(coverage.functions_checked, "function"), coverage.functions);
    default: break;
  }
  return fmt::format("{} of {}", counted(coverage.functions_seen, "function"),
                     counted(coverage.python_files_seen(), "Python file"));
}

std::string rules_named(const std::vector<std::string_view>& codes) {
  if (codes.size() <= kRulesNamed) return fmt::format("{}", fmt::join(codes, ", "));
  const std::vector<std::string_view> first(codes.begin(), codes.begin() + kRulesNamed - 1);
  return fmt::format("{} and {} more rules", fmt::join(first, ", "), codes.size() - first.size());
}

std::string_view nothing_in_application(std::string_view id, const ApplicationFacts& facts) {
  if (id == "review.4.10" && !facts.may_allow_origins) {
    return "no CORS middleware: no other origin is allowed";
  }
  if (is_one_of(id, {"review.3.3", "review.3.4"}) && facts.validators == 0) {
    return "no validator was found";
  }
  if (id == "review.3.4" && !facts.validators_raise) {
    return "no validator raises: the messages are those of Pydantic";
  }
  if (id == "review.4.8" && facts.requests_sent == 0) {
    return "the code itself sends no HTTP request and no mail; connections to databases, caches "
           "and brokers "
           "were not looked at";
  }
  if (id == "review.3.1" && facts.endpoints > 0 && facts.request_bodies == 0) {
    return "no endpoint takes a body";
  }
  if (id == "audit.4.5" && facts.endpoints > 0 && facts.changing_endpoints == 0) {
    return "no endpoint changes anything: there is no flow from one to another";
  }
  if (is_one_of(id, {"review.4.7", "audit.5.4"}) && facts.endpoints > 0 &&
      facts.guarded_endpoints == 0) {
    return "no endpoint asks who is calling, and none was seen that has to";
  }
  if (id == "review.5.4" && facts.log_records == 0) return "no call writes a log record";
  if (id == "review.6.8" && facts.static_folders == 0) {
    return "the application serves no folder of static files";
  }
  return {};
}

// Why there is nothing that the criterion could be about; empty if there is something.
std::string_view nothing_of_the_kind(std::string_view id, const Coverage& coverage) {
  const Facts& facts = coverage.facts;
  if (id == "review.1.7" && coverage.complex_functions == 0) {
    return "no function is so complex that it would have to say why";
  }
  if (is_about_firebase(id) && facts.delivery && !has_firebase(facts)) {
    return "no Firebase function and no configuration of one";
  }
  return facts.application ? nothing_in_application(id, *facts.application) : std::string_view();
}

// "`main.py:24` starts uvicorn, and ", where a program does.
std::string started_by_program(const std::optional<ApplicationFacts>& application) {
  if (!application || application->server_programs.empty()) return {};
  const NamedPlace& first = application->server_programs.front();
  return fmt::format("`{}` starts {}, and ", text_of(first.place), first.name);
}

// What no command of the pipeline does, though no rule says that it is missing: a workflow of
// another repository may do it, or one whose tools are not known.
std::string nothing_in_pipeline(std::string_view id, const DeliveryFacts& facts) {
  if (!facts.other_ci.empty()) return {};
  if (facts.workflows == 0)
    return "no workflow and no configuration of another CI system was found";
  std::vector<std::string_view> missing;
  for (const std::string& stage : facts.stages_missing) {
    if (stage != "build") missing.push_back(stage);
  }
  if (missing.empty() || id == "audit.6.3") return {};
  return fmt::format("no command was recognised for {}", fmt::join(missing, ", "));
}

}  // namespace

std::string text_of(const FactPlace& place) {
  return place.line == 0 ? place.path : fmt::format("{}:{}", place.path, place.line);
}

std::string where_logging_is_configured(const ApplicationFacts& facts) {
  if (!facts.log_configuration) return {};
  const std::string text = fmt::format("configured in `{}`", text_of(facts.log_configuration));
  const std::string left = in_code(facts.functions_without_logging);
  return left.empty() ? text : fmt::format("{} (not for {})", text, left);
}

std::string left_without_logging(const ApplicationFacts& facts) {
  const std::vector<std::string>& names = facts.functions_without_logging;
  if (names.empty()) return {};
  return fmt::format("{}, {} of Firebase in which nothing configures it", in_code(names),
                     names.size() == 1 ? "a function" : "functions");
}

void add_evidence(CriterionResult& result, const Coverage& coverage) {
  result.does_not_apply = nothing_of_the_kind(result.criterion->id, coverage);
  if (!result.does_not_apply.empty()) {
    result.reason = fmt::format("does not apply: {}", result.does_not_apply);
    return;
  }
  std::vector<std::string_view> silent;
  for (const std::string_view code : result.evaluated_by) {
    const auto& found = result.failed_by;
    const bool looked = code != "SEC009" || coverage.commits_read;  // only where there is a history
    if (looked && std::find(found.begin(), found.end(), code) == found.end()) {
      silent.push_back(code);
    }
  }
  const std::string shown = exhibit_of(result.criterion->id, coverage.facts);
  result.reason = fmt::format(
      "{}{}no finding of {}{}{}", shown, shown.empty() ? "" : "; ", rules_named(silent),
      qualified_by(result.criterion->id, coverage.facts), limits_of(result.criterion->id));
  result.subject = subject_of(*result.criterion, coverage);
}

std::string what_fixes_it(const Criterion& criterion, const Coverage& coverage) {
  const auto& delivery = coverage.facts.delivery;
  if (criterion.id != "review.6.6" || !delivery || !delivery->start_commands.empty()) return {};
  if (!delivery->fixed_port.place || coverage.facts.exhibits.contains(Exhibit::ServerPort)) {
    return {};
  }
  return fmt::format("the image's only command listens on {}, whatever the environment says: `{}`",
                     delivery->fixed_port.name, text_of(delivery->fixed_port.place));
}

std::string nothing_to_judge(const Criterion& criterion, const Coverage& coverage) {
  const Facts& facts = coverage.facts;
  const auto& application = facts.application;
  const std::string_view id = criterion.id;
  if (coverage.is_partial() && is_about_the_whole(criterion)) {
    return fmt::format("{} of {} were reviewed; what decides this may be in the others",
                       coverage.files_in_review, counted(coverage.files, "file"));
  }
  if (std::string reason = nothing_to_read(id, coverage); !reason.empty()) return reason;
  if (id == "review.4.8" && application && application->requests_sent > 0) {
    return nothing_over_tls(facts);
  }
  if (facts.delivery && !facts.delivery->reads_dotenv && id == "review.4.3") {
    return "nothing that reads a dotenv file was found";
  }
  if (application && application->endpoints == 0 && is_about_endpoints(criterion)) {
    return "no endpoint was found";
  }
  if (application && application->endpoints > 0 && application->tested_endpoints == 0 &&
      is_one_of(id, {"audit.4.4", "audit.4.5"})) {
    return "no request of a test to an endpoint was recognised" +
           called_past_requests(*application);
  }
  if (application && application->log_records == 0 && !application->log_configuration &&
      is_about_log_records(criterion)) {
    return "the application writes no log record and configures no logging";
  }
  if (facts.delivery && is_one_of(id, {"audit.6.2", "audit.6.3"})) {
    if (std::string reason = nothing_in_pipeline(id, *facts.delivery); !reason.empty()) {
      return reason;
    }
  }
  if (facts.delivery && id == "audit.5.2" && !facts.exhibits.contains(Exhibit::IgnoredEnvFile)) {
    return "no `.gitignore` that keeps `.env` out was found";
  }
  if (facts.delivery && facts.delivery->workflows == 0 && id == "audit.6.1") {
    return "no workflow of GitHub Actions was found";
  }
  if (!facts.delivery || (application && application->cloud_functions > 0)) return {};
  if (facts.delivery->may_be_documented_elsewhere && id == "review.6.3") {
    return "variables that no file here names may stand in a documentation that is not here";
  }
  if (facts.delivery->deploy_steps.empty() && is_one_of(id, {"audit.3.1", "audit.3.4"})) {
    return "no script or workflow that deploys was found";
  }
  if (id == "review.6.6" && facts.exhibits.contains(Exhibit::ServerPort)) return {};
  if (facts.delivery->start_commands.empty() &&
      is_one_of(id, {"review.6.2", "review.6.5", "review.6.6", "audit.3.6"})) {
    const std::vector<NamedPlace>& others = facts.delivery->development_commands;
    if (others.empty()) {
      return started_by_program(application) +
             "no command that starts a server was recognised in a Procfile, an image or another "
             "manifest";
    }
    return "the only start commands are for development: " + places_of(others);
  }
  return {};
}

}  // namespace fastidious::assess
