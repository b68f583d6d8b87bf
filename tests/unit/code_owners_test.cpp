#include "repo/code_owners.h"

#include <gtest/gtest.h>

namespace fastidious::repo {
namespace {

TEST(CodeOwners, AreThoseOfTheLastPatternThatMatches) {
  const CodeOwners owners(
      "# who is asked\n"
      "*            @acme/everybody\n"
      "*.sql        @acme/data   # all folders\n"
      "/app/        @acme/backend ann@example.org\r\n"
      "docs/*       @acme/writers\n"
      "/app/legacy/\n");
  EXPECT_EQ(owners.of("README.md"), "@acme/everybody");
  EXPECT_EQ(owners.of("migrations/1.sql"), "@acme/data");
  EXPECT_EQ(owners.of("app/main.py"), "@acme/backend ann@example.org");
  EXPECT_EQ(owners.of("services/app/main.py"), "@acme/everybody");
  EXPECT_EQ(owners.of("docs/index.md"), "@acme/writers");
  EXPECT_EQ(owners.of("docs/api/index.md"), "@acme/everybody");
  EXPECT_EQ(owners.of("app/legacy/old.py"), "");  // nobody's, and it says so
}

TEST(CodeOwners, AreReadWhereGitHubLooksForThem) {
  MemoryFileSystem files;
  EXPECT_TRUE(read_code_owners(files).empty());
  files.add("docs/CODEOWNERS", "* @docs");
  EXPECT_EQ(read_code_owners(files).of("a.py"), "@docs");
  files.add(".github/CODEOWNERS", "* @github");
  EXPECT_EQ(read_code_owners(files).of("a.py"), "@github");
}

}  // namespace
}  // namespace fastidious::repo
