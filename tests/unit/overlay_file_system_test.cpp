#include "text/overlay_file_system.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

class Overlay : public testing::Test {
 protected:
  Overlay() {
    below_.add("a.py", "a = 1\n");
    below_.add("b/c.py", "c = 1\n");
    below_.add("b/d/e.py", "e = 1\n");
  }
  std::string text(std::string_view path) const {
    const auto read = overlay_.read(path, 100);
    return read ? std::string(read->view()) : describe(read.error());
  }
  std::string names(std::string_view path) const {
    const auto entries = overlay_.list(path);
    if (!entries) return describe(entries.error());
    std::string text;
    for (const DirectoryEntry& entry : *entries) {
      text += entry.name + (entry.kind == EntryKind::Directory ? "/ " : " ");
    }
    return text;
  }
  MemoryFileSystem below_;
  OverlayFileSystem overlay_{below_};
};

TEST_F(Overlay, IsTheTreeBelowWithoutChanges) {
  EXPECT_EQ(names(""), "a.py b/ ");
  EXPECT_EQ(text("b/c.py"), "c = 1\n");
  EXPECT_EQ(text("b"), "not a regular file");
  EXPECT_EQ(overlay_.read_start("a.py", 3).value(), "a =");
}

TEST_F(Overlay, ReplacesAndAddsFiles) {
  overlay_.replace("a.py", "new\n");
  overlay_.replace("x/y/z.py", "z\n");
  EXPECT_EQ(text("a.py"), "new\n");
  EXPECT_EQ(names(""), "a.py b/ x/ ");
  EXPECT_EQ(names("x"), "y/ ");
  EXPECT_EQ(names("x/y"), "z.py ");
  EXPECT_EQ(overlay_.kind_of("x/y").value(), EntryKind::Directory);
  EXPECT_EQ(overlay_.kind_of("x/y/z.py").value(), EntryKind::Regular);
  EXPECT_EQ(overlay_.read_start("a.py", 2).value(), "ne");
  EXPECT_EQ(overlay_.read("a.py", 2).error().problem, FileProblem::TooLarge);
  EXPECT_EQ(overlay_.resolve_link("x/y/z.py").value(), "x/y/z.py");
}

TEST_F(Overlay, RemovesFilesAndFolders) {
  overlay_.remove("a.py");
  overlay_.remove("b");
  overlay_.replace("b/d/new.py", "n\n");
  EXPECT_EQ(text("a.py"), "no such file or folder");
  EXPECT_EQ(text("b/c.py"), "no such file or folder");
  EXPECT_EQ(names(""), "b/ ");
  EXPECT_EQ(names("b"), "d/ ");
  EXPECT_EQ(names("b/d"), "new.py ");
  EXPECT_EQ(overlay_.kind_of("b/d/e.py").error().problem, FileProblem::NotFound);
  EXPECT_EQ(text("b/d/new.py"), "n\n");
}

TEST_F(Overlay, AFileMayStandWhereAFolderWas) {
  overlay_.remove("b");
  overlay_.replace("b", "text\n");
  EXPECT_EQ(names(""), "a.py b ");
  EXPECT_EQ(text("b"), "text\n");
  EXPECT_EQ(names("b"), "no such file or folder");
}

}  // namespace
}  // namespace fastidious
