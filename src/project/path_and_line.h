#pragma once
// How a place is named in texts.

#include <string>

#include "project/text_file.h"

namespace fastidious::project {

// "app/main.py:12", of the line that holds the byte `at`.
inline std::string path_and_line(const TextFile& file, Offset at) {
  return file.path + ":" + std::to_string(file.lines.line_of(at));
}

}  // namespace fastidious::project
