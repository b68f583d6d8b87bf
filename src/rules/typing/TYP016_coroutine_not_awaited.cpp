#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "project/path_and_line.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "rules/unmade_models.h"
#include "semantic/constant_test.h"
#include "semantic/function_bodies.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

// Decorators that leave a coroutine function what it is.
constexpr std::string_view kTransparent[] = {"builtins.staticmethod", "builtins.classmethod",
                                             "typing.override",       "typing_extensions.override",
                                             "typing.overload",       "abc.abstractmethod"};

// Methods of asynchronous sessions that give a result or a row, and those that only take note.
constexpr std::string_view kSessions[] = {"sqlalchemy.ext.asyncio.AsyncSession.",
                                          "sqlalchemy.ext.asyncio.async_scoped_session.",
                                          "sqlmodel.ext.asyncio.session.AsyncSession."};
constexpr std::string_view kCoroutines[] = {"execute", "exec",   "scalars",        "scalar", "get",
                                            "get_one", "stream", "stream_scalars", "merge"};
constexpr std::string_view kPlain[] = {"sqlalchemy.ext.asyncio.AsyncSession.add",
                                       "sqlalchemy.ext.asyncio.AsyncSession.add_all",
                                       "sqlalchemy.ext.asyncio.async_scoped_session.add",
                                       "sqlalchemy.ext.asyncio.async_scoped_session.add_all",
                                       "sqlmodel.ext.asyncio.session.AsyncSession.add",
                                       "sqlmodel.ext.asyncio.session.AsyncSession.add_all"};

bool is_coroutine_of_library(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return std::any_of(std::begin(kSessions), std::end(kSessions), [target](std::string_view one) {
    return target.starts_with(one) && is_one_of(target.substr(one.size()), kCoroutines);
  });
}

bool stays_coroutine(const FileModel& file, const FunctionDef& function) {
  if (file.is_route_handler(function)) return true;
  return std::all_of(function.decorator_list.begin(), function.decorator_list.end(),
                     [&](const Expr* one) {
                       const std::string_view name = file.resolve(*one);
                       return std::find(std::begin(kTransparent), std::end(kTransparent), name) !=
                              std::end(kTransparent);
                     });
}

// The call of a coroutine function that `expr` is; null if it is something else.
const Call* coroutine_call(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  if (call == nullptr) return nullptr;
  if (file.resolve(*call->func) == "asyncio.sleep") return call;
  const Definition callee = file.definition_of(*call->func);
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || !function->is_async()) return nullptr;
  // A stub of a base class may be overridden by a plain method.
  const bool stub =
      callee.file->is_method(*function) && semantic::is_stub_body(*callee.file, *function);
  const bool coroutine =
      !stub && !callee.file->is_generator(*function) && stays_coroutine(*callee.file, *function);
  return coroutine ? call : nullptr;
}

void offer_await(Draft& draft, const FileModel& file, const Call& call) {
  if (file.in_async_function(call)) draft.edit({call.begin, call.begin}, "await ");
}

void check_discarded(const ExprStmt& statement, Check& check) {
  const FileModel& file = check.file();
  const Call* call = coroutine_call(file, *statement.value);
  if (call == nullptr || semantic::never_runs(file, *call)) return;
  Draft draft = check.report(*call, "`{}` is called and not awaited: it never runs",
                             {file.text(*call->func)});
  if (const std::string import = with_import(file, "asyncio"); !import.empty()) {
    draft.fix("Await it, or start it with `asyncio.create_task(…)`{}, and keep the task.",
              {import});
  }
  offer_await(draft, file, *call);
}

void check_condition(const Expr& test, Check& check) {
  if (const auto* operation = test.as<BoolOp>()) {
    for (const Expr* one : operation->values) check_condition(*one, check);
    return;
  }
  if (const auto* inverted = test.as<UnaryOp>(); inverted != nullptr) {
    if (inverted->op == UnaryOperator::Not) check_condition(*inverted->operand, check);
    return;
  }
  const FileModel& file = check.file();
  const Call* call = coroutine_call(file, test);
  if (call == nullptr || semantic::never_runs(file, *call)) return;
  Draft draft =
      check.report(*call, "`{}` is not awaited: as a condition a coroutine is always true",
                   {file.text(*call->func)});
  draft.risk("The check lets everybody and everything pass, and never runs.");
  offer_await(draft, file, *call);
}

// Of a call of which something is asked: `session.execute(query).scalars().first()`, with the
// `await` before it where there is one.
const Node& whole_chain(const FileModel& file, const Node& call) {
  const Node* chain = &call;
  for (const Node* next = file.parent(*chain); next != nullptr; next = file.parent(*next)) {
    const auto* around = next->as<Call>();
    const bool goes_on = next->is(Kind::Attribute) || (around != nullptr && around->func == chain);
    if (goes_on) chain = next;
    if (!goes_on) return next->is(Kind::Await) ? *next : *chain;
  }
  return *chain;
}

// The whole line as it should read, for an `await` that stays before it would fail as well.
void say_awaited(Draft& draft, const FileModel& file, const Call& call) {
  constexpr std::size_t kMostShown = 100;
  const Node& chain = whole_chain(file, call);
  const Stmt& statement = file.enclosing_statement(call);
  const std::string awaited = "(await " + std::string(file.text(call)) + ")";
  const bool simple = statement.is(Kind::Return) || statement.is(Kind::Assign) ||
                      statement.is(Kind::ExprStmt) || statement.is(Kind::AnnAssign);
  std::string line(file.file().slice({simple ? statement.begin : chain.begin, chain.begin}));
  line += awaited;
  line += file.file().slice({call.end, simple ? statement.end : chain.end});
  if (line.size() <= kMostShown && line.find('\n') == line.npos) {
    draft.fix("Await it first: `{}`.", {line});
  } else {
    draft.fix("Await it first, `(await {}(…))`, and what follows without `await` before it all.",
              {file.text(*call.func)});
  }
  if (!file.in_async_function(call)) {
    draft.fix_class(FixClass::None);
  } else {
    draft.edit({chain.begin, call.end}, awaited);
  }
}

// Whether the lines of a module can run at all, asked once where one is to be told.
class Loading {
 public:
  explicit Loading(const FileModel& file) : file_(file) {}

  // "; the module cannot be imported yet (VAL005 at `app/kinds.py:5`)", or nothing.
  const std::string& hindered() {
    if (!hindered_) hindered_ = find();
    return *hindered_;
  }
  // The same for the first finding of the file alone.
  std::string told_once() { return std::exchange(is_told_, true) ? std::string() : hindered(); }

 private:
  std::string find() const {
    const UnmadeModel unmade = model_that_stops_import(file_);
    if (!unmade) return {};
    const project::SourceFile& file = unmade.file->file();
    return "; the module cannot be imported yet (VAL005 at `" +
           path_and_line(file, unmade.field->begin) + "`)";
  }

  const FileModel& file_;
  std::optional<std::string> hindered_;
  bool is_told_ = false;
};

// What runs has its risk today; what cannot be imported has it when that is mended.
void say_when(Draft& draft, std::string_view error, const std::string& hindered) {
  if (hindered.empty()) {
    draft.risk("The line raises {} whenever it runs.", {error});
    return;
  }
  draft.severity(Severity::Warning)
      .risk("Once the module can be imported, the line raises {} whenever it runs.", {error});
}

// `await session.execute(query).scalars()`: the coroutine is asked for it, before it runs.
void check_attribute(const Attribute& attribute, Loading& loading, Check& check) {
  constexpr std::string_view kOwn[] = {"send", "throw", "close"};
  const FileModel& file = check.file();
  const auto* call = attribute.value->as<Call>();
  const std::string_view name = file.text(attribute.attr);
  if (call == nullptr || is_one_of(name, kOwn) || name.starts_with("cr_") ||
      name.starts_with("__")) {
    return;
  }
  if (!is_coroutine_of_library(file, *call) && coroutine_call(file, *call) == nullptr) return;
  if (semantic::never_runs(file, *call)) return;
  Draft draft =
      check.report(*call, "`{}` is not awaited where `.{}` is asked of it: a coroutine has none{}",
                   {file.text(*call->func), name, loading.told_once()});
  say_when(draft, "AttributeError", loading.hindered());
  say_awaited(draft, file, *call);
}

// `await session.add(row)`
void check_await(const Await& await, Loading& loading, Check& check) {
  const FileModel& file = check.file();
  const auto* call = await.value->as<Call>();
  if (call == nullptr || !is_one_of(file.resolve(*call->func), kPlain)) return;
  Draft draft =
      check.report(*call, "`{}` is no coroutine: `await` fails on the None that it gives{}",
                   {file.text(*call->func), loading.told_once()});
  say_when(draft, "TypeError", loading.hindered());
  if (file.parent(await)->is(Kind::ExprStmt)) {
    draft.fix("Call it without `await`.").edit({await.begin, call->begin}, "");
    return;
  }
  const std::string_view row = call->args.empty() ? "the object" : file.text(*call->args[0]);
  draft
      .fix(
          "Write `{}` on a line of its own, without `await`, and use `{}` afterwards: the call "
          "gives None.",
          {file.text(*call), row})
      .fix_class(FixClass::None);
}

void check_lines(Check& check) {
  const FileModel& file = check.file();
  Loading loading(file);
  const auto awaits = file.tree().nodes_of<Await>();
  auto await = awaits.begin();
  for (const auto* one : file.tree().nodes_of<Attribute>()) {
    for (; await != awaits.end() && (*await)->begin < one->begin; ++await) {
      check_await(**await, loading, check);
    }
    check_attribute(*one, loading, check);
  }
  for (; await != awaits.end(); ++await) check_await(**await, loading, check);
}

void check(const Node& node, Check& check) {
  if (const auto* statement = node.as<ExprStmt>()) {
    check_discarded(*statement, check);
  } else if (const auto* choice = node.as<If>()) {
    check_condition(*choice->test, check);
  } else if (const auto* loop = node.as<While>()) {
    check_condition(*loop->test, check);
  } else if (const auto* either = node.as<IfExp>()) {
    check_condition(*either->test, check);
  } else if (const auto* assertion = node.as<Assert>()) {
    check_condition(*assertion->test, check);
  }
}

}  // namespace

extern constinit const Rule TYP016 = {
    .code = "TYP016",
    .name = "coroutine-not-awaited",
    .family = Family::Typing,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::AllCode,
    .references = {"CWE-670", "https://docs.python.org/3/library/asyncio-task.html#coroutines"},
    .risk = "Nothing of the function happens; Python only warns, when the coroutine is collected.",
    .advice = "Await it, or start it with `asyncio.create_task(…)` and keep the task.",
    .docs = R"md(
Calling an `async def` function makes a coroutine and runs nothing. Discarded, its work is not done; as a condition it
is true whatever the function would have said.

```python bad
async def is_allowed(user: str) -> bool:
    return user == "admin"


async def delete(user: str) -> None:
    if is_allowed(user):
        print("deleted")
```

```python good
async def is_allowed(user: str) -> bool:
    return user == "admin"


async def delete(user: str) -> None:
    if await is_allowed(user):
        print("deleted")
```

Looked at are coroutine functions of the repository whose calls stand alone, or as the test of `if`, `while`,
`assert`, `not`, `and`, `or` and `x if … else y`; and of these and SQLAlchemy's asynchronous sessions the calls of which an
attribute is asked before they are awaited, `await session.execute(query).scalars()`. Likewise `await session.add(row)`, which is
no coroutine. Not reported: coroutines that are passed on, returned or assigned;
asynchronous generators; stubs of base classes; functions under decorators that are not known; code that never runs
(`if False and …:`, `while 0:`). A warning where the module cannot be imported yet, since it or one that it imports
holds a model that Pydantic 2 refuses (VAL005).
)md",
    .on_file = check_lines,
    .kinds = {Kind::ExprStmt, Kind::If, Kind::While, Kind::IfExp, Kind::Assert},
    .on_node = check,
};

}  // namespace fastidious::rules
