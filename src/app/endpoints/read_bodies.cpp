#include "app/endpoints/read_bodies.h"

#include <algorithm>

#include "app/effects/passed_parameters.h"
#include "text/one_of.h"

namespace fastidious::app {
namespace {

using namespace syntax;

constexpr std::string_view kRequests[] = {"fastapi.Request", "starlette.requests.Request"};
constexpr std::string_view kReads[] = {"json", "body", "form", "stream"};

const Arg* request_of(const FileModel& file, const FunctionDef& function) {
  const auto& all = function.args->all;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Arg* one) {
    return one->annotation != nullptr &&
           is_one_of(file.type_of_annotation(*one->annotation), kRequests);
  });
  return found == all.end() ? nullptr : *found;
}

bool reads_body(const FileModel& file, const FunctionDef& function) {
  const Arg* request = request_of(file, function);
  if (request == nullptr) return false;
  const auto calls = file.tree().nodes_of<Call>(function);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const auto* method = call->func->as<Attribute>();
    return method != nullptr && is_one_of(file.text(method->attr), kReads) &&
           is_parameter(file, *method->value, *request);
  });
}

}  // namespace

bool ReadBodies::any_in(const Dependency& dependant) {
  bool any = false;
  for_each_dependency(dependant, [&](const Dependency& one) {
    const Definition& definition = one.callable.definition;
    const auto* function = as<FunctionDef>(definition.node);
    if (function == nullptr) return;
    const auto [known, is_new] = known_.try_emplace(function, false);
    if (is_new) known->second = reads_body(*definition.file, *function);
    any = any || known->second;
  });
  return any;
}

}  // namespace fastidious::app
