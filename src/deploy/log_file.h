#pragma once
// An ini file that `logging.config.fileConfig` reads: which of its handlers write JSON.

#include <string>
#include <vector>

#include "deploy/manifests.h"

namespace fastidious::deploy {

struct LogFile {
  std::string json_formatter;               // "json" of `[formatter_json]`; empty if there is none
  std::vector<std::string> plain_handlers;  // "console": sections of handlers without that
};

LogFile read_log_file(const TextFile& file);

// The file that the code `text` reads, by its name in it, or the only one; null if it is not clear.
const TextFile* log_file_of(const Manifests& manifests, std::string_view text);

}  // namespace fastidious::deploy
