#include "app/dependencies/plain_computation.h"

#include <algorithm>
#include <set>

#include "app/dependencies/error_status.h"
#include "app/models/model_class.h"
#include "app/routes/answers.h"
#include "knowledge/plain_libraries.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostNodes = 4'000;  // of bodies that are looked at
constexpr int kMaxDepth = 8;               // of functions that are called

// Of the request: what the program keeps, or knows of who is asking.
constexpr std::string_view kStateful[] = {"app", "state", "session", "scope", "user", "auth"};
// Of texts, displays and what plain libraries make.
constexpr std::string_view kPlainMethods[] = {
    "get",        "items",    "keys",     "values",     "lower",      "upper",        "strip",
    "lstrip",     "rstrip",   "split",    "startswith", "join",       "format",       "title",
    "dict",       "endswith", "replace",  "json",       "count",      "append",       "encode",
    "model_dump", "decode",   "sort",     "extend",     "update",     "add",          "hex",
    "index",      "isdigit",  "getvalue", "seek",       "set_cookie", "delete_cookie"};
constexpr std::string_view kMutating[] = {"append", "extend", "update", "add",        "pop",
                                          "insert", "remove", "clear",  "setdefault", "discard"};
constexpr std::string_view kReaching[] = {"open",    "exec",    "eval",  "globals",   "vars",
                                          "getattr", "setattr", "input", "__import__"};
// Of requests to other sites: what says who is asking there.
constexpr std::string_view kCredentials[] = {"auth", "cookies", "cert", "data", "json", "content"};
constexpr std::string_view kHarmlessHeaders[] = {"User-Agent", "Accept", "user-agent", "accept"};

bool is_cache(std::string_view name) { return lower_case(name).find("cache") != name.npos; }

class Computation {
 public:
  bool suffices(const FileModel& file, const FunctionDef& function, int depth = 0) {
    if (!seen_.insert(&function).second) return true;
    if (is_stub(function) || file.is_abstract(function)) return false;
    return std::all_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
      const auto nodes = file.tree().subtree(*statement);
      return std::all_of(nodes.begin(), nodes.end(), [&](const Node* node) {
        return ++nodes_ <= kMostNodes && is_plain(file, function, *node, depth);
      });
    });
  }

 private:
  // `def load(): ...`, `raise NotImplementedError`: another one runs.
  static bool is_stub(const FunctionDef& function) {
    const auto* only = as<ExprStmt>(function.body.back());
    const bool only_raises = function.body.size() <= 2 && function.body.back()->is(Kind::Raise);
    return function.body.back()->is(Kind::Pass) || only_raises ||
           (only != nullptr && only->value->is(Kind::Constant));
  }

  bool is_plain(const FileModel& file, const FunctionDef& function, const Node& node, int depth) {
    switch (node.kind) {
      case Kind::Global:
      case Kind::Nonlocal: return false;
      case Kind::Return: return !gives_settings(file, *node.as<Return>());
      case Kind::Attribute:
        return !is_one_of(file.text(node.as<Attribute>()->attr), kStateful) &&
               !changes_state(file, function, *node.as<Attribute>()) &&
               is_plain_function(file, *node.as<Attribute>(), depth);
      case Kind::Subscript: return !changes_state(file, function, *node.as<Subscript>());
      case Kind::Name:
        return !is_changing(file, *node.as<Name>()) &&
               is_plain_function(file, *node.as<Name>(), depth);
      case Kind::Call: return is_plain_call(file, *node.as<Call>(), depth);
      default: return true;
    }
  }

  // What is called here, or handed on to be called: `asyncio.to_thread(settle, order)`.
  bool is_plain_function(const FileModel& file, const Expr& expr, int depth) {
    const Definition callee = file.definition_of(expr);
    const auto* function = as<FunctionDef>(callee.node);
    return function == nullptr ||
           (depth < kMaxDepth && suffices(*callee.file, *function, depth + 1));
  }

  // `return settings.token`: what the program is set to.
  static bool gives_settings(const FileModel& file, const Return& result) {
    const auto* attribute = as<Attribute>(result.value);
    const Expr* owner = attribute != nullptr ? attribute->value : result.value;
    if (owner == nullptr || !owner->is(Kind::Name)) return false;
    const std::string name = lower_case(file.text(*owner));
    return name.find("settings") != name.npos || name.find("config") != name.npos;
  }

  // `STORE[key] = value`, `self.count += 1`; a cache may.
  static bool changes_state(const FileModel& file, const FunctionDef& function,
                            const Expr& target) {
    const auto* item = target.as<Subscript>();
    const auto* attribute = target.as<Attribute>();
    const Context context = item != nullptr ? item->context : attribute->context;
    if (context == Context::Load) return false;
    const Expr* owner = item != nullptr ? item->value : attribute->value;
    const ClassDef* cls = file.enclosing_class(function);
    const bool in_cache = cls != nullptr && is_cache(file.text(cls->name));
    const bool in_constructor = file.text(function.name) == "__init__";
    return !in_cache && !in_constructor && !is_own(file, function, *owner);
  }

  // A name that the function binds itself, and that is no parameter.
  static bool is_own(const FileModel& file, const FunctionDef& function, const Expr& owner) {
    const auto* name = owner.as<Name>();
    if (name == nullptr) return false;
    const auto bindings = semantic::reaching_bindings(file, *name);
    return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
      return function.encloses(*one->node) && !one->node->is(Kind::Arg);
    });
  }

  // A display of the module that something puts values into: a store of the program's own.
  static bool is_changing(const FileModel& file, const Name& name) {
    const Definition defined = file.definition_of(name);
    const auto* bound = as<Name>(defined.node);
    if (bound == nullptr || defined.file->enclosing_function(*bound) != nullptr) return false;
    const FileModel& there = *defined.file;
    const auto names = there.tree().nodes_of<Name>();
    return std::any_of(names.begin(), names.end(), [&](const Name* one) {
      return one->name == bound->name && puts_into(there, *one);
    });
  }

  static bool puts_into(const FileModel& file, const Name& name) {
    const Node* parent = file.parent(name);
    if (const auto* item = as<Subscript>(parent)) return item->context != Context::Load;
    const auto* method = as<Attribute>(parent);
    const auto* call = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
    return call != nullptr && call->func == method &&
           is_one_of(file.text(method->attr), kMutating) && !is_cache(file.text(name));
  }

  bool is_plain_call(const FileModel& file, const Call& call, int depth) {
    const Definition callee = file.definition_of(*call.func);
    if (as<FunctionDef>(callee.node) != nullptr) return true;  // its name is looked at
    if (as<ClassDef>(callee.node) != nullptr) return makes_plain_object(callee, depth);
    const std::string_view target = file.resolve(*call.func);
    if (target == "builtins.getattr" && names_attribute(call)) return true;
    if (target.starts_with("builtins.")) {
      const std::string_view name = target.substr(target.rfind('.') + 1);
      return !is_one_of(name, kReaching);
    }
    if (knowledge::reads_other_sites(target)) return says_nothing(file, call);
    if (knowledge::is_plain_library(target)) return true;
    if (target.ends_with("FileResponse") || target.ends_with("TemplateResponse")) return false;
    if (target.ends_with("Response") || target.ends_with("HTTPException")) return true;
    return is_plain_value(file, *call.func);
  }

  // `getattr(config, "BACKEND_URL", None)`
  static bool names_attribute(const Call& call) {
    const auto* name = call.args.size() > 1 ? call.args[1]->as<Constant>() : nullptr;
    return name != nullptr && name->is_str() && !is_one_of(name->value, kStateful);
  }

  bool makes_plain_object(const Definition& cls, int depth) {
    if (kind_of_class(*cls.file, *cls.node->as<ClassDef>()) != ClassKind::Other) return true;
    const FileModel* file = nullptr;
    const FunctionDef* init = method_of(cls, "__init__", &file);
    return cls.file->has_known_bases(*cls.node->as<ClassDef>()) &&
           (init == nullptr || (depth < kMaxDepth && suffices(*file, *init, depth + 1)));
  }

  // Without credentials: nobody's data comes back.
  static bool says_nothing(const FileModel& file, const Call& call) {
    return std::all_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
      const std::string_view name = one->arg.empty() ? "headers" : file.text(one->arg);
      return !is_one_of(name, kCredentials) &&
             (name != "headers" || says_nothing(evaluate(file, one->value)));
    });
  }

  static bool says_nothing(const Value& headers) {
    if (!headers.is(Value::Kind::Dict)) return false;
    for (std::size_t i = 0; i < headers.items.size(); i += 2) {  // keys and values in turns
      if (!is_one_of(headers.items[i].text, kHarmlessHeaders)) return false;
    }
    return true;
  }

  // What the function is given, or made by what is looked at: not `users` of `users.get(id)`, which
  // comes from elsewhere, unless that is a display.
  static bool is_at_hand(const FileModel& file, const Expr& owner) {
    const Expr* root = &owner;
    while (const auto* attribute = root->as<Attribute>()) root = attribute->value;
    const auto* name = root->as<Name>();
    if (name == nullptr) return true;
    const auto bindings = semantic::reaching_bindings(file, *name);
    return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
      return file.enclosing_function(*one->node) != nullptr || one->node->is(Kind::Arg) ||
             (one->value != nullptr && is_display(*one->value));
    });
  }

  static bool is_display(const Expr& value) {
    return value.is(Kind::Dict) || value.is(Kind::ListExpr) || value.is(Kind::Set) ||
           value.is(Kind::Tuple) || value.is(Kind::Constant);
  }

  // A method of what a plain library has made, or one that texts and displays have; a function that
  // was handed in, which is looked at where it is written.
  static bool is_plain_value(const FileModel& file, const Expr& callee) {
    const auto* method = callee.as<Attribute>();
    if (method != nullptr && is_one_of(file.text(method->attr), kPlainMethods)) {
      return is_at_hand(file, *method->value);
    }
    const auto* name = as<Name>(method != nullptr ? method->value : &callee);
    if (name == nullptr) return false;
    const auto bindings = semantic::reaching_bindings(file, *name);
    return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
      if (method == nullptr) return one->node->is(Kind::Arg);
      const auto* awaited = as<Await>(one->value);
      const auto* made = as<Call>(awaited != nullptr ? awaited->value : one->value);
      return made != nullptr && knowledge::is_plain_library(file.resolve(*made->func));
    });
  }

  std::set<const FunctionDef*> seen_;
  std::size_t nodes_ = 0;
};

}  // namespace

bool only_computes(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || !route.dependant.dependencies.empty()) return false;
  // What others report is to be believed or not, whatever is done with it by now.
  const bool reads = route.methods.size() == 1 && route.methods.front() == "GET";
  if (!reads && route.path.find("hook") != route.path.npos) return false;
  const FileModel& file = *route.handler.definition.file;
  return !answers_of(file, *function).empty() && Computation().suffices(file, *function);
}

}  // namespace fastidious::app
