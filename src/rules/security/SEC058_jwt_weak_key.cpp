#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "knowledge/secret_values.h"
#include "rules/application_check.h"
#include "rules/kept_tokens.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using app::Placed;
using semantic::CallSite;
using semantic::FileModel;

// The least for HS256: as many bits as the hash gives (RFC 7518, section 3.2).
constexpr std::int64_t kLeastBytes = 32;
constexpr std::size_t kMostSteps = 6;
constexpr std::string_view kAdvice =
    "Make the key with `openssl rand -hex 32` and ask for it: `secret_key: SecretStr = "
    "Field(min_length=32)` (both from `pydantic`), read with `.get_secret_value()`.";

// Where a key goes in, and what for.
struct KeyUse {
  std::string_view target;
  int index;
  std::string_view parameter;
  std::string_view purpose;
};

constexpr std::string_view kTokens = "tokens";
constexpr std::string_view kEncryption = "encryption";
constexpr KeyUse kUses[] = {
    {"jwt.encode", 1, "key", kTokens},
    {"jwt.decode", 1, "key", kTokens},
    {"jose.jwt.encode", 1, "key", kTokens},
    {"jose.jwt.decode", 1, "key", kTokens},
    {"itsdangerous.URLSafeTimedSerializer", 0, "secret_key", "signed links"},
    {"itsdangerous.URLSafeSerializer", 0, "secret_key", "signed links"},
    {"itsdangerous.TimestampSigner", 0, "secret_key", "signed links"},
    {"starlette.middleware.sessions.SessionMiddleware", -1, "secret_key", "session cookies"},
    {"cryptography.fernet.Fernet", 0, "key", kEncryption},
    {"hmac.new", 0, "key", "signatures"},
};

const KeyUse* use_of(std::string_view target) {
  const auto* found = std::find_if(std::begin(kUses), std::end(kUses),
                                   [&](const KeyUse& one) { return one.target == target; });
  return found == std::end(kUses) ? nullptr : found;
}

constexpr std::string_view kAddsMiddleware[] = {
    "fastapi.FastAPI.add_middleware", "starlette.applications.Starlette.add_middleware",
    "starlette.middleware.Middleware", "fastapi.middleware.Middleware"};

// HS256 and its like, or not said: both libraries take HS256 then. RS, ES, PS and EdDSA have keys
// of another kind.
bool is_symmetric(const FileModel& file, const Call& call) {
  const app::Value one = app::evaluate(file, semantic::argument(file, call, 2, "algorithm"));
  const app::Value all = app::evaluate(file, semantic::argument(file, call, 2, "algorithms"));
  const auto is_hs = [](const app::Value& value) {
    const app::Value& text = value.is(app::Value::Kind::EnumMember) ? value.items.front() : value;
    return !text.is(app::Value::Kind::Str) || text.text.starts_with("HS");
  };
  return is_hs(one) && std::all_of(all.items.begin(), all.items.end(), is_hs);
}

struct UsedKey {
  Placed at;
  std::string_view purpose;
  bool opens = false;  // what was made with it is accepted here
};

bool is_long_enough(const app::Field& field) {
  const app::Value* least = field.info.find("min_length");
  return least != nullptr && least->integer >= kLeastBytes;
}

// Whether a validator of the whole model looks at the field: `check("KEY", self.KEY)`.
bool is_looked_at(const app::Definition& settings, std::string_view field) {
  for (const semantic::Definition& one :
       semantic::model_and_bases(*settings.file, *settings.node->as<ClassDef>())) {
    const FileModel& file = *one.file;
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* function = statement->as<FunctionDef>();
      if (function == nullptr || !file.has_decorator(*function, "pydantic.model_validator")) {
        continue;
      }
      const auto nodes = file.tree().subtree(*function);
      const bool looks = std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
        const auto* attribute = node->as<Attribute>();
        return attribute != nullptr && file.text(attribute->attr) == field;
      });
      if (looks) return true;
    }
  }
  return false;
}

// Makes a key that nobody guesses: `secrets.token_hex(32)`, `uuid4().hex`, `Fernet.generate_key()`.
bool makes_key(const FileModel& file, const Expr& value) {
  const auto nodes = file.tree().subtree(value);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    const std::string_view target = call != nullptr ? file.resolve(*call->func) : "";
    return target.starts_with("secrets.") || target == "uuid.uuid4" || target == "os.urandom" ||
           target.ends_with("Fernet.generate_key");
  });
}

// Whether a method of the settings gives the field a key of its own: `self.KEY = uuid4().hex`.
bool is_made_by_method(const app::Definition& settings, std::string_view field) {
  for (const semantic::Definition& one :
       semantic::model_and_bases(*settings.file, *settings.node->as<ClassDef>())) {
    const FileModel& file = *one.file;
    for (const auto* assign : file.tree().nodes_of<Assign>(*one.node)) {
      const auto* target = as<Attribute>(assign->targets.front());
      if (target != nullptr && file.text(target->attr) == field &&
          makes_key(file, *assign->value)) {
        return true;
      }
    }
  }
  return false;
}

class KeySearch {
 public:
  explicit KeySearch(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const KeyUse& use : kUses) {
      for (const CallSite& one : check_.model().calls_of(use.target)) look_at(one, use);
    }
    for (const CallSite& one : check_.model().calls_of_any(kAddsMiddleware)) look_at(one);
    for (const app::SettingsClass& settings : check_.application().settings().classes()) {
      note_given_fields(settings);
      for (const app::Field& field : settings.model->fields) judge(settings, field);
    }
  }

 private:
  // app.add_middleware(SessionMiddleware, secret_key=…)
  void look_at(const CallSite& site) {
    if (site.call->args.empty()) return;
    const KeyUse* use = use_of(site.file->resolve(*site.call->args[0]));
    if (use != nullptr) look_at(site, *use);
  }

  void look_at(const CallSite& site, const KeyUse& use) {
    const auto& [file, call] = site;
    const Placed key{file, semantic::argument(*file, *call, use.index, use.parameter)};
    if (!key || !concerns(Where::Application, file->file().role)) return;
    const bool token = use.purpose == kTokens;
    if (token && !is_symmetric(*file, *call)) return;
    if (const auto field = check_.application().settings().field_of(key)) {
      fields_[field.field].push_back({key, use.purpose, !use.target.ends_with(".encode")});
    } else if (token) {
      judge_literal(key);
    }
  }

  // Settings(secret_key=make_secret()): the code itself sees to the key.
  void note_given_fields(const app::SettingsClass& settings) {
    const app::Definition& own = settings.definition;
    for (const auto& [file, call] : check_.model().calls_of(own.file->qualified_name(*own.node))) {
      if (!concerns(Where::Application, file->file().role)) continue;
      const bool gives_any = semantic::passes_unpacked_mapping(*call);
      for (const app::Field& field : settings.model->fields) {
        const bool given = gives_any || semantic::argument(*file, *call, -1, field.name) != nullptr;
        if (given && field.declaration) seen_.insert(field.declaration.expr);
      }
    }
  }

  void judge_literal(Placed key) {
    const app::Value value = app::evaluate(key);
    const bool is_text = value.is(app::Value::Kind::Str) || value.is(app::Value::Kind::Bytes);
    if (!is_text || !value.source || !seen_.insert(value.source.expr).second) return;
    // `os.getenv("KEY", "")`: nothing to sign with, which the code can see.
    if (value.text.empty() && value.source.expr != key.expr) return;
    if (knowledge::evidence_of_value(value.text) == knowledge::ValueEvidence::Random) return;
    Draft draft = check_.report(*value.source.file, value.source.expr->span(),
                                "Tokens are signed with a key of {} bytes that stands in the code",
                                {value.text.size()});
    // Of the default of a variable SEC003 says it.
    const bool is_default = value.source.expr != key.expr &&
                            value.source.file->parent(*value.source.expr)->is(Kind::Call);
    if (const std::string& tokens = tokens_.about(); !tokens.empty() && !is_default) {
      draft.fix("{}{}", {kAdvice, tokens});
    }
    if (value.source.expr != key.expr) {
      draft.step(*key.file, key.expr->span(), "It signs or verifies tokens here");
    }
  }

  void judge(const app::SettingsClass& settings, const app::Field& field) {
    const auto found = fields_.find(&field);
    if (found == fields_.end() || !field.declaration) return;
    if (!seen_.insert(field.declaration.expr).second) return;
    const std::vector<UsedKey>& uses = found->second;
    if (!has_purpose(uses, kTokens)) return;
    // Fernet refuses all but 32 bytes.
    if (is_weak(settings, field) && !has_purpose(uses, kEncryption)) {
      Draft draft = report(field, "`{}` signs tokens, and nothing asks that it is {} bytes long",
                           {field.name, kLeastBytes});
      draft.fix(
          "Make the key with `openssl rand -hex 32` and ask for it: `{}: SecretStr = "
          "Field(min_length={})` (both from `pydantic`), read with `.get_secret_value()`.{}",
          {field.name, kLeastBytes,
           has_default_to_take_away(field) ? std::string() : tokens_.about()});
      if (std::none_of(uses.begin(), uses.end(), [](const UsedKey& one) { return one.opens; })) {
        draft.risk(
            "Whoever has one token can try keys on it without asking the server: a short or "
            "guessable one is found in hours. What accepts these tokens is not seen here; there "
            "they can be made for anybody.");
      }
      // Whoever takes the default away writes the length in the same edit (SEC003).
      if (field.assigned != nullptr && has_default_to_take_away(field)) {
        draft.step(app::file_of(field), field.assigned->span(), "Its default stands here");
      }
      add_steps(draft, uses);
    } else {
      judge_purposes(field, uses);
    }
  }

  static bool has_purpose(const std::vector<UsedKey>& uses, std::string_view purpose) {
    return std::any_of(uses.begin(), uses.end(),
                       [&](const UsedKey& one) { return one.purpose == purpose; });
  }

  static bool is_weak(const app::SettingsClass& settings, const app::Field& field) {
    const app::Definition& own = settings.definition;
    const bool generated = field.assigned != nullptr && !field.required && !field.has_known_default;
    const bool made = field.default_value.is(app::Value::Kind::Call) &&
                      field.default_value.text.starts_with("secrets.");
    return !is_long_enough(field) && !generated && !made && !is_looked_at(own, field.name) &&
           !is_made_by_method(own, field.name) &&
           !semantic::ValidatedFields(*own.file, *own.node->as<ClassDef>()).contains(field.name);
  }

  void judge_purposes(const app::Field& field, const std::vector<UsedKey>& uses) {
    const auto other = std::find_if(uses.begin(), uses.end(),
                                    [](const UsedKey& one) { return one.purpose != kTokens; });
    if (other == uses.end()) return;
    Draft draft =
        report(field, "`{}` signs tokens and is used for {} as well", {field.name, other->purpose});
    draft
        .risk(
            "What one of them gives away or lets be forged holds for the other one too, and the "
            "key of one cannot be changed without the other.")
        .fix("Give each purpose a key of its own.");
    add_steps(draft, uses);
  }

  // What is deployed may be long and used with care: nobody sees it here.
  Draft report(const app::Field& field, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments) {
    Draft draft = check_.report(app::file_of(field), app::name_span_of(field), pattern, arguments);
    draft.severity(Severity::Warning).confidence(Confidence::Medium);
    return draft;
  }

  static void add_steps(Draft& draft, const std::vector<UsedKey>& uses) {
    for (std::size_t i = 0; i < uses.size() && i < kMostSteps; ++i) {
      draft.step(*uses[i].at.file, uses[i].at.expr->span(), "Used here for {}", {uses[i].purpose});
    }
  }

  ApplicationCheck& check_;
  KeptTokens tokens_{check_.application()};
  std::map<const app::Field*, std::vector<UsedKey>> fields_;  // looked up only
  std::set<const Node*> seen_;
};

void check(ApplicationCheck& check) { KeySearch(check).run(); }

}  // namespace

extern constinit const Rule SEC058 = {
    .code = "SEC058",
    .name = "jwt-weak-key",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-326", "CWE-321", "RFC 7518", "ASVS 9.1.1",
                   "https://pyjwt.readthedocs.io/en/stable/algorithms.html"},
    .risk =
        "Whoever has one token can try keys on it without asking the server: a short or guessable "
        "one is found in hours, and then every user's token can be made.",
    .advice = kAdvice,
    .docs = R"md(
Keys of HS256, HS384 and HS512, of PyJWT and python-jose: a literal in the code, or a field of the settings that may be
shorter than the 32 bytes that RFC 7518 asks for.

```python bad
import jwt


def token_for(user: str) -> str:
    return jwt.encode({"sub": user}, "secret", algorithm="HS256")
```

```python good
import jwt
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: SecretStr = Field(min_length=32)


settings = Settings()


def token_for(user: str) -> str:
    return jwt.encode({"sub": user}, settings.secret_key.get_secret_value(), algorithm="HS256")
```

A field is a warning of medium confidence: what is deployed may be long enough, and a default in the code is SEC003's.
So is one that signs tokens and session cookies or links as well. Not reported: RS, ES and PS algorithms, fields that a validator looks at, whose
default is generated or that are given to Fernet, which takes nothing but 32 bytes, and literals that look generated, which are SEC002's.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
