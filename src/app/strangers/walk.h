#pragma once
// One function, gone through with a stranger's request. Nobody but Reception needs it.

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "app/strangers/reception.h"

namespace fastidious::app {

// What is known of names and attributes ("token", "self.user") on one path.
struct Knowledge {
  // Of names beyond this nothing is known: a list is gone through for each.
  static constexpr std::size_t kMostNames = 1000;

  std::vector<std::pair<std::string_view, Trace>> values;
  bool decided = false;  // a test of the credentials has chosen this path

  const Trace* find(std::string_view name) const;
  void set(std::string_view name, Trace value);
  // What holds on both of two paths.
  void join(const Knowledge& other);
};

// Shared by all walks of one Reception.
struct WalkMemory {
  using Key = std::tuple<const syntax::Node*, Stranger, std::vector<Trace>>;
  std::map<Key, Fate> fates;
  int steps = 0;  // of the question at hand
  // Of abstract methods, what subclasses have in their place.
  std::map<const syntax::Node*, std::vector<Definition>> implementations;
};

class Walk {
 public:
  static constexpr int kMaxDepth = 6;
  static constexpr int kMaxSteps = 50'000;

  Walk(WalkMemory& memory, const FileModel& file, Stranger stranger, int depth)
      : memory_(memory), file_(file), stranger_(stranger), depth_(depth) {}

  Fate run(const syntax::FunctionDef& function, Knowledge knowledge);
  Fate run(const syntax::Lambda& lambda, Knowledge knowledge);

  // A credential as this stranger sends it.
  Trace credential() const {
    return stranger_ == Stranger::WithoutCredential ? Trace::Missing : Trace::Bad;
  }

 private:
  // How a statement or a block ends.
  struct Flow {
    bool falls = true;  // the next statement may run
    bool raised = false;
    bool by_credential = false;      // it was raised because of the credentials
    bool refuses_strangers = false;  // with 401 or 403, in a place that is not understood
    Placed at;
    void add(const Flow& other);
  };
  enum class Truth : std::uint8_t { False, True, Unknown, Configured, Exempt };

  // ---- statements (walk_statements.cpp)
  Flow block(const syntax::StmtList& statements, Knowledge& knowledge);
  Flow statement(const syntax::Stmt& statement, Knowledge& knowledge);
  Flow choice(const syntax::If& choice, Knowledge& knowledge);
  Flow configured(const syntax::If& choice, Knowledge& knowledge, bool exempt);
  Flow both(const syntax::StmtList& one, const syntax::StmtList& other, Knowledge& knowledge);
  bool leaves_early(const syntax::StmtList& body) const;
  Flow loop(const syntax::StmtList& body, Knowledge& knowledge);
  Flow tried(const syntax::Try& tried, Knowledge& knowledge);
  bool refuses_strangers(const syntax::Try& tried) const;
  Flow handlers(const syntax::Try& tried, const Knowledge& before, Knowledge& after);
  Flow raise(const syntax::Raise& raise, const Knowledge& knowledge);
  Flow leave(const syntax::Expr* value, Knowledge& knowledge);
  Flow with(const syntax::With& with, Knowledge& knowledge);
  // The raise that evaluating an expression led to, if it did.
  Flow after_expression();
  static Flow stopped();
  void settle(const Flow& flow);
  void let_pass(Trace value, Placed at);
  bool may_catch(const syntax::ExceptHandler& handler, const Flow& raised) const;
  void assign(const syntax::Expr& target, Trace value, Knowledge& knowledge);

  // ---- expressions (walk_expressions.cpp)
  Trace value(const syntax::Expr* expr, Knowledge& knowledge);
  Trace value_of_name(const syntax::Name& name, const Knowledge& knowledge);
  Trace value_of_attribute(const syntax::Attribute& attribute, Knowledge& knowledge);
  Trace value_of_subscript(const syntax::Subscript& subscript, Knowledge& knowledge);
  Trace value_of_operation(const syntax::BoolOp& operation, Knowledge& knowledge);
  Trace value_of_parts(const syntax::Expr& expr, Knowledge& knowledge);
  bool copies_scope(const syntax::Dict& display, Knowledge& knowledge);
  Truth truth(const syntax::Expr& test, Knowledge& knowledge);
  Truth truth_of(Trace value);
  Truth truth_of_operation(const syntax::BoolOp& operation, Knowledge& knowledge);
  Trace asked_for(const syntax::Expr& expr, Trace value, Trace other);
  Truth truth_of_comparison(const syntax::Compare& comparison, Knowledge& knowledge);
  Truth equal(Trace left, Trace right, const syntax::Expr& right_expr);
  Truth contained(Trace left, Trace right);

  // ---- calls (walk_calls.cpp)
  struct Argument {
    std::string_view name;  // empty: by position
    const syntax::Expr* expr;
    Trace value;
  };
  using Given = std::vector<Argument>;
  Trace call(const syntax::Call& call, Knowledge& knowledge);
  Given arguments(const syntax::Call& call, Knowledge& knowledge);
  void note_handing_on(const Given& given);
  bool asks_state_for_user(const syntax::Call& call, std::string_view target);
  Trace call_of_method(const syntax::Call& call, const syntax::Attribute& method, Trace receiver,
                       const Given& given, std::string_view target, Knowledge& knowledge);
  static bool may_refuse_by_name(const Definition& method, bool without_arguments);
  Trace read_from(Trace container, const Given& given);
  Trace verify(std::string_view target, const syntax::Call& call, const Given& given);
  Trace enter_any(const Definition& abstract, const syntax::Expr& callee, const Given& given,
                  const Knowledge& knowledge);
  Trace enter(const Definition& function, const Given& given, const Knowledge& knowledge);
  Trace made(const Given& given);
  // `cls`: the class of the object that is called, where it is known.
  Trace answer(std::string_view callee, const Given& given, std::string_view cls = {});
  bool is_refusing_response(const syntax::Call& call) const;
  void raise_here(Placed at);

  WalkMemory& memory_;
  const FileModel& file_;
  Stranger stranger_;
  int depth_;
  const syntax::FunctionDef* function_ = nullptr;
  Fate fate_;
  bool raising_ = false;     // the expression at hand raises
  bool may_raise_ = false;   // or may, having been given a credential
  bool may_refuse_ = false;  // or may refuse, by what it calls
  bool touched_ = false;     // the test at hand looks at a credential
  Placed raised_at_;
  int uncertain_ = 0;  // tests that are not understood, around the statement at hand
};

// Whether a name in a request means a credential: "Authorization", "X-API-Key", "access_token".
bool is_credential_name(std::string_view name);
// Whether a callable is named like one that looks at who asks: "get_current_user".
bool is_named_like_a_check(std::string_view name);

}  // namespace fastidious::app
