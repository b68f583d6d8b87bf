#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/effects/never_none.h"
#include "app/effects/passed_parameters.h"
#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/counted.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Type;
using semantic::Definition;
using semantic::FileModel;

// X of Iterator[X], Generator[X, …] and their asynchronous kin: what a dependency that yields
// gives.
Type given_type(const FileModel& file, const FunctionDef& function) {
  const Type declared = app::read_annotation(file, function.returns);
  if (!file.is_generator(function)) return declared;
  const bool generator = declared.name.ends_with("Generator") ||
                         declared.name.ends_with("Iterator") || declared.name.ends_with("Iterable");
  return generator && !declared.args.empty() ? declared.args[0] : Type{};
}

enum class Fits { Yes, No, Unknown };

bool has_known_bases(const Type& type) {
  if (!type.is(Type::Kind::Class)) return type.is(Type::Kind::Scalar);
  return type.definition.file->has_known_bases(*type.definition.node->as<ClassDef>());
}

bool is_protocol(const Type& type) {
  return type.is(Type::Kind::Class) &&
         type.definition.file->is_protocol(*type.definition.node->as<ClassDef>());
}

bool is_number(const Type& type) {
  return type.is_scalar("builtins.int") || type.is_scalar("builtins.float") ||
         type.is_scalar("builtins.bool") || type.is_scalar("builtins.complex");
}

// Whether a value of one choice `given` may be declared as `wanted`.
Fits fits_one(const FileModel& file, const Type& given, const Type& wanted) {
  if (wanted.is(Type::Kind::None) || given.is(Type::Kind::None)) {
    if (given.kind == wanted.kind) return Fits::Yes;
    const Type& other = given.is(Type::Kind::None) ? wanted : given;
    const bool told = other.is(Type::Kind::Scalar) || other.is(Type::Kind::Class);
    return told && !is_protocol(other) && !other.is_scalar("builtins.object") ? Fits::No
                                                                              : Fits::Unknown;
  }
  const bool comparable = (given.is(Type::Kind::Class) || given.is(Type::Kind::Scalar)) &&
                          (wanted.is(Type::Kind::Class) || wanted.is(Type::Kind::Scalar));
  if (!comparable || given.name.empty() || wanted.name.empty()) return Fits::Unknown;
  if (given.name == wanted.name || wanted.is_scalar("builtins.object")) return Fits::Yes;
  if (file.project().is_subclass(given.name, wanted.name)) return Fits::Yes;
  if (is_number(given) && is_number(wanted)) return Fits::Yes;
  return has_known_bases(given) && !is_protocol(wanted) ? Fits::No : Fits::Unknown;
}

std::vector<Type> choices_of(const Type& type) {
  return type.is(Type::Kind::Union) ? type.args : std::vector<Type>{type};
}

Fits fits(const FileModel& file, const Type& given, const Type& wanted) {
  Fits all = Fits::Yes;
  for (const Type& one : choices_of(given)) {
    Fits best = Fits::No;
    for (const Type& choice : choices_of(wanted)) {
      const Fits now = fits_one(file, one, choice);
      if (now == Fits::Yes) best = Fits::Yes;
      if (now == Fits::Unknown && best == Fits::No) best = Fits::Unknown;
    }
    if (best == Fits::No) return Fits::No;
    if (best == Fits::Unknown) all = Fits::Unknown;
  }
  return all;
}

// The parameters of `function`, which take the values of dependencies, by name.
std::unordered_map<std::string_view, const Arg*> parameters_of(const Definition& function) {
  std::unordered_map<std::string_view, const Arg*> parameters;
  for (const Arg* arg : static_cast<const FunctionDef&>(*function.node).args->all) {
    parameters.emplace(function.file->text(arg->name), arg);
  }
  return parameters;
}

// Whether the function does nothing with the parameter: it is there for what the dependency does.
bool is_unread(const Definition& function, const Arg& arg) {
  const FileModel& file = *function.file;
  if (semantic::is_stub_body(file, static_cast<const FunctionDef&>(*function.node))) return false;
  const auto names = file.tree().nodes_of<Name>(*function.node);
  return std::none_of(names.begin(), names.end(), [&](const Name* one) {
    return one->context == Context::Load && app::is_parameter(file, *one, arg);
  });
}

// One dependency, declared as something else; and where.
struct Mismatch {
  Definition callee;
  Type given, wanted;
  std::vector<std::pair<const FileModel*, const Arg*>> places;
};

constexpr std::size_t kListed = 5;  // other places that the trace shows

class MismatchCheck {
 public:
  explicit MismatchCheck(ApplicationCheck& check) : check_(check) {}

  void run() {
    for (const app::Route* route : check_.application().distinct_routes().all()) {
      app::for_each_dependency(route->dependant, [&](const Dependency& one) { look_at(one); });
    }
    for (const Mismatch& one : mismatches_) report(one);
  }

 private:
  void look_at(const Dependency& dependent) {
    const Definition function = app::running_function(dependent.callable);
    if (!function || dependent.dependencies.empty()) return;
    const auto parameters = parameters_of(function);
    for (const Dependency& one : dependent.dependencies) {
      if (one.name.empty() || one.scheme) continue;
      const auto found = parameters.find(one.name);
      if (found == parameters.end() || found->second->annotation == nullptr) continue;
      const Arg& arg = *found->second;
      if (seen_.insert(&arg).second) compare(function, arg, one);
    }
  }

  void compare(const Definition& function, const Arg& arg, const Dependency& dependency) {
    if (!dependency.callable.is(app::Value::Kind::Function)) return;
    const Definition callee = app::running_function(dependency.callable);
    if (!callee) return;
    const auto& node = static_cast<const FunctionDef&>(*callee.node);
    if (!node.decorator_list.empty() || node.returns == nullptr) return;
    const Type given = given_type(*callee.file, node);
    const Type wanted = app::read_annotation(*function.file, arg.annotation);
    if (fits(*function.file, given, wanted) != Fits::No || is_unread(function, arg)) return;
    const bool only_none = fits(*function.file, app::without_none(given), wanted) == Fits::Yes;
    if (only_none && app::never_gives_none(callee)) return;
    const auto key = std::pair<const Node*, std::string>(&node, app::display_name(wanted));
    const auto [at, is_new] = index_.try_emplace(key, mismatches_.size());
    if (is_new) mismatches_.push_back({callee, given, wanted, {}});
    mismatches_[at->second].places.push_back({function.file, &arg});
  }

  // As it is written, `WeatherProvider` for `from … import Provider as WeatherProvider`.
  static std::string declared_as(const FileModel& file, const Arg& arg, const Type& wanted) {
    const bool names_class = as<ClassDef>(file.definition_of(*arg.annotation).node) != nullptr;
    return names_class ? std::string(file.text(*arg.annotation)) : app::display_name(wanted);
  }

  void report(const Mismatch& one) {
    const auto [file, arg] = one.places.front();
    const auto& callee = static_cast<const FunctionDef&>(*one.callee.node);
    const bool only_none = fits(*file, app::without_none(one.given), one.wanted) == Fits::Yes;
    const std::size_t others = one.places.size() - 1;
    const std::string more =
        others == 0 ? "" : " (and so in " + counted(others, "more place") + ")";
    Draft draft = check_.report(
        *file, arg->annotation->span(),
        only_none ? "`{}` is declared `{}`, but `{}` may give None{}"
                  : "`{}` is declared `{}`, but `{}` gives `{}`{}",
        {file->text(arg->name), declared_as(*file, *arg, one.wanted),
         one.callee.file->text(callee.name), only_none ? more : app::display_name(one.given),
         only_none ? std::string() : more});
    draft.step(*one.callee.file, callee.returns->span(), "`{}` says what it gives",
               {one.callee.file->text(callee.name)});
    for (std::size_t i = 1; i < one.places.size() && i <= kListed; ++i) {
      draft.step(*one.places[i].first, one.places[i].second->span(), "declared so here as well");
    }
  }

  ApplicationCheck& check_;
  std::set<const Arg*> seen_;  // looked up only
  std::vector<Mismatch> mismatches_;
  std::map<std::pair<const Node*, std::string>, std::size_t> index_;  // looked up only
};

void check(ApplicationCheck& check) { MismatchCheck(check).run(); }

}  // namespace

extern constinit const Rule TYP014 = {
    .code = "TYP014",
    .name = "dependency-type-mismatch",
    .family = Family::Typing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-843", "https://fastapi.tiangolo.com/tutorial/dependencies/"},
    .risk =
        "Type checkers do not look through `Depends`: the code below is checked against a type "
        "that the value need not have, and fails when it runs where the two differ.",
    .advice = "Declare what the dependency gives, or correct its return annotation.",
    .docs = R"md(
`user: User = Depends(current_user)` says that `current_user` gives a `User`. Nobody checks it: not FastAPI, not mypy.

```python bad
from fastapi import Depends, FastAPI

app = FastAPI()


class User:
    name: str = ""


def current_user() -> User | None:
    return None


@app.get("/me")
def me(user: User = Depends(current_user)) -> str:
    return user.name
```

```python good
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


class User:
    name: str = ""


def current_user() -> User:
    raise HTTPException(401)


@app.get("/me")
def me(user: User = Depends(current_user)) -> str:
    return user.name
```

Compared are the parameter's annotation and the dependency's declared return type, or what it yields. One finding for a
dependency and what it is declared as; the other places are in the trace. Nothing is said
where one of them is missing, generic, a Protocol, `Any`, a class with unknown bases, or where the dependency is
decorated, a class or an instance; nor of a function that says it may give None and never does, and of parameters that
the function does not read.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
