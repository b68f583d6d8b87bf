#include "rules/debug_level.h"

#include "project/path_and_line.h"
#include "text/words.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

bool names_level(std::string_view text) {
  const std::string lower = lower_case(text);
  return lower.find("log") != lower.npos && lower.find("level") != lower.npos;
}

// `log_level: str = "DEBUG"`, `log_level: str = Field("DEBUG")` of a settings class.
bool is_default_of_field(const FileModel& file, const Node& text) {
  const ClassDef* cls = file.enclosing_class(text);
  const auto* field = file.enclosing_statement(text).as<AnnAssign>();
  return cls != nullptr && field != nullptr && file.is_settings(*cls) &&
         names_level(file.text(*field->target));
}

// `os.getenv("LOG_LEVEL", "DEBUG")`, `logging.basicConfig(level="DEBUG")`
bool is_given_to_call(const FileModel& file, const Node& text) {
  const Node* around = file.parent(text);
  if (around != nullptr && around->is(Kind::Keyword)) around = file.parent(*around);
  const auto* call = as<Call>(around);
  if (call == nullptr) return false;
  const std::string_view target = file.resolve(*call->func);
  if (target == "logging.basicConfig") return true;
  const bool reads = target == "os.getenv" || target == "os.environ.get";
  return reads && call->args.size() > 1 && call->args[1] == &text &&
         names_level(file.text(*call->args[0]));
}

}  // namespace

std::string debug_by_default(const semantic::Model& model) {
  constexpr std::size_t kMost = 50;
  std::size_t seen = 0;
  for (const semantic::Mention& mention : model.mentions().texts_like("DEBUG")) {
    if (++seen > kMost) break;
    const FileModel& file = model.file(mention.file);
    const auto* text = model.node(mention).as<Constant>();
    if (text == nullptr || text->value != "DEBUG") continue;
    if (file.file().role != project::Role::Application) continue;
    if (!is_default_of_field(file, *text) && !is_given_to_call(file, *text)) continue;
    return path_and_line(file.file(), text->begin);
  }
  return {};
}

}  // namespace fastidious::rules
