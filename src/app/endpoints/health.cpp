#include "app/endpoints/health.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/words.h"

namespace fastidious::app {

namespace {

constexpr std::string_view kWords[] = {"live",  "livez",     "liveness",  "alive", "isalive",
                                       "ready", "readyz",    "readiness", "ping",  "_ah",
                                       "up",    "heartbeat", "startupz",  "_live", "_ready"};
constexpr std::string_view kReadiness[] = {"ready", "readyz", "readiness", "_ready"};

// "status" says health only near the root: "/jobs/status" is about jobs.
constexpr std::size_t kMostPartsBeforeStatus = 2;

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty()) parts.push_back(lower_case(part));
    path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
  }
  return parts;
}

template <std::size_t N>
bool is_one_of(const std::string& part, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), part) != std::end(words);
}

bool is_health_part(const std::string& part) {
  return part.starts_with("health") || part.starts_with("_health") || is_one_of(part, kWords);
}

bool has_parameter(const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return part.find('{') != part.npos; });
}

bool is_version(const std::string& part) { return part.size() <= 3 && part.starts_with('v'); }

}  // namespace

bool is_health_path(std::string_view path) {
  const std::vector<std::string> parts = parts_of(path);
  if (parts.empty() || has_parameter(parts)) return false;
  const std::string& last = parts.back();
  const std::size_t before = parts.size() - 1;
  if (is_health_part(last)) return true;
  if (before > 0 && is_health_part(parts[before - 1])) return true;
  if (last != "status" || before > kMostPartsBeforeStatus) return false;
  return std::all_of(parts.begin(), parts.end() - 1, [](const std::string& part) {
    return part == "api" || is_version(part) || part == "server" || part == "system";
  });
}

bool is_readiness_path(std::string_view path) {
  const std::vector<std::string> parts = parts_of(path);
  return !parts.empty() && is_one_of(parts.back(), kReadiness);
}

}  // namespace fastidious::app
