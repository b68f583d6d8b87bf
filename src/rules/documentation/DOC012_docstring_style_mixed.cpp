#include <array>
#include <map>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/documented_signature.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::Docstring;
using semantic::DocstringStyle;
using semantic::FileModel;

constexpr std::size_t kStyles = 4;
constexpr std::size_t kFew = 20;  // docstrings with sections that make no majority

std::string_view name_of(DocstringStyle style) {
  switch (style) {
    case DocstringStyle::Google: return "Google";
    case DocstringStyle::Numpy: return "NumPy";
    case DocstringStyle::Sphinx: return "Sphinx";
    default: return "no";
  }
}

struct Place {
  const FileModel* file = nullptr;
  Span section;
  const Node* definition = nullptr;
};

// The docstrings with sections of one distribution.
struct Package {
  std::array<std::vector<Place>, kStyles> by_style;
};

class Collector {
 public:
  explicit Collector(std::map<std::string_view, Package>& packages) : packages_(packages) {}

  void add(const FileModel& file) {
    const std::string_view module = file.file().module_name;
    Package& package = packages_[module.substr(0, module.find('.'))];
    for (const auto* one : file.tree().nodes_of<FunctionDef>()) add(file, *one, package);
    for (const auto* one : file.tree().nodes_of<ClassDef>()) add(file, *one, package);
  }

 private:
  static void add(const FileModel& file, const Node& definition, Package& package) {
    const Constant* literal = file.docstring(definition);
    if (literal == nullptr || literal->is_concatenated) return;
    const std::string_view text = file.text(*literal);
    if (text.find('\n') == text.npos) return;
    const Docstring docstring = semantic::parse_docstring(text);
    if (docstring.style == DocstringStyle::Plain || !docstring.describes_signature()) return;
    const std::string_view lines = docstring.sections.front().lines;
    const std::size_t begin = lines.find_first_not_of(" \t");
    if (begin == lines.npos) return;
    const std::string_view title = lines.substr(begin, lines.find('\n', begin) - begin);
    package.by_style[static_cast<std::size_t>(docstring.style)].push_back(
        {&file, semantic::span_of(file, title), &definition});
  }

  std::map<std::string_view, Package>& packages_;
};

void check_package(const Package& package, ProjectCheck& check) {
  std::size_t all = 0, most = 0;
  for (std::size_t i = 0; i < kStyles; ++i) {
    all += package.by_style[i].size();
    if (package.by_style[i].size() > package.by_style[most].size()) most = i;
  }
  const std::size_t majority = package.by_style[most].size();
  const auto share = static_cast<std::int64_t>(all == 0 ? 0 : majority * 100 / all);
  if (all < kFew || share < check.option("min-majority") || majority == all) return;
  for (std::size_t i = 0; i < kStyles; ++i) {
    if (i == most) continue;
    for (const Place& one : package.by_style[i]) {
      check.report(*one.file, one.section,
                   "Sections in {} style, where {} of {} docstrings of the package have {} style",
                   {name_of(static_cast<DocstringStyle>(i)), majority, all,
                    name_of(static_cast<DocstringStyle>(most))});
    }
  }
}

void check(ProjectCheck& check) {
  std::map<std::string_view, Package> packages;
  Collector collector(packages);
  for (const FileModel& file : check.model().files()) {
    if (file.file().role == project::Role::Application) collector.add(file);
  }
  for (const auto& [name, package] : packages) check_package(package, check);
}

}  // namespace

extern constinit const Rule DOC012 = {
    .code = "DOC012",
    .name = "docstring-style-mixed",
    .family = Family::Documentation,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"PEP 257",
                   "https://google.github.io/styleguide/pyguide.html#38-comments-and-docstrings",
                   "https://numpydoc.readthedocs.io/en/latest/format.html"},
    .options = {number_option("min-majority", 80,
                              "percent of the docstrings with sections that make a style the "
                              "package's own")},
    .risk =
        "Tools that make pages of docstrings understand one style; the others' sections come out "
        "as running text.",
    .advice = "Write the sections as the rest of the package does.",
    .docs = R"md(
A docstring whose sections are in another style (Google, NumPy, Sphinx) than those of at least 80 percent of the docstrings with sections in the same
package. Packages with fewer than 20 of them have no style yet.

```python bad
def price(item: str) -> int:
    """Looks it up.

    :param item: Its number.
    """
    return len(item)

def g0(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g1(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g2(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g3(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g4(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g5(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g6(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g7(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g8(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g9(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g10(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g11(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g12(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g13(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g14(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g15(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g16(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g17(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g18(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item


def g19(item: str) -> str:
    """Gives it.

    Args:
        item: What.
    """
    return item
```

```python good
def price(item: str) -> int:
    """Looks it up.

    Args:
        item: Its number.
    """
    return len(item)
```

Docstrings without sections have no style. Copies of other people's code are left alone.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
