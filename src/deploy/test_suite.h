#pragma once
// How the tests of a repository are found, run and measured, as its files say.
// https://docs.pytest.org/en/stable/reference/customize.html,
// https://coverage.readthedocs.io/en/latest/config.html

#include <string_view>
#include <vector>

#include "app/application.h"
#include "deploy/manifests.h"
#include "deploy/pipeline.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// A place in one of the repository's texts; `file` is null if there is none.
struct TextPlace {
  const TextFile* file = nullptr;
  Span span;
  explicit operator bool() const { return file != nullptr; }
};

struct TestSuite {
  // Python files that define a test, by path.
  std::vector<const semantic::FileModel*> files;
  // The first that pytest collects, or that there is; some file defines a test.
  const semantic::FileModel& first() const;
  std::vector<const semantic::FileModel*> files_without_tests;  // test_*.py that define none
  // Tests that are no Python: collections of Postman, Bruno, Hurl, Tavern, Robot Framework, behave.
  bool has_other_tests = false;
  bool uses_pytest = false;  // a file of tests imports it, or its functions stand in no TestCase

  bool is_configured = false;  // pytest has a configuration of its own
  TextPlace configured_at;
  TextPlace command;         // the first place that says how the tests are run
  bool runs_pytest = false;  // the command is pytest itself, not a script, a target or tox
  // The command says where: it names files or folders, or its script goes to one before.
  bool is_command_placed = false;
  TextPlace measured_at;        // the command or option that measures coverage
  TextPlace coverage_settings;  // of who measures it, if anybody does
  // Something fails, or may fail, when coverage falls: a threshold, a service that compares.
  bool is_coverage_enforced = false;
  TextPlace enforced_at;  // the threshold, or the service's name; null where only a file says so
  // Another CI system than GitHub Actions may do any of this; its files are not read.
  bool may_be_run_elsewhere = false;
};

TestSuite test_suite(const semantic::Model& code, const Manifests& manifests,
                     const RepositoryFiles& files, const Pipeline& pipeline);

// Whether pytest collects the file of this path unless it is told otherwise: test_*.py, *_test.py.
bool is_named_as_test(std::string_view path);
// Whether somebody develops here: a released package has no manifest of dependencies.
bool is_developed(const Manifests& manifests);
// The file that sets up tests with a browser, those of Playwright or Cypress; empty without one.
std::string_view settings_of_browser_tests(const RepositoryFiles& files);
// The first test that they set up, by its path: `e2e/login.spec.ts`; empty if none is seen.
std::string_view first_browser_test(const RepositoryFiles& files);
// Whether it is an unpacked release, from which tests are left out.
bool is_release(const RepositoryFiles& files);

}  // namespace fastidious::deploy
