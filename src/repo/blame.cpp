#include "repo/blame.h"

#include <algorithm>
#include <deque>
#include <set>
#include <vector>

#include "repo/git_repository.h"

namespace fastidious::repo {
namespace {

using Blame = std::unique_ptr<git_blame, Freer<git_blame, &Libgit2::blame_free>>;

constexpr std::size_t kCommitsOfNames = 500;
constexpr int kRoundsOfNames = 4;  // from an address to a name to another address

// "43156212+ann@users.noreply.github.com": GitHub's number of the account; else the whole address.
std::string_view account_of(std::string_view email) {
  const std::size_t plus = email.find('+');
  const bool is_numbered = email.ends_with("@users.noreply.github.com") && plus != email.npos;
  return is_numbered ? email.substr(0, plus) : email;
}

struct Person {
  std::string name;
  std::string account;
};

// Who wrote the newest commits, as they say it: those that HEAD leads to, level by level.
std::vector<Person> newest_authors(git_repository* repository) {
  git_oid head;
  git_commit* raw = nullptr;
  if (git().reference_name_to_id(&head, repository, "HEAD") != 0 ||
      git().commit_lookup(&raw, repository, &head) != 0) {
    return {};
  }
  std::deque<Commit> next;
  next.emplace_back(raw);
  std::set<std::string> seen;  // ids
  std::vector<Person> people;
  while (!next.empty() && people.size() < kCommitsOfNames) {
    const Commit commit = std::move(next.front());
    next.pop_front();
    const git_oid* id = git().object_id(reinterpret_cast<const git_object*>(commit.get()));
    if (!seen.emplace(reinterpret_cast<const char*>(id), sizeof(git_oid)).second) continue;
    const git_signature* author = git().commit_author(commit.get());
    if (author != nullptr) people.push_back({author->name, std::string(account_of(author->email))});
    for (unsigned i = 0; git().commit_parent(&raw, commit.get(), i) == 0; ++i) {
      next.emplace_back(raw);
    }
  }
  return people;
}

// People write their name in several ways, and from several addresses: the newest name of those
// that an address or a full name leads to from the author's.
std::string newest_name(git_repository* repository, const git_signature& author) {
  const std::vector<Person> people = newest_authors(repository);
  std::set<std::string> accounts{std::string(account_of(author.email))};
  std::set<std::string> names;
  const auto add_name = [&names](const std::string& name) {
    return name.find(' ') != name.npos && names.insert(name).second;
  };
  add_name(author.name);
  bool grows = true;
  for (int round = 0; grows && round < kRoundsOfNames; ++round) {
    grows = false;
    for (const Person& one : people) {
      if (!accounts.contains(one.account) && !names.contains(one.name)) continue;
      grows |= accounts.insert(one.account).second;
      grows |= add_name(one.name);
    }
  }
  const auto newest = std::find_if(people.begin(), people.end(), [&](const Person& one) {
    return accounts.contains(one.account);
  });
  return newest == people.end() ? author.name : newest->name;
}

Result<std::string, GitError> author_of(const std::string& root, const std::string& path,
                                        std::uint32_t line) {
  const auto opened = open_around(root);
  if (!opened) return opened.error();
  git_blame_options options = GIT_BLAME_OPTIONS_INIT;
  options.flags = GIT_BLAME_FIRST_PARENT | GIT_BLAME_USE_MAILMAP;
  options.min_line = line;
  options.max_line = line;
  git_blame* raw = nullptr;
  const std::string full = opened->prefix + path;
  if (git().blame_file(&raw, opened->repository.get(), full.c_str(), &options) != 0) {
    return broken();
  }
  const Blame blame(raw);
  const git_blame_hunk* hunk = git().blame_get_hunk_byline(raw, line);
  if (hunk == nullptr || hunk->final_signature == nullptr) return broken();
  return newest_name(opened->repository.get(), *hunk->final_signature);
}

}  // namespace

std::optional<std::string> last_author(const std::string& root, const std::string& path,
                                       std::uint32_t line, std::chrono::seconds patience) {
  const auto answer = ask_git([root, path, line] { return author_of(root, path, line); }, patience);
  if (!answer || answer->empty()) return std::nullopt;
  return *answer;
}

}  // namespace fastidious::repo
