#include "rules/history_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using knowledge::SecretWeight;

constexpr std::size_t kShortName = 10;  // digits of a commit's name

// Tests, examples and documentation hold invented secrets: there only what is proven counts.
bool counts(const HistorySecret& secret) {
  const bool invented = secret.role == repo::Role::Test || secret.role == repo::Role::Example ||
                        secret.in_documentation;
  return secret.weight != SecretWeight::Mild &&
         (!invented || secret.weight == SecretWeight::Proven);
}

std::string what_it_is(const HistorySecret& secret) {
  if (!secret.name.empty()) {
    return format_message("`{}`, {} characters that look generated,", {secret.name, secret.size});
  }
  return secret.beginning.empty() ? format_message("{}, {} characters,", {secret.kind, secret.size})
                                  : format_message("{}, `{}…`, {} characters,",
                                                   {secret.kind, secret.beginning, secret.size});
}

// What HEAD still has is reported where it stands.
void check(HistoryCheck& check) {
  for (const HistorySecret& secret : check.secrets()) {
    if (secret.in_head || !counts(secret)) continue;
    const bool sure = secret.weight == SecretWeight::Proven || secret.weight == SecretWeight::Token;
    check
        .report("The history holds a secret that HEAD has no more: {} in {}, since commit {} of {}",
                {what_it_is(secret), secret.path, secret.commit.substr(0, kShortName), secret.date})
        .confidence(sure ? Confidence::High : Confidence::Medium);
  }
}

}  // namespace

extern constinit const Rule SEC009 = {
    .code = "SEC009",
    .name = "secret-in-git-history",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Everywhere,
    .references = {"CWE-540", "CWE-798", "ASVS 13.3.1",
                   "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
                   "removing-sensitive-data-from-a-repository"},
    .risk =
        "Deleting a file does not take it out of the commits before: everybody who can clone the "
        "repository, or has a fork of it, has the secret.",
    .advice =
        "Revoke it at the provider and issue a new one; that is what ends the danger. Then take it "
        "out of the history with `git filter-repo --replace-text`, force-push, and have clones "
        "made "
        "anew.",
    .docs = R"md(
Every text of the repository's history is read once, whatever branch, tag or stash it is part of, and looked at as the files
of the work tree are: tokens that their form tells (SEC001) and generated values of names that speak of a secret (SEC002). Each
value is reported once, with the commit that brought it, by date, and the file. What HEAD still has is reported where it stands,
and not here. In tests, examples and documentation only what a checksum proves counts.

What was found to hold nothing is remembered between runs by the names that git gives to texts, in the user's cache folder; no
secret is. `--no-cache` reads everything again, `--no-history` nothing.

Below, `history/1/` stands for the first commit, and what has no such path for the last.

```python bad
# --- history/1/.env.production
SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
# --- app/settings.py
from pydantic_settings import BaseSettings
```

```python good
# --- history/1/.env.example
SECRET_KEY=
# --- app/settings.py
from pydantic_settings import BaseSettings
```
)md",
    .on_history = check,
};

}  // namespace fastidious::rules
