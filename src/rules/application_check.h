#pragma once
// What a rule about the application gets: the routes, dependencies and models that the code
// describes, the code itself, and a way to report anywhere in it.

#include "app/application.h"
#include "rules/check.h"

namespace fastidious::rules {

class ApplicationCheck : public ProjectCheck {
 public:
  ApplicationCheck(const app::Application& application, const ActiveRule& rule, FindingSink& sink)
      : ProjectCheck(application.code(), rule, sink), application_(application) {}
  const app::Application& application() const { return application_; }

  using ProjectCheck::report;
  // Reports where an application or router is made, at `FastAPI` of `app = FastAPI()`.
  Draft report(const app::Router& router, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {}) {
    const app::Placed& call = router.construction;
    return report(*call.file, call.expr->as<syntax::Call>()->func->span(), pattern, arguments);
  }

 private:
  const app::Application& application_;
};

}  // namespace fastidious::rules
