#pragma once
// The functions of an application that matter to the flow of data: which call which, which are
// given what a client sent, which lead to a place where that is dangerous.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/application.h"
#include "flow/summary.h"
#include "flow/targets.h"
#include "semantic/model.h"

namespace fastidious::flow {

// Where something comes from that a client sent.
struct Source {
  enum class Kind : std::uint8_t {
    Parameter,  // that FastAPI fills: `parameter`
    Request,    // the request or WebSocket itself
    Library,    // an attribute or call that a fact names
  };
  Kind kind = Kind::Library;
  const semantic::FileModel* file = nullptr;
  const syntax::Node* node = nullptr;         // an Arg, or the expression
  const app::Parameter* parameter = nullptr;  // of Parameter
  const app::Route* route = nullptr;          // the first that takes it; may be null
};

struct Function {
  const semantic::FileModel* file = nullptr;
  const syntax::FunctionDef* node = nullptr;
  FunctionId outer = kNoFunction;  // the function around it
  bool takes_receiver = false;     // its first parameter is `self` or `cls`
  bool yields = false;
  bool is_context_manager = false;
  knowledge::Dangers answers = 0;  // what a client can do with what it returns, if it says so
  bool has_sink = false;
  bool has_source = false;
  bool leads_to_sink = false;
  bool is_looked_at = false;
  std::vector<FunctionId> callees;  // each once, in the order of the text
};

class Program {
 public:
  Program(const app::Application& application, std::span<const knowledge::FlowFact> more);

  const std::vector<Function>& functions() const { return functions_; }
  const Function& function(FunctionId id) const { return functions_[id]; }
  const Targets& targets() const { return targets_; }
  // The function of this definition; kNoFunction if it is none of an application's.
  FunctionId find(const semantic::FileModel& file, const syntax::Node& definition) const;
  // What a parameter is filled with from a request; null if it is not.
  const Source* source(const syntax::Node& parameter) const;
  // The function whose result FastAPI gives to the parameter: a dependency; kNoFunction if none.
  FunctionId provider(const syntax::Node& parameter) const;
  // Whether values of the class so named cannot carry an attack: numbers, UUIDs, dates, Enums.
  bool is_harmless(Identifier type) const {
    return type.value < harmless_.size() && harmless_[type.value];
  }

 private:
  void collect_harmless_types();
  void collect_functions();
  void collect_file(const semantic::FileModel& file);
  void add_classes(const semantic::FileModel& file);
  FunctionId constructor_of(const semantic::FileModel& file, const syntax::ClassDef& cls) const;
  void add_routes(const app::Application& application);
  void add_callable(const app::Dependency& callable, const app::Route* route);
  void add_answer(const app::Route& route);
  void add_source(Source source);
  void scan();
  void scan_file(std::uint32_t file, std::vector<Source>& requests);
  static void look_at_function(Function& function, std::vector<Source>& requests);
  void look_at(const semantic::FileModel& file, const syntax::Node& node, FunctionId function,
               std::vector<Source>& requests);
  void look_at_call(const semantic::FileModel& file, const syntax::Call& call, Function& function);
  void mark_those_that_lead_to_sinks();
  void choose();

  const semantic::Model& model_;
  Targets targets_;
  std::vector<bool> harmless_;  // by name
  std::vector<Function> functions_;
  std::vector<std::uint32_t> first_of_file_;  // by FileId; one more at the end
  std::unordered_map<const syntax::Node*, Source> sources_;
  std::unordered_map<const syntax::Node*, FunctionId> providers_;
};

// The same by name.
bool is_harmless_type(const semantic::Model& model, std::string_view type);

}  // namespace fastidious::flow
