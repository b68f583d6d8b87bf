#include "repo/config.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/nearest.h"
#include "text/toml.h"

namespace fastidious::repo {
namespace {

std::uint32_t line_of(const toml::node& node) { return node.source().begin.line; }

std::string quoted_list(std::span<const std::string_view> words) {
  std::string text;
  for (std::string_view word : words) {
    text += (text.empty() ? "'" : ", '") + std::string(word) + "'";
  }
  return text;
}

std::optional<findings::Severity> parse_severity(std::string_view word) {
  using findings::Severity;
  for (Severity severity : {Severity::Suggestion, Severity::Warning, Severity::Critical}) {
    if (findings::name_of(severity) == word) {
      return severity;
    }
  }
  return std::nullopt;
}

// Reads one file's table into a Config and notes everything that is wrong on the way.
class ConfigReader {
 public:
  ConfigReader(std::string_view file, std::string prefix)
      : file_(file), prefix_(std::move(prefix)) {
    config_.file = file_;
  }

  Result<Config, ConfigErrors> read(const toml::table& table) {
    read_table(table, prefix_, std::span<const Field>(kFields));
    if (!errors_.empty()) {
      std::stable_sort(errors_.begin(), errors_.end(),
                       [](const auto& a, const auto& b) { return a.line < b.line; });
      return std::move(errors_);
    }
    return std::move(config_);
  }

 private:
  using Handler = void (ConfigReader::*)(const toml::node&, const std::string& key);
  struct Field {
    std::string_view name;
    Handler handler;
  };
  static const std::array<Field, 17> kFields;
  static const std::array<Field, 3> kOverrideFields;

  void fail(std::uint32_t line, std::string key, std::string message) {
    errors_.push_back({file_, line, std::move(key), std::move(message)});
  }

  static std::string joined(const std::string& prefix, std::string_view key) {
    return prefix.empty() ? std::string(key) : prefix + "." + std::string(key);
  }

  // ---- tables ----------------------------------------------------------------------------------
  void read_table(const toml::table& table, const std::string& prefix,
                  std::span<const Field> fields) {
    for (const auto& [key, node] : table) {
      const std::string full = joined(prefix, key.str());
      const auto field = std::find_if(fields.begin(), fields.end(),
                                      [&](const Field& known) { return known.name == key.str(); });
      if (field != fields.end()) {
        (this->*field->handler)(node, full);
      } else {
        unknown_key(key, full, fields);
      }
    }
  }

  void unknown_key(const toml::key& key, const std::string& full, std::span<const Field> fields) {
    std::vector<std::string_view> names;
    for (const Field& field : fields) {
      names.push_back(field.name);
    }
    const std::string_view meant = nearest(key.str(), names);
    fail(key.source().begin.line, full,
         meant.empty() ? "unknown key; the known ones are " + quoted_list(names)
                       : "unknown key; did you mean '" + std::string(meant) + "'?");
  }

  const toml::table* table_in(const toml::node& node, const std::string& key) {
    if (!node.is_table()) {
      fail(line_of(node), key, "must be a table");
    }
    return node.as_table();
  }

  // ---- values ----------------------------------------------------------------------------------
  std::optional<std::string> string_in(const toml::node& node, const std::string& key) {
    if (const auto* text = node.as_string()) {
      return text->get();
    }
    fail(line_of(node), key, "must be a string");
    return std::nullopt;
  }

  struct Word {
    std::string text;
    std::uint32_t line;
  };

  std::vector<Word> words_in(const toml::node& node, const std::string& key) {
    std::vector<Word> words;
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      fail(line_of(node), key, "must be a list of strings");
      return words;
    }
    for (const toml::node& item : *array) {
      if (const auto text = string_in(item, key)) {
        words.push_back({*text, line_of(item)});
      }
    }
    return words;
  }

  std::vector<std::string> strings_in(const toml::node& node, const std::string& key) {
    std::vector<std::string> strings;
    for (Word& word : words_in(node, key)) {
      strings.push_back(std::move(word.text));
    }
    return strings;
  }

  std::vector<std::string> selectors_in(const toml::node& node, const std::string& key) {
    std::vector<std::string> selectors;
    for (Word& word : words_in(node, key)) {
      config_.mentions.push_back({word.text, {}, key, word.line});
      selectors.push_back(std::move(word.text));
    }
    return selectors;
  }

  // ---- keys ------------------------------------------------------------------------------------
  void read_select(const toml::node& node, const std::string& key) {
    config_.select = selectors_in(node, key);
  }
  void read_ignore(const toml::node& node, const std::string& key) {
    config_.ignore = selectors_in(node, key);
  }
  void read_include(const toml::node& node, const std::string& key) {
    config_.include = strings_in(node, key);
  }
  void read_exclude(const toml::node& node, const std::string& key) {
    config_.exclude = strings_in(node, key);
  }
  void read_public(const toml::node& node, const std::string& key) {
    config_.public_routes = strings_in(node, key);
  }
  void read_flow(const toml::node& node, const std::string& key) {
    for (Word& word : words_in(node, key)) {
      config_.flow.emplace_back(std::move(word.text), word.line);
    }
  }
  void read_advisories(const toml::node& node, const std::string& key) {
    config_.advisories = string_in(node, key).value_or("");
  }
  void read_baseline(const toml::node& node, const std::string& key) {
    config_.baseline = string_in(node, key).value_or("");
  }

  void read_fail_on(const toml::node& node, const std::string& key) {
    const std::optional<std::string> word = string_in(node, key);
    config_.fail_on = word ? parse_fail_on(*word) : std::nullopt;
    if (word && !config_.fail_on) {
      fail(line_of(node), key,
           "'" + *word + "' is none of 'critical', 'review', 'warning', 'suggestion', 'never'");
    }
  }

  void read_owners(const toml::node& node, const std::string& key) {
    const auto* flag = node.as_boolean();
    if (flag == nullptr) return fail(line_of(node), key, "must be true or false");
    config_.owners = flag->get();
  }

  void read_target_python(const toml::node& node, const std::string& key) {
    const std::string word = string_in(node, key).value_or("3.8");
    const std::string digits = word.starts_with("3.") ? word.substr(2) : "";
    const bool numeric = !digits.empty() && digits.size() <= 2 &&
                         digits.find_first_not_of("0123456789") == digits.npos;
    if (!numeric) {
      return fail(line_of(node), key, "must be a version such as \"3.11\"");
    }
    config_.target_python = std::stoi(digits);
  }

  void read_severity(const toml::node& node, const std::string& key) {
    const toml::table* table = table_in(node, key);
    if (table == nullptr) {
      return;
    }
    for (const auto& [selector, value] : *table) {
      const std::string full = joined(key, selector.str());
      const std::optional<std::string> word = string_in(value, full);
      const auto severity = word ? parse_severity(*word) : std::nullopt;
      if (severity) {
        config_.severity[std::string(selector.str())] = *severity;
        config_.mentions.push_back({std::string(selector.str()), {}, full, line_of(value)});
      } else if (word) {
        fail(line_of(value), full,
             "'" + *word +
                 "' is none of 'critical', 'warning', 'suggestion'; "
                 "to switch a rule off, put it under 'ignore'");
      }
    }
  }

  void read_per_file_ignores(const toml::node& node, const std::string& key) {
    const toml::table* table = table_in(node, key);
    if (table == nullptr) {
      return;
    }
    for (const auto& [pattern, value] : *table) {
      PathOverride entry;
      entry.pattern = pattern.str();
      entry.ignore = selectors_in(value, joined(key, pattern.str()));
      config_.overrides.push_back(std::move(entry));
    }
  }

  void read_overrides(const toml::node& node, const std::string& key) {
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      return fail(line_of(node), key, "must be a list of tables, [[" + key + "]]");
    }
    for (const toml::node& item : *array) {
      if (const toml::table* table = table_in(item, key)) {
        read_override(*table, key);
      }
    }
  }

  void read_override(const toml::table& table, const std::string& key) {
    override_paths_.clear();
    override_ = {};
    read_table(table, key, std::span<const Field>(kOverrideFields));
    if (override_paths_.empty()) {
      fail(line_of(table), key,
           "needs 'paths', a list of patterns that says which files it is for");
    }
    for (const std::string& pattern : override_paths_) {
      override_.pattern = pattern;
      config_.overrides.push_back(override_);
    }
  }
  void read_override_paths(const toml::node& node, const std::string& key) {
    override_paths_ = strings_in(node, key);
  }
  void read_override_select(const toml::node& node, const std::string& key) {
    override_.select = selectors_in(node, key);
  }
  void read_override_ignore(const toml::node& node, const std::string& key) {
    override_.ignore = selectors_in(node, key);
  }

  void read_roles(const toml::node& node, const std::string& key) {
    // In the order of Role.
    static constexpr std::array<Field, kRoleCount> kRoles = {{{"application", nullptr},
                                                              {"tests", nullptr},
                                                              {"migrations", nullptr},
                                                              {"scripts", nullptr},
                                                              {"examples", nullptr},
                                                              {"generated", nullptr}}};
    const toml::table* table = table_in(node, key);
    if (table == nullptr) {
      return;
    }
    for (const auto& [name, value] : *table) {
      const std::string full = joined(key, name.str());
      const auto role = std::find_if(kRoles.begin(), kRoles.end(),
                                     [&](const Field& known) { return known.name == name.str(); });
      if (role == kRoles.end()) {
        unknown_key(name, full, kRoles);
      } else {
        config_.roles.globs[static_cast<std::size_t>(role - kRoles.begin())] =
            GlobList(strings_in(value, full));
      }
    }
  }

  void read_auth(const toml::node& node, const std::string& key) {
    static constexpr std::array<Field, 1> kAuth = {{{"dependencies", nullptr}}};
    const toml::table* table = table_in(node, key);
    if (table == nullptr) return;
    for (const auto& [name, value] : *table) {
      const std::string full = joined(key, name.str());
      if (name.str() == kAuth[0].name) {
        config_.guards = strings_in(value, full);
      } else {
        unknown_key(name, full, kAuth);
      }
    }
  }

  void read_rules(const toml::node& node, const std::string& key) {
    const toml::table* table = table_in(node, key);
    if (table == nullptr) {
      return;
    }
    for (const auto& [code, options] : *table) {
      const std::string full = joined(key, code.str());
      if (const toml::table* values = table_in(options, full)) {
        config_.mentions.push_back({std::string(code.str()), {}, full, line_of(options)});
        read_rule_options(std::string(code.str()), *values, full);
      }
    }
  }

  void read_rule_options(const std::string& code, const toml::table& table,
                         const std::string& key) {
    for (const auto& [name, value] : table) {
      const std::string full = joined(key, name.str());
      RuleOption option;
      option.key = name.str();
      if (const auto* number = value.as_integer()) {
        option.type = RuleOption::Type::Number;
        option.number = number->get();
      } else if (const auto* flag = value.as_boolean()) {
        option.type = RuleOption::Type::Flag;
        option.number = flag->get() ? 1 : 0;
      } else if (value.is_array()) {
        option.type = RuleOption::Type::Names;
        option.names = strings_in(value, full);
      } else {
        fail(line_of(value), full, "must be a whole number, true or false, or a list of strings");
        continue;
      }
      config_.mentions.push_back({code, option.key, full, line_of(value)});
      config_.rule_options[code].push_back(std::move(option));
    }
  }

  std::string file_;
  std::string prefix_;
  Config config_;
  ConfigErrors errors_;
  PathOverride override_;
  std::vector<std::string> override_paths_;
};

const std::array<ConfigReader::Field, 17> ConfigReader::kFields = {
    {{"select", &ConfigReader::read_select},
     {"ignore", &ConfigReader::read_ignore},
     {"include", &ConfigReader::read_include},
     {"exclude", &ConfigReader::read_exclude},
     {"fail-on", &ConfigReader::read_fail_on},
     {"baseline", &ConfigReader::read_baseline},
     {"advisories", &ConfigReader::read_advisories},
     {"owners", &ConfigReader::read_owners},
     {"target-python", &ConfigReader::read_target_python},
     {"public", &ConfigReader::read_public},
     {"auth", &ConfigReader::read_auth},
     {"flow", &ConfigReader::read_flow},
     {"severity", &ConfigReader::read_severity},
     {"per-file-ignores", &ConfigReader::read_per_file_ignores},
     {"overrides", &ConfigReader::read_overrides},
     {"roles", &ConfigReader::read_roles},
     {"rules", &ConfigReader::read_rules}}};

const std::array<ConfigReader::Field, 3> ConfigReader::kOverrideFields = {
    {{"paths", &ConfigReader::read_override_paths},
     {"select", &ConfigReader::read_override_select},
     {"ignore", &ConfigReader::read_override_ignore}}};

std::string_view name_of_file(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string describe(const ConfigError& error) {
  std::string text = error.file;
  if (error.line != 0) {
    text += ":" + std::to_string(error.line);
  }
  text += ": ";
  if (!error.key.empty()) {
    text += error.key + ": ";
  }
  return text + error.message;
}

std::optional<FailOn> parse_fail_on(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords = {"suggestion", "warning", "review",
                                                             "critical", "never"};
  const auto at = std::find(kWords.begin(), kWords.end(), word);
  if (at == kWords.end()) {
    return std::nullopt;
  }
  return static_cast<FailOn>(at - kWords.begin());
}

Result<Config, ConfigErrors> parse_config(std::string_view text, std::string_view file) {
  const auto document = parse_toml(text);
  if (!document) {
    return ConfigErrors{{std::string(file), document.error().line, "",
                         "not valid TOML: " + document.error().message}};
  }
  if (name_of_file(file) != "pyproject.toml") {
    return ConfigReader(file, "").read(*document);
  }
  const toml::node* settings = document->at_path("tool.fastidious").node();
  if (settings == nullptr) {
    return Config{};
  }
  if (!settings->is_table()) {
    return ConfigErrors{
        {std::string(file), line_of(*settings), "tool.fastidious", "must be a table"}};
  }
  return ConfigReader(file, "tool.fastidious").read(*settings->as_table());
}

Result<Config, ConfigErrors> load_config(const FileSystem& files) {
  for (std::string_view name : {"fastidious.toml", "pyproject.toml"}) {
    const FileResult<SourceText> text = files.read(name, limits::kMaxTextBytes);
    if (text) {
      return parse_config(text->view(), name);
    }
    if (text.error().problem != FileProblem::NotFound) {
      return ConfigErrors{{std::string(name), 0, "", describe(text.error())}};
    }
  }
  return Config{};
}

}  // namespace fastidious::repo
