#include "app/effects/error_made.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <functional>
#include <map>

#include "app/openapi/http_phrases.h"
#include "knowledge/http_errors.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxCalls = 8;
constexpr std::string_view kHttpError = "starlette.exceptions.HTTPException";

// A call that runs, with what the call around it passes: arguments may be parameters again.
struct Invocation {
  Placed call;                            // null: `raise NotFound` makes it without arguments
  const FunctionDef* around = nullptr;    // the function in whose body `call` stands …
  const Invocation* of_around = nullptr;  // … and the call that runs that; null if nobody knows
  int bound = 1;                          // arguments that are passed unseen: self
};

int index_of(const FunctionDef& function, Identifier name) {
  for (std::uint32_t i = 0; i < function.args->all.size(); ++i) {
    if (function.args->all[i]->name == name) return static_cast<int>(i);
  }
  return -1;
}

// `name = value` in the body of the class.
const Expr* class_attribute(const Definition& cls, std::string_view name) {
  for (const Stmt* statement : cls.node->as<ClassDef>()->body) {
    const auto* plain = statement->as<Assign>();
    const auto* annotated = statement->as<AnnAssign>();
    const Expr* target = plain != nullptr       ? plain->targets.front()
                         : annotated != nullptr ? annotated->target
                                                : nullptr;
    const auto* bound = as<Name>(target);
    if (bound != nullptr && cls.file->text(bound->name) == name) {
      return plain != nullptr ? plain->value : annotated->value;
    }
  }
  return nullptr;
}

// An instance of a class of the repository, or of a library's (then `classes` is empty).
class Instance {
 public:
  Instance(std::vector<Definition> classes, bool is_http)
      : classes_(std::move(classes)), is_http_(is_http) {}

  ErrorNumber attribute(std::string_view name, const Invocation& made) {
    return set_by(0, name, made);
  }

 private:
  // What the constructor of the class at `first`, or of one behind it, sets.
  ErrorNumber set_by(std::size_t first, std::string_view name, const Invocation& made) {
    if (++steps_ > kMaxCalls) return {};
    for (std::size_t i = first; i < classes_.size(); ++i) {
      const FunctionDef* constructor = semantic::own_constructor(classes_[i]);
      if (constructor != nullptr) return set_in(i, *constructor, name, made);
    }
    const bool is_status = is_http_ && name == "status_code";
    const Placed given = is_status ? argument_of(made.call, 1 - made.bound, name) : Placed{};
    return given ? value_of(given, made.around, made.of_around) : of_class(name);
  }

  ErrorNumber set_in(std::size_t at, const FunctionDef& constructor, std::string_view name,
                     const Invocation& made) {
    const FileModel& file = *classes_[at].file;
    for (const Node* node : file.tree().subtree(constructor)) {
      if (const auto* assigned = node->as<Assign>()) {
        const auto* target = assigned->targets.front()->as<Attribute>();
        if (target != nullptr && file.text(target->attr) == name) {
          return value_of({&file, assigned->value}, &constructor, &made);
        }
      }
      const auto* call = node->as<Call>();
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      if (method == nullptr || file.text(method->attr) != "__init__") continue;
      const bool explicit_self = method->value->is(Kind::Name);
      const Invocation outer{{&file, call}, &constructor, &made, explicit_self ? 0 : 1};
      const ErrorNumber found = set_by(at + 1, name, outer);
      if (found.value != 0 || found.parameter != nullptr) return found;
    }
    return of_class(name);
  }

  ErrorNumber of_class(std::string_view name) {
    for (const Definition& cls : classes_) {
      if (const Expr* value = class_attribute(cls, name)) {
        return {number_of(evaluate(*cls.file, value)), nullptr};
      }
    }
    return {};
  }

  // The value of an expression in the body of `function`, which `by` runs.
  ErrorNumber value_of(Placed expr, const FunctionDef* function, const Invocation* by) {
    if (++steps_ > kMaxCalls * 2) return {};
    if (const auto* name = expr.expr->as<Name>()) {
      const int index = function != nullptr ? index_of(*function, name->name) : -1;
      if (index >= 0) return passed(expr, *function, index, by);
    }
    if (const auto* either = expr.expr->as<BoolOp>()) {
      for (const Expr* one : either->values) {
        const ErrorNumber found = value_of({expr.file, one}, function, by);
        if (found.value != 0 || found.parameter != nullptr) return found;
      }
      return {};
    }
    if (const auto* own = expr.expr->as<Attribute>()) {
      const auto* self = own->value->as<Name>();
      const bool is_self = self != nullptr && function != nullptr &&
                           expr.file->text(function->name) == "__init__" &&
                           index_of(*function, self->name) == 0;
      if (is_self) return of_class(expr.file->text(own->attr));
    }
    return {number_of(evaluate(expr)), nullptr};
  }

  ErrorNumber passed(Placed expr, const FunctionDef& function, int index, const Invocation* by) {
    const Arg* parameter = function.args->all[static_cast<std::size_t>(index)];
    if (by == nullptr) return {0, parameter};
    const int position = parameter->passing == Passing::KeywordOnly ? -1 : index - by->bound;
    const Placed given = argument_of(by->call, position, expr.file->text(parameter->name));
    if (given) return value_of(given, by->around, by->of_around);
    if (parameter->default_value == nullptr) return {};
    return {number_of(evaluate(*expr.file, parameter->default_value)), nullptr};
  }

  std::vector<Definition> classes_;
  bool is_http_;
  int steps_ = 0;
};

// The class that is instantiated, and by which call.
struct Making {
  std::string_view type;
  Definition cls;
  Invocation made;
  Invocation outer;  // `made` may point here
};

bool is_class_name(std::string_view qualified) {
  const std::size_t dot = qualified.rfind('.');
  const std::string_view last = qualified.substr(dot == qualified.npos ? 0 : dot + 1);
  return !last.empty() && std::isupper(static_cast<unsigned char>(last.front())) != 0;
}

const Expr* first_result(const Definition& function) {
  for (const Node* node : function.file->tree().subtree(*function.node)) {
    const auto* statement = node->as<Return>();
    const bool own = statement != nullptr && statement->value != nullptr &&
                     function.file->enclosing_function(*statement) == function.node;
    if (own) return statement->value;
  }
  return nullptr;
}

class Follower {
 public:
  // Fills `making`, which must stay where it is.
  void run(Placed error, Making& making) {
    const Followed found = follow(error);
    if (found.definition) return take_class(found.definition, {}, making);
    if (!found.value) return;
    const auto* call = found.value.expr->as<Call>();
    if (call == nullptr) {
      const std::string_view name = found.value.file->resolve(*found.value.expr);
      making.type = is_class_name(name) ? name : found.value.file->type_of(*found.value.expr);
      making.cls = found.value.file->project().definition(making.type);
      return;
    }
    take_call(found.value, *call, making);
  }

 private:
  void take_call(Placed at, const Call& call, Making& making) {
    const FileModel& file = *at.file;
    const Invocation made{at, file.enclosing_function(call), nullptr, 1};
    const Followed callee = follow({&file, call.func});
    const Definition function =
        callee.definition ? callee.definition : file.definition_of(*call.func);
    if (as<ClassDef>(function.node) != nullptr) return take_class(function, made, making);
    if (as<FunctionDef>(function.node) != nullptr) return take_factory(function, made, making);
    const std::string_view name = file.resolve(*call.func);
    making.type = is_class_name(name) ? name : file.type_of(call);
    making.made = made;
  }

  void take_class(const Definition& cls, Invocation made, Making& making) {
    if (as<ClassDef>(cls.node) == nullptr) return;
    making.type = cls.file->qualified_name(*cls.node);
    making.cls = cls;
    making.made = made;
  }

  // raise not_found("order")
  void take_factory(const Definition& function, const Invocation& made, Making& making) {
    const Expr* result = first_result(function);
    if (result == nullptr || ++depth_ > kMaxCalls) return;
    run({function.file, result}, making);
    if (take_declared(function, making)) return;
    if (making.made.around != function.node) return;
    making.outer = made;
    making.outer.bound = function.file->is_method(*function.node->as<FunctionDef>()) ? 1 : 0;
    making.made.of_around = &making.outer;
  }

  // `-> ServiceError` of a factory whose first result is any exception that it was given.
  static bool take_declared(const Definition& function, Making& making) {
    const auto* returns = function.node->as<FunctionDef>()->returns;
    if (returns == nullptr) return false;
    const FileModel& file = *function.file;
    const std::string_view declared = file.type_of_annotation(*returns);
    const bool is_closer = !declared.empty() && declared != making.type &&
                           file.project().is_subclass(declared, making.type);
    if (is_closer) making = {declared, file.project().definition(declared), {}, {}};
    return is_closer;
  }

  int depth_ = 0;
};

// Of a library's class, `NotFoundException`, or of one of the repository's below it; 0 if it has
// none of its own.
int status_of_library(const semantic::Model& model, std::string_view type) {
  if (const int own = knowledge::status_of_http_error(type)) return own;
  const auto* found = std::find_if(
      std::begin(knowledge::kHttpErrors), std::end(knowledge::kHttpErrors),
      [&](const auto& one) { return !type.empty() && model.is_subclass(type, one.name); });
  return found == std::end(knowledge::kHttpErrors) ? 0 : found->status;
}

std::vector<Definition> classes_of(const Definition& cls) {
  if (as<ClassDef>(cls.node) == nullptr) return {};
  return semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>());
}

}  // namespace

namespace {

// "I'm a Teapot" is IM_A_TEAPOT.
std::string member_of_phrase(std::string_view phrase) {
  std::string name;
  for (const char c : phrase) {
    if (c == '\'') continue;
    const bool blank = c == ' ' || c == '-';
    name += blank ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

std::map<std::string, int, std::less<>> codes_by_member() {
  std::map<std::string, int, std::less<>> codes;
  for (int code = 100; code < 600; ++code) {
    codes.emplace(member_of_phrase(status_phrase(std::to_string(code))), code);
  }
  return codes;
}

// 404 of "NOT_FOUND": http.HTTPStatus names its members by the phrases.
int code_of_member(std::string_view name) {
  static const auto kCodes = codes_by_member();
  const auto found = kCodes.find(name);
  return found == kCodes.end() ? 0 : found->second;
}

}  // namespace

int number_of(const Value& value) {
  if (value.is(Value::Kind::Int)) return static_cast<int>(value.integer);
  if (value.is(Value::Kind::EnumMember)) return number_of(value.items.front());
  constexpr std::string_view kEnum = "http.HTTPStatus.";
  if (value.text.starts_with(kEnum)) {
    const std::string_view member = std::string_view(value.text).substr(kEnum.size());
    return code_of_member(member.substr(0, member.find('.')));
  }
  constexpr std::string_view kMark = "status.HTTP_";
  const std::size_t at = value.text.find(kMark);
  return at == std::string::npos ? 0 : std::atoi(value.text.c_str() + at + kMark.size());
}

bool is_http_error(const semantic::Model& model, std::string_view type) {
  return type == "fastapi.HTTPException" || type == kHttpError ||
         (!type.empty() && model.is_subclass(type, kHttpError));
}

ErrorMade error_made(Placed error) {
  Making making;
  Follower().run(error, making);
  ErrorMade result;
  // `error = None` first, and something else before it is raised.
  if (making.type.ends_with("NoneType")) return result;
  result.type = making.type;
  result.is_http = is_http_error(error.file->project(), making.type);
  if (!result.is_http) return result;
  if (const int known = status_of_library(error.file->project(), making.type)) {
    result.status.value = known;
  } else {
    result.status = Instance(classes_of(making.cls), true).attribute("status_code", making.made);
  }
  return result;
}

ErrorNumber error_attribute(Placed error, std::string_view name) {
  Making making;
  Follower().run(error, making);
  const bool is_http = is_http_error(error.file->project(), making.type);
  return Instance(classes_of(making.cls), is_http).attribute(name, making.made);
}

}  // namespace fastidious::app
