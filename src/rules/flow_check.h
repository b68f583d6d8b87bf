#pragma once
// What a rule about the flow of data gets beside the application: how what clients send reaches
// places where it is dangerous. Apart from application_check.h, which most rules include and which
// has no use for it.

#include "flow/flow.h"
#include "rules/application_check.h"

namespace fastidious::rules {

// The driver makes one for each rule that has on_application.
class FlowCheck : public ApplicationCheck {
 public:
  FlowCheck(const app::Application& application, const flow::FlowsOnDemand& flows,
            const ActiveRule& rule, FindingSink& sink)
      : ApplicationCheck(application, rule, sink), flows_(flows) {}
  // Computed when they are first asked for.
  const flow::Flows& flows() const { return flows_.get(); }

 private:
  const flow::FlowsOnDemand& flows_;
};

// The flows of the application that a rule looks at in its on_application: what it is given there
// is always a FlowCheck.
inline const flow::Flows& flows_of(const ApplicationCheck& check) {
  return static_cast<const FlowCheck&>(check).flows();
}

}  // namespace fastidious::rules
