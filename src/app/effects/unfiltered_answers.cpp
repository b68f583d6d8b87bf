#include "app/effects/unfiltered_answers.h"

#include <set>

#include "app/effects/orm_queries.h"
#include "app/models/orm_class.h"
#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "app/routes/route_label.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// The class of the row or model that the value is, or of those it holds; null if it is no such
// thing.
Definition class_of(const FileModel& file, const Expr& value) {
  const std::string_view type = file.type_of(value);
  const Definition named = type.empty() ? Definition{} : file.project().definition(type);
  const auto* cls = as<ClassDef>(named.node);
  const bool is_data =
      cls != nullptr && (named.file->is_pydantic_model(*cls) || is_orm_class(*named.file, *cls));
  return is_data ? named : queried_rows(file, value).cls;
}

class AnswerReader {
 public:
  AnswerReader(const Route& route, const Definition& handler, std::vector<UnfilteredAnswer>& found)
      : route_(route), handler_(handler), found_(found) {}

  // Also what a dict or list display holds.
  void read(const Expr& value, int depth = 0) {
    constexpr int kMaxDepth = 3;
    if (depth > kMaxDepth) return;
    if (const auto* dict = value.as<Dict>()) {
      for (const Expr* one : dict->values) read(*one, depth + 1);
    } else if (const auto* list = value.as<ListExpr>()) {
      for (const Expr* one : list->elts) read(*one, depth + 1);
    } else if (const Definition cls = class_of(*handler_.file, value)) {
      std::vector<ShownField> fields = shown_fields(cls, ShownAs::Dump, {});
      if (!fields.empty()) found_.push_back({&route_, handler_, &value, std::move(fields)});
    }
  }

 private:
  const Route& route_;
  const Definition& handler_;
  std::vector<UnfilteredAnswer>& found_;
};

bool is_unfiltered(const Route& route) {
  if (route.kind != Route::Kind::Http || !route.registered_at) return false;
  const Type type = response_model(route).type;
  return type.is(Type::Kind::Missing) || type.is(Type::Kind::Any);
}

}  // namespace

std::vector<UnfilteredAnswer> unfiltered_answers(const Application& application) {
  std::vector<UnfilteredAnswer> found;
  std::set<const Node*> seen;  // looked up only
  for (const Route* route : application.distinct_routes().all()) {
    const Definition handler = handler_of(*route);
    const auto* function = as<FunctionDef>(handler.node);
    if (function == nullptr || !is_unfiltered(*route) || !seen.insert(function).second) continue;
    AnswerReader reader(*route, handler, found);
    for (const Answer& answer : answers_of(*handler.file, *function)) {
      const bool is_read =
          answer.kind == Answer::Kind::Value || answer.kind == Answer::Kind::Unknown;
      if (is_read && answer.statement->value != nullptr) reader.read(*answer.statement->value);
    }
  }
  return found;
}

}  // namespace fastidious::app
