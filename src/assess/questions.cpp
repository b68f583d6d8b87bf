#include "assess/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/question_texts.h"
#include "text/counted.h"

namespace fastidious::assess {
namespace {

constexpr std::size_t kMaxQuestions = 20;
constexpr std::size_t kMaxSkippedNamed = 5;

// What several findings are asked about at once: all that share the words of a question, or else a
// rule.
struct Topic {
  const QuestionText* words = nullptr;
  std::vector<const Cluster*> clusters;
};

bool leaves_choice_open(const Cluster& cluster) {
  const QuestionText* words = question_text(cluster.rule);
  return words != nullptr && words->kind == QuestionKind::Architecture;
}

// What only computes is called in a thread, and each finding says so: nothing is left to decide.
bool has_one_way(const Cluster& cluster, const Input& input) {
  constexpr std::string_view kWay = "Write `await asyncio.to_thread(";
  const bool blocks = cluster.rule == "ASY001" || cluster.rule == "ASY002";
  return blocks &&
         std::all_of(cluster.findings.begin(), cluster.findings.end(), [&](std::uint32_t index) {
           return input.findings[index].fix.starts_with(kWay);
         });
}

std::vector<Topic> topics_of(const Assessment& assessment, const Input& input) {
  std::vector<Topic> topics;
  for (const Cluster& cluster : assessment.clusters) {
    if (!cluster.review_requested && !leaves_choice_open(cluster)) continue;
    const QuestionText* words = question_text(cluster.rule);
    // What another finding of the rule tells of is of the same question.
    const bool is_of_same = words != nullptr && cluster.told_in.rule == cluster.rule;
    if ((cluster.is_told_elsewhere() && !is_of_same) || has_one_way(cluster, input)) continue;
    auto it = std::find_if(topics.begin(), topics.end(), [&](const Topic& topic) {
      return words != nullptr ? topic.words == words : topic.clusters.front()->rule == cluster.rule;
    });
    if (it == topics.end()) it = topics.insert(it, Topic{words, {}});
    it->clusters.push_back(&cluster);
  }
  return topics;
}

// "SEC050: 3 findings", by rule.
std::string about(const Topic& topic) {
  std::map<std::string_view, std::size_t> counts;
  for (const Cluster* cluster : topic.clusters) counts[cluster->rule] += cluster->findings.size();
  std::vector<std::string> parts;
  for (const auto& [rule, count] : counts) {
    parts.push_back(fmt::format("{}: {}", rule, counted(count, "finding")));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// Findings that nobody foresaw a question about: each is a flaw, or it is meant.
Question confirm(const std::vector<const Topic*>& topics, const Input& input) {
  std::vector<std::string> rules;
  std::size_t findings = 0;
  for (const Topic* topic : topics) {
    const Cluster& first = *topic->clusters.front();
    const rules::Rule* rule = find_rule(input.rules, first.rule);
    rules.push_back(fmt::format("{} {}", first.rule, rule == nullptr ? "" : rule->name));
    for (const Cluster* cluster : topic->clusters) findings += cluster->findings.size();
  }
  Question question;
  question.kind = QuestionKind::Security;
  const bool one = findings == 1;
  question.text = fmt::format(
      "{} under \"Critical, Review Requested\" {} somebody who knows what is meant here. Does "
      "{} hold? ({})",
      counted(findings, "finding"), one ? "needs" : "need", one ? "it" : "each",
      fmt::join(rules, ", "));
  question.choices = {{"yes: mend it as the finding says", "what the finding's fix takes"},
                      {"no: `# fastidious: ignore[CODE] why` on the line",
                       "if the reason stops being true nobody is told, and the risk is back"}};
  question.finding = topics.front()->clusters.front()->findings.front();
  return question;
}

Question ask(const Topic& topic) {
  Question question;
  question.kind = topic.words->kind;
  question.text = fmt::format("{} ({})", topic.words->question, about(topic));
  for (const auto& [choose, costs] : topic.words->choices) {
    if (!choose.empty()) question.choices.push_back({std::string(choose), std::string(costs)});
  }
  question.finding = topic.clusters.front()->findings.front();
  return question;
}

Question missing(std::string text, std::vector<Choice> choices) {
  Question question;
  question.kind = QuestionKind::Context;
  question.text = std::move(text);
  question.choices = std::move(choices);
  return question;
}

void ask_for_context(const Input& input, std::vector<Question>& asked) {
  const auto& skipped = input.coverage->files_skipped;
  for (std::size_t i = 0; i < std::min(skipped.size(), kMaxSkippedNamed); ++i) {
    asked.push_back(missing(fmt::format("`{}` could not be analysed ({}). Is it part of what runs?",
                                        skipped[i].path, skipped[i].reason),
                            {{"mend or supply it, and audit again", "minutes"},
                             {"it does not matter to production: exclude it",
                              "whatever is wrong in there is not found"}}));
  }
  const auto& facts = input.coverage->facts;
  const bool serves = facts.application && facts.application->endpoints > 0;
  if (serves && facts.delivery && facts.delivery->platforms.empty()) {
    const auto& programs = facts.application->server_programs;
    const std::string started =
        programs.empty() ? ""
                         : fmt::format(" (`{}` starts {})", text_of(programs.front().place),
                                       programs.front().name);
    asked.push_back(missing(
        "Where does this run? No Procfile, Dockerfile, `koyeb.yaml`, `firebase.json` or "
        "`service.yaml` of the application was found" +
            started,
        {{"on a platform or machine: commit the manifest that it uses", "a file, and its review"},
         {"nowhere yet", "what a platform would set, probe and stop is not evaluated"}}));
  }
}

// Records are structured where one handler has been forgotten.
bool is_decided(const Topic& topic, const Input& input) {
  const auto& application = input.coverage->facts.application;
  return topic.clusters.front()->rule == "LOG002" && application && application->structured_logs;
}

}  // namespace

std::vector<Question> questions(const Assessment& assessment, const Input& input) {
  std::vector<Question> asked;
  const std::vector<Topic> topics = topics_of(assessment, input);
  std::vector<const Topic*> others;
  for (const Topic& topic : topics) {
    if (is_decided(topic, input)) continue;
    if (topic.words != nullptr) {
      asked.push_back(ask(topic));
    } else {
      others.push_back(&topic);
    }
  }
  if (!others.empty()) asked.push_back(confirm(others, input));
  ask_for_context(input, asked);
  std::stable_sort(asked.begin(), asked.end(),
                   [](const Question& a, const Question& b) { return a.kind < b.kind; });
  if (asked.size() > kMaxQuestions) asked.resize(kMaxQuestions);
  return asked;
}

}  // namespace fastidious::assess
