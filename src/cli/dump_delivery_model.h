#pragma once
// `fastidious dump delivery`.

#include <string>

namespace fastidious::cli {

// Prints how the repository at `root` is built, started and deployed, as JSON; the exit code.
int dump_delivery_model(const std::string& root);

}  // namespace fastidious::cli
