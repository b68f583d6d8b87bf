#include "engine/dead_code_advice.h"

#include <fmt/format.h>

#include <string_view>

#include "findings/deletion.h"

namespace fastidious::engine {

using findings::Finding;

namespace {

// "load_cart" of "Function `load_cart` is used nowhere".
std::string_view name_in(std::string_view message) {
  const std::size_t begin = message.find('`');
  const std::size_t end = begin == message.npos ? begin : message.find('`', begin + 1);
  return end == message.npos ? message : message.substr(begin + 1, end - begin - 1);
}

}  // namespace

void advise_to_delete_dead_code(const rules::Driver& driver, std::vector<Finding>& findings) {
  for (const findings::Deletion& deletion : findings::deletions_of(findings)) {
    const std::string name(name_in(findings[deletion.told_by].message));
    for (const std::uint32_t index : deletion.inside) {
      Finding& finding = findings[index];
      const rules::ActiveRule* rule = driver.find(finding.rule);
      const std::string_view advice = rule != nullptr ? rule->rule->advice : std::string_view();
      finding.fix = fmt::format("Nothing here uses `{}`: delete it (COD015). Else: {}", name,
                                finding.fix.empty() ? advice : std::string_view(finding.fix));
    }
  }
}

}  // namespace fastidious::engine
