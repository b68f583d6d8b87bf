// Names: what they are called, and what they were given.

#include <algorithm>

#include "app/effects/value_finder.h"
#include "knowledge/logged_names.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::Binding;
using semantic::BindingKind;
using What = ShownValue::What;

void ValueFinder::look_at_name(const Name& name) {
  const std::string_view text = file_.text(name.name);
  if (judge(text, name) || judge_person(text, name)) return;
  if (knowledge::says_harmless(text) || object(name, ShownAs::Text, nullptr)) return;
  if (is_known_empty(name)) return;
  look_behind(name);
}

void ValueFinder::look_behind(const Name& name) {
  constexpr std::size_t kMaxBindings = 6;
  const std::vector<const Binding*> bindings = semantic::reaching_bindings(file_, name);
  if (bindings.size() > kMaxBindings) return;
  for (const Binding* binding : bindings) look_at_binding(name, *binding);
}

void ValueFinder::look_at_binding(const Name& name, const Binding& binding) {
  if (binding.kind == BindingKind::Parameter) {
    look_at_parameter(name, *binding.node->as<Arg>());
  } else if (binding.kind == BindingKind::Assignment || binding.kind == BindingKind::Walrus ||
             binding.kind == BindingKind::Annotation) {
    if (binding.value != nullptr) look_at(*binding.value);
  } else if (const Expr* all = semantic::iterable_of(file_, binding)) {
    // `for key, value in request.headers.items()`
    const auto* call = all->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const bool is_headers =
        method != nullptr && file_.type_of(*method->value) == "starlette.datastructures.Headers" &&
        semantic::position_in_target(file_, binding) == 1 && is_unconditional(name, binding);
    if (is_headers) look_at(*method->value);
  }
}

// Whether the loop that binds the name uses it without asking anything first.
bool ValueFinder::is_unconditional(const Name& name, const Binding& binding) const {
  const Stmt& loop = file_.enclosing_statement(*binding.node);
  for (const Node* at = file_.parent(name); at != nullptr && at != &loop; at = file_.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::IfExp) || at->is(Kind::Comprehension)) return false;
  }
  return true;
}

void ValueFinder::look_at_parameter(const Name& name, const Arg& parameter) {
  constexpr std::string_view kOpen[] = {"",
                                        "builtins.str",
                                        "builtins.dict",
                                        "builtins.object",
                                        "builtins.bytes",
                                        "builtins.list",
                                        "builtins.tuple"};
  const FunctionDef* function = file_.enclosing_function(name);
  const bool is_own = function != nullptr && function->args->encloses(parameter);
  if (!is_own || !is_one_of(file_.type_of(name), kOpen) || is_known_empty(name)) return;
  const bool again = std::any_of(found_.begin(), found_.end(), [&](const ShownValue& one) {
    return one.parameter == &parameter;
  });
  if (again) return;
  add(What::Given, name, std::string(file_.text(name)), false);
  found_.back().parameter = &parameter;
}

namespace {

// `tokens[i].replace(…)`, `tokenizer.decode(…)`: a language model's. `node.children[0]`: a
// grammar's. `answer["startPageToken"]`: a place in a list.
bool is_of_words(const FileModel& file, const Expr& value) {
  constexpr std::string_view kWords[] = {"tokens",   "tokenizer", "tokenized", "tokenize",
                                         "page",     "cursor",    "lock",      "lexer",
                                         "children", "parser",    "ast"};
  return names_any_of(file.text(value), kWords);
}

// `def dump_redis_lock(lock):` writes the token of a lock, `def id_of(tokenizer, token):` a word.
bool is_in_function_of_words(const FileModel& file, const Name& name) {
  constexpr std::string_view kWords[] = {"lock",     "tokenizer", "tokenizers",
                                         "tokenize", "lexer",     "parser"};
  const FunctionDef* function = file.enclosing_function(name);
  if (function == nullptr) return false;
  const auto& all = function->args->all;
  const std::size_t some = std::min<std::size_t>(all.size(), 16);
  return names_any_of(file.text(function->name), kWords) ||
         std::any_of(all.begin(), all.begin() + some,
                     [&](const Arg* one) { return names_any_of(file.text(one->name), kWords); });
}

// {"ProfileToken": token}: what the function hands on by such a name is an identifier.
bool is_handed_on_as_label(const FileModel& file, const Name& name) {
  constexpr std::string_view kWords[] = {"profile", "page", "cursor", "continuation", "next"};
  constexpr std::size_t kMost = 300;
  const FunctionDef* function = file.enclosing_function(name);
  if (function == nullptr) return false;
  std::size_t seen = 0;
  for (const auto* dict : file.tree().nodes_of<Dict>(*function)) {
    for (std::size_t i = 0; i < dict->values.size() && ++seen <= kMost; ++i) {
      const auto* key = as<Constant>(dict->keys[i]);
      if (key != nullptr && key->is_str() && names_any_of(key->value, kWords) &&
          file.text(*dict->values[i]) == file.text(name)) {
        return true;
      }
    }
  }
  return false;
}

// `service.search_secrets(…)` gives objects, which do not print what they guard.
bool lists(std::string_view function) {
  constexpr std::string_view kVerbs[] = {"search", "list"};
  const auto words = name_words(function.substr(function.rfind('.') + 1));
  return words.size() > 1 && is_one_of(words.front(), kVerbs);
}

// Whether what a name was given is not what it is called: a mask, a length, a loop's item.
bool makes_other(const FileModel& file, const Expr& value) {
  if (const auto* awaited = value.as<Await>()) return makes_other(file, *awaited->value);
  if (const auto* call = value.as<Call>()) {
    const std::string_view function = file.text(*call->func);
    // ContextVar.set() gives what resets it.
    return function.ends_with(".set") || knowledge::makes_harmless(function) || lists(function);
  }
  const auto* item = value.as<Subscript>();
  const auto* constant = value.as<Constant>();
  const auto* choice = value.as<IfExp>();
  if (choice != nullptr) {
    return makes_other(file, *choice->body) && makes_other(file, *choice->orelse);
  }
  return (item != nullptr && item->slice->is(Kind::Slice)) || value.is(Kind::Compare) ||
         value.is(Kind::UnaryOp) || constant != nullptr;
}

// `for part in raw.split(","): token = part.strip()`
bool is_piece(const FileModel& file, const Expr& value) {
  const auto* call = value.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  const auto* name = method != nullptr ? method->value->as<Name>() : value.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  const Expr* all = bindings.size() == 1 ? semantic::iterable_of(file, *bindings[0]) : nullptr;
  return all != nullptr && file.text(*all).find(".split(") != std::string_view::npos;
}

}  // namespace

bool ValueFinder::is_transformed(const Expr& expr) const {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const std::vector<const Binding*> bindings = semantic::reaching_bindings(file_, *name);
  // `for token in tokens` runs over words as often as not; `for api_key in api_keys` does not.
  const bool may_be_word = knowledge::secrecy_of(file_.text(*name)) != knowledge::Secrecy::Certain;
  if (may_be_word &&
      (is_in_function_of_words(file_, *name) || is_handed_on_as_label(file_, *name))) {
    return true;
  }
  const bool is_item = std::any_of(bindings.begin(), bindings.end(), [&](const Binding* one) {
    const bool is_round =
        one->kind == BindingKind::Loop || one->kind == BindingKind::ComprehensionTarget;
    return (is_round && may_be_word) || one->kind == BindingKind::Import ||
           one->kind == BindingKind::Function || one->kind == BindingKind::Class ||
           one->kind == BindingKind::ExceptName;
  });
  if (is_item) return true;
  return !bindings.empty() &&
         std::all_of(bindings.begin(), bindings.end(), [&](const Binding* one) {
           if (one->value == nullptr) return false;
           return makes_other(file_, *one->value) ||
                  (may_be_word &&
                   (is_of_words(file_, *one->value) || is_piece(file_, *one->value)));
         });
}

// `profile.token`, and `one.token` in `for one in media_profiles`: the token of an ONVIF profile.
bool ValueFinder::is_item_of_words(const Expr& expr) const {
  constexpr std::string_view kWords[] = {"profile", "profiles", "page",  "pages",
                                         "cursor",  "lock",     "locks", "tokens"};
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  if (names_any_of(file_.text(*name), kWords)) return true;
  const auto bindings = semantic::reaching_bindings(file_, *name);
  return std::any_of(bindings.begin(), bindings.end(), [&](const Binding* one) {
    const Expr* all = semantic::iterable_of(file_, *one);
    return all != nullptr && all->is(Kind::Name) && names_any_of(file_.text(*all), kWords);
  });
}

// `service_key == "slack"`, `service_key == "github"`: what is compared with several words is one
// of them.
bool ValueFinder::is_label(const Expr& expr) const {
  const FunctionDef* function = expr.is(Kind::Name) ? file_.enclosing_function(expr) : nullptr;
  if (function == nullptr) return false;
  const std::string_view text = file_.text(expr);
  constexpr int kMost = 300;  // comparisons
  int words = 0, seen = 0;
  for (const auto* test : file_.tree().nodes_of<Compare>(*function)) {
    if (++seen > kMost) break;
    const auto* word = as<Constant>(test->comparators.front());
    if (test->ops.size() == 1 && test->ops.front() == Comparator::Eq && word != nullptr &&
        word->is_str() && !word->value.empty() && file_.text(*test->left) == text) {
      ++words;
    }
  }
  return words > 1;
}

}  // namespace fastidious::app
