#include "knowledge/sql_sinks.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace fastidious::knowledge {
namespace {

constexpr std::string_view kExecuteMethods[] = {"execute",
                                                "executemany",
                                                "executescript",
                                                "exec_driver_sql",
                                                "fetch",
                                                "fetchrow",
                                                "fetchval",
                                                "fetch_all",
                                                "fetch_one",
                                                "fetch_val",
                                                "mogrify",
                                                "copy_expert",
                                                "execute_many",
                                                "read_sql",
                                                "read_sql_query",
                                                "query_raw",
                                                "execute_raw",
                                                "query_first",
                                                "raw",
                                                "cursor",
                                                "prepare",
                                                "run"};

// How statements begin: a word, and one that follows somewhere.
struct Beginning {
  std::string_view first;
  std::string_view later;  // empty: the first says enough
};
constexpr Beginning kBeginnings[] = {
    {"SELECT ", " FROM "},     {"INSERT INTO ", ""},   {"INSERT OR ", " INTO "},
    {"UPDATE ", " SET "},      {"DELETE FROM ", ""},   {"WITH ", " AS ("},
    {"CREATE TABLE ", ""},     {"CREATE INDEX ", ""},  {"CREATE DATABASE ", ""},
    {"CREATE SCHEMA ", ""},    {"CREATE VIEW ", ""},   {"CREATE ROLE ", ""},
    {"CREATE USER ", ""},      {"CREATE UNIQUE ", ""}, {"CREATE OR REPLACE ", ""},
    {"CREATE EXTENSION ", ""}, {"ALTER TABLE ", ""},   {"ALTER ROLE ", ""},
    {"DROP TABLE ", ""},       {"DROP DATABASE ", ""}, {"DROP SCHEMA ", ""},
    {"DROP INDEX ", ""},       {"DROP VIEW ", ""},     {"TRUNCATE ", ""},
    {"MERGE INTO ", ""},       {"REPLACE INTO ", ""},  {"COPY ", " FROM "},
    {"COPY ", " TO "},         {"GRANT ", " TO "},     {"REVOKE ", " FROM "},
    {"EXPLAIN ", ""},          {"SELECT ", "("},       {"SET SEARCH_PATH", ""}};

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Where the literal in quotes or the comment at `at` ends; `at` if there is none.
std::size_t end_of_skipped(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("--")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) {
    const std::size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (rest.starts_with('\'')) {
    const std::size_t end = text.find('\'', at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  return at;
}

// Which lengths the names of a table have, by first letter: a filter that most calls do not pass.
struct LengthFilter {
  std::array<std::uint64_t, 128> lengths{};
  template <class Table, class NameOf>
  constexpr LengthFilter(const Table& table, NameOf&& name_of) {
    for (const auto& entry : table) {
      const std::string_view name = name_of(entry);
      lengths[static_cast<unsigned char>(name[0])] |= 1ull << (name.size() % 64);
    }
  }
  constexpr bool admits(std::string_view name) const {
    const auto first = name.empty() ? 128u : static_cast<unsigned char>(name[0]);
    return first < 128u && ((lengths[first] >> (name.size() % 64)) & 1) != 0;
  }
};
constexpr LengthFilter kLengths(kSqlSinks, [](const SqlSink& sink) { return sink.target; });
constexpr LengthFilter kMethodLengths(kExecuteMethods, [](std::string_view name) { return name; });

}  // namespace

const SqlSink* find_sql_sink(std::string_view target) {
  if (!kLengths.admits(target)) return nullptr;
  const auto at = std::find_if(std::begin(kSqlSinks), std::end(kSqlSinks),
                               [&](const SqlSink& sink) { return sink.target == target; });
  return at == std::end(kSqlSinks) ? nullptr : at;
}

bool is_execute_method(std::string_view name) {
  return kMethodLengths.admits(name) &&
         std::find(std::begin(kExecuteMethods), std::end(kExecuteMethods), name) !=
             std::end(kExecuteMethods);
}

std::string normalised_sql(std::string_view text) {
  std::string sql;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_skipped(text, at);
    if (end != at) {
      sql += text[at] == '\'' ? "''" : " ";
      at = end;
    } else if (is_space(text[at])) {
      if (!sql.empty() && sql.back() != ' ') sql += ' ';
      ++at;
    } else {
      sql += upper(text[at++]);
    }
  }
  return sql;
}

bool looks_like_sql(std::string_view text) {
  constexpr std::size_t kLooked = 2000;
  std::string sql = normalised_sql(text.substr(0, kLooked)) + ' ';
  const std::string_view begin =
      std::string_view(sql).substr(std::min(sql.find_first_not_of(" ("), sql.size()));
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings), [&](const Beginning& form) {
    return begin.starts_with(form.first) &&
           (form.later.empty() || begin.find(form.later, form.first.size() - 1) != begin.npos);
  });
}

}  // namespace fastidious::knowledge
