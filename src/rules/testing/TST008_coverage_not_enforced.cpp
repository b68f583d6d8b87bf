#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "deploy/test_command.h"
#include "deploy/test_suite.h"
#include "project/path_and_line.h"
#include "rules/delivery_report.h"
#include "rules/evidence_report.h"
#include "rules/pytest_settings.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::TestSuite;

// The file that coverage.py reads, or would: of the folder where pytest is configured and started.
std::string coverage_file(const deploy::Delivery& delivery) {
  const TestSuite& suite = delivery.test_suite();
  if (suite.coverage_settings) return suite.coverage_settings.file->path;
  const project::TextFile* near = project_of(delivery);
  if (!suite.configured_at) return near != nullptr ? near->path : "pyproject.toml";
  const std::string folder(folder_of(suite.configured_at.file->path));
  for (const project::TextFile* one : delivery.manifests().pyprojects) {
    if (folder_of(one->path) == folder) return one->path;
  }
  return folder.empty() ? ".coveragerc" : folder + "/.coveragerc";
}

// "`[report]` in `.coveragerc`": where coverage.py is configured, or would be.
std::string report_section(const deploy::Delivery& delivery) {
  const std::string path = coverage_file(delivery);
  const std::string_view name = deploy::name_of(path);
  const std::string_view section = name.ends_with(".toml") ? "[tool.coverage.report]"
                                   : name == ".coveragerc" ? "[report]"
                                                           : "[coverage:report]";
  return "`" + std::string(section) + "` in `" + path + "`";
}

bool measures(const deploy::Command& command) {
  const std::string text = deploy::joined(command.words);
  return text.find("--cov") != text.npos || text.find("coverage run") != text.npos;
}

// Whether several runs of the pipeline measure, each its tests: none reaches what all do together.
bool is_measured_in_parts(const deploy::Delivery& delivery) {
  std::set<std::string> runs;
  for (const deploy::PipelineCheck& one : delivery.pipeline().checks()) {
    const bool measured = one.stage == deploy::PipelineStage::Tests && one.command != nullptr &&
                          measures(*one.command);
    if (measured) runs.insert(deploy::joined(one.command->words));
  }
  return runs.size() > 1;
}

// pytest --cov=app || true
bool is_excused(const deploy::TextPlace& measured) {
  const std::string_view rest = measured.file->text.view().substr(measured.span.end);
  return rest.substr(0, rest.find('\n')).find("||") != rest.npos;
}

// "give the command `ENV=test` first, as `make test` does, …: ": without it the tests that are
// measured go by the settings of who develops.
std::string with_variables(const deploy::TextPlace& measured) {
  const std::string_view name = deploy::name_of(measured.file->path);
  if (name != "Makefile" && name != "makefile" && name != "GNUmakefile") return {};
  const deploy::GivenToTests given = deploy::given_where_nothing_is_measured(*measured.file);
  if (given.target.empty()) return {};
  return "give this command `" + given.variables + "` as `make " + given.target +
         "` does, or it runs by other settings, perhaps with the database of development; then ";
}

// Whether all tests stand in the folder: `tests/`, `./backend/tests`.
bool holds_all_tests(const TestSuite& suite, std::string_view folder) {
  if (folder.starts_with("./")) folder.remove_prefix(2);
  if (folder.ends_with('/')) folder.remove_suffix(1);
  const std::string inside = "/" + std::string(folder) + "/";
  return std::all_of(suite.files.begin(), suite.files.end(), [&](const semantic::FileModel* one) {
    return ("/" + one->file().path).find(inside) != std::string::npos;
  });
}

// pytest tests/unit, pytest -m slow
bool takes_part(const deploy::Command& command, const TestSuite& suite) {
  const auto& words = command.words;
  const auto runner = std::find_if(words.begin(), words.end(), [](const deploy::Word& word) {
    return word.text.ends_with("pytest") || word.text.ends_with("py.test");
  });
  return runner != words.end() && std::any_of(runner + 1, words.end(), [&](const auto& word) {
           const bool is_path =
               !word.text.starts_with('-') && word.text.find('/') != word.text.npos;
           return (is_path && !holds_all_tests(suite, word.text)) || word.text.ends_with(".py") ||
                  word.text == "-m" || word.text == "-k";
         });
}

// Runs of the pipeline that each take a part of the tests: a threshold for all fails them.
std::vector<const deploy::PipelineCheck*> partial_runs(const deploy::Delivery& delivery) {
  std::vector<const deploy::PipelineCheck*> runs;
  std::set<std::string> seen;
  for (const deploy::PipelineCheck& one : delivery.pipeline().checks()) {
    if (one.stage != deploy::PipelineStage::Tests || one.command == nullptr) continue;
    const std::string text = deploy::joined(one.command->words);
    if (!takes_part(*one.command, delivery.test_suite())) continue;
    if (contains_any(text, {"benchmark", "--no-cov"})) continue;
    if (seen.insert(text).second) runs.push_back(&one);
  }
  return runs;
}

std::string place_of(const deploy::PipelineCheck& one) {
  return path_and_line(*one.workflow->file, one.span.begin);
}

// The options of every run measure: `addopts = --cov=app`.
bool is_in_settings(const TestSuite& suite) {
  return suite.measured_at && suite.configured_at &&
         suite.measured_at.file == suite.configured_at.file;
}

// pytest -m "not integration": all but what is marked.
bool takes_most(const deploy::Command& command) {
  const auto& words = command.words;
  const auto is_left_out = [](const deploy::Word& word) { return word.text.starts_with("not "); };
  return std::any_of(words.begin(), words.end(), is_left_out);
}

// Of these the one for units, by what it runs or is called, or that leaves something out; else the
// first.
std::string place_of_main(const std::vector<const deploy::PipelineCheck*>& runs) {
  const auto main = std::find_if(runs.begin(), runs.end(), [](const auto* one) {
    return has_word(deploy::joined(one->command->words), "unit") || takes_most(*one->command);
  });
  return place_of(main != runs.end() ? **main : *runs.front());
}

// The run of the pipeline that takes all tests; null if there is none.
const deploy::PipelineCheck* whole_run(const deploy::Delivery& delivery) {
  for (const deploy::PipelineCheck& one : delivery.pipeline().checks()) {
    const bool runs = one.stage == deploy::PipelineStage::Tests && one.command != nullptr &&
                      has_word(deploy::joined(one.command->words), "pytest");
    if (runs && !takes_part(*one.command, delivery.test_suite())) return &one;
  }
  return nullptr;
}

// Where every run is measured, and some take a part of the tests: the threshold belongs to the
// command of one. Whether there are such runs.
bool say_where_to_enforce(Draft& draft, const deploy::Delivery& delivery) {
  if (!is_in_settings(delivery.test_suite())) return false;
  const auto runs = partial_runs(delivery);
  if (runs.empty()) return false;
  const deploy::PipelineCheck* whole = whole_run(delivery);
  draft.fix(
      "Let it fail in {}: `--cov-fail-under=N` in the command of `{}`, where N is what it reaches "
      "today; "
      "raise it when it rises. A threshold in the settings of all runs would fail those that take "
      "a part of the tests.",
      {whole != nullptr ? "the run of all tests" : "the run that covers most",
       whole != nullptr ? place_of(*whole) : place_of_main(runs)});
  return true;
}

// What is measured by `measured`, pytest-cov and `coverage report` hold against the threshold
// themselves; `coverage run` does not.
void let_it_fail(Draft draft, const deploy::Delivery& delivery, const deploy::TextPlace& measured,
                 std::string_view before = "") {
  const Span at = measured.span;
  if (is_measured_in_parts(delivery)) {
    draft.fix(
        "Put the parts together behind the last run, with `coverage combine`, and let `coverage "
        "report --fail-under` fail at what it is today; raise it when it rises.");
    return;
  }
  if (before.empty() && say_where_to_enforce(draft, delivery)) return;
  if (before.empty() && is_excused(measured)) before = "take out what follows `||`, and write ";
  const std::string first = before.empty() ? with_variables(measured) + "write " : std::string();
  if (first.size() > std::string_view("write ").size()) before = first;
  const std::string_view sign = measured.file->text.view().substr(at.begin, at.end - at.begin);
  draft.fix("Let it fail: {}{} with `fail_under` at what it is today{}; raise it when it rises.",
            {before, report_section(delivery),
             sign == "coverage run" ? ", and `coverage report` behind the tests" : ""});
}

// A command of the pipeline that runs the tests and switches the measuring off.
const deploy::PipelineCheck* unmeasured_run(const deploy::Pipeline& pipeline) {
  for (const deploy::PipelineCheck& one : pipeline.checks()) {
    if (one.stage != deploy::PipelineStage::Tests || one.command == nullptr) continue;
    const auto& words = one.command->words;
    const auto is_off = [](const deploy::Word& word) { return word.text == "--no-cov"; };
    if (std::any_of(words.begin(), words.end(), is_off)) return &one;
  }
  return nullptr;
}

std::size_t missed(const MeasuredFile& one) { return one.statements - one.run; }

// What was measured, if that is less than is asked for; the files that lack most are listed.
void check_measured(const evidence::CoverageReport& report, DeliveryCheck& check) {
  constexpr std::size_t kListed = 10;
  std::vector<MeasuredFile> files = measured_files(report, check.model());
  std::size_t run = 0, all = 0;
  for (const MeasuredFile& one : files) {
    run += one.run;
    all += one.statements;
  }
  const std::int64_t least = check.option("min-coverage");
  const auto percent = static_cast<std::int64_t>(all == 0 ? 100 : run * 100 / all);
  if (percent >= least) return;
  Draft draft = check.report_missing(
      "The tests run {} of {} lines of the application ({} %; {} % are asked for), says `{}`",
      {run, all, percent, least, report.source});
  if (!report.knows_missed) draft.confidence(Confidence::Medium);
  draft.fix("Test what the listed files lack, the first ones first.");
  std::stable_sort(files.begin(), files.end(), [](const MeasuredFile& a, const MeasuredFile& b) {
    return missed(a) > missed(b);
  });
  for (std::size_t i = 0; i < std::min(files.size(), kListed); ++i) {
    if (missed(files[i]) == 0) break;
    draft.step(*files[i].file, Span{0, 0}, "{} of {} lines are not run",
               {missed(files[i]), files[i].statements});
  }
}

// One report of each folder: one run may have been written in several formats, of which the exact
// ones are to be preferred.
std::vector<const evidence::CoverageReport*> reports_of(const evidence::Evidence& evidence) {
  std::map<std::string_view, const evidence::CoverageReport*> chosen;
  for (const evidence::CoverageReport& one : evidence.coverage) {
    const evidence::CoverageReport*& best = chosen[folder_of(one.source)];
    if (best == nullptr || (one.knows_missed && !best->knows_missed)) best = &one;
  }
  std::vector<const evidence::CoverageReport*> reports;
  for (const auto& [folder, report] : chosen) reports.push_back(report);
  return reports;
}

// What the tests import of the application, `--cov=src` of `from src.app.main import app`; "."
// where that is no one package.
std::string_view measured_name(const semantic::Model& model) {
  std::string_view found;
  for (const project::ImportEdge& edge : model.imports().edges()) {
    if (!edge.to.valid() || model.file(edge.from).file().role != project::Role::Test) continue;
    const project::SourceFile& to = model.file(edge.to).file();
    if (to.role != project::Role::Application || edge.module.starts_with('.')) continue;
    const std::string_view top = std::string_view(edge.module).substr(0, edge.module.find('.'));
    const bool is_package = to.is_package || top.size() < to.module_name.size();
    if (!is_package || (!found.empty() && top != found)) return ".";
    found = top;
  }
  return found.empty() ? "." : found;
}

// "--cov=app", or "--cov" alone where the configuration of coverage.py beside that of pytest says
// what is measured.
std::string coverage_option(const DeliveryCheck& check) {
  const project::TextFile* settings = check.delivery().test_suite().configured_at.file;
  const std::string_view text = settings == nullptr ? "" : settings->text.view();
  const std::size_t at = text.find("[tool.coverage.run]");
  if (at != text.npos) {
    const std::string_view section = text.substr(at, text.find("\n[", at) - at);
    if (section.find("\nsource") != section.npos) return "--cov";
  }
  return "--cov=" + std::string(measured_name(check.model()));
}

// "Add pytest-cov with `addopts = \"--cov=app\"`": as it is written where pytest is configured.
std::string how_to_measure(const DeliveryCheck& check, std::string_view section,
                           std::string_view more = {}) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  const project::TextFile* settings = check.delivery().test_suite().configured_at.file;
  const auto has_plugin = [](const project::TextFile* file) {
    return file->text.view().find("pytest-cov") != std::string_view::npos;
  };
  const bool installed =
      std::any_of(manifests.pyprojects.begin(), manifests.pyprojects.end(), has_plugin) ||
      std::any_of(manifests.requirements.begin(), manifests.requirements.end(), has_plugin);
  const std::string_view quote =
      settings == nullptr || settings->path.ends_with(".toml") ? "\"" : "";
  std::string text = installed ? "Let pytest measure: `addopts = "
                               : "Install pytest-cov wherever the tests run, and add `addopts = ";
  text.append(quote).append(coverage_option(check)).append(more).append(quote) += '`';
  const std::string place = settings == nullptr ? "" : " in `" + settings->path + "`";
  return section.ends_with(place) ? text : text + place;
}

void report_unmeasured(const TestSuite& suite, DeliveryCheck& check) {
  const evidence::Evidence* evidence = check.delivery().evidence();
  const std::string_view message =
      suite.coverage_settings ? "Coverage is configured, and nothing fails when it falls"
      : evidence != nullptr && !evidence->coverage.empty()
          ? "Coverage has been measured, and nothing fails when it falls"
          : "Nothing measures how much of the application the tests run";
  const deploy::TextPlace place =
      suite.coverage_settings ? suite.coverage_settings : suite.configured_at;
  Draft draft = place ? check.report(*place.file, place.span, message)
                      : check.report(suite.first(), Span{0, 0}, message);
  if (uses_unittest_alone(check.delivery())) {
    std::string command = unittest_command(check.delivery());
    command.erase(0, std::string_view("python ").size());
    draft.fix(
        "Run the tests by `coverage run {}` and `coverage report --fail-under=N` behind them, "
        "where "
        "N is what it is today; raise it when it rises.",
        {command});
    return;
  }
  if (const auto runs = partial_runs(check.delivery()); runs.size() > 1) {
    draft.fix(
        "Measure the run that covers most, with pytest-cov: `{} --cov-fail-under=N` in the "
        "command of `{}`, where N is what it is today; raise it when it rises. In the settings of "
        "all runs a threshold would fail those that take a part of the tests.",
        {coverage_option(check), place_of_main(runs)});
    return;
  }
  // Configuration of its own coverage.py reads from the folder that it is started in only.
  const project::TextFile* settings = suite.configured_at.file;
  const bool is_elsewhere =
      suite.coverage_settings && settings != nullptr &&
      folder_of(settings->path) != folder_of(suite.coverage_settings.file->path);
  if (!suite.coverage_settings || is_elsewhere) {
    draft.fix("{}, where N is what it is today; raise it when it rises.",
              {how_to_measure(check, "", " --cov-fail-under=N")});
    return;
  }
  const std::string section = report_section(check.delivery());
  draft.fix("{} and {} with `fail_under` at what it is today; raise it when it rises.",
            {how_to_measure(check, section), section});
}

// smokeshow sets a commit's status, which fails below its threshold.
bool is_enforced_by_status(const deploy::Manifests& manifests) {
  return std::any_of(
      manifests.workflows.begin(), manifests.workflows.end(), [](const auto& workflow) {
        return workflow.file->text.view().find("SMOKESHOW_GITHUB_COVERAGE_THRESHOLD") !=
               std::string_view::npos;
      });
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (delivery.evidence() != nullptr) {
    for (const auto* report : reports_of(*delivery.evidence())) check_measured(*report, check);
  }
  if (!delivery.has_application() || !delivery.is_developed()) return;
  const TestSuite& suite = delivery.test_suite();
  if (suite.files.empty() || suite.is_coverage_enforced || suite.may_be_run_elsewhere) return;
  if (is_enforced_by_status(delivery.manifests())) return;
  const deploy::PipelineCheck* unmeasured = unmeasured_run(delivery.pipeline());
  if (suite.measured_at && unmeasured != nullptr) {
    Draft draft = check.report(*unmeasured->workflow->file, unmeasured->span,
                               "Coverage is measured elsewhere, and here the tests run with "
                               "`--no-cov`: nothing fails when it falls");
    draft.step(*suite.measured_at.file, suite.measured_at.span, "It is measured here");
    let_it_fail(std::move(draft), delivery, suite.measured_at,
                "take `--no-cov` out of this command, and write ");
  } else if (suite.measured_at) {
    let_it_fail(check.report(*suite.measured_at.file, suite.measured_at.span,
                             "Coverage is measured, and nothing fails when it falls"),
                delivery, suite.measured_at);
  } else {
    report_unmeasured(suite, check);
  }
}

}  // namespace

extern constinit const Rule TST008 = {
    .code = "TST008",
    .name = "coverage-not-enforced",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://coverage.readthedocs.io/en/latest/config.html#report-fail-under",
                   "https://pytest-cov.readthedocs.io/en/latest/config.html"},
    .options = {number_option("min-coverage", 80, "percent of lines that the tests should run")},
    .risk =
        "New code arrives without tests and nobody notices, until the part that nobody tries is "
        "the one that pays.",
    .advice =
        "Add pytest-cov with `addopts = \"--cov=app --cov-fail-under=N\"`, where N is what it is "
        "today; raise it when it rises.",
    .docs = R"md(
A repository with tests in which no threshold of coverage is set: no `fail_under`, `--cov-fail-under` or `--fail-under` in the
configuration of coverage.py, in pytest's options, a script, a Makefile or a workflow.

```python bad
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.pytest.ini_options]
addopts = "--cov=app"
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from fastapi.testclient import TestClient

from main import app


def test_docs_are_served() -> None:
    assert TestClient(app).get("/docs").status_code == 200
```

```python good
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.pytest.ini_options]
addopts = "--cov=app"

[tool.coverage.report]
fail_under = 80
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from fastapi.testclient import TestClient

from main import app


def test_docs_are_served() -> None:
    assert TestClient(app).get("/docs").status_code == 200
```

Where coverage was measured, the finding says how much of the application's code was run, and fewer than 80 percent are a finding too: from
`coverage.xml`, `coverage.json`, `lcov.info` or `.coverage` beside the configuration, or from any file by `--evidence FILE`. `.coverage` holds only what was
run; the rest is counted by the statements of the file, hence medium confidence.

Services that compare coverage with what it was count as a threshold: Codecov, Coveralls, SonarQube, Codacy, diff-cover. Silent where
another CI system than GitHub Actions has a configuration, which is not read.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
