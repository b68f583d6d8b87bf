#include "semantic/visibility.h"

#include <algorithm>
#include <string>

#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 8;  // of a class hierarchy that is followed

bool assigns_dunder(const Stmt& statement, const FileModel& file) {
  const auto* assign = statement.as<Assign>();
  const auto* name = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  return name != nullptr && is_magic_name(file.text(name->name));
}

bool is_documented_in(const Definition& cls, std::string_view method, int depth) {
  const auto* node = as<ClassDef>(cls.node);
  if (node == nullptr || depth > kMaxDepth) return false;
  for (const Stmt* statement : node->body) {
    const auto* function = statement->as<FunctionDef>();
    if (function != nullptr && cls.file->text(function->name) == method) {
      return cls.file->docstring(*function) != nullptr;
    }
  }
  return std::any_of(node->bases.begin(), node->bases.end(), [&](const Expr* base) {
    const auto* generic = base->as<Subscript>();
    const Expr& named = generic != nullptr ? *generic->value : *base;
    return is_documented_in(cls.file->definition_of(named), method, depth + 1);
  });
}

// Only `pass` or `...`: all that there is to say is in the name and the base.
bool is_marker(const ClassDef& cls) {
  return !cls.bases.empty() &&
         std::all_of(cls.body.begin(), cls.body.end(), [](const Stmt* statement) {
           const auto* expression = statement->as<ExprStmt>();
           return statement->is(Kind::Pass) ||
                  (expression != nullptr && expression->value->is(Kind::Constant));
         });
}

bool has_only_members(const ClassDef& cls) {
  return std::all_of(cls.body.begin(), cls.body.end(),
                     [](const Stmt* statement) { return statement->is(Kind::Assign); });
}

// `class Config:` of Pydantic and `class Meta:` of Django, marshmallow and others.
bool is_configuration(const ClassDef& cls, const FileModel& file) {
  const std::string_view name = file.text(cls.name);
  return file.enclosing_class(cls) != nullptr && (name == "Config" || name == "Meta");
}

}  // namespace

bool is_magic_name(std::string_view name) {
  return name.size() > 4 && name.starts_with("__") && name.ends_with("__");
}

bool is_public_module(const FileModel& file) {
  std::string_view rest = file.file().module_name;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    if (part.starts_with('_') && !is_magic_name(part)) return false;
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  return !file.file().is_stub;
}

bool has_stub(const FileModel& file) {
  return file.project().file_at(file.file().path + "i") != nullptr;
}

bool only_re_exports(const FileModel& file) {
  const StmtList& body = file.tree().root().body;
  return std::all_of(body.begin(), body.end(), [&](const Stmt* statement) {
    return statement->is(Kind::Import) || statement->is(Kind::ImportFrom) ||
           assigns_dunder(*statement, file) || file.in_type_checking_block(*statement);
  });
}

bool is_property_setter(const FileModel& file, const FunctionDef& function) {
  return std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                     [&](const Expr* decorator) {
                       const auto* attribute = decorator->as<Attribute>();
                       const std::string_view name =
                           attribute != nullptr ? file.text(attribute->attr) : std::string_view{};
                       return name == "setter" || name == "deleter";
                     });
}

bool is_part_of_property(const FileModel& file, const FunctionDef& function) {
  if (is_property_setter(file, function)) return true;
  // sqlalchemy.ext.hybrid
  constexpr std::string_view kParts[] = {"expression", "comparator", "update_expression"};
  return std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                     [&](const Expr* decorator) {
                       const auto* attribute = decorator->as<Attribute>();
                       return attribute != nullptr &&
                              is_one_of(file.text(attribute->attr), kParts) &&
                              file.text(*attribute->value) == file.text(function.name);
                     });
}

bool inherits_docstring(const FileModel& file, const FunctionDef& function) {
  for (std::string_view marker :
       {"typing.override", "typing_extensions.override", "overrides.overrides"}) {
    if (file.has_decorator(function, marker)) return true;
  }
  const ClassDef* cls = file.enclosing_class(function);
  if (cls == nullptr) return false;
  return std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* base) {
    const auto* generic = base->as<Subscript>();
    const Expr& named = generic != nullptr ? *generic->value : *base;
    return is_documented_in(file.definition_of(named), file.text(function.name), 0);
  });
}

bool speaks_for_itself(const FileModel& file, const ClassDef& cls) {
  return is_marker(cls) || is_configuration(cls, file) || file.is_protocol(cls) ||
         (file.is_enum(cls) && has_only_members(cls));
}

}  // namespace fastidious::semantic
