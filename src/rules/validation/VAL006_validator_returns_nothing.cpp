#include <algorithm>

#include "rules/rule.h"
#include "semantic/completion.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::Validator;

// The parameter that holds the validated value of a field.
Identifier value_parameter(const FunctionDef& function, const semantic::FileModel& file) {
  const auto& parameters = function.args->all;
  const bool has_class = !parameters.empty() && !file.is_static_method(function);
  const std::size_t index = has_class ? 1 : 0;
  return index < parameters.size() ? parameters[index]->name : Identifier{};
}

// `value is None` (or, with IsNot, `value is not None`).
bool tests_none(const Expr& test, Identifier value, Comparator comparator) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->ops.size() != 1 || compare->ops[0] != comparator) return false;
  const auto* name = as<Name>(compare->left);
  const auto* none = as<Constant>(compare->comparators[0]);
  return name != nullptr && name->name == value && none != nullptr &&
         none->type == ConstantKind::None;
}

// Whether the value is None already where the bare return stands.
bool keeps_none(const Return& leave, Identifier value, const semantic::FileModel& file) {
  const auto* branch = as<If>(file.parent(leave));
  return branch != nullptr && tests_none(*branch->test, value, Comparator::Is) &&
         branch->body.size() == 1 && branch->body.front() == &leave;
}

// Whether only None gets to the end: `if value is not None: …; return value`.
bool only_none_completes(const FunctionDef& function, Identifier value,
                         const semantic::FileModel& file) {
  const auto* branch = function.body.back()->as<If>();
  return branch != nullptr && branch->orelse.empty() &&
         tests_none(*branch->test, value, Comparator::IsNot) &&
         !semantic::may_complete(file, branch->body);
}

// A `return` of the function itself that gives nothing.
const Return* empty_return(const FunctionDef& function, Identifier value,
                           const semantic::FileModel& file) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* leave = node->as<Return>();
    if (leave != nullptr && leave->value == nullptr &&
        file.enclosing_function(*leave) == &function && !keeps_none(*leave, value, file)) {
      return leave;
    }
  }
  return nullptr;
}

std::string_view consequence(const Validator& validator) {
  const bool about_model =
      validator.kind == Validator::Kind::Model || validator.kind == Validator::Kind::RootV1;
  if (!about_model) return "the field becomes None";
  return validator.mode == "before" ? "the model is given None instead of its data"
                                    : "`model_validate` gives None instead of the model";
}

// A body that only raises, or is `...`, is a stub for subclasses.
bool is_stub(const FunctionDef& function) {
  const auto* only = function.body.size() == 1 ? function.body.front()->as<ExprStmt>() : nullptr;
  const auto* constant = only != nullptr ? as<Constant>(only->value) : nullptr;
  return constant != nullptr && constant->type == ConstantKind::Ellipsis;
}

// `value.lower()` where that is compared; empty if the value itself is, or several are.
std::string changed_value(const FunctionDef& function, Identifier value,
                          const semantic::FileModel& file) {
  constexpr std::string_view kChanges[] = {"lower", "upper", "strip", "casefold", "title"};
  std::string changed;
  for (const auto* name : file.tree().nodes_of<Name>(function)) {
    if (value.empty() || name->name != value || name->context != Context::Load) continue;
    const auto* method = as<Attribute>(file.parent(*name));
    const auto* call = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
    const bool is_change = call != nullptr && call->func == method && call->args.empty() &&
                           call->keywords.empty() && is_one_of(file.text(method->attr), kChanges) &&
                           file.parent(*call)->is(Kind::Compare);
    if (!is_change) continue;
    const std::string text(file.text(*call));
    if (!changed.empty() && changed != text) return {};
    changed = text;
  }
  return changed;
}

// Whether code reads an attribute of that name, or may ask for it by a text; `decorator` names it
// as well.
bool is_read(const semantic::Model& model, std::string_view field, const Call& decorator) {
  const auto names = model.mentions().of(model.names().find(field));
  const auto texts = model.mentions().texts_like(field);
  const auto reads = [&](const semantic::Mention& one) {
    const auto* attribute = model.node(one).as<Attribute>();
    return attribute != nullptr && attribute->context == Context::Load &&
           model.file(one.file).file().role != repo::Role::Test;
  };
  return std::any_of(names.begin(), names.end(), reads) ||
         std::any_of(texts.begin(), texts.end(), [&](const semantic::Mention& one) {
           const auto* text = model.node(one).as<Constant>();
           return text != nullptr && text->value == field && !decorator.encloses(*text);
         });
}

// Whether the validator is for fields of settings alone that nothing reads so far.
bool is_of_unread_settings(const Validator& validator, const FunctionDef& function,
                           const semantic::FileModel& file) {
  const ClassDef* cls = file.enclosing_class(function);
  if (validator.kind != Validator::Kind::Field || cls == nullptr ||
      !file.inherits_from(*cls, "pydantic_settings.BaseSettings")) {
    return false;
  }
  const auto& names = validator.decorator->args;
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const Expr* one) {
    const auto name = file.constant_string(*one);
    return name && !is_read(file.project(), *name, *validator.decorator);
  });
}

// What to return in the end.
void advise(const Validator& validator, const FunctionDef& function, Identifier value,
            const semantic::FileModel& file, Draft& draft) {
  const bool gives_self = validator.kind == Validator::Kind::Model && validator.mode == "after";
  const std::string_view given = gives_self      ? std::string_view("self")
                                 : value.empty() ? std::string_view("value")
                                                 : file.text(value);
  if (const std::string changed = changed_value(function, value, file); !changed.empty()) {
    draft.fix("End the validator with `return {}`, which is what it looks at, on every path.",
              {changed});
    return;
  }
  draft.fix("End the validator with `return {}`, the value as it is or changed, on every path.",
            {given});
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.decorator_list.empty() || file.is_generator(function)) return;
  const auto validator = semantic::validator_of(file, function);
  if (!validator || is_stub(function) || file.is_abstract(function)) return;
  const Identifier value = value_parameter(function, file);
  const Return* leave = empty_return(function, value, file);
  if (leave == nullptr && (!semantic::may_complete(file, function.body) ||
                           only_none_completes(function, value, file))) {
    return;
  }
  Draft draft =
      leave != nullptr
          ? check.report(*leave, "Validator `{}` returns without a value here: {}",
                         {file.text(function.name), consequence(*validator)})
          : check.report(function.name_span, "Validator `{}` can end without `return`: {}",
                         {file.text(function.name), consequence(*validator)});
  if (is_of_unread_settings(*validator, function, file)) {
    draft.severity(Severity::Warning)
        .risk("Nothing reads the field yet: whoever begins to finds None, whatever was set.");
  }
  advise(*validator, function, value, file, draft);
}

}  // namespace

extern constinit const Rule VAL006 = {
    .code = "VAL006",
    .name = "validator-returns-nothing",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .references = {"CWE-394", "https://docs.pydantic.dev/latest/concepts/validators/"},
    .risk =
        "What a validator returns replaces the value. Data is lost silently, and code that trusts "
        "the "
        "model's types fails far from here.",
    .advice =
        "Return the value on every path: `return value`, in `model_validator(mode=\"after\")` "
        "`return "
        "self`.",
    .docs = R"md(
Pydantic stores what a validator returns. A path that ends without `return` returns None, and None
is stored without a further check.

```python bad
from pydantic import BaseModel, field_validator


class Order(BaseModel):
    sku: str

    @field_validator("sku")
    @classmethod
    def check_sku(cls, value: str) -> str:
        if not value.startswith("SKU-"):
            raise ValueError("sku must start with SKU-, as on the label")
```

```python good
from pydantic import BaseModel, field_validator


class Order(BaseModel):
    sku: str

    @field_validator("sku")
    @classmethod
    def check_sku(cls, value: str) -> str:
        if not value.startswith("SKU-"):
            raise ValueError("sku must start with SKU-, as on the label")
        return value
```

Not reported: paths that raise, `return None` (it says what it does), paths on which the value is
None anyway, and stubs.
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
