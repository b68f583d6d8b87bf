#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// False, None, 0 or an empty text, also behind a name.
bool is_false(const FileModel& file, const Expr& expr) {
  const auto* literal = expr.as<Constant>();
  if (literal != nullptr && literal->type == ConstantKind::None) return true;
  const auto value = file.constant(expr);
  return value && value->integer == 0 && value->text.empty();
}

// Whether the templates are said to be something else than pages: code, text, prompts.
bool makes_other_text(const FileModel& file, const Call& made) {
  std::string_view path = file.file().path;
  const auto is_other = [](std::string_view word) {
    constexpr std::string_view kOther[] = {".py",  ".js",   ".ts",  ".vue",  ".txt", ".sql",
                                           ".md",  ".yaml", ".yml", ".json", ".sh",  ".toml",
                                           ".tex", ".tf",   ".go",  ".conf", ".css"};
    for (const std::string_view ending : {".jinja2", ".jinja", ".j2"}) {
      if (word.ends_with(ending)) word.remove_suffix(ending.size());
    }
    return std::any_of(std::begin(kOther), std::end(kOther),
                       [&](std::string_view one) { return word.ends_with(one); });
  };
  const auto is_page = [](std::string_view word) {
    return word.find(".html") != word.npos || word.find(".htm") != word.npos ||
           word.find(".xml") != word.npos || word.find(".svg") != word.npos || word == "text/html";
  };
  bool names_other = path.find("prompt") != path.npos || path.find("codegen") != path.npos;
  bool names_page = false;
  for (const auto* text : file.tree().nodes_of<Constant>()) {
    if (!text->is_str() || text->value.size() > 200) continue;
    names_other = names_other || is_other(text->value);
    names_page = names_page || is_page(text->value);
  }
  // `<< name >>`: so that the braces of the code stay
  const bool has_own_marks = semantic::argument(file, made, -1, "variable_start_string") != nullptr;
  return (names_other && !names_page) || has_own_marks;
}

// Jinja2's own default is off: jinja2.Environment(autoescape=False).
void check_environment(ApplicationCheck& check, const semantic::CallSite& site) {
  const FileModel& file = *site.file;
  const Expr* escape = semantic::argument(file, *site.call, -1, "autoescape");
  const bool is_off = escape != nullptr && is_false(file, *escape);
  const bool loads = semantic::argument(file, *site.call, -1, "loader") != nullptr;
  if (!is_off && (escape != nullptr || !loads || semantic::passes_unpacked_mapping(*site.call))) {
    return;
  }
  const std::string_view text = file.file().slice({0, file.tree().root().end});
  const bool makes_pages = text.find("html") != text.npos || text.find("HTML") != text.npos;
  if (!is_off && !makes_pages) return;
  if (makes_other_text(file, *site.call)) return;
  const Span where = is_off ? escape->span() : site.call->func->span();
  check
      .report(file, where, "the templates of this `{}` do not escape what is put into them",
              {file.text(*site.call->func)})
      .confidence(is_off && makes_pages ? Confidence::Medium : Confidence::Low)
      .fix("Write `autoescape=select_autoescape()`.");
}

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Html)) {
    report_flow(check, *flow, "{} becomes part of a page and is not escaped in `{}`");
  }
  for (const auto& site : check.model().calls_of("jinja2.Environment")) {
    check_environment(check, site);
  }
}

}  // namespace

extern constinit const Rule SEC031 = {
    .code = "SEC031",
    .name = "html-injection",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-79", "OWASP API8:2023", "ASVS 1.2.1",
                   "https://fastapi.tiangolo.com/advanced/custom-response/#html-response"},
    .risk =
        "A script in the value runs in the browser of whoever opens the link, as your page: with "
        "its "
        "cookies, its tokens, its rights.",
    .advice =
        "Render a template with `Jinja2Templates`, which escapes, or escape by hand: "
        "`html.escape(name)`.",
    .docs = R"md(
Text that becomes part of a page without being escaped is read as markup. Starlette's
`Jinja2Templates` escapes; an f-string in an `HTMLResponse` does not, and `Markup(x)` promises that
somebody else did.

```python bad
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()

@app.get("/hello", response_class=HTMLResponse)
def hello(name: str) -> str:
    return f"<h1>Hello {name}</h1>"
```

```python good
from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()

@app.get("/hello", response_class=HTMLResponse)
def hello(name: str) -> str:
    return f"<h1>Hello {escape(name)}</h1>"
```

Reported beside that, for review: `Environment(autoescape=False)` of Jinja2, and one that loads
templates and does not say `autoescape`, which is off then, in a file that is about HTML; not where the
templates are code, text or prompts by their names (`sdk.py.jinja`). Silent are
numbers, UUIDs, dates, Enums, what was compared with allowed values, and what `html.escape`,
`markupsafe.escape`, `nh3.clean` or `bleach.clean` give.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
