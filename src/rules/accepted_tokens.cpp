#include "rules/accepted_tokens.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/routes/route_label.h"
#include "app/tokens/openings.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "text/counted.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

using app::Opening;
using app::SignedToken;
using app::TakenToken;
using app::TokenKind;
using app::TokenReading;
using semantic::Definition;
using semantic::FileModel;
using Tokens = std::vector<const SignedToken*>;

constexpr std::size_t kMostListed = 25;  // routes

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

// "refresh tokens (`create_refresh_token`) and password reset tokens (`create_reset_token`)"
std::string kinds_of(const Opening& opening) {
  const FileModel& file = *opening.site().file;
  std::map<std::string, std::vector<std::string>> makers;  // by word
  for (const TakenToken& one : opening.taken) {
    makers[one.token->word].push_back(named(one.token->maker, file));
  }
  std::vector<std::string> kinds;
  for (const auto& [word, all] : makers) {
    kinds.push_back(word + " tokens (" + in_words(all, " and ") + ")");
  }
  return in_words(kinds, " and ");
}

void say_risk(Draft& draft, const Opening& opening) {
  const bool mailed =
      std::any_of(opening.taken.begin(), opening.taken.end(),
                  [](const TakenToken& one) { return one.token->kind == TokenKind::Mailed; });
  const bool refresh =
      std::any_of(opening.taken.begin(), opening.taken.end(),
                  [](const TakenToken& one) { return one.token->kind == TokenKind::Refresh; });
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

std::string in_plain_words(const std::string& subject) {
  if (subject == "email") return "an e-mail address";
  if (subject == "username") return "a user's name";
  if (subject == "user id") return "a user's id";
  return "`" + subject + "`";
}

bool is_tried(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Try)) return true;
  }
  return false;
}

bool has_uuid(const Definition& model) {
  for (const Definition& one :
       semantic::model_and_bases(*model.file, *model.node->as<ClassDef>())) {
    for (const auto& field : semantic::own_fields(*one.file, *one.node->as<ClassDef>())) {
      if (one.file->text(field.name) == "id") return field.type_name() == "uuid.UUID";
    }
  }
  return false;
}

// What becomes of a look-up by a value of another kind.
std::string look_up_of(const TokenReading& reading) {
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

void say_near_miss(Draft& draft, const Opening& opening) {
  const TakenToken& one = opening.taken.front();
  draft.severity(findings::Severity::Warning)
      .risk(
          "Signature and key are right, and `{}` is there: {} in these, {} in access tokens. "
          "Nobody is let in by that: {}. Once the two hold the same, such a token is a login.",
          {one.how.claim, in_plain_words(one.how.theirs), in_plain_words(one.how.ours),
           look_up_of(*opening.reading)});
}

// What access tokens are to be told by.
struct Sign {
  std::string claim;
  std::string value;
  bool is_signed = false;  // by all of them
};

// Whether all access tokens hold what the first one holds, and none of the others does.
bool tells_apart(std::string_view claim, const Tokens& access, const Opening& opening) {
  const app::Claim* value = access.front()->claims.find(claim);
  if (value == nullptr || !value->constant) return false;
  return std::all_of(access.begin(), access.end(),
                     [&](const SignedToken* one) {
                       const app::Claim* own = one->claims.find(claim);
                       return own != nullptr && own->is_sure && own->constant == value->constant;
                     }) &&
         std::all_of(opening.taken.begin(), opening.taken.end(), [&](const TakenToken& one) {
           const app::Claim* theirs = one.token->claims.find(claim);
           return theirs == nullptr ? !one.token->claims.may_be_more
                                    : theirs->constant && theirs->constant != value->constant;
         });
}

// The constant that tells all access tokens from these, else one to be signed.
Sign sign_for(const Opening& opening, const Tokens& access) {
  for (const std::string_view claim : app::kClaimsOfKind) {
    if (!tells_apart(claim, access, opening)) continue;
    return {std::string(claim), *access.front()->claims.find(claim)->constant, true};
  }
  const app::Claims& theirs = opening.taken.front().token->claims;
  const auto used = std::find_if(std::begin(app::kClaimsOfKind), std::end(app::kClaimsOfKind),
                                 [&](std::string_view claim) {
                                   const app::Claim* found = theirs.find(claim);
                                   return found != nullptr && found->constant;
                                 });
  return {used != std::end(app::kClaimsOfKind) ? std::string(*used) : "type", "access", false};
}

// Whether `function` signs these, too, by the same call.
const SignedToken* shares_call(const Opening& opening, const SignedToken& access) {
  const auto found =
      std::find_if(opening.taken.begin(), opening.taken.end(), [&](const TakenToken& one) {
        return one.token->way.calls.front().call == access.way.calls.front().call;
      });
  return found != opening.taken.end() ? found->token : nullptr;
}

std::string where_signed(const Opening& opening, const Tokens& access, const Sign& sign) {
  const FileModel& file = *opening.site().file;
  std::vector<std::string> makers;
  std::vector<std::string> steps;
  std::set<const Node*> seen;
  for (const SignedToken* one : access) {
    const app::Claim* own = one->claims.find(sign.claim);
    const bool has_it = own != nullptr && own->is_sure && own->constant == sign.value;
    if (has_it || !seen.insert(one->way.calls.front().call).second) continue;
    const std::string inner = named(one->way.function(0), file);
    if (const SignedToken* other = shares_call(opening, *one)) {
      steps.push_back("give " + inner + " a parameter for what a token is for, `\"" + sign.value +
                      "\"` where nothing is passed, sign it as `\"" + sign.claim +
                      "\"`, and pass `\"" + other->word + "\"` from " + named(other->maker, file));
    } else if (std::find(makers.begin(), makers.end(), inner) == makers.end()) {
      makers.push_back(inner);
    }
  }
  if (!makers.empty()) {
    steps.insert(steps.begin(), "sign `\"" + sign.claim + "\": \"" + sign.value +
                                    "\"` into the payload of the access tokens in " +
                                    in_words(makers, " and "));
  }
  return in_words(steps, ", ");
}

// Where the claims are at hand, and what is to be asked there.
std::string check_of(const Opening& opening, const Sign& sign) {
  const TokenReading& reading = *opening.reading;
  const Definition function = reading.way.function(reading.holder);
  const std::string holder = "`" + name_of(function) + "`";
  const std::string payload = reading.payload.empty() ? "payload" : reading.payload;
  const std::string test = "`" + payload + ".get(\"" + sign.claim + "\")";
  const std::string first = reading.payload.empty() ? " name the claims `payload` first, and" : "";
  std::string text = "in " + holder + first + " refuse the token, like an invalid one, where " +
                     test + " != \"" + sign.value + "\"`";
  if (opening.serves_others) {
    text = "give " + holder + " a parameter for what the token has to be for, pass `\"" +
           sign.value + "\"` on the way from `" + name_of(reading.guard) +
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

std::string begun(std::string sentence) {
  if (!sentence.empty()) sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

void say_fix(Draft& draft, const Opening& opening, const Tokens& access) {
  const Sign sign = sign_for(opening, access);
  const std::string test = check_of(opening, sign);
  if (sign.is_signed) {
    draft.fix(
        "{}. Access tokens are signed with `\"{}\": \"{}\"` already, so those in use stay "
        "good.",
        {begun(test), sign.claim, sign.value});
    return;
  }
  const std::string signing = where_signed(opening, access, sign);
  draft.fix(
      "{}. Access tokens given out before lack the claim and are refused: their users log in once "
      "more.",
      {begun(signing.empty() ? test : signing + "; then " + test)});
}

void add_steps(Draft& draft, const Opening& opening) {
  for (const TakenToken& one : opening.taken) {
    const semantic::CallSite& site = one.token->way.calls.front();
    draft.step(*site.file, site.call->span(), "Here {} tokens are signed (`{}`)",
               {one.token->word, name_of(one.token->maker)});
  }
  for (std::size_t i = 0; i < opening.routes.size() && i < kMostListed; ++i) {
    const app::Placed at = opening.routes[i]->registered_at;
    if (at) draft.step(*at.file, at.expr->span(), "{}", {app::label_of(*opening.routes[i])});
  }
}

void report(const Opening& opening, const app::TokenOpenings& openings, ApplicationCheck& check) {
  const semantic::CallSite& site = opening.site();
  if (!concerns(Where::Application, site.file->file().role)) return;
  const std::string guard = name_of(opening.reading->guard);
  const std::string kinds = kinds_of(opening);
  Draft draft =
      opening.lets_in()
          ? check.report(
                *site.file, site.call->span(),
                "`{}` takes {} as access tokens: it looks at no claim that tells them apart",
                {guard, kinds})
          : check.report(*site.file, site.call->span(),
                         "In `{}` nothing but the value of `{}` tells {} from access tokens",
                         {guard, opening.taken.front().how.claim, kinds});
  if (opening.lets_in()) {
    say_risk(draft, opening);
  } else {
    say_near_miss(draft, opening);
  }
  say_fix(draft, opening, openings.access_with(opening.reading->key));
  add_steps(draft, opening);
}

}  // namespace

void report_accepted_tokens(ApplicationCheck& check) {
  const app::TokenOpenings openings(check.application());
  for (const Opening& one : openings.all()) report(one, openings, check);
}

}  // namespace fastidious::rules
