#include <algorithm>
#include <set>

#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/given_arguments.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::PartKind;
using semantic::StringPart;

// Calls whose first argument a shell reads.
constexpr std::string_view kShells[] = {"os.system",
                                        "os.popen",
                                        "os.popen2",
                                        "os.popen3",
                                        "os.popen4",
                                        "paramiko.SSHClient.exec_command",
                                        "paramiko.client.SSHClient.exec_command",
                                        "subprocess.getoutput",
                                        "subprocess.getstatusoutput",
                                        "asyncio.create_subprocess_shell",
                                        "asyncio.subprocess.create_subprocess_shell"};
constexpr std::string_view kWithKeyword[] = {"subprocess.run", "subprocess.call",
                                             "subprocess.check_call", "subprocess.check_output",
                                             "subprocess.Popen"};

bool is_quoted(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  const std::string_view target = call != nullptr ? file.resolve(*call->func) : std::string_view{};
  return target == "shlex.quote" || target == "shlex.join" || target == "pipes.quote";
}

bool asks_for_shell(const FileModel& file, const Call& call) {
  const Expr* shell = semantic::argument(file, call, -1, "shell");
  const auto* constant = as<Constant>(shell);
  return shell != nullptr && (constant == nullptr || constant->type == ConstantKind::True);
}

// os.environ[…], settings.X, COMMAND: decided by who deploys.
bool is_configuration(const FileModel& file, const Expr& expr) {
  for (const Node* node : file.tree().subtree(expr)) {
    const auto* attribute = node->as<Attribute>();
    const auto* name = node->as<Name>();
    const std::string_view word = attribute != nullptr ? file.text(attribute->attr)
                                  : name != nullptr    ? file.text(name->name)
                                                       : std::string_view{};
    const bool is_upper = word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) {
                            return c >= 'a' && c <= 'z';
                          });
    const bool names_it = word.find("environ") != word.npos || word == "getenv" ||
                          word.find("settings") != word.npos || word.find("config") != word.npos;
    if (is_upper || names_it) return true;
  }
  return false;
}

struct OpenPart {
  const Expr* node = nullptr;
  semantic::Origin origin = semantic::Origin::Constant;
};

// The worst part of the command that is not constant; none if there is none.
OpenPart open_part(const FileModel& file, const Expr& command) {
  const semantic::StringParts text =
      semantic::string_parts(file, command, {.is_trusted = is_quoted});
  OpenPart worst;
  for (const StringPart& part : text.parts) {
    if (part.kind != PartKind::Open || part.called || part.file != &file) continue;
    const semantic::Origin origin = origin_of(file, *part.node);
    if (origin > worst.origin) worst = {part.node, origin};
  }
  return worst;
}

// Whether all calls that are seen give a helper's parameter lists, constants or configuration.
bool is_given_harmless(const FileModel& file, const Expr& part, int depth) {
  constexpr int kMaxDepth = 3;  // of helpers that hand on what they are given
  const auto* name = part.as<Name>();
  if (name == nullptr || depth > kMaxDepth) return false;
  const std::vector<GivenArgument> given = given_arguments(file, *name);
  return !given.empty() && std::all_of(given.begin(), given.end(), [&](const GivenArgument& one) {
    if (one.expr == nullptr) return false;
    if (one.expr->is(Kind::ListExpr) || one.expr->is(Kind::Tuple)) return true;
    const OpenPart open = open_part(*one.file, *one.expr);
    return open.node == nullptr || is_configuration(*one.file, *open.node) ||
           is_given_harmless(*one.file, *open.node, depth + 1);
  });
}

// A function that is there to run what others ask it to: they are to be judged, not it.
bool is_runner(const FileModel& file, const Expr& command) {
  const auto* name = command.as<Name>();
  return name != nullptr && parameter_named(file, *name) != nullptr &&
         given_arguments(file, *name).empty();
}

// The same call without a shell. A shell at the other end of SSH stays: there it is quoted for.
void advise(Draft& draft, const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  constexpr std::string_view kQuote =
      "Where a shell is needed, quote each argument: `shlex.quote(argument)`.";
  if (is_one_of(target, kWithKeyword)) {
    draft.fix(
        "Start the program without a shell: give the call a list in place of the text, an item for "
        "each argument, without `shell=True`, and look up in a mapping of those that are allowed "
        "whatever names a program, a script or a file; what else the call is given stays. {}",
        {kQuote});
  } else if (target.starts_with("paramiko.")) {
    draft.fix(
        "Quote each argument, `shlex.quote(argument)`: the shell at the other end reads all.");
  } else if (target.ends_with("create_subprocess_shell")) {
    draft.fix(
        "Write `asyncio.create_subprocess_exec(program, argument)`, an argument for each part, and "
        "look up in a mapping of those that are allowed whatever names a program, a script or a "
        "file. {}",
        {kQuote});
  }
}

void check_locally(ApplicationCheck& check, const semantic::CallSite& site,
                   const std::set<const Node*>& reported) {
  const FileModel& file = *site.file;
  if (site.call->args.empty() || reported.contains(site.call) || is_read_in_terminal(file)) return;
  const Expr& command = *site.call->args[0];
  const OpenPart part = open_part(file, command);
  if (part.node == nullptr || is_configuration(file, *part.node) || is_runner(file, command) ||
      is_given_harmless(file, *part.node, 0)) {
    return;
  }
  Draft draft =
      check.report(file, command.span(), "a shell reads `{}` in the command that `{}` runs",
                   {file.text(*part.node), file.text(*site.call->func)});
  draft.severity(Severity::Warning).confidence(Confidence::Medium);
  advise(draft, file, *site.call);
}

void check(ApplicationCheck& check) {
  std::set<const Node*> reported;
  for (const flow::Danger danger : {flow::Danger::Shell, flow::Danger::Program}) {
    for (const flow::Flow* flow : flows_by_sink(check, danger)) {
      if (!reported.insert(flow->sink).second) continue;
      if (danger == flow::Danger::Program) {
        report_flow(check, *flow, "{} decides which program `{}` runs")
            .fix("Look the program up in a mapping of those that are allowed: `PROGRAMS[name]`.");
        continue;
      }
      const std::string pattern = "{} becomes part of the command line that `{}` gives to a shell" +
                                  others_at(check, *flow, danger);
      Draft draft = report_flow(check, *flow, pattern);
      if (const auto* call = flow->sink->as<Call>()) advise(draft, *flow->file, *call);
    }
  }
  for (const std::string_view target : kShells) {
    for (const auto& site : check.model().calls_of(target)) check_locally(check, site, reported);
  }
  for (const std::string_view target : kWithKeyword) {
    for (const auto& site : check.model().calls_of(target)) {
      if (asks_for_shell(*site.file, *site.call)) check_locally(check, site, reported);
    }
  }
}

}  // namespace

extern constinit const Rule SEC025 = {
    .code = "SEC025",
    .name = "command-injection",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::ApplicationScripts,
    .references = {"CWE-78", "OWASP API8:2023", "ASVS 1.2.5",
                   "https://docs.python.org/3/library/subprocess.html#security-considerations"},
    .risk =
        "A `;`, a `$(…)` or a line break in the value runs any program with the rights of the "
        "service: "
        "its secrets, its database, its machine.",
    .advice =
        "Start the program without a shell, its arguments as a list, an item for each, and look up "
        "in a mapping of those that are allowed whatever names a program, a script or a file; what "
        "is used of the call's result stays. "
        "Where a shell is needed, quote each argument: `shlex.quote(argument)`.",
    .docs = R"md(
A shell reads a command line as a program. Whatever becomes part of it without `shlex.quote()` can
end the command and begin another one. Without a shell, who decides the first of the arguments
decides which program runs.

```python bad
import subprocess

from fastapi import FastAPI

app = FastAPI()

@app.get("/thumbnail")
def thumbnail(name: str) -> str:
    return subprocess.check_output(f"convert images/{name} -", shell=True, text=True)
```

```python good
import subprocess

from fastapi import FastAPI

app = FastAPI()

@app.get("/thumbnail")
def thumbnail(name: str) -> str:
    return subprocess.check_output(["convert", "--", f"images/{name}", "-"], text=True)
```

What a client sends is certain, with each step to the shell. A command line of which something else
is not constant is a warning, except in command line tools (`argparse`, `click`, `typer`, scripts)
and where configuration decides, or all callers of a helper give it constants. A function that runs
what its parameter says is judged where it is called. Silent are constants, numbers, what `shlex.quote()` and `shlex.join()` give, and
what was compared with a collection of allowed values.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
