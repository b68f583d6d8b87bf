#include <algorithm>
#include <string>
#include <utility>

#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::StringPart;

constexpr std::string_view kNameMakers[] = {"tempfile.mktemp", "os.tempnam", "os.tmpnam"};

// Folders in which everybody may write.
constexpr std::string_view kShared[] = {"/tmp", "/var/tmp", "/dev/shm"};

bool is_for_all(std::string_view path) {
  return std::any_of(std::begin(kShared), std::end(kShared), [&](std::string_view folder) {
    return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
  });
}

// Whether the call opens the file to write, and takes one that is there already.
bool overwrites(const FileModel& file, const Call& call) {
  const Expr* mode = semantic::argument(file, call, 1, "mode");
  const auto text = mode != nullptr ? file.constant_string(*mode) : std::nullopt;
  return text && text->find_first_of("wa") != std::string::npos;
}

// A part of the name that comes from a client; null if there is none.
const StringPart* sent_part(const semantic::StringParts& name) {
  const auto found = std::find_if(name.parts.begin(), name.parts.end(), [](const StringPart& one) {
    return one.kind == semantic::PartKind::Open && !one.called &&
           semantic::origin_of(*one.file, *one.node) == semantic::Origin::Request;
  });
  return found != name.parts.end() ? &*found : nullptr;
}

// Of a text, of Path("…"), and of Path("…") / "…", also behind a name.
semantic::StringParts parts_of_path(const FileModel& file, const Expr& path, int depth = 0) {
  const auto* call = path.as<Call>();
  const auto* name = path.as<Name>();
  const auto* join = path.as<BinOp>();
  if (depth > 5) return {};
  if (name != nullptr) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    const bool one = bindings.size() == 1 && bindings[0]->value != nullptr;
    if (one && bindings[0]->kind != semantic::BindingKind::Parameter) {
      return parts_of_path(file, *bindings[0]->value, depth + 1);
    }
  } else if (call != nullptr && !call->args.empty() && file.type_of(path) == "pathlib.Path") {
    return parts_of_path(file, *call->args[0], depth + 1);
  } else if (join != nullptr && join->op == Operator::Div) {
    semantic::StringParts all = parts_of_path(file, *join->left, depth + 1);
    if (!all.parts.empty() && all.parts.back().kind == semantic::PartKind::Text) {
      all.parts.back().text += "/";
    }
    for (StringPart& part : parts_of_path(file, *join->right, depth + 1).parts) {
      all.parts.push_back(std::move(part));
    }
    return all;
  }
  return semantic::string_parts(file, path);
}

// Whether a part of the name is new each time: uuid4(), token_hex().
bool is_unique(const FileModel& file, const semantic::StringParts& name) {
  return std::any_of(name.parts.begin(), name.parts.end(), [&](const StringPart& part) {
    if (part.node == nullptr) return false;
    const auto words = name_words((part.file != nullptr ? *part.file : file).text(*part.node));
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return word.starts_with("uuid") || word == "token" || word == "uid" || word == "random";
    });
  });
}

// The file that the call writes; null if it only reads, or takes no file that is there.
const Expr* written_path(const FileModel& file, const Call& call, std::string_view target) {
  const auto* method = call.func->as<Attribute>();
  if (target.starts_with("pathlib.")) return method != nullptr ? method->value : nullptr;
  return overwrites(file, call) ? semantic::argument(file, call, 0, "file") : nullptr;
}

std::string joined(const semantic::StringParts& name) {
  std::string text;
  for (const StringPart& part : name.parts) text += part.text;
  return text;
}

void check_open(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* path = written_path(file, call, check.target());
  if (path == nullptr) return;
  const semantic::StringParts name = parts_of_path(file, *path);
  if (is_unique(file, name)) return;
  const bool is_temporary = !name.parts.empty() && name.parts[0].kind == semantic::PartKind::Text &&
                            is_for_all(name.parts[0].text);
  if (!is_temporary) return;
  if (const StringPart* part = sent_part(name)) {
    check
        .report(*path, "The client names a file below `/tmp`: `{}`",
                {part->file->text(*part->node)})
        .confidence(Confidence::Medium)
        .risk(
            "Two requests with the same name write into each other's file, and a link that "
            "somebody put there leads the write elsewhere.");
  } else if (std::all_of(name.parts.begin(), name.parts.end(), [](const StringPart& one) {
               return one.kind == semantic::PartKind::Text;
             })) {
    check.report(*path, "`{}` is written under a name that everybody knows", {joined(name)})
        .severity(Severity::Suggestion)
        .confidence(Confidence::Medium)
        .risk(
            "Requests at the same time write the same file; where other users share the machine, "
            "a link that one of them puts there leads the write elsewhere.");
  }
}

void check(const Call& call, Check& check) {
  if (is_one_of(check.target(), kNameMakers)) {
    check.report(*call.func, "`{}` gives a name that is free only until somebody else takes it",
                 {check.file().text(*call.func)});
  } else {
    check_open(call, check);
  }
}

}  // namespace

extern constinit const Rule SEC100 = {
    .code = "SEC100",
    .name = "tempfile-insecure",
    .family = Family::Security,
    .tier = Tier::P2,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-377", "https://docs.python.org/3/library/tempfile.html#tempfile.mktemp"},
    .risk =
        "Between the name and the file somebody else may put a link there: the program then "
        "writes where it leads, or reads what it did not write.",
    .advice =
        "Let the library make the file: `with tempfile.NamedTemporaryFile() as file:`, or "
        "`tempfile.mkstemp()`, `tempfile.TemporaryDirectory()`.",
    .docs = R"md(
`tempfile.mktemp()` gives a name and no file. A name below `/tmp` that is made of what a client sends is one that others
can guess, and that two requests share.

```python bad
import tempfile


def export(rows: list[str]) -> str:
    path = tempfile.mktemp(suffix=".csv")
    with open(path, "w") as file:
        file.writelines(rows)
    return path
```

```python good
import tempfile


def export(rows: list[str]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
        file.writelines(rows)
    return file.name
```

Review is asked for names that hold what a client sends; a constant name, as caches in functions of a cloud have it, is a
suggestion. Not reported: files that are opened to read, and mode `x`, which takes no file that is there.
)md",
    .calls = {"tempfile.mktemp", "os.tempnam", "os.tmpnam", "builtins.open", "aiofiles.open",
              "pathlib.Path.write_text", "pathlib.Path.write_bytes"},
    .on_call = check,
};

}  // namespace fastidious::rules
