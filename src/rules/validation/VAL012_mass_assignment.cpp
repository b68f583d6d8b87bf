#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/effects/passed_parameters.h"
#include "app/effects/sites.h"
#include "app/effects/written_mapping.h"
#include "app/endpoints/purpose.h"
#include "app/models/orm_class.h"
#include "app/routes/route_label.h"
#include "knowledge/privileged_fields.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::Field;
using app::Parameter;
using app::PassedParameter;
using app::Route;
using app::Value;
using semantic::Definition;
using semantic::FileModel;

// An endpoint for those who may set such fields.
bool is_for_admins(const app::Application& application, const Route& route) {
  if (lower_case(route.path).find("admin") != std::string::npos) return true;
  const Endpoint* endpoint = application.endpoints().of(route);
  if (endpoint != nullptr && !endpoint->authentication.roles.empty()) return true;
  if (app::is_restricted_to_administrators(application, route)) return true;
  // To set them is what it is for, and it asks who may.
  const bool about_them = route.path.find("/roles") != route.path.npos ||
                          route.path.find("/permissions") != route.path.npos;
  if (about_them && endpoint != nullptr && app::looks_at_permissions(*endpoint)) return true;
  bool found = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& one) {
    const std::string name = lower_case(one.callable.text);
    for (const std::string_view word :
         {"admin", "superuser", "staff", "permission", "require_role", "owner"}) {
      found = found || (&one != &route.dependant && name.find(word) != name.npos);
    }
  });
  return found;
}

// The handler asks itself: `await check_permission(session, user, Permission.ROLES)`.
bool asks_for_permission(const Route& route) {
  const Definition handler = app::handler_of(route);
  if (as<FunctionDef>(handler.node) == nullptr) return false;
  for (const auto* call : handler.file->tree().nodes_of<Call>(*handler.node)) {
    const std::string name = lower_case(handler.file->text(*call->func));
    for (const std::string_view word :
         {"check_permission", "require_permission", "has_permission", "ensure_permission",
          "require_admin", "check_admin", "require_role", "check_role"}) {
      if (name.find(word) != name.npos) return true;
    }
  }
  return false;
}

// Clients may add fields, which the model keeps.
bool allows_extra(const app::ModelClass& model) { return model.setting("extra").text == "allow"; }

std::vector<std::string_view> privileged_fields(const app::ModelClass& model) {
  if (allows_extra(model)) {
    return {knowledge::kPrivilegedFields.begin(), knowledge::kPrivilegedFields.end()};
  }
  std::vector<std::string_view> names;
  for (const Field& field : model.fields) {
    if (knowledge::is_privileged_field(field.name)) names.push_back(field.name);
  }
  return names;
}

// The text of a set, list or dict display's strings and keys.
bool names(const FileModel& file, const Expr* display, std::string_view field) {
  if (display == nullptr) return false;
  const Value value = app::evaluate(file, display);
  if (!value.known()) return true;  // it may
  return std::any_of(value.items.begin(), value.items.end(),
                     [&](const Value& one) { return one.text == field; });
}

// Where one function writes a request's model to a row or document.
class WriteFinder {
 public:
  WriteFinder(const FileModel& file, const Arg& body, std::vector<std::string_view> fields)
      : file_(file), body_(body), fields_(std::move(fields)) {}

  // The write, and in `fields` what of the privileged ones it writes; null if there is none.
  const Node* find(const FunctionDef& function, std::vector<std::string_view>& fields) {
    for (const Node* node : file_.tree().subtree(function)) {
      if (const auto* call = node->as<Call>()) look_at(*call);
      if (const auto* loop = node->as<For>()) look_at(*loop);
      if (found_ == nullptr) continue;
      fields = written_;
      return found_;
    }
    return nullptr;
  }

  const Definition& writer() const { return writer_; }
  const Node* written_by() const { return written_by_; }

 private:
  void look_at(const Call& call) {
    const Definition target = file_.definition_of(*call.func);
    const auto* cls = as<ClassDef>(target.node);
    const auto* method = call.func->as<Attribute>();
    if (cls != nullptr && app::is_orm_class(*target.file, *cls)) {
      for (const Keyword* keyword : call.keywords) {
        if (!keyword->arg) accept(call, *keyword->value, columns(target));
      }
    } else if (method != nullptr) {
      look_at_method(call, *method);
    }
    if (found_ == nullptr) look_at_passed(call);
  }

  // rows.update(key, body.model_dump()), where that writes all that it is given.
  void look_at_passed(const Call& call) {
    const auto look_at_argument = [&](const Expr& given) {
      constexpr int kMaxPassed = 16;
      if (found_ != nullptr || dump_of(given) == nullptr || ++passed_ > kMaxPassed) return;
      const Definition callee = app::function_called(file_, call);
      const Arg* parameter = callee ? app::parameter_for(callee, call, given) : nullptr;
      if (parameter == nullptr) return;
      written_by_ = app::writes_all_keys(callee, *parameter);
      if (written_by_ != nullptr) accept(call, given, {});
      writer_ = callee;
    };
    for (const Expr* one : call.args) look_at_argument(*one);
    for (const Keyword* one : call.keywords) look_at_argument(*one->value);
  }

  void look_at_method(const Call& call, const Attribute& method) {
    const std::string_view name = file_.text(method.attr);
    const std::string_view target = file_.resolve(*call.func);
    const bool document = target.starts_with("google.cloud.firestore") &&
                          (name == "set" || name == "update" || name == "add" || name == "create");
    const bool values = name == "values" && (target.starts_with("sqlalchemy.Insert") ||
                                             target.starts_with("sqlalchemy.Update"));
    for (const Expr* one : call.args) {
      if (document || name == "sqlmodel_update") accept(call, *one, {});
    }
    for (const Keyword* keyword : call.keywords) {
      if (values && !keyword->arg) accept(call, *keyword->value, {});
    }
    look_at_validation(call, method, name);
  }

  // Row.model_validate(body, update={…})
  void look_at_validation(const Call& call, const Attribute& method, std::string_view name) {
    if (name != "model_validate" && name != "from_orm") return;
    const Definition target = file_.definition_of(*method.value);
    const auto* cls = as<ClassDef>(target.node);
    if (cls == nullptr || !app::is_orm_class(*target.file, *cls) || call.args.empty()) return;
    std::vector<std::string_view> kept;
    const Expr* update = semantic::argument(file_, call, -1, "update");
    for (const std::string_view field : columns(target)) {
      if (update == nullptr || !names(file_, update, field)) kept.push_back(field);
    }
    if (app::is_parameter(file_, *call.args[0], body_)) settle(call, kept);
  }

  // for key, value in body.model_dump().items(): setattr(row, key, value)
  void look_at(const For& loop) {
    const auto* items = as<Call>(loop.iter);
    const auto* method = items != nullptr ? items->func->as<Attribute>() : nullptr;
    if (method == nullptr || file_.text(method->attr) != "items") return;
    for (const Stmt* statement : loop.body) {
      const auto* expression = statement->as<ExprStmt>();
      const auto* call = expression != nullptr ? as<Call>(expression->value) : nullptr;
      if (call == nullptr || file_.resolve(*call->func) != "builtins.setattr") continue;
      accept(*call, *method->value, {});
    }
  }

  // The privileged fields that the table has too.
  std::vector<std::string_view> columns(const Definition& table) const {
    const auto all = app::columns_of(*table.file, *table.node->as<ClassDef>());
    std::vector<std::string_view> kept;
    for (const std::string_view field : fields_) {
      if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == field; })) {
        kept.push_back(field);
      }
    }
    if (kept.empty()) kept.push_back({});  // none: an empty name stands for that
    return kept;
  }

  // `value` is body, body.model_dump(…), or a name for it.
  void accept(const Node& write, const Expr& value, std::vector<std::string_view> columns) {
    const Call* dump = dump_of(value);
    if (dump == nullptr && !app::is_parameter(file_, value, body_)) return;
    if (columns.empty()) columns = fields_;
    std::vector<std::string_view> kept;
    for (const std::string_view field : columns) {
      if (!field.empty() && (dump == nullptr || dumps(*dump, field))) kept.push_back(field);
    }
    settle(write, kept);
  }

  void settle(const Node& write, const std::vector<std::string_view>& kept) {
    if (kept.empty() || kept.front().empty()) return;
    found_ = &write;
    written_ = kept;
  }

  const Call* dump_of(const Expr& value) const {
    const app::Followed source =
        value.is(Kind::Name) ? app::follow({&file_, &value}) : app::Followed{{&file_, &value}, {}};
    const auto* call = as<Call>(source.value.expr);
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || source.value.file != &file_) return nullptr;
    const std::string_view name = file_.text(method->attr);
    const bool dumps = name == "model_dump" || name == "dict" || name == "jsonable_encoder";
    return dumps && app::is_parameter(file_, *method->value, body_) ? call : nullptr;
  }

  bool dumps(const Call& dump, std::string_view field) const {
    const Expr* include = semantic::argument(file_, dump, -1, "include");
    if (include != nullptr) return names(file_, include, field);
    return !names(file_, semantic::argument(file_, dump, -1, "exclude"), field);
  }

  const FileModel& file_;
  const Arg& body_;
  std::vector<std::string_view> fields_;
  const Node* found_ = nullptr;
  std::vector<std::string_view> written_;
  int passed_ = 0;
  Definition writer_;                 // the function that writes, if it is another one
  const Node* written_by_ = nullptr;  // and where it does
};

class AssignmentCheck {
 public:
  explicit AssignmentCheck(ApplicationCheck& check) : check_(check) {}

  void run() {
    const app::Application& application = check_.application();
    for (const Route* route : application.distinct_routes().all()) {
      if (!is_for_admins(application, *route)) look_at(*route);
    }
  }

 private:
  void look_at(const Route& route) {
    const Definition handler = app::handler_of(route);
    for (const Parameter& parameter : route.dependant.parameters) {
      const app::Type bare = app::without_none(parameter.field.type);
      const bool own = handler && parameter.arg != nullptr && parameter.is_body() &&
                       handler.node->encloses(*parameter.arg);
      if (!own || !bare.is(app::Type::Kind::Class)) continue;
      const auto* used = check_.application().model_uses().find(*bare.definition.node);
      if (used == nullptr || used->model == nullptr) continue;
      const auto fields = privileged_fields(*used->model);
      if (!fields.empty()) follow(route, handler, *parameter.arg, *used, fields);
    }
  }

  void follow(const Route& route, const Definition& handler, const Arg& body,
              const app::UsedModel& model, const std::vector<std::string_view>& fields) {
    for (const PassedParameter& one : app::passed_parameters(handler, body).all) {
      const auto& function = static_cast<const FunctionDef&>(*one.function.node);
      std::vector<std::string_view> written;
      WriteFinder finder(*one.function.file, *one.parameter, fields);
      const Node* write = finder.find(function, written);
      if (write == nullptr || !seen_.insert(write).second) continue;
      if (asks_for_permission(route)) return;
      report(route, *one.function.file, *write, model, written, finder);
      return;
    }
  }

  void report(const Route& route, const FileModel& file, const Node& write,
              const app::UsedModel& model, const std::vector<std::string_view>& fields,
              const WriteFinder& finder) {
    std::string list;
    for (const std::string_view field : fields) {
      list += (list.empty() ? "`" : ", `") + std::string(field) + "`";
    }
    const bool any = fields.size() == knowledge::kPrivilegedFields.size();
    if (any) list = "whatever fields the body has, `role` too,";
    const app::Placed call = route.registered_at;
    Draft draft = check_.report(file, write.span(), "`{}` writes {} as the client sends it",
                                {app::label_of(route), list});
    draft.step(*call.file, call.expr->span(), "`{}` takes `{}`",
               {app::label_of(route), model.file->text(model.cls->name)});
    const app::Placed& extra = model.model->setting("extra").source;
    if (any) draft.risk("A client that sends `role` makes itself an administrator.");
    if (any && extra && finder.written_by() != nullptr && is_compared("role")) {
      draft.confidence(Confidence::High);
    }
    if (any && extra) {
      draft.step(*extra.file, extra.expr->span(), "which lets in any field");
      draft.fix(
          "Let the model refuse what it does not declare, `extra=\"forbid\"`, and declare in `{}` "
          "the fields that clients may send.",
          {model.file->text(model.cls->name)});
    }
    const Field* field = model.model->field(fields.front());
    if (field != nullptr && field->declaration.expr != nullptr) {
      draft.step(*field->declaration.file, field->declaration.expr->span(), "which has `{}`",
                 {field->name});
    }
    draft.step(file, write.span(), "and this writes it");
    if (finder.written_by() != nullptr) {
      draft.step(*finder.writer().file, finder.written_by()->span(), "whatever its keys are");
    }
  }

  // `customer.role == "admin"`: the application lets people in by it.
  bool is_compared(std::string_view field) const {
    for (const FileModel& file : check_.model().files()) {
      if (file.file().role != project::Role::Application) continue;
      for (const auto* compare : file.tree().nodes_of<Compare>()) {
        const auto* attribute = compare->left->as<Attribute>();
        if (attribute != nullptr && file.text(attribute->attr) == field) return true;
      }
    }
    return false;
  }

  ApplicationCheck& check_;
  std::set<const Node*> seen_;  // looked up only
};

void check(ApplicationCheck& check) { AssignmentCheck(check).run(); }

}  // namespace

extern constinit const Rule VAL012 = {
    .code = "VAL012",
    .name = "mass-assignment",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"CWE-915", "OWASP API3:2023", "ASVS 15.3.3"},
    .risk =
        "Who sends it sets what only the application may say: who is an administrator, whose a "
        "thing is, what something costs.",
    .advice =
        "Take a model without the field and set it from what the application knows, "
        "`Row(**body.model_dump(), owner_id=user.id)`, or leave it out: "
        "`body.model_dump(exclude={\"role\"})`.",
    .docs = R"md(
A request model that has a field such as `role`, `is_admin`, `owner_id` or `balance`, and is written as a whole to a
row or document, lets clients set that field.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_admin: Mapped[bool]


class UserIn(BaseModel):
    name: str
    is_admin: bool = False


@app.post("/signup")
def signup(body: UserIn) -> None:
    user = User(**body.model_dump())
    print(user)
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_admin: Mapped[bool]


class UserIn(BaseModel):
    name: str


@app.post("/signup")
def signup(body: UserIn) -> None:
    user = User(**body.model_dump(), is_admin=False)
    print(user)
```

A write is `Table(**body.model_dump())`, `Table.model_validate(body)`, `row.sqlmodel_update(…)`, a loop of `setattr`,
`insert(…).values(**…)`, and `set`, `add` or `update` of Firestore, in the endpoint or in a function that the body is
passed to. Not reported: endpoints for administrators, by their path, roles or dependencies; fields that `include=`,
`exclude=` or `update=` take out; columns that the table does not have.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
