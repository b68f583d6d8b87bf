#include "app/effects/validation.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Whether what is received is taken apart: `data["x"]`, `data.get("x")`, json.loads(data).
bool is_taken_apart(const FileModel& file, const FunctionDef& function, bool is_json) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* call = node->as<Call>();
    if (call != nullptr && file.resolve(*call->func).ends_with(".loads")) return true;
    const auto* item = node->as<Subscript>();
    const auto* key = item != nullptr ? as<Constant>(item->slice) : nullptr;
    if (is_json && key != nullptr && key->is_str()) return true;
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const bool gets = method != nullptr && file.text(method->attr) == "get" && !call->args.empty();
    const auto* first = gets ? as<Constant>(call->args[0]) : nullptr;
    if (is_json && first != nullptr && first->is_str()) return true;
  }
  return false;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  const bool is_json = check.target().ends_with("json");
  if (function == nullptr || !is_taken_apart(file, *function, is_json)) return;
  if (app::holds_validation(file, *function)) return;
  check.report(call, "`{}` takes messages apart that nothing has checked",
               {file.text(function->name)});
}

}  // namespace

extern constinit const Rule VAL028 = {
    .code = "VAL028",
    .name = "websocket-message-unvalidated",
    .family = Family::Validation,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-20", "ASVS 2.2.1", "https://fastapi.tiangolo.com/advanced/websockets/"},
    .risk = "A message of another form ends the connection with a KeyError, or is believed.",
    .advice =
        "Write a model for messages and `Message.model_validate(await websocket.receive_json())`.",
    .docs = R"md(
FastAPI validates bodies and parameters, not what comes through a WebSocket.

```python bad
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/feed")
async def feed(websocket: WebSocket) -> None:
    await websocket.accept()
    data = await websocket.receive_json()
    await websocket.send_text(data["topic"])
```

```python good
from fastapi import FastAPI, WebSocket
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    topic: str


@app.websocket("/feed")
async def feed(websocket: WebSocket) -> None:
    await websocket.accept()
    message = Message.model_validate(await websocket.receive_json())
    await websocket.send_text(message.topic)
```

Looked at are `receive_json` and `receive_text` in functions that read keys of the data or decode it, and make or
validate no model. Messages that are only sent on are not reported.
)md",
    .calls = {"fastapi.WebSocket.receive_json", "fastapi.WebSocket.receive_text"},
    .on_call = check,
};

}  // namespace fastidious::rules
