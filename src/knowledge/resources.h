#pragma once
// Calls that give something which must be closed.

#include <string_view>

namespace fastidious::knowledge {

struct Resource {
  std::string_view target;    // the qualified name of the call
  std::string_view releases;  // the method that lets it go
  std::string_view what;      // in words
};

inline constexpr Resource kResources[] = {
    {"builtins.open", "close", "file"},
    {"io.open", "close", "file"},
    {"os.fdopen", "close", "file"},
    {"codecs.open", "close", "file"},
    {"gzip.open", "close", "file"},
    {"bz2.open", "close", "file"},
    {"lzma.open", "close", "file"},
    {"pathlib.Path.open", "close", "file"},
    {"tarfile.open", "close", "archive"},
    {"zipfile.ZipFile", "close", "archive"},
    {"tempfile.NamedTemporaryFile", "close", "file"},
    {"tempfile.TemporaryFile", "close", "file"},
    {"tempfile.SpooledTemporaryFile", "close", "file"},
    {"shelve.open", "close", "shelf"},
    {"socket.socket", "close", "socket"},
    {"socket.create_connection", "close", "socket"},
    {"urllib.request.urlopen", "close", "response"},
    {"smtplib.SMTP", "quit", "connection"},
    {"smtplib.SMTP_SSL", "quit", "connection"},
    {"ftplib.FTP", "quit", "connection"},
    {"sqlite3.connect", "close", "connection"},
    {"psycopg2.connect", "close", "connection"},
    {"psycopg.connect", "close", "connection"},
    {"asyncpg.connect", "close", "connection"},
    {"psycopg2.extensions.connection.cursor", "close", "cursor"},
    {"psycopg.Connection.cursor", "close", "cursor"},
    {"requests.Session", "close", "session"},
    {"requests.session", "close", "session"},
    {"httpx.Client", "close", "client"},
    {"httpx.AsyncClient", "aclose", "client"},
    {"aiohttp.ClientSession", "close", "session"},
    {"sqlalchemy.orm.Session", "close", "session"},
    {"sqlmodel.Session", "close", "session"},
    {"sqlalchemy.ext.asyncio.AsyncSession", "close", "session"},
    {"concurrent.futures.ThreadPoolExecutor", "shutdown", "pool"},
    {"concurrent.futures.ProcessPoolExecutor", "shutdown", "pool"},
    {"multiprocessing.Pool", "close", "pool"},
};

// The entry for a call of `target`; null if nothing must be closed.
constexpr const Resource* resource(std::string_view target) {
  for (const Resource& entry : kResources) {
    if (entry.target == target) {
      return &entry;
    }
  }
  return nullptr;
}

}  // namespace fastidious::knowledge
