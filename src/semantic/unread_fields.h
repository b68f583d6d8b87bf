#pragma once
// Fields of models that nobody reads.

#include "semantic/file_model.h"

namespace fastidious::semantic {

// Whether all uses of a Pydantic model are known and none reads this field: neither by its name,
// nor with the whole object, as a dump, an answer or another model does. Tests are not asked.
bool is_never_read(const FileModel& file, const syntax::ClassDef& cls, Identifier field);

}  // namespace fastidious::semantic
