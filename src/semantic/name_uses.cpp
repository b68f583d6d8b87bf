#include "semantic/name_uses.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

class Search {
 public:
  explicit Search(const Model& model) : model_(model) {}

  NameUse run(std::string_view name) {
    use_ = {};
    for (const Mention& mention : model_.mentions().of(model_.names().find(name))) {
      const Node& node = model_.node(mention);
      const auto* variable = node.as<Name>();
      const auto* attribute = node.as<Attribute>();
      const bool is_read = (variable != nullptr && variable->context == Context::Load) ||
                           (attribute != nullptr && attribute->context == Context::Load);
      if (is_read) add(model_.file(mention.file), static_cast<const Expr&>(node));
    }
    for (const Mention& mention : model_.mentions().texts_like(name)) {
      const auto& text = *model_.node(mention).as<Constant>();
      if (text.value == name) add(model_.file(mention.file), text);
    }
    return use_;
  }

 private:
  void add(const FileModel& file, const Expr& at) {
    const bool by_tests = file.file().role == repo::Role::Test;
    (by_tests ? use_.by_tests : use_.by_application) = true;
    const bool serves = file.file().role == repo::Role::Application;
    const bool is_better = use_.read == nullptr || (serves && is_of_script(*use_.reader));
    if (const auto* attribute = at.as<Attribute>();
        attribute != nullptr && !by_tests && is_better) {
      use_.reader = &file;
      use_.read = attribute;
    }
    use_.is_compared = use_.is_compared || (!by_tests && is_compared(file, at));
  }

  static bool is_of_script(const FileModel& file) {
    return file.file().role != repo::Role::Application;
  }

  // Also behind a method or a conversion: `key != settings.api_key.get_secret_value()`.
  static bool is_compared(const FileModel& file, const Expr& at) {
    const Node* statement = &file.enclosing_statement(at);
    for (const Node* node = &at; node != statement; node = file.parent(*node)) {
      const auto* call = node->as<Call>();
      if (node->is(Kind::Compare)) return true;
      if (call != nullptr && !call->func->encloses(at) &&
          file.text(*call->func).ends_with("compare_digest")) {
        return true;
      }
    }
    return false;
  }

  const Model& model_;
  NameUse use_;
};

}  // namespace

std::map<std::string_view, NameUse> uses_of_names(const Model& model,
                                                  const std::vector<std::string_view>& names) {
  std::map<std::string_view, NameUse> uses;
  Search search(model);
  for (const std::string_view name : names) {
    const auto [use, is_new] = uses.try_emplace(name);
    if (is_new) use->second = search.run(name);
  }
  return uses;
}

}  // namespace fastidious::semantic
