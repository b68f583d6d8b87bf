#pragma once
// Which rounds of a loop reach a statement in it.

#include "app/values/value.h"

namespace fastidious::app {

// Whether `node`, in the body of `loop`, runs in the round in which the names of loops stand for
// `round`: false if a `continue` before it or an `if` around it is known to keep it from that.
bool runs_in_round(const FileModel& file, const syntax::For& loop, const syntax::Node& node,
                   const Bindings& round);

}  // namespace fastidious::app
