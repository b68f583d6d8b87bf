#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "rules/class_uses.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "rules/unmade_models.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

struct Renamed {
  std::string_view old_name, new_name;
  // The arguments that the new method takes too; others make the edit a guess.
  std::string_view arguments;
};
constexpr std::string_view kDumpArguments =
    " include exclude by_alias exclude_unset exclude_defaults exclude_none ";
constexpr std::array<Renamed, 10> kMethods = {{
    {"dict", "model_dump", kDumpArguments},
    {"json", "model_dump_json", kDumpArguments},
    {"copy", "model_copy", " update deep "},
    {"construct", "model_construct", "*"},
    {"parse_obj", "model_validate", " obj "},
    {"from_orm", "model_validate", " obj "},
    {"schema", "model_json_schema", " by_alias ref_template "},
    {"parse_raw", "model_validate_json", ""},
    {"validate", "model_validate", " value "},
    {"update_forward_refs", "model_rebuild", ""},
}};

constexpr std::array<Renamed, 3> kAttributes = {{
    {"__fields__", "model_fields", ""},
    {"__fields_set__", "model_fields_set", ""},
    {"__validators__", "__pydantic_decorators__", ""},
}};

struct RemovedArgument {
  std::string_view name, instead;
  bool is_error;  // the class cannot be made; else it is a warning at run time
};
constexpr std::array<RemovedArgument, 6> kFieldArguments = {{
    {"regex", "pattern", true},
    {"const", "a `Literal[…]` type", true},
    {"unique_items", "a `set[…]` type", true},
    {"min_items", "min_length", false},
    {"max_items", "max_length", false},
    {"allow_mutation", "frozen", false},
}};

const Renamed* find(auto& table, std::string_view name) {
  for (const Renamed& one : table) {
    if (one.old_name == name) return &one;
  }
  return nullptr;
}

bool runs_version_2(const FileModel& file) {
  return semantic::uses_pydantic_2(file) == project::Answer::Yes;
}

bool is_version_1(const FileModel& file, std::string_view type) {
  return file.project().is_subclass(type, "pydantic.v1.BaseModel");
}

// The class whose method is called: that of the value, or the class itself.
std::string_view owner_of(const FileModel& file, const Attribute& method) {
  const std::string_view type = file.type_of(*method.value);
  return type.empty() ? file.resolve(*method.value) : type;
}

bool takes_only(const FileModel& file, const Call& call, std::string_view allowed) {
  if (allowed == "*") return true;
  const std::size_t positional = allowed == " obj " || allowed == " value " ? 1 : 0;
  if (call.args.size() > positional) return false;
  return std::all_of(call.keywords.begin(), call.keywords.end(), [&](const Keyword* one) {
    return one->arg && allowed.find(" " + std::string(file.text(one->arg)) + " ") != allowed.npos;
  });
}

// Whether the class has its own method of the new name: then the two are not the same.
bool has_own(const FileModel& file, std::string_view owner, std::string_view method) {
  const std::string name = std::string(owner) + "." + std::string(method);
  return as<FunctionDef>(file.project().definition(name).node) != nullptr;
}

constexpr int kLevels = 8;  // that are looked at around a use

// `try: x.model_dump() except …: x.dict()`, `if hasattr(x, "model_dump")`: code for both versions.
bool has_both(const FileModel& file, const Node& use, std::string_view new_name) {
  const Node* below = &use;
  const Node* node = file.parent(use);
  for (int i = 0; i < kLevels && node != nullptr; ++i, below = node, node = file.parent(*node)) {
    if (node->as<FunctionDef>() != nullptr) return false;
    std::string_view other;
    if (const auto* attempt = node->as<Try>();
        attempt != nullptr && below->is(Kind::ExceptHandler)) {
      const Span body{attempt->body.front()->begin, attempt->body.back()->end};
      other = file.file().slice(body);
    }
    if (const auto* choice = node->as<If>()) other = file.text(*choice->test);
    if (const auto* choice = node->as<IfExp>()) other = file.text(*choice->test);
    if (other.find(new_name) != other.npos || other.find("PYDANTIC_V") != other.npos) return true;
  }
  return false;
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || !runs_version_2(file)) return;
  const Renamed* renamed = find(kMethods, file.text(method->attr));
  const std::string_view owner = owner_of(file, *method);
  if (renamed == nullptr || is_version_1(file, owner)) return;
  if (has_both(file, call, renamed->new_name)) return;
  Draft draft = check.report(method->attr_span(), "`{}()` is Pydantic 1: `{}()` in version 2",
                             {renamed->old_name, renamed->new_name});
  draft.fix("Write `{}`.", {renamed->new_name});
  if (renamed->new_name == "model_validate" && renamed->old_name == "from_orm") {
    draft.fix("Write `model_validate`, with `from_attributes=True` in the model's configuration.");
  }
  const bool same = !renamed->arguments.empty() && takes_only(file, call, renamed->arguments) &&
                    !owner.empty() && !has_own(file, owner, renamed->new_name);
  const bool needs_config = renamed->old_name == "from_orm" || renamed->old_name == "validate";
  if (!same) return;
  draft.edit(method->attr_span(), renamed->new_name);
  if (needs_config) draft.fix_class(FixClass::Unsafe);
}

// What becomes of `@validator("phone", pre=True)` and of the parameters of version 1 below it.
void advise(Draft& draft, const FileModel& file, const Call* decorator,
            const FunctionDef& function) {
  std::string fields;
  for (const Expr* one : decorator != nullptr ? decorator->args : ExprList{}) {
    fields += (fields.empty() ? "" : ", ") + std::string(file.text(*one));
  }
  std::string changes;
  const auto has = [&](std::string_view keyword) {
    return decorator != nullptr && semantic::argument(file, *decorator, -1, keyword) != nullptr;
  };
  if (has("pre")) changes += "; `pre=True` becomes `mode=\"before\"`";
  if (has("each_item")) changes += "; `each_item` a validator in the item's `Annotated` type";
  const auto& parameters = function.args->all;
  const bool takes_values = std::any_of(parameters.begin(), parameters.end(), [&](const Arg* one) {
    return file.text(one->name) == "values";
  });
  if (takes_values) changes += "; `values` becomes `info.data`";
  draft.fix("Write `@field_validator({})` above `@classmethod`{}{}.",
            {fields.empty() ? "…" : fields, with_import_from(file, "pydantic", "field_validator"),
             changes});
}

void check_decorators(const FunctionDef& function, Check& check) {
  const FileModel& file = check.file();
  for (const Expr* one : function.decorator_list) {
    const auto* call = one->as<Call>();
    const std::string_view name = file.resolve(call != nullptr ? *call->func : *one);
    const bool of_field = name == "pydantic.validator";
    if ((!of_field && name != "pydantic.root_validator") || !runs_version_2(file)) continue;
    Draft draft = check.report(
        *one, "`@{}` is Pydantic 1: `@{}` in version 2",
        {name.substr(name.rfind('.') + 1), of_field ? "field_validator" : "model_validator"});
    if (of_field) {
      advise(draft, file, call, function);
    } else {
      draft.fix(
          "Write `@model_validator(mode=\"after\")` on a method that returns `self`, "
          "or `mode=\"before\"` on a class method that returns the data{}.",
          {with_import_from(file, "pydantic", "model_validator")});
    }
  }
}

// The keys that have another name in version 2, as Pydantic warns of them.
constexpr std::array<Renamed, 8> kConfigKeys = {{
    {"orm_mode", "from_attributes", ""},
    {"allow_population_by_field_name", "populate_by_name", ""},
    {"schema_extra", "json_schema_extra", ""},
    {"anystr_strip_whitespace", "str_strip_whitespace", ""},
    {"min_anystr_length", "str_min_length", ""},
    {"max_anystr_length", "str_max_length", ""},
    {"validate_all", "validate_default", ""},
    {"allow_mutation", "frozen", ""},
}};

// What holds the configuration of such a class; `env_prefix` is no key of a model's.
std::string_view config_of(const FileModel& file, const ClassDef& cls) {
  return file.inherits_from(cls, "pydantic_settings.BaseSettings") ? "SettingsConfigDict"
                                                                   : "ConfigDict";
}

void report_config(const ClassDef& config, std::string_view instead, Check& check) {
  const FileModel& file = check.file();
  std::string keys;
  for (const Stmt* statement : config.body) {
    const auto* assign = statement->as<Assign>();
    const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
    const Renamed* renamed = name != nullptr ? find(kConfigKeys, file.text(name->name)) : nullptr;
    if (renamed == nullptr) continue;
    keys += (keys.empty() ? "; `" : ", `") + std::string(renamed->old_name) + "` is now `" +
            std::string(renamed->new_name) + "`";
  }
  check
      .report(config.name_span, "`class Config` is Pydantic 1: `model_config` in version 2{}",
              {keys})
      .fix("Write `model_config = {}(…)`, from `{}`, with the same keys under their new names.",
           {instead, instead == "ConfigDict" ? "pydantic" : "pydantic_settings"});
}

void check_class(const ClassDef& cls, Check& check) {
  const FileModel& file = check.file();
  if (!file.is_pydantic_model(cls) || file.inherits_from(cls, "pydantic.v1.BaseModel")) return;
  for (const Stmt* statement : cls.body) {
    const auto* config = statement->as<ClassDef>();
    if (config != nullptr && file.text(config->name) == "Config" && runs_version_2(file)) {
      report_config(*config, config_of(file, cls), check);
    }
  }
}

void check_field(const Call& call, Check& check) {
  const FileModel& file = check.file();
  for (const Keyword* keyword : call.keywords) {
    for (const RemovedArgument& one : kFieldArguments) {
      if (!keyword->arg || file.text(keyword->arg) != one.name || !runs_version_2(file)) continue;
      Draft draft = check.report(*keyword, "`Field({}=…)` is Pydantic 1", {one.name});
      draft.fix("Write {}.", {one.instead});
      if (one.is_error) {
        draft.severity(Severity::Critical)
            .risk(
                "Pydantic 2 raises a PydanticUserError when the class is made: the import fails.");
      }
      const bool renames =
          one.instead.find('`') == one.instead.npos && one.name != "allow_mutation";
      if (renames) {
        const auto width = static_cast<Offset>(one.name.size());
        draft.edit({keyword->begin, keyword->begin + width}, one.instead);
      }
    }
  }
}

void check_target(const Call& call, Check& check) {
  if (check.target() == "pydantic.Field") {
    check_field(call, check);
  } else {
    check_call(call, check);
  }
}

void check_attribute(const FileModel& file, const Attribute& attribute, const Renamed& renamed,
                     ProjectCheck& check) {
  const std::string_view owner = owner_of(file, attribute);
  const bool is_model = file.project().is_subclass(owner, "pydantic.BaseModel");
  if (!is_model || is_version_1(file, owner) || !runs_version_2(file)) return;
  if (has_both(file, attribute, renamed.new_name)) return;
  check
      .report(file, attribute.attr_span(), "`{}` is Pydantic 1: `{}` in version 2",
              {renamed.old_name, renamed.new_name})
      .fix_class(FixClass::Unsafe)
      .fix("Write `{}`; it holds `FieldInfo` objects, whose attributes have other names.",
           {renamed.new_name});
}

// Few repositories have such names at all.
void check_attributes(ProjectCheck& check) {
  for (const Renamed& renamed : kAttributes) {
    const Identifier name = check.model().names().find(renamed.old_name);
    if (name.empty()) continue;
    for (const FileModel& file : check.model().files()) {
      for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
        if (attribute->attr != name) continue;
        check_attribute(file, *attribute, renamed, check);
      }
    }
  }
}

// What applications and what is started by hand loads: by FileId.
std::vector<bool> loaded_files(const semantic::Model& model) {
  std::vector<findings::FileId> all;
  std::vector<bool> loaded(model.files().size(), false);
  const auto add = [&](findings::FileId file) {
    if (loaded[file.value]) return;
    loaded[file.value] = true;
    all.push_back(file);
  };
  for (const std::string_view application : {"fastapi.FastAPI", "celery.Celery"}) {
    for (const auto& site : model.calls_of(application)) add(site.file->file().id);
  }
  for (const FileModel& file : model.files()) {
    const auto role = file.file().role;
    if (role == project::Role::Script || role == project::Role::Test) add(file.file().id);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const project::ImportEdge& edge : model.imports().imports_of(all[i])) {
      if (edge.to.valid() && !edge.type_checking) add(edge.to);
    }
  }
  return loaded;
}

// Whether the class is a list of names for values, which is what an Enum is for.
bool is_list_of_constants(const ClassDef& cls) {
  return std::all_of(cls.body.begin(), cls.body.end(), [](const Stmt* statement) {
    const auto* assign = statement->as<Assign>();
    return assign != nullptr && assign->value->is(Kind::Constant);
  });
}

// `Literal["fetch", False]` of the values; empty where one is nothing that it may hold.
std::string literal_of(const FileModel& file, const ClassDef& cls) {
  std::string text;
  for (const Stmt* statement : cls.body) {
    const auto* value = as<Constant>(statement->as<Assign>()->value);
    if (value->type == ConstantKind::Float || value->type == ConstantKind::Complex ||
        value->type == ConstantKind::Ellipsis) {
      return {};
    }
    text += (text.empty() ? "" : ", ") + std::string(file.text(*value));
  }
  return "`Literal[" + text + "]`, with `from typing import Literal`";
}

// Whether nothing but imports and a docstring stands beside the class.
bool fills_file(const FileModel& file, const ClassDef& cls) {
  const auto& body = file.tree().root().body;
  return std::all_of(body.begin(), body.end(), [&](const Stmt* one) {
    return one == &cls || one->is(Kind::Import) || one->is(Kind::ImportFrom) ||
           one->is(Kind::ExprStmt);
  });
}

// A model that is a list of names for values is no model.
void advise_constants(Draft& draft, const FileModel& file, const ClassDef& cls,
                      const ClassUses& uses, const ClassUses::Places& imports) {
  const std::string literal = literal_of(file, cls);
  const std::string types = uses.types.empty()
                                ? std::string()
                                : " Where it is a type (" + listed(uses.types) + "), write " +
                                      (literal.empty() ? "that of the values" : literal) + ".";
  if (uses.is_value) {
    draft.fix("Take `BaseModel` away: what a plain class names are these values themselves.{}",
              {types});
    return;
  }
  draft.step(file, cls.name_span, "What is wrong in it goes with it");
  if (uses.types.empty()) {
    draft.fix(
        "Delete it, with its imports: nothing here uses it. If something else does, take "
        "`BaseModel` away: what a plain class names are these values themselves.");
  } else if (fills_file(file, cls)) {
    draft.step(file, {0, 0}, "And with the file, which holds nothing else");
    draft.fix("Delete the file, which holds nothing else{}: nothing reads what it names.{}",
              {imports.empty() ? std::string() : ", and what imports it (" + listed(imports) + ")",
               types});
  } else {
    draft.fix("Delete it, with its imports: nothing reads what it names.{}", {types});
  }
}

struct Unannotated {
  const FileModel* file;
  const ClassDef* cls;
  const Assign* field;
};

void report_unannotated(const Unannotated& one, bool is_loaded, const ClassUses& uses,
                        const ClassUses::Places& imports, ProjectCheck& check) {
  const FileModel& file = *one.file;
  const Assign& field = *one.field;
  const std::string_view name = file.text(*field.targets[0]);
  Draft draft = check.report(file, field.targets[0]->span(),
                             "`{}` of `{}` has no annotation, which Pydantic 2 refuses: the class "
                             "cannot be made",
                             {name, file.text(one.cls->name)});
  draft.fix_class(FixClass::None);
  if (is_list_of_constants(*one.cls)) {
    advise_constants(draft, file, *one.cls, uses, imports);
  } else {
    draft.fix("Write its type, `{}: T = {}`, or `ClassVar[T]` if it is no field.",
              {name, file.text(*field.value)});
  }
  draft.severity(is_loaded ? Severity::Critical : Severity::Warning)
      .risk(is_loaded
                ? "Making the class raises PydanticUserError: the module cannot be imported, "
                  "and what imports it does not start."
                : "Making the class raises PydanticUserError. So far no application loads the "
                  "module: the first that imports it does not start.");
}

// Pydantic 1 took the type of the value for that of the field.
void check_unannotated(ProjectCheck& check) {
  std::vector<Unannotated> found;
  std::set<std::string_view> names;
  std::set<std::uint32_t> files;
  for (const FileModel& file : check.model().files()) {
    for (const ClassDef* cls : file.tree().nodes_of<ClassDef>()) {
      const Assign* field = field_without_annotation(file, *cls);
      if (field == nullptr) continue;
      found.push_back({&file, cls, field});
      names.insert(file.qualified_name(*cls));
      files.insert(file.file().id.value);
    }
  }
  if (found.empty()) return;
  const std::vector<bool> loaded = loaded_files(check.model());
  const auto uses = uses_of_classes(check.model(), names);
  auto imports = imports_of(check.model(), files);
  for (const Unannotated& one : found) {
    const std::uint32_t id = one.file->file().id.value;
    report_unannotated(one, loaded[id], uses.at(one.file->qualified_name(*one.cls)), imports[id],
                       check);
  }
}

void check_project(ProjectCheck& check) {
  check_attributes(check);
  check_unannotated(check);
}

}  // namespace

extern constinit const Rule VAL005 = {
    .code = "VAL005",
    .name = "pydantic-v1-api",
    .family = Family::Validation,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::AllCode,
    .references = {"https://docs.pydantic.dev/latest/migration/", "CWE-477"},
    .risk =
        "Pydantic 2 warns at each use and Pydantic 3 will not have it; some behave otherwise "
        "already.",
    .advice = "Use the name of version 2.",
    .docs = R"md(
Pydantic 2 renamed methods, decorators, configuration and arguments. The old names still work, with a
`DeprecationWarning`, or, as `Field(regex=…)` and `Field(const=…)`, not at all.

```python bad
from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    sku: str


def dump(order: Order) -> dict:
    return order.dict()
```

```python good
from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    sku: str


def dump(order: Order) -> dict:
    return order.model_dump()
```

Looked at is code that runs with Pydantic 2, by the declared versions or by what it imports, and values whose class is
known: `httpx.Response.json()` and `.dict()` of something else are not meant. Models of `pydantic.v1` keep their API,
and code that has both names, for both versions, is left alone.
Renaming a method is a safe edit where its arguments are those of the new one; an argument that Pydantic 2 refuses is
critical. So is a field of a `BaseModel` that has a plain value and no annotation, in a module that an application loads.
)md",
    .on_function = check_decorators,
    .on_class = check_class,
    .calls = {"pydantic.BaseModel.dict", "pydantic.BaseModel.json", "pydantic.BaseModel.copy",
              "pydantic.BaseModel.construct", "pydantic.BaseModel.parse_obj",
              "pydantic.BaseModel.from_orm", "pydantic.BaseModel.schema",
              "pydantic.BaseModel.parse_raw", "pydantic.BaseModel.validate",
              "pydantic.BaseModel.update_forward_refs", "pydantic.Field"},
    .on_call = check_target,
    .on_project = check_project,
};

}  // namespace fastidious::rules
