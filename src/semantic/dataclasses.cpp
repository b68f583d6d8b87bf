#include "semantic/dataclasses.h"

#include <string_view>

namespace fastidious::semantic {

const syntax::Expr* dataclass_decorator(const FileModel& file, const syntax::ClassDef& cls) {
  for (const syntax::Expr* one : cls.decorator_list) {
    const auto* call = one->as<syntax::Call>();
    const std::string_view name = file.resolve(call != nullptr ? *call->func : *one);
    if (name == "dataclasses.dataclass" || name == "pydantic.dataclasses.dataclass") return one;
  }
  return nullptr;
}

}  // namespace fastidious::semantic
