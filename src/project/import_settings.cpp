#include "project/import_settings.h"

#include <algorithm>
#include <map>

#include "project/ini_sections.h"
#include "text/paths.h"
#include "text/toml.h"
#include "text/words.h"

namespace fastidious::project {
namespace {

using style::ImportStyle;
using Words = std::vector<std::string>;

// Settings by name, with - for _; of a switch the word "true" or "false".
class ImportOptions {
 public:
  explicit ImportOptions(const toml::table& table) {
    for (const auto& [key, node] : table) keep(key.str(), words_in(node));
  }
  explicit ImportOptions(const IniSection& section) {
    for (const auto& [key, value] : section) keep(key, ini_words(value));
  }

  const Words& words(std::string_view key) const {
    static const Words kNone;
    const auto at = all_.find(key);
    return at == all_.end() ? kNone : at->second;
  }
  bool is_on(std::string_view key) const {
    const Words& value = words(key);
    return value.size() == 1 && (value[0] == "true" || value[0] == "True" || value[0] == "1");
  }

 private:
  static Words words_in(const toml::node& node) {
    if (const auto flag = node.value_exact<bool>()) return {*flag ? "true" : "false"};
    if (const auto text = node.value_exact<std::string>()) return ini_words(*text);
    Words words;
    if (const toml::array* array = node.as_array()) {
      for (const toml::node& item : *array) {
        if (const auto word = item.value<std::string>()) words.push_back(*word);
      }
    }
    return words;
  }
  void keep(std::string_view key, Words words) {
    std::string name(key);
    std::replace(name.begin(), name.end(), '_', '-');
    all_.insert_or_assign(std::move(name), std::move(words));
  }

  std::map<std::string, Words, std::less<>> all_;
};

bool is_usual_sections(Words names) {
  for (std::string& name : names) {
    std::erase(name, '-');
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  }
  return names.empty() ||
         names == Words{"FUTURE", "STDLIB", "THIRDPARTY", "FIRSTPARTY", "LOCALFOLDER"} ||
         names == Words{"FUTURE", "STANDARDLIBRARY", "THIRDPARTY", "FIRSTPARTY", "LOCALFOLDER"};
}

ImportStyle style_of(const ImportOptions& options, ImportStyle::Tool tool) {
  ImportStyle style;
  style.tool = tool;
  const auto is_on = [&](std::string_view key) { return options.is_on(key); };
  constexpr std::string_view kOwnOrders[] = {"length-sort",
                                             "length-sort-straight",
                                             "no-sections",
                                             "reverse-sort",
                                             "force-alphabetical-sort",
                                             "force-alphabetical-sort-within-sections",
                                             "lexicographical",
                                             "star-first"};
  style.is_left_alone = std::any_of(std::begin(kOwnOrders), std::end(kOwnOrders), is_on) ||
                        !options.words("force-to-top").empty() ||
                        !is_usual_sections(options.words("section-order")) ||
                        !is_usual_sections(options.words("sections"));
  style.from_first = is_on("from-first");
  style.is_mixed = is_on("force-sort-within-sections");
  style.first_party = options.words("known-first-party");
  style.third_party = options.words("known-third-party");
  return style;
}

bool names_order(const Words& codes) {
  return std::any_of(codes.begin(), codes.end(), [](std::string_view code) {
    return code == "ALL" || (!code.empty() && std::string_view("I001").starts_with(code));
  });
}

Words merged(const ImportOptions& a, const ImportOptions& b, std::string_view key) {
  Words words = a.words(key);
  words.insert(words.end(), b.words(key).begin(), b.words(key).end());
  return words;
}

// Where a tool looks for the project's own modules: in the folders that it is told, else beside its
// configuration and in `src` below that. Nothing where it is told patterns.
Words sources_in(Words folders) {
  if (folders.empty()) return {"", "src"};
  const bool is_understood =
      std::all_of(folders.begin(), folders.end(), [](const std::string& folder) {
        return !folder.empty() && folder.find_first_of("*?[~$\\") == folder.npos &&
               folder[0] != '/' && folder.find("..") == folder.npos;
      });
  if (!is_understood) return {};
  for (std::string& folder : folders) {
    if (folder.starts_with("./")) folder.erase(0, 2);
    while (folder.ends_with('/')) folder.pop_back();
    if (folder == ".") folder.clear();
  }
  return folders;
}

std::optional<ImportOptions> isort_options(std::string_view name, std::string_view text) {
  if (name == "pyproject.toml") {
    const auto document = parse_toml(text);
    const toml::table* table = document ? document->at_path("tool.isort").as_table() : nullptr;
    return table == nullptr ? std::nullopt : std::optional(ImportOptions(*table));
  }
  const bool is_own = name == ".isort.cfg";
  if (!is_own && name != "setup.cfg" && name != "tox.ini") return std::nullopt;
  const auto sections = read_ini_sections(text);
  auto at = sections.find("isort");
  if (at == sections.end() && is_own) at = sections.find("settings");
  return at == sections.end() ? std::nullopt : std::optional(ImportOptions(at->second));
}

}  // namespace

bool selects_import_order(const std::vector<std::string>& codes) { return names_order(codes); }

ImportStyle imports_of_ruff(const toml::table& ruff) {
  const toml::node_view<const toml::node> top(ruff);
  const auto table_at = [](toml::node_view<const toml::node> node) {
    const toml::table* table = node.as_table();
    return ImportOptions(table == nullptr ? toml::table{} : *table);
  };
  const bool is_in_lint = top["lint"]["isort"].is_table();
  ImportStyle style =
      style_of(table_at(is_in_lint ? top["lint"]["isort"] : top["isort"]), ImportStyle::Tool::Ruff);
  const ImportOptions lint = table_at(top["lint"]);
  const ImportOptions above(ruff);
  const Words fixable = merged(lint, above, "fixable");
  style.is_fixable =
      (fixable.empty() || names_order(fixable)) && !names_order(merged(lint, above, "unfixable"));
  style.is_left_alone = style.is_left_alone || names_order(merged(lint, above, "ignore")) ||
                        names_order(merged(lint, above, "extend-ignore"));
  return style;
}

std::vector<std::string> sources_of_ruff(const toml::table& ruff) {
  return sources_in(ImportOptions(ruff).words("src"));
}

bool sorts_by_another_tool(std::string_view hooks) {
  constexpr std::string_view kTools[] = {"id: reorder-python-imports", "id: usort", "id: zimports",
                                         "id: reorder_python_imports"};
  return contains_any(hooks, kTools);
}

std::optional<StyleSettings> read_isort_settings(std::string_view path, std::string_view text) {
  const std::optional<ImportOptions> options =
      isort_options(path.substr(path.rfind('/') + 1), text);
  if (!options) return std::nullopt;
  StyleSettings settings;
  settings.folder = folder_of(path);
  settings.source = "isort";
  settings.imports = style_of(*options, ImportStyle::Tool::Isort);
  settings.sources = sources_in(options->words("src-paths"));
  const Words& profile = options->words("profile");
  settings.imports.is_mixed |= !profile.empty() && profile[0] == "google";
  for (std::string_view key : {"skip", "extend-skip", "skip-glob", "extend-skip-glob"}) {
    const Words& more = options->words(key);
    settings.excluded.insert(settings.excluded.end(), more.begin(), more.end());
  }
  return settings;
}

bool leaves_imports(const StyleSettings& settings, std::string_view path) {
  path.remove_prefix(settings.folder.empty() ? 0 : settings.folder.size() + 1);
  return std::any_of(settings.excluded.begin(), settings.excluded.end(),
                     [&](const std::string& one) { return concerns_path(one, path); }) ||
         std::any_of(settings.ignores.begin(), settings.ignores.end(), [&](const PathIgnores& one) {
           return names_order(one.codes) && concerns_path(one.pattern, path);
         });
}

}  // namespace fastidious::project
