#pragma once
// What a rule about the application gets: the routes, dependencies and models that the code
// describes, the code itself, and a way to report anywhere in it.

#include "app/application.h"
#include "rules/check.h"

namespace fastidious::flow {
class Flows;          // flow/flow.h
class FlowsOnDemand;  // flow/flow.h
}  // namespace fastidious::flow

namespace fastidious::rules {

class ApplicationCheck : public ProjectCheck {
 public:
  ApplicationCheck(const app::Application& application, const flow::FlowsOnDemand& flows,
                   const ActiveRule& rule, FindingSink& sink)
      : ProjectCheck(application.code(), rule, sink), application_(application), flows_(flows) {}
  const app::Application& application() const { return application_; }
  // How what clients send reaches places where it is dangerous; computed when it is first asked
  // for.
  const flow::Flows& flows() const;

  using ProjectCheck::report;
  // Reports where an application or router is made, at `FastAPI` of `app = FastAPI()`.
  Draft report(const app::Router& router, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {}) {
    const app::Placed& call = router.construction;
    return report(*call.file, call.expr->as<syntax::Call>()->func->span(), pattern, arguments);
  }

 private:
  const app::Application& application_;
  const flow::FlowsOnDemand& flows_;
};

}  // namespace fastidious::rules
