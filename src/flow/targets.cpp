#include "flow/targets.h"

#include <algorithm>

namespace fastidious::flow {

using namespace syntax;
using knowledge::FlowFact;
using semantic::FileModel;

Targets::Targets(const semantic::Model& model, std::span<const FlowFact> facts,
                 std::span<const FlowFact> more) {
  add_facts(model, facts);
  add_facts(model, more);
}

// A name that nothing in the repository mentions is left out.
void Targets::add_facts(const semantic::Model& model, std::span<const FlowFact> facts) {
  for (const FlowFact& fact : facts) {
    const std::string_view target = fact.target;
    const bool is_method = target.starts_with('.');
    const Identifier name =
        is_method ? model.names().find(target.substr(1)) : model.names().find(model.canonical(target));
    if (name) (is_method ? methods_ : by_name_)[name.value].facts.push_back(&fact);
  }
}

void Targets::add_function(Identifier name, FunctionId function) {
  by_name_[name.value].function = function;
}

void Targets::add_class(Identifier name, const FileModel& file, const ClassDef& cls,
                        FunctionId constructor) {
  Target& target = by_name_[name.value];
  target.function = constructor;
  target.cls = &cls;
  target.file = &file;
}

const Target* Targets::find(Identifier qualified_name) const {
  const auto at = by_name_.find(qualified_name.value);
  return at == by_name_.end() ? nullptr : &at->second;
}

const Target* Targets::find_method(Identifier name) const {
  const auto at = methods_.find(name.value);
  return at == methods_.end() ? nullptr : &at->second;
}

const Target* Targets::of(const FileModel& file, const Expr& function) const {
  const Identifier target = file.fact(function).target;
  const auto* method = function.as<Attribute>();
  if (target) {
    const Target* known = find(target);
    if (known != nullptr || method == nullptr) return known;
    // `x.hexdigest`, where only the class of x is known
    const Target* by_method = find_method(method->attr);
    const bool is_plain = by_method != nullptr &&
                          std::none_of(by_method->facts.begin(), by_method->facts.end(),
                                       [](const FlowFact* fact) {
                                         return fact->verb == FlowFact::Verb::Sink;
                                       });
    return is_plain ? by_method : nullptr;
  }
  return method != nullptr ? find_method(method->attr) : nullptr;
}

}  // namespace fastidious::flow
