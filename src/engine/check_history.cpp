#include "engine/check_history.h"

#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "knowledge/secret_suspects.h"
#include "knowledge/secrets_in_files.h"
#include "repo/history.h"
#include "repo/roles.h"
#include "rules/history_check.h"

namespace fastidious::engine {
namespace {

using knowledge::FoundSecret;
using knowledge::NamedSecret;
using knowledge::SecretWeight;
using rules::HistorySecret;

// How it is looked for; another version forgets which texts were found to hold nothing.
constexpr std::string_view kVersion = "4";

// The same when other secrets are looked for.
std::string version() {
  XXH64_hash_t hash = 0;
  const auto add = [&hash](std::string_view text) {
    hash = XXH3_64bits_withSeed(text.data(), text.size(), hash);
  };
  for (const auto& shape : knowledge::secret_shapes()) add(shape.pattern);
  for (const auto& shape : knowledge::named_shapes()) {
    add(shape.words);
    add(shape.pattern);
  }
  return std::string(kVersion) + "." + std::to_string(hash);
}

bool has_history_rule(const rules::Driver& driver) {
  const auto active = driver.active_rules();
  return std::any_of(active.begin(), active.end(), [](const rules::ActiveRule& rule) {
    return rule.rule->on_history != nullptr;
  });
}

bool holds_secret(std::string_view text) {
  const knowledge::SuspectMap suspects(text);
  if (!suspects.next(0)) return false;
  const auto tokens = knowledge::find_secrets(suspects, knowledge::kMostInFile);
  const bool token = std::any_of(tokens.begin(), tokens.end(), [](const FoundSecret& secret) {
    return secret.weight != SecretWeight::Mild;
  });
  return token || !knowledge::find_generated_secrets(suspects).empty();
}

// A small text costs less to look through than to tell a lock file by.
constexpr std::ptrdiff_t kSmall = 4096;

repo::Interest judge(std::string_view text, std::span<const std::string_view> parts) {
  // If only what stands further behind is to be judged, it is known to be no lock file.
  const bool is_small =
      std::ssize(text) <= kSmall || (!parts.empty() && parts[0].data() - text.data() > kSmall);
  if (!is_small && knowledge::is_lock_file_text(text)) return repo::Interest::Excluded;
  if (std::none_of(parts.begin(), parts.end(), holds_secret)) return repo::Interest::None;
  const bool is_lock = is_small && knowledge::is_lock_file_text(text);
  return is_lock ? repo::Interest::Excluded : repo::Interest::Some;
}

// The secrets of all texts, each value once.
class Collecting {
 public:
  Collecting(const repo::Inventory& inventory, const AuditOptions& options)
      : roles_(inventory, options.roles) {}

  void add(const repo::HistoryText& text, std::string_view content) {
    if (knowledge::is_full_of_digests(text.path)) return;
    const repo::Role role = roles_.role_of(text.path, content);
    for (const FoundSecret& secret : knowledge::find_secrets_in_file(content)) {
      HistorySecret found = place(text, role);
      found.kind = secret.kind;
      found.weight = secret.weight;
      found.size = secret.value.size();
      if (secret.shows_prefix) found.beginning = secret.value.substr(0, 4);
      keep(secret.value, std::move(found));
    }
    for (const NamedSecret& secret : knowledge::find_generated_secrets(content)) {
      HistorySecret found = place(text, role);
      found.name = secret.pair.name;
      found.size = secret.pair.value.size();
      keep(secret.pair.value, std::move(found));
    }
  }

  std::vector<HistorySecret> take() { return std::move(secrets_); }

 private:
  static HistorySecret place(const repo::HistoryText& text, repo::Role role) {
    HistorySecret secret;
    secret.path = text.path;
    secret.role = role;
    secret.in_documentation = knowledge::is_documentation(text.path);
    secret.commit = text.commit;
    secret.date = text.date;
    secret.in_head = text.in_head;
    return secret;
  }

  // Texts come in the order of their commits, so that the first with a value tells where it is
  // from.
  void keep(std::string_view value, HistorySecret secret) {
    const auto [at, fresh] =
        by_value_.try_emplace(std::hash<std::string_view>{}(value), secrets_.size());
    if (fresh) {
      secrets_.push_back(std::move(secret));
      return;
    }
    HistorySecret& known = secrets_[at->second];
    ++known.texts;
    known.in_head = known.in_head || secret.in_head;
  }

  repo::Roles roles_;
  std::map<std::size_t, std::size_t> by_value_;  // hash of a value to its index
  std::vector<HistorySecret> secrets_;
};

std::vector<HistorySecret> secrets_in(const repo::HistoryScan& scan,
                                      const repo::Inventory& inventory,
                                      const AuditOptions& options) {
  Collecting collecting(inventory, options);
  const repo::ObjectReader objects(options.history->root);
  for (const repo::HistoryText& text : scan.texts) {
    collecting.add(text, objects.text_of(text.object));
  }
  return collecting.take();
}

}  // namespace

HistoryRun check_history(const repo::Inventory& inventory, const AuditOptions& options,
                         const rules::Driver& driver) {
  HistoryRun run;
  if (!options.history || !has_history_rule(driver)) return run;
  repo::HistoryQuery query = *options.history;
  query.version = version();
  const auto scan = repo::scan_history(query, judge);
  if (!scan) {
    const bool none = scan.error().problem == repo::GitProblem::NoRepository;
    if (!none) run.problem = describe(scan.error());
    return run;
  }
  run.commits = scan->commits;
  run.is_shallow = scan->is_shallow;
  run.problem = scan->problem;
  if (scan->objects_broken > 0) {
    run.problem = std::to_string(scan->objects_broken) + " objects could not be read";
  }
  rules::FindingSink sink;
  driver.check_history(secrets_in(*scan, inventory, options), sink, nullptr);
  run.findings = sink.take();
  run.errors = sink.take_errors();
  // The words say what it is and where it came from, and nothing of the secret.
  for (findings::Finding& finding : run.findings) {
    finding.fingerprint = XXH3_64bits(finding.message.data(), finding.message.size());
  }
  return run;
}

}  // namespace fastidious::engine
