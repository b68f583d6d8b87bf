#include "app/models/orm_class.h"

#include <algorithm>

#include "semantic/annotations.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_column_call(std::string_view target) {
  return target == "sqlalchemy.Column" || target == "sqlalchemy.schema.Column" ||
         target == "sqlalchemy.orm.mapped_column";
}

// `name: annotation = value` or `name = value` of a class body.
struct ClassAttribute {
  const Name* name = nullptr;
  const Expr* annotation = nullptr;
  const Expr* value = nullptr;
};

ClassAttribute attribute_of(const Stmt& statement) {
  if (const auto* annotated = statement.as<AnnAssign>()) {
    return {as<Name>(annotated->target), annotated->annotation, annotated->value};
  }
  const auto* plain = statement.as<Assign>();
  if (plain == nullptr) return {};
  return {as<Name>(plain->targets.front()), nullptr, plain->value};
}

const Call* column_call(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  return call != nullptr && is_column_call(file.resolve(*call->func)) ? call : nullptr;
}

// T of Mapped[T]
const Expr* mapped_type(const FileModel& file, const Expr* annotation) {
  const auto* generic = as<Subscript>(annotation);
  if (generic == nullptr || file.resolve(*generic->value) != "sqlalchemy.orm.Mapped") {
    return nullptr;
  }
  return generic->slice;
}

bool declares_columns(const FileModel& file, const ClassDef& cls) {
  return std::any_of(cls.body.begin(), cls.body.end(), [&](const Stmt* statement) {
    const ClassAttribute one = attribute_of(*statement);
    if (one.name == nullptr) return false;
    return column_call(file, one.value) != nullptr || mapped_type(file, one.annotation) != nullptr;
  });
}

bool is_sqlmodel(const FileModel& file, const ClassDef& cls) {
  return file.inherits_from(cls, "sqlmodel.SQLModel");
}

bool is_true(const FileModel& file, const Expr* value) {
  return value != nullptr && evaluate(file, value).is_true();
}

class ColumnReader {
 public:
  ColumnReader(const FileModel& file, const Stmt& statement, const ClassAttribute& attribute)
      : file_(file), attribute_(attribute) {
    column_.name = file.text(attribute.name->name);
    column_.file = &file;
    column_.declaration = &statement;
  }

  // Column(…), Mapped[T] = mapped_column(…)
  Column of_sqlalchemy(const Call* call, const Expr* mapped) {
    if (mapped != nullptr) {
      const semantic::Allows none = semantic::allows_none(file_, *mapped);
      if (none != semantic::Allows::Unknown) column_.nullable = none == semantic::Allows::Yes;
    } else {
      column_.nullable = true;
    }
    if (call != nullptr) read_call(*call);
    return column_;
  }

  // name: str | None = Field(max_length=50)
  Column of_sqlmodel() {
    const semantic::Allows none = semantic::allows_none(file_, *attribute_.annotation);
    if (none != semantic::Allows::Unknown) column_.nullable = none == semantic::Allows::Yes;
    column_.has_default = attribute_.value != nullptr;
    const auto* call = as<Call>(attribute_.value);
    if (call != nullptr && file_.resolve(*call->func).ends_with(".Field")) {
      column_.has_default = semantic::argument(file_, *call, 0, "default") != nullptr ||
                            semantic::argument(file_, *call, -1, "default_factory") != nullptr;
      read_sqlmodel_field(*call);
    }
    return column_;
  }

 private:
  // Field(max_length=50, nullable=True, sa_column=Column(…))
  void read_sqlmodel_field(const Call& call) {
    const Value length = evaluate({&file_, semantic::argument(file_, call, -1, "max_length")});
    if (length.is(Value::Kind::Int)) column_.max_length = length.integer;
    if (is_true(file_, semantic::argument(file_, call, -1, "primary_key"))) {
      column_.has_default = true;
    }
    read_nullable(call);
    if (const Expr* given = semantic::argument(file_, call, -1, "sa_column")) {
      const Call* column = column_call(file_, given);
      column_.nullable.reset();
      if (column == nullptr) return;
      column_.nullable = true;
      read_call(*column);
    }
  }

  void read_nullable(const Call& call) {
    const Expr* nullable = semantic::argument(file_, call, -1, "nullable");
    if (nullable == nullptr) return;
    const Value value = evaluate(file_, nullable);
    column_.nullable.reset();
    if (value.is(Value::Kind::Bool)) column_.nullable = value.is_true();
  }

  void read_call(const Call& call) {
    for (const Expr* one : call.args) read_type(*one);
    if (const Expr* type = semantic::argument(file_, call, -1, "type_")) read_type(*type);
    if (is_true(file_, semantic::argument(file_, call, -1, "primary_key"))) {
      column_.nullable = false;
      column_.has_default = true;
    }
    read_nullable(call);
    for (const std::string_view keyword :
         {"default", "server_default", "default_factory", "insert_default"}) {
      if (semantic::argument(file_, call, -1, keyword) != nullptr) column_.has_default = true;
    }
  }

  // String, String(50), String(length=50)
  void read_type(const Expr& type) {
    const auto* call = type.as<Call>();
    const std::string_view name = file_.resolve(call != nullptr ? *call->func : type);
    if (!column_.type.empty() || !name.starts_with("sqlalchemy.") ||
        name.ends_with(".ForeignKey") || name.ends_with(".Sequence")) {
      return;
    }
    column_.type = name;
    const bool is_text = name.ends_with("String") || name.ends_with("Unicode") ||
                         name.ends_with("VARCHAR") || name.ends_with("CHAR");
    if (call == nullptr || !is_text) return;
    const Value length = evaluate({&file_, semantic::argument(file_, *call, 0, "length")});
    if (length.is(Value::Kind::Int)) column_.max_length = length.integer;
  }

  const FileModel& file_;
  const ClassAttribute& attribute_;
  Column column_;
};

void add_columns(const FileModel& file, const ClassDef& cls, bool sqlmodel,
                 std::vector<Column>& found) {
  for (const Stmt* statement : cls.body) {
    const ClassAttribute one = attribute_of(*statement);
    if (one.name == nullptr) continue;
    const Call* call = column_call(file, one.value);
    const Expr* mapped = mapped_type(file, one.annotation);
    const std::string_view name = file.text(one.name->name);
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const Column& other) { return other.name == name; });
    const auto* made = as<Call>(one.value);
    const bool relates = made != nullptr && call == nullptr && mapped != nullptr;
    if (known || relates) continue;
    ColumnReader reader(file, *statement, one);
    if (call != nullptr || mapped != nullptr) {
      found.push_back(reader.of_sqlalchemy(call, mapped));
    } else if (sqlmodel && one.annotation != nullptr &&
               !(made != nullptr && file.resolve(*made->func).ends_with("Relationship"))) {
      found.push_back(reader.of_sqlmodel());
    }
  }
}

}  // namespace

bool is_orm_class(const FileModel& file, const ClassDef& cls) {
  if (is_sqlmodel(file, cls)) {
    // A table's subclasses are no tables unless they say so.
    return std::any_of(cls.keywords.begin(), cls.keywords.end(), [&](const Keyword* one) {
      return one->arg && file.text(one->arg) == "table" && is_true(file, one->value);
    });
  }
  for (const Definition& one : semantic::model_and_bases(file, cls)) {
    if (declares_columns(*one.file, *one.node->as<ClassDef>())) return true;
  }
  return false;
}

std::vector<Column> columns_of(const FileModel& file, const ClassDef& cls) {
  const bool sqlmodel = is_sqlmodel(file, cls);
  std::vector<Column> found;
  for (const Definition& one : semantic::model_and_bases(file, cls)) {
    add_columns(*one.file, *one.node->as<ClassDef>(), sqlmodel, found);
  }
  return found;
}

bool is_described_by_sqlmodel(const FileModel& file, const ClassDef& cls) {
  if (!is_sqlmodel(file, cls)) return false;
  const auto& body = file.tree().root().body;
  return std::none_of(body.begin(), body.end(), [](const Stmt* statement) {
    const auto* import = statement->as<ImportFrom>();
    return import != nullptr && import->level == 0 && import->module == "pydantic" &&
           std::any_of(import->names.begin(), import->names.end(),
                       [](const Alias* alias) { return alias->name == "Field"; });
  });
}

}  // namespace fastidious::app
