// Calls: of builtins, of methods of text and containers, of functions of the repository.
#include <algorithm>
#include <tuple>

#include "app/values/evaluator.h"
#include "app/values/text_methods.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// Whether the value is data through and through, which no later call can mean otherwise.
bool is_data(const Value& value) {
  using Type = Value::Kind;
  switch (value.kind) {
    case Type::Bool:
    case Type::Int:
    case Type::Float:
    case Type::Str:
    case Type::Bytes:
    case Type::EnumMember:
    case Type::List:
    case Type::Tuple:
    case Type::Set:
    case Type::Dict: return true;
    default: return false;
  }
}

// The builtin type that values of this kind have.
std::string_view type_name(const Value& value) {
  using Type = Value::Kind;
  switch (value.kind) {
    case Type::Bool: return "builtins.bool";
    case Type::Int: return "builtins.int";
    case Type::Float: return "builtins.float";
    case Type::Str: return "builtins.str";
    case Type::Bytes: return "builtins.bytes";
    case Type::List: return "builtins.list";
    case Type::Tuple: return "builtins.tuple";
    case Type::Set: return "builtins.set";
    case Type::Dict: return "builtins.dict";
    case Type::None: return "None";
    default: return {};
  }
}

Value list_of(std::vector<Value> items, Value::Kind kind = Value::Kind::List) {
  Value list = of_kind(kind);
  list.items = std::move(items);
  return list;
}

// enumerate(x): pairs of a number and an item.
Value numbered(std::vector<Value> items) {
  Value list = of_kind(Value::Kind::List);
  std::int64_t index = 0;
  for (Value& item : items) {
    list.items.push_back(
        list_of({Value::integer_of(index++), std::move(item)}, Value::Kind::Tuple));
  }
  return list;
}

// Pairs of an iterable as a dictionary: dict([("a", 1)]), dict(other).
Value dict_of_pairs(const Value& given) {
  if (given.is(Value::Kind::Dict)) return given;
  const auto pairs = items_of(given);
  Value dict = of_kind(Value::Kind::Dict);
  if (!pairs) return {};
  for (const Value& pair : *pairs) {
    if (!pair.is_sequence() || pair.items.size() != 2) return {};
    put(dict, pair.items[0], pair.items[1]);
  }
  return dict;
}

}  // namespace

Value Evaluator::call(Placed at, const Call& call) {
  const std::string_view target = at.file->resolve(*call.func);
  const bool is_keywords =
      target == "builtins.dict" || target.starts_with("fastapi.openapi.models.");
  if (is_keywords && call.args.empty()) return dict_of_keywords(at, call);
  if (target == "typing.cast" && !call.args.empty()) return evaluate({at.file, call.args.back()});
  // Depends(), Query(), APIRouter(): objects, of which every route has some.
  if (!target.starts_with("fastapi.")) {
    Value folded = result_of(at, call, target);
    if (is_data(folded) || (running_ != nullptr && folded.known())) return folded;
  }
  Value value = of_kind(Value::Kind::Call);
  value.text = target;
  value.definition = at.file->definition_of(*call.func);
  return value;
}

// What the call gives, where that is known: data of builtins, of what runs on paper.
Value Evaluator::result_of(Placed at, const Call& call, std::string_view target) {
  Value folded = target.starts_with("builtins.") ? builtin(at, call, target) : Value{};
  if (!folded.known()) folded = constant(at);
  if (!folded.known()) folded = text_method(at, call);
  if (!folded.known()) folded = container_method(at, call);
  if (!folded.known()) folded = environment_default(at, target);
  return folded.known() ? folded : called(at, call);
}

Value Evaluator::builtin(Placed at, const Call& call, std::string_view target) {
  const std::string_view name = target.substr(target.find('.') + 1);
  if (call.args.empty()) {
    if (!call.keywords.empty()) return {};
    if (name == "list") return of_kind(Value::Kind::List);
    const bool is_set = name == "set" || name == "frozenset";
    return is_set ? of_kind(Value::Kind::Set) : Value{};
  }
  if (name == "isinstance") return type_test(at, call);
  const Value given = evaluate({at.file, call.args.front()});
  if (name == "str" && given.is(Value::Kind::Int)) {
    return Value::string(std::to_string(given.integer));
  }
  if (name == "str" || name == "int") return given;
  if (name == "dict" && call.keywords.empty()) return dict_of_pairs(given);
  const auto items = items_of(given);
  if (!items) return name == "list" || name == "tuple" ? given : Value{};
  if (name == "list") return list_of(*items);
  if (name == "tuple") return list_of(*items, Value::Kind::Tuple);
  if (name == "set" || name == "frozenset") return list_of(*items, Value::Kind::Set);
  if (name == "len") return Value::integer_of(static_cast<std::int64_t>(items->size()));
  if (name == "enumerate" && call.args.size() == 1) return numbered(*items);
  return name == "sorted" ? sorted(at, call, *items) : Value{};
}

// sorted(items), sorted(items, key=lambda item: item[0]): numbers, or texts.
Value Evaluator::sorted(Placed at, const Call& call, const std::vector<Value>& items) {
  std::vector<std::pair<Value, Value>> keyed;
  const Placed key = argument_of(at, -1, "key");
  const auto* lambda = as<Lambda>(key.expr);
  const bool takes_one = lambda != nullptr && lambda->args->all.size() == 1;
  if (call.keywords.size() > (key ? 1U : 0U) || (key && !takes_one)) return {};
  for (const Value& item : items)
    keyed.emplace_back(key ? applied(key, *lambda, item) : item, item);
  for (const auto& one : keyed) {
    const bool comparable = one.first.is(keyed.front().first.kind) &&
                            (one.first.is(Value::Kind::Int) || one.first.is(Value::Kind::Str));
    if (!comparable) return {};
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first.integer, a.first.text) < std::tie(b.first.integer, b.first.text);
  });
  Value list = of_kind(Value::Kind::List);
  for (auto& one : keyed) list.items.push_back(std::move(one.second));
  return list;
}

// What a lambda of one parameter makes of a value.
Value Evaluator::applied(Placed at, const Lambda& lambda, const Value& value) {
  const semantic::FileScopes& scopes = at.file->scopes();
  const semantic::ScopeId scope = scopes.scope_opened_by(lambda);
  const semantic::SymbolId symbol = scopes.lookup_here(scope, lambda.args->all[0]->name);
  locals_.push_back({at.file, symbol, value, true});
  Value result = evaluate({at.file, lambda.body});
  locals_.pop_back();
  return result;
}

// isinstance(value, str), isinstance(value, (list, tuple))
Value Evaluator::type_test(Placed at, const Call& call) {
  if (call.args.size() != 2) return {};
  const std::string_view type = type_name(evaluate({at.file, call.args[0]}));
  if (type.empty()) return {};
  const Value wanted = evaluate({at.file, call.args[1]});
  const std::vector<Value> classes = wanted.is_sequence() ? wanted.items : std::vector{wanted};
  for (const Value& cls : classes) {
    if (!cls.is(Value::Kind::Class)) return {};
    if (cls.text == type || cls.text == "builtins.object") return Value::boolean(true);
    if (cls.text == "builtins.int" && type == "builtins.bool") return Value::boolean(true);
    if (!cls.definition && !cls.text.starts_with("builtins.")) return {};
  }
  return Value::boolean(false);
}

// Of known dictionaries: .get(key, default), .items(), .keys(), .values(), .copy().
Value Evaluator::container_method(Placed at, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || call.args.size() > 2) return {};
  const std::string_view name = at.file->text(method->attr);
  const bool reads =
      name == "get" || name == "items" || name == "keys" || name == "values" || name == "copy";
  const Value dict = reads ? evaluate({at.file, method->value}) : Value{};
  if (!dict.is(Value::Kind::Dict)) return {};
  if (name == "copy") return dict;
  if (name == "get") {
    if (call.args.empty()) return {};
    const Value key = evaluate({at.file, call.args[0]});
    if (const Value* found = dict.find(key)) return *found;
    if (!key.known()) return {};
    return call.args.size() == 2 ? evaluate({at.file, call.args[1]}) : of_kind(Value::Kind::None);
  }
  Value list = of_kind(Value::Kind::List);
  for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
    if (name == "keys") list.items.push_back(dict.items[i]);
    if (name == "values") list.items.push_back(dict.items[i + 1]);
    if (name == "items") {
      list.items.push_back(list_of({dict.items[i], dict.items[i + 1]}, Value::Kind::Tuple));
    }
  }
  return list;
}

// "…".strip(), "…".replace("a", "b") of a known text.
Value Evaluator::text_method(Placed at, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || !is_text_method(at.file->text(method->attr))) return {};
  const Value object = evaluate({at.file, method->value});
  if (!object.is(Value::Kind::Str)) return {};
  std::vector<Value> arguments;
  for (const Expr* argument : call.args) arguments.push_back(evaluate({at.file, argument}));
  const bool joins = at.file->text(method->attr) == "join" && arguments.size() == 1;
  if (joins && !arguments.front().is_sequence()) return {};
  if (joins) arguments = std::vector<Value>(arguments.front().items);
  return apply_text_method(object.text, at.file->text(method->attr), arguments);
}

// What the program does where the environment says nothing: os.environ.get("PREFIX", "").
Value Evaluator::environment_default(Placed at, std::string_view target) {
  if (target != "os.getenv" && target != "os.environ.get" && target != "os._Environ.get") {
    return {};
  }
  const Placed standard = argument_of(at, 1, "default");
  return standard ? evaluate(standard) : of_kind(Value::Kind::None);
}

Value Evaluator::dict_of_keywords(Placed at, const Call& call) {
  Value value = of_kind(Value::Kind::Dict);
  for (const Keyword* keyword : call.keywords) {
    if (keyword->arg.empty()) return {};
    put(value, Value::string(std::string(at.file->text(keyword->arg))),
        evaluate({at.file, keyword->value}));
  }
  return value;
}

}  // namespace fastidious::app
