#include "findings/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "findings/fingerprint.h"

namespace fastidious::findings {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kSchema = "fastidious-baseline-1";

bool ordered(const BaselineEntry& a, const BaselineEntry& b) {
  return std::tie(a.rule, a.fingerprint, a.file) < std::tie(b.rule, b.fingerprint, b.file);
}

bool same(const BaselineEntry& a, const BaselineEntry& b) {
  return a.rule == b.rule && a.fingerprint == b.fingerprint;
}

// Sorts the entries and merges those of one fingerprint.
void normalise(std::vector<BaselineEntry>& entries) {
  std::sort(entries.begin(), entries.end(), ordered);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (same(entries[kept], entries[i])) {
      entries[kept].count += entries[i].count;
    } else if (++kept != i) {
      entries[kept] = std::move(entries[i]);
    }
  }
  entries.resize(entries.empty() ? 0 : kept + 1);
}

std::optional<std::uint64_t> parse_fingerprint(const std::string& text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, 16);
  return text.size() == 16 && result.ptr == end ? std::optional(value) : std::nullopt;
}

bool is_code(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

std::optional<BaselineEntry> parse_entry(const Json& json) {
  const auto text = [&json](const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  if (!json.is_object()) {
    return std::nullopt;
  }
  const auto count = json.find("count");
  const auto fingerprint = parse_fingerprint(text("fingerprint"));
  if (!fingerprint || !is_code(text("rule")) || count == json.end() ||
      !count->is_number_unsigned() || *count < 1 || *count > 1'000'000) {
    return std::nullopt;
  }
  return BaselineEntry{text("rule"), *fingerprint, count->get<std::uint32_t>(), text("file")};
}

}  // namespace

Baseline Baseline::of(std::span<const Finding> findings, const PathOf& path_of) {
  Baseline baseline;
  for (const Finding& finding : findings) {
    baseline.entries_.push_back({std::string(finding.rule), finding.fingerprint, 1,
                                 finding.file ? std::string(path_of(finding.file)) : "."});
  }
  normalise(baseline.entries_);
  return baseline;
}

Baseline Baseline::read(std::string_view json, std::string& error) {
  Baseline baseline;
  const Json document = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object() || document.value("schema", Json()) != kSchema) {
    error = fmt::format("this is no baseline: a JSON object with \"schema\": \"{}\" is expected",
                        kSchema);
    return baseline;
  }
  const auto findings = document.find("findings");
  if (findings == document.end() || !findings->is_array()) {
    error = "the baseline has no list of findings";
    return baseline;
  }
  for (const Json& item : *findings) {
    auto entry = parse_entry(item);
    if (!entry) {
      error = fmt::format(
          "entry {} of the baseline needs rule, fingerprint (16 hexadecimal digits) and count",
          baseline.entries_.size() + 1);
      return Baseline();
    }
    baseline.entries_.push_back(std::move(*entry));
  }
  normalise(baseline.entries_);
  return baseline;
}

std::string Baseline::to_json() const {
  std::uint64_t total = 0;
  std::map<std::string_view, std::uint64_t> by_rule;
  for (const BaselineEntry& entry : entries_) {
    total += entry.count;
    by_rule[entry.rule] += entry.count;
  }
  std::string out =
      fmt::format("{{\n  \"schema\": \"{}\",\n  \"total\": {},\n  \"rules\": {{", kSchema, total);
  const char* separator = "";
  for (const auto& [rule, count] : by_rule) {
    fmt::format_to(std::back_inserter(out), "{}\n    \"{}\": {}", separator, rule, count);
    separator = ",";
  }
  out.append(by_rule.empty() ? "},\n  \"findings\": [" : "\n  },\n  \"findings\": [");
  separator = "";
  for (const BaselineEntry& entry : entries_) {
    fmt::format_to(
        std::back_inserter(out),
        "{}\n    {{\"rule\": \"{}\", \"fingerprint\": \"{}\", \"count\": {}, \"file\": {}}}",
        separator, entry.rule, fingerprint_text(entry.fingerprint), entry.count,
        Json(entry.file).dump(-1, ' ', false, Json::error_handler_t::replace));
    separator = ",";
  }
  return out.append(entries_.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

BaselineMatch Baseline::match(std::span<const Finding> findings,
                              const std::function<bool(std::string_view)>& was_evaluated) const {
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_fingerprint;
  std::vector<std::uint32_t> left(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    by_fingerprint[entries_[i].fingerprint].push_back(i);
    left[i] = entries_[i].count;
  }
  BaselineMatch match;
  for (const Finding& finding : findings) {
    const auto candidates = by_fingerprint.find(finding.fingerprint);
    bool known = false;
    if (candidates != by_fingerprint.end()) {
      for (const std::size_t i : candidates->second) {
        if (!known && entries_[i].rule == finding.rule && left[i] > 0) {
          --left[i];
          known = true;
        }
      }
    }
    match.known.push_back(known);
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (left[i] > 0 && was_evaluated(entries_[i].rule)) {
      match.stale.push_back(entries_[i]);
      match.stale.back().count = left[i];
    }
  }
  return match;
}

Finding stale_finding(const BaselineEntry& entry) {
  Finding finding;
  finding.rule = "AUD003";
  finding.message = fmt::format(
      "The baseline holds {} of {} (was in {}) that {} not reproduce any more",
      entry.count == 1 ? "a finding" : fmt::format("{} findings", entry.count), entry.rule,
      entry.file.empty() ? "an unknown file" : entry.file, entry.count == 1 ? "does" : "do");
  finding.fingerprint = entry.fingerprint;
  return finding;
}

}  // namespace fastidious::findings
