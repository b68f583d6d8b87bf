#include "app/instrumentation/function_logging.h"

#include <algorithm>
#include <map>

#include "app/effects/request_functions.h"
#include "app/instrumentation/log_configuration.h"
#include "knowledge/log_calls.h"
#include "semantic/call_sites.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/paths.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostUnits = 5'000;  // functions and modules that one function leads to

// What loads modules that no import statement names.
constexpr std::string_view kLoaders[] = {"importlib.import_module", "builtins.__import__",
                                         "runpy.run_module", "runpy.run_path",
                                         "pkgutil.walk_packages"};

// All that one function may load and run: what it, and what it leads to, only mentions counts too.
class Preparation {
 public:
  explicit Preparation(const semantic::Model& model) : model_(model) {
    for (const FileModel& file : model.files()) {
      const std::string_view path = file.file().path;
      if (path.ends_with("/__init__.py")) packages_.emplace(folder_of(path), &file);
    }
  }

  bool configures_logging(const Definition& function) {
    seen_.clear();
    open_.clear();
    is_found_ = false;
    load(*function.file);
    add(function);
    while (!open_.empty() && !is_found_) {
      const Definition unit = open_.back();
      open_.pop_back();
      look_at(unit);
      is_found_ = is_found_ || seen_.size() > kMostUnits;
    }
    return is_found_;
  }

 private:
  void add(const Definition& unit) {
    if (seen_.insert(unit.node).second) open_.push_back(unit);
  }

  // The module, and the packages that hold it.
  void load(const FileModel& file) {
    add({&file, &file.tree().root()});
    for (std::string_view at = folder_of(file.file().path); !at.empty(); at = folder_of(at)) {
      const auto package = packages_.find(at);
      if (package == packages_.end()) return;
      add({package->second, &package->second->tree().root()});
    }
  }

  void look_at(const Definition& unit) {
    const bool is_module = unit.node->is(Kind::Module);
    for (const project::ImportEdge& edge : model_.imports().imports_of(unit.file->file().id)) {
      const bool runs = is_module ? edge.at_load_time()
                                  : edge.deferred && !edge.type_checking &&
                                        unit.node->span().contains(edge.statement->begin);
      if (edge.to.valid() && runs) load(model_.file(edge.to));
    }
    const auto nodes = unit.file->tree().subtree(*unit.node);
    for (std::size_t i = 0; i < nodes.size() && !is_found_;) {
      const auto* function = nodes[i]->as<FunctionDef>();
      const bool is_later = is_module && function != nullptr;
      if (is_later) {
        for (const Expr* one : function->decorator_list) look_at_nodes(*unit.file, *one);
      } else {
        look_at_node(*unit.file, *nodes[i]);
      }
      i += is_later ? nodes[i]->last.value - nodes[i]->id.value + 1 : 1;
    }
  }

  void look_at_nodes(const FileModel& file, const Node& root) {
    for (const Node* node : file.tree().subtree(root)) look_at_node(file, *node);
  }

  void look_at_node(const FileModel& file, const Node& node) {
    if (const auto* call = node.as<Call>()) {
      const std::string_view target = file.resolve(*call->func);
      is_found_ = is_found_ || may_configure_logging(target) || is_one_of(target, kLoaders) ||
                  may_configure_logging(file.text(*call->func));
      return;
    }
    if (!node.is(Kind::Name) && !node.is(Kind::Attribute)) return;
    const Definition named = file.definition_of(static_cast<const Expr&>(node));
    if (as<FunctionDef>(named.node) != nullptr) add(named);
    if (as<ClassDef>(named.node) == nullptr || !seen_.insert(named.node).second) return;
    for (const auto* method : named.file->tree().nodes_of<FunctionDef>(*named.node)) {
      add({named.file, method});
    }
  }

  const semantic::Model& model_;
  std::map<std::string_view, const FileModel*> packages_;  // by folder; looked up only
  std::set<const Node*> seen_;                             // looked up only
  std::vector<Definition> open_;
  bool is_found_ = false;
};

bool writes_text(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target == "builtins.print" ||
         (target.starts_with("logging.") && knowledge::log_call(target) != nullptr);
}

// The functions that one runs, itself among them, and whether one of them writes something.
struct Reach {
  std::set<const Node*> runs;
  bool writes = false;

  explicit Reach(const Definition& function) : runs({function.node}) {
    std::vector<Definition> open = {function};
    while (!open.empty() && runs.size() < kMostUnits) {
      const Definition at = open.back();
      open.pop_back();
      for (const auto* call : at.file->tree().nodes_of<Call>(*at.node)) {
        writes = writes || writes_text(*at.file, *call);
        const Definition called = called_function(*at.file, *call);
        if (called && runs.insert(called.node).second) open.push_back(called);
      }
    }
  }
};

// `@https_fn.on_request(…)`, `@scheduler_fn.on_schedule(…)`: what Firebase deploys.
bool is_function_of_firebase(const FileModel& file, const FunctionDef& function) {
  const auto& all = function.decorator_list;
  return std::any_of(all.begin(), all.end(), [&](const Expr* one) {
    const auto* call = one->as<Call>();
    const std::string_view name = file.resolve(call != nullptr ? *call->func : *one);
    return name.starts_with("firebase_functions.") && name.find("_fn.") != name.npos;
  });
}

bool imports_firebase(const semantic::Model& model, const FileModel& file) {
  const auto edges = model.imports().imports_of(file.file().id);
  return file.file().role == project::Role::Application &&
         std::any_of(edges.begin(), edges.end(), [](const project::ImportEdge& edge) {
           return std::string_view(edge.module).starts_with("firebase_functions");
         });
}

}  // namespace

FunctionLogging::FunctionLogging(const semantic::Model& model) {
  std::vector<Definition> functions;
  for (const FileModel& file : model.files()) {
    if (!imports_firebase(model, file)) continue;
    for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
      if (is_function_of_firebase(file, *function)) functions.push_back({&file, function});
    }
  }
  if (functions.empty()) return;
  Preparation preparation(model);
  for (const Definition& one : functions) {
    Reach reach(one);
    if (!reach.writes || preparation.configures_logging(one)) continue;
    const auto& function = static_cast<const FunctionDef&>(*one.node);
    entries_.push_back({std::string(one.file->text(function.name)), std::move(reach.runs)});
  }
}

std::vector<std::string> FunctionLogging::unconfigured() const {
  std::vector<std::string> names;
  for (const Entry& one : entries_) names.push_back(one.name);
  return names;
}

std::vector<std::string> FunctionLogging::unconfigured_that_run(const FunctionDef& function) const {
  std::vector<std::string> names;
  for (const Entry& one : entries_) {
    if (one.runs.contains(&function)) names.push_back(one.name);
  }
  return names;
}

}  // namespace fastidious::app
