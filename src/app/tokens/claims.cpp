#include "app/tokens/claims.h"

#include <algorithm>

#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kDeepest = 8;
constexpr int kMostReads = 500;  // of one payload: `payload.update(payload)` leads back
constexpr std::size_t kMostNodes = 5'000;

std::optional<std::string> constant_of(const Held& held) {
  if (!held.value) return std::nullopt;
  if (const auto text = held.value.file->constant_string(*held.value.expr)) return text;
  const Value value = evaluate(held.value);
  const Value& plain = value.is(Value::Kind::EnumMember) ? value.items.front() : value;
  if (plain.is(Value::Kind::Str)) return plain.text;
  if (plain.is(Value::Kind::Bool)) return plain.is_true() ? "True" : "False";
  return std::nullopt;
}

class PayloadReader {
 public:
  PayloadReader(const Way& way, Claims& claims) : way_(way), claims_(claims) {}

  void read(const Held& payload, int depth) {
    if (!payload.value || depth > kDeepest || reads_++ > kMostReads) return open(payload);
    const Expr& expr = *payload.value.expr;
    if (const auto* dict = expr.as<Dict>()) return read_display(*dict, payload, depth);
    if (const auto* name = expr.as<Name>()) return read_name(*name, payload, depth);
    if (const auto* call = expr.as<Call>()) return read_call(*call, payload, depth);
    const auto* both = expr.as<BinOp>();
    if (both == nullptr || both->op != Operator::BitOr) return open(payload);
    read(at(payload, both->left), depth + 1);
    read(at(payload, both->right), depth + 1);
  }

 private:
  static Held at(const Held& near, const Expr* expr) {
    return {{near.value.file, expr}, near.level};
  }

  void open(const Held& unknown) {
    claims_.may_be_more = true;
    if (unknown.value) claims_.from.insert(unknown.value.expr);
  }

  void put(std::string_view name, const Held& value, bool is_sure) {
    const Held origin = origin_of(value, way_);
    const std::string_view source =
        origin.value ? origin.value.file->resolve(*origin.value.expr) : std::string_view{};
    claims_.all[std::string(name)] = {constant_of(origin), subject_of(value, way_),
                                      std::string(source), is_sure, value.level};
  }

  void read_display(const Dict& dict, const Held& near, int depth) {
    for (std::uint32_t i = 0; i < dict.keys.size(); ++i) {
      if (dict.keys[i] == nullptr) {
        read(at(near, dict.values[i]), depth + 1);
      } else if (const auto key = near.value.file->constant_string(*dict.keys[i])) {
        put(*key, at(near, dict.values[i]), true);
      } else {
        claims_.may_be_more = true;
      }
    }
  }

  void read_name(const Name& name, const Held& payload, int depth) {
    if (const Held above = argument_on(way_, payload); above.value) {
      read(above, depth + 1);
    } else {
      const auto bindings = semantic::reaching_bindings(*payload.value.file, name);
      const bool single = bindings.size() == 1;
      if (single && bindings.front()->value != nullptr) {
        read(at(payload, bindings.front()->value), depth + 1);
      } else {
        claims_.may_be_more = true;
        if (single) claims_.from.insert(bindings.front()->node);
      }
    }
    read_changes(name, payload, depth);
  }

  // `payload["type"] = …`, `payload.update(…)` in the function that holds it.
  void read_changes(const Name& name, const Held& payload, int depth) {
    const FileModel& file = *payload.value.file;
    const FunctionDef* function = file.enclosing_function(name);
    if (function == nullptr) return;
    auto nodes = file.tree().subtree(*function);
    nodes = nodes.first(std::min(nodes.size(), kMostNodes));
    for (const Node* node : nodes) {
      const auto* use = node->as<Name>();
      if (use == nullptr || use->name != name.name || use == &name) continue;
      if (use->begin > name.begin) break;
      read_change(*use, payload, *function, depth);
    }
  }

  void read_change(const Name& use, const Held& payload, const FunctionDef& function, int depth) {
    const FileModel& file = *payload.value.file;
    const Node* parent = file.parent(use);
    const bool is_sure = file.parent(file.enclosing_statement(use)) == &function ||
                         !semantic::is_conditional(file, use);
    if (const auto* item = as<Subscript>(parent)) {
      const auto* assign = as<Assign>(file.parent(*item));
      const auto key = file.constant_string(*item->slice);
      if (assign == nullptr || assign->targets.front() != item) return;
      if (!key) return open({});
      return put(*key, at(payload, assign->value), is_sure);
    }
    const auto* method = as<Attribute>(parent);
    const auto* call = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
    if (call != nullptr && call->func == method) {
      if (file.text(method->attr) == "update") read_update(*call, payload, depth);
      if (file.text(method->attr) == "setdefault") open({});
    } else if (const auto* grown = as<AugAssign>(parent);
               grown != nullptr && grown->target == &use) {
      read(at(payload, grown->value), depth + 1);
    } else if (as<Call>(parent) != nullptr && !is_reading(file, *parent->as<Call>())) {
      open({});
    }
  }

  // `dict(payload)`, `len(payload)`: it stays what it is.
  static bool is_reading(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    return target.starts_with("builtins.") || target.starts_with("jwt.") ||
           target.starts_with("jose.") || target.starts_with("logging.");
  }

  void read_update(const Call& call, const Held& payload, int depth) {
    for (const Expr* one : call.args) read(at(payload, one), depth + 1);
    read_keywords(call, payload, depth);
  }

  void read_keywords(const Call& call, const Held& near, int depth) {
    for (const Keyword* one : call.keywords) {
      if (one->arg) {
        put(near.value.file->text(one->arg), at(near, one->value), true);
      } else {
        read(at(near, one->value), depth + 1);
      }
    }
  }

  void read_call(const Call& call, const Held& payload, int depth) {
    const FileModel& file = *payload.value.file;
    const std::string_view target = file.resolve(*call.func);
    constexpr std::string_view kCopies[] = {"copy", "model_dump", "dict", "_asdict"};
    const auto* method = call.func->as<Attribute>();
    if (target == "builtins.dict" || target == "copy.copy" || target == "copy.deepcopy") {
      if (!call.args.empty()) read(at(payload, call.args[0]), depth + 1);
      return read_keywords(call, payload, depth);
    }
    if (method != nullptr && is_one_of(file.text(method->attr), kCopies)) {
      return read(at(payload, method->value), depth + 1);
    }
    const Definition callee = file.definition_of(*call.func);
    if (const auto* cls = as<ClassDef>(callee.node))
      return read_model(*cls, callee, payload, depth);
    // `with_times({"sub": …})`: what is put in stays, as a rule.
    for (const Expr* one : call.args) {
      if (one->is(Kind::Dict)) read(at(payload, one), depth + 1);
    }
    open(payload);
  }

  void read_model(const ClassDef& cls, const Definition& callee, const Held& made, int depth) {
    for (const Definition& one : semantic::model_and_bases(*callee.file, cls)) {
      for (const auto& field : semantic::own_fields(*one.file, *one.node->as<ClassDef>())) {
        if (field.default_value) {
          put(one.file->text(field.name), {field.default_value, made.level}, true);
        }
      }
    }
    const Call& call = *made.value.expr->as<Call>();
    read_keywords(call, made, depth);
    claims_.may_be_more = claims_.may_be_more || !call.args.empty();
  }

  const Way& way_;
  Claims& claims_;
  int reads_ = 0;
};

// `str(user.id)`, `f"{user.id}"`, `user.id.hex`: what is inside.
const Expr* inner_value(const FileModel& file, const Expr* expr) {
  for (int i = 0; i < kDeepest; ++i) {
    const auto* call = expr->as<Call>();
    const auto* text = expr->as<JoinedStr>();
    const auto* attribute = expr->as<Attribute>();
    const std::string_view target = call != nullptr ? file.resolve(*call->func) : "";
    if (call != nullptr && call->args.size() == 1 &&
        (target == "builtins.str" || target == "builtins.int")) {
      expr = call->args[0];
    } else if (text != nullptr && text->values.size() == 1 &&
               text->values[0]->as<FormattedValue>() != nullptr) {
      expr = text->values[0]->as<FormattedValue>()->value;
    } else if (attribute != nullptr &&
               (file.text(attribute->attr) == "hex" || file.text(attribute->attr) == "value")) {
      expr = attribute->value;
    } else {
      break;
    }
  }
  return expr;
}

// Of `user.id`: "user", for whoever is called so.
std::string owner_word(const FileModel& file, const Attribute& attribute) {
  constexpr std::string_view kPersons[] = {"user", "account", "admin", "member", "me", "customer"};
  const std::string_view owner = semantic::last_name(file, *attribute.value);
  if (names_any_of(owner, kPersons)) return "user";
  const std::vector<std::string> words = name_words(owner);
  return words.empty() ? std::string() : words.back();
}

std::string subject_named(std::string_view name, const std::string& owner) {
  const std::vector<std::string> words = name_words(name);
  if (words.empty() || owner == "self") return {};
  constexpr std::string_view kIds[] = {"id", "uuid", "pk", "uid", "guid"};
  constexpr std::string_view kVague[] = {"data",  "payload", "subject", "sub",   "identity",
                                         "value", "claims",  "key",     "extra", "identifier"};
  constexpr std::string_view kNames[] = {"username", "login"};
  if (is_one_of(words.back(), kVague)) return {};
  if (names_any_of(name, std::initializer_list<std::string_view>{"email", "mail"})) return "email";
  if (is_one_of(words.back(), kNames) || lower_case(name) == "user_name") return "username";
  if (!is_one_of(words.back(), kIds)) return words.back();
  if (words.size() == 1) return owner.empty() || owner == "user" ? "user id" : owner + " id";
  constexpr std::string_view kPersons[] = {"user", "account", "member", "admin"};
  const std::string& whose = words[words.size() - 2];
  return (is_one_of(whose, kPersons) ? "user" : whose) + std::string(" id");
}

}  // namespace

const Claim* Claims::find(std::string_view name) const {
  const auto found = all.find(name);
  return found != all.end() ? &found->second : nullptr;
}

Claims claims_on(const Way& way, Placed payload) {
  Claims claims;
  PayloadReader(way, claims).read({payload, 0}, 0);
  return claims;
}

std::string subject_of(Held held, const Way& way) {
  for (int i = 0; i < kDeepest && held.value; ++i) {
    held.value.expr = inner_value(*held.value.file, held.value.expr);
    const Expr& expr = *held.value.expr;
    if (const auto* attribute = expr.as<Attribute>()) {
      const FileModel& file = *held.value.file;
      return subject_named(file.text(attribute->attr), owner_word(file, *attribute));
    }
    if (expr.as<Name>() == nullptr) return {};
    Held above = argument_on(way, held);
    if (!above.value) {
      const auto bindings = semantic::reaching_bindings(*held.value.file, *expr.as<Name>());
      const Expr* value = bindings.size() == 1 ? bindings.front()->value : nullptr;
      const bool goes_on =
          value != nullptr && !inner_value(*held.value.file, value)->is(Kind::Call);
      if (!goes_on) return subject_named(held.value.file->text(expr), "");
      above = {{held.value.file, value}, held.level};
    }
    held = above;
  }
  return {};
}

bool is_time(std::string_view claim) { return claim == "exp" || claim == "iat" || claim == "nbf"; }

}  // namespace fastidious::app
