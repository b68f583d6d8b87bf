#include <algorithm>
#include <string>

#include "knowledge/secret_words.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/add_import.h"

namespace fastidious::rules {
namespace {

using knowledge::names_unguessable_value;
using semantic::FileModel;

std::string_view name_of_target(const FileModel& file, const Expr& target) {
  if (const auto* name = target.as<Name>()) return file.text(name->name);
  if (const auto* attribute = target.as<Attribute>()) return file.text(attribute->attr);
  const auto* subscript = target.as<Subscript>();
  const auto* key = subscript != nullptr ? as<Constant>(subscript->slice) : nullptr;
  return key != nullptr && key->is_str() ? key->value : std::string_view{};
}

// The key under which a dict display holds `value`.
std::string_view key_of(const Dict& dict, const Node& value) {
  for (std::size_t i = 0; i < dict.values.size(); ++i) {
    const auto* key = as<Constant>(dict.keys[i]);
    if (dict.values[i] == &value && key != nullptr && key->is_str()) return key->value;
  }
  return {};
}

// What the value that `call` gives is called where it ends up: a variable, an argument, a key, or
// the function that returns it. Empty unless such a name says that nobody may guess the value.
std::string_view receiving_name(const FileModel& file, const Call& call) {
  const Node* child = &call;
  for (const Node* at = file.parent(call); at != nullptr; child = at, at = file.parent(*at)) {
    std::string_view name;
    // `await asyncio.sleep(random.uniform(0.3, 0.6))`
    const auto* outer = at->as<Call>();
    if (outer != nullptr && file.text(*outer->func).ends_with("sleep")) return {};
    if (const auto* keyword = at->as<Keyword>()) name = file.text(keyword->arg);
    if (const auto* dict = at->as<Dict>()) name = key_of(*dict, *child);
    if (const auto* assign = at->as<AnnAssign>()) name = name_of_target(file, *assign->target);
    if (const auto* assign = at->as<AugAssign>()) name = name_of_target(file, *assign->target);
    if (const auto* walrus = at->as<NamedExpr>()) name = name_of_target(file, *walrus->target);
    if (const auto* assign = at->as<Assign>(); assign != nullptr && assign->targets.size() == 1) {
      name = name_of_target(file, *assign->targets[0]);
    }
    if (names_unguessable_value(name)) return name;
    if (at->as<Stmt>() != nullptr) break;
  }
  const FunctionDef* function = file.enclosing_function(call);
  const std::string_view name =
      function != nullptr ? file.text(function->name) : std::string_view{};
  return names_unguessable_value(name) ? name : std::string_view{};
}

// Whether random.choice(x) picks characters, as opposed to one of several existing secrets.
bool picks_characters(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(call.func);
  if (!target.ends_with(".choice") && !target.ends_with(".choices") &&
      !target.ends_with(".sample")) {
    return true;
  }
  const Expr* from = call.args.empty() ? nullptr : call.args.front();
  if (from == nullptr) return false;
  if (file.type_of(from) == "builtins.str" || file.constant_string(*from)) return true;
  const std::string_view text = file.text(*from);
  constexpr std::string_view kAlphabets[] = {"string.",  "range(",   "char",   "CHAR",
                                             "alphabet", "ALPHABET", "digits", "DIGITS",
                                             "letters",  "LETTERS",  "ascii"};
  return std::any_of(std::begin(kAlphabets), std::end(kAlphabets),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

// random.choice(x) becomes secrets.choice(x)
void offer_secrets(const Call& call, const FileModel& file, std::string_view target, Draft& draft) {
  const auto import = semantic::place_for_import(file, "secrets");
  if (target != "random.choice" || !import) return;
  draft.edit(call.func->span(), "secrets.choice");
  if (import->is_needed) draft.edit({import->at, import->at}, import->text);
}

bool is_clock(std::string_view target) {
  return target == "time.time" || target == "time.time_ns" || target == "datetime.datetime.now";
}

// Whether the clock's number becomes text, as opposed to a time that is reckoned with.
bool becomes_text(const FileModel& file, const Call& call) {
  for (const Node* at = file.parent(call); at != nullptr && at->as<Stmt>() == nullptr;
       at = file.parent(*at)) {
    const auto* outer = at->as<Call>();
    if (at->is(Kind::JoinedStr) ||
        (outer != nullptr && file.resolve(outer->func) == "builtins.str")) {
      return true;
    }
  }
  return false;
}

// The clock counts only where nothing else goes into the value.
bool is_all_of_value(const FileModel& file, const Call& call) {
  const auto* assign = file.enclosing_statement(call).as<Assign>();
  if (assign == nullptr || !becomes_text(file, call)) return false;
  const auto nodes = file.tree().subtree(*assign->value);
  return std::none_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* name = node->as<Name>();
    const bool is_other =
        name != nullptr && !file.scopes().symbol_of(*name).valid() && file.resolve(*name).empty();
    const auto* other = node->as<Call>();
    const std::string_view target =
        other != nullptr ? file.resolve(other->func) : std::string_view{};
    return is_other || target.starts_with("uuid.") || target.starts_with("secrets.") ||
           target.starts_with("os.") || target.starts_with("hmac.");
  });
}

// `get_sticky_proxy_url(session_id)`: what keeps a connection together at a proxy opens nothing.
bool names_proxy_session(const FileModel& file, const Call& clock) {
  const auto* assign = file.enclosing_statement(clock).as<Assign>();
  const auto* target = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  const FunctionDef* function = file.enclosing_function(clock);
  if (target == nullptr || function == nullptr) return false;
  const auto calls = file.tree().nodes_of<Call>(*function);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const bool given = std::any_of(one->args.begin(), one->args.end(), [&](const Expr* argument) {
      const auto* name = argument->as<Name>();
      return name != nullptr && name->name == target->name;
    });
    return given && file.text(*one->func).find("proxy") != std::string_view::npos;
  });
}

// OAuth 1.0 asks that nobody has used a nonce before, not that nobody guesses it (RFC 5849, 3.3).
bool is_nonce_of_oauth1(const FileModel& file, std::string_view name) {
  return name.find("nonce") != name.npos &&
         file.text(file.tree().root()).find("oauth_nonce") != std::string_view::npos;
}

// What is signed cannot be made up, whenever it was made.
bool is_signed(const FileModel& file, const Call& clock) {
  const FunctionDef* function = file.enclosing_function(clock);
  if (function == nullptr) return false;
  const auto calls = file.tree().nodes_of<Call>(*function);
  return std::any_of(calls.begin(), calls.end(),
                     [&](const Call* one) { return file.resolve(one->func).starts_with("hmac."); });
}

bool is_guessable(const FileModel& file, const Call& call, std::string_view target,
                  std::string_view name) {
  if (!is_clock(target)) return picks_characters(file, call);
  return (name.ends_with("token") || name.ends_with("session_id") || name.ends_with("otp")) &&
         is_all_of_value(file, call) && !names_proxy_session(file, call) && !is_signed(file, call);
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view name = receiving_name(file, call);
  if (name.empty() || !is_guessable(file, call, check.target(), name)) {
    return;
  }
  Draft draft = check.report(call, "`{}` is made with `{}`, whose values can be predicted",
                             {name, check.target()});
  if (is_nonce_of_oauth1(file, name)) draft.severity(Severity::Warning);
  if (check.target() == "uuid.uuid1" || is_clock(check.target())) {
    draft.risk(
        "The value is made of the time and the machine: whoever knows about when it was made "
        "guesses it "
        "in a few thousand tries.");
  }
  if (is_clock(check.target())) draft.confidence(Confidence::Medium);
  draft.fix(
      "Write `secrets.token_urlsafe(32)` for tokens, `secrets.choice(alphabet)` for characters, "
      "`f\"{secrets.randbelow(10**6):06}\"` for codes of six digits{}.",
      {with_import(file, "secrets")});
  offer_secrets(call, file, check.target(), draft);
}

}  // namespace

extern constinit const Rule SEC066 = {
    .code = "SEC066",
    .name = "weak-randomness",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-330", "CWE-338", "OWASP API2:2023", "ASVS 11.5.1",
                   "https://docs.python.org/3/library/secrets.html"},
    .risk =
        "`random` is a Mersenne Twister: whoever has seen enough of its values computes all later "
        "ones, and with them the next user's token.",
    .advice =
        "Write `secrets.token_urlsafe(32)` for tokens, `secrets.choice(alphabet)` for characters, "
        "`f\"{secrets.randbelow(10**6):06}\"` for codes of six digits.",
    .docs = R"md(
`random`, `numpy.random`, `uuid1()` and the clock are for simulation and order, not for secrets.
`secrets` (and `uuid4()`) take their bits from the operating system.

```python bad
import random
import string


def create_reset_token() -> str:
    return "".join(random.choice(string.ascii_letters) for _ in range(32))
```

```python good
import secrets


def create_reset_token() -> str:
    return secrets.token_urlsafe(32)
```

What the value is for is read from where it ends up: the variable, argument or key that receives
it, or the function that makes it, if the name *ends* in such words (`reset_token`, `otp`,
`session_id`; not `token_count`). Silent are jitter, sampling, choosing between existing keys
(`random.choice(api_keys)`), and `random.SystemRandom`.
)md",
    .calls = {"random.random",
              "random.choice",
              "random.choices",
              "random.randint",
              "random.randrange",
              "random.sample",
              "random.getrandbits",
              "random.randbytes",
              "random.uniform",
              "random.Random.random",
              "random.Random.choice",
              "random.Random.choices",
              "random.Random.randint",
              "random.Random.randrange",
              "random.Random.sample",
              "random.Random.getrandbits",
              "numpy.random.randint",
              "numpy.random.choice",
              "numpy.random.random",
              "numpy.random.rand",
              "numpy.random.bytes",
              "uuid.uuid1",
              "time.time",
              "time.time_ns"},
    .on_call = check,
};

}  // namespace fastidious::rules
