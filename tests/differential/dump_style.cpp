// Prints what style::check_style finds in each of the files named on standard input, one a line:
// path:line:column: code message. A file that cannot be checked is listed with what stands against
// it.
//
//   dump_style [--max-line-length N] [--all] [--time]
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/identifier.h"
#include "style/check_style.h"
#include "syntax/tree.h"
#include "text/decode.h"

namespace {

using namespace fastidious;

struct Times {
  double lexing = 0;
  double checking = 0;
  std::size_t bytes = 0;
};

// Of the processor's time, so that a busy machine does not show.
double seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void check(const std::string& path, const style::Options& options, IdentifierCache& names,
           Times* times, std::string* out) {
  auto decoded = decode_python(SourceText(read(path)));
  if (!decoded.ok()) {
    *out += path + ": not decoded\n";
    return;
  }
  const SourceText& text = decoded->text;
  double begin = seconds();
  const syntax::TokenStream tokens = syntax::lex(text, names);
  times->lexing += seconds() - begin;
  if (!tokens.errors.empty()) {
    *out += path + ": not lexed\n";
    return;
  }
  const LineIndex lines(text);
  begin = seconds();
  const std::vector<style::Violation> violations = style::check_style(text, lines, tokens, options);
  times->checking += seconds() - begin;
  times->bytes += text.size();
  for (const style::Violation& violation : violations) {
    *out += path + ":" + std::to_string(violation.line) + ":" +
            std::to_string(violation.column + 1) + ": " +
            std::string(style::name_of(violation.code)) + " " +
            style::message_of(violation, text, options) + "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  style::Options options;
  bool time = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all") options.codes = style::CodeSet::all();
    if (argument == "--time") time = true;
    if (argument == "--max-line-length" && i + 1 < argc) {
      options.max_line_length = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    }
    if (argument == "--max-doc-length" && i + 1 < argc) {
      options.max_doc_length = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    }
    if (argument == "--hang-closing") options.hang_closing = true;
  }
  IdentifierTable table;
  IdentifierCache names(table);
  Times times;
  std::string out;
  std::ifstream paths("/dev/stdin");
  for (std::string path; std::getline(paths, path);) check(path, options, names, &times, &out);
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (time) {
    const double bytes = static_cast<double>(times.bytes);
    std::fprintf(stderr, "%zu bytes: lexing %.2f ns/byte, style %.2f ns/byte\n", times.bytes,
                 times.lexing * 1e9 / bytes, times.checking * 1e9 / bytes);
  }
}
