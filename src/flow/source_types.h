#pragma once
// Whether what a client sends can hold an attack at all, given what FastAPI and Pydantic make of
// it.

#include "app/models/model_class.h"
#include "flow/program.h"

namespace fastidious::flow {

class SourceTypes {
 public:
  explicit SourceTypes(const semantic::Model& model) : model_(model) {}

  // Whether the part of the source can be dangerous so: numbers, UUIDs, dates, Literals, Enums and
  // text of a given form cannot; of a request only what the client sends can.
  bool can_carry(const Source& source, const Path& part, Danger danger);
  // Whether FastAPI makes a plain value of the part, text or a number: no object of a class.
  bool is_plain(const Source& source, const Path& part);
  // Whether Pydantic lets only addresses of mail through there.
  bool is_mail_address(const Source& source, const Path& part);

 private:
  // The field that the part of a parameter is; null if that cannot be told.
  const app::Field* field_of(const Source& source, const Path& part);
  bool can_carry_type(const app::Type& type, const Path& part, int depth);
  bool can_carry_field(const app::Field& field, const Path& part, int depth);

  const semantic::Model& model_;
  app::ModelTable models_;
  Danger danger_ = Danger::Sql;  // that is asked about
};

// Whether it is a parameter of the path that ends at the next `/`.
bool is_segment(const Source& source);

}  // namespace fastidious::flow
