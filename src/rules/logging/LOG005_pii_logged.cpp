#include <algorithm>
#include <array>

#include "rules/logged_values.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using app::ShownValue;
using semantic::FileModel;

constexpr std::string_view kAdvice =
    "Log an id in its place that means nothing to others, of the person, the order or the "
    "message. Where there is none, as for somebody who is not known, leave it out, or log a "
    "keyed hash of the value (`hmac`), which finds the same person again.";

bool is_allowed(const Check& check, std::string_view name) {
  const std::string_view bare = name.substr(name.find_last_of(".`", name.size() - 2) + 1);
  const auto allowed = check.option_names("allowed-fields");
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const std::string& one) { return bare == one + "`"; });
}

// All of one record are one flaw: "`old_email` and `customer.email` are".
std::string subject_of(const std::vector<LoggedValue>& values) {
  std::string names = values[0].value.name;
  for (std::size_t i = 1; i < values.size(); ++i) {
    names += (i + 1 < values.size() ? ", " : " and ") + values[i].value.name;
  }
  return names + (values.size() == 1 ? " is" : " are");
}

bool is_proven(const LoggedValue& one) { return one.value.is_certain && one.passed.empty(); }

// What a trail of audits is for: who did what to whom.
bool is_audit(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 2> kWords = {"audit", "auditing"};
  const FunctionDef* function = file.enclosing_function(call);
  return names_any_of(file.text(*call.func), kWords) ||
         file.text(call).find("security_event") != std::string_view::npos ||
         (function != nullptr && names_any_of(file.text(function->name), kWords));
}

// `init_db`, `seed_users`: it writes the first rows, whose text stands in the code.
bool fills_database(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 4> kSeeding = {"seed", "seeds", "seeding", "seeder"};
  constexpr std::array<std::string_view, 3> kDatabases = {"db", "database", "data"};
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const std::string_view name = file.text(function->name);
  return names_any_of(name, kSeeding) ||
         (name.find("init") != name.npos && names_any_of(name, kDatabases));
}

// Whether only the command line calls the function: `python main.py delete_admin EMAIL` is answered
// with what its user has just typed.
bool answers_command_line(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || file.enclosing_function(*function) != nullptr) return false;
  const auto callers = file.project().calls_of(file.qualified_name(*function));
  return !callers.empty() &&
         std::all_of(callers.begin(), callers.end(), [](const semantic::CallSite& one) {
           return one.file->in_main_block(*one.call);
         });
}

// Records that production rarely writes, or has to.
bool is_mild(const Check& check, const Call& call) {
  return check.target().ends_with(".debug") || is_for_developers(check.file(), call) ||
         is_audit(check.file(), call) || fills_database(check.file(), call);
}

// What the same record says of the same person, `customer.id` or `customer_id` beside
// `customer.email` and `customer_email`; empty if it does not.
std::string id_in_record(const LoggedValue& one, const Call& call) {
  const FileModel& file = *one.value.at.file;
  const auto* attribute = one.value.at.expr->as<Attribute>();
  const auto* name = one.value.at.expr->as<Name>();
  std::string who(attribute != nullptr ? file.text(*attribute->value)
                  : name != nullptr    ? file.text(name->name)
                                       : "");
  if (name != nullptr) who = who.find('_') == who.npos ? "" : who.substr(0, who.rfind('_'));
  if (who.empty() || !call.encloses(*one.value.at.expr)) return {};
  for (const Node* node : file.tree().subtree(call)) {
    if (!node->is(Kind::Attribute) && !node->is(Kind::Name)) continue;
    const std::string_view text = file.text(*node);
    if (text == who + ".id" || text == who + "_id") return std::string(text);
  }
  return {};
}

// `user.id`, where `user.email` is logged and the class says that it has one; empty otherwise.
std::string id_beside(const LoggedValue& one) {
  const FileModel& file = *one.value.at.file;
  const auto* attribute = one.value.at.expr->as<Attribute>();
  if (attribute == nullptr || !one.passed.empty()) return {};
  const std::string type(file.type_of(*attribute->value));
  if (type.empty() || !file.project().definition(type + ".id")) return {};
  return std::string(file.text(*attribute->value)) + ".id";
}

// `f"{ACCOUNT}@default.local"`, "nobody@example.com": an address that the code makes up.
bool is_made_up(const Expr* value) {
  const auto* text = as<Constant>(value);
  if (text != nullptr) return text->is_str();
  const auto* joined = as<JoinedStr>(value);
  const auto* end =
      joined == nullptr || joined->values.empty() ? nullptr : joined->values.back()->as<Constant>();
  return end != nullptr && end->value.starts_with('@');
}

bool holds_made_up(const LoggedValue& one) {
  const auto* name = one.value.at.expr->as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(*one.value.at.file, *name);
  return !bindings.empty() &&
         std::all_of(bindings.begin(), bindings.end(),
                     [](const semantic::Binding* each) { return is_made_up(each->value); });
}

// " Take it out of `extra`, too." where the record has the same value there and elsewhere.
std::string and_out_of_extra(const FileModel& file, const Call& call, const LoggedValue& one) {
  const auto extra = std::find_if(call.keywords.begin(), call.keywords.end(),
                                  [&](const Keyword* at) { return file.text(at->arg) == "extra"; });
  if (one.value.at.file != &file || extra == call.keywords.end()) return {};
  const auto has_value = [&](const Node& where) {
    const auto nodes = file.tree().subtree(where);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node* at) {
      return at->kind == one.value.at.expr->kind && file.text(*at) == file.text(*one.value.at.expr);
    });
  };
  const bool is_elsewhere = std::any_of(call.args.begin(), call.args.end(),
                                        [&](const Expr* at) { return has_value(*at); });
  return is_elsewhere && has_value(*(*extra)->value) ? " Take it out of `extra`, too." : "";
}

void check(const Call& call, Check& check) {
  std::vector<LoggedValue> values = logged_values(check, call, {ShownValue::What::Personal});
  std::erase_if(values, [&](const LoggedValue& one) {
    return is_allowed(check, one.value.name) || holds_made_up(one);
  });
  if (values.empty() || answers_command_line(check.file(), call)) return;
  std::stable_partition(values.begin(), values.end(), is_proven);
  LoggedValue first = values[0];
  first.value.name = subject_of(values);
  Draft draft = report_logged(check, call, first, "{} written to the log by `{}`");
  const std::string id = values.size() == 1 ? id_beside(values[0]) : "";
  const std::string same = values.size() == 1 ? id_in_record(values[0], call) : "";
  const std::string rest = and_out_of_extra(check.file(), call, first);
  if (!same.empty()) {
    draft.fix("Leave it out: `{}` in the same record says who it is.{}", {same, rest});
  } else if (!id.empty()) {
    draft.fix("Log `{}` in its place, which means nothing to others.{}", {id, rest});
  } else if (!rest.empty()) {
    draft.fix("{}{}", {kAdvice, rest});
  }
  if (!is_proven(first)) draft.confidence(Confidence::Low);
  const bool is_dropped = say_if_dropped(check, draft);
  if (is_dropped || is_mild(check, call)) draft.severity(Severity::Warning);
}

}  // namespace

extern constinit const Rule LOG005 = {
    .code = "LOG005",
    .name = "pii-logged",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-359", "ASVS 16.2.5", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"},
    .options = {names_option("allowed-fields", "fields that may be logged (\"email\")")},
    .risk =
        "Logs outlive the account and are read by people who may not see it: who asks to be "
        "forgotten is not, and each copy of the log is a leak of personal data.",
    .advice = kAdvice,
    .docs = R"md(
An e-mail address, phone number, name or date of birth of a person is written into a log, a trace or error tracking.

```python bad
import logging

from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

app = FastAPI()
logger = logging.getLogger(__name__)


class User(BaseModel):
    id: int
    email: EmailStr


@app.post("/users")
def create(user: User) -> None:
    logger.info("created %s", user.email)
```

```python good
import logging

from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

app = FastAPI()
logger = logging.getLogger(__name__)


class User(BaseModel):
    id: int
    email: EmailStr


@app.post("/users")
def create(user: User) -> None:
    logger.info("created %s", user.id)
```

Looked at are the same calls and values as for LOG004, also objects as a whole where their classes print such fields.
`name` and `address` count only of users, customers and their like. Whether the law or your own policy allows it cannot be
told from the code, so review is asked for; what may be logged goes into `allowed-fields`. A warning at level debug, where
only development writes the record, and in trails of audits (`emit_audit_event`), which are there to say who did it.
All of one record is one finding.

Not reported: ids, masked and hashed values, fields that are only named, what is known to be missing (`if not user.email:`),
addresses of the system and of who runs it (`smtp_from_email`, settings, `create_admin(email)`), of groups and
organisations, also where only the text says so (`"Google group %s"`), and `name` beside a `full_name`: by that somebody logs in.
)md",
    .calls = recording_calls(),
    .on_call = check,
};

}  // namespace fastidious::rules
