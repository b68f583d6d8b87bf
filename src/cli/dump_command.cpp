#include "cli/dump_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <vector>

#include "base/limits.h"
#include "cli/dump_delivery_model.h"
#include "cli/dump_import_graph.h"
#include "semantic/bind_names.h"
#include "semantic/dump_scopes.h"
#include "syntax/dump_ast.h"
#include "syntax/dump_tokens.h"
#include "text/decode.h"
#include "text/file_system.h"
#include "text/line_index.h"

namespace fastidious::cli {
namespace {

constexpr int kOldestMinor = 8;
constexpr int kNewestMinor = 14;

struct DumpOptions {
  std::string form;
  std::optional<int> minor;  // of --python

  // For scopes the newest that is built.
  int python() const {
    return minor.value_or(form == "scopes" ? semantic::kNewestSymtable : kNewestMinor);
  }
  std::vector<std::string> paths;
};

struct Rejection {
  Position position;
  std::string message;
};

// What is printed for one file: its form, or why there is none.
struct Answer {
  std::string form;
  std::vector<Rejection> rejections;
};

Answer rejected(std::string message, Position position = {}) {
  return {{}, {{position, std::move(message)}}};
}

// What CPython 3.`minor` would not accept, in order of position.
std::vector<Rejection> rejections_of(const syntax::Tree& tree, const SourceText& text, int minor) {
  const LineIndex lines(text);
  std::vector<Rejection> found;
  for (const syntax::SyntaxError& error : tree.errors()) {
    found.push_back({lines.position(text, error.span.begin), std::string(error.message)});
  }
  for (const syntax::VersionedSyntax& newer : tree.versioned_syntax()) {
    if (newer.minor > minor) {
      found.push_back({lines.position(text, newer.span.begin),
                       fmt::format("{} needs Python 3.{}", newer.what, newer.minor)});
    }
  }
  return found;
}

Answer dump_symtable(const syntax::Tree& tree, const SourceText& text, IdentifierCache& names,
                     int minor) {
  if (minor > semantic::kNewestSymtable) {
    return rejected("the scopes of Python 3.14 (PEP 649) are not built yet: use --python 3.13");
  }
  const semantic::FileScopes scopes = semantic::bind_names(tree, names);
  return {semantic::dump_scopes(tree, text, scopes, names, minor), {}};
}

Answer dump_text(const SourceText& text, IdentifierCache& names, const DumpOptions& options) {
  const syntax::Tree tree = syntax::parse(text, names);
  if (std::vector<Rejection> found = rejections_of(tree, text, options.python()); !found.empty()) {
    return {{}, std::move(found)};
  }
  if (options.form == "tokens") {
    return {syntax::dump_tokens(text, syntax::lex(text, names), options.python()), {}};
  }
  if (syntax::nested_too_deeply(tree)) {
    return rejected("nested too deeply to be printed");
  }
  if (options.form == "scopes") {
    return dump_symtable(tree, text, names, options.python());
  }
  return {syntax::dump_ast(tree, text, names, options.python()), {}};
}

Answer dump_file(const std::string& path, const DumpOptions& options, IdentifierCache& names) {
  FileResult<SourceText> bytes = read_anywhere(path, limits::kMaxSourceBytes);
  if (!bytes) {
    return rejected(describe(bytes.error()));
  }
  const auto decoded = decode_python(std::move(*bytes));
  if (!decoded) {
    return rejected(describe(decoded.error()), {decoded.error().line, 1});
  }
  return dump_text(decoded->text, names, options);
}

int dump_all(const DumpOptions& options) {
  IdentifierTable table;
  IdentifierCache names(table);
  int code = 0;
  for (const std::string& path : options.paths) {
    const Answer answer = dump_file(path, options, names);
    fmt::print("=== {}\n", path);
    if (answer.rejections.empty()) {
      fmt::print("{}\n", answer.form);
      continue;
    }
    code = 1;
    for (const Rejection& rejection : answer.rejections) {
      fmt::print("error {}:{} {}\n", rejection.position.line, rejection.position.column,
                 rejection.message);
    }
  }
  return code;
}

// Reads "3.12" as 12; the problem if it is none of the versions we know.
std::string read_version(const std::string& text, std::optional<int>& minor) {
  const char* end = text.data() + text.size();
  int number = 0;
  if (text.starts_with("3.")) {
    const auto result = std::from_chars(text.data() + 2, end, number);
    if (result.ec == std::errc{} && result.ptr == end && number >= kOldestMinor &&
        number <= kNewestMinor) {
      minor = number;
      return {};
    }
  }
  return fmt::format("'{}' is not a version from 3.{} to 3.{}", text, kOldestMinor, kNewestMinor);
}

}  // namespace

int run_dump(Arguments arguments) {
  DumpOptions options;
  CLI::App app("Prints an intermediate form of Python files or of a repository.",
               "fastidious dump");
  app.add_option("form", options.form, "tokens, ast, scopes, imports, delivery or environment")
      ->required()
      ->check(CLI::IsMember({"tokens", "ast", "scopes", "imports", "delivery", "environment"}));
  app.add_option_function<std::string>(
         "--python",
         [&](const std::string& version) {
           if (std::string problem = read_version(version, options.minor); !problem.empty()) {
             throw CLI::ValidationError("--python", problem);
           }
         },
         "the Python to be like: 3.8 to 3.14, the default (scopes: to 3.13)")
      ->type_name("3.X");
  app.add_option("paths", options.paths,
                 "Python files; for imports also one folder, the repository, for delivery and "
                 "environment only that")
      ->required();
  app.footer(
      "Examples:\n"
      "  fastidious dump ast --python 3.11 app/main.py\n"
      "  fastidious dump scopes app/main.py\n"
      "  fastidious dump imports .\n"
      "  fastidious dump delivery .\n"
      "  fastidious dump environment .");
  if (const std::optional<int> ended = parse(app, arguments)) {
    return *ended;
  }
  if (options.form == "delivery" || options.form == "environment") {
    return options.paths.size() == 1 ? dump_delivery_model(options.paths[0], options.form)
                                     : usage_error("dump " + options.form + " takes one folder");
  }
  return options.form == "imports" ? dump_import_graph(options.paths) : dump_all(options);
}

}  // namespace fastidious::cli
