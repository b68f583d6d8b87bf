#include "app/tokens/signed_token.h"

#include <algorithm>

#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::CallSite;

namespace {

constexpr std::size_t kMostSigned = 64;  // calls that sign
// By the ways from these: each is compared with the others.
constexpr std::size_t kMostTokens = 128;
constexpr int kMostHops = 6;

struct KindWord {
  std::string_view word;
  TokenKind kind;
  std::string_view shown;
};
constexpr KindWord kKindWords[] = {
    {"refresh", TokenKind::Refresh, "refresh"},
    {"reset", TokenKind::Mailed, "password reset"},
    {"forgot", TokenKind::Mailed, "password reset"},
    {"recovery", TokenKind::Mailed, "recovery"},
    {"verification", TokenKind::Mailed, "verification"},
    {"verify", TokenKind::Mailed, "verification"},
    {"confirmation", TokenKind::Mailed, "confirmation"},
    {"confirm", TokenKind::Mailed, "confirmation"},
    {"activation", TokenKind::Mailed, "activation"},
    {"invitation", TokenKind::Mailed, "invitation"},
    {"invite", TokenKind::Mailed, "invitation"},
    {"unsubscribe", TokenKind::Mailed, "unsubscribe"},
    {"download", TokenKind::Other, "download"},
    {"file", TokenKind::Other, "file"},
    {"share", TokenKind::Other, "share"},
    {"mfa", TokenKind::Other, "MFA"},
    {"2fa", TokenKind::Other, "2FA"},
    {"otp", TokenKind::Other, "OTP"},
    {"challenge", TokenKind::Other, "challenge"},
};

// `refresh_token = jwt.encode(…)`, `Tokens(refresh_token=jwt.encode(…))`
std::string_view name_taking(const CallSite& site) {
  const auto* keyword = as<Keyword>(site.file->parent(*site.call));
  if (keyword != nullptr) return site.file->text(keyword->arg);
  const Name* name = taking_name(site);
  return name != nullptr ? site.file->text(*name) : std::string_view{};
}

std::string_view name_of_function(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  return node != nullptr ? function.file->text(node->name) : std::string_view{};
}

// What the token itself says that it is for.
NamedKind kind_said(const Claims& claims) {
  for (const std::string_view claim : kClaimsOfKind) {
    const Claim* found = claims.find(claim);
    if (found == nullptr || !found->constant) continue;
    if (const NamedKind named = kind_in(*found->constant); named.is_told) return named;
  }
  return {};
}

// The outermost function that gives the token back and whose name tells what it is for; else what
// the token says, or the name that takes it.
void name_kind(SignedToken& token) {
  const Way& way = token.way;
  token.maker = way.function(0);
  for (std::size_t level = way.calls.size(); level-- > 0;) {
    if (level > 0 && !way.is_returned(level)) continue;
    const Definition function = way.function(level);
    const NamedKind named = kind_made_by(name_of_function(function));
    if (!named.is_told) continue;
    token.kind = named.kind;
    token.word = named.word;
    token.maker = function;
    return;
  }
  NamedKind named = kind_said(token.claims);
  std::size_t level = way.calls.size() - 1;
  for (std::size_t i = way.calls.size(); i-- > 0 && !named.is_told;) {
    named = kind_in(name_taking(way.calls[i]));
    level = i;
  }
  token.kind = named.kind;
  token.word = named.word;
  if (named.kind != TokenKind::Access) token.maker = way.function(level);
}

// `.get_secret_value()` and `str(…)` aside.
const Expr* bare_key(const FileModel& file, const Expr* key) {
  const auto* call = key->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method != nullptr && file.text(method->attr) == "get_secret_value") return method->value;
  const bool is_text =
      call != nullptr && call->args.size() == 1 && file.resolve(*call->func) == "builtins.str";
  return is_text ? call->args[0] : key;
}

// What a method of its class assigns to `self.key`, `signer.key`, if that is done once.
Placed attribute_value(const FileModel& file, const Attribute& attribute) {
  const std::string_view type = file.type_of(*attribute.value);
  const Definition owner = type.empty() ? Definition{} : file.project().definition(type);
  const auto* cls = as<ClassDef>(owner.node);
  if (cls == nullptr) return {};
  Placed found;
  for (const auto* assign : owner.file->tree().nodes_of<Assign>(*cls)) {
    const auto* target = as<Attribute>(assign->targets.front());
    if (target == nullptr || target->attr != attribute.attr) continue;
    if (found) return {};
    found = {owner.file, assign->value};
  }
  return found;
}

std::string key_read(const FileModel& file, const Expr& expr) {
  if (const auto* item = expr.as<Subscript>()) {  // os.environ["KEY"]
    const auto name = file.constant_string(*item->slice);
    const std::string_view mapping = file.resolve(*item->value);
    if (!name || mapping.empty()) return {};
    return std::string(mapping) + "[" + *name + "]";
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return std::string(file.resolve(expr));
  const std::string_view target = file.resolve(*call->func);
  if (target.empty()) return {};
  std::string name(target);
  for (const Expr* one : call->args) {
    const auto text = file.constant_string(*one);
    if (!text) return {};
    name += "(" + *text + ")";
    break;  // os.getenv("KEY", "default")
  }
  return name + "()";
}

// Nothing but the times is written: what else is in it comes from somewhere that is not seen, such
// as a token that is given out once more.
bool is_signed_anew(const Claims& claims) {
  const bool says_nothing = std::all_of(claims.all.begin(), claims.all.end(),
                                        [](const auto& one) { return is_time(one.first); });
  return says_nothing && claims.may_be_more &&
         std::any_of(claims.from.begin(), claims.from.end(),
                     [](const Node* one) { return one->is(Kind::Call); });
}

}  // namespace

NamedKind kind_in(std::string_view name) {
  constexpr std::string_view kAccess[] = {"access", "auth", "session", "bearer"};
  for (const KindWord& one : kKindWords) {
    if (names_any_of(name, std::initializer_list<std::string_view>{one.word})) {
      return {one.kind, std::string(one.shown), true};
    }
  }
  return {TokenKind::Access, {}, names_any_of(name, kAccess)};
}

NamedKind kind_made_by(std::string_view function) {
  constexpr std::string_view kMakes[] = {"create", "make",  "generate", "gen",  "issue", "sign",
                                         "encode", "build", "new",      "mint", "get"};
  const std::vector<std::string> words = name_words(function);
  const NamedKind named = kind_in(function);
  if (named.kind == TokenKind::Access) return named;
  if (is_one_of("access", words)) return {TokenKind::Access, {}, true};
  return !words.empty() && is_one_of(words.front(), kMakes) ? named : NamedKind{};
}

std::string key_of(Held key, const Way& way, const SettingsTable& settings) {
  for (int i = 0; i < kMostHops && key.value; ++i) {
    key = origin_of(key, way);
    if (!key.value) return {};
    const FileModel& file = *key.value.file;
    const Expr* bare = bare_key(file, key.value.expr);
    key.value.expr = bare;
    if (const auto field = settings.field_of(key.value)) {
      return "field " + std::string(file_of(*field.field).file().path) + " " +
             std::string(field.field->name);
    }
    const auto* attribute = bare->as<Attribute>();
    Placed next = attribute != nullptr ? attribute_value(file, *attribute) : Placed{};
    if (!next) next = follow(key.value).value;
    if (!next || next.expr == bare) return key_read(file, *bare);
    key.value = next;
  }
  return {};
}

std::vector<SignedToken> signed_tokens(const semantic::Model& model,
                                       const SettingsTable& settings) {
  std::vector<SignedToken> tokens;
  std::size_t left = kMostSigned;
  for (const CallSite& site : model.calls_of_any(semantic::kJwtSigns)) {
    if (site.file->file().role == project::Role::Test) continue;
    if (left-- == 0) break;
    const bool by_jose = site.file->resolve(*site.call->func).starts_with("jose");
    const Placed payload{
        site.file, semantic::argument(*site.file, *site.call, 0, by_jose ? "claims" : "payload")};
    const Placed key{site.file, semantic::argument(*site.file, *site.call, 1, "key")};
    if (!payload || !key) continue;
    for (Way& way : ways_from(site)) {
      if (tokens.size() >= kMostTokens) return tokens;
      SignedToken token;
      token.key = key_of({key, 0}, way, settings);
      if (token.key.empty()) continue;
      token.claims = claims_on(way, payload);
      if (is_signed_anew(token.claims)) continue;
      token.payload = payload;
      token.way = std::move(way);
      name_kind(token);
      tokens.push_back(std::move(token));
    }
  }
  return tokens;
}

}  // namespace fastidious::app
