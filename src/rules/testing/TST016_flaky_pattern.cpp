#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/test_suite.h"
#include "rules/computations.h"
#include "rules/pauses.h"
#include "rules/rule.h"
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
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Lambda)) return nullptr;
    if (at->is(Kind::FunctionDef)) break;
  }
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr || !file.text(function->name).starts_with("test")) return nullptr;
  if (!deploy::is_named_as_test(file.file().path)) return nullptr;
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

void check_sleep(const Call& call, const FunctionDef& test, Check& check) {
  const FileModel& file = check.file();
  if (call.args.empty() || mocks_sleep(file) || is_repeated(file, call, test)) return;
  if (has_nothing_behind(file, call, test) || is_followed_by_wait(file, call, test)) return;
  if (check.target() == "asyncio.sleep" && !file.parent(call)->is(Kind::Await)) return;
  const auto* given = call.args[0]->as<Constant>();
  const bool is_short =
      given != nullptr && (given->value == "0" || given->value.starts_with("0.00"));
  if (given == nullptr || is_short || needs_time_itself(file, call, test)) return;
  if (starts_nothing_before(file, call, test)) {
    check
        .report(call, "`{}` sleeps {} s before it has begun anything that it could wait for",
                {file.text(test.name), file.text(*given)})
        .risk("Each run takes that much longer, and readers look for what it waits for.")
        .fix(
            "Leave the pause out; where it is for something that a fixture or another test has "
            "begun, wait for that itself.");
    return;
  }
  Draft draft = check.report(call, "`{}` sleeps {} s and takes what it waits for to be done then",
                             {file.text(test.name), file.text(*given)});
  if (file.file().text.view().find("playwright") != std::string_view::npos) {
    draft.fix(
        "Wait for the thing itself: `expect(locator).to_be_visible()`, which tries again until it "
        "holds, or `locator.wait_for()`.");
  }
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
    // "new text " + str(random.randint(1, 999))
    const auto* form = at->as<Call>();
    if (form != nullptr && file.resolve(*form->func) == "builtins.str" &&
        file.parent(*at)->is(Kind::BinOp)) {
      return true;
    }
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

// The `time.time() - start` that the expression is, or that the test gave the name before; null if
// it is none.
const BinOp* elapsed_of(const FileModel& file, const Expr& expr, const FunctionDef& test) {
  const auto from_clock = [&](const Expr& value) -> const BinOp* {
    const auto* difference = value.as<BinOp>();
    const bool is_it = difference != nullptr && difference->op == Operator::Sub &&
                       is_call_of_any(file, *difference->left, kClocks);
    return is_it ? difference : nullptr;
  };
  if (!expr.is(Kind::Name)) return from_clock(expr);
  const BinOp* found = nullptr;
  for (const Assign* one : file.tree().nodes_of<Assign>(test)) {
    if (found != nullptr && one->begin > expr.begin) break;
    if (file.text(*one->targets[0]) != file.text(expr)) continue;
    if (const BinOp* difference = from_clock(*one->value)) found = difference;
  }
  return found;
}

// What is called between `start = time.time()` and the difference; nothing without that start.
std::vector<const Call*> calls_measured(const FileModel& file, const BinOp& elapsed,
                                        const FunctionDef& test) {
  const Assign* start = nullptr;
  for (const Assign* one : file.tree().nodes_of<Assign>(test)) {
    const bool before = one->end <= elapsed.begin;
    if (before && file.text(*one->targets[0]) == file.text(*elapsed.right)) start = one;
  }
  std::vector<const Call*> calls;
  for (const Call* one : file.tree().nodes_of<Call>(test)) {
    const bool within = start != nullptr && one->begin > start->end && one->end < elapsed.begin;
    if (within) calls.push_back(one);
  }
  return calls;
}

// A limit of a second or more on what takes milliseconds and waits for nothing: it stops what
// hangs, a pattern that goes back and back for instance.
bool is_generous(const FileModel& file, const Expr& limit, const BinOp& elapsed,
                 const FunctionDef& test) {
  constexpr double kGenerous = 1;  // seconds
  if (test.is_async() || seconds_of(limit) < kGenerous) return false;
  const std::vector<const Call*> calls = calls_measured(file, elapsed, test);
  return !calls.empty() && only_compute(file, calls);
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

// Whether the time shows that things are done at once: done one after the other, they take longer.
bool shows_concurrency(const FileModel& file, const FunctionDef& test) {
  return contains_any(lower_case(file.text(test.name)),
                      {"concurren", "parallel", "sequential", "simultan", "overlap"});
}
constexpr double kRoom = 0.5;  // seconds: less is too near to what they take

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
  const BinOp* elapsed = is_tight ? elapsed_of(file, left, *test) : nullptr;
  if (elapsed != nullptr && !controls_time(file)) {
    if (is_generous(file, right, *elapsed, *test)) return;
    const bool at_once = shows_concurrency(file, *test);
    // `delay * count`: what they take one after the other.
    if (at_once && (!right.is(Kind::Constant) || seconds_of(right) >= kRoom)) return;
    check.report(*compared, "`{}` may fail on a machine that is busy", {file.text(test->name)})
        .fix(at_once
                 ? "Count how many are at work at once, up when one begins and down when it "
                   "ends, and assert on the most: then no time has to be taken."
                 : "Leave time to a benchmark; here assert on the result, or on what was called "
                   "and how often.");
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
times have to differ, at the end of a test, before it is seen that nothing has happened or changed, so that a task begins that is awaited later, in a block that measures, limits of 5 s and more, of 1 s and more on what only computes, and of 0.5 s and more that show that things are done at once, random letters and numbers in a name like no other, files that replace `sleep`,
set a seed or hold the clock (freezegun, time-machine),
files that pytest does not collect, helpers, functions and lambdas within tests (a slow answer that a test makes up).
)md",
    .calls = {"time.sleep", "asyncio.sleep", "random.random", "random.randint", "random.choice",
              "random.choices", "random.sample", "random.uniform", "random.shuffle",
              "random.randrange"},
    .on_call = check,
    .kinds = {Kind::Assert},
    .on_node = check_assert,
};

}  // namespace fastidious::rules
