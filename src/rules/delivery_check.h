#pragma once
// What a rule about delivery gets: what the manifests, scripts and workflows say about how the
// application is built, started and deployed, the application itself, and a way to report anywhere.

#include "deploy/delivery.h"
#include "rules/application_check.h"

namespace fastidious::rules {

class DeliveryCheck : public ApplicationCheck {
 public:
  DeliveryCheck(const deploy::Delivery& delivery, const ActiveRule& rule, FindingSink& sink)
      : ApplicationCheck(delivery.application(), rule, sink), delivery_(delivery) {}
  const deploy::Delivery& delivery() const { return delivery_; }

  using ApplicationCheck::report;
  // Reports in a manifest, a script, a workflow.
  Draft report(const project::TextFile& file, Span where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {}) {
    return report_at(file.id, where, pattern, arguments);
  }
  // Reports what has no place: something that nobody wrote.
  Draft report_missing(std::string_view pattern,
                       std::initializer_list<MessageArgument> arguments = {}) {
    return report_at({}, {}, pattern, arguments);
  }

 private:
  const deploy::Delivery& delivery_;
};

}  // namespace fastidious::rules
