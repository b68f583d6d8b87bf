#include "deploy/pipeline.h"

#include <algorithm>

#include "deploy/called_stages.h"
#include "deploy/command_resolver.h"
#include "deploy/expression_values.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

struct NamedStage {
  std::string_view name;
  PipelineStage stage;
};
constexpr std::array kTools = {NamedStage{"ruff", PipelineStage::Lint},
                               NamedStage{"flake8", PipelineStage::Lint},
                               NamedStage{"pylint", PipelineStage::Lint},
                               NamedStage{"pycodestyle", PipelineStage::Lint},
                               NamedStage{"black", PipelineStage::Lint},
                               NamedStage{"isort", PipelineStage::Lint},
                               NamedStage{"pre-commit", PipelineStage::Lint},
                               NamedStage{"prek", PipelineStage::Lint},
                               NamedStage{"mypy", PipelineStage::Types},
                               NamedStage{"pyright", PipelineStage::Types},
                               NamedStage{"basedpyright", PipelineStage::Types},
                               NamedStage{"ty", PipelineStage::Types},
                               NamedStage{"pyrefly", PipelineStage::Types},
                               NamedStage{"pytest", PipelineStage::Tests},
                               NamedStage{"py.test", PipelineStage::Tests},
                               NamedStage{"tox", PipelineStage::Tests},
                               NamedStage{"nox", PipelineStage::Tests},
                               NamedStage{"unittest", PipelineStage::Tests},
                               NamedStage{"gitleaks", PipelineStage::SecretScan},
                               NamedStage{"trufflehog", PipelineStage::SecretScan},
                               NamedStage{"detect-secrets", PipelineStage::SecretScan},
                               NamedStage{"ggshield", PipelineStage::SecretScan},
                               NamedStage{"ripsecrets", PipelineStage::SecretScan},
                               NamedStage{"talisman", PipelineStage::SecretScan},
                               NamedStage{"secretlint", PipelineStage::SecretScan},
                               NamedStage{"git-secrets", PipelineStage::SecretScan},
                               NamedStage{"kingfisher", PipelineStage::SecretScan},
                               NamedStage{"noseyparker", PipelineStage::SecretScan},
                               NamedStage{"detect-private-key", PipelineStage::SecretScan},
                               NamedStage{"pip-audit", PipelineStage::DependencyAudit},
                               NamedStage{"safety", PipelineStage::DependencyAudit},
                               NamedStage{"osv-scanner", PipelineStage::DependencyAudit},
                               NamedStage{"grype", PipelineStage::DependencyAudit}};
constexpr std::array kActions = {
    NamedStage{"pre-commit/action", PipelineStage::Lint},
    NamedStage{"j178/prek-action", PipelineStage::Lint},
    NamedStage{"astral-sh/ruff-action", PipelineStage::Lint},
    NamedStage{"chartboost/ruff-action", PipelineStage::Lint},
    NamedStage{"psf/black", PipelineStage::Lint},
    NamedStage{"super-linter/super-linter", PipelineStage::Lint},
    NamedStage{"github/super-linter", PipelineStage::Lint},
    NamedStage{"jakebailey/pyright-action", PipelineStage::Types},
    NamedStage{"pavelzw/pytest-action", PipelineStage::Tests},
    NamedStage{"gitleaks/gitleaks-action", PipelineStage::SecretScan},
    NamedStage{"trufflesecurity/trufflehog", PipelineStage::SecretScan},
    NamedStage{"GitGuardian/ggshield-action", PipelineStage::SecretScan},
    NamedStage{"pypa/gh-action-pip-audit", PipelineStage::DependencyAudit},
    NamedStage{"actions/dependency-review-action", PipelineStage::DependencyAudit},
    NamedStage{"anchore/scan-action", PipelineStage::DependencyAudit},
    NamedStage{"docker/build-push-action", PipelineStage::Build}};
// Runners of targets, whose names say what they do.
constexpr std::array<std::string_view, 9> kRunners = {"make",   "just", "task", "poe", "hatch",
                                                      "invoke", "inv",  "bash", "sh"};
constexpr std::array kOtherSystems = {std::string_view(".gitlab-ci.yml"),
                                      std::string_view(".circleci/config.yml"),
                                      std::string_view("azure-pipelines.yml"),
                                      std::string_view("bitbucket-pipelines.yml"),
                                      std::string_view("Jenkinsfile"),
                                      std::string_view(".travis.yml"),
                                      std::string_view(".drone.yml"),
                                      std::string_view(".woodpecker.yml"),
                                      std::string_view("cloudbuild.yaml"),
                                      std::string_view("cloudbuild.yml"),
                                      std::string_view(".buildkite/pipeline.yml"),
                                      std::string_view("buildspec.yml"),
                                      std::string_view(".forgejo/workflows"),
                                      std::string_view(".gitea/workflows")};

void add_stage(std::vector<PipelineStage>& stages, PipelineStage stage) {
  if (std::find(stages.begin(), stages.end(), stage) == stages.end()) stages.push_back(stage);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// `make lint`, `./scripts/test.sh`: what a name says.
void add_by_name(std::string_view name, std::vector<PipelineStage>& stages) {
  const std::string lower = lower_case(name);
  if (contains(lower, "test") || contains(lower, "coverage"))
    add_stage(stages, PipelineStage::Tests);
  for (const NamedStage& tool : kTools) {
    if (tool.name.size() > 3 && contains(lower, tool.name)) add_stage(stages, tool.stage);
  }
  if (contains(lower, "lint") || contains(lower, "style") || contains(lower, "format")) {
    add_stage(stages, PipelineStage::Lint);
  }
  if (contains(lower, "type") || contains(lower, "mypy")) add_stage(stages, PipelineStage::Types);
  if (contains(lower, "audit")) add_stage(stages, PipelineStage::DependencyAudit);
  if (lower == "check" || lower == "ci" || lower == "all" || lower == "verify") {
    for (PipelineStage one : {PipelineStage::Tests, PipelineStage::Lint, PipelineStage::Types})
      add_stage(stages, one);
  }
}

Command command_of(std::string_view text) {
  Script script = parse_shell(text);
  return script.commands.empty() ? Command{} : std::move(script.commands.front());
}

// The rest of a line behind `key`, as of a list's item or below one; empty if it says another.
std::string_view said_of(std::string_view line, std::string_view key) {
  line = trimmed(line);
  if (line.starts_with("- ")) line = trimmed(line.substr(2));
  return line.starts_with(key) ? trimmed(line.substr(key.size())) : std::string_view{};
}

bool is_id_of(std::string_view id, std::string_view tool) {
  return id.starts_with(tool) && (id.size() == tool.size() || id[tool.size()] == '-');
}

// The stages of hooks: `id: mypy`, `id: ruff-format`, `entry: uv run mypy app`.
template <class Take>
void for_each_hook(std::string_view hooks, Take&& take) {
  for (std::size_t at = 0; at < hooks.size();) {
    const std::size_t end = std::min(hooks.find('\n', at), hooks.size());
    const std::string_view line = hooks.substr(at, end - at);
    at = end + 1;
    const std::string_view id = said_of(line, "id:");
    for (const NamedStage& tool : kTools) {
      if (!id.empty() && is_id_of(id, tool.name)) take(tool.stage);
    }
    const std::string_view entry = said_of(line, "entry:");
    if (entry.empty()) continue;
    for (PipelineStage stage : stages_of(command_of(entry))) take(stage);
  }
}

// What Trivy looks for in an image, a file system or a repository: packages and secrets, unless
// `scanners` says which (https://trivy.dev/latest/docs/configuration/others/).
void add_trivy(std::string_view target, std::string_view scanners,
               std::vector<PipelineStage>& stages) {
  constexpr std::array<std::string_view, 7> kTargets = {"",     "image",      "fs",    "filesystem",
                                                        "repo", "repository", "rootfs"};
  const bool looks = std::find(kTargets.begin(), kTargets.end(), target) != kTargets.end();
  if (!looks || scanners.empty() || contains(scanners, "vuln")) {
    add_stage(stages, PipelineStage::DependencyAudit);
  }
  if (looks && (scanners.empty() || contains(scanners, "secret"))) {
    add_stage(stages, PipelineStage::SecretScan);
  }
}

// trivy fs --scanners vuln,secret .
void add_trivy(const std::vector<Argument>& words, std::size_t at,
               std::vector<PipelineStage>& stages) {
  std::string_view target = "none", scanners;
  for (std::size_t i = at + 1; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    const bool option = word.starts_with("--scanners") || word.starts_with("--security-checks");
    if (option && word.find('=') != word.npos) scanners = word.substr(word.find('=') + 1);
    if (option && word.find('=') == word.npos && i + 1 < words.size()) scanners = words[++i].text;
    if (!word.starts_with('-') && target == "none") target = word;
  }
  add_trivy(target, scanners, stages);
}

// The stages of a step's action, by what it is told too.
std::vector<PipelineStage> stages_of_step(const WorkflowStep& step) {
  std::vector<PipelineStage> stages = stages_of_action(step.action());
  if (step.action() != "aquasecurity/trivy-action") return stages;
  const bool told = step.with != nullptr;
  std::string_view scanners = told ? step.with->text_of("scanners") : std::string_view{};
  if (told && scanners.empty()) scanners = step.with->text_of("security-checks");
  add_trivy(told ? step.with->text_of("scan-type") : std::string_view{}, scanners, stages);
  return stages;
}

// astral-sh/ruff-action runs `ruff check`, unless `args` says what else.
RuffMode ruff_mode_of(const WorkflowStep& step) {
  if (step.action() != "astral-sh/ruff-action") return RuffMode::NotRun;
  const std::string_view said =
      step.with != nullptr ? step.with->text_of("args") : std::string_view{};
  return ruff_mode_of(command_of("ruff " + std::string(said.empty() ? "check" : said)));
}

// The command as it is written, and with what its expressions stand for.
template <class Take>
void for_each_form(const WorkflowStep& step, const Command& command, const ExpressionValues& values,
                   Take&& take) {
  take(command);
  const Span span = command.span;
  const std::string_view text =
      std::string_view(step.script_text.text()).substr(span.begin, span.end - span.begin);
  if (!contains(text, "${{")) return;
  for (const std::string& filled : values.filled(text)) {
    if (filled == text) continue;
    const Script script = parse_shell(filled);
    for (const Command& one : script.commands) take(one);
  }
}

// Whether a step behind it shows what it changed, or commits it: `git diff --exit-code`, an action.
bool is_shown_later(const PipelineCheck& check) {
  for (const WorkflowStep& step : check.job->steps) {
    const bool is_later = step.node->span.begin > check.span.begin;
    const bool keeps = contains_any(lower_case(step.action()),
                                    {"commit", "autofix", "pull-request", "suggest", "diff"});
    if (is_later && keeps) return true;
    for (const Command& command : step.script.commands) {
      const bool follows = step.place(command.span).begin > check.span.begin;
      if (follows && !command.in_substitution && looks_at_changes(command)) return true;
    }
  }
  return false;
}

bool installs(std::string_view text) {
  return contains(text, "install") || contains(text, "uv add") || contains(text, "pip download");
}

}  // namespace

std::vector<PipelineStage> stages_of(const Command& command) {
  std::vector<PipelineStage> stages;
  std::vector<Argument> words;
  for (const Word& word : command.words) words.push_back({word.text, nullptr, {}, {}});
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapper_size(words)));
  if (words.empty() || installs(joined(command.words))) return stages;
  const std::string_view first = name_of(words[0].text);
  if (first == "echo" || first == "cat" || first == "cp" || first == "rm") return stages;
  const bool audit = first == "uv" && words.size() > 1 && words[1].text == "audit";
  if (audit) add_stage(stages, PipelineStage::DependencyAudit);
  for (const Argument& word : words) {  // also of `docker compose run api pytest`
    const std::string_view name = name_of(word.text);
    for (const NamedStage& tool : kTools) {
      if (name.substr(0, name.find('@')) == tool.name) add_stage(stages, tool.stage);
    }
    if (name == "trivy") {
      add_trivy(words, static_cast<std::size_t>(&word - words.data()), stages);
    }
    if (&word != &words.front() && contains(word.text, "pytest "))
      add_stage(stages, PipelineStage::Tests);
  }
  const bool runner = std::find(kRunners.begin(), kRunners.end(), first) != kRunners.end();
  if (runner && words.size() > 1) {
    for (std::size_t i = 1; i < words.size(); ++i) add_by_name(name_of(words[i].text), stages);
  } else if (first.ends_with(".sh")) {
    add_by_name(first, stages);
  }
  if (first == "docker" && contains(joined(command.words), "build")) {
    add_stage(stages, PipelineStage::Build);
  }
  return stages;
}

std::vector<PipelineStage> stages_of_action(std::string_view action) {
  std::vector<PipelineStage> stages;
  for (const NamedStage& one : kActions) {
    if (action == one.name) add_stage(stages, one.stage);
  }
  if (action.starts_with("google/osv-scanner-action"))
    add_stage(stages, PipelineStage::DependencyAudit);
  if (action.starts_with("snyk/actions")) add_stage(stages, PipelineStage::DependencyAudit);
  return stages;
}

Pipeline::Pipeline(const Manifests& manifests, const RepositoryFiles& files)
    : manifests_(manifests) {
  CalledStages called(manifests);
  for (const Read<Workflow>& workflow : manifests.workflows) read(workflow, called);
  runs_hooks_ = runs_hooks_ || called.runs_hooks();
  look_at_hooks();
  look_at_configuration(files);
}

void Pipeline::read(const Read<Workflow>& workflow, CalledStages& called) {
  for (const WorkflowJob& job : workflow.content.jobs) {
    if (!job.uses.empty() && !job.uses.starts_with("./")) {
      uses_foreign_workflows_ = true;
      if (job.uses.starts_with("google/osv-scanner")) {
        has_[static_cast<std::size_t>(PipelineStage::DependencyAudit)] = true;
      }
    }
    const ExpressionValues values(job);
    if (job.uses.starts_with("./")) read_inputs(job, values);
    for (const WorkflowStep& step : job.steps) read_step(workflow, job, step, values, called);
  }
}

// What a workflow of this repository is told to do: `with: { make: mypy }`.
void Pipeline::read_inputs(const WorkflowJob& job, const ExpressionValues& values) {
  const Node* with = job.node->find("with");
  if (with == nullptr) return;
  for (const Node* value : with->items) {
    for (const std::string& text : values.filled(value->text)) {
      std::vector<PipelineStage> stages = stages_of(command_of(text));
      add_by_name(text, stages);
      for (PipelineStage stage : stages) has_[static_cast<std::size_t>(stage)] = true;
    }
  }
}

void Pipeline::read_step(const Read<Workflow>& workflow, const WorkflowJob& job,
                         const WorkflowStep& step, const ExpressionValues& values,
                         CalledStages& called) {
  for (const Command& command : step.script.commands) {
    std::vector<PipelineStage> stages;
    RuffMode ruff = RuffMode::NotRun;
    for_each_form(step, command, values, [&](const Command& one) {
      const Called& found = called.of(one);
      for (PipelineStage stage : found.stages) add_stage(stages, stage);
      ruff = std::max(ruff, found.ruff);
    });
    for (PipelineStage stage : stages) {
      add({stage, &workflow, &job, &step, &command, step.place(command.span), ruff});
    }
  }
  if (step.action() == "pre-commit/action" || step.action() == "j178/prek-action") {
    runs_hooks_ = true;
  }
  if (step.uses.empty()) return;
  const Span span = step.node->find("uses")->span;
  for (PipelineStage stage : stages_of_step(step)) {
    add({stage, &workflow, &job, &step, nullptr, span, ruff_mode_of(step)});
  }
  if (step.uses.starts_with("./")) {
    read_action({PipelineStage::Build, &workflow, &job, &step, nullptr, span}, values, called);
  }
}

// The steps of an action of this repository, each as if it stood at the step that uses it.
void Pipeline::read_action(const PipelineCheck& use, const ExpressionValues& values,
                           CalledStages& called) {
  const std::string folder = joined_path("", use.step->uses);
  const auto add_at_use = [&](PipelineStage stage, RuffMode ruff) {
    PipelineCheck check = use;
    check.stage = stage;
    check.ruff = ruff;
    add(check);
  };
  for (const Read<Document>& action : manifests_.actions) {
    if (folder_of(action.file->path) != folder) continue;
    const ExpressionValues inputs(action.content, use.step->with, values);
    for (const WorkflowStep& inner : parse_action_steps(action.content, action.file->text.view())) {
      for (const Command& command : inner.script.commands) {
        for_each_form(inner, command, inputs, [&](const Command& one) {
          const Called& found = called.of(one);
          for (PipelineStage stage : found.stages) add_at_use(stage, found.ruff);
        });
      }
      for (PipelineStage stage : stages_of_step(inner)) add_at_use(stage, ruff_mode_of(inner));
    }
  }
}

void Pipeline::add(PipelineCheck check) {
  has_[static_cast<std::size_t>(check.stage)] = true;
  checks_.push_back(check);
}

void Pipeline::add(PipelineStage stage, std::string_view configuration) {
  has_[static_cast<std::size_t>(stage)] = true;
  configured_in_[static_cast<std::size_t>(stage)] = configuration;
}

// Hooks that the pipeline runs: linters anyway; type checkers and scanners by their names.
void Pipeline::look_at_hooks() {
  for (const TextFile* file : manifests_.pre_commits) {
    const std::string_view hooks = file->text.view();
    if (!runs_hooks_ && !contains(hooks, "\nci:")) continue;
    runs_hooks_ = true;
    for_each_hook(hooks, [&](PipelineStage stage) { add(stage, file->path); });
  }
}

// What runs without being a step: bots, other systems.
void Pipeline::look_at_configuration(const RepositoryFiles& files) {
  for (std::string_view path : kOtherSystems) {
    if (files.has(path) && other_system_.empty()) other_system_ = path;
  }
  for (const char* path : {".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json",
                           ".github/renovate.json", "renovate.json5", ".renovaterc.json"}) {
    if (files.has_file(path)) add(PipelineStage::DependencyAudit, path);
  }
}

std::string Pipeline::mended_unseen_by(const PipelineCheck& check) const {
  if (check.stage != PipelineStage::Lint || is_shown_later(check)) return {};
  const TextFile* configuration = mending_configuration(manifests_);
  const auto mends = [configuration](const PipelineCheck& one) {
    return one.ruff == RuffMode::Mends ||
           (one.ruff == RuffMode::AsConfigured && configuration != nullptr);
  };
  const auto fails = [&](const PipelineCheck& one) {
    const bool comes_later = one.job == check.job && one.span.begin > check.span.begin;
    return one.stage == PipelineStage::Lint && one.ruff != RuffMode::NotRun && !mends(one) &&
           !comes_later;
  };
  if (!mends(check) || std::any_of(checks_.begin(), checks_.end(), fails)) return {};
  if (check.ruff == RuffMode::Mends) return "`--fix`";
  return "`fix = true` in `" + configuration->path + "`";
}

bool Pipeline::has(PipelineStage stage, const Workflow& workflow) const {
  return std::any_of(checks_.begin(), checks_.end(), [&](const PipelineCheck& one) {
    return one.stage == stage && &one.workflow->content == &workflow;
  });
}

bool Pipeline::has(PipelineStage stage, const WorkflowJob& job) const {
  return std::any_of(checks_.begin(), checks_.end(), [&](const PipelineCheck& one) {
    return one.stage == stage && one.job == &job;
  });
}

}  // namespace fastidious::deploy
