#pragma once
// Class-based views: methods of a class as endpoints, its annotated attributes as dependencies
// (https://fastapi-utils.davidmontague.xyz/user-guide/class-based-views/).

#include <optional>
#include <string_view>
#include <vector>

#include "app/types/type.h"
#include "app/values/value.h"

namespace fastidious::app {

// A parameter as a signature shows it.
struct Formal {
  const FileModel* file = nullptr;
  std::string_view name;
  Type type;
  const syntax::Expr* default_value = nullptr;
  const syntax::Arg* arg = nullptr;
  std::string alias = {};  // the name in the request, where it is another one
  Bindings around = {};    // of the function that makes the one whose parameter it is
};

// The class whose instance FastAPI makes for the method `handler`: the class is decorated with
// @cbv(router), @controller(router), …. Nothing if it is no such method.
std::optional<Value> class_of_view(const Value& handler);

// The attributes that are annotated and given a Depends(…), of the class and its bases.
std::vector<Formal> injected_attributes(const Definition& cls);

}  // namespace fastidious::app
