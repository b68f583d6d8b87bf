#include "repo/reach.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "repo/object_links.h"

namespace fastidious::repo {
namespace {

constexpr std::uint32_t kNone = Pack::kNone;
constexpr std::size_t kMaxBytes = 64u << 20;  // of a commit or a folder
// Objects outside of packs that are followed: where there are more, everything counts as reached.
constexpr std::size_t kMostOutside = 50'000;
// Of the packs' commits, above which reading what nothing leads to costs less than to tell.
constexpr std::uint64_t kMostPercent = 85;

// Notes what wanted commits or folders name.
class LinkWalk : public PackWalk {
 public:
  LinkWalk(const Reach& reach, Pack::Kind kind)
      : PackWalk(kMaxBytes), reach_(reach), is_commits_(kind == Pack::Kind::Revision) {}

  const Reach::Links& links() const { return links_; }

 private:
  enum Note : std::uint8_t { kTaken = 1 };

  void settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
              const std::vector<Part>& changed) override {
    if (!plan.is_wanted(number)) return;
    plan.set_done(number);
    from_ = reach_.first_of_pack(plan.pack()) + number;
    const auto take = [this](const ObjectName& name, bool is_folder) { note(name, is_folder); };
    if (is_commits_) {
      links_.times.push_back({from_, time_of_commit(object.view())});
      return for_each_link_of_commit(object.view(), take);
    }
    const bool only_changed = base != nullptr && (base->notes & kTaken) != 0;
    for_each_link_of_folder(object.view(), only_changed ? &changed : nullptr, take);
    object.notes = kTaken;
  }

  void note(const ObjectName& name, bool is_folder) {
    const std::uint32_t number = reach_.number_of(name);
    if (number == kNone) {
      if (is_commits_ || is_folder) links_.outside.push_back({from_, name, is_folder});
    } else if (is_commits_ || !reach_.is_marked(number)) {
      links_.inside.push_back({from_, number, is_folder});
    }
  }

  const Reach& reach_;
  bool is_commits_;
  std::uint32_t from_ = 0;
  Reach::Links links_;
};

// What all wanted objects of the plans name.
Reach::Links walk(std::vector<PackPlan>& plans, const Reach& reach, Pack::Kind kind) {
  Reach::Links all;
  walk_packs(
      plans, [&] { return std::make_unique<LinkWalk>(reach, kind); },
      [&all](const LinkWalk& one) {
        const Reach::Links& links = one.links();
        all.inside.insert(all.inside.end(), links.inside.begin(), links.inside.end());
        all.outside.insert(all.outside.end(), links.outside.begin(), links.outside.end());
        all.times.insert(all.times.end(), links.times.begin(), links.times.end());
      });
  return all;
}

constexpr auto kByFrom = [](const auto& a, const auto& b) { return a.from < b.from; };

// The links of one object.
template <class Link>
auto links_from(const std::vector<Link>& links, std::uint32_t from) {
  Link wanted{};
  wanted.from = from;
  return std::equal_range(links.begin(), links.end(), wanted, kByFrom);
}

}  // namespace

Reach::Reach(git_repository* repository, git_odb* objects, const Packs& packs)
    : repository_(repository), objects_(objects), packs_(packs) {
  std::uint32_t count = 0;
  for (const auto& pack : packs) {
    first_of_pack_.push_back(count);
    count += static_cast<std::uint32_t>(pack->entries().size());
  }
  marks_.resize(count);
  std::ifstream file(std::string(git().repository_commondir(repository)) + "shallow");
  for (std::string line; std::getline(file, line);) {
    ObjectName name;
    if (read_name(line, name)) shallow_.insert(name);
  }
}

void Reach::run() {
  read_commits();
  push_references();
  follow_commits();
  is_everything_ = !problem_.empty() || outside_.size() > kMostOutside || has_most_commits();
  if (!is_everything_) follow_folders();
}

std::uint32_t Reach::number_of(const ObjectName& name) const {
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    const std::uint32_t number = packs_[i]->find(name);
    if (number != kNone) return first_of_pack_[i] + number;
  }
  return kNone;
}

std::uint32_t Reach::first_of_pack(const Pack& pack) const {
  std::size_t i = 0;
  while (packs_[i].get() != &pack) ++i;
  return first_of_pack_[i];
}

void Reach::read_commits() {
  std::vector<PackPlan> plans;
  for (const auto& pack : packs_) {
    PackPlan& plan = plans.emplace_back(*pack);
    for (std::uint32_t i = 0; i < pack->entries().size(); ++i) {
      if (pack->entries()[i].kind == Pack::Kind::Revision) plan.want(i);
    }
  }
  links_ = walk(plans, *this, Pack::Kind::Revision);
  std::sort(links_.inside.begin(), links_.inside.end(), kByFrom);
  std::sort(links_.outside.begin(), links_.outside.end(), kByFrom);
  std::sort(links_.times.begin(), links_.times.end(), kByFrom);
}

void Reach::push_references() {
  std::vector<std::string> names = {"HEAD"};
  const auto take = [](const char* name, void* all) {
    static_cast<std::vector<std::string>*>(all)->emplace_back(name);
    return 0;
  };
  if (git().reference_foreach_name(repository_, take, &names) != 0) problem_ = broken().detail;
  for (const std::string& name : names) push_reference(name);
}

// What leads to no commit is left out: HEAD of an empty repository, tags of files.
void Reach::push_reference(const std::string& name) {
  git_object* raw = nullptr;
  if (git().revparse_single(&raw, repository_, (name + "^{commit}").c_str()) != 0) return;
  const Object commit(raw);
  ObjectName object;
  std::memcpy(object.data(), git().object_id(raw)->id, object.size());
  push_commit(object);
}

void Reach::push_commit(const ObjectName& name) {
  const std::uint32_t number = number_of(name);
  if (number != kNone) return push_commit(number);
  if (outside_.insert(name).second) outside_to_follow_.push_back(name);
}

void Reach::push_commit(std::uint32_t number) {
  if (std::exchange(marks_[number], std::uint8_t{1}) == 0) commits_to_follow_.push_back(number);
}

void Reach::push_folder(const ObjectName& name) {
  const std::uint32_t number = number_of(name);
  if (number != kNone) return push_folder(number);
  if (outside_.insert(name).second) outside_folders_.push_back(name);
}

void Reach::push_folder(std::uint32_t number) {
  if (std::exchange(marks_[number], std::uint8_t{1}) == 0) folders_to_follow_.push_back(number);
}

void Reach::push_parent(const ObjectName& name) {
  parents_.push_back(name);
  push_commit(name);
}

void Reach::follow_commits() {
  while (!(commits_to_follow_.empty() && outside_to_follow_.empty())) {
    if (!commits_to_follow_.empty()) {
      const std::uint32_t commit = commits_to_follow_.back();
      commits_to_follow_.pop_back();
      follow(commit);
    } else {
      const ObjectName commit = outside_to_follow_.back();
      outside_to_follow_.pop_back();
      follow_outside(commit);
    }
  }
}

void Reach::follow(std::uint32_t commit) {
  const auto time = links_from(links_.times, commit);
  if (time.first == time.second) return follow_outside(name_of(commit));
  Commit& followed = commits_.emplace_back();
  followed = {name_of(commit), {}, time.first->seconds, parents_.size()};
  const bool is_shallow = !shallow_.empty() && shallow_.contains(name_of(commit));
  const auto inside = links_from(links_.inside, commit);
  for (auto at = inside.first; at != inside.second; ++at) {
    if (at->is_folder) {
      followed.folder = name_of(at->to);
      push_folder(at->to);
    } else if (!is_shallow) {
      push_parent(name_of(at->to));
    }
  }
  const auto outside = links_from(links_.outside, commit);
  for (auto at = outside.first; at != outside.second; ++at) {
    if (at->is_folder) {
      followed.folder = at->to;
      push_folder(at->to);
    } else if (!is_shallow) {
      push_parent(at->to);
    }
  }
}

// One that is in no pack, or that could not be read there.
void Reach::follow_outside(const ObjectName& commit) {
  git_oid id;
  std::memcpy(id.id, commit.data(), commit.size());
  git_odb_object* raw = nullptr;
  if (git().odb_read(&raw, objects_, &id) != 0) {
    problem_ = broken().detail;
    return;
  }
  const RawObject read(raw);
  const std::string_view text{static_cast<const char*>(git().odb_object_data(raw)),
                              git().odb_object_size(raw)};
  Commit& followed = commits_.emplace_back();
  followed = {commit, {}, time_of_commit(text), parents_.size()};
  const bool is_shallow = shallow_.contains(commit);
  for_each_link_of_commit(text, [&](const ObjectName& name, bool is_folder) {
    if (!is_folder) return is_shallow ? void() : push_parent(name);
    followed.folder = name;
    push_folder(name);
  });
}

std::size_t Reach::pack_of(std::uint32_t number) const {
  const auto behind = std::upper_bound(first_of_pack_.begin(), first_of_pack_.end(), number);
  return static_cast<std::size_t>(behind - first_of_pack_.begin()) - 1;
}

const ObjectName& Reach::name_of(std::uint32_t number) const {
  const std::size_t pack = pack_of(number);
  return packs_[pack]->entries()[number - first_of_pack_[pack]].name;
}

// A commit comes when all its parents have; of those that may come, the oldest.
std::vector<Reach::CommitAndFolder> Reach::oldest_first() const {
  std::unordered_map<ObjectName, std::uint32_t, ObjectNameHash> numbers;
  for (const Commit& commit : commits_) {
    numbers.emplace(commit.name, static_cast<std::uint32_t>(numbers.size()));
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> children;  // of a parent
  std::vector<std::uint32_t> missing(commits_.size());            // parents still to come
  for (std::uint32_t i = 0; i < commits_.size(); ++i) {
    const std::size_t end = i + 1 < commits_.size() ? commits_[i + 1].parents : parents_.size();
    for (std::size_t at = commits_[i].parents; at < end; ++at) {
      const auto parent = numbers.find(parents_[at]);
      if (parent == numbers.end()) continue;  // it could not be read
      children.emplace_back(parent->second, i);
      ++missing[i];
    }
  }
  std::sort(children.begin(), children.end());
  const auto is_later = [this](std::uint32_t a, std::uint32_t b) {
    return std::tie(commits_[a].time, commits_[a].name) >
           std::tie(commits_[b].time, commits_[b].name);
  };
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(is_later)> ready(
      is_later);
  for (std::uint32_t i = 0; i < commits_.size(); ++i) {
    if (missing[i] == 0) ready.push(i);
  }
  std::vector<CommitAndFolder> order;
  while (!ready.empty()) {
    const std::uint32_t commit = ready.top();
    ready.pop();
    order.push_back({commits_[commit].name, commits_[commit].folder});
    auto child = std::lower_bound(children.begin(), children.end(), std::pair(commit, 0u));
    for (; child != children.end() && child->first == commit; ++child) {
      if (--missing[child->second] == 0) ready.push(child->second);
    }
  }
  return order;
}

bool Reach::has_most_commits() const {
  std::uint64_t all = 0, reached = 0;
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    const auto entries = packs_[i]->entries();
    for (std::uint32_t j = 0; j < entries.size(); ++j) {
      if (entries[j].kind != Pack::Kind::Revision) continue;
      ++all;
      reached += marks_[first_of_pack_[i] + j];
    }
  }
  return reached * 100 >= all * kMostPercent;
}

// Level by level: all folders that are known, then those in them.
void Reach::follow_folders() {
  while (!folders_to_follow_.empty() || !outside_folders_.empty()) {
    std::vector<PackPlan> plans;
    for (const auto& pack : packs_) plans.emplace_back(*pack);
    for (const std::uint32_t folder : std::exchange(folders_to_follow_, {})) {
      const std::size_t pack = pack_of(folder);
      plans[pack].want(folder - first_of_pack_[pack]);
    }
    Links links = walk(plans, *this, Pack::Kind::Folder);
    for (const ObjectName& folder : std::exchange(outside_folders_, {})) {
      follow_folder_outside(folder, links);
    }
    take(links);
    if (outside_.size() > kMostOutside) {
      is_everything_ = true;
      return;
    }
  }
}

void Reach::follow_folder_outside(const ObjectName& folder, Links& links) const {
  git_oid id;
  std::memcpy(id.id, folder.data(), folder.size());
  git_odb_object* raw = nullptr;
  if (git().odb_read(&raw, objects_, &id) != 0) return;
  const RawObject read(raw);
  for_each_link_of_folder(
      {static_cast<const char*>(git().odb_object_data(raw)), git().odb_object_size(raw)}, nullptr,
      [&](const ObjectName& name, bool is_folder) {
        const std::uint32_t number = number_of(name);
        if (number != kNone) {
          links.inside.push_back({0, number, is_folder});
        } else if (is_folder) {
          links.outside.push_back({0, name, is_folder});
        }
      });
}

void Reach::take(const Links& links) {
  for (const Links::Link& link : links.inside) {
    if (link.is_folder) {
      push_folder(link.to);
    } else {
      marks_[link.to] = 1;
    }
  }
  for (const Links::Outside& link : links.outside) push_folder(link.to);
}

}  // namespace fastidious::repo
