#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "app/effects/connection_feeds.h"
#include "app/effects/serving_functions.h"
#include "knowledge/container_methods.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

constexpr std::array<std::string_view, 8> kMakers = {
    "builtins.dict",           "builtins.list",     "builtins.set",
    "collections.defaultdict", "collections.deque", "collections.Counter",
    "collections.OrderedDict", "itertools.count"};
constexpr std::array<std::string_view, 5> kSchedulers = {
    "apscheduler.schedulers.asyncio.AsyncIOScheduler.start",
    "apscheduler.schedulers.background.BackgroundScheduler.start",
    "apscheduler.schedulers.asyncio.AsyncIOScheduler", "schedule.every",
    "apscheduler.schedulers.background.BackgroundScheduler"};

// What may be lost, or is made again by whoever needs it.
bool is_harmless_name(std::string_view name) {
  const std::string text = lower_case(name);
  for (std::string_view word : {"cache",    "memo",
                                "lock",     "pool",
                                "client",   "engine",
                                "registry", "task",
                                "loaded",   "model",
                                "instance", "singleton",
                                "plugin",   "handler",
                                "metric",   "semaphore",
                                "compiled", "warn",
                                "provider", "connection",
                                "verified", "current_process",
                                "factor",   "initialized",
                                "seeded",   "synced",
                                "local"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

bool is_container(const FileModel& file, const Expr& value) {
  if (value.is(Kind::Dict) || value.is(Kind::ListExpr) || value.is(Kind::Set)) return true;
  const auto* call = value.as<Call>();
  return call != nullptr && is_one_of(file.resolve(*call->func), kMakers);
}

// Where the process changes something that it keeps.
struct Change {
  const FileModel* file;
  const Node* place;
};
struct State {
  std::string_view name;
  std::vector<Change> changes;
};

class Search {
 public:
  explicit Search(DeliveryCheck& check) : check_(check), feeds_(check.model()) {}

  void run() {
    collect_states();
    const auto& routes = check_.application().distinct_routes().all();
    has_websockets_ = std::any_of(routes.begin(), routes.end(), [](const app::Route* one) {
      return one->kind == app::Route::Kind::WebSocket;
    });
    for (const FileModel& file : check_.model().files()) {
      if (file.file().role != project::Role::Application) continue;
      for (const auto* assign : file.tree().nodes_of<Assign>()) {
        for (const Expr* target : assign->targets) look_at_target(file, *target);
      }
      for (const auto* assign : file.tree().nodes_of<AugAssign>()) look_at_sum(file, *assign);
      for (const auto* call : file.tree().nodes_of<Call>()) look_at_call(file, *call);
    }
    for (const State& state : found_) report(state);
    for (std::string_view target : kSchedulers) {
      for (const CallSite& site : check_.model().calls_of(target)) look_at_scheduler(site);
    }
  }

 private:
  // The names that modules give to containers: what else is changed is nobody's state.
  void collect_states() {
    for (const FileModel& file : check_.model().files()) {
      if (file.file().role != project::Role::Application) continue;
      for (const Stmt* statement : file.tree().root().body) {
        const auto* plain = statement->as<Assign>();
        const auto* annotated = statement->as<AnnAssign>();
        const Expr* target = plain != nullptr       ? plain->targets[0]
                             : annotated != nullptr ? annotated->target
                                                    : nullptr;
        const Expr* value = plain != nullptr       ? plain->value
                            : annotated != nullptr ? annotated->value
                                                   : nullptr;
        const auto* name = target != nullptr ? target->as<Name>() : nullptr;
        if (name == nullptr || value == nullptr || !is_container(file, *value)) continue;
        if (!is_harmless_name(file.text(name->name))) states_.insert(name->name.value);
      }
    }
  }

  bool may_be_state(const Expr& owner) const {
    const auto* name = owner.as<Name>();
    const auto* attribute = owner.as<Attribute>();
    return (name != nullptr && states_.contains(name->name.value)) ||
           (attribute != nullptr && states_.contains(attribute->attr.value));
  }

  const app::ServingFunctions& serving() {
    if (!serving_) serving_.emplace(check_.application());
    return *serving_;
  }

  // users.append(x), self.active.append(websocket)
  void look_at_call(const FileModel& file, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || (!has_websockets_ && !may_be_state(*method->value))) return;
    if (!knowledge::changes_container(file.text(method->attr))) return;
    if (has_websockets_ && !call.args.empty() &&
        file.type_of(*call.args[0]) == "fastapi.WebSocket") {
      return look_at_connections(file, call, *method);
    }
    look_at_state(file, *method->value, call);
  }

  // users[name] = x
  void look_at_target(const FileModel& file, const Expr& target) {
    const auto* item = target.as<Subscript>();
    if (item == nullptr) return;
    look_at_state(file, *item->value, target);
  }

  void look_at_sum(const FileModel& file, const AugAssign& assign) {
    const auto* item = assign.target->as<Subscript>();
    if (item != nullptr) return look_at_state(file, *item->value, *assign.target);
    const auto* name = assign.target->as<Name>();
    if (name == nullptr || file.enclosing_function(assign) == nullptr) return;
    const auto symbol = file.scopes().symbol_of(*name);
    if (!symbol.valid()) return;
    const semantic::ScopeId scope = file.scopes().symbol(symbol).scope;
    if (file.scopes().scope(scope).kind != semantic::ScopeKind::Module) return;
    found(file, *assign.target, file.text(name->name));
  }

  // Something that a module of the repository makes, once.
  void look_at_state(const FileModel& file, const Expr& owner, const Node& place) {
    if (!may_be_state(owner)) return;
    if (file.enclosing_function(place) == nullptr) return;
    const Definition state = file.definition_of(owner);
    const auto* name = state ? state.node->as<Name>() : nullptr;
    if (name == nullptr || state.file->enclosing_function(*name) != nullptr ||
        state.file->enclosing_class(*name) != nullptr) {
      return;
    }
    const Node* statement = state.file->parent(*name);
    const auto* plain = as<Assign>(statement);
    const auto* annotated = as<AnnAssign>(statement);
    const Expr* value = plain != nullptr       ? plain->value
                        : annotated != nullptr ? annotated->value
                                               : nullptr;
    if (value == nullptr || !is_container(*state.file, *value)) return;
    found(file, place, state.file->text(name->name), name);
  }

  // Whether what is deployed has the file: other applications of the repository may be exercises.
  bool is_deployed(std::string_view path) const {
    const deploy::Delivery& delivery = check_.delivery();
    const auto& platforms = delivery.platforms();
    return std::any_of(platforms.begin(), platforms.end(), [&](const auto& one) {
      if (one.platform == deploy::Platform::Buildpack) {
        return is_inside(path, folder_of(one.file->path));
      }
      if (one.platform != deploy::Platform::Docker) return true;
      const auto& images = delivery.images();
      return images.empty() || std::any_of(images.begin(), images.end(), [&](const auto& image) {
               return image->context_is_known() ? image->contains(path)
                                                : is_inside(path, image->context());
             });
    });
  }

  static bool names_store(std::string_view text) {
    const std::string lower = lower_case(text);
    return lower.find("redis") != lower.npos || lower.find("valkey") != lower.npos;
  }

  // `_persist_run(entry)`, or the function that is called so: the memory is a copy.
  static bool persists(const FileModel& file, const FunctionDef& function) {
    const auto is_so_named = [](std::string_view name) {
      return lower_case(name).find("persist") != std::string::npos;
    };
    if (is_so_named(file.text(function.name))) return true;
    for (const Node* node : file.tree().subtree(function)) {
      const auto* call = node->as<Call>();
      if (call != nullptr && is_so_named(file.text(*call->func))) return true;
    }
    return false;
  }

  // The function, or one of its module that it calls, writes the same to a store that all share:
  // what is kept here is a copy.
  static bool is_copy_of_shared(const FileModel& file, const Node& place) {
    const FunctionDef* function = file.enclosing_function(place);
    if (function == nullptr) return false;
    if (names_store(file.text(*function)) || persists(file, *function)) return true;
    for (const Node* node : file.tree().subtree(*function)) {
      const auto* call = node->as<Call>();
      const Definition called = call != nullptr ? file.definition_of(*call->func) : Definition{};
      if (!called || called.file != &file || !called.node->is(Kind::FunctionDef)) continue;
      if (names_store(file.text(*called.node->as<FunctionDef>()))) return true;
    }
    return false;
  }

  // Whether anything but `__all__` and imports names the function.
  bool is_named(const FileModel& file, const Node& place) const {
    const FunctionDef* function = file.enclosing_function(place);
    if (function == nullptr || !function->decorator_list.empty()) return true;
    if (!file.parent(*function)->is(Kind::Module)) return true;
    const auto own = function->name.value;
    const auto& files = check_.model().files();
    return std::any_of(files.begin(), files.end(), [&](const FileModel& other) {
      const auto names = other.tree().nodes_of<Name>();
      const auto attributes = other.tree().nodes_of<Attribute>();
      return std::any_of(names.begin(), names.end(),
                         [&](const Name* one) { return one->name.value == own; }) ||
             std::any_of(attributes.begin(), attributes.end(),
                         [&](const Attribute* one) { return one->attr.value == own; });
    });
  }

  void found(const FileModel& file, const Node& place, std::string_view name,
             const Node* state = nullptr) {
    if (is_harmless_name(name)) return;
    const std::string key =
        (state != nullptr ? std::to_string(state->begin) + "@" : file.file().path) +
        std::string(name);
    const auto [at, is_new] = numbers_.try_emplace(key, found_.size());
    if (is_new) found_.push_back({name, {}});
    found_[at->second].changes.push_back({&file, &place});
  }

  // Reported at the first change that a request may make.
  void report(const State& state) {
    const auto is_copied = [](const Change& one) {
      return is_copy_of_shared(*one.file, *one.place);
    };
    for (const Change& one : state.changes) {
      const FileModel& file = *one.file;
      if (is_memo(file, *one.place, state.name) || !serving().runs_for_request(file, *one.place)) {
        continue;
      }
      if (!is_deployed(file.file().path) || !is_named(file, *one.place)) continue;
      if (std::any_of(state.changes.begin(), state.changes.end(), is_copied)) return;
      check_.report(file, one.place->span(),
                    "`{}` is kept in the memory of the process: other instances have another one",
                    {state.name});
      return;
    }
  }

  // `done.add(type(self).__name__)`: what this process has done, by code and not by data.
  static bool is_of_code(const FileModel& file, const Node& place, const FunctionDef& function) {
    const auto* call = place.as<Call>();
    if (call == nullptr || call->args.empty()) return false;
    const std::string_view key = file.text(*call->args[0]);
    const auto names_code = [&](std::string_view text) {
      return text.find("__name__") != text.npos || text.find("__qualname__") != text.npos ||
             text.find("type(") != text.npos;
    };
    if (names_code(key)) return true;
    for (const auto* assign : file.tree().nodes_of<Assign>(function)) {
      if (file.text(*assign->targets[0]) == key && names_code(file.text(*assign->value))) {
        return true;
      }
    }
    return false;
  }

  // `def get_provider(name)`, `return providers[name]`: made when it is first needed.
  static bool is_memo(const FileModel& file, const Node& place, std::string_view name) {
    const FunctionDef* function = file.enclosing_function(place);
    if (function == nullptr) return false;
    if (is_of_code(file, place, *function)) return true;
    const std::string_view called = file.text(function->name);
    const std::string given = "return " + std::string(name) + "[";
    return called.starts_with("get_") || called.starts_with("_get_") ||
           called.starts_with("load_") || called.starts_with("ensure_") ||
           file.text(*function).find(given) != std::string_view::npos;
  }

  // `stale.append(websocket)`: a list that the function itself makes.
  static bool is_of_function(const FileModel& file, const Expr& owner) {
    const FunctionDef* function = file.enclosing_function(owner);
    if (!owner.is(Kind::Name) || function == nullptr) return false;
    const auto makes = [&](const Expr* target, const Expr* value) {
      return value != nullptr && file.text(*target) == file.text(owner) &&
             is_container(file, *value);
    };
    for (const auto* one : file.tree().nodes_of<AnnAssign>(*function)) {
      if (makes(one->target, one->value)) return true;
    }
    for (const auto* one : file.tree().nodes_of<Assign>(*function)) {
      if (makes(one->targets[0], one->value)) return true;
    }
    return false;
  }

  // Methods that put something in; what takes it out is told with them.
  static bool adds(std::string_view method) {
    static constexpr std::array<std::string_view, 5> kAdding = {"append", "add", "insert",
                                                                "appendleft", "setdefault"};
    return is_one_of(method, kAdding);
  }

  void look_at_connections(const FileModel& file, const Call& call, const Attribute& method) {
    if (!adds(file.text(method.attr)) || is_of_function(file, *method.value)) return;
    // A class of the repository keeps it: there it is told.
    if (file.definition_of(*call.func)) return;
    const std::string key = file.file().path + ":" + std::string(file.text(*method.value));
    if (!told_.insert(key).second) return;
    if (!serving().runs_for_request(file, call)) return;
    if (feeds_.feed_themselves(file, *method.value)) return;
    check_
        .report(file, call.func->span(), "`{}` holds the connections of this process only",
                {file.text(*method.value)})
        .risk("With a second instance or worker, half of those who listen never hear the message.")
        .fix("Send what is to be told to all by Redis pub/sub or the database's notifications.");
  }

  void look_at_scheduler(const CallSite& site) {
    const FileModel& file = *site.file;
    const bool starts = file.resolve(*site.call->func).ends_with(".start");
    if (!starts || file.file().role != project::Role::Application) return;
    // One of the instances is chosen: by a lock, as a leader.
    const FunctionDef* function = file.enclosing_function(*site.call);
    const std::string around = lower_case(function != nullptr ? file.text(*function) : "");
    if (around.find("leader") != around.npos || around.find("lock") != around.npos) return;
    if (!serving().runs(file, *site.call)) return;
    check_
        .report(
            file, site.call->func->span(),
            "The scheduler runs in the server: each instance does every job, none while it sleeps")
        .risk("Jobs are done twice or not at all, depending on how many instances there are.")
        .fix(
            "Let the platform's scheduler call an endpoint, or run one worker of its own. What "
            "concerns one instance alone, such as its own temporary files, may stay.");
  }

  DeliveryCheck& check_;
  std::optional<app::ServingFunctions> serving_;
  app::ConnectionFeeds feeds_;
  std::unordered_set<std::uint32_t> states_;  // looked up only
  bool has_websockets_ = false;
  std::vector<State> found_;                    // in the order in which they are found
  std::map<std::string, std::size_t> numbers_;  // in `found_`
  std::set<std::string> told_;                  // containers of connections, with their files
};

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application() || delivery.platforms().empty()) return;
  Search(check).run();
}

}  // namespace

extern constinit const Rule DEP026 = {
    .code = "DEP026",
    .name = "in-process-state",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://12factor.net/processes", "ASVS 15.4.1", "CWE-362"},
    .risk =
        "It is lost with each deployment, and as soon as there are two workers or instances, what "
        "one knows the other does not.",
    .advice = "Keep it in the database, in Redis or in another store that all instances reach.",
    .docs = R"md(
Dictionaries, lists, sets and counters of modules that requests change, registries of WebSocket connections, and schedulers that run in the
server, in a repository that is deployed.

```python bad
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI

app = FastAPI()
sessions: dict[str, str] = {}


@app.post("/login")
def login(name: str) -> None:
    sessions[name] = "open"
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI
from redis import Redis

app = FastAPI()
redis = Redis()


@app.post("/login")
def login(name: str) -> None:
    redis.set(name, "open")
```

Left alone: what is filled at import or at the start, caches and the like by their names, clients that are made when they are first
needed, copies of what the same function writes to Redis or persists, what is kept by class and not by data, connections to which each process sends what it learns by a subscription or in a task
of its own, functions that nobody calls, and applications that nobody deploys.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
