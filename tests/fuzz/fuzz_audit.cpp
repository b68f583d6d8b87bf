// Bytes to a whole audit. The input is a project: a line `# --- PATH` starts the next file, what
// stands before the first such line is app/main.py. No rule throws, all findings lie inside their
// files, and a second audit, on two threads, finds the same.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "engine/audit.h"
#include "engine/configure.h"
#include "repo/config.h"
#include "require.h"

namespace fastidious {
namespace {

using engine::AuditResult;
using fuzz::require;

constexpr std::string_view kMark = "\n# --- ";
constexpr std::size_t kMaxPath = 100;

MemoryFileSystem read_project(std::string_view input) {
  MemoryFileSystem files;
  std::string path = "app/main.py";
  while (true) {
    const std::size_t mark = input.find(kMark);
    files.add(path, std::string(input.substr(0, mark)));
    if (mark == std::string_view::npos) {
      return files;
    }
    input.remove_prefix(mark + kMark.size());
    const std::size_t end = std::min(input.find('\n'), input.size());
    path = input.substr(0, std::min(end, kMaxPath));
    if (path.empty() || !is_contained_path(path)) {
      path = "app/other.py";
    }
    input.remove_prefix(end);
  }
}

void require_sound(const AuditResult& result) {
  for (const rules::InternalError& error : result.internal_errors) {
    require(false, (std::string(error.rule) + " threw " + error.what).c_str());
  }
  for (const findings::Finding& finding : result.findings) {
    require(!finding.message.empty() && !finding.risk.empty(), "findings are filled in");
    if (finding.file) {
      const std::size_t size = result.file(finding.file).text.size();
      require(finding.span.begin <= finding.span.end && finding.span.end <= size,
              "findings lie inside their files");
    }
  }
}

bool same(const AuditResult& one, const AuditResult& other) {
  const auto key = [](const findings::Finding& finding) {
    return std::tuple(finding.rule, finding.file.value, finding.span.begin, finding.span.end,
                      std::string_view(finding.message), finding.fingerprint);
  };
  return std::equal(one.findings.begin(), one.findings.end(), other.findings.begin(),
                    other.findings.end(),
                    [&](const auto& a, const auto& b) { return key(a) == key(b); });
}

void audit_bytes(std::string_view input) {
  const MemoryFileSystem files = read_project(input);
  const auto config = repo::load_config(files);
  engine::AuditOptions options = engine::configure(config ? *config : repo::Config{});
  options.threads = 1;
  const AuditResult result = engine::audit(options, files);
  require_sound(result);
  options.threads = 2;
  require(same(result, engine::audit(options, files)), "a second audit finds the same");
}

}  // namespace
}  // namespace fastidious

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fastidious::audit_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
