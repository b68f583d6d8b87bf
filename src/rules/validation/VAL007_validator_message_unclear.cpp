#include <cctype>

#include "rules/rule.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

constexpr int kLeastWords = 3;

int words_in(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

// The text that clients see, of the exceptions that Pydantic reports; null: there is none.
struct Message {
  bool is_reported = false;
  const Expr* text = nullptr;
};

Message message_of(const Raise& raise, const semantic::FileModel& file) {
  const auto* call = raise.exc->as<Call>();
  const std::string_view target = file.resolve(call != nullptr ? *call->func : *raise.exc);
  const bool custom = target == "pydantic_core.PydanticCustomError";
  Message message{custom || target == "builtins.ValueError" || target == "builtins.AssertionError",
                  nullptr};
  if (call != nullptr) {
    message.text = semantic::argument(file, *call, custom ? 1 : 0, "message_template");
    message.is_reported = message.is_reported && call->keywords.empty();
  }
  return message;
}

void check_raise(const Raise& raise, std::string_view validator, Check& check) {
  if (raise.exc == nullptr || raise.cause != nullptr) return;
  const Message message = message_of(raise, check.file());
  if (!message.is_reported) return;
  if (message.text == nullptr) {
    check.report(*raise.exc, "Validator `{}` raises without a message", {validator});
    return;
  }
  const auto text = check.file().constant_string(*message.text);
  if (text && words_in(*text) < kLeastWords) {
    check.report(*message.text,
                 "The message of validator `{}` does not say what is expected: \"{}\"",
                 {validator, *text});
  }
}

// An assertion about what is validated; others tell the type checker what is known anyway.
bool is_about_input(const Assert& assertion, const FunctionDef& function,
                    const semantic::FileModel& file) {
  for (const auto* name : file.tree().nodes_of<Name>(*assertion.test)) {
    const std::string_view text = file.text(name->name);
    if (text == "cls" || text == "info" || text == "handler") continue;
    for (const Arg* parameter : function.args->all) {
      if (parameter->name == name->name) return true;
    }
  }
  return false;
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.decorator_list.empty() || !semantic::validator_of(file, function)) return;
  const std::string_view name = file.text(function.name);
  for (const Node* node : file.tree().subtree(function)) {
    const bool matters = node->is(Kind::Raise) || node->is(Kind::Assert);
    if (!matters || file.enclosing_function(*node) != &function) continue;
    if (const auto* raise = node->as<Raise>()) {
      check_raise(*raise, name, check);
    } else if (node->as<Assert>()->msg == nullptr &&
               is_about_input(*node->as<Assert>(), function, file)) {
      check
          .report(*node,
                  "Validator `{}` uses a bare `assert`: no message, and no check under `python -O`",
                  {name})
          .fix("Raise instead: `if not …: raise ValueError(\"what is expected\")`.");
    }
  }
}

}  // namespace

extern constinit const Rule VAL007 = {
    .code = "VAL007",
    .name = "validator-message-unclear",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .references =
        {"https://docs.pydantic.dev/latest/concepts/validators/#raising-validation-errors"},
    .risk =
        "The text goes to the client as the `msg` of the 422 response; without it nobody knows how "
        "to "
        "mend the request.",
    .advice =
        "Say what is expected, `raise ValueError(\"must be …\")`; do not repeat the value if it "
        "may be "
        "secret.",
    .docs = R"md(
The message of a validator's exception is what the caller of the API gets to read.

```python bad
from pydantic import BaseModel, field_validator


class Order(BaseModel):
    quantity: int

    @field_validator("quantity")
    @classmethod
    def check(cls, value: int) -> int:
        if value > 100:
            raise ValueError("invalid")
        return value
```

```python good
from pydantic import BaseModel, field_validator


class Order(BaseModel):
    quantity: int

    @field_validator("quantity")
    @classmethod
    def check(cls, value: int) -> int:
        if value > 100:
            raise ValueError("quantity must be 100 or less")
        return value
```

Reported are `ValueError`, `AssertionError` and `PydanticCustomError` with no message or one of
fewer than three words, and `assert` without a message. Not reported: `raise … from error`,
messages made at run time, and assertions about other things than the validated value (they tell
the type checker what is known).
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
