#include "rules/file_writers.h"

#include <array>

#include "semantic/expressions.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr std::array kWriters = {
    FileWriter{"builtins.open", 0, "file", 1},
    FileWriter{"io.open", 0, "file", 1},
    FileWriter{"codecs.open", 0, "filename", 1},
    FileWriter{"gzip.open", 0, "filename", 1},
    FileWriter{"zipfile.ZipFile", 0, "file", 1},
    FileWriter{"tarfile.open", 0, "name", 1},
    FileWriter{"wave.open", 0, "f", 1},
    FileWriter{"aiofiles.open", 0, "file", 1},
    FileWriter{"aiofiles.threadpool.open", 0, "file", 1},
    FileWriter{"anyio.open_file", 0, "file", 1},
    FileWriter{"pathlib.Path.open", -1, "", 0},
    FileWriter{"pathlib.Path.write_text", -1, ""},
    FileWriter{"pathlib.Path.write_bytes", -1, ""},
    FileWriter{"shutil.copy", 1, "dst"},
    FileWriter{"shutil.copy2", 1, "dst"},
    FileWriter{"shutil.copyfile", 1, "dst"},
    FileWriter{"shutil.copytree", 1, "dst"},
    FileWriter{"shutil.move", 1, "dst"},
    FileWriter{"urllib.request.urlretrieve", 1, "filename"},
    FileWriter{"joblib.dump", 1, "filename"},
    FileWriter{"numpy.save", 0, "file"},
    FileWriter{"numpy.savez", 0, "file"},
    FileWriter{"torch.save", 1, "f"},
    FileWriter{"cv2.imwrite", 0, "filename"},
    FileWriter{"soundfile.write", 0, "file"},
    FileWriter{"pandas.DataFrame.to_csv", 0, "path_or_buf"},
    FileWriter{"pandas.DataFrame.to_excel", 0, "excel_writer"},
    FileWriter{"pandas.DataFrame.to_parquet", 0, "path"},
    FileWriter{"PIL.Image.Image.save", 0, "fp"},
    FileWriter{"shelve.open", 0, "filename", -1, FileContent::Database},
    FileWriter{"dbm.open", 0, "file", 1, FileContent::Database},
    FileWriter{"sqlite3.connect", 0, "database", -1, FileContent::Database},
    FileWriter{"aiosqlite.connect", 0, "database", -1, FileContent::Database},
    FileWriter{"tinydb.TinyDB", 0, "path", -1, FileContent::Database},
    FileWriter{"chromadb.PersistentClient", 0, "path", -1, FileContent::Database},
    FileWriter{"sqlalchemy.create_engine", 0, "url", -1, FileContent::Database},
    FileWriter{"sqlalchemy.engine.create_engine", 0, "url", -1, FileContent::Database},
    FileWriter{"sqlmodel.create_engine", 0, "url", -1, FileContent::Database},
    FileWriter{"sqlalchemy.ext.asyncio.create_async_engine", 0, "url", -1, FileContent::Database},
    FileWriter{"databases.Database", 0, "url", -1, FileContent::Database},
    FileWriter{"diskcache.Cache", 0, "directory", -1, FileContent::Cache},
    FileWriter{"logging.FileHandler", 0, "filename", -1, FileContent::Log},
    FileWriter{"logging.handlers.WatchedFileHandler", 0, "filename", -1, FileContent::Log},
    FileWriter{"logging.handlers.RotatingFileHandler", 0, "filename", -1, FileContent::Log},
    FileWriter{"logging.handlers.TimedRotatingFileHandler", 0, "filename", -1, FileContent::Log},
    FileWriter{"logging.basicConfig", -2, "filename", -1, FileContent::Log},
};

// Whether the mode is known to write.
bool writes(const FileModel& file, const Call& call, const FileWriter& writer) {
  if (writer.mode < 0) return true;
  const Expr* mode = semantic::argument(file, call, writer.mode, "mode");
  const auto text = mode != nullptr ? file.constant_string(*mode) : std::nullopt;
  return text && text->find_first_of("wax+") != text->npos;
}

}  // namespace

std::span<const FileWriter> file_writers() { return kWriters; }

const Expr* path_written(const FileModel& file, const Call& call, const FileWriter& writer) {
  if (!writes(file, call, writer)) return nullptr;
  if (writer.path != -1) return semantic::argument(file, call, writer.path, writer.keyword);
  const auto* method = call.func->as<Attribute>();
  return method != nullptr ? method->value : nullptr;
}

}  // namespace fastidious::rules
