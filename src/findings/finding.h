#pragma once
// What a check has to say about one place.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/span.h"

namespace fastidious::findings {

// POLICY.md says what each means.
enum class Severity : std::uint8_t { Suggestion, Warning, Critical };
enum class Confidence : std::uint8_t { Low, Medium, High };
enum class RiskKind : std::uint8_t { Security, Reliability, Maintainability };
// Safe: behaviour is unchanged; Unsafe: right in the common case; Scaffold: a stub a person
// completes.
enum class FixClass : std::uint8_t { None, Safe, Unsafe, Scaffold };

// "critical", "high", "security", "safe", … as they stand in reports and configuration.
std::string_view name_of(Severity severity);
std::string_view name_of(Confidence confidence);
std::string_view name_of(RiskKind risk);
std::string_view name_of(FixClass fix);

// A file of the audited repository; an index into the run's list of files.
using FileId = Id<struct FileTag>;

// Replaces the text of `span` in `file`.
struct Edit {
  FileId file;
  Span span;
  std::string replacement;
};

// One hop from source to sink, or from router to route.
struct TraceStep {
  FileId file;
  Span span;
  std::string message;
};

struct Answers;  // findings/answers.h

struct Finding {
  std::string_view rule;  // the code, e.g. "SEC020"; static text
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::High;
  bool is_open_to_strangers = false;  // a client reaches it without a login: the first to mend
  FixClass fix_class = FixClass::None;
  FileId file;
  Span span;
  std::string message;      // what is wrong here
  std::string risk;         // what goes wrong because of it; empty: what the rule says
  std::string fix;          // guidance, with the code to write; empty: the rule's advice
  std::vector<Edit> edits;  // empty where there is guidance only
  std::vector<TraceStep> trace;
  std::shared_ptr<const Answers> answers;  // that operations lack, if it is about these
  std::uint64_t fingerprint = 0;           // set by findings/fingerprint
};

// Critical but uncertain: listed in a section of its own.
inline bool review_requested(const Finding& finding) {
  return finding.severity == Severity::Critical && finding.confidence != Confidence::High;
}

}  // namespace fastidious::findings
