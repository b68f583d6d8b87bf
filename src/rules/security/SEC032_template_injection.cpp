#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// `self.env.from_string(…)`, where the file makes sandboxes only.
bool is_sandbox(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || flow.file->text(method->attr) != "from_string") return false;
  bool is_made = false;
  for (const Call* one : flow.file->tree().nodes_of<Call>()) {
    const std::string_view made = flow.file->resolve(*one->func);
    if (!made.starts_with("jinja2") || !made.ends_with("Environment")) continue;
    if (made.find("andbox") == made.npos) return false;
    is_made = true;
  }
  return is_made;
}

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Template)) {
    Draft draft = report_flow(check, *flow, "{} becomes the text of a template in `{}`");
    const auto* call = flow->sink->as<Call>();
    const std::string_view target =
        call != nullptr ? flow->file->resolve(*call->func) : std::string_view{};
    const bool is_sandboxed = target.find("andbox") != target.npos || is_sandbox(*flow);
    if (is_sandboxed || !flow->is_sure) draft.confidence(Confidence::Medium);
    if (!is_sandboxed) continue;
    draft.severity(Severity::Warning)
        .risk(
            "The sandbox refuses what runs commands; a template still reads all that it is given, "
            "and a loop in it keeps the process busy or fills its memory.")
        .fix(
            "Where templates of clients are the feature, keep Jinja2 up to date, give them nothing "
            "that they may not read and limit time and size; else pass the text as a value: "
            "`template.render(name=name)`.");
  }
}

}  // namespace

extern constinit const Rule SEC032 = {
    .code = "SEC032",
    .name = "template-injection",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-1336", "OWASP API8:2023", "ASVS 1.3.7",
                   "https://jinja.palletsprojects.com/en/stable/sandbox/"},
    .risk =
        "A template is a program: `{{ cycler.__init__.__globals__.os.popen(\"id\").read() }}` runs "
        "commands with the rights of the service.",
    .advice =
        "Keep templates in files and pass the client's text as a value: "
        "`template.render(name=name)`.",
    .docs = R"md(
What a client sends may be a value in a template, never the template's own text. Jinja2's sandbox
makes an attack harder, and has been left more than once.

```python bad
from fastapi import FastAPI
from jinja2 import Template

app = FastAPI()

@app.get("/greeting")
def greeting(text: str) -> str:
    return Template(f"Hello {text}").render()
```

```python good
from fastapi import FastAPI
from jinja2 import Template

app = FastAPI()
GREETING = Template("Hello {{ text }}")

@app.get("/greeting")
def greeting(text: str) -> str:
    return GREETING.render(text=text)
```

A sandboxed environment is a warning, for review: it refuses what runs commands.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
