#include "knowledge/secret_shapes.h"
#include "knowledge/secrets_in_files.h"
#include "rules/rule.h"
#include "rules/secret_edits.h"
#include "rules/text_check.h"

namespace fastidious::rules {
namespace {

using knowledge::FoundSecret;
using knowledge::SecretWeight;

constexpr Offset kContext = 160;

std::string_view text_before(const Expr& expr, const semantic::FileModel& file) {
  const Offset begin = expr.begin > kContext ? expr.begin - kContext : 0;
  return file.file().slice({begin, expr.begin});
}

// Tests, examples and docstrings hold invented tokens of the right form: there only what is proven
// counts. `literal` is null for a comment.
bool counts(const FoundSecret& secret, const Expr* literal, const semantic::FileModel& file) {
  const project::Role role = file.file().role;
  const bool invented = role == project::Role::Test || role == project::Role::Example ||
                        (literal != nullptr && as<ExprStmt>(file.parent(*literal)) != nullptr);
  return secret.weight == SecretWeight::Proven || !invented;
}

// `reporter` is a Check or a TextCheck; of the secret only what its kind begins with is told.
// `where` is what it takes for a place.
template <class Where, class Reporter>
Draft report_at(const FoundSecret& secret, Where where, Reporter& reporter) {
  const bool mild = secret.weight == SecretWeight::Mild;
  const bool sure = secret.weight == SecretWeight::Proven || secret.weight == SecretWeight::Token;
  Draft draft = secret.shows_prefix
                    ? reporter.report(where, "{} in the source: `{}…`, {} characters",
                                      {secret.kind, secret.value.substr(0, 4), secret.value.size()})
                    : reporter.report(where, "{} in the source, {} characters",
                                      {secret.kind, secret.value.size()});
  draft.severity(mild ? Severity::Warning : Severity::Critical)
      .confidence(sure ? Confidence::High : Confidence::Medium);
  return draft;
}

// The string constant around `at`; null in a comment.
const Constant* literal_at(Offset at, const syntax::Tree& tree) {
  const Constant* literal = nullptr;
  const auto nodes = tree.nodes();
  for (std::size_t i = 0; i < nodes.size();) {
    const Node& node = *nodes[i];
    const bool around = node.begin <= at && at < node.end;
    if (around && node.is(Kind::Constant)) literal = &static_cast<const Constant&>(node);
    if (literal != nullptr && !around && node.begin > at) break;
    i = around || node.is(Kind::Module) ? i + 1 : node.last.value + std::size_t{1};
  }
  return literal;
}

// What the text holds as it is written, comments included.
void check_file(Check& check) {
  const semantic::FileModel& file = check.file();
  const std::string_view text = file.file().text.view();
  for (const FoundSecret& secret : knowledge::find_secrets_in_file(text)) {
    const auto begin = static_cast<Offset>(secret.value.data() - text.data());
    const Constant* literal = literal_at(begin, file.tree());
    if (!counts(secret, literal, file)) continue;
    const Span where{begin, begin + static_cast<Offset>(secret.value.size())};
    Draft draft = report_at(secret, where, check);
    if (literal != nullptr && literal->value == secret.value) {
      offer_environment(draft, file, *literal);
    }
  }
}

// What only several literals together hold.
void check_assembled(const Expr& expr, std::string_view text, Check& check) {
  const semantic::FileModel& file = check.file();
  for (const FoundSecret& secret : knowledge::find_secrets(text, text_before(expr, file))) {
    const bool whole = file.text(expr).find(secret.value) != std::string_view::npos;
    if (whole || !counts(secret, &expr, file)) continue;
    Draft draft = report_at(secret, expr.span(), check);
    const auto* literal = expr.as<Constant>();
    if (literal != nullptr && literal->value == secret.value) {
      offer_environment(draft, file, *literal);
    }
  }
}

bool is_addition(const Node* node) {
  const auto* operation = as<BinOp>(node);
  return operation != nullptr && operation->op == Operator::Add;
}

bool has_literal(const BinOp& sum) {
  const auto* left = as<BinOp>(sum.left);
  return as<Constant>(sum.right) != nullptr || as<Constant>(sum.left) != nullptr ||
         (left != nullptr && as<Constant>(left->right) != nullptr);
}

void check_sum(const BinOp& sum, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!is_addition(&sum) || is_addition(file.parent(sum)) || !has_literal(sum)) {
    return;
  }
  const std::optional<std::string> text = file.constant_string(sum);
  if (text) check_assembled(sum, *text, check);
}

void check_node(const Node& node, Check& check) {
  if (const auto* sum = node.as<BinOp>()) return check_sum(*sum, check);
  const auto& constant = static_cast<const Constant&>(node);
  if (constant.is_concatenated) check_assembled(constant, constant.value, check);
}

// Other files: in tests, examples and documentation only what is proven counts.
void check_text(TextCheck& check) {
  const project::TextFile& file = check.file();
  if (knowledge::is_full_of_digests(file.path)) return;
  const bool invented = file.role == project::Role::Test || file.role == project::Role::Example ||
                        knowledge::is_documentation(file.path) ||
                        knowledge::is_test_program(file.path);
  for (const FoundSecret& secret : knowledge::find_secrets_in_file(check.text())) {
    if (invented && secret.weight != SecretWeight::Proven) continue;
    report_at(secret, secret.value, check).fix_class(FixClass::None);
  }
}

}  // namespace

extern constinit const Rule SEC001 = {
    .code = "SEC001",
    .name = "secret-provider-pattern",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references =
        {"CWE-798", "OWASP API8:2023", "ASVS 13.3.1",
         "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"},
    .risk =
        "Whoever can read the repository, one of its clones, forks or images can use the secret, "
        "and goes on doing so after it was deleted: it stays in the history.",
    .advice =
        "Revoke it at the provider first, then take it out: declare `api_token: SecretStr` in the "
        "settings class, name it without a value in `.env.example`, and give the new value to the "
        "platform's secret store. Clean the history last; it does not replace the revocation.",
    .docs = R"md(
Tokens of some 360 forms that providers document, and values that their name makes a token of one of a hundred more: AWS, Google, GitHub, GitLab, Slack, Stripe, OpenAI,
Anthropic, SendGrid, Twilio, npm, PyPI, Koyeb and more; private keys; keys of Google service accounts; JSON web
tokens; passwords in URLs; each of them in base64, too. What has the form is checked: by its checksum (GitHub, npm, age, NATS), by what it decodes to
(JSON web tokens, Discord), else by its randomness.

```python bad
import httpx

GITHUB_TOKEN = "ghp_" "q7Zt2mXv9LkP4rWb8NcD1sYh6GfJ3x3siD5a"


def repositories() -> list:
    answer = httpx.get("https://api.github.com/user/repos", headers={"Authorization": f"Bearer {GITHUB_TOKEN}"})
    return answer.json()
```

```python good
import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    github_token: SecretStr


def repositories(settings: Settings) -> list:
    token = settings.github_token.get_secret_value()
    answer = httpx.get("https://api.github.com/user/repos", headers={"Authorization": f"Bearer {token}"})
    return answer.json()
```

The examples of the providers' manuals (`AKIAIOSFODNN7EXAMPLE`), placeholders (`ghp_xxxx`, `<token>`), templates and
frames without a key are left alone, and so are passwords in URLs that are stock words (`postgres`, `changeme`) for a
server on this machine. Test keys (`sk_test_…`), the Firebase *web* key, which is public by design, tokens that expire,
encrypted private keys, GitHub tokens with a wrong checksum and random passwords for local servers are warnings. In tests
and examples only what is proven counts.

Python files are read as they are written, comments included, and constants also where they are added up.
)md",
    .on_file = check_file,
    .kinds = {Kind::Constant, Kind::BinOp},
    .on_node = check_node,
    .on_text = check_text,
};

}  // namespace fastidious::rules
