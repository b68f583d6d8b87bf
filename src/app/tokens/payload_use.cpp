#include "app/tokens/payload_use.h"

#include <algorithm>

#include "app/tokens/way.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kDeepest = 3;
constexpr std::size_t kMostNodes = 5'000;
constexpr std::size_t kMostUses = 500;

// `payload is None`, `not payload`, `if payload`, `assert payload`, `payload and …`
bool is_test(const Node& parent) {
  return parent.is(Kind::If) || parent.is(Kind::UnaryOp) || parent.is(Kind::BoolOp) ||
         parent.is(Kind::Assert) || parent.is(Kind::ExprStmt);
}

// Whether the name is assigned there.
bool is_target(const FileModel& file, const Name& name) {
  const auto* plain = as<Assign>(file.parent(name));
  const auto* annotated = as<AnnAssign>(file.parent(name));
  return (plain != nullptr && plain->value != &name) ||
         (annotated != nullptr && annotated->target == &name);
}

bool is_logging(const FileModel& file, const Call& call) {
  constexpr std::string_view kLogs[] = {"debug", "info", "warning", "error", "exception"};
  const auto* method = call.func->as<Attribute>();
  return (method != nullptr && is_one_of(file.text(method->attr), kLogs)) ||
         file.resolve(*call.func) == "builtins.print";
}

}  // namespace

void PayloadUse::follow(const FileModel& file, const Expr& payload) {
  is_returned = false;
  name.clear();
  seen_.clear();
  use(file, payload, 0);
}

void PayloadUse::use(const FileModel& file, const Expr& at, int depth) {
  if (!seen_.insert(&at).second) return;
  const Node* parent = file.parent(at);
  if (parent == nullptr || depth > kDeepest || seen_.size() > kMostUses) {
    escapes = true;
  } else if (const auto* awaited = parent->as<Await>()) {
    use(file, *awaited, depth);
  } else if (const auto* keyword = parent->as<Keyword>()) {
    use_under(file, *file.parent(*keyword), at, depth);
  } else {
    use_under(file, *parent, at, depth);
  }
}

void PayloadUse::use_under(const FileModel& file, const Node& parent, const Expr& at, int depth) {
  if (const auto* plain = parent.as<Assign>()) {
    use_taken(file, *plain->targets.front(), depth);
  } else if (const auto* annotated = parent.as<AnnAssign>()) {
    use_taken(file, *annotated->target, depth);
  } else if (parent.is(Kind::Return)) {
    // What a helper that it is passed to gives back is not followed.
    (depth == 0 ? is_returned : escapes) = true;
  } else if (const auto* item = parent.as<Subscript>()) {
    use_item(file, *item, at);
  } else if (const auto* method = parent.as<Attribute>()) {
    use_method(file, *method);
  } else if (const auto* compare = parent.as<Compare>()) {
    use_compare(file, *compare, at);
  } else if (const auto* call = parent.as<Call>()) {
    use_argument(file, *call, at, depth);
  } else if (!is_test(parent)) {
    escapes = true;
  }
}

void PayloadUse::use_taken(const FileModel& file, const Expr& target, int depth) {
  const auto* taken = target.as<Name>();
  const FunctionDef* function = file.enclosing_function(target);
  if (taken == nullptr || function == nullptr) {
    escapes = true;
    return;
  }
  if (depth == 0) name = file.text(*taken);
  use_mentions(file, *function, taken->name, depth);
}

void PayloadUse::use_item(const FileModel& file, const Subscript& item, const Expr& at) {
  const auto key = file.constant_string(*item.slice);
  const auto* assign = as<Assign>(file.parent(item));
  if (!key || item.value != &at) {
    escapes = true;
  } else if (assign == nullptr || assign->targets.front() != &item) {
    claims[*key] = false;
  }
}

void PayloadUse::use_method(const FileModel& file, const Attribute& method) {
  const auto* call = as<Call>(file.parent(method));
  const std::string_view called = file.text(method.attr);
  const auto key =
      call != nullptr && !call->args.empty() ? file.constant_string(*call->args[0]) : std::nullopt;
  if (!key || (called != "get" && called != "pop")) {
    escapes = true;
    return;
  }
  const bool has_default = call->args.size() > 1 && !semantic::is_none(*call->args[1]);
  const auto known = claims.find(*key);
  claims[*key] = has_default && (known == claims.end() || known->second);
}

void PayloadUse::use_compare(const FileModel& file, const Compare& compare, const Expr& at) {
  if (compare.left == &at) return;  // payload is None
  const auto key = file.constant_string(*compare.left);
  if (key)
    claims[*key] = false;
  else
    escapes = true;
}

void PayloadUse::use_argument(const FileModel& file, const Call& call, const Expr& at, int depth) {
  const std::string_view target = file.resolve(*call.func);
  if (is_logging(file, call) || target == "builtins.isinstance" || target == "builtins.bool") {
    return;
  }
  if (target == "typing.cast") return use(file, call, depth);
  const auto* method = call.func->as<Attribute>();
  constexpr std::string_view kValidates[] = {"model_validate", "parse_obj"};
  if (method != nullptr && is_one_of(file.text(method->attr), kValidates)) {
    return use_model(file.definition_of(*method->value));
  }
  const Definition callee = file.definition_of(*call.func);
  const bool is_unpacked =
      std::any_of(call.keywords.begin(), call.keywords.end(),
                  [&](const Keyword* one) { return !one->arg && one->value == &at; });
  if (is_unpacked) return use_model(callee);
  use_parameter(file, call, at, callee, depth);
}

void PayloadUse::use_model(const Definition& callee) {
  const auto* cls = as<ClassDef>(callee.node);
  if (cls == nullptr || !callee.file->has_known_bases(*cls)) {
    escapes = true;
    return;
  }
  const semantic::ConfigSetting extra = semantic::config_setting(*callee.file, *cls, "extra");
  const bool forbids =
      extra.value && callee.file->text(*extra.value.expr).find("forbid") != std::string_view::npos;
  if (forbids || !callee.file->is_pydantic_model(*cls)) closed_model = callee;
  for (const Definition& one : semantic::model_and_bases(*callee.file, *cls)) {
    for (const auto& field : semantic::own_fields(*one.file, *one.node->as<ClassDef>())) {
      const Placed alias = field.argument("alias");
      const auto other = alias ? alias.file->constant_string(*alias.expr) : std::nullopt;
      const std::string claim = other ? *other : std::string(one.file->text(field.name));
      claims.try_emplace(claim, field.has_default || field.nullable);
      const std::string_view type = field.type_name();
      if (claim == "sub" || claim.ends_with("id")) {
        converts = converts || type == "builtins.int" || type == "uuid.UUID";
      }
    }
  }
}

void PayloadUse::use_parameter(const FileModel& file, const Call& call, const Expr& at,
                               const Definition& callee, int depth) {
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr) {
    escapes = true;
    return;
  }
  for (const Arg* parameter : function->args->all) {
    if (passed_for({&file, &call}, callee, *parameter).expr != &at) continue;
    use_mentions(*callee.file, *function, parameter->name, depth + 1);
    return;
  }
  escapes = true;
}

void PayloadUse::use_mentions(const FileModel& file, const FunctionDef& function, Identifier taken,
                              int depth) {
  auto nodes = file.tree().subtree(function);
  nodes = nodes.first(std::min(nodes.size(), kMostNodes));
  for (const Node* node : nodes) {
    const auto* mention = node->as<Name>();
    if (mention == nullptr || mention->name != taken || is_target(file, *mention)) continue;
    use(file, *mention, depth);
  }
}

}  // namespace fastidious::app
