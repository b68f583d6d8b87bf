#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/models/orm_class.h"
#include "app/routes/route_label.h"
#include "knowledge/field_names.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using app::Column;
using app::Field;
using app::Type;
using app::UsedModel;
using semantic::Definition;
using semantic::FileModel;

// A model that clients fill in, a table, and where the one is written to the other.
struct Mapping {
  const UsedModel* model = nullptr;
  Definition table;
  const FileModel* file = nullptr;
  const Node* write = nullptr;
  std::set<std::string, std::less<>> fields;  // written one by one; empty: all
};

class MappingFinder {
 public:
  explicit MappingFinder(const app::Application& application)
      : application_(application), validate_(application.code().names().find("model_validate")) {}

  std::vector<Mapping> run() {
    for (const FileModel& file : application_.code().files()) {
      if (file.file().role != repo::Role::Application) continue;
      for (const auto* call : file.tree().nodes_of<Call>()) {
        if (may_write(*call)) look_at(file, *call);
      }
    }
    return std::move(mappings_);
  }

 private:
  // Table(**…), Table(sku=body.sku), Table.model_validate(body)
  bool may_write(const Call& call) const {
    const auto* method = call.func->as<Attribute>();
    if (method != nullptr && method->attr == validate_) return true;
    return std::any_of(call.keywords.begin(), call.keywords.end(), [](const Keyword* one) {
      return !one->arg || one->value->is(Kind::Attribute);
    });
  }

  void look_at(const FileModel& file, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    const bool validates = method != nullptr && file.text(method->attr) == "model_validate";
    const Definition table = file.definition_of(validates ? *method->value : *call.func);
    const auto* cls = as<ClassDef>(table.node);
    if (cls == nullptr || !is_table(table)) return;
    if (validates && call.args.size() == 1) add(file, call, *call.args[0], table, {});
    for (const Keyword* keyword : call.keywords) {
      if (!keyword->arg) {
        add_dump(file, call, *keyword->value, table);
      } else if (const auto* field = keyword->value->as<Attribute>()) {
        const std::string_view name = file.text(field->attr);
        if (name == file.text(keyword->arg)) add(file, call, *field->value, table, name);
      }
    }
  }

  bool is_table(const Definition& table) {
    const auto [at, is_new] = tables_.try_emplace(table.node, false);
    if (is_new) at->second = app::is_orm_class(*table.file, *table.node->as<ClassDef>());
    return at->second;
  }

  // Table(**body.model_dump())
  void add_dump(const FileModel& file, const Call& call, const Expr& value,
                const Definition& table) {
    const auto* dump = value.as<Call>();
    const auto* method = dump != nullptr ? dump->func->as<Attribute>() : nullptr;
    if (method == nullptr || !dump->args.empty()) return;
    const std::string_view name = file.text(method->attr);
    if (name != "model_dump" && name != "dict") return;
    if (semantic::argument(file, *dump, -1, "exclude") != nullptr ||
        semantic::argument(file, *dump, -1, "include") != nullptr) {
      return;
    }
    add(file, call, *method->value, table, {});
  }

  void add(const FileModel& file, const Call& call, const Expr& source, const Definition& table,
           std::string_view field) {
    const Definition model = file.project().definition(file.type_of(source));
    if (as<ClassDef>(model.node) == nullptr || model.node == table.node) return;
    const UsedModel* used = application_.model_uses().find(*model.node);
    if (used == nullptr || (used->uses & app::kRequestModel) == 0) return;
    const auto [at, is_new] = index_.try_emplace({model.node, table.node}, mappings_.size());
    if (is_new) mappings_.push_back({used, table, &file, &call, {}});
    Mapping& mapping = mappings_[at->second];
    const bool all = field.empty() || (!is_new && mapping.fields.empty());
    if (all)
      mapping.fields.clear();
    else
      mapping.fields.emplace(field);
  }

  const app::Application& application_;
  Identifier validate_;
  std::vector<Mapping> mappings_;
  std::map<std::pair<const Node*, const Node*>, std::size_t> index_;  // looked up only
  std::map<const Node*, bool> tables_;                                // looked up only
};

bool has_validator(const UsedModel& model, std::string_view field) {
  return semantic::ValidatedFields(*model.file, *model.cls).contains(field);
}

// The longest text that the field takes; nothing if its type limits it in another way.
struct Longest {
  bool is_limited = false;  // in a way that says nothing about the length
  std::optional<std::int64_t> length;
};
Longest longest_text(const Field& field) {
  const Type type = app::without_none(field.type);
  if (!type.is_scalar("builtins.str")) return {true, {}};
  if (field.info.find("pattern") != nullptr || field.info.find("regex") != nullptr)
    return {true, {}};
  const bool checked = std::any_of(
      field.info.calls().begin(), field.info.calls().end(),
      [](const app::Value& one) { return one.text.find("Validator") != std::string::npos; });
  if (checked) return {true, {}};
  const app::Value* length = field.info.find("max_length");
  if (length == nullptr) return {};
  if (!length->is(app::Value::Kind::Int)) return {true, {}};
  return {false, length->integer};
}

Draft report(const Mapping& mapping, const Field& field, const Column& column,
             std::string_view what, ApplicationCheck& check) {
  const app::Placed at = field.declaration;
  const auto* statement = at.file->enclosing_statement(*at.expr).as<AnnAssign>();
  const std::string_view model = mapping.model->file->text(mapping.model->cls->name);
  const std::string_view table = mapping.table.file->text(mapping.table.node->as<ClassDef>()->name);
  Draft draft =
      check.report(*at.file, statement != nullptr ? statement->target->span() : at.expr->span(),
                   "`{}.{}` {}", {model, field.name, what});
  draft.step(*column.file, column.declaration->span(), "column `{}.{}`", {table, column.name})
      .step(*mapping.file, mapping.write->span(), "`{}` is written to `{}` here", {model, table});
  return draft;
}

std::string_view home_of_field(const app::UsedModel& model) {
  return app::is_described_by_sqlmodel(*model.file, *model.cls) ? "sqlmodel" : "pydantic";
}

void compare(const Mapping& mapping, const Field& field, const Column& column,
             ApplicationCheck& check) {
  if (field.declaration.expr == nullptr || has_validator(*mapping.model, field.name)) return;
  const Longest longest = longest_text(field);
  if (column.max_length && !longest.is_limited) {
    const std::string holds = ", its column holds " + std::to_string(*column.max_length);
    if (!longest.length) {
      // VAL016 asks for `EmailStr` there, which takes no more.
      constexpr std::int64_t kLongestAddress = 254;
      const bool is_address = knowledge::semantic_type_for(field.name) == "EmailStr";
      if (is_address && *column.max_length >= kLongestAddress) return;
      report(mapping, field, column, "takes text of any length" + holds, check)
          .fix("Say so in the model: `Field(max_length={})`, from `{}`.",
               {*column.max_length, home_of_field(*mapping.model)});
      return;
    }
    if (*longest.length > *column.max_length) {
      report(mapping, field, column,
             "takes " + std::to_string(*longest.length) + " characters" + holds, check)
          .fix("Say so in the model: `max_length={}`.", {*column.max_length});
      return;
    }
  }
  const bool refuses_none = column.nullable && !*column.nullable && !column.has_default;
  if (refuses_none && app::allows_none(field.type)) {
    report(mapping, field, column, "may be None, its column may not", check)
        .fix("Take None out of its type, or let the column hold it.");
  }
}

void check(ApplicationCheck& check) {
  std::set<const Expr*> seen;  // looked up only
  for (const Mapping& mapping : MappingFinder(check.application()).run()) {
    const auto columns = app::columns_of(*mapping.table.file, *mapping.table.node->as<ClassDef>());
    for (const Field& field : mapping.model->model->fields) {
      const auto column = std::find_if(columns.begin(), columns.end(),
                                       [&](const Column& one) { return one.name == field.name; });
      const bool written = mapping.fields.empty() || mapping.fields.contains(field.name);
      if (column == columns.end() || !written) continue;
      // A field that table and model inherit from one class is the same in both.
      const bool shared = field.declaration.expr != nullptr &&
                          column->declaration->encloses(*field.declaration.expr) &&
                          column->file == field.declaration.file;
      if (!shared && seen.insert(field.declaration.expr).second) {
        compare(mapping, field, *column, check);
      }
    }
  }
}

}  // namespace

extern constinit const Rule VAL027 = {
    .code = "VAL027",
    .name = "orm-schema-length-drift",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references =
        {"CWE-20", "CWE-1284",
         "https://docs.sqlalchemy.org/en/20/core/type_basics.html#sqlalchemy.types.String"},
    .risk =
        "What the model lets pass the database refuses: a 500 with an integrity or data error "
        "where a 422 should say what is wrong.",
    .advice = "Say in the model what the column holds: `Field(max_length=…)`, a type without None.",
    .docs = R"md(
A request model and the table it is written to describe the same values twice. Where the model is wider than the
column, the difference shows as a database error.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(20))


class OrderIn(BaseModel):
    sku: str


@app.post("/orders")
def create(body: OrderIn) -> None:
    order = Order(**body.model_dump())
    print(order)
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(20))


class OrderIn(BaseModel):
    sku: str = Field(max_length=20)


@app.post("/orders")
def create(body: OrderIn) -> None:
    order = Order(**body.model_dump())
    print(order)
```

Compared are models that endpoints take with the tables they are written to by `Table(**body.model_dump())`,
`Table.model_validate(body)` or `Table(sku=body.sku)`: the length of texts, and whether None may come. Not reported:
fields with a pattern or validator, fields without a column, columns that have a default for None.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
