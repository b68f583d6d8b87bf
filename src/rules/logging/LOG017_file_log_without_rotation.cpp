#include <algorithm>
#include <array>

#include "rules/logging_programs.h"
#include "rules/root_handlers.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using Type = semantic::ConstantValue::Type;

constexpr std::string_view kStreams[] = {"/dev/stdout", "/dev/stderr", "/proc/1/fd/1",
                                         "/proc/1/fd/2", "/dev/null"};

bool is_stream(std::string_view path) {
  for (std::string_view stream : kStreams) {
    if (path == stream) {
      return true;
    }
  }
  return false;
}

bool is_stream(const FileModel& file, const Expr* path) {
  const auto name = path == nullptr ? std::nullopt : file.constant_string(*path);
  return name && is_stream(*name);
}

// Whether the argument is missing, or a constant that means none: 0 or None.
bool is_unset(const FileModel& file, const Call& call, int index, std::string_view name) {
  const Expr* given = semantic::argument(file, call, index, name);
  if (given == nullptr) {
    return true;
  }
  const auto value = file.constant(*given);
  return value && (value->type == Type::None || (value->type == Type::Int && value->integer == 0));
}

bool has_starred(const Call& call) {
  for (const Keyword* keyword : call.keywords) {
    if (!keyword->arg) return true;
  }
  for (const Expr* argument : call.args) {
    if (argument->is(Kind::Starred)) return true;
  }
  return false;
}

void check_rotating(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (check.target() == "logging.handlers.TimedRotatingFileHandler") {
    if (is_unset(file, call, 3, "backupCount")) {
      check
          .report(call,
                  "This handler begins a new file from time to time and never deletes one: "
                  "`backupCount` is 0")
          .fix("Say how many to keep: `backupCount=14`.");
    }
    return;
  }
  const bool no_size = is_unset(file, call, 2, "maxBytes");
  if (no_size || is_unset(file, call, 3, "backupCount")) {
    check
        .report(call, "This handler never rotates: `{}` is 0",
                {no_size ? "maxBytes" : "backupCount"})
        .fix(
            "Give both: `RotatingFileHandler(path, maxBytes=10_000_000, backupCount=5)`; with 0 "
            "for either "
            "the file only grows.");
  }
}

// loguru: logger.add("file.log"), where a text or a Path is a file.
bool is_loguru_file(const FileModel& file, const Call& call) {
  const Expr* sink = semantic::argument(file, call, 0, "sink");
  if (sink == nullptr || is_stream(file, sink)) {
    return false;
  }
  const std::string_view type = file.type_of(*sink);
  return sink->is(Kind::JoinedStr) || type == "builtins.str" || type == "pathlib.Path";
}

// `if settings.rotate: RotatingFileHandler(…) else: FileHandler(…)`: somebody has chosen.
bool is_chosen(const FileModel& file, const Call& call) {
  // `FileHandler(path) if path else StreamHandler()`: who calls it asks for a file.
  if (const auto* choice = as<IfExp>(file.parent(call))) {
    const auto* other = (choice->body == &call ? choice->orelse : choice->body)->as<Call>();
    if (other != nullptr && file.resolve(*other->func) == "logging.StreamHandler") return true;
  }
  const auto* branch = as<If>(file.parent(file.enclosing_statement(call)));
  if (branch == nullptr) return false;
  const auto calls = file.tree().nodes_of<Call>(*branch);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const std::string_view target = file.resolve(*one->func);
    return target.starts_with("logging.handlers.") && target.ends_with("RotatingFileHandler");
  });
}

// The call that makes the value: of `Lines()`, and of `lines` behind `lines = Lines()`.
const Call* made_by(const FileModel& file, const Expr& value) {
  const auto* name = value.as<Name>();
  if (name == nullptr) return value.as<Call>();
  const auto bindings = semantic::reaching_bindings(file, *name);
  return bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
}

// `lines = logging.FileHandler(…)` and `lines.setFormatter(JsonLines())`: of a class of its own.
bool has_own_formatter(const FileModel& file, const Call& handler) {
  const auto* assign = as<Assign>(file.parent(handler));
  const FunctionDef* function = file.enclosing_function(handler);
  if (assign == nullptr || function == nullptr) return false;
  const std::string_view name = file.text(*assign->targets.front());
  const auto calls = file.tree().nodes_of<Call>(*function);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const auto* method = one->func->as<Attribute>();
    const bool sets = method != nullptr && file.text(method->attr) == "setFormatter" &&
                      file.text(*method->value) == name && one->args.size() == 1;
    const auto* made = sets ? made_by(file, *one->args[0]) : nullptr;
    return made != nullptr && file.definition_of(*made->func).node != nullptr;
  });
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (has_starred(call) || is_chosen(file, call) || is_never_loaded(file)) {
    return;
  }
  if (check.target() == "logging.basicConfig") {
    const Expr* path = semantic::argument(file, call, -1, "filename");
    if (path != nullptr && !is_unset(file, call, -1, "filename") && !is_stream(file, path)) {
      check.report(*path, "`basicConfig` writes the log to a file that nothing rotates");
    }
  } else if (check.target() == "loguru.Logger.add") {
    if (is_loguru_file(file, call) && is_unset(file, call, -1, "rotation")) {
      check
          .report(call, "`{}` writes the log to a file that nothing rotates",
                  {file.text(*call.func)})
          .fix("Add `rotation=\"100 MB\", retention=\"14 days\"`, or log to `sys.stdout`.");
    }
  } else if (check.target() == "logging.FileHandler") {
    if (!is_stream(file, semantic::argument(file, call, 0, "filename"))) {
      Draft draft = check.report(call, "`{}` writes the log to a file that nothing rotates",
                                 {file.text(*call.func)});
      if (has_own_formatter(file, call)) {
        draft.fix(
            "Write the same to standard output, by a `logging.StreamHandler(sys.stdout)` with its "
            "formatter, and let the platform keep the lines. On a machine of your own make it a "
            "`RotatingFileHandler(path, maxBytes=10_000_000, backupCount=5)` from "
            "`logging.handlers`.");
      } else if (!file.project().calls_of("logging.StreamHandler").empty() &&
                 (is_of_root(file, call) || !is_of_closed_logger(file, call))) {
        draft.fix(
            "Leave it to the `StreamHandler` that is there, and let the platform keep the lines. "
            "On a machine of your own use `RotatingFileHandler(path, maxBytes=10_000_000, "
            "backupCount=5)` from `logging.handlers`, with the formatter that the stream has.");
      }
    }
  } else {
    check_rotating(call, check);
  }
}

const Expr* value_of(const Dict& dict, std::string_view wanted) {
  for (std::size_t i = 0; i < dict.keys.size(); ++i) {
    const auto* key = as<Constant>(dict.keys[i]);
    if (key != nullptr && key->is_str() && key->value == wanted) {
      return dict.values[i];
    }
  }
  return nullptr;
}

// {"class": "logging.FileHandler", "filename": …}: a handler of dictConfig.
void check_dict(const Node& node, Check& check) {
  const auto& dict = *node.as<Dict>();
  const auto* cls = as<Constant>(value_of(dict, "class"));
  const Expr* path = cls == nullptr ? nullptr : value_of(dict, "filename");
  if (path == nullptr || is_stream(check.file(), path) || is_never_loaded(check.file())) {
    return;
  }
  const bool rotating = cls->value == "logging.handlers.RotatingFileHandler";
  if (cls->value == "logging.FileHandler") {
    check.report(*cls, "This handler writes the log to a file that nothing rotates");
  } else if (rotating &&
             (value_of(dict, "maxBytes") == nullptr || value_of(dict, "backupCount") == nullptr)) {
    check.report(*cls, "This handler never rotates: `maxBytes` or `backupCount` is missing");
  }
}

}  // namespace

extern constinit const Rule LOG017 = {
    .code = "LOG017",
    .name = "file-log-without-rotation",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://12factor.net/logs",
                   "https://docs.python.org/3/library/logging.handlers.html#rotatingfilehandler"},
    .risk =
        "The file grows until the disk is full and the service stops; in a container it is lost "
        "with every "
        "deployment, and the platform's log view never shows it.",
    .advice =
        "Log to standard output and let the platform keep the lines: "
        "`logging.StreamHandler(sys.stdout)`. On a "
        "machine of your own use `RotatingFileHandler(path, maxBytes=10_000_000, backupCount=5)` "
        "from `logging.handlers`.",
    .docs = R"md(
A log file needs somebody who rotates it and deletes old ones. `FileHandler`, `basicConfig(filename=…)` and
loguru's `logger.add("app.log")` have nobody; `RotatingFileHandler` does nothing while `maxBytes` or `backupCount` is 0,
which is the default, and `TimedRotatingFileHandler` never deletes while `backupCount` is 0.

```python bad
import logging

handler = logging.FileHandler("app.log")
```

```python good
import logging
import sys
from logging.handlers import RotatingFileHandler

handler = logging.StreamHandler(sys.stdout)
on_disk = RotatingFileHandler("/var/log/app.log", maxBytes=10_000_000, backupCount=5)
```

Handlers in a literal dictionary for `dictConfig` are read too. Left alone: `/dev/stdout` and its like,
`WatchedFileHandler` (made for logrotate), handlers whose arguments are not known, and modules that nothing of an
application loads.
)md",
    .calls = {"logging.FileHandler", "logging.handlers.RotatingFileHandler",
              "logging.handlers.TimedRotatingFileHandler", "logging.basicConfig",
              "loguru.Logger.add"},
    .on_call = check_call,
    .kinds = {Kind::Dict},
    .on_node = check_dict,
};

}  // namespace fastidious::rules
