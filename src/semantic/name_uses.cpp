#include "semantic/name_uses.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

class Search {
 public:
  explicit Search(const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) uses_[name];
  }

  void look_at(const FileModel& file) {
    for (const auto* name : file.tree().nodes_of<Name>()) {
      if (name->context == Context::Load) add(file, *name, file.text(name->name));
    }
    for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
      if (attribute->context == Context::Load) add(file, *attribute, file.text(attribute->attr));
    }
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      if (text->is_str()) add(file, *text, text->value);
    }
  }

  std::map<std::string_view, NameUse> take() { return std::move(uses_); }

 private:
  void add(const FileModel& file, const Expr& at, std::string_view name) {
    const auto found = uses_.find(name);
    if (found == uses_.end()) return;
    NameUse& use = found->second;
    const bool by_tests = file.file().role == repo::Role::Test;
    (by_tests ? use.by_tests : use.by_application) = true;
    use.is_compared = use.is_compared || (!by_tests && is_compared(file, at));
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

  std::map<std::string_view, NameUse> uses_;
};

}  // namespace

std::map<std::string_view, NameUse> uses_of_names(const Model& model,
                                                  const std::vector<std::string_view>& names) {
  Search search(names);
  if (names.empty()) return search.take();
  for (const FileModel& file : model.files()) search.look_at(file);
  return search.take();
}

}  // namespace fastidious::semantic
