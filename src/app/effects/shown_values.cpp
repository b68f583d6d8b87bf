#include "app/effects/shown_values.h"

#include <algorithm>

#include "app/effects/shown_fields.h"
#include "app/effects/value_finder.h"
#include "knowledge/log_calls.h"
#include "semantic/percent_format.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::LoggerKind;

namespace {

// Keywords of loggers that are no values.
constexpr std::string_view kNoValues[] = {"exc_info", "stack_info", "stacklevel", "stack_level"};

void log_keywords(const FileModel& file, const Call& call, LoggerKind logger, ValueFinder& finder) {
  for (const Keyword* keyword : call.keywords) {
    const std::string_view name = keyword->arg ? file.text(keyword->arg) : std::string_view{};
    if (is_one_of(name, kNoValues)) continue;
    const bool is_value = logger != LoggerKind::Stdlib && name != "extra";
    if (is_value && !name.empty()) {
      finder.look_at_named(name, *keyword->value);
    } else {
      finder.look_at(*keyword->value);
    }
  }
}

// A place for a value, and the text before it.
struct Place {
  semantic::PercentPiece piece;
  std::string_view before;
};

std::vector<Place> places_of(std::string_view pattern) {
  std::vector<Place> places;
  std::string_view before;
  for (const semantic::PercentPiece& piece : semantic::percent_pieces(pattern)) {
    if (piece.conversion != 0) places.push_back({piece, before});
    before = piece.conversion == 0 ? piece.text : std::string_view{};
  }
  return places;
}

// The values of `"… %s …", a, b`: those behind `%d` are numbers.
void log_arguments(const Call& call, std::size_t message, ValueFinder& finder) {
  const auto* pattern = message < call.args.size() ? call.args[message]->as<Constant>() : nullptr;
  std::vector<Place> places;
  if (pattern != nullptr && pattern->is_str()) places = places_of(pattern->value);
  for (std::size_t i = message + 1; i < call.args.size(); ++i) {
    const std::size_t place = i - message - 1;
    if (place >= places.size()) {
      finder.look_at(*call.args[i]);
    } else if (shows_text(places[place].piece)) {
      finder.look_at_after(places[place].before, *call.args[i]);
    }
  }
}

}  // namespace

std::vector<ShownValue> shown_values(const FileModel& file, const Expr& expr) {
  ValueFinder finder(file);
  finder.look_at(expr);
  return finder.take();
}

std::vector<ShownValue> shown_by_call(const FileModel& file, const Call& call) {
  ValueFinder finder(file);
  for (const Expr* value : call.args) finder.look_at(*value);
  log_keywords(file, call, LoggerKind::Structlog, finder);
  return finder.take();
}

std::vector<ShownValue> shown_by_log_call(const FileModel& file, const Call& call) {
  const knowledge::LogCall* logged = knowledge::log_call(file.resolve(call.func));
  if (logged == nullptr) return {};
  ValueFinder finder(file);
  const auto message = static_cast<std::size_t>(logged->message);
  if (message < call.args.size()) finder.look_at(*call.args[message]);
  log_arguments(call, message, finder);
  log_keywords(file, call, logged->logger, finder);
  return finder.take();
}

}  // namespace fastidious::app
