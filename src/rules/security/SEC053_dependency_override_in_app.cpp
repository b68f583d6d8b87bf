#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAttribute = "dependency_overrides";

bool is_stub_statement(const Stmt& statement, const semantic::FileModel& file) {
  if (statement.is(Kind::Pass)) return true;
  if (const auto* raise = statement.as<Raise>()) {
    const auto* call = as<Call>(raise->exc);
    return file.resolve(call != nullptr ? call->func : raise->exc) ==
           "builtins.NotImplementedError";
  }
  const auto* text = statement.as<ExprStmt>();
  return text != nullptr && text->value->is(Kind::Constant);  // a docstring, or ...
}

// A placeholder that exists to be overridden: overriding it is how some applications wire
// themselves.
bool is_placeholder(const semantic::Definition& dependency) {
  const auto* function = as<FunctionDef>(dependency.node);
  const auto* cls = as<ClassDef>(dependency.node);
  if (cls != nullptr) return dependency.file->is_protocol(*cls);
  if (function == nullptr) return false;
  for (const Stmt* statement : function->body) {
    if (!is_stub_statement(*statement, *dependency.file)) return false;
  }
  return true;
}

// Code that serves tests although its path does not say so.
bool imports_pytest(const semantic::FileModel& file) {
  for (const Stmt* statement : file.tree().root().body) {
    const auto* plain = statement->as<Import>();
    const auto* from = statement->as<ImportFrom>();
    if (from != nullptr && from->module.starts_with("pytest")) return true;
    if (plain != nullptr && plain->names.front()->name.starts_with("pytest")) return true;
  }
  return false;
}

bool is_app_attribute(const Expr& expr, const semantic::FileModel& file) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr || file.text(attribute->attr) != kAttribute) return false;
  const std::string_view type = file.type_of(*attribute->value);
  return type.empty() || file.project().is_subclass(type, "fastapi.FastAPI");
}

// `app.dependency_overrides[get_settings] = lambda: settings` in `create_app(settings)`: the
// application is made with what its maker was given.
bool is_given_to_factory(const Expr& value, const Expr& where, const semantic::FileModel& file) {
  const auto* lambda = value.as<Lambda>();
  const auto* name = lambda != nullptr ? as<Name>(lambda->body) : nullptr;
  return name != nullptr && file.enclosing_function(where) != nullptr;
}

void report(const Expr& where, const Expr* dependency, Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.in_main_block(where) || imports_pytest(file) || is_terminal_program(file)) return;
  const semantic::Definition found =
      dependency != nullptr ? file.definition_of(*dependency) : semantic::Definition{};
  if (is_placeholder(found)) return;
  const bool sure = found && !semantic::is_conditional(file, where);
  check
      .report(where, "Application code replaces the dependency `{}`",
              {dependency != nullptr ? file.text(*dependency) : kAttribute})
      .confidence(sure ? Confidence::High : Confidence::Medium);
}

// app.dependency_overrides[get_user] = fake_user
void check_assignment(const Assign& assign, Check& check) {
  for (const Expr* target : assign.targets) {
    const auto* item = target->as<Subscript>();
    if (item != nullptr && is_app_attribute(*item->value, check.file()) &&
        !is_given_to_factory(*assign.value, *item, check.file())) {
      report(*item, item->slice, check);
    }
    const auto* dict = assign.value->as<Dict>();
    const bool sets_all = is_app_attribute(*target, check.file());
    if (sets_all && (dict == nullptr || !dict->keys.empty())) report(*target, nullptr, check);
  }
}

void check(const Node& node, Check& check) {
  if (const auto* assign = node.as<Assign>()) return check_assignment(*assign, check);
  const auto* update = as<Attribute>(node.as<Call>()->func);
  if (update != nullptr && check.file().text(update->attr) == "update" &&
      is_app_attribute(*update->value, check.file())) {
    report(*update->value, nullptr, check);
  }
}

}  // namespace

extern constinit const Rule SEC053 = {
    .code = "SEC053",
    .name = "dependency-override-in-app",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-489", "https://fastapi.tiangolo.com/advanced/testing-dependencies/"},
    .risk =
        "`dependency_overrides` is FastAPI's switch for tests: in the running application it takes "
        "authentication or a database out of every route that depends on it.",
    .advice =
        "Move the override into a pytest fixture, or choose the implementation inside the "
        "dependency by a "
        "setting.",
    .docs = R"md(
An override replaces a dependency everywhere in the application: it is meant for tests.

```python bad
from fastapi import FastAPI

app = FastAPI()


def current_user() -> str:
    return verified_user()


app.dependency_overrides[current_user] = lambda: "admin"
```

```python good
# --- tests/conftest.py
from app.main import app, current_user

app.dependency_overrides[current_user] = lambda: "admin"
```

Not reported: tests, scripts, `__main__` blocks, modules that import pytest, and placeholders (a
dependency whose body is `raise NotImplementedError`, `pass` or `...`): some applications wire
themselves this way. Under an `if`, or for a dependency that is not found, the finding asks for
review.
)md",
    .kinds = {Kind::Assign, Kind::Call},
    .on_node = check,
};

}  // namespace fastidious::rules
