#include "deploy/deploy_step.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "deploy/command_resolver.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using Tool = DeployStep::Tool;

// The words that are no options.
std::vector<std::string_view> positional(const std::vector<Argument>& words) {
  std::vector<std::string_view> result;
  for (const Argument& word : words) {
    if (!word.text.starts_with('-')) result.push_back(word.text);
  }
  return result;
}

bool has(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// vercel --prod, npx vercel --prod: it deploys where no subcommand says otherwise.
bool asks_vercel(const std::vector<Argument>& words) {
  const auto program = std::find_if(words.begin(), words.end(), [](const Argument& one) {
    return name_of(one.text).starts_with("vercel");
  });
  return words.end() - program > 1 && program[1].text.starts_with('-') &&
         std::any_of(program, words.end(),
                     [](const Argument& one) { return one.text == "--prod"; });
}

// az containerapp up, az webapp deploy
bool is_for_azure(std::string_view tool, std::string_view service, std::string_view verb) {
  const bool acts = verb == "up" || verb == "update" || verb == "deploy";
  return tool == "az" && (service == "containerapp" || service == "webapp") && acts;
}

// What the command deploys with; nothing if it deploys nothing.
std::optional<Tool> tool_of(const std::vector<Argument>& words) {
  static constexpr std::array<std::string_view, 5> kOthers = {"flyctl", "fly", "railway", "vercel",
                                                              "serverless"};
  static constexpr std::array<std::string_view, 2> kKoyebVerbs = {"create", "update"};
  const auto plain = positional(words);
  if (plain.empty()) return std::nullopt;
  std::string_view name = name_of(plain[0]);
  const std::string_view first = plain.size() > 1 ? plain[1] : std::string_view{};
  const std::string_view second = plain.size() > 2 ? plain[2] : std::string_view{};
  if (name == "npx" || name == "npm") name = first.substr(0, first.find('@'));
  if (name == "koyeb") {
    const bool service = first.starts_with("service") || first == "deploy";
    const bool app = first.starts_with("app") && second == "init";
    const bool acts = is_one_of(second, kKoyebVerbs) || second == "redeploy" || first == "deploy";
    return app || (service && acts) ? std::optional(Tool::KoyebCli) : std::nullopt;
  }
  if (name == "gcloud") {
    if (first == "functions" || first == "app") {
      return second == "deploy" ? std::optional(Tool::Other) : std::nullopt;
    }
    const bool run = has(plain, "run");
    const bool replaces = has(plain, "services") && has(plain, "replace");
    return run && (has(plain, "deploy") || replaces) ? std::optional(Tool::GcloudRun)
                                                     : std::nullopt;
  }
  if (name == "firebase" || name == "firebase-tools") {
    return has(plain, "deploy") ? std::optional(Tool::Firebase) : std::nullopt;
  }
  if (name == "vercel" && asks_vercel(words)) return Tool::Other;
  if (is_one_of(name, kOthers)) {
    return has(plain, "deploy") || has(plain, "up") ? std::optional(Tool::Other) : std::nullopt;
  }
  // container:release of an image that was pushed before.
  if (name == "heroku")
    return first == "container:release" ? std::optional(Tool::Other) : std::nullopt;
  const bool kubernetes = name == "kubectl" && (first == "apply" || first == "set");
  const bool helm = name == "helm" && first == "upgrade";
  const bool fastapi = name == "fastapi" && (first == "deploy" || second == "deploy");
  const bool swarm = name == "docker" && first == "stack" && second == "deploy";
  const bool azure = is_for_azure(name, first, second);
  return kubernetes || helm || fastapi || swarm || azure ? std::optional(Tool::Other)
                                                         : std::nullopt;
}

bool names_self_hosted(const WorkflowJob& job) {
  const Node* runner = job.node->find("runs-on");
  if (runner == nullptr) return false;
  if (runner->text == "self-hosted") return true;
  return std::any_of(runner->items.begin(), runner->items.end(),
                     [](const Node* label) { return label->text == "self-hosted"; });
}

// What `docker compose up` starts on a machine of one's own goes on when the job has ended. On
// GitHub's machines, and in jobs that do not say that they deploy, it is there for tests.
bool stays_up(const std::vector<Argument>& words, const TextFile& file, const WorkflowJob& job) {
  const auto plain = positional(words);
  const bool compose = !plain.empty() && (name_of(plain[0]) == "docker-compose" ||
                                          (name_of(plain[0]) == "docker" && has(plain, "compose")));
  if (!compose || !has(plain, "up") || !names_self_hosted(job)) return false;
  const std::string names =
      lower_case(file.path + " " + std::string(job.id) + " " + std::string(job.name));
  return names.find("deploy") != names.npos;
}

// kubectl create namespace x --dry-run=client -o yaml | kubectl apply -f -: a place to deploy to.
bool prepares_cluster(const std::vector<Argument>& words, const Command* before) {
  if (before == nullptr || before->after != Command::Link::Pipe) return false;
  static constexpr std::array<std::string_view, 5> kPreparing = {"namespace", "ns", "secret",
                                                                 "configmap", "serviceaccount"};
  const auto& piped = before->words;
  return name_of(words[0].text) == "kubectl" && piped.size() > 2 && piped[1].text == "create" &&
         is_one_of(piped[2].text, kPreparing);
}

// A cluster in the runner, which goes when the job has ended.
bool makes_cluster(const WorkflowJob& job) {
  return std::any_of(job.steps.begin(), job.steps.end(), [](const WorkflowStep& step) {
    const auto& commands = step.script.commands;
    return contains_any(step.action(), {"kind-action", "setup-kind", "minikube", "k3d", "k3s"}) ||
           std::any_of(commands.begin(), commands.end(), [](const Command& one) {
             const std::string text = joined(one.words);
             return contains_any(text,
                                 {"kind create cluster", "minikube start", "k3d cluster create"});
           });
  });
}

// What is only asked for by requests to merge is tried, not delivered.
bool is_only_for_requests(const Workflow& workflow) {
  static constexpr std::array<std::string_view, 3> kRequests = {
      "pull_request", "pull_request_target", "merge_group"};
  if (workflow.on == nullptr) return false;
  if (workflow.on->is_scalar()) return is_one_of(workflow.on->text, kRequests);
  const auto& events = workflow.on->is_map() ? workflow.on->keys : workflow.on->items;
  return !events.empty() && std::all_of(events.begin(), events.end(), [](const Node* one) {
    return is_one_of(one->text, kRequests);
  });
}

// Commands on a server by which what was fetched is put in the place of what runs.
bool restarts(const Script& script) {
  static constexpr std::array<std::string_view, 4> kManagers = {"systemctl", "supervisorctl",
                                                                "service", "pm2"};
  return std::any_of(script.commands.begin(), script.commands.end(), [](const Command& one) {
    std::vector<Argument> words;
    for (const Word& word : one.words) words.push_back({word.text, nullptr, {}, {}});
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapper_size(words)));
    const auto plain = positional(words);
    if (plain.empty()) return false;
    const std::string_view name = name_of(plain[0]);
    if (is_one_of(name, kManagers)) return has(plain, "restart") || has(plain, "reload");
    if (name == "docker-compose") return has(plain, "up");
    const bool starts = has(plain, "run") || has(plain, "deploy");
    return name == "docker" && (starts || (has(plain, "compose") && has(plain, "up")));
  });
}

std::optional<Tool> tool_of_action(const WorkflowStep& step) {
  static constexpr std::array<std::string_view, 9> kOthers = {
      "akhileshns/heroku-deploy",
      "amondnet/vercel-action",
      "google-github-actions/deploy-cloud-functions",
      "aws-actions/amazon-ecs-deploy-task-definition",
      "azure/webapps-deploy",
      "azure/container-apps-deploy-action",
      "azure/k8s-deploy",
      "digitalocean/app_action",
      "google-github-actions/deploy-appengine"};
  const std::string_view action = step.action();
  if (action == "koyeb/action-git-deploy") return Tool::KoyebAction;
  if (action == "google-github-actions/deploy-cloudrun") return Tool::CloudRunAction;
  if (action == "w9jds/firebase-action" || action == "FirebaseExtended/action-hosting-deploy") {
    return Tool::FirebaseAction;
  }
  const std::string lower = lower_case(action);
  if (is_one_of(lower, kOthers)) return Tool::Other;
  const Node* script = step.with == nullptr ? nullptr : step.with->find("script");
  const bool by_ssh = lower == "appleboy/ssh-action" && script != nullptr;
  return by_ssh && restarts(parse_shell(script->text)) ? std::optional(Tool::Other) : std::nullopt;
}

void read_options(DeployStep& step) {
  for (std::size_t i = 0; i < step.words.size(); ++i) {
    const Argument& word = step.words[i];
    if (!word.text.starts_with('-')) continue;
    const std::size_t equals = word.text.find('=');
    DeployStep::Option option{word.text.substr(0, equals), {"", word.file, word.span, true}};
    if (equals != word.text.npos) {
      option.value.text = word.text.substr(equals + 1);
    } else if (i + 1 < step.words.size() && !step.words[i + 1].text.starts_with('-')) {
      const Argument& value = step.words[i + 1];
      option.value = {value.text, value.file, value.span, true};
    }
    step.options.push_back(std::move(option));
  }
}

// tests/e2e-test.sh, tests.cloudbuild.yaml: what they deploy, they take away again.
bool is_of_tests(const TextFile& file) {
  const std::string name = lower_case(name_of(file.path));
  return file.role == project::Role::Test || name.starts_with("test.") ||
         name.starts_with("tests.") || contains_any(name, {"e2e-test", "e2e_test"});
}

class Finding {
 public:
  explicit Finding(const Manifests& manifests) : manifests_(manifests) {}

  std::vector<DeployStep> run() {
    for (const Read<Script>& script : manifests_.scripts) {
      if (is_of_tests(*script.file)) continue;
      for (const Command& command : script.content.commands) {
        const auto words = words_of(command, *script.file, [](Span span) { return span; });
        if (DeployStep* step = add(words, *script.file)) step->script = &script;
      }
    }
    for (const TextFile* makefile : manifests_.makefiles) add_makefile(*makefile);
    for (const Read<Workflow>& workflow : manifests_.workflows) {
      for (const WorkflowJob& job : workflow.content.jobs) {
        for (const WorkflowStep& step : job.steps) add_step(workflow, job, step);
      }
    }
    for (const Read<Document>& build : manifests_.cloud_builds) {
      if (!is_of_tests(*build.file)) add_cloud_build(build);
    }
    return std::move(result_);
  }

 private:
  template <class Place>
  static std::vector<Argument> words_of(const Command& command, const TextFile& file,
                                        Place&& place) {
    std::vector<Argument> words;
    for (const Word& word : command.words) {
      words.push_back({word.text, &file, place(word.span), word.expansions});
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(wrapper_size(words)));
    return words;
  }

  DeployStep* add(std::vector<Argument> words, const TextFile& file,
                  const WorkflowJob* job = nullptr) {
    if (words.empty()) return nullptr;
    std::optional<Tool> tool = tool_of(words);
    if (!tool && job != nullptr && stays_up(words, file, *job)) tool = Tool::Other;
    if (!tool) return nullptr;
    DeployStep& step = result_.emplace_back();
    step.tool = *tool;
    step.file = &file;
    step.span = {words.front().span.begin, std::max(words.front().span.end, words.back().span.end)};
    step.words = std::move(words);
    read_options(step);
    return &step;
  }

  // The lines of recipes, which begin with a tab; @ and - in front of a command are make's.
  void add_makefile(const TextFile& file) {
    const std::string_view text = file.text.view();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::size_t begin = text.find_first_not_of("\t@- ", at);
      if (text[at] == '\t' && begin < end) {
        const Script script = parse_shell(text.substr(begin, end - begin));
        const auto place = [&](Span span) {
          const auto offset = static_cast<Offset>(begin);
          return Span{span.begin + offset, span.end + offset};
        };
        for (const Command& command : script.commands) add(words_of(command, file, place), file);
      }
      at = end + 1;
    }
  }

  void add_step(const Read<Workflow>& workflow, const WorkflowJob& job, const WorkflowStep& step) {
    const auto complete = [&](DeployStep& found) {
      found.workflow = &workflow.content;
      found.job = &job;
      found.step = &step;
    };
    const Command* before = nullptr;
    for (const Command& command : step.script.commands) {
      auto words = words_of(command, *workflow.file, [&](Span span) { return step.place(span); });
      const Command* previous = std::exchange(before, &command);
      if (words.empty() || prepares_cluster(words, previous) ||
          is_trial(words, workflow.content, job)) {
        continue;
      }
      if (DeployStep* found = add(std::move(words), *workflow.file, &job)) complete(*found);
    }
    const std::optional<Tool> tool = tool_of_action(step);
    if (!tool) return;
    DeployStep& found = result_.emplace_back();
    found.tool = *tool;
    found.file = workflow.file;
    found.span = step.node->find("uses")->span;
    complete(found);
    if (step.with == nullptr || !step.with->is_map()) return;
    for (std::size_t i = 0; i < step.with->items.size(); ++i) {
      const Node& value = *step.with->items[i];
      found.options.push_back(
          {step.with->keys[i]->text, {value.text, workflow.file, value.span, false}});
    }
  }

  // script: |, or args: [-c, …] of a shell
  void add_text(const Node& text, const TextFile& file) {
    const MappedText mapped = mapped_text(text, file.text.view());
    const Script script = parse_shell(mapped.text());
    for (const Command& command : script.commands) {
      add(words_of(command, file, [&](Span span) { return mapped.place(span); }), file);
    }
  }

  // steps: - name: gcr.io/…/gcloud, args: [run, deploy, …]
  void add_cloud_build(const Read<Document>& build) {
    static constexpr std::array<std::string_view, 2> kShells = {"sh", "bash"};
    const Node* steps = build.content.root()->find("steps");
    if (steps == nullptr) return;
    for (const Node* step : steps->items) {
      const Node* script = step->find("script");
      if (script != nullptr && script->is_scalar()) add_text(*script, *build.file);
      const Node* args = step->find("args");
      const std::string_view entrypoint = step->text_of("entrypoint");
      const std::string_view image = step->text_of("name");
      if (args == nullptr || !args->is_list() || args->items.empty()) continue;
      std::string_view tool = entrypoint.empty() ? name_of(image) : entrypoint;
      if (tool.starts_with("cloud-sdk")) tool = "gcloud";
      if (is_one_of(name_of(tool), kShells)) {
        if (args->items.size() > 1) add_text(*args->items.back(), *build.file);
        continue;
      }
      std::vector<Argument> words = {{std::string(tool), build.file, args->span, {}}};
      for (const Node* one : args->items) {
        words.push_back({one->text, build.file, one->span, {}});
      }
      add(std::move(words), *build.file);
    }
  }

  // Whether what is done with the cluster's tools reaches no cluster that stays; asked once a job.
  bool is_trial(const std::vector<Argument>& words, const Workflow& workflow,
                const WorkflowJob& job) {
    const std::string_view name = name_of(words[0].text);
    if (name != "kubectl" && name != "helm") return false;
    if (tried_ != &job) is_tried_ = is_only_for_requests(workflow) || makes_cluster(job);
    tried_ = &job;
    return is_tried_;
  }

  const Manifests& manifests_;
  const WorkflowJob* tried_ = nullptr;
  bool is_tried_ = false;  // of `tried_`
  std::vector<DeployStep> result_;
};

}  // namespace

bool DeployStep::is_of_one_commit() const {
  constexpr std::array<std::string_view, 9> kPassing = {"github.sha", "github_sha",   "commit_sha",
                                                        "short_sha",  "build_id",     "run_id",
                                                        "run_number", "event.number", "head_ref"};
  std::string service;
  if (const Option* given = option("service")) service = given->value.text;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].text == "deploy") service = words[i].text;
  }
  return contains_any(lower_case(service), kPassing);
}

bool DeployStep::is_switched_off() const {
  if (job == nullptr) return false;
  std::string text(job->condition);
  std::erase_if(text, [](char c) { return c == '$' || c == '{' || c == '}' || c == ' '; });
  return text == "false";
}

bool DeployStep::is_for_copies() const {
  return job != nullptr &&
         contains_any(job->condition, {"github.repository != ", "github.repository_owner != ",
                                       "github.repository!=", "github.repository_owner!="});
}

const DeployStep::Option* DeployStep::option(std::string_view name) const {
  for (std::size_t i = options.size(); i-- > 0;) {
    if (options[i].name == name) return &options[i];
  }
  return nullptr;
}

std::vector<DeployStep> deploy_steps(const Manifests& manifests) {
  return Finding(manifests).run();
}

}  // namespace fastidious::deploy
