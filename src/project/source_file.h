#pragma once
// One Python file of the audited repository, as every later phase sees it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "findings/finding.h"
#include "repo/roles.h"
#include "style/violation.h"
#include "syntax/tree.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::project {

using repo::Role;

// Where a file departs from PEP 8, found while its tokens were at hand.
struct StyleCheck {
  std::vector<style::Violation> violations;
  style::Options options;      // by which they were found
  bool by_own_linter = false;  // the project configures a linter or formatter for the file
};

struct SourceFile {
  findings::FileId id;
  std::string path;         // relative to the root, with /
  std::string module_name;  // dotted, as an import would name it; "" if no import can
  std::string import_root;  // the folder that imports of module_name start from; "" is the top
  Role role = Role::Application;
  bool is_package = false;  // __init__.py
  bool is_stub = false;     // .pyi
  SourceText text;
  LineIndex lines;
  syntax::Tree tree;
  StyleCheck style;  // empty unless the run asks for it

  std::string_view slice(Span span) const { return text.slice(span); }
};

}  // namespace fastidious::project
