#include <algorithm>
#include <array>
#include <span>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::array<std::string_view, 8> kCommandLineLibraries = {
    "argparse", "click", "typer", "fire", "docopt", "cmd", "optparse", "rich_click"};

// A module or one of its folders whose name says that people run it in a terminal.
constexpr std::array<std::string_view, 7> kCommandLineNames = {
    "cli", "__main__", "_cli", "commands", "command_line", "management", "console"};

bool is_one_of(std::string_view text, std::span<const std::string_view> names) {
  for (std::string_view name : names) {
    if (text == name) {
      return true;
    }
  }
  return false;
}

bool is_named_like_a_command(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (is_one_of(part.substr(0, part.rfind('.')), kCommandLineNames)) {
      return true;
    }
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return false;
}

// What is asked for each call is asked of the start of a module only: names bound and statements.
constexpr std::size_t kLookedAt = 2000;

template <class List>
auto start_of(const List& list) {
  return std::span(list.begin(), std::min<std::size_t>(list.size(), kLookedAt));
}

bool imports_command_line_library(const FileModel& file) {
  for (const semantic::Binding& binding : start_of(file.scopes().bindings())) {
    if (binding.kind == semantic::BindingKind::Import) {
      const auto* alias = binding.node->as<Alias>();
      if (is_one_of(file.text(alias->first_part), kCommandLineLibraries)) {
        return true;
      }
    } else if (binding.kind == semantic::BindingKind::ImportFrom) {
      const auto* import = as<ImportFrom>(file.parent(*binding.node));
      if (import != nullptr && import->level == 0 &&
          is_one_of(import->module.substr(0, import->module.find('.')), kCommandLineLibraries)) {
        return true;
      }
    }
  }
  return false;
}

// `if __name__ == "__main__":` in a module that defines no routes: it is a script, wherever it
// lies.
bool is_script(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  const auto is_main_block = [&](const Stmt* statement) {
    const auto* branch = statement->as<If>();
    return branch != nullptr && !branch->body.empty() && file.in_main_block(*branch->body.front());
  };
  const std::span end(body.end() - std::min<std::size_t>(body.size(), kLookedAt), body.end());
  if (std::none_of(end.begin(), end.end(), is_main_block)) {
    return false;
  }
  for (const Stmt* statement : start_of(file.tree().root().body)) {
    const auto* function = statement->as<FunctionDef>();
    if (function != nullptr && file.is_route_handler(*function)) {
      return false;
    }
  }
  return true;
}

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
  for (const Stmt* statement : start_of(file.tree().root().body)) {
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
  if (file.in_main_block(call) || writes_elsewhere(call, file) ||
      is_named_like_a_command(file.file().path) || imports_command_line_library(file) ||
      is_script(file)) {
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
