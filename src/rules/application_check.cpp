#include "rules/application_check.h"

#include "flow/flow.h"

namespace fastidious::rules {

const flow::Flows& ApplicationCheck::flows() const { return flows_.get(); }

}  // namespace fastidious::rules
