#include <algorithm>
#include <array>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

struct Client {
  std::string_view target;
  std::string_view keeps;  // what it has that is worth keeping
};

constexpr Client kClients[] = {
    {"httpx.AsyncClient", "connections"},
    {"httpx.Client", "connections"},
    {"aiohttp.ClientSession", "connections"},
    {"requests.Session", "connections"},
    {"sqlalchemy.create_engine", "a connection pool"},
    {"sqlalchemy.ext.asyncio.create_async_engine", "a connection pool"},
    {"psycopg2.pool.ThreadedConnectionPool", "a connection pool"},
    {"psycopg2.pool.SimpleConnectionPool", "a connection pool"},
    {"psycopg_pool.ConnectionPool", "a connection pool"},
    {"psycopg_pool.AsyncConnectionPool", "a connection pool"},
    {"asyncpg.create_pool", "a connection pool"},
    {"boto3.client", "a session and connections"},
    {"boto3.resource", "a session and connections"},
    {"boto3.Session", "credentials"},
    {"redis.Redis", "a connection pool"},
    {"redis.from_url", "a connection pool"},
    {"redis.asyncio.Redis", "a connection pool"},
    {"redis.asyncio.from_url", "a connection pool"},
    {"pymongo.MongoClient", "a connection pool"},
    {"motor.motor_asyncio.AsyncIOMotorClient", "a connection pool"},
    {"google.cloud.firestore.Client", "a channel and credentials"},
    {"google.cloud.firestore.AsyncClient", "a channel and credentials"},
    {"google.cloud.storage.Client", "connections and credentials"},
    {"google.cloud.pubsub_v1.PublisherClient", "a channel and credentials"},
    {"google.cloud.bigquery.Client", "connections and credentials"},
    {"openai.OpenAI", "connections"},
    {"openai.AsyncOpenAI", "connections"},
    {"anthropic.Anthropic", "connections"},
    {"anthropic.AsyncAnthropic", "connections"},
};

// Whether an argument is made of what the handler was called with: no other request can share it.
bool depends_on_request(const Call& call, const FunctionDef& handler, const FileModel& file) {
  const semantic::ScopeId scope = file.scopes().scope_opened_by(handler);
  for (const auto* name : file.tree().nodes_of<Name>(call)) {
    if (call.func->encloses(*name)) {
      continue;
    }
    const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
    if (symbol.valid() && file.scopes().symbol(symbol).scope == scope) {
      return true;
    }
  }
  return false;
}

// httpx.AsyncClient(transport=ASGITransport(app=app)): no network, nothing to keep.
bool has_own_transport(const Call& call, const FileModel& file) {
  return semantic::argument(file, call, -1, "transport") != nullptr ||
         semantic::argument(file, call, -1, "app") != nullptr;
}

bool is_rarely_called(const FunctionDef& handler, const FileModel& file) {
  const Call* route = file.route_decorator(handler);
  const Expr* path = route == nullptr ? nullptr : semantic::argument(file, *route, 0, "path");
  const auto text = path == nullptr ? std::nullopt : file.constant_string(*path);
  return (text && text->find("admin") != std::string::npos) ||
         file.file().path.find("admin") != std::string::npos;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* handler = file.enclosing_function(call);
  if (handler == nullptr || !file.is_route_handler(*handler) || has_own_transport(call, file) ||
      depends_on_request(call, *handler, file) || is_rarely_called(*handler, file)) {
    return;
  }
  const auto* client =
      std::find_if(std::begin(kClients), std::end(kClients),
                   [&](const Client& entry) { return entry.target == check.target(); });
  if (client == std::end(kClients)) {
    return;
  }
  const bool engine = check.target().find("create_") != std::string_view::npos;
  check
      .report(call, "`{}` makes a `{}` for every request and throws away {}",
              {file.text(handler->name), file.text(*call.func), client->keeps})
      .severity(engine ? Severity::Warning : Severity::Suggestion);
}

}  // namespace

extern constinit const Rule ASY009 = {
    .code = "ASY009",
    .name = "client-per-request",
    .family = Family::Async,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://www.python-httpx.org/advanced/clients/#why-use-a-client",
                   "https://docs.sqlalchemy.org/en/20/core/connections.html#basic-usage",
                   "https://fastapi.tiangolo.com/advanced/events/"},
    .risk =
        "Each request pays for a new TCP and TLS handshake (tens of milliseconds), and under load "
        "the process runs "
        "out of ports or the server out of connections.",
    .advice =
        "Make it once in the lifespan, close it there, and hand it out by a dependency: "
        "`app.state.http = httpx.AsyncClient()`, `def get_http(request: Request): return "
        "request.app.state.http`.",
    .docs = R"md(
Clients of HTTP services, databases and clouds keep connections and credentials. One that is made in a route handler
throws them away after every request.

```python bad
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates() -> dict:
    async with httpx.AsyncClient() as client:
        return (await client.get("https://rates.example.com")).json()
```

```python good
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Request

app = FastAPI()


def get_http(request: Request) -> httpx.AsyncClient:
    return request.app.state.http


@app.get("/rates")
async def rates(http: Annotated[httpx.AsyncClient, Depends(get_http)]) -> dict:
    return (await http.get("https://rates.example.com")).json()
```

An engine or pool made in a handler is a warning: it opens connections that nobody closes. Left alone: clients whose
arguments come from the request, clients with a transport of their own, and routes below `admin`, which few call.
)md",
    .calls = CallList::of(kClients),
    .on_call = check,
};

}  // namespace fastidious::rules
