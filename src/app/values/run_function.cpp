// What small functions of the repository give, run on paper: assignments, loops over what is known,
// tests that are known, changes of lists and dictionaries of their own. Anything else ends it.
#include <algorithm>
#include <utility>

#include "app/values/evaluator.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxCalls = 8;              // one inside the other
constexpr std::uint32_t kMaxLength = 60;  // statements of a body
constexpr std::size_t kMaxRounds = 2'000;

bool is_class_method(const FileModel& file, const FunctionDef& function) {
  return file.has_decorator(function, "builtins.classmethod");
}

// Whether calling it runs its body, and nothing but it, at once.
bool is_plain(const FileModel& file, const FunctionDef& function) {
  if (function.is_async() || function.body.size() > kMaxLength || file.is_generator(function)) {
    return false;
  }
  return std::all_of(
      function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* one) {
        const auto* call = one->as<Call>();
        const std::string_view name = file.resolve(call != nullptr ? *call->func : *one);
        return name == "builtins.classmethod" || name == "builtins.staticmethod" ||
               name == "functools.cache" || name == "functools.lru_cache";
      });
}

// What writes something for people to read and changes nothing.
bool only_tells(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target.starts_with("logging.") || target == "warnings.warn" || target == "builtins.print";
}

}  // namespace

// The function that is called, and what its first parameter is if the call does not pass it.
Evaluator::Callee Evaluator::callee_of(Placed at, const Call& call) {
  const auto* attribute = call.func->as<Attribute>();
  const bool is_local = attribute != nullptr && starts_with_local({at.file, attribute->value});
  Callee callee;
  callee.function = is_local ? Definition{} : at.file->definition_of(*call.func);
  Value owner;
  if (is_local) {
    owner = evaluate({at.file, attribute->value});
    callee.function = attribute_of(owner, at.file->text(attribute->attr)).definition;
  }
  const auto* function = as<FunctionDef>(callee.function.node);
  if (function == nullptr || !is_plain(*callee.function.file, *function)) return {};
  const FileModel& file = *callee.function.file;
  if (!file.is_method(*function) || file.is_static_method(*function)) return callee;
  if (!is_class_method(file, *function)) return {};
  if (!owner.known() && attribute != nullptr) owner = evaluate({at.file, attribute->value});
  if (!owner.is(Value::Kind::Class)) return {};
  callee.first = std::move(owner);
  return callee;
}

bool Evaluator::pass_arguments(Placed at, const Call& call, const Callee& callee,
                               std::vector<Local>& into) {
  const FileModel& file = *callee.function.file;
  const auto& function = *callee.function.node->as<FunctionDef>();
  const semantic::ScopeId scope = file.scopes().scope_opened_by(function);
  const bool is_starred = std::any_of(call.args.begin(), call.args.end(),
                                      [](const Expr* one) { return one->is(Kind::Starred); }) ||
                          std::any_of(call.keywords.begin(), call.keywords.end(),
                                      [](const Keyword* one) { return one->arg.empty(); });
  if (is_starred) return false;
  int index = callee.first ? -1 : 0;
  for (const Arg* arg : function.args->all) {
    if (arg->passing == Passing::VarPositional || arg->passing == Passing::VarKeyword) return false;
    const bool is_first = callee.first && index == -1;
    const int place = arg->passing == Passing::KeywordOnly ? -1 : index;
    ++index;
    Value value;
    if (is_first) {
      value = *callee.first;
    } else if (const Expr* given =
                   semantic::argument(*at.file, call, place, file.text(arg->name))) {
      value = evaluate({at.file, given});
    } else if (arg->default_value != nullptr) {
      value = evaluate({&file, arg->default_value});
    } else {
      return false;
    }
    into.push_back({&file, file.scopes().lookup_here(scope, arg->name), std::move(value), true});
  }
  return true;
}

Value Evaluator::called(Placed at, const Call& call) {
  if (calls_ >= kMaxCalls) return {};
  const Callee callee = callee_of(at, call);
  std::vector<Local> locals;
  if (!callee.function || !pass_arguments(at, call, callee, locals)) return {};
  const auto* function = callee.function.node->as<FunctionDef>();
  std::swap(locals, locals_);
  const FunctionDef* outer = std::exchange(running_, function);
  Value outer_result = std::exchange(result_, {});
  ++calls_;
  const Flow flow = run(*callee.function.file, function->body);
  --calls_;
  Value result = std::exchange(result_, std::move(outer_result));
  running_ = outer;
  std::swap(locals, locals_);
  if (flow == Flow::Next) return of_kind(Value::Kind::None);
  return flow == Flow::Return ? result : Value{};
}

// ---- statements ---------------------------------------------------------------------------------

Evaluator::Flow Evaluator::run(const FileModel& file, const StmtList& body) {
  for (const Stmt* statement : body) {
    const Flow flow = run(file, *statement);
    if (flow != Flow::Next) return flow;
  }
  return Flow::Next;
}

Evaluator::Flow Evaluator::run(const FileModel& file, const Stmt& statement) {
  switch (statement.kind) {
    case Kind::Return: {
      const Expr* value = statement.as<Return>()->value;
      result_ = value != nullptr ? evaluate({&file, value}) : of_kind(Value::Kind::None);
      return Flow::Return;
    }
    case Kind::Assign: {
      const auto& node = *statement.as<Assign>();
      if (node.targets.size() != 1) return Flow::Failed;
      return assign(file, *node.targets.front(), node.value);
    }
    case Kind::AnnAssign: {
      const auto& node = *statement.as<AnnAssign>();
      return node.value == nullptr ? Flow::Next : assign(file, *node.target, node.value);
    }
    case Kind::AugAssign: return augment(file, *statement.as<AugAssign>());
    case Kind::If: return run_choice(file, *statement.as<If>());
    case Kind::For: return run_loop(file, *statement.as<For>());
    case Kind::ExprStmt: return run_expression(file, *statement.as<ExprStmt>()->value);
    case Kind::Break: return Flow::Break;
    case Kind::Continue: return Flow::Continue;
    case Kind::Pass:
    case Kind::Import:
    case Kind::ImportFrom:
    case Kind::FunctionDef: return Flow::Next;
    default: return Flow::Failed;
  }
}

Evaluator::Flow Evaluator::run_choice(const FileModel& file, const If& choice) {
  const std::optional<bool> truth = truth_of(evaluate({&file, choice.test}));
  if (!truth) return Flow::Failed;
  return run(file, *truth ? choice.body : choice.orelse);
}

Evaluator::Flow Evaluator::run_loop(const FileModel& file, const For& loop) {
  const auto items = items_of(evaluate({&file, loop.iter}));
  if (!items || items->size() > kMaxRounds) return Flow::Failed;
  for (const Value& item : *items) {
    if (!bind({&file, loop.target}, item)) return Flow::Failed;
    const Flow flow = run(file, loop.body);
    if (flow == Flow::Break) return Flow::Next;
    if (flow == Flow::Return || flow == Flow::Failed) return flow;
  }
  return run(file, loop.orelse);
}

// ---- what changes -------------------------------------------------------------------------------

// Marks lists and dictionaries that the value of `expr` will hold too: we copy them.
void Evaluator::share(const FileModel& file, const Expr& expr) {
  const ExprList* parts = nullptr;
  if (const auto* tuple = expr.as<Tuple>()) parts = &tuple->elts;
  if (const auto* list = expr.as<ListExpr>()) parts = &list->elts;
  if (const auto* dict = expr.as<Dict>()) parts = &dict->values;
  for (std::uint32_t i = 0; parts != nullptr && i < parts->size(); ++i) share(file, *(*parts)[i]);
  const auto* name = expr.as<Name>();
  if (Local* known = name != nullptr ? local({&file, &expr}, *name) : nullptr) {
    known->is_shared = true;
  }
}

Value* Evaluator::own_container(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  Local* known = name != nullptr ? local({&file, &expr}, *name) : nullptr;
  return known == nullptr || known->is_shared ? nullptr : &known->value;
}

Evaluator::Flow Evaluator::assign(const FileModel& file, const Expr& target, const Expr* value) {
  Value given = evaluate({&file, value});
  share(file, *value);
  if (const auto* item = target.as<Subscript>()) {
    Value key = evaluate({&file, item->slice});
    Value* dict = own_container(file, *item->value);
    if (dict == nullptr || !dict->is(Value::Kind::Dict) || !key.known()) return Flow::Failed;
    put(*dict, std::move(key), std::move(given));
    return Flow::Next;
  }
  if (!bind({&file, &target}, given)) return Flow::Failed;
  const auto* name = target.as<Name>();
  const bool is_new = value->is(Kind::ListExpr) || value->is(Kind::Dict) || value->is(Kind::Call) ||
                      value->is(Kind::ListComp) || value->is(Kind::DictComp);
  if (name != nullptr && is_new) local({&file, &target}, *name)->is_shared = false;
  return Flow::Next;
}

Evaluator::Flow Evaluator::augment(const FileModel& file, const AugAssign& statement) {
  const auto* name = statement.target->as<Name>();
  Local* known = name != nullptr ? local({&file, statement.target}, *name) : nullptr;
  if (known == nullptr) return Flow::Failed;
  const bool is_text = known->value.is(Value::Kind::Str) || known->value.is(Value::Kind::Int);
  if (known->is_shared && !is_text) return Flow::Failed;
  Value both = combined(statement.op, known->value, evaluate({&file, statement.value}));
  if (!both.known()) return Flow::Failed;
  local({&file, statement.target}, *name)->value = std::move(both);
  return Flow::Next;
}

// items.append(x), items.extend(xs), known.add(x), found.update({…}); docstrings.
Evaluator::Flow Evaluator::run_expression(const FileModel& file, const Expr& expr) {
  if (expr.is(Kind::Constant)) return Flow::Next;
  const auto* call = expr.as<Call>();
  if (call == nullptr) return Flow::Failed;
  if (only_tells(file, *call)) return Flow::Next;
  const auto* method = call->func->as<Attribute>();
  if (method == nullptr || call->args.size() != 1 || !call->keywords.empty()) return Flow::Failed;
  const std::string_view name = file.text(method->attr);
  const Value given = evaluate({&file, call->args.front()});
  share(file, *call->args.front());
  Value* container = own_container(file, *method->value);
  if (container == nullptr) return Flow::Failed;
  if ((name == "append" && container->is(Value::Kind::List)) ||
      (name == "add" && container->is(Value::Kind::Set))) {
    container->items.push_back(given);
    return Flow::Next;
  }
  const auto items = items_of(given);
  if (name == "extend" && container->is(Value::Kind::List) && items) {
    container->items.insert(container->items.end(), items->begin(), items->end());
    return Flow::Next;
  }
  if (name != "update" || !container->is(Value::Kind::Dict) || !given.is(Value::Kind::Dict)) {
    return Flow::Failed;
  }
  *container = combined(Operator::BitOr, std::move(*container), given);
  return Flow::Next;
}

}  // namespace fastidious::app
