#include "deploy/formats/key_value.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

// Calls visit(line) for each line, without its end; the line is a view of `text`.
template <class Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    at = std::max(visit(text.substr(at, end - at)), end + 1);
  }
}

Span span_of(std::string_view part, std::string_view text) {
  const auto begin = static_cast<Offset>(part.data() - text.data());
  return {begin, begin + static_cast<Offset>(part.size())};
}

bool is_name(std::string_view text) {
  const auto allowed = [](char c) { return (is_word_byte(c) && (c & 0x80) == 0) || c == '.'; };
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool is_process_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (is_word_byte(c) && (c & 0x80) == 0) || c == '-';
  });
}

// Behind the quote that closes the value, or nothing if it does not close.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return text.npos;
}

std::string_view without_export(std::string_view line) {
  constexpr std::string_view kExport = "export ";
  return line.starts_with(kExport) ? trimmed(line.substr(kExport.size())) : line;
}

// Reads the value that begins at `at`; gives where the next line may begin.
std::size_t read_value(std::string_view text, std::string_view rest, EnvEntry& entry) {
  const std::string_view value = trimmed(rest);
  const auto at = static_cast<std::size_t>(value.data() - text.data());
  if (!value.empty() && (value[0] == '"' || value[0] == '\'') && !entry.is_commented) {
    const std::size_t end = end_of_quoted(text, at);
    if (end != text.npos) {
      entry.value = text.substr(at + 1, end - at - 2);
      entry.value_span = {static_cast<Offset>(at), static_cast<Offset>(end)};
      return std::min(text.find('\n', end), text.size());
    }
  }
  std::size_t comment = value.starts_with('#') ? 0 : value.find(" #");
  const std::string_view plain = trimmed(value.substr(0, comment));
  entry.value = plain;
  entry.value_span = plain.empty() ? Span{} : span_of(plain, text);
  return 0;
}

}  // namespace

std::vector<EnvEntry> parse_env_file(std::string_view text) {
  std::vector<EnvEntry> entries;
  for_each_line(text, [&](std::string_view whole) -> std::size_t {
    std::string_view line = trimmed(whole);
    EnvEntry entry;
    entry.is_commented = line.starts_with('#');
    while (line.starts_with('#')) line = trimmed(line.substr(1));
    line = without_export(line);
    const std::size_t equals = line.find('=');
    const std::string_view name = trimmed(line.substr(0, equals));
    if (equals == line.npos || !is_name(name) || entries.size() >= kMaxEnvEntries) return 0;
    entry.name = name;
    entry.name_span = span_of(name, text);
    const std::size_t next = read_value(text, line.substr(equals + 1), entry);
    entries.push_back(std::move(entry));
    return next;
  });
  return entries;
}

const Process* Procfile::find(std::string_view name) const {
  const auto at = std::find_if(processes.begin(), processes.end(),
                               [&](const Process& one) { return one.name == name; });
  return at == processes.end() ? nullptr : &*at;
}

Procfile parse_procfile(std::string_view text) {
  Procfile result;
  for_each_line(text, [&](std::string_view whole) -> std::size_t {
    const std::string_view line = trimmed(whole);
    if (line.empty() || line.starts_with('#')) return 0;
    const std::size_t colon = line.find(':');
    const std::string_view name = trimmed(line.substr(0, colon));
    const std::string_view command =
        colon == line.npos ? std::string_view{} : trimmed(line.substr(colon + 1));
    if (!is_process_name(name) || command.empty()) {
      result.malformed.push_back(span_of(line, text));
    } else if (result.processes.size() < kMaxProcesses) {
      result.processes.push_back(
          {std::string(name), std::string(command), span_of(name, text), span_of(command, text)});
    }
    return 0;
  });
  return result;
}

}  // namespace fastidious::deploy
