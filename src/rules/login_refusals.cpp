#include "rules/login_refusals.h"

#include <algorithm>
#include <vector>

#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

constexpr std::string_view kVerifying[] = {"verify",       "check_password", "checkpw",
                                           "authenticate", "compare_digest", "check_pw"};

// user.password_hash != hash_password(password)
bool compares_passwords(const FileModel& file, const Expr& test) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->ops[0] != Comparator::NotEq) return false;
  const auto about = [&](const Expr& side) {
    return lower_case(file.text(side)).find("password") != std::string::npos;
  };
  return about(*compare->left) && about(*compare->comparators[0]);
}

bool verifies(const FileModel& file, const Expr& test) {
  if (compares_passwords(file, test)) return true;
  const auto nodes = file.tree().subtree(test);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    if (call == nullptr) return false;
    const auto* method = call->func->as<Attribute>();
    const auto* name = call->func->as<Name>();
    const std::string word = lower_case(method != nullptr ? file.text(method->attr)
                                        : name != nullptr ? file.text(name->name)
                                                          : std::string_view{});
    const bool known =
        std::any_of(std::begin(kVerifying), std::end(kVerifying),
                    [&](std::string_view one) { return word.find(one) != word.npos; });
    return known && lower_case(file.text(test)).find("password") != std::string::npos;
  });
}

// `if not user:`, `if row is None:`: nobody goes by that name.
bool asks_for_user(const Expr& test) {
  const auto* negation = test.as<UnaryOp>();
  const auto* compare = test.as<Compare>();
  const bool absent = negation != nullptr && negation->op == UnaryOperator::Not &&
                      negation->operand->is(Kind::Name);
  return absent ||
         (compare != nullptr && compare->ops[0] == Comparator::Is && compare->left->is(Kind::Name));
}

// Whether a client cannot tell them apart.
bool is_like(const LoginRefusal& one, const LoginRefusal& other) {
  return one.status == other.status && one.detail == other.detail;
}

class LoginReader {
 public:
  LoginReader(const FileModel& file, const FunctionDef& function) : file_(file) {
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(file, *statement, [&](const Node& node) {
        if (const auto* raise = node.as<Raise>()) look_at(*raise);
        return false;
      });
    }
  }

  // Both null where nothing tells them apart.
  TellingRefusals telling() const {
    const LoginRefusal* wrong = nullptr;  // the first, and the first that differs from it
    const LoginRefusal* other = nullptr;
    for (const LoginRefusal& one : refusals_) {
      if ((wrong != nullptr && (other != nullptr || is_like(one, *wrong))) ||
          !verifies(file_, *one.choice->test)) {
        continue;
      }
      (wrong == nullptr ? wrong : other) = &one;
    }
    if (wrong == nullptr) return {};
    for (const LoginRefusal& unknown : refusals_) {
      if (!asks_for_user(*unknown.choice->test)) continue;
      if (!is_like(unknown, *wrong)) return {unknown, *wrong};
      if (other != nullptr) return {unknown, *other};
    }
    return {};
  }

  std::ptrdiff_t count(int status) const {
    return std::count_if(refusals_.begin(), refusals_.end(),
                         [status](const LoginRefusal& one) { return one.status == status; });
  }

 private:
  void look_at(const Raise& raise) {
    const auto error = semantic::http_error(file_, raise);
    const auto* choice = as<If>(file_.parent(raise));
    const auto* call = as<Call>(raise.exc);
    if (!error || choice == nullptr || call == nullptr || !error->status) return;
    const app::Value detail = app::evaluate(file_, semantic::argument(file_, *call, 1, "detail"));
    refusals_.push_back({&raise, choice, *error->status, detail.text});
  }

  const FileModel& file_;
  std::vector<LoginRefusal> refusals_;
};

bool is_login(const app::Application& application, const app::Route& route) {
  const app::Endpoint* endpoint = application.endpoints().of(route);
  const auto& methods = route.methods;
  return std::find(methods.begin(), methods.end(), "POST") != methods.end() &&
         route.path.find('{') == std::string::npos &&
         (endpoint == nullptr || !endpoint->is_guarded());
}

}  // namespace

TellingRefusals telling_refusals(const app::Application& application, const app::Route& route) {
  const app::Definition& handler = route.handler.definition;
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr || !is_login(application, route)) return {};
  return LoginReader(*handler.file, *function).telling();
}

bool is_telling(const app::Application& application, const app::Route& route,
                const app::RouteError& error) {
  const app::Definition& handler = route.handler.definition;
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr || !error.by_endpoint || error.trace.size() != 1 ||
      !is_login(application, route)) {
    return false;
  }
  const LoginReader reader(*handler.file, *function);
  const TellingRefusals refusals = reader.telling();
  return refusals.unknown.raise == error.trace.back().node &&
         refusals.wrong.status != error.status && reader.count(error.status) == 1;
}

}  // namespace fastidious::rules
