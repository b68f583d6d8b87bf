#include <algorithm>
#include <set>
#include <vector>

#include "app/effects/validation.h"
#include "app/models/orm_class.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr int kSources = 40;  // calls in one function that are looked at

// Where data comes from that somebody else decides the form of.
std::string_view source_of(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (target.ends_with("Response.json")) {
    return "another service's answer";
  }
  if (target.ends_with("DocumentSnapshot.to_dict")) return "a Firestore document";
  if (target == "json.loads" || target == "orjson.loads" || target == "ujson.loads") {
    return "decoded JSON";
  }
  return {};
}

// `data` of data["key"], data.get("key"): a key of the data is read. One that is asked for by get()
// in a function that raises errors of its own is looked at there.
bool reads_key(const FileModel& file, const Expr& data, bool raises) {
  const Node* parent = file.parent(data);
  if (parent != nullptr && parent->is(Kind::Await)) parent = file.parent(*parent);
  if (const auto* item = as<Subscript>(parent)) {
    const auto* key = as<Constant>(item->slice);
    return item->value != nullptr && item->context == Context::Load && key != nullptr &&
           key->is_str();
  }
  const auto* attribute = as<Attribute>(parent);
  if (raises || attribute == nullptr || file.text(attribute->attr) != "get") return false;
  return as<Call>(file.parent(*attribute)) != nullptr;
}

// The name that takes the value of the call.
const Name* taken_by(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (parent != nullptr && parent->is(Kind::Await)) parent = file.parent(*parent);
  const auto* assign = as<Assign>(parent);
  if (assign == nullptr || assign->targets.size() != 1) return nullptr;
  return as<Name>(assign->targets.front());
}

bool is_read(const FileModel& file, const FunctionDef& function, const Call& call) {
  const auto nodes = file.tree().subtree(function);
  const bool raises =
      std::any_of(nodes.begin(), nodes.end(), [](const Node* one) { return one->is(Kind::Raise); });
  if (reads_key(file, call, raises)) return true;
  const Name* name = taken_by(file, call);
  if (name == nullptr) return false;
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* use = node->as<Name>();
    return use != nullptr && use->name == name->name && use->id > call.id &&
           reads_key(file, *use, raises);
  });
}

// A column of a row: `snapshot.configuration`.
bool is_column(const FileModel& file, const Node& node) {
  const auto* attribute = node.as<Attribute>();
  if (attribute == nullptr) return false;
  const semantic::Definition cls = file.project().definition(file.type_of(*attribute->value));
  const auto* table = as<ClassDef>(cls.node);
  return table != nullptr && app::is_orm_class(*cls.file, *table);
}

// JSON that the application wrote itself: a cache, a column, a file beside the code.
bool is_own(const FileModel& file, const Call& call) {
  if (call.args.empty() || file.resolve(*call.func).ends_with(".json")) return false;
  for (const Node* node : file.tree().subtree(*call.args[0])) {
    if (is_column(file, *node)) return true;
    const auto* inner = node->as<Call>();
    const std::string_view target = inner != nullptr ? file.resolve(*inner->func) : "";
    if (target.starts_with("json.") || target.ends_with("read_text") ||
        target.ends_with("model_dump_json")) {
      return true;
    }
  }
  return false;
}

// Messages come in by parameters: `json.loads(message.data)`, `json.loads(body)`.
bool is_external(const FileModel& file, const Call& call, std::string_view source) {
  if (source != "decoded JSON") return true;
  if (call.args.empty() || is_own(file, call)) return false;
  for (const Node* node : file.tree().subtree(*call.args[0])) {
    const auto* name = node->as<Name>();
    if (name == nullptr) continue;
    const semantic::Origin origin = semantic::origin_of(file, *name);
    if (origin == semantic::Origin::Request || origin == semantic::Origin::Parameter) return true;
  }
  return false;
}

// Whether the function looks at the form by hand: isinstance(data, dict), "rate" in data.
bool is_checked_by_hand(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* call = node->as<Call>()) {
      return file.resolve(*call->func) == "builtins.isinstance";
    }
    const auto* compare = node->as<Compare>();
    const auto* key = compare != nullptr ? as<Constant>(compare->left) : nullptr;
    return key != nullptr && key->is_str() &&
           (compare->ops.front() == Comparator::In || compare->ops.front() == Comparator::NotIn);
  });
}

// Whether a `try` around the call, in its function, expects another form than the one it reads.
bool is_guarded(const FileModel& file, const FunctionDef& function, const Call& call) {
  const Node* below = &call;
  for (const Node* up = file.parent(call); up != nullptr && up != &function;
       below = up, up = file.parent(*up)) {
    const auto* attempt = up->as<Try>();
    if (attempt == nullptr || below->is(Kind::ExceptHandler)) continue;
    for (const ExceptHandler* handler : attempt->handlers) {
      const bool expects = semantic::any_caught(file, *handler, [](std::string_view name) {
        return name == "builtins.KeyError" || name == "builtins.LookupError" ||
               name == "builtins.AttributeError" || name == "builtins.TypeError";
      });
      if (expects || semantic::catches_everything(file, *handler)) return true;
    }
  }
  return false;
}

bool is_finding(const FileModel& file, const FunctionDef& function, const Call& call) {
  const std::string_view source = source_of(file, call);
  return !source.empty() && is_external(file, call, source) && is_read(file, function, call);
}

// Whether a call before this one in the function is reported already.
bool is_repeated(const FileModel& file, const FunctionDef& function, const Call& call) {
  int sources = 0;
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* other = node.as<Call>();
      if (other == nullptr || other->id >= call.id || source_of(file, *other).empty()) return false;
      return ++sources <= kSources && is_finding(file, function, *other);
    });
  });
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || !is_finding(file, *function, call)) return;
  if (is_repeated(file, *function, call) || app::holds_validation(file, *function)) return;
  if (is_checked_by_hand(file, *function) || is_guarded(file, *function, call)) return;
  check.report(call, "`{}` reads keys of {} that nothing has checked",
               {file.text(function->name), source_of(file, call)});
}

}  // namespace

extern constinit const Rule VAL017 = {
    .code = "VAL017",
    .name = "external-data-unvalidated",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-20", "OWASP API10:2023", "ASVS 2.2.2",
                   "https://docs.pydantic.dev/latest/concepts/type_adapter/"},
    .risk =
        "The day the other side changes a key or a type, a KeyError or a wrong value turns up far "
        "from where it came in.",
    .advice =
        "Write a model with the keys that are read, and `Answer.model_validate(response.json())`.",
    .docs = R"md(
What comes from another service, a document store or a queue has the form that somebody else gives it. A model checks
it where it comes in, and says what is wrong there.

```python bad
import httpx


def rate(currency: str) -> float:
    answer = httpx.get(f"https://rates.example.com/{currency}", timeout=5)
    return answer.json()["rate"]
```

```python good
import httpx
from pydantic import BaseModel


class Rate(BaseModel):
    rate: float


def rate(currency: str) -> float:
    answer = httpx.get(f"https://rates.example.com/{currency}", timeout=5)
    return Rate.model_validate(answer.json()).rate
```

Sources are answers of `requests`, `httpx` and `aiohttp`, documents of Firestore, and JSON that a function decodes
from its parameters. Reported once for a function, where a key of the data is read by a constant, `data["rate"]` or
`data.get("rate")`. Not reported: functions that make or validate a model, or check by hand (`isinstance`, `"rate" in
data`, `except KeyError`); data that is only logged or passed on; JSON in columns of ORM classes.
)md",
    .calls = {"requests.Response.json", "httpx.Response.json", "aiohttp.ClientResponse.json",
              "google.cloud.firestore.DocumentSnapshot.to_dict", "json.loads", "orjson.loads",
              "ujson.loads"},
    .on_call = check,
};

}  // namespace fastidious::rules
