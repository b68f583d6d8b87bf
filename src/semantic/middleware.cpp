#include "semantic/middleware.h"

namespace fastidious::semantic {

using namespace syntax;

bool adds_middleware(const FileModel& file, const Call& call, std::string_view cls) {
  const std::string_view target = file.resolve(*call.func);
  if (target == cls) return true;
  const auto* method = call.func->as<Attribute>();
  const bool adds = target == "fastapi.middleware.Middleware" ||
                    (method != nullptr && file.text(method->attr) == "add_middleware");
  const Expr* added = adds ? argument(file, call, 0, "middleware_class") : nullptr;
  if (added == nullptr && adds) added = argument(file, call, 0, "cls");
  return file.resolve(added) == cls;
}

}  // namespace fastidious::semantic
