#include "flow/targets.h"

#include <algorithm>

#include "knowledge/regex_calls.h"

namespace fastidious::flow {

using namespace syntax;
using knowledge::FlowFact;
using semantic::FileModel;

Targets::Targets(const semantic::Model& model, std::span<const FlowFact> facts,
                 std::span<const FlowFact> more) {
  add_facts(model, facts);
  add_facts(model, more);
}

Target& Targets::make(Index& index, Identifier name) {
  if (name.value >= index.size()) index.resize(name.value + 1);
  if (index[name.value] == 0) {
    targets_.emplace_back();
    index[name.value] = static_cast<std::uint32_t>(targets_.size());
  }
  return targets_[index[name.value] - 1];
}

// A name that nothing in the repository mentions is left out.
void Targets::add_facts(const semantic::Model& model, std::span<const FlowFact> facts) {
  for (const FlowFact& fact : facts) {
    const std::string_view target = fact.target;
    const bool is_method = target.starts_with('.');
    const Identifier name = is_method ? model.names().find(target.substr(1))
                                      : model.names().find(model.canonical(target));
    if (name) make(is_method ? methods_ : by_name_, name).facts.push_back(&fact);
  }
}

void Targets::add_function(Identifier name, FunctionId function) {
  make(by_name_, name).function = function;
}

void Targets::add_class(Identifier name, const FileModel& file, const ClassDef& cls,
                        FunctionId constructor) {
  Target& target = make(by_name_, name);
  target.function = constructor;
  target.cls = &cls;
  target.file = &file;
}

bool Targets::has_what_is_asked(const FileModel& file, const Call& call,
                                const FlowFact& fact) const {
  if (fact.only_slow && !knowledge::slow_piece(file, call, fact.target)) return false;
  if (fact.class_at < 0) return true;
  const Expr* passed = semantic::argument(call, fact.class_at, Identifier{});
  if (passed == nullptr) return false;
  const semantic::Fact known = file.fact(*passed);
  const Target* target = known.target && !known.type ? find(known.target) : nullptr;
  return target != nullptr && target->cls != nullptr;
}

const Target* Targets::of(const FileModel& file, const Expr& function) const {
  const Identifier target = file.fact(function).target;
  const auto* method = function.as<Attribute>();
  if (target) {
    const Target* known = find(target);
    if (known != nullptr || method == nullptr) return known;
    // `x.hexdigest`, where only the class of x is known
    const Target* by_method = find_method(method->attr);
    const bool is_plain =
        by_method != nullptr &&
        std::none_of(by_method->facts.begin(), by_method->facts.end(),
                     [](const FlowFact* fact) { return fact->verb == FlowFact::Verb::Sink; });
    return is_plain ? by_method : nullptr;
  }
  return method != nullptr ? find_method(method->attr) : nullptr;
}

}  // namespace fastidious::flow
