#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <set>

#include "evidence/formats.h"

namespace fastidious::evidence {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// How much work a query of a database that nobody vouches for may cost, in instructions of its
// machine (a hundred million rows would be a second).
constexpr int kStep = 100'000;
constexpr int kMostSteps = 500;

int count_steps(void* steps) { return ++*static_cast<int*>(steps) > kMostSteps ? 1 : 0; }

// Nothing but reading of tables: no other file, no view's function, no pragma.
int allow_reading(void*, int action, const char*, const char*, const char*, const char*) {
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

Database open(std::string_view bytes) {
  sqlite3* raw = nullptr;
  if (sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
    return nullptr;
  Database database(raw);
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, bytes.data(), bytes.size());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY;
  if (sqlite3_deserialize(raw, "main", copy, size, size, flags) != SQLITE_OK) return nullptr;
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

// Calls row(sqlite3_stmt*) for each row; false if the query fails.
template <class Row>
bool query(sqlite3* database, const char* sql, Row&& row) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &raw, nullptr) != SQLITE_OK) return false;
  const Statement statement(raw);
  int status = sqlite3_step(raw);
  for (; status == SQLITE_ROW; status = sqlite3_step(raw)) row(raw);
  return status == SQLITE_DONE;
}

class CoverageReader {
 public:
  explicit CoverageReader(sqlite3* database) : database_(database) {}

  bool read() {
    const bool named = query(database_, "select id, path from file", [this](sqlite3_stmt* row) {
      const auto* path = reinterpret_cast<const char*>(sqlite3_column_text(row, 1));
      if (path != nullptr) paths_[sqlite3_column_int64(row, 0)] = path;
    });
    const bool lines = query(database_, "select file_id, numbits from line_bits",
                             [this](sqlite3_stmt* row) { add_bits(row); });
    const bool arcs =
        query(database_, "select file_id, fromno, tono from arc", [this](sqlite3_stmt* row) {
          add(sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1));
          add(sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 2));
        });
    return named && (lines || arcs);
  }

  std::vector<FileCoverage> files() const {
    std::vector<FileCoverage> files;
    for (const auto& [id, path] : paths_) {
      FileCoverage coverage;
      coverage.file = path;
      std::replace(coverage.file.begin(), coverage.file.end(), '\\', '/');
      const auto lines = lines_.find(id);
      if (lines != lines_.end()) coverage.run.assign(lines->second.begin(), lines->second.end());
      files.push_back(std::move(coverage));
    }
    return files;
  }

 private:
  // A bit for each line, the lowest of the first byte for line 0.
  void add_bits(sqlite3_stmt* row) {
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(row, 1));
    const int size = bytes == nullptr ? 0 : sqlite3_column_bytes(row, 1);
    for (int i = 0; i < size; ++i) {
      for (int bit = 0; bit < 8; ++bit) {
        if ((bytes[i] >> bit & 1) != 0) add(sqlite3_column_int64(row, 0), i * 8 + bit);
      }
    }
  }

  // Negative ones are where functions begin and end.
  void add(sqlite3_int64 file, sqlite3_int64 line) {
    if (line <= 0 || line > UINT32_MAX || added_ >= kMaxEntries) return;
    added_ += lines_[file].insert(static_cast<std::uint32_t>(line)).second ? 1 : 0;
  }

  sqlite3* database_;
  std::map<sqlite3_int64, std::string> paths_;
  std::map<sqlite3_int64, std::set<std::uint32_t>> lines_;
  std::size_t added_ = 0;
};

}  // namespace

void read_coverage_database(std::string_view source, std::string_view bytes, Evidence& evidence) {
  const Database database = open(bytes);
  int steps = 0;
  if (database != nullptr) {
    sqlite3_set_authorizer(database.get(), allow_reading, nullptr);
    sqlite3_progress_handler(database.get(), kStep, count_steps, &steps);
  }
  CoverageReader reader(database.get());
  if (database == nullptr || !reader.read()) {
    evidence.problems.push_back({std::string(source), "no database of coverage.py 5 or later"});
    return;
  }
  evidence.coverage.push_back({std::string(source), false, reader.files()});
}

}  // namespace fastidious::evidence
