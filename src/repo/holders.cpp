#include "repo/holders.h"

#include <algorithm>

#include "repo/object_links.h"

namespace fastidious::repo {
namespace {

constexpr std::size_t kMaxBytes = 64u << 20;  // of a folder

// Notes what folders are in which, and those that have a wanted file themselves.
class HolderWalk : public PackWalk {
 public:
  HolderWalk(const Reach& reach, const ObjectNames& wanted)
      : PackWalk(kMaxBytes), reach_(reach), wanted_(wanted) {}

  using Edge = std::pair<std::uint32_t, std::uint32_t>;
  const std::vector<Edge>& edges() const { return edges_; }
  const std::vector<std::uint32_t>& holders() const { return holders_; }

 private:
  void settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
              const std::vector<Part>& changed) override {
    plan.set_done(number);
    const std::uint32_t folder = reach_.first_of_pack(plan.pack()) + number;
    for_each_link_of_folder(object.view(), base == nullptr ? nullptr : &changed,
                            [&](const ObjectName& name, bool is_folder) {
                              if (!is_folder) {
                                if (wanted_.contains(name)) holders_.push_back(folder);
                                return;
                              }
                              const std::uint32_t inner = reach_.number_of(name);
                              if (inner == Pack::kNone) {
                                holders_.push_back(folder);  // of what nobody knows here
                              } else {
                                edges_.emplace_back(inner, folder);
                              }
                            });
  }

  const Reach& reach_;
  const ObjectNames& wanted_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> holders_;
};

}  // namespace

Holders::Holders(const Packs& packs, const Reach& reach, const ObjectNames& wanted)
    : packs_(packs), reach_(reach) {
  std::size_t count = 0;
  for (const auto& pack : packs) count += pack->entries().size();
  marks_.resize(count);
  read(wanted);
}

bool Holders::may_hold(const ObjectName& folder) const {
  const std::uint32_t number = reach_.number_of(folder);
  return number == Pack::kNone || marks_[number] != 0;
}

void Holders::read(const ObjectNames& wanted) {
  std::vector<PackPlan> plans;
  for (const auto& pack : packs_) {
    PackPlan& plan = plans.emplace_back(*pack);
    for (std::uint32_t i = 0; i < pack->entries().size(); ++i) {
      if (pack->entries()[i].kind == Pack::Kind::Folder) plan.want(i);
    }
  }
  std::vector<Edge> edges;
  walk_packs(
      plans, [&] { return std::make_unique<HolderWalk>(reach_, wanted); },
      [&](const HolderWalk& walk) {
        edges.insert(edges.end(), walk.edges().begin(), walk.edges().end());
        marked_.insert(marked_.end(), walk.holders().begin(), walk.holders().end());
      });
  for (const PackPlan& plan : plans) {
    const std::uint32_t first = reach_.first_of_pack(plan.pack());
    for (std::uint32_t i = 0; i < plan.pack().entries().size(); ++i) {
      if (!plan.is_settled(i)) marked_.push_back(first + i);
    }
  }
  for (const std::uint32_t folder : marked_) marks_[folder] = 1;
  std::sort(edges.begin(), edges.end());
  spread(edges);
}

// To the folders around, and to those that are stored as a difference.
void Holders::spread(const std::vector<Edge>& edges) {
  const auto mark = [this](std::uint32_t number) {
    if (std::exchange(marks_[number], std::uint8_t{1}) == 0) marked_.push_back(number);
  };
  while (!marked_.empty()) {
    const std::uint32_t folder = marked_.back();
    marked_.pop_back();
    auto edge = std::lower_bound(edges.begin(), edges.end(), Edge(folder, 0));
    for (; edge != edges.end() && edge->first == folder; ++edge) mark(edge->second);
    const std::size_t pack = reach_.pack_of(folder);
    const std::uint32_t first = reach_.first_of_pack(*packs_[pack]);
    const auto entries = packs_[pack]->entries();
    for (std::uint32_t i = entries[folder - first].first_child; i != Pack::kNone;
         i = entries[i].next_sibling) {
      mark(first + i);
    }
  }
}

}  // namespace fastidious::repo
