#include <algorithm>
#include <array>
#include <span>

#include "rules/logged_values.h"
#include "rules/module_logger.h"
#include "rules/rule.h"
#include "rules/terminal_programs.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// What is asked for each call is asked of the start of a module only.
constexpr std::size_t kLookedAt = 2000;

// Where the text goes: `file=` leads elsewhere, unless it is one of the two standard streams.
enum class Stream { Output, Errors, Elsewhere };

Stream stream_of(const Call& call, const FileModel& file) {
  const Expr* stream = semantic::argument(file, call, -1, "file");
  const std::string_view name = file.resolve(stream);
  if (stream == nullptr || name == "sys.stdout") return Stream::Output;
  return name == "sys.stderr" ? Stream::Errors : Stream::Elsewhere;
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

// `print_summary()`, `_safe_print()`: who calls it wants something printed.
bool is_asked_to_print(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  constexpr std::array<std::string_view, 5> kWords = {"print", "pprint", "banner", "display",
                                                      "notice"};
  return names_any_of(file.text(function->name), kWords);
}

void report(const FileModel& file, const Call& call, ProjectCheck& check) {
  const FunctionDef* function = file.enclosing_function(call);
  Draft draft = check.report(
      file, call.func->span(), "`{}` in {}{}{} writes text without level, time or request",
      {file.text(*call.func), function != nullptr ? "`" : "",
       function != nullptr ? file.text(function->name) : std::string_view("the module"),
       function != nullptr ? "`" : ""});
  // Somebody has thought about it; nothing holds it back, and no other output is mixed with it.
  if (stream_of(call, file) == Stream::Errors) draft.severity(Severity::Suggestion);
  draft.fix("Use the module's logger: `{}.info(\"order %s created\", order.id)`{}.",
            {logger_for(file), logger_to_make(file)});
  const std::string_view logger = module_logger(file, call);
  if (!logger.empty() && call.args.size() == 1 && call.keywords.empty() &&
      !call.args[0]->is(Kind::Starred)) {
    draft.edit(call.func->span(), std::string(logger) + ".info");
  }
}

void check(ProjectCheck& check) {
  constexpr std::array<std::string_view, 3> kPrinters = {"builtins.print", "pprint.pprint",
                                                         "pprint.pp"};
  TerminalPrograms terminal(check.model());
  for (const semantic::CallSite& site : check.model().calls_of_any(kPrinters)) {
    const FileModel& file = *site.file;
    if (file.file().role != project::Role::Application || file.in_main_block(*site.call) ||
        stream_of(*site.call, file) == Stream::Elsewhere || is_asked_to_print(file, *site.call) ||
        is_for_developers(file, *site.call) || terminal.include(file)) {
      continue;
    }
    report(file, *site.call, check);
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
argparse, click, typer or the like, that ask (`input()`, `sys.stdin`) or that are called `cli`, `commands` or `__main__`,
what only such modules import, folders of tools (`evals`, `testing`, `benchmarks`), scripts (also those that nothing imports and that do their work when they are loaded),
tests, examples, functions whose name says that they print (`print_summary`, `display_notice`), what stands under `if debug:` or
`if verbose:`, and `print(…, file=handle)`. What goes to `sys.stderr` is a suggestion. The fix is offered where the module has a logger and one value is printed.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
