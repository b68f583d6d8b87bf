#include "semantic/docstring.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "semantic/docstring_types.h"

namespace fastidious::semantic {
namespace {

// "kind:name|type|text" of every entry, in order.
std::vector<std::string> entries_of(std::string_view literal) {
  const Docstring docstring = parse_docstring(literal);
  std::vector<std::string> entries;
  for (const DocstringSection& section : docstring.sections) {
    for (const DocstringEntry& entry : section.entries) {
      entries.push_back(std::to_string(static_cast<int>(section.kind)) + ":" +
                        std::string(entry.name) + "|" + std::string(entry.type) + "|" +
                        std::string(entry.text));
    }
  }
  return entries;
}

using Entries = std::vector<std::string>;

TEST(Docstring, ReadsGoogleStyle) {
  EXPECT_EQ(entries_of(R"("""Does it.

    Args:
        a (dict[str, int], optional): The first
            goes: on.
        *b, c: Others.

    Returns:
        list[int]: The sums.

    Raises:
        ValueError: If not.
    """)"),
            (Entries{"0:a|dict[str, int], optional|The first", "0:b||Others.", "0:c||Others.",
                     "2:|list[int]|The sums.", "4:ValueError||If not."}));
}

TEST(Docstring, ReadsNumpyStyle) {
  EXPECT_EQ(entries_of("'''Does it.\n\nParameters\n----------\na, b : int\n    Two.\nc\n    One.\n"
                       "\nReturns\n-------\nsum : int\n    It.\n'''"),
            (Entries{"0:a|int|", "0:b|int|", "0:c||", "2:|int|"}));
}

TEST(Docstring, ReadsSphinxFields) {
  EXPECT_EQ(entries_of("\"\"\"Does it.\n\n:param int a: one,\n    goes on\n:param b: two\n"
                       ":type b: str\n:returns: it\n:rtype: bool\n:raises KeyError: never\n\"\"\""),
            (Entries{"0:a|int|one,", "0:b|str|two", "2:|bool|it", "4:KeyError||never"}));
}

TEST(Docstring, ReadsExceptionsWithTheirModules) {
  EXPECT_EQ(entries_of("'''Does it.\n\nRaises:\n    a.b.Error: If not.\n    Other.\n'''"),
            (Entries{"4:a.b.Error||If not.", "4:Other||."}));
}

TEST(Docstring, EndsMarkedSectionsAtHeadingsOfTheirLevel) {
  EXPECT_EQ(entries_of("'''Does it.\n\n## Raises:\nError: If not.\n### Or\nOther: If so.\n\n"
                       "## Aside:\nNo: one.\n'''"),
            (Entries{"4:Error||If not.", "4:Other||If so."}));
}

TEST(Docstring, EndsSectionsWhereTheIndentationDoes) {
  const Docstring docstring = parse_docstring(
      "\"\"\"Does it.\n\n    Args:\n        a: One.\n\n    Note that b: is prose.\n    \"\"\"");
  ASSERT_EQ(docstring.sections.size(), 1u);
  EXPECT_EQ(docstring.sections.front().entries.size(), 1u);
  EXPECT_EQ(docstring.sections.front().lines, "    Args:\n        a: One.\n");
}

TEST(Docstring, TakesProseForProse) {
  EXPECT_TRUE(entries_of("\"\"\"Does it. Returns: x\n\n    See: nothing.\n    \"\"\"").empty());
  EXPECT_TRUE(parse_docstring("\"\"\"\"\"\"").body.empty());
  EXPECT_TRUE(parse_docstring("'Does it.'").has_one_line);
}

TEST(Docstring, SurvivesAnything) {
  for (std::string_view text :
       {"\"\"\"\n\n:\n\"\"\"", "\"\"\"\nArgs:\"\"\"", "\"\"\"\nArgs:\n  (\n  ,\n  a (: b\n\"\"\"",
        "\"\"\"\nReturns\n---\"\"\"", "\"\"\"\n:param\n:param :\n:param x\n\"\"\"",
        "\"\"\"x\r\n\r\nArgs:\r\n\ta: b\r\n\"\"\"", "\"\"\"\n**Args:**\n**\n- \n* `\n\"\"\""}) {
    parse_docstring(text);
  }
}

TEST(DocstringTypes, ComparesWhatIsMeant) {
  const auto is = [](std::string_view documented, std::string_view annotated, TypeMatch match) {
    return compare_types(documented, annotated) == match;
  };
  EXPECT_TRUE(is("Optional[str]", "str | None", TypeMatch::Same));
  EXPECT_TRUE(is("str or int", "Union[int, str]", TypeMatch::Same));
  EXPECT_TRUE(is("list of int, optional", "List[int]", TypeMatch::Same));
  EXPECT_TRUE(is("dict", "dict[str, Any]", TypeMatch::Same));
  EXPECT_TRUE(is("list[str]", "list[int]", TypeMatch::Different));
  EXPECT_TRUE(is("string", "int", TypeMatch::Different));
  EXPECT_TRUE(is("the name", "int", TypeMatch::Unknown));
  EXPECT_TRUE(is("str", "UserId", TypeMatch::Unknown));
  EXPECT_TRUE(is("list[", "list[int]", TypeMatch::Unknown));
  EXPECT_TRUE(is(std::string(10000, '['), "int", TypeMatch::Unknown));
  EXPECT_TRUE(is(std::string(10000, '('), "int", TypeMatch::Unknown));
}

}  // namespace
}  // namespace fastidious::semantic
