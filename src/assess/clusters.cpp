#include "assess/clusters.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace fastidious::assess {
namespace {

using findings::Finding;
using findings::FixClass;
using findings::Severity;

constexpr std::uint32_t kFewPlaces = 3;
constexpr std::uint32_t kMediumFiles = 5;
constexpr std::uint32_t kMediumTexts = 40;   // to write: how many counts, not where
constexpr std::uint32_t kQuickFindings = 6;  // of a rule by hand: more are no quick win
constexpr std::uint32_t kShareOfCause = 10;  // one of so many findings is worth a mention
constexpr std::uint32_t kSharedBy = 3;       // findings with one root cause
// A directory stands out among many if it has one finding of this many.
constexpr std::size_t kOutstandingShare = 20;

struct KnownEffort {
  std::string_view rule;
  Effort effort;
  std::uint32_t from = 1;  // so many findings on; fewer are judged as those of any rule
};
// What a remedy takes whatever the findings say of places. A rule that reports once for the whole
// application finds one place, and the work is elsewhere.
constexpr KnownEffort kKnownEfforts[] = {
    {"COD001", Effort::Medium},   {"COD002", Effort::Medium},   {"COD003", Effort::Medium},
    {"COD006", Effort::Medium},   {"COD018", Effort::Medium},   {"DEP025", Effort::Medium},
    {"DEP037", Effort::Medium},   {"FIR003", Effort::Medium},   {"SEC062", Effort::Medium},
    {"TST015", Effort::Medium},   {"TYP008", Effort::Medium},   {"ASY002", Effort::Large, 6},
    {"CIC001", Effort::Medium},   {"COD020", Effort::Large},    {"COD025", Effort::Large, 2},
    {"DEP026", Effort::Medium},   {"DEP029", Effort::Medium},   {"LOG002", Effort::Medium},
    {"LOG003", Effort::Medium},   {"LOG011", Effort::Medium},   {"LOG013", Effort::Medium},
    {"OBS001", Effort::Medium},   {"OBS003", Effort::Medium},   {"SEC050", Effort::Large, 4},
    {"SEC054", Effort::Large, 4}, {"SEC055", Effort::Large, 4}, {"SEC092", Effort::Medium},
    {"TST001", Effort::Large},    {"TST004", Effort::Large},    {"TST005", Effort::Medium},
    {"TST006", Effort::Medium},   {"TST014", Effort::Large},    {"TYP009", Effort::Large},
    {"TYP017", Effort::Large},    {"DOC015", Effort::Large},    {"VAL003", Effort::Medium},
};

// What comes before the rest of equal severity, behind what is open to anybody: what makes anybody
// an administrator or somebody else, what gives the machine, then the data or any account to
// whoever sends a request, then what whoever reads the code can use, then other doors that stand
// open, then what keeps the application from starting, or a part of it from working at all.
constexpr std::string_view kUrgent[] = {
    "SEC051 SEC056 VAL012",
    "SEC025 SEC026",
    "SEC020 SEC021",
    "FIR007 SEC022",
    "SEC001 SEC002 SEC003 SEC008 SEC009 SEC010",
    "SEC027 SEC028 SEC029 SEC030 SEC031 SEC050 SEC053 SEC054 SEC055 SEC057 SEC058 SEC059 "
    "SEC060 SEC061 SEC081",
    "ASY004 DEP004 DEP008 DEP009 DEP010 DEP011 DEP012 DEP015 FIR004 FIR005 TYP012 VAL004 VAL006 "
    "VAL022",
};

std::ptrdiff_t urgency_of(std::string_view rule) {
  return std::find_if(std::begin(kUrgent), std::end(kUrgent),
                      [rule](std::string_view rules) {
                        return rules.find(rule) != std::string_view::npos;
                      }) -
         std::begin(kUrgent);
}

struct Kind {
  std::string_view rule;
  Severity severity;
  bool review_requested;
  TellingWork told_in = {};
  auto operator<=>(const Kind&) const = default;
};

using ByKind = std::map<Kind, std::vector<std::uint32_t>>;

// Most findings are of a few kinds, which need not be looked for each time.
class RecentKinds {
 public:
  std::vector<std::uint32_t>& members_of(const Kind& kind, ByKind& by_kind) {
    Recent& recent = recent_[slot_of(kind.rule) % recent_.size()];
    if (recent.members == nullptr || recent.kind != kind) recent = {kind, &by_kind[kind]};
    return *recent.members;
  }

 private:
  struct Recent {
    Kind kind;
    std::vector<std::uint32_t>* members = nullptr;
  };

  static std::size_t slot_of(std::string_view rule) {
    std::size_t slot = 0;
    for (const char c : rule) slot = slot * 7 + static_cast<unsigned char>(c);
    return slot;
  }

  std::array<Recent, 256> recent_;
};

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view(".") : path.substr(0, slash);
}

// The first `levels` names of a directory; "." for none.
std::string_view shortened(std::string_view directory, std::size_t levels) {
  std::size_t end = 0;
  for (; levels > 0 && end < directory.size(); --levels) {
    end = std::min(directory.find('/', end == 0 ? 0 : end + 1), directory.size());
  }
  return end == 0 ? std::string_view(".") : directory.substr(0, end);
}

std::size_t levels_of(std::string_view directory) {
  return 1 + static_cast<std::size_t>(std::count(directory.begin(), directory.end(), '/'));
}

// The most levels of directories at which the findings fall into few enough modules.
std::size_t levels_to_keep(const std::set<std::string_view>& directories) {
  std::size_t levels = 0;
  for (const std::string_view directory : directories) {
    levels = std::max(levels, levels_of(directory));
  }
  for (; levels > 0; --levels) {
    std::set<std::string_view> modules;
    for (const std::string_view directory : directories) {
      modules.insert(shortened(directory, levels));
    }
    if (modules.size() <= kMaxModulesPerRule) {
      break;
    }
  }
  return levels;
}

std::string_view path_or_root(const PathOf& path_of, const Finding& finding) {
  return finding.file ? path_of(finding.file) : std::string_view(".");
}

Cluster make_cluster(const Kind& kind, std::string_view module, std::vector<std::uint32_t> members,
                     std::span<const Finding> findings, const PathOf& path_of) {
  Cluster cluster;
  cluster.rule = kind.rule;
  cluster.severity = kind.severity;
  cluster.review_requested = kind.review_requested;
  cluster.told_in = kind.told_in;
  cluster.files = count_files(members, findings);
  cluster.module = cluster.files == 1 ? path_or_root(path_of, findings[members.front()]) : module;
  const auto rest = std::stable_partition(members.begin(), members.end(), [&](std::uint32_t index) {
    return findings[index].is_open_to_strangers;
  });
  cluster.is_open_to_strangers = rest != members.begin();
  cluster.findings = std::move(members);
  cluster.effort = effort_of(cluster, findings);
  return cluster;
}

using Modules = std::map<std::string_view, std::vector<std::uint32_t>>;

// The directories of `levels` levels with their findings. What would be too many modules has been
// joined into few; those that stand out all the same get a name of their own again.
Modules modules_that_stand_out(Modules finer, std::size_t total) {
  std::vector<std::pair<std::size_t, std::string_view>> order;
  for (const auto& [module, members] : finer) {
    order.emplace_back(members.size(), module);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::pair(b.first, a.second) < std::pair(a.first, b.second);
  });
  Modules kept;
  for (const auto& [size, module] : order) {
    if (kept.size() + 1 == kMaxModulesPerRule || size < 2 || size * kOutstandingShare < total) {
      break;
    }
    kept[module] = std::move(finer[module]);
  }
  return kept;
}

// Findings that follow each other and are of one file.
struct Run {
  std::string_view directory;
  std::span<const std::uint32_t> members;
};

std::vector<Run> runs_of(std::span<const std::uint32_t> members, std::span<const Finding> findings,
                         const PathOf& path_of) {
  std::vector<Run> runs;
  for (std::size_t begin = 0, end; begin < members.size(); begin = end) {
    const Finding& first = findings[members[begin]];
    end = begin + 1;
    while (end < members.size() && findings[members[end]].file == first.file) {
      ++end;
    }
    runs.push_back(
        {directory_of(path_or_root(path_of, first)), members.subspan(begin, end - begin)});
  }
  return runs;
}

void append(std::vector<std::uint32_t>& to, std::span<const std::uint32_t> members) {
  to.insert(to.end(), members.begin(), members.end());
}

void add_clusters_of(const Kind& kind, const std::vector<std::uint32_t>& members,
                     std::span<const Finding> findings, const PathOf& path_of,
                     std::vector<Cluster>& clusters) {
  const std::vector<Run> runs = runs_of(members, findings, path_of);
  std::set<std::string_view> directories;
  for (const Run& run : runs) {
    directories.insert(run.directory);
  }
  const std::size_t levels = levels_to_keep(directories);
  Modules finer;
  for (const Run& run : runs) {
    append(finer[shortened(run.directory, levels + 1)], run.members);
  }
  const bool joined = finer.size() > kMaxModulesPerRule;
  const Modules outstanding = joined ? modules_that_stand_out(finer, members.size()) : Modules{};
  Modules rest;
  for (const Run& run : runs) {
    if (!outstanding.contains(shortened(run.directory, levels + 1))) {
      append(rest[shortened(run.directory, levels)], run.members);
    }
  }
  for (const auto& [module, indices] : outstanding) {
    clusters.push_back(make_cluster(kind, module, indices, findings, path_of));
  }
  for (const auto& [module, indices] : rest) {
    clusters.push_back(make_cluster(kind, module, indices, findings, path_of));
    clusters.back().elsewhere = !outstanding.empty() && clusters.back().files > 1;
  }
}

TellingWork work_of(const Finding& finding) {
  return {finding.rule, finding.severity, review_requested(finding)};
}

bool is_security(const Cluster& cluster) {
  return cluster.risk_kind == findings::RiskKind::Security;
}

bool comes_first(const Cluster& a, const Cluster& b) {
  const auto key = [](const Cluster& c) {
    return std::tuple(-static_cast<int>(c.severity), c.review_requested,
                      !(is_security(c) && c.is_open_to_strangers), urgency_of(c.rule),
                      is_about_annotations(c), c.risk_kind, c.is_aside, !c.is_open_to_strangers,
                      c.rule.starts_with("DOC"), -static_cast<std::int64_t>(c.findings.size()),
                      c.effort, c.rule, std::string_view(c.module), c.told_in);
  };
  return key(a) < key(b);
}

Effort known_effort_of(const Cluster& cluster) {
  for (const KnownEffort& known : kKnownEfforts) {
    if (known.rule == cluster.rule && cluster.findings.size() >= known.from) return known.effort;
  }
  return Effort::QuickWin;
}

// One finding names all endpoints that no test calls; a few of them are tested in a day.
bool is_about_few_endpoints(const Cluster& cluster, std::span<const Finding> findings) {
  constexpr std::size_t kFewEndpoints = 5;
  const std::size_t named = findings[cluster.findings.front()].trace.size();
  return cluster.rule == "TST004" && named > 0 && named <= kFewEndpoints;
}

// Docstrings, descriptions and examples: each takes minutes, in whatever file it is.
bool is_about_texts(std::string_view rule) {
  return rule.starts_with("DOC") || rule == "API003" || rule == "API014" || rule == "API016" ||
         rule == "VAL009";
}

// What is not documented is documented where it is found, wherever its reasons are.
bool is_mended_where_found(std::string_view rule) {
  return rule.starts_with("API") || rule.starts_with("DOC");
}

// What one command mends, in however many places: import sorting.
bool is_mended_by_command(std::string_view rule) { return rule == "COD019"; }

bool is_by_hand(const Finding& finding) {
  return finding.fix_class != FixClass::Safe && !is_mended_by_command(finding.rule);
}

}  // namespace

bool is_about_annotations(const Cluster& cluster) {
  return cluster.severity == Severity::Critical &&
         (cluster.rule == "TYP001" || cluster.rule == "TYP002" || cluster.rule == "TYP003");
}

std::uint32_t count_files(const std::vector<std::uint32_t>& members,
                          std::span<const Finding> findings) {
  std::vector<findings::FileId> files;
  for (const std::uint32_t index : members) {
    // Findings of one file mostly stand together.
    if (files.empty() || files.back() != findings[index].file) {
      files.push_back(findings[index].file);
    }
  }
  std::sort(files.begin(), files.end());
  return static_cast<std::uint32_t>(std::unique(files.begin(), files.end()) - files.begin());
}

std::string_view name_of(Effort effort) {
  constexpr std::array<std::string_view, 3> kNames = {"Quick Win", "Medium", "Large"};
  return kNames[static_cast<std::size_t>(effort)];
}

Effort effort_of(const Cluster& cluster, std::span<const Finding> findings) {
  const auto all = [&](FixClass fix) {
    return std::all_of(cluster.findings.begin(), cluster.findings.end(),
                       [&](std::uint32_t index) { return findings[index].fix_class == fix; });
  };
  if (all(FixClass::Safe) || is_mended_by_command(cluster.rule)) {
    return Effort::QuickWin;
  }
  const Effort least =
      is_about_few_endpoints(cluster, findings) ? Effort::Medium : known_effort_of(cluster);
  const bool near = cluster.files == 1 && cluster.findings.size() <= kQuickFindings;
  if (cluster.findings.size() <= kFewPlaces || near) {
    return least;
  }
  const bool few_texts = is_about_texts(cluster.rule) && cluster.findings.size() <= kMediumTexts;
  if (cluster.files <= kMediumFiles || few_texts || all(FixClass::Unsafe)) {
    return std::max(least, Effort::Medium);
  }
  return Effort::Large;
}

Effort effort_of(std::span<const Cluster* const> clusters, std::span<const Finding> findings) {
  Effort most = Effort::QuickWin;
  std::size_t by_hand = 0;
  for (const Cluster* cluster : clusters) {
    most = std::max(most, cluster->effort);
    for (const std::uint32_t index : cluster->findings) {
      by_hand += is_by_hand(findings[index]) ? 1 : 0;
    }
  }
  return by_hand > kQuickFindings ? std::max(most, Effort::Medium) : most;
}

int phase_of(const Cluster& first, Effort effort) {
  if (effort == Effort::Large || first.severity == Severity::Suggestion) return 3;
  if (first.severity == Severity::Critical) {
    return effort == Effort::QuickWin && !is_about_annotations(first) ? 1 : 2;
  }
  return first.risk_kind == findings::RiskKind::Maintainability ? 3 : 2;
}

bool is_begun_at_once(const Cluster& first, Effort effort) {
  return first.severity == Severity::Critical && phase_of(first, effort) > 1 && is_security(first);
}

std::vector<const Cluster*> work_with(const Cluster& first, std::span<const Cluster> clusters) {
  std::vector<const Cluster*> work;
  for (const Cluster& cluster : clusters) {
    if (cluster.rule == first.rule && cluster.severity == first.severity &&
        cluster.review_requested == first.review_requested && cluster.told_in == first.told_in) {
      work.push_back(&cluster);
    }
  }
  return work;
}

const rules::Rule* find_rule(std::span<const rules::Rule* const> rules, std::string_view code) {
  const auto it = std::lower_bound(
      rules.begin(), rules.end(), code,
      [](const rules::Rule* rule, std::string_view wanted) { return rule->code < wanted; });
  return it != rules.end() && (*it)->code == code ? *it : nullptr;
}

std::vector<Cluster> cluster(std::span<const Finding> findings,
                             std::span<const rules::Rule* const> rules, const PathOf& path_of,
                             const LineOf& line_of, const IsAside& is_aside) {
  const auto told_by = told_by_others(findings, line_of);
  ByKind by_kind;
  RecentKinds recent;
  for (std::uint32_t index = 0; index < findings.size(); ++index) {
    const Finding& finding = findings[index];
    Kind kind{finding.rule, finding.severity, review_requested(finding)};
    if (told_by[index]) kind.told_in = work_of(findings[*told_by[index]]);
    recent.members_of(kind, by_kind).push_back(index);
  }
  std::vector<Cluster> clusters;
  for (const auto& [kind, members] : by_kind) {
    add_clusters_of(kind, members, findings, path_of, clusters);
  }
  for (Cluster& cluster : clusters) {
    const rules::Rule* rule = find_rule(rules, cluster.rule);
    cluster.risk_kind = rule != nullptr ? rule->risk_kind : cluster.risk_kind;
    const auto& members = cluster.findings;
    cluster.is_aside =
        is_aside && std::all_of(members.begin(), members.end(), [&](std::uint32_t index) {
          return findings[index].file && is_aside(findings[index].file);
        });
  }
  std::sort(clusters.begin(), clusters.end(), comes_first);
  return clusters;
}

std::vector<RootCause> root_causes(std::span<const Finding> findings) {
  using Place = std::tuple<std::uint32_t, Offset, Offset>;
  std::map<std::pair<std::string_view, Severity>, std::map<Place, std::uint32_t>> steps;
  std::map<std::pair<std::string_view, Severity>, std::uint32_t> totals;
  for (const Finding& finding : findings) {
    if (review_requested(finding) || is_mended_where_found(finding.rule)) continue;
    const std::pair kind(finding.rule, finding.severity);
    ++totals[kind];
    std::set<Place> of_finding;  // a trace may pass a place twice
    for (const findings::TraceStep& step : finding.trace) {
      of_finding.insert({step.file.value, step.span.begin, step.span.end});
    }
    of_finding.erase({finding.file.value, finding.span.begin, finding.span.end});
    for (const Place& place : of_finding) ++steps[kind][place];
  }
  std::vector<RootCause> causes;
  for (const auto& [kind, places] : steps) {
    const auto most =
        std::max_element(places.begin(), places.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most->second < kSharedBy || most->second * kShareOfCause < totals[kind]) continue;
    const auto [file, begin, end] = most->first;
    causes.push_back({kind.first, kind.second, findings::FileId(file), {begin, end}, most->second});
  }
  return causes;
}

}  // namespace fastidious::assess
