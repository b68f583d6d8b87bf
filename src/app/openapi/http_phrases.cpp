#include "app/openapi/http_phrases.h"

#include <algorithm>
#include <utility>

namespace fastidious::app {
namespace {

// https://www.iana.org/assignments/http-status-codes, as Python's http.client spells them.
constexpr std::pair<std::string_view, std::string_view> kPhrases[] = {
    {"1XX", "Information"},
    {"2XX", "Success"},
    {"3XX", "Redirection"},
    {"4XX", "Client Error"},
    {"5XX", "Server Error"},
    {"default", "Default Response"},
    {"100", "Continue"},
    {"101", "Switching Protocols"},
    {"102", "Processing"},
    {"103", "Early Hints"},
    {"200", "OK"},
    {"201", "Created"},
    {"202", "Accepted"},
    {"203", "Non-Authoritative Information"},
    {"204", "No Content"},
    {"205", "Reset Content"},
    {"206", "Partial Content"},
    {"207", "Multi-Status"},
    {"208", "Already Reported"},
    {"226", "IM Used"},
    {"300", "Multiple Choices"},
    {"301", "Moved Permanently"},
    {"302", "Found"},
    {"303", "See Other"},
    {"304", "Not Modified"},
    {"305", "Use Proxy"},
    {"307", "Temporary Redirect"},
    {"308", "Permanent Redirect"},
    {"400", "Bad Request"},
    {"401", "Unauthorized"},
    {"402", "Payment Required"},
    {"403", "Forbidden"},
    {"404", "Not Found"},
    {"405", "Method Not Allowed"},
    {"406", "Not Acceptable"},
    {"407", "Proxy Authentication Required"},
    {"408", "Request Timeout"},
    {"409", "Conflict"},
    {"410", "Gone"},
    {"411", "Length Required"},
    {"412", "Precondition Failed"},
    {"413", "Content Too Large"},
    {"414", "URI Too Long"},
    {"415", "Unsupported Media Type"},
    {"416", "Range Not Satisfiable"},
    {"417", "Expectation Failed"},
    {"418", "I'm a Teapot"},
    {"421", "Misdirected Request"},
    {"422", "Unprocessable Content"},
    {"423", "Locked"},
    {"424", "Failed Dependency"},
    {"425", "Too Early"},
    {"426", "Upgrade Required"},
    {"428", "Precondition Required"},
    {"429", "Too Many Requests"},
    {"431", "Request Header Fields Too Large"},
    {"451", "Unavailable For Legal Reasons"},
    {"500", "Internal Server Error"},
    {"501", "Not Implemented"},
    {"502", "Bad Gateway"},
    {"503", "Service Unavailable"},
    {"504", "Gateway Timeout"},
    {"505", "HTTP Version Not Supported"},
    {"506", "Variant Also Negotiates"},
    {"507", "Insufficient Storage"},
    {"508", "Loop Detected"},
    {"510", "Not Extended"},
    {"511", "Network Authentication Required"},
};

// The names that differ before Python 3.13.
constexpr std::pair<std::string_view, std::string_view> kFormerPhrases[] = {
    {"413", "Request Entity Too Large"},
    {"414", "Request-URI Too Long"},
    {"416", "Requested Range Not Satisfiable"},
    {"422", "Unprocessable Entity"},
};
constexpr int kRenamed = 13;

}  // namespace

std::string status_phrase(std::string_view code, int minor) {
  const auto* found = std::find_if(std::begin(kFormerPhrases), std::end(kFormerPhrases),
                                   [&](const auto& one) { return one.first == code; });
  const bool former = minor < kRenamed && found != std::end(kFormerPhrases);
  return former ? std::string(found->second) : status_phrase(code);
}

std::string status_phrase(std::string_view code) {
  const auto* found = std::find_if(std::begin(kPhrases), std::end(kPhrases),
                                   [&](const auto& one) { return one.first == code; });
  return std::string(found == std::end(kPhrases) ? "Additional Response" : found->second);
}

}  // namespace fastidious::app
