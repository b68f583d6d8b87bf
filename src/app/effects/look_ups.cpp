#include "app/effects/look_ups.h"

#include <algorithm>

#include "semantic/expressions.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kLookUps[] = {
    "get",    "find",     "fetch",   "fetchone", "fetchrow", "load",   "look",
    "lookup", "retrieve", "resolve", "one",      "first",    "scalar", "scalars",
    "list",   "check",    "read",    "verify",   "validate", "exists", "query"};
// What is found by these need not be what was asked for; what these make is new.
constexpr std::string_view kOthers[] = {"or",     "search", "create", "add",  "make",
                                        "insert", "like",   "fuzzy",  "post", "update"};
// What runs the function that it is given.
constexpr std::string_view kRunners[] = {
    "asyncio.to_thread", "anyio.to_thread.run_sync", "starlette.concurrency.run_in_threadpool",
    "fastapi.concurrency.run_in_threadpool", "asgiref.sync.sync_to_async"};

// The function that the call runs: `find` of `asyncio.to_thread(find, key)` and of
// `loop.run_in_executor(None, find, key)`.
const Expr& function_of(const FileModel& file, const Call& call) {
  constexpr std::size_t kBehindExecutor = 1;
  const bool is_runner = is_one_of(file.resolve(*call.func), kRunners);
  if (is_runner && !call.args.empty()) return *call.args[0];
  const bool has_executor = semantic::last_name(file, *call.func) == "run_in_executor";
  return has_executor && call.args.size() > kBehindExecutor ? *call.args[kBehindExecutor]
                                                            : *call.func;
}

}  // namespace

bool is_look_up(const FileModel& file, const Call& call) {
  const auto words = name_words(semantic::last_name(file, function_of(file, call)));
  const auto has_any = [&](const auto& table) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return is_one_of(word, table); });
  };
  // `get_or_none`, `one_or_none` give nothing; `get_or_create` gives what was not there.
  const bool gives_nothing = !words.empty() && words.back() == "none";
  return has_any(kLookUps) && (gives_nothing || !has_any(kOthers));
}

}  // namespace fastidious::app
