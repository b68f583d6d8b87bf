#include <algorithm>
#include <string>
#include <vector>

#include "deploy/environment/contract.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::ContractVariable;
using deploy::EnvironmentContract;

constexpr std::size_t kListed = 6;  // names in a message
constexpr std::size_t kShown = 20;  // places in a trace

bool is_misspelt(const EnvironmentContract& contract, const ContractVariable& variable) {
  return std::any_of(contract.misspelt().begin(), contract.misspelt().end(),
                     [&](const auto& one) { return one.read == &variable; });
}

std::vector<const ContractVariable*> undocumented(const EnvironmentContract& contract) {
  std::vector<const ContractVariable*> missing;
  for (const auto& [name, variable] : contract.variables()) {
    const bool known = !variable.documented.empty() || !variable.provided.empty();
    if (known || variable.is_of_platform || is_misspelt(contract, variable)) continue;
    missing.push_back(&variable);
  }
  return missing;
}

std::string list_of(const std::vector<const ContractVariable*>& variables) {
  std::string text;
  for (std::size_t i = 0; i < std::min(variables.size(), kListed); ++i) {
    text += (i > 0 ? ", `" : "`") + variables[i]->name + "`";
  }
  if (variables.size() <= kListed) return text;
  return text + " and " + std::to_string(variables.size() - kListed) + " more";
}

// Lines for the example: what is required empty, to be filled in; the rest as comments.
std::string lines_for(const std::vector<const ContractVariable*>& variables) {
  std::string lines;
  for (const ContractVariable* one : variables) {
    lines += (one->is_required ? "" : "# ") + one->name + "=\n";
  }
  return lines;
}

Draft report_at_example(DeliveryCheck& check, const project::TextFile& file,
                        const std::vector<const ContractVariable*>& missing) {
  const Offset end = file.text.size();
  const bool open = end > 0 && !file.text.view().ends_with('\n');
  Draft draft = check.report(file, Span{0, std::min<Offset>(1, end)},
                             "Read and not listed here: {}", {list_of(missing)});
  draft.edit({end, end}, (open ? "\n" : "") + lines_for(missing));
  return draft;
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  const EnvironmentContract& contract = check.delivery().environment();
  const std::vector<const ContractVariable*> missing = undocumented(contract);
  const auto* example = contract.example();
  if (missing.empty() || (example == nullptr && contract.variables().size() < 2)) return;
  const deploy::VariableRead& first = missing.front()->reads.front();
  Draft draft = example != nullptr
                    ? report_at_example(check, *example->file, missing)
                    : check.report(*first.file, first.span,
                                   "Read from the environment and documented nowhere: {}",
                                   {list_of(missing)});
  if (example == nullptr) draft.fix_class(FixClass::None);
  for (std::size_t i = 0; i < std::min(missing.size(), kShown); ++i) {
    const deploy::VariableRead& read = missing[i]->reads.front();
    draft.step(*read.file, read.span, "`{}` is read here", {missing[i]->name});
  }
}

}  // namespace

extern constinit const Rule DEP022 = {
    .code = "DEP022",
    .name = "env-var-undocumented",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/config"},
    .risk =
        "Whoever sets up the next environment learns of the variable when something fails without "
        "it.",
    .advice = "List each in `.env.example`, with a harmless value and a word on what it is for.",
    .docs = R"md(
Variables of the environment that application code reads, by settings classes (with prefixes and aliases), `os.environ` or parameters of
Firebase, and that neither an env file, a README or page about deploying, nor any manifest, script or workflow names. One finding, at the
example file if there is one.

```python bad
# --- .env.example
DATABASE_URL=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

```python good
# --- .env.example
DATABASE_URL=postgresql://localhost/app
# SESSION_KEY=signs the cookies
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

What platforms set (`PORT`, `K_SERVICE`, `KOYEB_…`, `GITHUB_…`) is left out, and so is what the code writes into the environment itself.
Of a setting with several names one is enough. `fastidious dump environment` shows the whole contract.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
