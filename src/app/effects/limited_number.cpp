#include "app/effects/limited_number.h"

#include <algorithm>

#include "app/effects/kept_value.h"
#include "app/effects/passed_parameters.h"
#include "app/strangers/implementations.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_order(Comparator op) {
  return op == Comparator::Gt || op == Comparator::GtE || op == Comparator::Lt ||
         op == Comparator::LtE;
}

// 0 and 1 are least numbers, not most.
bool is_least(const FileModel& file, const Expr& expr) {
  return file.text(expr) == "0" || file.text(expr) == "1";
}

class Maximum {
 public:
  explicit Maximum(const PassedParameter& passed)
      : file_(*passed.function.file),
        function_(*passed.function.node),
        value_(passed.function, *passed.parameter) {}

  bool any() const {
    const auto calls = file_.tree().nodes_of<Call>(function_);
    const auto tests = file_.tree().nodes_of<Compare>(function_);
    return std::any_of(calls.begin(), calls.end(),
                       [this](const Call* one) { return makes_bounded(*one) || bounds(*one); }) ||
           std::any_of(tests.begin(), tests.end(),
                       [this](const Compare* one) { return compares(*one); });
  }

 private:
  bool bounds(const Call& call) const {
    const bool given = std::any_of(call.args.begin(), call.args.end(),
                                   [this](const Expr* one) { return value_.is(*one); });
    if (!given) return false;
    const std::string_view target = file_.resolve(*call.func);
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file_.text(method->attr) : target;
    return target == "builtins.min" || name.find("valid") != name.npos ||
           name.find("clamp") != name.npos;
  }

  bool compares(const Compare& test) const {
    const Expr* left = test.left;
    for (std::size_t i = 0; i < test.ops.size(); ++i) {
      const Expr* right = test.comparators[i];
      const bool about = is_order(test.ops[i]) && (value_.is(*left) || value_.is(*right));
      if (about && !is_least(file_, value_.is(*left) ? *right : *left)) return true;
      left = right;
    }
    return false;
  }

  // `Filters(limit=limit)`, of a class that says `Field(le=100)` or takes `min(self.limit, 100)`.
  bool makes_bounded(const Call& call) const {
    const auto* item = call.func->as<Subscript>();  // Filters[Order](…)
    const Definition made = file_.definition_of(item != nullptr ? *item->value : *call.func);
    const auto* cls = as<ClassDef>(made.node);
    return cls != nullptr &&
           std::any_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
             return !one->arg.empty() && value_.is(*one->value) &&
                    bounds_field(*made.file, *cls, one->arg);
           });
  }

  static bool bounds_field(const FileModel& file, const ClassDef& cls, Identifier name) {
    const auto means_it = [name](const Expr* expr) {
      const auto* field = as<Attribute>(expr);
      return field != nullptr && field->attr == name;
    };
    const auto calls = file.tree().nodes_of<Call>(cls);
    const auto tests = file.tree().nodes_of<Compare>(cls);
    return std::any_of(calls.begin(), calls.end(),
                       [&](const Call* one) {
                         return declares_maximum(file, *one, name) ||
                                (file.resolve(*one->func) == "builtins.min" &&
                                 std::any_of(one->args.begin(), one->args.end(), means_it));
                       }) ||
           std::any_of(tests.begin(), tests.end(), [&](const Compare* one) {
             return is_order(one->ops.front()) && means_it(one->left) &&
                    !is_least(file, *one->comparators.front());
           });
  }

  // `limit: int = Field(20, le=100)`
  static bool declares_maximum(const FileModel& file, const Call& call, Identifier name) {
    const auto* field = as<AnnAssign>(&file.enclosing_statement(call));
    const auto* target = field != nullptr ? as<Name>(field->target) : nullptr;
    return target != nullptr && target->name == name &&
           std::any_of(call.keywords.begin(), call.keywords.end(), [&file](const Keyword* one) {
             return file.text(one->arg) == "le" || file.text(one->arg) == "lt";
           });
  }

  const FileModel& file_;
  const Node& function_;
  const KeptValue value_;
};

// `data["limit"] = limit`, `{"limit": limit}`: a word of a request that another service answers.
// The values of a query by name look the same, and so does MongoDB's `{"$limit": limit}`.
bool is_said_to_another(const FileModel& file, const Expr& use) {
  const Node* around = file.parent(use);
  const auto* display = as<Dict>(around);
  const auto* assign = as<Assign>(around);
  const Expr* key = nullptr;
  if (display != nullptr) {
    const auto at = std::find(display->values.begin(), display->values.end(), &use);
    if (at != display->values.end()) key = display->keys[at - display->values.begin()];
  } else if (assign != nullptr && assign->targets.size() == 1) {
    const auto* item = as<Subscript>(assign->targets.front());
    key = item != nullptr ? item->slice : nullptr;
  }
  const std::string_view word = semantic::string_of(key);
  if (word.empty() || word.front() == '$') return false;
  const auto texts = file.tree().nodes_of<Constant>(*file.enclosing_function(use));
  return std::none_of(texts.begin(), texts.end(), [](const Constant* one) {
    return one->is_str() && one->value.find("LIMIT") != std::string_view::npos;
  });
}

// `found[:limit]`, also by `start + limit`; `if limit > 0`; `total // limit` pages.
bool cuts(const FileModel& file, const Expr& use) {
  const Node* at = file.parent(use);
  while (at != nullptr && (at->is(Kind::BinOp) || at->is(Kind::UnaryOp))) {
    const auto* operation = at->as<BinOp>();
    const bool divides = operation != nullptr &&
                         (operation->op == Operator::FloorDiv || operation->op == Operator::Div);
    if (divides) return true;
    at = file.parent(*at);
  }
  if (at == nullptr) return false;
  const auto* choice = at->as<If>();
  if (is_said_to_another(file, use)) return true;
  return at->is(Kind::Slice) || at->is(Kind::Compare) ||
         (choice != nullptr && choice->test->encloses(use));
}

constexpr int kMaxLayers = 3;  // of interfaces, one behind the other

bool has_maximum(const Definition& function, const Arg& parameter, int layer) {
  const std::vector<PassedParameter> all = kept_parameters(function, parameter).all;
  return std::any_of(all.begin(), all.end(), [layer](const PassedParameter& one) {
    if (Maximum(one).any()) return true;
    if (layer == kMaxLayers || !runs_elsewhere(one.function)) return false;
    const std::vector<Definition> bodies = implementations_of(one.function);
    return std::any_of(bodies.begin(), bodies.end(), [&](const Definition& body) {
      const auto* node = as<FunctionDef>(body.node);
      if (node == nullptr) return false;
      const Arg* taken = semantic::parameter_named(*node, one.parameter->name);
      return taken != nullptr && has_maximum(body, *taken, layer + 1);
    });
  });
}

}  // namespace

bool has_maximum(const Definition& function, const Arg& parameter) {
  return has_maximum(function, parameter, 0);
}

bool only_cuts(const Definition& function, const Arg& parameter) {
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  if (semantic::is_stub_body(*function.file, node)) return false;
  const KeptValue value(function, parameter);
  const std::vector<const Expr*> uses = value.uses();
  return !value.is_lost() && std::all_of(uses.begin(), uses.end(), [&](const Expr* one) {
    return cuts(*function.file, *one);
  });
}

}  // namespace fastidious::app
