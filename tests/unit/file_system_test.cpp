#include "text/file_system.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "temporary_tree.h"

namespace fastidious {
namespace {

std::unique_ptr<RootedFileSystem> opened(const TemporaryTree& tree) {
  auto files = RootedFileSystem::open(tree.path());
  EXPECT_TRUE(files);
  return std::move(*files);
}

FileProblem problem_of_reading(const FileSystem& files, std::string_view path,
                               std::size_t bound = 1000) {
  const auto text = files.read(path, bound);
  EXPECT_FALSE(text) << path << " was read";
  return text ? FileProblem::Failed : text.error().problem;
}

TEST(RootedFileSystem, ReadsRegularFilesWithinTheBound) {
  TemporaryTree tree;
  tree.write("a/b.py", "x = 1\n");
  const auto files = opened(tree);
  const auto text = files->read("a/b.py", 6);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->view(), "x = 1\n");
  EXPECT_EQ(problem_of_reading(*files, "a/b.py", 5), FileProblem::TooLarge);
  EXPECT_EQ(*files->read_start("a/b.py", 3), "x =");
  EXPECT_EQ(*files->read_start("a/b.py", 300), "x = 1\n");
}

TEST(RootedFileSystem, OpensOnlyRegularFiles) {
  TemporaryTree tree;
  tree.write("folder/file.py", "");
  ASSERT_EQ(mkfifo((tree.path() + "/pipe.py").c_str(), 0600), 0);
  const auto files = opened(tree);
  EXPECT_EQ(problem_of_reading(*files, "pipe.py"), FileProblem::NotRegular);
  EXPECT_EQ(problem_of_reading(*files, "folder"), FileProblem::NotRegular);
  EXPECT_EQ(problem_of_reading(*files, ""), FileProblem::NotRegular);
  EXPECT_EQ(problem_of_reading(*files, "missing.py"), FileProblem::NotFound);
  EXPECT_EQ(problem_of_reading(*files, "folder/file.py/x"), FileProblem::NotDirectory);
  EXPECT_EQ(*files->kind_of("pipe.py"), EntryKind::Other);
}

TEST(RootedFileSystem, FollowsNoLinkAnywhere) {
  TemporaryTree outside;
  outside.write("secret.py", "s");
  TemporaryTree tree;
  tree.write("real/a.py", "a");
  tree.link("link.py", outside.path() + "/secret.py");
  tree.link("out", outside.path());
  tree.link("in", "real");
  tree.link("loop", "loop");
  const auto files = opened(tree);
  EXPECT_EQ(problem_of_reading(*files, "link.py"), FileProblem::SymbolicLink);
  EXPECT_EQ(problem_of_reading(*files, "out/secret.py"), FileProblem::SymbolicLink);
  EXPECT_EQ(problem_of_reading(*files, "in/a.py"), FileProblem::SymbolicLink);
  EXPECT_EQ(files->list("out").error().problem, FileProblem::NotDirectory);
  EXPECT_EQ(*files->kind_of("in"), EntryKind::Symlink);
  EXPECT_EQ(*files->resolve_link("in/a.py"), "real/a.py");
  EXPECT_EQ(files->resolve_link("out").error().problem, FileProblem::LeavesRoot);
  EXPECT_EQ(files->resolve_link("loop").error().problem, FileProblem::LinkLoop);
}

TEST(RootedFileSystem, StaysBelowTheRoot) {
  TemporaryTree tree;
  const auto files = opened(tree);
  // The first is a folder: what is outside is not even looked at.
  for (std::string_view path : {"..", "../x", "/etc/passwd", "a/../../x", "a//b", "./a", "a/"}) {
    EXPECT_EQ(problem_of_reading(*files, path), FileProblem::LeavesRoot) << path;
  }
}

TEST(RootedFileSystem, ListsKinds) {
  TemporaryTree tree;
  tree.write("a.py", "");
  tree.write("d/b.py", "");
  tree.link("l", "a.py");
  auto listed = opened(tree)->list("");
  ASSERT_TRUE(listed);
  std::sort(listed->begin(), listed->end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  ASSERT_EQ(listed->size(), 3u);
  EXPECT_EQ((*listed)[0].kind, EntryKind::Regular);
  EXPECT_EQ((*listed)[1].kind, EntryKind::Directory);
  EXPECT_EQ((*listed)[2].kind, EntryKind::Symlink);
}

TEST(MemoryFileSystem, BehavesLikeATree) {
  MemoryFileSystem files;
  files.add("a/b.py", "x");
  files.add("a/c/d.py", "y");
  files.add_link("l", "a");
  files.add_link("loop", "loop");
  files.add_problem("no.py", EntryKind::Regular, FileProblem::NoPermission);
  EXPECT_EQ(files.list("")->size(), 4u);
  EXPECT_EQ(files.list("a")->size(), 2u);
  EXPECT_EQ(*files.kind_of("a/c"), EntryKind::Directory);
  EXPECT_EQ(*files.resolve_link("l"), "a");
  EXPECT_EQ(files.resolve_link("loop").error().problem, FileProblem::LinkLoop);
  EXPECT_EQ(files.read("no.py", 9).error().problem, FileProblem::NoPermission);
  EXPECT_EQ(files.read("l", 9).error().problem, FileProblem::SymbolicLink);
}

}  // namespace
}  // namespace fastidious
