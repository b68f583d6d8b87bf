#include "app/ownership/owned_objects.h"

#include <algorithm>
#include <iterator>

#include "app/dependencies/behaviour.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// The class of the repository that `expr` names.
Definition class_named(const FileModel& file, const Expr& expr) {
  if (!expr.is(Kind::Name) && !expr.is(Kind::Attribute)) return {};
  const Definition found = file.definition_of(expr);
  return as<ClassDef>(found.node) != nullptr ? found : Definition{};
}

// The class of the repository whose instance `expr` is.
Definition class_of_instance(const FileModel& file, const Expr& expr) {
  const std::string_view type = file.type_of(expr);
  if (type.empty()) return {};
  const Definition found = file.project().definition(type);
  return as<ClassDef>(found.node) != nullptr ? found : Definition{};
}

bool declares(const Definition& cls, std::string_view name) {
  const auto& body = cls.node->as<ClassDef>()->body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto* annotated = statement->as<AnnAssign>();
    const auto* plain = statement->as<Assign>();
    const Expr* target = annotated != nullptr ? annotated->target
                         : plain != nullptr   ? plain->targets[0]
                                              : nullptr;
    const auto* variable = as<Name>(target);
    return variable != nullptr && cls.file->text(variable->name) == name;
  });
}

bool is_key(std::string_view name) {
  return name == "id" || name == "pk" || name == "uuid" || name == "slug";
}

bool is_equality(const Compare& compare) {
  return compare.ops.size() == 1 &&
         (compare.ops[0] == Comparator::Eq || compare.ops[0] == Comparator::NotEq);
}

bool has_raise(const FileModel& file, const StmtList& body) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement,
                                  [](const Node& node) { return node.is(Kind::Raise); });
  });
}

// Whether the request is refused where the test comes out the one way or the other.
bool refuses(const FileModel& file, const Node& test) {
  for (const Node* at = &test; at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Assert)) return true;
    const auto* choice = at->as<If>();
    if (choice != nullptr) return has_raise(file, choice->body) || has_raise(file, choice->orelse);
    if (at->is(Kind::FunctionDef) || at->is(Kind::AsyncFunctionDef)) return false;
  }
  return false;
}

// Whether the query around `node` names the object by its key, too: it is about one.
bool is_about_one(const FileModel& file, const Node& node) {
  const auto nodes = file.tree().subtree(file.enclosing_statement(node));
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* one) {
    const auto* compare = one->as<Compare>();
    const auto* column = compare != nullptr ? compare->left->as<Attribute>() : nullptr;
    const auto* keyword = one->as<Keyword>();
    const std::string_view name = column != nullptr    ? file.text(column->attr)
                                  : keyword != nullptr ? file.text(keyword->arg)
                                                       : std::string_view{};
    return is_key(name);
  });
}

// The class that a query is about, or the method that gives its results: `Item` of
// `session.query(Item).filter_by`, `session.exec(select(Item)).first`, `Item.filter`.
Definition class_of_query(const FileModel& file, const Expr& expr, int depth = 0) {
  constexpr int kDeepest = 12;
  if (depth > kDeepest) return {};
  if (const Definition cls = class_named(file, expr)) return cls;
  if (const auto* awaited = expr.as<Await>()) return class_of_query(file, *awaited->value, depth);
  if (const auto* attribute = expr.as<Attribute>()) {
    return class_of_query(file, *attribute->value, depth + 1);
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return {};
  for (const Expr* argument : call->args) {
    if (!argument->is(Kind::Call) && !argument->is(Kind::Name) && !argument->is(Kind::Attribute)) {
      continue;
    }
    if (const Definition cls = class_of_query(file, *argument, depth + 1)) return cls;
  }
  return call->func->is(Kind::Attribute) ? class_of_query(file, *call->func, depth + 1)
                                         : Definition{};
}

// The class of the object that the variable holds, by its type or by the query that gives it.
Definition class_of_object(const FileModel& file, const Expr& object) {
  if (const Definition cls = class_of_instance(file, object)) return cls;
  const auto* name = object.as<Name>();
  const FunctionDef* function = name != nullptr ? file.enclosing_function(object) : nullptr;
  if (function == nullptr) return {};
  for (const Node* node : file.tree().subtree(*function)) {
    const auto* assign = node->as<Assign>();
    const auto* target = assign != nullptr ? assign->targets[0]->as<Name>() : nullptr;
    if (target == nullptr || target->name != name->name) continue;
    if (const Definition cls = class_of_query(file, *assign->value)) return cls;
  }
  return {};
}

// ---- checks -------------------------------------------------------------------------------------

class CheckSearch {
 public:
  CheckSearch(const Endpoint& endpoint, const Dependency& caller)
      : endpoint_(endpoint), caller_(caller) {}

  void look_into(const NamedValue& value) {
    for (const Node* node : value.function.file->tree().subtree(*value.function.node)) {
      if (const auto* compare = node->as<Compare>()) {
        look_at(value, *compare);
      } else if (const auto* call = node->as<Call>()) {
        look_at(value, *call);
      }
    }
  }

  std::vector<OwnerCheck> take() { return std::move(found_); }

 private:
  void look_at(const NamedValue& value, const Compare& compare) {
    if (!is_equality(compare)) return;
    const Expr& left = *compare.left;
    const Expr& right = *compare.comparators[0];
    if (value.is(left) == value.is(right)) return;
    const auto* column = (value.is(left) ? right : left).as<Attribute>();
    if (column == nullptr) return;
    const FileModel& file = *value.function.file;
    const std::string_view name = file.text(column->attr);
    if (const Definition cls = class_named(file, *column->value)) {
      add(cls, name, {&file, &compare}, !is_about_one(file, compare));
    } else if (refuses(file, compare)) {
      add(class_of_object(file, *column->value), name, {&file, &compare}, false);
    }
  }

  // filter_by(owner_id=user.id)
  void look_at(const NamedValue& value, const Call& call) {
    const FileModel& file = *value.function.file;
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || call.keywords.empty()) return;
    const std::string_view name = file.text(method->attr);
    if (!name.starts_with("filter") && !name.starts_with("get") && !name.starts_with("find")) {
      return;
    }
    for (const Keyword* keyword : call.keywords) {
      if (keyword->arg.empty() || !value.is(*keyword->value)) continue;
      const Definition cls = class_of_query(file, *call.func);
      add(cls, file.text(keyword->arg), {&file, &call}, !is_about_one(file, call));
    }
  }

  void add(const Definition& cls, std::string_view column, Placed at, bool is_of_list) {
    // What is compared by its own key is the caller, or somebody else.
    if (!cls || column == "id" || column == "uid" || !declares(cls, column)) return;
    found_.push_back({&endpoint_, &caller_, cls, column, at, is_of_list});
  }

  const Endpoint& endpoint_;
  const Dependency& caller_;
  std::vector<OwnerCheck> found_;
};

// ---- accesses -----------------------------------------------------------------------------------

// Item.id == id
Definition class_asked_for(const NamedValue& value, const Compare& compare) {
  const auto* column = compare.left->as<Attribute>();
  if (compare.ops.size() != 1 || compare.ops[0] != Comparator::Eq || column == nullptr) return {};
  const FileModel& file = *value.function.file;
  const bool by_key = is_key(file.text(column->attr)) && value.is(*compare.comparators[0]);
  return by_key ? class_named(file, *column->value) : Definition{};
}

// session.get(Item, id), Item.get(id=id), repository.get(id) that gives an Item
Definition class_asked_for(const NamedValue& value, const Call& call) {
  const FileModel& file = *value.function.file;
  bool given = false;
  Definition cls;
  for (const Expr* argument : call.args) {
    given = given || value.is(*argument);
    if (!cls) cls = class_named(file, *argument);
  }
  for (const Keyword* keyword : call.keywords) {
    if (!value.is(*keyword->value)) continue;
    given = true;
    if (!cls && is_key(file.text(keyword->arg))) cls = class_of_query(file, *call.func);
  }
  const bool makes_one(class_named(file, *call.func));  // Item(parent=id)
  if (!given || cls || makes_one) return given && !makes_one ? cls : Definition{};
  const auto* awaited = as<Await>(file.parent(call));
  return awaited != nullptr ? class_of_instance(file, *awaited) : class_of_instance(file, call);
}

// Dependencies of the endpoint that take the caller as a parameter, too: `owned_item(id, user)`.
void look_at_dependencies(const Dependency& dependency, const Dependency& caller,
                          PassedValues& values, CheckSearch& search) {
  for (const Dependency& one : dependency.dependencies) {
    if (one.callable.definition.node == caller.callable.definition.node && !one.name.empty()) {
      const Definition function = function_of(dependency.callable);
      if (as<FunctionDef>(function.node) == nullptr) continue;
      for (const NamedValue& value : values.of(function, one.name)) search.look_into(value);
    }
    look_at_dependencies(one, caller, values, search);
  }
}

}  // namespace

bool refuses_strangers(const Endpoint& endpoint, const Dependency& dependency) {
  const auto& all = endpoint.authentication.evidence;
  return !dependency.scheme && !dependency.callable.text.empty() &&
         std::any_of(all.begin(), all.end(),
                     [&](const Evidence& one) { return one.what == dependency.callable.text; });
}

std::vector<OwnerCheck> owner_checks_of(const Endpoint& endpoint, PassedValues& values) {
  if (endpoint.route == nullptr || as<FunctionDef>(endpoint.handler.node) == nullptr) return {};
  const Dependency& root = endpoint.route->dependant;
  std::vector<OwnerCheck> found;
  for_each_dependency(root, [&](const Dependency& caller) {
    if (&caller == &root || !refuses_strangers(endpoint, caller)) return;
    CheckSearch search(endpoint, caller);
    look_at_dependencies(root, caller, values, search);
    std::vector<OwnerCheck> checks = search.take();
    std::move(checks.begin(), checks.end(), std::back_inserter(found));
  });
  return found;
}

std::vector<KeyedAccess> accesses_by(const std::vector<NamedValue>& key) {
  std::vector<KeyedAccess> found;
  for (const NamedValue& value : key) {
    const FileModel& file = *value.function.file;
    for (const Node* node : file.tree().subtree(*value.function.node)) {
      const auto* compare = node->as<Compare>();
      const auto* call = node->as<Call>();
      Definition cls;
      if (compare != nullptr) cls = class_asked_for(value, *compare);
      if (call != nullptr) cls = class_asked_for(value, *call);
      if (cls) found.push_back({cls, {&file, static_cast<const Expr*>(node)}});
    }
  }
  return found;
}

}  // namespace fastidious::app
