#include "app/settings/environment_reads.h"

#include <algorithm>
#include <utility>

#include "app/settings/read_purpose.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_environ(const FileModel& file, const Expr* expr) {
  return file.resolve(expr) == "os.environ" || file.type_of(expr) == "os._Environ";
}

// Functions whose first argument is the name of a variable.
constexpr std::string_view kReaders[] = {"os.getenv",       "os.environ.get", "os._Environ.get",
                                         "os.environ.pop",  "os.getenvb",     "decouple.config",
                                         "os._Environ.pop", "environ.get",    "dotenv.get_key"};

bool reads_by_name(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (std::find(std::begin(kReaders), std::end(kReaders), target) != std::end(kReaders))
    return true;
  const auto* method = call.func->as<Attribute>();
  const std::string_view name = method != nullptr ? file.text(method->attr) : "";
  if ((name == "get" || name == "pop") && is_environ(file, method->value)) return true;
  return is_settings_library_call(file, call);
}

std::string known_text(const FileModel& file, const Expr* expr) {
  const Value value = evaluate(file, expr);
  return value.is(Value::Kind::Str) ? value.text : std::string();
}

std::optional<EnvironmentRead> read_by_call(const FileModel& file, const Call& call) {
  EnvironmentRead read;
  read.at = {&file, &call};
  if (file.resolve(*call.func) == "dotenv.dotenv_values") {
    read.is_whole = true;
    return read;
  }
  if (!reads_by_name(file, call)) return std::nullopt;
  const std::size_t index = file.resolve(*call.func) == "dotenv.get_key" ? 1 : 0;
  if (call.args.size() <= index) return std::nullopt;
  read.name = known_text(file, call.args[index]);
  const Expr* otherwise = semantic::argument(file, call, 1, "default");
  if (index == 0 && otherwise != nullptr) read.default_value = {&file, otherwise};
  const std::string_view target = file.resolve(*call.func);
  read.is_required = otherwise == nullptr && target.find("get") == target.npos;
  return read;
}

// Whether the subscript is read, not written or deleted.
bool is_loaded(const FileModel& file, const Subscript& subscript) {
  const Node* parent = file.parent(subscript);
  if (const auto* assign = as<Assign>(parent)) return assign->value == &subscript;
  if (const auto* augmented = as<AugAssign>(parent)) return augmented->value == &subscript;
  return parent != nullptr && !parent->is(Kind::Delete);
}

// Whether anything can have a type of theirs: it would be among the names.
bool uses_settings_library(const semantic::Model& model) {
  return model.names().find("starlette.config.Config") || model.names().find("environs.Env");
}

std::vector<semantic::CallSite> all_calls(const semantic::Model& model) {
  std::vector<semantic::CallSite> calls;
  for (const FileModel& file : model.files()) {
    for (const auto* call : file.tree().nodes_of<Call>()) calls.push_back({&file, call});
  }
  return calls;
}

// Calls that may read a variable without such a library: of what is known to, and of `get` and
// `pop` of whatever it is.
std::vector<semantic::CallSite> calls_that_may_read(const semantic::Model& model) {
  std::vector<std::string_view> readers(std::begin(kReaders), std::end(kReaders));
  readers.push_back("dotenv.dotenv_values");
  std::vector<semantic::CallSite> calls = model.calls_of_any(readers);
  for (const std::string_view name : {"get", "pop"}) {
    for (const semantic::Mention& mention : model.mentions().of(model.names().find(name))) {
      const FileModel& file = model.file(mention.file);
      const auto* method = model.node(mention).as<Attribute>();
      const auto* call = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
      const bool may_read =
          call != nullptr && call->func == method && is_environ(file, method->value);
      if (may_read) calls.push_back({&file, call});
    }
  }
  return calls;
}

void add(const FileModel& file, const Expr& expr, std::vector<EnvironmentRead>& reads) {
  if (auto read = environment_read(file, expr)) reads.push_back(std::move(*read));
}

}  // namespace

std::optional<EnvironmentRead> environment_read(const FileModel& file, const Expr& expr) {
  if (const auto* call = expr.as<Call>()) return read_by_call(file, *call);
  const auto* subscript = expr.as<Subscript>();
  if (subscript == nullptr || !is_environ(file, subscript->value) || !is_loaded(file, *subscript)) {
    return std::nullopt;
  }
  EnvironmentRead read;
  read.name = known_text(file, subscript->slice);
  read.at = {&file, subscript};
  read.is_required = true;
  return read;
}

std::vector<EnvironmentRead> environment_reads(const semantic::Model& model) {
  std::vector<EnvironmentRead> reads;
  const auto calls = uses_settings_library(model) ? all_calls(model) : calls_that_may_read(model);
  for (const auto& [file, call] : calls) add(*file, *call, reads);
  const Identifier environ = model.names().find("os.environ");
  const Identifier type = model.names().find("os._Environ");
  for (const FileModel& file : model.files()) {
    for (const auto* one : file.tree().nodes_of<Subscript>()) {
      const semantic::Fact object = file.fact(*one->value);
      const bool may_read = (environ && object.target == environ) || (type && object.type == type);
      if (may_read) add(file, *one, reads);
    }
  }
  const auto place = [](const EnvironmentRead& one) {
    return std::pair(one.at.file->file().id, one.at.expr->id);
  };
  std::ranges::sort(reads, {}, place);
  const auto again = std::ranges::unique(reads, {}, place);
  reads.erase(again.begin(), again.end());
  return reads;
}

}  // namespace fastidious::app
