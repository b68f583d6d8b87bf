#include "app/values/file_place.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/effects/request_functions.h"
#include "app/settings/environment_reads.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using PlaceKind = FilePlace::Kind;

namespace {

constexpr int kMaxDepth = 24;
constexpr int kMaxSteps = 200;

// Whose place is that of their first argument.
constexpr std::array<std::string_view, 14> kOfFirst = {
    "os.path.join",      "os.path.abspath",    "os.path.realpath", "os.path.normpath",
    "os.path.dirname",   "os.fspath",          "builtins.str",     "pathlib.Path",
    "pathlib.PurePath",  "os.path.expanduser", "anyio.Path",       "os.path.expandvars",
    "pathlib.PosixPath", "shutil.copy"};
// Methods of paths and texts whose place is that of what they are called on.
constexpr std::array<std::string_view, 14> kKeeping = {
    "resolve",   "absolute", "expanduser", "joinpath", "with_suffix", "with_name", "as_posix",
    "with_stem", "__str__",  "rstrip",     "strip",    "lstrip",      "replace",   "format"};
constexpr std::array<std::string_view, 5> kFolders = {"/tmp", "/var/tmp", "/dev", "/proc", "/run"};

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_database(std::string_view url) { return url.starts_with("sqlite"); }

class Placing {
 public:
  explicit Placing(const SettingsTable& settings) : settings_(settings) {}

  FilePlace of(Placed at) {
    if (!at || ++steps_ > kMaxSteps || depth_ >= kMaxDepth) return {};
    ++depth_;
    FilePlace place = compute(*at.file, *at.expr);
    --depth_;
    return place;
  }

 private:
  FilePlace compute(const FileModel& file, const Expr& expr) {
    if (const auto read = environment_read(file, expr)) return configured(*read);
    if (const SettingsTable::FieldOfSettings field = settings_.field_of({&file, &expr})) {
      return configured(field);
    }
    switch (expr.kind) {
      case Kind::Constant: {
        const auto text = file.constant_string(expr);
        return text && !text->empty() ? place_of_text(*text) : FilePlace{};
      }
      case Kind::JoinedStr: return joined(file, *expr.as<JoinedStr>());
      case Kind::FormattedValue: return of({&file, expr.as<FormattedValue>()->value});
      case Kind::BinOp: return binary(file, *expr.as<BinOp>());
      case Kind::BoolOp: return either(file, expr.as<BoolOp>()->values);
      case Kind::IfExp: {
        const auto& choice = *expr.as<IfExp>();
        return worse(of({&file, choice.body}), of({&file, choice.orelse}));
      }
      case Kind::Await: return of({&file, expr.as<Await>()->value});
      case Kind::Subscript: return of({&file, expr.as<Subscript>()->value});
      case Kind::NamedExpr: return of({&file, expr.as<NamedExpr>()->value});
      case Kind::Call: return call(file, *expr.as<Call>());
      case Kind::Attribute: return attribute(file, *expr.as<Attribute>());
      case Kind::Name: return name(file, *expr.as<Name>());
      default: return {};
    }
  }

  // "a" / name, "a" + name: the left side says where, the right side what.
  FilePlace binary(const FileModel& file, const BinOp& operation) {
    if (operation.op != Operator::Div && operation.op != Operator::Add &&
        operation.op != Operator::Mod) {
      return {};
    }
    FilePlace left = of({&file, operation.left});
    append(left, file.constant_string(*operation.right), operation.op == Operator::Div);
    return left;
  }

  static void append(FilePlace& place, const std::optional<std::string>& more, bool as_part) {
    if (!more || place.kind == PlaceKind::Unknown || place.kind == PlaceKind::Temporary) return;
    if (place.kind == PlaceKind::Configured && place.text.empty()) return;
    if (as_part && !place.text.empty() && !place.text.ends_with('/')) place.text += '/';
    place.text += *more;
  }

  FilePlace joined(const FileModel& file, const JoinedStr& text) {
    if (text.values.empty()) return {};
    const auto scheme = file.constant_string(*text.values[0]);
    const bool is_url = scheme && is_database(*scheme) && text.values.size() > 1;
    const std::uint32_t first = is_url && scheme->ends_with("///") ? 1 : 0;
    FilePlace place = of({&file, text.values[first]});
    for (std::uint32_t i = first + 1; i < text.values.size(); ++i) {
      const auto more = file.constant_string(*text.values[i]);
      append(place, more ? more : std::optional<std::string>("…"), false);
    }
    return place;
  }

  template <class Exprs>
  FilePlace either(const FileModel& file, const Exprs& choices) {
    FilePlace place = of({&file, choices[0]});
    for (std::uint32_t i = 1; i < choices.size(); ++i) {
      FilePlace other = of({&file, choices[i]});
      if (place.kind == PlaceKind::Configured && place.text.empty()) {
        place.text = other.text;
      } else {
        place = worse(std::move(place), std::move(other));
      }
    }
    return place;
  }

  // Of two that may be meant: temporary, or not known, if one is.
  static FilePlace worse(FilePlace a, FilePlace b) {
    const auto rank = [](const FilePlace& place) { return static_cast<int>(place.kind); };
    if (a.kind == PlaceKind::Configured || b.kind == PlaceKind::Configured) {
      return rank(a) > rank(b) ? a : b;
    }
    return rank(a) < rank(b) ? a : b;
  }

  FilePlace call(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    if (target.starts_with("tempfile.")) return {PlaceKind::Temporary, {}, {}};
    if (target == "os.getcwd" || target == "pathlib.Path.cwd") return {PlaceKind::Local, ".", {}};
    if (target == "pathlib.Path.home") return {PlaceKind::Absolute, "~", {}};
    if (is_one_of(target, kOfFirst) && !call.args.empty()) {
      FilePlace place = of({&file, call.args[0]});
      for (std::uint32_t i = 1; i < call.args.size(); ++i) {
        append(place, file.constant_string(*call.args[i]), true);
      }
      return place;
    }
    const auto* method = call.func->as<Attribute>();
    if (method != nullptr && is_one_of(file.text(method->attr), kKeeping)) {
      FilePlace place = of({&file, method->value});
      if (file.text(method->attr) == "joinpath") {
        for (const Expr* part : call.args) append(place, file.constant_string(*part), true);
      }
      if (place.kind != PlaceKind::Unknown) return place;
    }
    return returned(file, call);
  }

  // What a function of the repository returns, where it returns one thing.
  FilePlace returned(const FileModel& file, const Call& call) {
    const Definition callee = called_function(file, call);
    const auto* function = as<FunctionDef>(callee.node);
    if (function == nullptr) return {};
    const Return* answer = semantic::first_valued_return(*callee.file, *function);
    return answer != nullptr ? of({callee.file, answer->value}) : FilePlace{};
  }

  FilePlace attribute(const FileModel& file, const Attribute& attribute) {
    const std::string_view member = file.text(attribute.attr);
    if (file.type_of(*attribute.value).starts_with("tempfile.")) {
      return {PlaceKind::Temporary, {}, {}};
    }
    if (member == "parent" || member == "parents") {
      FilePlace place = of({&file, attribute.value});
      return place.text == "." ? FilePlace{} : place;  // beside the folder it is started in
    }
    if (member == "filename" && file.type_of(*attribute.value).ends_with("UploadFile")) {
      return {PlaceKind::Local, "", {}};
    }
    if (member == "name" || member == "stem" || member == "suffix") {
      const FilePlace owner = of({&file, attribute.value});
      return owner.kind == PlaceKind::Temporary ? owner : FilePlace{};
    }
    return followed({&file, &attribute});
  }

  FilePlace name(const FileModel& file, const Name& name) {
    if (file.text(name.name) == "__file__") return {PlaceKind::Local, "", {}, true};
    const auto bindings = semantic::reaching_bindings(file, name);
    if (bindings.empty()) return followed({&file, &name});
    FilePlace place;
    bool is_first = true;
    for (const semantic::Binding* one : bindings) {
      if (!open_.insert(one).second) continue;
      FilePlace other = bound(file, *one, name);
      open_.erase(one);
      place = is_first ? std::move(other) : worse(std::move(place), std::move(other));
      is_first = false;
    }
    return place;
  }

  FilePlace bound(const FileModel& file, const semantic::Binding& binding, const Name& name) {
    using semantic::BindingKind;
    switch (binding.kind) {
      case BindingKind::Assignment:
      case BindingKind::Annotation:
      case BindingKind::WithTarget:
      case BindingKind::Walrus: return of({&file, binding.value});
      case BindingKind::Unpacking: {
        const Expr* value = semantic::unpacked_value(file, binding);
        const FilePlace place = value != nullptr ? of({&file, value}) : FilePlace{};
        return place.kind == PlaceKind::Temporary ? place : FilePlace{};
      }
      case BindingKind::Import:
      case BindingKind::ImportFrom: return followed({&file, &name});
      default: return {};
    }
  }

  FilePlace followed(Placed at) {
    const Followed found = follow(at);
    const bool moved = found.value && found.value.expr != at.expr;
    return moved ? of(found.value) : FilePlace{};
  }

  FilePlace configured(const EnvironmentRead& read) {
    FilePlace place = of(read.default_value);
    if (place.kind == PlaceKind::Temporary) return place;
    return {PlaceKind::Configured, place.text, read.name};
  }

  FilePlace configured(const SettingsTable::FieldOfSettings& field) {
    const Value& value = field.field->default_value;
    FilePlace place = value.is(Value::Kind::Str)
                          ? place_of_text(value.text)
                          : of({&file_of(*field.field), field.field->assigned});
    if (place.kind == PlaceKind::Temporary) return place;
    const auto variables = field.cls->variables_of(*field.field);
    return {PlaceKind::Configured, place.text,
            variables.empty() ? std::string(field.field->name) : variables.front()->name};
  }

  const SettingsTable& settings_;
  std::set<const semantic::Binding*> open_;
  int steps_ = 0;
  int depth_ = 0;
};

}  // namespace

FilePlace file_place(Placed expr, const SettingsTable& settings) {
  return Placing(settings).of(expr);
}

FilePlace place_of_text(std::string_view path) {
  constexpr std::string_view kScheme = ":///";
  const std::size_t scheme = is_database(path) ? path.find(kScheme) : path.npos;
  if (scheme != path.npos) path.remove_prefix(scheme + kScheme.size());
  if (path.empty() || path.find("://") != path.npos || path == ":memory:") return {};
  for (std::string_view folder : kFolders) {
    if (is_below(path, folder)) return {PlaceKind::Temporary, std::string(path), {}};
  }
  const bool from_root = path.front() == '/' || path == "~" || path.starts_with("~/");
  return {from_root ? PlaceKind::Absolute : PlaceKind::Local, std::string(path), {}};
}

}  // namespace fastidious::app
