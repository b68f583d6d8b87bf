#include "syntax/python_repr.h"

#include <gtest/gtest.h>

#include "syntax/unicode_names.h"

namespace fastidious::syntax {
namespace {

using Append = void (*)(std::string_view, std::string*);

std::string written(Append append, std::string_view value) {
  std::string out;
  append(value, &out);
  return out;
}

// The expectations are what CPython 3.13 prints.
TEST(PythonRepr, QuotesStrings) {
  EXPECT_EQ(written(append_repr_of_str, "a"), "'a'");
  EXPECT_EQ(written(append_repr_of_str, "it's"), "\"it's\"");
  EXPECT_EQ(written(append_repr_of_str, "it's \"it\""), "'it\\'s \"it\"'");
  EXPECT_EQ(written(append_repr_of_str, "\t\r\n\\\x01\x7f"), R"('\t\r\n\\\x01\x7f')");
  EXPECT_EQ(written(append_repr_of_str, "é\u00a0\u200b\U0001F600"), R"('é\xa0\u200b😀')");
  EXPECT_EQ(written(append_repr_of_str, "\xED\xA0\x80"), R"('\ud800')");
  EXPECT_EQ(written(append_repr_of_str, "\U000E0001"), R"('\U000e0001')");
}

TEST(PythonRepr, QuotesBytes) {
  EXPECT_EQ(written(append_repr_of_bytes, std::string_view("a\0\xff'", 4)), R"(b"a\x00\xff'")");
}

TEST(PythonRepr, WritesIntsInDecimal) {
  EXPECT_EQ(written(append_repr_of_int, "0"), "0");
  EXPECT_EQ(written(append_repr_of_int, "0_0"), "0");
  EXPECT_EQ(written(append_repr_of_int, "1_000"), "1000");
  EXPECT_EQ(written(append_repr_of_int, "0x_Ff"), "255");
  EXPECT_EQ(written(append_repr_of_int, "0O17"), "15");
  EXPECT_EQ(written(append_repr_of_int, "0b1_01"), "5");
  EXPECT_EQ(written(append_repr_of_int, "18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(written(append_repr_of_int, "0x1_0000_0000_0000_0000"), "18446744073709551616");
}

TEST(PythonRepr, WritesFloatsByTheirShortestDigits) {
  EXPECT_EQ(written(append_repr_of_float, "1."), "1.0");
  EXPECT_EQ(written(append_repr_of_float, ".1"), "0.1");
  EXPECT_EQ(written(append_repr_of_float, "1e15"), "1000000000000000.0");
  EXPECT_EQ(written(append_repr_of_float, "1e16"), "1e+16");
  EXPECT_EQ(written(append_repr_of_float, "12345678901234567890."), "1.2345678901234567e+19");
  EXPECT_EQ(written(append_repr_of_float, "0.0001"), "0.0001");
  EXPECT_EQ(written(append_repr_of_float, "0.00001"), "1e-05");
  EXPECT_EQ(written(append_repr_of_float, "1e-400"), "0.0");
  EXPECT_EQ(written(append_repr_of_float, "1e400"), "inf");
  EXPECT_EQ(written(append_repr_of_float, "5e-324"), "5e-324");
  EXPECT_EQ(written(append_repr_of_float, "1_0.2_5"), "10.25");
}

TEST(PythonRepr, WritesImaginaryNumbers) {
  EXPECT_EQ(written(append_repr_of_imaginary, "1j"), "1j");
  EXPECT_EQ(written(append_repr_of_imaginary, "1.50J"), "1.5j");
  EXPECT_EQ(written(append_repr_of_imaginary, "1e100j"), "1e+100j");
}

TEST(UnicodeNames, FindsCharactersByTheirNames) {
  EXPECT_EQ(character_named("LATIN SMALL LETTER A"), 'a');
  EXPECT_EQ(character_named("greek small letter alpha"), 0x3B1u);
  EXPECT_EQ(character_named("BELL"), 0x1F514u);
  EXPECT_EQ(character_named("LINE FEED"), 0x0Au);  // an alias
  EXPECT_EQ(character_named("NBSP"), 0xA0u);
  EXPECT_EQ(character_named("CJK UNIFIED IDEOGRAPH-4E00"), 0x4E00u);
  EXPECT_EQ(character_named("CJK UNIFIED IDEOGRAPH-20000"), 0x20000u);
  EXPECT_EQ(character_named("HANGUL SYLLABLE GAG"), 0xAC01u);
  EXPECT_EQ(character_named("HANGUL SYLLABLE A"), 0xC544u);
}

TEST(UnicodeNames, FindsNoOthers) {
  for (const char* name :
       {"", "NO SUCH NAME", "LATIN SMALL LETTER A ", "CJK UNIFIED IDEOGRAPH-0041",
        "CJK UNIFIED IDEOGRAPH-4E0", "HANGUL SYLLABLE GAGA", "<control>"}) {
    EXPECT_FALSE(character_named(name)) << name;
  }
}

}  // namespace
}  // namespace fastidious::syntax
