#pragma once
// What comes to the root logger's handlers.

#include "semantic/file_model.h"

namespace fastidious::rules {

// Whether the handler that the call makes is added to the root logger, or given to basicConfig():
// it has what all have.
bool is_of_root(const semantic::FileModel& file, const syntax::Call& handler);

// Whether what it gets goes on to the handlers of the root logger.
bool is_of_open_logger(const semantic::FileModel& file, const syntax::Call& handler);

// Whether it is added to a logger that keeps its records to itself.
bool is_of_closed_logger(const semantic::FileModel& file, const syntax::Call& handler);

}  // namespace fastidious::rules
