#pragma once
// One function, gone through with what is known of its parameters' labels: the tree is read as a
// program on sets of marks. Nobody but Flow needs it.
//
// Statements are taken in their order; branches are taken both, and what a test says about a value
// holds in its branch; the body of a loop is taken twice. Calls of the repository's functions are
// what their summaries say.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flow/program.h"
#include "flow/state.h"
#include "flow/summary.h"

namespace fastidious::flow {

// What a text cannot do that does not hold `part`.
Dangers ruled_out_without(std::string_view part);
// The same for what `replace` gives where it doubles the quotes of a name: `.replace('"', '""')`.
Dangers ruled_out_by_doubling(const syntax::Call& replace);

class Evaluator {
 public:
  // Expressions of one function that are looked at, nested calls of them not counted.
  static constexpr int kMaxSteps = 40'000;
  static constexpr int kMaxDepth = 120;
  static constexpr std::size_t kMaxWrites = 32;  // into parameters

  Evaluator(const Program& program, const std::vector<Summary>& summaries, FunctionId id);

  Summary run();

 private:
  using Expr = syntax::Expr;
  using Node = syntax::Node;

  // ---- statements (evaluate_statements.cpp)
  void enter();
  Taint given_to(const syntax::Arg& parameter, std::uint32_t index);
  bool is_full() const;
  void finish();
  void block(const syntax::StmtList& statements);
  void statement(const syntax::Stmt& statement);
  void choice(const syntax::If& choice);
  void loop(const syntax::For& loop);
  void loop(const syntax::While& loop);
  template <class Body>
  void repeat(Body&& body);
  void attempt(const syntax::Try& attempt);
  void with(const syntax::With& with);
  void match(const syntax::Match& match);
  void leave(const Expr* value);
  void yield(const Taint& value);

  // ---- what the truth of a variable tells (evidence.cpp)
  static bool is_never_true(const Expr& expr);
  void extend(const syntax::AugAssign& statement);
  void note_evidence(const Expr& target, const Expr& value);
  void note_added(const Expr& container, const Expr* others);
  void note_tested(const Expr& test);
  void note_tested_value(const Expr& expr);
  bool is_always_true(const Expr& expr) const;

  // ---- assignments (evaluate_statements.cpp)
  void assign(const Expr& target, const Taint& value);
  void assign_name(const syntax::Name& name, Taint value);
  void assign_part(const Expr& target, const Taint& value);
  void assign_item(const syntax::Subscript& target, const Taint& value);
  // The variable that an expression is a part of, and which part.
  struct Place {
    std::uint32_t symbol = kNoSymbol;
    Path path;
  };
  static constexpr std::uint32_t kNoSymbol = 0xFFFF'FFFFu;
  Place place_of(const Expr& expr) const;
  void write(const Place& place, const Taint& value, bool replace);

  // ---- expressions (evaluate_expressions.cpp)
  Taint value(const Expr* expr);
  Taint compute(const Expr& expr);
  Taint name(const syntax::Name& name);
  Taint attribute(const syntax::Attribute& attribute);
  Taint subscript(const syntax::Subscript& subscript);
  void go_back_to(const State& before);
  Taint all_of(const syntax::BoolOp& operation);
  Taint either(const syntax::IfExp& choice);
  Taint display(const Expr& expr);
  Taint mapping(const syntax::Dict& dict);
  Taint comprehension(const Expr& expr);
  void generators(const syntax::List<syntax::Comprehension*>& all);
  void look_into_parts(const Expr& expr);
  bool is_harmless(const Expr& expr) const;
  Step key_of(const Expr& key) const;
  Step written_key(const syntax::Subscript& target) const;
  Step step_of(std::string_view key) const;
  bool is_captured(semantic::SymbolId symbol) const;

  // ---- strings (evaluate_strings.cpp)
  struct Piece {
    const Expr* expr = nullptr;  // null: `text`
    std::string_view text;
  };
  std::optional<std::string> text_of(const Expr& expr) const;
  Taint appended(const syntax::AugAssign& statement);
  Taint string(const std::vector<Piece>& pieces);
  Taint joined(const syntax::JoinedStr& joined);
  Taint sum(const syntax::BinOp& operation);
  Dangers replaced(const syntax::Call& call) const;
  Taint percent(const syntax::BinOp& operation);
  Taint format(const syntax::Call& call, const Expr& pattern);
  Taint join(const syntax::Call& call, const Expr& separator);

  // ---- calls (evaluate_calls.cpp, compose.cpp)
  struct Arguments {
    const syntax::Call* call = nullptr;
    std::size_t skip = 0;  // positional ones in front that are not the function's own
    std::vector<Taint> positional;
    std::vector<Taint> keywords;  // as in call->keywords
    const Expr* receiver_expr = nullptr;
    Taint receiver;
  };
  bool is_text(const Expr& pattern) const;
  bool is_json(const Expr& text) const;
  Taint call(const syntax::Call& call);
  void note_containers(const syntax::Call& call, const syntax::Attribute* method);
  Taint of_target(const Target* target, const Arguments& given);
  Taint by_facts(const Target& target, const Arguments& given, bool& is_known);
  bool applies(const knowledge::FlowFact& fact, const syntax::Call& call) const;
  Taint at(const knowledge::FlowFact::Place& place, const Arguments& given) const;
  const Expr* expr_at(const knowledge::FlowFact::Place& place, const Arguments& given) const;
  void look_at(const Taint& value, const knowledge::FlowFact& fact);
  void sink(const knowledge::FlowFact& fact, const Arguments& given, bool is_sure);
  void redirect_by_header(const Expr& headers, const Arguments& given, bool is_sure);
  const Expr& behind_name(const Expr& expr) const;
  std::vector<const Expr*> command_line(const Expr& command, const syntax::Call& call) const;
  void program_sink(const Expr& command, const Arguments& given, bool is_sure);
  void answer(const Expr& returned, const Taint& value);
  void hit(Danger danger, const Taint& value, const Node& sink, const Expr& expr, bool is_sure);
  Taint of_method(const syntax::Attribute& method, const Arguments& given);
  Taint items_of(const Taint& mapping) const;
  Taint looked_up_in_enum(const Arguments& given);
  Taint constructed(const Target& target, const Arguments& given);
  Taint run_other(const Expr& function, const Arguments& given, std::size_t skip);
  Taint new_source(const Expr& expr);

  Taint given_as(const syntax::Expr& expr, const Taint& taint) const;
  std::vector<Taint> bind(const Function& callee, const Arguments& given, bool with_receiver) const;
  Taint compose(FunctionId id, const Arguments& given, bool with_receiver);
  bool passes_receiver(const Function& callee, const Arguments& given) const;
  Taint translate(const Mark& mark, FunctionId callee, const std::vector<Taint>& given,
                  Hop::Kind kind, const Node& node);
  Taint behind(const Label& label, const std::vector<Taint>& given) const;
  void apply_hits(FunctionId id, const std::vector<Taint>& given, const Node& node);
  void apply_writes(FunctionId id, const std::vector<Taint>& given, const Arguments& arguments,
                    bool with_receiver, Taint& made);
  void clean_all(const std::vector<Cleaned>& cleaned, const std::vector<Taint>& given);
  void settle_nested();

  // ---- tests (evaluate_tests.cpp)
  void assume(const Expr& test, bool holds);
  void assume_one_of(const syntax::BoolOp& operation, bool holds);
  void assume_comparison(const syntax::Compare& comparison, bool holds);
  void assume_length(const Expr& measured, syntax::Comparator op, const syntax::Constant* other,
                     bool holds);
  void assume_call(const syntax::Call& call, bool holds);
  void assume_prefix(const syntax::Call& call, const syntax::Attribute& method);
  void assume_function(const syntax::Call& call, bool holds);
  void clean(const Expr& expr, Dangers dangers);
  void clean_resolved(const Expr& expr);

  // ---- signatures (signatures.cpp)
  void assume_signed(const Expr& signature, int depth);
  void note_signed(const Expr& text);

  // ---- look-ups by equality: who is found is one of those that are stored (look_up.cpp)
  enum class Empty { Raises, IsFalse };  // what a look-up does that finds nothing
  void assume_found(const syntax::Call& call, Empty when_empty);
  void collect_keys(const Expr& query, std::vector<const Expr*>& keys, int depth) const;
  void collect_condition(const Expr& condition, std::vector<const Expr*>& keys) const;
  void collect_sql(const Expr& text, const Expr& values, std::vector<const Expr*>& keys) const;
  const Expr* bound_value(const Expr& name) const;

  HopId add_hop(const Hop& hop);
  const Taint* variable(std::uint32_t symbol) const { return state_.find(symbol); }

  const Program& program_;
  const std::vector<Summary>& summaries_;
  const FunctionId id_;
  const Function& function_;
  const semantic::FileModel& file_;
  const semantic::FileScopes& scopes_;
  State state_;
  State exits_;                // joined at all returns
  State true_exits_;           // joined at those that may return something true
  State false_exits_;          // and something false
  bool is_none_test_ = false;  // of `x is not None`: x may be empty
  std::vector<State> loop_exits_;
  std::vector<std::uint32_t> parameters_;  // their symbols
  std::vector<const syntax::FunctionDef*> nested_;
  Summary summary_;
  int steps_ = 0;
  int depth_ = 0;
};

}  // namespace fastidious::flow
