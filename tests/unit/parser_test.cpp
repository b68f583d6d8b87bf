// What the differential tests cannot show: recovery, ids, and bounds. (That trees are right, those
// show.)

#include "syntax/tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/children.h"
#include "syntax/dump_ast.h"
#include "text/decode.h"
#include "text/line_index.h"

namespace fastidious::syntax {
namespace {

// A text and its tree.
class Parsed {
 public:
  explicit Parsed(const std::string& text)
      : text_(text), names_(table_), tree_(parse(text_, names_)) {}

  const Tree& tree() const { return tree_; }
  std::vector<std::string> statements() const { return kinds_of(tree_.root().body); }
  std::string slice(const Node& node) const { return std::string(text_.slice(node.span())); }
  // The lines of the errors, from 1.
  std::vector<std::uint32_t> error_lines() const {
    const LineIndex lines(text_);
    std::vector<std::uint32_t> found;
    for (const SyntaxError& error : tree_.errors()) {
      found.push_back(lines.line_of(error.span.begin));
    }
    return found;
  }
  std::string dump(int minor) { return dump_ast(tree_, text_, names_, minor); }

  static std::vector<std::string> kinds_of(const StmtList& body) {
    std::vector<std::string> kinds;
    for (const Stmt* statement : body) {
      kinds.emplace_back(name_of(statement->kind));
    }
    return kinds;
  }

 private:
  SourceText text_;
  IdentifierTable table_;
  IdentifierCache names_;
  Tree tree_;
};

using Kinds = std::vector<std::string>;
using Lines = std::vector<std::uint32_t>;

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

// Holds every kind of node but those of errors.
constexpr const char* kEverything = R"py(
import a.b as c, d  # comment
from . import (e, f as g,)
@decorator(1)
async def function(p, /, q: int = 2, *r, s=3, **t) -> None:
    async with a as b, c: await d
    async for x, *y in z:
        yield x
    else:
        yield from y
    return [i async for i in j if k], {i for i in j}, {i: j for i in k}, (i for i in j)
class Class[T: int = str, *Ts, **P](Base, metaclass=Meta):
    global g1, g2
    type Alias[T] = list[T]
    x: int = 1; y = z = -1; del x, y[0], z.w
    x += f"a{b!r:>{width}}c" 'd' rf'{e = }' if (n := 10) else t"{v}"
match x, *y:
    case {"k": 1, **rest} | [a, *_, 2 + 3j] | Point(0, y=None) as p if g: pass
    case -1 | a.b | "s" "t" | (c, d): ...
    case _: break
try:
    raise E from None
except* (A, B) as e:
    assert x, "message"
else: continue
finally:
    while not a < b <= c is not d not in e or f and g: lambda *a, k=1: a @ b ** -c
with (open(a) as b, open(c)): print(*a, **b, sep=''); x[1:2:3, ::, ...] = ~a
for i in range(10): nonlocal_ = True \
    + False
if a: {**b, 'c': d}
elif b: {1, *c}
else: return
def outer():
    nonlocal n
)py";

TEST(Parser, GoesOnBehindABadLine) {
  const Parsed parsed("a = 1\nb = = 2\nc = 3\n");
  EXPECT_EQ(parsed.statements(), (Kinds{"Assign", "ErrorStmt", "Assign"}));
  EXPECT_EQ(parsed.error_lines(), Lines{2});
  EXPECT_EQ(parsed.slice(*parsed.tree().root().body[1]), "b = = 2\n");
}

TEST(Parser, KeepsTheBodyBelowABrokenHeader) {
  const Parsed parsed("def f(a b):\n    x = 1\n    return x\ny = 2\n");
  EXPECT_EQ(parsed.statements(), (Kinds{"ErrorStmt", "Assign", "Return", "Assign"}));
  EXPECT_EQ(parsed.error_lines(), Lines{1});
}

TEST(Parser, GoesOnInsideTheBlockThatHoldsABadLine) {
  const Parsed parsed("def f():\n    x = 1\n    y = )\n    return x\ndef g(): pass\n");
  ASSERT_EQ(parsed.statements(), (Kinds{"FunctionDef", "FunctionDef"}));
  const auto* function = parsed.tree().root().body[0]->as<FunctionDef>();
  EXPECT_EQ(Parsed::kinds_of(function->body), (Kinds{"Assign", "ErrorStmt", "Return"}));
}

TEST(Parser, ClosesBracketsBeforeAStatement) {
  const Parsed parsed(
      "x = f(1,\ny = [\ndef f(a, b:\n    return (a\nclass C:\n    z = 1\nimport d\n");
  EXPECT_EQ(parsed.statements(),
            (Kinds{"ErrorStmt", "ErrorStmt", "ErrorStmt", "ClassDef", "Import"}));
  EXPECT_EQ(parsed.error_lines(), (Lines{2, 3, 4}));
}

TEST(Parser, LeavesBracketsOpenOverWordsOfExpressions) {
  const Parsed parsed(
      "x = [a\nfor b in c\nif d]\ny = (yield\nfrom_)\nz = (lambda\n: a\nif b\nelse c)\n");
  EXPECT_TRUE(parsed.tree().errors().empty());
}

TEST(Parser, ReportsEachBadLine) {
  const Parsed parsed("1 +\nx = 1\nfor in y: pass\nimport\n  z = 2\nok()\n");
  EXPECT_EQ(parsed.error_lines(), (Lines{1, 3, 4}));
  EXPECT_EQ(parsed.statements().back(), "Expr");
}

TEST(Parser, ParsesAllOfEverything) {
  const Parsed parsed(kEverything);
  EXPECT_TRUE(parsed.tree().errors().empty());
}

TEST(Parser, NumbersNodesInPreorder) {
  const Parsed parsed(kEverything);
  const Tree& tree = parsed.tree();
  EXPECT_EQ(tree.parent(tree.root()), nullptr);
  EXPECT_EQ(tree.root().last.value + 1, tree.nodes().size());
  std::uint32_t next = 0;
  for (const Node* node : tree.nodes()) {
    ASSERT_EQ(node->id.value, next++);
    ASSERT_EQ(&tree.node(node->id), node);
    std::vector<const Node*> children;
    for_each_child(*node, [&](const Node* child) { children.push_back(child); });
    std::sort(children.begin(), children.end(),
              [](const Node* a, const Node* b) { return a->id < b->id; });
    std::uint32_t expected = node->id.value + 1;
    for (const Node* child : children) {
      ASSERT_EQ(child->id.value, expected) << name_of(child->kind);
      ASSERT_EQ(tree.parent(*child), node);
      ASSERT_TRUE(node->encloses(*child));
      expected = child->last.value + 1;
    }
    ASSERT_EQ(expected, node->last.value + 1) << name_of(node->kind);
  }
}

// Every byte is in a token, in a comment, or between tokens and then blank.
void expect_round_trip(const std::string& source) {
  const SourceText text(source);
  IdentifierTable table;
  IdentifierCache names(table);
  const TokenStream stream = lex(text, names);
  std::string gaps = source;
  Offset end = text.start();
  std::fill_n(gaps.begin(), end, ' ');  // the byte order mark
  for (const Token& token : stream.tokens) {
    ASSERT_GE(token.begin, end);
    ASSERT_LE(token.begin, token.end);
    end = token.end;
    std::fill(gaps.begin() + token.begin, gaps.begin() + token.end, ' ');
    const std::string_view written = text.slice(token.span());
    const bool is_normal = std::all_of(written.begin(), written.end(),
                                       [](char c) { return static_cast<signed char>(c) > 0; });
    if (token.kind == TokenKind::Name && is_normal) {  // others are in NFKC (PEP 3131)
      EXPECT_EQ(written, table.text(token.name));
    }
  }
  for (const Span comment : stream.comments) {
    EXPECT_EQ(text.slice(comment).front(), '#');
    std::fill(gaps.begin() + comment.begin, gaps.begin() + comment.end, ' ');
  }
  EXPECT_EQ(gaps.find_first_not_of(" \t\f\r\n\\"), std::string::npos) << gaps;
  EXPECT_EQ(stream.tokens.back().kind, TokenKind::EndOfFile);
}

TEST(Lexer, TokensAndCommentsCoverTheText) {
  expect_round_trip(kEverything);
  expect_round_trip(
      "\xEF\xBB\xBF"
      "if x:\r\n\ty = (1,  # one\r\n\f\t 2)\r\n\\\r\nz");
  expect_round_trip("f'''{a:{b}\n} {{ '''  \\\n ; rb'x' ;0x_1f ; 1_0.e-1J ; ...\r# end");
}

// Byte order marks, CRLF, form feeds, tabs, and what is new in each Python from 3.8 to 3.14.
TEST(Lexer, TokensAndCommentsCoverEachCase) {
  const std::filesystem::path cases(FASTIDIOUS_UNIT_TESTS "/../differential/cases");
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".py") || name.starts_with("rejected_")) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const auto decoded = decode_python(SourceText(bytes.str()));
    ASSERT_TRUE(decoded) << name;
    SCOPED_TRACE(name);
    expect_round_trip(std::string(decoded->text.view()));
    ++count;
  }
  EXPECT_GT(count, 25);
}

TEST(Lexer, KeepsEveryByteOfBrokenText) {
  expect_round_trip("x = 'abc\ny = (]\n$ ? 0b12 1__0 f'{a' \x01 ! f\"{x!z}\" \xC3\xA9\xC2\xA0\n");
}

TEST(Parser, BoundsNestedBrackets) {
  const Parsed parsed(repeated("(", 10'000) + repeated(")", 10'000) + "\nx = 1\n");
  EXPECT_FALSE(parsed.tree().errors().empty());
  EXPECT_EQ(parsed.statements().back(), "Assign");
}

TEST(Parser, TakesLongChains) {
  EXPECT_TRUE(Parsed("x = 1" + repeated(" + 1", 100'000) + "\n").tree().errors().empty());
  EXPECT_TRUE(Parsed("x" + repeated(".a(b)[c]", 30'000) + "\n").tree().errors().empty());
  EXPECT_TRUE(Parsed(repeated("x = ", 100'000) + "1\n").tree().errors().empty());
  EXPECT_TRUE(Parsed("x" + repeated(" and y < z", 50'000) + "\n").tree().errors().empty());
}

TEST(Parser, TakesThousandsOfElifs) {
  const Parsed parsed("if a: pass\n" + repeated("elif b: pass\n", 5'000) + "else: pass\n");
  EXPECT_TRUE(parsed.tree().errors().empty());
  EXPECT_EQ(parsed.statements(), Kinds{"If"});
  EXPECT_TRUE(nested_too_deeply(parsed.tree()));
}

TEST(Parser, BoundsNestedBlocks) {
  std::string text;
  for (int depth = 0; depth < 1'000; ++depth) {
    text += std::string(static_cast<std::size_t>(depth), ' ') + "if a:\n";
  }
  const Parsed parsed(text + std::string(1'000, ' ') + "pass\nlast()\n");
  EXPECT_FALSE(parsed.tree().errors().empty());
  EXPECT_EQ(parsed.statements().back(), "Expr");
}

TEST(Parser, BoundsWhateverElseNests) {
  for (const char* part : {"not ", "- ", "a ** ", "lambda: ", "a if b else ", "[", "{", "x[", "f(",
                           "{1: ", "f'{", "f\"\"\"{a:{", "lambda a=", "(yield ", "*(", "await "}) {
    const Parsed parsed(repeated(part, 20'000) + "\nx = 1\n");
    EXPECT_FALSE(parsed.tree().errors().empty()) << part;
  }
  const Parsed patterns("match x:\n case " + repeated("A(", 20'000) + "\nx = 1\n");
  EXPECT_FALSE(patterns.tree().errors().empty());
}

TEST(DumpAst, WritesWhatEachVersionWrites) {
  Parsed parsed("x[1]\n");
  const std::string name =
      "Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, "
      "end_col_offset=1)";
  const std::string place = "lineno=1, col_offset=2, end_lineno=1, end_col_offset=3)";
  const std::string rest =
      ", ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=4), "
      "lineno=1, col_offset=0, end_lineno=1, end_col_offset=4)]";
  const std::string begin = "Module(body=[Expr(value=Subscript(value=" + name + ", slice=";
  EXPECT_EQ(parsed.dump(8), begin + "Index(value=Constant(value=1, kind=None, " + place + ")" +
                                rest + ", type_ignores=[])");
  EXPECT_EQ(parsed.dump(9), begin + "Constant(value=1, " + place + rest + ", type_ignores=[])");
  EXPECT_EQ(parsed.dump(13), begin + "Constant(value=1, " + place + rest + ")");
}

}  // namespace
}  // namespace fastidious::syntax
