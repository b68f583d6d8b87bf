#pragma once
// Keeps secrets out of reports: what a finding about a secret points to is never printed, neither
// by that finding nor by another one.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/report.h"

namespace fastidious::report {

class Redactor {
 public:
  // Learns the secrets of the report's findings: reported, baselined and suppressed ones.
  explicit Redactor(const Report& report);

  // `text`, which speaks about `file`, with each secret of that file as "(redacted)". A secret that
  // is a plain word (`sunshine`) is hidden where the text quotes code, in backticks, not in prose;
  // one that everybody knows (`password`) tells nothing. Gives `text` itself where there is nothing
  // to hide, else a view of `buffer`.
  std::string_view clean(findings::FileId file, std::string_view text, std::string& buffer) const;

  // Replaces the bytes of secrets in `line`, a copy of the file's text from offset `begin`, by '*'.
  void mask(findings::FileId file, Offset begin, std::string& line) const;

 private:
  struct Secrets {
    std::vector<Span> spans;               // finished: by position, apart from each other
    std::vector<std::string_view> values;  // those long enough to be looked for; finished: sorted
    std::vector<bool> starts;              // by hash of the values' first bytes
    std::uint32_t line = 0;                // that was looked at last, and its literals
    std::vector<Span> literals;
  };
  void learn(const Report& report, const findings::Finding& finding);
  static void learn_line(const File& file, std::uint32_t line, Span where, Secrets& secrets);
  static void suspect_all(const File& file, std::uint32_t line, Span own, Secrets& secrets);
  static void add(Secrets& secrets, const SourceText& text, Span span);
  static void finish(Secrets& secrets);
  // Calls visit(begin, end) for each secret in `text`, from left to right.
  template <class Visit>
  static void find_values(const Secrets& secrets, std::string_view text, Visit&& visit);

  std::unordered_map<findings::FileId, Secrets> by_file_;
};

}  // namespace fastidious::report
