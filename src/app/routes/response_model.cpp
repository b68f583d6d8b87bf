#include "app/routes/response_model.h"

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_response_class(const Route& route, const Type& type) {
  if (type.name.empty() || route.registered_at.file == nullptr) return false;
  if (type.is(Type::Kind::Scalar) && type.name.ends_with("Response")) return true;
  return route.registered_at.file->project().is_subclass(type.name, "fastapi.Response");
}

bool is_generator(const Value& handler) {
  const auto* function = as<FunctionDef>(handler.definition.node);
  return function != nullptr && handler.definition.file->is_generator(*function);
}

bool is_stream_type(const Type& type) {
  return type.is(Type::Kind::List) &&
         (type.name.ends_with("Iterable") || type.name.ends_with("Iterator") ||
          type.name.ends_with("Generator"));
}

Type annotated_return(const Value& handler) {
  const auto* function = as<FunctionDef>(handler.definition.node);
  if (function == nullptr) return Type::of(Type::Kind::Missing);
  return read_annotation(*handler.definition.file, function->returns);
}

}  // namespace

ResponseModel response_model(const Route& route) {
  ResponseModel result;
  result.is_stream = is_generator(route.handler);
  const Placed given = argument_of(route.registered_at, -1, "response_model");
  if (given) {
    result.type = read_type(given);
    result.from_argument = true;
  } else {
    result.type = annotated_return(route.handler);
  }
  const bool streams = result.is_stream && is_stream_type(result.type) && !given;
  if (streams) {
    Type item = result.type.args.empty() ? Type::of(Type::Kind::Any) : result.type.args.front();
    result.type = std::move(item);
    if (result.type.name.ends_with("ServerSentEvent")) result.type = Type::of(Type::Kind::Missing);
  }
  if (result.type.is(Type::Kind::None) || is_response_class(route, result.type)) {
    result.type = Type::of(Type::Kind::Missing);
  }
  return result;
}

}  // namespace fastidious::app
