#include <algorithm>
#include <set>

#include "app/endpoints/purpose.h"
#include "app/ownership/owned_objects.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Endpoint;
using app::KeyedAccess;
using app::NamedValue;
using app::OwnerCheck;
using app::Parameter;

bool reads(const Endpoint& endpoint) {
  return std::find(endpoint.methods.begin(), endpoint.methods.end(), "GET") !=
         endpoint.methods.end();
}

bool takes_request(const semantic::FileModel& file, const Arg& arg) {
  if (arg.annotation == nullptr) return false;
  const std::string_view type = file.type_of_annotation(*arg.annotation);
  return type == "fastapi.Request" || type.ends_with(".HTTPConnection");
}

// Everything the application knows about whose its objects are.
class Owners {
 public:
  explicit Owners(const app::Application& application) {
    for (const Endpoint& one : application.endpoints().all()) {
      if (one.route == nullptr || one.kind != Endpoint::Kind::Http) continue;
      if (one.is_guarded()) add(app::owner_checks_of(one, values_));
    }
    if (checks_.empty()) return;
    for (const Endpoint& one : application.endpoints().all()) {
      if (one.route != nullptr && !one.is_guarded() && reads(one)) add_open(one);
    }
  }

  bool none() const { return checks_.empty(); }
  app::PassedValues& values() { return values_; }
  bool gives_caller(const Dependency& one) const {
    return callers_.contains(one.callable.definition.node);
  }
  // The check that lets expect one in `endpoint`, too; null if there is none.
  const OwnerCheck* expected(const Endpoint& endpoint, const semantic::Definition& cls) const {
    for (const OwnerCheck& check : checks_) {
      if (check.cls.node == cls.node && is_about_same(check, endpoint)) return &check;
    }
    return nullptr;
  }

 private:
  void add(std::vector<OwnerCheck> found) {
    for (OwnerCheck& check : found) {
      // What it stands on knows the caller as well: get_organisation(user) and get_user.
      app::for_each_dependency(*check.caller, [&](const Dependency& one) {
        if (app::refuses_strangers(*check.endpoint, one)) {
          callers_.insert(one.callable.definition.node);
        }
      });
      checks_.push_back(check);
    }
  }

  // What strangers may read by its key, everybody may.
  void add_open(const Endpoint& endpoint) {
    if (as<FunctionDef>(endpoint.handler.node) == nullptr) return;
    for (const Parameter& one : endpoint.route->dependant.parameters) {
      if (one.in != Parameter::In::Path) continue;
      for (const KeyedAccess& access :
           app::accesses_by(values_.of(endpoint.handler, one.field.name))) {
        open_.insert(access.cls.node);
      }
    }
  }

  bool is_about_same(const OwnerCheck& check, const Endpoint& endpoint) const {
    if (check.is_of_list) {  // "/notes" gives one's own: so should "/notes/{id}"
      const std::string& list = check.endpoint->path;
      const bool below = endpoint.path.starts_with(list) && endpoint.path.ends_with('}');
      const bool next = below && endpoint.path.find('/', list.size() + 1) == std::string::npos;
      return next && reads(*check.endpoint) && !(reads(endpoint) && is_shared(check.cls));
    }
    if (reads(endpoint) && is_shared(check.cls)) return false;
    // Who may not change an article may read and like it.
    const bool changes_it = changes_state(endpoint) && endpoint.path.ends_with('}');
    return reads(*check.endpoint) || changes_it;
  }

  bool is_shared(const semantic::Definition& cls) const {
    if (open_.contains(cls.node)) return true;
    const std::string_view text = cls.file->text(*cls.node);
    for (const std::string_view word : {"public", "visib", "shared", "published"}) {
      if (text.find(word) != text.npos) return true;
    }
    return false;
  }

  app::PassedValues values_;
  std::vector<OwnerCheck> checks_;
  std::set<const Node*> callers_;  // the functions that give the caller; looked up only
  std::set<const Node*> open_;     // classes of which strangers may read any; looked up only
};

bool says(const semantic::Definition& function, std::string_view word) {
  const auto nodes = function.file->tree().subtree(*function.node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* attribute = node->as<Attribute>();
    const auto* name = node->as<Name>();
    return (attribute != nullptr && function.file->text(attribute->attr) == word) ||
           (name != nullptr && function.file->text(name->name) == word);
  });
}

class Candidate {
 public:
  Candidate(const Endpoint& endpoint, Owners& owners) : endpoint_(endpoint), owners_(owners) {}

  // A user's endpoint that nothing relates to the user.
  bool holds() const {
    const auto* handler = as<FunctionDef>(endpoint_.handler.node);
    if (endpoint_.route == nullptr || endpoint_.kind != Endpoint::Kind::Http ||
        !endpoint_.is_guarded() || handler == nullptr ||
        endpoint_.handler.file->is_method(*handler)) {
      return false;
    }
    if (app::looks_at_permissions(endpoint_) || app::is_for_administrators(endpoint_)) return false;
    return is_signed_in(endpoint_.route->dependant) && !uses_caller(*handler);
  }

  // What is got by a key of the client's and should be the caller's.
  struct Found {
    KeyedAccess access;
    const OwnerCheck* check = nullptr;
    std::string key;
  };
  Found find() const {
    for (const Parameter& one : endpoint_.route->dependant.parameters) {
      const bool by_key = one.in == Parameter::In::Path ||
                          (one.in == Parameter::In::Query && app::is_name_of_key(one.field.name));
      if (!by_key && one.in != Parameter::In::Body) continue;
      const Found found = find(one, !by_key);
      if (found.check != nullptr) return found;
    }
    return {};
  }

 private:
  bool is_signed_in(const Dependency& dependency) const {
    const auto& all = dependency.dependencies;
    return std::any_of(all.begin(), all.end(), [&](const Dependency& one) {
      return owners_.gives_caller(one) || is_signed_in(one);
    });
  }

  // Whether the handler names the caller, or a dependency is given the caller, or the request.
  bool uses_caller(const FunctionDef& handler) const {
    const semantic::FileModel& file = *endpoint_.handler.file;
    for (const Arg* arg : handler.args->all) {
      if (takes_request(file, *arg) && is_named(file.text(arg->name))) return true;
    }
    const auto& all = endpoint_.route->dependant.dependencies;
    return std::any_of(all.begin(), all.end(), [&](const Dependency& one) {
      if (owners_.gives_caller(one)) return !one.name.empty() && is_named(one.name);
      return is_signed_in(one) || sees_request(one);
    });
  }

  bool is_named(std::string_view name) const {
    return NamedValue{endpoint_.handler, {name}, {}}.is_used();
  }

  static bool sees_request(const Dependency& dependency) {
    const semantic::Definition function = dependency.callable.definition;
    const auto* definition = as<FunctionDef>(function.node);
    if (definition == nullptr) return false;
    for (const Arg* arg : definition->args->all) {
      if (takes_request(*function.file, *arg)) return true;
    }
    return std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(),
                       sees_request);
  }

  Found find(const Parameter& key, bool as_form) const {
    const auto passed = owners_.values().of(endpoint_.handler, key.field.name, as_form);
    for (const KeyedAccess& access : app::accesses_by(passed)) {
      const OwnerCheck* check = owners_.expected(endpoint_, access.cls);
      if (check == nullptr || looks_at(passed, check->column)) continue;
      const bool parts = as_form && access.at.file == endpoint_.handler.file;
      return {access, check, parts ? form_key(passed.front(), key) : std::string(key.alias)};
    }
    return {};
  }

  // "body.item_id", as the handler says it.
  static std::string form_key(const NamedValue& handler, const Parameter& form) {
    const semantic::FileModel& file = *handler.function.file;
    for (const Node* node : file.tree().subtree(*handler.function.node)) {
      const auto* attribute = node->as<Attribute>();
      if (attribute != nullptr && handler.is(*attribute)) return std::string(file.text(*node));
    }
    return std::string(form.field.name);
  }

  // Whether the owner is looked at, whatever it is compared with.
  bool looks_at(const std::vector<NamedValue>& passed, std::string_view column) const {
    if (says(endpoint_.handler, column)) return true;
    return std::any_of(passed.begin(), passed.end(),
                       [&](const NamedValue& one) { return says(one.function, column); });
  }

  const Endpoint& endpoint_;
  Owners& owners_;
};

// "`read_note` does", "`own_note` does for `read_note`" where a dependency compares.
std::string who_compares(const OwnerCheck& owner) {
  const semantic::FileModel& file = *owner.at.file;
  const std::string handler = '`' + handler_name(*owner.endpoint) + '`';
  const FunctionDef* function = file.enclosing_function(*owner.at.expr);
  bool is_dependency = false;
  app::for_each_dependency(owner.endpoint->route->dependant, [&](const Dependency& one) {
    is_dependency = is_dependency || (one.callable.definition.node == function && function &&
                                      function != owner.endpoint->handler.node);
  });
  if (!is_dependency) return handler + " does";
  return '`' + std::string(file.text(function->name)) + "` does for " + handler;
}

void report(ApplicationCheck& check, const Endpoint& endpoint, const Candidate::Found& found) {
  const semantic::Definition& cls = found.check->cls;
  const std::string_view name = cls.file->text(cls.node->as<ClassDef>()->name);
  const app::Placed& at = found.access.at;
  const bool here = at.file == endpoint.handler.file && endpoint.handler.node->encloses(*at.expr);
  Draft draft = check.report(
      *endpoint.handler.file, here ? at.expr->span() : span_of(endpoint),
      "`{}` (`{}`) takes any `{}` by its `{}`: whose it is, `{}`, is not compared with the "
      "caller, as {}",
      {handler_name(endpoint), endpoint.label(), name, found.key, found.check->column,
       who_compares(*found.check)});
  draft.fix(
      "Ask for the object together with its owner (`… WHERE id = %s AND {} = %s`), or compare its "
      "`{}` with the caller's id and answer 404 if they differ; best in a dependency that gives "
      "the object.",
      {found.check->column, found.check->column});
  if (!here) draft.step(*at.file, at.expr->span(), "Here it is taken");
  draft.step(*found.check->at.file, found.check->at.expr->span(),
             "Here another endpoint looks whose it is");
}

void check(ApplicationCheck& check) {
  Owners owners(check.application());
  if (owners.none()) return;
  std::set<const Node*> seen;  // handlers; one may have several paths
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    const Candidate candidate(endpoint, owners);
    if (!candidate.holds() || !seen.insert(endpoint.handler.node).second) continue;
    const Candidate::Found found = candidate.find();
    if (found.check != nullptr) report(check, endpoint, found);
  }
}

}  // namespace

extern constinit const Rule SEC055 = {
    .code = "SEC055",
    .name = "object-level-authz-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-639", "OWASP API1:2023", "ASVS 8.2.2"},
    .risk = "Whoever has an account reads or changes everybody's things by trying keys.",
    .advice =
        "Ask for the object together with its owner (`… WHERE id = %s AND owner_id = %s`), or "
        "compare `item.owner_id` with the caller's id and answer 404 if they differ; best in a "
        "dependency that gives the object (`owned_item`).",
    .docs = R"md(
Endpoints for whoever is signed in that get an object by a key of the client's, where another endpoint of the same
application compares an attribute of such objects with the caller, or filters by it, and this one does not use the
caller at all.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from sqlmodel import Field, Session, SQLModel

from app.store import User, engine, find_user

app = FastAPI()


class Invoice(SQLModel, table=True):
    id: int = Field(primary_key=True)
    owner_id: int


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user: Annotated[User, Depends(get_user)]) -> Invoice:
    invoice = Session(engine).get_one(Invoice, invoice_id)
    if invoice.owner_id != user.id:
        raise HTTPException(404)
    return invoice


@app.delete("/invoices/{invoice_id}")
def delete_invoice(invoice_id: int, user: Annotated[User, Depends(get_user)]) -> None:
    session = Session(engine)
    session.delete(session.get_one(Invoice, invoice_id))
```

```python good
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from sqlmodel import Field, Session, SQLModel

from app.store import User, engine, find_user

app = FastAPI()


class Invoice(SQLModel, table=True):
    id: int = Field(primary_key=True)
    owner_id: int


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def own_invoice(invoice_id: int, user: Annotated[User, Depends(get_user)]) -> Invoice:
    invoice = Session(engine).get_one(Invoice, invoice_id)
    if invoice.owner_id != user.id:
        raise HTTPException(404)
    return invoice


@app.delete("/invoices/{invoice_id}")
def delete_invoice(invoice: Annotated[Invoice, Depends(own_invoice)]) -> None:
    Session(engine).delete(invoice)
```

A check that an endpoint which reads makes counts everywhere; one that only others make (who may not change an article
may read it), for what changes the object itself. A list of one's own counts for the object one step below its path. Not
reported: what strangers may read as well, objects that can be public or shared, endpoints whose code mentions a role,
permission or scope, administrative ones, dependencies that take the caller or the request, methods of class-based views.
Databases that filter by themselves (row-level security) are not seen.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
