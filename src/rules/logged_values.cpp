#include "rules/logged_values.h"

#include <algorithm>

#include "app/effects/failed_read.h"
#include "app/instrumentation/redacting_filter.h"
#include "knowledge/logged_names.h"
#include "rules/dropped_records.h"
#include "rules/switched_off.h"
#include "rules/terminal_files.h"
#include "semantic/model.h"
#include "text/name_words.h"

namespace fastidious::rules {

using app::ShownValue;
using semantic::CallSite;
using semantic::FileModel;

namespace {

constexpr int kMaxDepth = 2;
constexpr std::size_t kMaxSites = 32;

bool is_judged(const FileModel& file) { return file.file().role == project::Role::Application; }

// The key that `test` asks a mapping for: of `"id" in extra`; null if it asks something else.
const Constant* asked_key(const FileModel& file, const Expr& test, std::string_view mapping) {
  if (const auto* all = test.as<BoolOp>(); all != nullptr && all->op == BoolOperator::And) {
    for (const Expr* one : all->values) {
      if (const Constant* key = asked_key(file, *one, mapping)) return key;
    }
  }
  const auto* comparison = test.as<Compare>();
  const bool asks = comparison != nullptr && comparison->ops.size() == 1 &&
                    comparison->ops[0] == Comparator::In &&
                    file.text(*comparison->comparators[0]) == mapping;
  const auto* key = asks ? comparison->left->as<Constant>() : nullptr;
  return key != nullptr && key->is_str() ? key : nullptr;
}

// Whether the display has no such key; false where that cannot be told.
bool lacks(const Dict& given, std::string_view key) {
  return std::all_of(given.keys.begin(), given.keys.end(), [&](const Expr* one) {
    const auto* known = as<Constant>(one);
    return known != nullptr && known->is_str() && known->value != key;
  });
}

// Whether the parameter is used only where it holds a key that `given` has not.
bool is_behind_other_key(const FileModel& file, const Expr& use, const Expr& given) {
  const auto* display = given.as<Dict>();
  if (display == nullptr) return false;
  const Node* below = &use;
  for (const Node* at = file.parent(use); at != nullptr && as<FunctionDef>(at) == nullptr;
       below = at, at = file.parent(*at)) {
    const auto* branch = at->as<If>();
    const bool in_body = branch != nullptr && below->begin >= branch->body.front()->begin &&
                         (branch->orelse.empty() || below->begin < branch->orelse.front()->begin);
    const Constant* key = in_body ? asked_key(file, *branch->test, file.text(use)) : nullptr;
    if (key != nullptr && lacks(*display, key->value)) return true;
  }
  return false;
}

// Whether the use of the parameter is not reached with what `site` gives for it.
bool is_never_reached(const FileModel& file, const Expr& use, const CallSite& site,
                      const Expr& given) {
  if (is_behind_other_key(file, use, given)) return true;
  const std::string_view type = site.file->type_of(given);
  return !type.empty() &&
         app::is_after_failed_read(file, use, site.file->project().definition(type));
}

// `os.path.isfile(credential)` around the use of it, or `open(credential)` anywhere in the
// function: what stands there is the name of a file.
bool is_name_of_file(const FileModel& file, const FunctionDef& function, const Expr& use) {
  constexpr std::size_t kMostCalls = 200;
  constexpr std::string_view kOpening[] = {"builtins.open", "pathlib.Path", "io.open",
                                           "aiofiles.open"};
  constexpr std::string_view kTests[] = {"os.path.isfile", "os.path.exists"};
  const auto is_in_body = [&](const Node& test) {
    const auto* branch = as<If>(file.parent(test));
    return branch != nullptr && branch->test == &test && use.begin >= branch->body.front()->begin &&
           use.end <= branch->body.back()->end;
  };
  std::size_t seen = 0;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (++seen > kMostCalls) return false;
    if (call->args.empty() || file.text(*call->args[0]) != file.text(use)) continue;
    const std::string_view target = file.resolve(*call->func);
    if (is_one_of(target, kOpening) || (is_one_of(target, kTests) && is_in_body(*call))) {
      return true;
    }
  }
  return false;
}

class Follower {
 public:
  explicit Follower(std::initializer_list<ShownValue::What> kinds) : kinds_(kinds) {}

  void take(const FileModel& file, std::vector<ShownValue> values, int depth) {
    for (ShownValue& value : values) {
      if (is_one_of_kinds(value.what)) {
        add(std::move(value));
      } else if (value.what == ShownValue::What::Given && depth < kMaxDepth) {
        follow(file, value, depth);
      }
    }
  }
  std::vector<LoggedValue> result() { return std::move(found_); }

 private:
  bool is_one_of_kinds(ShownValue::What what) const {
    return std::find(kinds_.begin(), kinds_.end(), what) != kinds_.end();
  }

  void follow(const FileModel& file, const ShownValue& value, int depth) {
    const FunctionDef* function = file.enclosing_function(*value.at.expr);
    if (function == nullptr || knowledge::says_harmless(value.name)) return;
    if (is_one_of_kinds(ShownValue::What::Secret) &&
        is_name_of_file(file, *function, *value.at.expr)) {
      return;
    }
    // `list_members(group_key)`: an address that is given for it is the group's.
    const bool only_personal = kinds_.size() == 1 && is_one_of_kinds(ShownValue::What::Personal);
    if (only_personal && knowledge::names_group(value.name)) return;
    const std::size_t before = found_.size();
    const auto sites = file.project().calls_of(file.qualified_name(*function));
    for (const CallSite& site : sites.first(std::min(sites.size(), kMaxSites))) {
      if (!is_judged(*site.file)) continue;
      const Expr* argument = given_for(file, *function, *value.parameter, site);
      if (argument == nullptr || is_never_reached(file, *value.at.expr, site, *argument)) continue;
      passed_.push_back({site.file, site.call});
      take(*site.file, app::shown_values(*site.file, *argument), depth + 1);
      passed_.pop_back();
      if (found_.size() > before) return;  // one is enough to see that it should not be written
    }
  }

  void add(ShownValue value) {
    const bool again = std::any_of(found_.begin(), found_.end(), [&](const LoggedValue& one) {
      return one.value.name == value.name;
    });
    if (!again) found_.push_back({std::move(value), {passed_.rbegin(), passed_.rend()}});
  }

  std::vector<ShownValue::What> kinds_;
  std::vector<app::Placed> passed_;
  std::vector<LoggedValue> found_;
};

// `settings.is_development()`, `DEBUG`, `env == "local"`, `os.getenv("LOG_PAYLOADS")`; not
// `local_path`.
bool asks_for_development(std::string_view test) {
  constexpr std::size_t kMaxTest = 400;
  if (test.size() > kMaxTest) return false;
  constexpr std::string_view kClear[] = {"debug", "development", "verbose", "print"};
  constexpr std::string_view kWords[] = {"dev", "local", "testing"};
  constexpr std::string_view kPlaces[] = {"env",  "environment", "settings", "config",    "stage",
                                          "mode", "is",          "app",      "deployment"};
  const bool is_switch = test.find("environ") != test.npos || test.find("getenv") != test.npos;
  constexpr std::string_view kRecords[] = {"log", "trace", "dump", "verbose"};
  return names_any_of(test, kClear) ||
         (names_any_of(test, kWords) && names_any_of(test, kPlaces)) ||
         (is_switch && names_any_of(test, kRecords));
}

// `api_key=value`, {"api_key": value}
bool is_given_as_secret(const app::Placed& at) {
  const Node* above = at.file->parent(*at.expr);
  if (const auto* keyword = as<Keyword>(above)) {
    return keyword->arg &&
           knowledge::secrecy_of(at.file->text(keyword->arg)) != knowledge::Secrecy::None;
  }
  const auto* dict = as<Dict>(above);
  for (std::size_t i = 0; dict != nullptr && i < dict->values.size(); ++i) {
    const auto* key = as<Constant>(dict->keys[i]);
    if (dict->values[i] == at.expr && key != nullptr && key->is_str()) {
      return knowledge::secrecy_of(key->value) != knowledge::Secrecy::None;
    }
  }
  return false;
}

}  // namespace

const Expr* given_for(const FileModel& file, const FunctionDef& function, const Arg& parameter,
                      const CallSite& site) {
  const bool is_bound = file.is_method(function) && !file.is_static_method(function);
  int index = is_bound ? -1 : 0;
  for (const Arg* one : function.args->all) {
    if (one == &parameter) break;
    ++index;
  }
  const bool is_positional =
      parameter.passing == Passing::Plain || parameter.passing == Passing::PositionalOnly;
  return semantic::argument(*site.call, is_positional ? index : -1, parameter.name);
}

std::vector<LoggedValue> logged_values(const Check& check, const Call& call,
                                       std::initializer_list<ShownValue::What> kinds) {
  const FileModel& file = check.file();
  const bool is_log = knowledge::log_call(check.target()) != nullptr;
  const bool is_printed = check.target() == "builtins.print";
  if (file.in_main_block(call) || (is_printed && is_read_in_terminal(file))) return {};
  if (is_log && is_switched_off(file, call)) return {};
  Follower follower(kinds);
  follower.take(file, is_log ? app::shown_by_log_call(file, call) : app::shown_by_call(file, call),
                0);
  return follower.result();
}

bool is_for_developers(const FileModel& file, const Call& call) {
  constexpr std::string_view kClasses[] = {"debug", "dev",  "development", "console",
                                           "mock",  "fake", "dummy"};
  const Node* below = &call;
  for (const Node* at = file.parent(call); at != nullptr; below = at, at = file.parent(*at)) {
    const auto* branch = at->as<If>();
    const auto* cls = at->as<ClassDef>();
    const bool is_behind =
        branch != nullptr && !branch->body.empty() && below->begin >= branch->body.front()->begin &&
        below->end <= branch->body.back()->end && !branch->test->is(Kind::UnaryOp);
    if ((is_behind && asks_for_development(file.text(*branch->test))) ||
        (cls != nullptr && names_any_of(file.text(cls->name), kClasses))) {
      return true;
    }
  }
  return false;
}

bool passes_redacting_filter(const Check& check, const LoggedValue& value) {
  const knowledge::LogCall* logged = knowledge::log_call(check.target());
  if (logged == nullptr) return false;
  const semantic::Model& model = check.file().project();
  switch (logged->logger) {
    case knowledge::LoggerKind::Stdlib: return app::has_redacting_filter(model);
    case knowledge::LoggerKind::Structlog:
      return is_given_as_secret(value.value.at) && app::has_redacting_processor(model);
    case knowledge::LoggerKind::Loguru: return false;
  }
  return false;
}

bool say_if_dropped(const Check& check, Draft& draft) {
  if (!drops_record(check.file(), check.target())) return false;
  draft.risk(
      "Nothing configures logging here yet, so Python drops this record. Once records "
      "are written it is in each copy of the log, for all who read one.");
  return true;
}

Draft report_logged(Check& check, const Call& call, const LoggedValue& logged,
                    std::string_view pattern) {
  const app::Placed& at = logged.value.at;
  const bool is_here = at.file == &check.file() && call.encloses(*at.expr);
  Draft draft = check.report(is_here ? at.expr->span() : call.func->span(), pattern,
                             {logged.value.name, check.file().text(*call.func)});
  if (!is_here) draft.step(*at.file, at.expr->span(), "this is recorded");
  for (const app::Placed& one : logged.passed) {
    draft.step(*one.file, one.expr->as<Call>()->func->span(), "is passed on here");
  }
  if (!is_here) draft.step(check.file(), call.func->span(), "and is written here");
  return draft;
}

}  // namespace fastidious::rules
