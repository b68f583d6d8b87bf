#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "syntax/tree.h"

namespace fastidious::rules {
namespace {

using namespace syntax;

// Comments on lines of their own, one below the other, that start in the same column.
struct Block {
  std::vector<Span> comments;
  Offset column = 0;
};

bool is_directive(std::string_view comment) {
  for (const std::string_view start : {"#!", "# -*-", "# %%", "#%%", "# >>>", "#: "}) {
    if (comment.starts_with(start)) return true;
  }
  return false;
}

// "# # Example usage:"
bool introduces_example(std::string_view comment) {
  return comment.find("xample") != std::string_view::npos ||
         comment.find("sage") != std::string_view::npos;
}

// Where the line of a comment starts that has it for itself; for others, a place behind its `#`.
Offset start_of_line(std::string_view text, Span comment) {
  Offset begin = comment.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool alone = begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r';
  return alone ? begin : comment.begin + 1;
}

// Most comments hold none of the characters that code with an effect has.
bool may_be_code(std::string_view comment) {
  return comment.find_first_of("=(") != std::string_view::npos ||
         comment.find("import ") != std::string_view::npos ||
         comment.find("return") != std::string_view::npos;
}

constexpr std::array<std::string_view, 37> kKeywords = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield"};

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_keyword(std::string_view word) {
  return std::binary_search(kKeywords.begin(), kKeywords.end(), word);
}

// Two words side by side of which neither is a keyword: no line of code has them outside of its
// texts, and nearly every line of prose does.
bool is_prose(std::string_view line) {
  bool after_name = false;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (is_word(c)) {
      std::size_t end = i;
      while (end < line.size() && is_word(line[end])) ++end;
      const bool name = !is_keyword(line.substr(i, end - i));
      if (name && after_name) return true;
      after_name = name;
      i = end;
    } else if (c == '"' || c == '\'') {
      i = std::min(line.find(c, i + 1), line.size() - 1) + 1;
      after_name = false;
    } else if (c == '#') {
      return false;
    } else {
      after_name = after_name && c == ' ';
      ++i;
    }
  }
  return false;
}

// The comments' text without the `#` and one blank, moved to the left as far as it goes.
std::string uncommented(const project::SourceFile& file, const Block& block) {
  std::vector<std::string_view> lines;
  std::size_t margin = std::string_view::npos;
  for (const Span comment : block.comments) {
    std::string_view line = file.slice(comment).substr(1);
    line.remove_prefix(line.starts_with(' ') ? 1 : 0);
    lines.push_back(line);
    margin = std::min(margin, line.find_first_not_of(" \t"));
  }
  std::string text;
  for (const std::string_view line : lines) {
    text.append(line.substr(std::min({margin, line.size()}))).push_back('\n');
  }
  return text;
}

// Whether somebody once meant it to run: not a lone name, a text, `Note: something`.
bool has_effect(const Stmt& statement) {
  if (const auto* expression = statement.as<ExprStmt>()) {
    const Expr& value = *expression->value;
    return value.is(Kind::Call) || value.is(Kind::Await) || value.is(Kind::Yield);
  }
  if (const auto* declared = statement.as<AnnAssign>()) return declared->value != nullptr;
  return !statement.is(Kind::ErrorStmt) && !statement.is(Kind::Pass);
}

std::size_t statements_in(const Tree& tree) {
  std::size_t count = 0;
  for (const Node* node : tree.nodes()) {
    const auto* statement = node->as<Stmt>();
    if (statement != nullptr && !has_effect(*statement)) return 0;
    count += statement != nullptr;
  }
  return count;
}

class CommentedCode {
 public:
  explicit CommentedCode(Check& check) : check_(check), file_(check.file().file()) {}

  void run() {
    for (const Span comment : check_.tree().comments()) {
      const Offset begin = start_of_line(file_.text.view(), comment);
      const bool alone = begin <= comment.begin;
      const bool goes_on = alone && !block_.comments.empty() &&
                           comment.begin - begin == block_.column && is_next_line(begin);
      if (!goes_on) finish();
      if (!alone || is_directive(file_.slice(comment))) continue;
      block_.comments.push_back(comment);
      block_.column = comment.begin - begin;
    }
    finish();
  }

 private:
  void finish() {
    if (block_.comments.size() > 1 && looks_like_code()) judge();
    block_ = {};
  }

  // Whether nothing but one line break is between the block and the line at `begin`.
  bool is_next_line(Offset begin) const {
    const std::string_view between = file_.slice({block_.comments.back().end, begin});
    return between == "\n" || between == "\r\n" || between == "\r";
  }

  bool looks_like_code() const {
    bool may_be = false;
    for (const Span comment : block_.comments) {
      const std::string_view text = file_.slice(comment).substr(1);
      if (is_prose(text)) return false;
      may_be = may_be || may_be_code(text);
    }
    return may_be && !introduces_example(file_.slice(block_.comments.front()));
  }

  void judge() {
    const SourceText text(uncommented(file_, block_));
    if (names_ == nullptr) names_ = std::make_unique<Names>();
    const Tree tree = parse(text, names_->cache);
    if (!tree.errors().empty()) return;
    const std::size_t count = statements_in(tree);
    if (count < 2) return;
    check_.report({block_.comments.front().begin, block_.comments.back().end},
                  "{} statements are commented out", {count});
  }

  // Made for the first block that is parsed: few files have any.
  struct Names {
    IdentifierTable table;
    IdentifierCache cache{table, 6};
  };

  Check& check_;
  const project::SourceFile& file_;
  Block block_;
  std::unique_ptr<Names> names_;
};

void check_file(Check& check) { CommentedCode(check).run(); }

}  // namespace

extern constinit const Rule COD017 = {
    .code = "COD017",
    .name = "commented-out-code",
    .family = Family::Code,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::None,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.astral.sh/ruff/rules/commented-out-code/"},
    .risk =
        "It is never tested and soon does not fit the code around it, and every reader asks "
        "whether it should come back.",
    .advice = "Delete it; git remembers. What explains something is better said in words.",
    .docs = R"md(
A block of comments that is code: as a whole it parses as two statements or more that do something.

```python bad
def total(prices: list[int]) -> int:
    """Add up."""
    # discount = sum(prices) // 10
    # return sum(prices) - discount
    return sum(prices)
```

```python good
def total(prices: list[int]) -> int:
    """Add up; the discount is the till's business."""
    return sum(prices)
```

Left alone: one line, prose, an example that a sentence introduces, directives of other tools, blocks that are part code and
part words, and what does nothing: names, texts, `pass`, annotations without a value.
)md",
    .on_file = check_file,
};

}  // namespace fastidious::rules
