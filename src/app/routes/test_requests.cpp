#include "app/routes/test_requests.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "app/dependencies/error_status.h"
#include "app/routes/path_segments.h"
#include "app/routes/refused_requests.h"
#include "app/routes/request_match.h"
#include "app/routes/requests_by_name.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kMethods[] = {
    "get",     "post", "put",     "patch",  "delete",
    "options", "head", "request", "stream", "websocket_connect"};
// `client.request("GET", url)`, `client.stream("POST", url)`
bool takes_method(std::string_view name) { return name == "request" || name == "stream"; }

// `user.id`, `created["id"]`, `uuid4()`, or a name for one: what an object is called by is no word
// of a path, such as the last one of `/users/me`.
bool is_id(const FileModel& file, const Expr& expr, bool named = false) {
  if (const auto* name = expr.as<Name>(); name != nullptr && !named) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    const Expr* value = bindings.size() == 1 ? bindings.front()->value : nullptr;
    return value != nullptr && is_id(file, *value, true);
  }
  if (const auto* call = expr.as<Call>()) {
    const std::string_view callee = file.resolve(*call->func);
    if (callee == "builtins.str" && call->args.size() == 1) {
      return is_id(file, *call->args[0], named);
    }
    return callee == "uuid.uuid4" || callee == "uuid.uuid1";
  }
  constexpr std::string_view kIds[] = {"id", "uuid", "pk"};
  const auto* attribute = expr.as<Attribute>();
  const auto* item = expr.as<Subscript>();
  const std::string name = attribute != nullptr ? std::string(file.text(attribute->attr))
                           : item != nullptr    ? file.constant_string(*item->slice).value_or("")
                                                : std::string();
  return is_one_of(name, kIds) || name.ends_with("_id") || name.ends_with("_uuid");
}

// The text of a path; what is not known of it is "*", and "0" what can only be an id.
std::string pattern_of(const FileModel& file, const Expr& expr, int depth = 0) {
  const Value value = evaluate(file, &expr);
  if (value.is(Value::Kind::Str)) return value.text;
  if (const auto* joined = expr.as<JoinedStr>()) {
    std::string text;
    for (const Expr* part : joined->values) {
      const auto* hole = part->as<FormattedValue>();
      text += pattern_of(file, hole != nullptr ? *hole->value : *part, depth);
    }
    return text;
  }
  const auto* sum = expr.as<BinOp>();
  if (sum != nullptr && sum->op == Operator::Add) {
    return pattern_of(file, *sum->left, depth) + pattern_of(file, *sum->right, depth);
  }
  if (const Expr* name = route_name_in(file, expr); name != nullptr && depth == 0) {
    return std::string(kNamedRoute) + pattern_of(file, *name, 1);
  }
  // api_routes.item(7), which returns f"{prefix}/items/{item_id}"
  const auto* call = expr.as<Call>();
  const Definition callee = call != nullptr ? file.definition_of(*call->func) : Definition{};
  const auto* function = as<FunctionDef>(callee.node);
  constexpr int kMaxDepth = 3;
  if (function != nullptr && depth < kMaxDepth) {
    const Return* result = semantic::first_valued_return(*callee.file, *function);
    if (result != nullptr) return pattern_of(*callee.file, *result->value, depth + 1);
  }
  return is_id(file, expr) ? "0" : "*";
}

std::string path_of(std::string url) {
  const std::size_t scheme = url.find("://");
  if (scheme != url.npos) {
    const std::size_t slash = url.find('/', scheme + 3);
    // "http://localhost" + path, of which nothing is known; a host or a port is asked for its root.
    const bool open =
        url.ends_with('*') && url[url.size() - 2] != '/' && url[url.size() - 2] != ':';
    url = slash != url.npos ? url.substr(slash) : open ? "*" : "/";
  }
  return url.substr(0, url.find_first_of("?#"));
}

// The decorators of a test, and those of its class: they hold for each test in it.
std::vector<const Expr*> decorators_of(const FileModel& file, const FunctionDef& function) {
  std::vector<const Expr*> all(function.decorator_list.begin(), function.decorator_list.end());
  if (const ClassDef* cls = file.enclosing_class(function)) {
    all.insert(all.end(), cls->decorator_list.begin(), cls->decorator_list.end());
  }
  return all;
}

// The values that @pytest.mark.parametrize gives to the parameter `name`.
std::vector<Value> parametrized(const FileModel& file, const FunctionDef& function,
                                std::string_view name) {
  std::vector<Value> found;
  constexpr std::size_t kMostDecorators = 50, kMostCases = 200;
  const std::vector<const Expr*> decorators = decorators_of(file, function);
  if (decorators.size() > kMostDecorators) return found;
  for (const Expr* decorator : decorators) {
    const auto* call = decorator->as<Call>();
    if (call == nullptr || call->args.size() < 2) continue;
    if (!file.text(*call->func).ends_with("parametrize")) continue;
    const Value names = evaluate(file, call->args[0]);
    std::vector<std::string> list;
    for (const Value& item : names.items) list.push_back(item.text);
    for (std::size_t at = 0; names.is(Value::Kind::Str) && at <= names.text.size();) {
      const std::size_t comma = std::min(names.text.find(',', at), names.text.size());
      std::string one = names.text.substr(at, comma - at);
      one.erase(0, one.find_first_not_of(' '));
      list.push_back(one.substr(0, one.find_last_not_of(' ') + 1));
      at = comma + 1;
    }
    const auto position = std::find(list.begin(), list.end(), name);
    if (position == list.end()) continue;
    const auto index = static_cast<std::size_t>(position - list.begin());
    for (const Value& row : evaluate(file, call->args[1]).items) {
      if (found.size() >= kMostCases) break;
      const bool param = row.is(Value::Kind::Call) && as<Call>(row.source.expr) != nullptr;
      if (param) {
        const auto& args = as<Call>(row.source.expr)->args;
        if (index < args.size()) found.push_back(evaluate(*row.source.file, args[index]));
      } else if (list.size() == 1) {
        found.push_back(row);
      } else if (index < row.items.size()) {
        found.push_back(row.items[index]);
      }
    }
  }
  return found;
}

// The texts that `expr` may be: one for each case of a parametrised test.
std::vector<std::string> texts_of(const FileModel& file, const Expr& expr,
                                  const FunctionDef* test) {
  const Expr* route = route_name_in(file, expr);
  const std::string before(route != nullptr ? kNamedRoute : std::string_view{});
  const auto* name = as<Name>(route != nullptr ? route : &expr);
  std::vector<std::string> texts;
  if (name != nullptr && test != nullptr) {
    for (const Value& one : parametrized(file, *test, file.text(name->name))) {
      texts.push_back(before + (one.is(Value::Kind::Str) ? one.text
                                : one.source.expr != nullptr
                                    ? pattern_of(*one.source.file, *one.source.expr)
                                    : "*"));
    }
  }
  if (texts.empty()) texts.push_back(pattern_of(file, expr));
  return texts;
}

bool is_about_status(std::string_view text) {
  return text.find("status") != text.npos || text.find("code") != text.npos;
}

// Collects the statuses that one test function expects.
class ExpectedStatuses {
 public:
  ExpectedStatuses(const FileModel& file, const FunctionDef& test) : file_(file), test_(test) {}

  std::vector<int> run() {
    for (const Node* node : file_.tree().subtree(test_)) {
      if (const auto* comparison = node->as<Compare>()) {
        look_at(*comparison);
      } else if (const auto* call = node->as<Call>()) {
        look_at(*call);
      }
    }
    std::sort(statuses_.begin(), statuses_.end());
    statuses_.erase(std::unique(statuses_.begin(), statuses_.end()), statuses_.end());
    return std::move(statuses_);
  }

 private:
  // response.status_code == 404, … in (401, 403), … == expected
  void look_at(const Compare& comparison) {
    if (comparison.ops.size() != 1 || !is_about_status(file_.text(comparison))) return;
    add(*comparison.left);
    add(*comparison.comparators.front());
  }

  // check_status(response, 404), call(path, expected_status=404)
  void look_at(const Call& call) {
    for (const Keyword* keyword : call.keywords) {
      if (is_about_status(file_.text(keyword->arg))) add(*keyword->value);
    }
    const auto* name = call.func->as<Name>();
    const auto* method = call.func->as<Attribute>();
    const std::string_view callee = name != nullptr     ? file_.text(name->name)
                                    : method != nullptr ? file_.text(method->attr)
                                                        : std::string_view{};
    const bool asserts = callee.find("assert") != callee.npos ||
                         callee.find("check") != callee.npos ||
                         callee.find("expect") != callee.npos || is_about_status(callee);
    if (!asserts) return;
    for (const Expr* argument : call.args) add(*argument);
  }

  void add(const Expr& expr) {
    const Value value = evaluate(file_, &expr);
    std::vector<Value> values = value.items;
    values.push_back(value);
    if (const auto* name = expr.as<Name>()) {
      for (Value& one : parametrized(file_, test_, file_.text(name->name))) {
        values.push_back(std::move(one));
      }
    }
    for (const Value& one : values) {
      const bool known = one.source.expr != nullptr;
      const int code = known ? status_code_of(*one.source.file, *one.source.expr) : 0;
      if (code >= 100 && code < 600) statuses_.push_back(code);
    }
  }

  const FileModel& file_;
  const FunctionDef& test_;
  std::vector<int> statuses_;
};

// Whether the test is about being refused, by its name or that of what it calls:
// `unauthorized_assertions(response)`.
bool is_about_refusal(const FileModel& file, const FunctionDef* test) {
  if (test == nullptr) return false;
  const auto says_so = [](std::string_view name) {
    for (const std::string_view word :
         {"unauthor", "Unauthor", "unauthent", "forbidden", "401", "403", "not_logged"}) {
      if (name.find(word) != name.npos) return true;
    }
    return false;
  };
  if (says_so(file.text(test->name))) return true;
  for (const Node* node : file.tree().subtree(*test)) {
    const auto* call = node->as<Call>();
    if (call != nullptr && says_so(file.text(*call->func))) return true;
  }
  return false;
}

// Whether the function loops over the routes of an application, or over its OpenAPI document.
bool loops_over_routes(const FileModel& file, const FunctionDef* test) {
  if (test == nullptr) return false;
  for (const Node* node : file.tree().subtree(*test)) {
    const bool wanted = node->is(Kind::Attribute) || node->is(Kind::Name);
    if (!wanted) continue;
    const std::string_view text = file.text(*node);
    if (text.ends_with(".routes") || text.ends_with("iter_route_contexts") ||
        text.ends_with(".openapi") || text.find("schemathesis") != text.npos) {
      return true;
    }
  }
  return false;
}

// What a file of tests serves itself: `@app.get("/fails")`, be it in a fixture.
struct ServedByTest {
  std::string method, path;
};
std::vector<ServedByTest> served_by(const FileModel& file) {
  constexpr std::size_t kMost = 200;
  std::vector<ServedByTest> served;
  for (const FunctionDef* function : file.tree().nodes_of<FunctionDef>()) {
    for (const Expr* decorator : function->decorator_list) {
      const auto* call = decorator->as<Call>();
      const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
      if (method == nullptr || call->args.empty() || served.size() == kMost) continue;
      const std::string_view name = file.text(method->attr);
      if (!is_one_of(name, kMethods)) continue;
      served.push_back({upper_case(name), pattern_of(file, *call->args[0])});
    }
  }
  return served;
}

class RequestFinder {
 public:
  RequestFinder(const FileModel& file, std::vector<TestRequest>& found)
      : file_(file), found_(found), served_(served_by(file)) {}

  void run() {
    for (const auto* call : file_.tree().nodes_of<Call>()) add(*call);
  }

 private:
  void add(const Call& call) {
    if (call.args.empty()) return;
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method == nullptr ? std::string_view{} : file_.text(method->attr);
    const bool of_client = is_one_of(name, kMethods) && (name != "stream" || call.args.size() > 1);
    const bool by_helper = !of_client && is_helper(call);
    if (!of_client && !by_helper) return;
    const FunctionDef* test = file_.enclosing_function(call);
    const bool generic = by_helper || (takes_method(name) && call.args.size() > 1);
    const std::vector<std::string> urls = texts_of(file_, *call.args[generic ? 1 : 0], test);
    std::vector<std::string> methods{name == "websocket_connect" ? "WEBSOCKET" : std::string(name)};
    if (generic) methods = texts_of(file_, *call.args[0], test);
    for (std::size_t i = 0; i < urls.size(); ++i) {
      add(call, test, path_of(urls[i]), upper_case(methods[methods.size() == urls.size() ? i : 0]));
    }
  }

  // self.call("GET", "/metrics"): a function of the tests that sends what it is given.
  bool is_helper(const Call& call) {
    if (call.args.size() < 2) return false;
    const std::string method = lower_case(semantic::string_of(call.args[0]));
    if (!is_one_of(method, kMethods) || takes_method(method)) return false;
    if (!pattern_of(file_, *call.args[1]).starts_with('/')) return false;
    const Definition callee = file_.definition_of(*call.func);
    const auto* function = as<FunctionDef>(callee.node);
    if (function == nullptr || callee.file->file().role != project::Role::Test) return false;
    const auto [at, added] = helpers_.try_emplace(function);
    if (added) at->second = sends(*callee.file, *function);
    return at->second;
  }

  static bool sends(const FileModel& file, const FunctionDef& helper) {
    const auto calls = file.tree().nodes_of<Call>(helper);
    return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
      const auto* method = call->func->as<Attribute>();
      if (method == nullptr || !is_one_of(file.text(method->attr), kMethods)) return false;
      return takes_method(file.text(method->attr)) ||
             contains_any(lower_case(file.text(*method->value)),
                          {"client", "session", "requests", "http"});
    });
  }

  struct Test {
    bool loops_over_routes = false;
    std::vector<int> expected;  // statuses
  };

  // What is known of the function; a test of very many requests is read once.
  const Test& about(const FunctionDef* function) {
    const auto [at, added] = tests_.try_emplace(function);
    if (added) {
      at->second.loops_over_routes = loops_over_routes(file_, function);
      at->second.expected = expected_statuses(file_, function);
      constexpr int kUnauthorized = 401;
      if (is_about_refusal(file_, function)) at->second.expected.push_back(kUnauthorized);
    }
    return at->second;
  }

  void add(const Call& call, const FunctionDef* test, std::string path, std::string method) {
    TestRequest request;
    const Test& known = about(test);
    if (path.find('/') == path.npos) {
      if (!known.loops_over_routes) return;  // dict.get("key")
      request.goes_everywhere = true;
    }
    request.method = std::move(method);
    request.path = std::move(path);
    request.call = {&file_, &call};
    request.test = test;
    if (goes_to_test(request)) return;
    request.expected = known.expected;
    found_.push_back(std::move(request));
  }

  // Whether an application that the tests make answers it, not the one that is tested.
  bool goes_to_test(const TestRequest& request) const {
    return std::any_of(served_.begin(), served_.end(), [&](const ServedByTest& one) {
      return goes_to(request, false, std::array{one.method}, one.path);
    });
  }

  const FileModel& file_;
  std::vector<TestRequest>& found_;
  const std::vector<ServedByTest> served_;
  std::map<const FunctionDef*, Test> tests_;
  std::map<const FunctionDef*, bool> helpers_;  // whether they send requests
};

bool may_be(std::string_view requested, std::string_view routed) {
  return requested.find('*') != requested.npos || routed.starts_with('{') || requested == routed;
}

}  // namespace

std::vector<int> expected_statuses(const FileModel& file, const FunctionDef* test) {
  return test == nullptr ? std::vector<int>{} : ExpectedStatuses(file, *test).run();
}

// What the module gives a name, as it is written; the expression itself if it is no such name.
const Expr* written_value(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return &expr;
  for (const Stmt* statement : file.tree().root().body) {
    const auto* given = statement->as<Assign>();
    const auto* target = given != nullptr ? given->targets.front()->as<Name>() : nullptr;
    if (target != nullptr && target->name == name->name) return given->value;
  }
  return &expr;
}

// "/*/users" of `f"http://test/{PREFIX}/users"`, "/api/v1" of "http://test/api/v1/": what the
// address has behind its host; empty if that is nothing.
std::string path_of_address(const FileModel& file, const Expr& address) {
  const Expr& written = *written_value(file, address);
  const std::optional<std::string> known = file.constant_string(written);
  std::string_view text = known ? std::string_view(*known) : file.text(written);
  const std::size_t scheme = text.find("://");
  if (scheme == text.npos) return {};
  text.remove_prefix(scheme + 3);
  text.remove_prefix(std::min(text.find('/'), text.size()));
  while (text.ends_with('/') || text.ends_with('"') || text.ends_with('\'')) text.remove_suffix(1);
  std::string path;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      path += '*';
      i = std::min(text.find('}', i), text.size());
    } else {
      path += text[i];
    }
  }
  return path;
}

// The path that a client of the file puts before all that it asks for:
// `AsyncClient(base_url=f"http://test/{PREFIX}/users")`.
std::string base_path_in(const FileModel& file) {
  for (const auto* call : file.tree().nodes_of<Call>()) {
    const Expr* base = semantic::argument(file, *call, -1, "base_url");
    std::string path = base != nullptr ? path_of_address(file, *base) : std::string();
    if (!path.empty()) return path;
  }
  return {};
}

std::vector<TestRequest> test_requests(const semantic::Model& model) {
  std::vector<TestRequest> found;
  std::string common;  // of the clients that a conftest.py makes
  std::vector<std::size_t> without;
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Test) continue;
    const std::size_t first = found.size();
    RequestFinder(file, found).run();
    const std::string base = base_path_in(file);
    for (std::size_t i = first; i < found.size(); ++i) {
      if (!found[i].path.starts_with('/')) continue;
      base.empty() ? without.push_back(i) : void(found[i].path.insert(0, base));
    }
    if (file.file().path.ends_with("conftest.py") && common.empty()) common = base;
  }
  for (const std::size_t i : without) found[i].path.insert(0, common);
  add_refusals(model, found);
  return found;
}

bool hits(const TestRequest& request, const Route& route) {
  return goes_to(request, route.kind == Route::Kind::WebSocket, route.methods, route.path);
}

bool goes_to(const TestRequest& request, bool is_websocket, std::span<const std::string> methods,
             std::string_view path) {
  if (request.goes_everywhere) return false;
  const bool same_method =
      is_websocket ? request.method == "WEBSOCKET"
                   : std::find(methods.begin(), methods.end(), request.method) != methods.end();
  if (!same_method || (request.path.find('*') == std::string::npos &&
                       count_segments(request.path) != count_segments(path))) {
    return false;
  }
  std::vector<std::string_view> requested = segments_of(request.path);
  const std::vector<std::string_view> routed = segments_of(path);
  if (requested.size() == routed.size() + 1 && requested.front() == "*") {
    requested.erase(requested.begin());  // f"{base}/items" where the base has no path
  }
  if (requested.size() != routed.size()) {
    // f"{base}/items": the first part may stand for several segments.
    const bool open = !requested.empty() && requested.front() == "*" && requested.size() > 1 &&
                      routed.size() > requested.size();
    if (!open) return false;
    requested.insert(requested.begin(), routed.size() - requested.size(), "*");
  }
  bool literal = false;
  for (std::size_t i = 0; i < routed.size(); ++i) {
    if (!may_be(requested[i], routed[i])) return false;
    literal = literal || requested[i] == routed[i];
  }
  return literal || routed.empty();
}

}  // namespace fastidious::app
