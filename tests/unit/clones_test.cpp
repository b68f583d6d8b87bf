#include "project/clones.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "project/statement_shapes.h"
#include "syntax/tree.h"
#include "text/line_index.h"

namespace fastidious::project {
namespace {

// Files that live as long as the clones found in them.
class Corpus {
 public:
  void add(const std::string& python) {
    texts_.emplace_back(python);
    lines_.emplace_back(texts_.back());
    IdentifierCache cache(names_);
    shapes_.push_back(statement_shapes(syntax::parse(texts_.back(), cache)));
  }
  std::vector<CloneClass> clones(CloneLimits limits = {.min_tokens = 30, .min_lines = 4}) const {
    std::vector<CloneInput> inputs;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      inputs.push_back({shapes_[i], lines_[i].starts(), texts_[i].view()});
    }
    return find_clones(inputs, limits);
  }
  std::uint32_t first_line(const CloneSite& site) const {
    return lines_[site.file].line_of(site.span.begin);
  }
  const std::vector<StatementShape>& shapes(std::size_t file) const { return shapes_[file]; }

 private:
  IdentifierTable names_;
  std::deque<SourceText> texts_;
  std::deque<LineIndex> lines_;
  std::deque<std::vector<StatementShape>> shapes_;
};

std::string total(const std::string& name, const std::string& items, const std::string& limit) {
  return "def " + name + "(" + items + "):\n" +
         "    result = 0\n"
         "    for item in " +
         items +
         ":\n"
         "        if item.price > " +
         limit +
         ":\n"
         "            result += item.price * item.quantity\n"
         "        else:\n"
         "            result -= item.discount\n"
         "    return round(result, 2)\n\n\n";
}

TEST(Clones, AreFoundWhateverVariablesAndLiteralsAreCalled) {
  Corpus corpus;
  corpus.add("import os\n\n\n" + total("order_total", "orders", "10"));
  corpus.add(total("invoice_total", "invoices", "25"));
  const std::vector<CloneClass> found = corpus.clones();
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].sites.size(), 2u);
  EXPECT_EQ(corpus.first_line(found[0].sites[0]), 4u);
  EXPECT_EQ(corpus.first_line(found[0].sites[1]), 1u);
}

TEST(Clones, AreNotFoundWhereOtherAttributesOrFunctionsAreUsed) {
  Corpus corpus;
  std::string other = total("invoice_total", "invoices", "25");
  other.replace(other.find("quantity"), 8, "hours");
  other.replace(other.find("discount"), 8, "rebate");
  other.replace(other.find("round("), 6, "clamp(");
  corpus.add(total("order_total", "orders", "10"));
  corpus.add(other);
  EXPECT_TRUE(corpus.clones().empty());
}

TEST(Clones, OfOneFileDoNotOverlap) {
  Corpus corpus;
  corpus.add(total("a", "x", "1") + total("b", "y", "2") + total("c", "z", "3"));
  const std::vector<CloneClass> found = corpus.clones();
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].sites.size(), 3u);
  EXPECT_LE(found[0].sites[0].span.end, found[0].sites[1].span.begin);
}

TEST(Clones, BeginWithAStatementOfTheBlockThatHoldsThem) {
  const std::string tail =
      "        if entry.is_done:\n"
      "            continue\n"
      "    report = Report(entry.title, entry.kind)\n"
      "    report.lines.append(entry.line(1))\n"
      "    report.total = report.sum() * report.rate\n"
      "    return report.finish(entry.owner)\n";
  Corpus corpus;
  corpus.add("def first(entries):\n    for entry in entries:\n        start(entry)\n" + tail);
  corpus.add("def second(entries):\n    while entries:\n        entry = entries.pop()\n" + tail);
  const std::vector<CloneClass> found = corpus.clones({.min_tokens = 30, .min_lines = 3});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(corpus.first_line(found[0].sites[0]), 6u);
  EXPECT_EQ(found[0].sites[0].lines, 4u);
}

TEST(Clones, MereRepetitionIsNoClone) {
  Corpus corpus;
  std::string table = "def fill(parser):\n";
  for (int i = 0; i < 60; ++i) {
    table += "    parser.add_argument('--name', type=int, default=1)\n";
  }
  corpus.add(table);
  corpus.add(table);
  EXPECT_TRUE(corpus.clones().empty());
}

TEST(Clones, ImportsAndFieldsAreNoClones) {
  std::string file;
  for (int i = 0; i < 30; ++i) {
    file += "from package.module import name_a, name_b, name_c\n";
  }
  file += "class Model:\n";
  for (int i = 0; i < 30; ++i) {
    file += "    field: dict[str, int] = Field(default_factory=dict)\n";
  }
  Corpus corpus;
  corpus.add(file);
  corpus.add(file);
  EXPECT_TRUE(corpus.clones().empty());
}

TEST(Clones, HostileRepetitionTakesLinearTime) {
  std::string file;
  for (std::uint32_t i = 0, bits = 1; i < 60'000; ++i) {
    bits = bits * 1664525u + 1013904223u;
    file += (bits >> 16) % 2 == 0 ? "f(1)\n" : "g.h[1]\n";
  }
  Corpus corpus;
  corpus.add(file);
  corpus.add(file);
  EXPECT_TRUE(corpus.clones().empty());
}

TEST(StatementShapes, CountTheTokensOfAStatement) {
  Corpus corpus;
  corpus.add("total = price * (1 + tax.rate)\nsend(to, subject='x')\n");
  EXPECT_EQ(corpus.shapes(0)[0].tokens, 9);  // parentheses of choice do not count
  EXPECT_EQ(corpus.shapes(0)[1].tokens, 8);
}

}  // namespace
}  // namespace fastidious::project
