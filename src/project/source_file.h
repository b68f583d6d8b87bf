#pragma once
// One Python file of the audited repository, as every later phase sees it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "project/text_file.h"
#include "style/import_style.h"
#include "style/violation.h"
#include "syntax/tree.h"

namespace fastidious::project {

// Where a file departs from PEP 8, found while its tokens were at hand.
struct StyleCheck {
  std::vector<style::Violation> violations;
  style::Options options;        // by which they were found
  bool by_own_linter = false;    // the project configures a linter or formatter for the file
  bool without_causes = false;   // its linter is told to let `raise` without `from` pass (B904)
  bool with_built_logs = false;  // it is told to let f-strings in log messages pass (G004)
  bool tells_unused_arguments = false;  // it reports those of functions (ARG001)
  style::ImportStyle imports;           // how it sorts imports
};

struct SourceFile : TextFile {
  std::string module_name;  // dotted, as an import would name it; "" if no import can
  std::string import_root;  // the folder that imports of module_name start from; "" is the top
  bool is_package = false;  // __init__.py
  bool is_stub = false;     // .pyi
  syntax::Tree tree;
  StyleCheck style;  // empty unless the run asks for it
};

}  // namespace fastidious::project
