#include "semantic/documented_signature.h"

#include <algorithm>

#include "semantic/docstring_titles.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "semantic/request_parameters.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 8;  // of a class hierarchy that is followed

bool describes(const FileModel& file, const Expr* value) {
  const auto* call = as<Call>(value);
  if (call == nullptr) return false;
  const auto* name = as<Name>(call->func);
  const auto* attribute = as<Attribute>(call->func);
  const bool is_doc = (name != nullptr && file.text(name->name) == "Doc") ||
                      (attribute != nullptr && file.text(attribute->attr) == "Doc");
  return is_doc || argument(file, *call, -1, "description") != nullptr;
}

bool is_described_in_code(const FileModel& file, const Arg& parameter) {
  if (describes(file, parameter.default_value)) return true;
  const AnnotatedForm annotated = annotated_form(file, parameter.annotation);
  const auto* items = annotated ? as<Tuple>(annotated.node->slice) : nullptr;
  return items != nullptr && std::any_of(items->elts.begin(), items->elts.end(), [&](Expr* item) {
           return describes(*annotated.file, item);
         });
}

bool is_variable(const Arg& parameter) {
  return parameter.passing == Passing::VarPositional || parameter.passing == Passing::VarKeyword;
}

bool has_parameter(const FileModel& file, const FunctionDef& function, std::string_view name) {
  return std::any_of(function.args->all.begin(), function.args->all.end(),
                     [&](const Arg* parameter) { return file.text(parameter->name) == name; });
}

// A parameter of the function that it defines and hands out: a decorator documents both.
bool has_inner_parameter(const FileModel& file, const FunctionDef& function,
                         std::string_view name) {
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto* inner = statement->as<FunctionDef>();
    return inner != nullptr && has_parameter(file, *inner, name);
  });
}

// Whether the class, or one it inherits from, declares the field; also where that cannot be told.
bool may_have_field(const Definition& found, std::string_view name, int depth) {
  const auto* cls = as<ClassDef>(found.node);
  if (cls == nullptr) return false;
  if (depth > kMaxDepth) return true;
  for (const Stmt* statement : cls->body) {
    const auto* declared = statement->as<AnnAssign>();
    const auto* field = declared != nullptr ? as<Name>(declared->target) : nullptr;
    if (field != nullptr && found.file->text(field->name) == name) return true;
  }
  return std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* base) {
    const auto* generic = base->as<Subscript>();
    const Expr& named = generic != nullptr ? *generic->value : *base;
    return may_have_field(found.file->definition_of(named), name, depth + 1);
  });
}

// A field of a model that the function takes: endpoints describe their request bodies so.
bool is_field_of_parameter(const FileModel& file, const FunctionDef& function,
                           std::string_view name) {
  const auto& all = function.args->all;
  return std::any_of(all.begin(), all.end(), [&](const Arg* parameter) {
    if (parameter->annotation == nullptr) return false;
    const std::string_view type = file.type_of_annotation(*parameter->annotation);
    return !type.empty() && may_have_field(file.project().definition(type), name, 0);
  });
}

// An endpoint that reads its request itself: its docstring describes the body's fields.
bool reads_request(const FileModel& file, const FunctionDef& function) {
  return file.is_route_handler(function) &&
         std::any_of(function.args->all.begin(), function.args->all.end(),
                     [&](const Arg* parameter) {
                       return parameter->annotation != nullptr &&
                              file.type_of_annotation(*parameter->annotation) == "fastapi.Request";
                     });
}

bool is_known_name(const FileModel& file, const FunctionDef& function, std::string_view name) {
  return has_parameter(file, function, name) || has_inner_parameter(file, function, name) ||
         is_field_of_parameter(file, function, name);
}

bool is_about_parameters(const DocstringSection& section) {
  return section.kind == SectionKind::Parameters || section.kind == SectionKind::OtherParameters;
}

bool documents_other_names(const FileModel& file, const FunctionDef& function,
                           const Docstring& docstring) {
  for (const DocstringSection& section : docstring.sections) {
    if (section.kind == SectionKind::OtherParameters) return true;
    if (section.kind != SectionKind::Parameters) continue;
    for (const DocstringEntry& entry : section.entries) {
      if (!has_parameter(file, function, entry.name)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<const Arg*> undocumented_parameters(const FileModel& file, const FunctionDef& function,
                                                const Docstring& docstring) {
  std::vector<const Arg*> missing;
  const Arg* owner = owner_parameter(file, function);
  for (const Arg* parameter : function.args->all) {
    const std::string_view name = file.text(parameter->name);
    if (parameter == owner || name.starts_with('_') || docstring.parameter(name) != nullptr)
      continue;
    if (is_variable(*parameter) && documents_other_names(file, function, docstring)) continue;
    if (is_filled_by_fastapi(file, *parameter) || is_described_in_code(file, *parameter)) continue;
    missing.push_back(parameter);
  }
  return missing;
}

std::vector<const DocstringEntry*> unknown_parameters(const FileModel& file,
                                                      const FunctionDef& function,
                                                      const Docstring& docstring) {
  std::vector<const DocstringEntry*> unknown;
  const auto takes_any = [](const Arg* parameter) {
    return parameter->passing == Passing::VarKeyword;
  };
  if (std::any_of(function.args->all.begin(), function.args->all.end(), takes_any) ||
      reads_request(file, function)) {
    return unknown;
  }
  for (const DocstringSection& section : docstring.sections) {
    if (!is_about_parameters(section)) continue;
    for (const DocstringEntry& entry : section.entries) {
      if (entry.is_definite && !entry.name.empty() && !kind_of_title(entry.name) &&
          !is_known_name(file, function, entry.name)) {
        unknown.push_back(&entry);
      }
    }
  }
  return unknown;
}

Span span_of(const FileModel& file, std::string_view part) {
  const auto begin = static_cast<Offset>(part.data() - file.file().text.data());
  return {begin, begin + static_cast<Offset>(part.size())};
}

}  // namespace fastidious::semantic
