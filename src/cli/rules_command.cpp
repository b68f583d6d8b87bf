#include "cli/rules_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "findings/finding.h"
#include "rules/registry.h"
#include "rules/selection.h"

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
  const std::string_view meant = nearest(word, known);
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

const Rule* find_by_code_or_name(std::string_view word) {
  std::string code(word);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (const Rule* rule : rules::all_rules()) {
    if (rule->code == code || rule->name == word) {
      return rule;
    }
  }
  return nullptr;
}

void print_references(const Rule& rule) {
  if (rule.references.empty()) {
    return;
  }
  fmt::print("\nReferences:");
  for (std::string_view reference : rule.references) {
    fmt::print(" {}{}", reference, reference == *(rule.references.end() - 1) ? "\n" : ",");
  }
}

void print_options(const Rule& rule) {
  for (const rules::Option& option : rule.options) {
    if (!option.key.empty()) {
      fmt::print("\nOption `{}` (default {}): {}.\n", option.key, option.number, option.what);
    }
  }
}

void explain(const Rule& rule) {
  fmt::print("# {} {}\n\n{}, {} confidence, {} risk, fix: {}\n\n", rule.code, rule.name,
             findings::name_of(rule.severity), findings::name_of(rule.confidence),
             findings::name_of(rule.risk_kind), findings::name_of(rule.fix));
  std::string_view docs = rule.docs;
  docs.remove_prefix(std::min(docs.find_first_not_of('\n'), docs.size()));
  while (docs.ends_with('\n')) {
    docs.remove_suffix(1);
  }
  fmt::print("{}\n", docs);
  print_options(rule);
  print_references(rule);
}

}  // namespace

int run_rules(Arguments arguments) {
  CLI::App app("Lists what is checked.", "fastidious rules");
  std::vector<std::string> selectors;
  std::string format = "text";
  app.add_option("selectors", selectors, "codes, starts of codes, families or names; default: all");
  app.add_option("--output", format, "text or json")->check(CLI::IsMember({"text", "json"}));
  app.footer("Examples:\n  fastidious rules SEC\n  fastidious rules security --output json");
  if (const std::optional<int> ended = parse(app, arguments)) {
    return *ended;
  }
  for (const std::string& selector : selectors) {
    if (chosen({selector}).empty()) {
      return unknown_rule(selector);
    }
  }
  format == "json" ? print_json(chosen(selectors)) : print_table(chosen(selectors));
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
    fmt::print("{}", i == 0 ? "" : "\n");
    explain(*find_by_code_or_name(words[i]));
  }
  return kSuccess;
}

}  // namespace fastidious::cli
