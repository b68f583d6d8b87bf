#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/instrumentation/loaded_files.h"
#include "app/models/migrated_tables.h"
#include "app/models/revisions.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "rules/switched_by.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/counted.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

constexpr int kMaxDepth = 2;  // calls followed from where the application starts

// Base.metadata.create_all(…), run_sync(SQLModel.metadata.create_all), alembic's upgrade.
bool makes_schema(const FileModel& file, const Attribute& attribute) {
  const std::string_view name = file.text(attribute.attr);
  if (name == "create_all") {
    return file.text(*attribute.value).ends_with("metadata") ||
           file.text(*attribute.value).ends_with("meta");
  }
  return name == "upgrade" && file.resolve(attribute) == "alembic.command.upgrade";
}

// Whether all engines of the repository are SQLite's: files that belong to one process.
bool uses_sqlite_only(const semantic::Model& model) {
  bool any = false;
  bool all = true;
  model.calls().for_each([&](Identifier target, std::span<const semantic::CallSite> calls) {
    const std::string_view name = model.text(target);
    if (!name.ends_with(".create_engine") && !name.ends_with(".create_async_engine")) return;
    for (const auto& [file, call] : calls) {
      if (call->args.empty()) continue;
      const app::Value url = app::evaluate(*file, call->args[0]);
      const bool is_known = url.is(app::Value::Kind::Str) && url.text.find("://") != url.text.npos;
      // `PRAGMA journal_mode=WAL`: SQLite's own.
      const bool has_pragma = file->file().text.view().find("PRAGMA ") != std::string_view::npos;
      all = all && (is_known ? url.text.starts_with("sqlite") : has_pragma);
      any = true;
    }
  });
  return any && all;
}

// `async def bootstrap_sqlite(): …`, `if settings.is_sqlite: …`: the other engines are left alone.
bool is_for_sqlite(const FileModel& file, const Node& node) {
  for (const Node* at = &node; at != nullptr; at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const auto* function = at->as<FunctionDef>();
    const std::string text(choice != nullptr     ? file.text(*choice->test)
                           : function != nullptr ? file.text(function->name)
                                                 : std::string_view{});
    if (lower_case(text).find("sqlite") != text.npos) return true;
  }
  return false;
}

bool returns(const If& choice) {
  return !choice.body.empty() && choice.body.back()->is(Kind::Return);
}

// `if not settings.makes_tables: return` above it, or the `if` around it: where it is switched off.
const Expr* switch_of(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (const auto* choice = at->as<If>()) return choice->test;
    const auto* function = at->as<FunctionDef>();
    if (function == nullptr) continue;
    const auto found =
        std::find_if(function->body.begin(), function->body.end(), [&node](const Stmt* statement) {
          const auto* choice = statement->as<If>();
          return choice != nullptr && choice->end <= node.begin && returns(*choice);
        });
    return found != function->body.end() ? (*found)->as<If>()->test : nullptr;
  }
  return nullptr;
}

// What runs when the application starts: the bodies of lifespans and startup handlers, of functions
// that make applications, and what these call.
class StartupSearch {
 public:
  explicit StartupSearch(const app::Application& application)
      : loaded_(app::loaded_files(application)) {
    for (const app::Surroundings& around : application.surroundings()) {
      const app::Placed& made = around.app->construction;
      const FunctionDef* factory = made.file->enclosing_function(*made.expr);
      if (factory != nullptr) add({made.file, factory}, 0);
      for (const app::EventHandler& event : around.events) {
        if (event.when != app::EventHandler::When::Shutdown) add(event.handler.definition, 0);
      }
    }
  }

  bool holds(const Node& node, const FileModel& file) const {
    const FunctionDef* function = file.enclosing_function(node);
    // What the application does not import is a program by itself, run once before it.
    return function == nullptr ? loaded_[file.file().id.value] : functions_.count(function) > 0;
  }

  // What decides whether it runs: an `if` there, or around the call that leads there.
  app::Placed decides(const Node& node, const FileModel& file) const {
    if (const Expr* here = switch_of(file, node)) return {&file, here};
    const auto at = functions_.find(file.enclosing_function(node));
    return at == functions_.end() ? app::Placed{} : at->second;
  }

 private:
  void add(const Definition& function, int depth, app::Placed decides = {}) {
    const auto* node = as<FunctionDef>(function.node);
    if (node == nullptr || depth > kMaxDepth || !functions_.emplace(node, decides).second) return;
    for (const Node* one : function.file->tree().subtree(*node)) {
      if (const auto* call = one->as<Call>()) {
        const Expr* here = switch_of(*function.file, *call);
        add(function.file->definition_of(*call->func), depth + 1,
            here != nullptr ? app::Placed{function.file, here} : decides);
      }
    }
  }

  std::vector<bool> loaded_;                      // by FileId
  std::map<const Node*, app::Placed> functions_;  // and what decides whether they run; looked up
};

// A script of Alembic's that changes tables: in `versions/`, beside its env.py.
bool has_migrations(const semantic::Model& model) {
  return std::any_of(model.files().begin(), model.files().end(), [](const FileModel& file) {
    return file.file().role == project::Role::Migration && !file.file().path.ends_with("env.py") &&
           file.file().path.find("versions") != std::string::npos &&
           file.file().text.view().find("down_revision") != std::string_view::npos;
  });
}

// How the first one is written, and what autogenerate would leave out.
std::string first_migration(const semantic::Model& model) {
  constexpr std::size_t kNamed = 3;
  std::string unknown;
  const std::vector<Definition> tables = app::tables_unknown_to_migrations(model);
  for (const Definition& one : tables) {
    if (&one - tables.data() == kNamed) {
      unknown += " and " + counted(tables.size() - kNamed, "more table");
      break;
    }
    const auto& cls = *one.node->as<ClassDef>();
    const project::SourceFile& file = one.file->file();
    unknown += (unknown.empty() ? "`" : ", `") + std::string(one.file->text(cls.name)) + "` (`" +
               path_and_line(file, cls.begin) + "`)";
  }
  const std::string note =
      unknown.empty() ? "it sees the tables of what its `env.py` imports: look that none is missing"
                      : "let its `env.py` import " + unknown +
                            " first: it sees no table of what is not imported";
  return "Write the first migration against an empty database, `alembic revision --autogenerate` "
         "(" +
         note + "), mark databases that have the tables already, `alembic stamp head`, and run";
}

// `with advisory_lock(connection):` around it: one after the other.
bool is_locked(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    const auto* with = at->as<With>();
    if (with == nullptr) continue;
    for (const WithItem* item : with->items) {
      if (lower_case(file.text(*item->context_expr)).find("lock") != std::string::npos) return true;
    }
  }
  return false;
}

// The class or call that makes `Base` of `Base.metadata`; nothing if it cannot be told.
Definition base_of(const FileModel& file, const Expr& metadata) {
  const auto* attribute = metadata.as<Attribute>();
  const Definition base =
      attribute != nullptr ? file.definition_of(*attribute->value) : Definition{};
  if (!base) return {};
  const std::string_view text = base.file->text(base.file->enclosing_statement(*base.node));
  return contains_any(text, {"declarative_base(", "DeclarativeBase"}) ? base : Definition{};
}

// Whether Alembic's env.py is about other tables than those of `metadata`.
bool is_of_others(const semantic::Model& model, const FileModel& file, const Expr& metadata) {
  const Definition own = base_of(file, metadata);
  bool any = false;
  for (const FileModel& env : model.files()) {
    if (!env.file().path.ends_with("env.py")) continue;
    for (const auto* one : env.tree().nodes_of<Attribute>()) {
      if (env.text(one->attr) != "metadata") continue;
      const Definition other = base_of(env, *one);
      if (!own || !other || own.node == other.node) return false;
      any = true;
    }
  }
  return any;
}

// Whether the class of `AppSettings.metadata` has a table that no migration creates.
bool is_without_migration(const semantic::Model& model, const FileModel& file,
                          const Expr& metadata) {
  const auto* attribute = metadata.as<Attribute>();
  const Definition owner =
      attribute != nullptr ? file.definition_of(*attribute->value) : Definition{};
  const auto* cls = as<ClassDef>(owner.node);
  const auto table = cls != nullptr ? app::table_of(*owner.file, *cls) : std::nullopt;
  return table && app::is_table_without_migration(model, *table);
}

bool has_several_heads(const semantic::Model& model) {
  const app::RevisionFolders folders = app::revisions_by_folder(model);
  return std::any_of(folders.begin(), folders.end(),
                     [](const auto& one) { return app::heads_of(one.second).size() > 1; });
}

// What comes before `alembic upgrade head`, where there are migrations; empty if nothing does.
std::string_view first_step(const semantic::Model& model, const FileModel& file,
                            const Expr& metadata) {
  const bool heads = has_several_heads(model);
  if (is_without_migration(model, file, metadata)) {
    return heads ? "Merge the heads of the migrations, `alembic merge heads`, write the migration "
                   "of these tables, for none that is there creates them, and run"
                 : "Write the migration of these tables first, for none that is there creates "
                   "them; then run";
  }
  return heads ? "Merge the heads of the migrations, `alembic merge heads`, and run" : "";
}

// A value that the function has worked out itself cannot be set.
bool is_worked_out(const FileModel& file, const Expr& test) {
  const auto* name = test.as<Name>();
  if (name == nullptr || file.enclosing_function(test) == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
    return one->value != nullptr && file.enclosing_function(*one->node) != nullptr;
  });
}

// What switches it off where it is.
std::string and_not_here(const app::Placed& decides) {
  const std::string how = how_to_switch_off(*decides.file, *decides.expr);
  if (!how.empty()) return ". Only then " + how + ", so that it no longer happens here";
  const auto* negation = decides.expr->as<UnaryOp>();
  const Expr& test = negation != nullptr ? *negation->operand : *decides.expr;
  const std::string text = "`" + std::string(decides.file->text(test)) + "`";
  const bool is_setting =
      (test.is(Kind::Name) || test.is(Kind::Attribute)) && !is_worked_out(*decides.file, test);
  return is_setting ? ". Only then set " + text +
                          ", which decides whether it still happens here, so "
                          "that it does not"
                    : "; " + text + " decides whether it still happens here";
}

// The service of a compose file that starts the application; null where that cannot be told.
const deploy::StartCommand* composed(const deploy::Delivery& delivery) {
  const deploy::StartCommand* only = nullptr;
  std::size_t servers = 0;
  for (const deploy::StartCommand& one : delivery.start_commands()) {
    const bool serves = one.server.server != deploy::Server::None;
    if (!serves || one.origin != deploy::StartCommand::Origin::Compose) continue;
    if (one.served.app != nullptr && one.served.app == delivery.application().main_app()) {
      return &one;
    }
    only = &one;
    ++servers;
  }
  return servers == 1 && only->served.app == nullptr ? only : nullptr;
}

// "before `web` of `docker-compose.yml` starts, for …": what else starts it on a new database.
std::string before_other_starts(const deploy::Delivery& delivery) {
  const deploy::StartCommand* service = composed(delivery);
  if (service == nullptr) {
    return "wherever else it starts on a new database, which has no tables otherwise";
  }
  return "before `" + service->name + "` of `" + service->file->path +
         "` starts, for a new database has no tables otherwise";
}

// " (`README.md:12` counts on this start for them)": a line that wants it to be started once.
std::string counted_on(const deploy::Manifests& manifests) {
  for (const auto* pages : {&manifests.documents, &manifests.pages}) {
    for (const project::TextFile* page : *pages) {
      const std::string_view text = page->text.view();
      for (std::size_t at = 0; (at = text.find(" at least once", at)) != text.npos;) {
        const std::size_t begin = text.rfind('\n', at) + 1;  // 0 in the first line
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = lower_case(text.substr(begin, end - begin));
        if (line.find("tables") != line.npos && contains_any(line, {"start", "run "})) {
          return " (`" + path_and_line(*page, static_cast<Offset>(at)) +
                 "` counts on this start for them)";
        }
        at = end;
      }
    }
  }
  return {};
}

// "the folder of `alembic.ini`", with its path where there is one.
std::string folder_of_alembic(const deploy::Delivery& delivery) {
  const std::vector<std::string_view> found = delivery.files().ending_with("alembic.ini");
  return found.size() == 1 ? "the folder of `" + std::string(found.front()) + "`"
                           : "the folder of `alembic.ini`";
}

// What the repository has around the start; found out for the first finding.
struct Around {
  explicit Around(const DeliveryCheck& check)
      : migrates(has_migrations(check.model())),
        folder(folder_of_alembic(check.delivery())),
        elsewhere(before_other_starts(check.delivery()) +
                  counted_on(check.delivery().manifests())) {}
  bool migrates;
  std::string folder;
  std::string elsewhere;
};

// What comes before `alembic upgrade head`, how that is run, and what is done here then.
void advise(Draft& draft, const FileModel& file, const Attribute& node, app::Placed decides,
            const Around& around, const DeliveryCheck& check) {
  const std::string first =
      !around.migrates ? first_migration(check.model())
      : is_of_others(check.model(), file, *node.value)
          ? "Let Alembic know these tables, for the `target_metadata` of its `env.py` is of "
            "another base, write their migration, and run"
          : std::string(first_step(check.model(), file, *node.value));
  draft.fix(
      "{} `alembic upgrade head`{} before the application starts, in {}, of a checkout or of an "
      "image that holds it: once for a release, as a release command or a job, and {}{}.",
      {first.empty() ? "Run" : first, decides ? "" : " in place of this", around.folder,
       around.elsewhere, decides ? and_not_here(decides) : ""});
}

void report(const FileModel& file, const Attribute& node, app::Placed decides, const Around& around,
            DeliveryCheck& check) {
  Draft draft = check.report(
      file, node.span(), "Each process of the server runs `{}` when it starts", {file.text(node)});
  if (decides) draft.step(*decides.file, decides.expr->span(), "This decides whether it does");
  if (file.text(node.attr) == "upgrade") {
    draft.risk(
        "Workers and instances that start together race for the same tables, and a release that is "
        "rolled back finds a schema that it does not know.");
  }
  if (is_locked(file, node)) {
    draft.severity(Severity::Suggestion)
        .risk(
            "Each instance waits for the lock when it starts, and a release that is rolled back "
            "finds a schema that it does not know.");
  }
  advise(draft, file, node, decides, around, check);
}

void check(DeliveryCheck& check) {
  const app::Application& application = check.application();
  if (application.main_app() == nullptr || uses_sqlite_only(check.model())) return;
  const StartupSearch startup(application);
  std::optional<Around> around;
  for (const FileModel& file : check.model().files()) {
    if (!concerns(Where::Application, file.file().role)) continue;
    for (const auto* node : file.tree().nodes_of<Attribute>()) {
      if (!makes_schema(file, *node) || file.in_main_block(*node) || !startup.holds(*node, file) ||
          is_for_sqlite(file, *node)) {
        continue;
      }
      const app::Placed decides = startup.decides(*node, file);
      if (!decides || !is_switched_off(*decides.file, *decides.expr)) {
        if (!around) around.emplace(check);
        report(file, *node, decides, *around, check);
      }
    }
  }
}

}  // namespace

extern constinit const Rule DEP029 = {
    .code = "DEP029",
    .name = "schema-create-at-startup",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://alembic.sqlalchemy.org/en/latest/tutorial.html",
                   "https://docs.sqlalchemy.org/en/20/core/metadata.html"},
    .risk =
        "Workers and instances that start together race for the same tables; a release that is "
        "rolled back finds a schema it does not know, and `create_all` never alters what exists.",
    .advice =
        "Run `alembic upgrade head` in place of this before the application starts: once for a "
        "release, as a release command or a job, and wherever else it starts on a new database.",
    .docs = R"md(
`metadata.create_all(…)` and `alembic.command.upgrade(…)` at module level, in a lifespan or startup handler, in the
function that makes the application, and in what these call.

```python bad
from fastapi import FastAPI

from app.db import Base, engine

app = FastAPI()
Base.metadata.create_all(bind=engine)
```

```python good
from fastapi import FastAPI

from app.db import Base, engine

app = FastAPI()


def reset_database() -> None:
    Base.metadata.create_all(bind=engine)
```

Left alone: what a caller has switched off (`create_app(makes_tables=False)`), tests, scripts, migrations, `__main__` blocks, functions that no start calls, and repositories whose engines
are all SQLite's. So are functions and branches named after SQLite. A suggestion below a lock.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
