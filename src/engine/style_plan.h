#pragma once
// Whether and how files are checked for PEP 8 (COD007). That needs tokens, which are there only
// while a file is parsed, so it is decided before.

#include <optional>

#include "project/linters.h"
#include "project/source_file.h"
#include "rules/driver.h"
#include "syntax/token_list.h"

namespace fastidious::engine {

class StylePlan {
 public:
  // Reads the project's linters' configuration if any of the driver's rules wants to know.
  StylePlan(const rules::Driver& driver, const repo::Inventory& inventory, const FileSystem& files);

  // Fills in file.style from the tokens of the file's text, if the file is to be checked.
  void check(project::SourceFile& file, const syntax::TokenStream& tokens) const;

 private:
  const rules::ActiveRule* rule_ = nullptr;  // COD007's; null: nobody asks
  bool asks_for_causes_ = false;             // COD012
  bool asks_for_messages_ = false;           // LOG014
  bool asks_for_imports_ = false;            // COD019
  bool asks_for_arguments_ = false;          // SEC092
  std::optional<project::Linters> linters_;
};

}  // namespace fastidious::engine
