#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "deploy/pages.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Read;
using deploy::Workflow;

bool is_sha(std::string_view version) {
  return version.size() == 40 && std::all_of(version.begin(), version.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// Actions whose releases are immutable, and from which one on: nobody can move or delete the tag of
// such a release
// (https://docs.github.com/en/code-security/concepts/supply-chain-security/immutable-releases).
struct ImmutableSince {
  std::string_view action;
  std::array<int, 3> first;
};
constexpr std::array kImmutable = {
    ImmutableSince{"astral-sh/setup-uv", {8, 0, 0}},
    ImmutableSince{"astral-sh/ruff-action", {4, 0, 0}},
    ImmutableSince{"peter-evans/create-pull-request", {8, 1, 1}},
};

// {8, 1, 0} of "v8.1.0"; nothing for "v8", which is no release's tag.
std::optional<std::array<int, 3>> release_of(std::string_view version) {
  std::array<int, 3> parts{};
  if (version.starts_with('v')) version.remove_prefix(1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [end, error] =
        std::from_chars(version.data(), version.data() + version.size(), parts[i]);
    if (error != std::errc{}) return std::nullopt;
    version.remove_prefix(static_cast<std::size_t>(end - version.data()));
    if (i + 1 == parts.size()) break;
    if (!version.starts_with('.')) return std::nullopt;
    version.remove_prefix(1);
  }
  return version.empty() ? std::optional(parts) : std::nullopt;
}

bool is_immutable(std::string_view action, std::string_view version) {
  const auto release = release_of(version);
  return release && std::any_of(kImmutable.begin(), kImmutable.end(), [&](const auto& one) {
           return one.action == action && *release >= one.first;
         });
}

bool is_branch(std::string_view version) {
  static constexpr std::array<std::string_view, 5> kBranches = {"main", "master", "develop", "dev",
                                                                "latest"};
  return version.find('/') != version.npos ||  // release/v1
         std::find(kBranches.begin(), kBranches.end(), version) != kBranches.end();
}

// GitHub's own, which whoever runs on GitHub trusts anyway.
bool is_first_party(std::string_view uses) {
  return uses.starts_with("actions/") || uses.starts_with("github/");
}

bool is_of_interest(std::string_view uses) {
  return !uses.empty() && !uses.starts_with("./") && !uses.starts_with("docker://") &&
         uses.find('/') != uses.npos && uses.find("${{") == uses.npos && !is_first_party(uses);
}

// `owner/name/.github/actions/x` of this repository, whoever its owner is.
bool is_own(const DeliveryCheck& check, std::string_view uses) {
  const std::size_t at = uses.find("/.github/");
  if (at == uses.npos) return false;
  const std::string path(uses.substr(at + 1, uses.find('@') - at - 1));
  for (const Read<Workflow>& one : check.delivery().manifests().workflows) {
    if (one.file->path == path) return one.content.is_triggered_by("workflow_call");
  }
  return check.delivery().files().has_folder(path);
}

// Actions that only run an image, which they take by a tag whatever commit of theirs is named
// (`runs: image: docker://…` of their action.yaml), and what does the same without them.
struct TakesImageByTag {
  std::string_view action, instead;
};
constexpr std::array kTakesImageByTag = {
    TakesImageByTag{"w9jds/firebase-action",
                    "run firebase-tools itself, in a version that you name, `npx --yes "
                    "firebase-tools@<version> deploy …`, with the same variables and behind steps "
                    "that set up what it deploys: for functions in Python `actions/setup-python` "
                    "with the version of their `runtime`, then a `venv` of that in their folder "
                    "with their requirements"},
};

const TakesImageByTag* image_by_tag(std::string_view action) {
  const auto* found = std::find_if(kTakesImageByTag.begin(), kTakesImageByTag.end(),
                                   [&](const auto& one) { return one.action == action; });
  return found == kTakesImageByTag.end() ? nullptr : found;
}

// Its own documentation asks for a tag: the commit says nothing to those who verify.
bool must_have_tag(std::string_view uses) {
  return uses.starts_with("slsa-framework/slsa-github-generator/");
}

// Whom the README's links to GitHub name most often, twice at least: whose repository this is.
// Empty if there is nobody.
std::string_view owner_of_repository(const deploy::Manifests& manifests) {
  constexpr std::string_view kHost = "github.com/";
  constexpr int kLeast = 2;
  const deploy::TextFile* readme = deploy::main_readme(manifests);
  if (readme == nullptr) return {};
  const std::string_view text = readme->text.view();
  std::map<std::string_view, int> links;
  for (std::size_t at = text.find(kHost); at != text.npos; at = text.find(kHost, at + 1)) {
    const std::string_view rest = text.substr(at + kHost.size());
    const std::size_t end = rest.find_first_of("/)\"' >\n");
    if (end != rest.npos && rest[end] == '/') ++links[rest.substr(0, end)];
  }
  const auto most = std::max_element(
      links.begin(), links.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != links.end() && most->second >= kLeast ? most->first : std::string_view{};
}

// What an action that goes bad gets: what the jobs that run it are given.
struct Reach {
  enum class Kind : std::uint8_t {
    ReadOnly,
    Default,
    Talk,
    Given,  // the token, with what it may by default, by a job that hands it on: to write something
    Token,
    Secrets
  } kind = Kind::ReadOnly;
  std::string_view right;  // of the token: "packages"
};

// Rights to say something about a change, with which nothing is changed or published.
bool is_talk(std::string_view right) {
  constexpr std::string_view kTalk[] = {"checks",        "statuses",    "issues",
                                        "pull-requests", "discussions", "security-events"};
  return is_one_of(right, kTalk);
}

bool has_secrets(std::string_view text) {
  for (std::size_t at = text.find("secrets"); at != text.npos; at = text.find("secrets", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("secrets: inherit") || rest.starts_with("secrets[")) return true;
    if (rest.starts_with("secrets.") && !rest.starts_with("secrets.GITHUB_TOKEN")) return true;
  }
  return false;
}

// Which of two rights to change or publish something does more harm, the worst first.
int rank_of(std::string_view right) {
  constexpr std::string_view kWorst[] = {"contents", "packages",    "id-token",
                                         "pages",    "deployments", "actions"};
  return static_cast<int>(std::find(std::begin(kWorst), std::end(kWorst), right) -
                          std::begin(kWorst));
}

Reach reach_of(const deploy::Node* permissions) {
  if (permissions == nullptr) return {Reach::Kind::Default, {}};
  if (permissions->text == "write-all") return {Reach::Kind::Token, "write-all"};
  Reach widest;
  for (std::size_t i = 0; i < permissions->items.size(); ++i) {
    if (permissions->items[i]->text != "write") continue;
    const std::string_view right = permissions->keys[i]->text;
    const auto kind = is_talk(right) ? Reach::Kind::Talk : Reach::Kind::Token;
    const bool is_worse = kind == widest.kind && rank_of(right) < rank_of(widest.right);
    if (kind > widest.kind || is_worse) widest = {kind, right};
  }
  return widest;
}

Reach reach_of(const Read<Workflow>& workflow, const deploy::WorkflowJob& job) {
  const std::string_view text = workflow.file->text.view();
  const auto holds_secrets = [&](const deploy::Node* node) {
    return node != nullptr &&
           has_secrets(text.substr(node->span.begin, node->span.end - node->span.begin));
  };
  const Workflow& content = workflow.content;
  if (holds_secrets(job.node) || holds_secrets(content.env)) return {Reach::Kind::Secrets, {}};
  const Reach reach = reach_of(job.permissions != nullptr ? job.permissions : content.permissions);
  const std::string_view own =
      text.substr(job.node->span.begin, job.node->span.end - job.node->span.begin);
  const bool is_given = reach.kind == Reach::Kind::Default &&
                        contains_any(own, {"secrets.GITHUB_TOKEN", "github.token"});
  return is_given ? Reach{Reach::Kind::Given, {}} : reach;
}

// The widest of the jobs that use it.
Reach reach_of(const Read<Workflow>& workflow, std::string_view uses) {
  Reach widest;
  for (const deploy::WorkflowJob& job : workflow.content.jobs) {
    const bool used = job.uses == uses || std::any_of(job.steps.begin(), job.steps.end(),
                                                      [&](const deploy::WorkflowStep& step) {
                                                        return step.uses == uses;
                                                      });
    const Reach reach = used ? reach_of(workflow, job) : Reach{};
    if (reach.kind > widest.kind) widest = reach;
  }
  return widest;
}

std::string what_it_gets(const Reach& reach) {
  constexpr std::string_view kAlways = "decides what the job builds and whether its checks pass";
  const std::string right(reach.right);
  switch (reach.kind) {
    case Reach::Kind::Secrets: return "reads the secrets of the jobs that use it";
    case Reach::Kind::Talk:
    case Reach::Kind::Token:
      return "has the job's token, with `" + right + (right == "write-all" ? "`" : ": write`");
    case Reach::Kind::Default:
    case Reach::Kind::Given:
      return std::string(kAlways) + ", and has the rights that its token has by default";
    case Reach::Kind::ReadOnly: break;
  }
  return std::string(kAlways);
}

// `if: github.repository != 'owner/template'`: of a template, it runs in what is made of that.
bool runs_only_in_copies(const Workflow& workflow, std::string_view uses) {
  const auto uses_it = [&](const deploy::WorkflowJob& job) {
    return job.uses == uses ||
           std::any_of(job.steps.begin(), job.steps.end(),
                       [&](const deploy::WorkflowStep& step) { return step.uses == uses; });
  };
  return std::all_of(workflow.jobs.begin(), workflow.jobs.end(), [&](const auto& job) {
    return !uses_it(job) || job.condition.find("github.repository !=") != job.condition.npos;
  });
}

void word(Draft& draft, const Reach& reach, bool moves, bool in_copies) {
  if (reach.kind < Reach::Kind::Given) draft.severity(Severity::Warning);
  const std::string_view where =
      in_copies ? " in each repository that is made of this template" : "";
  if (moves) {
    draft.risk("Whoever may push to the action's repository {}{}, from the next commit on.",
               {what_it_gets(reach), where});
  } else {
    draft.risk(
        "Who takes over the action's repository moves the tag and {}{}, as with "
        "tj-actions/changed-files in 2025.",
        {what_it_gets(reach), where});
  }
}

void advise(Draft& draft, std::string_view action, std::string_view version) {
  if (const TakesImageByTag* image = image_by_tag(action)) {
    draft.fix(
        "A commit is not enough, for at each of them this action runs an image that it takes by a "
        "tag: {}.",
        {image->instead});
    return;
  }
  draft.fix(
      "Name the commit and say which version it is: `uses: {}@<40 hex digits>  # {}`; Dependabot "
      "or Renovate keeps it fresh.",
      {action, version});
}

struct Search {
  std::string_view owner;  // of this repository; empty if it is not known
  std::set<std::string_view> seen;
};

void check_uses(DeliveryCheck& check, const Read<Workflow>& workflow, const deploy::Node& node,
                Search& search) {
  const deploy::Node* place = node.find("uses");
  if (place == nullptr || !is_of_interest(place->text)) return;
  const std::string_view uses = place->text;
  const std::size_t at = uses.find('@');
  const std::string_view version = at == uses.npos ? std::string_view{} : uses.substr(at + 1);
  if (is_sha(version) || !search.seen.insert(uses).second) return;
  if (!search.owner.empty() && same_but_for_case(uses.substr(0, uses.find('/')), search.owner)) {
    return;
  }
  if (must_have_tag(uses) || is_own(check, uses)) return;
  if (is_immutable(uses.substr(0, at), version)) return;
  const bool moves = version.empty() || is_branch(version);
  Draft draft =
      check.report(*workflow.file, place->span, "`{}` is taken by {}",
                   {uses.substr(0, at), version.empty() ? "no version, so that the newest runs"
                                        : moves ? "a branch, which its owner moves all the time"
                                                : "a tag, which its owner can move"});
  word(draft, reach_of(workflow, uses), moves, runs_only_in_copies(workflow.content, uses));
  advise(draft, uses.substr(0, at), moves ? "its version" : version);
}

void check(DeliveryCheck& check) {
  Search search = {owner_of_repository(check.delivery().manifests()), {}};
  for (const Read<Workflow>& workflow : check.delivery().manifests().workflows) {
    search.seen.clear();
    for (const deploy::WorkflowJob& job : workflow.content.jobs) {
      check_uses(check, workflow, *job.node, search);
      for (const deploy::WorkflowStep& step : job.steps) {
        check_uses(check, workflow, *step.node, search);
      }
    }
  }
}

}  // namespace

extern constinit const Rule CIC006 = {
    .code = "CIC006",
    .name = "actions-unpinned",
    .family = Family::Ci,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Everywhere,
    .references = {"CWE-829", "ASVS 15.2.4",
                   "https://docs.github.com/en/actions/reference/security/secure-use"},
    .risk =
        "Who takes over the action's repository moves the tag and reads the secrets of the jobs "
        "that use it, as with tj-actions/changed-files in 2025.",
    .advice =
        "Name the commit and say which version it is: `uses: owner/action@<40 hex digits>  # "
        "v1.2.3`; "
        "Dependabot keeps it fresh.",
    .docs = R"md(
Actions and workflows of third parties that are named by a tag or a branch. Each is reported once for a file; as a warning where
no job that uses it has secrets or hands its token on, and that is not given the right to write more than comments and checks.

```python bad
# --- .github/workflows/ci.yml
on: push
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: example/scan-action@v1
```

```python good
# --- .github/workflows/ci.yml
on: push
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: example/scan-action@0123456789abcdef0123456789abcdef01234567  # v1.2.3
      - uses: actions/checkout@v4
```

Left out: GitHub's own (`actions/…`, `github/…`), actions of this repository and of its owner, as the README's links tell, the generator of SLSA, which has to be named by a tag, and
images.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
