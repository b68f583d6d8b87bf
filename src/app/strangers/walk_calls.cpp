#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "app/dependencies/error_status.h"
#include "app/strangers/implementations.h"
#include "app/strangers/walk.h"
#include "knowledge/auth_calls.h"
#include "semantic/exception_handlers.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::CredentialUse;

namespace {

constexpr int kUnauthorized = 401, kForbidden = 403;
constexpr int kFirstRedirect = 301, kLastRedirect = 308;

// What a function may look at to find out who is asking.
bool is_telling(Trace value) {
  return is_credential(value) || value == Trace::Request || value == Trace::Headers ||
         value == Trace::Cookies || value == Trace::Next;
}

bool is_logging(std::string_view callee) {
  const std::string name = lower_case(callee);
  return name == "print" || name.starts_with("log") || name.find("logg") != name.npos;
}

bool tests_its_text(std::string_view method) {
  return method == "startswith" || method == "endswith" || method.starts_with("is") ||
         method == "count" || method == "find";
}

// The class of the repository that the call makes an object of.
bool makes_object(const FileModel& file, const Call& call) {
  const Definition definition = file.definition_of(*call.func);
  if (as<ClassDef>(definition.node) != nullptr) return true;
  if (definition) return false;
  const std::string_view target = file.resolve(*call.func);
  const std::size_t dot = target.rfind('.');
  const std::string_view last = dot == target.npos ? std::string_view{} : target.substr(dot + 1);
  return !last.empty() && std::isupper(static_cast<unsigned char>(last.front())) != 0;
}

// `check(request)`, where `check` is an object of the repository's: its __call__.
Definition call_method_of(const FileModel& file, const Expr& callee) {
  const std::string_view type = callee.is(Kind::Name) ? file.type_of(callee) : std::string_view{};
  const Definition cls = type.empty() ? Definition{} : file.project().definition(type);
  if (as<ClassDef>(cls.node) == nullptr) return {};
  const FileModel* in = nullptr;
  const FunctionDef* method = method_of(cls, "__call__", &in);
  return method == nullptr ? Definition{} : Definition{in, method};
}

// get_token_from(request.cookies), however it does that.
template <class Given>
bool gives_credential(const Definition& function, const Fate& fate, const Given& given) {
  bool cookies = false;
  for (const auto& one : given) {
    if (is_credential(one.value)) return false;
    cookies = cookies || one.value == Trace::Cookies;
  }
  const auto& node = *function.node->as<FunctionDef>();
  return cookies || (fate.reads_credential && is_credential_name(function.file->text(node.name)));
}

bool is_short(const FunctionDef& function) {
  constexpr std::uint32_t kMaxNodes = 60;
  return function.last.value - function.id.value < kMaxNodes;
}

// A function without arguments can tell of nothing but the program's state: is_auth_enabled().
bool is_about_configuration(const Definition& function, const Fate& fate, bool without_arguments) {
  const auto& node = *function.node->as<FunctionDef>();
  if (!without_arguments || fate.value != Trace::Unknown || !node.args->all.empty()) return false;
  const std::string name = lower_case(function.file->text(node.name));
  for (const std::string_view word : {"current", "request", "context", "user", "session"}) {
    if (name.find(word) != name.npos) return false;
  }
  return true;
}

}  // namespace

bool is_named_like_a_check(std::string_view name) {
  const std::string word = lower_case(name.substr(name.rfind('.') + 1));
  for (const std::string_view other : {"redirect", "create", "template", "url", "log_"}) {
    if (word.find(other) != word.npos) return false;
  }
  constexpr std::string_view kWords[] = {
      "auth",         "current_user", "get_user",   "verify",       "login",   "credential",
      "principal",    "identity",     "permission", "require_user", "api_key", "apikey",
      "require_role", "user_session", "get_token",  "valid_token"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view one) { return word.find(one) != word.npos; });
}

void Walk::raise_here(Placed at) {
  raising_ = true;
  raised_at_ = at;
}

Walk::Given Walk::arguments(const Call& call, Knowledge& knowledge) {
  Given given;
  const auto add = [&](const Expr* one) { given.push_back({{}, one, value(one, knowledge)}); };
  for (const Expr* one : call.args) {
    const auto* starred = one->as<Starred>();
    const auto* spread = starred != nullptr ? starred->value->as<Tuple>() : nullptr;
    if (spread == nullptr) add(one);
    if (spread != nullptr) std::for_each(spread->elts.begin(), spread->elts.end(), add);
    if (raising_) return given;
  }
  for (const Keyword* one : call.keywords) {
    const std::string_view name = one->arg.empty() ? std::string_view{} : file_.text(one->arg);
    given.push_back({name, one->value, value(one->value, knowledge)});
    if (raising_) return given;
  }
  return given;
}

// hasattr(request.state, "user"), getattr(request.state, "user", None): nobody has put one there
// for a stranger.
bool Walk::asks_state_for_user(const Call& call, std::string_view target) {
  if (target != "builtins.hasattr" && target != "builtins.getattr") return false;
  if (call.args.size() < 2 || !file_.text(*call.args[0]).ends_with(".state")) return false;
  const auto* name = call.args[1]->as<Constant>();
  constexpr std::string_view kUsers[] = {"user", "current_user", "principal", "identity", "auth"};
  const bool user = name != nullptr && std::find(std::begin(kUsers), std::end(kUsers),
                                                 name->value) != std::end(kUsers);
  fate_.reads_credential = fate_.reads_credential || user;
  return user;
}

// respond_with(handle_rpc, request.scope): whoever that function refuses is refused; it is not
// followed.
void Walk::note_handing_on(const Given& given) {
  const auto is_function = [&](const Argument& one) {
    return one.expr->is(Kind::Name) &&
           as<FunctionDef>(file_.definition_of(*one.expr).node) != nullptr;
  };
  const auto is_request = [](const Argument& one) {
    return one.value == Trace::Request || one.value == Trace::Path || one.value == Trace::Headers;
  };
  if (std::none_of(given.begin(), given.end(), is_request)) return;
  if (std::none_of(given.begin(), given.end(), is_function)) return;
  fate_.reads_credential = true;
  fate_.asks_elsewhere = true;
}

Trace Walk::call(const Call& call, Knowledge& knowledge) {
  const Given given = arguments(call, knowledge);
  if (raising_) return Trace::Unknown;
  const std::string_view target = file_.resolve(*call.func);
  if (asks_state_for_user(call, target)) return Trace::Doubtful;
  const CredentialUse use = knowledge::credential_use(target);
  if (use == CredentialUse::Converts && given.empty()) {
    // hashlib.sha256(token).hexdigest(): of what it was made of
    const auto* digest = call.func->as<Attribute>();
    const Trace made = digest != nullptr ? value(digest->value, knowledge) : Trace::Unknown;
    if (raising_ || is_credential(made)) return made;
  }
  if (use != CredentialUse::None) return verify(target, call, given);
  const int callee = knowledge::position_of_callee(target);
  if (callee >= 0 && static_cast<std::size_t>(callee) < given.size()) {
    const Expr& function = *given[static_cast<std::size_t>(callee)].expr;
    const Given rest(given.begin() + callee + 1, given.end());
    const Definition definition = file_.definition_of(function);
    if (as<FunctionDef>(definition.node) != nullptr) return enter(definition, rest, knowledge);
    const CredentialUse inner = knowledge::credential_use(file_.resolve(function));
    if (inner != CredentialUse::None) return verify(file_.resolve(function), call, rest);
    return answer(file_.text(*call.func), rest);
  }
  note_handing_on(given);
  if (is_refusing_response(call)) return Trace::Refusal;
  // Request(scope), Headers(scope=scope)
  if (given.size() >= 1 && given.front().value == Trace::Path && makes_object(file_, call)) {
    const std::string_view cls = target.substr(target.rfind('.') + 1);
    if (cls == "Request" || cls == "HTTPConnection") return Trace::Request;
    if (cls == "Headers") return Trace::Headers;
  }
  if (const auto* method = call.func->as<Attribute>()) {
    const Trace receiver = value(method->value, knowledge);
    if (raising_) return Trace::Unknown;
    const Trace result = call_of_method(call, *method, receiver, given, target, knowledge);
    return result;
  }
  const Trace* known = call.func->is(Kind::Name) ? knowledge.find(file_.text(*call.func)) : nullptr;
  if (known != nullptr && *known == Trace::Next) {
    let_pass(Trace::Unknown, {&file_, &call});
    return Trace::Unknown;
  }
  const Definition definition = file_.definition_of(*call.func);
  if (as<FunctionDef>(definition.node) != nullptr) return enter(definition, given, knowledge);
  if (makes_object(file_, call)) return made(given);
  if (const Definition method = call_method_of(file_, *call.func)) {
    return runs_elsewhere(method) ? enter_any(method, *call.func, given, knowledge)
                                  : enter(method, given, knowledge);
  }
  return answer(file_.text(*call.func), given);
}

// An object made of a credential says what that says; any other is there.
Trace Walk::made(const Given& given) {
  const bool of_credential = std::any_of(given.begin(), given.end(), [](const Argument& one) {
    return one.value == Trace::Bad || one.value == Trace::Doubtful;
  });
  const bool of_request = std::any_of(
      given.begin(), given.end(), [](const Argument& one) { return one.value == Trace::Request; });
  return of_credential ? Trace::Bad : of_request ? Trace::Unknown : Trace::Truthy;
}

// What something that is not known here says about what it is asked.
Trace Walk::answer(std::string_view callee, const Given& given, std::string_view cls) {
  const bool about_credential = std::any_of(
      given.begin(), given.end(), [](const Argument& one) { return is_credential(one.value); });
  if (about_credential) {
    may_raise_ = true;
    fate_.asks_elsewhere = fate_.asks_elsewhere || !is_logging(callee);
    return Trace::Doubtful;
  }
  const bool about_request = std::any_of(given.begin(), given.end(), [](const Argument& one) {
    return is_telling(one.value) && one.value != Trace::Next;
  });
  if (about_request && (is_named_like_a_check(callee) || is_named_like_a_check(cls))) {
    fate_.reads_credential = true;
    fate_.asks_elsewhere = true;
    may_raise_ = true;
    return Trace::Doubtful;
  }
  const std::string name = lower_case(callee);
  const bool setting =
      given.empty() && (name.find("setting") != name.npos || name.find("config") != name.npos);
  const bool environment = name.ends_with("getenv") || name.ends_with("environ.get");
  return setting || environment ? Trace::Setting : Trace::Unknown;
}

// `await context.enforce()`: raises, and is named so, for what the object was made of.
bool Walk::may_refuse_by_name(const Definition& method, bool without_arguments) {
  const auto& function = *method.node->as<FunctionDef>();
  const std::string_view name = method.file->text(function.name);
  constexpr std::string_view kChecks[] = {"enforce", "require", "ensure", "authorize",
                                          "authenticate"};
  const bool named = std::any_of(std::begin(kChecks), std::end(kChecks),
                                 [&](std::string_view one) { return name.starts_with(one); });
  if (!named || !without_arguments) return false;
  const auto nodes = method.file->tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const Node* node) { return node->is(Kind::Raise); });
}

Trace Walk::call_of_method(const Call& call, const Attribute& method, Trace receiver,
                           const Given& given, std::string_view target, Knowledge& knowledge) {
  const std::string_view name = file_.text(method.attr);
  switch (receiver) {
    case Trace::Headers:
    case Trace::Cookies:
      return name.starts_with("get") || name == "pop" ? read_from(receiver, given) : Trace::Unknown;
    case Trace::Missing: raise_here({&file_, &call}); return Trace::Unknown;
    case Trace::Blank: return Trace::Blank;
    case Trace::Request:
      if (name == "close") raise_here({&file_, &call});
      return Trace::Unknown;
    case Trace::Next: let_pass(Trace::Unknown, {&file_, &call}); return Trace::Unknown;
    default: break;
  }
  const Definition definition = file_.definition_of(*call.func);
  const bool known = as<FunctionDef>(definition.node) != nullptr && !runs_elsewhere(definition);
  if (as<FunctionDef>(definition.node) != nullptr && !known &&
      std::any_of(given.begin(), given.end(),
                  [](const Argument& one) { return is_telling(one.value); })) {
    return enter_any(definition, *call.func, given, knowledge);
  }
  if (known && may_refuse_by_name(definition, given.empty())) may_refuse_ = may_raise_ = true;
  if (known) return enter(definition, given, knowledge);
  if (receiver == Trace::Bad) return tests_its_text(name) ? Trace::Unknown : Trace::Bad;
  if (receiver == Trace::Doubtful) {
    if (name == "raise_for_status") raise_here({&file_, &call});
    return Trace::Doubtful;
  }
  if (makes_object(file_, call)) return made(given);
  const auto* owner = as<Call>(method.value);
  const bool of_super = owner != nullptr && file_.text(*owner->func) == "super";
  if (of_super && name == "__call__") {
    fate_.reads_credential = true;
    return credential();
  }
  if (receiver == Trace::Path || receiver == Trace::Setting) {
    const bool about = std::any_of(given.begin(), given.end(),
                                   [](const Argument& one) { return is_telling(one.value); });
    const bool fixed = receiver == Trace::Path || target.starts_with("os.environ") || given.empty();
    if (!about && fixed) return receiver;
  }
  return answer(file_.text(*call.func), given);
}

// request.headers.get("Authorization"), request.cookies.get(settings.COOKIE, "")
Trace Walk::read_from(Trace container, const Given& given) {
  if (given.empty()) return Trace::Unknown;
  const auto* key = as<Constant>(given.front().expr);
  const bool named = key != nullptr && key->is_str();
  if (container == Trace::Headers && named && !is_credential_name(key->value)) {
    return Trace::Unknown;
  }
  fate_.reads_credential = true;
  if (credential() == Trace::Bad || given.size() < 2) return credential();
  return given[1].value == Trace::Falsy ? Trace::Blank : Trace::Missing;
}

Trace Walk::verify(std::string_view target, const Call& call, const Given& given) {
  const CredentialUse use = knowledge::credential_use(target);
  const bool about = std::any_of(given.begin(), given.end(),
                                 [](const Argument& one) { return is_credential(one.value); });
  if (use == CredentialUse::Converts || use == CredentialUse::Unverified) {
    for (const Argument& one : given) {
      if (is_credential(one.value)) return one.value == Trace::Missing ? Trace::Blank : one.value;
    }
    if (given.size() != 1) return Trace::Unknown;
    const Trace only = given.front().value;
    const bool same = only == Trace::Setting || only == Trace::Headers || only == Trace::Cookies ||
                      only == Trace::Path;
    return same ? only : Trace::Unknown;
  }
  // verifier.is_valid_request(body, request.headers): the signature is somewhere in them.
  const bool whole = std::any_of(given.begin(), given.end(), [](const Argument& one) {
    return one.value == Trace::Headers || one.value == Trace::Request;
  });
  fate_.reads_credential = fate_.reads_credential || whole;
  if (!about && !whole) return use == CredentialUse::Compares ? Trace::Doubtful : Trace::Unknown;
  if (use == CredentialUse::Verifies) {
    if (semantic::switches_off(file_, call, "verify_signature")) {
      return stranger_ == Stranger::WithBadCredential ? Trace::Bad : Trace::Blank;
    }
    raise_here({&file_, &call});
  }
  return Trace::Doubtful;
}

// What subclasses make of the request, where one of them is chosen elsewhere: `handler(request)` of
// a `class AuthHandler(ABC)`. What all do is done; if only some refuse, it may be refused.
Trace Walk::enter_any(const Definition& abstract, const Expr& callee, const Given& given,
                      const Knowledge& knowledge) {
  const auto [at, is_new] = memory_.implementations.try_emplace(abstract.node);
  if (is_new) at->second = implementations_of(abstract);
  const std::vector<Definition>& all = at->second;
  const ClassDef* cls = abstract.file->enclosing_class(*abstract.node->as<FunctionDef>());
  if (all.empty()) {
    return answer(file_.text(callee), given,
                  cls != nullptr ? abstract.file->text(cls->name) : std::string_view());
  }
  std::size_t refusing = 0;
  Trace last = Trace::Unknown;
  for (const Definition& one : all) {
    const bool before = std::exchange(may_refuse_, false);
    last = enter(one, given, knowledge);
    refusing += raising_ || may_refuse_ ? 1 : 0;
    may_refuse_ = may_refuse_ || before;
    if (refusing < all.size()) raising_ = false;
  }
  if (refusing == 0) return all.size() == 1 ? last : Trace::Unknown;
  fate_.reads_credential = true;
  if (refusing < all.size()) fate_.asks_elsewhere = may_raise_ = true;
  return Trace::Unknown;
}

// What a function of the repository makes of its arguments. Only those that tell who is asking are
// followed.
Trace Walk::enter(const Definition& function, const Given& given, const Knowledge& knowledge) {
  const bool about = std::any_of(given.begin(), given.end(),
                                 [](const Argument& one) { return is_telling(one.value); });
  const auto& node = *function.node->as<FunctionDef>();
  const bool nested = function.file == &file_ && function_ != nullptr && function_->encloses(node);
  if (depth_ >= kMaxDepth) return about ? Trace::Doubtful : Trace::Unknown;
  if (!about && !nested && (!given.empty() || !is_short(node))) {
    // What is asked about the path alone is the path's: is_public(request.url.path)
    const bool of_path = std::any_of(given.begin(), given.end(),
                                     [](const Argument& one) { return one.value == Trace::Path; });
    return of_path ? Trace::Path : Trace::Unknown;
  }
  Knowledge inner;
  if (nested) inner = knowledge;
  std::vector<Trace> values;
  const bool bound = function.file->is_method(node) && !function.file->is_static_method(node);
  std::size_t position = bound ? 1 : 0;
  for (std::size_t i = 0; i < node.args->all.size(); ++i) {
    inner.set(function.file->text(node.args->all[i]->name), Trace::Unknown);
  }
  for (const Argument& one : given) {
    if (!one.name.empty()) {
      inner.set(one.name, one.value);
    } else if (position < node.args->all.size()) {
      inner.set(function.file->text(node.args->all[position++]->name), one.value);
    }
  }
  for (const auto& [name, known] : inner.values) values.push_back(known);
  inner.decided = nested && knowledge.decided;
  const WalkMemory::Key key{&node, stranger_, values};
  auto known = memory_.fates.find(key);
  if (known == memory_.fates.end()) {
    known = memory_.fates.emplace(key, Fate{}).first;  // a cycle ends here
    Walk walk(memory_, *function.file, stranger_, depth_ + 1);
    known->second = walk.run(node, std::move(inner));
  }
  const Fate& fate = known->second;
  fate_.reads_credential = fate_.reads_credential || fate.reads_credential;
  fate_.asks_elsewhere = fate_.asks_elsewhere || fate.asks_elsewhere;
  for (const Placed& one : fate.bypasses) fate_.bypasses.push_back(one);
  if (fate.refused && !fate.passes) {
    raise_here(fate.refused_at ? fate.refused_at : Placed{function.file, nullptr});
    return Trace::Unknown;
  }
  if (fate.is_refused()) {
    may_raise_ = true;
    may_refuse_ = may_refuse_ || fate.may_be_refused;
    if (!fate_.refused_at) fate_.refused_at = fate.refused_at;
    return fate.value == Trace::Unknown ? Trace::Doubtful : fate.value;
  }
  if (fate.refused) may_raise_ = true;
  if (fate.value == Trace::Unknown && gives_credential(function, fate, given)) {
    fate_.reads_credential = true;
    return credential();
  }
  // What it found out about somebody who is nobody.
  const bool nothing = fate.value == Trace::Nothing || fate.value == Trace::Falsy;
  if (about && nothing) return Trace::Doubtful;
  return is_about_configuration(function, fate, given.empty()) ? Trace::Setting : fate.value;
}

// JSONResponse(…, status_code=401), RedirectResponse("/login")
bool Walk::is_refusing_response(const Call& call) const {
  const std::string_view target = file_.resolve(*call.func);
  const std::size_t dot = target.rfind('.');
  const std::string_view name = dot == target.npos ? target : target.substr(dot + 1);
  if (!name.ends_with("Response")) return false;
  if (name == "RedirectResponse") return true;
  const Expr* status = semantic::argument(file_, call, 1, "status_code");
  const int code = status != nullptr ? status_code_of(file_, *status) : 0;
  return code == kUnauthorized || code == kForbidden ||
         (code >= kFirstRedirect && code <= kLastRedirect);
}

}  // namespace fastidious::app
