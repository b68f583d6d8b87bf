#include "flow/flow.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/parallel_for.h"
#include "flow/call_order.h"
#include "flow/evaluator.h"
#include "flow/source_types.h"

namespace fastidious::flow {

using namespace syntax;
using semantic::FileModel;

namespace {

// Rounds over functions that call each other; what is not settled then is left out.
constexpr int kMaxRounds = 4;

std::size_t size_of(const Summary& summary) {
  return summary.returns.size() + summary.hits.size() + summary.flows.size() +
         summary.writes.size() + summary.checked.size() + summary.when_true.size() +
         summary.when_false.size() + summary.tested.size();
}

bool is_same(const Summary& a, const Summary& b) {
  return size_of(a) == size_of(b) && a.comes_back == b.comes_back && a.raises == b.raises;
}

// Goes through functions that call each other until what they do is settled.
class Settling {
 public:
  Settling(const Program& program, const CallGroup& group, std::vector<Summary>& summaries)
      : program_(program), group_(group), summaries_(summaries) {
    for (const std::vector<FunctionId>& level : group.levels) {
      for (const FunctionId id : level) states_[id].is_due = true;
    }
    for (const auto& [id, state] : states_) {
      for (const FunctionId callee : program.function(id).callees) {
        if (const auto at = states_.find(callee); at != states_.end()) {
          at->second.callers.push_back(id);
        }
      }
    }
  }

  void run() {
    for (int round = 0; round < kMaxRounds; ++round) {
      bool is_settled = true;
      for (const std::vector<FunctionId>& level : group_.levels) {
        is_settled = take(level) && is_settled;
      }
      if (is_settled) return;
    }
    for (auto& [id, state] : states_) summaries_[id].is_bounded = true;
  }

 private:
  struct State {
    bool is_due = false;  // it has not been gone through since a callee's summary changed
    std::vector<FunctionId> callers;
  };

  // Whether nothing has changed.
  bool take(const std::vector<FunctionId>& level) {
    std::vector<FunctionId> due;
    for (const FunctionId id : level) {
      if (std::exchange(states_[id].is_due, false)) due.push_back(id);
    }
    std::vector<Summary> results(due.size());
    parallel_for(due.size(), [&](std::size_t i) {
      results[i] = Evaluator(program_, summaries_, due[i]).run();
    });
    bool is_settled = true;
    for (std::size_t i = 0; i < due.size(); ++i) {
      // Callers point at its hops: as long as it says the same they stay as they are.
      if (is_same(results[i], summaries_[due[i]])) continue;
      is_settled = false;
      summaries_[due[i]] = std::move(results[i]);
      for (const FunctionId caller : states_[due[i]].callers) states_[caller].is_due = true;
    }
    return is_settled;
  }

  const Program& program_;
  const CallGroup& group_;
  std::vector<Summary>& summaries_;
  std::unordered_map<FunctionId, State> states_;
};

void evaluate(const Program& program, const CallGroup& group, std::vector<Summary>& summaries) {
  if (group.is_circle()) return Settling(program, group, summaries).run();
  const FunctionId id = group.levels.front().front();
  summaries[id] = Evaluator(program, summaries, id).run();
}

std::string_view name_of(const Function& function) {
  return function.file->text(function.node->name);
}

// Puts the hops of a flow in order, those of the functions it went through among them.
class Tracer {
 public:
  Tracer(const Program& program, const std::vector<Summary>& summaries)
      : program_(program), summaries_(summaries) {}

  std::vector<Stop> trace(FunctionId function, HopId hop) {
    follow(function, hop, 0);
    return std::move(stops_);
  }
  bool crossed() const { return crossed_; }

 private:
  static constexpr int kMaxDepth = 24;
  static constexpr std::size_t kMaxStops = 40;

  void follow(FunctionId function, HopId last, int depth) {
    if (depth > kMaxDepth) return;
    std::vector<const Hop*> hops;
    for (HopId at = last; at != 0; at = summaries_[function].hops[at].previous) {
      if (at >= summaries_[function].hops.size() || hops.size() > kMaxStops) break;
      hops.push_back(&summaries_[function].hops[at]);
    }
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) add(function, **hop, depth);
  }

  void add(FunctionId function, const Hop& hop, int depth) {
    const FileModel& file = *program_.function(function).file;
    if (hop.kind == Hop::Kind::Passed || hop.kind == Hop::Kind::Returned) crossed_ = true;
    // Names that are assigned inside a function that only gives it back say little.
    if (hop.kind == Hop::Kind::Passed) {
      stop(file, *hop.node,
           "is passed to `" + std::string(name_of(program_.function(hop.function))) + "`");
      follow(hop.function, hop.inner, depth + 1);
    } else if (hop.kind == Hop::Kind::Returned) {
      follow(hop.function, hop.inner, depth + 1);
      stop(file, *hop.node,
           "is given back by `" + std::string(name_of(program_.function(hop.function))) + "`");
    } else if (hop.kind == Hop::Kind::Assigned) {
      stop(file, *hop.node, "goes into `" + std::string(file.text(*hop.node)) + "`");
    } else {
      stop(file, *hop.node, "a client sends this");
    }
  }

  void stop(const FileModel& file, const Node& node, std::string what) {
    const bool again = !stops_.empty() && stops_.back().node == &node;
    if (stops_.size() < kMaxStops && !again) stops_.push_back({&file, &node, std::move(what)});
  }

  const Program& program_;
  const std::vector<Summary>& summaries_;
  std::vector<Stop> stops_;
  bool crossed_ = false;
};

// Of long ways some step is usually less than certain.
bool is_short(const Flow& flow) {
  constexpr std::size_t kCertainStops = 14;
  return flow.stops.size() <= kCertainStops;
}

// Of a body it is known which field it is; of a whole one something may be lost on the way.
bool names_field(const Flow& flow) {
  const app::Parameter* parameter = flow.source->parameter;
  const bool is_model = parameter != nullptr && parameter->in == app::Parameter::In::Body &&
                        parameter->field.type.is(app::Type::Kind::Class);
  return !is_model || !flow.part.empty();
}

auto order_of(const Flow& flow) {
  return std::tuple(flow.file->file().id.value, flow.sink->begin, flow.sink->end,
                    flow.source->file->file().id.value, flow.source->node->begin);
}

bool is_same_place(const Flow& a, const Flow& b) {
  return a.sink == b.sink && a.source->node == b.source->node && a.part == b.part;
}

}  // namespace

Flows::Flows(const app::Application& application, std::span<const knowledge::FlowFact> more)
    : more_(more.begin(), more.end()), program_(application, more_) {
  const semantic::Model& model = application.code();
  std::vector<Summary> summaries(program_.functions().size());
  for (const std::vector<CallGroup>& round : call_order(program_.functions())) {
    parallel_for(round.size(), [&](std::size_t i) { evaluate(program_, round[i], summaries); });
  }
  SourceTypes types(model);
  for (FunctionId id = 0; id < summaries.size(); ++id) {
    if (!program_.function(id).is_looked_at) continue;
    ++looked_at_;
    if (summaries[id].is_bounded) bounded_.push_back(&program_.function(id));
    for (const Hit& hit : summaries[id].flows) {
      const FileModel& source_file = model.files()[hit.label.file];
      const Node& node = source_file.tree().node(NodeId{hit.label.index});
      Flow flow;
      flow.source = program_.source(node);
      if (flow.source == nullptr) {
        flow.source = &library_sources_.emplace_back(
            Source{Source::Kind::Library, &source_file, &node, nullptr, nullptr});
      }
      flow.danger = hit.danger;
      flow.part = hit.label.path;
      flow.file = &model.files()[hit.file];
      flow.sink = hit.sink;
      flow.value = hit.value;
      flow.is_sure = hit.is_sure;
      if (!types.can_carry(*flow.source, flow.part, flow.danger)) continue;
      if (!hit.may_be_plain && types.is_plain(*flow.source, flow.part)) continue;
      flow.is_segment = is_segment(*flow.source);
      Tracer tracer(program_, summaries);
      flow.stops = tracer.trace(id, hit.hop);
      flow.crosses_functions = tracer.crossed();
      flow.is_long = !is_short(flow);
      flow.is_certain = hit.is_sure && hit.is_unasked && !flow.is_long && names_field(flow);
      all_[static_cast<std::size_t>(hit.danger)].push_back(std::move(flow));
    }
  }
  for (std::vector<Flow>& flows : all_) {
    std::stable_sort(flows.begin(), flows.end(),
                     [](const Flow& a, const Flow& b) { return order_of(a) < order_of(b); });
    flows.erase(std::unique(flows.begin(), flows.end(), is_same_place), flows.end());
  }
  duration_ = std::chrono::steady_clock::now() - begin_;
}

const Flows& FlowsOnDemand::get() const {
  const Flows& flows =
      *flows_.get([this] { return std::make_unique<const Flows>(application_, more_); });
  known_.store(&flows, std::memory_order_release);
  return flows;
}

namespace {

// `file.filename` of the upload, `filename` of one of the uploads `files`
std::string describe_upload(const Flow& flow, const std::string& name) {
  std::string part;
  bool is_one_of_many = false;
  for (const Step step : flow.part.steps) {
    if (!step) continue;
    if (step.is_name()) {
      part = flow.source->file->text(Identifier{step.value});
      break;
    }
    is_one_of_many = true;
  }
  if (part.empty()) return "upload `" + name + "`";
  return is_one_of_many ? "`" + part + "` of one of the uploads `" + name + "`"
                        : "`" + name + "." + part + "` of the upload";
}

}  // namespace

std::string describe(const Flow& flow) {
  const Source& source = *flow.source;
  const FileModel& file = *source.file;
  const Identifier step{flow.part.first().value};
  const bool is_named = flow.part.first().is_name();
  const std::string part = is_named ? std::string(file.text(step)) : std::string();
  const auto* arg = source.node->as<Arg>();
  if (arg == nullptr) return "`" + std::string(file.text(*source.node)) + "`";
  const std::string name(file.text(arg->name));
  if (source.kind != Source::Kind::Parameter) {
    return is_named ? "`" + name + "." + part + "`" : "`" + name + "`";
  }
  using In = app::Parameter::In;
  switch (source.parameter->in) {
    case In::Path: return "path parameter `" + name + "`";
    case In::Query: return "query parameter `" + name + "`";
    case In::Header: return "header `" + name + "`";
    case In::Cookie: return "cookie `" + name + "`";
    case In::Form: return "form field `" + name + "`";
    case In::File: return describe_upload(flow, name);
    case In::Body: break;
  }
  return is_named ? "`" + name + "." + part + "` of the body" : "the body `" + name + "`";
}

}  // namespace fastidious::flow
