#pragma once
// The calls that write to files: open(path, "w"), Path.write_text(), logging.FileHandler().

#include <cstdint>
#include <span>
#include <string_view>

#include "semantic/model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

enum class FileContent : std::uint8_t { File, Database, Log, Cache };

// Which argument names the file (-1: the object itself; -2: by keyword only), and which says that
// it is opened for writing (none: the call always writes).
struct FileWriter {
  std::string_view target;
  int path;
  std::string_view keyword;
  int mode = -1;
  FileContent content = FileContent::File;
};
std::span<const FileWriter> file_writers();

// What names the file; null if the call names none, or is not known to write.
const syntax::Expr* path_written(const semantic::FileModel& file, const syntax::Call& call,
                                 const FileWriter& writer);

}  // namespace fastidious::rules
