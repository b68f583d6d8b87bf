#include "semantic/mentions.h"

#include <gtest/gtest.h>

#include "semantic_project.h"

namespace fastidious::semantic {
namespace {

// "app/a.py: total = price" of each place.
std::vector<std::string> shown(const TestProject& p, std::span<const Mention> mentions) {
  std::vector<std::string> all;
  for (const Mention& one : mentions) {
    const FileModel& file = p.model().file(one.file);
    all.push_back(file.file().path + ": " + std::string(file.text(p.model().node(one))));
  }
  return all;
}

TEST(Mentions, AreReadsAttributesKeywordsAndImports) {
  const TestProject p({{"app/a.py", "from shop.price import price\nprice = order(price=1).price\n"},
                       {"app/b.py", "del price\nprint(f'{price}')\n"}});
  const auto found = p.model().mentions().of(p.model().names().find("price"));
  EXPECT_EQ(shown(p, found),
            (std::vector<std::string>{"app/a.py: order(price=1).price", "app/a.py: price=1",
                                      "app/a.py: price", "app/b.py: price", "app/b.py: price"}));
  EXPECT_TRUE(p.model().mentions().of(Identifier{}).empty());
  EXPECT_TRUE(p.model().mentions().of(p.model().names().find("nobody")).empty());
}

TEST(Mentions, TextsAreFoundByTheirSizesAndFirstBytes) {
  const TestProject p({{"app/a.py", "x = ['price', 'place', 'prices', b'price', '']\n"}});
  const Mentions& mentions = p.model().mentions();
  EXPECT_EQ(shown(p, mentions.texts_like("price")),
            (std::vector<std::string>{"app/a.py: 'price'", "app/a.py: 'place'"}));
  EXPECT_TRUE(mentions.texts_like("").empty());
  EXPECT_TRUE(mentions.texts_like("zebra").empty());
}

}  // namespace
}  // namespace fastidious::semantic
