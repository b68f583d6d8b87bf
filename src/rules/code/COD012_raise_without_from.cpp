#include "rules/rule.h"
#include "semantic/exception_handlers.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// `raise error`, `raise error.inner`, `raise error.with_traceback(None)`, `raise errors[0]`: an
// exception that exists already. A class is raised by a call, or by a name that begins as classes
// do.
bool is_new_exception(const Expr& raised, const FileModel& file) {
  const auto* call = raised.as<Call>();
  const Expr& what = call == nullptr ? raised : *call->func;
  const auto* method = what.as<Attribute>();
  if (method != nullptr && file.text(method->attr) == "with_traceback") {
    return false;
  }
  if (call != nullptr) {
    return true;
  }
  const std::string_view name = method != nullptr ? file.text(method->attr) : file.text(what);
  const bool is_name = method != nullptr || what.is(Kind::Name);
  return is_name && !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

// Whether the name still holds the exception: the clause has not assigned it.
bool is_bound(const ExceptHandler& handler, const FileModel& file) {
  return handler.name && !semantic::any_own_node(file, handler, [&](const Node& node) {
           const auto* name = node.as<Name>();
           return name != nullptr && name->name == handler.name && name->context != Context::Load;
         });
}

// FastAPI makes an answer of it: no traceback is written that could be misread, and error tracking
// leaves it out.
bool is_refusal(const FileModel& file, const Raise& raise) {
  const auto error = semantic::http_error(file, raise);
  return error && error->is_client_error();
}

void check(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto& raise = *node.as<Raise>();
  if (file.file().style.without_causes) return;
  if (raise.exc == nullptr || raise.cause != nullptr || !is_new_exception(*raise.exc, file)) {
    return;
  }
  const ExceptHandler* handler = semantic::enclosing_handler(file, raise);
  if (handler == nullptr) {
    return;
  }
  const auto* call = as<Call>(raise.exc);
  Draft draft = check.report(raise, "`{}` is raised in an `except` clause without `from`",
                             {file.text(call != nullptr ? *call->func : *raise.exc)});
  draft.fix("Say what caused it: {}`raise {}{} from {}`, or `from None` if that is of no interest.",
            {handler->name ? "" : "`except … as error:` and ",
             file.text(call != nullptr ? *call->func : *raise.exc), call != nullptr ? "(…)" : "",
             handler->name ? file.text(handler->name) : std::string_view("error")});
  if (is_refusal(file, raise)) {
    draft.severity(Severity::Suggestion)
        .risk(
            "FastAPI makes an answer of it and writes no traceback. Whoever stops here in a "
            "debugger, "
            "or calls the function elsewhere, cannot tell a refusal from an accident.")
        .fix(
            "Write `raise {}{} from None`, or `from error` where somebody should see what came "
            "before.",
            {file.text(call != nullptr ? *call->func : *raise.exc), call != nullptr ? "(…)" : ""});
  }
  if (!is_bound(*handler, file)) {
    draft.fix_class(FixClass::None);
    return;
  }
  std::string cause = " from ";
  cause += file.text(handler->name);
  draft.edit({raise.end, raise.end}, cause);
}

}  // namespace

extern constinit const Rule COD012 = {
    .code = "COD012",
    .name = "raise-without-from",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"PEP 3134",
                   "https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement"},
    .risk =
        "The traceback reads \"During handling of the above exception, another exception "
        "occurred\", as if the "
        "handler itself were broken; error tracking groups the two as one accident.",
    .advice =
        "Say what caused it: `raise OrderNotFound(order_id) from error`, or `from None` if the "
        "first one is of no "
        "interest.",
    .docs = R"md(
An exception that is raised while another one is handled should say how they belong together: `from error` makes the
first one its cause, `from None` hides it.

```python bad
def find(orders: dict, order_id: int):
    try:
        return orders[order_id]
    except KeyError as error:
        raise LookupError(order_id)
```

```python good
def find(orders: dict, order_id: int):
    try:
        return orders[order_id]
    except KeyError as error:
        raise LookupError(order_id) from error
```

An `HTTPException` of 4xx is a suggestion: it becomes an answer, and nobody reads a traceback of it.

Where the project's own linter (ruff, flake8) is told to ignore B904, which is this check, nothing is reported.

The fix is offered where the clause binds the exception to a name. `raise`, `raise error` and other exceptions that
exist already are left alone.
)md",
    .kinds = {Kind::Raise},
    .on_node = check,
};

}  // namespace fastidious::rules
