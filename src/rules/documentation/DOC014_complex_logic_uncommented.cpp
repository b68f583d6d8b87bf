#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "semantic/docstring.h"
#include "syntax/cognitive_complexity.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::uint32_t kFewNodes = 25;  // of functions that cannot be complex
constexpr int kShifts = 4;
constexpr int kComprehensions = 3;
constexpr std::size_t kLongPattern = 40;

// Whether the directive of a tool is followed by words for people: `# noqa: S608 - constant names`.
bool has_reason(std::string_view directive) {
  constexpr std::size_t kWords = 10;  // letters of the shortest reason
  for (std::string_view mark : {" - ", " -- ", " \xE2\x80\x94 ", "# "}) {
    const std::size_t at = directive.find(mark);
    if (at != directive.npos && directive.size() - at - mark.size() >= kWords) return true;
  }
  return false;
}

// A comment for a tool and not for people.
bool is_for_a_tool(std::string_view comment) {
  static constexpr std::array<std::string_view, 9> kTools = {
      "noqa", "type:", "nosec", "pragma", "pylint", "fmt:", "ruff:", "mypy:", "pyright:"};
  const std::size_t at = comment.find_first_not_of("# \t");
  const std::string_view text = at == comment.npos ? std::string_view{} : comment.substr(at);
  return std::any_of(kTools.begin(), kTools.end(),
                     [&](std::string_view tool) { return text.starts_with(tool); }) &&
         !has_reason(text);
}

bool has_comment(const FileModel& file, Span where) {
  const auto comments = file.tree().comments();
  auto at = std::lower_bound(comments.begin(), comments.end(), where.begin,
                             [](Span one, Offset begin) { return one.begin < begin; });
  for (; at != comments.end() && at->begin < where.end; ++at) {
    if (!is_for_a_tool(file.file().slice(*at))) return true;
  }
  return false;
}

// The function with the comments that stand above it and behind its last line.
Span surroundings_of(const FileModel& file, const FunctionDef& function) {
  const LineIndex& lines = file.file().lines;
  const std::uint32_t last = lines.line_of(function.end - 1);
  const Span line = lines.line_span(last);
  return {function.begin, std::max(function.end, line.end)};
}

// Ends of sentences: a full stop before a blank, a line's end or the end.
int count_sentences(std::string_view prose) {
  int count = 0;
  for (std::size_t at = prose.find('.'); at != prose.npos; at = prose.find('.', at + 1)) {
    count += at + 1 == prose.size() || prose[at + 1] == ' ' || prose[at + 1] == '\n';
  }
  return count;
}

// Whether the docstring says more than a sentence before it comes to parameters and results.
bool is_described(const semantic::Docstring& docstring) {
  constexpr int kLines = 3;
  constexpr int kSentences = 2;
  std::string_view prose = docstring.body;
  if (!docstring.sections.empty()) {
    const char* end = docstring.sections.front().lines.data();
    prose = prose.substr(0, static_cast<std::size_t>(end - prose.data()));
  }
  if (count_sentences(prose) >= kSentences) return true;
  int lines = 0;
  while (!prose.empty()) {
    const std::size_t end = std::min(prose.find('\n'), prose.size());
    lines += trimmed(prose.substr(0, end)).empty() ? 0 : 1;
    prose.remove_prefix(std::min(end + 1, prose.size()));
  }
  return lines >= kLines;
}

// `kind == "paid"`, `kind in ("paid", "sent")`: what is asked about; empty for other questions.
std::string_view subject_of(const FileModel& file, const Expr& test) {
  const auto* compared = test.as<Compare>();
  if (compared == nullptr || compared->ops.size() != 1) return {};
  const bool is_choice = compared->ops[0] == Comparator::Eq || compared->ops[0] == Comparator::In;
  return is_choice ? file.text(*compared->left) : std::string_view{};
}

// Branches of tables that are written as `elif` after `elif` about one value, as `match` would
// have them: they are read at a glance.
int count_table_rows(const FileModel& file, const FunctionDef& function) {
  int count = 0;
  for (const If* one : file.tree().nodes_of<If>(function)) {
    const auto* other = one->orelse.size() == 1 ? one->orelse[0]->as<If>() : nullptr;
    if (other == nullptr || !other->is_elif) continue;
    const std::string_view subject = subject_of(file, *one->test);
    count += !subject.empty() && subject == subject_of(file, *other->test);
  }
  return count;
}

int count_bit_operations(const FileModel& file, const FunctionDef& function) {
  int count = 0;
  for (const BinOp* one : file.tree().nodes_of<BinOp>(function)) {
    count +=
        one->op == Operator::LShift || one->op == Operator::RShift || one->op == Operator::BitXor;
  }
  return count;
}

// How many `for` the deepest comprehension of the function has, those around it included.
int comprehension_depth(const FileModel& file, const FunctionDef& function) {
  int deepest = 0;
  for (const Comprehension* one : file.tree().nodes_of<Comprehension>(function)) {
    int depth = 0;
    for (const Node* at = one; at != nullptr && at->as<Stmt>() == nullptr; at = file.parent(*at)) {
      const bool is_whole = at->is(Kind::ListComp) || at->is(Kind::SetComp) ||
                            at->is(Kind::DictComp) || at->is(Kind::GeneratorExp);
      depth += is_whole ? 1 : 0;
    }
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

// Whether it, or a function in it that it makes for others, says in its docstring what it is about.
bool is_described(const FunctionDef& function, Check& check) {
  if (is_described(check.docstring(function))) return true;
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto* inner = statement->as<FunctionDef>();
    return inner != nullptr && is_described(check.docstring(*inner));
  });
}

void check_function(const FunctionDef& function, Check& check) {
  if (function.last.value - function.id.value < kFewNodes) return;
  const FileModel& file = check.file();
  if (file.enclosing_function(function) != nullptr ||
      has_comment(file, surroundings_of(file, function)) || is_described(function, check)) {
    return;
  }
  const std::string_view name = file.text(function.name);
  const std::int64_t limit = check.option("min-complexity");
  const bool may_be = may_be_as_complex(file.tree(), function, limit);
  const std::int64_t complexity = may_be ? cognitive_complexity(file.tree(), function) : 0;
  if (complexity >= limit && complexity - count_table_rows(file, function) >= limit) {
    check.report(function.name_span,
                 "`{}` has a cognitive complexity of {} and not one comment that says why",
                 {name, complexity});
  } else if (count_bit_operations(file, function) >= kShifts) {
    check.report(function.name_span, "`{}` shifts and mixes bits without a comment that says why",
                 {name});
  } else if (comprehension_depth(file, function) >= kComprehensions) {
    check.report(function.name_span, "`{}` has comprehensions within comprehensions and no comment",
                 {name});
  }
}

// A long pattern that is used where it stands: neither a name nor a comment says what it is for.
void check_pattern(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* pattern = call.args.empty() ? nullptr : call.args[0]->as<Constant>();
  if (pattern == nullptr || !pattern->is_str() || pattern->value.size() < kLongPattern) return;
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || file.enclosing_statement(call).is(Kind::Assign) ||
      has_comment(file, surroundings_of(file, *function))) {
    return;
  }
  check.report(*pattern, "A pattern of {} characters without a name or a comment",
               {pattern->value.size()});
}

}  // namespace

extern constinit const Rule DOC014 = {
    .code = "DOC014",
    .name = "complex-logic-uncommented",
    .family = Family::Documentation,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1116"},
    .about_whole_definition = true,
    .options = {number_option("min-complexity", 15,
                              "the cognitive complexity from which on a comment is asked for")},
    .risk =
        "The code says what happens and nobody says why: whoever changes it cannot tell a rule of "
        "the business from an accident.",
    .advice =
        "One comment before each decision that a reader would ask about, with the reason; simpler "
        "still: move the parts into functions whose names say it.",
    .docs = R"md(
A function with a cognitive complexity of 15 or more (as COD003 counts it), with four or more shifts and XORs, or with comprehensions
nested three deep, and not one comment in it; and a regular expression of 40 characters or more that is used where it stands, in a
function without comments. A chain of `elif` that asks about one value counts no more than `match` would.

```python bad
def price(orders, customer):
    total = 0
    for order in orders:
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total
```

```python good
def price(orders, customer):
    total = 0
    for order in orders:
        if order.open:
            for line in order.lines:
                # Regular customers pay half for heavy gifts: marketing's promise of 2024.
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total
```

Comments for tools (`noqa`, `type: ignore`, …) say nothing to people and do not count. A `match` is one decision however many cases it
has, and tables are none. Docstrings whose
description has three lines or two sentences count as a comment, also of a function that it makes, and so do words behind a tool's directive (`# noqa: S608 - why`). A pattern that is assigned to a name is explained by it. Tests are not looked at.
)md",
    .on_function = check_function,
    .calls = {"re.match", "re.search", "re.fullmatch", "re.sub", "re.subn", "re.split",
              "re.findall", "re.finditer"},
    .on_call = check_pattern,
};

}  // namespace fastidious::rules
