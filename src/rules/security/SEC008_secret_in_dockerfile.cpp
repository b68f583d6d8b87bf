#include <algorithm>

#include "deploy/given_values.h"
#include "knowledge/secret_names.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/given_secret.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::GivenValue;
using Place = GivenValue::Place;

bool is_secret_name(const GivenValue& given) {
  return knowledge::evidence_of_name(given.name) != knowledge::NameEvidence::None;
}

// `ENV TOKEN=$TOKEN` behind `ARG TOKEN`: what was meant for the build stays in the image.
bool keeps_argument(const GivenValue& given) {
  return !given.is_argument &&
         (given.value == "$" + given.name || given.value == "${" + given.name + "}");
}

// The same credential in scripts, workflows and manifests: it is revoked once and taken out of all.
void tell_other_places(Draft& draft, const GivenValue& given, const std::vector<GivenValue>& values,
                       const deploy::Delivery& delivery) {
  constexpr std::size_t kMostCompared = 2'000;
  std::string places;
  if (values.size() > kMostCompared) return;
  for (const GivenValue& one : values) {
    const bool is_other = one.place != Place::Image && one.place != Place::BuildArgument;
    if (!is_other || one.value != given.value || one.name != given.name) continue;
    draft.step(*one.file, one.span, "the same value is given to `{}` here", {one.name});
    places += (places.empty() ? "`" : " and `") + path_and_line(*one.file, one.span.begin) + "`";
  }
  if (places.empty()) return;
  if (!is_read_by_code(delivery, given.name)) {
    draft.fix(
        "Revoke it, once, and take it out here and at {}, with whatever hands it on: no Python "
        "code here reads `{}`. A program that needs it all the same takes it from the platform's "
        "secret store.",
        {places, given.name});
    return;
  }
  draft.fix(
      "Revoke it, once, and take it out here and at {}. What the program needs comes from the "
      "platform's secret store when it starts, what the build needs by `RUN "
      "--mount=type=secret,id=…`.",
      {places});
}

void check_image(const GivenValue& given, const std::vector<GivenValue>& values,
                 DeliveryCheck& check) {
  if (is_secret_name(given) && keeps_argument(given)) {
    check.report(*given.file, given.span,
                 "`{}` keeps a build argument in the image: whoever has the image can read it",
                 {given.name});
    return;
  }
  const GivenSecret secret = given_secret(given);
  if (secret == GivenSecret::None || secret == GivenSecret::Known) return;
  Draft draft = check.report(*given.file, given.span, "`{}` is set to {} characters in the image",
                             {given.name, given.value.size()});
  draft.confidence(secret == GivenSecret::Generated ? Confidence::High : Confidence::Medium);
  if (secret == GivenSecret::Generated) tell_other_places(draft, given, values, check.delivery());
}

void check(DeliveryCheck& check) {
  const std::vector<GivenValue> values = deploy::given_values(check.delivery().manifests());
  for (const GivenValue& given : values) {
    const project::Role role = given.file->role;
    if (role == project::Role::Test || role == project::Role::Example) continue;
    if (given.place == Place::Image) {
      check_image(given, values, check);
    } else if (given.place == Place::BuildArgument && is_secret_name(given) &&
               given.value != "\"\"") {
      check
          .report(*given.file, given.span,
                  "The secret `{}` is a build argument, which the image's history keeps",
                  {given.name})
          .confidence(Confidence::Medium);
    }
  }
}

}  // namespace

extern constinit const Rule SEC008 = {
    .code = "SEC008",
    .name = "secret-in-dockerfile",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Everywhere,
    .references = {"CWE-522", "CWE-538", "ASVS 13.3.1",
                   "https://docs.docker.com/build/building/secrets/"},
    .risk =
        "`docker history` and `docker inspect` print build arguments and variables of an image to "
        "everybody who can pull it, also those of layers that later ones overwrite.",
    .advice =
        "Take the value out and revoke it. What the build needs comes by `RUN "
        "--mount=type=secret,id=…`, "
        "what the program needs from the platform's secret store when it starts.",
    .docs = R"md(
`ENV` and `ARG` of a Dockerfile, and variables that its `RUN` commands set, that are named like a credential and have a literal
value; `ENV TOKEN=$TOKEN`, which keeps a build argument; and secrets that are passed as `--build-arg` or under `build: args:` of
a compose file. A value that looks generated is certain; for a word, a default password and a build argument review is requested.

```python bad
# --- Dockerfile
FROM python:3.12-slim
ENV SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
CMD ["uvicorn", "app.main:app"]
```

```python good
# --- Dockerfile
FROM python:3.12-slim
ARG PIP_INDEX_URL
RUN --mount=type=secret,id=pip_token pip install -r requirements.txt
CMD ["uvicorn", "app.main:app"]
```

An `ARG` without a value, references, paths, switches, placeholders and names that speak of something else (`TOKEN_URL`,
`SECRET_KEY_FILE`) are left alone. Tokens that their own form tells are SEC001.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
