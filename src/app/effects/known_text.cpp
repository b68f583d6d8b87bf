#include "app/effects/known_text.h"

#include <algorithm>

#include "app/effects/converters.h"
#include "app/effects/look_ups.h"
#include "app/effects/nothing_found.h"
#include "app/effects/parameter_tests.h"
#include "app/effects/way_to.h"
#include "semantic/expressions.h"
#include "semantic/reaching_values.h"
#include "semantic/string_parts.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxCallees = 2;      // one inside the other
constexpr int kMaxBindings = 4;     // one behind the other
constexpr std::size_t kMost = 300;  // calls and tests of one function
constexpr int kMaxSteps = 10'000;   // of one question, in all functions

constexpr std::string_view kRaising[] = {"one", "scalar_one", "get_one"};
class Guards {
 public:
  Guards(const FileModel& file, const FunctionDef& function, const Expr& value, const Node* at,
         int depth, int& steps)
      : file_(file),
        function_(function),
        value_(value),
        at_(at),
        way_(file, function, at),
        depth_(depth),
        steps_(steps) {
    for (const auto* choice : file_.tree().nodes_of<If>(function_)) {
      if (choices_.size() == kMost) break;
      choices_.push_back(choice);
    }
  }

  // A null `at` is the function's end.
  bool any() const {
    if (is_found_around()) return true;
    for (const If* choice : choices_) {
      if (is_refusal(*choice) && says_other(*choice->test)) return true;
    }
    std::size_t seen = 0;
    for (const auto* call : file_.tree().nodes_of<Call>(function_)) {
      if (++seen > kMost) return false;
      if (is_passed(*call) && (raises(*call) || is_refused(*call))) return true;
    }
    return false;
  }

 private:
  // Whether every way to the place runs the call and gets on behind it.
  bool is_passed(const Node& node) const { return ++steps_ <= kMaxSteps && way_.passes(node); }

  bool is_refusal(const If& choice) const {
    return ++steps_ <= kMaxSteps && way_.is_refused_by(choice);
  }

  // ---- the value

  // The value itself, or a name for it: `thread_id = payload.thread_id`.
  bool is_value(const Expr& expr, int depth = 0) const {
    if (expr.is(Kind::Constant) || ++steps_ > kMaxSteps) return false;
    if (file_.text(expr) == file_.text(value_)) return true;
    const auto* name = expr.as<Name>();
    if (name == nullptr || depth >= kMaxBindings) return false;
    if (is_compared(*name)) return true;
    const auto bindings = semantic::reaching_bindings(file_, *name);
    return std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
      return one->value != nullptr && gives_value(*one->value, depth + 1);
    });
  }

  // `if key != value: raise …` above the name.
  bool is_compared(const Name& name) const {
    for (const If* choice : choices_) {
      if (++steps_ > kMaxSteps) return false;
      const auto* test = choice->test->as<Compare>();
      if (test == nullptr || test->ops.size() != 1 || test->ops[0] != Comparator::NotEq) continue;
      const std::string_view left = file_.text(*test->left);
      const std::string_view right = file_.text(*test->comparators[0]);
      const std::string_view wanted = file_.text(value_), own = file_.text(name);
      const bool is_it = (left == own && right == wanted) || (left == wanted && right == own);
      if (is_it && choice->end <= name.begin && way_.is_left_by(choice->body)) return true;
    }
    return false;
  }

  bool gives_value(const Expr& expr, int depth) const {
    if (const auto* choice = expr.as<IfExp>()) {
      return gives_value(*choice->body, depth) || gives_value(*choice->orelse, depth);
    }
    if (const auto* either = expr.as<BoolOp>()) {
      return std::any_of(either->values.begin(), either->values.end(),
                         [&](const Expr* one) { return gives_value(*one, depth); });
    }
    const auto* call = expr.as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const std::string_view verb = method != nullptr ? file_.text(method->attr) : std::string_view{};
    const bool is_kept =
        (verb == "lower" || verb == "upper" || verb == "strip") && call->args.empty();
    if (is_kept) return depth < kMaxBindings && gives_value(*method->value, depth + 1);
    const bool is_path =
        call != nullptr && call->args.size() == 1 && file_.resolve(*call->func) == "pathlib.Path";
    return is_value(is_path ? *call->args[0] : expr, depth);
  }

  // `if tool := get_tool(name):` around the place, `if tool:` after `tool = get_tool(name)`.
  bool is_found_around() const {
    if (at_ == nullptr) return false;
    for (const Node* above = file_.parent(*at_); above != nullptr && above != &function_;
         above = file_.parent(*above)) {
      const auto* choice = above->as<If>();
      if (choice == nullptr || choice->body.empty() || ++steps_ > kMaxSteps) continue;
      const bool is_in_body =
          at_->begin >= choice->body.front()->begin && at_->end <= choice->body.back()->end;
      if (is_in_body && is_found(*choice->test)) return true;
    }
    return false;
  }

  bool is_found(const Expr& test) const {
    const auto* bound = test.as<NamedExpr>();
    const auto* name = test.as<Name>();
    const Expr* value = bound != nullptr ? bound->value : &test;
    if (name != nullptr) {
      const auto bindings = semantic::reaching_bindings(file_, *name);
      value = bindings.size() == 1 ? bindings[0]->value : nullptr;
    }
    const auto* awaited = as<Await>(value);
    const auto* call = as<Call>(awaited != nullptr ? awaited->value : value);
    return call != nullptr && is_look_up(file_, *call) && (takes(*call) || asks_for(*call));
  }

  // Whether the call is given the value as it is.
  bool takes(const Call& call) const {
    return std::any_of(call.args.begin(), call.args.end(),
                       [this](const Expr* one) {
                         const auto* list = one->as<ListExpr>();
                         const bool is_alone = list != nullptr && list->elts.size() == 1;
                         return gives_value(is_alone ? *list->elts[0] : *one, 0);
                       }) ||
           std::any_of(call.keywords.begin(), call.keywords.end(),
                       [this](const Keyword* one) { return gives_value(*one->value, 0); });
  }

  // ---- queries

  // `select(Chat).where(Chat.id == chat_id)`, also by the name of the query.
  bool asks_for(const Expr& query, int depth = 0) const {
    if (++steps_ > kMaxSteps) return false;
    const auto compares = file_.tree().nodes_of<Compare>(query);
    const bool is_equal = std::any_of(compares.begin(), compares.end(), [&](const Compare* one) {
      return ++steps_ <= kMaxSteps && one->ops.size() == 1 && one->ops[0] == Comparator::Eq &&
             one->left->is(Kind::Attribute) && is_value(*one->comparators[0]) &&
             as<Call>(file_.parent(*one)) != nullptr;
    });
    if (is_equal || depth >= kMaxBindings) return is_equal;
    for (const auto* call : file_.tree().nodes_of<Call>(query)) {
      if (names_key(*call)) return true;
      const auto* method = call->func->as<Attribute>();
      if (method != nullptr && asks_by_name(*method->value, depth)) return true;
      for (const Expr* one : call->args) {
        if (asks_by_name(*one, depth)) return true;
      }
    }
    return false;
  }

  // `result.first()` after `result = session.execute(query)`
  bool asks_by_name(const Expr& expr, int depth) const {
    const auto* name = expr.as<Name>();
    if (name == nullptr) return false;
    const auto bindings = semantic::reaching_bindings(file_, *name);
    return bindings.size() == 1 && bindings[0]->value != nullptr &&
           asks_for(*bindings[0]->value, depth + 1);
  }

  // `next((one for one in known if one["id"] == value), None)`
  bool picks_one(const Call& call) const {
    const auto* all = call.args.empty() ? nullptr : call.args[0]->as<ElementComp>();
    if (all == nullptr || file_.resolve(*call.func) != "builtins.next") return false;
    const ExprList& tests = all->generators.front()->ifs;
    return std::any_of(tests.begin(), tests.end(), [this](const Expr* one) {
      const auto* test = one->as<Compare>();
      return test != nullptr && test->ops.size() == 1 && test->ops[0] == Comparator::Eq &&
             (is_value(*test->left) || is_value(*test->comparators[0]));
    });
  }

  // `Key("id").eq(value)` of DynamoDB, `get_item(Key={"id": value})`, `collection.document(value)`
  // of Firestore
  bool names_key(const Call& call) const {
    constexpr std::string_view kMethods[] = {"eq", "document", "find_one"};
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || ++steps_ > kMaxSteps) return false;
    const std::string_view name = file_.text(method->attr);
    if (is_one_of(name, kMethods) && call.args.size() == 1 && gives_value(*call.args[0], 0)) {
      return true;
    }
    const Expr* key = name == "get_item" ? semantic::argument(file_, call, -1, "Key") : nullptr;
    if (name == "find_one" && !call.args.empty()) key = call.args[0];
    const auto* dict = as<Dict>(key);
    return dict != nullptr && std::any_of(dict->values.begin(), dict->values.end(),
                                          [this](const Expr* one) { return gives_value(*one, 0); });
  }

  // ---- what raises by itself

  bool raises(const Call& call) const {
    const auto* method = call.func->as<Attribute>();
    if (method != nullptr && call.args.empty() && is_one_of(file_.text(method->attr), kRaising)) {
      return asks_for(call);
    }
    if (is_one_of(file_.resolve(*call.func), kConverters)) {
      return !call.args.empty() && gives_value(*call.args[0], 0);
    }
    const Definition callee = file_.definition_of(*call.func);
    const auto* cls = as<ClassDef>(callee.node);
    if (cls != nullptr) return callee.file->is_enum(*cls) && makes_member(call);
    const auto* called = as<FunctionDef>(callee.node);
    if (called == nullptr || called == &function_ || !is_run(*callee.file, *called, call)) {
      return takes(call) && is_failure_refused(call);
    }
    return guards_in(callee, *called, call) || (takes(call) && is_failure_refused(call));
  }

  // Kind(value), Kind(f"{value}-auth")
  bool makes_member(const Call& call) const {
    if (call.args.size() != 1) return false;
    if (gives_value(*call.args[0], 0)) return true;
    const auto* text = call.args[0]->as<JoinedStr>();
    if (text == nullptr) return false;
    return std::any_of(text->values.begin(), text->values.end(), [this](const Expr* one) {
      const auto* hole = one->as<FormattedValue>();
      return hole != nullptr && gives_value(*hole->value, 0);
    });
  }

  // A coroutine runs where it is awaited only.
  bool is_run(const FileModel& file, const FunctionDef& called, const Call& call) const {
    return !file.is_generator(called) && (!called.is_async() || semantic::is_awaited(file_, call));
  }

  bool guards_in(const Definition& callee, const FunctionDef& called, const Call& call) const {
    if (depth_ >= kMaxCallees) return false;
    return std::any_of(called.args->all.begin(), called.args->all.end(), [&](const Arg* one) {
      const Placed given = argument_for(callee, *one, file_, call);
      if (given.expr == nullptr || given.file != &file_ || !gives_value(*given.expr, 0)) {
        return false;
      }
      const Expr* use = use_of(*callee.file, called, *one);
      return use != nullptr &&
             Guards(*callee.file, called, *use, nullptr, depth_ + 1, steps_).any();
    });
  }

  static const Expr* use_of(const FileModel& file, const FunctionDef& function,
                            const Arg& parameter) {
    constexpr std::size_t kMaxNames = 2000;
    std::size_t seen = 0;
    for (const auto* name : file.tree().nodes_of<Name>(function)) {
      if (name->name == parameter.name) return name;
      if (++seen > kMaxNames) return nullptr;
    }
    return nullptr;
  }

  // `try: checkout = sessions.retrieve(key)`, `except StripeError: raise …`
  bool is_failure_refused(const Call& call) const {
    if (!is_look_up(file_, call)) return false;
    const Node* below = &call;
    for (const Node* above = file_.parent(call); above != &function_ && above != nullptr;
         below = above, above = file_.parent(*above)) {
      const auto* attempt = above->as<Try>();
      if (attempt == nullptr) continue;
      return !attempt->handlers.empty() && attempt->body.size() == 1 &&
             attempt->body.front() == below && !way_.ends_in(*attempt);
    }
    return false;
  }

  // `if model.provider != value: continue`: of what somebody has stored.
  bool says_other(const Expr& test) const {
    const auto* comparison = test.as<Compare>();
    if (comparison == nullptr || comparison->ops.size() != 1 ||
        comparison->ops[0] != Comparator::NotEq) {
      return false;
    }
    const Expr& left = *comparison->left;
    const Expr& right = *comparison->comparators[0];
    const bool is_right = is_value(right);
    if (!is_right && !is_value(left)) return false;
    const Expr& other = is_right ? left : right;
    if (semantic::origin_of(file_, other) == semantic::Origin::Request) return false;
    const auto* call = other.as<Call>();
    return other.is(Kind::Attribute) ||
           (call != nullptr && file_.resolve(*call->func) == "builtins.getattr");
  }

  // ---- what gives nothing

  // `if not path.is_dir(): raise …`
  bool asks_for_file(const Call& call) const {
    constexpr std::string_view kTests[] = {"is_dir", "is_file", "exists"};
    const auto* method = call.func->as<Attribute>();
    return method != nullptr && call.args.empty() && is_one_of(file_.text(method->attr), kTests) &&
           gives_value(*method->value, 0);
  }

  // `user = get_user(name)` and `if user is None: raise …`; `items, error = list_items(folder)` and
  // `if error: return …`
  bool is_refused(const Call& call) const {
    if (asks_for_file(call)) return is_tested(call);
    if (asks_whether_known(call)) return true;
    const bool is_picked = picks_one(call);
    if (!is_picked && !is_look_up(file_, call)) return false;
    const bool is_asked = is_picked || takes(call) || asks_for(call);
    const auto* assign = as<Assign>(statement_of(call));
    if (assign == nullptr || assign->targets.size() != 1) return is_asked && is_tested(call);
    const auto* several = assign->targets[0]->as<Tuple>();
    if (several == nullptr) return is_asked && is_checked(*assign, *assign->targets[0], false);
    const bool is_error_refused =
        std::any_of(several->elts.begin(), several->elts.end(), [&](const Expr* one) {
          return is_named_error(*one) &&
                 (is_checked(*assign, *one, true) || is_handed_on(*assign, *one));
        });
    return is_error_refused && (is_asked || takes_in_text(call));
  }

  // `error = page_error` in the loop, and `if error: raise …` behind it.
  bool is_handed_on(const Assign& assign, const Expr& error) const {
    std::size_t seen = 0;
    for (const auto* other : file_.tree().nodes_of<Assign>(function_)) {
      if (++seen > kMost) return false;
      if (other->begin > assign.end && file_.text(*other->value) == file_.text(error) &&
          is_checked(*other, *other->targets[0], true)) {
        return true;
      }
    }
    return false;
  }

  // `query=f"'{value}' in parents"`
  bool takes_in_text(const Call& call) const {
    return std::any_of(call.keywords.begin(), call.keywords.end(), [this](const Keyword* one) {
      const auto parts = semantic::string_parts(file_, *one->value).parts;
      return std::any_of(parts.begin(), parts.end(), [this](const semantic::StringPart& part) {
        return part.file == &file_ && file_.text(*part.node) == file_.text(value_);
      });
    });
  }

  const Node* statement_of(const Call& call) const {
    const Node* at = file_.parent(call);
    while (at != nullptr &&
           (at->is(Kind::Await) || at->is(Kind::Call) || at->is(Kind::Attribute))) {
      at = file_.parent(*at);
    }
    return at;
  }

  bool is_named_error(const Expr& expr) const {
    constexpr std::string_view kWords[] = {"error", "err", "errors", "failure"};
    const auto words = name_words(file_.text(expr));
    return !words.empty() && is_one_of(words.back(), kWords);
  }

  // `if not provider_enabled(provider): return …`
  bool asks_whether_known(const Call& call) const {
    constexpr std::string_view kAnswers[] = {"enabled",    "configured", "supported", "allowed",
                                             "registered", "known",      "uuid"};
    const std::string_view name = semantic::last_name(file_, *call.func);
    const bool asks = names_any_of(name, kAnswers) ||
                      file_.resolve(*call.func) == "bson.objectid.ObjectId.is_valid" ||
                      file_.resolve(*call.func) == "bson.ObjectId.is_valid";
    return asks && takes(call) && is_tested(call);
  }

  // `if not await exists(key): raise …`
  bool is_tested(const Call& call) const {
    const Node* at = statement_of(call);
    const auto* negation = as<UnaryOp>(at);
    const auto* choice = negation != nullptr ? as<If>(file_.parent(*negation)) : nullptr;
    return choice != nullptr && negation->op == UnaryOperator::Not && is_refusal(*choice);
  }

  // Whether an `if` between the assignment and the place refuses where nothing was found.
  bool is_checked(const Assign& assign, const Expr& target, bool is_error) const {
    for (const If* one : choices_) {
      if (one->begin >= assign.end && is_refusal(*one) &&
          (is_error ? says_error(file_, *one->test, file_.text(target))
                    : says_nothing(file_, *one->test, file_.text(target)))) {
        return true;
      }
      if (!is_error && one->begin >= assign.end && is_found_otherwise(*one, target)) return true;
    }
    return false;
  }

  // `if table is None: table = restore(key)`, which is followed by the same question.
  bool is_found_otherwise(const If& choice, const Expr& target) const {
    const std::string_view name = file_.text(target);
    if (!is_passed(choice) || !says_nothing(file_, *choice.test, name)) return false;
    bool is_asked = false;
    for (const Stmt* one : choice.body) {
      const auto* assign = one->as<Assign>();
      if (assign != nullptr && file_.text(*assign->targets[0]) == name) {
        const auto* awaited = assign->value->as<Await>();
        const auto* call = as<Call>(awaited != nullptr ? awaited->value : assign->value);
        is_asked = call != nullptr && takes(*call);
      }
      const auto* refusal = one->as<If>();
      if (is_asked && refusal != nullptr && way_.is_left_by(refusal->body) &&
          says_nothing(file_, *refusal->test, name)) {
        return true;
      }
    }
    return false;
  }

  const FileModel& file_;
  const FunctionDef& function_;
  const Expr& value_;
  const Node* at_;
  WayTo way_;
  int depth_;
  int& steps_;
  std::vector<const If*> choices_;  // of the function, the first kMost
};

}  // namespace

bool is_known_text(const FileModel& file, const FunctionDef& function, const Expr& value,
                   const Node& at) {
  int steps = 0;
  return Guards(file, function, value, &at, 0, steps).any();
}

}  // namespace fastidious::app
