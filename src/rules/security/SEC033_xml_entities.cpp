#include <string>

#include "rules/call_edits.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

constexpr std::string_view kFilesToo =
    "A document of a kilobyte declares entities that are copied into the text: before lxml 5.0 "
    "also "
    "files of the server and what its network answers.";

bool is_lxml(std::string_view target) { return target.starts_with("lxml."); }

// The call that makes the parser, also behind a name.
const Call* made_by(const FileModel& file, const Expr& parser) {
  if (const auto* call = parser.as<Call>()) return call;
  const auto* name = parser.as<Name>();
  const auto bindings =
      name != nullptr ? reaching_bindings(file, *name) : std::vector<const semantic::Binding*>{};
  return bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
}

// Whether the parser that is passed is told not to resolve entities; one that cannot be seen
// counts as such.
bool has_safe_parser(const FileModel& file, const Call& call) {
  const Expr* parser = semantic::argument(file, call, 1, "parser");
  if (parser == nullptr) return semantic::passes_unpacked_mapping(call);
  const Call* made = made_by(file, *parser);
  if (made == nullptr || !file.resolve(made->func).starts_with("lxml.")) return true;
  const Expr* resolves = semantic::argument(file, *made, -1, "resolve_entities");
  const auto value = resolves != nullptr ? file.constant(*resolves) : std::nullopt;
  return value && value->type == semantic::ConstantValue::Type::Bool && value->integer == 0;
}

void offer_parser(const Call& call, const FileModel& file, Draft& draft) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || file.resolve(method->value) != "lxml.etree" ||
      semantic::argument(file, call, 1, "parser") != nullptr) {
    return;
  }
  append_argument(
      draft, file, call,
      "parser=" + std::string(file.text(*method->value)) + ".XMLParser(resolve_entities=False)");
}

constexpr std::string_view kTargets[] = {"xml.etree.ElementTree.fromstring",
                                         "xml.etree.ElementTree.parse",
                                         "xml.etree.ElementTree.iterparse",
                                         "xml.etree.ElementTree.XML",
                                         "xml.etree.ElementTree.fromstringlist",
                                         "xml.dom.minidom.parse",
                                         "xml.dom.minidom.parseString",
                                         "xml.dom.pulldom.parse",
                                         "xml.dom.pulldom.parseString",
                                         "xml.sax.parse",
                                         "xml.sax.parseString",
                                         "xml.dom.expatbuilder.parseString",
                                         "lxml.etree.fromstring",
                                         "lxml.etree.parse",
                                         "lxml.etree.XML",
                                         "lxml.etree.iterparse",
                                         "lxml.objectify.fromstring",
                                         "lxml.objectify.parse"};

void check_call(ApplicationCheck& check, const semantic::CallSite& site, std::string_view target,
                const flow::Flow* flow) {
  const FileModel& file = *site.file;
  const Expr* data = site.call->args.empty() ? nullptr : site.call->args.front();
  if (data == nullptr || (is_lxml(target) && has_safe_parser(file, *site.call))) return;
  const Origin origin = flow != nullptr ? Origin::Request : origin_of(file, *data);
  if (origin != Origin::Request && origin != Origin::Parameter) return;
  const bool is_request = origin == Origin::Request;
  Draft draft =
      check.report(file, site.call->span(), "`{}` expands the entities that `{}` declares",
                   {target, file.text(*data)});
  draft.severity(is_request ? Severity::Critical : Severity::Warning);
  draft.confidence(is_request ? Confidence::High : Confidence::Medium);
  add_flow(check, draft, flow);
  if (is_lxml(target)) {
    draft.risk(kFilesToo).fix("Pass `parser=etree.XMLParser(resolve_entities=False)`.");
    offer_parser(*site.call, file, draft);
  }
}

void check(ApplicationCheck& check) {
  const FlowsAt flows = flows_at_sinks(check, flow::Danger::Xml);
  for (const std::string_view target : kTargets) {
    for (const semantic::CallSite& site : check.model().calls_of(target)) {
      const auto flow = flows.find(site.call);
      check_call(check, site, target, flow == flows.end() ? nullptr : flow->second);
    }
  }
}

}  // namespace

extern constinit const Rule SEC033 = {
    .code = "SEC033",
    .name = "xml-entities",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-611", "CWE-776", "ASVS 1.5.1",
                   "https://docs.python.org/3/library/xml.html#xml-security"},
    .risk =
        "A document of a kilobyte declares entities that grow to gigabytes; only expat 2.4.1 and "
        "later, which not every Python brings, stops that.",
    .advice = "Parse with defusedxml: `from defusedxml.ElementTree import fromstring`.",
    .docs = R"md(
XML documents may declare entities: abbreviations, also of each other and of files and URLs. A
parser that expands them does what the document says.

```python bad
from xml.etree import ElementTree

from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/invoice")
async def invoice(request: Request) -> str:
    return ElementTree.fromstring(await request.body()).tag
```

```python good
from defusedxml import ElementTree
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/invoice")
async def invoice(request: Request) -> str:
    return ElementTree.fromstring(await request.body()).tag
```

Certain is what a request brings; what a parameter brings is a warning; the rest, such as the
program's own files, is left alone. lxml is silent with a parser that has `resolve_entities=False`
(its default since 5.0 leaves out external entities only).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
