#include "rules/accepted_tokens.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "app/endpoints/purpose.h"
#include "app/routes/route_label.h"
#include "app/tokens/acceptance.h"
#include "rules/endpoint_report.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "text/counted.h"
#include "text/in_words.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using app::Acceptance;
using app::Endpoint;
using app::SignedToken;
using app::TokenKind;
using app::TokenReading;
using semantic::Definition;
using semantic::FileModel;
using Verdict = Acceptance::Verdict;
using Tokens = std::vector<const SignedToken*>;

constexpr std::size_t kMostListed = 25;  // routes

// What is named so reads tokens of this other kind on purpose.
bool names_another_kind(std::string_view name) {
  return names_any_of(
      name, std::initializer_list<std::string_view>{
                "refresh", "reset", "forgot", "recovery", "verification", "confirmation",
                "activation", "invitation", "invite", "unsubscribe", "download", "mfa", "otp"});
}

std::string name_of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  return node != nullptr ? std::string(function.file->text(node->name)) : std::string();
}

// With the class of a method: "Tokens.create".
std::string full_name_of(const Definition& function) {
  const auto* node = as<FunctionDef>(function.node);
  const ClassDef* cls = node != nullptr ? function.file->enclosing_class(*node) : nullptr;
  if (cls == nullptr) return name_of(function);
  return std::string(function.file->text(cls->name)) + "." + name_of(function);
}

// "`create_token`", "`create_token` of `app/tokens.py`" where that is another file than `from`.
std::string named(const Definition& function, const FileModel& from) {
  std::string text = "`" + full_name_of(function) + "`";
  if (function.file != nullptr && function.file != &from) {
    text += " of `" + function.file->file().path + "`";
  }
  return text;
}

// `request.cookies.get("refresh_token")`, `verify_refresh_token(…)`
bool is_for_another_kind(const TokenReading& reading) {
  const semantic::CallSite& decode = reading.way.calls.front();
  for (std::size_t level = 0; level < reading.way.calls.size(); ++level) {
    if (names_another_kind(name_of(reading.way.function(level)))) return true;
  }
  if (decode.call->args.empty()) return false;
  const app::Held token = app::origin_of({{decode.file, decode.call->args[0]}, 0}, reading.way);
  return names_another_kind(decode.file->text(*decode.call->args[0])) ||
         (token.value && names_another_kind(token.value.file->text(*token.value.expr)));
}

// A kind of token that a guard takes, though it was made for something else.
struct Taken {
  const SignedToken* token = nullptr;
  Acceptance how;
};

// What one call that decodes lets in.
struct Opening {
  const TokenReading* reading = nullptr;
  std::vector<const app::Route*> routes;
  std::vector<Taken> taken;
};

class Search {
 public:
  explicit Search(ApplicationCheck& check)
      : check_(check), tokens_(app::signed_tokens(check.model(), check.application().settings())) {}

  void run() {
    const bool has_others = std::any_of(tokens_.begin(), tokens_.end(), is_other);
    if (!has_others) return;
    const std::vector<TokenReading> readings = app::token_readings(check_.application());
    for (const TokenReading& one : readings) {
      if (is_for_another_kind(one)) continue;
      for (std::size_t i = 0; i < one.way.calls.size(); ++i) {
        for_access_.insert(one.way.function(i).node);
      }
    }
    for (const SignedToken& token : tokens_) {
      if (is_other(token)) judge(token, readings);
    }
    for (const semantic::CallSite& site : order_) report(openings_.at(site.call));
  }

 private:
  static bool is_other(const SignedToken& token) { return token.kind != TokenKind::Access; }

  Tokens access_with(const std::string& key) const {
    Tokens found;
    for (const SignedToken& one : tokens_) {
      if (one.kind == TokenKind::Access && one.key == key) found.push_back(&one);
    }
    return found;
  }

  void judge(const SignedToken& token, const std::vector<TokenReading>& readings) {
    const Tokens access = access_with(token.key);
    std::vector<std::pair<const TokenReading*, Acceptance>> open;
    std::set<const Node*> telling;  // guards that refuse this kind
    for (const TokenReading& reading : readings) {
      const Acceptance how = app::acceptance_of(token, access, reading);
      const bool for_another = is_for_another_kind(reading);
      if (how.verdict == Verdict::ToldApart && !for_another) telling.insert(reading.guard.node);
      const bool opens = how.verdict == Verdict::Alike ||
                         (how.verdict == Verdict::OtherValue && !reading.converts_id);
      if (opens && !for_another) open.emplace_back(&reading, how);
    }
    for (const auto& [reading, how] : open) {
      const std::vector<const app::Route*> routes = opened(*reading, telling);
      if (!routes.empty()) note(*reading, routes, {&token, how});
    }
  }

  // The routes of a guard that no other one guards, which tells the kinds apart.
  std::vector<const app::Route*> opened(const TokenReading& reading,
                                        const std::set<const Node*>& telling) const {
    std::vector<const app::Route*> found;
    const app::Application& application = check_.application();
    std::vector<const app::Route*> guarded = reading.routes;
    if (reading.is_middleware) {
      for (const app::Route* one : application.distinct_routes().all()) {
        const Endpoint* endpoint = application.endpoints().of(*one);
        if (endpoint != nullptr && endpoint->is_guarded()) guarded.push_back(one);
      }
    }
    std::copy_if(guarded.begin(), guarded.end(), std::back_inserter(found), [&](const auto* one) {
      return !names_another_kind(one->path) && !asks(*one, telling);
    });
    return found;
  }

  static bool asks(const app::Route& route, const std::set<const Node*>& functions) {
    bool found = false;
    for (const app::Dependency& needed : route.dependant.dependencies) {
      app::for_each_dependency(needed, [&](const app::Dependency& dependency) {
        const Definition function = app::running_function(dependency.callable);
        found = found || (function && functions.count(function.node) > 0);
      });
    }
    return found;
  }

  void note(const TokenReading& reading, const std::vector<const app::Route*>& routes,
            const Taken& taken) {
    const semantic::CallSite& site = reading.way.calls[reading.holder];
    Opening& opening = openings_[site.call];
    if (opening.reading == nullptr) order_.push_back(site);
    if (opening.reading == nullptr || routes.size() > opening.routes.size()) {
      opening.reading = &reading;
      opening.routes = routes;
    }
    for (Taken& one : opening.taken) {
      if (one.token->maker.node != taken.token->maker.node) continue;
      if (one.how.verdict != Verdict::Alike) one = taken;
      return;
    }
    opening.taken.push_back(taken);
  }

  void report(Opening& opening) {
    const auto is_alike = [](const Taken& one) { return one.how.verdict == Verdict::Alike; };
    const bool lets_in = std::any_of(opening.taken.begin(), opening.taken.end(), is_alike);
    if (lets_in) {
      const auto end = std::remove_if(opening.taken.begin(), opening.taken.end(),
                                      [&](const Taken& one) { return !is_alike(one); });
      opening.taken.erase(end, opening.taken.end());
    }
    const semantic::CallSite& site = opening.reading->way.calls[opening.reading->holder];
    if (!concerns(Where::Application, site.file->file().role)) return;
    const std::string guard = name_of(opening.reading->guard);
    const std::string kinds = kinds_of(opening);
    Draft draft = lets_in
                      ? check_.report(*site.file, site.call->span(),
                                      "`{}` takes {} as access tokens: it looks at no claim that "
                                      "tells them apart",
                                      {guard, kinds})
                      : check_.report(*site.file, site.call->span(),
                                      "In `{}` nothing but the value of `{}` tells {} from access "
                                      "tokens",
                                      {guard, opening.taken.front().how.claim, kinds});
    if (lets_in) {
      say_risk(draft, opening);
    } else {
      say_near_miss(draft, opening);
    }
    say_fix(draft, opening);
    add_steps(draft, opening);
  }

  // "refresh tokens (`create_refresh_token`) and password reset tokens (`create_reset_token`)"
  static std::string kinds_of(const Opening& opening) {
    const FileModel& file = *opening.reading->way.calls[opening.reading->holder].file;
    std::map<std::string, std::vector<std::string>> makers;  // by word
    for (const Taken& one : opening.taken) {
      makers[one.token->word].push_back(named(one.token->maker, file));
    }
    std::vector<std::string> kinds;
    for (const auto& [word, all] : makers) {
      kinds.push_back(word + " tokens (" + in_words(all, " and ") + ")");
    }
    return in_words(kinds, " and ");
  }

  static void say_risk(Draft& draft, const Opening& opening) {
    const bool mailed =
        std::any_of(opening.taken.begin(), opening.taken.end(),
                    [](const Taken& one) { return one.token->kind == TokenKind::Mailed; });
    const bool refresh =
        std::any_of(opening.taken.begin(), opening.taken.end(),
                    [](const Taken& one) { return one.token->kind == TokenKind::Refresh; });
    const std::string reach = counted(opening.routes.size(), "endpoint");
    if (mailed) {
      draft.risk(
          "Whoever gets such a token, out of a mail or a link, is let in with it, without a "
          "password: {} behind `{}`.",
          {reach, name_of(opening.reading->guard)});
    } else if (refresh) {
      draft.risk(
          "A refresh token that leaks opens {} by itself until it expires, however short-lived "
          "access tokens are.",
          {reach});
    } else {
      draft.risk("A token that is given away for one thing opens {} behind `{}`.",
                 {reach, name_of(opening.reading->guard)});
    }
  }

  static std::string in_plain_words(const std::string& subject) {
    if (subject == "email") return "an e-mail address";
    if (subject == "username") return "a user's name";
    if (subject == "user id") return "a user's id";
    return "`" + subject + "`";
  }

  // What becomes of a look-up by a value of another kind.
  static std::string look_up_of(const TokenReading& reading) {
    const Definition holder = reading.way.function(reading.holder);
    for (const auto* call : holder.file->tree().nodes_of<Call>(*holder.node)) {
      const auto* method = call->func->as<Attribute>();
      if (method == nullptr || holder.file->text(method->attr) != "get" || call->args.size() < 2) {
        continue;
      }
      const Definition model = holder.file->definition_of(*call->args[0]);
      const auto* cls = as<ClassDef>(model.node);
      if (cls != nullptr && !is_tried(*holder.file, *call) && has_uuid(model)) {
        return "the look-up of `" + std::string(model.file->text(cls->name)) +
               "` fails, as its `id` is a UUID, which makes a 500 where a refusal belongs";
      }
    }
    return "the look-up finds nobody, or fails where the database takes no such value";
  }

  static bool is_tried(const FileModel& file, const Node& node) {
    for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
      if (at->is(Kind::Try)) return true;
    }
    return false;
  }

  static bool has_uuid(const Definition& model) {
    for (const Definition& one :
         semantic::model_and_bases(*model.file, *model.node->as<ClassDef>())) {
      for (const auto& field : semantic::own_fields(*one.file, *one.node->as<ClassDef>())) {
        if (one.file->text(field.name) == "id") return field.type_name() == "uuid.UUID";
      }
    }
    return false;
  }

  static void say_near_miss(Draft& draft, const Opening& opening) {
    const Taken& one = opening.taken.front();
    draft.severity(findings::Severity::Warning)
        .risk(
            "Signature and key are right, and `{}` is there: {} in these, {} in access tokens. "
            "Nobody is let in by that: {}. Once the two hold the same, such a token is a login.",
            {one.how.claim, in_plain_words(one.how.theirs), in_plain_words(one.how.ours),
             look_up_of(*opening.reading)});
  }

  // ---- the fix
  // -----------------------------------------------------------------------------------

  struct Sign {
    std::string claim = "type";
    std::string access = "access";
    bool is_signed = false;  // by all of them
  };

  // The constant that tells all access tokens from these, else one to be signed.
  Sign sign_for(const Opening& opening, const Tokens& access) const {
    Sign sign;
    for (const std::string_view claim : app::kClaimsOfKind) {
      const app::Claim* value = access.front()->claims.find(claim);
      if (value == nullptr || !value->constant) continue;
      const bool by_all = std::all_of(access.begin(), access.end(), [&](const SignedToken* one) {
        const app::Claim* own = one->claims.find(claim);
        return own != nullptr && own->is_sure && own->constant == value->constant;
      });
      const bool differs =
          std::all_of(opening.taken.begin(), opening.taken.end(), [&](const Taken& one) {
            const app::Claim* theirs = one.token->claims.find(claim);
            return theirs == nullptr ? !one.token->claims.may_be_more
                                     : theirs->constant && theirs->constant != value->constant;
          });
      if (by_all && differs) return {std::string(claim), *value->constant, true};
    }
    const app::Claims& theirs = opening.taken.front().token->claims;
    for (const std::string_view claim : app::kClaimsOfKind) {
      const app::Claim* found = theirs.find(claim);
      if (found == nullptr || !found->constant) continue;
      sign.claim = claim;
      break;
    }
    return sign;
  }

  // Whether `function` signs these, too, by the same call.
  static const SignedToken* shares_call(const Opening& opening, const SignedToken& access) {
    const auto found =
        std::find_if(opening.taken.begin(), opening.taken.end(), [&](const Taken& one) {
          return one.token->way.calls.front().call == access.way.calls.front().call;
        });
    return found != opening.taken.end() ? found->token : nullptr;
  }

  static std::string where_signed(const Opening& opening, const Tokens& access, const Sign& sign) {
    const FileModel& file = *opening.reading->way.calls[opening.reading->holder].file;
    std::vector<std::string> makers;
    std::vector<std::string> steps;
    std::set<const Node*> seen;
    for (const SignedToken* one : access) {
      const app::Claim* own = one->claims.find(sign.claim);
      const bool has_it = own != nullptr && own->is_sure && own->constant == sign.access;
      if (has_it || !seen.insert(one->way.calls.front().call).second) continue;
      const std::string inner = named(one->way.function(0), file);
      if (const SignedToken* other = shares_call(opening, *one)) {
        steps.push_back("give " + inner + " a parameter for what a token is for, `\"" +
                        sign.access + "\"` where nothing is passed, sign it as `\"" + sign.claim +
                        "\"`, and pass `\"" + other->word + "\"` from " +
                        named(other->maker, file));
      } else if (std::find(makers.begin(), makers.end(), inner) == makers.end()) {
        makers.push_back(inner);
      }
    }
    if (!makers.empty()) {
      steps.insert(steps.begin(), "sign `\"" + sign.claim + "\": \"" + sign.access +
                                      "\"` into the payload of the access tokens in " +
                                      in_words(makers, " and "));
    }
    return in_words(steps, ", ");
  }

  // Where the claims are at hand, and what is to be asked there.
  std::string check_of(const Opening& opening, const Sign& sign) const {
    const TokenReading& reading = *opening.reading;
    const Definition function = reading.way.function(reading.holder);
    const std::string holder = "`" + name_of(function) + "`";
    const std::string payload = reading.payload.empty() ? "payload" : reading.payload;
    const std::string test = "`" + payload + ".get(\"" + sign.claim + "\")";
    const std::string first =
        reading.payload.empty() ? " name the claims `payload` first, and" : "";
    std::string text = "in " + holder + first + " refuse the token, like an invalid one, where " +
                       test + " != \"" + sign.access + "\"`";
    if (serves_others(reading)) {
      text = "give " + holder + " a parameter for what the token has to be for, pass `\"" +
             sign.access + "\"` on the way from `" + name_of(reading.guard) +
             "`, and refuse the token there, like an invalid one, where " + test + "` is not that";
    }
    const Definition model = reading.closed_model;
    if (model) {
      const auto& cls = *model.node->as<ClassDef>();
      text += "; `" + std::string(model.file->text(cls.name)) +
              "` takes no claims but its fields: declare `" + sign.claim + "` there";
    }
    return text;
  }

  // Whether somebody who is no guard, or wants another kind, has the claims from there as well.
  bool serves_others(const TokenReading& reading) const {
    const Definition holder = reading.way.function(reading.holder);
    if (holder.node == reading.guard.node) return false;
    const auto callers = holder.file->project().calls_of(holder.file->qualified_name(*holder.node));
    return std::any_of(callers.begin(), callers.end(), [&](const semantic::CallSite& one) {
      const FunctionDef* around = one.file->enclosing_function(*one.call);
      return one.file->file().role != repo::Role::Test &&
             (around == nullptr || for_access_.count(around) == 0);
    });
  }

  static std::string begun(std::string sentence) {
    if (!sentence.empty()) sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    return sentence;
  }

  void say_fix(Draft& draft, const Opening& opening) const {
    const Tokens access = access_with(opening.reading->key);
    const Sign sign = sign_for(opening, access);
    const std::string test = check_of(opening, sign);
    if (sign.is_signed) {
      draft.fix(
          "{}. Access tokens are signed with `\"{}\": \"{}\"` already, so those in use stay "
          "good.",
          {begun(test), sign.claim, sign.access});
      return;
    }
    draft.fix(
        "{}; then {}. Access tokens given out before lack the claim and are refused: their users "
        "log in once more.",
        {begun(where_signed(opening, access, sign)), test});
  }

  static void add_steps(Draft& draft, const Opening& opening) {
    for (const Taken& one : opening.taken) {
      const semantic::CallSite& site = one.token->way.calls.front();
      draft.step(*site.file, site.call->span(), "Here {} tokens are signed (`{}`)",
                 {one.token->word, name_of(one.token->maker)});
    }
    for (std::size_t i = 0; i < opening.routes.size() && i < kMostListed; ++i) {
      const app::Placed at = opening.routes[i]->registered_at;
      if (at) draft.step(*at.file, at.expr->span(), "{}", {app::label_of(*opening.routes[i])});
    }
  }

  ApplicationCheck& check_;
  std::vector<SignedToken> tokens_;
  std::map<const Node*, Opening> openings_;  // looked up only
  std::vector<semantic::CallSite> order_;
  std::set<const Node*> for_access_;  // functions on the way to guards; looked up only
};

}  // namespace

void report_accepted_tokens(ApplicationCheck& check) { Search(check).run(); }

}  // namespace fastidious::rules
