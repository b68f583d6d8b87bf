#include <algorithm>
#include <array>
#include <string>

#include "app/effects/blocking.h"
#include "deploy/collected_tests.h"
#include "deploy/test_suite.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Plugins that run async tests in ways of their own.
constexpr std::array<std::string_view, 5> kOtherPlugins = {
    "pytest-aiohttp", "pytest-tornasync", "pytest-twisted", "pytest-sanic", "pytest-tornado"};

bool names_a_runner(std::string_view text) {
  constexpr std::array<std::string_view, 4> kRunners = {"asyncio", "anyio", "trio", "twisted"};
  return std::any_of(kRunners.begin(), kRunners.end(), [&](std::string_view runner) {
    return text.find(runner) != std::string_view::npos;
  });
}

// A mark that names a runner, or a decorator that is no mark: it may run the test itself.
bool may_be_run_by(const FileModel& file, const ExprList& decorators) {
  return std::any_of(decorators.begin(), decorators.end(), [&](const Expr* decorator) {
    const auto* call = decorator->as<Call>();
    const std::string_view name = file.resolve(call == nullptr ? *decorator : *call->func);
    const bool neutral = name.starts_with("pytest.mark.") || name.starts_with("unittest.mock.");
    return names_a_runner(file.text(*decorator)) || !neutral;
  });
}

// `@pytest.mark.skip(reason="…")`: pytest says that it skips it, and does not try to run it.
bool is_skipped(const FileModel& file, const ExprList& decorators) {
  return std::any_of(decorators.begin(), decorators.end(), [&](const Expr* decorator) {
    const auto* call = decorator->as<Call>();
    return file.resolve(call == nullptr ? *decorator : *call->func) == "pytest.mark.skip";
  });
}

// `pytestmark = pytest.mark.anyio`, of a module or class.
bool has_mark(const FileModel& file, const StmtList& body) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto* assignment = statement->as<Assign>();
    return assignment != nullptr && file.text(*assignment->targets[0]) == "pytestmark" &&
           names_a_runner(file.text(*assignment->value));
  });
}

// A hook of pytest that may mark or run tests: pytest_collection_…, pytest_pyfunc_call, ….
bool is_hook(std::string_view name) {
  return name.starts_with("pytest_py") || name.starts_with("pytest_coll");
}

bool has_hook(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto* function = statement->as<FunctionDef>();
    return function != nullptr && is_hook(file.text(function->name));
  });
}

bool has_hook_in_conftest(const FileModel& file) {
  std::string folder = file.file().path;
  while (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "" : folder.substr(0, slash);
    const FileModel* conftest =
        file.project().file_at(folder.empty() ? "conftest.py" : folder + "/conftest.py");
    if (conftest != nullptr && has_hook(*conftest)) {
      return true;
    }
  }
  return false;
}

bool runs_otherwise(const FileModel& file) {
  const auto& dependencies = file.project().dependencies();
  const std::string_view path = file.file().path;
  return dependencies.runs_unmarked_async_tests(path) ||
         std::any_of(
             kOtherPlugins.begin(), kOtherPlugins.end(),
             [&](std::string_view plugin) { return dependencies.find(plugin, path) != nullptr; }) ||
         dependencies.is_at_least("pytest-asyncio", "0.19", path) == project::Answer::No ||
         has_hook_in_conftest(file);
}

// unittest runs coroutines in IsolatedAsyncioTestCase only.
enum class Collector { Nobody, Pytest, UnitTest };

Collector collector_of(const FileModel& file, const FunctionDef& test) {
  const ClassDef* cls = file.enclosing_class(test);
  if (!file.text(test.name).starts_with("test")) {
    return Collector::Nobody;
  }
  if (cls == nullptr) {
    return file.parent(test)->is(Kind::Module) ? Collector::Pytest : Collector::Nobody;
  }
  if (file.inherits_from(*cls, "unittest.IsolatedAsyncioTestCase") ||
      may_be_run_by(file, cls->decorator_list) || has_mark(file, cls->body)) {
    return Collector::Nobody;
  }
  if (file.inherits_from(*cls, "unittest.TestCase")) {
    return Collector::UnitTest;
  }
  const bool plain = cls->bases.empty() && file.text(cls->name).starts_with("Test");
  return plain ? Collector::Pytest : Collector::Nobody;
}

bool imports_pytest(const FileModel& file) {
  return std::any_of(file.scopes().bindings().begin(), file.scopes().bindings().end(),
                     [&](const semantic::Binding& binding) {
                       return binding.kind == semantic::BindingKind::Import &&
                              binding.scope.value == 0 && file.text(binding.name) == "pytest";
                     });
}

void offer_mark(const FileModel& file, const FunctionDef& test, Draft& draft) {
  if (file.project().dependencies().find("pytest-asyncio", file.file().path) == nullptr ||
      !imports_pytest(file)) {
    draft.fix_class(FixClass::None);
    return;
  }
  const LineIndex& lines = file.file().lines;
  const Node& first =
      test.decorator_list.empty() ? static_cast<const Node&>(test) : *test.decorator_list.front();
  const Offset line = lines.start_of(lines.line_of(first.begin));
  std::string mark(file.file().slice({line, first.begin}));
  mark.resize(std::min(mark.find_first_not_of(" \t"), mark.size()));
  mark += "@pytest.mark.asyncio\n";
  draft.edit({line, line}, mark);
}

void check(const Node& node, Check& check) {
  const auto& test = *node.as<FunctionDef>();
  const FileModel& file = check.file();
  const Collector collector = collector_of(file, test);
  if (collector == Collector::Nobody || !deploy::is_named_as_test(file.file().path) ||
      may_be_run_by(file, test.decorator_list) || is_skipped(file, test.decorator_list) ||
      has_mark(file, file.tree().root().body)) {
    return;
  }
  if (collector == Collector::UnitTest) {
    check
        .report(test.name_span, "`{}` is a coroutine that `unittest.TestCase` never awaits",
                {file.text(test.name)})
        .fix("Inherit from `unittest.IsolatedAsyncioTestCase`.")
        .fix_class(FixClass::None);
    return;
  }
  if (runs_otherwise(file) || deploy::is_called_in_file(file, test) ||
      deploy::is_route_handler(file, test)) {
    return;
  }
  const auto& dependencies = file.project().dependencies();
  const bool known = dependencies.find("pytest", file.file().path) != nullptr;
  Draft draft = check.report(test.name_span, "`{}` is `async def` and nothing says who runs it",
                             {file.text(test.name)});
  draft.confidence(known ? Confidence::High : Confidence::Medium);
  if (!app::awaits(file, test)) {
    draft.fix("Write `def` for `async def`: it awaits nothing.").fix_class(FixClass::None);
    return;
  }
  if (dependencies.find("pytest-asyncio", file.file().path) != nullptr) {
    draft.fix(
        "Mark it `@pytest.mark.asyncio`, or set `asyncio_mode = \"auto\"` in pytest's "
        "configuration.");
  }
  offer_mark(file, test, draft);
}

}  // namespace

extern constinit const Rule TST010 = {
    .code = "TST010",
    .name = "async-test-not-run",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::Tests,
    .references = {"https://docs.pytest.org/en/stable/changelog.html#pytest-8-4-0-2025-06-02",
                   "https://pytest-asyncio.readthedocs.io/en/stable/concepts.html",
                   "https://anyio.readthedocs.io/en/stable/testing.html"},
    .about_whole_definition = true,
    .risk =
        "pytest 8.4 fails it; older ones skip it with a warning that nobody reads: the suite is "
        "green and has not run "
        "the test.",
    .advice =
        "Install pytest-asyncio and mark it `@pytest.mark.asyncio`, or set `asyncio_mode = "
        "\"auto\"`; or mark it `@pytest.mark.anyio` (anyio comes with Starlette), with a fixture "
        "`anyio_backend` that returns `\"asyncio\"`.",
    .docs = R"md(
pytest does not run coroutines by itself. A plugin does, for tests that carry its mark, or for all of them where the
configuration says so (`asyncio_mode = "auto"` in pyproject.toml, pytest.ini, tox.ini or setup.cfg).

```python bad
async def test_orders(client) -> None:
    response = await client.get("/orders")
    assert response.status_code == 200
```

```python good
import pytest


@pytest.mark.anyio
async def test_orders(client) -> None:
    response = await client.get("/orders")
    assert response.status_code == 200
```

Coroutines in a plain `unittest.TestCase` are reported as well. Left alone: marks on the function, its class or the module
(`pytestmark`), `IsolatedAsyncioTestCase`, classes with other bases, decorators that may run the test, a `conftest.py` with hooks
that may mark tests, scripts that run it themselves, and other plugins (pytest-aiohttp, …). Where the dependencies do not name pytest, the confidence is medium.
The fix adds the mark where pytest-asyncio is a dependency.
)md",
    .kinds = {Kind::AsyncFunctionDef},
    .on_node = check,
};

}  // namespace fastidious::rules
