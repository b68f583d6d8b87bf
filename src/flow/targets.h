#pragma once
// What a call's target means to the flow of data: a function of the repository, or facts about a
// library's.

#include <span>
#include <string_view>
#include <vector>

#include "flow/summary.h"
#include "knowledge/flow_facts.h"
#include "semantic/model.h"

namespace fastidious::flow {

struct Target {
  FunctionId function = kNoFunction;          // the function, or a class's constructor
  const syntax::ClassDef* cls = nullptr;      // it is this class of the repository
  const semantic::FileModel* file = nullptr;  // that holds the class
  std::vector<const knowledge::FlowFact*> facts;
};

class Targets {
 public:
  Targets(const semantic::Model& model, std::span<const knowledge::FlowFact> facts,
          std::span<const knowledge::FlowFact> more);
  void add_function(Identifier name, FunctionId function);
  void add_class(Identifier name, const semantic::FileModel& file, const syntax::ClassDef& cls,
                 FunctionId constructor);

  // Null if nothing is known of what is so named.
  const Target* find(Identifier qualified_name) const { return look_up(by_name_, qualified_name); }
  // The same for a method of an object whose class is not known.
  const Target* find_method(Identifier name) const { return look_up(methods_, name); }
  // Whether the fact asks for no class and no slow pattern, or the call has it.
  bool has_what_is_asked(const semantic::FileModel& file, const syntax::Call& call,
                         const knowledge::FlowFact& fact) const;
  // What the function of a call means; null if nothing is known of it.
  const Target* of(const semantic::FileModel& file, const syntax::Expr& function) const;

 private:
  void add_facts(const semantic::Model& model, std::span<const knowledge::FlowFact> facts);

  // By name: index + 1 into targets_; most names are none.
  using Index = std::vector<std::uint32_t>;
  Target& make(Index& index, Identifier name);
  const Target* look_up(const Index& index, Identifier name) const {
    const std::uint32_t at = name.value < index.size() ? index[name.value] : 0;
    return at == 0 ? nullptr : &targets_[at - 1];
  }

  std::vector<Target> targets_;
  Index by_name_;
  Index methods_;
};

}  // namespace fastidious::flow
