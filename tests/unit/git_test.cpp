#include "repo/git.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "repo/blame.h"
#include "run_git.h"
#include "temporary_tree.h"

namespace fastidious::repo {
namespace {

std::string shown(const Result<ChangeSet, GitError>& changes) {
  if (!changes) {
    return "error: " + describe(changes.error());
  }
  std::string text;
  for (const ChangedFile& file : changes->files) {
    text += file.path + (file.is_new ? " new" : "");
    text += file.old_path.empty() ? "" : " from " + file.old_path;
    for (const LineRange& lines : file.lines) {
      text += " " + std::to_string(lines.first) + "+" + std::to_string(lines.count);
    }
    text += "\n";
  }
  for (const std::string& path : changes->removed) {
    text += path + " removed\n";
  }
  return text;
}

std::string numbered(int lines, int changed = 0) {
  std::string text;
  for (int i = 1; i <= lines; ++i) {
    text += "line_" + std::to_string(i) + (i == changed ? " = changed\n" : " = 1\n");
  }
  return text;
}

class GitChanges : public testing::Test {
 protected:
  GitChanges() {
    tree_.write("a.py", numbered(10));
    tree_.write("b.py", numbered(10));
    tree_.write("svc/c.py", numbered(30));
    tree_.write("gone.py", "x = 1\n");
    tree_.write(".gitignore", "*.tmp.py\n");
    run_git(tree_, "init -q && git add -A");
    commit("first");
  }
  void commit(const std::string& message) {
    run_git(tree_, "-c commit.gpgsign=false commit -q --no-verify -m " + message);
  }
  std::string changes(const ChangeQuery& query = {}, const std::string& below = "") {
    return shown(changed_files(std::filesystem::canonical(tree_.path() + below).string(), query));
  }
  TemporaryTree tree_;
};

TEST_F(GitChanges, DoNotWaitForAFifo) {
  const std::string path = tree_.path() + "/.git/refs/heads/fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(changes(),
            "error: the git repository cannot be read: " + path + " is not a regular file");
}

TEST_F(GitChanges, OfTheWorkTree) {
  EXPECT_EQ(changes(), "");
  tree_.write("a.py", numbered(12, 3));
  tree_.write("new.py", "y = 2\n");
  tree_.write("x.tmp.py", "");
  std::filesystem::remove(tree_.path() + "/gone.py");
  EXPECT_EQ(changes(), "a.py 3+1 11+2\nnew.py new\ngone.py removed\n");
}

TEST_F(GitChanges, TellWhereLinesWereTakenOut) {
  std::string text = numbered(10);
  text.erase(text.find("line_4"), text.find("line_6") - text.find("line_4"));
  tree_.write("a.py", text);
  EXPECT_EQ(changes(), "a.py 3+0\n");
}

TEST_F(GitChanges, OfTheIndexAlone) {
  tree_.write("a.py", numbered(10, 2));
  run_git(tree_, "add a.py");
  tree_.write("a.py", numbered(10, 9));
  tree_.write("new.py", "");
  EXPECT_EQ(changes({.staged = true, .since = {}}), "a.py 2+1\n");
}

TEST_F(GitChanges, FollowRenames) {
  run_git(tree_, "mv svc/c.py svc/d.py");
  tree_.write("svc/d.py", numbered(30, 20));
  EXPECT_EQ(changes(), "svc/d.py from svc/c.py 20+1\n");
}

TEST_F(GitChanges, SinceARevisionBranchedOff) {
  run_git(tree_, "checkout -q -b topic");
  tree_.write("a.py", numbered(10, 5));
  run_git(tree_, "add a.py");
  commit("topic");
  run_git(tree_, "checkout -q main");
  tree_.write("b.py", numbered(10, 6));
  run_git(tree_, "add b.py");
  commit("main");
  run_git(tree_, "checkout -q topic");
  EXPECT_EQ(changes({.staged = false, .since = "main"}), "a.py 5+1\n");
  EXPECT_EQ(changes({.staged = false, .since = "HEAD~1"}), "a.py 5+1\n");
  EXPECT_EQ(changes({.staged = false, .since = "v9"}), "error: git knows no revision 'v9'");
}

TEST_F(GitChanges, BelowTheRootOnly) {
  tree_.write("a.py", numbered(10, 2));
  tree_.write("svc/c.py", numbered(30, 7));
  tree_.write("svc/n.py", "");
  EXPECT_EQ(changes({}, "/svc"), "c.py 7+1\nn.py new\n");
}

TEST_F(GitChanges, DoNotHangOnAPipe) {
  mkfifo((tree_.path() + "/.gitattributes").c_str(), 0600);
  tree_.write("a.py", numbered(10, 2));
  EXPECT_EQ(shown(changed_files(tree_.path(), {}, std::chrono::seconds(1))),
            "error: the git repository cannot be read: no answer in 1 seconds");
}

std::string shown(const Result<IndexDifference, GitError>& difference) {
  if (!difference) {
    return "error: " + describe(difference.error());
  }
  std::string text;
  for (const auto& [path, content] : difference->texts) {
    text += path + ": " + content;
  }
  for (const std::string& path : difference->absent) {
    text += path + " absent\n";
  }
  return text;
}

TEST_F(GitChanges, OfTheWorkTreeAgainstTheIndex) {
  EXPECT_EQ(shown(index_difference(tree_.path())), "");
  tree_.write("a.py", "staged\n");
  tree_.write("intended.py", "z\n");
  run_git(tree_, "add a.py && git add --intent-to-add intended.py");
  tree_.write("a.py", "later\n");
  tree_.write("svc/new.py", "y\n");
  tree_.write("x.tmp.py", "ignored\n");
  std::filesystem::remove(tree_.path() + "/gone.py");
  EXPECT_EQ(shown(index_difference(tree_.path())),
            "a.py: staged\ngone.py: x = 1\nintended.py: svc/new.py absent\n");
  EXPECT_EQ(shown(index_difference(tree_.path() + "/svc")), "new.py absent\n");
  TemporaryTree elsewhere;
  EXPECT_EQ(shown(index_difference(elsewhere.path())), "error: not in a git repository");
}

TEST(Git, SaysWhyThereIsNothingToCompare) {
  TemporaryTree tree;
  EXPECT_EQ(shown(changed_files(tree.path(), {})), "error: not in a git repository");
  tree.write("a.py", "x = 1\n");
  run_git(tree, "init -q");
  EXPECT_EQ(shown(changed_files(tree.path(), {})), "a.py new\n");
  tree.write(".git/HEAD", "nonsense");
  const auto broken = changed_files(tree.path(), {});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().problem, GitProblem::Broken);
}

TEST_F(GitChanges, NamesAnAuthorAsTheNewestCommitDoes) {
  tree_.write("a.py", numbered(10, 3));
  run_git(tree_, "add -A");
  run_git(tree_, "-c user.name=Ann -c commit.gpgsign=false commit -q --no-verify -m second");
  const std::string root = std::filesystem::canonical(tree_.path()).string();
  const auto name_at = [&](std::uint32_t line) {
    return last_author(root, "a.py", line, std::chrono::seconds(5)).value_or("");
  };
  EXPECT_EQ(name_at(3), "Ann");
  EXPECT_EQ(name_at(1), "Ann");  // "a", by the same address
}

}  // namespace
}  // namespace fastidious::repo
