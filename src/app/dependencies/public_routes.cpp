// Endpoints that are usually public, by their path and name.
#include <algorithm>
#include <cctype>

#include "app/dependencies/authentication.h"

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
                                 {"login", "login"},
                                 {"signin", "login"},
                                 {"token", "login"},
                                 {"refresh", "login"},
                                 {"logout", "login"},
                                 {"signup", "registration"},
                                 {"register", "registration"},
                                 {"docs", "documentation"},
                                 {"redoc", "documentation"},
                                 {"favicon", "static file"},
                                 {"static", "static file"},
                                 {"callback", "OAuth callback"}};

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

}  // namespace

std::string_view public_by_inference(const Route& route) {
  const std::string path = literal_part(route.path);
  std::vector<std::string> words = words_of(last_segments(path));
  const auto has = [&words](std::string_view wanted) {
    return std::find(words.begin(), words.end(), wanted) != words.end();
  };
  const bool about_passwords = has("password") || has("passwd");
  for (const std::string_view word : kRecovery) {
    if (about_passwords && has(word)) return "password recovery";
  }
  for (const PublicWord& one : kWords) {
    if (has(one.word)) return one.why;
  }
  return path == "/" && route.methods.size() == 1 && route.methods.front() == "GET" ? "root page"
                                                                                    : "";
}

}  // namespace fastidious::app
