#include "app/endpoints/called_by.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostCallers = 50;

}  // namespace

bool is_called_only_by(const FileModel& file, const FunctionDef& function,
                       const std::function<bool(const Node& caller)>& judge) {
  const auto calls = file.project().calls_of(file.qualified_name(function));
  if (calls.empty() || calls.size() > kMostCallers) return false;
  return std::all_of(calls.begin(), calls.end(), [&](const semantic::CallSite& one) {
    if (one.file->file().role == project::Role::Test) return true;
    const FunctionDef* caller = one.file->enclosing_function(*one.call);
    return caller != nullptr && judge(*caller);
  });
}

}  // namespace fastidious::app
