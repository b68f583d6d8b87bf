#include "rules/loguru_sinks.h"

#include <algorithm>

#include "semantic/function_values.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;
using syntax::ClassDef;
using syntax::Expr;
using syntax::FunctionDef;

constexpr std::size_t kMostSinks = 10;

std::span<const CallSite> sinks_of(const FileModel& file) {
  const auto sites = file.project().calls_of("loguru.Logger.add");
  return sites.first(std::min(sites.size(), kMostSinks));
}

bool leaves_traceback_out(const CallSite& sink) {
  const Expr* format = semantic::argument(*sink.file, *sink.call, -1, "format");
  if (format == nullptr) return false;
  const semantic::Definition made = semantic::function_value(*sink.file, *format);
  const auto* function = syntax::as<FunctionDef>(made.node);
  if (function == nullptr) return false;
  const ClassDef* around = made.file->enclosing_class(*function);
  const syntax::Node& whole =
      around != nullptr ? static_cast<const syntax::Node&>(*around) : *function;
  return made.file->text(whole).find("exception") == std::string_view::npos;
}

// A value that is only known when the program runs may be what somebody has thought of.
bool shows_values(const CallSite& sink) {
  const Expr* diagnose = semantic::argument(*sink.file, *sink.call, -1, "diagnose");
  if (diagnose == nullptr) return true;
  const auto value = sink.file->constant(*diagnose);
  return value && value->type == semantic::ConstantValue::Type::Bool && value->integer != 0;
}

bool is_application(const CallSite& sink) {
  return sink.file->file().role == project::Role::Application;
}

}  // namespace

std::optional<CallSite> loguru_sink_without_traceback(const FileModel& file) {
  const auto sinks = sinks_of(file);
  const bool all_do = std::all_of(sinks.begin(), sinks.end(), leaves_traceback_out);
  const bool is_asked = file.file().role == project::Role::Application;
  return is_asked && all_do && !sinks.empty() ? std::optional(sinks.back()) : std::nullopt;
}

std::string before_loguru_tracebacks(const FileModel& file) {
  const auto sinks = sinks_of(file);
  const auto showing = std::find_if(sinks.begin(), sinks.end(), [](const CallSite& sink) {
    return is_application(sink) && shows_values(sink);
  });
  if (showing != sinks.end()) {
    return ", once each `add` of a sink (in `" + showing->file->file().path +
           "`) has `diagnose=False`: else the traceback shows what variables hold";
  }
  const bool has_own = std::any_of(sinks.begin(), sinks.end(), is_application) ||
                       !file.project().calls_of("loguru.Logger.configure").empty();
  if (has_own) return "";
  return ", once `LOGURU_DIAGNOSE=NO` is set in the environment: else the traceback shows what "
         "variables hold";
}

}  // namespace fastidious::rules
