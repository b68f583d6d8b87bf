#include <algorithm>
#include <array>
#include <vector>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// Statements still to be looked at, innermost block last: nested blocks need no recursion.
class Blocks {
 public:
  void add(const StmtList& block) {
    if (!block.empty()) open_.push_back(block);
  }
  // The next statement in no useful order; null when all have been seen.
  const Stmt* next() {
    if (open_.empty()) return nullptr;
    StmtList& block = open_.back();
    const Stmt* statement = block.front();
    block = StmtList(block.begin() + 1, block.size() - 1);
    if (block.empty()) open_.pop_back();
    return statement;
  }

 private:
  std::vector<StmtList> open_;
};

// What one statement adds to the number of paths; its blocks are put on `blocks`. As mccabe does,
// it looks into neither `finally`, `match` nor `except*`, and takes `with` for a plain statement.
std::int64_t paths_of(const Stmt& statement, Blocks& blocks) {
  if (const auto* function = statement.as<FunctionDef>()) {
    blocks.add(function->body);
    return 1;
  }
  if (const auto* cls = statement.as<ClassDef>()) {
    blocks.add(cls->body);
  } else if (const auto* with = statement.as<With>()) {
    blocks.add(with->body);
  } else if (const auto* branch = statement.as<If>()) {
    blocks.add(branch->body);
    blocks.add(branch->orelse);
    return 1;
  } else if (const auto* loop = statement.as<For>()) {
    blocks.add(loop->body);
    blocks.add(loop->orelse);
    return 1;
  } else if (const auto* repeat = statement.as<While>()) {
    blocks.add(repeat->body);
    blocks.add(repeat->orelse);
    return 1;
  } else if (statement.is(Kind::Try)) {
    const auto* attempt = statement.as<Try>();
    blocks.add(attempt->body);
    blocks.add(attempt->orelse);
    for (const ExceptHandler* handler : attempt->handlers) blocks.add(handler->body);
    return 1 + attempt->handlers.size();
  }
  return 0;
}

constexpr bool opens_graph(Kind kind) {
  return kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef || kind == Kind::If ||
         kind == Kind::For || kind == Kind::AsyncFor || kind == Kind::While || kind == Kind::Try;
}

// By kind: whether a node adds a path.
constexpr std::array<bool, 256> kAddsPath = [] {
  std::array<bool, 256> adds{};
  for (std::size_t i = 0; i < adds.size(); ++i) adds[i] = opens_graph(static_cast<Kind>(i));
  adds[static_cast<std::size_t>(Kind::ExceptHandler)] = true;
  return adds;
}();

std::int64_t complexity_of(const Stmt& root) {
  Blocks blocks;
  std::int64_t complexity = paths_of(root, blocks) + (root.as<FunctionDef>() != nullptr ? 0 : 1);
  while (const Stmt* statement = blocks.next()) {
    complexity += paths_of(*statement, blocks);
  }
  return complexity;
}

// How many nodes of the subtree add a path: no complexity is more than one above that.
std::int64_t paths_at_most(const Node& root, const Tree& tree) {
  const auto kinds = tree.kinds().subspan(root.id.value, root.last.value - root.id.value + 1);
  return std::count_if(kinds.begin(), kinds.end(),
                       [](Kind kind) { return kAddsPath[static_cast<std::size_t>(kind)]; });
}

// What mccabe 0.7 counts as one graph each: functions, and compound statements outside of any
// function.
std::vector<const Stmt*> graphs_of(const Module& module) {
  std::vector<const Stmt*> graphs;
  Blocks outside;
  outside.add(module.body);
  while (const Stmt* statement = outside.next()) {
    if (opens_graph(statement->kind)) {
      graphs.push_back(statement);
    } else {
      paths_of(*statement, outside);
    }
  }
  return graphs;
}

// mccabe keeps its graphs by name: where a name is defined again (overloads, property setters),
// only the last definition is judged.
bool is_replaced(const FunctionDef& function, const std::vector<const Stmt*>& graphs,
                 const semantic::FileModel& file) {
  for (const Stmt* other : graphs) {
    const auto* later = other->as<FunctionDef>();
    if (later != nullptr && later->id > function.id && later->name == function.name &&
        file.qualified_name(*later) == file.qualified_name(function)) {
      return true;
    }
  }
  return false;
}

void report(const Stmt& root, std::int64_t complexity, std::int64_t most, Check& check) {
  if (const auto* function = root.as<FunctionDef>()) {
    check.report(function->name_span, "`{}` has a cyclomatic complexity of {}; the limit is {}",
                 {check.file().text(function->name), complexity, most});
    return;
  }
  const Span keyword = {root.begin, root.begin + 1};
  check.report(keyword, "This statement has a cyclomatic complexity of {}; the limit is {}",
               {complexity, most});
}

void check(Check& check) {
  const std::int64_t most = check.option("max-complexity");
  if (paths_at_most(check.tree().root(), check.tree()) < most) return;
  const std::vector<const Stmt*> graphs = graphs_of(check.tree().root());
  for (const Stmt* graph : graphs) {
    if (paths_at_most(*graph, check.tree()) < most) continue;
    const std::int64_t complexity = complexity_of(*graph);
    if (complexity <= most) continue;
    const auto* function = graph->as<FunctionDef>();
    if (function == nullptr || !is_replaced(*function, graphs, check.file())) {
      report(*graph, complexity, most, check);
    }
  }
}

}  // namespace

extern constinit const Rule COD002 = {
    .code = "COD002",
    .name = "cyclomatic-complexity",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .references = {"CWE-1121", "https://github.com/PyCQA/mccabe"},
    .about_whole_definition = true,
    .options = {number_option("max-complexity", 10, "the highest complexity that is accepted")},
    .risk =
        "Each independent path needs a test of its own; beyond ten, paths go untested and changes "
        "break what nobody remembers.",
    .advice =
        "Give each case a function of its own; return early instead of nesting; replace chains of "
        "`elif` over one value by a dictionary.",
    .docs = R"md(
The number of independent paths through a function, after McCabe (1976), counted exactly as the
`mccabe` package counts, so that flake8's C901 and this rule agree:

| construct | adds |
|---|---|
| function, or a compound statement outside of functions | 1 |
| `if`, `elif`, `for`, `async for`, `while` | 1 |
| `try` | 1, and 1 for each `except` |
| a function inside the function | 1, and what its body adds |
| `with`, `class` inside the function | what their bodies add |
| `else`, `finally`, `match`, `except*`, comprehensions, `and`, `or`, conditional expressions | nothing |

What stands inside `finally`, `match` and `try … except*` is not counted. Where one name is defined
several times in the same class or module, the last definition is judged.

```python bad
def price(kind, day, member, coupon):
    total = 10
    if kind == "child":
        total = 5
    elif kind == "student":
        total = 7
    elif kind == "senior":
        total = 6
    if day == "saturday":
        total += 1
    elif day == "sunday":
        total += 2
    if member:
        total -= 1
    for step in coupon:
        if step > 3:
            total -= step
        elif step < 0:
            total += step
    while total > 100:
        total -= 1
    return total
```

```python good
BASE = {"child": 5, "student": 7, "senior": 6}
EXTRA = {"saturday": 1, "sunday": 2}


def price(kind, day, member):
    total = BASE.get(kind, 10) + EXTRA.get(day, 0)
    return total - 1 if member else total
```
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
