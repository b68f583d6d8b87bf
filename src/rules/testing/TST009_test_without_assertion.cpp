#include <algorithm>
#include <array>
#include <string>

#include "deploy/collected_tests.h"
#include "deploy/test_suite.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Words in the name of what a test calls that say that it checks something.
constexpr std::array<std::string_view, 21> kChecking = {
    "assert", "raise",    "check",  "verify",    "expect", "ensure",  "validate",
    "should", "warn",     "fail",   "must",      "match",  "compare", "snapshot",
    "exit",   "is_equal", "approx", "benchmark", "raises", "skip",    "wait_for"};

// What answers to a ping says by raising that it does not.
bool is_ping(std::string_view name) {
  return name == "ping" || name.starts_with("ping_") || name.ends_with("_ping");
}

bool sounds_like_checking(std::string_view name) {
  return contains_any(lower_case(name), kChecking) || is_ping(name);
}

std::string_view called_name(const FileModel& file, const Call& call) {
  if (const auto* method = call.func->as<Attribute>()) {
    return file.text(method->attr);
  }
  return call.func->is(Kind::Name) ? file.text(*call.func) : std::string_view{};
}

constexpr std::array<std::string_view, 2> kBroad = {"Exception", "BaseException"};

constexpr int kMaxDepth = 3;  // of functions of the repository that a test calls

bool checks_something(const FileModel& file, const Node& scope, int depth);

// Whether the function that is called checks something, as far as the repository defines it.
bool callee_checks(const FileModel& file, const Call& call, int depth) {
  if (depth >= kMaxDepth) {
    return false;
  }
  const semantic::Definition definition = file.definition_of(*call.func);
  const auto* function = definition ? as<FunctionDef>(definition.node) : nullptr;
  return function != nullptr && definition.file->file().role == repo::Role::Test &&
         checks_something(*definition.file, *function, depth + 1);
}

// `uuid.UUID(answer)`, `json.loads(text)` whose value nobody takes: it raises where that is none.
bool is_read_to_check(const FileModel& file, const Call& call) {
  constexpr std::string_view kReaders[] = {"uuid.UUID",
                                           "json.loads",
                                           "orjson.loads",
                                           "builtins.int",
                                           "builtins.float",
                                           "datetime.datetime.fromisoformat",
                                           "datetime.datetime.strptime",
                                           "datetime.date.fromisoformat",
                                           "ipaddress.ip_address",
                                           "base64.b64decode",
                                           "yaml.safe_load",
                                           "ast.parse",
                                           "builtins.compile",
                                           "re.compile",
                                           "jwt.decode"};
  const auto* statement = as<ExprStmt>(file.parent(call));
  return statement != nullptr && !call.args.empty() && !call.args[0]->is(Kind::Constant) &&
         is_one_of(file.resolve(*call.func), kReaders);
}

bool checks_something(const FileModel& file, const Node& scope, int depth) {
  for (const Node* node : file.tree().subtree(scope)) {
    if (node->is(Kind::Assert) || node->is(Kind::Raise)) {
      return true;
    }
    const auto* call = node->as<Call>();
    if (call != nullptr && (sounds_like_checking(called_name(file, *call)) ||
                            is_read_to_check(file, *call) || callee_checks(file, *call, depth))) {
      return true;
    }
  }
  return false;
}

// A decorator or fixture that checks, or that says that nothing is to be checked.
bool is_excused(const FileModel& file, const FunctionDef& test) {
  for (const Expr* decorator : test.decorator_list) {
    const std::string_view text = file.text(*decorator);
    if (sounds_like_checking(text) || text.find("smoke") != std::string_view::npos ||
        text.find("fixture") != std::string_view::npos) {
      return true;
    }
  }
  for (const Arg* parameter : test.args->all) {
    if (sounds_like_checking(file.text(parameter->name))) {
      return true;
    }
  }
  return file.text(test.name).find("smoke") != std::string_view::npos;
}

// The test with the comments in and below its last line.
std::string text_with_comments(const FileModel& file, const FunctionDef& test) {
  const std::string_view all = file.file().text.view();
  std::size_t end = std::min(all.find('\n', test.end), all.size());
  while (end < all.size()) {
    const std::size_t next = std::min(all.find('\n', end + 1), all.size());
    if (!trimmed(all.substr(end, next - end)).starts_with('#')) break;
    end = next;
  }
  return lower_case(all.substr(test.begin, end - test.begin));
}

// Whether the test says, by its name or in its text, that it is about nothing being raised.
bool is_about_raising_nothing(const FileModel& file, const FunctionDef& test) {
  constexpr std::array<std::string_view, 23> kNames = {
      "noop",       "no_op",    "allow",    "accept",      "permit",     "passes",
      "quiet",      "ignore",   "tolerate", "survive",     "silent",     "safe",
      "without",    "does_not", "skip",     "import",      "fail_open",  "fails_open",
      "nothing_to", "never",    "swallow",  "handles_exc", "handles_err"};
  constexpr std::array<std::string_view, 24> kTexts = {
      "not raise",    "no raise",          "n't raise",     "no exception",
      "no error",     "without error",     "not crash",     "n't crash",
      "does nothing", "not fail",          "without rais",  "no-op",
      "not throw",    "without exception", "make sure",     "just test",
      "silently",     "graceful",          "successfully",  "would crash",
      "no falla",     "no lanza",          "still a valid", "swallow"};
  return contains_any(lower_case(file.text(test.name)), kNames) ||
         contains_any(text_with_comments(file, test), kTexts);
}

bool calls(const FileModel& file, const Node& scope, std::string_view name) {
  const auto all = file.tree().nodes_of<Call>(scope);
  return std::any_of(all.begin(), all.end(),
                     [&](const Call* one) { return called_name(file, *one) == name; });
}

// What clients have for every route: that one request raises says nothing of another.
constexpr std::array<std::string_view, 6> kVerbs = {"get",   "post",   "put",
                                                    "patch", "delete", "request"};

// Whether another test of the file expects what this one calls to raise: here it must not.
bool is_other_side_of_raising(const FileModel& file, const FunctionDef& test) {
  for (const With* block : file.tree().nodes_of<With>()) {
    if (file.text(*block->items[0]).find("aises(") == std::string_view::npos) continue;
    for (const Call* call : file.tree().nodes_of<Call>(test)) {
      const std::string_view name = called_name(file, *call);
      if (name.empty() || is_one_of(name, kVerbs)) continue;
      const bool is_expected =
          std::any_of(block->body.begin(), block->body.end(),
                      [&](const Stmt* one) { return calls(file, *one, name); });
      if (is_expected) return true;
    }
  }
  return false;
}

// A class of pytest's, or one that inherits, of unittest's perhaps; `ApiTester` is nobody's.
bool is_collected(const FileModel& file, const ClassDef& cls) {
  const std::string_view name = file.text(cls.name);
  return name.starts_with("Test") ||
         (!cls.bases.empty() && name.find("Test") != std::string_view::npos);
}

// A helper of a script: its file calls it with arguments, for which pytest would want fixtures.
bool is_given_arguments(const FileModel& file, const FunctionDef& function) {
  const std::size_t own = file.enclosing_class(function) != nullptr ? 1 : 0;  // self
  return function.args->all.size() > own && deploy::is_called_in_file(file, function);
}

bool returns_something(const FileModel& file, const FunctionDef& function) {
  const auto all = file.tree().nodes_of<Return>(function);
  return std::any_of(all.begin(), all.end(), [&](const Return* one) {
    const bool own = file.enclosing_function(*one) == &function;
    return own && one->value != nullptr && file.text(*one->value) != "None";
  });
}

// A step of a program: the file's own `__main__` block runs it and judges what it returns, and
// nothing here is of pytest.
bool is_step_of_program(const FileModel& file, const FunctionDef& function) {
  if (!returns_something(file, function) || !deploy::is_result_used_in_file(file, function)) {
    return false;
  }
  const auto uses_pytest = [](const FileModel& one) {
    return one.file().text.view().find("pytest") != std::string_view::npos;
  };
  const auto blocks = file.tree().nodes_of<If>();
  const bool has_main = std::any_of(blocks.begin(), blocks.end(), [&](const If* block) {
    return !block->body.empty() && file.in_main_block(*block->body.front());
  });
  const auto& all = file.project().files();
  return has_main && std::none_of(all.begin(), all.end(), uses_pytest);
}

// The body without the docstring.
std::vector<const Stmt*> statements_of(const FunctionDef& test) {
  std::vector<const Stmt*> statements;
  for (const Stmt* one : test.body) {
    const auto* plain = one->as<ExprStmt>();
    const auto* text = plain == nullptr ? nullptr : plain->value->as<Constant>();
    const bool is_empty = one->is(Kind::Pass) || text != nullptr;
    if (!is_empty) statements.push_back(one);
  }
  return statements;
}

// Only imports: that the names are there is what it checks.
bool tries_imports(const FunctionDef& test) {
  const std::vector<const Stmt*> statements = statements_of(test);
  return !statements.empty() &&
         std::all_of(statements.begin(), statements.end(), [](const Stmt* one) {
           return one->is(Kind::Import) || one->is(Kind::ImportFrom);
         });
}

// except Exception as error: print(error)
bool catches_all(const FileModel& file, const Try& attempt) {
  return std::any_of(attempt.handlers.begin(), attempt.handlers.end(), [&](const auto* handler) {
    return handler->type == nullptr || is_one_of(file.text(*handler->type), kBroad);
  });
}

bool is_most_of(const Try& attempt, const FunctionDef& test) {
  return 2 * (attempt.end - attempt.begin) > test.end - test.begin;
}

// Whether the answer is returned, which pytest does not look at: `return False`.
bool returns(const FileModel& file, const FunctionDef& test, std::string_view answer) {
  const auto all = file.tree().nodes_of<Return>(test);
  return std::any_of(all.begin(), all.end(), [&](const Return* one) {
    return one->value != nullptr && file.text(*one->value) == answer &&
           file.enclosing_function(*one) == &test;
  });
}

// What becomes of an answer that its file reads: asserts give none.
std::string_view what_of_readers(const FileModel& file, const FunctionDef& test) {
  if (!deploy::is_result_used_in_file(file, test)) return "";
  return " What calls it in this file and reads the answer then gets `None`: take that out, pytest "
         "runs the tests.";
}

void say_how(Draft& draft, const FunctionDef& test, bool swallows, const FileModel& file) {
  const bool fails = returns(file, test, "False");
  if (swallows && fails) {
    draft.fix(
        "Let it fail where it returns `False` now, by an `assert` or without the `except`: pytest "
        "does not look at what a test returns.{}",
        {what_of_readers(file, test)});
  } else if (swallows) {
    draft.fix("Take the `except` out and assert on what came of it.");
  } else if (fails || returns(file, test, "True")) {
    draft.fix("Assert what it returns now: pytest does not look at what a test returns.{}",
              {what_of_readers(file, test)});
  }
}

void report(const FunctionDef& test, Check& check) {
  const FileModel& file = check.file();
  const std::string_view name = file.text(test.name);
  const std::vector<const Stmt*> statements = statements_of(test);
  if (statements.empty()) {
    check.report(test.name_span, "`{}` is empty: it always passes", {name})
        .fix("Write it, or take it out: an empty test looks like one that there is.");
    return;
  }
  const bool swallows = std::any_of(statements.begin(), statements.end(), [&](const Stmt* one) {
    const auto* attempt = one->as<Try>();
    return attempt != nullptr && is_most_of(*attempt, test) && catches_all(file, *attempt);
  });
  Draft draft = check.report(
      test.name_span,
      swallows ? "`{}` checks nothing and catches what is raised: it passes whatever happens"
               : "`{}` checks nothing: it passes unless something raises",
      {name});
  say_how(draft, test, swallows, file);
}

void check(const FunctionDef& function, Check& check) {
  const FileModel& file = check.file();
  const ClassDef* cls = file.enclosing_class(function);
  const bool collected =
      cls != nullptr ? is_collected(file, *cls) : file.parent(function)->is(Kind::Module);
  if (!file.text(function.name).starts_with("test") || !collected ||
      !file.tree().errors().empty() || !deploy::is_named_as_test(file.file().path) ||
      is_excused(file, function) || checks_something(file, function, 0) ||
      is_about_raising_nothing(file, function) || is_other_side_of_raising(file, function) ||
      deploy::is_route_handler(file, function) || is_given_arguments(file, function) ||
      is_step_of_program(file, function) || tries_imports(function)) {
    return;
  }
  report(function, check);
}

}  // namespace

extern constinit const Rule TST009 = {
    .code = "TST009",
    .name = "test-without-assertion",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Tests,
    .references = {"https://docs.pytest.org/en/stable/how-to/assert.html"},
    .about_whole_definition = true,
    .risk = "It counts as a test and for coverage, and stays green when the answer becomes wrong.",
    .advice =
        "Assert on what came of it: the status and the body of the answer, the value that was "
        "returned, or what is stored, behind the flush or commit that it needs. If it is only to "
        "show that nothing raises, let its name say "
        "so: `…_does_not_raise`.",
    .docs = R"md(
A test without `assert`, `pytest.raises` or the like shows only that the code runs.

```python bad
def test_create_order(client) -> None:
    client.post("/orders", json={"item": 1})
```

```python good
def test_create_order(client) -> None:
    response = client.post("/orders", json={"item": 1})
    assert response.status_code == 201
    assert response.json()["item"] == 1
```

What a test calls counts as a check if its name says so (`assert_called_once`, `raise_for_status`, `verify_order`), or if it is a
function of the test suite that checks something. Left alone: tests that say that they are about nothing being raised (in their name or a
comment: `noop`, "should not raise"), or that call what another test of the file expects to raise, tests marked or named `smoke`, tests that take a fixture such as
`benchmark` or `snapshot`, handlers of routes, helpers that their own file calls with arguments, and functions that pytest does not collect.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
