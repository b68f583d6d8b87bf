#include "rules/needed_import.h"

#include <vector>

#include "semantic/model.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

bool has_name(const semantic::FileModel& file, std::string_view name) {
  const Identifier known = file.project().names().find(name);
  const auto symbol =
      known ? file.scopes().lookup_here(semantic::ScopeId{0}, known) : semantic::SymbolId{};
  return symbol.valid() && file.scopes().symbol(symbol).binding_count > 0;
}

std::string import_of(const ImportedName& one) {
  if (one.module.empty()) return "`import " + std::string(one.name) + "`";
  return "`from " + std::string(one.module) + " import " + std::string(one.name) + "`";
}

}  // namespace

std::string with_import(const semantic::FileModel& file, std::string_view module) {
  return has_name(file, module) ? "" : ", with `import " + std::string(module) + "`";
}

std::string with_import_from(const semantic::FileModel& file, std::string_view module,
                             std::string_view name) {
  if (has_name(file, name)) return "";
  return ", with " + import_of({module, name});
}

std::string with_imports_from(const semantic::FileModel& file, std::span<const ImportedName> all) {
  std::vector<std::string> statements;
  std::string_view module;  // of the last
  for (const ImportedName& one : all) {
    if (has_name(file, one.name)) continue;
    const bool goes_on = !statements.empty() && !module.empty() && one.module == module;
    if (goes_on) {
      statements.back().insert(statements.back().size() - 1, ", " + std::string(one.name));
    } else {
      statements.push_back(import_of(one));
    }
    module = one.module;
  }
  return statements.empty() ? std::string() : ", with " + in_words(statements, " and ");
}

}  // namespace fastidious::rules
