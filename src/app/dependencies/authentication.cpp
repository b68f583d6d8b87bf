#include "app/dependencies/authentication.h"

#include <algorithm>
#include <cctype>

#include "app/dependencies/factory.h"
#include "app/dependencies/public_by_content.h"
#include "app/dependencies/rate_exemption.h"

#include "app/strangers/walk.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Status = Authentication::Status;

using Weakness = Authentication::Weakness;

bool is_dependency_of_view(const Dependency& dependency) {
  return dependency.callable.is(Value::Kind::Class) && dependency.depends.expr == nullptr;
}

class AuthenticationReader {
 public:
  AuthenticationReader(const Route& route, Behaviours& behaviours, Reception& reception,
                       const std::vector<std::string>& guards)
      : route_(route), behaviours_(behaviours), reception_(reception), guards_(guards) {}

  Authentication run() {
    for (const Dependency& one : route_.dependant.dependencies) judge(one);
    judge_handler();
    for_each_dependency(route_.dependant, [this](const Dependency& one) { trust(one); });
    result_.status = enforced_ ? Status::Enforced : asked_ ? Status::Weak : Status::None;
    if (result_.status != Status::Weak) result_.weakness = Weakness::NoWeakness;
    if (result_.status != Status::Enforced) infer_public();
    for_each_dependency(route_.dependant, [this](const Dependency& one) {
      if (is_limiter(one)) result_.rate_limit = rate_of(one);
    });
    read_rate_limit();
    return std::move(result_);
  }

 private:
  void infer_public() {
    const std::string_view name = public_by_inference(route_);
    const bool asks = result_.status == Status::Weak;
    const std::string_view why = name.empty() && !asks ? public_by_content(route_) : name;
    if (why.empty()) return;
    result_.status = Status::Public;
    result_.weakness = Weakness::NoWeakness;
    result_.evidence.clear();
    result_.public_reason = why;
    result_.evidence.push_back({(name.empty() ? "" : "looks like a ") + std::string(why), {}});
  }

  // What the configuration says refuses strangers does, whatever is seen of it.
  void trust(const Dependency& dependency) {
    if (guards_.empty()) return;
    const std::string name = name_of_callable(dependency.callable);
    if (std::find(guards_.begin(), guards_.end(), name) == guards_.end()) return;
    enforced_ = true;
    note(name, dependency.depends);
    read_roles(dependency);
  }

  void judge(const Dependency& dependency) {
    const Fate& without = reception_.at_dependency(dependency, Stranger::WithoutCredential);
    const Fate& with_bad = reception_.at_dependency(dependency, Stranger::WithBadCredential);
    const bool reads = without.reads_credential || with_bad.reads_credential;
    if (reads && without.is_refused() && with_bad.is_refused()) {
      enforced_ = true;
      note_guards(dependency);
    } else if (is_dependency_of_view(dependency)) {
      for (const Dependency& one : dependency.dependencies) judge(one);
    } else if (reads && !without.is_refused() && is_limiter(dependency)) {
      looked_at_by_limit_ = true;  // who is asking decides how often, not whether
    } else if (reads) {
      asked_ = true;
      const bool demands = without.is_refused();
      demanded_ = demanded_ || demands;
      weaken(demands ? Weakness::Unchecked : Weakness::Optional,
             demands ? with_bad.passes_at : without.passes_at, innermost_reader(dependency));
      note_guards(dependency);
    } else if (refuses_by_name(dependency) || refuses_everybody(without, with_bad)) {
      enforced_ = true;
      note_guards(dependency);
    }
    for (const Fate* fate : {&without, &with_bad}) add_bypasses(*fate);
    result_.asks_elsewhere = result_.asks_elsewhere || with_bad.asks_elsewhere;
  }

  bool is_limiter(const Dependency& dependency) {
    return behaviours_.of(dependency.callable).limits_rate ||
           is_named_like_a_limit(dependency.callable.text);
  }

  // `raise HTTPException(403)`, whoever asks.
  static bool refuses_everybody(const Fate& without, const Fate& with_bad) {
    return !without.passes && !with_bad.passes && without.may_be_refused && with_bad.may_be_refused;
  }

  void add_bypasses(const Fate& fate) {
    for (const Placed& one : fate.bypasses) {
      const bool known = std::any_of(result_.bypasses.begin(), result_.bypasses.end(),
                                     [&](const Placed& other) { return other.expr == one.expr; });
      if (!known) result_.bypasses.push_back(one);
    }
  }

  // The dependency below that takes the credentials.
  const Dependency& innermost_reader(const Dependency& dependency) {
    for (const Dependency& one : dependency.dependencies) {
      if (one.scheme) continue;
      const Fate& fate = reception_.at_dependency(one, Stranger::WithBadCredential);
      if (fate.reads_credential) return innermost_reader(one);
    }
    return dependency;
  }

  void weaken(Weakness weakness, Placed at, const Dependency& dependency) {
    if (result_.weakness != Weakness::NoWeakness) return;
    result_.weakness = weakness;
    result_.weak_at = dependency.depends;
    result_.weak_passes_at = at;
    const bool of_library = dependency.scheme && !dependency.scheme->own_class;
    if (!of_library) result_.weak_function = code_of(dependency);
  }

  static Definition code_of(const Dependency& dependency) {
    const Value returned = returned_callable(dependency.callable);
    return function_of(returned.known() ? returned : dependency.callable);
  }

  // Takes who is asking from a place that is not seen (a context variable), and answers 401 or 403.
  bool refuses_by_name(const Dependency& dependency) {
    return behaviours_.of(dependency.callable).refuses_strangers &&
           is_named_like_a_check(name_of_callable(dependency.callable));
  }

  // What of a dependency asks for credentials or refuses: the evidence, and the roles it wants.
  void note_guards(const Dependency& dependency) {
    for (const Dependency& one : dependency.dependencies) note_guards(one);
    add_roles(dependency.scopes);
    if (dependency.scheme) {
      note(dependency.scheme->name, dependency.scheme->call);
      if (dependency.scheme->own_class) read_roles(dependency);
      return;
    }
    const Fate& fate = reception_.at_dependency(dependency, Stranger::WithBadCredential);
    const Behaviour& behaviour = behaviours_.of(dependency.callable);
    if (!fate.is_refused() && !behaviour.refuses_strangers) return;
    if (is_dependency_of_view(dependency)) return;
    note(name_of_callable(dependency.callable),
         fate.refused_at.expr != nullptr ? fate.refused_at : behaviour.evidence);
    read_roles(dependency);
  }

  // A handler that reads the credential itself, or minds that its user is nobody.
  void judge_handler() {
    const Fate without = reception_.at_handler(route_.dependant, Stranger::WithoutCredential);
    const Fate with_bad = reception_.at_handler(route_.dependant, Stranger::WithBadCredential);
    result_.answers = without.passes || with_bad.passes;
    result_.asks_elsewhere = result_.asks_elsewhere || with_bad.asks_elsewhere;
    if (!without.reads_credential && !with_bad.reads_credential) return;
    const auto is_strict = [](const Fate& fate) { return fate.refused && !fate.passes; };
    const bool refuses = (demanded_ || is_strict(without)) && is_strict(with_bad);
    if (refuses) {
      enforced_ = true;
    } else if (!asked_ && !looked_at_by_limit_) {
      asked_ = true;
      weaken(without.refused && !without.passes ? Weakness::Unchecked : Weakness::Optional,
             without.passes_at, route_.dependant);
    }
    if (refuses) note("the handler itself", with_bad.refused_at);
  }

  // require_role("admin"), RoleChecker(["admin"]), get_current_superuser
  void read_roles(const Dependency& dependency) {
    const auto* call = as<Call>(dependency.callable.source.expr);
    if (dependency.callable.is(Value::Kind::Call) && call != nullptr) {
      const FileModel& file = *dependency.callable.source.file;
      for (const Expr* argument : call->args) add_roles_of(evaluate(file, argument));
      for (const Keyword* keyword : call->keywords) {
        if (says_who_may(file.text(keyword->arg))) add_roles_of(evaluate(file, keyword->value));
      }
    }
    const std::string name = name_of_callable(dependency.callable);
    add_roles_named(own_name(name));
  }

  // "AdminGuard.check" of "app.admin.guards.AdminGuard.check": what a module is about says nothing.
  static std::string_view own_name(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    const std::size_t before = dot == name.npos || dot == 0 ? name.npos : name.rfind('.', dot - 1);
    const std::size_t owner = before == name.npos ? 0 : before + 1;
    const bool is_method =
        owner < name.size() && std::isupper(static_cast<unsigned char>(name[owner])) != 0;
    return name.substr(is_method || dot == name.npos ? owner : dot + 1);
  }

  void add_roles_named(std::string_view name) {
    for (const std::string_view word : {"superuser", "admin", "staff"}) {
      if (name.find(word) != name.npos) add_roles({std::string(word)});
    }
  }

  void add_roles_of(const Value& value) {
    add_role(value);
    if (!value.is_sequence()) return;
    for (const Value& item : value.items) add_role(item);
  }

  // role="admin", permissions=[…]
  static bool says_who_may(std::string_view keyword) {
    for (const std::string_view word : {"role", "scope", "perm", "group", "claim"}) {
      if (keyword.find(word) != keyword.npos) return true;
    }
    return false;
  }

  void add_role(const Value& value) {
    if (value.is(Value::Kind::Str)) add_roles({value.text});
    if (value.is(Value::Kind::EnumMember)) add_roles({value.text});
    if (value.is(Value::Kind::Class))
      add_roles_named(lower_case(own_name(name_of_callable(value))));
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

  // sign_in(body, throttle=Throttle.of(request)): in the handler's own body.
  static bool limits_by_itself(const FileModel& file, const FunctionDef& function) {
    for (const Stmt* statement : function.body) {
      for (const Node* node : file.tree().subtree(*statement)) {
        const auto* call = node->as<Call>();
        const auto* keyword = node->as<Keyword>();
        const std::string_view name = call != nullptr ? file.text(*call->func)
                                      : keyword != nullptr && !keyword->arg.empty()
                                          ? file.text(keyword->arg)
                                          : std::string_view{};
        // `query.limit(10)` is about rows.
        if (!name.ends_with(".limit") && is_named_like_a_limit(name)) return true;
      }
    }
    return false;
  }

  // RateLimiter(times=5, seconds=60): "5 per 60 seconds".
  static std::string rate_of(const Dependency& dependency) {
    const Placed call = dependency.callable.source;
    if (!dependency.callable.is(Value::Kind::Call) || as<Call>(call.expr) == nullptr) {
      return "limited";
    }
    const Value times = evaluate(argument_of(call, -1, "times"));
    for (const std::string_view unit : {"milliseconds", "seconds", "minutes", "hours"}) {
      const Value length = evaluate(argument_of(call, -1, unit));
      if (!times.is(Value::Kind::Int) || !length.is(Value::Kind::Int)) continue;
      return std::to_string(times.integer) + " per " + std::to_string(length.integer) + " " +
             std::string(unit);
    }
    return "limited";
  }

  // @limiter.limit("5/minute")
  void read_rate_limit() {
    const auto* function = as<FunctionDef>(route_.handler.definition.node);
    if (function == nullptr) return;
    if (limits_by_itself(*route_.handler.definition.file, *function)) {
      result_.rate_limit = "limited";
    }
    const FileModel& file = *route_.handler.definition.file;
    constexpr std::size_t kMost = 50;  // of decorators: each of them may be a route of its own
    if (function->decorator_list.size() > kMost) return;
    for (const Expr* decorator : function->decorator_list) {
      const std::string_view text = file.text(*decorator);
      if (!is_named_like_a_limit(text) || lifts_limits(text)) continue;
      const auto* call = decorator->as<Call>();
      const Value limit =
          call != nullptr && !call->args.empty() ? evaluate(file, call->args.front()) : Value{};
      result_.rate_limit = limit.is(Value::Kind::Str) ? limit.text : "limited";
    }
  }

  const Route& route_;
  Behaviours& behaviours_;
  Reception& reception_;
  const std::vector<std::string>& guards_;
  bool enforced_ = false;
  bool asked_ = false;
  bool looked_at_by_limit_ = false;  // a limit of the rate reads credentials, and demands none
  bool demanded_ = false;            // a dependency refuses requests without credentials
  Authentication result_;
};

}  // namespace

bool is_named_like_a_limit(std::string_view name) {
  const std::string word = lower_case(name.substr(0, name.find('(')));
  return word.find("limiter") != word.npos || word.find("ratelimit") != word.npos ||
         word.find("rate_limit") != word.npos || word.find("throttl") != word.npos ||
         word.ends_with(".limit");
}

std::string_view name_of(Authentication::Status status) {
  constexpr std::string_view kNames[] = {"enforced", "weak", "public", "none"};
  return kNames[static_cast<std::size_t>(status)];
}

Authentication authentication_of(const Route& route, Behaviours& behaviours, Reception& reception,
                                 const std::vector<std::string>& guards) {
  return AuthenticationReader(route, behaviours, reception, guards).run();
}

}  // namespace fastidious::app
