#include <optional>
#include <string>

#include "knowledge/secret_origins.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/add_import.h"

namespace fastidious::rules {
namespace {

using knowledge::SecretOrigin;
using knowledge::SecretSource;
using semantic::FileModel;

std::string_view what_is(SecretOrigin origin) {
  switch (origin) {
    case SecretOrigin::Environment: return "environment variable";
    case SecretOrigin::Settings: return "setting";
    case SecretOrigin::Literal:
    case SecretOrigin::Module: return "constant";
    case SecretOrigin::Instance: return "attribute";
    case SecretOrigin::Digest: return "keyed digest";
    case SecretOrigin::None: break;
  }
  return "secret";
}

bool is_text_operand(const Expr& expr) {
  return expr.as<Name>() != nullptr || expr.as<Attribute>() != nullptr ||
         expr.as<Subscript>() != nullptr || expr.as<Call>() != nullptr || expr.is(Kind::JoinedStr);
}

// Whether `not f()` may stand where the comparison stands.
bool takes_negation(const Node* parent) {
  return parent != nullptr && !parent->is(Kind::Compare) && !parent->is(Kind::BinOp) &&
         !parent->is(Kind::Await) && !parent->is(Kind::Attribute);
}

std::string bytes_of(const Expr& expr, const FileModel& file) {
  const std::string text(file.text(expr));
  const bool is_bytes = file.type_of(expr) == "builtins.bytes" || text.ends_with(".encode()") ||
                        text.ends_with(".digest()");
  return is_bytes ? text : text + ".encode()";
}

// Two modules have the function: the one that the file imports.
std::string_view module_in(const FileModel& file) {
  return with_import(file, "hmac").empty() && !with_import(file, "secrets").empty() ? "hmac"
                                                                                    : "secrets";
}

void offer_edit(const Compare& compare, const Expr& other, Draft& draft, const FileModel& file) {
  const std::string_view module = module_in(file);
  const std::optional<semantic::ImportPlace> import = semantic::place_for_import(file, module);
  if (!import || !is_text_operand(*compare.left) || !is_text_operand(other) ||
      !takes_negation(file.parent(compare))) {
    return;
  }
  const std::string negation = compare.ops[0] == Comparator::NotEq ? "not " : "";
  draft.edit(compare.span(), negation + std::string(module) + ".compare_digest(" +
                                 bytes_of(*compare.left, file) + ", " + bytes_of(other, file) +
                                 ")");
  if (import->is_needed) draft.edit({import->at, import->at}, import->text);
}

// `PASSWORD = "…"` at the top of a module: it leaves the code (SEC002), and its name with it.
std::string_view if_it_leaves(SecretOrigin origin) {
  return origin == SecretOrigin::Literal
             ? "; once SEC002 has made the constant a `SecretStr` of the settings, with its "
               "`.get_secret_value()`"
             : "";
}

// What a branch does that lets nobody on, or somebody: it leaves, or sets a variable.
bool decides(const FileModel& file, const StmtList& body) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto nodes = file.tree().subtree(*statement);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
      const auto* assign = node->as<Assign>();
      if (assign != nullptr) return assign->targets[0]->is(Kind::Name);
      return node->is(Kind::Return) || node->is(Kind::Raise) || node->is(Kind::Continue) ||
             node->is(Kind::Break) || node->is(Kind::Await) || node->is(Kind::Yield);
    });
  });
}

// `if given != self.token: logger.warning("another token")`: nothing depends on it.
bool is_of_no_consequence(const FileModel& file, const Compare& compare) {
  const auto* branch = file.enclosing_statement(compare).as<If>();
  return branch != nullptr && branch->test->encloses(compare) && branch->orelse.empty() &&
         compare.ops[0] == Comparator::NotEq && !decides(file, branch->body);
}

void check_node(const Node& node, Check& check) {
  const auto& compare = static_cast<const Compare&>(node);
  const bool equality = compare.ops.size() == 1 &&
                        (compare.ops[0] == Comparator::Eq || compare.ops[0] == Comparator::NotEq);
  if (!equality || compare.left->is(Kind::Constant) || compare.comparators[0]->is(Kind::Constant)) {
    return;
  }
  const FileModel& file = check.file();
  const Expr& other = *compare.comparators[0];
  SecretSource secret = knowledge::secret_in(other, file);
  const Expr* given = compare.left;
  if (secret.origin == SecretOrigin::None) {
    secret = knowledge::secret_in(*compare.left, file);
    given = &other;
  }
  if (secret.origin == SecretOrigin::None || !knowledge::comes_from_caller(*given, file) ||
      is_of_no_consequence(file, compare)) {
    return;
  }
  const bool guessed =
      secret.origin == SecretOrigin::Module || secret.origin == SecretOrigin::Instance;
  Draft draft = check.report(
      compare, "The {} `{}` is compared with `{}`",
      {what_is(secret.origin), secret.name, compare.ops[0] == Comparator::Eq ? "==" : "!="});
  draft.confidence(guessed ? Confidence::Medium : Confidence::High);
  if (is_text_operand(*compare.left) && is_text_operand(other)) {
    const bool are_texts =
        file.type_of(*compare.left) == "builtins.str" && file.type_of(other) == "builtins.str";
    draft.fix("Write `{}{}.compare_digest({}, {})`{}{}{}.",
              {compare.ops[0] == Comparator::NotEq ? "not " : "", module_in(file),
               bytes_of(*compare.left, file), bytes_of(other, file),
               with_import(file, module_in(file)), if_it_leaves(secret.origin),
               are_texts ? "" : ", and refuse `None` before it if one of them can be that"});
  }
  offer_edit(compare, other, draft, file);
}

}  // namespace

extern constinit const Rule SEC013 = {
    .code = "SEC013",
    .name = "secret-compare-not-constant-time",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"CWE-208", "OWASP API2:2023", "ASVS 11.2.4",
         "https://docs.python.org/3/library/secrets.html#secrets.compare_digest",
         "https://fastapi.tiangolo.com/advanced/security/http-basic-auth/#timing-attacks"},
    .risk =
        "The comparison stops at the first byte that differs: the time of the answer tells a "
        "caller how much of the guess was right, and so the secret can be found byte by byte.",
    .advice =
        "Write `secrets.compare_digest(given.encode(), expected.encode())`, and refuse `None` "
        "before it if one of them can be that.",
    .docs = R"md(
A value that the caller gave is compared by `==` or `!=` with a secret of the server: a setting, an environment variable
or a constant that is named like a secret, or a keyed digest (`hmac.new(…).hexdigest()`).

```python bad
import os

from fastapi import Header, HTTPException


def require_api_key(x_api_key: str = Header()) -> None:
    if x_api_key != os.environ["API_KEY"]:
        raise HTTPException(status_code=401)
```

```python good
import os
import secrets

from fastapi import Header, HTTPException


def require_api_key(x_api_key: str = Header()) -> None:
    if not secrets.compare_digest(x_api_key.encode(), os.environ["API_KEY"].encode()):
        raise HTTPException(status_code=401)
```

Comparisons of which nothing depends but a record, with literals, `None` and members of enums, of two values of the caller (a password and its repetition), of
plain hashes on both sides, and the expressions of SQLAlchemy are left alone. `compare_digest` takes `str` only if it is
ASCII, hence `.encode()`; it does not take `None`. Constants and attributes of `self` that are only named like a secret
leave doubt: review is requested.
)md",
    .kinds = {Kind::Compare},
    .on_node = check_node,
};

}  // namespace fastidious::rules
