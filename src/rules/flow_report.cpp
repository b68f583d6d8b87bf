#include "rules/flow_report.h"

#include <algorithm>
#include <string>

#include "app/endpoints/purpose.h"
#include "app/routes/route_label.h"
#include "semantic/function_bodies.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;

std::vector<const flow::Flow*> flows_by_sink(const ApplicationCheck& check, flow::Danger danger) {
  std::vector<const flow::Flow*> shortest;
  for (const flow::Flow& flow : flows_of(check).of(danger)) {
    const bool again = !shortest.empty() && shortest.back()->sink == flow.sink;
    if (!again) {
      shortest.push_back(&flow);
    } else if (flow.stops.size() < shortest.back()->stops.size()) {
      shortest.back() = &flow;
    }
  }
  return shortest;
}

FlowsAt flows_at_sinks(const ApplicationCheck& check, flow::Danger danger) {
  FlowsAt flows;
  for (const flow::Flow* flow : flows_by_sink(check, danger)) flows.emplace(flow->sink, flow);
  return flows;
}

bool is_fragment(const flow::Flow& flow) {
  constexpr std::string_view kClauses[] = {"order_by", "filter", "where",     "having",
                                           "group_by", "join",   "outerjoin", "distinct"};
  const auto* call = flow.sink->as<Call>();
  if (call != nullptr && flow.file->resolve(*call->func) == "sqlalchemy.literal_column")
    return true;
  const auto* outer = as<Call>(flow.file->parent(*flow.sink));
  const auto* method = outer != nullptr ? outer->func->as<Attribute>() : nullptr;
  return method != nullptr && std::find(std::begin(kClauses), std::end(kClauses),
                                        flow.file->text(method->attr)) != std::end(kClauses);
}

bool is_name_in_archive(const flow::Flow& flow) {
  constexpr std::string_view kListings[] = {"namelist", "infolist", "getmembers", "getnames",
                                            "filelist"};
  return std::any_of(flow.part.steps.begin(), flow.part.steps.end(), [&](flow::Step step) {
    return step.is_name() && is_one_of(flow.file->text(Identifier{step.value}), kListings);
  });
}

namespace {

// "get_current_admin", "require_permission(Permission.ADMIN_PANEL)": what a dependency is called.
std::string words_of(const app::Dependency& dependency) {
  const app::Placed& source = dependency.callable.source;
  if (dependency.callable.is(app::Value::Kind::Call) && source.expr != nullptr) {
    return lower_case(source.file->text(*source.expr));
  }
  const app::Definition function = app::running_function(dependency.callable);
  const auto* node = as<FunctionDef>(function.node);
  return node != nullptr ? lower_case(function.file->text(node->name)) : std::string();
}

// Whether a dependency lets only administrators in, or only who has a permission where the path
// says who that is: "/admin/…".
bool lets_in_administrators(const app::Route& route) {
  const std::vector<std::string> path = app::words_of_path(route.full_path);
  const bool is_of_administrators = is_one_of("admin", path);
  bool lets_in = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    const std::string words = words_of(one);
    lets_in = lets_in || words.find("admin") != words.npos ||
              words.find("superuser") != words.npos ||
              (is_of_administrators && app::is_word_of_permission(words));
  });
  return lets_in;
}

// `raise …`, `return`, an `if` of which both branches end so.
bool leaves(const StmtList& body) {
  if (body.empty()) return false;
  const auto* choice = body.back()->as<If>();
  return semantic::ends_by_leaving(body) ||
         (choice != nullptr && leaves(choice->body) && leaves(choice->orelse));
}

// `if permission_of(request) != "admin": …; raise …`
bool refuses_others(const semantic::FileModel& file, const If& choice) {
  const std::string test = lower_case(file.text(*choice.test));
  const bool is_negative = test.find("!=") != test.npos || test.starts_with("not ");
  return is_negative && test.find("admin") != test.npos && test.find(" or ") == test.npos &&
         test.find(" and ") == test.npos && leaves(choice.body);
}

bool is_behind_refusal(const semantic::FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  if (function == nullptr) return false;
  constexpr std::uint32_t kMost = 50;  // a function refuses before it does anything
  for (std::uint32_t i = 0; i < std::min<std::uint32_t>(kMost, function->body.size()); ++i) {
    const auto* choice = function->body[i]->as<If>();
    const bool is_above = choice != nullptr && choice->end <= node.begin;
    if (is_above && refuses_others(file, *choice)) return true;
  }
  return false;
}

// Whether a function on the way lets only administrators go on.
bool is_refused_to_others(const flow::Flow& flow) {
  return is_behind_refusal(*flow.file, *flow.sink) ||
         std::any_of(flow.stops.begin(), flow.stops.end(), [](const flow::Stop& stop) {
           return is_behind_refusal(*stop.file, *stop.node);
         });
}

}  // namespace

bool comes_from_administrators(const ApplicationCheck& check, const flow::Flow& flow) {
  const app::Route* route = flow.source->route;
  if (route == nullptr) return false;
  const app::Definition handler = app::running_function(route->dependant.callable);
  if (handler.node == nullptr || !handler.node->encloses(*flow.source->node)) return false;
  return app::is_restricted_to_administrators(check.application(), *route) ||
         lets_in_administrators(*route) || is_refused_to_others(flow);
}

namespace {

// The endpoint that takes what flows, if it asks nobody who they are; else null.
const app::Endpoint* endpoint_for_strangers(const ApplicationCheck& check, const flow::Flow& flow) {
  using Status = app::Authentication::Status;
  const app::Route* route = flow.source->route;
  const app::Endpoint* endpoint =
      route != nullptr ? check.application().endpoints().of(*route) : nullptr;
  if (endpoint == nullptr || endpoint->kind != app::Endpoint::Kind::Http) return nullptr;
  const app::Authentication& asked = endpoint->authentication;
  const bool is_open =
      asked.status == Status::Public || (asked.status == Status::None && asked.answers);
  return is_open ? endpoint : nullptr;
}

std::string_view called_at(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  return call != nullptr ? flow.file->text(*call->func) : flow.file->text(*flow.sink);
}

}  // namespace

std::string sent_by(const ApplicationCheck& check, const flow::Flow& flow) {
  if (const app::Endpoint* endpoint = endpoint_for_strangers(check, flow)) {
    return "; `" + endpoint->label() + "` takes it without a login";
  }
  return comes_from_administrators(check, flow) ? "; its endpoint asks for an administrator" : "";
}

std::string others_at(const ApplicationCheck& check, const flow::Flow& first, flow::Danger danger) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> others;
  const auto& all = flows_of(check).of(danger);
  // Those of one sink follow each other.
  auto at = static_cast<std::size_t>(&first - all.data());
  while (at > 0 && all[at - 1].sink == first.sink) --at;
  for (; at < all.size() && all[at].sink == first.sink && others.size() < kMost; ++at) {
    if (all[at].source->node == first.source->node) continue;
    const std::string what = flow::describe(all[at]);
    if (what != flow::describe(first) && !is_one_of(what, others)) others.push_back(what);
  }
  std::string text;
  for (std::size_t i = 0; i < others.size(); ++i) {
    std::string what = others[i];
    if (what[0] >= 'A' && what[0] <= 'Z') what[0] += 'a' - 'A';
    text += (i == 0 ? ", as does " : " and ") + what;
  }
  return text;
}

Draft report_flow(ApplicationCheck& check, const flow::Flow& flow, std::string_view pattern) {
  const std::string whole = std::string(pattern) + "{}";
  Draft draft = check.report(*flow.file, flow.value->span(), whole,
                             {flow::describe(flow), called_at(flow), sent_by(check, flow)});
  add_flow(check, draft, &flow);
  return draft;
}

void add_flow(const ApplicationCheck& check, Draft& draft, const flow::Flow* flow) {
  if (flow == nullptr) return;
  if (endpoint_for_strangers(check, *flow) != nullptr) draft.open_to_strangers();
  if (!flow->is_certain) draft.confidence(findings::Confidence::Medium);
  if (flow->is_long) {
    draft.severity(findings::Severity::Warning).confidence(findings::Confidence::Low);
  }
  for (const flow::Stop& stop : flow->stops) {
    draft.step(*stop.file, stop.node->span(), "{}", {stop.what});
  }
  draft.step(*flow->file, flow->sink->span(), "and ends up here");
}

}  // namespace fastidious::rules
