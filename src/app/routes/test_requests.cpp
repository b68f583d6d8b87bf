#include "app/routes/test_requests.h"

#include <algorithm>
#include <cctype>

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kMethods[] = {
    "get", "post", "put", "patch", "delete", "options", "head", "request", "websocket_connect"};

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

// The text of a path; what is not known of it is "*".
std::string pattern_of(const FileModel& file, const Expr& expr) {
  const Value value = evaluate(file, &expr);
  if (value.is(Value::Kind::Str)) return value.text;
  if (const auto* joined = expr.as<JoinedStr>()) {
    std::string text;
    for (const Expr* part : joined->values) {
      const auto* hole = part->as<FormattedValue>();
      text += pattern_of(file, hole != nullptr ? *hole->value : *part);
    }
    return text;
  }
  const auto* sum = expr.as<BinOp>();
  if (sum != nullptr && sum->op == Operator::Add) {
    return pattern_of(file, *sum->left) + pattern_of(file, *sum->right);
  }
  return "*";
}

std::string path_of(std::string url) {
  const std::size_t scheme = url.find("://");
  if (scheme != url.npos) {
    const std::size_t slash = url.find('/', scheme + 3);
    url = slash == url.npos ? "/" : url.substr(slash);
  }
  return url.substr(0, url.find_first_of("?#"));
}

void add_requests(const FileModel& file, std::vector<TestRequest>& found) {
  for (const Node* node : file.tree().nodes()) {
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || call->args.empty()) continue;
    const std::string_view name = file.text(method->attr);
    if (std::find(std::begin(kMethods), std::end(kMethods), name) == std::end(kMethods)) continue;
    const bool generic = name == "request" && call->args.size() > 1;
    const Expr& url = *call->args[generic ? 1 : 0];
    const std::string path = path_of(pattern_of(file, url));
    if (path.find('/') == path.npos) continue;  // dict.get("key")
    TestRequest request;
    request.method = name == "websocket_connect" ? "WEBSOCKET" : upper(name);
    if (generic) request.method = upper(pattern_of(file, *call->args[0]));
    request.path = path;
    request.call = {&file, call};
    found.push_back(std::move(request));
  }
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) segments.push_back(path.substr(0, slash));
    path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
  }
  return segments;
}

bool may_be(std::string_view requested, std::string_view routed) {
  return requested.find('*') != requested.npos || routed.starts_with('{') || requested == routed;
}

}  // namespace

std::vector<TestRequest> test_requests(const semantic::Model& model) {
  std::vector<TestRequest> found;
  for (const FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) add_requests(file, found);
  }
  return found;
}

bool hits(const TestRequest& request, const Route& route) {
  const bool same_method = route.kind == Route::Kind::WebSocket
                               ? request.method == "WEBSOCKET"
                               : std::find(route.methods.begin(), route.methods.end(),
                                           request.method) != route.methods.end();
  if (!same_method) return false;
  std::vector<std::string_view> requested = segments_of(request.path);
  const std::vector<std::string_view> routed = segments_of(route.path);
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
