// Evaluator: look-ups by equality. What was found is what somebody stored, and so is its key.
#include <algorithm>

#include "flow/evaluator.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::flow {

using namespace syntax;

namespace {

constexpr std::string_view kRaising[] = {"one", "scalar_one", "get_one"};
constexpr std::string_view kGivingNothing[] = {
    "first",     "one_or_none", "scalar",   "scalar_one_or_none", "all",         "fetchone",
    "fetch_one", "fetchrow",    "fetchval", "fetch_val",          "get_or_none", "fetchall",
    "fetch_all", "get"};
constexpr std::string_view kConditions[] = {"where", "filter", "filter_by", "get_or_none"};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// One placeholder of a statement: `:name`, `%(name)s`, or `?`, `%s`, `$1` without a name.
struct Placeholder {
  std::string_view name;
  bool is_equal = false;  // `= …`
};

std::vector<Placeholder> placeholders(std::string_view text) {
  std::vector<Placeholder> all;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    std::size_t name = text.npos;
    if (text[i] == ':' && next == ':') {
      ++i;
      continue;
    }
    if (text[i] == ':' && is_word(next)) name = i + 1;
    if (text[i] == '%' && next == '(') name = i + 2;
    const bool is_plain = text[i] == '?' || (text[i] == '%' && next == 's') ||
                          (text[i] == '$' && next >= '1' && next <= '9');
    if (name == text.npos && !is_plain) continue;
    Placeholder one;
    if (name != text.npos) {
      std::size_t end = name;
      while (end < text.size() && (is_word(text[end]) || (text[end] >= '0' && text[end] <= '9'))) {
        ++end;
      }
      one.name = text.substr(name, end - name);
    }
    std::size_t before = i;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\n')) --before;
    one.is_equal = before > 1 && text[before - 1] == '=' &&
                   std::string_view("!<>").find(text[before - 2]) == std::string_view::npos;
    all.push_back(one);
  }
  return all;
}

}  // namespace

// The value of a name that is bound once where it is read; null if that is not so.
const Expr* Evaluator::bound_value(const Expr& expr) const {
  const auto* name = expr.as<Name>();
  const semantic::SymbolId symbol =
      name != nullptr ? scopes_.symbol_of(*name) : semantic::SymbolId{};
  if (!symbol.valid()) return nullptr;
  if (scopes_.symbol(symbol).binding_count == 1) {
    return scopes_.binding(scopes_.symbol(symbol).last_binding).value;
  }
  const auto reaching = semantic::reaching_bindings(file_, *name);
  return reaching.size() == 1 ? reaching[0]->value : nullptr;
}

// `Model.name == value`, `and_(…)`
void Evaluator::collect_condition(const Expr& condition, std::vector<const Expr*>& keys) const {
  if (const auto* comparison = condition.as<Compare>()) {
    if (comparison->ops.size() != 1 || comparison->ops[0] != Comparator::Eq) return;
    keys.push_back(comparison->left);
    keys.push_back(comparison->comparators[0]);
  } else if (const auto* both = condition.as<BinOp>();
             both != nullptr && both->op == Operator::BitAnd) {
    collect_condition(*both->left, keys);
    collect_condition(*both->right, keys);
  } else if (const auto* call = condition.as<Call>()) {
    if (!file_.resolve(*call->func).ends_with(".and_")) return;
    for (const Expr* one : call->args) collect_condition(*one, keys);
  }
}

// "… WHERE name = :name", {"name": value}
void Evaluator::collect_sql(const Expr& text, const Expr& values,
                            std::vector<const Expr*>& keys) const {
  const auto* made = text.as<Call>();  // text("…")
  const auto* constant = made != nullptr && made->args.size() == 1 ? made->args[0]->as<Constant>()
                                                                   : text.as<Constant>();
  const std::string_view sql =
      constant != nullptr && constant->is_str() ? constant->value : std::string_view{};
  constexpr std::string_view kOther[] = {" OR ", " or ", " NOT ", " not "};
  const bool is_more = std::any_of(std::begin(kOther), std::end(kOther),
                                   [&](std::string_view one) { return sql.find(one) != sql.npos; });
  std::size_t where = sql.find("WHERE");
  if (where == sql.npos) where = sql.find("where");
  if (is_more || where == sql.npos) return;
  const auto* named = values.as<Dict>();
  const auto* tuple = values.as<Tuple>();
  const auto* list = values.as<ListExpr>();
  const ExprList* in_order = tuple != nullptr  ? &tuple->elts
                             : list != nullptr ? &list->elts
                                               : nullptr;
  const std::size_t before = placeholders(sql.substr(0, where)).size();
  const std::vector<Placeholder> all = placeholders(sql.substr(where));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].is_equal) continue;
    if (in_order != nullptr && all[i].name.empty() && before + i < in_order->size()) {
      keys.push_back((*in_order)[static_cast<std::uint32_t>(before + i)]);
    }
    for (std::uint32_t at = 0; named != nullptr && at < named->values.size(); ++at) {
      const auto* key = as<Constant>(named->keys[at]);
      if (key != nullptr && key->value == all[i].name) keys.push_back(named->values[at]);
    }
  }
}

// What is asked for by equality in a query: `select(Model).where(Model.name == value)`.
void Evaluator::collect_keys(const Expr& query, std::vector<const Expr*>& keys, int depth) const {
  constexpr int kMaxLinks = 16;
  if (depth > kMaxLinks) return;
  if (const auto* await = query.as<Await>()) return collect_keys(*await->value, keys, depth + 1);
  if (query.is(Kind::Name)) {
    const Expr* bound = bound_value(query);
    const bool is_query = bound != nullptr && (bound->is(Kind::Call) || bound->is(Kind::Await));
    if (is_query) collect_keys(*bound, keys, depth + 1);
    return;
  }
  const auto* call = query.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr) return;
  const std::string_view name = file_.text(method->attr);
  if (is_one_of(name, kConditions)) {
    for (const Expr* one : call->args) collect_condition(*one, keys);
    for (const Keyword* one : call->keywords) {
      const std::string_view column = one->arg ? file_.text(one->arg) : "__";
      if (column.find("__") == column.npos) keys.push_back(one->value);
    }
  } else if (!call->args.empty()) {
    const Expr& first = *call->args[0];
    if (name == "get" && call->args.size() == 2 &&
        as<ClassDef>(file_.definition_of(first).node) != nullptr) {
      keys.push_back(call->args[1]);
    } else if (call->args.size() > 1) {
      collect_sql(first, *call->args[1], keys);
    }
    collect_keys(first, keys, depth + 1);
  }
  collect_keys(*method->value, keys, depth + 1);
}

// `….first()`, `….one()`, `session.get(Model, key)`
void Evaluator::assume_found(const Call& call, Empty when_empty) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || state_.variables().empty()) return;
  const std::string_view name = file_.text(method->attr);
  const bool is_look_up =
      when_empty == Empty::Raises ? is_one_of(name, kRaising) : is_one_of(name, kGivingNothing);
  if (!is_look_up || (is_none_test_ && (name == "all" || name.ends_with("all")))) return;
  std::vector<const Expr*> keys;
  collect_keys(call, keys, 0);
  for (const Expr* key : keys) clean(*key, knowledge::kAllDangers);
}

}  // namespace fastidious::flow
