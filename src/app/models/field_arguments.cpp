#include "app/models/field_arguments.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kFieldFunctions[] = {
    "pydantic.Field",      "pydantic.fields.Field",
    "pydantic.v1.Field",   "sqlmodel.Field",
    "sqlmodel.main.Field", "fastapi.Query",
    "fastapi.Path",        "fastapi.Header",
    "fastapi.Cookie",      "fastapi.Body",
    "fastapi.Form",        "fastapi.File",
    "dataclasses.field",   "pydantic.dataclasses.Field"};
constexpr int kMaxWrappers = 4;

using Keywords = std::vector<std::pair<std::string_view, Value>>;

void put(Keywords& keywords, std::string_view name, Value value) {
  const auto same = std::find_if(keywords.begin(), keywords.end(),
                                 [name](const auto& one) { return one.first == name; });
  if (same != keywords.end()) {
    same->second = std::move(value);
  } else {
    keywords.emplace_back(name, std::move(value));
  }
}

// One call of a function that wraps Field(…), followed to what it passes on.
class Wrapper {
 public:
  Wrapper(const FileModel& file, const FunctionDef& function, FieldArguments given)
      : file_(file), function_(function) {
    bind(std::move(given));
  }

  std::optional<Value> returned_call() {
    for (const Stmt* statement : function_.body) {
      if (const auto* result = statement->as<Return>()) {
        const Value call = evaluate(file_, result->value);
        return call.is(Value::Kind::Call) ? std::optional(call) : std::nullopt;
      }
      follow(*statement);
    }
    return std::nullopt;
  }

  FieldArguments arguments_of(const Call& call, std::string function) {
    FieldArguments result;
    result.function = std::move(function);
    for (const Expr* one : call.args) {
      const auto* starred = one->as<Starred>();
      if (starred == nullptr) {
        result.positional.push_back(value_of(*one));
      } else if (is(*starred->value, rest_)) {
        result.positional.insert(result.positional.end(), positional_.begin(), positional_.end());
      }
    }
    for (const Keyword* one : call.keywords) {
      if (one->arg) {
        put(result.keywords, file_.text(one->arg), value_of(*one->value));
      } else if (is(*one->value, mapping_)) {
        for (const auto& [name, value] : keywords_) put(result.keywords, name, value);
      }
    }
    return result;
  }

 private:
  static bool is(const Expr& expr, Identifier name) {
    const auto* word = expr.as<Name>();
    return word != nullptr && name && word->name == name;
  }

  void bind(FieldArguments given) {
    std::size_t position = 0;
    for (const Arg* arg : function_.args->all) {
      const std::string_view name = file_.text(arg->name);
      if (arg->passing == Passing::VarPositional) {
        rest_ = arg->name;
        positional_.assign(given.positional.begin() + static_cast<std::ptrdiff_t>(position),
                           given.positional.end());
        position = given.positional.size();
      } else if (arg->passing == Passing::VarKeyword) {
        mapping_ = arg->name;
      } else {
        bind_plain(*arg, name, given, position);
      }
    }
    if (mapping_) keywords_ = std::move(given.keywords);
  }

  void bind_plain(const Arg& arg, std::string_view name, FieldArguments& given,
                  std::size_t& position) {
    const auto keyword = std::find_if(given.keywords.begin(), given.keywords.end(),
                                      [name](const auto& one) { return one.first == name; });
    Value value = evaluate(file_, arg.default_value);
    if (keyword != given.keywords.end()) {
      value = std::move(keyword->second);
      given.keywords.erase(keyword);
    } else if (arg.passing != Passing::KeywordOnly && position < given.positional.size()) {
      value = given.positional[position++];
    }
    parameters_.emplace_back(arg.name, std::move(value));
  }

  Value value_of(const Expr& expr) const {
    for (const auto& [name, value] : parameters_) {
      if (is(expr, name)) return value;
    }
    return evaluate(file_, &expr);
  }

  // kwargs["alias"] = X, kwargs.pop("alias"), kwargs.setdefault("title", X)
  void follow(const Stmt& statement) {
    if (const auto* assign = statement.as<Assign>()) {
      const auto* item = assign->targets.front()->as<Subscript>();
      if (item == nullptr || !is(*item->value, mapping_)) return;
      put_text(evaluate(file_, item->slice), value_of(*assign->value));
    } else if (const auto* plain = statement.as<ExprStmt>()) {
      const auto* call = as<Call>(plain->value);
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      if (method == nullptr || !is(*method->value, mapping_)) return;
      change(file_.text(method->attr), *call);
    }
  }

  void change(std::string_view method, const Call& call) {
    if (method == "update") {
      for (const Keyword* one : call.keywords) {
        if (one->arg) put(keywords_, file_.text(one->arg), value_of(*one->value));
      }
    }
    if (call.args.empty()) return;
    const Value key = evaluate(file_, call.args.front());
    const auto known = std::find_if(keywords_.begin(), keywords_.end(),
                                    [&](const auto& one) { return one.first == key.text; });
    if (method == "pop" && known != keywords_.end()) keywords_.erase(known);
    if (method == "setdefault" && known == keywords_.end() && call.args.size() > 1) {
      put_text(key, value_of(*call.args[1]));
    }
  }

  void put_text(const Value& key, Value value) {
    const auto* literal = as<Constant>(key.source.expr);
    if (key.is(Value::Kind::Str) && literal != nullptr) {
      put(keywords_, literal->value, std::move(value));
    }
  }

  const FileModel& file_;
  const FunctionDef& function_;
  Identifier rest_, mapping_;
  std::vector<std::pair<Identifier, Value>> parameters_;
  std::vector<Value> positional_;
  Keywords keywords_;
};

FieldArguments written_arguments(const Value& call) {
  FieldArguments result;
  result.function = call.text;
  const FileModel& file = *call.source.file;
  const auto& node = static_cast<const Call&>(*call.source.expr);
  for (const Expr* one : node.args) {
    if (one->is(Kind::Starred)) break;
    result.positional.push_back(evaluate(file, one));
  }
  for (const Keyword* one : node.keywords) {
    if (one->arg) {
      put(result.keywords, file.text(one->arg), evaluate(file, one->value));
    }
  }
  return result;
}

}  // namespace

bool is_field_function(std::string_view name) {
  return std::find(std::begin(kFieldFunctions), std::end(kFieldFunctions), name) !=
         std::end(kFieldFunctions);
}

std::optional<FieldArguments> field_arguments(const Value& call) {
  if (!call.is(Value::Kind::Call) || as<Call>(call.source.expr) == nullptr) return std::nullopt;
  FieldArguments found = written_arguments(call);
  Value at = call;
  for (int depth = 0; depth < kMaxWrappers && !is_field_function(found.function); ++depth) {
    const auto* function = as<FunctionDef>(at.definition.node);
    if (function == nullptr) return std::nullopt;
    Wrapper wrapper(*at.definition.file, *function, std::move(found));
    const std::optional<Value> inner = wrapper.returned_call();
    const auto* node = inner ? as<Call>(inner->source.expr) : nullptr;
    if (node == nullptr) return std::nullopt;
    found = wrapper.arguments_of(*node, inner->text);
    at = *inner;
  }
  return is_field_function(found.function) ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace fastidious::app
