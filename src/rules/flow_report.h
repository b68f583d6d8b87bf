#pragma once
// What rules about the flow of data share: one finding for each place that is reached, with the way
// to it.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "flow/flow.h"
#include "rules/flow_check.h"

namespace fastidious::rules {

// The flows of one kind: for each sink the one with the shortest way.
std::vector<const flow::Flow*> flows_by_sink(const ApplicationCheck& check, flow::Danger danger);

// The same by the call they end in.
using FlowsAt = std::unordered_map<const syntax::Node*, const flow::Flow*>;
FlowsAt flows_at_sinks(const ApplicationCheck& check, flow::Danger danger);

// Whether SQL is put into a query that SQLAlchemy writes: `order_by(text(…))`.
bool is_fragment(const flow::Flow& flow);

// Whether what flows is the name of something in an archive that a client sent.
bool is_name_in_archive(const flow::Flow& flow);

// Whether only administrators send what flows. Of what a dependency is sent it is not known who
// sends it: other routes have it, too.
bool comes_from_administrators(const ApplicationCheck& check, const flow::Flow& flow);

// "; `POST /run` takes it without a login", "; its endpoint asks for an administrator": what
// is open to strangers is to be mended first. Empty for all others, and where it is not known.
std::string sent_by(const ApplicationCheck& check, const flow::Flow& flow);

// ", as does query parameter `order_by`": what else goes into the same place.
std::string others_at(const ApplicationCheck& check, const flow::Flow& first, flow::Danger danger);

// Reports a flow where it ends. `pattern` holds {} for what the client sends and {} for what is
// called there; the steps of the trace are the flow's.
Draft report_flow(ApplicationCheck& check, const flow::Flow& flow, std::string_view pattern);

// Says how certain a finding is that the flow is behind and who reaches it, and adds its steps; a
// null flow adds nothing.
void add_flow(const ApplicationCheck& check, Draft& draft, const flow::Flow* flow);

}  // namespace fastidious::rules
