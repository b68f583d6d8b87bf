// Lexing and parsing, apart and together, over the Python files of a folder.
//
//   FASTIDIOUS_BENCH=FOLDER fastidious_bench --benchmark_repetitions=5
//
// FOLDER defaults to the project's own example. Bytes per second are of Python source.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/identifier.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace fastidious {
namespace {

struct Corpus {
  std::vector<SourceText> files;
  std::int64_t bytes = 0;
};

// Every file below the folder that decodes.
Corpus read_corpus() {
  const char* folder = std::getenv("FASTIDIOUS_BENCH");
  Corpus corpus;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder ? folder : ".")) {
    if (!entry.is_regular_file() || entry.path().extension() != ".py") {
      continue;
    }
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (auto decoded = decode_python(SourceText(bytes))) {
      corpus.bytes += static_cast<std::int64_t>(decoded->text.size());
      corpus.files.push_back(std::move(decoded->text));
    }
  }
  return corpus;
}

const Corpus& corpus() {
  static const Corpus files = read_corpus();
  return files;
}

// Runs `work` on every file, with a table of names that starts empty each time, as a run of the
// program has it.
template <class Work>
void for_each_file(benchmark::State& state, Work work) {
  const Corpus& files = corpus();
  for (auto round : state) {
    (void)round;
    IdentifierTable table;
    IdentifierCache names(table);
    for (const SourceText& file : files.files) {
      work(file, names);
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * files.bytes);
}

void lex_files(benchmark::State& state) {
  for_each_file(state, [](const SourceText& file, IdentifierCache& names) {
    benchmark::DoNotOptimize(syntax::lex(file, names));
  });
}
BENCHMARK(lex_files)->Unit(benchmark::kMillisecond);

void parse_files(benchmark::State& state) {
  for_each_file(state, [](const SourceText& file, IdentifierCache& names) {
    benchmark::DoNotOptimize(syntax::parse(file, names));
  });
}
BENCHMARK(parse_files)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace fastidious
