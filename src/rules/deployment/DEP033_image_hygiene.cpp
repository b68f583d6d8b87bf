#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/image_env_files.h"
#include "rules/rule.h"
#include "rules/served_files.h"
#include "text/name_words.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::Image;
using deploy::Instruction;
using deploy::Stage;

// What the next build may take where the version is left open, and what to write instead.
void explain_base(Draft& draft, const Image& image, const Stage& stage, std::string_view name) {
  const auto stages = image.dockerfile().final_stages();
  const bool is_stood_on = std::find(stages.begin(), stages.end(), &stage) != stages.end();
  if (name.substr(0, name.find(':')) == "python") {
    draft
        .risk(
            "The next build takes another Python or another Debian, on the day when it is least "
            "convenient.")
        .fix("Name it: `python:3.12-slim`.");
  } else {
    draft
        .risk(is_stood_on ? "The next build stands on whatever release of it is the newest then."
                          : "The next build copies from whatever release of it is the newest then.")
        .fix("Name a tag, or better a digest: `{}@sha256:…`.",
             {stage.image.substr(0, stage.image.size() - (name.ends_with(":latest") ? 7 : 0))});
  }
}

// No tag, or one that moves with every release of anything.
void check_base(DeliveryCheck& check, const Image& image) {
  for (const Stage& stage : image.dockerfile().stages()) {
    if (stage.parent || stage.image == "scratch" || stage.image.find('$') != std::string::npos ||
        stage.image.find('@') != std::string::npos) {
      continue;
    }
    const std::string_view name = deploy::name_of(std::string_view(stage.image));
    const std::size_t colon = name.find(':');
    const std::string_view tag = colon == name.npos ? std::string_view{} : name.substr(colon + 1);
    if (!tag.empty() && tag != "latest") continue;
    Draft draft = check.report(image.file(), stage.image_span, "The base image `{}` has no version",
                               {stage.image});
    explain_base(draft, image, stage, name);
  }
}

bool uses_caches(const Instruction& run) {
  return std::any_of(run.flags.begin(), run.flags.end(), [](const auto& flag) {
    return flag.text.find("type=cache") != std::string::npos;
  });
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

// pip cache purge, rm -rf $(pip cache dir), rm -rf ~/.cache: in the same layer nothing is left.
bool removes_cache(const std::string& text) {
  return contains(text, "cache purge") ||
         (contains(text, "rm -") && (contains(text, "pip cache dir") || contains(text, "/.cache")));
}

void check_pip(DeliveryCheck& check, const Image& image, const Instruction& run) {
  const auto& environment = image.environment();
  if (environment.contains("PIP_NO_CACHE_DIR") || uses_caches(run)) return;
  const deploy::Script script = run.script();
  for (const deploy::Command& command : script.commands) {
    const std::string text = deploy::joined(command.words);
    const bool installs = contains(text, "pip install") || contains(text, "pip3 install");
    // pip takes an option by its beginning, too: `--no-cache`.
    if (!installs || contains(text, "uv pip") || contains(text, "--no-ca")) continue;
    if (removes_cache(run.arguments.text()) || !run.here_document.empty()) continue;
    Draft draft = check.report(image.file(), run.arguments.place(command.span),
                               "pip's cache stays in the image");
    draft
        .risk("What was downloaded lies beside what is installed: the image is larger for nothing.")
        .fix("Say `pip install --no-cache-dir`.");
    for (const deploy::Word& word : command.words) {
      if (word.text != "install") continue;
      const Offset end = run.arguments.place(word.span).end;
      draft.edit({end, end}, " --no-cache-dir");
      break;
    }
    return;
  }
}

// Whether the lists of packages are kept outside of the image: a cache of /var/cache/apt holds the
// packages only.
bool keeps_lists_outside(const Instruction& run) {
  return std::any_of(run.flags.begin(), run.flags.end(), [](const auto& flag) {
    return flag.text.find("type=cache") != std::string::npos &&
           flag.text.find("/var/lib/apt") != std::string::npos;
  });
}

// `apt-get clean` empties the cache of packages, which Debian's images never fill.
void check_apt(DeliveryCheck& check, const Image& image, const Instruction& run) {
  const std::string& text = run.here_document.empty() ? run.arguments.text() : run.here_document;
  const bool installs = contains(text, "apt-get install") || contains(text, "apt install");
  if (!installs || contains(text, "/var/lib/apt/") || contains(text, "dist-clean") ||
      contains(text, "distclean") || keeps_lists_outside(run)) {
    return;
  }
  check.report(image.file(), run.span, "apt's lists of packages stay in the image")
      .risk("Tens of megabytes that nobody reads are pulled at every start.")
      .fix("End the same RUN with `&& rm -rf /var/lib/apt/lists/*`.");
}

// The ARG above `install` that each commit gives another value, as it does to all layers below it;
// null if there is none.
const Instruction* argument_of_commit(const Image& image, const Instruction& install) {
  constexpr std::string_view kWords[] = {"sha", "commit", "revision", "vcs"};
  constexpr std::string_view kDates[] = {"date", "time"};
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    if (one == &install) return nullptr;
    if (one->keyword != "ARG") continue;
    for (const deploy::NamedText& named : deploy::names_set_by(*one)) {
      if (names_any_of(named.name, kWords) && !names_any_of(named.name, kDates)) return one;
    }
  }
  return nullptr;
}

// "Move ARGs that change with each build, …" where that comes first; else empty.
std::string move_argument(const Image& image, const Instruction& install) {
  const Instruction* argument = argument_of_commit(image, install);
  if (argument == nullptr) return {};
  return "Move ARGs that change with each build, such as `" +
         deploy::names_set_by(*argument).front().name + "` (line " +
         std::to_string(image.file().lines.line_of(argument->span.begin)) +
         "), and what uses them below the installation: each new value makes all layers below it "
         "anew. ";
}

// Whether the step builds the image, and takes no layers from elsewhere.
bool builds_anew(const deploy::WorkflowStep& step, const Image& image) {
  if (step.action() != "docker/build-push-action" || step.with == nullptr) return false;
  const std::string context = deploy::joined_path("", step.with->text_of("context"));
  const std::string_view file = step.with->text_of("file");
  const std::string path =
      file.empty() ? deploy::joined_path(context, "Dockerfile") : deploy::joined_path("", file);
  return path == image.file().path && step.with->find("cache-from") == nullptr;
}

// " `main.yml:125` has no layers …": machines of GitHub start empty.
std::string about_cache(const DeliveryCheck& check, const Image& image) {
  for (const auto& workflow : check.delivery().manifests().workflows) {
    for (const deploy::WorkflowJob& job : workflow.content.jobs) {
      if (job.node == nullptr || !job.node->text_of("runs-on").starts_with("ubuntu")) continue;
      for (const deploy::WorkflowStep& step : job.steps) {
        if (!builds_anew(step, image)) continue;
        return " `" + path_and_line(*workflow.file, step.node->span.begin) +
               "` finds no earlier layers until it names where they are kept: `cache-from`, "
               "`cache-to`.";
      }
    }
  }
  return {};
}

// COPY . . before the dependencies are installed: each change of a line installs them again.
void check_order(DeliveryCheck& check, const Image& image) {
  const Instruction* everything = nullptr;
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    if (one->keyword == "COPY" && one->flag("from").empty() && !one->words.empty() &&
        (one->words[0].text == "." || one->words[0].text == "./")) {
      everything = one;
    }
    const std::string& text = one->arguments.text();
    const bool installs = one->keyword == "RUN" && contains(text, " install") &&
                          (contains(text, "-r ") || contains(text, "poetry install"));
    if (everything == nullptr || !installs || uses_caches(*one)) continue;
    check
        .report(image.file(), everything->span,
                "All sources are copied before the dependencies are installed")
        .risk(
            "Each change of any file installs every dependency anew: builds take minutes for "
            "nothing.")
        .fix("{}Copy the list of dependencies and install them first{}, then `COPY . .`.{}",
             {move_argument(image, *one),
              contains(text, "poetry install") && !contains(text, "--no-root")
                  ? ", by `poetry install --no-root`, for the project itself is not there yet"
                  : "",
              about_cache(check, image)});
    return;
  }
}

// Whether a call of print leaves its text in the buffer of standard output.
bool waits(const semantic::CallSite& site) {
  const Expr* flush = semantic::argument(*site.file, *site.call, -1, "flush");
  const Expr* stream = semantic::argument(*site.file, *site.call, -1, "file");
  return flush == nullptr && (stream == nullptr || site.file->resolve(stream) == "sys.stdout");
}

// A plain function of a module that no code names but where it is defined.
bool is_called_by_nobody(const semantic::CallSite& site) {
  const semantic::FileModel& file = *site.file;
  const FunctionDef* function = file.enclosing_function(*site.call);
  if (function == nullptr || !function->decorator_list.empty() ||
      !file.parent(*function)->is(Kind::Module)) {
    return false;
  }
  const auto names = [&](const semantic::FileModel& other) {
    const auto all = other.tree().nodes_of<Name>();
    return std::any_of(all.begin(), all.end(),
                       [&](const Name* one) { return one->name == function->name; });
  };
  return file.project().calls_of(file.qualified_name(*function)).empty() && !names(file);
}

// Whether the image's command is the program in whose main block the call stands; a server that
// imports the module never gets there.
bool is_run(const DeliveryCheck& check, const Image& image, const semantic::CallSite& site,
            std::size_t& asked) {
  constexpr std::size_t kMostAsked = 50;  // of whose functions the callers are looked for
  if (!site.file->in_main_block(*site.call)) {
    return ++asked > kMostAsked || !is_called_by_nobody(site);
  }
  const auto servers = check.delivery().servers();
  return std::any_of(servers.begin(), servers.end(), [&](const deploy::StartCommand* one) {
    return one->image == &image && one->server.call.file == &site.file->file();
  });
}

// The first place where the application prints; null if it only logs, which waits for nothing.
const semantic::CallSite* print_of(const DeliveryCheck& check, const Image& image,
                                   const std::vector<semantic::CallSite>& sites) {
  if (sites.empty()) return nullptr;
  const std::vector<bool> served = files_served_by(check, image);
  std::size_t asked = 0;
  // Where it is not known what is copied, code beside the Dockerfile is what the image has.
  const std::string_view own = folder_of(image.file().path);
  const auto& files = check.model().files();
  const bool has_own =
      !own.empty() && std::any_of(files.begin(), files.end(), [&](const auto& one) {
        return served[one.file().id.value] && is_inside(one.file().path, own);
      });
  const auto may_hold = [&](std::string_view path) {
    if (image.context_is_known()) return image.contains(path);
    return !has_own || is_inside(path, own);
  };
  const auto found = std::find_if(sites.begin(), sites.end(), [&](const auto& site) {
    return served[site.file->file().id.value] &&
           site.file->file().role == project::Role::Application && waits(site) &&
           may_hold(site.file->file().path) && is_run(check, image, site, asked);
  });
  return found == sites.end() ? nullptr : &*found;
}

// A compose file, fly.toml, … that sets it for the container.
bool is_unbuffered_elsewhere(const DeliveryCheck& check) {
  const auto& manifests = check.delivery().manifests();
  const auto sets = [](const deploy::TextFile* one) {
    return !deploy::is_for_development(one->path) &&
           one->text.view().find("PYTHONUNBUFFERED") != std::string_view::npos;
  };
  return std::any_of(manifests.compose.begin(), manifests.compose.end(),
                     [&](const auto& one) { return sets(one.file); }) ||
         std::any_of(manifests.flies.begin(), manifests.flies.end(), sets);
}

void check_buffering(DeliveryCheck& check, const Image& image) {
  constexpr std::array<std::string_view, 4> kPrinters = {"builtins.print", "pprint.pprint",
                                                         "pprint.pp", "sys.stdout.write"};
  const std::string base = image.base();
  if (!base.starts_with("python") || image.environment().contains("PYTHONUNBUFFERED")) return;
  const Instruction* command = image.dockerfile().last("CMD");
  if (command != nullptr && contains(command->arguments.text(), "\"-u\"")) return;
  const std::vector<semantic::CallSite> sites = check.model().calls_of_any(kPrinters);
  const semantic::CallSite* print = print_of(check, image, sites);
  if (print == nullptr || is_unbuffered_elsewhere(check)) return;
  const Stage& stage = *image.dockerfile().final_stages().back();
  const Span from = image.dockerfile().instructions()[stage.begin].span;
  check
      .report(image.file(), from,
              "`PYTHONUNBUFFERED` is not set: what is printed waits in a buffer")
      .risk("The last lines before a crash, which say why, are lost.")
      .fix("Set `ENV PYTHONUNBUFFERED=1`.")
      .fix_class(FixClass::Safe)
      .step(*print->file, print->call->span(), "It is printed here")
      .edit({from.end, from.end}, "\nENV PYTHONUNBUFFERED=1");
}

void check_ignore(DeliveryCheck& check, const Image& image) {
  if (image.ignore() != nullptr) return;
  for (const Instruction* one : image.dockerfile().final_instructions()) {
    const bool all = one->keyword == "COPY" && one->flag("from").empty() && !one->words.empty() &&
                     (one->words[0].text == "." || one->words[0].text == "./");
    if (!all) continue;
    check
        .report(image.file(), one->span,
                "Everything is copied, and no .dockerignore leaves anything out")
        .step(image.file(), one->span, "Here everything is copied")  // SEC007 stands there, too
        .risk(
            "`.git`, `.env`, virtual environments and tests of whoever builds get into the image.")
        .fix(
            "Write a `{}.dockerignore` with `.git`, `.env*`, `.venv`, `__pycache__`, and `tests` "
            "unless they run in the image.{}",
            {image.context_is_known() && !image.context().empty() ? image.context() + "/" : "",
             about_env_files(check.delivery().manifests(), image)});
    return;
  }
}

void check(DeliveryCheck& check) {
  for (const auto& image : check.delivery().images()) {
    if (!check.delivery().serves(*image)) continue;
    check_base(check, *image);
    for (const Instruction* one : image->dockerfile().final_instructions()) {
      if (one->keyword != "RUN") continue;
      check_pip(check, *image, *one);
      check_apt(check, *image, *one);
    }
    check_order(check, *image);
    check_buffering(check, *image);
    check_ignore(check, *image);
  }
}

}  // namespace

extern constinit const Rule DEP033 = {
    .code = "DEP033",
    .name = "image-hygiene",
    .family = Family::Deployment,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.docker.com/build/building/best-practices/",
                   "https://fastapi.tiangolo.com/deployment/docker/"},
    .risk = "Builds are slow, images large and not the same from day to day.",
    .advice =
        "Name the base's version, install before the sources are copied, with `--no-cache-dir`, "
        "keep "
        "out by .dockerignore what does not run, and set `PYTHONUNBUFFERED=1`.",
    .docs = R"md(
Of images that serve the application: a base without version, pip's cache and apt's lists left in the last stage, sources copied before
the dependencies are installed, PYTHONUNBUFFERED not set where what the server imports prints, and `COPY . .` without a .dockerignore.

```python bad
# --- Dockerfile
FROM python
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

```python good
# --- .dockerignore
.git
.env*
# --- Dockerfile
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Dockerfiles that Docker refuses are not evaluated; one that copies or runs Python files which are not there, and which nothing builds
while a compose file builds others, is left aside. Stages that only build are left alone, and so are cache mounts (`RUN --mount=type=cache`) and `PIP_NO_CACHE_DIR`.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
