#include "rules/missing_lists.h"

namespace fastidious::rules {

using deploy::Command;
using deploy::Instruction;

namespace {

// What stands behind `-r` of `pip install`; empty if there is nothing.
std::string list_installed_by(const Command& command) {
  const auto& words = command.words;
  bool installs = false;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    installs = installs || words[i].text == "install";
    const bool is_list = words[i].text == "-r" || words[i].text == "--requirement";
    if (installs && is_list) return words[i + 1].text;
  }
  return {};
}

// Whether the image copies a file so named from its context: it is not made there.
bool copies(const deploy::Image& image, std::string_view name) {
  for (const Instruction& one : image.dockerfile().instructions()) {
    const bool is_copy = one.keyword == "COPY" || one.keyword == "ADD";
    if (!is_copy || !one.flag("from").empty()) continue;
    for (std::size_t i = 0; i + 1 < one.words.size(); ++i) {
      if (deploy::name_of(one.words[i].text) == name) return true;
    }
  }
  return false;
}

}  // namespace

std::string missing_list(const DeliveryCheck& check, const deploy::Image& image) {
  for (const Instruction& one : image.dockerfile().instructions()) {
    if (one.keyword != "RUN") continue;
    for (const Command& command : one.script().commands) {
      const std::string list = list_installed_by(command);
      if (list.empty() || list.find('$') != list.npos) continue;
      const std::string name(deploy::name_of(list));
      if (copies(image, name) && check.delivery().files().ending_with(name).empty()) return name;
    }
  }
  return {};
}

std::string missing_list_for(const DeliveryCheck& check, std::string_view path) {
  for (const auto& image : check.delivery().images()) {
    if (!image->contains(path)) continue;
    if (std::string list = missing_list(check, *image); !list.empty()) return list;
  }
  return {};
}

void say_if_in_missing_list(const std::string& list, Draft& draft) {
  if (list.empty()) return;
  draft.severity(findings::Severity::Warning)
      .risk(
          "What `{}` names, which the image installs, is not in the repository: nobody sees here "
          "whether the package is in it.",
          {list})
      .fix("Put `{}` into git, and see that it names the package, with a version.", {list});
}

}  // namespace fastidious::rules
