#include <algorithm>
#include <string>
#include <vector>

#include "app/models/orm_class.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using semantic::FieldDeclaration;

constexpr std::size_t kNamed = 5;  // fields that a message names

// "name:" or "name (" at a word's beginning: how Google, NumPy and Sphinx docstrings list
// attributes.
bool is_listed(std::string_view docstring, std::string_view name) {
  for (std::size_t at = docstring.find(name); at != docstring.npos;
       at = docstring.find(name, at + 1)) {
    const std::string_view rest = docstring.substr(at + name.size());
    const bool begins = at == 0 || !is_word_byte(docstring[at - 1]);
    if (begins && (rest.starts_with(':') || rest.starts_with(" :") || rest.starts_with(" ("))) {
      return true;
    }
  }
  return false;
}

// A string below the field, with use_attribute_docstrings.
bool has_docstring_below(const FieldDeclaration& field, const ClassDef& model) {
  const auto at = std::find(model.body.begin(), model.body.end(), field.node);
  if (at == model.body.end() || at + 1 == model.body.end()) return false;
  const auto* statement = (*(at + 1))->as<ExprStmt>();
  const auto* text = statement != nullptr ? as<Constant>(statement->value) : nullptr;
  return text != nullptr && text->is_str();
}

bool names_literal(const FieldDeclaration& field) {
  const auto* generic = as<Subscript>(field.type.expr);
  return generic != nullptr && field.type.file->resolve(*generic->value) == "typing.Literal";
}

bool is_documented(const FieldDeclaration& field, const UsedModel& model, bool docstrings_count) {
  if (field.is_opaque || names_literal(field) || field.argument("description")) return true;
  if (field.argument("discriminator") || field.argument("exclude")) return true;
  for (const semantic::Placed& one : field.metadata) {
    const auto& call = static_cast<const Call&>(*one.expr);
    const std::string_view target = one.file->resolve(*call.func);
    if (target.ends_with(".Doc")) return true;  // annotated_doc, typing_extensions, fastapi
  }
  if (docstrings_count && has_docstring_below(field, *model.cls)) return true;
  const Constant* docstring = model.file->docstring(*model.cls);
  return docstring != nullptr && is_listed(docstring->value, model.file->text(field.name));
}

// "`a`, `b` and 3 more"
std::string enumerate(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
    text += (i == 0 ? "`" : ", `") + std::string(names[i]) + "`";
  }
  if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
  return text;
}

// Whether it has more fields than those of its own body.
bool inherits_fields(const UsedModel& model) {
  return std::any_of(model.cls->bases.begin(), model.cls->bases.end(), [&](const Expr* base) {
    const std::string_view name = model.file->resolve(*base);
    return as<ClassDef>(model.file->project().definition(name).node) != nullptr;
  });
}

void check_model(const UsedModel& model, ApplicationCheck& check) {
  const bool docstrings_count =
      semantic::is_config_set(*model.file, *model.cls, "use_attribute_docstrings");
  const auto fields = semantic::own_fields(*model.file, *model.cls);
  std::vector<std::string_view> bare;
  for (const FieldDeclaration& field : fields) {
    if (!is_documented(field, model, docstrings_count))
      bare.push_back(model.file->text(field.name));
  }
  if (bare.empty()) return;
  const bool alone = fields.size() == 1;
  const std::string count = std::to_string(fields.size());
  const std::string who = alone ? std::string("The only field")
                          : bare.size() == fields.size()
                              ? "None of the " + count + " fields"
                              : std::to_string(bare.size()) + " of the " + count + " fields";
  const bool adds = inherits_fields(model);
  const std::string_view has = bare.size() == 1               ? "has no"
                               : bare.size() == fields.size() ? "has a"
                                                              : "have no";
  Draft draft = check.report(*model.file, model.cls->name_span,
                             "{}{}`{}`{} {} description in the API's documentation: {}",
                             {who, adds ? " that " : " of ", model.file->text(model.cls->name),
                              adds ? " adds" : "", has, enumerate(bare)});
  if (app::is_described_by_sqlmodel(*model.file, *model.cls)) {
    // A plain dict as its `model_config` works, and type checkers refuse it.
    draft.fix("Describe each with `Field(description=\"…\")` from `sqlmodel`.");
  } else if (semantic::uses_pydantic_2(*model.file) == project::Answer::No) {
    draft.fix("Describe each with `Field(description=\"…\")` from `pydantic`.");
  } else if (model.file->project().dependencies().is_at_least(
                 "pydantic", "2.7.0", model.file->file().path) == project::Answer::No) {
    draft.fix("Describe each with `Field(description=\"…\")` from `pydantic`.");
  }
}

void check(ApplicationCheck& check) {
  for (const UsedModel* model : check.application().model_uses().all()) {
    if (!model->file->is_pydantic_model(*model->cls)) continue;
    const bool is_shown = (model->uses & (app::kRequestModel | app::kResponseModel)) != 0;
    if (is_shown) check_model(*model, check);
  }
}

}  // namespace

extern constinit const Rule VAL009 = {
    .code = "VAL009",
    .name = "field-undocumented",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://docs.pydantic.dev/latest/concepts/fields/#customizing-json-schema"},
    .about_whole_definition = true,
    .risk = "Who calls the API sees a name and a type and has to guess meaning, unit and format.",
    .advice =
        "Describe each with `Field(description=\"…\")` from `pydantic`, or set "
        "`use_attribute_docstrings=True` in the model's configuration and put a string below each.",
    .docs = R"md(
The models that endpoints take and give are the API's contract; their fields' descriptions become
its documentation.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    amount: int


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    amount: int = Field(description="Amount in cents")


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

One finding for each model that an endpoint takes or gives, by itself, as a field or as a base
class. A description is `Field(description=…)`, `Annotated[…, Doc(…)]`, the string below the field
with `use_attribute_docstrings`, or an entry in the class's docstring (`amount: …`). Literals,
discriminators, excluded and private fields need none.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
