#include "semantic/call_sites.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::semantic {
namespace {

// Calls visit(target, file, call) for each call whose target is known.
template <class Visit>
void for_each_call(const Model& model, Visit&& visit) {
  for (const FileModel& file : model.files()) {
    for (const auto* call : file.tree().nodes_of<syntax::Call>()) {
      const Identifier target = file.fact(*call->func).target;
      if (target) visit(target, file, *call);
    }
  }
}

}  // namespace

CallSites::CallSites(const Model& model) {
  std::vector<std::pair<Identifier, CallSite>> found;
  std::uint32_t most = 0;
  for_each_call(model, [&](Identifier target, const FileModel& file, const syntax::Call& call) {
    found.push_back({target, {&file, &call}});
    most = std::max(most, target.value);
  });
  // Counted first, so that each is put in its place at once and keeps its order.
  begins_.resize(most + 2);
  for (const auto& [target, site] : found) ++begins_[target.value + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  sites_.resize(found.size());
  for (const auto& [target, site] : found) sites_[next[target.value]++] = site;
}

std::span<const CallSite> CallSites::of(Identifier target) const {
  if (target.empty() || target.value + 1 >= begins_.size()) return {};
  const std::uint32_t begin = begins_[target.value];
  return std::span(sites_).subspan(begin, begins_[target.value + 1] - begin);
}

std::vector<CallSite> Model::calls_of_any(std::span<const std::string_view> targets) const {
  std::vector<CallSite> all;
  for (const std::string_view target : targets) {
    const std::span<const CallSite> some = calls_of(target);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end(), [](const CallSite& a, const CallSite& b) {
    const auto place = [](const CallSite& one) {
      return std::pair(one.file->file().id.value, one.call->id.value);
    };
    return place(a) < place(b);
  });
  return all;
}

}  // namespace fastidious::semantic
