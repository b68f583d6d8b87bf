#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kCollected[] = {"builtins.ValueError",
                                           "builtins.AssertionError",
                                           "pydantic_core.PydanticCustomError",
                                           "pydantic_core.PydanticKnownError",
                                           "pydantic_core.PydanticOmit",
                                           "pydantic_core.PydanticUseDefault"};

// Exceptions of the standard library that Pydantic does not collect.
constexpr std::string_view kEscaping[] = {
    "builtins.TypeError",       "builtins.KeyError",      "builtins.Exception",
    "builtins.RuntimeError",    "builtins.LookupError",   "builtins.IndexError",
    "builtins.AttributeError",  "builtins.OverflowError", "builtins.ArithmeticError",
    "builtins.PermissionError", "builtins.OSError"};

bool is_http(const semantic::Model& model, std::string_view type) {
  return model.is_subclass(type, "starlette.exceptions.HTTPException");
}

// Whether it is certain that Pydantic lets the exception pass.
bool escapes(const semantic::FileModel& file, const Expr& raised) {
  const std::string_view type = file.resolve(raised);
  for (const std::string_view one : kCollected) {
    if (file.project().is_subclass(type, one)) return false;
  }
  for (const std::string_view one : kEscaping) {
    if (type == one) return true;
  }
  if (is_http(file.project(), type)) return true;
  const semantic::Definition found = file.definition_of(raised);
  const auto* cls = as<ClassDef>(found.node);
  return cls != nullptr && found.file->has_known_bases(*cls) &&
         file.project().is_subclass(type, "builtins.Exception") &&
         !file.project().is_subclass(type, "builtins.NotImplementedError");
}

// Whether an `except` of the validator may catch it.
bool may_be_caught(const Raise& raise, const FunctionDef& function,
                   const semantic::FileModel& file) {
  const Node* child = &raise;
  for (const Node* at = file.parent(raise); at != &function; child = at, at = file.parent(*at)) {
    const auto* attempt = at->as<Try>();
    if (attempt != nullptr && !attempt->handlers.empty() &&
        child->id < attempt->handlers.front()->id) {
      return true;
    }
  }
  return false;
}

// Whether an application answers the class by a handler of its own: `@app.exception_handler(E)`.
bool has_handler(const semantic::Model& model, std::string_view type) {
  constexpr std::string_view kRegistering[] = {
      "fastapi.FastAPI.exception_handler", "fastapi.FastAPI.add_exception_handler",
      "starlette.applications.Starlette.exception_handler",
      "starlette.applications.Starlette.add_exception_handler"};
  for (const semantic::CallSite& site : model.calls_of_any(kRegistering)) {
    const Expr* cls = semantic::argument(*site.file, *site.call, 0, "exc_class_or_status_code");
    const std::string_view name = cls != nullptr ? site.file->resolve(*cls) : "";
    if (!name.empty() && name != "builtins.Exception" && model.is_subclass(type, name)) return true;
  }
  return false;
}

void report(const Raise& raise, const Expr& type, const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const std::string_view name = file.resolve(type);
  const bool is_answered = is_http(file.project(), name) ||
                           (file.definition_of(type) && has_handler(file.project(), name));
  auto draft =
      check.report(*raise.exc, "Validator `{}` raises `{}`, which Pydantic does not collect",
                   {file.text(function.name), file.text(type)});
  const bool is_own = file.definition_of(type).node != nullptr;
  if (is_own) draft.confidence(Confidence::Medium);  // a handler for it may exist
  if (is_answered) {
    draft.risk(
        "The response loses the other errors of the body and the documented 422 shape, and "
        "outside of requests `except ValidationError` does not catch it.");
  }
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.decorator_list.empty()) return;
  const auto validator = semantic::validator_of(file, function);
  if (!validator || semantic::uses_pydantic_2(file) != project::Answer::Yes) return;
  for (const auto* raise : file.tree().nodes_of<Raise>(function)) {
    if (raise->exc == nullptr || file.enclosing_function(*raise) != &function) {
      continue;
    }
    const auto* call = raise->exc->as<Call>();
    const Expr& type = call != nullptr ? *call->func : *raise->exc;
    if (escapes(file, type) && !may_be_caught(*raise, function, file)) {
      report(*raise, type, function, check);
    }
  }
}

}  // namespace

extern constinit const Rule VAL008 = {
    .code = "VAL008",
    .name = "validator-wrong-exception",
    .family = Family::Validation,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .references =
        {"CWE-755",
         "https://docs.pydantic.dev/latest/migration/#typeerror-is-no-longer-converted-to-"
         "validationerror-in-validators"},
    .risk =
        "The exception leaves the validation: a bad request is answered with 500 instead of 422, "
        "and "
        "`except ValidationError` does not catch it.",
    .advice =
        "Raise `ValueError(\"what is expected\")`, or `PydanticCustomError(type, message)` from "
        "`pydantic_core` for a machine-readable type; let custom exceptions inherit from "
        "ValueError.",
    .docs = R"md(
Pydantic 2 turns `ValueError`, `AssertionError` and `PydanticCustomError` into a
`ValidationError`. Anything else passes through, `TypeError` included (version 1 did collect it).

```python bad
from pydantic import BaseModel, field_validator


class Payment(BaseModel):
    amount: int

    @field_validator("amount", mode="before")
    @classmethod
    def check(cls, value):
        if isinstance(value, bool):
            raise TypeError("amount must be a number, not a flag")
        return value
```

```python good
from pydantic import BaseModel, field_validator


class Payment(BaseModel):
    amount: int

    @field_validator("amount", mode="before")
    @classmethod
    def check(cls, value):
        if isinstance(value, bool):
            raise ValueError("amount must be a number, not a flag")
        return value
```

Only evaluated where Pydantic 2 is in use, by the declared versions or the imports. Not reported:
subclasses of ValueError, exceptions whose base classes are not known, `NotImplementedError`, and
raises inside a `try` that may catch them.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
