#include "rules/flow_report.h"

#include <algorithm>
#include <string>

namespace fastidious::rules {

using namespace syntax;

std::vector<const flow::Flow*> flows_by_sink(const ApplicationCheck& check, flow::Danger danger) {
  std::vector<const flow::Flow*> shortest;
  for (const flow::Flow& flow : check.flows().of(danger)) {
    const bool again = !shortest.empty() && shortest.back()->sink == flow.sink;
    if (!again) {
      shortest.push_back(&flow);
    } else if (flow.stops.size() < shortest.back()->stops.size()) {
      shortest.back() = &flow;
    }
  }
  return shortest;
}

namespace {

// "POST /orders": an endpoint that takes what is sent; empty if it is not known.
std::string_view called_at(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  return call != nullptr ? flow.file->text(*call->func) : flow.file->text(*flow.sink);
}

}  // namespace

Draft report_flow(ApplicationCheck& check, const flow::Flow& flow, std::string_view pattern) {
  Draft draft = check.report(*flow.file, flow.value->span(), pattern,
                             {flow::describe(flow), called_at(flow)});
  for (const flow::Stop& stop : flow.stops) {
    draft.step(*stop.file, stop.node->span(), "{}", {stop.what});
  }
  draft.step(*flow.file, flow.sink->span(), "and ends up here");
  return draft;
}

}  // namespace fastidious::rules
