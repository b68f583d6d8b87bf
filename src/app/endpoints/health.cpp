#include "app/endpoints/health.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

namespace {

constexpr std::string_view kWords[] = {"live",  "livez",     "liveness",    "alive",    "isalive",
                                       "ready", "readyz",    "readiness",   "ping",     "ah",
                                       "up",    "heartbeat", "lbheartbeat", "startupz", "probe"};
constexpr std::string_view kReadiness[] = {"ready", "readyz", "readiness"};
// What stands before a health check and names no part of the application.
constexpr std::string_view kNeutral[] = {"api",    "server",   "system",    "app",
                                         "core",   "internal", "public",    "actuator",
                                         "status", "monitor",  "monitoring"};

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

// "_ah", "__heartbeat__": `ah`, `heartbeat`.
std::string_view bare(std::string_view part) {
  while (part.starts_with('_')) part.remove_prefix(1);
  while (part.ends_with('_')) part.remove_suffix(1);
  return part;
}

bool is_health_part(std::string_view part) {
  const std::string_view word = bare(part);
  return word.starts_with("health") || is_one_of(word, kWords);
}

bool has_parameter(const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return part.find('{') != part.npos; });
}

bool is_version(const std::string& part) { return part.size() <= 3 && part.starts_with('v'); }

}  // namespace

bool is_health_path(std::string_view path) {
  // A prefix whose value is not known: "{v1_prefix}/health".
  if (path.starts_with('{')) path.remove_prefix(std::min(path.find('}') + 1, path.size()));
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
  return !parts.empty() && is_one_of(bare(parts.back()), kReadiness);
}

std::string part_checked(std::string_view path) {
  std::string part;
  for (const std::string& one : parts_of(path)) {
    if (is_health_part(one)) break;
    if (!is_one_of(one, kNeutral) && !is_version(one)) part += "/" + one;
  }
  return part;
}

}  // namespace fastidious::app
