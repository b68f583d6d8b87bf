#include "app/effects/serving_functions.h"

#include "app/effects/background_tasks.h"
#include "app/effects/request_functions.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostFunctions = 50'000;

}  // namespace

ServingFunctions::ServingFunctions(const Application& application)
    : application_(application), loaded_(application.code().files().size()) {
  for (const Definition& one : request_functions(application)) add(one, RunsFor::Request);
  for (const CloudFunction& one : application.functions()) add(one.handler, RunsFor::Request);
  follow();
  for (const Surroundings& one : application.surroundings()) {
    for (const EventHandler& event : one.events) add(event.handler.definition, RunsFor::Start);
  }
  follow();
  for (const Route* route : application.distinct_routes().all()) {
    for (const BackgroundTask& task : background_tasks(*route)) {
      add(task.function, RunsFor::Background);
    }
  }
  follow();
  load();
  for (const AppRoutes* app : application.served_apps()) add_factory(app->app->construction);
  for (const FileModel& file : application.code().files()) {
    if (is_loaded(file)) add_calls_at_import(file);
  }
  follow();
}

// The function that makes the application.
void ServingFunctions::add_factory(Placed construction) {
  const FunctionDef* function = construction.file->enclosing_function(*construction.expr);
  if (function != nullptr) add({construction.file, function}, RunsFor::Start);
}

void ServingFunctions::add_calls_at_import(const FileModel& file) {
  for (const Stmt* statement : file.tree().root().body) {
    const bool defines = statement->as<FunctionDef>() != nullptr || statement->is(Kind::ClassDef);
    if (defines || statement->is(Kind::Import) || statement->is(Kind::ImportFrom)) continue;
    for (const Node* node : file.tree().subtree(*statement)) {
      const auto* call = node->as<Call>();
      if (call == nullptr || file.enclosing_function(*call) != nullptr) continue;
      if (!file.in_main_block(*call)) add(called_function(file, *call), RunsFor::Start);
    }
  }
}

void ServingFunctions::add(const Definition& function, RunsFor why) {
  if (as<FunctionDef>(function.node) == nullptr || functions_.size() >= kMostFunctions) return;
  if (functions_.emplace(function.node, why).second) open_.push_back(function);
}

void ServingFunctions::follow() {
  while (!open_.empty()) {
    const Definition function = open_.back();
    open_.pop_back();
    const RunsFor why = functions_.at(function.node);
    for (const Node* node : function.file->tree().subtree(*function.node)) {
      if (const auto* call = node->as<Call>()) follow_call(*function.file, *call, why);
    }
  }
}

// What is called, and functions that are handed on to be called.
void ServingFunctions::follow_call(const FileModel& file, const Call& call, RunsFor why) {
  add(called_function(file, call), why);
  const auto handed_on = [&](const Expr* expr) {
    if (!expr->is(Kind::Name) && !expr->is(Kind::Attribute)) return;
    add(file.definition_of(*expr), why);
  };
  for (const Expr* argument : call.args) handed_on(argument);
  for (const Keyword* keyword : call.keywords) handed_on(keyword->value);
}

void ServingFunctions::load() {
  for (const AppRoutes* app : application_.served_apps()) load(*app->app->construction.file);
  for (const CloudFunction& one : application_.functions()) load(*one.handler.file);
}

void ServingFunctions::load(const FileModel& first) {
  const semantic::Model& code = application_.code();
  std::vector<findings::FileId> work = {first.file().id};
  while (!work.empty()) {
    const findings::FileId at = work.back();
    work.pop_back();
    if (loaded_[at.value]) continue;
    loaded_[at.value] = true;
    for (const project::ImportEdge& edge : code.imports().imports_of(at)) {
      if (edge.to.valid() && !edge.type_checking) work.push_back(edge.to);
    }
  }
}

const RunsFor* ServingFunctions::why(const FileModel& file, const Node& node) const {
  for (const FunctionDef* at = file.enclosing_function(node); at != nullptr;
       at = file.enclosing_function(*at)) {
    const auto found = functions_.find(at);
    if (found != functions_.end()) return &found->second;
  }
  return nullptr;
}

bool ServingFunctions::runs(const FileModel& file, const Node& node) const {
  if (file.enclosing_function(node) != nullptr) return why(file, node) != nullptr;
  return is_loaded(file) && !file.in_main_block(node) && !file.in_type_checking_block(node);
}

bool ServingFunctions::runs_for_request(const FileModel& file, const Node& node) const {
  const RunsFor* found = why(file, node);
  return found != nullptr && *found == RunsFor::Request;
}

bool ServingFunctions::runs_at_start(const FileModel& file, const Node& node) const {
  const RunsFor* found = why(file, node);
  return found != nullptr && *found == RunsFor::Start;
}

}  // namespace fastidious::app
