#include <algorithm>
#include <string>
#include <vector>

#include "project/import_graph.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using findings::FileId;
using project::ImportEdge;

// The shortest way round a cycle, from its first file back to it, by the imports that run at load
// time.
class Round {
 public:
  Round(const project::ImportGraph& graph, const std::vector<FileId>& members)
      : graph_(graph), members_(members), reached_by_(members.size(), nullptr) {}

  std::vector<const ImportEdge*> find() {
    std::vector<std::size_t> frontier = {0};
    while (!frontier.empty()) {
      std::vector<std::size_t> next;
      for (std::size_t member : frontier) {
        if (const ImportEdge* closing = advance(member, next)) {
          return path_to(closing);
        }
      }
      frontier = std::move(next);
    }
    return {};
  }

 private:
  std::size_t index_of(FileId file) const {
    return static_cast<std::size_t>(std::find(members_.begin(), members_.end(), file) -
                                    members_.begin());
  }

  // Follows the imports of one member; the edge that leads back to the first one, if it is among
  // them.
  const ImportEdge* advance(std::size_t member, std::vector<std::size_t>& next) {
    for (const ImportEdge& edge : graph_.imports_of(members_[member])) {
      const std::size_t to =
          edge.at_load_time() && edge.to.valid() ? index_of(edge.to) : members_.size();
      if (to == members_.size() || to == member) {
        continue;
      }
      if (to == 0) {
        return &edge;
      }
      if (reached_by_[to] == nullptr) {
        reached_by_[to] = &edge;
        next.push_back(to);
      }
    }
    return nullptr;
  }

  std::vector<const ImportEdge*> path_to(const ImportEdge* closing) const {
    std::vector<const ImportEdge*> path = {closing};
    while (index_of(path.back()->from) != 0) {
      path.push_back(reached_by_[index_of(path.back()->from)]);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  const project::ImportGraph& graph_;
  const std::vector<FileId>& members_;
  std::vector<const ImportEdge*> reached_by_;
};

std::string_view name_of_module(const semantic::FileModel& file) {
  return file.file().module_name.empty() ? std::string_view(file.file().path)
                                         : std::string_view(file.file().module_name);
}

void report(const std::vector<FileId>& members, ProjectCheck& check) {
  const semantic::Model& model = check.model();
  const std::vector<const ImportEdge*> round = Round(model.imports(), members).find();
  if (round.empty()) {
    return;
  }
  std::string way;
  for (const ImportEdge* edge : round) {
    way += std::string(name_of_module(model.file(edge->from))) + " → ";
  }
  way += name_of_module(model.file(members[0]));
  const ImportEdge& first = *round.front();
  Draft draft = members.size() == round.size()
                    ? check.report(model.file(first.from), first.statement->span(),
                                   "Modules import each other: {}", {way})
                    : check.report(model.file(first.from), first.statement->span(),
                                   "{} modules import each other; the shortest way round: {}",
                                   {members.size(), way});
  for (std::size_t i = 1; i < round.size(); ++i) {
    draft.step(
        model.file(round[i]->from), round[i]->statement->span(), "{} imports {}",
        {name_of_module(model.file(round[i]->from)), name_of_module(model.file(round[i]->to))});
  }
}

bool is_judged(FileId file, const semantic::Model& model) {
  const project::Role role = model.file(file).file().role;
  return role == project::Role::Application || role == project::Role::Script;
}

void check(ProjectCheck& check) {
  for (const std::vector<FileId>& members : check.model().imports().cycles()) {
    const bool judged = std::all_of(members.begin(), members.end(),
                                    [&](FileId file) { return is_judged(file, check.model()); });
    if (judged) {
      report(members, check);
    }
  }
}

}  // namespace

extern constinit const Rule COD018 = {
    .code = "COD018",
    .name = "import-cycle",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::AllCode,
    .references = {"CWE-1047"},
    .risk =
        "Whether the program starts depends on which of the modules is imported first: "
        "`ImportError: cannot import name … from partially initialized module` comes back with the "
        "next reordering of imports.",
    .advice =
        "Move what both need into a third module, or move the import into the function that uses "
        "it; imports for annotations only belong under `if TYPE_CHECKING:`.",
    .docs = R"md(
Modules that import each other while they are loaded. Each group is reported once, at the first import of its
shortest round, with the others in the trace. Imports inside functions and under `if TYPE_CHECKING:` do not run at
load time and do not count.

```python bad
# --- app/orders.py
from app import invoices


def total(order):
    return invoices.rate() * order.amount
# --- app/invoices.py
from app import orders


def rate():
    return 2 if orders else 1
```

```python good
# --- app/orders.py
from app.rates import rate


def total(order):
    return rate() * order.amount
# --- app/rates.py
def rate():
    return 2
```
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
