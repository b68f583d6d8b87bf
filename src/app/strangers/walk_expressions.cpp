#include <algorithm>

#include "app/strangers/walk.h"
#include "knowledge/secret_names.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// A literal that a credential is compared with, not a word that it begins with or a kind of token;
// or a name for one that says so.
bool is_secret(const semantic::FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name != nullptr) {
    return knowledge::evidence_of_name(file.text(name->name)) != knowledge::NameEvidence::None;
  }
  const auto* constant = expr.as<Constant>();
  constexpr std::size_t kShortest = 6;
  if (constant == nullptr || !constant->is_str() || constant->value.size() < kShortest)
    return false;
  constexpr std::string_view kWords[] = {
      "bearer",        "Bearer",   "BEARER", "Bearer ", "access",  "refresh", "access_token",
      "refresh_token", "id_token", "Digest", "digest",  "api_key", "apikey",  "session"};
  return std::find(std::begin(kWords), std::end(kWords), constant->value) == std::end(kWords);
}

Trace of_constant(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::None: return Trace::Nothing;
    case ConstantKind::False: return Trace::Falsy;
    case ConstantKind::Str:
    case ConstantKind::Bytes: return constant.value.empty() ? Trace::Falsy : Trace::Truthy;
    case ConstantKind::Int: return constant.value == "0" ? Trace::Falsy : Trace::Truthy;
    default: return Trace::Truthy;
  }
}

}  // namespace

bool is_credential_name(std::string_view name) {
  const std::string word = lower_case(name);
  constexpr std::string_view kWords[] = {
      "auth", "token",  "apikey",     "api-key", "api_key", "session",    "signature", "secret",
      "jwt",  "bearer", "credential", "cookie",  "x-key",   "access_key", "access-key"};
  return word == "key" ||
         std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view one) { return word.find(one) != word.npos; });
}

Trace Walk::value(const Expr* expr, Knowledge& knowledge) {
  if (expr == nullptr || ++memory_.steps > kMaxSteps) return Trace::Unknown;
  switch (expr->kind) {
    case Kind::Constant: return of_constant(*expr->as<Constant>());
    case Kind::Name: return value_of_name(*expr->as<Name>(), knowledge);
    case Kind::Attribute: return value_of_attribute(*expr->as<Attribute>(), knowledge);
    case Kind::Subscript: return value_of_subscript(*expr->as<Subscript>(), knowledge);
    case Kind::Call: return call(*expr->as<Call>(), knowledge);
    case Kind::Await: return value(expr->as<Await>()->value, knowledge);
    case Kind::Starred: return value(expr->as<Starred>()->value, knowledge);
    case Kind::BoolOp: return value_of_operation(*expr->as<BoolOp>(), knowledge);
    case Kind::NamedExpr: {
      const auto& named = *expr->as<NamedExpr>();
      const Trace given = value(named.value, knowledge);
      if (!raising_) assign(*named.target, given, knowledge);
      return given;
    }
    case Kind::IfExp: {
      const auto& choice = *expr->as<IfExp>();
      const Truth held = truth(*choice.test, knowledge);
      if (raising_) return Trace::Unknown;
      if (held == Truth::True) return value(choice.body, knowledge);
      if (held == Truth::False) return value(choice.orelse, knowledge);
      const Trace one = value(choice.body, knowledge);
      const Trace other = value(choice.orelse, knowledge);
      return one == other ? one : Trace::Unknown;
    }
    case Kind::UnaryOp:
      if (expr->as<UnaryOp>()->op != UnaryOperator::Not) {
        return value(expr->as<UnaryOp>()->operand, knowledge);
      }
      [[fallthrough]];
    case Kind::Compare: {
      const bool outer = std::exchange(touched_, false);
      const Truth held = truth(*expr, knowledge);
      const bool touched = std::exchange(touched_, outer || touched_);
      if (held == Truth::True) return Trace::Truthy;
      if (held == Truth::Configured) return Trace::Setting;
      if (held == Truth::Exempt) return Trace::Path;
      if (held == Truth::False) return touched ? Trace::Doubtful : Trace::Falsy;
      return Trace::Unknown;
    }
    default: return value_of_parts(*expr, knowledge);
  }
}

// {**request.scope, "path": "/rpc"}
bool Walk::copies_scope(const Dict& display, Knowledge& knowledge) {
  for (std::size_t i = 0; i < display.keys.size(); ++i) {
    if (display.keys[i] == nullptr && value(display.values[i], knowledge) == Trace::Path) {
      return true;
    }
  }
  return false;
}

// Displays, f-strings, sums, comprehensions: a credential in it makes it one.
Trace Walk::value_of_parts(const Expr& expr, Knowledge& knowledge) {
  if (const auto* copy = expr.as<Dict>(); copy != nullptr && copies_scope(*copy, knowledge)) {
    return Trace::Path;
  }
  bool bad = false;
  bool doubtful = false;
  for (const Node* node : file_.tree().subtree(expr)) {
    if (!node->is(Kind::Name)) continue;
    const Trace* known = knowledge.find(file_.text(*node));
    if (known == nullptr) continue;
    bad = bad || *known == Trace::Bad;
    doubtful = doubtful || is_credential(*known);
  }
  const bool comprehension = expr.as<ElementComp>() != nullptr || expr.is(Kind::DictComp);
  if (comprehension && (bad || doubtful)) return Trace::Doubtful;
  if (bad) return Trace::Bad;
  if (expr.is(Kind::JoinedStr) || expr.is(Kind::Dict)) return doubtful ? Trace::Bad : Trace::Truthy;
  if (const auto* tuple = expr.as<Tuple>()) {
    return doubtful ? Trace::Bad : tuple->elts.empty() ? Trace::Falsy : Trace::Truthy;
  }
  const auto* list = expr.as<ListExpr>();
  if (list != nullptr && list->elts.empty()) return Trace::Falsy;
  return Trace::Unknown;
}

Trace Walk::value_of_name(const Name& name, const Knowledge& knowledge) {
  const std::string_view text = file_.text(name.name);
  if (const Trace* known = knowledge.find(text)) return *known;
  if (function_ == nullptr) return Trace::Setting;
  const semantic::FileScopes& scopes = file_.scopes();
  const semantic::SymbolId symbol = scopes.symbol_of(name);
  if (!symbol.valid()) return Trace::Unknown;
  const semantic::Scope& scope = scopes.scope(scopes.symbol(symbol).scope);
  // What a factory has decided for the function that it makes is the same for all requests.
  const bool of_factory = as<FunctionDef>(scope.node) != nullptr && scope.node != function_ &&
                          scope.node->encloses(*function_);
  if (of_factory) return Trace::Setting;
  const bool global = scopes.symbol(symbol).scope == scopes.scope_of(file_.tree().root());
  if (!global) return Trace::Unknown;
  const auto constant = file_.constant(name);
  const bool flag = constant && constant->type != semantic::ConstantValue::Type::Bool;
  return flag ? Trace::Truthy : Trace::Setting;
}

Trace Walk::value_of_attribute(const Attribute& attribute, Knowledge& knowledge) {
  if (const Trace* known = knowledge.find(file_.text(attribute))) return *known;
  const Trace base = value(attribute.value, knowledge);
  if (raising_) return Trace::Unknown;
  const std::string_view name = file_.text(attribute.attr);
  switch (base) {
    case Trace::Request:
      if (name == "headers" || name == "query_params") return Trace::Headers;
      if (name == "cookies" || name == "session") return Trace::Cookies;
      if (name == "url" || name == "method" || name == "base_url" || name == "scope") {
        return Trace::Path;
      }
      return name == "app" ? Trace::Setting : Trace::Unknown;
    case Trace::Missing: raise_here({&file_, &attribute}); return Trace::Unknown;
    case Trace::Bad:
    case Trace::Blank:
    case Trace::Doubtful:
    case Trace::Setting:
    case Trace::Path: return base;
    default: return Trace::Unknown;
  }
}

Trace Walk::value_of_subscript(const Subscript& subscript, Knowledge& knowledge) {
  if (const Trace* known = knowledge.find(file_.text(subscript))) return *known;
  const Trace base = value(subscript.value, knowledge);
  if (raising_) return Trace::Unknown;
  const Trace index = value(subscript.slice, knowledge);
  const auto* key = as<Constant>(subscript.slice);
  if (base == Trace::Path && key != nullptr && key->value == "headers") return Trace::Headers;
  switch (base) {
    case Trace::Headers:
      if (key != nullptr && key->is_str() && !is_credential_name(key->value)) return Trace::Unknown;
      [[fallthrough]];
    case Trace::Cookies:
      fate_.reads_credential = true;
      if (credential() == Trace::Bad) return Trace::Bad;
      raise_here({&file_, &subscript});
      return Trace::Unknown;
    case Trace::Missing: raise_here({&file_, &subscript}); return Trace::Unknown;
    case Trace::Blank:
    case Trace::Bad:
    case Trace::Doubtful: return base;
    default: break;
  }
  // Nothing is found under a key that nobody issued.
  if (is_credential(index)) raise_here({&file_, &subscript});
  return base == Trace::Setting || base == Trace::Path ? base : Trace::Unknown;
}

Trace Walk::value_of_operation(const BoolOp& operation, Knowledge& knowledge) {
  const Truth stops = operation.op == BoolOperator::Or ? Truth::True : Truth::False;
  Trace last = Trace::Unknown;
  bool sure = true;
  for (const Expr* one : operation.values) {
    last = value(one, knowledge);
    if (raising_) return Trace::Unknown;
    const Truth held = truth_of(last);
    if (held == stops) return sure ? last : Trace::Unknown;
    if (held != Truth::True && held != Truth::False) sure = false;
  }
  return sure ? last : last == Trace::Setting ? Trace::Setting : Trace::Unknown;
}

Walk::Truth Walk::truth_of(Trace value) {
  touched_ = touched_ || is_credential(value);
  switch (value) {
    case Trace::Nothing:
    case Trace::Falsy:
    case Trace::Missing:
    case Trace::Blank:
    case Trace::Doubtful: return Truth::False;
    case Trace::Truthy:
    case Trace::Bad:
    case Trace::Request:
    case Trace::Next:
    case Trace::Refusal: return Truth::True;
    case Trace::Setting: return Truth::Configured;
    case Trace::Path: return Truth::Exempt;
    default: return Truth::Unknown;
  }
}

Walk::Truth Walk::truth(const Expr& test, Knowledge& knowledge) {
  if (const auto* operation = test.as<BoolOp>()) return truth_of_operation(*operation, knowledge);
  if (const auto* comparison = test.as<Compare>()) {
    return truth_of_comparison(*comparison, knowledge);
  }
  const auto* unary = test.as<UnaryOp>();
  if (unary != nullptr && unary->op == UnaryOperator::Not) {
    const Truth held = truth(*unary->operand, knowledge);
    return held == Truth::True ? Truth::False : held == Truth::False ? Truth::True : held;
  }
  return truth_of(value(&test, knowledge));
}

Walk::Truth Walk::truth_of_operation(const BoolOp& operation, Knowledge& knowledge) {
  const bool is_or = operation.op == BoolOperator::Or;
  const Truth stops = is_or ? Truth::True : Truth::False;
  Truth result = is_or ? Truth::False : Truth::True;
  bool unknown = false;
  for (const Expr* one : operation.values) {
    const Truth held = truth(*one, knowledge);
    if (raising_) return Truth::Unknown;
    if (held == stops) return stops;
    unknown = unknown || held == Truth::Unknown;
    if (held == Truth::Configured || held == Truth::Exempt) result = held;
  }
  // `listed(path) and more`: nobody gets there but by the path.
  const bool narrowed = !is_or && result == Truth::Exempt;
  return unknown && !narrowed ? Truth::Unknown : result;
}

// `body.setup_token != settings.setup_token`: a secret that is asked for in the body.
Trace Walk::asked_for(const Expr& expr, Trace value, Trace other) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr || value != Trace::Unknown || other != Trace::Setting) return value;
  const auto evidence = knowledge::evidence_of_name(file_.text(attribute->attr));
  if (evidence == knowledge::NameEvidence::None) return value;
  fate_.reads_credential = true;
  return credential();
}

Walk::Truth Walk::truth_of_comparison(const Compare& comparison, Knowledge& knowledge) {
  Trace left = value(comparison.left, knowledge);
  if (raising_) return Truth::Unknown;
  const Expr& other = *comparison.comparators.front();
  Trace right = value(&other, knowledge);
  if (raising_ || comparison.ops.size() != 1) return Truth::Unknown;
  const Trace asked = asked_for(*comparison.left, left, right);
  right = asked_for(other, right, left);
  left = asked;
  const auto* word = comparison.left->as<Constant>();
  if (right == Trace::Headers && (word == nullptr || !is_credential_name(word->value))) {
    return Truth::Unknown;
  }
  const auto negated = [](Truth held) {
    return held == Truth::True ? Truth::False : held == Truth::False ? Truth::True : held;
  };
  switch (comparison.ops.front()) {
    case Comparator::Is:
    case Comparator::Eq: return equal(left, right, other);
    case Comparator::IsNot:
    case Comparator::NotEq: return negated(equal(left, right, other));
    case Comparator::In: return contained(left, right);
    case Comparator::NotIn: return negated(contained(left, right));
    default: break;
  }
  if (is_credential(left) || is_credential(right)) return Truth::Unknown;
  return left == Trace::Setting || right == Trace::Setting ? Truth::Configured : Truth::Unknown;
}

Walk::Truth Walk::equal(Trace left, Trace right, const Expr& right_expr) {
  if (semantic::is_none(right_expr)) {
    touched_ = touched_ || is_credential(left);
    if (left == Trace::Missing || left == Trace::Nothing || left == Trace::Doubtful) {
      return Truth::True;
    }
    if (left == Trace::Setting) return Truth::Configured;
    if (left == Trace::Path) return Truth::Exempt;
    return left == Trace::Unknown ? Truth::Unknown : Truth::False;
  }
  const bool literal = right == Trace::Truthy || right == Trace::Falsy;
  if (is_credential(left) || is_credential(right)) {
    if (literal && left == Trace::Bad && !is_secret(file_, right_expr)) return Truth::Unknown;
    touched_ = true;
    return Truth::False;
  }
  if (left == Trace::Path || right == Trace::Path) return Truth::Exempt;
  const bool fixed = (left == Trace::Setting && (literal || right == Trace::Setting)) ||
                     (right == Trace::Setting && left == Trace::Truthy);
  return fixed ? Truth::Configured : Truth::Unknown;
}

Walk::Truth Walk::contained(Trace left, Trace right) {
  if (right == Trace::Cookies || right == Trace::Headers) {
    fate_.reads_credential = true;
    touched_ = true;
    return credential() == Trace::Bad ? Truth::True : Truth::False;
  }
  if (left == Trace::Path || right == Trace::Path) return Truth::Exempt;
  if (is_credential(right)) {
    if (right == Trace::Bad) return Truth::Unknown;  // "." in token
    touched_ = true;
    return Truth::False;
  }
  if (is_credential(left)) {
    touched_ = true;
    return Truth::False;
  }
  return left == Trace::Setting && right == Trace::Setting ? Truth::Configured : Truth::Unknown;
}

}  // namespace fastidious::app
