#include "project/advisories.h"

#include <algorithm>

namespace fastidious::project {
namespace {

bool holds(const Advisory::Range& range, const Version& version) {
  return (!range.introduced || version >= *range.introduced) &&
         (!range.fixed || version < range.fixed->version) &&
         (!range.last_affected || version <= range.last_affected->version);
}

bool ends_before(const VersionRange& inner, const Version& end, bool end_included) {
  if (!inner.upper) return false;
  return *inner.upper < end || (*inner.upper == end && (end_included || !inner.upper_included));
}

// Whether all of `inner` is in `range`.
bool holds_all(const Advisory::Range& range, const VersionRange& inner) {
  if (range.introduced && (!inner.lower || *inner.lower < *range.introduced)) return false;
  if (range.fixed && !ends_before(inner, range.fixed->version, false)) return false;
  return !range.last_affected || ends_before(inner, range.last_affected->version, true);
}

}  // namespace

std::string_view Advisory::name() const {
  const auto cve = std::find_if(aliases.begin(), aliases.end(),
                                [](const std::string& one) { return one.starts_with("CVE-"); });
  return cve == aliases.end() || id.starts_with("CVE-") ? id : *cve;
}

bool Advisory::affects(const Version& version) const {
  return std::any_of(versions.begin(), versions.end(),
                     [&](const WrittenVersion& one) { return one.version == version; }) ||
         std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return holds(range, version); });
}

bool Advisory::affects_all(const VersionRange& range) const {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& one) { return holds_all(one, range); });
}

void Advisories::add(PackageAdvisories advisories) {
  for (auto& [package, advisory] : advisories) {
    by_package_[std::move(package)].push_back(std::move(advisory));
  }
}

std::span<const Advisory> Advisories::of(std::string_view package) const {
  const auto found = by_package_.find(package);
  return found == by_package_.end() ? std::span<const Advisory>{} : std::span(found->second);
}

std::string Advisories::fixed_version(std::string_view package, const Version& version,
                                      std::span<const Advisory* const> hits) const {
  const std::span<const Advisory> all = of(package);
  const WrittenVersion* clean = nullptr;   // in no range at all
  const WrittenVersion* enough = nullptr;  // in none of the hits
  const auto improve = [](const WrittenVersion*& best, const WrittenVersion& candidate) {
    if (best == nullptr || candidate.version < best->version) best = &candidate;
  };
  for (const Advisory& advisory : all) {
    for (const Advisory::Range& range : advisory.ranges) {
      if (!range.fixed || range.fixed->version <= version) continue;
      const Version& fixed = range.fixed->version;
      if (std::any_of(hits.begin(), hits.end(), [&](auto* hit) { return hit->affects(fixed); })) {
        continue;
      }
      improve(enough, *range.fixed);
      if (std::none_of(all.begin(), all.end(), [&](auto& one) { return one.affects(fixed); })) {
        improve(clean, *range.fixed);
      }
    }
  }
  const WrittenVersion* best = clean != nullptr ? clean : enough;
  return best == nullptr ? std::string() : best->text;
}

std::string Advisories::written(std::string_view package, const Version& version) const {
  for (const Advisory& advisory : of(package)) {
    for (const WrittenVersion& one : advisory.versions) {
      if (one.version == version) return one.text;
    }
  }
  return version.text();
}

}  // namespace fastidious::project
