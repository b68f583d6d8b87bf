#include "rules/rule.h"
#include "syntax/blocks.h"

namespace fastidious::rules {
namespace {

bool is_definition(const Stmt& statement) {
  return statement.as<FunctionDef>() != nullptr || statement.as<ClassDef>() != nullptr;
}

// Finds the first statement of a function that stands deeper than it may.
class NestingSearch {
 public:
  explicit NestingSearch(std::int64_t limit) : limit_(limit) {}

  // `level`: how many blocks the statements stand in, the function's own not counted.
  void search(const StmtList& statements, std::int64_t level) {
    for (const Stmt* statement : statements) {
      if (deepest_ == nullptr && !is_definition(*statement)) {
        enter(*statement, level);
      }
    }
  }
  const Stmt* found() const { return deepest_; }

 private:
  void enter(const Stmt& statement, std::int64_t level) {
    // An `elif` stands beside its `if`, and a `with` in a `with` could be written as one.
    const auto* branch = statement.as<If>();
    const bool counts = !(branch != nullptr && branch->is_elif) && statement.as<With>() == nullptr;
    bool has_block = false;
    for_each_block(statement, [&](const StmtList&) { has_block = true; });
    if (!has_block) {
      return;
    }
    const std::int64_t inner = level + (counts ? 1 : 0);
    if (inner > limit_) {
      deepest_ = &statement;
      return;
    }
    if (branch != nullptr) {
      search_chain(*branch, inner);
    } else {
      for_each_block(statement, [&](const StmtList& block) { search(block, inner); });
    }
  }

  // Without recursion, for there may be any number of `elif`.
  void search_chain(const If& first, std::int64_t level) {
    for (const If* branch = &first; branch != nullptr;) {
      search(branch->body, level);
      const If* next = branch->orelse.size() == 1 ? as<If>(branch->orelse.front()) : nullptr;
      if (next != nullptr && next->is_elif) {
        branch = next;
      } else {
        search(branch->orelse, level);
        branch = nullptr;
      }
    }
  }

  std::int64_t limit_;
  const Stmt* deepest_ = nullptr;
};

void check(const FunctionDef& function, Check& check) {
  const std::int64_t limit = check.option("max-levels");
  NestingSearch search(limit);
  search.search(function.body, 0);
  if (search.found() != nullptr) {
    const Stmt& deepest = *search.found();
    check
        .report(Span{deepest.begin, deepest.begin + 1}, "`{}` nests blocks more than {} deep here",
                {check.file().text(function.name), limit})
        .step(check.file(), function.name_span, "in this function");
  }
}

}  // namespace

extern constinit const Rule COD004 = {
    .code = "COD004",
    .name = "deep-nesting",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1124"},
    .options = {number_option("max-levels", 4,
                              "blocks that may stand inside each other in a function")},
    .risk =
        "Which conditions hold on the innermost line cannot be seen at a glance; the missing "
        "`else` of an outer level is where the mistakes are.",
    .advice =
        "Turn conditions around and leave early (`if not order: continue`), or move the inner loop "
        "into a function.",
    .docs = R"md(
At most four blocks stand inside each other in a function (`max-levels`). `if`, `for`, `while`, `try` and `match`
count; `elif` does not, nor does `with`, which often comes in stacks. Nested functions and classes begin anew.

```python bad
def ship(orders):
    for order in orders:
        if order.paid:
            for line in order.lines:
                if line.in_stock:
                    if line.weight > 0:
                        send(line)
```

```python good
def ship(orders):
    for order in orders:
        if order.paid:
            ship_lines(order.lines)


def ship_lines(lines):
    for line in lines:
        if line.in_stock and line.weight > 0:
            send(line)
```
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
