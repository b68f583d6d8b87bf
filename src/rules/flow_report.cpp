#include "rules/flow_report.h"

#include <algorithm>
#include <string>

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

namespace {

std::string_view called_at(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  return call != nullptr ? flow.file->text(*call->func) : flow.file->text(*flow.sink);
}

}  // namespace

Draft report_flow(ApplicationCheck& check, const flow::Flow& flow, std::string_view pattern) {
  Draft draft = check.report(*flow.file, flow.value->span(), pattern,
                             {flow::describe(flow), called_at(flow)});
  add_flow(draft, &flow);
  return draft;
}

void add_flow(Draft& draft, const flow::Flow* flow) {
  if (flow == nullptr) return;
  if (!flow->is_certain) draft.confidence(findings::Confidence::Medium);
  for (const flow::Stop& stop : flow->stops) {
    draft.step(*stop.file, stop.node->span(), "{}", {stop.what});
  }
  draft.step(*flow->file, flow->sink->span(), "and ends up here");
}

}  // namespace fastidious::rules
