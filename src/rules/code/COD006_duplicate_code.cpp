#include <algorithm>
#include <cstring>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/identifier.h"
#include "base/parallel_for.h"
#include "project/clones.h"
#include "project/path_and_line.h"
#include "project/statement_shapes.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/each_word.h"

namespace fastidious::rules {
namespace {

using project::CloneClass;
using project::CloneInput;
using project::CloneSite;
using project::Role;
using project::StatementShape;

// What a run says, without comments and spaces: read only as far as somebody asks.
class Said {
 public:
  Said(std::string_view text, Offset begin, std::span<const Span> comments)
      : text_(text), begin_(begin) {
    const auto first = std::partition_point(comments.begin(), comments.end(),
                                            [begin](const Span& one) { return one.end <= begin; });
    comments_ = {first, comments.end()};
  }

  // The next byte; 0 at the end (what is below a space is passed over).
  char next() {
    while (at_ < text_.size()) {
      if (!comments_.empty() && comments_.front().begin <= begin_ + at_) {
        at_ = std::max<std::size_t>(at_, comments_.front().end - begin_);
        comments_ = comments_.subspan(1);
      } else if (const char byte = text_[at_++]; byte > ' ') {
        return byte;
      }
    }
    return '\0';
  }

 private:
  std::string_view text_;
  Offset begin_;
  std::span<const Span> comments_;
  std::size_t at_ = 0;
};

// What the tests that patch something speak of: each word of theirs once or so.
class PatchedNames {
 public:
  explicit PatchedNames(const semantic::Model& model) : model_(model) {}

  // Whether such a test has the name, as a word or in one.
  bool may_hold(std::string_view name) {
    if (!is_read_) read();
    const auto [known, is_new] = known_.try_emplace(name, false);
    if (is_new) known->second = !words_.empty() && holds(name);
    return known->second;
  }

 private:
  bool holds(std::string_view name) const {
    return ::memmem(words_.data(), words_.size(), name.data(), name.size()) != nullptr;
  }

  void read() {
    is_read_ = true;
    std::vector<std::string_view> seen(kSeen);
    for (const semantic::FileModel& file : model_.files()) {
      const std::string_view text = file.file().text.view();
      const bool patches = file.file().role == Role::Test && text.find("patch") != text.npos;
      if (patches) add_words(text, seen);
    }
  }

  void add_words(std::string_view text, std::vector<std::string_view>& seen) {
    for_each_word(text, [&](std::string_view word) {
      std::string_view& last = seen[hash_of_name(word) % kSeen];
      if (last != word) words_.append(word).append(" ");
      last = word;
    });
  }

  static constexpr std::size_t kSeen = 1 << 16;  // words that are remembered

  const semantic::Model& model_;
  bool is_read_ = false;
  std::string words_;
  std::unordered_map<std::string_view, bool> known_;  // looked up only
};

// The files of one kind that are compared with each other: tests repeat themselves by design, and
// are measured by a higher bar than what they test.
class Compared {
 public:
  explicit Compared(PatchedNames& patched) : patched_(patched) {}

  void add(const semantic::FileModel& file) { files_.push_back(&file); }

  void report_clones(project::CloneLimits limits, ProjectCheck& check) const {
    std::vector<std::vector<StatementShape>> shapes(files_.size());
    parallel_for(files_.size(),
                 [&](std::size_t i) { shapes[i] = project::statement_shapes(files_[i]->tree()); });
    std::vector<CloneInput> inputs;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const project::SourceFile& file = files_[i]->file();
      inputs.push_back({shapes[i], file.lines.starts(), file.text.view()});
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> same;
    for (const CloneClass& found : project::find_clones(inputs, limits)) {
      if (!is_of_copied_file(found)) {
        report(found, check);
      } else if (same.emplace(found.sites[0].file, found.sites[1].file).second) {
        report_file(found, check);
      }
    }
  }

 private:
  std::string place(const CloneSite& site) const {
    const project::SourceFile& file = files_[site.file]->file();
    return path_and_line(file, site.span.begin);
  }

  std::string_view text_of(const CloneSite& site) const {
    return files_[site.file]->file().slice(site.span);
  }

  // Whether both say the same, but for comments and spaces.
  bool say_the_same(const CloneSite& a, const CloneSite& b) const {
    Said left = said_in(a), right = said_in(b);
    for (;;) {
      const char one = left.next();
      if (one != right.next()) return false;
      if (one == '\0') return true;
    }
  }

  Said said_in(const CloneSite& site) const {
    const semantic::FileModel& file = *files_[site.file];
    return {text_of(site), site.span.begin, file.tree().comments()};
  }

  // Whether the run ends in a function that it does not begin in.
  bool crosses_functions(const CloneSite& site) const {
    const auto functions = files_[site.file]->tree().nodes_of<FunctionDef>();
    return std::any_of(functions.begin(), functions.end(), [&](const FunctionDef* function) {
      return site.span.begin < function->begin && function->begin < site.span.end &&
             site.span.end < function->end;
    });
  }

  CloneSite whole(const CloneSite& site) const {
    return {site.file, {0, files_[site.file]->file().text.size()}, 0};
  }

  Span first_line(const CloneSite& site) const {
    return files_[site.file]->file().lines.line_span(1);
  }

  // Whether the one file says what the other says, from its first line to its last.
  bool is_of_copied_file(const CloneClass& found) const {
    return found.sites.size() == 2 && found.sites[0].file != found.sites[1].file &&
           say_the_same(whole(found.sites[0]), whole(found.sites[1]));
  }

  void report_file(const CloneClass& found, ProjectCheck& check) const {
    const CloneSite &first = found.sites[0], &other = found.sites[1];
    const std::string& path = files_[other.file]->file().path;
    const bool is_same = text_of(whole(first)) == text_of(whole(other));
    // Where the file begins: all of it is meant.
    check
        .report(*files_[first.file], first_line(first),
                "The file says the same as `{}`, from its first line to its last{}",
                {path, is_same ? "" : ", comments and spaces aside"})
        .fix(
            "Keep one of the two files, and let whatever runs, imports or tests the other one use "
            "it.")
        .step(*files_[other.file], other.span, "the same {} lines", {other.lines});
  }

  // Whether tests patch something, in modules of these names.
  bool is_patched(const CloneClass& found) const {
    return std::any_of(found.sites.begin(), found.sites.end(), [&](const CloneSite& site) {
      const std::string_view module = files_[site.file]->file().module_name;
      return patched_.may_hold(module.substr(module.rfind('.') + 1));
    });
  }

  void report(const CloneClass& found, ProjectCheck& check) const {
    const CloneSite& first = found.sites.front();
    const std::size_t others = found.sites.size() - 2;
    const bool renamed = !say_the_same(first, found.sites[1]);
    const std::string_view how = renamed ? ", with other names or values," : "";
    Draft draft =
        others == 0 ? check.report(*files_[first.file], first.span,
                                   "{} lines ({} tokens) are repeated{} at `{}`",
                                   {first.lines, found.tokens, how, place(found.sites[1])})
                    : check.report(*files_[first.file], first.span,
                                   "{} lines ({} tokens) are repeated{} at `{}` and in {} more {}",
                                   {first.lines, found.tokens, how, place(found.sites[1]), others,
                                    others == 1 ? "place" : "places"});
    if (!renamed && others == 0) {
      draft.fix("Keep it in one place, and call it from the other{}.",
                {is_patched(found) ? "; what tests patch there moves with it" : ""});
    }
    if (crosses_functions(first)) {
      draft.fix(
          "The repeated lines reach into the next function: give each part a function of its own, "
          "with what differs as parameters.");
    }
    for (std::size_t i = 1; i < found.sites.size(); ++i) {
      const CloneSite& site = found.sites[i];
      draft.step(*files_[site.file], site.span,
                 say_the_same(site, first) ? "the same {} lines"
                                           : "the same {} lines with other names or values",
                 {site.lines});
    }
  }

  PatchedNames& patched_;
  std::vector<const semantic::FileModel*> files_;
};

void check(ProjectCheck& check) {
  PatchedNames patched(check.model());
  Compared code(patched);
  Compared tests(patched);
  for (const semantic::FileModel& file : check.model().files()) {
    switch (file.file().role) {
      case Role::Application:
      case Role::Script: code.add(file); break;
      case Role::Test: tests.add(file); break;
      default: break;
    }
  }
  const auto limit = [&](std::string_view key) {
    return static_cast<std::uint32_t>(check.option(key));
  };
  code.report_clones({limit("min-tokens"), limit("min-lines")}, check);
  tests.report_clones({limit("min-test-tokens"), limit("min-test-lines")}, check);
}

}  // namespace

extern constinit const Rule COD006 = {
    .code = "COD006",
    .name = "duplicate-code",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::AllCode,
    .references = {"CWE-1041"},
    .options = {number_option("min-tokens", 60, "the shortest copy that counts, in tokens"),
                number_option("min-lines", 10, "the shortest copy that counts, in lines"),
                number_option("min-test-tokens", 150, "the same in tests"),
                number_option("min-test-lines", 25, "the same in tests")},
    .risk =
        "A mistake in the copied code has to be found and mended in every copy, and one of them is "
        "always forgotten.",
    .advice =
        "Move the common code into one function and call it from each place, with what differs as "
        "parameters.",
    .docs = R"md(
Runs of statements that say the same in several places, within a file or across files. Names of variables
and values of literals may differ; called functions, attributes, keywords, operators and structure must be
the same. Each class of copies is reported once, at its first place, with all the others in its trace.

Imports, docstrings, constants of modules and fields of classes are never part of a copy: they look alike
without repeating any logic. A run that mostly repeats itself (a list of `add_argument` calls) is a table
and no copy. Migrations, generated files and examples are left out; tests have their own, higher limits.

```python bad
def invoice_total(invoice):
    total = 0
    for line in invoice.lines:
        if line.taxable:
            total += line.price * line.quantity * (1 + invoice.tax_rate)
        else:
            total += line.price * line.quantity
    if invoice.discount:
        total -= total * invoice.discount.share
    log_total(invoice.customer_id, total, currency=invoice.currency)
    return round(total, 2)


def order_total(order):
    result = 0
    for item in order.lines:
        if item.taxable:
            result += item.price * item.quantity * (1 + order.tax_rate)
        else:
            result += item.price * item.quantity
    if order.discount:
        result -= result * order.discount.share
    log_total(order.customer_id, result, currency=order.currency)
    return round(result, 2)
```

```python good
def total(document):
    amounts = [line.price * line.quantity * line.factor for line in document.lines]
    return round(sum(amounts) - document.reduction, 2)


def invoice_total(invoice):
    return total(invoice)


def order_total(order):
    return total(order)
```
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
