#include "app/dependencies/same_for_all.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "app/dependencies/behaviour.h"
#include "app/models/model_class.h"
#include "app/routes/answers.h"
#include "app/routes/response_model.h"
#include "knowledge/logged_names.h"
#include "knowledge/sensitive_fields.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostNodes = 400;  // of a body that is looked at
constexpr int kMaxDepth = 4;             // of functions that it calls

bool only_reads(const Route& route) {
  return !route.methods.empty() &&
         std::all_of(route.methods.begin(), route.methods.end(),
                     [](const auto& one) { return one == "GET" || one == "HEAD"; });
}

// The same, and POST that is called for reading: `list_types`, `get_info`.
bool reads(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (only_reads(route) || function == nullptr) return only_reads(route);
  const std::string_view name = route.handler.definition.file->text(function->name);
  return name.starts_with("list_") || name.starts_with("get_");
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string lower = lower_case(text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

// `signing_key`, `api_keys`; not `task_keys`, by which things are found.
bool is_named_like_a_secret(std::string_view name) {
  if (has_any(name, {"secret", "token", "passw", "credential", "private"})) return true;
  const std::vector<std::string> words = name_words(name);
  const auto key = std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return word == "key" || word == "apikey" || word == "apikeys";
  });
  return key != words.end() || has_any(name, {"api_key", "access_key", "public_key"});
}

// `theme: Theme`, `language: Literal["de", "en"]`, a text of a certain form; headers choose
// nothing, as a rule
bool is_choice(const Parameter& parameter) {
  if (parameter.in == Parameter::In::Header) return true;
  if (parameter.field.info.find("pattern") != nullptr) return true;
  const Type plain = without_none(parameter.field.type);
  if (plain.is(Type::Kind::Literal)) return true;
  const auto* cls = as<ClassDef>(plain.definition.node);
  return plain.is(Type::Kind::Class) && cls != nullptr &&
         kind_of_class(*plain.definition.file, *cls) == ClassKind::Enum;
}

// `?page=2`: a part of what everybody gets.
bool is_page(const Parameter& parameter) {
  constexpr std::string_view kPages[] = {"page",   "page_size", "per_page", "limit",
                                         "offset", "skip",      "size"};
  return without_none(parameter.field.type).is_scalar("builtins.int") &&
         is_one_of(parameter.alias, kPages);
}

// Whether a field so named holds nothing of a person, nor a secret.
bool is_impersonal(std::string_view name) {
  constexpr std::string_view kPeople[] = {"user",   "owner",    "author",  "creator", "member",
                                          "person", "customer", "account", "tenant",  "subscriber",
                                          "people", "employee", "contact", "patient"};
  const auto words = name_words(name);
  return !knowledge::is_personal(name) && !knowledge::is_person(name) &&
         !is_named_like_a_secret(name) &&
         knowledge::sensitivity_of(name) == knowledge::Sensitivity::None &&
         std::none_of(words.begin(), words.end(), [&](const std::string& word) {
           return is_one_of(word, kPeople) || word.starts_with("user") ||
                  (word.ends_with('s') && is_one_of(word.substr(0, word.size() - 1), kPeople));
         });
}

// Whether every part of an answer of that type is known, and none of them is about a person.
bool is_about_nobody(ModelTable& models, const Type& type, int depth) {
  if (depth > kMaxDepth) return false;
  const auto is_fine = [&](const Type& one) { return is_about_nobody(models, one, depth + 1); };
  switch (type.kind) {
    case Type::Kind::None:
    case Type::Kind::Scalar:
    case Type::Kind::Literal: return true;
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Tuple:
    case Type::Kind::Union:
      return !type.args.empty() && std::all_of(type.args.begin(), type.args.end(), is_fine);
    case Type::Kind::Class: {
      const ModelClass* model = models.of(type);
      if (model == nullptr) return false;
      return std::all_of(model->fields.begin(), model->fields.end(), [&](const Field& field) {
        return is_impersonal(field.name) && is_fine(field.type);
      });
    }
    default: return false;
  }
}

// Asked, compared or called, but not given away.
bool is_only_asked(const FileModel& file, const Node& node) {
  const Node* parent = file.parent(node);
  const auto* call = as<Call>(parent);
  return parent->is(Kind::Compare) || parent->is(Kind::UnaryOp) || parent->is(Kind::Attribute) ||
         (call != nullptr && call->func == &node);
}

// Methods of text and of displays, which look at nothing else.
bool is_plain_method(std::string_view name) {
  constexpr std::string_view kPlain[] = {
      "startswith", "endswith", "strip", "lstrip", "rstrip", "lower",   "upper",     "join",
      "split",      "format",   "items", "keys",   "values", "replace", "isoformat", "get"};
  return std::find(std::begin(kPlain), std::end(kPlain), name) != std::end(kPlain);
}

bool gives_away_a_secret(const FileModel& file, const Node& node) {
  const auto* attribute = node.as<Attribute>();
  if (attribute == nullptr && !node.is(Kind::Name)) return false;
  const std::string_view name = attribute != nullptr ? file.text(attribute->attr) : file.text(node);
  return is_named_like_a_secret(name) && !is_only_asked(file, node) &&
         (attribute != nullptr || name != "key");
}

bool names_a_secret(const Definition& handler) {
  if (as<FunctionDef>(handler.node) == nullptr) return false;
  const auto nodes = handler.file->tree().subtree(*handler.node);
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node* node) { return gives_away_a_secret(*handler.file, *node); });
}

class Search {
 public:
  bool finds_nothing_in(const FileModel& file, const FunctionDef& function, int depth) {
    for (const Stmt* statement : function.body) {
      for (const Node* node : file.tree().subtree(*statement)) {
        if (++nodes_ > kMostNodes || !is_harmless(file, *node, depth)) return false;
      }
    }
    return true;
  }

 private:
  bool is_harmless(const FileModel& file, const Node& node, int depth) {
    switch (node.kind) {
      case Kind::Await:
      case Kind::Yield:
      case Kind::With:
      case Kind::AsyncWith:
      case Kind::AsyncFor:
      case Kind::Global: return false;
      case Kind::Return: return !gives_settings(file, *node.as<Return>());
      case Kind::Attribute:
      case Kind::Name: return !gives_away_a_secret(file, node);
      case Kind::Call: return is_harmless_call(file, *node.as<Call>(), depth);
      default: return true;
    }
  }

  // `return settings`: all of them.
  static bool gives_settings(const FileModel& file, const Return& result) {
    if (result.value == nullptr || !result.value->is(Kind::Name)) return false;
    const std::string_view cls = file.type_of(*result.value);
    return has_any(file.text(*result.value), {"setting", "config", "environ"}) ||
           has_any(cls, {"setting", "config"});
  }

  bool is_harmless_call(const FileModel& file, const Call& call, int depth) {
    const Definition callee = file.definition_of(*call.func);
    if (const auto* function = as<FunctionDef>(callee.node)) {
      return depth < kMaxDepth && finds_nothing_in(*callee.file, *function, depth + 1);
    }
    if (const auto* cls = as<ClassDef>(callee.node)) {
      return kind_of_class(*callee.file, *cls) != ClassKind::Other;
    }
    const std::string_view target = file.resolve(*call.func);
    if (target.starts_with("builtins.")) return target != "builtins.open";
    if (target == "os.getenv" || target == "os.environ.get" || target == "typing.cast") return true;
    if (target.ends_with("Response") || target.ends_with("HTTPException")) return true;
    const auto* method = call.func->as<Attribute>();
    return method != nullptr && is_plain_method(file.text(method->attr)) &&
           !has_any(file.text(*method->value), {"db", "session", "cache", "client", "store"});
  }

  std::size_t nodes_ = 0;
};

// Words of the folders that front ends are built into, and of what is no front end's.
bool is_front_end(std::string_view text) {
  return has_any(text,
                 {"static", "dist", "build_dir", "frontend", "front_end", "assets", "public"});
}
bool is_data(std::string_view text) {
  return has_any(text, {"upload", "media_root", "storage", "document", "export", "backup", "report",
                        "invoice", "attachment", "data_dir", "session", "private", "user"});
}

}  // namespace

bool takes_nothing_but_session(const Route& route) {
  bool nothing = reads(route) && !names_a_secret(route.handler.definition);
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    nothing = nothing && std::all_of(one.parameters.begin(), one.parameters.end(), is_choice);
  });
  return nothing;
}

bool lists_nobody(const Route& route) {
  const ResponseModel answer = response_model(route);
  ModelTable models;
  bool nobody = reads(route) && !names_a_secret(route.handler.definition) &&
                is_impersonal(route.path) && is_impersonal(route.name) &&
                is_about_nobody(models, answer.type, 0);
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    nobody = nobody &&
             std::all_of(one.parameters.begin(), one.parameters.end(),
                         [](const Parameter& taken) { return is_choice(taken) || is_page(taken); });
  });
  return nobody;
}

bool takes_nothing(const Route& route) {
  bool nothing = takes_nothing_but_session(route);
  for_each_dependency(route.dependant, [&](const Dependency& one) {
    const Definition function = function_of(one.callable);
    const auto* node = as<FunctionDef>(function.node);
    nothing = nothing && (node == nullptr || !function.file->is_generator(*node));
  });
  return nothing;
}

bool gives_the_same_to_all(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  return function != nullptr && !answers_of(*route.handler.definition.file, *function).empty() &&
         route.dependant.dependencies.empty() && takes_nothing(route) &&
         !is_named_like_a_secret(route.path) &&
         Search().finds_nothing_in(*route.handler.definition.file, *function, 0);
}

bool serves_front_end(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || !only_reads(route) || !route.dependant.dependencies.empty()) {
    return false;
  }
  const FileModel& file = *route.handler.definition.file;
  bool gives_file = false;
  bool from_front_end = false;
  for (const Node* node : file.tree().subtree(*function)) {
    const auto* call = node->as<Call>();
    if (call != nullptr) {
      gives_file = gives_file || file.resolve(*call->func).ends_with(".FileResponse");
    }
    const auto* constant = node->as<Constant>();
    const bool text =
        constant != nullptr && constant->is_str() && file.docstring(*function) != constant;
    if (!text && !node->is(Kind::Name) && !node->is(Kind::Attribute)) continue;
    const std::string_view word = text ? std::string_view(constant->value) : file.text(*node);
    if (is_data(word)) return false;
    from_front_end = from_front_end || is_front_end(word);
  }
  return gives_file && from_front_end;
}

}  // namespace fastidious::app
