#include <algorithm>
#include <array>
#include <string>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FieldDeclaration;
using semantic::FileModel;

// The last word of names of money.
constexpr std::array<std::string_view, 10> kMoney = {"price",  "amount", "balance",  "fee",
                                                     "salary", "total",  "subtotal", "discount",
                                                     "vat",    "refund"};
constexpr std::string_view kAdvice =
    "Use `Decimal`, which clients get as a text, or whole cents as `int`, and leave out any "
    "`float(…)` on the way to it.";
// Words that say that it is a ratio, a count or a measure instead.
constexpr std::array<std::string_view, 12> kOther = {"rate",    "ratio", "percent",  "percentage",
                                                     "score",   "count", "tokens",   "time",
                                                     "seconds", "size",  "duration", "predicted"};

bool has_word(std::string_view name, std::string_view word) {
  for (std::size_t at = name.find(word); at != name.npos; at = name.find(word, at + 1)) {
    const bool begins = at == 0 || name[at - 1] == '_';
    const bool ends = at + word.size() == name.size() || name[at + word.size()] == '_';
    if (begins && ends) return true;
  }
  return false;
}

// `total` and its kin count other things as often as they count money.
bool is_vague(std::string_view name) {
  return name == "total" || name == "discount" || name == "amount";
}

bool is_money(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('_') + 1);
  const bool other = std::any_of(kOther.begin(), kOther.end(),
                                 [&](std::string_view word) { return has_word(name, word); });
  return !other && std::find(kMoney.begin(), kMoney.end(), last) != kMoney.end();
}

// Whether the description speaks of money.
bool is_described_so(const FieldDeclaration& field) {
  const semantic::Placed given = field.argument("description");
  if (!given) return false;
  const std::string text = given.file->constant_string(*given.expr).value_or("");
  return text.find("pay") != text.npos || text.find("price") != text.npos ||
         text.find("cost") != text.npos || text.find("money") != text.npos ||
         text.find("currency") != text.npos;
}

// `float(order.total)`, which a call of the class gives to the field; null if none does.
const Call* float_given(const semantic::CallSite& site, std::string_view field) {
  const Expr* value = semantic::argument(*site.file, *site.call, -1, field);
  const auto* call = value != nullptr ? value->as<Call>() : nullptr;
  const bool is_float = call != nullptr && call->args.size() == 1 &&
                        site.file->resolve(*call->func) == "builtins.float";
  return is_float ? call : nullptr;
}

// With the type alone changed, money still goes through a float.
void tell_of_floats(Draft& draft, const FileModel& file, const ClassDef& cls,
                    std::string_view field, const ApplicationCheck& check) {
  for (const semantic::CallSite& site : check.model().calls_of(file.qualified_name(cls))) {
    const Call* call = float_given(site, field);
    if (call == nullptr || site.file->file().role == project::Role::Test) continue;
    const FunctionDef* maker = site.file->enclosing_function(*site.call);
    if (maker == nullptr) continue;
    draft.fix(
        "Use `Decimal`, which clients get as a text, or whole cents as `int`, and leave out "
        "`float(…)` wherever something is given to it, as `{}` in `{}`.",
        {site.file->text(*call), site.file->text(maker->name)});
    return;
  }
}

void check_fields(const FileModel& file, const ClassDef& cls, ApplicationCheck& check) {
  for (const FieldDeclaration& field : semantic::own_fields(file, cls)) {
    const std::string_view name = file.text(field.name);
    if (field.type_name() != "builtins.float" || !is_money(name)) continue;
    if (is_vague(name) && !is_described_so(field)) continue;
    Draft draft = check.report(file, field.name_span(), "`{}.{}` holds money as a float",
                               {file.text(cls.name), name});
    tell_of_floats(draft, file, cls, name, check);
  }
}

void check(ApplicationCheck& check) {
  for (const app::UsedModel* model : check.application().model_uses().all()) {
    const bool shown = (model->uses & (app::kRequestModel | app::kResponseModel)) != 0;
    if (shown) check_fields(*model->file, *model->cls, check);
  }
}

}  // namespace

extern constinit const Rule VAL025 = {
    .code = "VAL025",
    .name = "money-as-float",
    .family = Family::Validation,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-1339", "https://docs.python.org/3/library/decimal.html"},
    .risk = "0.1 + 0.2 is not 0.3: sums drift by cents, and comparisons fail now and then.",
    .advice = kAdvice,
    .docs = R"md(
Binary floating point cannot hold most amounts of money exactly. `Decimal` can, and so can a number of cents.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    unit_price: float


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

```python good
from decimal import Decimal

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    unit_price: Decimal


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

Looked at are the fields of models that endpoints take or give, by the last word of their names: `price`, `amount`,
`balance`, `fee`, `salary`, `subtotal`. Not reported: names of ratios, counts and measures, and `total` or `amount`
alone, which count other things as often, unless their descriptions speak of money.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
