#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>

#include "app/dependencies/classify.h"
#include "app/effects/passed_parameters.h"
#include "app/endpoints/purpose.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Parameter;
using app::PassedParameter;
using app::Route;
using semantic::Definition;
using semantic::FileModel;

// What the functions do that an uploaded file comes through.
struct Treatment {
  bool limits_size = false;
  bool checks_type = false;
  bool keeps = false;   // it reads the content, or passes the file on to what is not known
  bool stores = false;  // it writes the content to a file that stays

  // A type matters where the file may be shown or run later: not for what is read in memory, and
  // passed on.
  bool lacks_type() const { return stores && !checks_type; }
};

constexpr std::array<std::string_view, 12> kTypeWords = {
    "content_type", "mime",    "suffix",   "extension", "splitext",  "endswith",
    "magic",        "allowed", "filetype", "imghdr",    "puremagic", "guess"};
constexpr std::array<std::string_view, 4> kSplits = {"split", "rsplit", "partition", "rpartition"};
// Files that are gone when the request is answered.
constexpr std::array<std::string_view, 2> kTemporary = {"temp", "tmp"};
constexpr std::array<std::string_view, 6> kSizeWords = {"max_size",   "size_limit", "max_bytes",
                                                        "max_upload", "maxsize",    "too_large"};

bool holds_one_of(std::string_view text, std::span<const std::string_view> words) {
  const std::string low = lower_case(text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return low.find(word) != low.npos; });
}

// The name that an expression ends in: `size` of `file.size`, `MAX_SIZE`.
std::string_view name_of(const FileModel& file, const Node& node) {
  if (const auto* name = node.as<Name>()) return file.text(name->name);
  if (const auto* attribute = node.as<Attribute>()) return file.text(attribute->attr);
  return {};
}

// Whether sizes are compared: `file.size > LIMIT`, `len(content) > LIMIT`, `total >= MAX`.
bool compares_size(const FileModel& file, const Compare& compare) {
  if (std::none_of(compare.ops.begin(), compare.ops.end(), [](Comparator op) {
        return op == Comparator::Gt || op == Comparator::GtE || op == Comparator::Lt ||
               op == Comparator::LtE;
      })) {
    return false;
  }
  for (const Node* node : file.tree().subtree(compare)) {
    const std::string name = lower_case(name_of(file, *node));
    if (name == "len" || name.find("size") != name.npos || name.find("length") != name.npos ||
        name.find("bytes") != name.npos || name.find("max") != name.npos ||
        name.find("total") != name.npos || name.find("limit") != name.npos) {
      return true;
    }
  }
  return false;
}

class TreatmentReader {
 public:
  TreatmentReader(const FileModel& file, const Arg& upload, Treatment& treatment)
      : file_(file), upload_(upload), treatment_(treatment) {}

  void read(const FunctionDef& function) {
    for (const Node* node : file_.tree().subtree(function)) {
      const std::string_view name = name_of(file_, *node);
      if (!name.empty() && holds_one_of(name, kTypeWords)) treatment_.checks_type = true;
      if (!name.empty() && holds_one_of(name, kSizeWords)) treatment_.limits_size = true;
      if (const auto* compare = node->as<Compare>()) {
        treatment_.limits_size = treatment_.limits_size || compares_size(file_, *compare);
        treatment_.checks_type = treatment_.checks_type || compares_ending(*compare, function);
      }
      if (const auto* call = node->as<Call>()) read_call(*call);
    }
  }

 private:
  void read_call(const Call& call) {
    const std::string_view target = file_.resolve(*call.func);
    if (target.starts_with("PIL.") || target.starts_with("csv.") || target.starts_with("pandas.") ||
        target.starts_with("openpyxl.") || target == "json.loads" || target == "json.load" ||
        target.starts_with("zipfile.") || target.ends_with("model_validate_json")) {
      treatment_.checks_type = true;  // a parser refuses what is something else
    }
    // Whatever it is given may look at the file: `migrators[kind](**arguments)`.
    const bool unknown = target.empty() && !file_.definition_of(*call.func);
    if (unknown && semantic::passes_unpacked_mapping(call)) treatment_.checks_type = true;
    treatment_.stores = treatment_.stores || writes_file(call);
    treatment_.keeps =
        treatment_.keeps || std::any_of(call.args.begin(), call.args.end(),
                                        [&](const Expr* one) { return is_inner_file(*one); });
    treatment_.limits_size = treatment_.limits_size || is_limited_elsewhere(call);
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr) return;
    const std::string_view name = file_.text(method->attr);
    const bool of_upload =
        app::is_parameter(file_, *method->value, upload_) || is_inner_file(*method->value);
    if (of_upload && name == "read") treatment_.keeps = true;
  }

  // `len(content)`, `upload.size`
  bool is_size(const Expr& expr) const {
    const auto* call = expr.as<Call>();
    const auto* attribute = expr.as<Attribute>();
    return (call != nullptr && file_.resolve(*call->func) == "builtins.len") ||
           (attribute != nullptr && file_.text(attribute->attr) == "size");
  }

  // `read_bundle(upload.file)`, `check_size(len(content))`, which stop at a size.
  bool is_limited_elsewhere(const Call& call) const {
    const Definition callee = file_.definition_of(*call.func);
    if (as<FunctionDef>(callee.node) == nullptr) return false;
    const bool given = std::any_of(call.args.begin(), call.args.end(), [&](const Expr* one) {
      return is_inner_file(*one) || is_size(*one);
    });
    const auto tests = callee.file->tree().nodes_of<Compare>(*callee.node);
    return given && std::any_of(tests.begin(), tests.end(), [&](const Compare* one) {
             return compares_size(*callee.file, *one);
           });
  }

  // open(path, "wb"), path.open("wb"), path.write_bytes(…)
  bool writes_file(const Call& call) const {
    const auto* method = call.func->as<Attribute>();
    const std::string_view last = name_of(file_, *call.func);
    const Expr* path = method != nullptr ? method->value : nullptr;
    if (last == "write_bytes") return path != nullptr && stays(*path);
    if (last != "open") return false;
    const bool by_path = !call.args.empty() && is_writing_mode(*call.args[0]);
    if (!by_path && !call.args.empty()) path = call.args[0];
    const Expr* mode = semantic::argument(file_, call, by_path ? 0 : 1, "mode");
    return mode != nullptr && is_writing_mode(*mode) && path != nullptr && stays(*path);
  }

  static bool is_writing_mode(const Expr& expr) {
    const auto* text = expr.as<Constant>();
    return text != nullptr && text->is_str() && text->value.size() <= 3 &&
           text->value.find('b') != text->value.npos &&
           text->value.find_first_of("wxa") != text->value.npos;
  }

  bool stays(const Expr& path) const { return !holds_one_of(file_.text(path), kTemporary); }

  // `name.split(".")[-1] != "zip"`, `ext = name.rsplit(".", 1)[-1]` with `ext not in ALLOWED`
  bool compares_ending(const Compare& compare, const FunctionDef& function) const {
    for (const Node* node : file_.tree().subtree(compare)) {
      if (is_ending(*node)) return true;
      const auto* name = node->as<Name>();
      if (name != nullptr && is_ending_named(name->name, function)) return true;
    }
    return false;
  }

  bool is_ending_named(Identifier name, const FunctionDef& function) const {
    for (const auto* assign : file_.tree().nodes_of<Assign>(function)) {
      const bool so_named =
          std::any_of(assign->targets.begin(), assign->targets.end(), [&](const Expr* target) {
            const auto* one = target->as<Name>();
            return one != nullptr && one->name == name;
          });
      if (!so_named) continue;
      const auto parts = file_.tree().subtree(*assign->value);
      if (std::any_of(parts.begin(), parts.end(), [&](const Node* one) { return is_ending(*one); }))
        return true;
    }
    return false;
  }

  // A file's name split at the dot.
  bool is_ending(const Node& node) const {
    const auto* call = node.as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || call->args.empty()) return false;
    const std::string_view name = file_.text(method->attr);
    const auto* at = call->args[0]->as<Constant>();
    return std::find(kSplits.begin(), kSplits.end(), name) != kSplits.end() && at != nullptr &&
           at->value == "." &&
           lower_case(file_.text(*method->value)).find("name") != std::string::npos;
  }

  // upload.file
  bool is_inner_file(const Expr& expr) const {
    const auto* attribute = expr.as<Attribute>();
    return attribute != nullptr && file_.text(attribute->attr) == "file" &&
           app::is_parameter(file_, *attribute->value, upload_);
  }

  const FileModel& file_;
  const Arg& upload_;
  Treatment& treatment_;
};

// Whether the application has a middleware that refuses large bodies.
bool limits_bodies(const app::Application& application) {
  for (const FileModel& file : application.code().files()) {
    for (const Stmt* import : file.tree().imports()) {
      const auto* from = import->as<ImportFrom>();
      if (from == nullptr) continue;
      for (const Alias* one : from->names) {
        const std::string name = lower_case(one->name);
        const bool about_size =
            name.find("sizelimit") != name.npos || name.find("limitupload") != name.npos ||
            name.find("contentsize") != name.npos || name.find("maxbody") != name.npos ||
            name.find("bodylimit") != name.npos || name.find("limitbody") != name.npos;
        if (about_size) return true;
      }
    }
  }
  return false;
}

class UploadCheck {
 public:
  explicit UploadCheck(ApplicationCheck& check)
      : check_(check),
        size_is_limited_(check.option("gateway-limits-size") != 0 ||
                         limits_bodies(check.application())) {}

  void run() {
    for (const Route* route : check_.application().distinct_routes().all()) {
      const Definition handler = app::handler_of(*route);
      if (!handler) continue;
      for (const Parameter& parameter : route->dependant.parameters) {
        const bool upload = parameter.arg != nullptr && app::is_upload(parameter.field.type) &&
                            handler.node->encloses(*parameter.arg);
        if (upload && seen_.insert(parameter.arg).second) look_at(*route, handler, *parameter.arg);
      }
    }
  }

 private:
  // `if (image.size or 0) > MAX_SIZE: …` before it is read.
  static std::string refusal_of(const Definition& handler, const Arg& upload) {
    const std::string name(handler.file->text(upload.name));
    const std::string type =
        upload.annotation == nullptr ? "" : lower_case(handler.file->text(*upload.annotation));
    const bool are_many = type.find("list[") != type.npos || type.find("sequence[") != type.npos;
    if (are_many) return "each of `" + name + "` by its `size`: answer 413";
    return "`if (" + name + ".size or 0) > MAX_SIZE: raise HTTPException(413)`" +
           with_import_from(*handler.file, "fastapi", "HTTPException");
  }

  static void say_size_alone(Draft& draft, const Definition& handler, const Arg& upload) {
    draft
        .risk(
            "One request fills memory or disk: FastAPI takes bodies of any length, and `read()` "
            "without a size loads all of it.")
        .fix("Refuse what is too large before it is read: {}.", {refusal_of(handler, upload)});
  }

  void look_at(const Route& route, const Definition& handler, const Arg& upload) {
    Treatment treatment;
    treatment.limits_size = size_is_limited_;
    const app::PassedParameters passed = app::passed_parameters(handler, upload);
    for (const PassedParameter& one : passed.all) {
      const auto& function = static_cast<const FunctionDef&>(*one.function.node);
      TreatmentReader(*one.function.file, *one.parameter, treatment).read(function);
    }
    if (passed.escapes || !treatment.keeps) return;
    if (treatment.limits_size && !treatment.lacks_type()) return;
    const std::string_view lacks = treatment.limits_size ? "its type is not checked"
                                   : treatment.lacks_type()
                                       ? "neither its size nor its type is checked"
                                       : "its size is not limited";
    Draft draft = check_.report(*handler.file, upload.span(), "`{}` takes the upload `{}`; {}",
                                {app::label_of(route), handler.file->text(upload.name), lacks});
    if (!treatment.lacks_type()) {
      say_size_alone(draft, handler, upload);
    } else if (!treatment.limits_size) {
      draft.fix(
          "Refuse what is too large before it is read, {}, and compare `content_type` and the "
          "first bytes with what is allowed.",
          {refusal_of(handler, upload)});
    }
    if (app::is_restricted_to_administrators(check_.application(), route)) {
      draft.severity(Severity::Warning);
    }
  }

  ApplicationCheck& check_;
  bool size_is_limited_;
  std::set<const Arg*> seen_;  // looked up only
};

void check(ApplicationCheck& check) { UploadCheck(check).run(); }

}  // namespace

extern constinit const Rule VAL019 = {
    .code = "VAL019",
    .name = "upload-unvalidated",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-434", "CWE-770", "ASVS 5.2.1", "ASVS 5.2.2", "OWASP API4:2023"},
    .options = {flag_option("gateway-limits-size", false,
                            "a proxy in front of the application refuses large bodies")},
    .risk =
        "One request fills memory or disk, and a file of any kind is stored, shown or processed: "
        "an "
        "HTML page, a script, an archive that explodes.",
    .advice =
        "Refuse what is too large before it is read, `if (file.size or 0) > MAX_SIZE: raise "
        "HTTPException(413)` with the name that the parameter has, and compare `content_type` "
        "and the first bytes with what is allowed.",
    .docs = R"md(
An uploaded file is as large and of the type that the client likes. FastAPI limits neither. The type matters where the
file is kept, under a name of its own: there it is shown or run later.

```python bad
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/avatar")
async def upload(file: UploadFile) -> None:
    store(await file.read())
```

```python good
from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
MAX_BYTES = 2_000_000


@app.post("/avatar")
async def upload(file: UploadFile) -> None:
    if file.content_type not in {"image/png", "image/jpeg"}:
        raise HTTPException(415)
    if file.size is None or file.size > MAX_BYTES:
        raise HTTPException(413)
    store(await file.read())
```

Looked at are the endpoint and the functions of the repository that the file is passed to; passed to something else
it is not known what happens, and nothing is said. A size is limited by a comparison, or by a middleware for bodies; a
type is checked by its content type, its suffix, a parser (Pillow, csv, json). Of a file that is read in memory, passed
on to another service or written to a temporary place only the size is asked for. Where only administrators get in it
is a warning. `gateway-limits-size = true` says that
a proxy limits sizes.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
