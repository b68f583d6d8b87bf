#pragma once
// Methods of a model that change what its schema looks like.

#include "app/models/model_class.h"

namespace fastidious::app {

// @computed_field, @field_serializer, @model_serializer; other methods say nothing.
void read_method(ModelClass& model, const FileModel& file, const syntax::FunctionDef& method,
                 const TypeArguments& arguments);

}  // namespace fastidious::app
