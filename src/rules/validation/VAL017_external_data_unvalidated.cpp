#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/effects/always_left.h"
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

// UUID(data["id"]), int(data["count"]): what comes out has the form that is asked for.
bool is_converted(const FileModel& file, const Expr& item) {
  constexpr std::string_view kConverters[] = {"uuid.UUID",      "builtins.int",
                                              "builtins.float", "decimal.Decimal",
                                              "builtins.bytes", "datetime.datetime.fromisoformat"};
  const auto* call = as<Call>(file.parent(item));
  const std::string_view target = call != nullptr ? file.resolve(*call->func) : "";
  return std::find(std::begin(kConverters), std::end(kConverters), target) != std::end(kConverters);
}

// `data` of data["key"]: a key of the data is taken for granted. Who asks by get() has thought of
// its absence.
bool reads_key(const FileModel& file, const Expr& data) {
  const Node* parent = file.parent(data);
  if (parent != nullptr && parent->is(Kind::Await)) parent = file.parent(*parent);
  const auto* item = as<Subscript>(parent);
  if (item == nullptr || item->value == nullptr || item->context != Context::Load) return false;
  const auto* key = as<Constant>(item->slice);
  return key != nullptr && key->is_str() && !is_converted(file, *item);
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
  if (reads_key(file, call)) return true;
  const Name* name = taken_by(file, call);
  if (name == nullptr) return false;
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* use = node->as<Name>();
    return use != nullptr && use->name == name->name && use->id > call.id && reads_key(file, *use);
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

// What Slack, Telegram and Discord keep for a program, and give back as they got it.
bool is_given_back(std::string_view key) {
  return key == "private_metadata" || key == "callback_data" || key == "custom_id";
}

// What json.dumps() or model_dump_json() makes is written under this name: `{"metadata": …}`,
// `metadata=…`.
bool is_written_as(const FileModel& file, const Call& made, std::string_view key) {
  const Node* parent = file.parent(made);
  if (const auto* keyword = as<Keyword>(parent)) return file.text(keyword->arg) == key;
  const auto* display = as<Dict>(parent);
  if (display == nullptr) return false;
  const auto at = std::find(display->values.begin(), display->values.end(), &made);
  if (at == display->values.end()) return false;
  const auto* name = as<Constant>(display->keys[at - display->values.begin()]);
  return name != nullptr && name->is_str() && name->value == key;
}

// Whether the repository writes JSON under this name somewhere: what it reads there is its own.
bool writes_json_as(const semantic::Model& model, std::string_view key) {
  for (const std::string_view dumps : {"json.dumps", "orjson.dumps"}) {
    for (const semantic::CallSite& site : model.calls_of(dumps)) {
      if (is_written_as(*site.file, *site.call, key)) return true;
    }
  }
  return false;
}

// The name that a value is read under: `row["metadata"]`, `payload.get("metadata")`.
std::string_view key_of(const FileModel& file, const Expr& value) {
  if (const auto* item = value.as<Subscript>()) {
    const auto* key = as<Constant>(item->slice);
    return key != nullptr && key->is_str() ? key->value : std::string_view{};
  }
  const auto* call = value.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || file.text(method->attr) != "get" || call->args.empty()) return {};
  const auto* key = call->args[0]->as<Constant>();
  return key != nullptr && key->is_str() ? key->value : std::string_view{};
}

bool is_own_key(const FileModel& file, const Expr& argument) {
  std::vector<const Expr*> values{&argument};
  if (const auto* name = argument.as<Name>()) {
    values.clear();
    for (const semantic::Binding* one : semantic::reaching_bindings(file, *name)) {
      if (one->value != nullptr) values.push_back(one->value);
    }
  }
  return std::any_of(values.begin(), values.end(), [&](const Expr* one) {
    const std::string_view key = key_of(file, *one);
    return is_given_back(key) || (!key.empty() && writes_json_as(file.project(), key));
  });
}

// Order.from_json() of a class that has to_json(): both sides are here.
bool is_way_back(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  const ClassDef* cls = function != nullptr ? file.enclosing_class(*function) : nullptr;
  if (cls == nullptr || !file.text(function->name).starts_with("from_")) return false;
  const std::string there = "to_" + std::string(file.text(function->name).substr(5));
  return std::any_of(cls->body.begin(), cls->body.end(), [&](const Stmt* one) {
    const auto* method = one->as<FunctionDef>();
    return method != nullptr && file.text(method->name) == there;
  });
}

// JSON that the application wrote itself: a cache, a column, a file beside the code.
bool is_own(const FileModel& file, const Call& call) {
  if (call.args.empty() || file.resolve(*call.func).ends_with(".json")) return false;
  if (is_way_back(file, call) || is_own_key(file, *call.args[0])) return true;
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
  for (const auto* name : file.tree().nodes_of<Name>(*call.args[0])) {
    const semantic::Origin origin = semantic::origin_of(file, *name);
    if (origin == semantic::Origin::Request || origin == semantic::Origin::Parameter) return true;
  }
  return false;
}

// Whether the function looks at the form by hand: isinstance(data, dict), "rate" in data.
bool is_checked_by_hand(const FileModel& file, const FunctionDef& function, const Call& call) {
  const auto nodes = file.tree().subtree(function);
  const Name* taken = taken_by(file, call);
  const auto is_data = [&](const Compare& compare) {
    const auto* name = as<Name>(compare.comparators.front());
    return taken != nullptr && name != nullptr && name->name == taken->name;
  };
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* tested = node->as<Call>()) {
      return file.resolve(*tested->func) == "builtins.isinstance";
    }
    const auto* compare = node->as<Compare>();
    if (compare == nullptr ||
        (compare->ops.front() != Comparator::In && compare->ops.front() != Comparator::NotIn)) {
      return false;
    }
    // `for key in REQUIRED: if key not in data`
    const auto* key = as<Constant>(compare->left);
    return key != nullptr ? key->is_str() : compare->left->is(Kind::Name) && is_data(*compare);
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
  return !source.empty() && is_external(file, call, source) && is_read(file, function, call) &&
         !app::is_never_reached(file, function, call);
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

// What a repository's own client reads comes from the repository's own service.
bool is_own_client(const FileModel& file) {
  return file.file().path.find("/client/") != std::string_view::npos;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || is_own_client(file) || !is_finding(file, *function, call)) return;
  if (is_repeated(file, *function, call) || app::holds_validation(file, *function)) return;
  if (is_checked_by_hand(file, *function, call) || is_guarded(file, *function, call)) return;
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
from its parameters. Reported once for a function, where a key of the data is taken for granted, `data["rate"]`. Not
reported: what is asked for by `data.get("rate")`; functions that make or validate a model, convert what they read
(`UUID(data["id"])`), or check by hand (`isinstance`, `"rate" in data`, `except KeyError`); data that is only logged or
passed on; JSON that the repository writes itself: columns of ORM classes, and keys that it gives to `json.dumps(…)`; the
client of a service in the same repository (`client/`).
)md",
    .calls = {"requests.Response.json", "httpx.Response.json", "aiohttp.ClientResponse.json",
              "google.cloud.firestore.DocumentSnapshot.to_dict", "json.loads", "orjson.loads",
              "ujson.loads"},
    .on_call = check,
};

}  // namespace fastidious::rules
