#include "cli/rules_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "cli/rules_page.h"
#include "findings/finding.h"
#include "rules/registry.h"
#include "rules/selection.h"
#include "text/words.h"

namespace fastidious::cli {
namespace {

using rules::Rule;

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words;
  for (const Rule* rule : rules::all_rules()) {
    words.insert(words.end(), {rule->code, rule->name});
  }
  return words;
}

int unknown_rule(std::string_view word) {
  const std::vector<std::string_view> known = known_words();
  const std::string code = upper_case(word);
  const std::string_view name = nearest(word, known);
  const std::string_view meant = name.empty() ? nearest(code, known) : name;
  return usage_error(meant.empty()
                         ? fmt::format("there is no rule '{}'; 'fastidious rules' lists them", word)
                         : fmt::format("there is no rule '{}'; did you mean '{}'?", word, meant));
}

// The rules that one of `selectors` means, or all.
std::vector<const Rule*> chosen(const std::vector<std::string>& selectors) {
  std::vector<const Rule*> result;
  for (const Rule* rule : rules::all_rules()) {
    const bool meant = std::any_of(selectors.begin(), selectors.end(), [&](const auto& selector) {
      return rules::match_strength(selector, *rule) > 0;
    });
    if (selectors.empty() || meant) {
      result.push_back(rule);
    }
  }
  return result;
}

void print_table(const std::vector<const Rule*>& rules) {
  std::size_t width = 0;
  for (const Rule* rule : rules) {
    width = std::max(width, rule->name.size());
  }
  for (const Rule* rule : rules) {
    fmt::print("{}  {:<{}}  {:<10}  {:<13}  {}\n", rule->code, rule->name, width,
               findings::name_of(rule->severity), rules::name_of(rule->family),
               rule->fix == findings::FixClass::None
                   ? std::string()
                   : fmt::format("fix: {}", findings::name_of(rule->fix)));
  }
}

nlohmann::ordered_json as_json(const Rule& rule) {
  return {{"code", rule.code},
          {"name", rule.name},
          {"family", rules::name_of(rule.family)},
          {"severity", findings::name_of(rule.severity)},
          {"confidence", findings::name_of(rule.confidence)},
          {"risk", rule.risk},
          {"advice", rule.advice},
          {"fix", findings::name_of(rule.fix)},
          {"references",
           std::vector<std::string_view>(rule.references.begin(), rule.references.end())}};
}

void print_json(const std::vector<const Rule*>& rules) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Rule* rule : rules) {
    list.push_back(as_json(*rule));
  }
  fmt::print("{}\n", list.dump(2));
}

void print_rules(const std::vector<const Rule*>& rules, std::string_view format) {
  if (format == "json") {
    print_json(rules);
  } else if (format == "markdown") {
    fmt::print("{}", rules_page(rules));
  } else {
    print_table(rules);
  }
}

const Rule* find_by_code_or_name(std::string_view word) {
  const std::string code = upper_case(word);
  for (const Rule* rule : rules::all_rules()) {
    if (rule->code == code || rule->name == word) {
      return rule;
    }
  }
  return nullptr;
}

}  // namespace

int run_rules(Arguments arguments) {
  CLI::App app("Lists what is checked.", "fastidious rules");
  std::vector<std::string> selectors;
  std::string format = "text";
  app.add_option("selectors", selectors, "codes, starts of codes, families or names; default: all");
  app.add_option("--output", format, "text, markdown or json")
      ->check(CLI::IsMember({"text", "markdown", "json"}));
  app.footer(
      "Examples:\n"
      "  fastidious rules SEC\n"
      "  fastidious rules security --output json\n"
      "  fastidious rules --output markdown");
  if (const std::optional<int> ended = parse(app, arguments)) {
    return *ended;
  }
  for (const std::string& selector : selectors) {
    if (chosen({selector}).empty()) {
      return unknown_rule(selector);
    }
  }
  print_rules(chosen(selectors), format);
  return kSuccess;
}

int run_explain(Arguments arguments) {
  CLI::App app("Explains rules: what they find, why it matters, how to mend it.",
               "fastidious explain");
  std::vector<std::string> words;
  app.add_option("rules", words, "codes or names of rules")->required();
  app.footer("Examples:\n  fastidious explain ASY001\n  fastidious explain blocking-call-in-async");
  if (const std::optional<int> ended = parse(app, arguments)) {
    return *ended;
  }
  for (const std::string& word : words) {
    if (find_by_code_or_name(word) == nullptr) {
      return unknown_rule(word);
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    fmt::print("{}{}", i == 0 ? "" : "\n", explanation(*find_by_code_or_name(words[i]), "#"));
  }
  return kSuccess;
}

}  // namespace fastidious::cli
