#pragma once
// One requirement as PEP 508 and pip's requirements files write it
// (https://packaging.python.org/en/latest/specifications/dependency-specifiers/,
// https://pip.pypa.io/en/stable/reference/requirements-file-format/).

#include <string>
#include <string_view>
#include <vector>

namespace fastidious::deploy {

struct RequirementText {
  std::string name;                 // normalised (PEP 503); empty for a bare path or URL
  std::string written;              // as it is written: "PyJWT"
  std::vector<std::string> extras;  // lower case
  std::string specifiers;           // ">=1,<2"; empty where there are none
  std::string marker;               // behind the semicolon
  std::string location;             // of `name @ location`, or the bare path or URL
  std::string fault;                // why no installer accepts it; empty if it is well-formed
};

// `text` is a line without comment, continuation and pip's options.
RequirementText parse_requirement_text(std::string_view text);

// Whether the location is one of the machine or repository: ".", "./lib", "../lib", "file:///x".
bool is_path(std::string_view location);

}  // namespace fastidious::deploy
