#include "deploy/environment/platform_variables.h"

#include <algorithm>
#include <array>

#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

// Koyeb: https://www.koyeb.com/docs/build-and-deploy/environment-variables; Cloud Run:
// https://cloud.google.com/run/docs/container-contract#env-vars; the rest of shells, CPython,
// runners and libraries that read what their users set for all programs.
constexpr std::array<std::string_view, 74> kNames = {"PORT",
                                                     "HOME",
                                                     "PATH",
                                                     "USER",
                                                     "USERNAME",
                                                     "LOGNAME",
                                                     "HOSTNAME",
                                                     "PWD",
                                                     "TZ",
                                                     "LANG",
                                                     "LC_ALL",
                                                     "TERM",
                                                     "SHELL",
                                                     "EDITOR",
                                                     "VISUAL",
                                                     "COLUMNS",
                                                     "LINES",
                                                     "DISPLAY",
                                                     "TMPDIR",
                                                     "TEMP",
                                                     "TMP",
                                                     "CI",
                                                     "BUILD_NUMBER",
                                                     "VIRTUAL_ENV",
                                                     "CONDA_PREFIX",
                                                     "WEB_CONCURRENCY",
                                                     "GCLOUD_PROJECT",
                                                     "GCP_PROJECT",
                                                     "FUNCTION_TARGET",
                                                     "FUNCTION_NAME",
                                                     "FUNCTION_REGION",
                                                     "FUNCTION_IDENTITY",
                                                     "FUNCTION_MEMORY_MB",
                                                     "FUNCTION_TIMEOUT_SEC",
                                                     "FUNCTION_SIGNATURE_TYPE",
                                                     "FUNCTION_TRIGGER_TYPE",
                                                     "FUNCTIONS_EMULATOR",
                                                     "CLOUD_RUNTIME_CONFIG",
                                                     "EVENTARC_CLOUD_EVENT_SOURCE",
                                                     "ENTRY_POINT",
                                                     "NO_COLOR",
                                                     "FORCE_COLOR",
                                                     "COLORTERM",
                                                     "SSH_CLIENT",
                                                     "SSH_CONNECTION",
                                                     "SSH_TTY",
                                                     "SESSIONNAME",
                                                     "CONEMUANSI",
                                                     "ConEmuANSI",
                                                     "ANSICON",
                                                     "TERM_PROGRAM",
                                                     "SystemDrive",
                                                     "SYSTEMDRIVE",
                                                     "SYSTEMROOT",
                                                     "APPDATA",
                                                     "LOCALAPPDATA",
                                                     "PROGRAMFILES",
                                                     "USERPROFILE",
                                                     "WINDIR",
                                                     "DYNO",
                                                     "HTTP_PROXY",
                                                     "HTTPS_PROXY",
                                                     "NO_PROXY",
                                                     "ALL_PROXY",
                                                     "SSL_CERT_FILE",
                                                     "SSL_CERT_DIR",
                                                     "REQUESTS_CA_BUNDLE",
                                                     "CURL_CA_BUNDLE",
                                                     "TESTING",
                                                     "INVOCATION_ID",
                                                     "COMP_WORDS",
                                                     "COMP_CWORD",
                                                     "COMP_LINE",
                                                     "COMP_POINT"};
constexpr std::array<std::string_view, 38> kPrefixes = {
    "KOYEB_", "K_", "CLOUD_RUN_", "GOOGLE_", "FIREBASE_", "FIRESTORE_", "AWS_", "GITHUB_",
    "GITLAB_", "RENDER_", "RAILWAY_", "HEROKU_", "VERCEL_", "FLY_", "KUBERNETES_", "PYTEST_",
    "XDG_", "OTEL_", "PYTHON", "X_GOOGLE_", "PROMETHEUS_", "GUNICORN_", "UVICORN_", "HF_",
    // Systems that build: Bitbucket, GitLab, Azure DevOps, CircleCI, Travis, Jenkins and others.
    "BITBUCKET_", "CI_", "BUILD_REPOSITORY", "BUILD_SOURCE", "BUILD_BUILD", "BUILD_DEFINITION",
    "BUILD_REQUESTED", "SYSTEM_TEAM", "SYSTEM_PULLREQUEST", "CIRCLE_", "TRAVIS_", "JENKINS_",
    "BUILDKITE_", "TF_BUILD"};

}  // namespace

bool is_platform_variable(std::string_view name) {
  // By which click and its kin are asked for completions: `_ORDERS_COMPLETE`.
  if (name.starts_with('_') && name.ends_with("_COMPLETE")) return true;
  return is_one_of(name, kNames) ||
         std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace fastidious::deploy
