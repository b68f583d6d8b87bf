#include "app/effects/sites.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/pydantic_model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kRunsArgument[] = {"fastapi.concurrency.run_in_threadpool",
                                              "starlette.concurrency.run_in_threadpool",
                                              "asyncio.to_thread", "anyio.to_thread.run_sync"};

// Methods that start a coroutine whose exceptions go elsewhere.
constexpr std::string_view kStartsTask[] = {"create_task", "ensure_future", "add_task",
                                            "start_soon", "run_coroutine_threadsafe"};

constexpr std::string_view kIterates[] = {"builtins.list", "builtins.tuple",  "builtins.set",
                                          "builtins.next", "builtins.sorted", "builtins.dict",
                                          "builtins.anext"};

// Whether the generator that `call` makes is run where it is made.
bool is_iterated(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (const auto* loop = as<For>(parent)) return loop->iter == &call;
  if (const auto* clause = as<Comprehension>(parent)) return clause->iter == &call;
  if (const auto* outer = as<Call>(parent)) return is_one_of(file.resolve(*outer->func), kIterates);
  return parent != nullptr && (parent->is(Kind::WithItem) || parent->is(Kind::YieldFrom));
}

bool starts_task(const FileModel& file, const Call& call) {
  const auto* outer = as<Call>(file.parent(call));
  return outer != nullptr && outer->func != &call &&
         is_one_of(semantic::last_name(file, *outer->func), kStartsTask);
}

Definition constructor_of(const Definition& cls) {
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && one.file->text(method->name) == "__init__") {
        return {one.file, method};
      }
    }
  }
  return {};
}

bool runs_here(const Definition& function, const FileModel& file, const Call& call) {
  const auto& node = *function.node->as<FunctionDef>();
  if (function.file->is_generator(node)) return is_iterated(file, call);
  return !node.is_async() || !starts_task(file, call);
}

// What a call of one name runs, wherever it stands.
struct Callee {
  Definition function;          // of the repository; null if it is none of it
  bool is_constructor = false;  // then it runs where it is called
  bool runs_argument = false;   // run_in_threadpool(…)
};

Callee callee_named(const FileModel& file, const Expr& name, Identifier target) {
  Callee callee;
  const Definition found = file.definition_of(name);
  if (as<ClassDef>(found.node) != nullptr) return {constructor_of(found), true, false};
  if (as<FunctionDef>(found.node) != nullptr) callee.function = found;
  callee.runs_argument = !found && is_one_of(file.text(target), kRunsArgument);
  return callee;
}

Definition run_by(const Callee& callee, const FileModel& file, const Call& call) {
  if (callee.runs_argument) {
    if (call.args.empty() || starts_task(file, call)) return {};
    const Definition passed = file.definition_of(*call.args.front());
    return as<FunctionDef>(passed.node) != nullptr ? passed : Definition{};
  }
  const bool is_run =
      callee.is_constructor || (callee.function && runs_here(callee.function, file, call));
  return is_run ? callee.function : Definition{};
}

}  // namespace

// Most calls are of few names: each is looked up once. Which definition a name means depends on the
// root that the file is imported from.
class SitesOfFiles::Callees {
 public:
  const Callee& of(const FileModel& file, const Expr& name, Identifier target) {
    if (file.file().import_root != root_) {
      root_ = file.file().import_root;
      known_.clear();
    }
    const auto [known, is_new] = known_.try_emplace(target);
    if (is_new) known->second = callee_named(file, name, target);
    return known->second;
  }

 private:
  std::string root_;
  std::unordered_map<Identifier, Callee> known_;  // looked up only
};

class SitesOfFiles::SiteFinder {
 public:
  SiteFinder(const FileModel& file, Callees& callees) : file_(file), callees_(callees) {}

  FunctionSites run(const FunctionDef& function) {
    result_ = {};
    result_.function = {&file_, &function};
    read_decorators(function);
    for (const Stmt* statement : function.body) look_into(*statement);
    return std::move(result_);
  }

 private:
  // What semantic::any_own_node() would visit, told by the kinds alone: most nodes are neither.
  void look_into(const Stmt& statement) {
    const auto kinds = file_.tree().kinds();
    for (std::uint32_t i = statement.id.value; i <= statement.last.value; ++i) {
      switch (kinds[i]) {
        case Kind::FunctionDef:
        case Kind::AsyncFunctionDef:
        case Kind::Lambda:
        case Kind::ClassDef: i = file_.tree().node(NodeId{i}).last.value; break;
        case Kind::Raise: add_raise(*file_.tree().node(NodeId{i}).as<Raise>()); break;
        case Kind::Call: add_call(*file_.tree().node(NodeId{i}).as<Call>()); break;
        default: break;
      }
    }
  }

  // From the outermost to the innermost: each stands in the `try` of those before it.
  void read_decorators(const FunctionDef& function) {
    around_.clear();
    for (const Expr* decorator : function.decorator_list) {
      const Wrapper wrapper = wrapper_of(file_, *decorator);
      if (wrapper.inner == nullptr || wrapper.function.node == &function) continue;
      result_.sites.push_back({decorator, wrapper.function, {}, around_});
      std::vector<Guard> guards = guards_of(*wrapper.function.file, *wrapper.inner);
      guards.insert(guards.end(), around_.begin(), around_.end());
      around_ = std::move(guards);
    }
  }

  std::vector<Guard> guards(const Node& node) const {
    std::vector<Guard> all = guards_of(file_, node);
    all.insert(all.end(), around_.begin(), around_.end());
    return all;
  }

  void add_raise(const Raise& raise) {
    const ExceptHandler* handler = semantic::enclosing_handler(file_, raise);
    const bool again = raise.exc == nullptr ||
                       (handler != nullptr && semantic::is_caught_exception(*handler, *raise.exc));
    if (again) {
      if (handler != nullptr) add_raised_again(raise, *handler);
      return;
    }
    const ErrorMade error = error_made({&file_, raise.exc});
    if (!error.type.empty()) result_.sites.push_back({&raise, {}, error, guards(raise)});
  }

  // `raise` in `except (KeyError, ValueError):` raises either; of `except Exception:` nobody knows.
  void add_raised_again(const Raise& raise, const ExceptHandler& handler) {
    semantic::any_caught(file_, handler, [&](std::string_view type) {
      const bool broad =
          type.empty() || type == "builtins.Exception" || type == "builtins.BaseException";
      if (broad) return false;
      const ErrorMade error{type, is_http_error(file_.project(), type), {}};
      result_.sites.push_back({&raise, {}, error, guards(raise)});
      return false;
    });
  }

  void add_call(const Call& call) {
    const Identifier target = file_.fact(*call.func).target;
    result_.has_unknown_calls = result_.has_unknown_calls || !target;
    if (!target) return;
    const Definition callee = run_by(callees_.of(file_, *call.func, target), file_, call);
    if (callee) result_.sites.push_back({&call, callee, {}, guards(call)});
  }

  const FileModel& file_;
  Callees& callees_;
  std::vector<Guard> around_;  // of decorators
  FunctionSites result_;
};

Definition function_called(const FileModel& file, const Call& call) {
  const Identifier target = file.fact(*call.func).target;
  return target ? run_by(callee_named(file, *call.func, target), file, call) : Definition{};
}

SitesOfFiles::SitesOfFiles() : callees_(std::make_unique<Callees>()) {}
SitesOfFiles::~SitesOfFiles() = default;

std::vector<FunctionSites> SitesOfFiles::of(const FileModel& file) {
  std::vector<FunctionSites> all;
  SiteFinder finder(file, *callees_);
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    all.push_back(finder.run(*function));
  }
  return all;
}

}  // namespace fastidious::app
