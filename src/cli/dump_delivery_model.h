#pragma once
// `fastidious dump delivery` and `fastidious dump environment`.

#include <string>
#include <string_view>

namespace fastidious::cli {

// Prints as JSON how the repository at `root` is built, started and deployed or, for the form
// "environment", which variables it reads and who documents and provides them; the exit code.
int dump_delivery_model(const std::string& root, std::string_view form);

}  // namespace fastidious::cli
