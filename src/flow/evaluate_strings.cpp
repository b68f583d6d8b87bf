// Evaluator: strings that are put together. What stands before a value decides what the value can
// be: behind "https://api.example.com/" it is no host any more.
#include <algorithm>

#include "flow/evaluator.h"
#include "knowledge/regex_replacement.h"
#include "semantic/brace_format.h"
#include "semantic/reaching_values.h"

namespace fastidious::flow {

using namespace syntax;
using knowledge::bit;

namespace {

constexpr char kSomething = '\1';  // stands for a value in a prefix

// What a value cannot be that follows `prefix`.
Dangers ruled_out_behind(std::string_view prefix) {
  constexpr Dangers kAddress = bit(Danger::Host) | bit(Danger::Redirect);
  if (prefix.empty()) return 0;
  const std::size_t scheme = prefix.find("://");
  const Dangers program = bit(Danger::Program);
  if (scheme != prefix.npos) {
    const bool has_host = prefix.find_first_of("/?#", scheme + 3) != prefix.npos;
    return program | (has_host ? kAddress : Dangers{0});
  }
  if (prefix == "//") return program;
  return program | (prefix == "/" ? bit(Danger::Host) : kAddress);
}

// The `count`th place of a printf pattern that takes a value: the text before it, and its letter.
struct Specifier {
  std::string_view before;
  char letter = 0;
};
std::vector<Specifier> specifiers_in(std::string_view pattern) {
  std::vector<Specifier> found;
  for (std::size_t at = pattern.find('%'); at != pattern.npos; at = pattern.find('%', at)) {
    const std::size_t end = pattern.find_first_not_of("0123456789.-+ #*", at + 1);
    if (end == pattern.npos) break;
    std::size_t letter = end;
    if (pattern[end] == '(') letter = std::min(pattern.find(')', end), pattern.size() - 1) + 1;
    if (letter >= pattern.size()) break;
    if (pattern[letter] != '%') found.push_back({pattern.substr(0, at), pattern[letter]});
    at = letter + 1;
  }
  return found;
}

}  // namespace

// The text of a constant, also behind a name that nothing else can have been bound to here.
std::optional<std::string> Evaluator::text_of(const Expr& expr) const {
  if (auto known = file_.constant_string(expr)) return known;
  const auto* name = expr.as<Name>();
  if (name == nullptr) return std::nullopt;
  const auto bindings = semantic::reaching_bindings(file_, *name);
  const bool is_plain = bindings.size() == 1 && bindings[0]->value != nullptr &&
                        bindings[0]->kind == semantic::BindingKind::Assignment;
  return is_plain ? file_.constant_string(*bindings[0]->value) : std::nullopt;
}

// `json.dumps(…)`, also behind a name and after `.replace(…)`: in a script without `</` it is data.
bool Evaluator::is_json(const Expr& text) const {
  const Expr* at = &text;
  if (const auto* name = at->as<Name>()) {
    const auto bindings = semantic::reaching_bindings(file_, *name);
    if (bindings.size() != 1 || bindings[0]->value == nullptr) return false;
    at = bindings[0]->value;
  }
  while (const auto* call = at->as<Call>()) {
    const std::string_view target = file_.resolve(*call->func);
    if (target == "json.dumps" || target == "ujson.dumps") return true;
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr || file_.text(method->attr) != "replace") return false;
    at = method->value;
  }
  return false;
}

// `text += more`: what is added decides neither host nor program, unless the text so far leaves
// that open.
Taint Evaluator::appended(const AugAssign& statement) {
  Taint taint = value(statement.target);
  Taint more = value(statement.value);
  const auto before = more.empty() ? std::nullopt : text_of(*statement.target);
  more.keep(~ruled_out_behind(before ? std::string_view(*before) : std::string_view("\1")));
  taint.add(more);
  return taint;
}

Taint Evaluator::string(const std::vector<Piece>& pieces) {
  std::vector<Taint> values;
  bool is_clean = true;
  for (const Piece& piece : pieces) {
    values.push_back(value(piece.expr));
    is_clean = is_clean && values.back().empty();
  }
  if (is_clean) return {};
  Taint taint;
  std::string prefix;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Taint one;
    one.add_flat(values[i]);
    one.keep(~ruled_out_behind(prefix));
    taint.add(one);
    if (pieces[i].expr == nullptr) {
      prefix += pieces[i].text;
    } else {
      const bool may_be_constant = values[i].empty() && prefix.size() < 200;
      const auto known = may_be_constant ? text_of(*pieces[i].expr) : std::nullopt;
      prefix += known ? *known : std::string(1, kSomething);
    }
  }
  return taint;
}

Taint Evaluator::joined(const JoinedStr& joined) {
  std::vector<Piece> pieces;
  for (const Expr* part : joined.values) {
    if (const auto* text = part->as<Constant>()) {
      pieces.push_back({nullptr, text->value});
    } else if (const auto* hole = part->as<FormattedValue>()) {
      const auto* spec = as<JoinedStr>(hole->format_spec);
      const auto* format =
          spec != nullptr && spec->values.size() == 1 ? spec->values[0]->as<Constant>() : nullptr;
      const bool is_number =
          format != nullptr && !format->value.empty() &&
          std::string_view("dfxXobeEgGn").find(format->value.back()) != std::string_view::npos;
      if (is_number) {
        pieces.push_back({nullptr, "0"});
      } else {
        pieces.push_back({hole->value, {}});
      }
    }
  }
  return string(pieces);
}

Taint Evaluator::sum(const BinOp& operation) {
  std::vector<Piece> pieces;
  const Expr* at = &operation;
  for (const auto* one = at->as<BinOp>(); one != nullptr && one->op == Operator::Add;
       one = at->as<BinOp>()) {
    pieces.push_back({one->right, {}});
    at = one->left;
  }
  pieces.push_back({at, {}});
  std::reverse(pieces.begin(), pieces.end());
  bool is_text = false;
  for (Piece& piece : pieces) {
    const auto* constant = piece.expr->as<Constant>();
    is_text = is_text || piece.expr->is(Kind::JoinedStr) ||
              (constant != nullptr && constant->is_str()) ||
              file_.type_of(*piece.expr) == "builtins.str";
    if (constant != nullptr && constant->is_str()) piece = {nullptr, constant->value};
  }
  if (is_text) return string(pieces);
  Taint taint;  // lists, maybe
  for (const Piece& piece : pieces) taint.add(value(piece.expr));
  return taint;
}

Taint Evaluator::percent(const BinOp& operation) {
  const auto pattern = text_of(*operation.left);
  Taint taint;
  if (!pattern) {
    taint.add_flat(value(operation.left));
    taint.add_flat(value(operation.right));
    return taint;
  }
  const std::vector<Specifier> specifiers = specifiers_in(*pattern);
  const auto* tuple = operation.right->as<Tuple>();
  const std::size_t count = tuple != nullptr ? tuple->elts.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    Taint one;
    one.add_flat(value(tuple != nullptr ? tuple->elts[i] : operation.right));
    if (i < specifiers.size()) {
      const char letter = specifiers[i].letter;
      if (letter != 's' && letter != 'r' && letter != 'a') continue;
      one.keep(~ruled_out_behind(specifiers[i].before));
    }
    taint.add(one);
  }
  return taint;
}

// "…{}…".format(a, b=c)
Taint Evaluator::format(const Call& call, const Expr& pattern) {
  const auto text = text_of(pattern);
  const auto parts =
      text ? semantic::brace_pieces(*text, call, file_) : std::vector<semantic::BracePiece>{};
  if (!parts.empty()) {
    std::vector<Piece> pieces;
    for (const semantic::BracePiece& part : parts) {
      const bool is_text = part.value == nullptr || part.is_number;
      pieces.push_back({is_text ? nullptr : part.value, is_text ? part.text : std::string_view{}});
    }
    return string(pieces);
  }
  Taint taint;
  taint.add_flat(value(&pattern));
  for (const Expr* argument : call.args) taint.add_flat(value(argument));
  for (const Keyword* keyword : call.keywords) taint.add_flat(value(keyword->value));
  return taint;
}

// separator.join(items)
Taint Evaluator::join(const Call& call, const Expr& separator) {
  Taint taint;
  taint.add_flat(value(&separator));
  if (call.args.empty()) return taint;
  const auto* list = call.args[0]->as<ListExpr>();
  const auto* tuple = call.args[0]->as<Tuple>();
  if (list == nullptr && tuple == nullptr) {
    taint.add_flat(value(call.args[0]).items());
    return taint;
  }
  std::vector<Piece> pieces;
  for (const Expr* item : list != nullptr ? list->elts : tuple->elts) {
    const auto* constant = item->as<Constant>();
    if (!pieces.empty()) {
      const auto* between = separator.as<Constant>();
      pieces.push_back({nullptr, between != nullptr ? between->value : std::string_view("\1")});
    }
    if (constant != nullptr) {
      pieces.push_back({nullptr, constant->value});
    } else {
      pieces.push_back({item, {}});
    }
  }
  taint.add(string(pieces));
  return taint;
}

// What the text cannot do after re.sub("[^\\w.-]+", "_", text).
Dangers Evaluator::replaced(const Call& call) const {
  const Expr* pattern = semantic::argument(file_, call, 0, "pattern");
  const Expr* replacement = semantic::argument(file_, call, 1, "repl");
  const auto of = pattern != nullptr ? file_.constant_string(*pattern) : std::nullopt;
  const auto by = replacement != nullptr ? file_.constant_string(*replacement) : std::nullopt;
  return of && by ? knowledge::ruled_out_by_replacing(*of, *by) : 0;
}

}  // namespace fastidious::flow
