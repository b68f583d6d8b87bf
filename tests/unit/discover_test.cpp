#include "repo/discover.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <sstream>

#include "repo/work_tree.h"
#include "run_git.h"
#include "temporary_tree.h"

namespace fastidious::repo {
namespace {

std::string paths_of(const Inventory& inventory) {
  std::string text;
  for (const RepositoryFile& file : inventory.files) {
    text += file.path + "\n";
  }
  return text;
}

std::string skipped_in(const Inventory& inventory) {
  std::string text;
  for (const NotAnalysed& entry : inventory.not_analysed) {
    text += entry.path + ": " + entry.reason + "\n";
  }
  return text;
}

Inventory discover_in(const TemporaryTree& tree, DiscoveryOptions options = {}) {
  auto files = RootedFileSystem::open(tree.path());
  EXPECT_TRUE(files);
  if (auto work_tree = find_work_tree((*files)->root())) {
    options.work_tree = std::move(*work_tree);
  }
  return discover(**files, options);
}

TEST(Discover, FindsWhatMattersInOrder) {
  MemoryFileSystem files;
  for (const char* path : {"app/main.py", "app/types.pyi", "pyproject.toml", "requirements.txt",
                           "Dockerfile.prod", "Procfile", ".github/workflows/ci.yml", "run.sh",
                           ".env.example", "README.md", "logo.png", "venv/x.py", "app/LICENSE"}) {
    files.add(path, "");
  }
  files.add("bin/serve", "#!/usr/bin/env python3\n");
  files.add("bin/start", "#!/bin/sh\n");
  const Inventory inventory = discover(files, {});
  EXPECT_EQ(paths_of(inventory),
            ".env.example\n.github/workflows/ci.yml\nDockerfile.prod\nProcfile\nREADME.md\n"
            "app/LICENSE\napp/main.py\napp/types.pyi\nbin/serve\nbin/start\npyproject.toml\n"
            "requirements.txt\n"
            "run.sh\n");
  EXPECT_EQ(inventory.files[1].kind, FileKind::Workflow);
  EXPECT_EQ(inventory.files[5].kind, FileKind::Other);
  EXPECT_EQ(inventory.files[8].kind, FileKind::Python);
  EXPECT_EQ(inventory.files[9].kind, FileKind::Shell);
}

TEST(Discover, HonoursConfigurationAndNamedPaths) {
  MemoryFileSystem files;
  files.add("a.py", "");
  files.add("old/b.py", "");
  files.add("build/gen/c.py", "");
  files.add("build/d.py", "");
  files.add("ignored/e.py", "");
  files.add(".gitignore", "ignored/\n");
  DiscoveryOptions options;
  options.exclude = GlobList({"old"});
  options.include = GlobList({"build/gen/*.py"});
  EXPECT_EQ(paths_of(discover(files, options)), ".gitignore\na.py\nbuild/gen/c.py\n");
  options.paths = {"ignored/e.py", "old/b.py", "build", "missing.py"};
  const Inventory named = discover(files, options);
  EXPECT_EQ(paths_of(named), "build/d.py\nbuild/gen/c.py\nignored/e.py\nold/b.py\n");
  EXPECT_EQ(skipped_in(named), "missing.py: no such file or folder\n");
}

TEST(Discover, ReportsWhatItCannotLookAt) {
  TemporaryTree outside;
  outside.write("x.py", "");
  TemporaryTree tree;
  tree.write("a.py", "");
  tree.write("sub/b.py", "");
  tree.write("bad\x01name.py", "");
  tree.write("bad\xFF.py", "");
  tree.write("data", "no script");
  mkfifo((tree.path() + "/pipe.py").c_str(), 0600);
  mkfifo((tree.path() + "/pipe").c_str(), 0600);
  tree.link("loop", "loop");
  tree.link("self", ".");
  tree.link("out", outside.path());
  tree.link("gone.py", "nowhere");
  tree.link("gone.txt", "nowhere");
  tree.link("same.py", "a.py");
  tree.link("data.py", "data");
  const Inventory inventory = discover_in(tree);
  EXPECT_EQ(paths_of(inventory), "a.py\ndata\nsub/b.py\n");
  EXPECT_EQ(skipped_in(inventory),
            "bad\\x01name.py: its name is not printable text\n"
            "bad\\xFF.py: its name is not printable text\n"
            "data.py: symbolic link to data, whose name is of no known kind\n"
            "gone.py: symbolic link: no such file or folder\n"
            "loop: symbolic link: a loop of symbolic links\n"
            "out: symbolic link: leads out of the root\n"
            "pipe.py: not a regular file\n");
}

TEST(Discover, ReportsUnreadableFolders) {
  MemoryFileSystem files;
  files.add("a.py", "");
  files.add_problem("locked", EntryKind::Directory, FileProblem::NoPermission);
  EXPECT_EQ(skipped_in(discover(files, {})), "locked: permission denied\n");
}

TEST(Discover, StopsAtItsBounds) {
  MemoryFileSystem files;
  files.add("a/b/c/d.py", "");
  files.add("a/e.py", "");
  DiscoveryOptions options;
  options.max_depth = 2;
  Inventory inventory = discover(files, options);
  EXPECT_EQ(paths_of(inventory), "a/e.py\n");
  EXPECT_EQ(skipped_in(inventory), "a/b/c: more than 2 folders deep\n");
  options.max_depth = 64;
  options.max_entries = 2;
  inventory = discover(files, options);
  EXPECT_EQ(paths_of(inventory), "a/e.py\n");
  EXPECT_EQ(skipped_in(inventory),
            ".: more than 2 files and folders: deeper folders were not looked into\n");
}

TEST(Discover, TakesWhatGitTracksThoughIgnored) {
  TemporaryTree tree;
  tree.write(".gitignore", "*.log.py\nsecret/\n");
  tree.write("secret/tracked.py", "");
  tree.write("secret/other.py", "");
  tree.write("build/tracked.py", "");
  tree.write("build/other.py", "");
  tree.write("venv/tracked.py", "");
  run_git(tree, "init -q && git add -f secret/tracked.py build/tracked.py venv/tracked.py");
  EXPECT_EQ(paths_of(discover_in(tree)), ".gitignore\nbuild/tracked.py\nsecret/tracked.py\n");
}

TEST(Discover, TellsEnvironmentsFromPackagesOfTheirName) {
  MemoryFileSystem files;
  for (const char* path :
       {"a/venv/bin/x.py", "b/venv/__init__.py", "b/venv/y.py", "c/venv/__init__.py",
        "c/venv/pyvenv.cfg", "d/mine/pyvenv.cfg", "d/mine/lib/z.py", "e/env/__init__.py"}) {
    files.add(path, "");
  }
  EXPECT_EQ(paths_of(discover(files, {})), "b/venv/__init__.py\nb/venv/y.py\ne/env/__init__.py\n");
}

TEST(Discover, TellsBuildOutputFromPackagesOfItsName) {
  MemoryFileSystem files;
  for (const char* path :
       {"build/lib/app/x.py", "app/__init__.py", "app/build/y.py", "app/dist/bundle.js",
        "app/jobs/build/__init__.py", "app/jobs/build/z.py", "site/build/a.py"}) {
    files.add(path, "");
  }
  EXPECT_EQ(paths_of(discover(files, {})),
            "app/__init__.py\napp/build/y.py\napp/jobs/build/__init__.py\napp/jobs/build/z.py\n");
}

TEST(Discover, KnowsTheIgnoreFilesAboveTheRoot) {
  TemporaryTree tree;
  tree.write(".gitignore", "*_gen.py\n/services/api/local/\n");
  tree.write(".git/keep", "");
  tree.write("services/.gitignore", "!keep_gen.py\n");
  tree.write("services/api/a_gen.py", "");
  tree.write("services/api/keep_gen.py", "");
  tree.write("services/api/local/b.py", "");
  tree.write("services/api/c.py", "");
  run_git(tree, "init -q");
  tree.write(".git/info/exclude", "c.py\n");
  const std::string root = tree.path() + "/services/api";
  auto files = RootedFileSystem::open(root);
  DiscoveryOptions options;
  options.work_tree = *find_work_tree((*files)->root());
  EXPECT_EQ(options.work_tree.prefix, "services/api/");
  EXPECT_EQ(paths_of(discover(**files, options)), "keep_gen.py\n");
}

TEST(Discover, ReadsTheIndexInEachVersion) {
  TemporaryTree tree;
  for (const char* path : {"a.py", "a/b.py", "a/bb.py", "a/c/d.py", "b.py"}) {
    tree.write(path, "x");
  }
  const std::vector<std::string> expected = {"a.py", "a/b.py", "a/bb.py", "a/c/d.py", "b.py"};
  run_git(tree, "init -q && git add -A");
  for (const char* version : {"2", "3", "4"}) {
    run_git(tree, "add -N b.py; git update-index --index-version " + std::string(version));
    EXPECT_EQ(find_work_tree(tree.path())->tracked_paths(), expected) << version;
  }
  EXPECT_TRUE(paths_in_index("DIRC", 20).empty());
  EXPECT_TRUE(paths_in_index(std::string("DIRC\0\0\0\2\xFF\xFF\xFF\xFF", 12), 20).empty());
}

TEST(Discover, KnowsWorktreesAndTheUsersOwnIgnoreFile) {
  TemporaryTree tree;
  tree.write("main/a.py", "x");
  run_git(tree,
          "init -q main && cd main && git add -A && git -c user.name=a -c user.email=a@b "
          "commit -q -m x && git worktree add -q ../side");
  tree.write("main/.git/info/exclude", "local.py\n");
  tree.write("mine", "other.py\n");
  tree.write("side/local.py", "");
  tree.write("side/other.py", "");
  run_git(tree, "-C main config core.excludesFile '" + tree.path() + "/mine'");
  auto files = RootedFileSystem::open(tree.path() + "/side");
  DiscoveryOptions options;
  options.work_tree = find_work_tree((*files)->root()).value_or(WorkTree{});
  EXPECT_EQ(paths_of(discover(**files, options)), "a.py\n");
  EXPECT_FALSE(find_work_tree("/proc"));
}

// Random ignore files over a fixed tree: what we take is what git does not ignore.
class IgnoreOracle {
 public:
  explicit IgnoreOracle(unsigned seed) : random_(seed) {
    for (const char* top : {"a", "b", "src", "x y"}) {
      for (const char* sub : {"", "/a", "/b", "/b/a", "/deep/b/c"}) {
        for (const char* name : {"a.py", "b.py", "ab.py", "[x].py", "c d.py", "é.py", "#h.py"}) {
          tree_.write(std::string(top) + sub + "/" + name, "");
        }
      }
    }
    run_git(tree_, "init -q");
  }

  std::string ignore_text() {
    std::string text;
    for (unsigned i = 0; i < 1 + random_() % 5; ++i) {
      text += pattern() + (random_() % 6 == 0 ? "\r\n" : "\n");
    }
    return text;
  }

  void write_ignore_files() {
    tree_.write(".gitignore", ignore_text());
    tree_.write("a/.gitignore", ignore_text());
    tree_.write("src/deep/.gitignore", ignore_text());
  }

  std::set<std::string> expected() const {
    std::stringstream listed(run_git(tree_, "ls-files -z --cached --others --exclude-standard"));
    std::set<std::string> paths;
    for (std::string path; std::getline(listed, path, '\0');) {
      paths.insert(path);
    }
    return paths;
  }

  std::string ignore_files() const {
    return "\n" + run_git(tree_, "--version; tail -n +1 .gitignore */.gitignore src/*/.gitignore");
  }

  const TemporaryTree& tree() const { return tree_; }

 private:
  std::string pattern() {
    static const std::vector<std::string> kPieces = {
        "a",     "b",          "c",        "src", "deep",   "*",        "**",
        "?",     "a*",         "*.py",     "*b*", "[ab]",   "[!a]*",    "ab.py",
        "a.py",  "\\[x\\].py", "[[]x].py", "x y", "c d.py", "\\#h.py",  "#h.py",
        "é.py",  "[a-c].py",   "**b",      "b**", "a.py ",  "c\\ d.py", "[[:alpha:]].py",
        "x\\ y", "",           "x y\\ "};
    std::string text = random_() % 4 == 0 ? "!" : "";
    text += random_() % 4 == 0 ? "/" : "";
    const unsigned parts = 1 + random_() % 3;
    for (unsigned i = 0; i < parts; ++i) {
      text += (i == 0 ? "" : "/") + kPieces[random_() % kPieces.size()];
    }
    return text + (random_() % 4 == 0 ? "/" : "");
  }

  TemporaryTree tree_;
  std::mt19937 random_;
};

TEST(Discover, IgnoresExactlyWhatGitIgnores) {
  IgnoreOracle oracle(20260731);
  for (int round = 0; round < 150; ++round) {
    oracle.write_ignore_files();
    std::set<std::string> found;
    for (const RepositoryFile& file : discover_in(oracle.tree()).files) {
      found.insert(file.path);
    }
    const std::set<std::string> expected = oracle.expected();
    std::vector<std::string> different;
    std::set_symmetric_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                                  std::back_inserter(different));
    ASSERT_TRUE(different.empty()) << testing::PrintToString(different) << oracle.ignore_files();
  }
}

}  // namespace
}  // namespace fastidious::repo
