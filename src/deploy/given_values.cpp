#include "deploy/given_values.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

using Place = GivenValue::Place;
using Form = GivenValue::Form;

// Whether one of the words of a profile's name says that developers or tests use it.
bool is_developers_profile(std::string_view profile) {
  constexpr std::string_view kWords[] = {"dev",  "develop", "development", "local", "debug",
                                         "test", "tests",   "testing",     "e2e",   "ci"};
  const auto words = name_words(profile);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, kWords); });
}

// `KC_HOSTNAME: http://localhost:8080`: where the service is met is the developer's machine.
bool says_local_address(std::string_view name, std::string_view value) {
  const bool is_address =
      name.ends_with("HOSTNAME") || name.ends_with("_URL") || name.ends_with("DOMAIN");
  const std::size_t scheme = value.find("://");
  const bool is_web = scheme == value.npos || value.starts_with("http");
  const std::string_view host = value.substr(scheme == value.npos ? 0 : scheme + 3);
  return is_address && is_web && (host.starts_with("localhost") || host.starts_with("127.0.0.1"));
}

bool is_met_on_localhost(const Node& service) {
  const Node* environment = service.find("environment");
  if (environment == nullptr) return false;
  for (std::size_t i = 0; i < environment->items.size(); ++i) {
    const Node& item = *environment->items[i];
    if (!item.is_scalar()) continue;
    const std::string_view text = item.text;
    const std::size_t equals = text.find('=');
    const bool is_pair = environment->is_list() && equals != text.npos;
    if (environment->is_list() && !is_pair) continue;
    const std::string_view name =
        is_pair ? text.substr(0, equals) : std::string_view(environment->keys[i]->text);
    if (says_local_address(name, is_pair ? text.substr(equals + 1) : text)) return true;
  }
  return false;
}

// Whether something of it is reached from outside its network: `ports`, or the host's own network.
bool is_published(const Node& service) {
  const Node* ports = service.find("ports");
  return (ports != nullptr && !ports->items.empty()) || service.text_of("network_mode") == "host";
}

// A compose service that is named so, whose profiles are, or that is met on localhost. One without
// `profiles` always starts.
bool starts_for_developers_only(const Node& services, std::size_t index) {
  const auto words = name_words(services.keys[index]->text);
  if (is_one_of("test", words) || is_one_of("tests", words)) return true;  // `db_test`
  const Node& service = *services.items[index];
  if (is_met_on_localhost(service)) return true;
  const Node* profiles = service.find("profiles");
  return profiles != nullptr && profiles->is_list() && !profiles->items.empty() &&
         std::all_of(profiles->items.begin(), profiles->items.end(), [](const Node* one) {
           return one->is_scalar() && is_developers_profile(one->text);
         });
}

// Keys whose value gives values to names.
constexpr std::array<std::string_view, 8> kEnvironments = {
    "env",       "environment",   "env_variables", "environmentVariables",
    "variables", "substitutions", "credentials",   "with"};
// Flags whose value is NAME=value, of gcloud several with commas between.
constexpr std::array<std::string_view, 6> kSettingFlags = {
    "--env", "-e", "--set-env-vars", "--update-env-vars", "--env-vars", "--substitutions"};
constexpr std::string_view kBuildArgument = "--build-arg";

class Gathering {
 public:
  explicit Gathering(std::vector<GivenValue>& out) : out_(out) {}

  void read(const Manifests& manifests) {
    for (const auto& one : manifests.dockerfiles) read_dockerfile(*one.file, one.content);
    for (const auto& one : manifests.compose) read_document(one, Place::Compose);
    for (const auto& one : manifests.koyeb) read_document(one, Place::Platform);
    for (const auto& one : manifests.services) read_document(one, Place::Platform);
    for (const auto& one : manifests.cloud_builds) read_document(one, Place::Platform);
    for (const auto& one : manifests.workflows) read_workflow(*one.file, one.content);
    for (const auto& one : manifests.scripts) {
      file_ = one.file;
      read_commands(one.content, Place::Script, [](Span span) { return span; });
    }
    for (const auto& one : manifests.env_files) read_env_file(*one.file, one.content);
  }

 private:
  using Mapping = std::function<Span(Span)>;  // of a command's places to the file's

  void add(Place place, std::string_view name, std::string_view value, Span span,
           bool is_argument = false) {
    if (name.empty() || value.empty()) return;
    out_.push_back({place, file_, std::string(name), std::string(value), span, is_argument, form_,
                    is_container_run_, is_for_developers_, is_published_});
  }

  // "NAME=value"; nothing for other texts.
  void add_pair(Place place, std::string_view text, Span span) {
    const std::size_t equals = text.find('=');
    if (equals != text.npos) add(place, text.substr(0, equals), text.substr(equals + 1), span);
  }

  void read_dockerfile(const TextFile& file, const Dockerfile& content) {
    file_ = &file;
    for (const Instruction& instruction : content.instructions()) {
      if (instruction.keyword == "ENV" || instruction.keyword == "ARG") {
        for (const NamedText& named : names_set_by(instruction)) {
          add(Place::Image, named.name, named.value.value_or(""), named.value_span,
              instruction.keyword == "ARG");
        }
      } else if (instruction.keyword == "RUN" && !instruction.is_exec_form) {
        read_commands(instruction.script(), Place::Image,
                      [&](Span span) { return instruction.arguments.place(span); });
      }
    }
  }

  void read_document(const Read<Document>& one, Place place) {
    file_ = one.file;
    for (const Node* root : one.content.roots()) read_node(*root, place, false);
  }

  void read_workflow(const TextFile& file, const Workflow& workflow) {
    file_ = &file;
    if (workflow.root != nullptr) read_node(*workflow.root, Place::Workflow, false);
    for (const WorkflowJob& job : workflow.jobs) {
      for (const WorkflowStep& step : job.steps) {
        read_commands(step.script, Place::Workflow, [&](Span span) { return step.place(span); });
      }
    }
  }

  void read_env_file(const TextFile& file, const std::vector<EnvEntry>& entries) {
    file_ = &file;
    form_ = Form::Assignment;
    for (const EnvEntry& entry : entries) {
      if (!entry.is_commented) add(Place::EnvFile, entry.name, entry.value, entry.value_span);
    }
    form_ = Form::Member;
  }

  // `gives` is set where a map's members, or a list's `NAME=value`, are values of names.
  void read_node(const Node& node, Place place, bool gives) {
    if (node.is_map()) return read_map(node, place, gives);
    if (!node.is_list()) return;
    if (!gives) read_arguments(node, place);
    for (const Node* item : node.items) {
      if (!item->is_scalar()) {
        read_node(*item, place, false);
      } else if (gives) {
        form_ = Form::Pair;
        add_pair(place, item->text, item->span);
        form_ = Form::Member;
      }
    }
  }

  void read_map(const Node& node, Place place, bool gives) {
    const Node* value = node.find("value");
    if (value != nullptr && value->is_scalar()) {
      const std::string_view name = node.text_of("name");
      add(place, name.empty() ? node.text_of("key") : name, value->text, value->span);
    }
    for (std::size_t i = 0; i < node.items.size() && i < node.keys.size(); ++i) {
      const std::string_view key = node.keys[i]->text;
      const Node& item = *node.items[i];
      if (item.is_scalar()) {
        if (gives) add(place, key, item.text, item.span);
        continue;
      }
      if (key == "services" && place == Place::Compose && item.is_map()) {
        read_services(item);
        continue;
      }
      const bool is_build = key == "args" && place == Place::Compose;
      const bool is_service = key == "services" && place == Place::Workflow;
      const Place inside = is_build ? Place::BuildArgument : is_service ? Place::Service : place;
      read_node(item, inside, is_build || is_one_of(key, kEnvironments));
    }
  }

  void read_services(const Node& services) {
    for (std::size_t i = 0; i < services.items.size(); ++i) {
      is_for_developers_ = starts_for_developers_only(services, i);
      is_published_ = is_published(*services.items[i]);
      read_node(*services.items[i], Place::Compose, false);
    }
    is_for_developers_ = false;
    is_published_ = false;
  }

  // A command as a list of its words.
  void read_arguments(const Node& list, Place place) {
    std::string_view flag;
    for (const Node* item : list.items) {
      flag =
          item->is_scalar() ? read_word(item->text, item->span, flag, place) : std::string_view{};
    }
  }

  void read_commands(const Script& script, Place place, const Mapping& mapping) {
    for (const Command& command : script.commands) {
      form_ = Form::Assignment;
      for (const Assignment& assignment : command.assignments) {
        add(place, assignment.name, assignment.value.text, mapping(assignment.value.span));
      }
      const bool exports = command.name() == "export";
      form_ = exports ? Form::Assignment : Form::Flag;
      is_container_run_ = runs_container(command);
      std::string_view flag;
      for (const Word& word : command.words) {
        if (exports) add_pair(place, word.text, mapping(word.span));
        flag = read_word(word.text, mapping(word.span), flag, place);
      }
      is_container_run_ = false;
    }
    form_ = Form::Member;
  }

  static bool runs_container(const Command& command) {
    return (command.name() == "docker" || command.name() == "podman") &&
           std::any_of(command.words.begin(), command.words.end(),
                       [](const Word& word) { return word.text == "run"; });
  }

  // One word of a command; gives the flag that the next word is the value of, if any.
  std::string_view read_word(std::string_view word, Span span, std::string_view flag, Place place) {
    if (!flag.empty()) {
      read_flag(flag, word, span, place);
      return {};
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    if (!is_one_of(name, kSettingFlags) && name != kBuildArgument) return {};
    if (equals == word.npos) return name;
    read_flag(name, word.substr(equals + 1), span, place);
    return {};
  }

  void read_flag(std::string_view flag, std::string_view value, Span span, Place place) {
    if (flag == kBuildArgument) return add_pair(Place::BuildArgument, value, span);
    const bool is_list = flag.find("vars") != flag.npos || flag == "--substitutions";
    while (!value.empty()) {
      const std::size_t end = is_list ? std::min(value.find(','), value.size()) : value.size();
      add_pair(place, value.substr(0, end), span);
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  }

  std::vector<GivenValue>& out_;
  const TextFile* file_ = nullptr;
  Form form_ = Form::Member;
  bool is_container_run_ = false;
  bool is_for_developers_ = false;
  bool is_published_ = false;
};

}  // namespace

std::vector<GivenValue> given_values(const Manifests& manifests) {
  std::vector<GivenValue> values;
  Gathering(values).read(manifests);
  return values;
}

bool is_in_developers_service(const Document& compose, Span where) {
  const Node* services = compose.root() != nullptr ? compose.root()->find("services") : nullptr;
  if (services == nullptr || !services->is_map()) return false;
  for (std::size_t i = 0; i < services->items.size(); ++i) {
    const Span span = services->items[i]->span;
    if (span.begin <= where.begin && where.end <= span.end) {
      return starts_for_developers_only(*services, i);
    }
  }
  return false;
}

bool is_reference(std::string_view value) {
  return value.find('$') != value.npos || value.find("{{") != value.npos ||
         value.starts_with('@') || value.find('`') != value.npos || value.starts_with("!") ||
         value.starts_with('<') || value.find("secret://") != value.npos;
}

}  // namespace fastidious::deploy
