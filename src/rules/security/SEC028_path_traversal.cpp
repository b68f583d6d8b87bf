#include <algorithm>

#include <optional>
#include <string>

#include "flow/flow.h"
#include "rules/flow_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// What is done to a folder is done to the one above, too.
bool takes_folder(const flow::Flow& flow) {
  constexpr std::string_view kOfFolders[] = {
      "shutil.rmtree", "shutil.copytree",      "shutil.make_archive", "shutil.move",
      "os.removedirs", "os.listdir",           "os.scandir",          "os.walk",
      "os.rename",     "pathlib.Path.iterdir", "pathlib.Path.rename"};
  const auto* call = flow.sink->as<Call>();
  const std::string_view target =
      call != nullptr ? flow.file->resolve(*call->func) : std::string_view{};
  return target.empty() ||
         std::find(std::begin(kOfFolders), std::end(kOfFolders), target) != std::end(kOfFolders);
}

// `f"{number}.tmp"`: with an ending it is no `..`.
bool has_ending(const flow::Flow& flow) {
  return std::any_of(flow.stops.begin(), flow.stops.end(), [](const flow::Stop& stop) {
    const Node* statement = &stop.file->enclosing_statement(*stop.node);
    return statement->as<FunctionDef>() == nullptr &&
           stop.file->text(*statement).find("}.") != std::string_view::npos;
  });
}

// Something may put a `/` into what had none.
bool is_decoded(const flow::Flow& flow) {
  return std::any_of(flow.stops.begin(), flow.stops.end(), [](const flow::Stop& stop) {
    const Node* statement = &stop.file->enclosing_statement(*stop.node);
    const std::string_view text = stop.file->text(*statement);
    return statement->as<FunctionDef>() == nullptr &&
           (text.find("unquote") != text.npos || text.find("decode(") != text.npos ||
            text.find("replace(") != text.npos);
  });
}

// A path that an administrator writes into a form is mostly meant to be one; the name of a file
// that they upload is not.
bool is_setting(const ApplicationCheck& check, const flow::Flow& flow) {
  const app::Parameter* parameter = flow.source->parameter;
  const bool is_upload = parameter != nullptr && parameter->in == app::Parameter::In::File;
  return !is_upload && comes_from_administrators(check, flow);
}

// What is done to the file, where the call says it: "overwrites" of `open(path, "wb")`.
std::string_view done_to_file(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  if (call == nullptr) return {};
  const std::string_view target = flow.file->resolve(*call->func);
  if (target.ends_with(".write_bytes") || target.ends_with(".write_text")) return "overwrites";
  if (target.ends_with(".read_bytes") || target.ends_with(".read_text")) return "reads";
  if (target.ends_with(".FileResponse")) return "reads";
  if (target != "builtins.open" && target != "aiofiles.open") return {};
  const Expr* mode = semantic::argument(*flow.file, *call, 1, "mode");
  const std::optional<std::string> text =
      mode != nullptr ? flow.file->constant_string(*mode) : std::optional<std::string>("r");
  if (!text || text->find('+') != text->npos) return {};
  return text->find_first_of("wax") == text->npos ? "reads" : "overwrites";
}

void say_what_is_done(const flow::Flow& flow, Draft& draft) {
  const std::string_view done = done_to_file(flow);
  if (done.empty()) return;
  draft.risk(
      "With `../` or an absolute path a client {} any file that the service can: its settings, its "
      "keys, its code.",
      {done});
}

void check(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Path)) {
    if (is_name_in_archive(*flow)) continue;  // SEC035
    const bool is_of_administrators = is_setting(check, *flow);
    Draft draft = report_flow(check, *flow, "{} decides which file `{}` uses");
    say_what_is_done(*flow, draft);
    if (flow->is_segment || !flow->is_sure) draft.confidence(Confidence::Medium);
    if (is_of_administrators) {
      draft.severity(Severity::Warning)
          .confidence(Confidence::Medium)
          .risk(
              "Naming files may be what administrators are there for; whoever takes over one of "
              "their accounts reaches every file that the service can.");
      continue;
    }
    const bool is_folder = takes_folder(*flow) && !has_ending(*flow);
    if (!flow->is_segment || is_folder || is_decoded(*flow)) continue;
    draft.severity(Severity::Warning)
        .risk(
            "There is no `/` in it, but it can be `..`: then the path leads to the folder above, "
            "where nobody meant it to.");
  }
}

}  // namespace

extern constinit const Rule SEC028 = {
    .code = "SEC028",
    .name = "path-traversal",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references =
        {"CWE-22", "OWASP API8:2023", "ASVS 5.3.2",
         "https://docs.python.org/3/library/pathlib.html#pathlib.PurePath.is_relative_to"},
    .risk =
        "With `../` or an absolute path a client reads or overwrites any file that the service "
        "can: its "
        "settings, its keys, its code.",
    .advice =
        "Keep the last part only, `pathlib.Path(name).name`, or choose the name yourself; else "
        "resolve and "
        "compare, both: `path = (BASE / name).resolve()`, `if not "
        "path.is_relative_to(BASE.resolve()): …`.",
    .docs = R"md(
A path that is put together from a client's text goes where the text says: `..` leads up, and behind
an absolute part what stood before is forgotten (`Path("/uploads") / "/etc/passwd"`). That includes
the name of an uploaded file.

```python bad
from pathlib import Path

from fastapi import FastAPI, UploadFile

app = FastAPI()
UPLOADS = Path("/data/uploads")

@app.post("/files")
async def upload(file: UploadFile) -> None:
    (UPLOADS / file.filename).write_bytes(await file.read())
```

```python good
from pathlib import Path

from fastapi import FastAPI, UploadFile

app = FastAPI()
UPLOADS = Path("/data/uploads")

@app.post("/files")
async def upload(file: UploadFile) -> None:
    (UPLOADS / Path(file.filename).name).write_bytes(await file.read())
```

Silent are the last part of a path (`Path(x).name`, `os.path.basename`, `secure_filename`), a path
that was resolved and then compared with the folder it has to be in, text that was looked through
for `..` or `/`, numbers, UUIDs, Enums, and what was compared with allowed values. A parameter of
the path that ends at the next `/` can be `..`, but hold no `/`: a warning, for review, where it
names a file; so is what only administrators send, unless it is the name of an upload. What was looked up by equality and found (`select(File).where(File.name == name)`,
then 404 if there is none) equals what is stored, and is silent, as is what a function of yours
named like a check (`validate_name(name)`) refuses by raising.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
