#include "rules/files_evaluated.h"

#include <algorithm>

#include "rules/selection.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr Family kWritten[] = {Family::Code, Family::Logging, Family::Documentation};
constexpr Family kKeptUp[] = {Family::Code, Family::Logging, Family::Documentation, Family::Typing};

template <class Families>
bool is_of(const Rule& rule, const Families& families) {
  return std::find(std::begin(families), std::end(families), rule.family) != std::end(families);
}

}  // namespace

FilesEvaluated::FilesEvaluated(const semantic::Model& model) {
  away_ = model.files_put_away();
  for (const semantic::FileModel& file : model.files()) {
    broken_.push_back(!file.tree().errors().empty());
    // What is an example by its place is judged as one already.
    const bool is_judged = file.file().role == project::Role::Application;
    away_[file.file().id.value] = away_[file.file().id.value] && is_judged;
  }
}

bool FilesEvaluated::allows(const Rule& rule, findings::FileId file) const {
  if (broken_.empty()) return true;
  if (broken_[file.value] && is_of(rule, kWritten)) return false;
  // As an example: what may harm whoever reads it is still there to be read.
  return !away_[file.value] ||
         (!is_of(rule, kKeptUp) && concerns(rule.where, project::Role::Example));
}

}  // namespace fastidious::rules
