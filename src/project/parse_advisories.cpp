#include <algorithm>
#include <nlohmann/json.hpp>

#include "project/advisories.h"
#include "project/dependencies.h"
#include "text/json_depth.h"

namespace fastidious::project {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 64;  // levels of the document; the format has nine
constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kMaxSummaryBytes = 200;

// The first line, without control characters, cut at a whole character.
std::string one_line(std::string text, std::size_t max) {
  text.resize(std::min(text.find('\n'), text.size()));
  if (text.size() > max) {
    while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xC0) == 0x80) --max;
    text.resize(max);
    text += "…";
  }
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text;
}

struct Event {
  enum class Kind : std::uint8_t { Introduced, Fixed, LastAffected } kind = Kind::Introduced;
  std::optional<Version> version;  // none: the first there is
  std::string text;
};

// Ranges of sorted events (https://ossf.github.io/osv-schema/#evaluation): each begins where one is
// introduced and ends at the next that ends it.
void add_ranges(std::vector<Event> events, std::vector<Advisory::Range>& ranges) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    if (!a.version || !b.version) return !a.version && b.version;
    return *a.version < *b.version;
  });
  bool open = false;
  for (Event& event : events) {
    if (event.kind == Event::Kind::Introduced) {
      if (!open) ranges.push_back({event.version, {}, {}});
      open = true;
    } else if (open && event.version) {
      auto& end =
          event.kind == Event::Kind::Fixed ? ranges.back().fixed : ranges.back().last_affected;
      end = WrittenVersion{*event.version, std::move(event.text)};
      open = false;
    }
  }
}

// Reads a document; the first thing that is wrong ends it.
class AdvisoryReader {
 public:
  Result<PackageAdvisories, std::string> read(std::string_view text) {
    if (nests_deeper_than(text, kMaxDepth))
      return "nested more than " + std::to_string(kMaxDepth) + " levels deep";
    const Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) return std::string("not valid JSON");
    if (document.is_array()) {
      read_list(document, "");
    } else if (document.is_object() && !document.contains("id")) {
      read_answer(document);
    } else {
      read_advisory(document, "");
    }
    if (!problem_.empty()) return problem_;
    return std::move(result_);
  }

 private:
  static const Json& member(const Json& object, const char* key) {
    static const Json kNull;
    const auto at = object.find(key);
    return at == object.end() ? kNull : *at;
  }

  void fail(const std::string& where, std::string_view what) {
    if (problem_.empty()) {
      problem_ = (id_.empty() ? "" : id_ + ": ") + where + ": " + std::string(what);
    }
  }

  // The member, where it is a list; nothing is wrong where there is none.
  const Json& list(const Json& object, const char* key, const std::string& where) {
    static const Json kNone = Json::array();
    const Json& value = member(object, key);
    if (value.is_array()) return value;
    if (!value.is_null()) fail(where + key, "must be a list");
    return kNone;
  }

  std::string word(const Json& object, const char* key, const std::string& where) {
    const Json& value = member(object, key);
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_null()) fail(where + key, "must be a string");
    return {};
  }

  bool is_object(const Json& value, const std::string& where) {
    if (!value.is_object()) fail(where, "must be an object");
    return value.is_object();
  }

  // An answer without any is `{}`.
  void read_answer(const Json& document) {
    if (!document.empty() && !document.contains("vulns")) {
      return fail("id", "is missing: neither an advisory nor a list of them (vulns)");
    }
    read_list(list(document, "vulns", ""), "vulns");
  }

  void read_list(const Json& advisories, const std::string& where) {
    for (std::size_t i = 0; i < advisories.size(); ++i) {
      id_.clear();
      read_advisory(advisories[i], where + "[" + std::to_string(i) + "]");
    }
  }

  void read_advisory(const Json& document, const std::string& where) {
    if (!is_object(document, where.empty() ? "the document" : where)) return;
    Advisory advisory;
    advisory.id = one_line(word(document, "id", ""), kMaxIdBytes);
    if (advisory.id.empty()) {
      return fail((where.empty() ? "" : where + ".") + "id", "must be a string that is not empty");
    }
    id_ = advisory.id;
    if (!word(document, "withdrawn", "").empty()) return;
    advisory.summary = one_line(word(document, "summary", ""), kMaxSummaryBytes);
    for (const Json& alias : list(document, "aliases", "")) {
      if (!alias.is_string()) return fail("aliases", "must be a list of strings");
      advisory.aliases.push_back(one_line(alias.get<std::string>(), kMaxIdBytes));
    }
    advisory.rating = rating_of(document, "");
    const Json& affected = list(document, "affected", "");
    const std::size_t before = result_.size();
    for (std::size_t i = 0; i < affected.size(); ++i) {
      read_affected(affected[i], "affected[" + std::to_string(i) + "]", advisory, before);
    }
  }

  // What the database says, as GitHub's does in words; else the score.
  Rating rating_of(const Json& object, const std::string& where) {
    const Json& own = member(object, "database_specific");
    Rating rating = Rating::Unknown;
    if (own.is_object() && member(own, "severity").is_string()) {
      rating = rating_of_word(own["severity"].get<std::string>());
    }
    if (rating != Rating::Unknown) return rating;
    for (const Json& one : list(object, "severity", where)) {
      if (!is_object(one, where + "severity")) break;
      rating = std::max(rating, rating_of_cvss(word(one, "score", where + "severity.")));
    }
    return rating;
  }

  // One advisory may name a package several times: that is still one.
  void read_affected(const Json& affected, const std::string& where, const Advisory& advisory,
                     std::size_t before) {
    if (!is_object(affected, where)) return;
    const Json& package = member(affected, "package");
    if (package.is_null()) return;
    if (!is_object(package, where + ".package")) return;
    const std::string ecosystem = word(package, "ecosystem", where + ".package.");
    if (ecosystem != "PyPI" && !ecosystem.starts_with("PyPI:")) return;
    const std::string name = normalised_package_name(word(package, "name", where + ".package."));
    if (name.empty()) return fail(where + ".package.name", "must be a string that is not empty");
    auto at = std::find_if(result_.begin() + static_cast<std::ptrdiff_t>(before), result_.end(),
                           [&](const auto& one) { return one.first == name; });
    if (at == result_.end()) at = result_.insert(at, {name, advisory});
    at->second.rating = std::max(at->second.rating, rating_of(affected, where + "."));
    const Json& ranges = list(affected, "ranges", where + ".");
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      read_range(ranges[i], where + ".ranges[" + std::to_string(i) + "]", at->second);
    }
    for (const Json& version : list(affected, "versions", where + ".")) {
      if (!version.is_string()) return fail(where + ".versions", "must be a list of strings");
      add_version(version.get<std::string>(), at->second.versions);
    }
  }

  // PyPI has versions from before PEP 440 that no installer takes: they are passed over.
  static void add_version(std::string text, std::vector<WrittenVersion>& versions) {
    if (auto parsed = Version::parse(text)) {
      versions.push_back({std::move(*parsed), one_line(std::move(text), kMaxIdBytes)});
    }
  }

  // A range that is not understood as a whole is left out: half of it would accuse other versions.
  void read_range(const Json& range, const std::string& where, Advisory& advisory) {
    if (!is_object(range, where) || word(range, "type", where + ".") != "ECOSYSTEM") return;
    std::vector<Event> events;
    for (const Json& event : list(range, "events", where + ".")) {
      if (!is_object(event, where + ".events")) return;
      if (!read_event(event, where + ".events.", events)) return;
    }
    add_ranges(std::move(events), advisory.ranges);
  }

  bool read_event(const Json& event, const std::string& where, std::vector<Event>& events) {
    static constexpr std::array<std::pair<const char*, Event::Kind>, 3> kKinds = {
        {{"introduced", Event::Kind::Introduced},
         {"fixed", Event::Kind::Fixed},
         {"last_affected", Event::Kind::LastAffected}}};
    for (const auto& [key, kind] : kKinds) {
      std::string text = word(event, key, where);
      if (text.empty()) continue;
      if (kind == Event::Kind::Introduced && text == "0") {
        events.push_back({kind, std::nullopt, std::move(text)});
        return true;
      }
      std::optional<Version> version = Version::parse(text);
      if (!version) return false;
      events.push_back({kind, std::move(version), one_line(std::move(text), kMaxIdBytes)});
      return true;
    }
    return false;
  }

  std::string id_;
  std::string problem_;
  PackageAdvisories result_;
};

}  // namespace

Result<PackageAdvisories, std::string> parse_advisories(std::string_view text) {
  return AdvisoryReader().read(text);
}

}  // namespace fastidious::project
