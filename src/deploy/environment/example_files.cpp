#include "deploy/environment/example_files.h"

#include <string>

#include "deploy/manifests.h"
#include "text/words.h"

namespace fastidious::deploy {

bool is_example_of_environment(std::string_view path) {
  const std::string name = lower_case(name_of(path));
  for (const std::string_view word :
       {"example", "sample", "template", "dist", "default", "tmpl", "tpl"}) {
    if (name.find(word) != name.npos) return true;
  }
  return false;
}

bool is_env_file_of_others(std::string_view path) {
  const std::string whole = "/" + std::string(path);
  const std::size_t hidden = whole.find("/.");
  return (hidden != whole.npos && whole.find('/', hidden + 2) != whole.npos) ||
         contains_any(whole, {"/frontend/", "/web/", "/client/", "/ui/"});
}

bool is_for_agents(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "AGENTS.md" || name == "CLAUDE.md";
}

bool is_variant_of(std::string_view path, std::string_view other) {
  return path.starts_with(other) && path.substr(other.size()).find('-') <= 1;
}

}  // namespace fastidious::deploy
