#include "text/line_index.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

TEST(LineIndex, KnowsAllThreeLineEnds) {
  const SourceText text("a\nbb\r\nccc\rd");
  const LineIndex lines(text);
  ASSERT_EQ(lines.line_count(), 4u);
  EXPECT_EQ(lines.start_of(1), 0u);
  EXPECT_EQ(lines.start_of(2), 2u);
  EXPECT_EQ(lines.start_of(3), 6u);
  EXPECT_EQ(lines.start_of(4), 10u);
  EXPECT_EQ(lines.line_of(5), 2u);
  EXPECT_EQ(lines.line_of(99), 4u);
}

TEST(LineIndex, FinalNewlineOpensNoLine) {
  EXPECT_EQ(LineIndex(SourceText("x\n")).line_count(), 1u);
  EXPECT_EQ(LineIndex(SourceText("")).line_count(), 1u);
}

TEST(LineIndex, ColumnsCountCodePoints) {
  const SourceText text("x = 'äö€😀'  # y\n");
  const LineIndex lines(text);
  const Offset hash = static_cast<Offset>(text.view().find('#'));
  EXPECT_EQ(lines.position(text, hash), (Position{1, 13}));
  EXPECT_EQ(lines.column_bytes(hash), 19u);
}

TEST(LineIndex, ColumnsOfLongLinesCountCodePoints) {
  std::string line;
  for (int i = 0; i < 3000; ++i) line += i % 3 == 0 ? "ä" : "x";
  const SourceText text("é = 1\n" + line + "\n");
  const LineIndex lines(text);
  std::uint32_t column = 1;
  for (Offset at = lines.start_of(2); at < text.size(); ++at) {
    const bool starts = (text.data()[at] & 0xC0) != 0x80;
    if (starts) {
      ASSERT_EQ(lines.position(text, at), (Position{2, column})) << at;
    }
    column += starts ? 1 : 0;
  }
}

TEST(LineIndex, SkipsTheByteOrderMark) {
  const SourceText text("\xEF\xBB\xBFx\ny");
  const LineIndex lines(text);
  EXPECT_EQ(lines.start_of(1), 3u);
  EXPECT_EQ(lines.line_count(), 2u);
}

TEST(LineIndex, FindsLineEndsAcrossBlocks) {
  std::string long_text;
  for (int i = 0; i < 1000; ++i)
    long_text += std::string(static_cast<std::size_t>(i % 37), 'x') + "\n";
  const SourceText text(long_text);
  const LineIndex lines(text);
  ASSERT_EQ(lines.line_count(), 1000u);
  for (std::uint32_t line = 1; line <= 1000; ++line) {
    ASSERT_EQ(without_line_end(text.slice(lines.line_span(line))).size(), (line - 1) % 37);
  }
}

}  // namespace
}  // namespace fastidious
