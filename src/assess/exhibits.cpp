#include "assess/exhibits.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace fastidious::assess {
namespace {

struct Shown {
  std::string_view criterion;
  Exhibit exhibit;
};

constexpr Shown kShown[] = {
    {"review.2.4", Exhibit::RequestModel},
    {"review.3.1", Exhibit::RequestModel},
    {"review.3.2", Exhibit::Settings},
    {"review.3.3", Exhibit::Validator},
    {"review.3.4", Exhibit::Refusal},
    {"review.3.6", Exhibit::RequestModel},
    {"review.4.1", Exhibit::Settings},
    {"review.4.2", Exhibit::Settings},
    {"review.4.5", Exhibit::Query},
    {"review.4.6", Exhibit::RequestModel},
    {"review.4.7", Exhibit::Guard},
    {"review.4.8", Exhibit::SentRequest},
    {"review.4.10", Exhibit::Cors},
    {"review.5.3", Exhibit::KeptTraceback},
    {"review.6.1", Exhibit::Packages},
    {"review.6.3", Exhibit::DocumentedVariable},
    {"review.6.4", Exhibit::HealthCheck},
    {"review.6.5", Exhibit::Lifespan},
    {"review.6.6", Exhibit::ServerPort},
    {"review.6.7", Exhibit::Engine},
    {"review.6.8", Exhibit::StaticFolder},
    {"review.7.5", Exhibit::HttpError},
    {"review.7.6", Exhibit::ContextUse},
    {"review.7.7", Exhibit::AsyncEndpoint},
    {"review.7.8", Exhibit::Commit},
    {"audit.2.1", Exhibit::DocsPage},
    {"audit.3.3", Exhibit::DocumentedVariable},
    {"audit.3.5", Exhibit::HealthCheck},
    {"audit.3.6", Exhibit::Lifespan},
    {"audit.4.1", Exhibit::Test},
    {"audit.4.4", Exhibit::TestRequest},
    {"audit.4.5", Exhibit::TestedFlow},
    {"audit.5.1", Exhibit::Settings},
    {"audit.5.4", Exhibit::Guard},
    {"audit.5.5", Exhibit::RequestModel},
};

// What a stage of the pipeline looks at by itself.
std::string_view stage_of(std::string_view id) {
  constexpr std::pair<std::string_view, std::string_view> kStages[] = {{"review.7.1", "lint"},
                                                                       {"audit.1.1", "lint"},
                                                                       {"audit.1.4", "lint"},
                                                                       {"review.2.6", "type check"},
                                                                       {"audit.1.2", "type check"}};
  const auto* at = std::find_if(std::begin(kStages), std::end(kStages),
                                [id](const auto& one) { return one.first == id; });
  return at == std::end(kStages) ? std::string_view() : at->second;
}

std::string stage_in_pipeline(std::string_view id, const Facts& facts) {
  const std::string_view name = stage_of(id);
  if (name.empty() || !facts.delivery) return {};
  for (const NamedPlace& stage : facts.delivery->stages) {
    if (stage.name != name) continue;
    const bool lints = name == "lint";
    return fmt::format("the pipeline calls {} in `{}`{}", lints ? "a linter" : "a type checker",
                       text_of(stage.place),
                       lints && facts.delivery->linter_mends
                           ? ", which mends what it can and fails on the rest only"
                           : "");
  }
  return {};
}

std::string deploy_step(std::string_view id, const Facts& facts) {
  if (id != "audit.3.1" || !facts.delivery || facts.delivery->deploy_steps.empty()) return {};
  return fmt::format("e.g. `{}`", text_of(facts.delivery->deploy_steps.front()));
}

const NamedPlace* find(const Facts& facts, Exhibit exhibit) {
  const auto found = facts.exhibits.find(exhibit);
  return found == facts.exhibits.end() ? nullptr : &found->second;
}

// What reads the file shows that it is used; that git leaves it out shows another place.
std::string env_file(std::string_view id, const Facts& facts) {
  const NamedPlace* ignored = find(facts, Exhibit::IgnoredEnvFile);
  if ((id != "review.4.3" && id != "audit.5.2") || ignored == nullptr) return {};
  const std::string text = fmt::format("ignored by `{}`", text_of(ignored->place));
  const NamedPlace* reader = find(facts, Exhibit::DotenvReader);
  if (id != "review.4.3" || reader == nullptr) return text;
  return fmt::format("read by `{}`, {}", text_of(reader->place), text);
}

// Who measures is not always who notices a fall.
std::string coverage(std::string_view id, const Facts& facts) {
  const NamedPlace* measured = find(facts, Exhibit::Measured);
  const NamedPlace* enforced = find(facts, Exhibit::Enforced);
  if (id != "audit.4.3" || measured == nullptr) return {};
  const std::string text = fmt::format("measured by `{}`", text_of(measured->place));
  if (enforced == nullptr) return text;
  const std::string at = text_of(enforced->place);
  if (at == text_of(measured->place)) return fmt::format("both by {} in `{}`", enforced->name, at);
  return fmt::format("{}, a fall noticed by {} in `{}`", text, enforced->name, at);
}

// All queries are a library's.
std::string engine(std::string_view id, const Facts& facts) {
  const NamedPlace* engine = find(facts, Exhibit::Engine);
  if (id != "review.4.5" || engine == nullptr) return {};
  return fmt::format("the database is reached by {} at `{}`", engine->name, text_of(engine->place));
}

}  // namespace

std::string exhibit_of(std::string_view id, const Facts& facts) {
  for (const Shown& shown : kShown) {
    const auto found = facts.exhibits.find(shown.exhibit);
    if (shown.criterion != id || found == facts.exhibits.end()) continue;
    const NamedPlace& one = found->second;
    return one.name.empty() ? fmt::format("e.g. `{}`", text_of(one.place))
                            : fmt::format("e.g. {} at `{}`", one.name, text_of(one.place));
  }
  for (const auto& tell : {env_file, coverage, engine, stage_in_pipeline, deploy_step}) {
    if (std::string text = tell(id, facts); !text.empty()) return text;
  }
  return {};
}

}  // namespace fastidious::assess
