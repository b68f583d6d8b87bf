#include "app/effects/exception_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/effects/validation.h"
#include "semantic/exception_handlers.h"
#include "semantic/exception_text.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxHops = 3;

// Attributes and methods that give what another program wrote.
constexpr std::string_view kForeign[] = {"text",   "content", "stderr", "stdout", "body",
                                         "reason", "json",    "read",   "decode", "format_exc"};
constexpr std::string_view kHarmless[] = {"builtins.str",
                                          "builtins.int",
                                          "builtins.float",
                                          "builtins.bool",
                                          "builtins.len",
                                          "builtins.dict",
                                          "builtins.list",
                                          "builtins.set",
                                          "builtins.tuple",
                                          "builtins.isinstance",
                                          "builtins.getattr",
                                          "builtins.hasattr",
                                          "builtins.min",
                                          "builtins.max",
                                          "builtins.sum",
                                          "builtins.any",
                                          "builtins.all",
                                          "builtins.sorted",
                                          "builtins.range",
                                          "builtins.zip",
                                          "builtins.type",
                                          "builtins.enumerate",
                                          "uuid.UUID",
                                          "httpx.URL",
                                          "yarl.URL",
                                          "urllib.parse.urlparse",
                                          "urllib.parse.urlsplit",
                                          "decimal.Decimal",
                                          "json.loads",
                                          "json.dumps",
                                          "hmac.new",
                                          "time.time",
                                          "hashlib.sha256",
                                          "hashlib.sha512",
                                          "base64.b64encode",
                                          "base64.urlsafe_b64encode",
                                          "fastapi.Request.body",
                                          "fastapi.Request.json",
                                          "fastapi.Request.form",
                                          "base64.b64decode",
                                          "base64.urlsafe_b64decode",
                                          "datetime.datetime.fromisoformat",
                                          "datetime.date.fromisoformat",
                                          "datetime.datetime.strptime"};
// Of texts, mappings, patterns and digests, whatever they are.
constexpr std::string_view kHarmlessMethods[] = {
    "get",       "split",  "strip",  "lower",   "upper",      "items",
    "keys",      "values", "encode", "replace", "startswith", "endswith",
    "fullmatch", "decode", "match",  "join",    "pop",        "hexdigest"};

const Try* attempt_of(const FileModel& file, const ExceptHandler& handler) {
  return as<Try>(file.parent(handler));
}

// Calls visit(node) for what the body of the `try` itself runs, until visit gives true.
template <class Visit>
bool any_in_body(const FileModel& file, const Try& attempt, Visit&& visit) {
  return std::any_of(attempt.body.begin(), attempt.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, visit);
  });
}

// Whether a clause around `at` has caught an exception of which `value` holds the text.
bool hands_on_text(const FileModel& file, const Expr& value, const Node& at) {
  const ExceptHandler* handler = semantic::enclosing_handler(file, at);
  for (; handler != nullptr; handler = semantic::enclosing_handler(file, *handler)) {
    if (semantic::holds_exception_text({&file, handler, handler->name}, value)) return true;
  }
  return false;
}

bool holds_foreign_text(const FileModel& file, const Expr& value) {
  const auto nodes = file.tree().subtree(value);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* attribute = node->as<Attribute>();
    return attribute != nullptr && is_one_of(file.text(attribute->attr), kForeign);
  });
}

// What somebody else gives the function as a whole may be any text.
bool is_passed_on(const FileModel& file, const Expr& value) {
  return value.is(Kind::Name) && semantic::origin_of(file, value) >= semantic::Origin::Parameter;
}

// Whether the class puts its text together by itself, from the arguments it gets.
bool composes_its_text(const FileModel& file, const Call& made) {
  const Definition cls = file.definition_of(*made.func);
  const auto* node = as<ClassDef>(cls.node);
  return node != nullptr && std::any_of(node->body.begin(), node->body.end(), [&](const Stmt* one) {
           const auto* method = one->as<FunctionDef>();
           return method != nullptr && cls.file->text(method->name) == "__init__";
         });
}

bool is_made_of_own_words(const FileModel& file, const Call& made) {
  const bool composes = composes_its_text(file, made);
  const auto is_own = [&](const Expr* value) {
    return !hands_on_text(file, *value, made) && !holds_foreign_text(file, *value) &&
           (composes || !is_passed_on(file, *value));
  };
  return std::all_of(made.args.begin(), made.args.end(), is_own) &&
         std::all_of(made.keywords.begin(), made.keywords.end(),
                     [&](const Keyword* one) { return is_own(one->value); });
}

// `raise E(…)`, `raise E`, `raise error` of `error = E(…)`.
bool raises_own_words(const FileModel& file, const Expr* error, int hops = 0) {
  if (error == nullptr || hops > kMaxHops) return false;
  if (const auto* made = error->as<Call>()) return is_made_of_own_words(file, *made);
  if (as<ClassDef>(file.definition_of(*error).node) != nullptr) return true;
  const auto* name = error->as<Name>();
  if (name == nullptr) return false;
  const std::vector<const semantic::Binding*> bindings = semantic::reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
    return raises_own_words(file, one->value, hops + 1);
  });
}

bool raises_own_words(const ErrorStep& origin) {
  const auto* raise = as<Raise>(origin.node);
  return raise != nullptr && raises_own_words(*origin.file, raise->exc);
}

// What is seen of exceptions on their way into the clause.
struct Seen {
  bool any = false;
  bool foreign = false;
  void add(bool own) {
    any = true;
    foreign = foreign || !own;
  }
};

// What inherits from a library's class is seen, too, and proves nothing about the others.
bool is_caught_by(const FileModel& file, std::string_view error, std::string_view type) {
  const bool is_own = as<ClassDef>(file.project().definition(type).node) != nullptr;
  return is_own ? file.project().is_subclass(error, type) : error == type;
}

void look_at_call(const RaisedErrors& errors, const FileModel& file, const Call& call,
                  std::string_view type, Seen& seen) {
  const Definition callee = function_called(file, call);
  if (!callee) return;
  for (const RaisedError& error : errors.of(callee).raised) {
    if (!is_caught_by(file, error.type, type)) continue;
    seen.add(raises_own_words(errors.origin(callee, error)));
  }
}

// `ERROR_MESSAGES.TOO_LONG(72)`: a text of the repository's own, by the name of what makes it.
bool makes_message(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const std::string_view name = method != nullptr ? file.text(method->attr) : std::string_view{};
  return !name.empty() &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_harmless(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (validates(file, call) || is_one_of(target, kHarmless)) return true;
  const bool in_raise = file.enclosing_statement(call).is(Kind::Raise);
  if (in_raise && makes_message(file, call)) return true;
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && !file.definition_of(*call.func) &&
         is_one_of(file.text(method->attr), kHarmlessMethods);
}

// `States` of `class Kept(states.States)`
bool is_base(const FileModel& file, const Node& name) {
  const auto* cls = as<ClassDef>(file.parent(name));
  return cls != nullptr &&
         std::find(cls->bases.begin(), cls->bases.end(), &name) != cls->bases.end();
}

// Whether another class of the repository may replace the method, or has to.
bool may_be_replaced(const FileModel& file, const FunctionDef& method) {
  const ClassDef* cls = file.enclosing_class(method);
  if (cls == nullptr || file.is_abstract(method) || !cls->bases.empty()) return true;
  const semantic::Model& model = file.project();
  const auto mentions = model.mentions().of(cls->name);
  return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& one) {
    return is_base(model.file(one.file), model.node(one));
  });
}

// Looks for what a `try` may raise that the repository did not write, and that is not about the
// values which are read.
class ValueCheck {
 public:
  // `http_is_passed`: HTTPExceptions are not for the clause at hand.
  explicit ValueCheck(bool http_is_passed) : http_is_passed_(http_is_passed) {}

  bool may_raise_more(const FileModel& file, const Node& node, int hops) const {
    if (const auto* raise = node.as<Raise>()) return raises_more(file, *raise);
    if (const auto* call = node.as<Call>()) {
      const bool is_raised = as<Raise>(file.parent(*call)) != nullptr;
      return !is_raised && !is_harmless(file, *call) && !only_checks_values(file, *call, hops);
    }
    return node.is(Kind::Yield) || node.is(Kind::YieldFrom) || node.is(Kind::With) ||
           node.is(Kind::AsyncWith) || node.is(Kind::AsyncFor);
  }

 private:
  // An answer that is raised and caught again is no check of a value.
  bool raises_more(const FileModel& file, const Raise& raise) const {
    const bool is_http = raise.exc != nullptr && error_made({&file, raise.exc}).is_http;
    return is_http ? !http_is_passed_ : !raises_own_words(file, raise.exc);
  }

  // Whether the call runs a function of the repository that only reads and checks values, and
  // raises words of its own.
  bool only_checks_values(const FileModel& file, const Call& call, int hops) const {
    const Definition callee = function_called(file, call);
    const auto* function = as<FunctionDef>(callee.node);
    if (function == nullptr || hops == 0 || !function->decorator_list.empty()) return false;
    const FileModel& there = *callee.file;
    const auto raises_more_in = [&](const Stmt* statement) {
      return semantic::any_own_node(there, *statement, [&](const Node& node) {
        return may_raise_more(there, node, hops - 1);
      });
    };
    return std::none_of(function->body.begin(), function->body.end(), raises_more_in) &&
           !(there.is_method(*function) && may_be_replaced(there, *function));
  }

  bool http_is_passed_;
};

// Whether a clause before this one takes HTTPException.
bool is_http_taken_before(const FileModel& file, const Try& attempt, const ExceptHandler& handler) {
  return std::any_of(attempt.handlers.begin(), attempt.handlers.end(), [&](const auto* one) {
    return one->id < handler.id && one->type != nullptr &&
           semantic::any_caught(
               file, *one,
               [&](std::string_view name) { return is_http_error(file.project(), name); });
  });
}

// The words that are asked for in `str(e)`, of each part of an `or`; false if anything else is
// asked.
bool collect_words(const FileModel& file, const Expr& test, std::vector<std::string>& words) {
  if (const auto* parts = test.as<BoolOp>()) {
    return parts->op == BoolOperator::Or &&
           std::all_of(parts->values.begin(), parts->values.end(),
                       [&](const Expr* one) { return collect_words(file, *one, words); });
  }
  const auto* compare = test.as<Compare>();
  const bool asks = compare != nullptr && compare->ops.size() == 1 &&
                    compare->ops.front() == Comparator::In &&
                    file.text(*compare->comparators.front()).starts_with("str(");
  const auto* text = asks ? as<Constant>(compare->left) : nullptr;
  if (text == nullptr || !text->is_str() || text->value.empty()) return false;
  words.push_back(lower_case(text->value));
  return true;
}

// Whether the function, or one that it calls, says these words where it raises, and nothing that
// somebody else wrote.
bool raises_words(const Definition& function, std::string_view words, int hops) {
  if (as<FunctionDef>(function.node) == nullptr) return false;
  const FileModel& file = *function.file;
  const auto raises = file.tree().nodes_of<Raise>(*function.node);
  const auto says = [&](const Raise* one) {
    return one->exc != nullptr && raises_own_words(file, one->exc) &&
           lower_case(file.text(*one->exc)).find(words) != std::string::npos;
  };
  if (std::any_of(raises.begin(), raises.end(), says)) return true;
  const auto calls = file.tree().nodes_of<Call>(*function.node);
  return hops > 0 && std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
           return raises_words(function_called(file, *one), words, hops - 1);
         });
}

// Whether the functions that the `try` calls raise all words that the test asks for.
bool asks_for_own_words(const FileModel& file, const Try& attempt, const Expr& test) {
  std::vector<std::string> words;
  if (!collect_words(file, test, words)) return false;
  return std::all_of(words.begin(), words.end(), [&](const std::string& one) {
    return any_in_body(file, attempt, [&](const Node& node) {
      const auto* call = node.as<Call>();
      return call != nullptr && raises_words(function_called(file, *call), one, 1);
    });
  });
}

// Whether the clause raises or returns something, and nothing that holds the exception's text.
bool answers_without_text(const FileModel& file, const ExceptHandler& handler) {
  constexpr std::uint32_t kMostNodes = 500;  // asked for each clause of the `try`
  if (handler.last.value - handler.id.value > kMostNodes) return false;
  const semantic::NamedException exception{&file, &handler, handler.name};
  const auto holds_text = [&](const Expr* one) {
    return semantic::holds_exception_text(exception, *one);
  };
  bool answers = false;
  const bool tells = semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* raise = node.as<Raise>();
    const auto* result = node.as<Return>();
    const Expr* answer = raise != nullptr    ? raise->exc
                         : result != nullptr ? result->value
                                             : nullptr;
    const auto* call = as<Call>(answer);
    answers = answers || call != nullptr;
    return call != nullptr &&
           (std::any_of(call->args.begin(), call->args.end(), holds_text) ||
            std::any_of(call->keywords.begin(), call->keywords.end(),
                        [&](const Keyword* one) { return holds_text(one->value); }));
  });
  return answers && !tells;
}

}  // namespace

bool is_chosen_for_client(const FileModel& file, const Node& scope, const Expr& text) {
  const auto* handler = scope.as<ExceptHandler>();
  const auto* attribute = text.as<Attribute>();
  const Try* attempt = handler != nullptr ? attempt_of(file, *handler) : nullptr;
  if (attempt == nullptr || attribute == nullptr || file.text(attribute->attr) != "message" ||
      !semantic::is_caught_exception(*handler, *attribute->value)) {
    return false;
  }
  const ExceptHandler* last = attempt->handlers.back();
  return last != handler && semantic::catches_everything(file, *last) &&
         answers_without_text(file, *last);
}

bool is_below_own_words(const FileModel& file, const Node& scope, const Node& where) {
  const auto* handler = scope.as<ExceptHandler>();
  const Try* attempt = handler != nullptr ? attempt_of(file, *handler) : nullptr;
  if (attempt == nullptr) return false;
  const Node* below = &where;
  for (const Node* at = file.parent(where); at != nullptr && at != &scope;
       below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    const bool is_in_body = choice != nullptr && std::find(choice->body.begin(), choice->body.end(),
                                                           below) != choice->body.end();
    if (is_in_body && asks_for_own_words(file, *attempt, *choice->test)) return true;
  }
  return false;
}

bool are_own_words(const RaisedErrors& errors, const FileModel& file, const ExceptHandler& handler,
                   std::string_view type) {
  const Try* attempt = attempt_of(file, handler);
  if (attempt == nullptr || type.empty()) return false;
  Seen seen;
  any_in_body(file, *attempt, [&](const Node& node) {
    if (const auto* call = node.as<Call>()) look_at_call(errors, file, *call, type, seen);
    const auto* raise = node.as<Raise>();
    const ErrorMade made = raise != nullptr ? error_made({&file, raise->exc}) : ErrorMade{};
    if (!made.type.empty() && is_caught_by(file, made.type, type)) {
      seen.add(raises_own_words(file, raise->exc));
    }
    return seen.foreign;
  });
  if (as<ClassDef>(file.project().definition(type).node) != nullptr && !seen.foreign) {
    for (const semantic::CallSite& site : file.project().calls_of(type)) {
      if (site.file->file().role == project::Role::Test) continue;
      seen.add(is_made_of_own_words(*site.file, *site.call));
    }
  }
  return seen.any && !seen.foreign;
}

bool only_checks_values(const FileModel& file, const ExceptHandler& handler) {
  const Try* attempt = attempt_of(file, handler);
  if (attempt == nullptr) return false;
  const ValueCheck check(is_http_taken_before(file, *attempt, handler));
  return !any_in_body(file, *attempt,
                      [&](const Node& node) { return check.may_raise_more(file, node, kMaxHops); });
}

}  // namespace fastidious::app
