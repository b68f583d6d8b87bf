#include "page.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/assessment.h"
#include "fixture_places.h"
#include "rules/registry.h"

namespace fastidious::specification {
namespace {

constexpr std::string_view kIntroduction =
    "# Coverage of the specification\n\n"
    "Each bullet of the two specifications, what evaluates it, and two places where the tests show "
    "it: one where it\nfails, one where it passes. Rules in bold decide: the criterion is met only "
    "if each of them looked and found\nnothing. A fixture is a small project whose expectations "
    "stand beside its lines, and its other lines are\nassertions that nothing is found there "
    "(CONTRIBUTING.md); the definition or file in which nothing is found is\nnamed.\n\n"
    "This page is generated from `tests/specification`, `src/assess/criteria.cpp`, the rules and "
    "their fixtures:\n`cmake --build --preset release --target refresh`.\n";

const rules::Rule* built(std::string_view code) {
  return assess::find_rule(rules::all_rules(), code);
}

void add_once(std::vector<std::string_view>& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

template <class Codes>
bool holds(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string link_to_rule(std::string_view code) {
  return fmt::format(
      "[{0}](rules.md#{1}-{2})", code,
      [code] {
        std::string lower(code);
        for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return lower;
      }(),
      built(code)->name);
}

std::string evaluated_by(const Bullet& bullet, const RulesOfBullet& rules) {
  std::vector<std::string> parts;
  if (!bullet.answer.empty()) parts.emplace_back(bullet.answer);
  std::vector<std::string> links;
  for (const std::string_view code : rules.deciding) {
    links.push_back(fmt::format("**{}**", link_to_rule(code)));
  }
  for (const std::string_view code : rules.informing) links.push_back(link_to_rule(code));
  if (!links.empty()) parts.push_back(fmt::format("{}", fmt::join(links, " ")));
  if (!rules.not_built.empty()) {
    parts.push_back(fmt::format("not built yet: {}", fmt::join(rules.not_built, " ")));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string link_to_file(std::string_view path, std::string_view what) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return what.empty() ? fmt::format("[{}](../{})", name, path)
                      : fmt::format("[{}](../{}) `{}`", name, path, what);
}

// Of "tests/cli/test_routes.py#words".
std::string link_to_answer(std::string_view place) {
  const std::size_t hash = place.find('#');
  return link_to_file(place.substr(0, hash),
                      hash == std::string_view::npos ? "" : place.substr(hash + 1));
}

// The place for the first of the rules that has one.
template <class PlaceOf>
std::string link_for(const RulesOfBullet& rules, PlaceOf place_of) {
  for (const auto* codes : {&rules.deciding, &rules.informing}) {
    for (const std::string_view code : *codes) {
      const FixturePlace place = place_of(code);
      if (!place.file.empty()) return link_to_file(place.file, place.what);
    }
  }
  return {};
}

// Text inside of a table may not hold a bare |.
std::string as_cell(std::string_view text) {
  std::string cell;
  for (const char c : text) cell.append(c == '|' ? "\\|" : std::string(1, c));
  return cell;
}

void append_table(std::string& page, std::span<const Bullet> bullets) {
  std::string_view heading;
  for (const Bullet& bullet : bullets) {
    if (bullet.heading != heading) {
      heading = bullet.heading;
      page += fmt::format(
          "\n### {}\n\n| Bullet | Evaluated by | Fails in | Passes in |\n|:--|:--|:--|:--|\n",
          heading);
    }
    const Row row = row_of(bullet);
    page += fmt::format("| {} | {} | {} | {} |\n", as_cell(bullet.text), as_cell(row.evaluated_by),
                        as_cell(row.failing), as_cell(row.passing));
  }
}

}  // namespace

RulesOfBullet rules_of(const Bullet& bullet) {
  RulesOfBullet found;
  const auto add = [&found](std::vector<std::string_view>& codes, std::string_view code) {
    if (code.empty()) return;
    add_once(built(code) != nullptr ? codes : found.not_built, code);
  };
  assess::for_each_code(bullet.criteria, [&](std::string_view id) {
    const assess::Criterion* criterion = assess::find_criterion(id);
    if (criterion == nullptr) return;
    assess::for_each_code(criterion->deciding, [&](auto code) { add(found.deciding, code); });
  });
  assess::for_each_code(bullet.rules, [&](auto code) { add(found.deciding, code); });
  assess::for_each_code(bullet.criteria, [&](std::string_view id) {
    for (const rules::Rule* rule : rules::all_rules()) {
      const auto criteria = assess::criteria_for(rule->code);
      const bool its = std::any_of(criteria.begin(), criteria.end(),
                                   [id](const auto* criterion) { return criterion->id == id; });
      if (its && !holds(found.deciding, rule->code)) add(found.informing, rule->code);
    }
  });
  return found;
}

Row row_of(const Bullet& bullet) {
  const RulesOfBullet rules = rules_of(bullet);
  Row row{&bullet, evaluated_by(bullet, rules), "", ""};
  row.failing =
      bullet.failing.empty() ? link_for(rules, failing_place) : link_to_answer(bullet.failing);
  row.passing =
      bullet.passing.empty() ? link_for(rules, passing_place) : link_to_answer(bullet.passing);
  return row;
}

std::string coverage_page() {
  std::string page(kIntroduction);
  page += "\n## Specification 1: the review\n";
  append_table(page, review_bullets());
  page += "\n## Specification 2: the audit\n";
  append_table(page, audit_bullets());
  return page;
}

}  // namespace fastidious::specification
