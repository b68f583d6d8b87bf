#include "rules/endpoint_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "app/routes/request_match.h"
#include "base/identifier.h"
#include "syntax/ast.h"
#include "text/in_words.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;

namespace {

constexpr std::size_t kMaxSteps = 25;
constexpr std::array<std::string_view, 2> kClients = {"client", "app"};

// What a test calls to make a request: `client`, `async_client`.
struct Client {
  std::string_view name;
  bool is_awaited = false;
};

// Whether a client of this name goes to the application, as nobody in particular: `requests` and
// `session` want an address, `client_superuser` signs in.
bool is_anybody(std::string_view name) {
  constexpr std::array<std::string_view, 10> kSomebody = {
      "user", "admin", "auth", "logged", "signed", "token", "owner", "member", "session", "super"};
  const bool goes_there = contains_any(name, kClients);
  return goes_there && !contains_any(lower_case(name), kSomebody);
}

// As the tests of the endpoint call it, else those of any; empty where none is told by its name.
Client client_of(const app::Endpoint& endpoint, const std::vector<app::TestRequest>& requests) {
  Client any;
  for (const app::TestRequest& one : requests) {
    const auto* call = as<Call>(one.call.expr);
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || !method->value->is(Kind::Name)) continue;
    const semantic::FileModel& file = *one.call.file;
    const std::string_view name = file.text(*method->value);
    if (!is_anybody(name)) continue;
    const Client client = {name, file.parent(*call)->is(Kind::Await)};
    if (app::hits(one, endpoint)) return client;
    if (any.name.empty()) any = client;
  }
  return any;
}

// 0 for `{id}` and `*`, in place of which anything may stand.
std::uint64_t end_of(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view word = path.substr(path.rfind('/') + 1);
  const bool is_open = word.starts_with('{') || word.find('*') != word.npos;
  return is_open ? 0 : hash_of_name(word);
}

PathEnds ends_of(const app::TestRequest& request) {
  const std::uint64_t end = request.goes_everywhere ? 0 : end_of(request.path);
  return {end, end};
}

PathEnds ends_of(const app::Endpoint& endpoint) {
  const std::uint64_t whole = end_of(endpoint.path);
  return {whole, endpoint.route == nullptr ? whole : end_of(endpoint.route->path)};
}

const semantic::FileModel& file_of(const app::Endpoint& endpoint) {
  return endpoint.handler ? *endpoint.handler.file : *endpoint.guard_at.file;
}

}  // namespace

bool shares_handler(const OpenGroup& group, const app::Endpoint& endpoint) {
  const app::Endpoint& first = *group.endpoints.front();
  return endpoint.handler && first.handler.node == endpoint.handler.node &&
         group.at.expr == place_of(first).expr && endpoint.guard_at.expr == place_of(endpoint).expr;
}

app::Placed place_of(const app::Endpoint& endpoint) {
  if (endpoint.function != nullptr) return endpoint.function->decorator;
  return endpoint.route->registered_at;
}

Span span_of(const app::Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  return function != nullptr ? function->name_span : place_of(endpoint).expr->span();
}

void list_endpoints(Draft& draft, const std::vector<const app::Endpoint*>& endpoints) {
  for (std::size_t i = 0; i < endpoints.size() && i < kMaxSteps; ++i) {
    const app::Endpoint& one = *endpoints[i];
    const semantic::FileModel& file = one.handler ? file_of(one) : *place_of(one).file;
    draft.step(file, span_of(one), "{}", {one.label()});
  }
}

std::vector<const app::Endpoint*> distinct_endpoints(const app::Application& application) {
  std::set<std::pair<const Node*, std::string>> labels;
  std::set<std::tuple<const Node*, const Node*, std::string, bool>> seen;
  std::vector<const app::Endpoint*> endpoints;
  for (const app::Endpoint& one : application.endpoints().all()) {
    const Node* registration = one.handler ? place_of(one).expr : nullptr;
    const std::string method = one.methods.empty() ? "" : one.methods.front();
    const bool is_new =
        registration == nullptr ||
        (labels.emplace(one.handler.node, one.label()).second &&
         seen.emplace(registration, one.handler.node, method, one.is_guarded()).second);
    if (is_new) endpoints.push_back(&one);
  }
  return endpoints;
}

SameEndpoints::SameEndpoints(const app::Application& application)
    : requests_(application.requests_of_tests()),
      all_(application.endpoints().all()),
      others_(all_.size()) {
  for (const app::TestRequest& one : requests_) request_ends_.push_back(ends_of(one));
  for (const app::Endpoint& one : all_) ends_.push_back(ends_of(one));
  using Key = std::tuple<const Expr*, bool, const Node*>;
  std::map<Key, std::vector<const app::Endpoint*>> same;
  const auto key_of = [](const app::Endpoint& one) {
    return Key(place_of(one).expr, one.is_guarded(), one.handler.node);
  };
  for (const app::Endpoint& one : all_) {
    if (one.handler) same[key_of(one)].push_back(&one);
  }
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (!all_[i].handler) continue;
    for (const app::Endpoint* one : same[key_of(all_[i])]) {
      if (one != &all_[i]) others_[i].push_back(one);
    }
  }
}

bool SameEndpoints::hit_by(const app::TestRequest& request, const app::Endpoint& endpoint) const {
  const PathEnds& end = request_ends_[static_cast<std::size_t>(&request - requests_.data())];
  const auto is_hit = [&](const app::Endpoint& one) {
    return ends_[index_of(one)].may_meet(end) && app::hits(request, one);
  };
  const auto& others = others_[index_of(endpoint)];
  return is_hit(endpoint) || std::any_of(others.begin(), others.end(),
                                         [&](const app::Endpoint* one) { return is_hit(*one); });
}

std::string path_of_tests(const app::Endpoint& endpoint,
                          const std::vector<const app::Endpoint*>& all,
                          const std::vector<app::TestRequest>& requests) {
  if (endpoint.route == nullptr || endpoint.route->path == endpoint.path) return endpoint.path;
  std::size_t below = 0, whole = 0;
  for (const app::TestRequest& request : requests) {
    const auto is_there = [&](const app::Endpoint* one) {
      return app::goes_to(request, false, one->methods, one->path);
    };
    const auto is_below = [&](const app::Endpoint* one) {
      return one->app == endpoint.app && one->route != nullptr &&
             app::goes_to(request, false, one->methods, one->route->path);
    };
    if (std::any_of(all.begin(), all.end(), is_there)) {
      ++whole;
    } else if (std::any_of(all.begin(), all.end(), is_below)) {
      ++below;
    }
  }
  return below > whole ? endpoint.route->path : endpoint.path;
}

std::string handler_name(const app::Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  return function != nullptr ? std::string(endpoint.handler.file->text(function->name))
                             : endpoint.path;
}

bool changes_state(const app::Endpoint& endpoint) {
  return std::any_of(endpoint.methods.begin(), endpoint.methods.end(), [](const auto& method) {
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE" ||
           method == "*";
  });
}

const semantic::FileModel* file_of_requests(const std::vector<const app::Endpoint*>& endpoints,
                                            const std::vector<app::TestRequest>& requests) {
  std::vector<PathEnds> ends;
  for (const app::Endpoint* one : endpoints) ends.push_back(ends_of(*one));
  const auto is_hit = [&](const app::TestRequest& request) {
    const PathEnds end = ends_of(request);
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
      if (ends[i].may_meet(end) && app::hits(request, *endpoints[i])) return true;
    }
    return false;
  };
  const semantic::FileModel* best = nullptr;
  std::size_t most = 0;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const semantic::FileModel* file = requests[i].call.file;
    if (i > 0 && requests[i - 1].call.file != file) hits = 0;
    hits += is_hit(requests[i]) ? 1 : 0;
    if (hits <= most) continue;
    most = hits;
    best = file;
  }
  return best;
}

std::string labels_of(const std::vector<const app::Endpoint*>& endpoints) {
  constexpr std::size_t kAllNamed = 12, kNamed = 3;
  const std::size_t named = endpoints.size() <= kAllNamed ? endpoints.size() : kNamed;
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < named; ++i) labels.push_back(endpoints[i]->label());
  if (named == endpoints.size()) return in_code(labels);
  return in_code(labels, ", ") + " and " + std::to_string(endpoints.size() - named) + " more";
}

std::string request_of_tests(const app::Endpoint& endpoint,
                             const std::vector<app::TestRequest>& requests,
                             std::string_view arguments) {
  const Client client = client_of(endpoint, requests);
  if (client.name.empty()) return {};
  const std::string request = std::string(client.name) + ".request(" + std::string(arguments) + ")";
  return client.is_awaited ? "(await " + request + ")" : request;
}

std::string_view last_part(std::string_view qualified) {
  return qualified.substr(qualified.rfind('.') + 1);
}

}  // namespace fastidious::rules
