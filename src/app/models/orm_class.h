#pragma once
// Classes mapped to tables: SQLAlchemy's declarative ones and SQLModel(table=True).
// https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html, https://sqlmodel.tiangolo.com

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Column {
  std::string_view name;  // of the attribute
  const FileModel* file = nullptr;
  const syntax::Stmt* declaration = nullptr;
  std::string_view type;                   // "sqlalchemy.String"; empty if it cannot be told
  std::optional<std::int64_t> max_length;  // of String(n), VARCHAR(n), Field(max_length=n)
  std::optional<bool> nullable;            // nothing where it cannot be told
  bool has_default = false;                // the ORM or the database fills it in
};

// Whether the class, or a class of the repository it inherits from, declares columns; a mixin of
// columns counts too.
bool is_orm_class(const FileModel& file, const syntax::ClassDef& cls);
// Whether sqlmodel's Field describes the class's fields: it takes no `examples=`, and
// `model_config` is a SQLModelConfig there.
// https://github.com/fastapi/sqlmodel/blob/main/sqlmodel/main.py
bool is_described_by_sqlmodel(const FileModel& file, const syntax::ClassDef& cls);
// The columns of an ORM class, those of its bases behind its own; each name once.
std::vector<Column> columns_of(const FileModel& file, const syntax::ClassDef& cls);

}  // namespace fastidious::app
