#include <algorithm>
#include <charconv>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Delivery;
using deploy::Platform;
using semantic::CallSite;
using semantic::FileModel;

// What makes a pool, and which arguments say how many connections it may have.
struct PoolMaker {
  std::string_view target;
  std::string_view size;      // keyword
  int position;               // of it; -1: by keyword only
  std::int64_t otherwise;     // its default; 0: it has none
  std::string_view overflow;  // beyond it; empty: none
};
constexpr std::int64_t kOverflow = 10;  // SQLAlchemy's default
constexpr PoolMaker kMakers[] = {
    {"sqlalchemy.create_engine", "pool_size", -1, 5, "max_overflow"},
    {"sqlalchemy.ext.asyncio.create_async_engine", "pool_size", -1, 5, "max_overflow"},
    {"psycopg2.pool.ThreadedConnectionPool", "maxconn", 1, 0, ""},
    {"psycopg2.pool.SimpleConnectionPool", "maxconn", 1, 0, ""},
    {"psycopg_pool.ConnectionPool", "max_size", -1, 4, ""},
    {"psycopg_pool.AsyncConnectionPool", "max_size", -1, 4, ""},
    {"asyncpg.create_pool", "max_size", -1, 10, ""}};

// An argument's number; `otherwise` where it is not given, -1 where it is not known.
std::int64_t number(const CallSite& site, std::string_view name, int position,
                    std::int64_t otherwise) {
  const Expr* given = semantic::argument(*site.file, *site.call, position, name);
  if (given == nullptr) return otherwise;
  const auto value = site.file->constant(*given);
  return value && value->type == semantic::ConstantValue::Type::Int ? value->integer : -1;
}

bool gives(const CallSite& site, std::string_view name) {
  return semantic::argument(*site.file, *site.call, -1, name) != nullptr;
}

// A pooler stands between, or there is no server at all.
bool is_other_matter(const CallSite& site) {
  const std::string text = lower_case(site.file->text(site.file->tree().root()));
  for (const std::string_view word : {"pgbouncer", "pooler", ":6432", ":6543", "pgcat"}) {
    if (text.find(word) != text.npos) return true;
  }
  const Expr* url = semantic::argument(*site.file, *site.call, 0, "url");
  const app::Value value = url != nullptr ? app::evaluate(*site.file, url) : app::Value();
  const bool is_sqlite =
      value.text.starts_with("sqlite") || text.find("check_same_thread") != text.npos;
  return is_sqlite || gives(site, "poolclass") || gives(site, "creator") ||
         semantic::passes_unpacked_mapping(*site.call);
}

// The most processes that one instance starts.
std::int64_t workers_of(const Delivery& delivery) {
  std::int64_t most = 1;
  for (const deploy::StartCommand* command : delivery.servers()) {
    const std::string& text = command->server.workers.text;
    std::int64_t count = 1;
    std::from_chars(text.data(), text.data() + text.size(), count);
    most = std::max(most, count);
  }
  return most;
}

class PoolCheck {
 public:
  explicit PoolCheck(DeliveryCheck& check) : check_(check) {}

  void look_at(const CallSite& site, const PoolMaker& maker) {
    if (site.file->file().role != repo::Role::Application || is_other_matter(site)) return;
    const std::int64_t size = number(site, maker.size, maker.position, maker.otherwise);
    const std::int64_t more =
        maker.overflow.empty() ? 0 : number(site, maker.overflow, -1, kOverflow);
    if (size < 0 || more < 0) return;
    const std::int64_t workers = workers_of(check_.delivery());
    const std::int64_t most = check_.option("max-connections");
    if ((size + more) * workers > most) {
      check_.report(*site.file, site.call->func->span(),
                    "One instance may open {} connections, {} for each of {} processes; the "
                    "database has {}",
                    {(size + more) * workers, size + more, workers, most});
    } else if (!maker.overflow.empty() && !gives(site, maker.size) &&
               !gives(site, maker.overflow) && check_.delivery().runs_on_google()) {
      check_
          .report(*site.file, site.call->func->span(),
                  "Each instance that the platform starts may open {} connections", {size + more})
          .fix(
              "Say how many: `pool_size=1, max_overflow=0` where an instance answers one request "
              "at a time, or put a pooler (PgBouncer, Cloud SQL's) before the database and use "
              "`NullPool`.");
    }
  }

 private:
  DeliveryCheck& check_;
};

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  PoolCheck pools(check);
  for (const PoolMaker& maker : kMakers) {
    for (const CallSite& site : check.model().calls_of(maker.target)) pools.look_at(site, maker);
  }
}

}  // namespace

extern constinit const Rule DBT011 = {
    .code = "DBT011",
    .name = "pool-budget",
    .family = Family::Database,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"ASVS 13.1.2", "ASVS 13.2.6",
                   "https://docs.sqlalchemy.org/en/20/core/pooling.html",
                   "https://www.postgresql.org/docs/current/runtime-config-connection.html"},
    .options = {number_option("max-connections", 100,
                              "connections that the database accepts, of all instances together")},
    .risk =
        "Under load the pools take all that the database has: new requests, migrations and "
        "`psql` get `too many clients already`.",
    .advice =
        "Size the pool so that `(pool_size + max_overflow) × processes × instances` stays "
        "below `max_connections`.",
    .docs = R"md(
Pools of connections are for each process. PostgreSQL accepts 100 connections unless it is told otherwise.

```python bad
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine("postgresql:///app", pool_size=100, max_overflow=20)
```

```python good
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
engine = create_engine("postgresql:///app", pool_size=5, max_overflow=5)
```

Reported are pools that are larger, for the processes that a manifest starts, than `max-connections`, and engines of
SQLAlchemy without a size on Cloud Run and Cloud Functions, where the platform decides how many instances there are. Not reported:
`NullPool` and other `poolclass`, SQLite, modules that speak of a pooler.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
