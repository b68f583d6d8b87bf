#include "report/told_fixes.h"

#include <gtest/gtest.h>

namespace fastidious::report {
namespace {

TEST(ToldFixes, SaysNamesThatDiffer) {
  ToldFixes told;
  const char* first = "Call `log.exception(\"a\")` in its place, or pass `exc_info=True`.";
  EXPECT_EQ(told.next(first), first);
  EXPECT_EQ(told.next("Call `log.exception(\"b\")` in its place, or pass `exc_info=True`."),
            "As above, with `log.exception(\"b\")`.");
}

TEST(ToldFixes, AddsSentences) {
  ToldFixes told;
  told.next("Add `Depends(user)` to the router. Or list the paths under `public`.");
  EXPECT_EQ(told.next("Add `Depends(admin)` to the router. Ask whose it is. Or list the paths "
                      "under `public`."),
            "As above, with `Depends(admin)`. Ask whose it is.");
}

TEST(ToldFixes, SaysAllWhereSomethingIsLeftOut) {
  ToldFixes told;
  told.next("Remove the package `a` from the list. Then run `uv lock` for all of it.");
  const char* second = "Remove the package `b` from the list.";
  EXPECT_EQ(told.next(second), second);
  EXPECT_EQ(told.next("Remove the package `c` from the list. Tests need it no more."),
            "As above, with `c`. Tests need it no more.");
}

TEST(NamesInBeginning, AreThoseOfTheFirstSentence) {
  const char* told = "Read `A` without a default. Type it `SecretStr` at once.";
  EXPECT_EQ(names_in_beginning(told, "Read `B` without a default."), "`B`");
  EXPECT_EQ(names_in_beginning(told, "Read `B` without a default. Say where."), "");
  EXPECT_EQ(names_in_beginning(told, "Leave `B` out."), "");
}

TEST(ToldFixes, KeepsCode) {
  ToldFixes told;
  told.next("Write it as a call with values:\nlog.info(\"%s\", a)");
  const char* second = "Write it as a call with values:\nlog.info(\"%s\", b)";
  EXPECT_EQ(told.next(second), second);
}

TEST(Behind, SaysFirstNameOnly) {
  const char* first = "The message of `log.info` is put together";
  EXPECT_EQ(behind("", first), first);
  EXPECT_EQ(behind(first, first), "");
  EXPECT_EQ(behind(first, "The message of `log.error` is put together"), "Likewise `log.error`");
  EXPECT_EQ(behind(first, "`log.info` is too long"), "`log.info` is too long");
}

}  // namespace
}  // namespace fastidious::report
