#pragma once
// Platforms that keep the command in a dashboard unless a file of theirs has it, told by the
// variables that they set and the code reads.

#include <string_view>

#include "deploy/environment/contract.h"

namespace fastidious::deploy {

struct Hosting {
  std::string_view name;     // "Render"; empty: none is known, or several are
  std::string_view file;     // "render.yaml"
  std::string_view read_in;  // the file of the code that reads a variable of it
};

// https://render.com/docs/environment-variables, https://docs.railway.com/reference/variables,
// https://fly.io/docs/machines/runtime-environment/
Hosting hosting_of(const EnvironmentContract& environment);

}  // namespace fastidious::deploy
