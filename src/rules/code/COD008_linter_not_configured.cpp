#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Manifests;
using project::TextFile;

constexpr std::array<std::string_view, 6> kLinters = {"ruff",        "flake8",     "pylint",
                                                      "pycodestyle", "prospector", "pylama"};
constexpr std::array<std::string_view, 5> kFormatters = {"black", "yapf", "autopep8", "blue",
                                                         "ruff-format"};
// Files that configure a linter by being there.
constexpr std::array<std::string_view, 6> kLinterFiles = {
    "ruff.toml", ".ruff.toml", ".flake8", ".pylintrc", "pylintrc", ".prospector.yaml"};

// Where the repository names a tool: in settings, or in what somebody runs.
struct Mention {
  bool configured = false;
  bool run_by_person = false;   // by a task, a script
  bool run_by_machine = false;  // by a hook or a pipeline
  explicit operator bool() const { return configured || run_by_person || run_by_machine; }
};

bool has_section(std::string_view text, std::string_view tool) {
  const std::string in_toml = "[tool." + std::string(tool);
  const std::string in_ini = "[" + std::string(tool);
  return text.find(in_toml) != text.npos || text.starts_with(in_ini) ||
         text.find("\n" + in_ini) != text.npos;
}

template <class Files>
bool any_names(const Files& files, std::string_view tool) {
  return std::any_of(files.begin(), files.end(), [&](const auto& one) {
    if constexpr (std::is_pointer_v<std::decay_t<decltype(one)>>) {
      return has_word(one->text.view(), tool);
    } else {
      return has_word(one.file->text.view(), tool);
    }
  });
}

bool is_settings_file(const TextFile& file) {
  const std::string_view name = deploy::name_of(file.path);
  return name == "setup.cfg" || name == "tox.ini";
}

// Whether a served application stands below the file's folder; of others' code beside it none does.
bool is_of_application(const DeliveryCheck& check, std::string_view path) {
  const std::string_view folder = folder_of(path);
  const auto served = check.application().served_apps();
  return served.empty() || std::any_of(served.begin(), served.end(), [&](const auto* app) {
           return is_inside(app->app->construction.file->file().path, folder);
         });
}

Mention mention_of(const DeliveryCheck& check, std::string_view tool) {
  const Manifests& manifests = check.delivery().manifests();
  Mention mention;
  for (const TextFile* file : manifests.pyprojects) {
    if (!is_of_application(check, file->path)) continue;
    mention.configured = mention.configured || has_section(file->text.view(), tool);
    mention.run_by_person = mention.run_by_person || has_word(file->text.view(), tool);
  }
  for (const TextFile* file : manifests.documents) {
    if (!is_settings_file(*file)) continue;
    mention.configured = mention.configured || has_section(file->text.view(), tool);
    mention.run_by_person = mention.run_by_person || has_word(file->text.view(), tool);
  }
  // Of a list of requirements, that one comes with autopep8 and flake8.
  const bool is_companion = tool == "pycodestyle";
  mention.run_by_person = mention.run_by_person || any_names(manifests.makefiles, tool) ||
                          any_names(manifests.scripts, tool) ||
                          (!is_companion && any_names(manifests.requirements, tool));
  mention.run_by_machine =
      any_names(manifests.pre_commits, tool) || any_names(manifests.workflows, tool);
  return mention;
}

template <class Tools>
Mention mention_of_any(const DeliveryCheck& check, const Tools& tools) {
  Mention all;
  for (const std::string_view tool : tools) {
    const Mention one = mention_of(check, tool);
    all.configured = all.configured || one.configured;
    all.run_by_person = all.run_by_person || one.run_by_person;
    all.run_by_machine = all.run_by_machine || one.run_by_machine;
  }
  return all;
}

// `ruff format` is written in two words, its settings in a section.
bool runs_ruff_format(const Manifests& manifests) {
  const auto names = [](const TextFile* file) {
    const std::string_view text = file->text.view();
    return text.find("ruff format") != text.npos || text.find("ruff-format") != text.npos ||
           text.find("[tool.ruff.format") != text.npos;
  };
  const auto any = [&](const auto& reads) {
    return std::any_of(reads.begin(), reads.end(),
                       [&](const auto& one) { return names(one.file); });
  };
  return std::any_of(manifests.makefiles.begin(), manifests.makefiles.end(), names) ||
         std::any_of(manifests.pre_commits.begin(), manifests.pre_commits.end(), names) ||
         std::any_of(manifests.pyprojects.begin(), manifests.pyprojects.end(), names) ||
         std::any_of(manifests.documents.begin(), manifests.documents.end(), names) ||
         any(manifests.scripts) || any(manifests.workflows);
}

bool has_linter_file(const deploy::RepositoryFiles& files) {
  return std::any_of(kLinterFiles.begin(), kLinterFiles.end(),
                     [&](std::string_view name) { return !files.ending_with(name).empty(); });
}

bool has_ruff_file(const deploy::RepositoryFiles& files) {
  return !files.ending_with("ruff.toml").empty() || !files.ending_with(".ruff.toml").empty();
}

Draft report(DeliveryCheck& check, std::string_view message) {
  const TextFile* project = project_of(check.delivery());
  const std::string_view what = has_javascript(check.delivery()) ? " for the Python code" : "";
  return project == nullptr ? check.report_missing(message, {what})
                            : check.report(*project, Span{0, 0}, message, {what});
}

// Where the linter's settings begin; nothing if no file read here has them.
deploy::TextPlace settings_of_linter(const DeliveryCheck& check) {
  const Manifests& manifests = check.delivery().manifests();
  std::vector<const TextFile*> files;
  for (const TextFile* file : manifests.pyprojects) {
    if (is_of_application(check, file->path)) files.push_back(file);
  }
  for (const TextFile* file : manifests.documents) {
    if (is_settings_file(*file)) files.push_back(file);
  }
  for (const TextFile* file : files) {
    const std::string_view text = file->text.view();
    for (const std::string_view tool : kLinters) {
      for (const std::string_view start : {"[tool.", "["}) {
        const std::size_t at = text.find(std::string(start) + std::string(tool));
        if (at == text.npos || (at > 0 && text[at - 1] != '\n')) continue;
        const std::size_t end = std::min(text.find('\n', at), text.size());
        return {file, Span{static_cast<Offset>(at), static_cast<Offset>(end)}};
      }
    }
  }
  return {};
}

Draft report_not_run(DeliveryCheck& check) {
  constexpr std::string_view kMessage =
      "A linter is set up{}, and neither a hook nor a pipeline runs it";
  const deploy::TextPlace at = settings_of_linter(check);
  if (!at) return report(check, kMessage);
  return check.report(*at.file, at.span, kMessage,
                      {has_javascript(check.delivery()) ? " for the Python code" : ""});
}

// Whether something may run the linter that is not read here.
bool may_be_run_elsewhere(const deploy::Pipeline& pipeline) {
  return !pipeline.other_system().empty() || pipeline.uses_foreign_workflows();
}

std::string_view and_in_pipeline(const deploy::Delivery& delivery) {
  const bool has_one =
      !delivery.manifests().workflows.empty() || may_be_run_elsewhere(delivery.pipeline());
  return has_one ? " and in the pipeline" : "";
}

// "`ruff format` once, and add `ruff format --check` to the pipeline": where linters run by now.
std::string with_formatter(const DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const bool is_black = !mention_of(check, "ruff") && !has_ruff_file(delivery.files());
  const std::string text = is_black ? "`black .` once, and " : "`ruff format` once, and ";
  const std::string step = is_black ? "`black --check .`" : "`ruff format --check`";
  const std::string hook = is_black ? "the hook `black`" : "the hook `ruff-format`";
  const deploy::Pipeline& pipeline = delivery.pipeline();
  const bool has_hooks = !delivery.manifests().pre_commits.empty();
  const bool has_step = pipeline.has(deploy::PipelineStage::Lint) && !pipeline.runs_hooks();
  if (has_hooks && !has_step) return text + "add " + hook + " of pre-commit";
  if (has_hooks) return text + "add " + hook + " of pre-commit and, in the pipeline, " + step;
  if (has_step) return text + "let the pipeline run " + step + " beside the linter";
  return text + "run " + step + " wherever the linter runs";
}

// "in a hook of pre-commit and in the pipeline"; where there are no hooks CIC009 tells of them.
std::string where_to_run(const deploy::Delivery& delivery) {
  return (delivery.manifests().pre_commits.empty() ? "before each commit"
                                                   : "in a hook of pre-commit") +
         std::string(and_in_pipeline(delivery));
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const Manifests& manifests = delivery.manifests();
  if (!delivery.has_application() || !delivery.is_developed()) return;
  Mention linter = mention_of_any(check, kLinters);
  linter.configured = linter.configured || has_linter_file(delivery.files());
  const bool linted = linter || delivery.pipeline().has(deploy::PipelineStage::Lint);
  const bool formatted = mention_of_any(check, kFormatters) || runs_ruff_format(manifests);
  if (!linted) {
    const TextFile* project = project_of(delivery);
    report(check, formatted ? "A formatter is set up{}, and no linter"
                            : "Neither a linter nor a formatter is set up{}")
        .fix(
            "Add `[tool.ruff]` with `lint.select = [\"E4\", \"E7\", \"E9\", \"F\", \"I\", \"B\", "
            "\"UP\", \"ASYNC\"]` and `lint.ignore = [\"B008\"]` (defaults like `Depends()`) to {}, "
            "and run `ruff check`{} {}.",
            {project != nullptr ? "`" + project->path + "`" : "a pyproject.toml",
             formatted ? "" : " and `ruff format --check`", where_to_run(delivery)});
  } else if (!linter.run_by_machine && manifests.workflows.empty() &&
             !may_be_run_elsewhere(delivery.pipeline())) {
    report_not_run(check).fix(
        "Run it before each commit, by a hook in `.pre-commit-config.yaml`, and in the "
        "pipeline once there is one.");
  } else if (!formatted) {
    report(check, "A linter is set up{}, and no formatter")
        .severity(Severity::Suggestion)
        .risk("Reviewers argue about blanks and line breaks, and diffs hold what nobody meant.")
        .fix("Run {}.", {with_formatter(check)});
  }
}

}  // namespace

extern constinit const Rule COD008 = {
    .code = "COD008",
    .name = "linter-not-configured",
    .family = Family::Code,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://docs.astral.sh/ruff/configuration/", "https://pre-commit.com"},
    .risk =
        "Unused names, shadowed builtins and mistakes that a tool finds in a second are left for "
        "reviewers, or for users.",
    .advice =
        "Add `[tool.ruff]` with `lint.select = [\"E4\", \"E7\", \"E9\", \"F\", \"I\", \"B\", "
        "\"UP\", "
        "\"ASYNC\"]` to pyproject.toml, and run `ruff check` and `ruff format --check` in a hook "
        "and "
        "in the pipeline.",
    .docs = R"md(
Applications for which no linter (Ruff, Flake8, Pylint) is configured, declared or run; that have one which neither a hook of
pre-commit nor a pipeline runs; or that have one and no formatter (a suggestion).

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.14.0
    hooks:
      - id: ruff-check
      - id: ruff-format
```

Repositories without a manifest of dependencies are left alone: their surroundings are elsewhere. Where workflows exist, whether one of
them lints is CIC002's question.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
