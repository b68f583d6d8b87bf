#include "rules/rule.h"
#include "syntax/blocks.h"

namespace fastidious::rules {
namespace {

// Cognitive complexity as its white paper defines it (G. Ann Campbell, "Cognitive Complexity: a new
// way of measuring understandability", 2018), for Python: each break in the linear flow costs one,
// and as many more as structures it is nested in.
class Complexity {
 public:
  explicit Complexity(const Tree& tree) : tree_(tree) {}

  std::int64_t of(const FunctionDef& function) {
    visit_block(function.body, 0);
    return total_;
  }

 private:
  void visit_block(const StmtList& statements, std::int64_t nesting) {
    for (const Stmt* statement : statements) visit(*statement, nesting);
  }

  void visit(const Stmt& statement, std::int64_t nesting) {
    if (const auto* branch = statement.as<If>()) {
      visit_if(*branch, nesting);
    } else if (statement.as<For>() != nullptr || statement.as<While>() != nullptr) {
      visit_loop(statement, nesting);
    } else if (const auto* attempt = statement.as<Try>()) {
      visit_try(*attempt, nesting);
    } else if (const auto* match = statement.as<Match>()) {
      visit_match(*match, nesting);
    } else if (statement.as<FunctionDef>() != nullptr || statement.as<ClassDef>() != nullptr) {
      for_each_block(statement, [&](const StmtList& block) { visit_block(block, nesting + 1); });
    } else if (const auto* with = statement.as<With>()) {
      for (const WithItem* item : with->items) visit_expressions(*item, nesting);
      visit_block(with->body, nesting);
    } else {
      visit_expressions(statement, nesting);
    }
  }

  // `elif` and `else` cost one, without their nesting.
  void visit_if(const If& first, std::int64_t nesting) {
    total_ += 1 + nesting;
    for (const If* branch = &first;;) {
      visit_expressions(*branch->test, nesting);
      visit_block(branch->body, nesting + 1);
      if (branch->orelse.empty()) {
        return;
      }
      total_ += 1;
      const auto* next = branch->orelse.size() == 1 ? branch->orelse[0]->as<If>() : nullptr;
      if (next == nullptr || !next->is_elif) {
        visit_block(branch->orelse, nesting + 1);
        return;
      }
      branch = next;
    }
  }

  void visit_loop(const Stmt& loop, std::int64_t nesting) {
    total_ += 1 + nesting;
    const auto* repeat = loop.as<While>();
    visit_expressions(repeat != nullptr ? *repeat->test : *loop.as<For>()->iter, nesting);
    const StmtList& orelse = repeat != nullptr ? repeat->orelse : loop.as<For>()->orelse;
    total_ += orelse.empty() ? 0 : 1;
    for_each_block(loop, [&](const StmtList& block) { visit_block(block, nesting + 1); });
  }

  void visit_try(const Try& attempt, std::int64_t nesting) {
    visit_block(attempt.body, nesting);
    for (const ExceptHandler* handler : attempt.handlers) {
      total_ += 1 + nesting;
      visit_block(handler->body, nesting + 1);
    }
    visit_block(attempt.orelse, nesting);
    visit_block(attempt.finalbody, nesting);
  }

  // The whole match is one decision.
  void visit_match(const Match& match, std::int64_t nesting) {
    total_ += 1 + nesting;
    visit_expressions(*match.subject, nesting);
    for (const MatchCase* one : match.cases) {
      if (one->guard != nullptr) visit_expressions(*one->guard, nesting);
      visit_block(one->body, nesting + 1);
    }
  }

  // Conditional expressions and each run of one boolean operator.
  void visit_expressions(const Node& root, std::int64_t nesting) {
    for (const Node* node : tree_.subtree(root)) {
      if (const auto* choice = node->as<IfExp>()) {
        total_ += 1 + nesting + conditionals_around(*choice, root);
      } else if (const auto* bools = node->as<BoolOp>()) {
        const auto* outer = as<BoolOp>(tree_.parent(*bools));
        total_ += outer != nullptr && outer->op == bools->op ? 0 : 1;
      }
    }
  }

  std::int64_t conditionals_around(const Node& node, const Node& root) const {
    std::int64_t count = 0;
    for (const Node* at = tree_.parent(node); at != nullptr && root.encloses(*at);
         at = tree_.parent(*at)) {
      count += at->is(Kind::IfExp) || at->is(Kind::Lambda) ? 1 : 0;
    }
    return count;
  }

  const Tree& tree_;
  std::int64_t total_ = 0;
};

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.enclosing_function(function) != nullptr) {
    return;  // part of the function around it
  }
  const std::int64_t limit = check.option("max-complexity");
  const std::int64_t complexity = Complexity(file.tree()).of(function);
  if (complexity > limit) {
    check.report(function.name_span, "`{}` has a cognitive complexity of {}, the limit is {}",
                 {file.text(function.name), complexity, limit});
  }
}

}  // namespace

extern constinit const Rule COD003 = {
    .code = "COD003",
    .name = "cognitive-complexity",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1121"},
    .about_whole_definition = true,
    .options = {number_option("max-complexity", 15,
                              "the highest cognitive complexity that is accepted")},
    .risk =
        "Whoever changes the function must keep all of its nested conditions in mind at once, and "
        "will miss one.",
    .advice =
        "Leave early instead of nesting, give conditions a name, and move inner loops into "
        "functions.",
    .docs = R"md(
Cognitive complexity counts what makes code hard to follow: each `if`, loop, `except`, `match` and conditional
expression costs one, and one more for each such structure it is nested in; `elif` and `else` cost one; so does each
run of `and` or of `or`. Nested functions and lambdas count as a level. The limit is 15 (`max-complexity`).

```python bad
def total(orders, customer, rates):
    result = 0
    for order in orders:
        if order.customer == customer and order.open:
            for line in order.lines:
                if line.taxable:
                    if line.country in rates:
                        result += line.price * rates[line.country]
                    elif line.country == "":
                        result += line.price
                    else:
                        raise ValueError(line.country)
    return result
```

```python good
def total(orders, customer, rates):
    mine = [order for order in orders if order.customer == customer and order.open]
    return sum(taxed(line, rates) for order in mine for line in order.lines if line.taxable)


def taxed(line, rates):
    return line.price * rates[line.country]
```
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
