#include "deploy/log_file.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "deploy/formats/sections.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::string_view kFormatter = "formatter_", kHandler = "handler_";

bool makes_json(const Section& formatter) {
  return contains_any(lower_case(formatter.value_of("class")), {"json"});
}

// Of all sections at once: the names of formatters that make JSON, and what loggers have for their
// handlers, `handlers=console,file`.
struct Names {
  std::set<std::string_view> json_formatters, used_handlers;
};

void add_words(std::string_view list, std::set<std::string_view>& words) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    words.insert(trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

Names names_in(const std::vector<Section>& sections) {
  Names names;
  for (const Section& one : sections) {
    const bool is_json = one.name.starts_with(kFormatter) && makes_json(one);
    if (is_json) names.json_formatters.insert(one.name.substr(kFormatter.size()));
    if (one.name.starts_with("logger_")) add_words(one.value_of("handlers"), names.used_handlers);
  }
  return names;
}

}  // namespace

LogFile read_log_file(const TextFile& file) {
  LogFile found;
  const std::vector<Section> sections = parse_sections(file.text.view());
  const Names names = names_in(sections);
  if (!names.json_formatters.empty()) found.json_formatter = *names.json_formatters.begin();
  for (const Section& one : sections) {
    if (!one.name.starts_with(kHandler)) continue;
    const std::string_view name = one.name.substr(kHandler.size());
    const bool is_json =
        makes_json(one) || names.json_formatters.contains(one.value_of("formatter"));
    if (names.used_handlers.contains(name) && !is_json) found.plain_handlers.emplace_back(name);
  }
  return found;
}

const TextFile* log_file_of(const Manifests& manifests, std::string_view text) {
  constexpr std::size_t kMostFiles = 50;
  if (manifests.log_files.size() > kMostFiles) return nullptr;
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
