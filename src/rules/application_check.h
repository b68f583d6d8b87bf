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

 private:
  const app::Application& application_;
};

}  // namespace fastidious::rules
