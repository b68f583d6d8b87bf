#pragma once
// Branches that no run takes, because their test says so by itself: `if False and …:`, `while 0:`.

#include <optional>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

// Whether `test` is true, or false, in every run, as far as its own text decides: literals, `not`,
// `False and …`, `1 or …`. Names are not looked behind: what a constant of the module switches off
// is meant to be switched on again.
std::optional<bool> truth_of_text(const syntax::Expr& test);

// Whether `node` stands where no run comes to: in a branch, or behind an operand, whose test is
// constantly the other way.
bool never_runs(const FileModel& file, const syntax::Node& node);

// Whether `node` stands below an `if NAME:` or `if NAME is True:` of a constant of this module that
// is false and assigned once: until somebody edits the file no run comes to it.
bool is_switched_off(const FileModel& file, const syntax::Node& node);

}  // namespace fastidious::semantic
