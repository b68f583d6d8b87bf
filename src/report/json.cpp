// The report for machines: docs/schema/report-1.schema.json says what each field means.

#include <fmt/format.h>

#include <unordered_map>

#include "findings/fingerprint.h"
#include "report/json_writer.h"
#include "report/place.h"
#include "report/redaction.h"
#include "report/report.h"

namespace fastidious::report {
namespace {

using findings::Finding;

constexpr std::string_view kSchema = "fastidious-report-1";

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

// The members that all findings of a rule have alike, written once.
struct RuleMembers {
  const rules::Rule* rule = nullptr;
  std::string names;       // "rule" and "name"
  std::string words;       // "risk" and "fix", where the finding has none of its own
  std::string references;  // "references"
};

std::string members(const std::function<void(JsonWriter&)>& write) {
  std::string object;
  JsonWriter json(0, [&object](std::string_view piece) { object.append(piece); });
  write(json.begin_object());
  json.end_object().finish();
  return object.substr(1, object.rfind('}') - 1);
}

RuleMembers members_of(const rules::Rule& rule, std::string_view code) {
  RuleMembers of;
  of.rule = &rule;
  of.names = members([&](JsonWriter& json) { json.field("rule", code).field("name", rule.name); });
  of.words =
      members([&](JsonWriter& json) { json.field("risk", rule.risk).field("fix", rule.advice); });
  of.references = members([&](JsonWriter& json) {
    json.key("references").begin_array();
    for (const std::string_view reference : rule.references) {
      json.value(reference);
    }
    json.end_array();
  });
  return of;
}

class FindingsWriter {
 public:
  FindingsWriter(JsonWriter& json, const Report& report)
      : json_(json), report_(report), redactor_(report), places_(report) {}

  void write(const Finding& finding) {
    const RuleMembers& of_rule = of(finding.rule);
    json_.begin_object()
        .members(of_rule.names)
        .field("severity", findings::name_of(finding.severity))
        .field("confidence", findings::name_of(finding.confidence));
    write_place(json_, places_.of(finding));
    write_words(finding, of_rule);
    json_.members(of_rule.references);
    write_trace(finding);
    json_.field("fingerprint", findings::fingerprint_text(finding.fingerprint)).end_object();
  }

 private:
  const RuleMembers& of(std::string_view code) {
    RuleMembers& of_rule = by_rule_[code];
    if (of_rule.rule == nullptr) {
      of_rule = members_of(rule_of(report_, code), code);
    }
    return of_rule;
  }

  void write_words(const Finding& finding, const RuleMembers& of_rule) {
    std::string buffer;
    const auto cleaned = [&](std::string_view own, std::string_view general) {
      return own.empty() ? general : redactor_.clean(finding.file, own, buffer);
    };
    json_.field("message", cleaned(finding.message, of_rule.rule->name));
    if (finding.risk.empty() && finding.fix.empty()) {
      json_.members(of_rule.words);
    } else {
      json_.field("risk", cleaned(finding.risk, of_rule.rule->risk))
          .field("fix", cleaned(finding.fix, of_rule.rule->advice));
    }
  }

  void write_trace(const Finding& finding) {
    std::string buffer;
    json_.key("trace").begin_array();
    for (const findings::TraceStep& step : finding.trace) {
      json_.begin_object();
      write_place(json_, place_of(report_, step.file, step.span));
      json_.field("message", redactor_.clean(step.file, step.message, buffer)).end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const Report& report_;
  const Redactor redactor_;
  PlaceFinder places_;
  std::unordered_map<std::string_view, RuleMembers> by_rule_;
};

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
    if (status == assess::Status::Passed) {
      json.field("evidence", result.subject.empty()
                                 ? result.reason
                                 : fmt::format("{} in {}", result.reason, result.subject));
    } else {
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

void write_data_flow(JsonWriter& json, const std::optional<assess::DataFlow>& flow) {
  json.key("data_flow");
  if (!flow) {
    json.null();
    return;
  }
  json.begin_object().field("functions", flow->functions).key("cut").begin_array();
  for (const assess::FunctionCut& cut : flow->cut) {
    json.begin_object().field("file", cut.path).field("function", cut.function).end_object();
  }
  json.end_array().end_object();
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
  json.end_array().key("findings_left_out").begin_array();
  for (const assess::FindingsLeftOut& left_out : coverage.findings_left_out) {
    json.begin_object().field("file", left_out.path).field("rule", left_out.rule).end_object();
  }
  json.end_array();
  write_data_flow(json, coverage.data_flow);
  json.end_object();
}

void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

void write_pipeline(JsonWriter& json, const std::optional<assess::PipelineAdvice>& advice) {
  json.key("ci_cd");
  if (!advice) {
    json.null();
    return;
  }
  json.begin_object().field("verdict", advice->verdict);
  write_strings(json, "because", advice->because);
  write_strings(json, "steps", advice->steps);
  json.field("effort", assess::name_of(advice->effort)).end_object();
}

// The place of the finding that stands for an action or a question, or null.
void write_example(JsonWriter& json, const Report& report,
                   const std::optional<std::uint32_t>& finding) {
  json.key("example");
  if (!finding) {
    json.null();
    return;
  }
  json.begin_object();
  write_place(json, place_of(report, report.findings[*finding]));
  json.end_object();
}

void write_next_actions(JsonWriter& json, const Report& report) {
  json.key("next_actions").begin_array();
  for (const assess::NextAction& action : report.assessment->next_actions) {
    json.begin_object().field("action", action.text).key("rule");
    if (action.rule.empty()) {
      json.null();
    } else {
      json.value(action.rule);
    }
    json.field("phase", static_cast<std::uint32_t>(action.phase)).field("owner", action.owner);
    json.field("due", fmt::format("{:04}-{:02}-{:02}", int(action.due.year()),
                                  unsigned(action.due.month()), unsigned(action.due.day())));
    write_example(json, report, action.finding);
    json.end_object();
  }
  json.end_array();
}

void write_quality(JsonWriter& json, const Report& report) {
  json.key("quality_assurance").begin_array();
  for (const assess::QualityAnswer& one : report.assessment->quality) {
    json.begin_object().field("question", one.question).field("answer", one.answer).end_object();
  }
  json.end_array();
}

void write_questions(JsonWriter& json, const Report& report) {
  const Redactor redactor(report);
  std::string buffer;
  json.key("questions").begin_array();
  for (const assess::Question& question : report.assessment->questions) {
    std::string_view text = question.text;
    if (question.finding) {
      text = redactor.clean(report.findings[*question.finding].file, text, buffer);
    }
    json.begin_object().field("kind", assess::name_of(question.kind)).field("question", text);
    write_example(json, report, question.finding);
    json.key("choices").begin_array();
    for (const assess::Choice& choice : question.choices) {
      json.begin_object().field("choose", choice.choose).field("costs", choice.costs).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(const Report& report, const Sink& sink) {
  JsonWriter json(2, sink);
  json.begin_object().field("schema", kSchema);
  write_summary(json, report);
  json.key("findings").begin_array();
  FindingsWriter writer(json, report);
  for (const Finding& finding : report.findings) {
    writer.write(finding);
  }
  json.end_array();
  json.key("passed");
  write_criteria(json, report, assess::Status::Passed);
  json.key("failed");
  write_criteria(json, report, assess::Status::Failed);
  json.key("not_evaluated");
  write_criteria(json, report, assess::Status::NotEvaluated);
  write_coverage(json, *report.coverage);
  write_pipeline(json, report.assessment->pipeline);
  write_next_actions(json, report);
  write_quality(json, report);
  write_questions(json, report);
  json.end_object();
  json.finish();
}

}  // namespace fastidious::report
