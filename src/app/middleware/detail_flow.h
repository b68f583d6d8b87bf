#pragma once
// Whether a handler's answer holds the detail of the HTTP error that it is given.

#include <map>
#include <optional>
#include <set>

#include "app/middleware/handed_on.h"

namespace fastidious::app {

// Follows the body of one handler for one error: its status decides tests of `exc.status_code`. A
// test that cannot be told goes both ways, but for those that ask for debugging: they are taken for
// what they are in production. Bounded by the body: each statement is passed twice at most for each
// loop around it.
class DetailFlow {
 public:
  DetailFlow(const FileModel& file, Identifier exception, const RaisedHttpError& error)
      : file_(file), exception_(exception), error_(error) {}

  // Whether some `return` gives back what the exception says.
  bool leaves(const syntax::StmtList& body);

 private:
  struct State {
    std::map<Identifier, const syntax::Expr*> given;  // what was last assigned to the name
    std::set<Identifier> telling;                     // names that hold what the exception says
    bool has_ended = false;
  };

  void run(const syntax::StmtList& body, State& state);
  void run(const syntax::Stmt& statement, State& state);
  void run_choice(const syntax::If& choice, State& state);
  void run_loop(const syntax::StmtList& body, State& state);
  void run_try(const syntax::Try& guarded, State& state);
  void assign(const syntax::Expr& target, const syntax::Expr& value, bool adds, State& state) const;
  void note_call(const syntax::Expr& expr, State& state) const;
  static void merge(State& into, const State& other);

  bool tells(const syntax::Expr& expr, const State& state) const;
  // Whether nothing of what the exception says can come out of the node.
  bool is_silent(const syntax::Node& node) const;
  bool is_attribute(const syntax::Node& node, std::string_view name) const;

  std::optional<bool> truth(const syntax::Expr& expr, const State& state, int depth = 0) const;
  std::optional<bool> truth_of(const syntax::Compare& compare, const State& state) const;
  std::optional<bool> truth_of(const syntax::BoolOp& several, const State& state, int depth) const;
  std::optional<bool> is_instance(const syntax::Call& call, const State& state) const;
  std::optional<int> number(const syntax::Expr& expr, const State& state) const;
  const syntax::Expr& behind(const syntax::Expr& expr, const State& state) const;

  const FileModel& file_;
  Identifier exception_;
  const RaisedHttpError& error_;
  bool leaves_ = false;
};

}  // namespace fastidious::app
