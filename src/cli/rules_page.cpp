#include "cli/rules_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "findings/finding.h"
#include "rules/registry.h"

namespace fastidious::cli {
namespace {

using rules::Rule;

constexpr std::string_view kHead = R"(# Rules

What Fastidious checks, {} rules so far. `fastidious explain CODE` prints the same in a terminal. What a
finding may claim, and how severe it is, is in [POLICY.md](../POLICY.md). This page is generated:
`cmake --build --preset dev --target refresh` brings it up to date.

| code | name | severity | fix |
|:--|:--|:--|:--|
)";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  return text.substr(0, text.find_last_not_of('\n') + 1);
}

void append_options(std::string& out, const Rule& rule) {
  for (const rules::Option& option : rule.options) {
    if (!option.key.empty()) {
      fmt::format_to(std::back_inserter(out), "\nOption `{}` (default {}): {}.\n", option.key,
                     option.number, option.what);
    }
  }
}

// "Security", "API": a family's name as a heading.
std::string title_of(rules::Family family) {
  std::string title(rules::name_of(family));
  const std::size_t capitals = title.size() <= 3 ? title.size() : 1;
  for (std::size_t i = 0; i < capitals; ++i) {
    title[i] = static_cast<char>(title[i] - 'a' + 'A');
  }
  return title;
}

// A row that leads to the rule's heading, whose anchor is in lower case.
void append_row(std::string& out, const Rule& rule) {
  std::string anchor(rule.code);
  std::transform(anchor.begin(), anchor.end(), anchor.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  fmt::format_to(std::back_inserter(out), "| [{}](#{}-{}) | {} | {} | {} |\n", rule.code, anchor,
                 rule.name, rule.name, findings::name_of(rule.severity),
                 findings::name_of(rule.fix));
}

}  // namespace

std::string explanation(const Rule& rule, std::string_view heading) {
  std::string out = fmt::format(
      "{} {} {}\n\n{}, {} confidence, {} risk, fix: {}\n\n{}\n", heading, rule.code, rule.name,
      findings::name_of(rule.severity), findings::name_of(rule.confidence),
      findings::name_of(rule.risk_kind), findings::name_of(rule.fix), trimmed(rule.docs));
  append_options(out, rule);
  if (!rule.references.empty()) {
    fmt::format_to(std::back_inserter(out), "\nReferences: {}\n",
                   fmt::join(rule.references.begin(), rule.references.end(), ", "));
  }
  return out;
}

std::string rules_page(std::span<const Rule* const> rules) {
  std::string out = fmt::format(kHead, rules.size());
  for (const Rule* rule : rules) {
    append_row(out, *rule);
  }
  const Rule* last = nullptr;
  for (const Rule* rule : rules) {
    if (last == nullptr || last->family != rule->family) {
      fmt::format_to(std::back_inserter(out), "\n## {}\n", title_of(rule->family));
    }
    out.append("\n").append(explanation(*rule, "###"));
    last = rule;
  }
  return out;
}

}  // namespace fastidious::cli
