#include "cli/audit_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/limits.h"
#include "cli/cache_folder.h"
#include "cli/root_folder.h"
#include "engine/configure.h"
#include "engine/read_advisories.h"
#include "repo/attributes.h"
#include "repo/git.h"
#include "repo/work_tree.h"
#include "rules/registry.h"

namespace fastidious::cli {
namespace {

namespace fs = std::filesystem;
using Error = std::optional<SetupError>;  // nothing: all is well

SetupError error(std::string message) { return {std::move(message)}; }

SetupError config_error(const repo::ConfigErrors& errors) {
  std::string text;
  for (const repo::ConfigError& each : errors) {
    text += (text.empty() ? "" : "\nfastidious: ") + describe(each);
  }
  return {text};
}

// Fills in an AuditSetup step by step; each step says what is wrong, if something is.
class SetupBuilder {
 public:
  SetupBuilder(const AuditWords& words, bool review) : words_(words), review_(review) {}

  Result<AuditSetup, SetupError> build() {
    using Step = Error (SetupBuilder::*)();
    for (const Step step :
         {&SetupBuilder::open_root, &SetupBuilder::open_index, &SetupBuilder::find_paths,
          &SetupBuilder::read_config, &SetupBuilder::apply_selection, &SetupBuilder::read_date,
          &SetupBuilder::read_fail_on, &SetupBuilder::read_baseline, &SetupBuilder::read_advisories,
          &SetupBuilder::read_evidence, &SetupBuilder::choose_files}) {
      if (Error problem = (this->*step)()) {
        return std::move(*problem);
      }
    }
    return std::move(setup_);
  }

 private:
  engine::AuditOptions& options() { return setup_.options; }

  Error open_root() {
    const std::vector<std::string>& given = words_.positional;
    std::error_code ignored;
    if (!review_ && !given.empty() && !fs::exists(fs::symlink_status(given[0], ignored))) {
      return error(given[0] + ": no such file or folder");
    }
    const std::string root = review_ ? root_of_review() : root_of_audit();
    auto files = RootedFileSystem::open(root);
    if (!files) {
      return error(fmt::format("{}: {}", root, describe(files.error())));
    }
    setup_.files = std::move(*files);
    if (const std::string above = configured_folder_above(setup_.files->root()); !above.empty()) {
      setup_.notes.push_back(fmt::format(
          "the configuration in {} is for that folder, and not used when {} is the root", above,
          setup_.files->root()));
    }
    return std::nullopt;
  }

  // The first word is the root if it is a folder; else the words are paths in the current folder.
  std::string root_of_audit() {
    const std::vector<std::string>& given = words_.positional;
    std::error_code ignored;
    const bool has_root = !given.empty() && fs::is_directory(given[0], ignored);
    named_.assign(given.begin() + (has_root ? 1 : 0), given.end());
    return has_root ? given[0] : ".";
  }

  // All words are paths, of the project around the first.
  std::string root_of_review() {
    named_ = words_.positional;
    if (!words_.root.empty()) {
      return words_.root;
    }
    std::error_code ignored;
    const fs::path first = fs::absolute(named_.empty() ? "." : named_[0]).lexically_normal();
    const fs::path start = fs::is_directory(first, ignored) ? first : first.parent_path();
    return project_around(fs::weakly_canonical(start, ignored).string());
  }

  // What is staged is read from the index, whatever the work tree has by now.
  Error open_index() {
    if (!words_.staged) {
      return std::nullopt;
    }
    auto difference = repo::index_difference(setup_.files->root());
    if (!difference) {
      return git_error(difference.error());
    }
    setup_.staged = std::make_unique<OverlayFileSystem>(*setup_.files);
    for (std::string& path : difference->absent) {
      setup_.staged->remove(std::move(path));
    }
    for (auto& [path, text] : difference->texts) {
      setup_.staged->replace(std::move(path), std::move(text));
    }
    return std::nullopt;
  }

  Error find_paths() {
    for (const std::string& name : named_) {
      std::string path = path_below_root(name);
      if (!is_contained_path(path)) {
        return error(fmt::format(
            "{}: is not below the root {}; give {}", name, setup_.files->root(),
            review_ ? "another with --root" : "the root first: 'fastidious audit ROOT PATH'"));
      }
      if (const auto kind = setup_.tree().kind_of(path); !kind) {
        return error(fmt::format("{}: {}", name, describe(kind.error())));
      }
      paths_.push_back(std::move(path));
    }
    return std::nullopt;
  }

  // `name` as the user sees it, relative to the root; "" for the root itself. Of a link it is the
  // link's own place.
  std::string path_below_root(const std::string& name) const {
    const fs::path absolute = fs::absolute(name).lexically_normal();
    const fs::path full = absolute.filename().empty() ? absolute.parent_path() : absolute;
    std::error_code ignored;
    const fs::path folder = fs::weakly_canonical(full.parent_path(), ignored);
    const fs::path path = (folder / full.filename()).lexically_relative(setup_.files->root());
    return path == "." ? "" : path.string();
  }

  Error read_config() {
    if (words_.config.empty()) {
      return take_config(repo::load_config(setup_.tree()));
    }
    const FileResult<SourceText> text = read_anywhere(words_.config, limits::kMaxTextBytes);
    if (!text) {
      return error(fmt::format("--config {}: {}", words_.config, describe(text.error())));
    }
    return take_config(repo::parse_config(text->view(), words_.config));
  }

  Error take_config(Result<repo::Config, repo::ConfigErrors> config) {
    if (!config) {
      return config_error(config.error());
    }
    config_ = std::move(*config);
    const repo::ConfigErrors errors = engine::check_rules(config_, rules::all_rules());
    return errors.empty() ? Error() : config_error(errors);
  }

  // --select replaces what the configuration selects; --ignore adds to what it ignores.
  Error apply_selection() {
    repo::Config given;
    given.file = "the command line";
    for (const std::string& selector : words_.select) {
      given.mentions.push_back({selector, {}, "--select", 0});
    }
    for (const std::string& selector : words_.ignore) {
      given.mentions.push_back({selector, {}, "--ignore", 0});
    }
    const repo::ConfigErrors errors = engine::check_rules(given, rules::all_rules());
    if (!errors.empty()) {
      return config_error(errors);
    }
    if (!words_.select.empty()) {
      config_.select = words_.select;
    }
    config_.ignore.insert(config_.ignore.end(), words_.ignore.begin(), words_.ignore.end());
    options() = engine::configure(config_);
    repo::add_generated(setup_.tree(), options().roles);
    options().threads = words_.threads;
    options().rules.measure = words_.stats;
    options().today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    setup_.owners = config_.owners && !words_.no_owners && !review_;
    return std::nullopt;
  }

  Error read_date() {
    if (words_.date.empty()) return std::nullopt;
    const auto date = findings::parse_date(words_.date);
    if (!date) return error("--date " + words_.date + ": must be a day such as 2027-01-31");
    options().today = *date;
    return std::nullopt;
  }

  Error read_fail_on() {
    if (words_.fail_on.empty()) {
      setup_.fail_on = config_.fail_on.value_or(repo::FailOn::Critical);
      return std::nullopt;
    }
    const std::optional<repo::FailOn> fail_on = repo::parse_fail_on(words_.fail_on);
    setup_.fail_on = fail_on.value_or(repo::FailOn::Critical);
    return fail_on ? Error()
                   : error(fmt::format("--fail-on {}: must be critical, review, warning, "
                                       "suggestion or never",
                                       words_.fail_on));
  }

  Error read_evidence() {
    for (const std::string& path : words_.evidence) {
      const FileResult<SourceText> bytes = read_anywhere(path, evidence::kMaxEvidenceBytes);
      if (!bytes) return error(fmt::format("--evidence {}: {}", path, describe(bytes.error())));
      options().evidence.push_back({path, std::string(bytes->view())});
    }
    return std::nullopt;
  }

  Error read_baseline() {
    const bool given = !words_.baseline.empty();
    if (!given && config_.baseline.empty()) {
      return std::nullopt;
    }
    const fs::path path =
        given ? fs::path(words_.baseline) : fs::path(setup_.files->root()) / config_.baseline;
    const std::string name =
        given ? "--baseline " + words_.baseline : config_.file + ": baseline " + config_.baseline;
    const FileResult<SourceText> text = read_anywhere(path.string(), limits::kMaxSourceBytes);
    if (!text) {
      return error(fmt::format("{}: {}; 'fastidious audit --write-baseline FILE' writes one", name,
                               describe(text.error())));
    }
    std::string problem;
    setup_.baseline =
        std::make_unique<findings::Baseline>(findings::Baseline::read(text->view(), problem));
    options().baseline = setup_.baseline.get();
    return problem.empty() ? Error() : error(name + ": " + problem);
  }

  // The configuration's path is seen from the root, the command line's from here.
  Error read_advisories() {
    const bool given = !words_.advisories.empty();
    if (!given && config_.advisories.empty()) return std::nullopt;
    const std::string name = given ? "--advisories " + words_.advisories
                                   : config_.file + ": advisories " + config_.advisories;
    const fs::path said = given ? fs::absolute(words_.advisories)
                                : fs::path(setup_.files->root()) / config_.advisories;
    std::error_code ignored;
    const fs::path path = fs::weakly_canonical(said, ignored);
    const bool is_folder = fs::is_directory(path, ignored);
    const auto files =
        RootedFileSystem::open(is_folder ? path.string() : path.parent_path().string());
    if (!files) return error(name + ": " + describe(files.error()));
    auto advisories = engine::read_advisories(**files, is_folder ? "" : path.filename().string());
    if (!advisories) return error(name + ": " + advisories.error());
    setup_.advisories = std::move(*advisories);
    options().advisories = setup_.advisories.get();
    return std::nullopt;
  }

  Error choose_files() {
    if (auto work_tree = repo::find_work_tree(setup_.files->root())) {
      options().discovery.work_tree = std::move(*work_tree);
    }
    if (!review_) {
      const bool all = std::find(paths_.begin(), paths_.end(), "") != paths_.end();
      options().discovery.paths = all ? std::vector<std::string>() : paths_;
      choose_history();
      return std::nullopt;
    }
    const bool asks_git = words_.staged || !words_.since.empty() || paths_.empty();
    return asks_git ? take_change() : take_paths_as_change();
  }

  // The history is that of the whole project: an audit of some of its paths leaves it out.
  void choose_history() {
    if (words_.no_history || !options().discovery.paths.empty()) return;
    repo::HistoryQuery query;
    query.root = setup_.files->root();
    if (!words_.no_cache) query.memory = history_memory(query.root);
    options().history = std::move(query);
  }

  static Error git_error(const repo::GitError& problem) {
    return error(
        fmt::format("review needs to know what changed: {}. Name the paths to review, or "
                    "run 'fastidious audit'",
                    describe(problem)));
  }

  // Of what changed, what is below the paths, if any are named.
  Error take_change() {
    auto change = repo::changed_files(setup_.files->root(), {words_.staged, words_.since});
    if (!change) {
      return git_error(change.error());
    }
    const auto is_other = [this](const std::string& path) {
      return !paths_.empty() && std::none_of(paths_.begin(), paths_.end(), [&](const auto& named) {
        return named.empty() || path == named || path.starts_with(named + "/");
      });
    };
    std::erase_if(change->files, [&](const auto& file) { return is_other(file.path); });
    std::erase_if(change->removed, is_other);
    options().change = std::move(*change);
    return std::nullopt;
  }

  // Named files count as new: all of their lines are reviewed, in the light of the whole
  // repository.
  Error take_paths_as_change() {
    repo::DiscoveryOptions named = options().discovery;
    named.paths = paths_;
    repo::ChangeSet change;
    for (repo::RepositoryFile& file : repo::discover(*setup_.files, named).files) {
      change.files.push_back({std::move(file.path), {}, true, {}});
    }
    options().change = std::move(change);
    return std::nullopt;
  }

  const AuditWords& words_;
  bool review_;
  AuditSetup setup_;
  repo::Config config_;
  std::vector<std::string> named_;  // as given
  std::vector<std::string> paths_;  // relative to the root
};

}  // namespace

Result<AuditSetup, SetupError> set_up(const AuditWords& words, bool review) {
  return SetupBuilder(words, review).build();
}

}  // namespace fastidious::cli
