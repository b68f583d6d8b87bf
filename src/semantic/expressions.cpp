#include "semantic/expressions.h"

namespace fastidious::semantic {

using syntax::as;
using syntax::Attribute;
using syntax::Name;

std::string_view last_name(const FileModel& file, const syntax::Expr& expr) {
  if (const auto* name = expr.as<Name>()) return file.text(name->name);
  if (const auto* attribute = expr.as<Attribute>()) return file.text(attribute->attr);
  return {};
}

bool is_name(const FileModel& file, const syntax::Expr& expr, std::string_view wanted) {
  const auto* name = expr.as<Name>();
  return name != nullptr && file.text(name->name) == wanted;
}

std::string_view string_of(const syntax::Expr* expr) {
  const auto* constant = as<syntax::Constant>(expr);
  return constant != nullptr && constant->is_str() ? constant->value : std::string_view{};
}

bool is_true(const FileModel& file, const syntax::Expr* value) {
  const auto constant = value != nullptr ? file.constant(*value) : std::nullopt;
  return constant && constant->type == ConstantValue::Type::Bool && constant->integer == 1;
}

bool is_none(const syntax::Expr& value) {
  const auto* constant = value.as<syntax::Constant>();
  return constant != nullptr && constant->type == syntax::ConstantKind::None;
}

bool is_none(const syntax::Expr* value) { return value != nullptr && is_none(*value); }

bool is_nothing(const syntax::Expr* value) { return value == nullptr || is_none(*value); }

bool is_conditional(const FileModel& file, const syntax::Node& node) {
  for (const syntax::Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(syntax::Kind::If) || at->is(syntax::Kind::IfExp)) return true;
  }
  return false;
}

bool is_awaited(const FileModel& file, const syntax::Call& call) {
  const syntax::Node* parent = file.parent(call);
  return parent != nullptr && parent->is(syntax::Kind::Await);
}

const syntax::FunctionDef* own_constructor(const Definition& cls) {
  for (const syntax::Stmt* statement : cls.node->as<syntax::ClassDef>()->body) {
    const auto* method = statement->as<syntax::FunctionDef>();
    if (method != nullptr && cls.file->text(method->name) == "__init__") return method;
  }
  return nullptr;
}

}  // namespace fastidious::semantic
