#pragma once
// Comments that silence findings:
//   # fastidious: ignore[SEC020] reason              the finding of this line or statement
//   # fastidious: ignore[SEC020,LOG001] reason       several rules; alone: of the next line
//   # fastidious: ignore[SEC020] until=2027-01-31 reason
//   # fastidious: ignore-file[SEC020] reason         the whole file; above its first definition
// One without a reason, with a date that has passed or with an unknown form silences nothing and is
// reported by AUD004, as is one that nothing needed.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/finding.h"
#include "findings/statement_index.h"
#include "project/source_file.h"

namespace fastidious::findings {

using Date = std::chrono::year_month_day;

// "2027-01-31"; nothing if the text is not the date of a day.
std::optional<Date> parse_date(std::string_view text);

struct Suppression {
  struct Code {
    std::string_view rule;
    bool used = false;
  };
  Span comment;
  std::vector<Code> codes;
  std::string_view reason;      // text of the source, "" if there is none
  std::string_view until_text;  // "" if there is none
  bool whole_file = false;
  std::uint32_t line = 0;  // whose findings it silences
  std::string problem;     // why it counts for nothing; empty while it is in force
};

// What one comment asks for; nothing if it does not speak to this program. `line` is left 0.
std::optional<Suppression> parse_suppression(std::string_view comment, Date today);

class Suppressions {
 public:
  Suppressions() = default;
  // Reads the comments that the tree has. `file` must outlive this; `today` decides what has
  // expired.
  Suppressions(const project::SourceFile& file, Date today);
  // The same for a file that is not Python, where a comment is what a `#` begins: it speaks for its
  // line or, alone, for the next one, and may stand anywhere if it speaks for the whole file.
  Suppressions(const project::TextFile& file, Date today);

  bool empty() const { return all_.empty(); }
  const std::vector<Suppression>& all() const { return all_; }

  // The suppression that silences a finding of `rule` at `where`, which is then used; null if none
  // does.
  const Suppression* silence(std::string_view rule, Span where);

  // AUD004 findings: suppressions that count for nothing, and unused ones of rules that ran.
  // Call it after the last silence().
  std::vector<Finding> problems(
      const std::function<bool(std::string_view rule)>& was_evaluated) const;

 private:
  void read(Span comment, Date today);
  void place(Suppression& suppression);
  Offset first_code();
  std::uint32_t line_below(std::uint32_t line);
  // Line 0 stands for the whole file.
  Suppression* find(std::string_view rule, std::uint32_t line);
  std::vector<std::uint32_t> lines_that_speak_for(Offset at);

  const project::TextFile* file_ = nullptr;
  const project::SourceFile* python_ = nullptr;  // null if it is not Python
  std::vector<Suppression> all_;
  // By line and rule: the first suppression in force, an index into all_.
  std::map<std::pair<std::uint32_t, std::string_view>, std::size_t> in_force_;
  std::uint32_t below_comments_ = 0;          // what line_below() gave last, for comments in order
  std::optional<Offset> first_code_;          // made when it is asked for
  std::optional<StatementIndex> statements_;  // made when the first question needs it
};

}  // namespace fastidious::findings
