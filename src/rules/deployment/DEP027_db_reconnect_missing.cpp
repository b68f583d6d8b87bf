#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/application.h"
#include "app/routes/loaded_files.h"
#include "rules/application_check.h"
#include "rules/call_edits.h"
#include "rules/rule.h"
#include "rules/run_by_hand.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Placed;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::array<std::string_view, 2> kEngines = {"sqlalchemy.create_engine",
                                                      "sqlalchemy.ext.asyncio.create_async_engine"};
constexpr std::array<std::string_view, 4> kConnects = {
    "psycopg2.connect", "psycopg.connect", "pymysql.connect", "mysql.connector.connect"};
// Arguments by which connections come from elsewhere.
constexpr std::array<std::string_view, 3> kOwnSources = {"pool", "creator", "async_creator"};

// Options are gathered elsewhere, for some databases other ones than for others.
bool hands_on_options(const Call& call) {
  return std::any_of(call.keywords.begin(), call.keywords.end(), [](const Keyword* keyword) {
    return keyword->arg.empty() && !keyword->value->is(Kind::Dict);
  });
}

// Whether connections are tested or renewed. -1, the default, recycles nothing.
bool is_renewed(Placed call) {
  const Placed ping = app::argument_of(call, -1, "pool_pre_ping");
  const app::Value value = ping ? app::evaluate(ping) : app::Value{};
  if (ping && !(value.is(app::Value::Kind::Bool) && !value.is_true())) return true;
  const Placed seconds = app::argument_of(call, -1, "pool_recycle");
  return seconds && seconds.file->text(*seconds.expr) != "-1";
}

// Whether the engine keeps a pool of its own: NullPool and StaticPool keep none that could go
// stale.
bool keeps_pool(Placed call) {
  for (const std::string_view source : kOwnSources) {
    if (app::argument_of(call, -1, source)) return false;
  }
  const Placed pool = app::argument_of(call, -1, "poolclass");
  return !pool || pool.file->resolve(*pool.expr).ends_with("QueuePool");
}

bool says(std::string_view text, std::string_view word) {
  return lower_case(text).find(word) != std::string::npos;
}

// SQLite has no connections that somebody could cut.
bool is_of_sqlite(Placed call) {
  const Placed url = app::argument_of(call, 0, "url");
  if (!url) return true;
  const app::Value value = app::evaluate(url);
  if (value.is(app::Value::Kind::Str) && value.text.find("://") != std::string::npos) {
    return value.text.starts_with("sqlite");
  }
  if (call.file->file().text.view().find("PRAGMA ") != std::string_view::npos) return true;
  const Placed behind = app::follow(url).value;
  if (behind && says(behind.file->text(*behind.expr), "sqlite")) return true;
  const Placed arguments = app::argument_of(call, -1, "connect_args");
  return arguments && says(arguments.file->text(*arguments.expr), "check_same_thread");
}

// `if url.startswith("sqlite"): engine = …`; the other branch is another statement's.
bool is_in_branch_for_sqlite(const FileModel& file, const Call& call) {
  const Node* inner = &call;
  for (const Node* node = file.parent(call); node != nullptr; node = file.parent(*node)) {
    const auto* branch = as<If>(node);
    if (branch != nullptr && says(file.text(*branch->test), "sqlite")) {
      const bool in_body = std::any_of(branch->body.begin(), branch->body.end(),
                                       [&](const Stmt* one) { return one == inner; });
      if (in_body) return true;
    }
    inner = node;
  }
  return false;
}

bool is_kept(const FileModel& file, const Call& call, int depth);

// `self.engine = …`: lives as long as the objects of the class, of which some must be kept.
bool is_of_kept_object(const FileModel& file, const Expr& target, int depth) {
  constexpr int kDeepest = 3;  // objects in objects
  const auto* attribute = target.as<Attribute>();
  const FunctionDef* method = file.enclosing_function(target);
  const ClassDef* cls = method != nullptr ? file.enclosing_class(*method) : nullptr;
  if (attribute == nullptr || cls == nullptr || file.text(*attribute->value) != "self" ||
      depth >= kDeepest) {
    return true;
  }
  const auto sites = file.project().calls_of(file.qualified_name(*cls));
  return sites.empty() || std::any_of(sites.begin(), sites.end(), [&](const CallSite& site) {
           return is_kept(*site.file, *site.call, depth + 1);
         });
}

// Whether the place at which the engine is handed on makes it outlive the function: it is returned,
// kept in an attribute or a global variable, or what sessions are made of.
bool hands_on(const FileModel& file, const Expr& made, int depth) {
  const Node* parent = file.parent(made);
  if (parent->is(Kind::Keyword)) parent = file.parent(*parent);
  if (parent->is(Kind::Tuple)) parent = file.parent(*parent);
  if (parent->is(Kind::Return) || parent->is(Kind::Yield)) return true;
  if (const auto* call = as<Call>(parent)) {
    return says(file.resolve(*call->func), "session");
  }
  const auto* assign = as<Assign>(parent);
  if (assign == nullptr) return false;
  const Expr* target = assign->targets.front();
  if (target->is(Kind::Subscript)) return true;
  if (target->is(Kind::Attribute)) return is_of_kept_object(file, *target, depth);
  const auto* name = target->as<Name>();
  const semantic::SymbolId symbol =
      name != nullptr ? file.scopes().symbol_of(*name) : semantic::SymbolId{};
  if (!symbol.valid()) return false;
  return !file.scopes().scope(file.scopes().symbol(symbol).scope).parent.valid();
}

// Whether the engine lives as long as the process, or at least longer than the function that makes
// it.
bool is_kept(const FileModel& file, const Call& call, int depth) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return true;
  if (says(file.text(*function), ".dispose(")) return false;
  if (hands_on(file, call, depth)) return true;
  const auto* assign = as<Assign>(file.parent(call));
  const auto* local = assign != nullptr ? assign->targets.front()->as<Name>() : nullptr;
  if (local == nullptr) return false;
  const semantic::SymbolId symbol = file.scopes().symbol_of(*local);
  for (const auto* use : file.tree().nodes_of<Name>(*function)) {
    if (use != local && file.scopes().symbol_of(*use) == symbol && hands_on(file, *use, depth))
      return true;
  }
  return false;
}

// `@cli.command()`: it ends before a connection goes stale.
bool is_of_command(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  return function != nullptr &&
         std::any_of(function->decorator_list.begin(), function->decorator_list.end(),
                     [&](const Expr* one) { return says(file.text(*one), "command"); });
}

void look_at_engine(ApplicationCheck& check, const CallSite& site) {
  const FileModel& file = *site.file;
  if (is_of_command(file, *site.call)) return;
  const Placed call{&file, site.call};
  if (is_renewed(call) || !keeps_pool(call) || hands_on_options(*site.call) || is_of_sqlite(call) ||
      is_in_branch_for_sqlite(file, *site.call) || !is_kept(file, *site.call, 0)) {
    return;
  }
  Draft draft = check.report(
      file, site.call->span(),
      "The engine's pool hands out connections that the database may have closed meanwhile");
  if (!app::argument_of(call, -1, "pool_pre_ping")) {
    append_argument(draft, file, *site.call, "pool_pre_ping=True");
  }
}

// A connection made when the module is imported, and by nothing else in the file.
void look_at_connection(ApplicationCheck& check, const CallSite& site, std::size_t calls) {
  const FileModel& file = *site.file;
  const auto* assign = file.enclosing_statement(*site.call).as<Assign>();
  if (assign == nullptr || assign->value != site.call || calls > 1 ||
      file.enclosing_function(*assign) != nullptr || file.enclosing_class(*assign) != nullptr ||
      file.in_main_block(*assign)) {
    return;
  }
  check
      .report(file, assign->span(),
              "The connection `{}` is made once, and never again when the database closes it",
              {file.text(*assign->targets.front())})
      .fix_class(FixClass::None)
      .fix(
          "Take one for each request from a pool that tests it, such as "
          "`psycopg_pool.ConnectionPool(…, "
          "check=ConnectionPool.check_connection)`, or reconnect where OperationalError is "
          "caught.");
}

// Which modules run for longer than a moment, by FileId: those that the application may load, and
// what others import, who may be workers. What is run once, by hand, has no connection that could
// go stale.
std::vector<bool> lasting_files(const app::Application& application) {
  const semantic::Model& code = application.code();
  const app::LoadedFiles loaded(application);
  std::vector<bool> lasting(code.files().size());
  for (const FileModel& file : code.files()) {
    lasting[file.file().id.value] = loaded.may_load(file);
  }
  for (const project::ImportEdge& edge : code.imports().edges()) {
    const bool counts = concerns(Where::ApplicationScripts, code.file(edge.from).file().role);
    if (counts && edge.to.valid()) lasting[edge.to.value] = true;
  }
  return lasting;
}

void check(ApplicationCheck& check) {
  if (check.application().served_apps().empty()) return;
  const std::vector<CallSite> engines = check.model().calls_of_any(kEngines);
  const std::vector<CallSite> connects = check.model().calls_of_any(kConnects);
  if (engines.empty() && connects.empty()) return;
  const std::vector<bool> lasting = lasting_files(check.application());
  for (const CallSite& site : engines) {
    const bool counts = concerns(Where::Application, site.file->file().role);
    if (counts && lasting[site.file->file().id.value]) look_at_engine(check, site);
  }
  for (const CallSite& site : connects) {
    if (!concerns(Where::Application, site.file->file().role)) continue;
    if (!lasting[site.file->file().id.value] || is_run_by_hand(*site.file)) continue;
    const auto same_file = [&](const CallSite& other) { return other.file == site.file; };
    const auto calls = std::count_if(connects.begin(), connects.end(), same_file);
    look_at_connection(check, site, static_cast<std::size_t>(calls));
  }
}

}  // namespace

extern constinit const Rule DEP027 = {
    .code = "DEP027",
    .name = "db-reconnect-missing",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"https://docs.sqlalchemy.org/en/20/core/pooling.html#dealing-with-disconnects",
                   "https://docs.sqlalchemy.org/en/20/core/engines.html"},
    .risk =
        "After a restart or failover of the database, or an idle time that a proxy cuts, the next "
        "queries fail at a connection that is dead.",
    .advice = "Pass `pool_pre_ping=True`, which tests a connection before it is handed out.",
    .docs = R"md(
SQLAlchemy engines whose pool neither tests connections (`pool_pre_ping`) nor renews them (`pool_recycle`), and connections of
psycopg, PyMySQL and mysql.connector that are made once, when the module is imported.

```python bad
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine("postgresql://app@db/app")
```

```python good
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine("postgresql://app@db/app", pool_pre_ping=True)
```

Left alone: SQLite, engines with `NullPool`, `StaticPool`, a `creator` or a pool of their own, engines that only the function uses that makes them,
those of modules that no application loads, of commands (`@cli.command()`), and calls with `**options`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
