#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/effects/always_left.h"
#include "app/effects/validation.h"
#include "app/models/orm_class.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/completion.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/name_uses.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kTargets[] = {"requests.Response.json",
                                         "httpx.Response.json",
                                         "aiohttp.ClientResponse.json",
                                         "google.cloud.firestore.DocumentSnapshot.to_dict",
                                         "json.loads",
                                         "orjson.loads",
                                         "ujson.loads"};
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

// "key" of data["key"]: a key of the data is taken for granted. Who asks by get() has thought of
// its absence. Empty if none is read so.
std::string_view key_read(const FileModel& file, const Expr& data) {
  const Node* parent = file.parent(data);
  if (parent != nullptr && parent->is(Kind::Await)) parent = file.parent(*parent);
  const auto* item = as<Subscript>(parent);
  if (item == nullptr || item->value == nullptr || item->context != Context::Load) return {};
  const auto* key = as<Constant>(item->slice);
  const bool is_key = key != nullptr && key->is_str() && !is_converted(file, *item);
  return is_key ? key->value : std::string_view{};
}

// The name that takes the value of the call.
const Name* taken_by(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (parent != nullptr && parent->is(Kind::Await)) parent = file.parent(*parent);
  const auto* assign = as<Assign>(parent);
  if (assign == nullptr || assign->targets.size() != 1) return nullptr;
  return as<Name>(assign->targets.front());
}

// The keys of what the call gives that are taken for granted.
std::vector<std::string_view> keys_read(const FileModel& file, const FunctionDef& function,
                                        const Call& call) {
  const std::string_view direct = key_read(file, call);
  if (!direct.empty()) return {direct};
  std::vector<std::string_view> keys;
  const Name* name = taken_by(file, call);
  if (name == nullptr) return keys;
  for (const auto* use : file.tree().nodes_of<Name>(function)) {
    if (use->name != name->name || use->id <= call.id) continue;
    const std::string_view key = key_read(file, *use);
    if (!key.empty()) keys.push_back(key);
  }
  return keys;
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

// The name of what writes what a function so named reads: `to_json` for `from_json`.
std::string counterpart_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"from_", "to_"},     {"deserialize", "serialize"}, {"decode", "encode"},
      {"unpack", "pack"},   {"loads", "dumps"},           {"load", "dump"},
      {"decrypt", "encrypt"}};
  for (const auto& [reads, writes] : kPairs) {
    const std::size_t at = name.find(reads);
    if (at == name.npos || (at != 0 && name[at - 1] != '_')) continue;
    return std::string(name.substr(0, at)) + std::string(writes) +
           std::string(name.substr(at + reads.size()));
  }
  return {};
}

// Order.from_json() of a class that has to_json(), deserialize() beside serialize(): both sides are
// here.
bool is_way_back(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  const std::string there = counterpart_of(file.text(function->name));
  if (there.empty()) return false;
  const ClassDef* cls = file.enclosing_class(*function);
  const StmtList& around = cls != nullptr ? cls->body : file.tree().root().body;
  return std::any_of(around.begin(), around.end(), [&](const Stmt* one) {
    const auto* other = one->as<FunctionDef>();
    return other != nullptr && file.text(other->name) == there;
  });
}

// Whether this module writes JSON with all of these keys: the messages are its own.
bool writes_keys(const FileModel& file, const std::vector<std::string_view>& keys) {
  const auto has = [](const Dict& display, std::string_view wanted) {
    return std::any_of(display.keys.begin(), display.keys.end(), [&](const Expr* one) {
      const auto* key = as<Constant>(one);
      return key != nullptr && key->is_str() && key->value == wanted;
    });
  };
  for (const std::string_view dumps : {"json.dumps", "orjson.dumps"}) {
    for (const semantic::CallSite& site : file.project().calls_of(dumps)) {
      const auto* display = site.file == &file && !site.call->args.empty()
                                ? site.call->args[0]->as<Dict>()
                                : nullptr;
      if (display != nullptr && std::all_of(keys.begin(), keys.end(), [&](std::string_view one) {
            return has(*display, one);
          })) {
        return true;
      }
    }
  }
  return false;
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
  const auto means_data = [&](const Expr* expr) {
    const auto* name = as<Name>(expr);
    return taken != nullptr && name != nullptr && name->name == taken->name;
  };
  // REQUIRED - set(data.keys()), REQUIRED.issubset(data)
  const auto asks_keys = [&](const Call& asked) {
    const auto* method = asked.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file.text(method->attr) : "";
    return (name == "keys" && means_data(method->value) && !file.parent(asked)->is(Kind::For)) ||
           (name == "issubset" && !asked.args.empty() && means_data(asked.args[0]));
  };
  // `Answer(**data)`, also of a class that a library may define.
  const auto makes_class = [&](const Call& made) {
    const std::string_view name = semantic::last_name(file, *made.func);
    return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' &&
           std::any_of(made.keywords.begin(), made.keywords.end(), [&](const Keyword* one) {
             return one->arg.empty() && means_data(one->value);
           });
  };
  // `if data.get("status") != 1: raise …`, `if not data.get("id"): return`
  const auto refuses = [&](const Call& asked) {
    const auto* method = asked.func->as<Attribute>();
    const bool is_asked = method != nullptr && file.text(method->attr) == "get" &&
                          (means_data(method->value) ||
                           file.text(*method->value) == file.text(call));
    const Node* test = is_asked ? file.parent(asked) : nullptr;
    if (test == nullptr || (!test->is(Kind::Compare) && !test->is(Kind::UnaryOp))) return false;
    const auto* choice = as<If>(file.parent(*test));
    return choice != nullptr && choice->test == test &&
           !semantic::may_complete(file, choice->body);
  };
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    if (const auto* tested = node->as<Call>()) {
      return file.resolve(*tested->func) == "builtins.isinstance" || asks_keys(*tested) ||
             refuses(*tested) || makes_class(*tested);
    }
    const auto* compare = node->as<Compare>();
    if (compare == nullptr ||
        (compare->ops.front() != Comparator::In && compare->ops.front() != Comparator::NotIn)) {
      return false;
    }
    // `for key in REQUIRED: if key not in data`
    const auto* key = as<Constant>(compare->left);
    if (key != nullptr) return key->is_str();
    return compare->left->is(Kind::Name) && means_data(compare->comparators.front());
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
  if (source.empty() || !is_external(file, call, source)) return false;
  const std::vector<std::string_view> keys = keys_read(file, function, call);
  if (keys.empty() || app::is_never_reached(file, function, call)) return false;
  const bool is_message = source == "decoded JSON" && key_of(file, *call.args[0]).empty();
  return !is_message || !writes_keys(file, keys);
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

bool is_unchecked(const FileModel& file, const FunctionDef& function, const Call& call) {
  return !is_own_client(file) && is_finding(file, function, call) &&
         !is_repeated(file, function, call) && !app::holds_validation(file, function) &&
         !is_checked_by_hand(file, function, call) && !is_guarded(file, function, call);
}

// A call of a function whose answer is read as it comes.
struct Reading {
  const FileModel* file = nullptr;
  const FunctionDef* function = nullptr;
  const Call* call = nullptr;
};

// Functions of an application that nothing runs: what they read matters to nobody.
class Unused {
 public:
  Unused(const semantic::Model& model, const std::vector<Reading>& readings) : model_(model) {
    std::vector<std::string_view> names;
    for (const Reading& one : readings) {
      names.push_back(one.file->text(one.function->name));
      for (const semantic::CallSite& site : callers_of(one)) {
        const FunctionDef* caller = site.file->enclosing_function(*site.call);
        if (caller != nullptr) names.push_back(site.file->text(caller->name));
      }
    }
    uses_ = semantic::uses_of_names(model, names);
  }

  // By itself, or by those alone that nothing runs either.
  bool is(const Reading& one) const {
    if (is_mentioned_nowhere(*one.file, *one.function)) return true;
    const auto sites = callers_of(one);
    return !sites.empty() && is_plain(*one.file, *one.function) &&
           std::all_of(sites.begin(), sites.end(), [this](const semantic::CallSite& site) {
             const FunctionDef* caller = site.file->enclosing_function(*site.call);
             return caller != nullptr && is_mentioned_nowhere(*site.file, *caller);
           });
  }

 private:
  std::span<const semantic::CallSite> callers_of(const Reading& one) const {
    return model_.calls_of(one.file->qualified_name(*one.function));
  }

  // A function of a module that no decorator hands to somebody.
  static bool is_plain(const FileModel& file, const FunctionDef& function) {
    return function.decorator_list.empty() && file.parent(function) == &file.tree().root();
  }

  bool is_mentioned_nowhere(const FileModel& file, const FunctionDef& function) const {
    const auto use = uses_.find(file.text(function.name));
    return is_plain(file, function) && use != uses_.end() && !use->second.by_application &&
           !use->second.by_tests;
  }

  const semantic::Model& model_;
  std::map<std::string_view, semantic::NameUse> uses_;
};

void report(const Reading& one, ApplicationCheck& check) {
  const FileModel& file = *one.file;
  Draft draft =
      check.report(file, one.call->span(), "`{}` reads keys of {} that nothing has checked",
                   {file.text(one.function->name), source_of(file, *one.call)});
  const auto keys = keys_read(file, *one.function, *one.call);
  if (keys.empty()) return;
  draft.risk(
      "The day the other side changes a key, `KeyError: '{}'` is all that is told: neither what "
      "came instead nor whose answer it was.",
      {keys.front()});
}

void check(ApplicationCheck& check) {
  const semantic::Model& model = check.model();
  std::vector<Reading> readings;
  for (const std::string_view target : kTargets) {
    for (const semantic::CallSite& site : model.calls_of(target)) {
      const FunctionDef* function = site.file->enclosing_function(*site.call);
      const bool is_code = site.file->file().role == project::Role::Application;
      if (!is_code || function == nullptr || !is_unchecked(*site.file, *function, *site.call)) {
        continue;
      }
      readings.push_back({site.file, function, site.call});
    }
  }
  if (readings.empty()) return;
  const Unused unused(model, readings);
  // Other programs call the functions of a library.
  const bool is_application = !check.application().served_apps().empty();
  for (const Reading& one : readings) {
    if (!is_application || !unused.is(one)) report(one, check);
  }
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
        "The day the other side changes a key or a type, a KeyError or a wrong value turns up away "
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
(`UUID(data["id"])`), or check by hand (`isinstance`, `"rate" in data`, `if data.get("status") != 1: raise`, `except KeyError`); data that is only logged or
passed on; JSON that the repository writes itself: columns of ORM classes, keys that it gives to `json.dumps(…)`, and
functions with a counterpart (`deserialize` beside `serialize`); the client of a service in the same repository
(`client/`); functions of an application that nothing runs.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
