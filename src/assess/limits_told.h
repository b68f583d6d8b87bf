#pragma once
// What a criterion that is met leaves out.

#include <string_view>

namespace fastidious::assess {

// What nobody should take the rules' silence for, by the criterion's id ("review.4.6"): how they
// count, and what they do not look at. "; types of the signature count", or empty.
std::string_view limits_of(std::string_view id);

}  // namespace fastidious::assess
