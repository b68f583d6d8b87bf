#include "semantic/documented_signature.h"

#include <algorithm>

#include "semantic/request_parameters.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

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

const Arg* owner_of(const FileModel& file, const FunctionDef& function) {
  const bool has_owner = file.is_method(function) && !file.is_static_method(function);
  return has_owner && !function.args->all.empty() ? function.args->all.front() : nullptr;
}

bool has_parameter(const FileModel& file, const FunctionDef& function, std::string_view name) {
  return std::any_of(function.args->all.begin(), function.args->all.end(),
                     [&](const Arg* parameter) { return file.text(parameter->name) == name; });
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
  const Arg* owner = owner_of(file, function);
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
  if (std::any_of(function.args->all.begin(), function.args->all.end(), takes_any)) return unknown;
  for (const DocstringSection& section : docstring.sections) {
    if (!is_about_parameters(section)) continue;
    for (const DocstringEntry& entry : section.entries) {
      if (entry.is_definite && !entry.name.empty() && !has_parameter(file, function, entry.name)) {
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
