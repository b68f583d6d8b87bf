#include "app/effects/carried_value.h"

#include <algorithm>

#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::SymbolId;

namespace {

constexpr std::size_t kMaxFunctions = 12;
constexpr int kMaxReturns = 2;  // functions that give the value back, one inside another

// By the last part of their names.
constexpr std::string_view kCopyMethods[] = {"copy",   "model_dump",      "dict",    "json",
                                             "encode", "model_dump_json", "to_dict", "items"};
constexpr std::string_view kCopyFunctions[] = {"dict", "copy", "deepcopy", "dumps",
                                               "jsonable_encoder"};
constexpr std::string_view kClients[] = {"httpx.", "requests.", "aiohttp.", "urllib3."};
constexpr std::string_view kSending[] = {"post", "put", "patch", "request", "send", "stream"};
constexpr std::string_view kClientNames[] = {"session", "client", "http"};

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

SymbolId symbol_of_parameter(const Definition& function, const Arg& parameter) {
  const auto& scopes = function.file->scopes();
  return scopes.lookup_here(scopes.scope_opened_by(*function.node), parameter.name);
}

// The parameter that argument `index`, or the keyword, is passed to; null if that is not known.
const Arg* taking(const FileModel& file, const Call& call, const Definition& callee, int index,
                  Identifier keyword) {
  const auto& function = static_cast<const FunctionDef&>(*callee.node);
  if (index < 0) {
    for (const Arg* one : function.args->all) {
      if (one->name == keyword && one->passing != Passing::VarKeyword) return one;
    }
    return nullptr;
  }
  const bool bound = callee.file->is_method(function) && !callee.file->is_static_method(function) &&
                     !file.resolve(*call.func).ends_with(".__init__");
  const std::size_t at = static_cast<std::size_t>(index) + (bound ? 1 : 0);
  if (at >= function.args->all.size()) return nullptr;
  const Arg* found = function.args->all[at];
  const bool plain = found->passing == Passing::Plain || found->passing == Passing::PositionalOnly;
  return plain ? found : nullptr;
}

class Tracker {
 public:
  std::vector<Carrier> run(Carrier first) {
    all_.push_back(std::move(first));
    for (std::size_t i = 0; i < all_.size(); ++i) {
      find_names(all_[i]);
      follow(Carrier(all_[i]));
    }
    return std::move(all_);
  }

 private:
  // The names that are assigned the value, in the order of the text; copies of copies follow.
  static void find_names(Carrier& carrier, int depth = kMaxReturns) {
    const FileModel& file = *carrier.function.file;
    for (const Node* node : file.tree().subtree(*carrier.function.node)) {
      if (const auto* assign = node->as<Assign>()) {
        for (const Expr* target : assign->targets) {
          add_names(carrier, *target, *assign->value, depth);
        }
      } else if (const auto* declared = node->as<AnnAssign>(); declared != nullptr) {
        if (declared->value == nullptr) continue;
        add_names(carrier, *declared->target, *declared->value, depth);
      }
    }
  }

  static void add_names(Carrier& carrier, const Expr& target, const Expr& value, int depth) {
    if (carrier.holds(value)) return add_name(carrier, target);
    if (depth == 0) return;
    for (const Carrier& callee : callees_of(carrier, value)) {
      add_returned(carrier, target, callee, depth - 1);
    }
  }

  static void add_name(Carrier& carrier, const Expr& target) {
    const auto* name = target.as<Name>();
    if (name == nullptr) return;
    const SymbolId symbol = carrier.function.file->scopes().symbol_of(*name);
    if (symbol.valid()) carrier.names.push_back(symbol);
  }

  // `url, payload = prepare(body)`: the names that get the value back from a function.
  static void add_returned(Carrier& carrier, const Expr& target, Carrier callee, int depth) {
    find_names(callee, depth);
    const auto* targets = target.as<Tuple>();
    for (const auto* leave : callee.function.file->tree().nodes_of<Return>(*callee.function.node)) {
      if (leave->value == nullptr) continue;
      if (callee.holds(*leave->value)) add_name(carrier, target);
      const auto* parts = leave->value->as<Tuple>();
      if (parts == nullptr || targets == nullptr) continue;
      for (std::uint32_t i = 0; i < parts->elts.size() && i < targets->elts.size(); ++i) {
        if (callee.holds(*parts->elts[i])) add_name(carrier, *targets->elts[i]);
      }
    }
  }

  // The functions of the repository that a call, awaited or not, gives the value to.
  static std::vector<Carrier> callees_of(const Carrier& carrier, const Expr& value) {
    std::vector<Carrier> found;
    const auto* awaited = value.as<Await>();
    const auto* call = as<Call>(awaited != nullptr ? awaited->value : &value);
    if (call == nullptr) return found;
    for (std::uint32_t i = 0; i < call->args.size(); ++i) {
      if (carrier.holds(*call->args[i])) {
        add_callee(carrier, *call, static_cast<int>(i), {}, found);
      }
    }
    for (const Keyword* keyword : call->keywords) {
      if (carrier.holds(*keyword->value)) add_callee(carrier, *call, -1, keyword->arg, found);
    }
    return found;
  }

  static void add_callee(const Carrier& carrier, const Call& call, int index, Identifier keyword,
                         std::vector<Carrier>& found) {
    const FileModel& file = *carrier.function.file;
    const Definition callee = file.definition_of(*call.func);
    if (as<FunctionDef>(callee.node) == nullptr) return;
    const Arg* taken = taking(file, call, callee, index, keyword);
    const SymbolId symbol = taken != nullptr ? symbol_of_parameter(callee, *taken) : SymbolId{};
    if (symbol.valid()) found.push_back({callee, {symbol}, nullptr, carrier.following});
  }

  void follow(const Carrier& carrier) {
    const FileModel& file = *carrier.function.file;
    for (const auto* call : file.tree().nodes_of<Call>(*carrier.function.node)) {
      for (Carrier& callee : callees_of(carrier, *call)) add(std::move(callee));
    }
  }

  void add(Carrier callee) {
    const bool known = std::any_of(all_.begin(), all_.end(), [&](const Carrier& one) {
      return one.function.node == callee.function.node &&
             std::find(one.names.begin(), one.names.end(), callee.names[0]) != one.names.end();
    });
    if (!known && all_.size() < kMaxFunctions) all_.push_back(std::move(callee));
  }

  std::vector<Carrier> all_;
};

}  // namespace

bool Carrier::holds(const Expr& expr) const {
  if (&expr == origin) return true;
  if (const auto* name = expr.as<Name>()) {
    const SymbolId symbol = function.file->scopes().symbol_of(*name);
    return symbol.valid() && std::find(names.begin(), names.end(), symbol) != names.end();
  }
  if (const auto* awaited = expr.as<Await>()) return holds(*awaited->value);
  if (const auto* starred = expr.as<Starred>()) return holds(*starred->value);
  if (const auto* call = expr.as<Call>()) return is_made_of(*call);
  if (const auto* either = expr.as<IfExp>()) return holds(*either->body) || holds(*either->orelse);
  if (const auto* joined = expr.as<BinOp>()) return holds(*joined->left) || holds(*joined->right);
  if (const auto* attribute = expr.as<Attribute>()) {
    const std::string_view name = function.file->text(attribute->attr);
    const bool inside = !following.member.empty() && name == following.member;
    return (inside || name == "model_extra" || name == "__dict__") && holds(*attribute->value);
  }
  if (const auto* choice = expr.as<BoolOp>()) {
    return std::any_of(choice->values.begin(), choice->values.end(),
                       [this](const Expr* one) { return holds(*one); });
  }
  const auto* display = expr.as<Dict>();
  if (display == nullptr) return false;
  for (std::uint32_t i = 0; i < display->values.size(); ++i) {
    const bool unpacked = display->keys[i] == nullptr;
    if ((unpacked || following.inside_others) && holds(*display->values[i])) return true;
  }
  return false;
}

bool Carrier::is_made_of(const Call& call) const {
  const FileModel& file = *function.file;
  const std::string_view target = file.resolve(*call.func);
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && is_one_of(file.text(method->attr), kCopyMethods) &&
      holds(*method->value)) {
    return true;
  }
  if (following.made_of_it && is_given_to(call)) return true;
  if (following.as_text && is_text_of_it(call)) return true;
  const Definition made = following.inside_others ? file.definition_of(*call.func) : Definition{};
  if (const auto* cls = as<ClassDef>(made.node); cls != nullptr) {
    return made.file->is_pydantic_model(*cls) && is_given_to(call);
  }
  const std::string_view last = method != nullptr
                                    ? file.text(method->attr)
                                    : last_part(target.empty() ? file.text(*call.func) : target);
  return is_one_of(last, kCopyFunctions) && is_given_to(call);
}

bool Carrier::is_text_of_it(const Call& call) const {
  constexpr std::string_view kTextMethods[] = {"strip", "lower", "upper", "casefold"};
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) {
    return function.file->resolve(*call.func) == "builtins.str" && is_given_to(call);
  }
  return is_one_of(function.file->text(method->attr), kTextMethods) && holds(*method->value);
}

bool Carrier::is_given_to(const Call& call) const {
  return std::any_of(call.args.begin(), call.args.end(),
                     [this](const Expr* one) { return holds(*one); }) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [this](const Keyword* one) { return holds(*one->value); });
}

std::vector<Carrier> carriers_of(const Definition& function, const Arg& parameter,
                                 Following following) {
  return Tracker().run({function, {symbol_of_parameter(function, parameter)}, nullptr, following});
}

std::vector<Carrier> carriers_of(const Definition& function, const Expr& origin,
                                 Following following) {
  return Tracker().run({function, {}, &origin, following});
}

bool sends_request(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (std::any_of(std::begin(kClients), std::end(kClients),
                  [&](std::string_view one) { return target.starts_with(one); })) {
    return true;
  }
  // What is not resolved is taken by its names: `session.request(…)`, `self.http_client.post(…)`.
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || file.definition_of(*call.func) ||
      !is_one_of(file.text(method->attr), kSending)) {
    return false;
  }
  const std::string_view receiver = last_part(file.text(*method->value));
  return std::any_of(std::begin(kClientNames), std::end(kClientNames),
                     [&](std::string_view one) { return receiver.find(one) != receiver.npos; });
}

}  // namespace fastidious::app
