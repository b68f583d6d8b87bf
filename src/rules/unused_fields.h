#pragma once
// Fields of settings that are read from the environment, and whose values nobody asks for.

#include <map>
#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

class UnusedFields {
 public:
  explicit UnusedFields(const semantic::Model& model);

  // Whether a field of a class is declared, or read, there, and no code names it elsewhere.
  bool is_field_of_no_use(const semantic::FileModel& file, Span at);

 private:
  // The field whose declaration holds what stands there; null if there is none.
  const syntax::AnnAssign* field_at(const semantic::FileModel& file, Span at);

  const semantic::Model& model_;
  std::map<const semantic::FileModel*, std::vector<const syntax::AnnAssign*>> fields_;
  bool may_be_read_as_a_whole_ = false;  // `settings.model_dump()`, `getattr(settings, name)`
};

}  // namespace fastidious::rules
