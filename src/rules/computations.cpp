#include "rules/computations.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

// Modules all of whose functions compute, and clocks.
constexpr std::array<std::string_view, 20> kModules = {
    "re.",         "math.",      "json.",         "copy.",          "collections.",
    "itertools.",  "functools.", "dataclasses.",  "unicodedata.",   "html.",
    "string.",     "operator.",  "decimal.",      "urllib.parse.",  "datetime.",
    "statistics.", "logging.",   "unittest.mock", "time.perf_coun", "time.time"};
constexpr std::array<std::string_view, 6> kDoMore = {"builtins.open",       "builtins.input",
                                                     "builtins.exec",       "builtins.eval",
                                                     "builtins.__import__", "builtins.breakpoint"};
// Methods that only texts, lists, dictionaries and the like have.
constexpr std::array<std::string_view, 36> kMethods = {
    "strip",        "rstrip",     "lstrip",    "split",      "rsplit",     "splitlines",
    "join",         "lower",      "upper",     "startswith", "endswith",   "rfind",
    "replace",      "encode",     "decode",    "isspace",    "isdigit",    "isalnum",
    "isalpha",      "format",     "append",    "extend",     "items",      "keys",
    "values",       "setdefault", "group",     "groups",     "finditer",   "findall",
    "isEnabledFor", "rindex",     "translate", "partition",  "model_dump", "model_copy"};
constexpr std::size_t kMost = 200;  // functions that are looked at

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

// `Violation(reason)`: an instance of a library's class, unless that is of something outside.
bool makes_value(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 10> kOutside = {"client", "session", "connect", "engine",
                                                         "redis",  "pool",    "server",  "process",
                                                         "popen",  "thread"};
  const auto* method = call.func->as<Attribute>();
  const std::string_view name = method != nullptr ? file.text(method->attr) : file.text(*call.func);
  return !file.definition_of(*call.func) && !file.resolve(*call.func).empty() && name.size() > 1 &&
         is_capital(name[0]) && !is_capital(name[1]) && !contains_any(lower_case(name), kOutside);
}

bool is_of_library(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with("builtins.")) return !is_one_of(target, kDoMore);
  const bool known = std::any_of(kModules.begin(), kModules.end(), [&](std::string_view module) {
    return target.starts_with(module);
  });
  const auto* method = call.func->as<Attribute>();
  return known || makes_value(file, call) ||
         (method != nullptr && is_one_of(file.text(method->attr), kMethods));
}

// What runs when an instance is made, its validators too.
bool runs_when_made(const FileModel& file, const FunctionDef& method) {
  const std::string_view name = file.text(method.name);
  return name.starts_with("__") ||
         std::any_of(method.decorator_list.begin(), method.decorator_list.end(),
                     [&](const Expr* one) {
                       return file.text(*one).find("validator") != std::string_view::npos;
                     });
}

class Search {
 public:
  bool look_at(const FileModel& file, const Call& call) {
    if (is_of_library(file, call)) return true;
    const semantic::Definition definition = file.definition_of(*call.func);
    if (!definition || definition.node == nullptr) return false;
    if (const auto* function = as<FunctionDef>(definition.node)) {
      return add(*definition.file, *function);
    }
    const auto* cls = as<ClassDef>(definition.node);
    if (cls == nullptr) return false;
    return std::all_of(cls->body.begin(), cls->body.end(), [&](const Stmt* one) {
      const auto* method = one->as<FunctionDef>();
      return method == nullptr || !runs_when_made(*definition.file, *method) ||
             add(*definition.file, *method);
    });
  }

  bool follow() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const auto [file, function] = found_[i];
      for (const Node* node : file->tree().subtree(*function)) {
        if (node->is(Kind::Await)) return false;
        const auto* call = node->as<Call>();
        if (call != nullptr && !look_at(*file, *call)) return false;
      }
    }
    return true;
  }

 private:
  bool add(const FileModel& file, const FunctionDef& function) {
    if (function.is_async() || found_.size() >= kMost) return false;
    if (seen_.insert(&function).second) found_.emplace_back(&file, &function);
    return true;
  }

  std::vector<std::pair<const FileModel*, const FunctionDef*>> found_;
  std::set<const FunctionDef*> seen_;
};

}  // namespace

bool only_compute(const FileModel& file, const std::vector<const Call*>& calls) {
  Search search;
  return std::all_of(calls.begin(), calls.end(),
                     [&](const Call* one) { return search.look_at(file, *one); }) &&
         search.follow();
}

}  // namespace fastidious::rules
