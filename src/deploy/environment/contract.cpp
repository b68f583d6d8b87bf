#include "deploy/environment/contract.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>
#include <utility>

#include "app/instrumentation/loaded_files.h"
#include "app/settings/read_purpose.h"
#include "app/values/value.h"
#include "deploy/delivery.h"
#include "deploy/environment/alike_names.h"
#include "deploy/environment/environment_lists.h"
#include "deploy/environment/platform_variables.h"
#include "deploy/environment/settings_state.h"
#include "deploy/environment/unused_settings.h"
#include "deploy/environment/words_in_code.h"
#include "deploy/given_values.h"
#include "deploy/tool_folders.h"
#include "knowledge/firebase_params.h"
#include "semantic/model.h"
#include "text/each_word.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using EnvFile = Read<std::vector<EnvEntry>>;

// CHANGELOG.md, release-notes.md: that a variable came once tells nobody how it is set.
bool is_of_releases(std::string_view path) {
  constexpr std::array<std::string_view, 6> kNames = {
      "changelog", "changes", "history", "news", "release-notes", "release_notes"};
  const std::string name = lower_case(name_of(path));
  return std::any_of(kNames.begin(), kNames.end(),
                     [&name](std::string_view one) { return name.starts_with(one); });
}

bool has_main_block(std::string_view text) {
  constexpr std::string_view kTest = "if __name__ ==";
  return ::memmem(text.data(), text.size(), kTest.data(), kTest.size()) != nullptr;
}

// The place of a whole word in a text; empty if it is not there.
Span place_of_word(const TextFile& file, std::string_view word) {
  const std::string_view text = file.text.view();
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool whole = (at == 0 || !is_word_byte(text[at - 1])) &&
                       (end == text.size() || !is_word_byte(text[end]));
    if (whole) return {static_cast<Offset>(at), static_cast<Offset>(end)};
  }
  return {};
}

}  // namespace

class ContractReader {
 public:
  ContractReader(EnvironmentContract& out, const app::Application& application,
                 const Manifests& manifests)
      : out_(out),
        application_(application),
        manifests_(manifests),
        loaded_(app::loaded_files(application)),
        unused_(application) {}

  void read() {
    add_settings();
    add_reads();
    add_params();
    for (auto& [name, variable] : out_.variables_) {
      variable.is_of_platform = is_platform_variable(name);
    }
    if (out_.variables_.empty()) return;
    index_names();
    add_documentation();
    add_provision();
    out_.lists_ = environment_lists(manifests_);
    choose_example();
    look_for_unused();
    look_for_misspelt();
  }

 private:
  // Answered once for all variables of a file.
  bool counts(const app::FileModel& file) {
    if (counts_.first != &file) counts_ = {&file, is_no_tool(file)};
    return counts_.second;
  }

  // Not tools, for whoever starts them by hand.
  bool is_no_tool(const app::FileModel& file) {
    const std::string& path = file.file().path;
    return file.file().role == project::Role::Application && name_of(path) != "__main__.py" &&
           !application_.code().files_put_away()[file.file().id.value] && !is_below_tool(path) &&
           !is_program_by_itself(file);
  }

  // A file with a main block that no application imports, however late.
  bool is_program_by_itself(const app::FileModel& file) {
    if (is_loaded(file)) return false;
    return has_main_block(file.file().text.view()) && !is_reachable(file);
  }

  bool is_reachable(const app::FileModel& file) {
    if (reachable_.empty()) find_reachable();
    return reachable_[file.file().id.value];
  }

  void find_reachable() {
    reachable_ = loaded_;
    const auto& edges = application_.code().imports().edges();
    for (bool grows = true; grows;) {
      grows = false;
      for (const project::ImportEdge& edge : edges) {
        if (!edge.to.valid() || !reachable_[edge.from.value] || reachable_[edge.to.value]) continue;
        reachable_[edge.to.value] = grows = true;
      }
    }
  }

  // Below `if __name__ == "__main__":` of a file that the application does not serve from.
  static bool is_of_tool(const app::EnvironmentRead& read) {
    const app::FileModel& file = *read.at.file;
    for (const syntax::Node* at = file.parent(*read.at.expr); at != nullptr;
         at = file.parent(*at)) {
      const auto* branch = at->as<syntax::If>();
      if (branch != nullptr && file.text(*branch->test).starts_with("__name__")) return true;
    }
    return false;
  }

  bool is_loaded(const app::FileModel& file) const { return loaded_[file.file().id.value]; }

  // Read by whoever imports the module, and missed where it is missing.
  bool is_needed_to_start(const app::EnvironmentRead& read) const {
    const app::FileModel& file = *read.at.file;
    return read.is_required && is_loaded(file) && app::is_needed(read) &&
           app::must_succeed(file, file.enclosing_statement(*read.at.expr));
  }

  // Pydantic 1 gives such a field None where nothing else is said.
  static bool may_be_none(const app::Field& field) {
    const app::FileModel& file = app::file_of(field);
    const Span name = app::name_span_of(field);
    const std::string_view rest = file.file().text.view().substr(name.end);
    const std::string_view line = rest.substr(0, rest.find('\n'));
    return line.find("Optional") != line.npos || line.find("None") != line.npos;
  }

  // Whether some call that makes the settings gives the field.
  bool is_passed(const app::SettingsClass& settings, const app::Field& field) const {
    const app::FileModel& file = *settings.definition.file;
    const std::string_view name = file.qualified_name(*settings.definition.node);
    const std::string_view own = app::file_of(field).file().slice(app::name_span_of(field));
    const auto calls = application_.code().calls_of(name);
    return std::any_of(calls.begin(), calls.end(), [&](const semantic::CallSite& site) {
      return std::any_of(site.call->keywords.begin(), site.call->keywords.end(),
                         [&](const syntax::Keyword* one) {
                           return one->arg.empty() || site.file->text(one->arg) == own;
                         });
    });
  }

  // Whether the call hangs on something else than that it was not made before.
  static bool is_conditional(const semantic::CallSite& site) {
    const app::FileModel& file = *site.file;
    for (const syntax::Node* at = file.parent(*site.call); at != nullptr; at = file.parent(*at)) {
      if (at->is(syntax::Kind::FunctionDef)) return false;
      if (at->is(syntax::Kind::Match) || at->is(syntax::Kind::IfExp)) return true;
      const auto* branch = at->as<syntax::If>();
      if (branch == nullptr) continue;
      const std::string_view test = file.text(*branch->test);
      if (!test.starts_with("not ") && test.find(" is None") == test.npos) return true;
    }
    return false;
  }

  // `if monitoring == "sentry": return SentrySettings()`: needed by those who want it.
  bool is_made_on_condition(const app::SettingsClass& settings) const {
    const app::FileModel& file = *settings.definition.file;
    const auto calls = application_.code().calls_of(file.qualified_name(*settings.definition.node));
    return !calls.empty() && std::all_of(calls.begin(), calls.end(), is_conditional);
  }

  // `url: str = f"{HOST}:{PORT}"`: nobody is asked for it.
  static bool is_made_of_others(const app::Field& field) {
    const syntax::Expr* value = field.assigned;
    const bool is_formula =
        value != nullptr && (value->is(syntax::Kind::JoinedStr) || value->is(syntax::Kind::BinOp));
    if (!is_formula) return false;
    const auto names = app::file_of(field).tree().nodes_of<syntax::Name>(*value);
    return names.begin() != names.end();
  }

  // VAULT of VAULT__TOKEN: its parts are what people set.
  static bool is_group(const app::SettingsClass& settings, const app::EnvironmentVariable& group) {
    const std::string start = lower_case(group.name + settings.nested_delimiter);
    return !settings.nested_delimiter.empty() &&
           std::any_of(settings.variables.begin(), settings.variables.end(), [&](const auto& one) {
             return one.is_nested && lower_case(one.name).starts_with(start);
           });
  }

  // Fields in which the program remembers something.
  SettingsState state_of_settings() {
    std::vector<const app::FileModel*> files;
    for (const app::FileModel& file : application_.code().files()) {
      if (counts(file)) files.push_back(&file);
    }
    return {application_, files};
  }

  static void add_read(ContractVariable& variable, VariableRead read, const std::string& unused) {
    if (variable.reads.empty() || unused.empty()) variable.unused_class = unused;
    variable.reads.push_back(read);
  }

  ContractVariable& variable(const std::string& name) {
    ContractVariable& result = out_.variables_[name];
    result.name = name;
    return result;
  }

  void add_settings() {
    const SettingsState state = state_of_settings();
    out_.is_set_by_program_ = state.is_set_by_name();
    for (const app::SettingsClass& settings : application_.settings().classes()) {
      const bool on_condition = is_made_on_condition(settings);
      const std::string unused = unused_.name_of(settings.definition.node);
      for (const app::EnvironmentVariable& one : settings.variables) {
        const app::FileModel& file = app::file_of(*one.field);
        if (!counts(file) || one.is_nested || one.field->is_computed ||
            is_made_of_others(*one.field)) {
          continue;
        }
        if (!settings.sources_are_known || is_group(settings, one)) continue;
        const auto names = settings.variables_of(*one.field);
        if (names.front() != &one) continue;
        ContractVariable& read = variable(one.name);
        add_read(read, {&file, app::name_span_of(*one.field)}, unused);
        const bool needed = unused.empty() && one.is_required && is_loaded(file) &&
                            !may_be_none(*one.field) && !is_passed(settings, *one.field) &&
                            !on_condition;
        read.is_state = state.holds(*one.field);
        read.is_required = (read.is_required || needed) && !read.is_state;
        read.prefix = settings.prefix;
        read.is_case_sensitive = settings.is_case_sensitive;
        for (const app::EnvironmentVariable* other : names) {
          if (other != &one && !other->is_nested) read.others.push_back(other->name);
        }
      }
    }
  }

  void add_reads() {
    const auto& reads = application_.environment_reads();
    const auto written = app::written_names(application_.code(), reads);
    for (const app::EnvironmentRead& read : reads) {
      if (read.name.empty() || read.is_whole || !counts(*read.at.file)) continue;
      if (written.contains(read.name) || is_of_tool(read)) continue;
      const bool is_new = !out_.variables_.contains(read.name);
      ContractVariable& one = variable(read.name);
      add_read(one, {read.at.file, read.at.expr->span()}, unused_.around(read));
      one.is_case_sensitive = one.is_case_sensitive || is_new;
      one.is_required = one.is_required || is_needed_to_start(read);
    }
  }

  void add_params() {
    for (const semantic::CallSite& site :
         application_.code().calls_of_any(knowledge::kFirebaseParams)) {
      const app::Value name = app::evaluate(app::argument_of({site.file, site.call}, 0, "name"));
      if (!counts(*site.file) || !name.is(app::Value::Kind::Str) || name.text.empty()) continue;
      ContractVariable& one = variable(name.text);
      add_read(one, {site.file, site.call->span()}, {});
      one.is_case_sensitive = true;
      one.is_in_secret_store = site.file->resolve(*site.call->func).ends_with(".SecretParam");
    }
  }

  // The variable of that name, or of one that does as well.
  template <class Visit>
  void for_each_named(std::string_view name, Visit visit) {
    for (auto& [own, variable] : out_.variables_) {
      const auto same = [&](std::string_view one) {
        return variable.is_case_sensitive ? one == name : same_but_for_case(one, name);
      };
      if (same(own) || std::any_of(variable.others.begin(), variable.others.end(), same)) {
        visit(variable);
      }
    }
  }

  void add_documentation() {
    for (const EnvFile& file : manifests_.env_files) {
      for (const EnvEntry& entry : file.content) {
        for_each_named(entry.name, [&](ContractVariable& variable) {
          const bool documents = is_example_of_environment(file.file->path) || entry.is_commented;
          (documents ? variable.documented : variable.provided)
              .push_back({file.file, entry.name_span});
        });
      }
    }
    for (const TextFile* page : manifests_.documents) {
      if (!is_of_releases(page->path)) add_mentions(*page, true);
    }
    for (const TextFile* page : manifests_.pages) {
      if (is_of_releases(page->path)) continue;
      // One beside the README may be about anything: `export NAME=value` tells to set it.
      const bool is_told = !is_for_agents(page->path) && page->path.find('/') == page->path.npos;
      add_mentions(*page, true, is_told);
    }
  }

  // Every name of a variable, its own and those that do as well.
  void index_names() {
    for (auto& [name, variable] : out_.variables_) {
      by_name_[name].push_back(&variable);
      for (const std::string& other : variable.others) by_name_[other].push_back(&variable);
    }
  }

  // Once for each variable that the text names as a whole word.
  void add_mentions(const TextFile& file, bool documents, bool as_set = false) {
    const std::string_view text = file.text.view();
    std::set<const ContractVariable*> seen;  // looked up only
    for_each_word(text, [&](std::string_view word) {
      const auto found = by_name_.find(word);
      if (found == by_name_.end()) return;
      const auto begin = static_cast<Offset>(word.data() - text.data());
      const Span span{begin, begin + static_cast<Offset>(word.size())};
      if (as_set && !text.substr(span.end).starts_with('=')) return;
      for (ContractVariable* one : found->second) {
        if (!seen.insert(one).second) continue;
        (documents ? one->documented : one->provided).push_back({&file, span});
      }
    });
  }

  void add_provision() {
    std::vector<const TextFile*> files;
    const auto add = [&](const auto& reads) {
      for (const auto& one : reads) files.push_back(one.file);
    };
    add(manifests_.compose);
    add(manifests_.dockerfiles);
    add(manifests_.koyeb);
    add(manifests_.services);
    add(manifests_.cloud_builds);
    add(manifests_.procfiles);
    add(manifests_.scripts);
    add(manifests_.workflows);
    add(manifests_.actions);
    files.insert(files.end(), manifests_.makefiles.begin(), manifests_.makefiles.end());
    files.insert(files.end(), manifests_.flies.begin(), manifests_.flies.end());
    for (const TextFile* file : files) add_mentions(*file, false);
  }

  bool is_around_reads(std::string_view folder) const {
    return std::any_of(out_.variables_.begin(), out_.variables_.end(), [&](const auto& one) {
      return std::string_view(one.second.reads.front().file->file().path).starts_with(folder);
    });
  }

  void choose_example() {
    std::size_t most = 0;
    for (const EnvFile& file : manifests_.env_files) {
      if (!is_example_of_environment(file.file->path) || is_env_file_of_others(file.file->path))
        continue;
      std::size_t count = 1;
      for (const EnvEntry& entry : file.content) {
        for_each_named(entry.name, [&](ContractVariable&) { ++count; });
      }
      // `.env.example-cache` is for one thing, `.env.example` for all.
      if (out_.example_ != nullptr && is_variant_of(file.file->path, out_.example_->file->path)) {
        continue;
      }
      // Most of what it names is another program's.
      const bool is_about_another =
          (count - 1) * 4 < file.content.size() && !is_around_reads(folder_of(file.file->path));
      if (count <= most || is_about_another) continue;
      most = count;
      out_.example_ = &file;
    }
  }

  // The names that may be asked for: of the example and of lists.
  std::vector<std::string_view> names_given() const {
    std::vector<std::string_view> names;
    if (out_.example_ != nullptr) {
      for (const EnvEntry& entry : out_.example_->content) names.push_back(entry.name);
    }
    for (const EnvironmentList& list : out_.lists_) {
      names.insert(names.end(), list.names.begin(), list.names.end());
    }
    return names;
  }

  // Whether code of any role, or what starts and builds, names it.
  bool is_named_elsewhere(std::string_view name, const TextFile& source) {
    if (!words_) words_.emplace(application_.code(), names_given());
    if (words_->hold(name)) return true;
    const auto names = [&](const TextFile* file) {
      return file != &source && !place_of_word(*file, name).empty();
    };
    const auto any = [&](const auto& reads) {
      return std::any_of(reads.begin(), reads.end(),
                         [&](const auto& one) { return names(one.file); });
    };
    return any(manifests_.compose) || any(manifests_.dockerfiles) || any(manifests_.scripts) ||
           any(manifests_.workflows) || any(manifests_.koyeb) || any(manifests_.services) ||
           std::any_of(manifests_.makefiles.begin(), manifests_.makefiles.end(), names);
  }

  void look_for_unused() {
    if (out_.example_ == nullptr) return;
    for (const EnvEntry& entry : out_.example_->content) {
      bool is_read = is_platform_variable(entry.name);
      for_each_named(entry.name, [&](ContractVariable&) { is_read = true; });
      if (is_read || is_nested(entry.name)) continue;
      if (is_named_elsewhere(entry.name, *out_.example_->file)) continue;
      out_.unused_.emplace_back(entry.name, VariableMention{out_.example_->file, entry.name_span});
    }
  }

  // Of a field of a field: DB__HOST.
  bool is_nested(std::string_view name) const {
    for (const app::SettingsClass& settings : application_.settings().classes()) {
      for (const app::EnvironmentVariable& one : settings.variables) {
        if (one.is_nested && same_but_for_case(one.name, name)) return true;
      }
      const std::string& delimiter = settings.nested_delimiter;
      if (!delimiter.empty() && name.find(delimiter) != name.npos) return true;
    }
    return false;
  }

  // Names that deployment gives and nothing reads count as well as those of the example.
  std::vector<std::pair<std::string, VariableMention>> unread_names() {
    auto names = out_.unused_;
    for (const EnvironmentList& list : out_.lists_) {
      for (const std::string& name : list.names) {
        const bool is_read =
            std::any_of(out_.variables_.begin(), out_.variables_.end(), [&](const auto& one) {
              const ContractVariable& read = one.second;
              return (read.is_case_sensitive ? read.name == name
                                             : same_but_for_case(read.name, name)) ||
                     std::find(read.others.begin(), read.others.end(), name) != read.others.end();
            });
        if (is_read || is_platform_variable(name) || is_nested(name)) continue;
        if (is_named_elsewhere(name, *list.file)) continue;
        names.emplace_back(name, VariableMention{list.file, place_of_word(*list.file, name)});
      }
    }
    return names;
  }

  void look_for_misspelt() {
    for (const auto& [name, mention] : unread_names()) {
      for (const auto& [own, variable] : out_.variables_) {
        const bool is_open = variable.documented.empty() && variable.provided.empty();
        if (!is_open || variable.is_of_platform || variable.is_state || !is_like(variable, name))
          continue;
        out_.misspelt_.push_back({&variable, name, mention});
        break;
      }
    }
  }

  EnvironmentContract& out_;
  const app::Application& application_;
  const Manifests& manifests_;
  std::vector<bool> loaded_;
  UnusedSettings unused_;
  std::pair<const app::FileModel*, bool> counts_{};  // of the file that was asked for last
  std::vector<bool> reachable_;  // by imports in functions as well; empty until it is asked for
  std::unordered_map<std::string_view, std::vector<ContractVariable*>> by_name_;  // looked up only
  std::optional<WordsInCode> words_;  // of names_given(); made when it is first asked for
};

EnvironmentContract::EnvironmentContract(const app::Application& application,
                                         const Manifests& manifests) {
  ContractReader(*this, application, manifests).read();
}

const EnvironmentContract& Delivery::environment() const {
  return *environment_.get(
      [this] { return std::make_shared<const EnvironmentContract>(application_, manifests_); });
}

}  // namespace fastidious::deploy
