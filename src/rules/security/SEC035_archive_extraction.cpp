#include <algorithm>

#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Whether the code never runs on a Python before 3.14, which refuses such names by itself.
bool has_safe_default(const FileModel& file) {
  return file.project().dependencies().least_python_minor(file.file().path).value_or(0) >= 14;
}

// The filter that is passed: nothing, a constant, or something that cannot be told.
bool passes_safe_filter(const FileModel& file, const Call& call) {
  const Expr* filter = semantic::argument(file, call, -1, "filter");
  if (filter == nullptr) return semantic::passes_unpacked_mapping(call) || has_safe_default(file);
  const auto name = file.constant_string(*filter);
  return !name || *name != "fully_trusted";
}

bool mentions_member_check(const FileModel& file, const Node& node) {
  const auto* attribute = node.as<Attribute>();
  if (attribute == nullptr) return false;
  const std::string_view name = file.text(attribute->attr);
  return name == "getmembers" || name == "is_relative_to" || name == "commonpath" ||
         name == "commonprefix" || name == "extraction_filter" || name == "getnames";
}

// Whether the function looks at the members itself.
bool checks_members(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  const Node& region =
      function != nullptr ? *function : static_cast<const Node&>(file.tree().root());
  const auto nodes = file.tree().subtree(region);
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node* node) { return mentions_member_check(file, *node); });
}

bool selects_members(const FileModel& file, const Call& call, std::string_view target) {
  return target.ends_with(".extractall") && semantic::argument(file, call, 1, "members") != nullptr;
}

// shutil.unpack_archive of a name that says it is no tar: zip files have no links and no devices.
bool is_zip(const FileModel& file, const Call& call) {
  const Expr* format = semantic::argument(file, call, 2, "format");
  const Expr* name = semantic::argument(file, call, 0, "filename");
  const auto text = format != nullptr ? file.constant_string(*format)
                    : name != nullptr ? file.constant_string(*name)
                                      : std::nullopt;
  const bool says_zip = name != nullptr && file.text(*name).find("zip") != std::string_view::npos;
  return text ? text->ends_with("zip") : says_zip;
}

constexpr std::string_view kTargets[] = {"tarfile.TarFile.extractall", "tarfile.TarFile.extract",
                                         "shutil.unpack_archive"};

bool is_safe(const FileModel& file, const Call& call, std::string_view target) {
  const bool unpacks = target == "shutil.unpack_archive";
  return passes_safe_filter(file, call) || selects_members(file, call, target) ||
         (unpacks && is_zip(file, call)) || checks_members(file, call);
}

void offer_filter(const FileModel& file, const Call& call, Draft& draft) {
  const Expr* filter = semantic::argument(file, call, -1, "filter");
  if (filter != nullptr) {
    draft.edit(filter->span(), "\"data\"");
  } else if (call.args.size() + call.keywords.size() > 0) {
    const Offset last = std::max(call.args.empty() ? Offset{0} : call.args.back()->end,
                                 call.keywords.empty() ? Offset{0} : call.keywords.back()->end);
    const bool wrapped = !call.args.empty() && call.args.back()->parenthesized;
    if (!wrapped) draft.edit({last, last}, ", filter=\"data\"");
  } else {
    draft.edit({call.end - 1, call.end - 1}, "filter=\"data\"");
  }
}

// Whose archive it is decides: a client's is an attack, of others it is not known.
void check_unpacking(ApplicationCheck& check, const semantic::CallSite& site,
                     std::string_view target, const flow::Flow* flow) {
  const FileModel& file = *site.file;
  const Call& call = *site.call;
  if (is_safe(file, call, target)) return;
  Draft draft = check.report(file, call.span(), "`{}` writes wherever the archive's names lead",
                             {file.text(*call.func)});
  draft.severity(flow != nullptr ? Severity::Critical : Severity::Warning)
      .confidence(flow != nullptr ? Confidence::High : Confidence::Medium);
  add_flow(check, draft, flow);
  if (target == "shutil.unpack_archive") {
    draft.fix("Pass the filter on: `shutil.unpack_archive(…, filter=\"data\")`.");
  }
  offer_filter(file, call, draft);
}

// The names of what is in an archive that a client sent lead to a file.
void check_members(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Path)) {
    if (!is_name_in_archive(*flow)) continue;
    report_flow(check, *flow, "{}, a name in the archive, decides which file `{}` uses")
        .confidence(flow->is_certain ? Confidence::High : Confidence::Medium)
        .fix(
            "Resolve and compare before writing: `path = (target / name).resolve()`, `if not "
            "path.is_relative_to(target.resolve()): …`; or `archive.extractall(target)` of "
            "`zipfile`, which does.");
  }
}

void check(ApplicationCheck& check) {
  const FlowsAt flows = flows_at_sinks(check, flow::Danger::Archive);
  for (const std::string_view target : kTargets) {
    for (const semantic::CallSite& site : check.model().calls_of(target)) {
      const auto flow = flows.find(site.call);
      check_unpacking(check, site, target, flow == flows.end() ? nullptr : flow->second);
    }
  }
  check_members(check);
}

}  // namespace

extern constinit const Rule SEC035 = {
    .code = "SEC035",
    .name = "archive-extraction",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-22", "ASVS 5.3.3",
                   "https://docs.python.org/3/library/tarfile.html#extraction-filters", "PEP 706"},
    .risk =
        "A member named `../../app/main.py`, or a link that points outside, overwrites files of "
        "the service "
        "when somebody else's archive is unpacked.",
    .advice =
        "Write `archive.extractall(target, filter=\"data\")`: names that leave the target, links "
        "out of it and "
        "devices are refused.",
    .docs = R"md(
Tar archives may hold absolute names, `..`, links and devices. Before Python 3.14 `tarfile` unpacks
them all unless it is told a filter (PEP 706; 3.8.17, 3.9.17, 3.10.12 and 3.11.4 know it too).

```python bad
import tarfile


def unpack(path: str, target: str) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(target)
```

```python good
import tarfile


def unpack(path: str, target: str) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="data")
```

An archive that a client uploads is certain; a warning, where it is not known whose the archive is. The
same goes for code that unpacks by itself: names that a client's archive holds (`namelist()`,
`getmembers()`) and that become part of a file's path. Silent are functions that
look at the members (`getmembers()`, `is_relative_to()`), `members=`, and `zipfile`, which takes
such names apart itself; and code whose `target-python` or `requires-python` begins with 3.14, where
`"data"` is the default.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
