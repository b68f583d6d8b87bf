#include "knowledge/plain_libraries.h"

#include "text/one_of.h"

namespace fastidious::knowledge {

namespace {

// By the first part of their names.
constexpr std::string_view kModules[] = {
    "math",         "statistics",  "decimal",   "fractions",   "json",     "orjson",
    "re",           "datetime",    "time",      "calendar",    "zoneinfo", "dateutil",
    "pytz",         "random",      "secrets",   "uuid",        "base64",   "binascii",
    "hashlib",      "hmac",        "html",      "string",      "textwrap", "unicodedata",
    "collections",  "itertools",   "functools", "operator",    "copy",     "enum",
    "typing",       "dataclasses", "asyncio",   "contextlib",  "io",       "struct",
    "zlib",         "gzip",        "packaging", "pydantic",    "bech32",   "bolt11",
    "qrcode",       "pyqrcode",    "segno",     "jsonpath_ng", "jmespath", "babel",
    "phonenumbers", "markdown",    "bleach",    "slugify",     "logging",  "loguru",
    "structlog",    "warnings"};

constexpr std::string_view kReading[] = {"httpx.get",
                                         "httpx.AsyncClient",
                                         "httpx.AsyncClient.get",
                                         "httpx.Client",
                                         "httpx.Client.get",
                                         "requests.get",
                                         "requests.Session",
                                         "requests.Session.get",
                                         "aiohttp.ClientSession",
                                         "aiohttp.ClientSession.get"};

// Of libraries that do other things, too.
constexpr std::string_view kFunctions[] = {"lnurl.url_decode", "lnurl.decode", "lnurl.encode"};

// What such a call gives.
constexpr std::string_view kAnswers[] = {"httpx.Response.", "requests.Response.",
                                         "aiohttp.ClientResponse."};

}  // namespace

bool is_plain_library(std::string_view target) {
  for (const std::string_view answer : kAnswers) {
    if (target.starts_with(answer)) return true;
  }
  return is_one_of(target, kFunctions) || is_one_of(target.substr(0, target.find('.')), kModules) ||
         target.starts_with("urllib.parse.");
}

bool reads_other_sites(std::string_view target) { return is_one_of(target, kReading); }

}  // namespace fastidious::knowledge
