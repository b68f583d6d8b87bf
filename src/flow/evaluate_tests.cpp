// Evaluator: what a test says about the values it looks at.
#include <algorithm>
#include <utility>

#include "flow/evaluator.h"
#include "text/one_of.h"

namespace fastidious::flow {

using namespace syntax;
using knowledge::bit;
using knowledge::kAllDangers;

namespace {

constexpr std::size_t kMostAlternatives = 4;
constexpr std::string_view kShapeTests[] = {"isdigit", "isalnum",   "isidentifier",
                                            "isalpha", "isnumeric", "isdecimal"};
constexpr std::string_view kFileTests[] = {"os.path.isfile", "os.path.exists", "os.path.isdir"};
constexpr std::string_view kDigestTests[] = {"hmac.compare_digest", "secrets.compare_digest"};
constexpr std::string_view kPatternTests[] = {"re.match", "re.fullmatch", "re.Pattern.match",
                                              "re.Pattern.fullmatch"};

// `parsed.hostname`, `host`
bool stands_for_host(const semantic::FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  const auto* variable = expr.as<Name>();
  const std::string_view name = attribute != nullptr  ? file.text(attribute->attr)
                                : variable != nullptr ? file.text(variable->name)
                                                      : std::string_view{};
  return name == "hostname" || name == "netloc" || name == "host";
}

}  // namespace

Dangers ruled_out_without(std::string_view part) {
  if (part == ".." || part == "../" || part == ".")
    return bit(Danger::Path) | bit(Danger::Firestore);
  if (part == "/") return bit(Danger::Path) | bit(Danger::Firestore) | bit(Danger::Redirect);
  if (part == "\n" || part == "\r" || part == "\r\n") return bit(Danger::Header) | bit(Danger::Log);
  return 0;
}

Dangers ruled_out_by_doubling(const Call& replace) {
  const auto* quote = replace.args.size() == 2 ? replace.args[0]->as<Constant>() : nullptr;
  const auto* doubled = quote != nullptr ? replace.args[1]->as<Constant>() : nullptr;
  const bool is_done = doubled != nullptr && quote->value == "\"" && doubled->value == "\"\"";
  return is_done ? bit(Danger::Sql) | bit(Danger::Orm) : 0;
}

// From here on the value of `expr` cannot do `dangers`, nor can what it was made of.
void Evaluator::clean(const Expr& expr, Dangers dangers) {
  const Taint taint = value(&expr);
  for (const Mark& mark : taint) {
    // Of a list too: os.path.commonpath([path, BASE])
    const Step first = mark.at.first();
    const bool is_value = !first || first == Step::element() || first == Step::items();
    if (is_value) state_.clean(mark.label, dangers);
  }
}

// The same for paths in which `..` has been worked out.
void Evaluator::clean_resolved(const Expr& expr) {
  const Taint taint = value(&expr);
  for (const Mark& mark : taint) {
    if ((mark.alive & kUnresolved) == 0) state_.clean(mark.label, bit(Danger::Path));
  }
}

void Evaluator::assume(const Expr& test, bool holds) {
  if (depth_ >= kMaxDepth) return;
  ++depth_;
  if (const auto* negation = test.as<UnaryOp>();
      negation != nullptr && negation->op == UnaryOperator::Not) {
    assume(*negation->operand, !holds);
  } else if (const auto* operation = test.as<BoolOp>()) {
    const bool all = (operation->op == BoolOperator::And) == holds;
    if (!all) assume_one_of(*operation, holds);
    for (const Expr* one : operation->values) {
      if (all) assume(*one, holds);
    }
  } else if (const auto* comparison = test.as<Compare>()) {
    assume_comparison(*comparison, holds);
  } else if (const auto* call = test.as<Call>()) {
    assume_call(*call, holds);
  } else if (const auto* difference = test.as<BinOp>()) {
    // `if set(columns) - COLUMNS: raise …`
    const auto* given = difference->left->as<Call>();
    const bool of_sets = difference->op == Operator::Sub && given != nullptr &&
                         given->args.size() == 1 && file_.resolve(*given->func) == "builtins.set";
    if (of_sets && !holds) clean(*given->args[0], kAllDangers);
  } else if (const auto* named = test.as<NamedExpr>()) {
    assume(*named->value, holds);
  } else if (const auto* await = test.as<Await>()) {
    assume(*await->value, holds);
  } else if (const auto* name = test.as<Name>()) {
    // `match = re.fullmatch(…)`, `is_known = x in NAMES`
    const semantic::SymbolId symbol = scopes_.symbol_of(*name);
    const bool is_single = symbol.valid() && scopes_.symbol(symbol).binding_count == 1;
    const Expr* bound =
        is_single ? scopes_.binding(scopes_.symbol(symbol).last_binding).value : nullptr;
    const bool is_test = bound != nullptr && (bound->is(Kind::Call) || bound->is(Kind::Compare) ||
                                              bound->is(Kind::BoolOp) || bound->is(Kind::UnaryOp) ||
                                              bound->is(Kind::BinOp) || bound->is(Kind::Await));
    if (is_test) assume(*bound, holds);
    const State::Evidence* known =
        holds && symbol.valid() ? state_.evidence(symbol.value) : nullptr;
    const bool proves = known != nullptr && !(known->is_container && is_none_test_);
    for (const Cleaned& one : proves ? known->cleaned : std::vector<Cleaned>{}) {
      state_.clean(one.label, one.dangers);
    }
  } else if (const auto* choice = test.as<IfExp>()) {
    // `rows[0] if rows else None`
    const auto* otherwise = choice->orelse->as<Constant>();
    const bool is_none = otherwise != nullptr && otherwise->type == ConstantKind::None;
    if (holds && is_none) {
      assume(*choice->test, true);
      assume(*choice->body, true);
    }
  } else if (const auto* subscript = test.as<Subscript>()) {
    if (holds) assume(*subscript->value, true);
  } else if (test.is(Kind::ListComp) || test.is(Kind::GeneratorExp)) {
    if (holds && !is_none_test_) {
      const auto& items = static_cast<const ElementComp&>(test);
      if (!items.generators.empty()) assume(*items.generators[0]->iter, true);
      generators(items.generators);
    }
  }
  --depth_;
}

// `host == NAME or host.endswith(SUFFIX)`: what each of them says holds.
void Evaluator::assume_one_of(const BoolOp& operation, bool holds) {
  const auto may_prove = [](const Expr* one) {
    const auto* comparison = one->as<Compare>();
    return one->is(Kind::Call) ||
           (comparison != nullptr &&
            (comparison->ops[0] == Comparator::In || comparison->ops[0] == Comparator::NotIn));
  };
  const bool any = std::any_of(operation.values.begin(), operation.values.end(), may_prove);
  if (!any || operation.values.size() > kMostAlternatives) return;
  const State before = state_;
  std::vector<Cleaned> said;
  for (std::size_t i = 0; i < operation.values.size(); ++i) {
    state_ = before;
    assume(*operation.values[static_cast<std::uint32_t>(i)], holds);
    said = i == 0 ? state_.cleaned() : common(said, state_.cleaned());
  }
  state_ = before;
  for (const Cleaned& one : said) state_.clean(one.label, one.dangers, one.is_asked);
}

void Evaluator::assume_comparison(const Compare& comparison, bool holds) {
  if (comparison.ops.size() != 1) return;
  const Expr& left = *comparison.left;
  const Expr& right = *comparison.comparators[0];
  const Comparator op = comparison.ops[0];
  const auto* constant = left.as<Constant>();
  const bool is_membership = op == Comparator::In || op == Comparator::NotIn;
  if (is_membership && constant != nullptr) {
    const bool is_absent = (op == Comparator::NotIn) == holds;
    if (is_absent) clean(right, ruled_out_without(constant->value));
    return;
  }
  if (is_membership) {
    const bool is_inside = (op == Comparator::In) == holds;
    const bool is_text = file_.type_of(right) == "builtins.str";
    if (is_inside && !is_text) clean(left, kAllDangers);
    const auto* letters = right.as<Constant>();
    if (!is_inside && letters != nullptr) {  // `letter not in "\r\n"`
      for (const char letter : letters->value) clean(left, ruled_out_without({&letter, 1}));
    }
    // `base in path.parents`
    if (is_inside) clean_resolved(right);
    return;
  }
  const bool is_equal = ((op == Comparator::Eq || op == Comparator::Is) && holds) ||
                        ((op == Comparator::NotEq || op == Comparator::IsNot) && !holds);
  const auto* other = right.as<Constant>();
  const bool with_none = (other != nullptr && other->type == ConstantKind::None) ||
                         (constant != nullptr && constant->type == ConstantKind::None);
  if (with_none) {
    // `re.fullmatch(…) is None`
    const bool is_something = !is_equal && (op == Comparator::Is || op == Comparator::IsNot);
    const bool outer = std::exchange(is_none_test_, true);
    if (is_something) assume(left, true);
    if (is_equal) assume(left, false);
    is_none_test_ = outer;
    return;
  }
  const auto* call = left.as<Call>();
  if (call != nullptr && call->args.size() == 1 && file_.resolve(*call->func) == "builtins.len") {
    return assume_length(*call->args[0], op, other, holds);
  }
  if (!is_equal) return;
  clean(left, kAllDangers);
  clean(right, kAllDangers);
  assume_signed(left, 0);
  assume_signed(right, 0);
}

// `len(rows) > 0`, `len(text) > LONGEST`
void Evaluator::assume_length(const Expr& measured, Comparator op, const Constant* other,
                              bool holds) {
  const bool is_zero = other != nullptr && other->value == "0";
  if (is_zero) {
    const bool is_some = (op == Comparator::Gt && holds) || (op == Comparator::NotEq && holds) ||
                         (op == Comparator::Eq && !holds);
    if (is_some) assume(measured, true);
    return;
  }
  const bool is_upper = op == Comparator::Gt || op == Comparator::GtE;
  const bool is_lower = op == Comparator::Lt || op == Comparator::LtE;
  if ((is_upper && !holds) || (is_lower && holds)) clean(measured, bit(Danger::Match));
}

void Evaluator::assume_call(const Call& call, bool holds) {
  const auto* method = call.func->as<Attribute>();
  const std::string_view target = file_.resolve(*call.func);
  const std::string_view name = method != nullptr ? file_.text(method->attr) : std::string_view{};
  if (target == "builtins.isinstance" && holds && call.args.size() == 2) {
    const std::string_view type = file_.resolve(*call.args[1]);
    if (is_harmless_type(file_.project(), type)) return clean(*call.args[0], kAllDangers);
    // What a client sends is rarely an object of the repository's: the other branch is its way.
    if (!file_.project().definition(type)) return;
    for (const Mark& mark : value(call.args[0])) {
      state_.clean(mark.label, kUnasked, true);
      state_.clean(mark.label, kPlain);
    }
    return;
  }
  if (target == "builtins.any" && holds && call.args.size() == 1) {
    // One of them holds: `any(parsed.netloc == one for one in ALLOWED)`.
    const auto* each = call.args[0]->as<ElementComp>();
    return each != nullptr ? assume(*each->elt, true) : void();
  }
  if (target == "builtins.hasattr" && holds && call.args.size() == 2) {
    return clean(*call.args[1], bit(Danger::Orm));
  }
  if (target == "builtins.getattr" && holds && call.args.size() == 3) {
    return clean(*call.args[1], bit(Danger::Orm));
  }
  if (is_one_of(target, kDigestTests) && holds) {
    for (const Expr* one : call.args) assume_signed(*one, 0);
    return;
  }
  // The name of a file that there is was chosen by who stored it.
  if (is_one_of(target, kFileTests) && holds && !call.args.empty()) {
    return clean(*call.args[0], bit(Danger::Header) | bit(Danger::Log));
  }
  if (is_one_of(target, kPatternTests) && holds) {
    const std::size_t text = target.starts_with("re.Pattern") ? 0 : 1;
    if (call.args.size() > text) clean(*call.args[static_cast<std::uint32_t>(text)], kAllDangers);
    return;
  }
  if (method != nullptr && (name == "match" || name == "fullmatch") && target.empty() && holds &&
      call.args.size() == 1) {
    return clean(*call.args[0], kAllDangers);
  }
  if (method != nullptr && holds) {
    if (is_one_of(name, kShapeTests)) return clean(*method->value, kAllDangers);
    if (name == "isprintable") {
      return clean(*method->value, bit(Danger::Header) | bit(Danger::Log));
    }
    if ((name == "is_file" || name == "exists") && call.args.empty()) {
      return clean(*method->value, bit(Danger::Header) | bit(Danger::Log));
    }
    if (name == "is_relative_to") return clean_resolved(*method->value);
    if (name == "startswith" && !call.args.empty()) return assume_prefix(call, *method);
    if (name == "endswith" && stands_for_host(file_, *method->value)) {
      return clean(*method->value, bit(Danger::Host) | bit(Danger::Redirect));
    }
  }
  if (holds && target == "builtins.next" && !call.args.empty()) {
    is_none_test_ = false;
    return assume(*call.args[0], true);
  }
  if (holds) assume_found(call, Empty::IsFalse);
  assume_function(call, holds);
}

// text.startswith(…)
void Evaluator::assume_prefix(const Call& call, const Attribute& method) {
  constexpr Dangers kAddress = bit(Danger::Host) | bit(Danger::Redirect);
  const auto prefix = file_.constant_string(*call.args[0]);
  if (!prefix) {
    clean_resolved(*method.value);
    clean(*method.value, kAddress);
    return;
  }
  const std::size_t scheme = prefix->find("://");
  const bool names_host = scheme != prefix->npos && prefix->size() > scheme + 3;
  // `//evil.example` begins with a slash too: somebody has to have looked at the second one.
  const bool looks_at_second =
      file_.text(file_.enclosing_statement(call)).find("\"//\"") != std::string_view::npos ||
      file_.text(file_.enclosing_statement(call)).find("'//'") != std::string_view::npos;
  const bool is_relative = prefix->starts_with('/') && !prefix->starts_with("//") &&
                           (prefix->size() > 1 || looks_at_second);
  if (names_host || is_relative) clean(*method.value, kAddress);
  clean_resolved(*method.value);
}

// A function of the repository that says whether something is in order.
void Evaluator::assume_function(const Call& call, bool holds) {
  const Target* target = program_.targets().of(file_, *call.func);
  if (target == nullptr || target->function == kNoFunction || target->cls != nullptr) {
    return;
  }
  Arguments given;
  given.call = &call;
  if (const auto* method = call.func->as<Attribute>()) {
    given.receiver_expr = method->value;
    given.receiver = value(method->value);
  }
  for (const Expr* argument : call.args) given.positional.push_back(value(argument));
  for (const Keyword* keyword : call.keywords) given.keywords.push_back(value(keyword->value));
  const Function& callee = program_.function(target->function);
  if (!callee.is_looked_at) return;
  const Summary& summary = summaries_[target->function];
  const std::vector<Cleaned>& said = holds ? summary.when_true : summary.when_false;
  if (said.empty()) return;
  clean_all(said, bind(callee, given, passes_receiver(callee, given)));
}

}  // namespace fastidious::flow
