#include <algorithm>
#include <span>

#include "rules/rule.h"
#include "rules/terminal_files.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// What is asked for each call is asked of the start of a module only.
constexpr std::size_t kLookedAt = 2000;

// `file=` leads elsewhere, unless it is one of the two standard streams.
bool writes_elsewhere(const Call& call, const FileModel& file) {
  const Expr* stream = semantic::argument(file, call, -1, "file");
  if (stream == nullptr) {
    return false;
  }
  const std::string_view name = file.resolve(*stream);
  return name != "sys.stdout" && name != "sys.stderr";
}

// The name of a logger of the module that a function can use; empty if there is none.
std::string_view module_logger(const FileModel& file, const Call& call) {
  const StmtList& body = file.tree().root().body;
  for (const Stmt* statement :
       std::span(body.begin(), std::min<std::size_t>(body.size(), kLookedAt))) {
    const auto* assignment = statement->as<Assign>();
    const auto* name = assignment == nullptr ? nullptr : as<Name>(assignment->targets[0]);
    if (name != nullptr && file.type_of(*assignment->value) == "logging.Logger" &&
        file.enclosing_function(call) != nullptr) {
      return file.text(name->name);
    }
  }
  return {};
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (file.in_main_block(call) || writes_elsewhere(call, file) || is_read_in_terminal(file)) {
    return;
  }
  const FunctionDef* function = file.enclosing_function(call);
  Draft draft = check.report(
      *call.func, "`{}` in {}{}{} writes text without level, time or request",
      {file.text(*call.func), function != nullptr ? "`" : "",
       function != nullptr ? file.text(function->name) : std::string_view("the module"),
       function != nullptr ? "`" : ""});
  const std::string_view logger = module_logger(file, call);
  if (!logger.empty() && call.args.size() == 1 && call.keywords.empty() &&
      !call.args[0]->is(Kind::Starred)) {
    draft.edit(call.func->span(), std::string(logger) + ".info");
  }
}

}  // namespace

extern constinit const Rule LOG001 = {
    .code = "LOG001",
    .name = "print-in-production",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.python.org/3/howto/logging.html#when-to-use-logging",
                   "https://12factor.net/logs"},
    .risk =
        "The line has no level, time, logger or request id: it cannot be filtered, alerted on or "
        "found "
        "again, and a container may hold it back in a buffer.",
    .advice =
        "Use the module's logger: `logger = logging.getLogger(__name__)` and "
        "`logger.info(\"order %s created\", order.id)`.",
    .docs = R"md(
`print()` and `pprint()` are for people in front of a terminal. In a service the same words belong in the log,
with a level and the values that let somebody find them.

```python bad
def create_order(order) -> None:
    print("created", order.id)
```

```python good
import logging

logger = logging.getLogger(__name__)


def create_order(order) -> None:
    logger.info("order %s created", order.id)
```

Left alone: code below `if __name__ == "__main__":` and modules that are run that way, modules that import
argparse, click, typer or the like or that are called `cli`, `commands` or `__main__`, scripts, tests, examples, and
`print(…, file=handle)`. The fix is offered where the module has a logger and one value is printed.
)md",
    .calls = {"builtins.print", "pprint.pprint", "pprint.pp"},
    .on_call = check,
};

}  // namespace fastidious::rules
