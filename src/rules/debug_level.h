#pragma once
// Programs that log from DEBUG on where nobody says otherwise.

#include <string>

#include "semantic/model.h"

namespace fastidious::rules {

// "app/settings.py:28": the first place where a level of logs is DEBUG by default, in a settings
// class (`log_level: str = "DEBUG"`), where a variable is read (`os.getenv("LOG_LEVEL", "DEBUG")`)
// or in `logging.basicConfig(level="DEBUG")`; empty if there is none.
std::string debug_by_default(const semantic::Model& model);

}  // namespace fastidious::rules
