#include "app/dependencies/public_by_content.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostText = 4'000;  // bytes of a docstring that are read
constexpr std::size_t kMostNodes = 200;   // of a body that gives a constant

constexpr std::string_view kSaid[] = {"endpoint is public",
                                      "public endpoint",
                                      "route is public",
                                      "publicly accessible",
                                      "intentionally public",
                                      "deliberately public",
                                      "no authentication required",
                                      "no authentication is required",
                                      "no authentication needed",
                                      "no auth required",
                                      "no login required",
                                      "authentication is not required",
                                      "authentication not required",
                                      "requires no authentication",
                                      "not require authentication",
                                      "t require authentication",
                                      "intentionally unauthenticated",
                                      "deliberately unauthenticated"};

std::string lower(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, kMostText)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isspace(byte) == 0) {
      result += static_cast<char>(std::tolower(byte));
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

// "This is not a public endpoint"; or the docstring is itself a note about unfinished work.
bool is_doubted(const std::string& text, std::size_t at) {
  const std::size_t end = at == 0 ? text.npos : text.find_last_of(".!?:;", at - 1);
  const std::size_t stop = end == text.npos ? 0 : end;
  const std::string before = text.substr(stop, at - stop);
  for (const std::string_view word : {"not ", "n't ", "never ", "no longer", "unless ", "if "}) {
    if (before.find(word) != before.npos) return true;
  }
  return text.find("todo") != text.npos || text.find("fixme") != text.npos;
}

bool is_said_to_be_public(const Route& route) {
  for (const Value& tag : route.tags) {
    if (lower(tag.text) == "public") return true;
  }
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const Constant* docstring =
      function == nullptr ? nullptr : route.handler.definition.file->docstring(*function);
  if (docstring == nullptr) return false;
  const std::string text = lower(docstring->value);
  return std::any_of(std::begin(kSaid), std::end(kSaid), [&](std::string_view phrase) {
    const std::size_t at = text.find(phrase);
    return at != text.npos && !is_doubted(text, at);
  });
}

bool is_named_like_a_secret(std::string_view name) {
  const std::string text = lower(name);
  for (const std::string_view word : {"secret", "token", "passw", "key", "credential", "private"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

// Text and numbers that the source holds, and containers of them; JSONResponse({…}).
bool is_constant(const FileModel& file, const Node& node) {
  switch (node.kind) {
    case Kind::Constant:
    case Kind::Dict:
    case Kind::ListExpr:
    case Kind::Tuple:
    case Kind::Set:
    case Kind::Keyword: return true;
    case Kind::Call: return file.resolve(*node.as<Call>()->func).ends_with("Response");
    case Kind::Attribute:
    case Kind::Name: {
      const Node* parent = file.parent(node);
      if (const auto* call = as<Call>(parent)) {
        if (call->func == &node) return true;
      }
      if (parent->is(Kind::Attribute)) return true;  // is asked itself
      const Value value = evaluate(file, static_cast<const Expr*>(&node));
      const bool known =
          value.is(Value::Kind::Str) || value.is(Value::Kind::Int) || value.is(Value::Kind::Bool);
      return known && !is_named_like_a_secret(file.text(node));
    }
    default: return false;
  }
}

// GET handlers without parameters that do nothing but return a constant.
bool gives_constant(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const bool reads = !route.methods.empty() &&
                     std::all_of(route.methods.begin(), route.methods.end(),
                                 [](const auto& one) { return one == "GET" || one == "HEAD"; });
  if (function == nullptr || !reads || !function->args->all.empty()) return false;
  const FileModel& file = *route.handler.definition.file;
  const Constant* docstring = file.docstring(*function);
  const Return* result = nullptr;
  for (const Stmt* statement : function->body) {
    const auto* text = statement->as<ExprStmt>();
    if (text != nullptr && text->value == docstring) continue;
    if (result != nullptr || !statement->is(Kind::Return)) return false;
    result = statement->as<Return>();
  }
  if (result == nullptr || result->value == nullptr) return false;
  std::size_t nodes = 0;
  for (const Node* node : file.tree().subtree(*result->value)) {
    if (++nodes > kMostNodes || !is_constant(file, *node)) return false;
  }
  return true;
}

}  // namespace

std::string_view public_by_content(const Route& route) {
  if (is_said_to_be_public(route)) return "documented as public";
  return gives_constant(route) ? "gives a constant, whoever asks" : "";
}

}  // namespace fastidious::app
