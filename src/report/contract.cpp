#include "report/contract.h"

#include <fmt/format.h>

#include <algorithm>

namespace fastidious::report {
namespace {

std::size_t breaking_of(std::span<const app::Change> changes) {
  return static_cast<std::size_t>(std::count_if(
      changes.begin(), changes.end(), [](const app::Change& one) { return one.breaking; }));
}

std::string_view title_of(const app::Change& change) {
  return change.operation.empty() ? std::string_view("the whole document") : change.operation;
}

void write_section(std::string_view title, std::span<const app::Change> changes,
                   std::string& text) {
  if (changes.empty()) return;
  text += fmt::format("{} ({})\n", title, changes.size());
  const app::Change* last = nullptr;
  for (const app::Change& one : changes) {
    if (last == nullptr || last->operation != one.operation) {
      text += fmt::format("\n  {}\n", title_of(one));
    }
    text += one.place.empty() ? fmt::format("    {}\n", one.message)
                              : fmt::format("    {} {}\n", one.place, one.message);
    last = &one;
  }
  text += "\n";
}

}  // namespace

std::string write_changes_text(std::span<const app::Change> changes) {
  if (changes.empty()) return "No change that a client would notice.\n";
  const std::size_t breaking = breaking_of(changes);
  std::string text;
  write_section("Breaking changes", changes.first(breaking), text);
  write_section("Other changes", changes.subspan(breaking), text);
  text += fmt::format("{} breaking, {} other.\n", breaking, changes.size() - breaking);
  return text;
}

std::string write_changes_json(std::span<const app::Change> changes) {
  using Json = nlohmann::ordered_json;
  const std::size_t breaking = breaking_of(changes);
  Json list = Json::array();
  for (const app::Change& one : changes) {
    list.push_back(Json{{"breaking", one.breaking},
                        {"kind", one.kind},
                        {"operation", one.operation},
                        {"place", one.place},
                        {"message", one.message}});
  }
  const Json whole{{"schema", 1},
                   {"breaking", breaking},
                   {"compatible", changes.size() - breaking},
                   {"changes", std::move(list)}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fastidious::report
