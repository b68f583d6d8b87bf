#include "text/decode.h"

#include <gtest/gtest.h>

#include <string>

namespace fastidious {
namespace {

std::string decoded(std::string_view bytes) {
  const auto result = decode_python(SourceText(bytes));
  return result ? std::string(result->text.view()) : "error: " + describe(result.error());
}

// With its NULs.
template <std::size_t N>
std::string_view bytes_of(const char (&text)[N]) {
  return {text, N - 1};
}

std::string declared(std::string_view text) {
  const SourceText source(text);
  return std::string(source.slice(find_encoding_declaration(source)));
}

TEST(Decode, KeepsUtf8AndItsByteOrderMark) {
  EXPECT_EQ(decoded("x = 'é€😀'\n"), "x = 'é€😀'\n");
  EXPECT_EQ(decoded("\xEF\xBB\xBFx = 1\n"), "\xEF\xBB\xBFx = 1\n");
  EXPECT_EQ(decoded(""), "");
}

TEST(Decode, TextWithTheMarkOfUtf16BecomesUtf8) {
  const auto marked = [](std::string_view bytes) {
    return std::string(decode_marked(SourceText(bytes)).view());
  };
  EXPECT_EQ(marked(bytes_of("\xFF\xFE\x66\x00\xE9\x00\x0A\x00")), "fé\n");
  EXPECT_EQ(marked(bytes_of("\xFE\xFF\x00\x66\x00\xE9\x00\x0A")), "fé\n");
  EXPECT_EQ(marked("\xEF\xBB\xBF"
                   "fast"),
            "\xEF\xBB\xBF"
            "fast");
  EXPECT_EQ(marked(bytes_of("\xFF\xFE\x66")), bytes_of("\xFF\xFE\x66"));  // half a character
  EXPECT_EQ(marked(bytes_of("\xFF\xFE\x00\x00\x66\x00")).substr(0, 2),
            "\xFF\xFE");  // a binary file
  EXPECT_EQ(marked(""), "");
}

TEST(Decode, RefusesWhatCPythonRefusesAsUtf8) {
  const std::string_view invalid[] = {"\x80",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC3",
                                      "\xE0\x9F\x80",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xF0\x8F\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\xE2\x82",
                                      "\xF0\x9F\x98"};
  for (std::string_view bytes : invalid) {
    for (std::size_t before : {0u, 1u, 15u, 16u, 17u, 63u}) {
      const SourceText text(std::string(before, 'a') + std::string(bytes));
      EXPECT_EQ(find_invalid_utf8(text), before) << testing::PrintToString(bytes);
    }
  }
}

TEST(Decode, AcceptsTheEdgesOfUtf8) {
  for (std::string_view valid : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                 "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    const SourceText text(std::string(14, 'a') + std::string(valid) + std::string(40, 'b'));
    EXPECT_EQ(find_invalid_utf8(text), text.size());
  }
}

TEST(Decode, NamesTheLineOfTheFirstBadByte) {
  EXPECT_EQ(decoded("a = 1\nb = 2\nc = '\xE9'\n"),
            "error: line 3: not valid UTF-8, and no other encoding is declared (PEP 263)");
  EXPECT_EQ(decoded("# coding: utf-8\nc = '\xE9'\n"),
            "error: line 2: not valid UTF-8, which the file declares (PEP 263)");
  EXPECT_EQ(decoded(std::string("x = 1\n\0\n", 8)),
            "error: line 2: a NUL byte: a binary file, not Python source");
  EXPECT_EQ(decoded("# coding: ascii\nx = 'é'\n"),
            "error: line 2: not valid ASCII, which the file declares (PEP 263)");
}

TEST(Decode, SaysThatUtf16IsNoSourceEncoding) {
  EXPECT_EQ(decoded(std::string("\xFF\xFEx\0 \0=\0", 8)),
            "error: line 1: UTF-16, which Python does not read as source: save the file as UTF-8");
}

TEST(Decode, FindsDeclarationsAsPep263Says) {
  EXPECT_EQ(declared("# -*- coding: latin-1 -*-\n"), "latin-1");
  EXPECT_EQ(declared("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n"), "cp1252");
  EXPECT_EQ(declared("\xEF\xBB\xBF# coding=utf-8\n"), "utf-8");
  EXPECT_EQ(declared("\r\n#coding:utf-8\r\n"), "utf-8");
  EXPECT_EQ(declared("# encoding coding: koi8-r"), "koi8-r");
  EXPECT_EQ(declared("\n\n# coding: latin-1\n"), "");
  EXPECT_EQ(declared("x = 1\n# coding: latin-1\n"), "");
  EXPECT_EQ(declared("x = 1  # coding: latin-1\n"), "");
  EXPECT_EQ(declared("# coding : latin-1\n"), "");
}

TEST(Decode, ConvertsDeclaredEncodings) {
  EXPECT_EQ(decoded("# coding: latin-1\nx = '\xE9'\n"), "# coding: latin-1\nx = 'é'\n");
  EXPECT_EQ(decoded("# coding: cp1252\nx = '\x80'\n"), "# coding: cp1252\nx = '€'\n");
  EXPECT_EQ(decoded("# coding: EUC_JP\n# \xA4\xA2\n"), "# coding: EUC_JP\n# あ\n");
  const auto result = decode_python(SourceText("# coding: iso-8859-15\n\xA4"));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->encoding, "ISO-8859-15");
}

TEST(Decode, ConvertsMoreThanOneChunk) {
  const std::string head = "# coding: latin-1\n";
  std::string expected = head;
  for (int i = 0; i < 10'000; ++i) {
    expected += "é";
  }
  EXPECT_EQ(decoded(head + std::string(10'000, '\xE9')), expected);
}

TEST(Decode, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(decoded("# coding: rot13\n"),
            "error: line 1: the declared encoding 'rot13' is not one that can be read");
  EXPECT_EQ(decoded("# coding: ISO-2022-CN-EXT\n"),
            "error: line 1: the declared encoding 'ISO-2022-CN-EXT' is not one that can be read");
  EXPECT_EQ(decoded("\xEF\xBB\xBF# coding: latin-1\n"),
            "error: line 1: a UTF-8 byte order mark, but 'latin-1' is declared (PEP 263)");
}

}  // namespace
}  // namespace fastidious
