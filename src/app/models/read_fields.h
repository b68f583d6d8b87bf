#pragma once
// The fields and settings of a class's body and of its bases.

#include "app/models/model_class.h"

namespace fastidious::app {

// Fills in fields, configuration and serializers of `model`, whose kind, definition and type
// arguments are set.
void read_model(ModelClass& model);

// The names of a class's type variables, in order: those of PEP 695, of Generic[…] or of its other
// subscripted bases.
std::vector<std::string> type_parameters(const FileModel& file, const syntax::ClassDef& cls);

// A field of an annotation and a default, which may be null: of a model, or a parameter.
Field read_field(const FileModel& file, std::string_view name, Type type,
                 const syntax::Expr* default_value);

}  // namespace fastidious::app
