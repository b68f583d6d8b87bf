// The program's entry. Commands are added as the phases they run arrive.

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

namespace {

constexpr int kUsageError = 2;

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    fmt::print("fastidious {}\n", FASTIDIOUS_VERSION);
    return 0;
  }
  fmt::print(stderr, "fastidious: no command is built yet; only --version is\n");
  return kUsageError;
}
