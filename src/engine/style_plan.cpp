#include "engine/style_plan.h"

#include <vector>

#include "style/check_style.h"
#include "style/ruff_exceptions.h"

namespace fastidious::engine {

StylePlan::StylePlan(const rules::Driver& driver, const repo::Inventory& inventory,
                     const FileSystem& files) {
  for (const rules::ActiveRule& rule : driver.active_rules()) {
    if (rule.rule->code == "COD007") rule_ = &rule;
    asks_for_causes_ |= rule.rule->code == "COD012";
    asks_for_messages_ |= rule.rule->code == "LOG014";
    asks_for_imports_ |= rule.rule->code == "COD019";
    asks_for_arguments_ |= rule.rule->code == "SEC092";
  }
  if (rule_ != nullptr || asks_for_causes_ || asks_for_messages_ || asks_for_imports_ ||
      asks_for_arguments_) {
    linters_.emplace(inventory, files);
  }
}

void StylePlan::check(project::SourceFile& file, const syntax::TokenStream& tokens) const {
  if (asks_for_causes_) file.style.without_causes = linters_->leaves_out(file.path, "B904");
  if (asks_for_messages_) file.style.with_built_logs = linters_->leaves_out(file.path, "G004");
  if (asks_for_arguments_) {
    file.style.tells_unused_arguments = linters_->tells_unused_arguments(file.path);
  }
  if (asks_for_imports_) file.style.imports = linters_->imports_for(file.path);
  if (rule_ == nullptr || file.is_stub || !rules::concerns(rule_->rule->where, file.role)) return;
  project::StyleCheck& style = file.style;
  style.by_own_linter = linters_->is_configured_for(file.path);
  style.options = linters_->options_for(file.path);
  if (const auto length = rule_->option("max-line-length"); length > 0) {
    style.options.max_line_length = static_cast<std::uint32_t>(length);
  }
  style.violations = style::check_style(file.text, file.lines, tokens, style.options);
  if (!style.violations.empty() && linters_->is_ruff_for(file.path)) {
    std::erase_if(style.violations, [&](const style::Violation& violation) {
      return style::ruff_lets_pass(violation, file.text, file.lines, style.options);
    });
  }
}

}  // namespace fastidious::engine
