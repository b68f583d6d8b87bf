#pragma once
// Which calls configure logging.

#include <string_view>

namespace fastidious::app {

// Whether a call of `target` does, or is named as if it did: `logging.basicConfig`,
// `company.log.configure()`, `setup_logging()` of a library.
bool may_configure_logging(std::string_view target);

}  // namespace fastidious::app
