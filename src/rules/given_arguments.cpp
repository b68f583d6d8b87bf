#include "rules/given_arguments.h"
#include "semantic/function_bodies.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

bool is_static(const FileModel& file, const FunctionDef& function) {
  return file.has_decorator(function, "builtins.staticmethod");
}

// Where calls write the parameter; -1: by its name only.
int position_in_calls(const FileModel& file, const FunctionDef& function, const Arg& parameter) {
  const bool takes_self = file.enclosing_class(function) != nullptr && !is_static(file, function);
  int at = takes_self ? -1 : 0;
  for (const Arg* one : function.args->all) {
    if (one == &parameter) return at;
    ++at;
  }
  return -1;
}

}  // namespace

const Arg* parameter_named(const FileModel& file, const Name& name) {
  const FunctionDef* function = file.enclosing_function(name);
  return function != nullptr ? semantic::parameter_named(*function, name.name) : nullptr;
}

std::vector<GivenArgument> given_arguments(const FileModel& file, const FunctionDef& function,
                                           const Arg& parameter) {
  std::vector<GivenArgument> given;
  const int position = position_in_calls(file, function, parameter);
  const std::string_view keyword = file.text(parameter.name);
  for (const auto& [at, call] : file.project().calls_of(file.qualified_name(function))) {
    given.push_back({at, semantic::argument(*at, *call, position, keyword)});
  }
  return given;
}

std::vector<GivenArgument> given_arguments(const FileModel& file, const Name& name) {
  const Arg* parameter = parameter_named(file, name);
  if (parameter == nullptr) return {};
  return given_arguments(file, *file.enclosing_function(name), *parameter);
}

}  // namespace fastidious::rules
