#include <algorithm>
#include <array>
#include <string>

#include "deploy/test_suite.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// The `app.dependency_overrides` that an expression is or begins with.
const Attribute* overrides_in(const Expr* expr, const FileModel& file) {
  const auto* attribute = as<Attribute>(expr);
  return attribute != nullptr && file.text(attribute->attr) == "dependency_overrides" ? attribute
                                                                                      : nullptr;
}

// `app.dependency_overrides[get_db] = …`
const Attribute* override_set_by(const Assign& assignment, const FileModel& file) {
  for (const Expr* target : assignment.targets) {
    const auto* item = target->as<Subscript>();
    if (item != nullptr) {
      return overrides_in(item->value, file);
    }
  }
  return nullptr;
}

// .clear(), .pop(…), del …[…], `= {}` and `= saved`
bool is_cleanup(const Node& node, const FileModel& file) {
  if (const auto* call = node.as<Call>()) {
    const auto* method = as<Attribute>(call->func);
    const std::string_view name = method == nullptr ? "" : file.text(method->attr);
    return (name == "clear" || name == "pop") && overrides_in(method->value, file) != nullptr;
  }
  if (const auto* deletion = node.as<Delete>()) {
    for (const Expr* target : deletion->targets) {
      const auto* item = target->as<Subscript>();
      if (item != nullptr && overrides_in(item->value, file) != nullptr) {
        return true;
      }
    }
    return false;
  }
  const auto* assignment = node.as<Assign>();
  return assignment != nullptr && overrides_in(assignment->targets[0], file) != nullptr;
}

bool cleans_up(const Node& scope, const FileModel& file) {
  for (const Node* node : file.tree().subtree(scope)) {
    if (is_cleanup(*node, file)) {
      return true;
    }
  }
  return false;
}

// The decorator that makes a fixture; null if the function is none.
const Expr* fixture_decorator(const FunctionDef& function, const FileModel& file) {
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = decorator->as<Call>();
    const std::string_view name = file.resolve(call == nullptr ? *decorator : *call->func);
    if (name == "pytest.fixture" || name == "pytest_asyncio.fixture") {
      return decorator;
    }
  }
  return nullptr;
}

bool asks_for(const FunctionDef& test, Identifier fixture) {
  return std::any_of(test.args->all.begin(), test.args->all.end(),
                     [&](const Arg* parameter) { return parameter->name == fixture; });
}

bool is_autouse(const Expr& decorator, const FileModel& file) {
  const auto* call = decorator.as<Call>();
  return call != nullptr && semantic::argument(file, *call, -1, "autouse") != nullptr;
}

// A fixture for the whole run: its override is meant for all tests.
bool is_for_whole_run(const FunctionDef& function, const FileModel& file) {
  const auto* call = as<Call>(fixture_decorator(function, file));
  const Expr* scope = call == nullptr ? nullptr : semantic::argument(file, *call, -1, "scope");
  return scope != nullptr && file.constant_string(*scope) == "session";
}

// Whether `function` cleans up after `test`: a fixture that it uses, or a method that the test
// runner calls after each test.
bool is_teardown_for(const FunctionDef& function, const FunctionDef& test, const FileModel& file) {
  constexpr std::array<std::string_view, 7> kTeardowns = {
      "tearDown",       "asyncTearDown",     "tearDownClass",  "teardown_method",
      "teardown_class", "teardown_function", "teardown_module"};
  const Expr* fixture = fixture_decorator(function, file);
  const bool runs = fixture != nullptr ? is_autouse(*fixture, file) || asks_for(test, function.name)
                                       : std::find(kTeardowns.begin(), kTeardowns.end(),
                                                   file.text(function.name)) != kTeardowns.end();
  return runs && cleans_up(function, file);
}

// Whether `function` is a fixture that takes the fixture `set` and cleans up: what tests ask for.
bool cleans_up_around(const FunctionDef& function, const FunctionDef& set, const FileModel& file) {
  return fixture_decorator(function, file) != nullptr && asks_for(function, set.name) &&
         cleans_up(function, file);
}

// `.clear()` and `= {}`, which take every override back, whoever set it.
bool empties_all(const FunctionDef& function, const FileModel& file) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (!is_cleanup(*node, file)) return false;
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    return node->is(Kind::Assign) || (method != nullptr && file.text(method->attr) == "clear");
  });
}

// By a parameter, or by `@pytest.mark.usefixtures("name")`.
bool takes_fixture(const FunctionDef& function, Identifier fixture, const FileModel& file) {
  if (asks_for(function, fixture)) return true;
  const std::string quoted = '"' + std::string(file.text(fixture)) + '"';
  return std::any_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* decorator) {
        const std::string_view text = file.text(*decorator);
        return text.find("usefixtures") != text.npos && text.find(quoted) != text.npos;
      });
}

// Whether everybody in the file who takes the fixture `set` takes one that empties the overrides,
// too: that one's end comes after its test, whichever of both began first.
bool is_emptied_for_all_users(const FunctionDef& set, const FileModel& file) {
  if (fixture_decorator(set, file) == nullptr || file.file().path.ends_with("conftest.py")) {
    return false;
  }
  const auto functions = file.tree().nodes_of<FunctionDef>();
  std::size_t users = 0;
  for (const FunctionDef* user : functions) {
    if (user == &set || !takes_fixture(*user, set.name, file)) continue;
    ++users;
    const bool emptied = std::any_of(functions.begin(), functions.end(), [&](const auto* other) {
      return other != &set && fixture_decorator(*other, file) != nullptr &&
             takes_fixture(*user, other->name, file) && empties_all(*other, file);
    });
    if (!emptied) return false;
  }
  return users > 0;
}

bool has_teardown(const FileModel& file, const FunctionDef& test) {
  for (const Node* node : file.tree().nodes()) {
    const auto* function = node->as<FunctionDef>();
    if (function == nullptr) continue;
    if (is_teardown_for(*function, test, file) || cleans_up_around(*function, test, file)) {
      return true;
    }
  }
  return false;
}

// conftest.py in the file's folder or one above.
bool has_teardown_in_conftest(const FileModel& file, const FunctionDef& test) {
  std::string folder = file.file().path;
  while (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "" : folder.substr(0, slash);
    const FileModel* conftest =
        file.project().file_at(folder.empty() ? "conftest.py" : folder + "/conftest.py");
    if (conftest != nullptr && has_teardown(*conftest, test)) {
      return true;
    }
  }
  return false;
}

// Whether the application lives no longer than the function: made in it, or handed in by a fixture.
bool is_own_application(const Attribute& overrides, const FunctionDef& function,
                        const FileModel& file) {
  const Expr* app = overrides.value;
  while (const auto* attribute = as<Attribute>(app)) {
    app = attribute->value;
  }
  const auto* name = as<Name>(app);
  if (name == nullptr) {
    return true;
  }
  const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
  const auto& opened = file.scopes().scope(file.scopes().scope_opened_by(function));
  return symbol.valid() &&
         file.scopes().scope(file.scopes().symbol(symbol).scope).node == opened.node;
}

// A helper, or a function that a fixture hands out: whoever uses it may clean up after it.
bool is_cleaned_up_by_users(const FunctionDef& function, const FileModel& file) {
  const bool runs_by_itself =
      file.text(function.name).starts_with("test") || fixture_decorator(function, file) != nullptr;
  return !runs_by_itself && cleans_up(file.tree().root(), file);
}

// Whether some conftest.py names plugins, of which the file may be one.
bool may_be_plugin(const FileModel& file) {
  const auto& all = file.project().files();
  return std::any_of(all.begin(), all.end(), [](const FileModel& one) {
    return one.file().path.ends_with("conftest.py") &&
           one.file().text.view().find("pytest_plugins") != std::string_view::npos;
  });
}

// Whether anybody gets the fixture: of a file of tests or a conftest.py, or from where it is
// imported or named as a plugin.
bool is_used(const FunctionDef& function, const FileModel& file) {
  const std::string_view path = file.file().path;
  const bool found = path.ends_with("conftest.py") || deploy::is_named_as_test(path);
  if (found || fixture_decorator(function, file) == nullptr) return true;
  const bool imported = !file.project().imports().imports_into(file.file().id).empty();
  return imported || may_be_plugin(file);
}

// What follows the `yield` of a fixture runs when its test is over.
void advise(Draft& draft, const Attribute& overrides, const FunctionDef& function,
            const FileModel& file) {
  const bool is_fixture = fixture_decorator(function, file) != nullptr;
  if (!is_fixture) {
    draft.fix("Set it in a fixture that takes it back: a `yield`, and `{}.clear()` behind it.",
              {file.text(overrides)});
  } else if (file.is_generator(function)) {
    draft.fix("Take it back behind the `yield`: `{}.clear()`.", {file.text(overrides)});
  } else {
    draft.fix("Let the fixture `yield` instead of return, and take it back behind: `{}.clear()`.",
              {file.text(overrides)});
  }
}

void check(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto& assignment = *node.as<Assign>();
  const Attribute* overrides = override_set_by(assignment, file);
  const FunctionDef* function =
      overrides == nullptr ? nullptr : file.enclosing_function(assignment);
  if (function == nullptr || !is_used(*function, file) ||
      is_own_application(*overrides, *function, file) || is_for_whole_run(*function, file) ||
      cleans_up(*function, file) || is_cleaned_up_by_users(*function, file) ||
      has_teardown(file, *function) || is_emptied_for_all_users(*function, file) ||
      has_teardown_in_conftest(file, *function)) {
    return;
  }
  Draft draft = check.report(assignment, "The override that `{}` sets stays for all later tests",
                             {file.text(function->name)});
  advise(draft, *overrides, *function, file);
}

}  // namespace

extern constinit const Rule TST012 = {
    .code = "TST012",
    .name = "override-leak",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Tests,
    .references = {"https://fastapi.tiangolo.com/advanced/testing-dependencies/"},
    .risk =
        "Tests that run later meet the replaced dependency: they pass or fail by their order, and "
        "an "
        "authentication that was overridden is tested nowhere.",
    .advice =
        "Set it in a fixture that takes it back: `app.dependency_overrides[get_db] = fake`, "
        "`yield`, "
        "`app.dependency_overrides.clear()`.",
    .docs = R"md(
`app.dependency_overrides` belongs to the application object, which all tests of a run share. An override that is set in a
test or fixture and not taken back is still there in the next test.

```python bad
from app.main import app, get_db


def test_orders(client) -> None:
    app.dependency_overrides[get_db] = lambda: None
    assert client.get("/orders").status_code == 200
```

```python good
import pytest
from app.main import app, get_db


@pytest.fixture
def client(database):
    app.dependency_overrides[get_db] = lambda: database
    yield make_client(app)
    app.dependency_overrides.clear()
```

Left alone: functions that take overrides back, tests that use a fixture which does, here or in a `conftest.py` above (also with `autouse`), `tearDown()`, fixtures of scope `session`;
an application that the function makes itself or gets as a parameter, and overrides at module level, as in
FastAPI's documentation.
)md",
    .kinds = {Kind::Assign},
    .on_node = check,
};

}  // namespace fastidious::rules
