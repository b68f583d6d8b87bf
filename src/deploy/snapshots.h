#pragma once
// Copies of a manifest that somebody put aside beside it.

#include <vector>

#include "project/text_file.h"

namespace fastidious::deploy {

// Whether a Dockerfile is a copy beside the one that is built: `Dockerfile.bak`,
// `Dockerfile.stable_20250301`, or one with the same text, and no other of `texts` names it.
bool is_snapshot(const project::TextFile& dockerfile,
                 const std::vector<const project::TextFile*>& texts);

}  // namespace fastidious::deploy
