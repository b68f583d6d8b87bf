// The report for machines: docs/schema/report-1.schema.json says what each field means.

#include "findings/fingerprint.h"
#include "report/json_writer.h"
#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {
namespace {

using findings::Finding;

constexpr std::string_view kSchema = "fastidious-report-1";
// A finding takes so much, roughly: reserving it spares the copies of a growing string.
constexpr std::size_t kBytesPerFinding = 1200;

void write_place(JsonWriter& json, const Place& place) {
  json.field("file", place.path)
      .field("line", place.begin.line)
      .field("column", place.begin.column)
      .field("end_line", place.end.line)
      .field("end_column", place.end.column);
}

void write_counts(JsonWriter& json, const assess::Counts& counts) {
  json.field("critical", counts.critical)
      .field("review_requested", counts.review_requested)
      .field("warnings", counts.warnings)
      .field("suggestions", counts.suggestions);
}

std::string_view name_of(assess::AreaStatus status) {
  switch (status) {
    case assess::AreaStatus::Passed: return "passed";
    case assess::AreaStatus::Warned: return "warned";
    case assess::AreaStatus::Failed: return "failed";
    case assess::AreaStatus::NotEvaluated: return "not evaluated";
  }
  return {};
}

void write_summary(JsonWriter& json, const Report& report) {
  json.key("summary").begin_object();
  json.field("tool", "fastidious")
      .field("version", report.tool_version)
      .field("command", report.command == Command::Audit ? "audit" : "review");
  write_counts(json, report.assessment->counts);
  json.field("suppressed", report.coverage->suppressed)
      .field("baselined", report.coverage->baselined);
  json.key("areas").begin_array();
  for (const assess::AreaResult& area : report.assessment->areas) {
    json.begin_object()
        .field("area", assess::name_of(area.section))
        .field("status", name_of(area.status));
    write_counts(json, area.counts);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_trace(JsonWriter& json, const Report& report, const Redactor& redactor,
                 const Finding& finding) {
  std::string buffer;
  json.key("trace").begin_array();
  for (const findings::TraceStep& step : finding.trace) {
    json.begin_object();
    write_place(json, place_of(report, step.file, step.span));
    json.field("message", redactor.clean(step.file, step.message, buffer)).end_object();
  }
  json.end_array();
}

void write_finding(JsonWriter& json, const Report& report, const Redactor& redactor,
                   const Finding& finding) {
  const rules::Rule& rule = rule_of(report, finding.rule);
  std::string buffer;
  const auto cleaned = [&](std::string_view own, std::string_view general) {
    return redactor.clean(finding.file, own.empty() ? general : own, buffer);
  };
  json.begin_object()
      .field("rule", finding.rule)
      .field("name", rule.name)
      .field("severity", findings::name_of(finding.severity))
      .field("confidence", findings::name_of(finding.confidence));
  write_place(json, place_of(report, finding));
  json.field("message", cleaned(finding.message, rule.name))
      .field("risk", cleaned(finding.risk, rule.risk))
      .field("fix", cleaned(finding.fix, rule.advice));
  json.key("references").begin_array();
  for (const std::string_view reference : rule.references) {
    json.value(reference);
  }
  json.end_array();
  write_trace(json, report, redactor, finding);
  json.field("fingerprint", findings::fingerprint_text(finding.fingerprint)).end_object();
}

void write_criteria(JsonWriter& json, const Report& report, assess::Status status) {
  json.begin_array();
  for (const assess::CriterionResult& result : report.assessment->criteria) {
    if (result.status != status) {
      continue;
    }
    json.begin_object()
        .field("criterion", result.criterion->id)
        .field("section", assess::name_of(result.criterion->section))
        .field("text", result.criterion->text);
    if (status == assess::Status::NotEvaluated) {
      json.field("reason", result.reason);
    }
    json.key("rules").begin_array();
    for (const std::string_view code : result.evaluated_by) {
      json.value(code);
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_optional(JsonWriter& json, std::string_view name,
                    const std::optional<std::uint32_t>& number) {
  json.key(name);
  if (number) {
    json.value(*number);
  } else {
    json.null();
  }
}

void write_coverage(JsonWriter& json, const assess::Coverage& coverage) {
  json.key("coverage").begin_object();
  json.field("files", coverage.files)
      .field("python_files", coverage.python_files)
      .field("python_lines", coverage.python_lines)
      .field("bytes", coverage.bytes);
  write_optional(json, "files_reviewed", coverage.files_reviewed);
  json.field("functions", coverage.functions)
      .field("functions_checked", coverage.functions_checked)
      .field("files_scanned_for_secrets", coverage.files_scanned_for_secrets);
  write_optional(json, "commits_read", coverage.commits_read);
  write_optional(json, "routes_resolved", coverage.routes_resolved);
  write_optional(json, "boundaries_found", coverage.boundaries_found);
  json.field("rules_run", coverage.rules_run).key("rules_off").begin_array();
  for (const assess::SkippedRule& rule : coverage.rules_off) {
    json.begin_object().field("rule", rule.code).field("reason", rule.reason).end_object();
  }
  json.end_array().key("files_skipped").begin_array();
  for (const assess::SkippedFile& file : coverage.files_skipped) {
    json.begin_object().field("file", file.path).field("reason", file.reason).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string write_json(const Report& report) {
  const Redactor redactor(report);
  JsonWriter json(2);
  json.buffer().reserve(report.findings.size() * kBytesPerFinding + (std::size_t{64} << 10));
  json.begin_object().field("schema", kSchema);
  write_summary(json, report);
  json.key("findings").begin_array();
  for (const Finding& finding : report.findings) {
    write_finding(json, report, redactor, finding);
  }
  json.end_array();
  json.key("passed");
  write_criteria(json, report, assess::Status::Passed);
  json.key("not_evaluated");
  write_criteria(json, report, assess::Status::NotEvaluated);
  write_coverage(json, *report.coverage);
  json.key("questions").begin_array();
  for (const std::string& question : report.assessment->questions) {
    json.value(question);
  }
  json.end_array().end_object();
  return json.take().append("\n");
}

}  // namespace fastidious::report
