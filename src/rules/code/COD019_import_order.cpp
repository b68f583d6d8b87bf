#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "project/module_names.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "style/noqa.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

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

struct ImportLine {
  const Stmt* statement = nullptr;
  Section section = Section::ThirdParty;
  bool is_from = false;
  std::uint32_t level = 0;
  std::string_view module;
  bool after_blank_line = false;
};

Section section_of(const FileModel& file, std::string_view module, std::uint32_t level) {
  if (level > 0) return Section::Local;
  if (module == "__future__") return Section::Future;
  const std::string_view top = module.substr(0, module.find('.'));
  if (project::is_standard_library(top)) return Section::StandardLibrary;
  const bool ours = file.project().modules().absolute(file.file(), module).valid() ||
                    file.project().modules().absolute(file.file(), top).valid();
  return ours ? Section::FirstParty : Section::ThirdParty;
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
  line.section = section_of(file, line.module, line.level);
  const LineIndex& lines = file.file().lines;
  const std::uint32_t number = lines.line_of(statement.begin);
  line.after_blank_line =
      number > 1 && without_line_end(file.file().slice(lines.line_span(number - 1))).empty();
  return line;
}

// isort's default puts `import a` before every `from b import c` of a section; with
// force_sort_within_sections only the modules' names count. Either is order.
bool in_order(const ImportLine& a, const ImportLine& b, bool mixed) {
  // Which packages count as the project's own is a matter of configuration; a blank line shows what
  // the tool that sorted them thought.
  const auto is_package = [](Section section) {
    return section == Section::ThirdParty || section == Section::FirstParty;
  };
  if (b.after_blank_line && is_package(a.section) && is_package(b.section)) {
    return true;
  }
  const auto key = [&](const ImportLine& line) {
    return std::make_tuple(line.section, mixed ? false : line.is_from, ~line.level,
                           lower_case(line.module), line.module);
  };
  return key(a) <= key(b) || (mixed && std::make_tuple(a.section, lower_case(a.module)) ==
                                           std::make_tuple(b.section, lower_case(b.module)));
}

const ImportLine* first_misplaced(const std::vector<ImportLine>& lines, bool mixed) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!in_order(lines[i - 1], lines[i], mixed)) return &lines[i];
  }
  return nullptr;
}

// What decides between two names of one module: constants, classes, the rest; or letters alone.
int type_rank(std::string_view name) {
  const bool starts_high = name[0] >= 'A' && name[0] <= 'Z';
  const bool constant =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return constant && name.size() > 1 ? 0 : starts_high ? 1 : 2;
}

template <class Key>
bool sorted_by(const List<Alias*>& names, Key&& key) {
  return std::is_sorted(names.begin(), names.end(), [&](const Alias* a, const Alias* b) {
    return key(a->name) < key(b->name);
  });
}

bool names_in_order(const List<Alias*>& names) {
  return sorted_by(
             names,
             [](std::string_view n) { return std::make_tuple(type_rank(n), lower_case(n)); }) ||
         sorted_by(names, [](std::string_view n) { return lower_case(n); }) ||
         sorted_by(names, [](std::string_view n) { return n; });
}

class ImportBlocks {
 public:
  explicit ImportBlocks(Check& check)
      : check_(check),
        file_(check.file()),
        noqa_(file_.file().text, file_.file().lines, file_.tree().comments()) {}

  void run() {
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

  // `# isort: split` and its kind begin a block of their own.
  bool splits(const Stmt& statement) const {
    for (Span comment : file_.tree().comments()) {
      if (comment.begin > statement.begin) break;
      const std::string_view text = file_.file().slice(comment);
      if (text.find("isort:") != std::string_view::npos &&
          file_.file().lines.line_of(comment.begin) + 1 >= line_number(statement)) {
        return true;
      }
    }
    return false;
  }

  bool silenced(const Stmt& statement) const {
    return noqa_.silences(line_number(statement), "I001");
  }

  void judge(std::vector<ImportLine>& block) {
    const std::vector<ImportLine> lines = std::exchange(block, {});
    const bool silent = std::any_of(lines.begin(), lines.end(), [&](const ImportLine& line) {
      return silenced(*line.statement);
    });
    if (silent) {
      return;
    }
    const ImportLine* misplaced = first_misplaced(lines, false);
    if (misplaced != nullptr && first_misplaced(lines, true) != nullptr) {
      report(*misplaced, *(misplaced - 1));
      return;
    }
    for (const ImportLine& line : lines) {
      const auto* from = line.statement->as<ImportFrom>();
      if (from != nullptr && !names_in_order(from->names)) {
        check_.report(*from, "The names imported from `{}` are not sorted", {from->module});
        return;
      }
    }
  }

  void report(const ImportLine& line, const ImportLine& before) {
    if (line.section < before.section) {
      check_.report(*line.statement, "`{}` belongs to {}, whose imports come before those of {}",
                    {line.module, name_of(line.section), name_of(before.section)});
    } else {
      check_.report(*line.statement, "`{}` belongs before `{}`", {line.module, before.module});
    }
  }

  Check& check_;
  const FileModel& file_;
  style::Noqa noqa_;
};

void check(Check& check) { ImportBlocks(check).run(); }

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
    .advice = "Let a tool sort them: `ruff check --select I --fix`, or `isort`.",
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

One finding for each block. `# isort: split` begins a new block; `# noqa: I001` silences one.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
