#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>

#include "knowledge/log_calls.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::array<std::string_view, 5> kClocks = {"time.time", "time.monotonic",
                                                     "time.perf_counter", "time.process_time",
                                                     "asyncio.AbstractEventLoop.time"};
constexpr std::array<std::string_view, 3> kNow = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today"};

// Where random letters and digits come from.
constexpr std::array<std::string_view, 4> kLetters = {"ascii_", "string.digits", "hexdigits",
                                                      "abcdef"};

// The test whose own body holds the node; null elsewhere: in helpers, fixtures, nested functions.
const FunctionDef* test_around(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr || !file.text(function->name).starts_with("test")) return nullptr;
  return file.enclosing_function(*function) == nullptr ? function : nullptr;
}

// Whether the file holds a clock still.
bool controls_time(const FileModel& file) {
  const std::string_view text = file.file().text.view();
  for (std::string_view tool : {"freezegun", "freeze_time", "time_machine", "freezer", "travel("}) {
    if (text.find(tool) != text.npos) return true;
  }
  return false;
}

// In a loop it waits for something and looks again; under `patch` it does not sleep.
bool is_repeated(const FileModel& file, const Node& node, const FunctionDef& test) {
  for (const Node* at = file.parent(node); at != nullptr && at != &test; at = file.parent(*at)) {
    if (at->is(Kind::While) || at->as<For>() != nullptr) return true;
  }
  return false;
}

bool mocks_sleep(const FileModel& file) {
  const std::string_view text = file.file().text.view();
  for (std::string_view sign : {"sleep\"", "sleep'", "\"sleep", "'sleep", "mock_sleep"}) {
    if (text.find(sign) != text.npos) return true;
  }
  return false;
}

// Words for what lapses by itself after a time.
constexpr std::array<std::string_view, 6> kLapsing = {"ttl",      "expir",   "max_age",
                                                      "lifetime", "max-age", "setex"};

// As seconds; more than any test sleeps if it is no number, and none where it cannot be told.
double seconds_of(const Expr& value) {
  const auto* number = value.as<Constant>();
  if (number == nullptr) return 0;
  if (number->value.empty() ||
      number->value.find_first_not_of("0123456789._") != std::string::npos) {
    return 1e9;
  }
  return std::strtod(std::string(number->value).c_str(), nullptr);
}

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

// The comment in the line, or in a line of its own above it.
std::string comment_at(const FileModel& file, const Node& node) {
  const std::string_view text = file.file().text.view();
  const std::size_t before = text.rfind('\n', node.begin);
  const std::size_t start = before == text.npos ? 0 : before + 1;
  const std::string_view line = text.substr(start, text.find('\n', start) - start);
  std::string comment;
  if (const std::size_t mark = line.find('#'); mark != line.npos) comment = line.substr(mark);
  if (start < 2) return comment;
  const std::size_t above = text.rfind('\n', start - 2);
  const std::size_t from = above == text.npos ? 0 : above + 1;
  const std::string_view other = trimmed(text.substr(from, start - 1 - from));
  return other.starts_with('#') ? comment + std::string(other) : comment;
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

// Whether what follows is that nothing has happened: there is no event to wait for.
bool waits_for_nothing(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  const Node* said = first_check_behind(file, sleep, test);
  if (said == nullptr) return false;
  const std::string_view text = file.text(*said);
  const bool is_next = said->begin == next_statement_begin(file, sleep, test);
  const bool absent = (is_next && contains_any(text, kAbsence)) || contains_any(text, kNotCalled) ||
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

// A pause at the end: nothing that it could come too early for is done or asserted behind it. A
// block that it stands in may end something: `with TestClient(app):`.
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

// Whether more time could never break the test, and less would: times have to differ, or to lapse.
bool needs_time_itself(const FileModel& file, const Call& sleep, const FunctionDef& test) {
  constexpr std::array<std::string_view, 7> kTimes = {
      "timestamp", "created_at", "updated_at", "different time", "ttl", "expir", "outlive"};
  constexpr std::array<std::string_view, 14> kNames = {
      "_ttl",     "timestamp", "expir",    "_fifo",    "_lag",    "duration", "elapsed",
      "rate_lim", "throttl",   "debounce", "cooldown", "latency", "uptime",   "timer"};
  return contains_any(lower_case(comment_at(file, sleep)), kTimes) ||
         contains_any(lower_case(file.text(test.name)), kNames) ||
         stands_between_twins(file, sleep, test) || waits_for_nothing(file, sleep, test) ||
         lets_task_begin(file, sleep, test) || is_measured(file, sleep, test) ||
         outlives_expiry(file, sleep, test);
}

void check_sleep(const Call& call, const FunctionDef& test, Check& check) {
  const FileModel& file = check.file();
  if (call.args.empty() || mocks_sleep(file) || is_repeated(file, call, test)) return;
  if (has_nothing_behind(file, call, test)) return;
  if (check.target() == "asyncio.sleep" && !file.parent(call)->is(Kind::Await)) return;
  const auto* given = call.args[0]->as<Constant>();
  const bool is_short =
      given != nullptr && (given->value == "0" || given->value.starts_with("0.00"));
  if (given == nullptr || is_short || needs_time_itself(file, call, test)) return;
  check.report(call, "`{}` sleeps {} s and takes what it waits for to be done then",
               {file.text(test.name), file.text(*given)});
}

// `"".join(random.choices(string.ascii_letters, k=8))`: letters that make a name like no other.
bool makes_name(const FileModel& file, const Call& call) {
  return !call.args.empty() && contains_any(file.text(*call.args[0]), kLetters);
}

// f"user{random.randint(1, 999)}@example.com", project_id = random.randint(1, 999): values that
// differ so that nothing collides, of which the result does not depend.
bool makes_identifier(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 8> kUnique = {"id",   "email",  "name", "slug",
                                                       "port", "suffix", "key",  "phone"};
  const auto is_unique = [&](std::string_view name) {
    return is_one_of(name.substr(name.rfind('_') + 1), kUnique);
  };
  for (const Node* at = file.parent(call); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::JoinedStr)) return true;
    const auto* given = at->as<Keyword>();
    if (given != nullptr) return is_unique(file.text(given->arg));
    const auto* kept = at->as<Assign>();
    if (kept != nullptr) return is_unique(file.text(*kept->targets[0]));
    if (at->as<Stmt>() != nullptr) return false;
  }
  return false;
}

void check_random(const Call& call, const FunctionDef& test, Check& check) {
  const FileModel& file = check.file();
  const std::string_view text = file.file().text.view();
  if (text.find("seed(") != text.npos || makes_name(file, call) || makes_identifier(file, call)) {
    return;
  }
  for (const Call* other : file.tree().nodes_of<Call>(test)) {  // the first of them is enough
    if (other == &call) break;
    if (file.resolve(other->func).starts_with("random.") && !makes_identifier(file, *other)) return;
  }
  check
      .report(call, "`{}` tries other values in each run: a failure cannot be repeated",
              {file.text(test.name)})
      .fix("Fixed values, the cases of `@pytest.mark.parametrize`, or `random.Random(1)`.");
}

void check(const Call& call, Check& check) {
  const FunctionDef* test = test_around(check.file(), call);
  if (test == nullptr) return;
  const bool sleeps = check.target() == "time.sleep" || check.target() == "asyncio.sleep";
  sleeps ? check_sleep(call, *test, check) : check_random(call, *test, check);
}

bool is_call_of_any(const FileModel& file, const Expr& expr, const auto& names) {
  const auto* call = expr.as<Call>();
  return call != nullptr && is_one_of(file.resolve(call->func), names);
}

// `time.time() - start`, or a name that was given it.
bool is_elapsed(const FileModel& file, const Expr& expr, const FunctionDef& test) {
  const auto* difference = expr.as<BinOp>();
  if (difference != nullptr && difference->op == Operator::Sub) {
    return is_call_of_any(file, *difference->left, kClocks);
  }
  if (!expr.is(Kind::Name)) return false;
  for (const Assign* one : file.tree().nodes_of<Assign>(test)) {
    const auto* value = one->value->as<BinOp>();
    if (value != nullptr && value->op == Operator::Sub &&
        file.text(*one->targets[0]) == file.text(expr)) {
      return is_call_of_any(file, *value->left, kClocks);
    }
  }
  return false;
}

// Whether the moment is an argument of a call that makes something else of it than a text or a
// number: evaluate(flag, datetime.now()).
bool is_handed_on(const FileModel& file, const Node& moment, const Expr& whole) {
  constexpr std::array<std::string_view, 4> kForms = {"str", "int", "round", "float"};
  const Node* below = &moment;
  for (const Node* at = file.parent(moment); at != nullptr && below != &whole;
       below = at, at = file.parent(*at)) {
    const auto* call = at->as<Call>();
    if (call != nullptr && call->func != below && !is_one_of(file.text(*call->func), kForms)) {
      return true;
    }
  }
  return false;
}

bool holds_now(const FileModel& file, const Expr& expr) {
  for (const Call* call : file.tree().nodes_of<Call>(expr)) {
    const auto* method = call->func->as<Attribute>();
    const std::string_view name = method == nullptr ? "" : file.text(method->attr);
    const bool may_be = name == "now" || name == "utcnow" || name == "today";
    if (may_be && is_one_of(file.resolve(call->func), kNow)) {
      return !is_handed_on(file, *call, expr);
    }
  }
  return false;
}

// A limit that no machine is too busy for: what hangs exceeds it, not what is slow.
constexpr double kAnyMachine = 5;  // seconds

// assert elapsed < 0.5, assert order.day == date.today()
void check_assert(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto* compared = node.as<Assert>()->test->as<Compare>();
  if (compared == nullptr || compared->ops.size() != 1) return;
  const Comparator op = compared->ops[0];
  const Expr& left = *compared->left;
  const Expr& right = *compared->comparators[0];
  const bool is_bound = op == Comparator::Lt || op == Comparator::LtE;
  const bool is_equality =
      op == Comparator::Eq && (holds_now(file, left) || holds_now(file, right));
  const FunctionDef* test = is_bound || is_equality ? test_around(file, node) : nullptr;
  if (test == nullptr) return;
  const bool is_tight = is_bound && seconds_of(right) < kAnyMachine;
  if (is_tight && is_elapsed(file, left, *test) && !controls_time(file)) {
    check.report(*compared, "`{}` fails on a machine that is busy", {file.text(test->name)})
        .fix("Leave time to a benchmark; here assert on what was called, and how often.");
  } else if (is_equality && !controls_time(file)) {
    check
        .report(*compared, "`{}` compares with the clock, which goes on meanwhile",
                {file.text(test->name)})
        .fix(
            "Take the moment before and after the call and assert that the value lies between "
            "them, or hold the clock with time-machine or freezegun.");
  }
}

}  // namespace

extern constinit const Rule TST016 = {
    .code = "TST016",
    .name = "flaky-pattern",
    .family = Family::Testing,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Tests,
    .references = {"https://docs.pytest.org/en/stable/explanation/flaky.html"},
    .risk =
        "A test that fails now and then is run again until it passes; so is the one that has found "
        "something.",
    .advice =
        "Wait for the thing itself: an event, a `join()`, or a loop that looks every 10 ms until a "
        "deadline; where there is nothing to wait for, leave the pause out.",
    .docs = R"md(
What makes tests depend on luck: a test that sleeps a fixed time, that takes random values without a seed, that asserts an upper bound of the
time it took, or that compares with the present moment.

```python bad
import time


def test_job_is_done(client) -> None:
    client.post("/jobs")
    time.sleep(2)
    assert client.get("/jobs/1").json()["done"]
```

```python good
import time


def test_job_is_done(client) -> None:
    client.post("/jobs")
    deadline = time.monotonic() + 5
    while not client.get("/jobs/1").json()["done"]:
        assert time.monotonic() < deadline
        time.sleep(0.01)
```

Left alone: sleeping in a loop and for less than 0.01 s, until something lapses after a time that the test set, between two things whose
times have to differ, at the end of a test, before it is seen that nothing has happened or changed, so that a task begins that is awaited later, in a block that measures, limits of 5 s and more, random letters and numbers in a name like no other, files that replace `sleep`,
set a seed or hold the clock (freezegun, time-machine),
helpers and functions within tests (a slow answer that a test makes up).
)md",
    .calls = {"time.sleep", "asyncio.sleep", "random.random", "random.randint", "random.choice",
              "random.choices", "random.sample", "random.uniform", "random.shuffle",
              "random.randrange"},
    .on_call = check,
    .kinds = {Kind::Assert},
    .on_node = check_assert,
};

}  // namespace fastidious::rules
