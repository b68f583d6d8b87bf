#include "semantic/jwt_calls.h"

#include <algorithm>

#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

bool is_false(const FileModel& file, const Expr* value) {
  const auto constant = value != nullptr ? file.constant(*value) : std::nullopt;
  return constant && constant->type == ConstantValue::Type::Bool && constant->integer == 0;
}

// `claims["exp"]`, `claims.get("iat")`
bool reads_time(const FileModel& file, const Expr& claims) {
  const Node* parent = file.parent(claims);
  const Expr* key = nullptr;
  if (const auto* item = as<Subscript>(parent)) key = item->slice;
  const auto* get = as<Attribute>(parent) != nullptr ? as<Call>(file.parent(*parent)) : nullptr;
  if (get != nullptr && !get->args.empty()) key = get->args[0];
  const auto* text = as<Constant>(key);
  return text != nullptr && text->is_str() &&
         (text->value == "exp" || text->value == "iat" || text->value == "nbf");
}

}  // namespace

bool is_jwt_decode(std::string_view target) {
  return target == "jwt.decode_complete" || is_one_of(target, kJwtDecodes);
}

std::span<const Node* const> nodes_around(const FileModel& file, const Call& call) {
  constexpr std::size_t kMaxNodes = 5'000;
  const FunctionDef* function = file.enclosing_function(call);
  const Node& scope =
      function != nullptr ? static_cast<const Node&>(*function) : file.tree().root();
  const auto nodes = file.tree().subtree(scope);
  return nodes.first(std::min(nodes.size(), kMaxNodes));
}

const Dict* dict_of(const FileModel& file, const Expr* expr) {
  if (const auto* dict = as<Dict>(expr)) return dict;
  const auto* name = as<Name>(expr);
  const SymbolId id = name != nullptr ? file.scopes().symbol_of(*name) : SymbolId{};
  if (!id.valid()) return nullptr;
  const Symbol& symbol = file.scopes().symbol(id);
  const bool bound_once = symbol.binding_count == 1 && symbol.last_binding.valid();
  return bound_once ? as<Dict>(file.scopes().binding(symbol.last_binding).value) : nullptr;
}

const Expr* item_of(const Dict& dict, std::string_view key) {
  for (std::uint32_t i = 0; i < dict.keys.size(); ++i) {
    const auto* name = as<Constant>(dict.keys[i]);
    if (name != nullptr && name->is_str() && name->value == key) return dict.values[i];
  }
  return nullptr;
}

bool switches_off(const FileModel& file, const Call& decode, std::string_view check) {
  const Expr* options = argument(file, decode, 3, "options");
  if (const Dict* dict = dict_of(file, options)) return is_false(file, item_of(*dict, check));
  const auto* call = as<Call>(options);
  return call != nullptr && is_false(file, argument(file, *call, -1, check));
}

bool only_reads_times(const FileModel& file, const Call& decode) {
  if (reads_time(file, decode)) return true;
  const auto* assign = as<Assign>(file.parent(decode));
  const auto* taken = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  if (taken == nullptr) return false;
  bool reads = false;
  for (const Node* node : nodes_around(file, decode)) {
    const auto* use = node->as<Name>();
    if (use == nullptr || use == taken || use->name != taken->name) continue;
    if (!reads_time(file, *use)) return false;
    reads = true;
  }
  return reads;
}

}  // namespace fastidious::semantic
