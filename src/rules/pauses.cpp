#include "rules/pauses.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>

#include "knowledge/log_calls.h"
#include "semantic/expressions.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

double seconds_of(const Expr& value) {
  const auto* number = value.as<Constant>();
  if (number == nullptr) return 0;
  if (number->value.empty() ||
      number->value.find_first_not_of("0123456789._") != std::string::npos) {
    return 1e9;
  }
  return std::strtod(std::string(number->value).c_str(), nullptr);
}

namespace {

// Words for what lapses by itself after a time.
constexpr std::array<std::string_view, 6> kLapsing = {"ttl",      "expir",   "max_age",
                                                      "lifetime", "max-age", "setex"};

// cache.set(key, value, ex=1), cache.expire(key, 1), setattr(module, "TTL", 0.1)
bool sets_expiry(const FileModel& file, const Call& call, double slept) {
  for (const Keyword* one : call.keywords) {
    const std::string name = lower_case(file.text(one->arg));
    const bool lapses = name == "ex" || name == "px" || contains_any(name, kLapsing);
    if (lapses && seconds_of(*one->value) <= slept * (name == "px" ? 1000 : 1)) return true;
  }
  const bool by_name = contains_any(lower_case(file.text(*call.func)), kLapsing);
  bool by_text = false;
  for (const Expr* one : call.args) {
    const auto* text = one->as<Constant>();
    if (text != nullptr && text->is_str()) {
      by_text = by_text || contains_any(lower_case(text->value), kLapsing);
    } else if ((by_name || by_text) && text != nullptr && seconds_of(*one) <= slept) {
      return true;
    }
  }
  return false;
}

// Whether what is waited for is time itself: the test set before after how long something lapses.
bool outlives_expiry(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const double slept = seconds_of(*sleep.args[0]);
  for (const Call* one : file.tree().nodes_of<Call>(test)) {
    if (one->begin >= sleep.begin) break;
    if (sets_expiry(file, *one, slept)) return true;
  }
  return false;
}

// The comment in lines of their own at the end of `text`, blank lines and imports passed over.
std::string comment_above(std::string_view text) {
  constexpr int kNear = 6;  // lines
  std::string comment;
  for (int i = 0; i < kNear && !text.empty(); ++i) {
    text.remove_suffix(1);  // the end of the line
    const std::size_t before = text.rfind('\n');
    const std::size_t from = before == text.npos ? 0 : before + 1;
    const std::string_view line = trimmed(text.substr(from));
    text = text.substr(0, from);
    if (line.starts_with('#')) comment += line;
    if (!line.empty() && !line.starts_with('#') && !line.starts_with("import ")) break;
  }
  return comment;
}

// The comment in the line, or in lines of their own above it.
std::string comment_at(const FileModel& file, const Node& node) {
  const std::string_view text = file.file().text.view();
  const std::size_t before = text.rfind('\n', node.begin);
  const std::size_t start = before == text.npos ? 0 : before + 1;
  const std::string_view line = text.substr(start, text.find('\n', start) - start);
  std::string comment;
  if (const std::size_t mark = line.find('#'); mark != line.npos) comment = line.substr(mark);
  if (start < 2) return comment;
  return comment + comment_above(text.substr(0, start));
}

// What says that nothing has happened.
constexpr std::array<std::string_view, 5> kAbsence = {"assert not ", "_not_called(",
                                                      "_not_awaited(", "== 0", "is None"};
constexpr std::array<std::string_view, 2> kNotCalled = {"_not_called(", "_not_awaited("};
constexpr std::array<std::string_view, 5> kEmpty = {"== 0", "== []", "== \"\"", "== ''", "== {}"};

// The statements of which it is one: the test's own, or those of a block in it.
const StmtList& statements_around(const FileModel& file, const Stmt& statement,
                                  const FunctionDef& test) {
  const Node* parent = file.parent(statement);
  const auto* block = as<With>(parent);
  const auto* attempt = as<Try>(parent);
  if (block != nullptr) return block->body;
  return attempt != nullptr ? attempt->body : test.body;
}

// Whether what is called makes something that has a time of its own.
bool makes(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 13> kMakers = {
      "create", "add",     "insert", "make", "save",   "new",    "rpush",
      "lpush",  "enqueue", "record", "run",  "append", "publish"};
  const std::string_view name = file.text(*call.func);
  std::string_view last = name.substr(name.rfind('.') + 1);
  last.remove_prefix(std::min(last.find_first_not_of('_'), last.size()));
  return std::any_of(kMakers.begin(), kMakers.end(),
                     [&](std::string_view maker) { return last.starts_with(maker); });
}

// The call that a statement is, or whose value it keeps.
const Call* call_of(const Stmt& statement) {
  const Expr* value = nullptr;
  if (const auto* plain = statement.as<ExprStmt>()) value = plain->value;
  if (const auto* kept = statement.as<Assign>()) value = kept->value;
  const auto* awaited = value == nullptr ? nullptr : value->as<Await>();
  if (awaited != nullptr) value = awaited->value;
  return value == nullptr ? nullptr : value->as<Call>();
}

// token = create(…); sleep(0.1); create(…): time is what the two have to differ in.
bool stands_between_twins(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  constexpr std::ptrdiff_t kNear = 3;  // statements on each side
  const Stmt* statement = &file.enclosing_statement(sleep);
  const StmtList& body = statements_around(file, *statement, test);
  const auto at = std::find(body.begin(), body.end(), statement);
  if (at == body.end()) return false;
  std::set<std::string_view> before;
  for (auto one = at; one != body.begin() && at - one < kNear;) {
    if (const Call* call = call_of(**--one)) before.insert(file.text(*call->func));
  }
  for (auto one = at + 1; one != body.end() && one - at <= kNear; ++one) {
    const Call* call = call_of(**one);
    if (call != nullptr && before.contains(file.text(*call->func))) return makes(file, *call);
  }
  return false;
}

// The first thing that is asserted behind the node; null if nothing is.
const Node* first_check_behind(const FileModel& file, const Node& node, const FunctionDef& test) {
  for (const Node* one : file.tree().subtree(test)) {
    if (one->begin < node.end) continue;
    const auto* call = one->as<Call>();
    const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
    const bool asserts = method != nullptr && file.text(method->attr).starts_with("assert_");
    if (asserts || one->is(Kind::Assert)) return one;
  }
  return nullptr;
}

// `attempts < 20`: more time can only break it, as with what must not happen.
bool is_upper_bound(const Node& said) {
  const auto* asserted = said.as<Assert>();
  const auto* compared = asserted == nullptr ? nullptr : asserted->test->as<Compare>();
  return compared != nullptr &&
         (compared->ops.back() == Comparator::Lt || compared->ops.back() == Comparator::LtE);
}

// Whether the same was asserted before: what is looked at again is that nothing has changed.
bool held_before(const FileModel& file, const Node& said, const Node& sleep,
                 const FunctionDef& test) {
  for (const Assert* one : file.tree().nodes_of<Assert>(test)) {
    if (one->begin < sleep.begin && file.text(*one) == file.text(said)) return true;
  }
  return false;
}

// Where the statement behind the pause begins; where the pause does if there is none.
Offset next_statement_begin(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const Stmt* statement = &file.enclosing_statement(sleep);
  const StmtList& body = statements_around(file, *statement, test);
  const auto at = std::find(body.begin(), body.end(), statement);
  return at == body.end() || at + 1 == body.end() ? sleep.begin : (*(at + 1))->begin;
}

// out += read(); assert out == …: what came since is put to what was there, and has to be nothing.
bool looks_for_more(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const Stmt* statement = &file.enclosing_statement(sleep);
  const StmtList& body = statements_around(file, *statement, test);
  const auto at = std::find(body.begin(), body.end(), statement);
  return at != body.end() && at + 1 != body.end() && (*(at + 1))->is(Kind::AugAssign);
}

// Whether what follows is that nothing has happened: there is no event to wait for.
bool waits_for_nothing(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const Node* said = first_check_behind(file, sleep, test);
  if (said == nullptr) return false;
  const std::string_view text = file.text(*said);
  const bool is_next = said->begin == next_statement_begin(file, sleep, test);
  const bool more = looks_for_more(file, sleep, test);
  const bool absent = more || (is_next && contains_any(text, kAbsence)) ||
                      contains_any(text, kNotCalled) ||
                      std::any_of(kEmpty.begin(), kEmpty.end(),
                                  [&](std::string_view end) { return text.ends_with(end); });
  return absent || is_upper_bound(*said) || held_before(file, *said, sleep, test);
}

// task = asyncio.create_task(…); sleep(0.02); …; await task: the pause lets it begin, and it is
// waited for before anything is asserted.
bool lets_task_begin(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const Stmt* statement = &file.enclosing_statement(sleep);
  const StmtList& body = statements_around(file, *statement, test);
  const auto at = std::find(body.begin(), body.end(), statement);
  if (at == body.end() || at == body.begin()) return false;
  const auto* kept = (*(at - 1))->as<Assign>();
  const Call* made = call_of(**(at - 1));
  if (kept == nullptr || made == nullptr) return false;
  const std::string_view maker = file.text(*made->func);
  if (!maker.ends_with("create_task") && !maker.ends_with("ensure_future")) return false;
  constexpr double kTurn = 0.01;  // seconds: the loop comes round, and what awaits nothing is done
  if (seconds_of(*sleep.args[0]) <= kTurn) return true;
  const std::string_view task = file.text(*kept->targets[0]);
  const Node* said = first_check_behind(file, sleep, test);
  const auto awaits = file.tree().nodes_of<Await>(test);
  return std::any_of(awaits.begin(), awaits.end(), [&](const Await* one) {
    const bool between = one->begin > sleep.end && (said == nullptr || one->begin < said->begin);
    return between && has_word(file.text(*one), task) &&
           file.text(test).find(std::string(task) + ".cancel(") == std::string_view::npos;
  });
}

// with timer(): time.sleep(0.1): what is measured, not what is waited for.
bool is_measured(const FileModel& file, const Node& node, const FunctionDef& test) {
  constexpr std::array<std::string_view, 8> kMeasures = {"timer", "measure",  "track", "span",
                                                         "timed", "duration", "trace", "stopwatch"};
  for (const Node* at = file.parent(node); at != nullptr && at != &test; at = file.parent(*at)) {
    const auto* block = at->as<With>();
    if (block == nullptr) continue;
    for (const WithItem* item : block->items) {
      if (contains_any(lower_case(file.text(*item->context_expr)), kMeasures)) return true;
    }
  }
  return false;
}

}  // namespace

bool has_nothing_behind(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  for (const Node* at = file.parent(sleep); at != nullptr && at != &test; at = file.parent(*at)) {
    if (at->as<With>() != nullptr) return false;
  }
  Offset seen = sleep.end;
  for (const Node* node : file.tree().subtree(test)) {
    if (node->begin < seen) continue;
    if (node->is(Kind::Assert) || node->is(Kind::Raise) || node->is(Kind::Yield)) return false;
    const auto* call = node->as<Call>();
    if (call == nullptr) continue;
    const bool speaks = semantic::is_name(file, *call->func, "print") ||
                        knowledge::apparent_level(file, *call) != knowledge::LogLevel::Given;
    if (!speaks) return false;
    seen = call->end;
  }
  return true;
}

bool needs_time_itself(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  constexpr std::array<std::string_view, 10> kTimes = {
      "timestamp", "created_at", "updated_at", "different time", "ttl",
      "expir",     "outlive",    "recovery",   "cooldown",       "time window"};
  constexpr std::array<std::string_view, 17> kNames = {
      "_ttl",    "timestamp", "expir",   "_fifo",    "_lag",     "duration",
      "elapsed", "rate_lim",  "throttl", "debounce", "cooldown", "latency",
      "uptime",  "timer",     "circuit", "recover",  "window"};
  return contains_any(lower_case(comment_at(file, sleep)), kTimes) ||
         contains_any(lower_case(file.text(test.name)), kNames) ||
         stands_between_twins(file, sleep, test) || waits_for_nothing(file, sleep, test) ||
         lets_task_begin(file, sleep, test) || is_measured(file, sleep, test) ||
         outlives_expiry(file, sleep, test);
}

// `monkeypatch.setattr(module, "load", lambda: load_one(1))`: what stands in a lambda is not run.
bool replaces_only(const FileModel& file, const Stmt& statement) {
  constexpr std::array<std::string_view, 5> kReplacing = {"setattr", "setenv", "delenv", "setitem",
                                                          "delattr"};
  const auto* plain = statement.as<ExprStmt>();
  const auto* outer = plain == nullptr ? nullptr : plain->value->as<Call>();
  const auto* method = outer == nullptr ? nullptr : outer->func->as<Attribute>();
  if (method == nullptr || !semantic::is_name(file, *method->value, "monkeypatch")) return false;
  if (!is_one_of(file.text(method->attr), kReplacing)) return false;
  Offset seen = outer->func->end;
  for (const Node* node : file.tree().subtree(*outer)) {
    if (node->begin < seen) continue;
    if (node->is(Kind::Lambda)) seen = node->end;
    if (node->is(Kind::Call) &&
        !file.resolve(*node->as<Call>()->func).starts_with("unittest.mock."))
      return false;
  }
  return true;
}

bool starts_nothing_before(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  if (!comment_at(file, sleep).empty()) return false;  // somebody knows what it is for
  const Stmt* statement = &file.enclosing_statement(sleep);
  for (const Stmt* one : test.body) {
    if (one == statement) return true;
    const auto* kept = one->as<Assign>();
    const auto* plain = one->as<ExprStmt>();
    const bool is_data = (kept != nullptr && kept->value->is(Kind::Constant)) ||
                         (plain != nullptr && plain->value->is(Kind::Constant));
    const bool defines = one->is(Kind::FunctionDef) || one->is(Kind::Import) ||
                         one->is(Kind::ImportFrom) || one->is(Kind::ClassDef);
    if (!is_data && !defines && !replaces_only(file, *one)) return false;
  }
  return false;
}

bool is_followed_by_wait(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  constexpr std::array<std::string_view, 5> kWaiting = {"receive_json", "receive_text",
                                                        "receive_bytes", "receive", "recv"};
  const Stmt* statement = &file.enclosing_statement(sleep);
  const StmtList& body = statements_around(file, *statement, test);
  const auto at = std::find(body.begin(), body.end(), statement);
  if (at == body.end() || at + 1 == body.end()) return false;
  const Call* call = call_of(**(at + 1));
  const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
  return method != nullptr &&
         std::find(kWaiting.begin(), kWaiting.end(), file.text(method->attr)) != kWaiting.end();
}

}  // namespace fastidious::rules
