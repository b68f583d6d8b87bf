#include <algorithm>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kVerifying[] = {"verify",       "check_password", "checkpw",
                                           "authenticate", "compare_digest", "check_pw"};

// An HTTP error below an `if`, and what a client sees of it.
struct Refusal {
  const Raise* raise = nullptr;
  const If* choice = nullptr;
  int status = 0;
  std::string detail;
};

// user.password_hash != hash_password(password)
bool compares_passwords(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->ops[0] != Comparator::NotEq) return false;
  const auto about = [&](const Expr& side) {
    return lower_case(file.text(side)).find("password") != std::string::npos;
  };
  return about(*compare->left) && about(*compare->comparators[0]);
}

bool verifies(const FileModel& file, const Expr& test) {
  if (compares_passwords(file, test)) return true;
  const auto nodes = file.tree().subtree(test);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    if (call == nullptr) return false;
    const auto* method = call->func->as<Attribute>();
    const auto* name = call->func->as<Name>();
    const std::string word = lower_case(method != nullptr ? file.text(method->attr)
                                        : name != nullptr ? file.text(name->name)
                                                          : std::string_view{});
    const bool known =
        std::any_of(std::begin(kVerifying), std::end(kVerifying),
                    [&](std::string_view one) { return word.find(one) != word.npos; });
    return known && lower_case(file.text(test)).find("password") != std::string::npos;
  });
}

// `if not user:`, `if row is None:`: nobody goes by that name.
bool asks_for_user(const Expr& test) {
  const auto* negation = test.as<UnaryOp>();
  const auto* compare = test.as<Compare>();
  const bool absent = negation != nullptr && negation->op == UnaryOperator::Not &&
                      negation->operand->is(Kind::Name);
  return absent ||
         (compare != nullptr && compare->ops[0] == Comparator::Is && compare->left->is(Kind::Name));
}

class LoginReader {
 public:
  LoginReader(const FileModel& file, const FunctionDef& function) : file_(file) {
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(file, *statement, [&](const Node& node) {
        if (const auto* raise = node.as<Raise>()) look_at(*raise);
        return false;
      });
    }
  }

  // The refusal of an unknown user that differs from the one of a wrong password; null if none.
  const Refusal* telling(const Refusal** other) const {
    for (const Refusal& unknown : refusals_) {
      if (!asks_for_user(*unknown.choice->test)) continue;
      for (const Refusal& wrong : refusals_) {
        if (!verifies(file_, *wrong.choice->test)) continue;
        if (unknown.status == wrong.status && unknown.detail == wrong.detail) continue;
        *other = &wrong;
        return &unknown;
      }
    }
    return nullptr;
  }

 private:
  void look_at(const Raise& raise) {
    const auto error = semantic::http_error(file_, raise);
    const auto* choice = as<If>(file_.parent(raise));
    const auto* call = as<Call>(raise.exc);
    if (!error || choice == nullptr || call == nullptr || !error->status) return;
    const app::Value detail = app::evaluate(file_, semantic::argument(file_, *call, 1, "detail"));
    refusals_.push_back({&raise, choice, *error->status, detail.text});
  }

  const FileModel& file_;
  std::vector<Refusal> refusals_;
};

void advise(Draft& draft, const Refusal& wrong) {
  draft.fix(
      "Answer both alike, by one `raise HTTPException({}, \"Incorrect credentials\")`, and after "
      "the same work: where nobody is found, check the password all the same, against the hash of "
      "one that nobody has.",
      {wrong.status});
}

void check(ApplicationCheck& check) {
  for (const app::Route* route : check.application().distinct_routes().all()) {
    const app::Definition& handler = route->handler.definition;
    const auto* function = as<FunctionDef>(handler.node);
    const bool posts =
        std::find(route->methods.begin(), route->methods.end(), "POST") != route->methods.end();
    const app::Endpoint* endpoint = check.application().endpoints().of(*route);
    const bool is_login = route->path.find('{') == std::string::npos &&
                          (endpoint == nullptr || !endpoint->is_guarded());
    if (function == nullptr || !posts || !is_login) continue;
    const LoginReader reader(*handler.file, *function);
    const Refusal* wrong = nullptr;
    const Refusal* unknown = reader.telling(&wrong);
    if (unknown == nullptr) continue;
    Draft draft = check.report(*handler.file, unknown->raise->span(),
                               "`{}` tells an unknown user from a wrong password",
                               {handler.file->text(function->name)});
    draft.step(*handler.file, wrong->raise->span(), "This is the answer to a wrong password");
    advise(draft, *wrong);
  }
}

}  // namespace

extern constinit const Rule SEC063 = {
    .code = "SEC063",
    .name = "user-enumeration",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"CWE-204", "ASVS 6.3.8",
         "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html"},
    .risk =
        "Anybody can find out who has an account, by trying addresses: a list to try leaked "
        "passwords on, or to write to.",
    .advice =
        "Answer both alike, after the same work: `hashed = user.hashed_password if user else "
        "DUMMY_HASH`, then `if not verify(password, hashed) or user is None: raise "
        "HTTPException(401, \"Incorrect username or password\")`.",
    .docs = R"md(
Endpoints that refuse an unknown user with another status or text than a wrong password.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/login")
def login(email: str, password: str) -> None:
    user = find_user(email)
    if user is None:
        raise HTTPException(404, "No such user")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(401, "Wrong password")
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/login")
def login(email: str, password: str) -> None:
    user = find_user(email)
    hashed = user.hashed_password if user else DUMMY_HASH
    if not verify_password(password, hashed) or user is None:
        raise HTTPException(401, "Incorrect username or password")
```

Review is requested. Left alone are endpoints that need a login, and those whose path names the user. What functions further in raise is not looked at, nor how long the answers take.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
