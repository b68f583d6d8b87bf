#include "knowledge/dangers.h"

#include <array>

namespace fastidious::knowledge {
namespace {

constexpr std::array<std::string_view, kDangerCount> kNames = {
    "sql",      "orm",  "shell",     "program", "path",        "host",   "url",
    "redirect", "html", "template",  "header",  "deserialise", "code",   "xml",
    "regex",    "csv",  "firestore", "log",     "match",       "archive"};

}  // namespace

std::string_view name_of(Danger danger) { return kNames[static_cast<std::size_t>(danger)]; }

std::optional<Danger> danger_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Danger>(i);
  }
  return std::nullopt;
}

}  // namespace fastidious::knowledge
