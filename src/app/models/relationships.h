#pragma once
// Attributes of ORM classes that hold rows of other tables, which are read when they are asked for.
// https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html

#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Relationship {
  std::string_view name;
  const FileModel* file = nullptr;
  const syntax::Stmt* declaration = nullptr;
  // Its rows come with the query (`lazy="selectin"`, "joined", "subquery", "immediate"), are never
  // read ("raise", "noload"), or it cannot be told.
  bool is_lazy = true;
  bool holds_many = false;  // a list, as far as its annotation tells
};

// Of an ORM class and those of the repository it inherits from; each name once.
std::vector<Relationship> relationships_of(const FileModel& file, const syntax::ClassDef& cls);

}  // namespace fastidious::app
