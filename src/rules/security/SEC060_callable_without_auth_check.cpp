#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

constexpr int kMaxHelpers = 50;  // that get the request and are followed

struct Use {
  bool checked = false;      // something looks at who is calling
  bool reads_data = false;   // something uses what the caller sent
  bool passed_away = false;  // the request goes where it cannot be followed
};

// Attributes of the request that tell who is calling.
bool tells_caller(std::string_view attribute, bool is_callable) {
  if (is_callable) return attribute == "auth" || attribute == "raw_request";
  return attribute == "headers" || attribute == "authorization" || attribute == "cookies" ||
         attribute == "environ";
}

class RequestUse {
 public:
  explicit RequestUse(bool is_callable) : is_callable_(is_callable) {}

  Use of(const semantic::FileModel& file, const FunctionDef& function, Identifier request) {
    follow(file, function, request);
    return use_;
  }

 private:
  void follow(const semantic::FileModel& file, const FunctionDef& function, Identifier request) {
    for (const auto* name : file.tree().nodes_of<Name>(function)) {
      if (name->name != request || name->context != Context::Load) continue;
      const Node* parent = file.parent(*name);
      if (const auto* attribute = as<Attribute>(parent)) {
        const std::string_view what = file.text(attribute->attr);
        use_.checked = use_.checked || tells_caller(what, is_callable_);
        use_.reads_data = true;
      } else if (const auto* call = as<Call>(parent)) {
        pass(file, *call, *name);
      } else {
        use_.passed_away = true;
      }
    }
  }

  void pass(const semantic::FileModel& file, const Call& call, const Name& request) {
    const semantic::Definition found = file.definition_of(*call.func);
    const auto* helper = as<FunctionDef>(found.node);
    std::size_t position = 0;
    while (position < call.args.size() && call.args[position] != &request) ++position;
    const bool follows = helper != nullptr && helpers_ < kMaxHelpers &&
                         position < call.args.size() && position < helper->args->all.size();
    if (!follows) {
      use_.passed_away = true;
      return;
    }
    ++helpers_;
    follow(*found.file, *helper, helper->args->all[position]->name);
  }

  bool is_callable_;
  int helpers_ = 0;
  Use use_;
};

// The decorator's call or name, if it is the one asked for.
const Expr* decorator_of(const semantic::FileModel& file, const FunctionDef& function,
                         std::string_view target) {
  for (const Expr* decorator : function.decorator_list) {
    const auto* call = decorator->as<Call>();
    if (file.resolve(call != nullptr ? *call->func : *decorator) == target) return decorator;
  }
  return nullptr;
}

// invoker="private": the platform lets no one else in.
bool names_invoker(const semantic::FileModel& file, const Expr& decorator) {
  const auto* call = decorator.as<Call>();
  const Expr* invoker = call != nullptr ? semantic::argument(file, *call, -1, "invoker") : nullptr;
  return invoker != nullptr && file.constant_string(*invoker) != "public";
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  // Another decorator may check; what it does is not known.
  if (function.decorator_list.size() != 1 || function.args->all.empty()) return;
  const Expr* callable = decorator_of(file, function, "firebase_functions.https_fn.on_call");
  const Expr* plain = decorator_of(file, function, "firebase_functions.https_fn.on_request");
  if (callable == nullptr && (plain == nullptr || names_invoker(file, *plain))) return;
  const Identifier request = function.args->all[0]->name;
  const Use use = RequestUse(callable != nullptr).of(file, function, request);
  if (use.checked || use.passed_away || !use.reads_data) return;
  const std::string_view name = file.text(function.name);
  if (callable != nullptr) {
    check
        .report(function.name_span,
                "Callable function `{}` uses `{}.data` and never looks at `{}.auth`",
                {name, file.text(request), file.text(request)})
        .open_to_strangers()
        .fix(
            "Begin with `if {}.auth is None: raise "
            "https_fn.HttpsError(https_fn.FunctionsErrorCode.UNAUTHENTICATED, \"Sign in "
            "first.\")`; then compare `{}.auth.uid` with whom it is about, or ask for a role: "
            "whoever has signed up gets this far.",
            {file.text(request), file.text(request)});
    return;
  }
  check
      .report(function.name_span,
              "Public function `{}` uses the request and checks neither token nor signature",
              {name})
      .confidence(Confidence::Medium)
      .risk("Its address is public: anyone on the internet can call it.")
      .fix(
          "Verify the caller first: `auth.verify_id_token(token)` of the Authorization header, the "
          "signature of a "
          "webhook, or set `invoker=\"private\"`.");
}

}  // namespace

extern constinit const Rule SEC060 = {
    .code = "SEC060",
    .name = "callable-without-auth-check",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-306", "OWASP API2:2023",
                   "https://firebase.google.com/docs/functions/callable"},
    .about_whole_definition = true,
    .risk =
        "Firebase verifies a token if one is sent and calls the function without one, too: anyone "
        "who knows the "
        "project's name can call it.",
    .advice =
        "Begin with `if req.auth is None: raise "
        "https_fn.HttpsError(https_fn.FunctionsErrorCode.UNAUTHENTICATED, \"Sign in first.\")`; "
        "then compare `req.auth.uid` with whom it is about.",
    .docs = R"md(
`req.auth` of a callable function is None when the caller sent no token; the function has to test
it. App Check (`enforce_app_check=True`) says which app calls, not which user.

```python bad
from firebase_functions import https_fn


@https_fn.on_call()
def rename(req: https_fn.CallableRequest) -> dict:
    return {"name": save_name(req.data["user"], req.data["name"])}
```

```python good
from firebase_functions import https_fn


@https_fn.on_call()
def rename(req: https_fn.CallableRequest) -> dict:
    if req.auth is None:
        raise https_fn.HttpsError(https_fn.FunctionsErrorCode.UNAUTHENTICATED, "Sign in first.")
    return {"name": save_name(req.auth.uid, req.data["name"])}
```

For `on_request` the finding asks for review: the function may be public on purpose. Not reported:
functions that never use the request, that pass it where it cannot be followed (a framework, a
library), that have further decorators, or `invoker="private"`. Helpers of the repository that get
the request are followed.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
