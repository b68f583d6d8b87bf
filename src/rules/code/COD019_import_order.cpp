#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "project/module_names.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "style/noqa.h"
#include "text/glob.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using ImportTool = style::ImportStyle::Tool;

// PEP 8's groups, as isort and ruff order them.
enum class Section { Future, StandardLibrary, ThirdParty, FirstParty, Local };

std::string_view name_of(Section section) {
  switch (section) {
    case Section::Future: return "`__future__`";
    case Section::StandardLibrary: return "the standard library";
    case Section::ThirdParty: return "third-party packages";
    case Section::FirstParty: return "this project";
    case Section::Local: return "the own package (relative)";
  }
  return "";
}

// Whose a module is that is looked for in the repository. What lies elsewhere in it may be a
// package that is installed, as far as the tools that sort imports know.
enum class Owner { Nobody, Neighbour, Project };

struct ImportLine {
  const Stmt* statement = nullptr;
  Section section = Section::ThirdParty;  // as far as it does not depend on the owner
  Owner owner = Owner::Nobody;
  bool is_from = false;
  std::uint32_t level = 0;
  std::string_view module;
  // Of a module of the repository: the folder that its import starts from.
  std::optional<std::string_view> root;
  bool is_in_repository = false;  // whatever a tool takes it for
  bool after_blank_line = false;
};

bool names_module(const std::vector<std::string>& patterns, std::string_view module) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view one) {
    if (!module.starts_with(one)) return matches_glob(one, module.substr(0, module.find('.')));
    return module.size() == one.size() || module[one.size()] == '.';
  });
}

// The folder that an import of `module`, which is the file at `path`, starts from.
std::string_view root_of(std::string_view path, std::string_view module) {
  path = path.ends_with("/__init__.py") || path.ends_with("/__init__.pyi") ? folder_of(path) : path;
  for (const char c : module) {
    if (c == '.') path = folder_of(path);
  }
  return folder_of(path);
}

// ruff and isort look for a project's own modules in its folder and in `src` below that.
std::string_view without_src(std::string_view folder) {
  const bool is_source = folder == "src" || folder.ends_with("/src");
  return is_source ? folder_of(folder) : folder;
}

bool is_root_of_project(std::string_view root, std::string_view importers_root) {
  return without_src(root) == without_src(importers_root);
}

struct Origin {
  Owner owner = Owner::Nobody;
  std::optional<std::string_view> root = std::nullopt;
};

// `config.database` of `from config import database`, where config/ has no __init__.py.
Origin origin_of_part(const FileModel& file, std::string_view module, const ImportFrom& from) {
  if (from.names.empty()) return {};
  const std::string part = std::string(module) + "." + std::string(from.names[0]->name);
  const findings::FileId found = file.project().modules().absolute(file.file(), part);
  if (!found.valid()) return {};
  const std::string_view root = root_of(file.project().file(found).file().path, part);
  const bool own = is_root_of_project(root, file.file().import_root);
  return {own ? Owner::Project : Owner::Neighbour, root};
}

Origin origin_of(const FileModel& file, std::string_view module, const ImportFrom* from) {
  const style::ImportStyle& style = file.file().style.imports;
  const project::ModuleIndex& modules = file.project().modules();
  const std::string_view top = module.substr(0, module.find('.'));
  const findings::FileId whole = modules.absolute(file.file(), module);
  const bool is_said = names_module(style.first_party, module);
  if (!is_said && names_module(style.third_party, module)) return {};
  if (whole.valid()) {
    const std::string_view root = root_of(file.project().file(whole).file().path, module);
    const bool own = is_root_of_project(root, file.file().import_root);
    return {own ? Owner::Project : Owner::Neighbour, root};
  }
  // A folder of that name, without such a module: releases of ruff differ.
  if (is_said) return {Owner::Neighbour};
  // A part of the package that is elsewhere.
  if (modules.absolute(file.file(), top).valid()) return {Owner::Neighbour};
  return from == nullptr ? Origin{} : origin_of_part(file, module, *from);
}

// `test` of CPython's own tests: isort takes each package so named for that one, ruff does not.
bool is_named_test(std::string_view module) { return module.substr(0, module.find('.')) == "test"; }

Section section_of(std::string_view module, std::uint32_t level, ImportTool tool) {
  if (level > 0) return Section::Local;
  if (module == "__future__") return Section::Future;
  const bool is_standard = project::is_standard_library(module.substr(0, module.find('.'))) ||
                           (tool == ImportTool::Isort && is_named_test(module));
  return is_standard ? Section::StandardLibrary : Section::ThirdParty;
}

ImportLine line_of(const FileModel& file, const Stmt& statement) {
  ImportLine line;
  line.statement = &statement;
  if (const auto* from = statement.as<ImportFrom>()) {
    line.is_from = true;
    line.level = from->level;
    line.module = from->module;
  } else {
    line.module = statement.as<Import>()->names.front()->name;
  }
  line.section = section_of(line.module, line.level, file.file().style.imports.tool);
  if (line.section == Section::ThirdParty) {
    const Origin origin = origin_of(file, line.module, statement.as<ImportFrom>());
    line.owner = origin.owner;
    line.root = origin.root;
    line.is_in_repository = line.owner != Owner::Nobody ||
                            file.project().modules().absolute(file.file(), line.module).valid();
  }
  const LineIndex& lines = file.file().lines;
  const std::uint32_t number = lines.line_of(statement.begin);
  line.after_blank_line =
      number > 1 && without_line_end(file.file().slice(lines.line_span(number - 1))).empty();
  return line;
}

// Compares names as isort does: without regard to case.
int compare_words(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  const std::size_t size = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < size; ++i) {
    const auto x = static_cast<unsigned char>(lower(a[i]));
    const auto y = static_cast<unsigned char>(lower(b[i]));
    if (x != y) return x < y ? -1 : 1;
  }
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

// One way to read the lines: isort's default puts `import a` before every `from b import c` of a
// section; with force_sort_within_sections only the modules' names count. Which modules are the
// project's own depends on the folder in which the tool runs.
struct Reading {
  bool is_mixed = false;
  bool from_first = false;
  Owner own = Owner::Project;  // the least that counts as the project's own

  Section section(const ImportLine& line) const {
    const bool is_own = line.owner != Owner::Nobody && line.owner >= own;
    return is_own ? Section::FirstParty : line.section;
  }
};
constexpr Owner kNoOwner = static_cast<Owner>(static_cast<int>(Owner::Project) + 1);

bool in_order(const ImportLine& a, const ImportLine& b, const Reading& reading) {
  const Section first = reading.section(a);
  const Section second = reading.section(b);
  // Which packages count as the project's own is a matter of configuration; a blank line shows what
  // the tool that sorted them thought.
  const auto is_package = [](Section section) {
    return section == Section::ThirdParty || section == Section::FirstParty;
  };
  if (b.after_blank_line && is_package(first) && is_package(second)) return true;
  const int words = compare_words(a.module, b.module);
  if (reading.is_mixed && first == second && words == 0) return true;
  const auto key = [&](const ImportLine& line, Section section, int word) {
    const bool later = reading.is_mixed ? false : line.is_from != reading.from_first;
    return std::make_tuple(section, later, ~line.level, word, line.module);
  };
  return key(a, first, words) <= key(b, second, 0);
}

// The places of the lines that stand behind one which they belong before.
std::vector<std::size_t> misplaced(const std::vector<ImportLine>& lines, const Reading& reading) {
  std::vector<std::size_t> places;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!in_order(lines[i - 1], lines[i], reading)) places.push_back(i);
  }
  return places;
}

// The readings that the project's configuration leaves open, the likeliest first. A tool that runs
// above the folder of the file's packages takes them for installed ones.
std::vector<Reading> readings(const project::SourceFile& file) {
  const style::ImportStyle& style = file.style.imports;
  const bool configured = style.tool != ImportTool::None;
  std::vector<Reading> all;
  for (const bool mixed : {false, true}) {
    if (configured && mixed != style.is_mixed) continue;
    all.push_back({mixed, style.from_first, Owner::Project});
    all.push_back({mixed, style.from_first, Owner::Neighbour});
    if (!configured && !file.import_root.empty())
      all.push_back({mixed, style.from_first, kNoOwner});
  }
  return all;
}

// A line that is out of place whoever's the packages are, and how the likeliest reading sees it;
// nothing if one of them finds all lines in order.
struct Misplaced {
  std::size_t place = 0;
  Reading reading;
};
std::optional<Misplaced> first_misplaced(const std::vector<ImportLine>& lines,
                                         const std::vector<Reading>& all) {
  std::vector<std::size_t> common;
  std::optional<Misplaced> first;
  for (const Reading& reading : all) {
    const std::vector<std::size_t> places = misplaced(lines, reading);
    if (places.empty()) return std::nullopt;
    if (!first) {
      first = Misplaced{places.front(), reading};
      common = places;
    }
    if (reading.is_mixed != first->reading.is_mixed) continue;
    std::erase_if(common, [&](std::size_t one) {
      return std::find(places.begin(), places.end(), one) == places.end();
    });
  }
  if (!common.empty()) first->place = common.front();
  return first;
}

// What decides between two names of one module: constants, classes, the rest; or letters alone.
int type_rank(std::string_view name) {
  const bool starts_high = name[0] >= 'A' && name[0] <= 'Z';
  const bool constant =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return constant && name.size() > 1 ? 0 : starts_high ? 1 : 2;
}

template <class Before>
bool sorted_by(const List<Alias*>& names, Before&& before) {
  return std::is_sorted(names.begin(), names.end(),
                        [&](const Alias* a, const Alias* b) { return before(a->name, b->name); });
}

bool names_in_order(const List<Alias*>& names) {
  using Name = std::string_view;
  const auto by_words = [](Name a, Name b) { return compare_words(a, b) < 0; };
  const auto by_rank = [&](Name a, Name b) {
    const int first = type_rank(a);
    const int second = type_rank(b);
    return first != second ? first < second : by_words(a, b);
  };
  return sorted_by(names, by_rank) || sorted_by(names, by_words) || sorted_by(names, std::less<>());
}

class ImportBlocks {
 public:
  explicit ImportBlocks(Check& check)
      : check_(check), file_(check.file()), readings_(readings(file_.file())) {}

  void run() {
    find_splits();
    std::vector<ImportLine> block;
    for (const Stmt* statement : file_.tree().root().body) {
      if (statement->is(Kind::Import) || statement->is(Kind::ImportFrom)) {
        if (splits(*statement)) {
          judge(block);
        }
        block.push_back(line_of(file_, *statement));
      } else {
        judge(block);
      }
    }
    judge(block);
  }

 private:
  std::uint32_t line_number(const Stmt& statement) const {
    return file_.file().lines.line_of(statement.begin);
  }

  void find_splits() {
    for (Span comment : file_.tree().comments()) {
      if (file_.file().slice(comment).find("isort:") != std::string_view::npos) {
        splits_.push_back(comment.begin);
      }
    }
  }

  // `# isort: split` and its kind begin a block of their own.
  bool splits(const Stmt& statement) const {
    const auto after = std::upper_bound(splits_.begin(), splits_.end(), statement.begin);
    return after != splits_.begin() &&
           file_.file().lines.line_of(*(after - 1)) + 1 >= line_number(statement);
  }

  bool silenced(const std::vector<ImportLine>& lines) {
    if (!noqa_) noqa_.emplace(file_.file().text, file_.file().lines, file_.tree().comments());
    return std::any_of(lines.begin(), lines.end(), [&](const ImportLine& line) {
      return noqa_->silences(line_number(*line.statement), "I001");
    });
  }

  void judge(std::vector<ImportLine>& block) {
    const std::vector<ImportLine> lines = std::exchange(block, {});
    if (depends_on_tool(lines)) return;
    if (const auto found = first_misplaced(lines, readings_)) {
      if (!silenced(lines)) {
        advise(report(lines[found->place], lines[found->place - 1], found->reading), lines,
               caution_in_package());
      }
      return;
    }
    for (const ImportLine& line : lines) {
      const auto* from = line.statement->as<ImportFrom>();
      if (from == nullptr || names_in_order(from->names)) continue;
      if (!silenced(lines)) {
        advise(check_.report(*from, "The names imported from `{}` are not sorted", {written(line)}),
               lines, "");  // no module moves
      }
      return;
    }
  }

  bool depends_on_tool(const std::vector<ImportLine>& lines) const {
    return file_.file().style.imports.tool == ImportTool::None &&
           std::any_of(lines.begin(), lines.end(), [](const ImportLine& line) {
             return line.level == 0 && is_named_test(line.module);
           });
  }

  Draft report(const ImportLine& line, const ImportLine& before, const Reading& reading) {
    const Section section = reading.section(line);
    const Section behind = reading.section(before);
    const Stmt& at = *line.statement;
    if (section >= behind || is_taken_for_other(line, section)) {
      const bool is_local = behind == Section::Local && section != behind;
      return check_.report(
          at, "`{}` belongs before {}`{}`",
          {written(line), is_local ? "relative imports such as " : "", written(before)});
    }
    if (is_taken_for_other(before, behind)) {
      return check_.report(at, "`{}` belongs to {}, whose imports come before that of `{}`",
                           {written(line), name_of(section), written(before)});
    }
    return check_.report(at, "`{}` belongs to {}, whose imports come before those of {}",
                         {written(line), name_of(section), name_of(behind)});
  }

  // A module of the repository that a tool takes for an installed one, because of where it runs.
  static bool is_taken_for_other(const ImportLine& line, Section section) {
    return section == Section::ThirdParty && line.is_in_repository;
  }

  // `..db` of `from ..db import session`.
  static std::string written(const ImportLine& line) {
    return std::string(line.level, '.') + std::string(line.module);
  }

  // What a package's own order may be needed for: a module below that imports from it finds only
  // what stands above its own import.
  std::string caution_in_package() const {
    const project::SourceFile& package = file_.file();
    if (!package.is_package) return {};
    for (const auto* edge : file_.project().imports().imports_into(package.id)) {
      const project::SourceFile& from = file_.project().file(edge->from).file();
      const bool is_below = is_inside(from.path, folder_of(package.path));
      if (!edge->at_load_time() || !is_below || from.id == package.id) continue;
      return " `" + from.path +
             "` imports from here: `# isort: split` behind what it needs keeps that in front.";
    }
    return " Where the order counts, since modules register themselves, `# isort: split` keeps it.";
  }

  // This file alone: what else a tool would sort may be left as it is on purpose.
  void advise(Draft draft, const std::vector<ImportLine>& lines, std::string_view caution) const {
    const style::ImportStyle& style = file_.file().style.imports;
    if (style.tool == ImportTool::Isort) {
      draft.fix("Let isort, which is configured here, sort them: `isort PATH`.{}", {caution});
    } else if (style.tool == ImportTool::Ruff) {
      draft.fix(
          "Let ruff, which is configured here, sort them: `ruff check --select I {}--fix PATH`.{}",
          {style.is_fixable ? "" : "--fixable I ", caution});
    } else if (const std::string_view root = folder_to_run_in(lines); !root.empty()) {
      draft.fix(
          "In `{}`, let a tool sort them: `ruff check --select I --fix PATH`, or "
          "`isort --profile black PATH`.{}",
          {root, caution});
    } else {
      draft.fix(
          "Let a tool sort them: `ruff check --select I --fix PATH`, or `isort --profile black "
          "PATH`.{}",
          {caution});
    }
  }

  // Where a tool without configuration sees that the packages imported here are the project's own.
  std::string_view folder_to_run_in(const std::vector<ImportLine>& lines) const {
    const std::string_view path = file_.file().path;
    for (const ImportLine& line : lines) {
      if (line.root && is_inside(path, *line.root)) return without_src(*line.root);
    }
    const std::string_view own = without_src(file_.file().import_root);
    return own.find('/') == own.npos ? own : std::string_view{};
  }

  Check& check_;
  const FileModel& file_;
  std::vector<Reading> readings_;
  std::vector<Offset> splits_;       // comments that say where a block ends
  std::optional<style::Noqa> noqa_;  // read when it is needed
};

// No tool sorts a file that it cannot read.
void check(Check& check) {
  const bool is_left = check.file().file().style.imports.is_left_alone;
  if (!is_left && check.tree().errors().empty()) ImportBlocks(check).run();
}

}  // namespace

extern constinit const Rule COD019 = {
    .code = "COD019",
    .name = "import-order",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::AllCode,
    .references = {"PEP 8", "https://pycqa.github.io/isort/"},
    .risk =
        "Unsorted imports make merge conflicts, hide double imports, and blur which dependencies a "
        "module has.",
    .advice =
        "Let a tool sort them: `ruff check --select I --fix PATH`, or `isort --profile black "
        "PATH`.",
    .docs = R"md(
Each block of imports at the top of a module is in PEP 8's groups (`__future__`, standard library, third-party
packages, this project, relative imports), and sorted by module within a group. `import x` before `from x import y`
(isort's default) and both mixed by name (`force_sort_within_sections`) are accepted; names of one `from` are sorted
by kind (constants, classes, the rest) or by letters.

```python bad
import requests
import os
```

```python good
import os

import requests
```

One finding for each block. `# isort: split` begins a new block; `# noqa: I001` silences one. Where ruff or isort is configured, what it says of
`from-first`, `force-sort-within-sections` and whose modules are the project's (`src`, `known-first-party`) counts, and files that it excludes, or need not sort, are left
alone, as is what a hook of pre-commit sorts by a tool with an order of its own (reorder-python-imports, usort). Where none is, packages of a folder below the root may stand among the third-party ones, as tools see them that run in the root. A
configuration that ruff refuses, for a selector that is none (`C90 1`), counts as none.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
