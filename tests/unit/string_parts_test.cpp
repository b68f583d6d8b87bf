#include "semantic/string_parts.h"

#include <gtest/gtest.h>

#include "semantic/reaching_values.h"
#include "semantic_project.h"

namespace fastidious::semantic {
namespace {

char letter(PartKind kind) { return "TNCKFRO"[static_cast<int>(kind)]; }

// The kinds of the parts of `text` in a.py, one letter each: Text, Number, Choice, checKed, Field,
// tRusted, Open.
std::string kinds(const TestProject& project, std::string_view text) {
  std::string result;
  const StringParts parts = string_parts(project.file("a.py"), *project.expr("a.py", text));
  for (const StringPart& part : parts.parts) result += letter(part.kind);
  return result;
}

TEST(StringParts, TakesEveryWayOfBuildingApart) {
  TestProject p({{"a.py", R"(
def f(x: str, n: int):
    f"a {x} b {n}"
    "a %s b %d" % (x, n)
    "a {} b {}".format(x, n)
    "a {1} b {0:d}{{".format(x, n)
    "a %s".format(x)
    "a" + x
    ", ".join(["a", x])
    "a %(k)s" % {"k": x}
    f"{x:04d}"
)"}});
  EXPECT_EQ(kinds(p, R"(f"a {x} b {n}")"), "TOTN");
  EXPECT_EQ(kinds(p, R"("a %s b %d" % (x, n))"), "TOTN");
  EXPECT_EQ(kinds(p, R"("a {1} b {0:d}{{".format(x, n))"), "TNTNT");
  EXPECT_EQ(kinds(p, R"("a %s".format(x))"), "T");
  EXPECT_EQ(kinds(p, R"("a {} b {}".format(x, n))"), "TOTN");
  EXPECT_EQ(kinds(p, R"("a" + x)"), "TO");
  EXPECT_EQ(kinds(p, R"(", ".join(["a", x]))"), "TTO");
  EXPECT_EQ(kinds(p, R"("a %(k)s" % {"k": x})"), "TO");
  EXPECT_EQ(kinds(p, R"(f"{x:04d}")"), "N");
}

TEST(StringParts, FollowsNamesListsAndCalls) {
  TestProject p({{"a.py", R"(
def build(column, extra="z"):
    return f"select {column} {extra}"
def f(x: str):
    q = "old" + x
    q = "select"
    if x:
        q += " where a = %s"
    print(q)
    parts = ["a"]
    parts.append("b")
    " and ".join(parts)
    more = []
    more.append(x)
    " or ".join(more)
    build("c")
    build(x)
)"}});
  EXPECT_EQ(kinds(p, "q"), "TT");
  EXPECT_EQ(kinds(p, R"(" and ".join(parts))"), "TTT");
  EXPECT_EQ(kinds(p, R"(" or ".join(more))"), "TO");
  EXPECT_EQ(kinds(p, R"(build("c"))"), "TTTT");
  EXPECT_EQ(kinds(p, "build(x)"), "TOTT");
}

TEST(StringParts, IsBoundedOnHostileInput) {
  std::string text = "def f(x):\n    a0 = x\n";
  for (int i = 1; i < 300; ++i) {
    const std::string last = "a" + std::to_string(i - 1);
    text += "    a" + std::to_string(i) + " = " + last + " + " + last + "\n";
  }
  text += "    use(a299)\n";
  TestProject p({{"a.py", text}});
  EXPECT_LE(kinds(p, "a299").size(), 1000u);
}

TEST(OriginOf, TellsRequestsFromParameters) {
  TestProject p({{"a.py", R"(
from fastapi import FastAPI, Depends, Request
app = FastAPI()
LIMIT = "x"
@app.get("/a")
def route(name: str, request: Request, db=Depends(print)):
    body = request.query_params["q"].strip()
    use(name, body, db, int(name), LIMIT)
def helper(value):
    text = f"{value}!"
    use(text, other(value))
)"}});
  const auto origin = [&](std::string_view text) {
    return origin_of(p.file("a.py"), *p.expr("a.py", text));
  };
  EXPECT_EQ(origin("name"), Origin::Request);
  EXPECT_EQ(origin("body"), Origin::Request);
  EXPECT_EQ(origin("db"), Origin::Unknown);
  EXPECT_EQ(origin("int(name)"), Origin::Constant);
  EXPECT_EQ(origin("LIMIT"), Origin::Constant);
  EXPECT_EQ(origin("text"), Origin::Parameter);
  EXPECT_EQ(origin("other(value)"), Origin::Unknown);
}

}  // namespace
}  // namespace fastidious::semantic
