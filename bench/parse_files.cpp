// Lexes and parses files on one thread, to be timed beside other parsers: see parse_against.py.
//
//   parse_files LIST    LIST: a file of paths, one a line
//
// Reads all files, prints "ready", then for each line on standard input parses all of them once,
// with a table of names that starts empty, and prints the nanoseconds it took.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/identifier.h"
#include "syntax/tree.h"
#include "text/source_text.h"

namespace fastidious {
namespace {

SourceText read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  return SourceText(bytes);
}

std::vector<SourceText> read_all(const char* list) {
  std::vector<SourceText> files;
  std::ifstream paths(list);
  for (std::string path; std::getline(paths, path);) {
    files.push_back(read_file(path));
  }
  return files;
}

// Parses every file once and drops its tree; gives nanoseconds.
long long parse_all(const std::vector<SourceText>& files) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  IdentifierTable table;
  IdentifierCache names(table);
  for (const SourceText& file : files) {
    syntax::parse(file, names);
  }
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
}

}  // namespace
}  // namespace fastidious

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s LIST\n", argv[0]);
    return 2;
  }
  const std::vector<fastidious::SourceText> files = fastidious::read_all(argv[1]);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::puts("ready");
  for (int byte = std::getchar(); byte != EOF; byte = std::getchar()) {
    if (byte == '\n') {
      std::printf("%lld\n", fastidious::parse_all(files));
    }
  }
  return 0;
}
