#include "flow/program.h"

#include <algorithm>

#include "app/dependencies/behaviour.h"
#include "app/routes/route_label.h"
#include "base/known_names.h"
#include "base/parallel_for.h"
#include "knowledge/request_handlers.h"
#include "syntax/each_of.h"

namespace fastidious::flow {

using namespace syntax;
using app::Definition;
using knowledge::FlowFact;
using semantic::FileModel;

namespace {

// Parameters of these classes hold what a client sent.
constexpr std::string_view kRequests[] = {"fastapi.Request",
                                          "fastapi.WebSocket",
                                          "starlette.requests.HTTPConnection",
                                          "firebase_functions.https_fn.Request",
                                          "firebase_functions.https_fn.CallableRequest",
                                          "flask.Request",
                                          "aiohttp.web.Request",
                                          "django.http.HttpRequest"};

bool is_request(const FileModel& file, std::string_view type) {
  // Most annotations are told by their names.
  const bool may_be = type.find("Request") != type.npos || type.find("WebSocket") != type.npos ||
                      type.find("Connection") != type.npos;
  return may_be &&
         std::any_of(std::begin(kRequests), std::end(kRequests), [&](std::string_view one) {
           return type == one || file.project().is_subclass(type, one);
         });
}

constexpr std::string_view kHarmless[] = {
    "builtins.int",           "builtins.float", "builtins.bool",      "builtins.complex",
    "builtins.NoneType",      "uuid.UUID",      "decimal.Decimal",    "datetime.date",
    "datetime.datetime",      "datetime.time",  "datetime.timedelta", "ipaddress.IPv4Address",
    "ipaddress.IPv6Address",  "pydantic.UUID4", "pydantic.UUID1",     "pydantic.PositiveInt",
    "pydantic.NonNegativeInt"};

// What look_at() has something to say of, and functions.
constexpr KindTable kTelling{Kind::FunctionDef, Kind::AsyncFunctionDef, Kind::Call,
                             Kind::Arg,         Kind::Subscript,        Kind::Attribute};

}  // namespace

bool is_harmless_type(const semantic::Model& model, std::string_view type) {
  if (type.empty()) return false;
  if (std::find(std::begin(kHarmless), std::end(kHarmless), type) != std::end(kHarmless)) {
    return true;
  }
  return !type.starts_with("builtins.") && model.is_subclass(type, "enum.Enum");
}

Program::Program(const app::Application& application, std::span<const FlowFact> more)
    : model_(application.code()), targets_(model_, knowledge::flow_facts(), more) {
  collect_harmless_types();
  collect_functions();
  add_routes(application);
  scan();
  mark_those_that_lead_to_sinks();
  choose();
}

void Program::collect_harmless_types() {
  const auto mark = [&](Identifier name) {
    if (name.value >= harmless_.size()) harmless_.resize(name.value + 1);
    if (name) harmless_[name.value] = true;
  };
  for (const std::string_view one : kHarmless) mark(model_.names().find(one));
  for (const FileModel& file : model_.files()) {
    for (const semantic::Scope& scope : file.scopes().scopes()) {
      if (scope.kind != semantic::ScopeKind::Class) continue;
      const auto& cls = static_cast<const ClassDef&>(*scope.node);
      if (file.is_enum(cls)) mark(file.qualified(cls));
    }
  }
}

// ---- functions

void Program::collect_functions() {
  for (const FileModel& file : model_.files()) {
    first_of_file_.push_back(static_cast<std::uint32_t>(functions_.size()));
    if (file.file().role == project::Role::Application) collect_file(file);
  }
  first_of_file_.push_back(static_cast<std::uint32_t>(functions_.size()));
  for (FunctionId id = 0; id < functions_.size(); ++id) {
    const Function& function = functions_[id];
    const Identifier name = function.file->qualified(*function.node);
    if (name) targets_.add_function(name, id);
  }
  for (const FileModel& file : model_.files()) {
    if (file.file().role == project::Role::Application) add_classes(file);
  }
}

void Program::collect_file(const FileModel& file) {
  const std::size_t first = functions_.size();
  for (const semantic::Scope& scope : file.scopes().scopes()) {
    const auto* node =
        scope.kind == semantic::ScopeKind::Function ? as<FunctionDef>(scope.node) : nullptr;
    if (node == nullptr) continue;
    Function& function = functions_.emplace_back();
    function.file = &file;
    function.node = node;
    function.takes_receiver = file.is_method(*node) && !file.is_static_method(*node);
    function.yields = file.is_generator(*node);
    function.is_context_manager = file.has_decorator(*node, "contextlib.contextmanager") ||
                                  file.has_decorator(*node, "contextlib.asynccontextmanager");
  }
  std::sort(functions_.begin() + static_cast<std::ptrdiff_t>(first), functions_.end(),
            [](const Function& a, const Function& b) { return a.node->id < b.node->id; });
}

void Program::add_classes(const FileModel& file) {
  for (const semantic::Scope& scope : file.scopes().scopes()) {
    const auto* cls = scope.kind == semantic::ScopeKind::Class ? as<ClassDef>(scope.node) : nullptr;
    if (cls == nullptr) continue;
    const Identifier name = file.qualified(*cls);
    if (name) targets_.add_class(name, file, *cls, constructor_of(file, *cls));
  }
}

// Its own __init__, or that of the first base that has one.
FunctionId Program::constructor_of(const FileModel& file, const ClassDef& cls) const {
  constexpr int kMaxBases = 8;
  Definition at{&file, &cls};
  for (int depth = 0; depth < kMaxBases && as<ClassDef>(at.node) != nullptr; ++depth) {
    const auto& one = static_cast<const ClassDef&>(*at.node);
    for (const Stmt* statement : one.body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && method->name == names::__init__) return find(*at.file, *method);
    }
    at = one.bases.empty() ? Definition{} : at.file->definition_of(*one.bases[0]);
  }
  return kNoFunction;
}

FunctionId Program::find(const FileModel& file, const Node& definition) const {
  const std::uint32_t at = file.file().id.value;
  const auto begin = functions_.begin() + first_of_file_[at];
  const auto end = functions_.begin() + first_of_file_[at + 1];
  const auto found = std::lower_bound(begin, end, definition.id,
                                      [](const Function& a, NodeId id) { return a.node->id < id; });
  const bool is_it = found != end && found->node == &definition;
  return is_it ? static_cast<FunctionId>(found - functions_.begin()) : kNoFunction;
}

// ---- sources

void Program::add_source(Source source) { sources_.try_emplace(source.node, source); }

const Source* Program::source(const Node& parameter) const {
  const auto at = sources_.find(&parameter);
  return at == sources_.end() ? nullptr : &at->second;
}

FunctionId Program::provider(const Node& parameter) const {
  const auto at = providers_.find(&parameter);
  return at == providers_.end() ? kNoFunction : at->second;
}

void Program::add_routes(const app::Application& application) {
  for (const app::Route* route : application.distinct_routes().all()) {
    app::for_each_dependency(route->dependant,
                             [&](const app::Dependency& one) { add_callable(one, route); });
    add_answer(*route);
  }
}

void Program::add_answer(const app::Route& route) {
  const std::string_view cls = route.response_class.text;
  const Definition handler = app::handler_of(route);
  if (as<FunctionDef>(handler.node) == nullptr || cls.empty()) return;
  const FunctionId id = find(*handler.file, *handler.node);
  if (id == kNoFunction) return;
  using knowledge::bit;
  if (cls == "fastapi.responses.HTMLResponse") functions_[id].answers |= bit(Danger::Html);
  if (cls == "fastapi.responses.RedirectResponse") functions_[id].answers |= bit(Danger::Redirect);
  functions_[id].has_sink = functions_[id].has_sink || functions_[id].answers != 0;
}

// Its parameters, and which function fills those that are dependencies.
void Program::add_callable(const app::Dependency& callable, const app::Route* route) {
  const Definition definition = app::running_function(callable.callable);
  const auto* function = as<FunctionDef>(definition.node);
  for (const app::Parameter& parameter : callable.parameters) {
    if (parameter.arg == nullptr || definition.file == nullptr) continue;
    add_source({Source::Kind::Parameter, definition.file, parameter.arg, &parameter, route});
  }
  if (function == nullptr) return;
  const FunctionId id = find(*definition.file, *function);
  if (id == kNoFunction) return;
  for (const app::Dependency& one : callable.dependencies) {
    const Definition inner = app::running_function(one.callable);
    const FunctionId provider =
        as<FunctionDef>(inner.node) != nullptr ? find(*inner.file, *inner.node) : kNoFunction;
    if (one.name.empty() || provider == kNoFunction) continue;
    for (const Arg* arg : function->args->all) {
      if (definition.file->text(arg->name) == one.name) providers_.try_emplace(arg, provider);
    }
    functions_[id].callees.push_back(provider);
  }
}

// ---- what functions do

void Program::scan() {
  const std::size_t count = model_.files().size();
  std::vector<std::vector<Source>> requests(count);
  parallel_for(count, [&](std::size_t i) {
    if (first_of_file_[i] != first_of_file_[i + 1]) {
      scan_file(static_cast<std::uint32_t>(i), requests[i]);
    }
  });
  for (const std::vector<Source>& found : requests) {
    for (const Source& one : found) add_source(one);
  }
  for (Function& function : functions_) {
    for (const Arg* arg : function.node->args->all) {
      if (sources_.contains(arg)) function.has_source = true;
    }
  }
}

void Program::look_at_function(Function& function, std::vector<Source>& requests) {
  const FileModel& file = *function.file;
  if (knowledge::answers_with_page(file, *function.node)) {
    function.answers |= knowledge::bit(Danger::Html);
    function.has_sink = true;
  }
  for (const Arg* arg : knowledge::sent_parameters(file, *function.node)) {
    requests.push_back({Source::Kind::Library, &file, arg, nullptr, nullptr});
  }
}

void Program::scan_file(std::uint32_t index, std::vector<Source>& requests) {
  const FileModel& file = model_.files()[index];
  std::vector<FunctionId> around;
  FunctionId next = first_of_file_[index];
  for_each_of(file.tree(), kTelling, [&](const Node& node) {
    while (!around.empty() && functions_[around.back()].node->last < node.id) around.pop_back();
    if (next < first_of_file_[index + 1] && functions_[next].node == &node) {
      if (!around.empty()) {
        functions_[next].outer = around.back();
        functions_[around.back()].callees.push_back(next);
      }
      look_at_function(functions_[next], requests);
      around.push_back(next++);
    } else if (!around.empty()) {
      look_at(file, node, around.back(), requests);
    }
  });
  for (FunctionId id = first_of_file_[index]; id < first_of_file_[index + 1]; ++id) {
    std::vector<FunctionId>& callees = functions_[id].callees;
    std::vector<FunctionId> once;
    for (const FunctionId callee : callees) {
      if (std::find(once.begin(), once.end(), callee) == once.end()) once.push_back(callee);
    }
    callees = std::move(once);
  }
}

void Program::look_at(const FileModel& file, const Node& node, FunctionId id,
                      std::vector<Source>& requests) {
  Function& function = functions_[id];
  if (const auto* call = node.as<Call>()) return look_at_call(file, *call, function);
  if (const auto* arg = node.as<Arg>()) {
    if (arg->annotation != nullptr && is_request(file, file.type_of_annotation(*arg->annotation))) {
      requests.push_back({Source::Kind::Request, &file, arg, nullptr, nullptr});
    }
    return;
  }
  const auto* item = node.as<Subscript>();
  if (item != nullptr && item->context == Context::Store) {
    const auto* headers = item->value->as<Attribute>();
    if (headers != nullptr && file.text(headers->attr) == "headers") function.has_sink = true;
    return;
  }
  const auto* attribute = node.as<Attribute>();
  const Identifier name = attribute != nullptr ? file.fact(*attribute).target : Identifier{};
  const Target* target = name ? targets_.find(name) : nullptr;
  if (target == nullptr) return;
  for (const FlowFact* fact : target->facts) {
    if (fact->verb == FlowFact::Verb::Source) function.has_source = true;
  }
  // A function that is called, given to another, or read as a property.
  if (target->function != kNoFunction) function.callees.push_back(target->function);
}

void Program::look_at_call(const FileModel& file, const Call& call, Function& function) {
  const Target* target = targets_.of(file, *call.func);
  if (target != nullptr) {
    for (const FlowFact* fact : target->facts) {
      if (fact->verb == FlowFact::Verb::Sink && targets_.has_what_is_asked(file, call, *fact)) {
        function.has_sink = true;
      }
      if (fact->verb == FlowFact::Verb::Source) function.has_source = true;
    }
    if (target->function != kNoFunction) function.callees.push_back(target->function);
  }
  for (const Expr* argument : call.args) {
    const Identifier name = argument->is(Kind::Name) ? file.fact(*argument).target : Identifier{};
    const Target* given = name ? targets_.find(name) : nullptr;
    if (given == nullptr) continue;
    if (given->function != kNoFunction) function.callees.push_back(given->function);
    for (const FlowFact* fact : given->facts) {
      if (fact->verb == FlowFact::Verb::Sink) function.has_sink = true;
    }
  }
}

// ---- which functions matter

void Program::mark_those_that_lead_to_sinks() {
  std::vector<std::vector<FunctionId>> callers(functions_.size());
  std::vector<FunctionId> work;
  for (FunctionId id = 0; id < functions_.size(); ++id) {
    for (const FunctionId callee : functions_[id].callees) callers[callee].push_back(id);
    if (!functions_[id].has_sink) continue;
    functions_[id].leads_to_sink = true;
    work.push_back(id);
  }
  while (!work.empty()) {
    const FunctionId id = work.back();
    work.pop_back();
    for (const FunctionId caller : callers[id]) {
      if (functions_[caller].leads_to_sink) continue;
      functions_[caller].leads_to_sink = true;
      work.push_back(caller);
    }
  }
}

// Those that are given a source, and all that they call on the way to sinks; beside the way only
// what is near, for what it makes of its arguments.
void Program::choose() {
  constexpr int kMaxAside = 2;
  std::vector<int> aside(functions_.size(), kMaxAside + 1);
  std::vector<FunctionId> work;
  for (FunctionId id = 0; id < functions_.size(); ++id) {
    if (functions_[id].has_source && functions_[id].leads_to_sink) {
      aside[id] = 0;
      work.push_back(id);
    }
  }
  for (std::size_t i = 0; i < work.size(); ++i) {
    const FunctionId id = work[i];
    functions_[id].is_looked_at = true;
    for (const FunctionId callee : functions_[id].callees) {
      const int distance = functions_[callee].leads_to_sink ? 0 : aside[id] + 1;
      if (distance >= aside[callee]) continue;
      aside[callee] = distance;
      work.push_back(callee);
    }
  }
}

}  // namespace fastidious::flow
