#include "app/instrumentation/redacting_filter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "semantic/expressions.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;
using semantic::Definition;
using semantic::FileModel;

namespace {

constexpr int kMaxDepth = 2;  // of calls that hand the record on

// The name of the parameter that the callee is given at this position; empty if there is none.
std::string_view parameter_at(const Definition& callee, std::size_t index) {
  const auto& function = static_cast<const FunctionDef&>(*callee.node);
  const FileModel& file = *callee.file;
  if (file.is_method(function) && !file.is_static_method(function)) ++index;
  const auto& all = function.args->all;
  return index < all.size() ? file.text(all[index]->name) : std::string_view{};
}

bool rewrites(const FileModel& file, const FunctionDef& function, std::string_view record,
              int depth) {
  constexpr std::string_view kMessage[] = {"msg", "args", "message"};
  for (const auto* assign : file.tree().nodes_of<Assign>(function)) {
    for (const Expr* target : assign->targets) {
      const auto* attribute = target->as<Attribute>();
      if (attribute != nullptr && is_one_of(file.text(attribute->attr), kMessage) &&
          semantic::is_name(file, *attribute->value, record)) {
        return true;
      }
    }
  }
  if (depth == kMaxDepth) return false;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    for (std::size_t i = 0; i < call->args.size(); ++i) {
      if (!semantic::is_name(file, *call->args[i], record)) continue;
      const Definition callee = file.definition_of(*call->func);
      const auto* called = as<FunctionDef>(callee.node);
      const std::string_view next = called != nullptr ? parameter_at(callee, i) : "";
      if (!next.empty() && rewrites(*callee.file, *called, next, depth + 1)) return true;
    }
  }
  return false;
}

bool says_that_it_hides(std::string_view code) {
  constexpr std::string_view kWords[] = {"redact", "mask",   "scrub",    "obfuscat",
                                         "saniti", "censor", "sensitive"};
  const std::string text = lower_case(code);
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

bool is_redacting(const FileModel& file, const ClassDef& cls) {
  for (const Stmt* statement : cls.body) {
    const auto* method = statement->as<FunctionDef>();
    if (method == nullptr || file.text(method->name) != "filter" || method->args->all.size() < 2) {
      continue;
    }
    return rewrites(file, *method, file.text(method->args->all[1]->name), 0) &&
           says_that_it_hides(file.text(cls));
  }
  return false;
}

// Few classes have a `filter`: these are told by the names that their bodies bind.
std::vector<const ClassDef*> classes_that_filter(const FileModel& file) {
  const Identifier filter = file.project().names().find("filter");
  std::vector<const ClassDef*> classes;
  const auto scopes = file.scopes().scopes();
  for (std::uint32_t i = 0; i < scopes.size(); ++i) {
    const bool filters = scopes[i].kind == semantic::ScopeKind::Class &&
                         file.scopes().lookup_here(semantic::ScopeId{i}, filter).valid();
    if (filters) classes.push_back(static_cast<const ClassDef*>(scopes[i].node));
  }
  return classes;
}

// Whether somebody makes one: to add it to a logger or handler.
bool is_made(const FileModel& file, const ClassDef& cls) {
  const auto sites = file.project().calls_of(file.qualified_name(cls));
  return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
    return site.file->file().role == project::Role::Application;
  });
}

// def redact(logger, method_name, event_dict): …
// https://www.structlog.org/en/stable/processors.html
bool is_redacting_processor(const FileModel& file, const FunctionDef& function) {
  constexpr std::size_t kParameters = 3;
  if (function.args->all.size() != kParameters || !says_that_it_hides(file.text(function))) {
    return false;
  }
  const std::string_view event = file.text(function.args->all[2]->name);
  for (const auto* assign : file.tree().nodes_of<Assign>(function)) {
    for (const Expr* target : assign->targets) {
      const auto* item = target->as<Subscript>();
      if (item != nullptr && semantic::is_name(file, *item->value, event)) return true;
    }
  }
  return false;
}

bool names_redacting_processor(const FileModel& file, const ListExpr& list) {
  return std::any_of(list.elts.begin(), list.elts.end(), [&](const Expr* one) {
    if (!one->is(Kind::Name) && !one->is(Kind::Attribute)) return false;
    const Definition found = file.definition_of(*one);
    const auto* function = as<FunctionDef>(found.node);
    return function != nullptr && is_redacting_processor(*found.file, *function);
  });
}

}  // namespace

bool has_redacting_processor(const semantic::Model& model) {
  for (const semantic::CallSite& site : model.calls_of("structlog.configure")) {
    if (site.file->file().role != project::Role::Application) continue;
    constexpr std::size_t kMost = 300;  // lists of a file that sets structlog up
    std::size_t seen = 0;
    for (const auto* list : site.file->tree().nodes_of<ListExpr>()) {
      if (++seen > kMost) break;
      if (names_redacting_processor(*site.file, *list)) return true;
    }
  }
  return false;
}

bool has_redacting_filter(const semantic::Model& model) {
  return std::any_of(model.files().begin(), model.files().end(), [](const FileModel& file) {
    if (file.file().role != project::Role::Application) return false;
    const std::vector<const ClassDef*> classes = classes_that_filter(file);
    return std::any_of(classes.begin(), classes.end(), [&](const ClassDef* cls) {
      return file.inherits_from(*cls, "logging.Filter") && is_redacting(file, *cls) &&
             is_made(file, *cls);
    });
  });
}

}  // namespace fastidious::app
