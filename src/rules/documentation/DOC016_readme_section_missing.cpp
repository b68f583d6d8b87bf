#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/environment/example_files.h"
#include "deploy/pages.h"
#include "deploy/test_command.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using project::TextFile;

// What a README should tell, and the words by which one sees that it does.
struct Topic {
  std::string_view what;
  std::string_view heading;
  std::array<std::string_view, 12> words;
};
constexpr std::array<Topic, 4> kTopics = {
    Topic{"how it is started",
          "Run",
          {"uvicorn", "fastapi run", "fastapi dev", "gunicorn", "docker compose", "docker-compose",
           "docker run", "make ", "hypercorn", "python ", "honcho", "flask run"}},
    Topic{
        "how it is tested",
        "Test",
        {"test", "tests", "pytest", "tox", "nox", "testing", "unittest", "tested", "", "", "", ""}},
    Topic{"how it is deployed",
          "Deploy",
          {"deploy", "deployment", "deploying", "production", "hosting", "koyeb", "cloud run",
           "firebase", "kubernetes", "docker", "heroku", "helm"}},
    Topic{"which environment it needs",
          "Environment",
          {"environment", ".env", "env", "configuration", "settings", "variables", "export ",
           "secrets", "configure", "config", "variable", "credentials"}}};

constexpr std::size_t kTests = 1, kEnvironment = 3;

bool speaks_of(std::string_view text, const Topic& topic) {
  return std::any_of(topic.words.begin(), topic.words.end(), [&](std::string_view word) {
    if (word.empty()) return false;
    const bool plain = is_word_byte(word.front()) && is_word_byte(word.back());
    return plain ? has_word(text, word) : text.find(word) != text.npos;
  });
}

// Whether the repository has what the topic is about: tests to run, an environment to read.
bool is_asked(std::size_t topic, const DeliveryCheck& check) {
  const app::Application& application = check.application();
  if (topic == kTests) return !check.delivery().test_suite().files.empty();
  return topic != kEnvironment || !application.environment_reads().empty() ||
         !application.settings().classes().empty();
}

std::vector<const Topic*> topics_asked(const DeliveryCheck& check) {
  std::vector<const Topic*> asked;
  for (std::size_t i = 0; i < kTopics.size(); ++i) {
    if (is_asked(i, check)) asked.push_back(&kTopics[i]);
  }
  return asked;
}

// READMEs, pages about operating it, and what agents are told.
std::vector<const TextFile*> pages_read(const deploy::Manifests& manifests) {
  std::vector<const TextFile*> read;
  for (const TextFile* one : manifests.documents) {
    const bool is_page = one->kind == repo::FileKind::Readme || one->path.ends_with(".md") ||
                         one->path.ends_with(".rst");
    if (is_page) read.push_back(one);
  }
  for (const TextFile* one : manifests.pages) {
    const bool is_first = one->path.find('/') == one->path.npos && one->path.ends_with(".md");
    if (is_first || deploy::is_for_agents(one->path)) read.push_back(one);
  }
  return read;
}

std::vector<const Topic*> topics_missing(const DeliveryCheck& check) {
  std::string text;
  for (const TextFile* one : pages_read(check.delivery().manifests())) {
    text += lower_case(one->text.view());
  }
  std::vector<const Topic*> missing;
  for (std::size_t i = 0; i < kTopics.size(); ++i) {
    if (is_asked(i, check) && !speaks_of(text, kTopics[i])) missing.push_back(&kTopics[i]);
  }
  return missing;
}

std::string list_of(const std::vector<const Topic*>& topics) {
  std::string text;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (i > 0) text += i + 1 == topics.size() ? " or " : ", ";
    text += topics[i]->what;
  }
  return text;
}

// "Test with `make test`, Deploy": the headings that are missing, with what is known of each.
std::string headings_of(const std::vector<const Topic*>& topics, const deploy::Delivery& delivery) {
  std::string text;
  for (const Topic* one : topics) {
    if (!text.empty()) text += ", ";
    text += one->heading;
    if (one == &kTopics[kTests]) {
      const std::string command = deploy::test_command(delivery.manifests(), delivery.files());
      text += " with `" + (command.empty() ? std::string("pytest") : command) + "`";
    } else if (one == &kTopics[kEnvironment]) {
      const bool example = !delivery.files().ending_with(".env.example").empty();
      text += example ? " with a word on `.env.example`" : " with a table of the variables";
    }
  }
  return text;
}

// The page that says how the service is started; null if none does.
const TextFile* page_about_start(const deploy::Manifests& manifests) {
  constexpr std::string_view kCommands[] = {"uvicorn ",  "fastapi run",       "fastapi dev",
                                            "gunicorn ", "docker compose up", "docker-compose up"};
  for (const TextFile* one : pages_read(manifests)) {
    const std::string text = lower_case(one->text.view());
    const bool tells =
        std::any_of(std::begin(kCommands), std::end(kCommands),
                    [&](std::string_view command) { return text.find(command) != text.npos; });
    if (tells) return one;
  }
  return nullptr;
}

void report_no_readme(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const TextFile* other = page_about_start(delivery.manifests());
  if (other != nullptr) {
    check
        .report_missing(
            "There is no README: that `{}` says how the service is started has to be known",
            {other->path})
        .severity(Severity::Suggestion)
        .fix("Write a `README.md` that says what the service is for, and leads to `{}`.",
             {other->path});
    return;
  }
  check.report_missing("There is no README: nobody is told how the service is started")
      .fix("Write a `README.md`, with a heading and its command in a fenced block for each: {}.",
           {headings_of(topics_asked(check), delivery)});
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const deploy::Manifests& manifests = delivery.manifests();
  if (!delivery.has_application() || !delivery.is_developed() ||
      deploy::has_documentation_site(manifests, delivery.files())) {
    return;
  }
  const TextFile* readme = deploy::main_readme(manifests);
  if (readme == nullptr) return report_no_readme(check);
  const std::vector<const Topic*> missing = topics_missing(check);
  if (missing.empty()) return;
  check.report(*readme, Span{0, 0}, "No README says {}", {list_of(missing)})
      .fix("A heading{} in this file, with the command in a fenced block: {}.",
           {missing.size() == 1 ? "" : " for each", headings_of(missing, delivery)});
}

}  // namespace

extern constinit const Rule DOC016 = {
    .code = "DOC016",
    .name = "readme-section-missing",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/config"},
    .risk =
        "Whoever comes to the service, or is called at night, finds out by trying, with production "
        "at hand.",
    .advice =
        "A heading for each with the command in a fenced block: Run, Test, Deploy, Environment "
        "(a table of the variables, or a word on `.env.example`).",
    .docs = R"md(
A repository with an application and without a README, or whose READMEs and pages say nothing of how it is started, tested, deployed, or which
environment it needs: neither a command nor a word about it. Tests are asked for where there are some, and the environment where the code reads it.

```python bad
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
# Orders

Keeps the orders.
```

```python good
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
# Orders

Copy `.env.example` to `.env`, then `uvicorn main:app --reload`. Tests: `pytest`.

## Deployment

Koyeb deploys each push to main.
```

Pages about deploying, testing, configuring and operating count as well, and so do those for agents (`AGENTS.md`, `CLAUDE.md`) and those beside the README; where one
of them says how the service is started, that there is no README is a suggestion. Repositories with a site of documentation (MkDocs, Sphinx, Docusaurus,
several pages below `docs/`, or a link to one in the README) are left alone, and so are released packages.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
