#include "assess/same_cause.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "findings/deletion.h"

namespace fastidious::assess {
namespace {

using findings::Finding;

enum class Where : std::uint8_t {
  SamePlace,  // both begin there
  SameLine,
  Led,       // a step of the one leads to the other
  SameStep,  // steps of both lead to one place
  SameFile,
};

struct SameCause {
  std::string_view tells;
  std::string_view told;
  Where where = Where::SamePlace;
};

// The first that applies counts: what tells of most comes first.
constexpr SameCause kCauses[] = {
    {"SEC001", "SEC002"},
    // What flows into the text says who sends it; where that is not certain, the text tells.
    {"SEC021", "SEC020"},
    {"SEC020", "SEC021"},
    {"SEC062", "SEC083"},
    {"DEP015", "DEP016"},
    // One key: whoever makes a new one asks for its length.
    {"SEC002", "SEC058", Where::SameLine},
    {"SEC003", "SEC058", Where::Led},
    {"SEC008", "SEC010", Where::Led},  // one credential, at several places
    {"SEC069", "API030", Where::Led},  // another method, and the path says the rest
    {"CIC003", "DEP038", Where::Led},  // a script that stops where something fails
    {"DEP038", "FIR012", Where::Led},  // the project that a deployment names
    // A default that goes away takes the type of a plain text with it.
    {"SEC002", "VAL015", Where::SameLine},
    {"SEC003", "VAL015", Where::SameLine},
    {"SEC005", "SEC004", Where::SameFile},  // the env file that git stops tracking
    {"VAL005", "DOC002", Where::Led},       // the class that is to be deleted
    {"VAL005", "DOC001", Where::Led},       // its file
    {"VAL006", "DOC008", Where::Led},
    {"VAL016", "VAL002"},
    {"TYP002", "API006"},
    {"DEP037", "ASY005"},  // what is done before the response is no task that has to be kept
    {"ASY005", "OBS005"},  // of a task that nobody keeps nobody learns what went wrong
    {"LOG017", "DEP025"},  // a log file, where files are not kept
    {"LOG017", "LOG002"},  // the handler that goes needs no formatter
    {"API007", "TYP003"},
    {"TYP003", "API007"},
    {"API007", "TYP005"},
    {"COD009", "COD007"},                   // E722
    {"SEC088", "COD012", Where::SameLine},  // the words of one's own are raised `from error`
    {"SEC088", "DOC009", Where::SameStep},  // the status of a clause that is to go
    {"SEC007", "DEP033", Where::Led},       // one .dockerignore
    // The exception that is not named as the cause is used for nothing else.
    {"COD012", "COD030", Where::Led},
    {"COD030", "COD012", Where::Led},
    {"API009", "API010", Where::SameStep},  // one dependency, and one `responses=`
    {"VAL001", "VAL018", Where::Led},       // the body that a model is made of unchecked
    {"VAL012", "VAL011", Where::Led},       // whatever fields the model lets in are stored
    // A coroutine that only blocks.
    {"ASY001", "ASY003", Where::Led},
    {"ASY002", "ASY003", Where::Led},
    // One endpoint that blocks at several places, and becomes a `def`.
    {"ASY001", "ASY001", Where::SameStep},
    {"ASY001", "ASY002", Where::SameStep},
    // The decorator that is typed anew has these annotations no more.
    {"TYP006", "TYP005", Where::Led},
    // The call that is written anew takes its values as arguments.
    {"LOG008", "LOG014", Where::Led},
    // A number that says how many docstrings are missing, where these are enough.
    {"DOC001", "DOC015", Where::Led},
    {"DOC002", "DOC015", Where::Led},
    {"DOC003", "DOC015", Where::Led},
    {"TYP001", "TYP017", Where::Led},  // as with annotations
    {"TYP002", "TYP017", Where::Led},
    {"API003", "DOC015", Where::Led},
    // One function that does too much.
    {"COD001", "COD002"},
    {"COD001", "COD003"},
    {"COD002", "COD003"},
    {"COD001", "COD004", Where::Led},
    {"COD002", "COD004", Where::Led},
    {"COD003", "COD004", Where::Led},
    {"COD001", "DOC014"},
    {"COD002", "DOC014"},
    {"COD003", "DOC014"},
};

std::pair<findings::Severity, bool> weight_of(const Finding& finding) {
  return {finding.severity, !findings::review_requested(finding)};
}

// Whether the two stand the other way round further up.
bool is_reversed(const SameCause& cause) {
  return std::any_of(std::begin(kCauses), &cause, [&cause](const SameCause& other) {
    return other.tells == cause.told && other.told == cause.tells;
  });
}

// Of two rules that tell of each other it is the one listed first where both are as severe.
bool may_tell(const Finding& tells, const Finding& told, const SameCause& cause) {
  if (weight_of(tells) != weight_of(told)) return weight_of(tells) > weight_of(told);
  return !is_reversed(cause);
}

// Where a finding is looked for.
enum class By : std::uint8_t { Place, Line, File, Step };

// Whether one that tells has to be found there.
bool is_asked(const SameCause& cause, By by) {
  switch (cause.where) {
    case Where::SamePlace: return by == By::Place;
    case Where::SameLine: return by == By::Line;
    case Where::Led: return by == By::Step || by == By::Place;
    case Where::SameStep: return by == By::Step;
    case Where::SameFile: return by == By::File;
  }
  return false;
}

// What a rule tells of and is told in, of the causes of which both rules have found something.
struct Part {
  bool has_findings = false;
  std::vector<const SameCause*> tells;
  std::vector<const SameCause*> told;

  bool is_asked_for(By by) const {
    return std::any_of(tells.begin(), tells.end(),
                       [by](const SameCause* cause) { return is_asked(*cause, by); });
  }
};

class Telling {
 public:
  Telling(std::span<const Finding> findings, const LineOf& line_of)
      : findings_(findings), line_of_(line_of), part_of_(findings.size()) {
    find_parts();
    for (std::uint32_t index = 0; index < findings.size(); ++index) {
      if (part_of_[index] != nullptr && !part_of_[index]->tells.empty()) note(index);
    }
  }

  // The finding that tells of this one; followed to the one that nobody tells of.
  std::optional<std::uint32_t> of(std::uint32_t index) const {
    std::optional<std::uint32_t> found = next(index);
    while (found) {
      const auto further = next(*found);
      if (!further) break;
      found = further;
    }
    return found;
  }

 private:
  struct Key {
    By by;
    std::string_view rule;
    std::uint32_t file;
    std::uint32_t at;
    bool operator==(const Key&) const = default;
  };
  struct HashOfKey {
    std::size_t operator()(const Key& key) const noexcept {
      const std::uint64_t place = (std::uint64_t{key.file} << 32) | key.at;
      const auto by = static_cast<std::uint64_t>(key.by);
      const std::uint64_t hash = (place ^ (by << 56)) * 0x9E3779B97F4A7C15ull;
      return hash ^ (hash >> 32) ^ start_of(key.rule);
    }
    // The codes of rules differ in their first eight bytes.
    static std::uint64_t start_of(std::string_view rule) {
      std::uint64_t start = 0;
      for (const char c : rule.substr(0, sizeof(start))) {
        start = (start << 8) | static_cast<unsigned char>(c);
      }
      return start;
    }
  };

  void find_parts() {
    for (const SameCause& cause : kCauses) {
      parts_[cause.tells];
      parts_[cause.told];
    }
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const auto part = parts_.find(findings_[i].rule);
      if (!findings_[i].file || part == parts_.end()) continue;
      part->second.has_findings = true;
      part_of_[i] = &part->second;
    }
    for (const SameCause& cause : kCauses) {
      Part& tells = parts_[cause.tells];
      Part& told = parts_[cause.told];
      if (!tells.has_findings || !told.has_findings) continue;
      tells.tells.push_back(&cause);
      told.told.push_back(&cause);
    }
  }

  Key key_of(By by, std::string_view rule, findings::FileId file, Span span) const {
    const bool is_line = by == By::Line && line_of_;
    if (by == By::File) return {by, rule, file.value, 0};
    return {by, rule, file.value, is_line ? line_of_(file, span.begin) : span.begin};
  }

  void note(std::uint32_t index) {
    const Finding& finding = findings_[index];
    for (const By by : {By::Place, By::Line, By::File}) {
      if (part_of_[index]->is_asked_for(by)) note(by, finding.file, finding.span, index);
    }
    if (!part_of_[index]->is_asked_for(By::Step)) return;
    for (const findings::TraceStep& step : finding.trace) {
      note(By::Step, step.file, step.span, index);
    }
  }

  // Of several findings of a rule at one place the most severe one counts.
  void note(By by, findings::FileId file, Span span, std::uint32_t index) {
    const Finding& finding = findings_[index];
    const auto [known, is_new] = at_.try_emplace(key_of(by, finding.rule, file, span), index);
    if (!is_new && weight_of(finding) > weight_of(findings_[known->second])) known->second = index;
  }

  std::optional<std::uint32_t> next(std::uint32_t index) const {
    if (part_of_[index] == nullptr) return std::nullopt;
    for (const SameCause* cause : part_of_[index]->told) {
      if (const auto found = find(*cause, findings_[index])) return found;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> find(const SameCause& cause, const Finding& told) const {
    switch (cause.where) {
      case Where::SamePlace: return at(By::Place, told.file, told.span, cause, told);
      case Where::SameLine: return at(By::Line, told.file, told.span, cause, told);
      case Where::Led: {
        const auto found = at(By::Step, told.file, told.span, cause, told);
        return found ? found : at_steps(By::Place, cause, told);
      }
      case Where::SameFile: return at(By::File, told.file, told.span, cause, told);
      case Where::SameStep: return at_steps(By::Step, cause, told);
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> at_steps(By by, const SameCause& cause, const Finding& told) const {
    for (const findings::TraceStep& step : told.trace) {
      if (const auto found = at(by, step.file, step.span, cause, told)) return found;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> at(By by, findings::FileId file, Span span, const SameCause& cause,
                                  const Finding& told) const {
    const auto found = at_.find(key_of(by, cause.tells, file, span));
    const bool tells = found != at_.end() && &findings_[found->second] != &told &&
                       may_tell(findings_[found->second], told, cause);
    return tells ? std::optional(found->second) : std::nullopt;
  }

  std::span<const Finding> findings_;
  const LineOf& line_of_;
  std::unordered_map<std::string_view, Part> parts_;
  std::vector<const Part*> part_of_;  // by finding; null: no cause names its rule
  std::unordered_map<Key, std::uint32_t, HashOfKey> at_;
};

// What is wrong in code that nothing uses is one piece of work, to delete it: what is critical in
// it, or about security, tells of the rest, where nobody else does, else the finding that nothing
// uses it.
void leave_to_deletion(std::span<const Finding> findings,
                       std::vector<std::optional<std::uint32_t>>& told) {
  for (const findings::Deletion& deletion : findings::deletions_of(findings)) {
    std::uint32_t tells = deletion.told_by;
    for (const std::uint32_t index : deletion.inside) {
      const auto rank = [&](std::uint32_t one) {
        return std::pair(weight_of(findings[one]), findings[one].rule.starts_with("SEC"));
      };
      const bool harms = findings[index].severity == findings::Severity::Critical ||
                         findings[index].rule.starts_with("SEC");
      if (harms && rank(index) > rank(tells)) tells = index;
    }
    // `except:` is told by two rules, of which one tells of the other.
    const auto& all = deletion.inside;
    if (told[tells] && std::find(all.begin(), all.end(), *told[tells]) != all.end()) {
      tells = *told[tells];
    }
    if (told[tells]) continue;
    if (tells != deletion.told_by) told[deletion.told_by] = tells;
    for (const std::uint32_t index : deletion.inside) {
      if (index != tells && !told[index]) told[index] = tells;
    }
  }
}

}  // namespace

bool has_one_cause(std::string_view tells, std::string_view told) {
  const auto tells_of = [](std::string_view one, std::string_view other) {
    return std::any_of(std::begin(kCauses), std::end(kCauses), [&](const SameCause& cause) {
      return cause.tells == one && cause.told == other;
    });
  };
  // What is deleted takes along whatever is wrong in it; who tells may be told of in its turn.
  return tells == "COD015" || tells_of(tells, told) ||
         std::any_of(std::begin(kCauses), std::end(kCauses), [&](const SameCause& cause) {
           return cause.told == told && tells_of(tells, cause.tells);
         });
}

std::vector<std::optional<std::uint32_t>> told_by_others(std::span<const Finding> findings,
                                                         const LineOf& line_of) {
  const Telling telling(findings, line_of);
  std::vector<std::optional<std::uint32_t>> told(findings.size());
  for (std::uint32_t index = 0; index < findings.size(); ++index) told[index] = telling.of(index);
  leave_to_deletion(findings, told);
  // Who tells of another and is told of by a deletion leaves both to that.
  for (std::optional<std::uint32_t>& by : told) {
    if (by && told[*by]) by = told[*by];
  }
  return told;
}

}  // namespace fastidious::assess
