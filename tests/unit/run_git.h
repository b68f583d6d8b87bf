#pragma once
// The git program, as the oracle for what the repository code says.

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "temporary_tree.h"

namespace fastidious {

// Runs `git ARGUMENTS` in the tree and gives what it prints. Nobody's own configuration plays a
// part.
inline std::string run_git(const TemporaryTree& tree, const std::string& arguments) {
  const std::string command =
      "cd '" + tree.path() +
      "' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 git -c user.name=a "
      "-c user.email=a@b.c -c init.defaultBranch=main -c core.quotePath=false " +
      arguments + " 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), count);
  }
  return output;
}

}  // namespace fastidious
