#include "app/dependencies/authentication.h"

#include <algorithm>
#include <cctype>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Status = Authentication::Status;

std::string callable_name(const Value& callable) {
  if (!callable.text.empty()) return callable.text;
  return std::string(callable.source.file != nullptr
                         ? callable.source.file->text(*callable.source.expr)
                         : std::string_view("?"));
}

// What a dependency, with all below it, says about who may pass.
struct Verdict {
  bool asks = false;      // it takes credentials
  bool demands = false;   // and refuses requests without any
  bool checks = false;    // and looks at what they are
  bool optional = false;  // a stranger may pass
};

class AuthenticationReader {
 public:
  AuthenticationReader(const Route& route, Behaviours& behaviours)
      : route_(route), behaviours_(behaviours) {}

  Authentication run() {
    bool enforced = false;
    bool asked = false;
    for (const Dependency& one : route_.dependant.dependencies) {
      const Verdict verdict = judge(one);
      enforced = enforced || (verdict.checks && !verdict.optional);
      asked = asked || verdict.asks;
    }
    const Verdict own = judge_handler();
    enforced = enforced || own.checks;
    asked = asked || own.asks;
    result_.status = enforced ? Status::Enforced : asked ? Status::Weak : Status::None;
    if (result_.status == Status::None) infer_public();
    read_rate_limit();
    return std::move(result_);
  }

 private:
  void infer_public() {
    const std::string_view why = public_by_inference(route_);
    if (why.empty()) return;
    result_.status = Status::Public;
    result_.public_reason = why;
    result_.evidence.push_back({"looks like a " + std::string(why), {}});
  }

  Verdict judge(const Dependency& dependency) {
    Verdict verdict;
    for (const Dependency& one : dependency.dependencies) {
      const Verdict inner = judge(one);
      verdict.asks = verdict.asks || inner.asks;
      verdict.demands = verdict.demands || inner.demands;
      verdict.checks = verdict.checks || inner.checks;
    }
    add_roles(dependency.scopes);
    if (dependency.scheme) {
      note(dependency.scheme->name, dependency.scheme->call);
      verdict.asks = true;
      verdict.demands = dependency.scheme->auto_error;
      return verdict;
    }
    judge_callable(dependency, verdict);
    return verdict;
  }

  void judge_callable(const Dependency& dependency, Verdict& verdict) {
    const Behaviour& behaviour = behaviours_.of(dependency.callable);
    const bool by_hand = takes_credential(dependency) || behaviour.reads_credential;
    verdict.asks = verdict.asks || by_hand;
    const bool decides = behaviour.refuses_strangers || behaviour.verifies;
    if (decides && (verdict.asks || behaviour.refuses_strangers)) {
      verdict.asks = true;
      verdict.checks =
          verdict.checks || behaviour.refuses_strangers || (behaviour.verifies && verdict.demands);
      note(callable_name(dependency.callable), behaviour.evidence);
      read_roles(dependency);
    } else if (verdict.asks && behaviour.refuses) {
      verdict.checks = verdict.checks || verdict.demands;
      note(callable_name(dependency.callable), behaviour.evidence);
    }
    if (behaviour.limits_rate) result_.rate_limit = "limited";
  }

  // A handler that reads the credential itself, and refuses.
  Verdict judge_handler() {
    Verdict verdict;
    const Behaviour& behaviour = behaviours_.of(route_.handler);
    verdict.asks = behaviour.reads_credential || takes_credential(route_.dependant);
    verdict.checks = verdict.asks && (behaviour.refuses_strangers || behaviour.verifies);
    if (verdict.asks) note("the handler itself", behaviour.evidence);
    return verdict;
  }

  static bool takes_credential(const Dependency& dependency) {
    return std::any_of(dependency.parameters.begin(), dependency.parameters.end(),
                       [](const Parameter& one) {
                         if (one.in != Parameter::In::Header && one.in != Parameter::In::Cookie)
                           return false;
                         std::string word = one.alias;
                         for (char& c : word)
                           c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
                         return word.find("auth") != word.npos || word.find("token") != word.npos ||
                                word.find("key") != word.npos || word.find("session") != word.npos;
                       });
  }

  // require_role("admin"), RoleChecker(["admin"]), get_current_superuser
  void read_roles(const Dependency& dependency) {
    const auto* call = as<Call>(dependency.callable.source.expr);
    if (dependency.callable.is(Value::Kind::Call) && call != nullptr) {
      for (const Expr* argument : call->args) {
        const Value value = evaluate(*dependency.callable.source.file, argument);
        add_role(value);
        for (const Value& item : value.items) add_role(item);
      }
    }
    const std::string name = callable_name(dependency.callable);
    for (const std::string_view word : {"superuser", "admin", "staff"}) {
      if (name.find(word) != name.npos) add_roles({std::string(word)});
    }
  }

  void add_role(const Value& value) {
    if (value.is(Value::Kind::Str)) add_roles({value.text});
    if (value.is(Value::Kind::EnumMember)) add_roles({value.text});
  }

  void add_roles(const std::vector<std::string>& roles) {
    for (const std::string& role : roles) {
      std::vector<std::string>& known = result_.roles;
      if (std::find(known.begin(), known.end(), role) == known.end()) known.push_back(role);
    }
  }

  void note(std::string what, Placed at) {
    for (const Evidence& one : result_.evidence) {
      if (one.what == what) return;
    }
    result_.evidence.push_back({std::move(what), at});
  }

  // @limiter.limit("5/minute")
  void read_rate_limit() {
    const auto* function = as<FunctionDef>(route_.handler.definition.node);
    if (function == nullptr) return;
    const FileModel& file = *route_.handler.definition.file;
    for (const Expr* decorator : function->decorator_list) {
      const auto* call = decorator->as<Call>();
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      if (method == nullptr || file.text(method->attr) != "limit" || call->args.empty()) continue;
      const Value limit = evaluate(file, call->args.front());
      result_.rate_limit = limit.is(Value::Kind::Str) ? limit.text : "limited";
    }
  }

  const Route& route_;
  Behaviours& behaviours_;
  Authentication result_;
};

}  // namespace

std::string_view name_of(Authentication::Status status) {
  constexpr std::string_view kNames[] = {"enforced", "weak", "public", "none"};
  return kNames[static_cast<std::size_t>(status)];
}

Authentication authentication_of(const Route& route, Behaviours& behaviours) {
  return AuthenticationReader(route, behaviours).run();
}

}  // namespace fastidious::app
