#include "project/linters.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "project/import_settings.h"
#include "project/ini_sections.h"
#include "text/glob.h"
#include "text/paths.h"
#include "text/toml.h"
#include "text/words.h"

namespace fastidious::project {
namespace {

using style::Code;
using style::CodeSet;
using Words = std::vector<std::string>;

std::string_view name_of_file(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The length of the longest of `prefixes` that `code` starts with; -1 if there is none.
int strength(const Words& prefixes, std::string_view code) {
  int longest = -1;
  for (const std::string& prefix : prefixes) {
    const std::string_view text = prefix == "ALL" ? std::string_view{} : prefix;
    if (code.starts_with(text)) longest = std::max(longest, static_cast<int>(text.size()));
  }
  return longest;
}

// The longest match decides, and `ignore` wins between equals: so say both ruff and flake8.
CodeSet chosen(const Words& select, const Words& ignore) {
  CodeSet codes;
  for (std::size_t i = 0; i < style::kCodeCount; ++i) {
    const std::string_view name = style::name_of(static_cast<Code>(i));
    if (strength(select, name) > strength(ignore, name)) codes.set(name, true);
  }
  return codes;
}

// By ARG, ARG001 or ALL; `A` is of other checks.
bool names_unused_arguments(const Words& select, const Words& ignore) {
  constexpr std::string_view kCode = "ARG001";
  Words of_them;
  std::copy_if(select.begin(), select.end(), std::back_inserter(of_them),
               [](const std::string& one) { return one == "ALL" || one.starts_with("ARG"); });
  return strength(of_them, kCode) > strength(ignore, kCode);
}

// What ruff has of pycodestyle's checks; the second list only where `preview` is on.
constexpr std::string_view kRuffCodes[] = {
    "E101", "E401", "E402", "E501", "E701", "E702", "E703", "E711", "E712", "E713", "E714", "E721",
    "E722", "E731", "E741", "E742", "E743", "W191", "W291", "W292", "W293", "W505", "W605"};
constexpr std::string_view kRuffPreviewCodes[] = {"E111", "E112", "E113", "E114", "E115", "E116",
                                                  "E117", "E2",   "E3",   "E502", "W391"};

void keep_what_ruff_has(CodeSet& codes, bool preview) {
  CodeSet known;
  for (std::string_view code : kRuffCodes) known.set(code, true);
  for (std::string_view code : kRuffPreviewCodes) known.set(code, preview);
  for (std::size_t i = 0; i < style::kCodeCount; ++i) {
    if (!known.contains(static_cast<Code>(i)))
      codes.set(style::name_of(static_cast<Code>(i)), false);
  }
}

Words words_of(toml::node_view<const toml::node> node) {
  Words words;
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) {
      if (const auto word = item.value<std::string>()) words.push_back(*word);
    }
  }
  return words;
}

void append(Words& to, const Words& from) { to.insert(to.end(), from.begin(), from.end()); }

std::uint32_t bounded(std::int64_t number) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 1, 100'000));
}

// ---- ruff ---------------------------------------------------------------------------------------

// `F401`, `unused-import`. Where one of its lists names anything else, `C90 1`, ruff does not run.
bool is_selector(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (is_word_byte(c) && c != '_') || c == '-';
  });
}

bool are_selectors(const Words& words) {
  return std::all_of(words.begin(), words.end(), is_selector);
}

// `table` is [tool.ruff]; what ruff has moved to [tool.ruff.lint] may stand in either.
class RuffReader {
 public:
  explicit RuffReader(const toml::table& table)
      : table_(table), lint_(toml::node_view<const toml::node>(table)["lint"]) {}

  StyleSettings read() const {
    StyleSettings settings;
    settings.source = "ruff";
    Words select = words("select");
    if (select.empty()) select = {"E4", "E7", "E9"};
    append(select, words("extend-select"));
    Words ignore = words("ignore");
    append(ignore, words("extend-ignore"));
    settings.options.codes = chosen(select, ignore);
    settings.sorts_imports = selects_import_order(select);
    settings.tells_unused_arguments = names_unused_arguments(select, ignore);
    settings.is_refused = !are_selectors(select) || !are_selectors(ignore);
    settings.left_out = std::move(ignore);
    const bool preview = either("preview").value_or(false);
    keep_what_ruff_has(settings.options.codes, preview);
    read_lengths(settings.options);
    for (std::string_view key : {"per-file-ignores", "extend-per-file-ignores"}) {
      add_path_ignores(settings, lint_[key].is_table() ? lint_[key] : top(key));
    }
    settings.excluded = words_of(top("exclude"));
    append(settings.excluded, words_of(top("extend-exclude")));
    append(settings.excluded, words_of(lint_["exclude"]));
    settings.imports = imports_of_ruff(table_);
    settings.sources = sources_of_ruff(table_);
    return settings;
  }

 private:
  toml::node_view<const toml::node> top(std::string_view key) const {
    return toml::node_view<const toml::node>(table_)[key];
  }
  Words words(std::string_view key) const {
    Words found = words_of(lint_[key]);
    return found.empty() ? words_of(top(key)) : found;
  }
  std::optional<bool> either(std::string_view key) const {
    const auto here = lint_[key].value<bool>();
    return here ? here : top(key).value<bool>();
  }
  void read_lengths(style::Options& options) const {
    const std::int64_t length = top("line-length").value_or(std::int64_t{kUnconfiguredLineLength});
    const auto style = lint_["pycodestyle"].is_table() ? lint_["pycodestyle"] : top("pycodestyle");
    options.max_line_length = bounded(style["max-line-length"].value_or(length));
    if (const auto doc = style["max-doc-length"].value<std::int64_t>()) {
      options.max_doc_length = bounded(*doc);
    }
    if (const auto size = top("indent-width").value<std::int64_t>()) {
      options.indent_size = static_cast<std::int32_t>(bounded(*size));
    }
  }
  static void add_path_ignores(StyleSettings& settings, toml::node_view<const toml::node> node) {
    if (const toml::table* table = node.as_table()) {
      for (const auto& [pattern, codes] : *table) {
        settings.ignores.push_back(
            {std::string(pattern.str()), words_of(toml::node_view<const toml::node>(codes))});
      }
    }
  }

  const toml::table& table_;
  toml::node_view<const toml::node> lint_;
};

// ---- flake8, pycodestyle ------------------------------------------------------------------------

class SectionReader {
 public:
  explicit SectionReader(const IniSection& section) : section_(section) {}

  StyleSettings read(std::string_view linter) const {
    StyleSettings settings;
    settings.source = linter;
    style::Options& options = settings.options;
    options.max_line_length = bounded(number("max-line-length").value_or(79));
    options.max_doc_length = bounded(number("max-doc-length").value_or(1));
    if (!number("max-doc-length")) options.max_doc_length = 0;
    options.indent_size = static_cast<std::int32_t>(bounded(number("indent-size").value_or(4)));
    const std::string_view hang = text("hang-closing");
    options.hang_closing = hang == "true" || hang == "True" || hang == "1" || hang == "yes";
    options.codes = codes();
    settings.left_out = ini_words(text("ignore"));
    append(settings.left_out, ini_words(text("extend-ignore")));
    read_path_ignores(settings);
    settings.excluded = ini_words(text("exclude"));
    append(settings.excluded, ini_words(text("extend-exclude")));
    return settings;
  }

 private:
  std::string_view text(std::string_view key) const {
    const auto at = section_.find(key);
    return at == section_.end() ? std::string_view{} : std::string_view(at->second);
  }
  std::optional<std::int64_t> number(std::string_view key) const {
    const std::string_view digits = text(key);
    std::int64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
  }
  CodeSet codes() const {
    Words select = ini_words(text("select"));
    Words ignore = ini_words(text("ignore"));
    if (select.empty() && ignore.empty() && !section_.contains("ignore")) {
      ignore = {"E121", "E123", "E126", "E226", "E24", "E704", "W503", "W504"};
    }
    if (select.empty()) select = {"E", "W"};
    append(select, ini_words(text("extend-select")));
    append(ignore, ini_words(text("extend-ignore")));
    return chosen(select, ignore);
  }
  // tests/*: E501,E402 (one pattern and its codes a line, or several on one)
  void read_path_ignores(StyleSettings& settings) const {
    std::string_view rest = text("per-file-ignores");
    for (std::size_t colon = rest.find(':'); colon != rest.npos; colon = rest.find(':')) {
      const Words patterns = ini_words(rest.substr(0, colon));
      rest.remove_prefix(colon + 1);
      const std::size_t next = rest.find(':');
      std::size_t end = rest.size();
      if (next != rest.npos) end = std::min(rest.find_last_of(", \t\n", next), next);
      const Words codes = ini_words(rest.substr(0, end));
      for (const std::string& pattern : patterns) settings.ignores.push_back({pattern, codes});
      rest.remove_prefix(std::min(end, rest.size()));
    }
  }

  const IniSection& section_;
};

// ---- files --------------------------------------------------------------------------------------

// Black makes E203 and E701 of code that it formats, and says so in its documentation.
StyleSettings settings_of_black(const toml::table& table) {
  StyleSettings settings;
  settings.source = "black";
  const std::int64_t length = table["line-length"].value_or(std::int64_t{kUnconfiguredLineLength});
  settings.options.max_line_length = bounded(length);
  settings.options.codes.set("E203", false);
  settings.options.codes.set("E701", false);
  return settings;
}

std::optional<StyleSettings> read_toml(std::string_view name, std::string_view text) {
  const auto document = parse_toml(text);
  if (!document) {
    return std::nullopt;  // whoever reads the file for its own sake reports that
  }
  if (name != "pyproject.toml") return RuffReader(*document).read();
  if (const toml::table* ruff = document->at_path("tool.ruff").as_table()) {
    return RuffReader(*ruff).read();
  }
  if (const toml::table* black = document->at_path("tool.black").as_table()) {
    return settings_of_black(*black);
  }
  return std::nullopt;
}

std::optional<StyleSettings> read_ini(std::string_view text) {
  const auto sections = read_ini_sections(text);
  for (std::string_view linter : {"flake8", "pycodestyle", "pep8"}) {
    const auto at = sections.find(linter);
    if (at != sections.end()) return SectionReader(at->second).read(linter);
  }
  return std::nullopt;
}

int rank_of(std::string_view source) {
  return source == "ruff" ? 0 : source == "flake8" ? 1 : source == "black" ? 3 : 2;
}

bool counts_before(const StyleSettings& a, const StyleSettings& b) {
  return a.folder.size() != b.folder.size() ? a.folder.size() > b.folder.size()
                                            : rank_of(a.source) < rank_of(b.source);
}

bool is_ruff_file(std::string_view name) { return name == "ruff.toml" || name == ".ruff.toml"; }

// A hook that runs ruff where no file configures it: ruff checks what it does by itself.
std::optional<StyleSettings> read_hooks(std::string_view path, std::string_view text) {
  const auto says = [text](std::string_view words) { return text.find(words) != text.npos; };
  const bool lints = says("id: ruff\n") || says("id: ruff ") || says("id: ruff-check");
  if (!lints || says("--select") || says("--extend-select") || says("--config")) {
    return std::nullopt;
  }
  StyleSettings settings = RuffReader(toml::table{}).read();
  settings.folder = folder_of(path);
  return settings;
}

void insert(StyleSettings settings, std::vector<StyleSettings>& all) {
  const auto place = std::upper_bound(all.begin(), all.end(), settings, counts_before);
  all.insert(place, std::move(settings));
}

}  // namespace

bool concerns_path(std::string pattern, std::string_view path) {
  if (pattern.starts_with("./")) pattern.erase(0, 2);
  if (pattern.empty() || pattern[0] == '!') return false;
  return matches_path(pattern, path) || matches_glob(pattern, name_of_file(path)) ||
         matches_glob(pattern, path);
}

std::optional<StyleSettings> read_style_settings(std::string_view path, std::string_view text) {
  const std::string_view name = name_of_file(path);
  std::optional<StyleSettings> settings;
  if (name == "pyproject.toml" || is_ruff_file(name)) {
    settings = read_toml(name, text);
  } else if (name == "setup.cfg" || name == "tox.ini" || name == ".flake8") {
    settings = read_ini(text);
  }
  if (settings) settings->folder = folder_of(path);
  return settings;
}

Linters::Linters(const repo::Inventory& inventory, const FileSystem& files) {
  std::vector<StyleSettings> of_hooks;
  for (const repo::RepositoryFile& file : inventory.files) {
    sources_.add(file.path);
    const bool is_of_hooks = name_of_file(file.path) == ".pre-commit-config.yaml";
    const bool candidate = file.kind == repo::FileKind::Pyproject ||
                           file.kind == repo::FileKind::SetupCfg ||
                           file.kind == repo::FileKind::Configuration;
    if (!candidate && !is_of_hooks) continue;
    const FileResult<SourceText> text = files.read(file.path, limits::kMaxTextBytes);
    if (!text) continue;
    if (auto isort = read_isort_settings(file.path, text->view())) {
      insert(std::move(*isort), isorts_);
    }
    if (is_of_hooks && sorts_by_another_tool(text->view())) {
      sorted_by_others_.emplace_back(folder_of(file.path));
    }
    auto settings = is_of_hooks ? read_hooks(file.path, text->view())
                                : read_style_settings(file.path, text->view());
    if (settings && is_of_hooks) {
      of_hooks.push_back(std::move(*settings));
    } else if (settings) {
      insert(std::move(*settings), settings_);
    }
  }
  for (StyleSettings& one : of_hooks) {
    const bool is_configured =
        std::any_of(settings_.begin(), settings_.end(), [&](const StyleSettings& other) {
          return other.folder == one.folder && other.source == "ruff";
        });
    if (!is_configured) insert(std::move(one), settings_);
  }
}

const StyleSettings* Linters::settings_for(std::string_view path) const {
  for (const StyleSettings& settings : settings_) {
    if (is_inside(path, settings.folder)) return &settings;
  }
  return nullptr;
}

// Of ruff, where it is configured in the same folder as isort or nearer; of isort, where ruff is
// not told to sort.
style::ImportStyle Linters::imports_for(std::string_view path) const {
  const StyleSettings* found = nullptr;
  for (const auto* all : {&settings_, &isorts_}) {
    for (const StyleSettings& one : *all) {
      if ((one.source != "ruff" && one.source != "isort") || !is_inside(path, one.folder)) continue;
      const bool only_checks = found != nullptr && found->source == "ruff" &&
                               (!found->sorts_imports || found->is_refused) &&
                               one.source == "isort";
      if (found == nullptr || only_checks || one.folder.size() > found->folder.size()) found = &one;
      break;
    }
  }
  style::ImportStyle style = found == nullptr ? style::ImportStyle{} : found->imports;
  if (found != nullptr && found->is_refused) style.tool = style::ImportStyle::Tool::None;
  style.is_left_alone = style.is_left_alone || (found != nullptr && leaves_imports(*found, path)) ||
                        is_sorted_by_others(path, found);
  if (found != nullptr) sources_.say_whose(*found, path, style);
  return style;
}

// A hook's order counts, unless a linter that is told to sort is nearer.
bool Linters::is_sorted_by_others(std::string_view path, const StyleSettings* found) const {
  return std::any_of(
      sorted_by_others_.begin(), sorted_by_others_.end(), [&](const std::string& folder) {
        const bool is_overruled = found != nullptr && found->folder.size() > folder.size() &&
                                  (found->sorts_imports || found->source == "isort");
        return is_inside(path, folder) && !is_overruled;
      });
}

bool Linters::is_configured_for(std::string_view path) const {
  return settings_for(path) != nullptr;
}

bool Linters::is_ruff_for(std::string_view path) const {
  const StyleSettings* settings = settings_for(path);
  return settings != nullptr && settings->source == "ruff";
}

bool Linters::tells_unused_arguments(std::string_view path) const {
  const StyleSettings* settings = settings_for(path);
  return settings != nullptr && settings->tells_unused_arguments && !leaves_out(path, "ARG001");
}

bool Linters::leaves_out(std::string_view path, std::string_view code) const {
  const StyleSettings* settings = settings_for(path);
  if (settings == nullptr) return false;
  const auto names_it = [code](const Words& codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  if (names_it(settings->left_out)) return true;
  path.remove_prefix(settings->folder.empty() ? 0 : settings->folder.size() + 1);
  return std::any_of(settings->ignores.begin(), settings->ignores.end(),
                     [&](const PathIgnores& one) {
                       return names_it(one.codes) && concerns_path(one.pattern, path);
                     });
}

style::Options Linters::options_for(std::string_view path) const {
  const StyleSettings* settings = settings_for(path);
  style::Options options;
  if (settings == nullptr) {
    options.max_line_length = kUnconfiguredLineLength;
    // Who configures a linter elsewhere and leaves long lines to a formatter means them all.
    const auto allows_long_lines = [](const StyleSettings& one) {
      return !one.options.codes.contains(Code::E501);
    };
    if (std::any_of(settings_.begin(), settings_.end(), allows_long_lines)) {
      options.codes.set("E501", false);
    }
    return options;
  }
  options = settings->options;
  path.remove_prefix(settings->folder.empty() ? 0 : settings->folder.size() + 1);
  for (const std::string& pattern : settings->excluded) {
    if (concerns_path(pattern, path)) options.codes = CodeSet{};
  }
  for (const PathIgnores& ignores : settings->ignores) {
    if (!concerns_path(ignores.pattern, path)) continue;
    for (const std::string& code : ignores.codes) {
      options.codes.set(code == "ALL" ? std::string_view{} : code, false);
    }
  }
  return options;
}

}  // namespace fastidious::project
