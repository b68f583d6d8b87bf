#include "repo/holders.h"

#include <algorithm>

#include "repo/object_links.h"

namespace fastidious::repo {
namespace {

constexpr std::size_t kMaxBytes = 64u << 20;  // of a folder
constexpr std::uint32_t kNothing = 0, kSeveral = 0xFFFFFFFF;

// Notes what folders are in which, and those that have a wanted file themselves.
class HolderWalk : public PackWalk {
 public:
  HolderWalk(const Reach& reach, const Holders::Ids& ids)
      : PackWalk(kMaxBytes), reach_(reach), ids_(ids) {}

  using Edge = std::pair<std::uint32_t, std::uint32_t>;
  const std::vector<Edge>& edges() const { return edges_; }
  const std::vector<Edge>& holders() const { return holders_; }  // with what they hold

 private:
  void settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
              const std::vector<Part>& changed) override {
    plan.set_done(number);
    const std::uint32_t folder = reach_.first_of_pack(plan.pack()) + number;
    for_each_link_of_folder(object.view(), base == nullptr ? nullptr : &changed,
                            [&](const ObjectName& name, bool is_folder) {
                              if (!is_folder) {
                                const auto file = ids_.find(name);
                                if (file == ids_.end()) return;
                                holders_.emplace_back(folder, file->second);
                                return;
                              }
                              const std::uint32_t inner = reach_.number_of(name);
                              if (inner == Pack::kNone) {
                                holders_.emplace_back(folder, kSeveral);  // nobody knows what
                              } else {
                                edges_.emplace_back(inner, folder);
                              }
                            });
  }

  const Reach& reach_;
  const Holders::Ids& ids_;
  std::vector<Edge> edges_;
  std::vector<Edge> holders_;
};

}  // namespace

Holders::Holders(const Packs& packs, const Reach& reach, const ObjectNames& wanted)
    : packs_(packs), reach_(reach) {
  for (const ObjectName& file : wanted) {
    ids_.emplace(file, static_cast<std::uint32_t>(ids_.size() + 1));
  }
  found_.resize(ids_.size() + 1);
  std::size_t count = 0;
  for (const auto& pack : packs) count += pack->entries().size();
  files_.resize(count);
  read();
}

bool Holders::may_hold_more(const ObjectName& folder) const {
  const std::uint32_t number = reach_.number_of(folder);
  if (number == Pack::kNone || files_[number] == kSeveral) return true;
  return files_[number] != kNothing && found_[files_[number]] == 0;
}

void Holders::set_found(const ObjectName& file) { found_[ids_.at(file)] = 1; }

void Holders::add(std::uint32_t folder, std::uint32_t files) {
  std::uint32_t& held = files_[folder];
  if (files == kNothing || held == files || held == kSeveral) return;
  held = held == kNothing ? files : kSeveral;
  changed_.push_back(folder);
}

void Holders::read() {
  std::vector<PackPlan> plans;
  for (const auto& pack : packs_) {
    PackPlan& plan = plans.emplace_back(*pack);
    for (std::uint32_t i = 0; i < pack->entries().size(); ++i) {
      if (pack->entries()[i].kind == Pack::Kind::Folder) plan.want(i);
    }
  }
  std::vector<Edge> edges;
  walk_packs(
      plans, [&] { return std::make_unique<HolderWalk>(reach_, ids_); },
      [&](const HolderWalk& walk) {
        edges.insert(edges.end(), walk.edges().begin(), walk.edges().end());
        for (const auto& [folder, files] : walk.holders()) add(folder, files);
      });
  for (const PackPlan& plan : plans) {
    const std::uint32_t first = reach_.first_of_pack(plan.pack());
    for (std::uint32_t i = 0; i < plan.pack().entries().size(); ++i) {
      if (!plan.is_settled(i)) add(first + i, kSeveral);
    }
  }
  std::sort(edges.begin(), edges.end());
  spread(edges);
}

// To the folders around, and to those that are stored as a difference.
void Holders::spread(const std::vector<Edge>& edges) {
  while (!changed_.empty()) {
    const std::uint32_t folder = changed_.back();
    changed_.pop_back();
    const std::uint32_t files = files_[folder];
    auto edge = std::lower_bound(edges.begin(), edges.end(), Edge(folder, 0));
    for (; edge != edges.end() && edge->first == folder; ++edge) add(edge->second, files);
    const std::size_t pack = reach_.pack_of(folder);
    const std::uint32_t first = reach_.first_of_pack(*packs_[pack]);
    const auto entries = packs_[pack]->entries();
    for (std::uint32_t i = entries[folder - first].first_child; i != Pack::kNone;
         i = entries[i].next_sibling) {
      add(first + i, files);
    }
  }
}

}  // namespace fastidious::repo
