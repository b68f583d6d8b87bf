#include "report/repetition.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/told_fixes.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

constexpr std::size_t kLeastWorthALine = 40;  // letters that several texts end in

// The sentences in which all of them end, worth a line of their own; of the last text.
std::string_view shared_ending(const std::vector<std::string>& texts) {
  if (texts.size() < 2) return {};
  const std::vector<std::string_view> last = sentences_of(texts.back());
  std::string_view shared;
  for (std::size_t from = last.size(); from-- > 1;) {
    const auto begin = static_cast<std::size_t>(last[from].data() - texts.back().data());
    const std::string_view ending = std::string_view(texts.back()).substr(begin);
    const bool is_shared = std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return text.size() > ending.size() && text.ends_with(ending) &&
             text.find('\n') == text.npos && text[text.size() - ending.size() - 1] == ' ';
    });
    if (!is_shared) break;
    shared = ending;
  }
  return shared.size() < kLeastWorthALine ? std::string_view{} : shared;
}

}  // namespace

std::string told_once(const std::vector<std::string>& fixes) {
  const std::string_view ending = shared_ending(fixes);
  if (ending.empty()) return {};
  ToldFixes told;
  const auto written = std::count_if(fixes.begin(), fixes.end(), [&](const std::string& fix) {
    return told.next(fix).ends_with(ending);
  });
  return written > 1 ? std::string(ending) : std::string();
}

std::string for_each_of_them(std::string_view ending) {
  std::string text(ending);
  const bool is_word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (is_word && text[0] >= 'A' && text[0] <= 'Z') text[0] += 'a' - 'A';
  return "For each of them: " + text;
}

bool differ_in_code_only(const Report& report, std::span<const std::uint32_t> findings) {
  const std::string words = without_code(report.findings[findings.front()].fix);
  return std::all_of(findings.begin(), findings.end(), [&](std::uint32_t index) {
    return without_code(report.findings[index].fix) == words;
  });
}

std::string likewise_of_others(std::size_t others, bool counts) {
  if (others == 1) return "The other likewise, with names and values of its own.";
  return fmt::format("The {} likewise, with names and values of their own.",
                     counts ? fmt::format("other {}", others) : "others");
}

std::string remedy_of_others(const Report& report, std::span<const std::uint32_t> findings,
                             bool counts) {
  const findings::Finding& first = report.findings[findings.front()];
  const bool is_one = std::all_of(findings.begin(), findings.end(), [&](std::uint32_t index) {
    return report.findings[index].fix == first.fix;
  });
  if (is_one) return {};
  if (differ_in_code_only(report, findings)) return likewise_of_others(findings.size() - 1, counts);
  return fmt::format(
      "The others have fixes of their own: `fastidious audit --select {} --output json`.",
      first.rule);
}

std::string with_remedy_of_others(std::string fix, std::string_view others) {
  // Behind code, which ends a fix of several lines, nothing can stand.
  if (others.empty() || fix.find('\n') != fix.npos) return fix;
  return fmt::format("{} {}", sentence(fix), others);
}

std::string without_ending(std::string_view text, std::string_view ending) {
  text.remove_suffix(std::min(ending.size(), text.size()));
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace fastidious::report
