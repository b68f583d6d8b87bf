#include <algorithm>
#include <array>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Reads over HTTP, each on a connection of its own.
constexpr std::array<std::string_view, 4> kReads = {
    "httpx.AsyncClient.get", "httpx.AsyncClient.head", "aiohttp.ClientSession.get",
    "aiohttp.ClientSession.head"};

// `name = await client.get(…)`; null if the statement is something else.
struct Read {
  const Name* name = nullptr;
  const Call* call = nullptr;
};
Read read_of(const FileModel& file, const Stmt& statement) {
  const auto* assign = statement.as<Assign>();
  const auto* awaited = assign != nullptr ? as<Await>(assign->value) : nullptr;
  const auto* call = awaited != nullptr ? as<Call>(awaited->value) : nullptr;
  if (call == nullptr || assign->targets.size() != 1) return {};
  const bool reads =
      std::find(kReads.begin(), kReads.end(), file.resolve(*call->func)) != kReads.end();
  return reads ? Read{as<Name>(assign->targets.front()), call} : Read{};
}

bool uses(const FileModel& file, const Call& call, Identifier name) {
  for (const Node* node : file.tree().subtree(call)) {
    const auto* one = node->as<Name>();
    if (one != nullptr && one->name == name) return true;
  }
  return false;
}

void check_body(const FileModel& file, const StmtList& body, Check& check) {
  for (std::uint32_t i = 0; i + 1 < body.size(); ++i) {
    const Read first = read_of(file, *body[i]);
    if (first.name == nullptr) continue;
    const Read second = read_of(file, *body[i + 1]);
    if (second.name == nullptr || uses(file, *second.call, first.name->name)) continue;
    check
        .report(*second.call, "Waits for `{}` before it asks for `{}`, which does not need it",
                {file.text(first.name->name), file.text(second.name->name)})
        .step(file, first.call->span(), "the first request");
    ++i;
  }
}

void check(const Node& node, Check& check) {
  const FileModel& file = check.file();
  if (const auto* function = node.as<FunctionDef>()) check_body(file, function->body, check);
  if (const auto* with = node.as<With>(); with != nullptr && file.in_async_function(node)) {
    check_body(file, with->body, check);
  }
  if (const auto* attempt = node.as<Try>(); attempt != nullptr && file.in_async_function(node)) {
    check_body(file, attempt->body, check);
  }
}

}  // namespace

extern constinit const Rule ASY007 = {
    .code = "ASY007",
    .name = "sequential-awaits",
    .family = Family::Async,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references =
        {"https://docs.python.org/3/library/asyncio-task.html#running-tasks-concurrently"},
    .risk = "The request takes as long as both together, not as long as the slower one.",
    .advice =
        "Write `first, second = await asyncio.gather(client.get(a), client.get(b))`, or start both "
        "in an `asyncio.TaskGroup`.",
    .docs = R"md(
Two requests that do not depend on each other can wait at the same time.

```python bad
import httpx


async def load(client: httpx.AsyncClient) -> list:
    user = await client.get("https://example.com/user")
    orders = await client.get("https://example.com/orders")
    return [user, orders]
```

```python good
import asyncio

import httpx


async def load(client: httpx.AsyncClient) -> list:
    user, orders = await asyncio.gather(
        client.get("https://example.com/user"),
        client.get("https://example.com/orders"),
    )
    return [user, orders]
```

Looked at are reads over HTTP (`httpx`, `aiohttp`) in statements that follow each other, where the second does not use
the first one's result. Database sessions are left alone: they must not be used by two tasks at once; so are writes,
whose order may be meant.
)md",
    .kinds = {Kind::AsyncFunctionDef, Kind::With, Kind::AsyncWith, Kind::Try},
    .on_node = check,
};

}  // namespace fastidious::rules
