#pragma once
// How values are computed (app/values/value.h); nobody outside of this folder needs it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/values/value.h"
#include "semantic/scopes.h"

namespace fastidious::app {

inline Value of_kind(Value::Kind kind) {
  Value value;
  value.kind = kind;
  return value;
}

// The truth of a value as `if` asks for it; nothing where it is not known.
std::optional<bool> truth_of(const Value& value);
// Equal as `==` has it, of plain data and definitions; nothing where that is not known.
std::optional<bool> equal_values(const Value& a, const Value& b);
// Sets a key of a Dict: a later value takes the place of the earlier one.
void put(Value& dict, Value key, Value value);
// What iterating over the value gives: items, keys, members of an Enum; nothing if not known.
std::optional<std::vector<Value>> items_of(const Value& value);

class Evaluator {
 public:
  Evaluator() = default;
  explicit Evaluator(const Bindings& bindings) : bindings_(&bindings) {}

  Value evaluate(Placed at);

 private:
  // What a name of the function or comprehension that is being evaluated stands for.
  struct Local {
    const FileModel* file = nullptr;
    semantic::SymbolId symbol;
    Value value;
    bool is_shared = false;  // something else holds the same list or dictionary
  };
  // How a statement ends. Failed: what it does cannot be told.
  enum class Flow : std::uint8_t { Next, Return, Break, Continue, Failed };

  // Expressions (evaluate.cpp).
  Value compute(Placed at);
  static Value literal(Placed at, const syntax::Constant& constant);
  static Value constant(Placed at);
  Value interpolated(Placed at, const syntax::JoinedStr& joined);
  Value sequence(Value::Kind kind, Placed at, const syntax::ExprList& items);
  Value dict(const FileModel& file, const syntax::Dict& dict);
  Value unary(const FileModel& file, const syntax::UnaryOp& operation);
  Value binary(Placed at, const syntax::BinOp& operation);
  static Value combined(syntax::Operator op, Value left, Value right);
  Value choice(Placed at, const syntax::BoolOp& operation);
  Value walrus(Placed at, const syntax::NamedExpr& node);
  Value conditional(Placed at, const syntax::IfExp& choice);
  Value compare(Placed at, const syntax::Compare& compare);
  Value subscript(Placed at, const syntax::Subscript& subscript);

  // Names and attributes (evaluate_names.cpp).
  const Value* passed_for(Placed at, const syntax::Name& name) const;
  Local* local(Placed at, const syntax::Name& name);
  const Local* local(Placed at, const syntax::Name& name) const;
  // Whether the name is one of the function that is being run.
  bool is_own_name(Placed at, const syntax::Name& name) const;
  bool starts_with_local(Placed at) const;
  Value name(Placed at);
  Value attribute(Placed at, const syntax::Attribute& attribute);
  Value attribute_of(const Value& owner, std::string_view name);
  Value member(const Definition& found, const syntax::ClassDef& owner);
  Value field_default(const Value& call);

  // Comprehensions (evaluate_loops.cpp).
  Value comprehension(Placed at, const syntax::ElementComp& node);
  Value comprehension(Placed at, const syntax::DictComp& node);
  template <class Add>
  bool each(Placed at, const syntax::List<syntax::Comprehension*>& loops, std::uint32_t index,
            const Add& add);
  // Gives the names of a target their values; false where the value does not fit.
  bool bind(Placed target, const Value& value);

  // Calls (evaluate_calls.cpp).
  Value call(Placed at, const syntax::Call& call);
  Value result_of(Placed at, const syntax::Call& call, std::string_view target);
  Value builtin(Placed at, const syntax::Call& call, std::string_view target);
  Value sorted(Placed at, const syntax::Call& call, const std::vector<Value>& items);
  Value applied(Placed at, const syntax::Lambda& lambda, const Value& value);
  Value type_test(Placed at, const syntax::Call& call);
  Value text_method(Placed at, const syntax::Call& call);
  Value container_method(Placed at, const syntax::Call& call);
  Value environment_default(Placed at, std::string_view target);
  Value dict_of_keywords(Placed at, const syntax::Call& call);

  // Functions of the repository (run_function.cpp).
  struct Callee {
    Definition function;
    std::optional<Value> first;  // what `cls` or `self` is
  };
  Callee callee_of(Placed at, const syntax::Call& call);
  Value called(Placed at, const syntax::Call& call);
  bool pass_arguments(Placed at, const syntax::Call& call, const Callee& callee,
                      std::vector<Local>& into);
  Flow run(const FileModel& file, const syntax::StmtList& body);
  Flow run(const FileModel& file, const syntax::Stmt& statement);
  Flow run_loop(const FileModel& file, const syntax::For& loop);
  Flow run_choice(const FileModel& file, const syntax::If& choice);
  Flow run_expression(const FileModel& file, const syntax::Expr& expr);
  Flow assign(const FileModel& file, const syntax::Expr& target, const syntax::Expr* value);
  Flow augment(const FileModel& file, const syntax::AugAssign& statement);
  // The local list or dictionary that `expr` names, where changing it changes nothing else.
  Value* own_container(const FileModel& file, const syntax::Expr& expr);
  void share(const FileModel& file, const syntax::Expr& expr);

  const Bindings* bindings_ = nullptr;
  std::vector<Local> locals_;
  const syntax::FunctionDef* running_ = nullptr;
  Value result_;  // of the function that is being run
  int calls_ = 0;
  int depth_ = 0;
  int steps_ = 0;
};

}  // namespace fastidious::app
