#pragma once
// Known vulnerabilities of packages, in the format of OSV (https://ossf.github.io/osv-schema/), as
// a file or folder that the user has: nothing is fetched.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "project/cvss.h"
#include "project/version.h"

namespace fastidious::project {

// A version, and how the advisory writes it: "2.4.0", which is 2.4.
struct WrittenVersion {
  Version version;
  std::string text;
};

// What one advisory says about one package.
struct Advisory {
  // From `introduced` on (none: from the first), before `fixed`, or to `last_affected` with it.
  struct Range {
    std::optional<Version> introduced;
    std::optional<WrittenVersion> fixed;
    std::optional<WrittenVersion> last_affected;
  };
  std::string id;  // "GHSA-…", "PYSEC-…"
  std::vector<std::string> aliases;
  std::string summary;  // one line; may be empty
  Rating rating = Rating::Unknown;
  std::vector<Range> ranges;
  std::vector<WrittenVersion> versions;  // affected ones, named one by one

  // The number by which most know it: a CVE if it has one, else its id.
  std::string_view name() const;
  bool affects(const Version& version) const;
  // Whether it affects every version there is or will be in the range.
  bool affects_all(const VersionRange& range) const;
};

// Normalised names of packages, and what is said about them.
using PackageAdvisories = std::vector<std::pair<std::string, Advisory>>;

// What a JSON document says about packages of PyPI: one advisory, a list of them, or the answer to
// a query, `{"vulns": […]}`; without those that were withdrawn. Else what is wrong with it:
// "GHSA-1: affected[0].ranges: must be a list".
Result<PackageAdvisories, std::string> parse_advisories(std::string_view text);

class Advisories {
 public:
  void add(PackageAdvisories advisories);

  // Of the package so named (normalised), in the order in which they were added.
  std::span<const Advisory> of(std::string_view package) const;
  // As it is written, the least version above `version` that mends something and that nothing known
  // affects; else one that none of `hits` affects. Empty if there is none.
  std::string fixed_version(std::string_view package, const Version& version,
                            std::span<const Advisory* const> hits) const;
  // How advisories write `version` ("2.4.0"), which itself knows no zeros at its end.
  std::string written(std::string_view package, const Version& version) const;

 private:
  std::map<std::string, std::vector<Advisory>, std::less<>> by_package_;
};

}  // namespace fastidious::project
