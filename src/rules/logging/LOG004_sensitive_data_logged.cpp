#include <algorithm>
#include <cctype>
#include <string>

#include "knowledge/logged_names.h"
#include "rules/logged_values.h"
#include "rules/rule.h"
#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::ShownValue;
using semantic::FileModel;

// `logger.debug("Token %s not found or expired", token)`, `log.warning("device_not_registered")`.
bool says_that_it_is_void(const FileModel& file, const Call& call, const ShownValue& value) {
  constexpr std::string_view kValues[] = {"token", "jwt", "session", "code"};
  constexpr std::string_view kWords[] = {"expired", "revoked", "unregistered"};
  constexpr std::string_view kEndings[] = {"not found", "not registered", "not_found",
                                           "not_registered"};
  if (!names_any_of(value.name, kValues) || call.args.empty()) return false;
  const auto message = file.constant_string(*call.args[0]);
  if (!message) return false;
  const std::string text = lower_case(*message);
  return names_any_of(text, kWords) ||
         std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view one) { return text.find(one) != text.npos; });
}

// Whether the name is that of other things as often: `token`, `secret`.
bool has_common_name(const ShownValue& value) {
  const std::string_view name = value.name;
  const std::size_t begin = name.find_last_of(".`", name.size() - 2) + 1;
  return knowledge::secrecy_of(name.substr(begin, name.size() - 1 - begin)) ==
         knowledge::Secrecy::Possible;
}

bool has_word(std::string_view text, const std::string& word) {
  const auto is_of_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool is_whole =
        (at == 0 || !is_of_name(text[at - 1])) && (end == text.size() || !is_of_name(text[end]));
    if (is_whole) return true;
  }
  return false;
}

// `access_key` beside a `secret_key`: of such a pair it is the name of the user.
bool is_id_of_pair(const ShownValue& value) {
  constexpr std::string_view kIds[] = {"access_key", "access_key_id"};
  std::string name = value.name;
  std::erase(name, '`');
  name = lower_case(name.substr(name.find_last_of('.') + 1));
  const std::string text = lower_case(value.at.file->file().text.view());
  return std::any_of(std::begin(kIds), std::end(kIds), [&](std::string_view one) {
    if (!name.ends_with(one)) return false;
    const std::string owner = name.substr(0, name.size() - one.size());
    return has_word(text, owner + "secret_key") || has_word(text, owner + "secret_access_key");
  });
}

bool names_header(const ShownValue& value) {
  constexpr std::string_view kWords[] = {"header"};
  return names_any_of(value.name, kWords);
}

// `headers[auth_header.lower()] = f"Bearer {token}"`: the name of a header, not its value.
bool is_used_as_key(const ShownValue& value) {
  const FileModel& file = *value.at.file;
  const auto* name = value.at.expr->as<Name>();
  const FunctionDef* function = file.enclosing_function(*value.at.expr);
  if (name == nullptr || function == nullptr) return false;
  const auto items = file.tree().nodes_of<Subscript>(*function);
  return std::any_of(items.begin(), items.end(), [&](const Subscript* item) {
    if (item->slice->is(Kind::Slice)) return false;
    const auto names = file.tree().nodes_of<Name>(*item->slice);
    return std::any_of(names.begin(), names.end(),
                       [&](const Name* one) { return one->name == name->name; });
  });
}

bool is_proven(const LoggedValue& one, const Check& check) {
  return one.value.is_certain && one.passed.empty() && check.target() != "builtins.print";
}

// What is left of it where few read the record, or where the value opens nothing any more.
std::string_view what_is_left(const Check& check, const Call& call, const LoggedValue& logged) {
  if (passes_redacting_filter(check, logged)) {
    return "A filter of the repository takes secrets out of records. It knows only the forms that "
           "somebody thought of: a value of another form is in the log in clear.";
  }
  if (is_for_developers(check.file(), call)) {
    return "This is written for developers only: as long as nobody switches it on where real "
           "secrets are.";
  }
  if (says_that_it_is_void(check.file(), call, logged.value)) {
    return "The record says that it opens nothing any more. Where that is not so (one of another "
           "service, one that is registered again), it is in the log in clear.";
  }
  return {};
}

const ExceptHandler* handler_around(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr && !at->is(Kind::FunctionDef);
       at = file.parent(*at)) {
    if (const auto* handler = at->as<ExceptHandler>()) return handler;
  }
  return nullptr;
}

bool verifies(const FileModel& file, const Call& call, std::string_view value) {
  constexpr std::string_view kWords[] = {"verify", "decode"};
  return names_any_of(file.text(*call.func), kWords) && !call.args.empty() &&
         file.text(*call.args[0]) == value;
}

// `try: verify_id_token(token)`, `except InvalidIdTokenError: logger.warning(…, token)`. What is
// caught by a wider name may be a failure of the network.
bool is_refused(const FileModel& file, const Call& call, const ShownValue& value) {
  const ExceptHandler* handler = handler_around(file, call);
  const auto* whole = handler != nullptr ? as<Try>(file.parent(*handler)) : nullptr;
  if (whole == nullptr || handler->type == nullptr || value.at.file != &file) return false;
  const std::string_view caught = file.text(*handler->type);
  if (caught.find("Invalid") == caught.npos && caught.find("Expired") == caught.npos) return false;
  const std::string_view text = file.text(*value.at.expr);
  return std::any_of(whole->body.begin(), whole->body.end(), [&](const Stmt* statement) {
    const auto calls = file.tree().nodes_of<Call>(*statement);
    return std::any_of(calls.begin(), calls.end(),
                       [&](const Call* one) { return verifies(file, *one, text); });
  });
}

void check(const Call& call, Check& check) {
  for (const LoggedValue& one : logged_values(check, call, {ShownValue::What::Secret})) {
    if (names_header(one.value) && is_used_as_key(one.value)) continue;
    if (one.value.at.file != nullptr && is_id_of_pair(one.value)) continue;
    Draft draft = report_logged(check, call, one, "{} is written to the log by `{}`");
    const std::string_view left = what_is_left(check, call, one);
    if (!left.empty()) {
      draft.severity(Severity::Suggestion).confidence(Confidence::Low).risk(left);
      continue;
    }
    if (is_refused(check.file(), call, one.value)) {
      draft.severity(Severity::Warning)
          .risk(
              "It was refused here: it has expired, or is meant for another service, which lets "
              "in whoever reads it in the log.");
    }
    say_if_dropped(check, draft);
    if (is_proven(one, check)) continue;
    draft.confidence(has_common_name(one.value) ? Confidence::Low : Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule LOG004 = {
    .code = "LOG004",
    .name = "sensitive-data-logged",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-532", "ASVS 16.2.5", "OWASP A09:2021",
                   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html"},
    .risk =
        "Logs are copied, kept for years and read by many: whoever reads one has the value for as "
        "long as it opens anything.",
    .advice =
        "Leave the value out, or log what tells of it without opening anything: whose it is, by "
        "an id, or whether there is one. A field that holds it is best a `SecretStr`, which "
        "prints asterisks.",
    .docs = R"md(
A password, token, key, cookie or `Authorization` header that is written into a log, a trace or error tracking is no
secret any more.

```python bad
import logging

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)


class Login(BaseModel):
    email: str
    password: str


@app.post("/login")
def login(data: Login) -> None:
    logger.info("login: %s", data.model_dump())
```

```python good
import logging

from fastapi import FastAPI
from pydantic import BaseModel, SecretStr

app = FastAPI()
logger = logging.getLogger(__name__)


class Login(BaseModel):
    email: str
    password: SecretStr


@app.post("/login")
def login(data: Login) -> None:
    logger.info("login of %s", bool(data.password))
```

Looked at are the message and all values of a record, `extra`, the keywords of structlog and loguru, `print` outside of
command line tools, and what Sentry and OpenTelemetry are given: variables, attributes and keys by the name and type of
what they hold, objects by the fields that their classes print (inherited and nested ones, what `model_dump` includes),
the environment, headers and cookies, and what the function is given by its callers.

Critical where the name means nothing else and the value is known to be a text; review is asked for names that may be
something else (`token`, `secret`), values that nothing is known of, addresses of databases, values that come from callers,
and `print`. A warning: a token in the handler of what refuses it (`except InvalidIdTokenError:`). A suggestion: records that only development writes (`if settings.debug:`), tokens of which the record says that
they have expired or are not known, and where the repository has a `logging.Filter` that rewrites messages to hide
secrets, or a processor of structlog that does, and uses it. Not reported: counts, types, names and lengths (`max_tokens`, `token_type`, `secret_name`), the access key of an object store whose secret key stands in the same module (it is a user name), what a function
made of it (`mask(token)`, `hash`, `len`, `bool`), slices of it, `SecretStr`, fields with `repr=False`, numbers and
flags, what is left behind `if isinstance(value, str): return`, fields that their class gives a hash to, loops over words (`for token in tokens`), and records that tell that it is missing.
)md",
    .calls = recording_calls(),
    .on_call = check,
};

}  // namespace fastidious::rules
