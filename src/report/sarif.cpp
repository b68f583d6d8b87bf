// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Section numbers
// below are of that document.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "findings/fingerprint.h"
#include "report/json_writer.h"
#include "report/place.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using findings::Finding;
using findings::Severity;

constexpr std::string_view kSchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kCwePrefix = "CWE-";

// The rules that results refer to, with their index in tool.driver.rules.
using RuleIndex = std::map<std::string_view, std::uint64_t>;

class SarifWriter {
 public:
  SarifWriter(const Report& report, const Sink& sink)
      : report_(report), redactor_(report), places_(report), json_(4, sink) {}
  void write();

 private:
  void index_rules();
  void write_driver();
  void write_rule(std::string_view code);
  void write_cwe_relationships(const rules::Rule& rule);
  void write_taxonomies();
  void write_invocation();
  void write_notification(std::string_view message, std::string_view path);
  void write_result(const Finding& finding, std::string_view suppression, std::string_view reason,
                    std::string_view baseline_state);
  void write_location(findings::FileId file, Span span, std::string_view message);
  void write_region(const Place& place);
  void write_uri(std::string_view path);
  void write_code_flow(const Finding& finding);
  bool has_printable_edits(const Finding& finding) const;
  void write_fix(const Finding& finding, std::string_view description);
  void write_text(std::string_view key, std::string_view text) {
    json_.key(key).begin_object().field("text", text).end_object();
  }

  const Report& report_;
  Redactor redactor_;
  PlaceFinder places_;
  JsonWriter json_;
  RuleIndex rules_;
  std::set<std::string_view> cwes_;  // numbers: "89"
};

std::string_view level_of(const Finding& finding) {
  if (review_requested(finding)) {
    return "none";  // 3.27.10: the level of a result whose kind is not "fail"
  }
  switch (finding.severity) {
    case Severity::Critical: return "error";
    case Severity::Warning: return "warning";
    case Severity::Suggestion: return "note";
  }
  return {};
}

std::string_view level_of(Severity severity) {
  Finding finding;
  finding.severity = severity;
  return level_of(finding);
}

// Code scanning sorts security findings by this score, which follows CVSS's scale.
std::string_view security_score(Severity severity) {
  switch (severity) {
    case Severity::Critical: return "9.0";
    case Severity::Warning: return "5.0";
    case Severity::Suggestion: return "2.0";
  }
  return {};
}

std::string_view cwe_number(std::string_view reference) {
  const std::string_view number =
      reference.starts_with(kCwePrefix) ? reference.substr(kCwePrefix.size()) : std::string_view{};
  return number.substr(0, number.find_first_not_of("0123456789"));
}

// A relative URI reference (RFC 3986): what is not unreserved or a slash is percent-encoded.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/@+,=!$&'()*";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      uri.push_back(c);
    } else {
      uri.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return uri;
}

void SarifWriter::index_rules() {
  const auto add = [this](const Finding& finding) { rules_.emplace(finding.rule, 0); };
  std::for_each(report_.findings.begin(), report_.findings.end(), add);
  std::for_each(report_.baselined.begin(), report_.baselined.end(), add);
  for (const Suppressed& suppressed : report_.suppressed) {
    add(suppressed.finding);
  }
  std::uint64_t next = 0;
  for (auto& [code, index] : rules_) {
    index = next++;
    for (const std::string_view reference : rule_of(report_, code).references) {
      if (const std::string_view number = cwe_number(reference); !number.empty()) {
        cwes_.insert(number);
      }
    }
  }
}

void SarifWriter::write_cwe_relationships(const rules::Rule& rule) {
  json_.key("relationships").begin_array();
  for (const std::string_view reference : rule.references) {
    if (const std::string_view number = cwe_number(reference); !number.empty()) {
      json_.begin_object().key("target").begin_object().field("id", number);
      json_.key("toolComponent").begin_object().field("name", "CWE").end_object().end_object();
      json_.key("kinds").begin_array().value("relevant").end_array().end_object();
    }
  }
  json_.end_array();
}

void SarifWriter::write_rule(std::string_view code) {
  const rules::Rule& rule = rule_of(report_, code);
  json_.begin_object().field("id", code).field("name", rule.name);
  write_text("shortDescription", rule.name);
  write_text("fullDescription", rule.risk.empty() ? rule.name : rule.risk);
  json_.key("help").begin_object().field("text", rule.advice.empty() ? rule.name : rule.advice);
  if (!rule.docs.empty()) {
    json_.field("markdown", rule.docs);
  }
  json_.end_object();
  json_.key("defaultConfiguration")
      .begin_object()
      .field("level", level_of(rule.severity))
      .end_object();
  write_cwe_relationships(rule);
  json_.key("properties").begin_object().key("tags").begin_array();
  const bool is_security = rule.risk_kind == findings::RiskKind::Security;
  json_.value(findings::name_of(rule.risk_kind));
  for (const std::string_view reference : rule.references) {
    json_.value(reference);
  }
  json_.end_array();
  if (is_security) {
    json_.field("security-severity", security_score(rule.severity));
  }
  json_.field("precision", findings::name_of(rule.confidence)).end_object().end_object();
}

void SarifWriter::write_driver() {
  json_.key("tool").begin_object().key("driver").begin_object();
  json_.field("name", "Fastidious")
      .field("version", report_.tool_version)
      .field("semanticVersion", report_.tool_version);
  json_.key("rules").begin_array();
  for (const auto& [code, index] : rules_) {
    write_rule(code);
  }
  json_.end_array();
  if (!cwes_.empty()) {
    json_.key("supportedTaxonomies").begin_array();
    json_.begin_object()
        .field("name", "CWE")
        .field("index", std::uint64_t{0})
        .end_object()
        .end_array();
  }
  json_.end_object().end_object();
}

void SarifWriter::write_taxonomies() {
  if (cwes_.empty()) {
    return;
  }
  json_.key("taxonomies").begin_array().begin_object();
  json_.field("name", "CWE").field("organization", "MITRE");
  write_text("shortDescription", "Common Weakness Enumeration");
  json_.key("taxa").begin_array();
  for (const std::string_view number : cwes_) {
    json_.begin_object().field("id", number).end_object();
  }
  json_.end_array().end_object().end_array();
}

// What could not be analysed is told to the reader of the log as well (3.58).
void SarifWriter::write_invocation() {
  json_.key("invocations").begin_array().begin_object().field("executionSuccessful", true);
  json_.key("toolExecutionNotifications").begin_array();
  for (const assess::SkippedFile& file : report_.coverage->files_skipped) {
    write_notification("Not analysed: " + file.reason, file.path);
  }
  for (const assess::FindingsLeftOut& left_out : report_.coverage->findings_left_out) {
    write_notification(fmt::format("Cut short: {} has more than {} findings", left_out.rule,
                                   limits::kMaxFindingsPerRule),
                       left_out.path);
  }
  if (const auto& flow = report_.coverage->data_flow) {
    constexpr std::size_t kNamed = 50;
    for (std::size_t i = 0; i < std::min(flow->cut.size(), kNamed); ++i) {
      write_notification("Data flow: a bound was reached in " + flow->cut[i].function,
                         flow->cut[i].path);
    }
  }
  json_.end_array().end_object().end_array();
}

void SarifWriter::write_notification(std::string_view message, std::string_view path) {
  json_.begin_object().field("level", "warning");
  write_text("message", message);
  json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  write_uri(path);
  json_.end_object().end_object().end_array().end_object();
}

void SarifWriter::write_uri(std::string_view path) {
  json_.key("artifactLocation").begin_object();
  json_.field("uri", uri_of(path)).field("uriBaseId", "%SRCROOT%").end_object();
}

void SarifWriter::write_region(const Place& place) {
  json_.begin_object()
      .field("startLine", place.begin.line)
      .field("startColumn", place.begin.column)
      .field("endLine", place.end.line)
      .field("endColumn", place.end.column)
      .end_object();
}

void SarifWriter::write_location(findings::FileId file, Span span, std::string_view message) {
  const Place place = places_.of(file, span);
  json_.begin_object().key("physicalLocation").begin_object();
  write_uri(place.path);
  json_.key("region");
  write_region(place);
  json_.end_object();
  if (!message.empty()) {
    std::string buffer;
    write_text("message", redactor_.clean(file, message, buffer));
  }
  json_.end_object();
}

void SarifWriter::write_code_flow(const Finding& finding) {
  json_.key("codeFlows")
      .begin_array()
      .begin_object()
      .key("threadFlows")
      .begin_array()
      .begin_object();
  json_.key("locations").begin_array();
  for (const findings::TraceStep& step : finding.trace) {
    json_.begin_object().key("location");
    write_location(step.file, step.span, step.message);
    json_.end_object();
  }
  json_.end_array().end_object().end_array().end_object().end_array();
}

// A fix that would carry a secret is left out: with the secret masked it would do harm.
bool SarifWriter::has_printable_edits(const Finding& finding) const {
  std::string buffer;
  return !finding.edits.empty() &&
         std::all_of(finding.edits.begin(), finding.edits.end(), [&](const findings::Edit& edit) {
           return redactor_.clean(edit.file, edit.replacement, buffer) == edit.replacement;
         });
}

// One fix with all edits of the finding, which are applied together; one change for each file
// (3.55).
void SarifWriter::write_fix(const Finding& finding, std::string_view description) {
  std::map<findings::FileId, std::vector<const findings::Edit*>> by_file;
  for (const findings::Edit& edit : finding.edits) {
    by_file[edit.file].push_back(&edit);
  }
  json_.key("fixes").begin_array().begin_object();
  write_text("description", description);
  json_.key("artifactChanges").begin_array();
  for (const auto& [file, edits] : by_file) {
    json_.begin_object();
    write_uri(place_of(report_, file, {}).path);
    json_.key("replacements").begin_array();
    for (const findings::Edit* edit : edits) {
      json_.begin_object().key("deletedRegion");
      write_region(place_of(report_, file, edit->span));
      write_text("insertedContent", edit->replacement);
      json_.end_object();
    }
    json_.end_array().end_object();
  }
  json_.end_array().end_object().end_array();
}

void SarifWriter::write_result(const Finding& finding, std::string_view suppression,
                               std::string_view reason, std::string_view baseline_state) {
  const Said said = said_by(report_, redactor_, finding);
  json_.begin_object().field("ruleId", finding.rule).field("ruleIndex", rules_.at(finding.rule));
  json_.field("kind", review_requested(finding) ? "review" : "fail")
      .field("level", level_of(finding));
  write_text("message", said.message);
  json_.key("locations").begin_array();
  write_location(finding.file, finding.span, {});
  json_.end_array();
  json_.key("partialFingerprints").begin_object();
  json_.field("fastidious/v1", findings::fingerprint_text(finding.fingerprint)).end_object();
  if (!finding.trace.empty()) {
    write_code_flow(finding);
  }
  if (has_printable_edits(finding)) {
    write_fix(finding, said.fix);
  }
  if (!suppression.empty()) {
    json_.key("suppressions").begin_array().begin_object().field("kind", suppression);
    json_.field("status", "accepted").field("justification", reason).end_object().end_array();
  }
  if (!baseline_state.empty()) {
    json_.field("baselineState", baseline_state);
  }
  json_.key("properties").begin_object();
  json_.field("severity", findings::name_of(finding.severity))
      .field("confidence", findings::name_of(finding.confidence))
      .field("risk", said.risk)
      .field("fix", said.fix);
  json_.end_object().end_object();
}

void SarifWriter::write() {
  index_rules();
  json_.begin_object().field("$schema", kSchemaUri).field("version", "2.1.0");
  json_.key("runs").begin_array().begin_object();
  write_driver();
  write_taxonomies();
  write_invocation();
  json_.field("columnKind", "unicodeCodePoints");
  json_.key("results").begin_array();
  // 3.27.24: the state of all results is given, or of none.
  const bool compared = !report_.baselined.empty();
  for (const Finding& finding : report_.findings) {
    write_result(finding, {}, {}, compared ? "new" : "");
  }
  for (const Finding& finding : report_.baselined) {
    write_result(finding, "external", "in the baseline", "unchanged");
  }
  for (const Suppressed& suppressed : report_.suppressed) {
    write_result(suppressed.finding, "inSource", suppressed.reason, compared ? "new" : "");
  }
  json_.end_array().end_object().end_array().end_object();
  json_.finish();
}

}  // namespace

void write_sarif(const Report& report, const Sink& sink) { SarifWriter(report, sink).write(); }

}  // namespace fastidious::report
