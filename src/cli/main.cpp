// The program's entry. Commands are added as the phases they run arrive.

#include <fmt/format.h>

#include <cstdio>
#include <span>
#include <string_view>

#include "cli/dump_command.h"

namespace {

constexpr int kUsageError = 2;

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    fmt::print("fastidious {}\n", FASTIDIOUS_VERSION);
    return 0;
  }
  if (argc >= 2 && std::string_view(argv[1]) == "dump") {
    return fastidious::cli::run_dump({argv + 2, static_cast<std::size_t>(argc - 2)});
  }
  fmt::print(stderr, "fastidious: only --version and dump are built yet\n");
  return kUsageError;
}
