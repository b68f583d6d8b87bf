#include "rules/run_by_hand.h"

#include <algorithm>

#include "semantic/model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

using syntax::Kind;

bool is_run_by_hand(const semantic::FileModel& file) {
  const semantic::Model& code = file.project();
  const bool defines = std::any_of(file.tree().root().body.begin(), file.tree().root().body.end(),
                                   [](const syntax::Stmt* one) {
                                     return one->is(Kind::FunctionDef) || one->is(Kind::ClassDef);
                                   });
  if (defines || code.files().size() < 2) return false;
  if (file.file().text.view().find("FastAPI(") != std::string_view::npos) return false;
  return code.imports().imports_into(file.file().id).empty();
}

}  // namespace fastidious::rules
