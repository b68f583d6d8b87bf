#include <algorithm>
#include <optional>

#include "rules/fetched_files.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Origin;

bool is_yaml(std::string_view target) { return target.starts_with("yaml."); }

// ---- YAML
// ---------------------------------------------------------------------------------------------

enum class Loader { Safe, Full, Unsafe, Unknown };

Loader loader_of(const FileModel& file, const Call& call, std::string_view target) {
  if (target.find("unsafe_load") != target.npos) return Loader::Unsafe;
  if (target.find("full_load") != target.npos) return Loader::Full;
  const Expr* loader = semantic::argument(file, call, 1, "Loader");
  if (loader == nullptr) return Loader::Unsafe;
  const std::string_view name = file.resolve(loader);
  if (name.ends_with("SafeLoader") || name.ends_with("BaseLoader")) return Loader::Safe;
  if (name == "yaml.FullLoader") return Loader::Full;
  const bool is_unsafe = name == "yaml.Loader" || name == "yaml.UnsafeLoader" ||
                         name == "yaml.CLoader" || name == "yaml.CUnsafeLoader";
  return is_unsafe ? Loader::Unsafe : Loader::Unknown;
}

// Whether the file teaches YAML tags of its own, which safe_load() would not know.
bool has_custom_tags(const FileModel& file) {
  const std::string_view text = file.file().slice(file.tree().root().span());
  return text.find("add_constructor") != text.npos || text.find("YAMLObject") != text.npos ||
         text.find("add_multi_constructor") != text.npos;
}

// yaml.load(x, Loader=L) becomes yaml.safe_load(x)
void offer_safe_load(const Call& call, const FileModel& file, Draft& draft) {
  const auto* method = call.func->as<Attribute>();
  const bool is_plain = method != nullptr && file.text(method->attr) == "load" &&
                        !call.args.empty() && !call.args.front()->parenthesized &&
                        call.args.size() + call.keywords.size() <= 2;
  if (!is_plain || has_custom_tags(file)) return;
  draft.edit(method->attr_span(), "safe_load");
  const Expr& stream = *call.args.front();
  if (call.args.size() == 2) draft.edit({stream.end, call.args[1]->end}, "");
  if (!call.keywords.empty()) draft.edit({stream.end, call.keywords.front()->end}, "");
}

// ---- pickle and its kin
// ----------------------------------------------------------------------------------

// The path of the file that `stream` reads, where its function opens it; else null.
const Expr* opened_path(const FileModel& file, const Expr& stream, int depth = 0) {
  constexpr int kMaxDepth = 5;
  if (const auto* call = stream.as<Call>()) {
    const std::string_view target = file.resolve(call->func);
    const auto* method = call->func->as<Attribute>();
    if (target == "builtins.open" || target == "io.open" || target == "gzip.open") {
      return semantic::argument(file, *call, 0, "file");
    }
    const std::string_view name = method != nullptr ? file.text(method->attr) : std::string_view{};
    if (name == "read_bytes" || name == "read_text" || name == "open") return method->value;
    return name == "read" && depth < kMaxDepth ? opened_path(file, *method->value, depth + 1)
                                               : nullptr;
  }
  const auto* name = stream.as<Name>();
  if (name == nullptr || depth >= kMaxDepth) return nullptr;
  const auto bindings = reaching_bindings(file, *name);
  return bindings.size() == 1 && bindings[0]->value != nullptr
             ? opened_path(file, *bindings[0]->value, depth + 1)
             : nullptr;
}

// Whether `data` is constant, or read from a file whose path is: the program's own.
bool is_own(const FileModel& file, const Expr& data) {
  const Expr* path = opened_path(file, data);
  return file.constant(data) || (path != nullptr && origin_of(file, *path) == Origin::Constant);
}

// One call of those that the rule is about.
struct Site {
  const FileModel& file;
  const Call& call;
  std::string_view target;
  const flow::Flow* flow = nullptr;  // what a client sends ends up there
  const FetchedFile* fetched = nullptr;  // it reads a file that was filled so
  const flow::Flow* address = nullptr;   // where that was fetched from is a client's choice
};

// Adds how the file came about, and who chooses what is in it.
void add_fetched(ApplicationCheck& check, Draft& draft, const Site& site) {
  if (site.fetched == nullptr) return;
  const FetchedFile& from = *site.fetched;
  draft
      .message("`{}` builds whatever Python object the file names, which holds what `{}` fetched{}",
               {site.file.text(*site.call.func), from.file->text(*from.fetched->func),
                site.address != nullptr
                    ? " from an address that a client gives" + sent_by(check, *site.address)
                    : std::string()});
  add_flow(check, draft, site.address);
  if (site.address == nullptr) draft.step(*from.file, from.fetched->span(), "It is fetched here");
  draft.step(*from.file, from.written->span(), "What is fetched is written to the file here");
}

void check_yaml(ApplicationCheck& check, const Site& site) {
  const FileModel& file = site.file;
  const Loader loader = loader_of(file, site.call, site.target);
  const Expr* stream = semantic::argument(file, site.call, 0, "stream");
  if (loader == Loader::Safe || loader == Loader::Unknown || stream == nullptr) return;
  const bool is_constant = file.constant(*stream).has_value();
  if (!is_constant && is_own(file, *stream) && site.fetched == nullptr) return;
  const bool is_file = opened_path(file, *stream) != nullptr && site.flow == nullptr &&
                       site.address == nullptr;
  Draft draft =
      check.report(file, site.call.span(), "`{}` builds any Python object that the YAML names",
                   {file.text(*site.call.func)});
  draft.severity(is_constant                         ? Severity::Suggestion
                 : loader == Loader::Full || is_file ? Severity::Warning
                                                     : Severity::Critical);
  add_flow(check, draft, site.flow);
  add_fetched(check, draft, site);
  draft.fix("Write `yaml.safe_load(stream)`.");
  if (loader == Loader::Full) {
    draft.risk(
        "FullLoader has had holes that ran code (CVE-2020-14343); it is not meant for text from "
        "outside.");
  } else {
    draft.fix_class(FixClass::Safe);
  }
  offer_safe_load(site.call, file, draft);
}

// YAML(typ="unsafe")
void check_ruamel(ApplicationCheck& check, const Site& site) {
  const Expr* kind = semantic::argument(site.file, site.call, -1, "typ");
  const auto text = kind != nullptr ? site.file.constant_string(*kind) : std::nullopt;
  if (!text || *text != "unsafe") return;
  check
      .report(site.file, site.call.span(), "`{}` builds any Python object that the YAML names",
              {site.file.text(*site.call.func)})
      .severity(Severity::Warning)
      .fix("Write `YAML(typ=\"safe\")`.");
}

// Whether the function tests a signature, or made the bytes itself.
bool is_verified(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const auto nodes = file.tree().subtree(*function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* other = node->as<Call>();
    const std::string_view target =
        other != nullptr ? file.resolve(other->func) : std::string_view{};
    return target.starts_with("hmac.") || target.ends_with(".verify") ||
           target.ends_with(".decrypt") || target.ends_with(".unsign");
  });
}

// pickle.loads(pickle.dumps(x)): a deep copy
bool is_own_bytes(const FileModel& file, const Expr& data) {
  const auto* call = data.as<Call>();
  return call != nullptr && file.resolve(call->func).ends_with(".dumps");
}

bool is_turned_off(const FileModel& file, const Call& call, std::string_view target) {
  const auto is = [&](std::string_view keyword, bool wanted) {
    const Expr* value = semantic::argument(file, call, -1, keyword);
    const auto constant = value != nullptr ? file.constant(*value) : std::nullopt;
    return constant && constant->type == semantic::ConstantValue::Type::Bool &&
           (constant->integer != 0) == wanted;
  };
  if (target == "torch.load") return is("weights_only", true);
  if (target == "numpy.load") return !is("allow_pickle", true);
  return false;
}

// Whether the function opens the file that its first argument names.
bool takes_path(std::string_view target) {
  return target == "pandas.read_pickle" || target == "joblib.load" || target == "torch.load" ||
         target == "numpy.load" || target == "shelve.open";
}

void check_pickle(ApplicationCheck& check, const Site& site) {
  const FileModel& file = site.file;
  const Expr* data = site.call.args.empty() ? nullptr : site.call.args.front();
  const bool is_fine = data == nullptr || (is_own(file, *data) && site.fetched == nullptr) ||
                       is_own_bytes(file, *data) ||
                       is_turned_off(file, site.call, site.target);
  if (is_fine) return;
  const Expr* path = opened_path(file, *data);
  const Origin origin =
      site.flow != nullptr ? Origin::Request : origin_of(file, path != nullptr ? *path : *data);
  const bool is_file = (path != nullptr || takes_path(site.target)) && origin != Origin::Request;
  const bool is_own_file = is_file && origin == Origin::Constant && site.fetched == nullptr;
  if (is_own_file || is_verified(file, site.call)) return;
  const bool is_mild = origin != Origin::Request && site.address == nullptr;
  Draft draft = check.report(
      file, site.call.span(),
      is_file ? "`{}` runs code that the file `{}` may hold" : "`{}` runs code that `{}` may hold",
      {file.text(*site.call.func), file.text(*data)});
  const std::string_view target = file.resolve(site.call.func);
  if (target == "pandas.read_pickle") {
    draft.fix("Keep the table as Parquet or CSV: `to_parquet` and `read_parquet`.");
  } else if (target == "numpy.load") {
    draft.fix("Save arrays of plain types and load them without `allow_pickle`.");
  }
  draft.severity(is_mild ? Severity::Warning : Severity::Critical)
      .confidence(is_mild ? Confidence::Medium : Confidence::High);
  add_flow(check, draft, site.flow);
  add_fetched(check, draft, site);
}

constexpr std::string_view kTargets[] = {"pickle.load",
                                         "pickle.loads",
                                         "pickle.Unpickler",
                                         "_pickle.load",
                                         "_pickle.loads",
                                         "cPickle.load",
                                         "cPickle.loads",
                                         "cloudpickle.load",
                                         "cloudpickle.loads",
                                         "dill.load",
                                         "dill.loads",
                                         "marshal.load",
                                         "marshal.loads",
                                         "shelve.open",
                                         "shelve.DbfilenameShelf",
                                         "jsonpickle.decode",
                                         "jsonpickle.loads",
                                         "jsonpickle.unpickler.decode",
                                         "jsonpickle.unpickler.Unpickler",
                                         "dill.Unpickler",
                                         "pandas.read_pickle",
                                         "joblib.load",
                                         "torch.load",
                                         "numpy.load",
                                         "yaml.load",
                                         "yaml.load_all",
                                         "yaml.unsafe_load",
                                         "yaml.unsafe_load_all",
                                         "yaml.full_load",
                                         "yaml.full_load_all",
                                         "ruamel.yaml.YAML"};

// Which files were fetched, asked where one is read.
class Origins {
 public:
  explicit Origins(ApplicationCheck& check)
      : check_(check), flows_(flows_at_sinks(check, flow::Danger::Deserialise)) {}

  Site site_of(const semantic::CallSite& call, std::string_view target) {
    const auto flow = flows_.find(call.call);
    Site site{*call.file, *call.call, target, flow == flows_.end() ? nullptr : flow->second};
    const Expr* data = call.call->args.empty() ? nullptr : call.call->args.front();
    const Expr* path = data != nullptr ? opened_path(*call.file, *data) : nullptr;
    if (path == nullptr) return site;
    if (!files_) read();
    site.fetched = files_->find(*call.file, *path);
    const auto address =
        site.fetched != nullptr ? addresses_.find(site.fetched->fetched) : addresses_.end();
    if (address != addresses_.end()) site.address = address->second;
    return site;
  }

 private:
  void read() {
    files_.emplace(check_.model());
    addresses_ = flows_at_sinks(check_, flow::Danger::Host);
  }

  ApplicationCheck& check_;
  FlowsAt flows_;
  FlowsAt addresses_;
  std::optional<FetchedFiles> files_;
};

void check(ApplicationCheck& check) {
  Origins origins(check);
  for (const std::string_view target : kTargets) {
    for (const semantic::CallSite& call : check.model().calls_of(target)) {
      const Site site = origins.site_of(call, target);
      if (target == "ruamel.yaml.YAML") {
        check_ruamel(check, site);
      } else {
        is_yaml(target) ? check_yaml(check, site) : check_pickle(check, site);
      }
    }
  }
}

}  // namespace

extern constinit const Rule SEC027 = {
    .code = "SEC027",
    .name = "unsafe-deserialization",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-502", "OWASP API8:2023", "ASVS 1.5.2",
                   "https://docs.python.org/3/library/pickle.html#module-pickle"},
    .risk =
        "These formats say which function to call with which arguments: whoever writes the bytes "
        "runs code "
        "with the rights of the service.",
    .advice =
        "Exchange data as JSON, read by `json.loads` or a model's `model_validate_json`; keep "
        "pickles "
        "to bytes whose HMAC was verified first.",
    .docs = R"md(
`pickle` and what is built on it (`shelve`, `dill`, `joblib`, `torch.load`), `marshal`,
`jsonpickle` and PyYAML's full loaders create any object and call any function that their input
names.

```python bad
import pickle

import yaml
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/import")
async def load(request: Request) -> dict:
    settings = yaml.load(await request.body(), Loader=yaml.Loader)
    return {"settings": settings, "state": pickle.loads(await request.body())}
```

```python good
import json

import yaml
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/import")
async def load(request: Request) -> dict:
    settings = yaml.safe_load(await request.body())
    return {"settings": settings, "state": json.loads(await request.body())}
```

Certain is what a request brings, and a YAML loader that builds objects. Bytes of other origin, files
whose path is not constant (YAML too) and `FullLoader` are warnings. A file that the application itself fills with what it
fetches by HTTP is as bad as who chooses the address: certain where a client does, else a warning. Silent: files of a constant path, bytes whose signature the function
verifies, deep copies, `torch.load(…, weights_only=True)`, `numpy.load()` without
`allow_pickle=True`, loaders derived from `SafeLoader`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
