#include "rules/none_attributes.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "rules/optional_edit.h"
#include "semantic/annotations.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

constexpr std::size_t kMostNamed = 4;
constexpr std::size_t kLongestType = 40;
constexpr std::uint32_t kLargestClass = 20'000;  // nodes

// What the class does with an attribute that its `__init__` sets to None.
struct Use {
  bool is_declared = false;  // its type stands somewhere, or `__init__` sets it to more than None
  bool is_used = false;      // by another method, which fills it or takes it for more than None
  bool is_open = false;      // values of several types, or of one that is not known, are set
  std::string type;          // of what is set
};

// `T` of a parameter `x: T`, `Client` of `Client()`; empty if it is something else.
std::string_view written_type(const FileModel& file, const FunctionDef& method, const Expr& value) {
  if (const auto* name = value.as<Name>()) {
    const Arg* parameter = semantic::parameter_named(method, name->name);
    if (parameter == nullptr || parameter->annotation == nullptr) return {};
    return semantic::annotation_text(file, *parameter->annotation);
  }
  const auto* call = value.as<Call>();
  const std::string_view made = call != nullptr ? file.type_of(value) : std::string_view{};
  const bool is_class = !made.empty() && file.resolve(*call->func) == made;
  return is_class ? file.text(*call->func) : std::string_view{};
}

class Attributes {
 public:
  Attributes(const FileModel& file, const ClassDef& cls, const FunctionDef& init)
      : file_(file), cls_(cls), init_(init), self_(semantic::owner_parameter(file, init)) {}

  void look() {
    if (self_ == nullptr || cls_.last.value - cls_.id.value > kLargestClass) return;
    for (const auto* assign : file_.tree().nodes_of<Assign>(init_)) {
      if (!semantic::is_none(*assign->value)) continue;
      for (const Expr* target : assign->targets) note_none(*target);
    }
    if (names_.empty()) return;
    for (const auto* one : file_.tree().nodes_of<AnnAssign>(cls_)) note_declared(*one->target);
    for (const Stmt* statement : cls_.body) look_at(*statement);
  }

  // "`self.client: Client | None = None`" of each.
  std::vector<std::string> typed() const {
    std::vector<std::string> texts;
    for (const Identifier name : names_) {
      const Use& use = uses_.at(name);
      if (use.is_declared || !use.is_used) continue;
      const bool is_known = !use.is_open && !use.type.empty() && use.type.size() <= kLongestType;
      texts.push_back("`" + std::string(file_.text(self_->name)) + "." +
                      std::string(file_.text(name)) + ": " +
                      (is_known ? use.type : optional_of(file_, "…")) + " = None`");
    }
    return texts;
  }
  // Methods that take one of them for more than None without asking.
  std::vector<std::string_view> trusting() const {
    std::vector<std::string_view> methods;
    for (const auto& [name, method] : trusting_) {
      const bool is_told = std::find(methods.begin(), methods.end(), method) != methods.end();
      if (!uses_.at(name).is_declared && !is_told) methods.push_back(method);
    }
    return methods;
  }

 private:
  Use* use_of(const Expr& expr) {
    const auto* attribute = expr.as<Attribute>();
    if (attribute == nullptr || !semantic::is_name(file_, *attribute->value, "self"))
      return nullptr;
    const auto found = uses_.find(attribute->attr);
    return found == uses_.end() ? nullptr : &found->second;
  }

  void note_none(const Expr& target) {
    const auto* attribute = target.as<Attribute>();
    if (attribute == nullptr || !semantic::is_name(file_, *attribute->value, "self")) return;
    if (uses_.try_emplace(attribute->attr).second) names_.push_back(attribute->attr);
  }

  void note_declared(const Expr& target) {
    if (Use* use = use_of(target)) use->is_declared = true;
    const auto* name = target.as<Name>();
    const auto found = name != nullptr ? uses_.find(name->name) : uses_.end();
    if (found != uses_.end()) found->second.is_declared = true;
  }

  void look_at(const Stmt& statement) {
    if (const auto* assign = statement.as<Assign>()) {
      for (const Expr* target : assign->targets) note_declared(*target);
    }
    const auto* method = statement.as<FunctionDef>();
    if (method == nullptr) return;
    asked_.clear();
    std::vector<Identifier> trusted;
    for (const auto* one : file_.tree().nodes_of<Attribute>(*method)) {
      if (Use* use = use_of(*one)) look_at(*one, *method, *use, trusted);
    }
    for (const Identifier name : trusted) {
      const bool asks = std::find(asked_.begin(), asked_.end(), name) != asked_.end();
      if (!asks) trusting_.emplace_back(name, file_.text(method->name));
    }
  }

  void look_at(const Attribute& one, const FunctionDef& method, Use& use,
               std::vector<Identifier>& trusted) {
    const Node* parent = file_.parent(one);
    const auto* assign = as<Assign>(parent);
    const bool is_target = assign != nullptr && assign->value != &one;
    const bool is_none = is_target && semantic::is_none(*assign->value);
    if (&method == &init_) {
      use.is_declared = use.is_declared || (is_target && !is_none);
      return;
    }
    if (is_target) {
      if (is_none) return;
      asked_.push_back(one.attr);  // what was set just now is not None
      return note_value(method, *assign->value, use);
    }
    const auto* call = as<Call>(parent);
    const bool is_taken = parent->is(Kind::Attribute) || parent->is(Kind::Subscript) ||
                          (call != nullptr && call->func == &one);
    (is_taken ? trusted : asked_).push_back(one.attr);
    use.is_used = use.is_used || is_taken;
  }

  void note_value(const FunctionDef& method, const Expr& value, Use& use) {
    use.is_used = true;
    const auto* name = value.as<Name>();
    const Arg* parameter = name ? semantic::parameter_named(method, name->name) : nullptr;
    const bool allows_none =
        parameter != nullptr && parameter->annotation != nullptr &&
        semantic::allows_none(file_, *parameter->annotation) == semantic::Allows::Yes;
    const std::string_view type = written_type(file_, method, value);
    const std::string text = allows_none ? std::string(type) : optional_of(file_, type);
    use.is_open = use.is_open || type.empty() || (!use.type.empty() && use.type != text);
    use.type = text;
  }

  const FileModel& file_;
  const ClassDef& cls_;
  const FunctionDef& init_;
  const Arg* self_;
  std::map<Identifier, Use> uses_;  // looked up only
  std::vector<Identifier> names_;   // in the order of `__init__`
  std::vector<Identifier> asked_;   // by the method that is looked at
  std::vector<std::pair<Identifier, std::string_view>> trusting_;
};

// "`a`, `b` and 3 more"
template <class Texts>
std::string some(const Texts& all, std::string_view quote) {
  std::vector<std::string> texts;
  for (const auto& one : all) {
    if (texts.size() == kMostNamed) break;
    texts.push_back(std::string(quote) + std::string(one) + std::string(quote));
  }
  if (all.size() > kMostNamed) texts.push_back(std::to_string(all.size() - kMostNamed) + " more");
  return in_words(texts, " and ");
}

// A base may say of which type they are.
bool has_bases(const FileModel& file, const ClassDef& cls) {
  return std::any_of(cls.bases.begin(), cls.bases.end(), [&](const Expr* base) {
    const std::string_view name = file.resolve(base);
    return name != "builtins.object" && name != "abc.ABC";
  });
}

}  // namespace

std::string with_none_attributes(const FileModel& file, const FunctionDef& function) {
  const ClassDef* cls =
      file.text(function.name) == "__init__" ? file.enclosing_class(function) : nullptr;
  const bool is_constructor =
      cls != nullptr && semantic::own_constructor({&file, cls}) == &function;
  if (!is_constructor || has_bases(file, *cls)) return {};
  Attributes attributes(file, *cls, function);
  attributes.look();
  const auto typed = attributes.typed();
  if (typed.empty()) return {};
  std::string text =
      " Type what it sets to None in the same edit, for mypy takes it for None alone then: " +
      some(typed, "") + ".";
  const auto trusting = attributes.trusting();
  if (trusting.empty()) return text;
  return text + " " + some(trusting, "`") + (trusting.size() == 1 ? " has" : " have") +
         " to ask for None before using " + (typed.size() == 1 ? "it." : "them.");
}

}  // namespace fastidious::rules
