#include "semantic/name_uses.h"

#include <algorithm>
#include <bitset>

namespace fastidious::semantic {

using namespace syntax;

namespace {

class Search {
 public:
  Search(const Model& model, const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
      uses_[name];
      if (!name.empty()) begins_.set(begin_of(name));
      const Identifier id = model.names().find(name);
      if (id.empty()) continue;
      if (id.value >= wanted_.size()) wanted_.resize(id.value + 1);
      wanted_[id.value] = true;
    }
  }

  void look_at(const FileModel& file) {
    for (const auto* name : file.tree().nodes_of<Name>()) {
      if (is_wanted(name->name) && name->context == Context::Load) {
        add(file, *name, file.text(name->name));
      }
    }
    for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
      if (is_wanted(attribute->attr) && attribute->context == Context::Load) {
        add(file, *attribute, file.text(attribute->attr));
      }
    }
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      const bool may_be = text->is_str() && !text->value.empty();
      if (may_be && begins_.test(begin_of(text->value))) add(file, *text, text->value);
    }
  }

  std::map<std::string_view, NameUse> take() { return std::move(uses_); }

 private:
  static constexpr std::size_t kSizes = 64;
  static constexpr std::size_t kBytes = 256;

  bool is_wanted(Identifier name) const {
    return name.value < wanted_.size() && wanted_[name.value];
  }

  // Its size and first byte, by which most texts are told from names.
  static std::size_t begin_of(std::string_view text) {
    return std::min(text.size(), kSizes - 1) * kBytes + static_cast<unsigned char>(text.front());
  }

  void add(const FileModel& file, const Expr& at, std::string_view name) {
    const auto found = uses_.find(name);
    if (found == uses_.end()) return;
    NameUse& use = found->second;
    const bool by_tests = file.file().role == repo::Role::Test;
    (by_tests ? use.by_tests : use.by_application) = true;
    const bool serves = file.file().role == repo::Role::Application;
    const bool is_better = use.read == nullptr || (serves && is_of_script(*use.reader));
    if (const auto* attribute = at.as<Attribute>();
        attribute != nullptr && !by_tests && is_better) {
      use.reader = &file;
      use.read = attribute;
    }
    use.is_compared = use.is_compared || (!by_tests && is_compared(file, at));
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

  std::map<std::string_view, NameUse> uses_;
  std::vector<bool> wanted_;             // by Identifier
  std::bitset<kSizes * kBytes> begins_;  // of the names
};

}  // namespace

std::map<std::string_view, NameUse> uses_of_names(const Model& model,
                                                  const std::vector<std::string_view>& names) {
  Search search(model, names);
  if (names.empty()) return search.take();
  for (const FileModel& file : model.files()) search.look_at(file);
  return search.take();
}

}  // namespace fastidious::semantic
