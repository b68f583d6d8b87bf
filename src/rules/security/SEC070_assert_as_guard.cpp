#include <algorithm>
#include <array>
#include <string>

#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

constexpr std::string_view kGuardNames[] = {
    "is_admin",         "is_superuser",      "is_staff",         "is_authenticated",
    "is_authorized",    "is_authorised",     "is_owner",         "is_superadmin",
    "has_permission",   "has_permissions",   "has_role",         "has_scope",
    "has_access",       "has_perm",          "check_permission", "check_permissions",
    "check_access",     "check_password",    "verify_password",  "verify_token",
    "verify_signature", "verify_permission", "is_allowed",       "user_has_permission",
    "can_access",       "can_edit",          "can_delete",       "can_view",
    "can_read",         "can_write",         "can_manage",       "permissions",
    "user_permissions", "allowed_roles",     "is_permitted"};
constexpr std::string_view kOwnerNames[] = {"owner_id",        "user_id",    "owner",
                                            "created_by",      "author_id",  "tenant_id",
                                            "organization_id", "account_id", "created_by_id"};
constexpr std::string_view kPrincipals[] = {"user", "current_user", "principal", "credentials",
                                            "token"};

constexpr std::string_view kRoleNames[] = {"role", "roles", "scopes"};
constexpr std::string_view kPowers[] = {"admin",     "administrator", "superuser", "superadmin",
                                        "moderator", "owner",         "staff"};

std::string_view last_name(const FileModel& file, const Node& node) {
  if (const auto* attribute = node.as<Attribute>()) return file.text(attribute->attr);
  const auto* name = node.as<Name>();
  return name != nullptr ? file.text(name->name) : std::string_view{};
}

// user.is_admin, has_permission(user, x), "admin" in user.permissions
std::string_view guard_in(const FileModel& file, const Expr& test) {
  for (const Node* node : file.tree().subtree(test)) {
    const std::string_view name = last_name(file, *node);
    if (is_one_of(name, kGuardNames)) return name;
  }
  return {};
}

bool mentions_principal(const FileModel& file, const Expr& expr) {
  const auto nodes = file.tree().subtree(expr);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const std::string_view name = last_name(file, *node);
    return name == "current_user" || name == "user" || name == "principal";
  });
}

// order.owner_id == current_user.id
std::string_view ownership_in(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->comparators.size() != 1 ||
      compare->ops.front() != Comparator::Eq) {
    return {};
  }
  const Expr& left = *compare->left;
  const Expr& right = *compare->comparators.front();
  for (const auto& [owner, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    const std::string_view name = last_name(file, *owner);
    if (is_one_of(name, kOwnerNames) && owner->is(Kind::Attribute) &&
        mentions_principal(file, *other)) {
      return name;
    }
  }
  return {};
}

// customer.role == "admin", "admin" in user.roles, caller.role is Role.ADMIN
std::string_view role_in(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->comparators.size() != 1) return {};
  const Expr& left = *compare->left;
  const Expr& right = *compare->comparators.front();
  for (const auto& [subject, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    const std::string_view name = last_name(file, *subject);
    if (!subject->is(Kind::Attribute) || !is_one_of(name, kRoleNames)) continue;
    const auto text = file.constant_string(*other);
    const std::string power = lower_case(text ? *text : last_name(file, *other));
    if (is_one_of(power, kPowers)) return name;
  }
  return {};
}

// `assert x is not None`, `assert isinstance(x, T)`, `assert x`: what type checkers need.
bool is_narrowing(const FileModel& file, const Expr& test) {
  if (const auto* compare = test.as<Compare>()) {
    return compare->comparators.size() == 1 && semantic::is_none(*compare->comparators.front());
  }
  const auto* call = test.as<Call>();
  if (call != nullptr) return file.resolve(call->func) == "builtins.isinstance";
  const auto* both = test.as<BoolOp>();
  if (both != nullptr) {
    return std::all_of(both->values.begin(), both->values.end(),
                       [&](const Expr* value) { return is_narrowing(file, *value); });
  }
  return test.is(Kind::Name) || test.is(Kind::Attribute);
}

// `assert self.permissions is not None`: that it is there, not what it says.
bool asks_for_presence(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  return compare != nullptr && is_narrowing(file, test) && !compare->left->is(Kind::Call) &&
         !compare->left->is(Kind::Await);
}

bool is_in_route(const FileModel& file, const Node& node) {
  const FunctionDef* function = file.enclosing_function(node);
  return function != nullptr && file.is_route_handler(*function);
}

// `assert x, m` on a line of its own becomes `if not (x): raise HTTPException(…)`.
void offer_raise(const Assert& assertion, const FileModel& file, std::string_view status,
                 Draft& draft) {
  const std::string_view text = file.file().slice({0, assertion.begin});
  const std::size_t line = text.rfind('\n') + 1;
  const std::string_view indent = text.substr(line);
  if (indent.find_first_not_of(" \t") != indent.npos) return;
  bool imported = false;
  for (const semantic::Binding& binding : file.scopes().bindings()) {
    const auto* alias = as<Alias>(binding.node);
    imported = imported || (alias != nullptr && alias->name == "HTTPException" &&
                            binding.scope.value == 0 && file.text(binding.name) == "HTTPException");
  }
  if (!imported) return;
  std::string code = "if not (" + std::string(file.text(*assertion.test)) + "):\n" +
                     std::string(indent) + (indent.starts_with('\t') ? "\t" : "    ") +
                     "raise HTTPException(status_code=" + std::string(status);
  if (assertion.msg != nullptr) code += ", detail=" + std::string(file.text(*assertion.msg));
  draft.edit(assertion.span(), code + ")");
}

// `customer.role != "admin"` of `customer.role == "admin"`, `not user.is_admin`.
std::string denied(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  const bool is_equality =
      compare != nullptr && compare->ops.size() == 1 && compare->ops[0] == Comparator::Eq;
  if (is_equality) {
    return std::string(file.text(*compare->left)) +
           " != " + std::string(file.text(*compare->comparators[0]));
  }
  const bool is_one = test.is(Kind::Name) || test.is(Kind::Attribute) || test.is(Kind::Call);
  const std::string text(file.text(test));
  return is_one ? "not " + text : "not (" + text + ")";
}

void check_guard(const Assert& assertion, std::string_view guard, Check& check) {
  const FileModel& file = check.file();
  Draft draft = check.report(assertion, "`assert` guards access: it tests `{}`", {guard});
  draft.confidence(is_in_route(file, assertion) ? Confidence::High : Confidence::Medium);
  draft.fix("Write `if {}: raise HTTPException(status_code=403)`{}.",
            {denied(file, *assertion.test), with_import_from(file, "fastapi", "HTTPException")});
  offer_raise(assertion, file, "403", draft);
}

// What a client sent is tested by `assert` in a route handler.
void check_validation(const Assert& assertion, Check& check) {
  const FileModel& file = check.file();
  if (!is_in_route(file, assertion)) return;
  const Expr& test = *assertion.test;
  if (is_narrowing(file, test)) {
    if (is_one_of(last_name(file, test.is(Kind::Compare) ? *test.as<Compare>()->left : test),
                  kPrincipals)) {
      check.report(assertion, "`assert` tests that there is a user").severity(Severity::Suggestion);
    }
    return;
  }
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || origin_of(file, *compare->left) != Origin::Request) return;
  Draft draft = check.report(assertion, "`assert` validates `{}`, which a client sends",
                             {file.text(*compare->left)});
  draft.severity(Severity::Warning);
  draft.risk("A bad value is answered with 500; under `python -O` the test is gone.");
  draft.fix(
      "Declare the limit in the signature, e.g. `Annotated[int, Query(le=100)]`, or raise "
      "`HTTPException(422)`.");
  offer_raise(assertion, file, "422", draft);
}

void check_assert(const Node& node, Check& check) {
  const Assert& assertion = *node.as<Assert>();
  const FileModel& file = check.file();
  std::string_view guard =
      asks_for_presence(file, *assertion.test) ? "" : guard_in(file, *assertion.test);
  if (guard.empty()) guard = ownership_in(file, *assertion.test);
  if (guard.empty()) guard = role_in(file, *assertion.test);
  guard.empty() ? check_validation(assertion, check) : check_guard(assertion, guard, check);
}

}  // namespace

extern constinit const Rule SEC070 = {
    .code = "SEC070",
    .name = "assert-as-guard",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-617", "OWASP API5:2023",
                   "https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement"},
    .risk =
        "Under `python -O` or `PYTHONOPTIMIZE` the statement is not there and everybody passes; "
        "without, the "
        "client is answered with 500 instead of 403.",
    .advice = "Write `if not user.is_admin: raise HTTPException(status_code=403)`.",
    .docs = R"md(
`assert` states what the program believes about itself, and an optimising interpreter leaves it
out. It is no guard: whoever may do what is decided by `if` and `raise`.

```python bad
from fastapi import APIRouter, Depends

from app.users import User, get_user

router = APIRouter()


@router.delete("/orders/{order_id}")
def delete_order(order_id: int, user: User = Depends(get_user)) -> None:
    assert user.is_admin
```

```python good
from fastapi import APIRouter, Depends, HTTPException

from app.users import User, get_user

router = APIRouter()


@router.delete("/orders/{order_id}")
def delete_order(order_id: int, user: User = Depends(get_user)) -> None:
    if not user.is_admin:
        raise HTTPException(status_code=403)
```

Reported are tests of rights (`is_admin`, `has_permission(…)`, `order.owner_id ==
current_user.id`): for certain in route handlers, for review elsewhere. Tests in a route handler of
what a client sends are warnings. What only tells a type checker that there is a user (`assert user
is not None`) is a suggestion there. Other assertions are left alone.
)md",
    .kinds = {Kind::Assert},
    .on_node = check_assert,
};

}  // namespace fastidious::rules
