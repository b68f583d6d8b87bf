#include "cli/dump_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <vector>

#include "base/limits.h"
#include "project/dump_imports.h"
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
constexpr int kUsageError = 2;

struct DumpOptions {
  std::string form;
  int minor = kNewestMinor;
  std::vector<std::string> files;
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
  if (std::vector<Rejection> found = rejections_of(tree, text, options.minor); !found.empty()) {
    return {{}, std::move(found)};
  }
  if (options.form == "tokens") {
    return {syntax::dump_tokens(text, syntax::lex(text, names), options.minor), {}};
  }
  if (syntax::nested_too_deeply(tree)) {
    return rejected("nested too deeply to be printed");
  }
  if (options.form == "scopes") {
    return dump_symtable(tree, text, names, options.minor);
  }
  return {syntax::dump_ast(tree, text, names, options.minor), {}};
}

FileResult<SourceText> read_file(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const auto files = RootedFileSystem::open(folder);
  if (!files) {
    return files.error();
  }
  return (*files)->read(slash == std::string::npos ? path : path.substr(slash + 1),
                        limits::kMaxSourceBytes);
}

Answer dump_file(const std::string& path, const DumpOptions& options, IdentifierCache& names) {
  FileResult<SourceText> bytes = read_file(path);
  if (!bytes) {
    return rejected(describe(bytes.error()));
  }
  const auto decoded = decode_python(std::move(*bytes));
  if (!decoded) {
    return rejected(describe(decoded.error()), {decoded.error().line, 1});
  }
  return dump_text(decoded->text, names, options);
}

// The import graph is that of all files together: they are the repository.
int dump_import_graph(const DumpOptions& options) {
  IdentifierTable table;
  IdentifierCache names(table);
  std::vector<project::SourceFile> files;
  int code = 0;
  for (const std::string& path : options.files) {
    FileResult<SourceText> bytes = read_file(path);
    auto decoded = bytes ? decode_python(std::move(*bytes)) : decode_python(SourceText());
    if (!bytes || !decoded) {
      fmt::print(stderr, "{}: {}\n", path,
                 bytes ? describe(decoded.error()) : describe(bytes.error()));
      code = 1;
      continue;
    }
    project::SourceFile& file = files.emplace_back();
    file.id = findings::FileId{static_cast<std::uint32_t>(files.size() - 1)};
    file.path = path.substr(std::min(path.find_first_not_of("./"), path.size()));
    file.text = std::move(decoded->text);
    file.lines = LineIndex(file.text);
    file.tree = syntax::parse(file.text, names);
  }
  project::place_modules(files, {});
  const project::ModuleIndex modules(files);
  fmt::print("{}", project::dump_imports(files, project::ImportGraph(files, modules)));
  return code;
}

int dump_all(const DumpOptions& options) {
  IdentifierTable table;
  IdentifierCache names(table);
  int code = 0;
  for (const std::string& path : options.files) {
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

// "3.12" as 12; empty result in `problem` if it is one of the versions we know.
std::string read_version(const std::string& text, int* minor) {
  const char* end = text.data() + text.size();
  if (text.starts_with("3.")) {
    const auto result = std::from_chars(text.data() + 2, end, *minor);
    if (result.ec == std::errc{} && result.ptr == end && *minor >= kOldestMinor &&
        *minor <= kNewestMinor) {
      return {};
    }
  }
  return fmt::format("'{}' is not a version from 3.{} to 3.{}", text, kOldestMinor, kNewestMinor);
}

}  // namespace

int run_dump(std::span<const char* const> arguments) {
  DumpOptions options;
  CLI::App app("Prints an intermediate form of Python files.", "fastidious dump");
  app.add_option("form", options.form, "tokens, ast, scopes or imports")
      ->required()
      ->check(CLI::IsMember({"tokens", "ast", "scopes", "imports"}));
  app.add_option_function<std::string>(
         "--python",
         [&](const std::string& version) {
           if (std::string problem = read_version(version, &options.minor); !problem.empty()) {
             throw CLI::ValidationError("--python", problem);
           }
         },
         "the Python to be like: 3.8 to 3.14")
      ->type_name("3.X");
  app.add_option("files", options.files, "Python files")->required();
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsageError;
  }
  return options.form == "imports" ? dump_import_graph(options) : dump_all(options);
}

}  // namespace fastidious::cli
