#include "app/effects/raised_errors.h"
#include "semantic/function_bodies.h"

#include <algorithm>

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxErrors = 64;  // of one function
constexpr std::uint32_t kMaxCalls = 24;

bool same(const RaisedError& a, const RaisedError& b) {
  return a.type == b.type && a.status.value == b.status.value &&
         a.status.parameter == b.status.parameter;
}

int index_of(const FunctionDef& function, const Arg& parameter) {
  const auto& all = function.args->all;
  return static_cast<int>(std::find(all.begin(), all.end(), &parameter) - all.begin());
}

const Arg* parameter_behind(const FunctionDef& caller, const Expr& given) {
  const auto* name = given.as<Name>();
  return name != nullptr ? semantic::parameter_named(caller, name->name) : nullptr;
}

// What the status is where `call` passes it: def fail(code): raise HTTPException(code).
ErrorNumber passed(const Definition& callee, const Arg& parameter, const Definition& caller,
                   const Node& site) {
  const auto* call = site.as<Call>();
  if (call == nullptr) return {};
  const auto& function = *callee.node->as<FunctionDef>();
  const bool bound = callee.file->is_method(function) && !callee.file->is_static_method(function);
  const int index = parameter.passing == Passing::KeywordOnly
                        ? -1
                        : index_of(function, parameter) - (bound ? 1 : 0);
  const Placed given = argument_of({caller.file, call}, index, callee.file->text(parameter.name));
  if (!given) {
    if (parameter.default_value == nullptr) return {};
    return {number_of(evaluate(*callee.file, parameter.default_value)), nullptr};
  }
  const Arg* outer = parameter_behind(*caller.node->as<FunctionDef>(), *given.expr);
  if (outer != nullptr) return {0, outer};
  return {number_of(evaluate(given)), nullptr};
}

}  // namespace

RaisedErrors::RaisedErrors(const semantic::Model& model) {
  SitesOfFiles sites;
  for (const FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (FunctionSites& one : sites.of(file)) {
      index_.emplace(one.function.node, static_cast<std::uint32_t>(sites_.size()));
      sites_.push_back(std::move(one));
    }
  }
  errors_.resize(sites_.size());
  callers_.resize(sites_.size());
  connect();
  propagate();
  spread_incompleteness();
}

void RaisedErrors::connect() {
  for (std::uint32_t i = 0; i < sites_.size(); ++i) {
    errors_[i].is_complete = !sites_[i].has_unknown_calls;
    for (const Site& site : sites_[i].sites) {
      if (!site.callee) continue;
      const auto callee = index_.find(site.callee.node);
      if (callee != index_.end()) {
        callers_[callee->second].push_back({i, &site});
      } else {
        errors_[i].is_complete = false;
      }
    }
    add_own_errors(i);
  }
}

void RaisedErrors::add_own_errors(std::uint32_t function) {
  for (const Site& site : sites_[function].sites) {
    if (site.callee) continue;
    RaisedError error;
    error.type = site.error.type;
    error.is_http = site.error.is_http;
    error.status = site.error.status;
    error.where = site.node;
    add(function, site, error);
  }
}

// Calls are walked against their direction, one call further in each round: so each error is known
// by its shortest way, whatever the order of the files.
void RaisedErrors::propagate() {
  std::vector<std::size_t> done(errors_.size(), 0);
  for (std::uint32_t round = 0; round < kMaxCalls; ++round) {
    std::vector<std::size_t> known(errors_.size());
    bool any = false;
    for (std::size_t i = 0; i < errors_.size(); ++i) {
      known[i] = errors_[i].raised.size();
      any = any || known[i] > done[i];
    }
    if (!any) return;
    for (std::uint32_t callee = 0; callee < errors_.size(); ++callee) {
      if (known[callee] == done[callee]) continue;
      for (const Edge& edge : callers_[callee]) {
        for (std::size_t i = done[callee]; i < known[callee]; ++i) {
          hand_on(callee, static_cast<std::uint32_t>(i), edge);
        }
      }
      done[callee] = known[callee];
    }
  }
}

void RaisedErrors::hand_on(std::uint32_t callee, std::uint32_t index, const Edge& edge) {
  RaisedError error = errors_[callee].raised[index];
  if (error.status.parameter != nullptr) {
    error.status = passed(sites_[callee].function, *error.status.parameter,
                          sites_[edge.caller].function, *edge.site->node);
  }
  error.where = edge.site->node;
  error.callee = callee;
  error.index_in_callee = index;
  ++error.calls;
  add(edge.caller, *edge.site, error);
}

void RaisedErrors::add(std::uint32_t function, const Site& site, RaisedError error) {
  FunctionErrors& all = errors_[function];
  for (const Guard& guard : site.guards) {
    const Passage passage = pass(guard, error.type);
    if (passage.way == Passage::Way::Through) continue;
    const bool told = passage.handler != nullptr && error.is_http;
    if (told) all.caught.push_back({error, guard.file, passage.handler});
    return;
  }
  const bool known = std::any_of(all.raised.begin(), all.raised.end(),
                                 [&](const RaisedError& one) { return same(one, error); });
  if (known) return;
  if (all.raised.size() >= kMaxErrors) {
    all.is_complete = false;
    return;
  }
  all.raised.push_back(error);
}

void RaisedErrors::spread_incompleteness() {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < errors_.size(); ++i) {
    if (!errors_[i].is_complete) open.push_back(i);
  }
  while (!open.empty()) {
    const std::uint32_t callee = open.back();
    open.pop_back();
    for (const Edge& edge : callers_[callee]) {
      if (!errors_[edge.caller].is_complete) continue;
      errors_[edge.caller].is_complete = false;
      open.push_back(edge.caller);
    }
  }
}

const FunctionErrors& RaisedErrors::of(const Definition& function) const {
  static const FunctionErrors kUnknown{{}, {}, false};
  const auto found = index_.find(function.node);
  return found != index_.end() ? errors_[found->second] : kUnknown;
}

std::vector<ErrorStep> RaisedErrors::trace(const Definition& function,
                                           const RaisedError& error) const {
  std::vector<ErrorStep> steps;
  const FileModel* file = function.file;
  for (const RaisedError* at = &error; steps.size() <= kMaxCalls;) {
    steps.push_back({file, at->where});
    if (at->callee == RaisedError::kNoFunction) break;
    file = sites_[at->callee].function.file;
    at = &errors_[at->callee].raised[at->index_in_callee];
  }
  return steps;
}

ErrorStep RaisedErrors::origin(const Definition& function, const RaisedError& error) const {
  return trace(function, error).back();
}

}  // namespace fastidious::app
