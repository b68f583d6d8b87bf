#pragma once
// What pytest should be told in this repository, for advice.

#include <string>

#include "deploy/delivery.h"

namespace fastidious::rules {

struct PytestSettings {
  // "`[tool.pytest.ini_options]` in `backend/pyproject.toml` with `testpaths = ["tests"]`"
  std::string text;
  // Whether the folder that holds the application has to be put on the path: no folder from which
  // pytest loads a test is it.
  bool needs_path = false;
};

PytestSettings pytest_settings(const deploy::Delivery& delivery);

// Whether the tests are unittest's, and pytest is nowhere installed.
bool uses_unittest_alone(const deploy::Delivery& delivery);

// "python -m unittest discover -s tests", for tests that need no pytest.
std::string unittest_command(const deploy::Delivery& delivery);

}  // namespace fastidious::rules
