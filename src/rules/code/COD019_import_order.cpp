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
  const bool ours = file.project().modules().absolute(file.file(), top).valid() ||
                    file.project().modules().absolute(file.file(), module).valid();
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
  const int words = compare_words(a.module, b.module);
  if (mixed && a.section == b.section && words == 0) {
    return true;
  }
  const auto key = [&](const ImportLine& line, int word) {
    return std::make_tuple(line.section, mixed ? false : line.is_from, ~line.level, word,
                           line.module);
  };
  return key(a, words) <= key(b, 0);
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
  explicit ImportBlocks(Check& check) : check_(check), file_(check.file()) {}

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
    const ImportLine* misplaced = first_misplaced(lines, false);
    if (misplaced != nullptr && first_misplaced(lines, true) != nullptr) {
      if (!silenced(lines)) report(*misplaced, *(misplaced - 1));
      return;
    }
    for (const ImportLine& line : lines) {
      const auto* from = line.statement->as<ImportFrom>();
      if (from == nullptr || names_in_order(from->names)) continue;
      if (!silenced(lines)) {
        check_.report(*from, "The names imported from `{}` are not sorted", {from->module});
      }
      return;
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
  std::vector<Offset> splits_;       // comments that say where a block ends
  std::optional<style::Noqa> noqa_;  // read when it is needed
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
    .advice =
        "Let a tool sort all at once: `isort .`, or `ruff check --select I --fix` where ruff sorts "
        "them.",
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
