#include "app/dependencies/public_by_content.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "app/dependencies/plain_computation.h"
#include "app/dependencies/same_for_all.h"
#include "app/routes/library_routes.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostText = 4'000;  // bytes of a docstring that are read

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

// "This is not a public endpoint", "the public endpoint's path"; or the docstring is itself a note
// about unfinished work.
bool is_doubted(const std::string& text, std::size_t at) {
  if (std::string_view(text).substr(0, at).ends_with("the ")) return true;
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

// "controller_public_recipes", "PublicRecipeController": the word as one of its own.
bool has_word_public(std::string_view name) {
  for (std::size_t at = 0; at + 6 <= name.size(); ++at) {
    if (lower(name.substr(at, 6)) != "public") continue;
    const bool begins =
        at == 0 || std::isalpha(static_cast<unsigned char>(name[at - 1])) == 0 || name[at] == 'P';
    const char after = at + 6 < name.size() ? name[at + 6] : '_';
    if (begins && std::islower(static_cast<unsigned char>(after)) == 0) return true;
  }
  return false;
}

// The module or the class of its handler is named so.
bool is_named_public(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr) return false;
  const FileModel& file = *route.handler.definition.file;
  const std::string_view path = file.file().path;
  if (has_word_public(path.substr(path.rfind('/') + 1))) return true;
  const auto* cls = as<ClassDef>(file.parent(*function));
  return cls != nullptr && has_word_public(file.text(cls->name));
}

// "/shared/{token_id}": who has the link may follow it; nobody guesses another one.
bool is_link_with_token(const Route& route) {
  const bool reads = route.methods.size() == 1 && route.methods.front() == "GET";
  const std::string path = lower(route.path);
  const std::size_t at = path.rfind('{');
  if (!reads || at == path.npos) return false;
  const std::string_view parameter = std::string_view(path).substr(at);
  const bool token =
      parameter.find("token") != parameter.npos || parameter.find("signature") != parameter.npos;
  const std::string_view before = std::string_view(path).substr(0, at);
  constexpr std::string_view kLinks[] = {"share", "invit", "link", "download", "unsubscribe"};
  return token && std::any_of(std::begin(kLinks), std::end(kLinks), [&](std::string_view word) {
           return before.find(word) != before.npos;
         });
}

// `claim(body.activation_token)`: who has the code that was sent to them may do it.
bool is_code(std::string_view name, std::string_view path) {
  constexpr std::string_view kCodes[] = {
      "activation_token",   "reset_token",   "verification_token",
      "confirmation_token", "invite_token",  "invitation_token",
      "refresh_token",      "id_token",      "otp",
      "otp_code",           "one_time_code", "verification_code"};
  if (std::find(std::begin(kCodes), std::end(kCodes), name) != std::end(kCodes)) return true;
  constexpr std::string_view kPlaces[] = {"exchange", "verify", "confirm",
                                          "accept",   "redeem", "activate"};
  return (name == "code" || name == "token") &&
         std::any_of(std::begin(kPlaces), std::end(kPlaces),
                     [&](std::string_view word) { return path.find(word) != path.npos; });
}

// `claim(body.code)`, `claim(body.code.get_secret_value())`
bool is_handed_on(const FileModel& file, const Attribute& field) {
  const Node* parent = file.parent(field);
  const auto* method = as<Attribute>(parent);
  return parent->is(Kind::Call) || parent->is(Kind::Keyword) ||
         (method != nullptr && file.text(method->attr) == "get_secret_value");
}

bool takes_code_in_body(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr) return false;
  const FileModel& file = *route.handler.definition.file;
  const auto is_body = [&](std::string_view name) {
    const auto& all = route.dependant.parameters;
    return std::any_of(all.begin(), all.end(), [&](const Parameter& one) {
      return one.in == Parameter::In::Body && one.field.name == name;
    });
  };
  for (const Node* node : file.tree().subtree(*function)) {
    const auto* attribute = node->as<Attribute>();
    if (attribute == nullptr || !attribute->value->is(Kind::Name)) continue;
    if (!is_handed_on(file, *attribute)) continue;
    if (is_code(file.text(attribute->attr), route.path) && is_body(file.text(*attribute->value))) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view public_by_content(const Route& route) {
  if (is_of_library(route)) return "a library's endpoint for everybody";
  if (is_said_to_be_public(route)) return "documented as public";
  if (is_named_public(route)) return "public part, by its name";
  if (is_link_with_token(route)) return "link with a token that nobody guesses";
  if (takes_code_in_body(route)) return "takes a code that was sent to somebody";
  if (serves_front_end(route)) return "file of the front end";
  // Starlette's own routes take all that they look at from the request.
  if (route.kind == Route::Kind::Function) return "";
  if (only_computes(route)) return "works on what it is sent and on what everybody may read";
  return gives_the_same_to_all(route) ? "gives the same to whoever asks" : "";
}

}  // namespace fastidious::app
