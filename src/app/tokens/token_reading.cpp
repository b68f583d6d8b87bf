#include "app/tokens/token_reading.h"

#include <algorithm>
#include <unordered_map>

#include "app/dependencies/behaviour.h"
#include "app/routes/route_label.h"
#include "app/tokens/payload_use.h"
#include "app/tokens/signed_token.h"
#include "semantic/jwt_calls.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::CallSite;

namespace {

constexpr std::size_t kMostDecoded = 64;   // calls that decode
constexpr std::size_t kMostFound = 128;    // readings of all of them
constexpr std::size_t kMostCalls = 4;      // from the one that decodes to the guard
constexpr std::size_t kMostReadings = 16;  // of one call that decodes

struct Guard {
  bool is_middleware = false;
  std::vector<const Route*> routes;
};
using Guards = std::unordered_map<const Node*, Guard>;

// The functions that requests pass, with the routes to which they let nobody without credentials.
Guards guards_of(const Application& application) {
  Guards guards;  // looked up only
  Behaviours behaviours;
  for (const Route* route : application.distinct_routes().all()) {
    const Endpoint* endpoint = application.endpoints().of(*route);
    for (const Dependency& needed : route->dependant.dependencies) {
      for_each_dependency(needed, [&](const Dependency& one) {
        const Definition function = running_function(one.callable);
        if (!function) return;
        Guard& guard = guards[function.node];
        const bool refuses = endpoint != nullptr ? endpoint->is_guarded()
                                                 : behaviours.of(one.callable).refuses_strangers;
        if (refuses) guard.routes.push_back(route);
      });
    }
  }
  for (const Surroundings& around : application.surroundings()) {
    for (const Middleware& one : around.middleware) {
      if (const Definition entry = one.entry()) guards[entry.node].is_middleware = true;
    }
  }
  return guards;
}

bool is_name_of_list(std::string_view name) {
  return names_any_of(name, std::initializer_list<std::string_view>{
                                "blacklist", "blacklisted", "denylist", "revoked", "revocation",
                                "blocked", "invalidated"});
}

class Reader {
 public:
  Reader(const Application& application, const Guards& guards)
      : application_(application), guards_(guards) {}

  std::vector<TokenReading> run() {
    std::size_t left = kMostDecoded;
    for (const CallSite& site : application_.code().calls_of_any(semantic::kJwtDecodes)) {
      if (site.file->file().role != project::Role::Application) continue;
      if (left-- == 0 || found_.size() >= kMostFound) break;
      if (semantic::switches_off(*site.file, *site.call, "verify_signature")) continue;
      left_ = kMostReadings;
      PayloadUse use;
      read_options(site, use);
      use.follow(*site.file, *site.call);
      TokenReading reading;
      reading.way.calls.push_back(site);
      step(std::move(reading), std::move(use));
    }
    return std::move(found_);
  }

 private:
  // What the call itself asks of the claims.
  static void read_options(const CallSite& site, PayloadUse& use) {
    const FileModel& file = *site.file;
    use.escapes = semantic::passes_unpacked_mapping(*site.call);
    for (const auto& [name, claim] : {std::pair{"audience", "aud"}, {"issuer", "iss"}}) {
      if (semantic::argument(file, *site.call, -1, name) != nullptr) use.claims[claim] = false;
    }
    const Expr* options = semantic::argument(file, *site.call, 3, "options");
    if (options == nullptr) return;
    const Dict* dict = semantic::dict_of(file, options);
    const Expr* required = dict != nullptr ? semantic::item_of(*dict, "require") : nullptr;
    const Value names = required != nullptr ? evaluate(file, required) : Value{};
    for (const Value& one : names.items) use.claims[one.text] = false;
    use.escapes = use.escapes || dict == nullptr || (required != nullptr && !names.is_sequence());
  }

  void step(TokenReading reading, PayloadUse use) {
    if (left_ == 0) return;
    const std::size_t level = reading.way.calls.size() - 1;
    const Definition function = reading.way.function(level);
    if (!function) return;
    if (level == 0 || use.is_returned || !use.name.empty()) {
      reading.holder = level;
      reading.payload = use.name;
    }
    if (const auto guard = guards_.find(function.node); guard != guards_.end()) {
      record(reading, use, function, guard->second);
    }
    if (reading.way.calls.size() >= kMostCalls) return;
    const auto& node = *function.node->as<FunctionDef>();
    for (const CallSite& site :
         function.file->project().calls_of(function.file->qualified_name(node))) {
      if (site.file->file().role != project::Role::Application || left_ == 0) continue;
      TokenReading longer = reading;
      longer.way.calls.push_back(site);
      PayloadUse further = use;
      further.name.clear();
      further.is_returned = false;
      if (use.is_returned) further.follow(*site.file, *site.call);
      step(std::move(longer), std::move(further));
    }
  }

  void record(TokenReading reading, const PayloadUse& use, const Definition& guard,
              const Guard& guarded) {
    --left_;
    reading.guard = guard;
    reading.is_middleware = guarded.is_middleware;
    reading.routes = guarded.routes;
    reading.closed_model = use.closed_model;
    reading.claims = use.claims;
    reading.is_told = !use.escapes;
    reading.gives_claims = use.is_returned;
    reading.converts_id = use.converts;
    const CallSite& decode = reading.way.calls.front();
    reading.key =
        key_of({{decode.file, semantic::argument(*decode.file, *decode.call, 1, "key")}, 0},
               reading.way, application_.settings());
    look_at_token(reading);
    found_.push_back(std::move(reading));
  }

  // What is done with the token itself, and with the numbers in it, from the decoding to the guard.
  static void look_at_token(TokenReading& reading) {
    const Way& way = reading.way;
    const CallSite& decode = way.calls.front();
    const bool by_jose = decode.file->resolve(*decode.call->func).starts_with("jose");
    Held token{
        {decode.file, semantic::argument(*decode.file, *decode.call, 0, by_jose ? "token" : "jwt")},
        0};
    for (std::size_t level = 0; level < way.calls.size(); ++level) {
      const Definition function = way.function(level);
      if (!function) return;
      reading.converts_id = reading.converts_id || makes_ids(function);
      if (token.value && token.level == level) {
        reading.asks_store = reading.asks_store || is_kept_elsewhere(function, way, token);
        token = argument_on(way, token);
      }
    }
  }

  static bool makes_ids(const Definition& function) {
    const auto calls = function.file->tree().nodes_of<Call>(*function.node);
    return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
      const std::string_view target = function.file->resolve(*one->func);
      return target == "uuid.UUID" || target == "builtins.int";
    });
  }

  static bool is_kept_elsewhere(const Definition& function, const Way& way, const Held& token) {
    const FileModel& file = *function.file;
    const std::string_view written = file.text(*token.value.expr);
    for (const Node* node : file.tree().subtree(*function.node)) {
      const bool may_be = node->is(Kind::Name) || node->is(Kind::Attribute);
      if (!may_be || node->end - node->begin != written.size()) continue;
      if (file.text(*node) != written || node == token.value.expr) continue;
      if (asks_about(file, *node, way.calls[token.level].call)) return true;
    }
    return false;
  }

  // `await redis.get(f"session:{token}")`, `token != stored`
  static bool asks_about(const FileModel& file, const Node& token, const Call* own) {
    const Node* parent = file.parent(token);
    if (parent->is(Kind::FormattedValue)) return true;
    if (const auto* compare = parent->as<Compare>()) {
      return std::none_of(compare->comparators.begin(), compare->comparators.end(),
                          [](const Expr* one) { return one->is(Kind::Constant); });
    }
    if (parent->is(Kind::Keyword)) parent = file.parent(*parent);
    const auto* call = as<Call>(parent);
    if (call == nullptr || call == own || call->func == &token) return false;
    const std::string_view target = file.resolve(*call->func);
    if (target.starts_with("builtins.") || target.starts_with("logging.") ||
        target.starts_with("jwt.") || target.starts_with("jose.")) {
      return false;
    }
    return !is_name_of_list(file.text(*call->func));
  }

  const Application& application_;
  const Guards& guards_;
  std::vector<TokenReading> found_;
  std::size_t left_ = 0;
};

}  // namespace

std::vector<TokenReading> token_readings(const Application& application) {
  const Guards guards = guards_of(application);
  return Reader(application, guards).run();
}

}  // namespace fastidious::app
