// Endpoints that are usually public, by their path and name.
#include <algorithm>
#include <cctype>

#include "app/dependencies/authentication.h"
#include "text/one_of.h"

namespace fastidious::app {
namespace {

struct PublicWord {
  std::string_view word, why;
};

// Whole words of the last two segments of the path, or of the handler's name.
constexpr PublicWord kWords[] = {{"health", "health check"},
                                 {"healthz", "health check"},
                                 {"healthcheck", "health check"},
                                 {"live", "health check"},
                                 {"livez", "health check"},
                                 {"liveness", "health check"},
                                 {"ready", "health check"},
                                 {"readyz", "health check"},
                                 {"readiness", "health check"},
                                 {"ping", "health check"},
                                 {"heartbeat", "health check"},
                                 {"lbheartbeat", "health check"},
                                 {"login", "login"},
                                 {"signin", "login"},
                                 {"token", "login"},
                                 {"refresh", "login"},
                                 {"logout", "login"},
                                 {"signup", "registration"},
                                 {"register", "registration"},
                                 {"authorize", "login"},
                                 {"ldap", "login"},
                                 {"csrf", "login"},
                                 {"jwks", "public key"},
                                 {"docs", "documentation"},
                                 {"redoc", "documentation"},
                                 {"openapi", "documentation"},
                                 {"swagger", "documentation"},
                                 {"favicon", "static file"},
                                 {"static", "static file"},
                                 {"manifest", "static file"},
                                 {"robots", "static file"},
                                 {"sitemap", "static file"},
                                 {"opensearch", "static file"},
                                 {"assets", "static file"},
                                 {"version", "version"},
                                 {"unsubscribe", "link in an e-mail"},
                                 {"callback", "OAuth callback"}};

// Whole words anywhere in the path.
constexpr PublicWord kAnywhere[] = {{"public", "public part, by its path"},
                                    {"oauth", "login"},
                                    {"mfa", "login"},
                                    {"oauth2", "login"},
                                    {"sso", "login"},
                                    {"saml", "login"},
                                    {"serviceproviderconfig", "SCIM's description of itself"},
                                    {"resourcetypes", "SCIM's description of itself"},
                                    {"oidc", "login"}};

// First words of the handler's name.
constexpr PublicWord kNames[] = {
    {"register", "registration"}, {"signup", "registration"},      {"login", "login"},
    {"logout", "login"},          {"healthcheck", "health check"}, {"health", "health check"}};

constexpr std::string_view kRecovery[] = {"recover", "recovery", "reset", "forgot", "forget"};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// Without parameters: "/users/{id}/login" has users and login.
std::string literal_part(std::string_view path) {
  std::string result;
  int depth = 0;
  for (const char c : path) {
    if (c == '{') ++depth;
    if (depth == 0) result += c;
    if (c == '}') --depth;
  }
  return result;
}

std::string_view last_segments(std::string_view path) {
  std::size_t at = path.size();
  for (int i = 0; i < 2 && at != path.npos && at > 0; ++i) at = path.rfind('/', at - 1);
  return at == path.npos ? path : path.substr(at);
}

// GET handlers that give pages or files and are left out of the documentation: a front end.
bool is_probe(const Route& route) {
  using namespace syntax;
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const bool reads = route.methods.size() <= 2 && !route.methods.empty() &&
                     std::all_of(route.methods.begin(), route.methods.end(),
                                 [](const auto& one) { return one == "GET" || one == "HEAD"; });
  if (route.include_in_schema || !reads || function == nullptr) return false;
  const FileModel& file = *route.handler.definition.file;
  for (const auto* call : file.tree().nodes_of<Call>(*function)) {
    const std::string_view target = file.resolve(*call->func);
    if (target.ends_with(".FileResponse") || target.ends_with(".HTMLResponse") ||
        target.ends_with(".TemplateResponse") || target.ends_with(".RedirectResponse")) {
      return true;
    }
  }
  return false;
}

using Words = std::vector<std::string>;

// "/auth/login/github/mobile", "/auth/callback/github/mobile": steps of signing in, however deep.
std::string_view step_of_signing_in(const Words& path) {
  if (!is_one_of("auth", path)) return {};
  for (const PublicWord& one : kWords) {
    const bool step =
        one.why == "login" || one.why == "registration" || one.why == "OAuth callback";
    if (step && is_one_of(one.word, path)) return one.why;
  }
  const auto has_any = [&path](const auto& words) {
    return std::any_of(std::begin(words), std::end(words),
                       [&path](std::string_view one) { return is_one_of(one, path); });
  };
  constexpr std::string_view kConfirming[] = {"verify", "confirm", "verification", "activate"};
  if (has_any(kConfirming) && is_one_of("email", path)) return "confirmation of an address";
  if (has_any(kRecovery) && is_one_of("password", path)) return "password recovery";
  return is_one_of("magic", path) && is_one_of("link", path) ? "login" : "";
}

// What pages show by its address, which browsers ask for without credentials: `<img src="…">`.
bool is_picture(const Words& path) {
  constexpr std::string_view kPictures[] = {"avatar", "avatars", "logo", "logos", "icon", "icons"};
  const bool named = std::any_of(std::begin(kPictures), std::end(kPictures),
                                 [&](std::string_view one) { return is_one_of(one, path); });
  return named || (is_one_of("profile", path) &&
                   (is_one_of("picture", path) || is_one_of("pictures", path) ||
                    is_one_of("image", path) || is_one_of("images", path)));
}

}  // namespace

std::string_view public_by_inference(const Route& route) {
  const std::string path = literal_part(route.path);
  // Of a path that cannot be told the handler's name has to do.
  const Words words =
      words_of(route.path_is_known ? last_segments(path) : std::string_view(route.name));
  const auto has = [&words](std::string_view wanted) { return is_one_of(wanted, words); };
  const bool about_passwords = has("password") || has("passwd") || has("auth");
  for (const std::string_view word : kRecovery) {
    if (about_passwords && has(word)) return "password recovery";
  }
  for (const PublicWord& one : kWords) {
    if (has(one.word)) return one.why;
  }
  if (path.find("/.well-known/") != path.npos) return "well-known address";
  const Words all = words_of(path);
  if (const std::string_view step = step_of_signing_in(all); !step.empty()) return step;
  for (const PublicWord& one : kAnywhere) {
    if (std::find(all.begin(), all.end(), one.word) != all.end()) return one.why;
  }
  const bool reads = route.methods.size() == 1 && route.methods.front() == "GET";
  if (reads && is_picture(all)) return "picture that pages show";
  const Words called = words_of(route.name);
  if (reads && (std::find(all.begin(), all.end(), "marketplace") != all.end() ||
                std::find(called.begin(), called.end(), "marketplace") != called.end())) {
    return "public part, by its name";
  }
  // What a page asks to know how to sign in.
  if (has("auth") && (has("config") || has("status") || has("providers"))) return "login";
  if (has("device") && has("authorization")) return "login";  // RFC 8628, section 3.1
  // "register", "auth:register"
  const std::vector<std::string> name =
      words_of(std::string_view(route.name).substr(route.name.rfind(':') + 1));
  for (const PublicWord& one : kNames) {
    if (!name.empty() && name.front() == one.word) return one.why;
  }
  // `POST /auth/google` (`google_login`)
  if (!name.empty() && name.back() == "login" && is_one_of("auth", all)) return "login";
  if (is_probe(route)) return "page or file, left out of the documentation";
  return path == "/" && route.methods.size() == 1 && route.methods.front() == "GET" ? "root page"
                                                                                    : "";
}

}  // namespace fastidious::app
