#include "semantic/symtable_order.h"

#include <algorithm>

#include "syntax/children.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

class Walk {
 public:
  Walk(const FileScopes& scopes, int minor)
      : scopes_(scopes), is_generic_(minor >= 12), handlers_first_(minor >= 13) {
    order_.resize(scopes.scopes().size());
  }

  std::vector<std::uint32_t> run(const Tree& tree) {
    enter(tree.root(), 0);
    visit_children(tree.root());
    return std::move(order_);
  }

 private:
  // The `index`-th scope that `node` opens is met now.
  void enter(const Node& node, std::size_t index) {
    const auto all = scopes_.scopes();
    const auto first =
        std::lower_bound(all.begin(), all.end(), node.id,
                         [](const Scope& scope, NodeId id) { return scope.node->id < id; });
    const auto at = static_cast<std::size_t>(first - all.begin()) + index;
    if (at < all.size() && all[at].node == &node) {
      order_[at] = next_++;
    }
  }

  void visit(const Node* node) {
    if (node == nullptr) return;
    if (const auto* function = node->as<FunctionDef>()) return visit_function(*function);
    if (const auto* cls = node->as<ClassDef>()) return visit_class(*cls);
    if (const auto* lambda = node->as<Lambda>()) return visit_lambda(*lambda);
    if (const auto* attempt = node->as<Try>()) return visit_try(*attempt);
    if (const auto* comp = node->as<ElementComp>()) {
      return visit_comprehension(*comp, comp->generators, nullptr, comp->elt);
    }
    if (const auto* comp = node->as<DictComp>()) {
      return visit_comprehension(*comp, comp->generators, comp->value, comp->key);
    }
    if (const auto* param = node->as<TypeParam>()) return visit_type_param(*param);
    if (const auto* alias = node->as<syntax::TypeAlias>()) return visit_type_alias(*alias);
    if (const auto* walrus = node->as<NamedExpr>()) {
      visit(walrus->value);
      return visit(walrus->target);
    }
    visit_children(*node);
  }

  void visit_children(const Node& node) {
    for_each_child(node, [this](const Node* child) { visit(child); });
  }
  template <class T>
  void visit_all(const List<T*>& nodes) {
    for (const T* node : nodes) visit(node);
  }

  void visit_defaults(const Arguments& args) {
    for (const bool keyword_only : {false, true}) {
      for (const Arg* arg : args.all) {
        if ((arg->passing == Passing::KeywordOnly) == keyword_only) visit(arg->default_value);
      }
    }
  }

  void visit_annotations(const FunctionDef& function) {
    for (const Passing passing : {Passing::PositionalOnly, Passing::Plain, Passing::VarPositional,
                                  Passing::VarKeyword, Passing::KeywordOnly}) {
      for (const Arg* arg : function.args->all) {
        if (arg->passing == passing) visit(arg->annotation);
      }
    }
    visit(function.returns);
  }

  void visit_function(const FunctionDef& function) {
    const bool has_params = !function.type_params.empty();
    visit_defaults(*function.args);
    if (is_generic_) {
      visit_all(function.decorator_list);
    }
    if (has_params) {
      enter(function, 0);
      visit_all(function.type_params);
    }
    visit_annotations(function);
    if (!is_generic_) {
      visit_all(function.decorator_list);
    }
    enter(function, has_params ? 1 : 0);
    visit_all(function.body);
  }

  void visit_class(const ClassDef& cls) {
    const bool has_params = !cls.type_params.empty();
    if (is_generic_) {
      visit_all(cls.decorator_list);
    }
    if (has_params) {
      enter(cls, 0);
      visit_all(cls.type_params);
    }
    visit_all(cls.bases);
    visit_all(cls.keywords);
    if (!is_generic_) {
      visit_all(cls.decorator_list);
    }
    enter(cls, has_params ? 1 : 0);
    visit_all(cls.body);
  }

  void visit_lambda(const Lambda& lambda) {
    visit_defaults(*lambda.args);
    enter(lambda, 0);
    visit(lambda.body);
  }

  void visit_try(const Try& attempt) {
    visit_all(attempt.body);
    if (!handlers_first_) visit_all(attempt.orelse);
    visit_all(attempt.handlers);
    if (handlers_first_) visit_all(attempt.orelse);
    visit_all(attempt.finalbody);
  }

  void visit_comprehension(const Expr& node, const List<Comprehension*>& generators,
                           const Expr* value, const Expr* element) {
    visit(generators.front()->iter);
    enter(node, 0);
    for (const Comprehension* generator : generators) {
      visit(generator->target);
      if (generator != generators.front()) visit(generator->iter);
      visit_all(generator->ifs);
    }
    visit(value);
    visit(element);
  }

  void visit_type_param(const TypeParam& param) {
    std::size_t index = 0;
    for (const Expr* lazy : {param.bound, param.default_value}) {
      if (lazy != nullptr) {
        enter(param, index++);
        visit(lazy);
      }
    }
  }

  void visit_type_alias(const syntax::TypeAlias& alias) {
    std::size_t index = 0;
    if (!alias.type_params.empty()) {
      enter(alias, index++);
      visit_all(alias.type_params);
    }
    enter(alias, index);
    visit(alias.value);
  }

  const FileScopes& scopes_;
  const bool is_generic_;  // PEP 695: decorators come before what type parameters are seen by
  const bool handlers_first_;
  std::vector<std::uint32_t> order_;
  std::uint32_t next_ = 0;
};

}  // namespace

std::vector<std::uint32_t> symtable_order(const Tree& tree, const FileScopes& scopes, int minor) {
  return Walk(scopes, minor).run(tree);
}

}  // namespace fastidious::semantic
