#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Empty for a parameter `error: type[Exception]`, which stands for a class that the caller chose.
std::string_view raised_class(const Raise& raise, const FileModel& file) {
  const auto* call = as<Call>(raise.exc);
  const Expr& cls = call == nullptr ? *raise.exc : *call->func;
  const std::string_view type = file.resolve(cls);
  const auto* attribute = cls.as<Attribute>();
  const std::string_view written =
      attribute != nullptr ? file.text(attribute->attr) : file.text(cls);
  return type.substr(type.rfind('.') + 1) == written ? type : std::string_view{};
}

constexpr std::string_view kOutsideOfHandlers =
    "Give it a class of its own, named after what went wrong, or raise a built-in one that says "
    "it: "
    "`ValueError` for a wrong argument, `RuntimeError` for a wrong moment. One exception handler "
    "of "
    "the application then turns a class of its own into an answer.";

void check(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto& raise = *node.as<Raise>();
  if (raise.exc == nullptr) {
    return;
  }
  const std::string_view type = raised_class(raise, file);
  const FunctionDef* function = file.enclosing_function(raise);
  if (type == "builtins.Exception" || type == "builtins.BaseException") {
    Draft draft = check.report(*raise.exc, "`{}` can be caught only together with everything else",
                               {type.substr(type.rfind('.') + 1)});
    if (function == nullptr || !file.is_route_handler(*function)) draft.fix(kOutsideOfHandlers);
  } else if (type == "builtins.RuntimeError" && function != nullptr &&
             file.is_route_handler(*function)) {
    check
        .report(*raise.exc, "`{}` raises RuntimeError, which no handler can tell from others",
                {file.text(function->name)})
        .severity(Severity::Suggestion)
        .risk(
            "The client gets a 500 for whatever it was, and no exception handler can be written "
            "for it.")
        .fix(
            "Raise an exception of the application that has a handler, or "
            "`HTTPException(status_code=503, detail=…)` from `fastapi`.");
  }
}

}  // namespace

extern constinit const Rule COD011 = {
    .code = "COD011",
    .name = "vanilla-exception",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-397",
                   "https://docs.python.org/3/tutorial/errors.html#user-defined-exceptions"},
    .risk =
        "Callers must write `except Exception`, and from then on they hide programming mistakes as "
        "well.",
    .advice =
        "Give it a class of its own, named after what went wrong, or raise a built-in one that "
        "says "
        "it, such as `ValueError`; one exception handler of the application then turns a class of "
        "its own into an answer.",
    .docs = R"md(
`raise Exception("…")` says what happened in words that only people read. A class of its own can be caught by
name, and FastAPI can map it to a status code in one place (`@app.exception_handler(OrderNotPaid)`).

```python bad
def ship(order) -> None:
    if not order.paid:
        raise Exception("order is not paid")
```

```python good
class OrderNotPaid(Exception):
    pass


def ship(order) -> None:
    if not order.paid:
        raise OrderNotPaid(order.id)
```

`RuntimeError` is reported in route handlers only, as a suggestion: elsewhere it says that the program itself is wrong,
or that it cannot start. Scripts and tests are left alone.
)md",
    .kinds = {Kind::Raise},
    .on_node = check,
};

}  // namespace fastidious::rules
