#include "semantic/reaching_values.h"

#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "base/limits.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::size_t kMaxBindings = 64;

// Where the `else` part of a compound statement begins; the statement's end if it has none.
Offset begin_of_else(const Node& statement) {
  const StmtList* orelse = nullptr;
  if (const auto* branch = statement.as<If>()) orelse = &branch->orelse;
  if (const auto* loop = statement.as<For>()) orelse = &loop->orelse;
  if (const auto* loop = statement.as<While>()) orelse = &loop->orelse;
  return orelse != nullptr && !orelse->empty() ? orelse->front()->begin : statement.end;
}

// Whether `statement` has run whenever `use` runs after it: they are in the same block, or `use` is
// nested deeper.
bool always_precedes(const FileModel& file, const Stmt& statement, const Node& use) {
  const Node* block = file.parent(statement);
  if (block == nullptr || !block->encloses(use) || block->as<Try>() != nullptr ||
      block->is(Kind::MatchCase)) {
    return false;
  }
  const Offset split = begin_of_else(*block);
  return (statement.begin < split) == (use.begin < split);
}

bool replaces(const Binding& binding) {
  switch (binding.kind) {
    case BindingKind::Assignment:
    case BindingKind::Unpacking:
    case BindingKind::WithTarget: return true;
    case BindingKind::Annotation: return binding.value != nullptr;
    default: return false;
  }
}

// The scope of the code that runs `use`: a comprehension runs where it stands.
ScopeId running_scope(const FileScopes& scopes, const Name& use) {
  ScopeId at = scopes.scope_of(use);
  const SymbolId symbol = scopes.symbol_of(use);
  while (scopes.scope(at).kind == ScopeKind::Comprehension && scopes.symbol(symbol).scope != at) {
    at = scopes.scope(at).parent;
  }
  return at;
}

const Node* target_root(const FileModel& file, const Node& name) {
  const Node* at = file.parent(name);
  while (at != nullptr &&
         (at->is(Kind::Tuple) || at->is(Kind::ListExpr) || at->is(Kind::Starred))) {
    at = file.parent(*at);
  }
  return at;
}

}  // namespace

std::vector<const Binding*> reaching_bindings(const FileModel& file, const Name& use) {
  std::vector<const Binding*> found;
  const FileScopes& scopes = file.scopes();
  const SymbolId symbol = scopes.symbol_of(use);
  if (!symbol.valid()) {
    return found;
  }
  const bool is_local = scopes.symbol(symbol).scope == running_scope(scopes, use);
  std::size_t passed = 0;
  for (BindingId at = scopes.symbol(symbol).last_binding; at.valid() && found.size() < kMaxBindings;
       at = scopes.binding(at).previous) {
    const Binding& binding = scopes.binding(at);
    if (binding.kind == BindingKind::Deletion || binding.kind == BindingKind::Global ||
        binding.node == nullptr ||
        (is_local && binding.node->begin >= use.begin &&
         binding.kind != BindingKind::ComprehensionTarget)) {
      if (++passed == limits::kMaxBindingsPassed) break;
      continue;
    }
    const Stmt& statement = file.enclosing_statement(*binding.node);
    const bool is_with = as<With>(&statement) != nullptr;
    const bool is_around = statement.encloses(use);
    if (is_local && is_around && !is_with && replaces(binding)) {
      continue;  // x = f(x): the binding comes after the use
    }
    found.push_back(&binding);
    if (is_local && replaces(binding) &&
        ((is_with && is_around) || always_precedes(file, statement, use))) {
      break;
    }
  }
  std::reverse(found.begin(), found.end());
  return found;
}

const Expr* iterable_of(const FileModel& file, const Binding& binding) {
  if (binding.kind != BindingKind::Loop && binding.kind != BindingKind::ComprehensionTarget) {
    return nullptr;
  }
  const Node* root = target_root(file, *binding.node);
  if (const auto* loop = as<For>(root)) return loop->iter;
  const auto* comprehension = as<Comprehension>(root);
  return comprehension != nullptr ? comprehension->iter : nullptr;
}

const Expr* unpacked_value(const FileModel& file, const Binding& binding) {
  if (binding.kind != BindingKind::Unpacking) {
    return nullptr;
  }
  const Node* root = target_root(file, *binding.node);
  if (const auto* assign = as<Assign>(root)) return assign->value;
  const auto* item = as<WithItem>(root);
  return item != nullptr ? item->context_expr : nullptr;
}

int position_in_target(const FileModel& file, const Binding& binding) {
  const Node* parent = file.parent(*binding.node);
  const auto* tuple = as<Tuple>(parent);
  const auto* list = as<ListExpr>(parent);
  if (tuple == nullptr && list == nullptr) {
    return -1;
  }
  const ExprList& items = tuple != nullptr ? tuple->elts : list->elts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i]->is(Kind::Starred)) return -1;
    if (items[i] == binding.node) return static_cast<int>(i);
  }
  return -1;
}

// ---- injection
// -------------------------------------------------------------------------------------

namespace {

bool is_injector(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  const std::string_view name = call != nullptr ? file.resolve(call->func) : std::string_view{};
  return name == "fastapi.Depends" || name == "fastapi.Security";
}

// Whether the annotation is Annotated[T, …, Depends(f)], or names such an alias.
bool injects(const FileModel& file, const Expr& annotation, int depth) {
  constexpr int kMaxAliases = 5;
  if (const auto* subscript = annotation.as<Subscript>()) {
    const auto* items = as<Tuple>(subscript->slice);
    return items != nullptr &&
           std::any_of(items->elts.begin(), items->elts.end(),
                       [&](const Expr* item) { return is_injector(file, *item); });
  }
  const Definition found = depth < kMaxAliases ? file.definition_of(annotation) : Definition{};
  const Node* statement = found.node != nullptr ? found.file->parent(*found.node) : nullptr;
  const Expr* value = nullptr;
  if (const auto* assign = as<Assign>(statement)) value = assign->value;
  if (const auto* assign = as<AnnAssign>(statement)) value = assign->value;
  if (const auto* alias = as<TypeAlias>(statement)) value = alias->value;
  return value != nullptr && injects(*found.file, *value, depth + 1);
}

}  // namespace

bool is_injected_by_default(const FileModel& file, const Arg& parameter) {
  const auto* call = as<Call>(parameter.default_value);
  return call != nullptr && !call->args.empty() && is_injector(file, *call);
}

bool is_injected(const FileModel& file, const Arg& parameter) {
  const bool by_default =
      parameter.default_value != nullptr && is_injector(file, *parameter.default_value);
  return by_default || (parameter.annotation != nullptr && injects(file, *parameter.annotation, 0));
}

bool passes_unpacked_mapping(const Call& call) {
  return std::any_of(call.keywords.begin(), call.keywords.end(),
                     [](const Keyword* keyword) { return keyword->arg.empty(); });
}

// ---- origins
// ---------------------------------------------------------------------------------------

namespace {

// Methods that give back what they are applied to, in another shape.
constexpr std::string_view kKeepingMethods[] = {
    "strip",  "lstrip",     "rstrip",       "lower",        "upper",    "title",
    "encode", "decode",     "format",       "join",         "replace",  "split",
    "read",   "json",       "body",         "form",         "get",      "dict",
    "copy",   "model_dump", "items",        "values",       "keys",     "getlist",
    "pop",    "getvalue",   "removeprefix", "removesuffix", "casefold", "model_dump_json",
    "stream", "capitalize"};
// Functions that do the same to their first argument.
constexpr std::string_view kKeepingFunctions[] = {"builtins.str",
                                                  "builtins.bytes",
                                                  "builtins.list",
                                                  "builtins.tuple",
                                                  "builtins.dict",
                                                  "builtins.set",
                                                  "builtins.sorted",
                                                  "json.loads",
                                                  "base64.b64decode",
                                                  "base64.urlsafe_b64decode",
                                                  "base64.b64encode",
                                                  "urllib.parse.unquote",
                                                  "urllib.parse.quote",
                                                  "io.BytesIO",
                                                  "io.StringIO",
                                                  "bytes.fromhex",
                                                  "builtins.bytes.fromhex",
                                                  "typing.cast",
                                                  "gzip.decompress",
                                                  "zlib.decompress",
                                                  "builtins.bytearray",
                                                  "builtins.memoryview",
                                                  "pathlib.Path",
                                                  "tempfile.SpooledTemporaryFile"};
constexpr std::string_view kNumbers[] = {"builtins.int", "builtins.float", "builtins.len",
                                         "builtins.bool"};
// Attributes of a Request that the server sets.
constexpr std::string_view kServerSide[] = {"app",     "state", "client", "scope",
                                            "session", "user",  "auth"};

class OriginFinder {
 public:
  explicit OriginFinder(const FileModel& file) : file_(file) {}

  Origin of(const Expr* expr) { return expr != nullptr ? of(*expr) : Origin::Constant; }

  Origin of(const Expr& expr) {
    constexpr int kMaxSteps = 300;
    constexpr int kMaxDepth = 30;
    if (++steps_ > kMaxSteps || depth_ >= kMaxDepth) {
      return Origin::Unknown;
    }
    ++depth_;
    const Origin origin = compute(expr);
    --depth_;
    return origin;
  }

 private:
  Origin compute(const Expr& expr) {
    switch (expr.kind) {
      case Kind::Constant:
      case Kind::Compare: return Origin::Constant;
      case Kind::Name: return of_name(*expr.as<Name>());
      case Kind::Attribute: return of_attribute(*expr.as<Attribute>());
      case Kind::Subscript: return of(expr.as<Subscript>()->value);
      case Kind::Call: return of_call(*expr.as<Call>());
      case Kind::IfExp: return worst({expr.as<IfExp>()->body, expr.as<IfExp>()->orelse});
      case Kind::Lambda: return Origin::Unknown;
      default: return of_children(expr);
    }
  }

  Origin worst(std::initializer_list<const Expr*> parts) {
    Origin origin = Origin::Constant;
    for (const Expr* part : parts) origin = std::max(origin, of(part));
    return origin;
  }

  // f-strings, operators, displays, await, comprehensions: whatever they are made of.
  Origin of_children(const Expr& expr) {
    Origin origin = Origin::Constant;
    for (const Node* node : file_.tree().subtree(expr).subspan(1)) {
      const auto* part = node->as<Expr>();
      if (part != nullptr && is_direct_part(expr, *part)) origin = std::max(origin, of(*part));
    }
    return origin;
  }

  // Whether the nearest expression around `part` is `whole`.
  bool is_direct_part(const Expr& whole, const Expr& part) const {
    const Node* at = file_.parent(part);
    while (at != nullptr && at->as<Expr>() == nullptr) at = file_.parent(*at);
    return at == &whole;
  }

  Origin of_name(const Name& name) {
    Origin origin = Origin::Constant;
    const std::vector<const Binding*> bindings = reaching_bindings(file_, name);
    for (const Binding* binding : bindings) {
      origin = std::max(origin, of_binding(*binding));
    }
    return bindings.empty() ? Origin::Unknown : origin;
  }

  Origin of_binding(const Binding& binding) {
    if (binding.kind == BindingKind::Parameter) {
      return of_parameter(*binding.node->as<Arg>());
    }
    if (const Expr* iterable = iterable_of(file_, binding)) return of_item(*iterable, binding);
    if (const Expr* value = unpacked_value(file_, binding)) return of(*value);
    return binding.value != nullptr ? of(*binding.value) : Origin::Unknown;
  }

  // `for column, value in row.items()`: the columns are keys.
  Origin of_item(const Expr& iterable, const Binding& binding) {
    const auto* call = iterable.as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const std::string_view name = method != nullptr ? file_.text(method->attr) : std::string_view{};
    const bool is_key =
        name == "keys" || (name == "items" && position_in_target(file_, binding) == 0);
    return is_key ? of_keys(*method->value) : of(iterable);
  }

  // `row[column] = value`, `row.update(…)` in the same function.
  bool gets_more(const Name& mapping) const {
    const FunctionDef* function = file_.enclosing_function(mapping);
    if (function == nullptr) return true;
    constexpr std::size_t kMost = 300;
    const std::string_view text = file_.text(mapping.name);
    std::size_t seen = 0;
    for (const auto* one : file_.tree().nodes_of<Subscript>(*function)) {
      const bool is_write = one->context == Context::Store && !one->slice->is(Kind::Constant);
      if (++seen > kMost || (is_write && file_.text(*one->value) == text)) return true;
    }
    for (const auto* one : file_.tree().nodes_of<Call>(*function)) {
      const auto* method = one->func->as<Attribute>();
      const bool is_update = method != nullptr && file_.text(method->attr) == "update";
      if (++seen > kMost || (is_update && file_.text(*method->value) == text)) return true;
    }
    return false;
  }

  // Of a mapping, as far as it is seen to be made; else that of the whole.
  Origin of_keys(const Expr& mapping) {
    if (const auto* display = mapping.as<Dict>()) {
      Origin origin = Origin::Constant;
      for (std::uint32_t i = 0; i < display->keys.size(); ++i) {
        const Expr* key = display->keys[i];
        origin = std::max(origin, of(key != nullptr ? key : display->values[i]));
      }
      return origin;
    }
    if (const auto* made = mapping.as<DictComp>()) return of(made->key);
    const auto* name = mapping.as<Name>();
    const auto bindings = name != nullptr ? reaching_bindings(file_, *name)
                                          : std::vector<const Binding*>{};
    const bool is_made = bindings.size() == 1 && bindings[0]->value != nullptr &&
                         (bindings[0]->value->is(Kind::Dict) ||
                          bindings[0]->value->is(Kind::DictComp)) &&
                         !gets_more(*name);
    return is_made ? of_keys(*bindings[0]->value) : of(mapping);
  }

  Origin of_parameter(const Arg& arg) {
    const FunctionDef* function = as<FunctionDef>(file_.parent(*file_.parent(arg)));
    if (function == nullptr || arg.name == names::self || arg.name == names::cls ||
        is_injected(file_, arg)) {
      return Origin::Unknown;
    }
    return file_.is_route_handler(*function) && comes_from_client(arg) ? Origin::Request
                                                                       : Origin::Parameter;
  }

  // FastAPI fills these from the path, query, headers, cookies or body; the rest of a handler's
  // parameters are objects of the framework or of the application.
  bool comes_from_client(const Arg& arg) const {
    if (arg.annotation == nullptr) {
      return true;
    }
    const std::string_view type = file_.type_of_annotation(*arg.annotation);
    if (type.empty() || type.starts_with("builtins.") || type == "fastapi.Request" ||
        type == "fastapi.UploadFile" || type == "fastapi.WebSocket") {
      return true;
    }
    const Definition cls = file_.project().definition(type);
    const auto* node = as<ClassDef>(cls.node);
    return node != nullptr && cls.file->is_pydantic_model(*node);
  }

  Origin of_attribute(const Attribute& attribute) {
    const bool by_server = is_one_of(file_.text(attribute.attr), kServerSide) &&
                           file_.type_of(attribute.value) == "fastapi.Request";
    return by_server ? Origin::Unknown : at_least_unknown(of(attribute.value));
  }

  static Origin at_least_unknown(Origin origin) { return std::max(origin, Origin::Unknown); }

  Origin of_call(const Call& call) {
    const std::string_view target = file_.resolve(call.func);
    if (is_one_of(target, kNumbers)) {
      return Origin::Constant;
    }
    if (is_one_of(target, kKeepingFunctions) && !call.args.empty()) {
      return of(call.args.size() > 1 && target == "typing.cast" ? call.args[1] : call.args[0]);
    }
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || !is_one_of(file_.text(method->attr), kKeepingMethods)) {
      return Origin::Unknown;
    }
    Origin origin = of(method->value);
    if (file_.text(method->attr) == "format" || file_.text(method->attr) == "join") {
      for (const Expr* arg : call.args) origin = std::max(origin, of(*arg));
      for (const Keyword* keyword : call.keywords) origin = std::max(origin, of(keyword->value));
    }
    return origin;
  }

  const FileModel& file_;
  int steps_ = 0;
  int depth_ = 0;
};

}  // namespace

Origin origin_of(const FileModel& file, const Expr& expr) { return OriginFinder(file).of(expr); }

}  // namespace fastidious::semantic
