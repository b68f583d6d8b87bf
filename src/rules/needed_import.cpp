#include "rules/needed_import.h"

#include "semantic/model.h"

namespace fastidious::rules {
namespace {

bool has_name(const semantic::FileModel& file, std::string_view name) {
  const Identifier known = file.project().names().find(name);
  const auto symbol =
      known ? file.scopes().lookup_here(semantic::ScopeId{0}, known) : semantic::SymbolId{};
  return symbol.valid() && file.scopes().symbol(symbol).binding_count > 0;
}

}  // namespace

std::string with_import(const semantic::FileModel& file, std::string_view module) {
  return has_name(file, module) ? "" : ", with `import " + std::string(module) + "`";
}

std::string with_import_from(const semantic::FileModel& file, std::string_view module,
                             std::string_view name) {
  if (has_name(file, name)) return "";
  return ", with `from " + std::string(module) + " import " + std::string(name) + "`";
}

}  // namespace fastidious::rules
