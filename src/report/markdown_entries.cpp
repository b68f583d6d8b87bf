// What is told of the findings of a rule, one by one or by the first of many.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/answers.h"
#include "report/markdown.h"
#include "report/repetition.h"
#include "report/wording.h"

namespace fastidious::report::markdown {
namespace {

using assess::Cluster;

// So many findings of a rule in a module are told one by one; more of those that open a door.
constexpr std::size_t kToldOneByOne = 3;
constexpr std::size_t kOpenDoorsTold = 12;
constexpr std::size_t kFoundEverywhere = 10;  // findings of a rule that are as severe
constexpr std::size_t kMostRemedies = 4;      // of findings that are not told one by one

// The findings by what is to be done about them, in order of appearance; all together where there
// is a remedy for nearly each.
std::vector<Cluster> by_remedy(const Report& report, const Cluster& cluster) {
  std::vector<Cluster> parts;
  for (const std::uint32_t index : cluster.findings) {
    const findings::Finding& finding = report.findings[index];
    auto part = std::find_if(parts.begin(), parts.end(), [&](const Cluster& one) {
      return report.findings[one.findings.front()].fix == finding.fix;
    });
    if (part == parts.end()) {
      if (parts.size() == kMostRemedies) return {cluster};
      part = parts.insert(part, cluster);
      part->findings.clear();
    }
    part->findings.push_back(index);
  }
  for (Cluster& part : parts) part.files = assess::count_files(part.findings, report.findings);
  return parts;
}

// What to do about all of them, and why: as the first has it, unless that of another differs.
Said said_for_all(const Report& report, const Redactor& redactor,
                  const std::vector<std::uint32_t>& findings) {
  const findings::Finding& first = report.findings[findings.front()];
  const bool agree = differ_in_code_only(report, findings);
  Said said = said_by(report, redactor, first);
  const std::string_view advice = rule_of(report, first.rule).advice;
  if (!agree && !advice.empty()) said.fix = advice;
  const bool same_risk = std::all_of(findings.begin(), findings.end(), [&](std::uint32_t index) {
    return without_code(report.findings[index].risk) == without_code(first.risk);
  });
  const std::string_view risk = rule_of(report, first.rule).risk;
  if (!same_risk && !risk.empty()) said.risk = risk;
  return said;
}

Entry entry_of_first(const Report& report, const Redactor& redactor, const Cluster& cluster) {
  const std::vector<std::uint32_t>& findings = cluster.findings;
  const findings::Finding& first = report.findings[findings.front()];
  const bool all_alike = std::all_of(findings.begin(), findings.end(), [&](std::uint32_t index) {
    return report.findings[index].message == first.message;
  });
  Entry entry{location_of(report, cluster), said_for_all(report, redactor, findings),
              all_alike ? 0 : findings.size() - 1, findings.size()};
  entry.answers = first.answers.get();
  if (entry.said.fix != rule_of(report, first.rule).advice) {
    entry.remedy_of_others = remedy_of_others(report, findings, false);
  }
  return entry;
}

bool opens_a_door(const Cluster& cluster) {
  return cluster.severity == findings::Severity::Critical &&
         cluster.risk_kind == findings::RiskKind::Security;
}

bool is_told_one_by_one(const Cluster& cluster) {
  return cluster.findings.size() <= (opens_a_door(cluster) ? kOpenDoorsTold : kToldOneByOne);
}

// The first code span of a message, with its backticks; empty if it has none.
std::string_view first_name_in(std::string_view message) {
  const std::size_t begin = message.find('`');
  if (begin == message.npos) return {};
  const std::size_t end = message.find('`', begin + 1);
  return end == message.npos ? std::string_view{} : message.substr(begin, end + 1 - begin);
}

// "`GET /items` (`read_items`)": an endpoint that begins a message, with its function.
std::string_view first_pair_in(std::string_view message) {
  const std::string_view name = first_name_in(message);
  if (name.find(" /") == name.npos) return {};
  const auto begin = static_cast<std::size_t>(name.data() - message.data());
  const std::string_view rest = message.substr(begin + name.size());
  const std::size_t end = rest.find("`)");
  const bool has_one = rest.starts_with(" (`") && end != rest.npos && rest.find('`', 3) == end;
  return has_one ? message.substr(begin, name.size() + end + 2) : std::string_view{};
}

// `text` with another name, where it holds this one; both with their backticks in messages.
std::string with_name(std::string_view text, std::string_view name, std::string_view other) {
  constexpr std::size_t kLeast = 3;  // letters: less is a part of many words
  name = name.substr(1, name.size() - 2);
  other = other.substr(1, other.size() - 2);
  std::string out;
  if (name.size() < kLeast) return std::string(text);
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name)) {
    out.append(text.substr(0, at)).append(other);
    text.remove_prefix(at + name.size());
  }
  return out.append(text);
}

// Whether the messages are the same but for these parts of them.
bool differ_only_in(std::string_view first, std::string_view one, std::string_view second,
                    std::string_view other) {
  if (first.empty() || second.empty()) return false;
  const auto begin = static_cast<std::size_t>(first.data() - one.data());
  return other.substr(0, begin) == one.substr(0, begin) &&
         other.substr(std::min(begin + second.size(), other.size())) ==
             one.substr(begin + first.size());
}

// Whether they say one thing, of another name each; or of an endpoint and its function.
bool differ_in_name_only(const Said& a, const Said& b) {
  const std::string_view first = first_name_in(a.message), second = first_name_in(b.message);
  if (first.empty() || second.empty() || a.risk != b.risk) return false;
  if (a.fix == b.fix &&
      differ_only_in(first_pair_in(a.message), a.message, first_pair_in(b.message), b.message)) {
    return true;
  }
  return (a.fix == b.fix || with_name(a.fix, first, second) == b.fix) &&
         differ_only_in(first, a.message, second, b.message);
}

void add_place(Entry& entry, const std::string& place) {
  const bool counts = entry.location.find(" findings") != std::string::npos;
  entry.location += (counts ? "; " : ", ") + place;
  ++entry.findings;
}

// The entry that this could stand in, with its place: it says the same, or of another name.
Entry* entry_for(std::vector<Entry>& entries, const Said& said) {
  const auto found = std::find_if(entries.rbegin(), entries.rend(), [&said](const Entry& one) {
    return one.others == 0 &&
           ((one.likewise.empty() && one.said == said) || differ_in_name_only(one.said, said));
  });
  return found == entries.rend() ? nullptr : &*found;
}

void add_name(Entry& entry, std::string name) {
  auto& names = entry.likewise;
  const bool is_new = std::find(names.begin(), names.end(), name) == names.end();
  if (is_new && name != first_name_in(entry.said.message)) names.push_back(std::move(name));
}

void append_singly(std::vector<Entry>& entries, const Report& report, const Redactor& redactor,
                   const Cluster& cluster) {
  for (const std::uint32_t index : cluster.findings) {
    const findings::Finding& finding = report.findings[index];
    Place at = place_of(report, finding);
    const std::string_view path = at.path;
    Said said = said_by(report, redactor, finding);
    Entry* known = entry_for(entries, said);
    if (known == nullptr) {
      entries.push_back({place_code(at), std::move(said), 0, 1});
      entries.back().last_path = path;
      entries.back().answers = finding.answers.get();
      continue;
    }
    if (path == known->last_path && path != ".") at.path = {};
    known->last_path = path;
    add_place(*known, place_code(at));
    if (!(known->said == said)) add_name(*known, std::string(first_name_in(said.message)));
    if (known->said.fix != said.fix) {
      known->remedy_of_others = likewise_of_others(known->findings - 1, false);
    }
  }
}

// Of what is found everywhere, the places with few: one by one they are no news. Only what has one
// remedy is told together.
Cluster scattered(const Report& report, std::span<const Cluster* const> work) {
  Cluster rest = *work.front();
  rest.findings.clear();
  rest.files = 0;
  rest.module = ".";
  rest.elsewhere = true;
  std::size_t all = 0;
  for (const Cluster* cluster : work) {
    all += cluster->findings.size();
    if (!is_told_one_by_one(*cluster) || opens_a_door(*cluster)) continue;
    rest.files += cluster->files;
    rest.findings.insert(rest.findings.end(), cluster->findings.begin(), cluster->findings.end());
  }
  const bool many = all >= kFoundEverywhere && rest.findings.size() > kToldOneByOne;
  const bool agree = std::all_of(rest.findings.begin(), rest.findings.end(), [&](auto index) {
    return report.findings[index].fix == report.findings[rest.findings.front()].fix;
  });
  if (!many || !agree || rest.findings.size() == all) rest.findings.clear();
  return rest;
}

// What is mended in one way stands together, in the order of the first of them.
void bring_remedies_together(std::vector<Entry>& entries) {
  for (auto group = entries.begin(); group != entries.end();) {
    const std::string fix = group->said.fix;
    group = std::stable_partition(group, entries.end(),
                                  [&](const Entry& entry) { return entry.said.fix == fix; });
  }
}

// What is told of entries that are mended alike stands behind the last of them.
void share_remedies_of_others(std::vector<Entry>& entries) {
  for (auto begin = entries.begin(), end = begin; begin != entries.end(); begin = end) {
    std::string others;
    for (end = begin; end != entries.end() && end->said.fix == begin->said.fix; ++end) {
      if (!end->remedy_of_others.empty()) others = end->remedy_of_others;
    }
    for (auto one = begin; one != end; ++one) one->remedy_of_others = others;
  }
}

// Groups of which all say the same need one sentence.
void join_what_says_the_same(std::vector<Entry>& entries) {
  const auto can_be_joined = [](const Entry& entry) {
    return entry.others == 0 && entry.likewise.empty();
  };
  std::vector<Entry> joined;
  for (Entry& entry : entries) {
    Entry* last = joined.empty() ? nullptr : &joined.back();
    if (last != nullptr && last->said == entry.said && can_be_joined(*last) &&
        can_be_joined(entry)) {
      last->location += "; " + entry.location;
      last->findings += entry.findings;
    } else {
      joined.push_back(std::move(entry));
    }
  }
  entries = std::move(joined);
}

// Groups that say one thing of other names, of which one tells only the first: the first of them
// all is enough.
void join_groups(std::vector<Entry>& entries, bool says_risks) {
  std::vector<Entry> joined;
  for (Entry& entry : entries) {
    Entry* last = joined.empty() ? nullptr : &joined.back();
    if (last != nullptr && last->others + entry.others > 0 && last->said.fix == entry.said.fix &&
        (!says_risks || last->said.risk == entry.said.risk) &&
        without_code(last->said.message) == without_code(entry.said.message)) {
      last->further_locations.push_back(std::move(entry.location));
      last->findings += entry.findings;
      last->others = last->findings - 1;
      last->likewise.clear();
    } else {
      joined.push_back(std::move(entry));
    }
  }
  entries = std::move(joined);
}

}  // namespace

std::vector<Entry> entries_of(const Report& report, const Redactor& redactor,
                              std::span<const assess::Cluster* const> work) {
  std::vector<Entry> entries;
  const Cluster rest = scattered(report, work);
  const bool each = lists_answers(report, work);  // the first says nothing of the others
  for (const Cluster* cluster : work) {
    if (each) {
      append_singly(entries, report, redactor, *cluster);
      continue;
    }
    if (is_told_one_by_one(*cluster)) {
      if (rest.findings.empty()) append_singly(entries, report, redactor, *cluster);
      continue;
    }
    for (const Cluster& part : by_remedy(report, *cluster)) {
      if (part.findings.size() < cluster->findings.size() && is_told_one_by_one(part)) {
        append_singly(entries, report, redactor, part);
      } else {
        entries.push_back(entry_of_first(report, redactor, part));
      }
    }
  }
  if (!rest.findings.empty()) entries.push_back(entry_of_first(report, redactor, rest));
  bring_remedies_together(entries);
  share_remedies_of_others(entries);
  join_what_says_the_same(entries);
  join_groups(entries, work.front()->severity == findings::Severity::Critical);
  return entries;
}

namespace {

// How they are mended may differ.
bool says_the_same(const Entry& one, const Entry& other) {
  const auto is_short = [](const Entry& entry) {
    return entry.further_locations.empty() && others_of(entry).empty();
  };
  return one.said.message == other.said.message && is_short(one) && is_short(other);
}

}  // namespace

std::vector<std::vector<Entry>> by_risk(std::vector<Entry> entries) {
  std::vector<std::vector<Entry>> risks;
  for (Entry& entry : entries) {
    auto same = std::find_if(risks.begin(), risks.end(), [&](const auto& one) {
      return one.front().said.risk == entry.said.risk;
    });
    same = same == risks.end() ? risks.insert(same, std::vector<Entry>{}) : same;
    if (!same->empty() && says_the_same(same->back(), entry)) {
      same->back().location += ", " + entry.location;
      same->back().findings += entry.findings;
    } else {
      same->push_back(std::move(entry));
    }
  }
  return risks;
}

std::string all_locations(const Entry& entry) {
  std::string text = entry.location;
  for (const std::string& further : entry.further_locations) text += "; " + further;
  return text;
}

std::string others_of(const Entry& entry) {
  if (!entry.likewise.empty()) {
    return fmt::format(" (likewise {})", fmt::join(entry.likewise, ", "));
  }
  if (entry.others == 0) return {};
  return fmt::format(" (the first of {})", entry.findings);
}

}  // namespace fastidious::report::markdown
