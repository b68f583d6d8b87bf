#pragma once
// Every place where the repository says which Python it runs with.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/image.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

struct PythonStatement {
  // What is deployed first, by weight; then what only tests.
  enum class Origin : std::uint8_t { Firebase, Image, VersionFile, RuntimeFile, Workflow } origin;
  const TextFile* file = nullptr;
  Span span;
  int minor = 0;           // of Python 3
  bool is_number = false;  // of a workflow: 3.10 without quotes, which YAML takes for 3.1
  std::string job;         // of a workflow: where it is said
  bool is_deployed() const { return origin != Origin::Workflow; }
};

// By origin, then file and position.
std::vector<PythonStatement> python_statements(const Manifests& manifests,
                                               const std::vector<const Image*>& images);

// 12 for "3.12", "3.12.4", "python-3.12", "python312", "3.12-slim"; 0 if it names no version.
int python_minor(std::string_view text);

}  // namespace fastidious::deploy
