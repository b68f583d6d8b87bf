#include "deploy/test_suite.h"

#include <algorithm>
#include <array>

#include "deploy/collected_tests.h"
#include "deploy/formats/sections.h"
#include "deploy/pytest_command.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using namespace syntax;
using semantic::FileModel;

constexpr std::array<std::string_view, 4> kPytestFiles = {"pytest.ini", ".pytest.ini",
                                                          "pytest.toml", ".pytest.toml"};
constexpr std::array<std::string_view, 3> kPytestSections = {"tool.pytest.ini_options",
                                                             "tool.pytest", "tool:pytest"};
constexpr std::array<std::string_view, 7> kOtherTests = {
    ".tavern.yaml",    ".robot", ".feature", ".hurl", ".bru", "postman_collection.json",
    ".http-tests.yaml"};
// Words of commands that run tests.
constexpr std::array<std::string_view, 12> kRunners = {
    "pytest",     "py.test",        "tox",           "nox",
    "unittest",   "nose2",          "test.sh",       "tests.sh",
    "hatch test", "manage.py test", "setup.py test", "make test"};
// Services and tools that compare coverage with what it was, or may do so.
constexpr std::array<std::string_view, 7> kComparing = {
    "codecov", "coveralls", "diff-cover", "sonar", "codacy", "codeclimate", "coverage-comment"};

// Pages of these services, to which badges lead.
constexpr std::array<std::string_view, 6> kBadges = {
    "codecov.io", "coveralls.io", "sonarcloud.io", "sonarqube", "codacy.com", "codeclimate.com"};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

bool defines_test(const FileModel& file) {
  for (const FunctionDef* function : file.tree().nodes_of<FunctionDef>()) {
    const bool named = file.text(function->name).starts_with("test");
    if (named && !is_route_handler(file, *function)) return true;
  }
  return false;
}

bool imports_pytest(const FileModel& file) {
  return std::any_of(file.tree().imports().begin(), file.tree().imports().end(),
                     [&](const Stmt* one) { return has_word(file.text(*one), "pytest"); });
}

// Tests outside of classes are pytest's.
bool has_plain_test(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto* function = statement->as<FunctionDef>();
    return function != nullptr && file.text(function->name).starts_with("test");
  });
}

// Tasks of poe, pdm, hatch, taskipy, tox: commands, where the rest of a pyproject.toml names
// dependencies.
bool holds_commands(std::string_view section) {
  return contains(section, "scripts") || contains(section, "tasks") || contains(section, "tox") ||
         contains(section, "nox");
}

// Whether a script goes to a folder before it comes to its end.
bool goes_to_folder(std::string_view script) {
  return contains(script, "cd ") || contains(script, "pushd ") ||
         contains(script, "working-directory:");
}

// Whether the place is in a line that says something to people: `echo 'coverage report'`.
bool is_printed(std::string_view text, std::size_t at) {
  const std::size_t line = text.rfind('\n', at);
  return contains(text.substr(line == text.npos ? 0 : line, at - (line == text.npos ? 0 : line)),
                  "echo ");
}

// Whether a step reads the figures of coverage.py and may fail.
bool compares_report(std::string_view text) {
  return (contains(text, "coverage.json") || contains(text, "coverage.xml")) &&
         (contains(text, "exit 1") || contains(text, "sys.exit"));
}

// A program that holds coverage against something, by its path and its text: it may end with an
// error.
bool is_judge_of_coverage(const FileModel& file) {
  const std::string_view text = file.file().text.view();
  return contains(file.file().path, "cov") && contains(text, "coverage") &&
         (contains(text, "exit(") || contains(text, "SystemExit"));
}

class Reader {
 public:
  Reader(const semantic::Model& code, const Manifests& manifests, const RepositoryFiles& files)
      : code_(code), manifests_(manifests), files_(files) {}

  TestSuite read() {
    find_tests();
    find_files();
    for (const TextFile* file : manifests_.pyprojects) look_at_sections(*file);
    for (const TextFile* file : manifests_.documents) {
      if (is_configuration(*file)) look_at_sections(*file);
    }
    for (const TextFile* file : manifests_.makefiles) look_at(*file, file->text.view());
    for (const TextFile* file : manifests_.pre_commits) look_at(*file, file->text.view());
    for (const auto& one : manifests_.scripts) look_at(*one.file, one.file->text.view());
    for (const auto& one : manifests_.workflows) look_at(*one.file, one.file->text.view());
    for (const auto& one : manifests_.actions) look_at(*one.file, one.file->text.view());
    for (const auto& one : manifests_.compose) look_at(*one.file, one.file->text.view());
    for (const auto& one : manifests_.dockerfiles) look_at(*one.file, one.file->text.view());
    for (const TextFile* file : manifests_.documents) {
      is_configuration(*file) ? look_at(*file, file->text.view()) : look_at_page(*file);
    }
    for (const char* path : {"noxfile.py", "tasks.py", "dodo.py"}) look_at_program(path);
    return std::move(suite_);
  }

 private:
  void find_tests() {
    for (const FileModel& file : code_.files()) {
      if (is_judge_of_coverage(file)) judges_.push_back(name_of(file.file().path));
      if (file.file().role != project::Role::Test) continue;
      if (defines_test(file)) {
        suite_.files.push_back(&file);
        const bool plain = is_named_as_test(file.file().path) && has_plain_test(file);
        suite_.uses_pytest = suite_.uses_pytest || plain || imports_pytest(file);
      } else if (is_named_as_test(file.file().path)) {
        suite_.files_without_tests.push_back(&file);
      }
    }
  }

  void find_files() {
    for (std::string_view path : files_.all()) {
      const std::string_view name = name_of(path);
      const auto is_end = [&](std::string_view end) { return name.ends_with(end); };
      if (is_one_of(name, kPytestFiles)) suite_.is_configured = true;
      if (std::any_of(kOtherTests.begin(), kOtherTests.end(), is_end)) {
        suite_.has_other_tests = true;
      }
      if (contains(name, "codecov.y") || name == ".coveralls.yml" || contains(name, "sonar-")) {
        suite_.is_coverage_enforced = true;
      }
      // A file of tests that could not be read.
      if (is_named_as_test(path) && code_.file_at(path) == nullptr) suite_.has_other_tests = true;
    }
  }

  static bool is_configuration(const TextFile& file) {
    return file.kind == repo::FileKind::Configuration || file.kind == repo::FileKind::SetupCfg;
  }

  // coverage.py reads the first file of a folder that configures it, in this order.
  static bool is_read_before(const TextFile& file, const TextFile* other) {
    constexpr std::array<std::string_view, 4> kOrder = {".coveragerc", "setup.cfg", "tox.ini",
                                                        "pyproject.toml"};
    if (other == nullptr) return true;
    const auto place = [&](const TextFile& one) {
      return std::find(kOrder.begin(), kOrder.end(), name_of(one.path));
    };
    return folder_of(file.path) == folder_of(other->path) && place(file) < place(*other);
  }

  void look_at_sections(const TextFile& file) {
    const std::string_view name = name_of(file.path);
    if (is_one_of(name, kPytestFiles)) configured({&file, Span{0, 0}});
    for (const Section& section : parse_sections(file.text.view())) {
      const bool pytest = is_one_of(section.name, kPytestSections) ||
                          (section.name == "pytest" && name == "tox.ini");
      if (pytest) configured({&file, section.header});
      const bool coverage = section.name.starts_with("tool.coverage") ||
                            section.name.starts_with("coverage:") || name == ".coveragerc";
      if (coverage && is_read_before(file, suite_.coverage_settings.file)) {
        suite_.coverage_settings = {&file, section.header};
      }
      for (const SectionEntry& one : section.settings) {
        const bool is_threshold = one.key == "fail_under" && !one.value.empty();
        if (is_threshold) enforced(place(file, one.key, 0, one.key.size()));
      }
      if (pytest || holds_commands(section.name)) {
        for (const SectionEntry& one : section.settings) {
          if (pytest) look_for_coverage(file, one.value);
          if (!pytest) look_at(file, one.value);
        }
      }
    }
  }

  void look_at_program(const char* path) {
    const FileModel* program = code_.file_at(path);
    if (program != nullptr) look_at(program->file(), program->file().text.view());
  }

  static TextPlace place(const TextFile& file, std::string_view text, std::size_t at,
                         std::size_t size) {
    const auto begin = static_cast<Offset>(text.data() + at - file.text.view().data());
    return {&file, {begin, begin + static_cast<Offset>(size)}};
  }

  // A page says how the tests are run; what its examples ask of coverage nobody carries out. The
  // badge of a service is true of this repository.
  void look_at_page(const TextFile& file) {
    look_for_command(file, file.text.view());
    const std::string lower = lower_case(file.text.view());
    for (std::string_view one : kBadges) {
      if (contains(lower, one))
        enforced(place(file, file.text.view(), lower.find(one), one.size()));
    }
  }

  void look_for_command(const TextFile& file, std::string_view text) {
    if (is_one_of(name_of(file.path), kPytestFiles)) return;  // `[pytest]` is no command
    if (suite_.command || files_.is_copied(file.path)) return;
    for (std::string_view runner : kRunners) {
      if (suite_.command) break;
      const std::size_t at = find_command(text, runner);
      if (at == text.npos) continue;
      suite_.command = place(file, text, at, runner.size());
      suite_.runs_pytest = runner == "pytest" || runner == "py.test";
      suite_.is_command_placed = goes_to_folder(text.substr(0, at)) ||
                                 !paths_of_pytest(text.substr(at + runner.size())).empty();
    }
  }

  // `text` is part of the file's.
  void look_at(const TextFile& file, std::string_view text) {
    look_for_command(file, text);
    look_for_coverage(file, text);
    if (suite_.is_coverage_enforced) return;
    for (std::string_view one : judges_) {
      const std::size_t at = find_command(text, one);
      if (at != text.npos) enforced(place(file, text, at, one.size()));
    }
    const std::string lower = lower_case(text);
    for (std::string_view one : kComparing) {
      if (contains(lower, one)) enforced(place(file, text, lower.find(one), one.size()));
    }
  }

  // `- name: Test with pytest`
  static bool is_name_of_step(std::string_view before) {
    const std::size_t start = std::min(before.find_first_not_of("- \t"), before.size());
    return before.substr(start).starts_with("name:");
  }

  // `word` as one of its own, in a line that installs nothing.
  static std::size_t find_command(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool whole = (at == 0 || !is_word_byte(text[at - 1])) &&
                         (end == text.size() ||
                          (!is_word_byte(text[end]) && text[end] != '-' && text[end] != '='));
      const std::size_t line = text.rfind('\n', at);
      const std::size_t start = line == text.npos ? 0 : line + 1;
      const std::string_view before = text.substr(start, at - start);
      if (whole && !contains(before, "install") && !is_name_of_step(before)) return at;
    }
    return text.npos;
  }

  void look_for_coverage(const TextFile& file, std::string_view text) {
    for (std::string_view sign : {"--cov", "coverage run", "coverage report"}) {
      const std::size_t at = text.find(sign);
      const std::size_t end = at == text.npos ? 0 : at + sign.size();
      const bool whole = at != text.npos && (end == text.size() || !is_word_byte(text[end])) &&
                         !is_printed(text, at);
      if (whole) measured(place(file, text, at, sign.size()));
    }
    for (std::string_view sign : {"fail-under", "fail_under"}) {
      if (contains(text, sign)) enforced(whole_word(file, text, text.find(sign)));
    }
    if (compares_report(text)) enforced(place(file, text, text.find("coverage."), 0));
  }

  // "--cov-fail-under=80" at the place of a part of it.
  static TextPlace whole_word(const TextFile& file, std::string_view text, std::size_t at) {
    constexpr std::string_view kEnds = " \t\r\n\"'`,;[](){}";
    const std::size_t before = text.find_last_of(kEnds, at);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    return place(file, text, begin, std::min(text.find_first_of(kEnds, at), text.size()) - begin);
  }

  void configured(TextPlace at) {
    suite_.is_configured = true;
    if (!suite_.configured_at) suite_.configured_at = at;
  }

  void enforced(TextPlace at) {
    suite_.is_coverage_enforced = true;
    if (!suite_.enforced_at) suite_.enforced_at = at;
  }

  void measured(TextPlace at) {
    if (!suite_.measured_at) suite_.measured_at = at;
  }

  const semantic::Model& code_;
  const Manifests& manifests_;
  const RepositoryFiles& files_;
  std::vector<std::string_view> judges_;  // names of programs that judge coverage
  TestSuite suite_;
};

}  // namespace

bool is_named_as_test(std::string_view path) {
  // Into `.github` and its like pytest does not look (norecursedirs).
  if (path.starts_with('.') || path.find("/.") != path.npos) return false;
  const std::string_view name = name_of(path);
  return (name.starts_with("test_") && name.ends_with(".py")) || name.ends_with("_test.py");
}

const semantic::FileModel& TestSuite::first() const {
  const auto named = std::find_if(files.begin(), files.end(), [](const FileModel* one) {
    return is_named_as_test(one->file().path);
  });
  return named == files.end() ? *files.front() : **named;
}

TestSuite test_suite(const semantic::Model& code, const Manifests& manifests,
                     const RepositoryFiles& files, const Pipeline& pipeline) {
  TestSuite suite = Reader(code, manifests, files).read();
  suite.may_be_run_elsewhere =
      !pipeline.other_system().empty() || pipeline.uses_foreign_workflows();
  return suite;
}

bool is_developed(const Manifests& manifests) {
  return !manifests.requirements.empty() || !manifests.pyprojects.empty();
}

std::string_view settings_of_browser_tests(const RepositoryFiles& files) {
  for (const std::string_view path : files.all()) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const bool sets_up = name.starts_with("playwright.config") ||
                         name.starts_with("cypress.config") || name == "cypress.json";
    if (sets_up) return path;
  }
  return {};
}

std::string_view first_browser_test(const RepositoryFiles& files) {
  const std::string_view settings = settings_of_browser_tests(files);
  if (settings.empty()) return {};
  const std::string_view folder = folder_of(settings);
  for (const std::string_view path : files.all()) {
    const std::string_view name = name_of(path);
    const bool is_test = contains(name, ".spec.") || contains(name, ".cy.") ||
                         contains(name, ".e2e.") || contains(name, ".test.");
    // Elsewhere tests of single components have such names.
    const bool is_there = contains(path, "tests/") || contains(path, "e2e") ||
                          contains(path, "playwright/") || contains(path, "cypress/");
    if (is_test && is_there && path.starts_with(folder)) return path;
  }
  return {};
}

bool is_release(const RepositoryFiles& files) {
  const auto& all = files.all();
  return std::any_of(all.begin(), all.end(), [](std::string_view path) {
    return path == "PKG-INFO" || contains(folder_of(path), ".dist-info");
  });
}

}  // namespace fastidious::deploy
