#include "deploy/log_file.h"

#include <algorithm>

#include "deploy/formats/sections.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::string_view kFormatter = "formatter_", kHandler = "handler_";

bool makes_json(const Section& formatter) {
  return contains_any(lower_case(formatter.value_of("class")), {"json"});
}

bool is_json_handler(const std::vector<Section>& sections, const Section& handler) {
  const std::string formatter =
      std::string(kFormatter) + std::string(handler.value_of("formatter"));
  return makes_json(handler) ||
         std::any_of(sections.begin(), sections.end(),
                     [&](const Section& one) { return one.name == formatter && makes_json(one); });
}

// What a logger has for its handlers: `handlers=console,file`.
bool is_used(const std::vector<Section>& sections, std::string_view handler) {
  return std::any_of(sections.begin(), sections.end(), [&](const Section& one) {
    return one.name.starts_with("logger_") && has_word(one.value_of("handlers"), handler);
  });
}

}  // namespace

LogFile read_log_file(const TextFile& file) {
  LogFile found;
  const std::vector<Section> sections = parse_sections(file.text.view());
  for (const Section& one : sections) {
    if (one.name.starts_with(kFormatter) && makes_json(one) && found.json_formatter.empty()) {
      found.json_formatter = one.name.substr(kFormatter.size());
    }
    if (!one.name.starts_with(kHandler)) continue;
    const std::string_view name = one.name.substr(kHandler.size());
    if (is_used(sections, name) && !is_json_handler(sections, one)) {
      found.plain_handlers.emplace_back(name);
    }
  }
  return found;
}

const TextFile* log_file_of(const Manifests& manifests, std::string_view text) {
  const TextFile* named = nullptr;
  for (const TextFile* one : manifests.log_files) {
    if (text.find(name_of(one->path)) == text.npos) continue;
    if (named != nullptr) return nullptr;
    named = one;
  }
  if (named != nullptr) return named;
  return manifests.log_files.size() == 1 ? manifests.log_files.front() : nullptr;
}

}  // namespace fastidious::deploy
