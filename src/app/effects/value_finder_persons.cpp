// Whether a value is about a person.

#include <algorithm>

#include "app/effects/value_finder.h"
#include "knowledge/logged_names.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;
using What = ShownValue::What;

namespace {

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// Whether the class's body declares something so named: a field, a column, a property.
bool declares(const FileModel& file, const ClassDef& cls, std::string_view name) {
  return std::any_of(cls.body.begin(), cls.body.end(), [&](const Stmt* statement) {
    if (const auto* method = statement->as<FunctionDef>()) return file.text(method->name) == name;
    const auto* annotated = statement->as<AnnAssign>();
    const auto* assigned = statement->as<Assign>();
    const Expr* target = annotated != nullptr  ? annotated->target
                         : assigned != nullptr ? assigned->targets[0]
                                               : nullptr;
    return target != nullptr && file.text(*target) == name;
  });
}

}  // namespace

void ValueFinder::look_at_after(std::string_view before, const Expr& value) {
  const auto known = static_cast<std::ptrdiff_t>(found_.size());
  look_at(value);
  if (found_.size() == static_cast<std::size_t>(known) || !knowledge::announces_no_person(before)) {
    return;
  }
  const auto is_of_nobody = [](const ShownValue& one) {
    return one.what == What::Personal || one.what == What::Given;
  };
  found_.erase(std::remove_if(found_.begin() + known, found_.end(), is_of_nobody), found_.end());
}

// `account = await email_accounts.get(key)`, also by another name for it.
bool ValueFinder::is_got_as_mailbox(const Expr& expr, int depth) const {
  constexpr int kMostNames = 3;  // one for the other
  constexpr std::size_t kLongest = 100;
  constexpr std::string_view kWords[] = {"email_account", "mail_account", "mailbox"};
  const auto* awaited = expr.as<Await>();
  const auto* call = as<Call>(awaited != nullptr ? awaited->value : &expr);
  if (call != nullptr) {
    const std::string_view text = file_.text(*call->func);
    return text.size() <= kLongest && contains_any(lower_case(text), kWords);
  }
  const auto* name = expr.as<Name>();
  if (name == nullptr || depth == kMostNames) return false;
  constexpr std::size_t kMostBindings = 4;
  const auto bindings = semantic::reaching_bindings(file_, *name);
  return bindings.size() <= kMostBindings &&
         std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
           return one->value != nullptr && is_got_as_mailbox(*one->value, depth + 1);
         });
}

// `fetch_imap(server, email, password)`: what a program logs into a mailbox with.
bool ValueFinder::is_login_of_mailbox(const Expr& expr) const {
  constexpr std::string_view kWords[] = {"imap", "pop3", "mailbox"};
  const FunctionDef* function = expr.is(Kind::Name) ? file_.enclosing_function(expr) : nullptr;
  return function != nullptr && names_any_of(file_.text(function->name), kWords) &&
         !knowledge::is_person(file_.text(expr));
}

// `account.email` where `account.imap_host` is read too: a mailbox.
bool ValueFinder::is_of_mailbox(const Attribute& attribute) const {
  constexpr std::size_t kMost = 400;
  const FunctionDef* function = file_.enclosing_function(attribute);
  if (function == nullptr || !attribute.value->is(Kind::Name)) return false;
  if (is_got_as_mailbox(*attribute.value)) return true;
  const std::string_view owner = file_.text(*attribute.value);
  std::size_t seen = 0;
  for (const auto* one : file_.tree().nodes_of<Attribute>(*function)) {
    if (++seen > kMost) break;
    const std::string_view name = file_.text(one->attr);
    const bool is_server = name.starts_with("imap_") || name.starts_with("smtp_");
    if (is_server && file_.text(*one->value) == owner) return true;
  }
  return false;
}

// `incident.tactical_group.email`: the address of many is nobody's. Nor is that of a mailbox which
// the service itself reads and sends from.
bool ValueFinder::is_of_group(const Attribute& attribute) const {
  const Definition cls = file_.project().definition(file_.type_of(*attribute.value));
  if (const auto* node = as<ClassDef>(cls.node)) {
    for (const std::string_view one : {"smtp_host", "imap_host", "smtp_server", "imap_server"}) {
      if (declares(*cls.file, *node, one)) return true;
    }
  }
  return is_of_mailbox(attribute) ||
         knowledge::names_group(last_part(file_.text(*attribute.value))) ||
         knowledge::names_group(last_part(file_.type_of(*attribute.value)));
}

// `user.name` where the class has a `full_name` too: by that name somebody logs in.
bool ValueFinder::is_login_name(std::string_view name, const Attribute& attribute) const {
  constexpr std::string_view kFullNames[] = {"full_name",  "fullname",     "first_name",
                                             "given_name", "display_name", "real_name"};
  const std::string_view type = file_.type_of(*attribute.value);
  const Definition cls =
      name != "name" || type.empty() ? Definition{} : file_.project().definition(type);
  const auto* node = as<ClassDef>(cls.node);
  if (node == nullptr) return false;
  const auto family = semantic::model_and_bases(*cls.file, *node);
  return std::any_of(family.begin(), family.end(), [&](const Definition& one) {
    return std::any_of(std::begin(kFullNames), std::end(kFullNames), [&](std::string_view full) {
      return declares(*one.file, static_cast<const ClassDef&>(*one.node), full);
    });
  });
}

// `email = normalized(settings.default_email)`
bool ValueFinder::is_made_of_settings(const Expr& expr, int depth) const {
  constexpr int kMostSteps = 3;
  const auto* name = expr.as<Name>();
  if (name == nullptr || depth > kMostSteps) return false;
  const auto bindings = semantic::reaching_bindings(file_, *name);
  return !bindings.empty() &&
         std::all_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
           if (one->value == nullptr) return false;
           const auto* call = as<Call>(one->value);
           return is_trusted_owner(*one->value) || file_.constant(*one->value) ||
                  is_made_of_settings(*one->value, depth + 1) ||
                  (call != nullptr && call->args.size() == 1 && is_trusted_owner(*call->args[0]));
         });
}

// What settings hold, and what `create_admin(email)` is given, belongs to who runs the service.
bool ValueFinder::is_of_operator(const Expr& expr) const {
  if (is_trusted_owner(expr) || is_made_of_settings(expr)) return true;
  const FunctionDef* function = expr.is(Kind::Name) ? file_.enclosing_function(expr) : nullptr;
  return function != nullptr && knowledge::names_operator(file_.text(function->name)) &&
         !knowledge::is_person(file_.text(expr));
}

// Whether the name says so; `name` and the like only of a person.
bool ValueFinder::is_about_person(std::string_view name, const Expr& expr) const {
  if (knowledge::is_personal(name)) return true;
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr || !knowledge::is_personal_of_person(name)) return false;
  const std::string_view type = file_.type_of(*attribute->value);
  return knowledge::stands_for_person(
             last_part(type.empty() ? file_.text(*attribute->value) : type)) &&
         !is_login_name(name, *attribute);
}

bool ValueFinder::judge_person(std::string_view name, const Expr& expr) {
  if (!is_about_person(name, expr)) return false;
  const auto* attribute = expr.as<Attribute>();
  const bool is_date = file_.type_of(expr).starts_with("datetime.date");
  const Holds what = holds(expr);
  if ((attribute != nullptr && is_of_group(*attribute)) || (what == Holds::Other && !is_date) ||
      is_harmless(expr) || is_transformed(expr) || is_known_empty(expr) || is_of_operator(expr) ||
      is_login_of_mailbox(expr)) {
    return true;
  }
  add(What::Personal, expr, called(name, expr), what == Holds::Text);
  return true;
}

}  // namespace fastidious::app
