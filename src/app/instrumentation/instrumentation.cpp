#include "app/instrumentation/instrumentation.h"

#include <algorithm>

#include "app/application.h"
#include "app/instrumentation/running_files.h"
#include "knowledge/log_calls.h"
#include "semantic/expressions.h"
#include "semantic/function_values.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::Instrument;

namespace {

// Headers that carry an id from one service to the next.
constexpr std::string_view kIdHeaders[] = {
    "x-request-id", "x-correlation-id",      "x-trace-id",     "traceparent",
    "request-id",   "x-cloud-trace-context", "correlation-id", "x-amzn-trace-id"};
constexpr std::string_view kIdKeys[] = {"request_id", "correlation_id", "trace_id", "req_id"};
// Calls whose arguments say what they set up.
constexpr std::string_view kConfiguringCalls[] = {"sentry_sdk.init", "logging.getLogger",
                                                  "uvicorn.run"};
constexpr std::string_view kSecurityHeaders[] = {"x-content-type-options", "x-frame-options",
                                                 "strict-transport-security",
                                                 "content-security-policy"};

bool is_false(const Expr& expr) {
  const auto* constant = expr.as<Constant>();
  return constant != nullptr && constant->type == ConstantKind::False;
}

// json.dumps, orjson.dumps and the like somewhere in the class.
bool writes_json(const FileModel& file, const Node& definition) {
  const auto nodes = file.tree().subtree(definition);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const std::string_view name = method != nullptr ? file.text(method->attr) : "";
    return name == "dumps" || name == "encode_json" || name == "model_dump_json";
  });
}

// What a formatter may make its lines with.
bool has_json_encoder(const FileModel& file) {
  const auto classes = file.tree().nodes_of<ClassDef>();
  return std::any_of(classes.begin(), classes.end(), [&](const ClassDef* one) {
    return file.inherits_from(*one, "json.JSONEncoder");
  });
}

// "pythonjsonlogger.json.JsonFormatter", "dockerflow.logging.JsonLogFormatter"
bool names_json_formatter(std::string_view name) {
  return name.ends_with("Formatter") && contains_any(lower_case(name), {"json"});
}

constexpr std::size_t kMostNodes = 2000;  // of a sink, and of what it calls

bool is_short(const semantic::Definition& function) {
  return as<FunctionDef>(function.node) != nullptr &&
         function.file->tree().subtree(*function.node).size() <= kMostNodes;
}

// Whether what gets loguru's records, a function or a lambda, makes JSON of them, itself or by a
// function that it calls: `lambda message: print(serialize(message.record))`.
bool is_json_sink(const FileModel& file, const Expr& sink) {
  constexpr std::size_t kMostCalls = 50;
  const semantic::Definition made = semantic::function_value(file, sink);
  if (!made || !(made.node->is(Kind::Lambda) || is_short(made))) return false;
  if (writes_json(*made.file, *made.node)) return true;
  std::size_t seen = 0;
  for (const auto* call : made.file->tree().nodes_of<Call>(*made.node)) {
    if (++seen > kMostCalls) return false;
    const semantic::Definition called = made.file->definition_of(*call->func);
    if (called && is_short(called) && writes_json(*called.file, *called.node)) return true;
  }
  return false;
}

// `add(sys.stderr, serialize=True)`, or a sink of the application for all records. What goes to a
// file besides does not say how the platform gets them.
bool adds_json(const FileModel& file, const Call& call) {
  const Expr* sink = semantic::argument(file, call, 0, "sink");
  const Expr* serialize = semantic::argument(file, call, -1, "serialize");
  const Expr* format = semantic::argument(file, call, -1, "format");
  if (sink == nullptr || file.constant_string(*sink)) return false;
  if (serialize != nullptr) return !is_false(*serialize);
  const bool by_patch =
      format != nullptr && file.text(*format).find("serialized") != std::string::npos;
  return by_patch ||
         (semantic::argument(file, call, -1, "filter") == nullptr && is_json_sink(file, *sink));
}

// `configure(handlers=[{"sink": sys.stderr, "serialize": True}])`
bool configures_json(const FileModel& file, const Call& call) {
  for (const auto* pairs : file.tree().nodes_of<Dict>(call)) {
    for (std::size_t i = 0; i < pairs->keys.size(); ++i) {
      const auto* key = as<Constant>(pairs->keys[i]);
      const bool serializes = key != nullptr && key->is_str() && key->value == "serialize";
      if (serializes && !is_false(*pairs->values[i])) return true;
    }
  }
  return false;
}

bool makes_loguru_write_json(const FileModel& file, const Call& call, std::string_view target) {
  if (target == "loguru.Logger.add") return adds_json(file, call);
  return target == "loguru.Logger.configure" && configures_json(file, call);
}

// What a library calls the function that does it: `lfx.log.configure()`, `setup_logging()`.
bool may_set_up_logging(std::string_view target) {
  const std::string_view name = target.substr(target.rfind('.') + 1);
  const bool is_verb =
      name.starts_with("setup") || name.starts_with("configure") || name.starts_with("init");
  return is_verb && target.find("log") != target.npos && !target.starts_with("loguru.");
}

bool sets_up_logging(const FileModel& file, const Call& call, std::string_view target) {
  return may_set_up_logging(target) && !file.definition_of(*call.func);
}

bool makes_json_formatter(std::string_view target) {
  return target.starts_with("pythonjsonlogger.") && target.ends_with("Formatter");
}

// `logger = logging.getLogger("uvicorn.error")`: what is written to it goes where the server's own
// records go.
bool is_server_logger(const FileModel& file, const Call& call, std::string_view target) {
  if (target != "logging.getLogger" || call.args.empty()) return false;
  const Node* around = file.parent(call);
  const auto* name = call.args[0]->as<Constant>();
  return around != nullptr && around->is(Kind::Assign) && name != nullptr && name->is_str() &&
         (name->value.starts_with("uvicorn") || name->value.starts_with("gunicorn") ||
          name->value.starts_with("hypercorn"));
}

// ContentSizeLimitMiddleware, LimitUploadSize, MaxBodySizeMiddleware, …
bool limits_size(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  const bool about_size = last.find("Size") != last.npos || last.find("Body") != last.npos ||
                          last.find("Upload") != last.npos;
  const bool limits = last.find("Limit") != last.npos || last.find("Max") != last.npos ||
                      last.find("Restrict") != last.npos;
  return about_size && limits;
}

std::string_view package_of(std::string_view name) { return name.substr(0, name.find('.')); }

// The names that are known, by their packages: most packages have none.
using KnownNames = std::unordered_map<std::string_view, std::vector<knowledge::InstrumentName>>;

KnownNames known_names() {
  KnownNames by_package;
  for (const knowledge::InstrumentName& one : knowledge::kInstrumentNames) {
    by_package[package_of(one.name)].push_back(one);
  }
  return by_package;
}

std::vector<Instrument> instruments_of(std::string_view name) {
  static const KnownNames kKnown = known_names();
  std::vector<Instrument> all;
  if (const auto known = kKnown.find(package_of(name)); known != kKnown.end()) {
    for (const knowledge::InstrumentName& one : known->second) {
      if (knowledge::matches_name(one.name, name)) all.push_back(one.what);
    }
  }
  if (limits_size(name)) all.push_back(Instrument::BodyLimit);
  return all;
}

// Sentry joins the events that it is sent; with `enable_logs` all records are, each with the id of
// its trace (https://docs.sentry.io/platforms/python/logs/).
bool sends_records(const FileModel& file, const Call& call, std::string_view target) {
  return target == "sentry_sdk.init" &&
         semantic::is_true(file, semantic::argument(file, call, -1, "enable_logs"));
}

// A handler is a part of the log's configuration only: the call that makes all of it is the better
// place.
bool is_part(const Placed& place) {
  const auto* call = as<Call>(place.expr);
  const std::string_view name = call != nullptr ? place.file->resolve(*call->func) : "";
  return name == "logging.getLogger" || name == "logging.StreamHandler" ||
         name == "logging.Logger.addHandler" || name.starts_with("logging.handlers.");
}

// Whether code names the class, or a text does as frameworks are told of one.
bool is_named(const FileModel& file, const ClassDef& cls) {
  const auto names = file.tree().nodes_of<Name>();
  const auto attributes = file.tree().nodes_of<Attribute>();
  const auto texts = file.tree().nodes_of<Constant>();
  const std::string_view name = file.text(cls.name);
  return std::any_of(names.begin(), names.end(),
                     [&](const Name* one) { return one->name == cls.name; }) ||
         std::any_of(attributes.begin(), attributes.end(),
                     [&](const Attribute* one) { return one->attr == cls.name; }) ||
         std::any_of(texts.begin(), texts.end(), [&](const Constant* one) {
           return one->is_str() && one->value.find(name) != std::string_view::npos;
         });
}

// Whether the call stands in middleware that the application is never given: it is imported at
// most.
bool is_in_unused_middleware(const FileModel& file, const Expr& call) {
  const FunctionDef* method = file.enclosing_function(call);
  const ClassDef* cls = method != nullptr ? file.enclosing_class(*method) : nullptr;
  if (cls == nullptr || !cls->decorator_list.empty() ||
      !file.text(cls->name).ends_with("Middleware")) {
    return false;
  }
  const semantic::Model& model = file.project();
  const auto mentions = model.mentions().of(cls->name);
  const bool is_read = std::any_of(mentions.begin(), mentions.end(), [&](const auto& one) {
    return model.node(one).is(Kind::Name) || model.node(one).is(Kind::Attribute);
  });
  return !is_read && std::none_of(model.files().begin(), model.files().end(),
                                  [&](const FileModel& one) { return is_named(one, *cls); });
}

}  // namespace

Instrumentation::Instrumentation(const Application& application) {
  const std::vector<bool> running = running_files(application);
  for (const bool in_application : {true, false}) {  // scripts last
    for (const FileModel& file : application.code().files()) {
      const bool is_application = file.file().role == project::Role::Application;
      if (running[file.file().id.value] && is_application == in_application) look_at(file);
    }
  }
}

void Instrumentation::note(Instrument what, const FileModel& file, const Expr& at) {
  Placed& first = first_[static_cast<std::size_t>(what)];
  if (!first) first = {&file, &at};
}

// Whether a call of what is so named, or the name as an argument, can say anything.
bool Instrumentation::tells(Identifier name, const FileModel& file) {
  if (name.value >= tells_.size()) tells_.resize(name.value + std::size_t{1});
  Tells& known = tells_[name.value];
  if (known == Tells::Unasked) {
    const std::string_view text = file.text(name);
    std::vector<Instrument> instruments = instruments_of(text);
    const bool any = !instruments.empty() || knowledge::log_call(text) != nullptr ||
                     is_one_of(text, kConfiguringCalls) || makes_json_formatter(text) ||
                     may_set_up_logging(text);
    if (any) set_up_by_.emplace(name, std::move(instruments));
    known = any ? Tells::Something : Tells::Nothing;
  }
  return known == Tells::Something;
}

void Instrumentation::note_name(Identifier name, const FileModel& file, const Expr& at) {
  if (!name || !tells(name, file)) return;
  for (const Instrument what : set_up_by_.at(name)) {
    const bool is_better = what == Instrument::LogConfiguration && is_part(find(what)) &&
                           !is_part({&file, &at}) && file.file().role == project::Role::Application;
    if (is_better) first_[static_cast<std::size_t>(what)] = {};
    note(what, file, at);
  }
}

void Instrumentation::look_at(const FileModel& file) {
  for (const auto* call : file.tree().nodes_of<Call>()) look_at_call(file, *call);
  for (const auto* choice : file.tree().nodes_of<IfExp>()) look_at_choice(file, *choice);
  for (const auto* text : file.tree().nodes_of<Constant>()) {
    if (text->is_str()) look_at_text(file, *text);
  }
  for (const auto* cls : file.tree().nodes_of<ClassDef>()) look_at_class(file, *cls);
}

void Instrumentation::look_at_call(const FileModel& file, const Call& call) {
  const Identifier callee = file.fact(*call.func).target;
  const std::string_view target = file.text(callee);
  note_name(callee, file, call);
  for (const Expr* argument : call.args) {  // add_middleware(Class), Middleware(Class), partial(f)
    if (target == "builtins.isinstance" || target == "atexit.register") break;
    if (argument->is(Kind::Name) || argument->is(Kind::Attribute)) {
      note_name(file.fact(*argument).target, file, *argument);
    }
  }
  if (callee && tells(callee, file)) look_at_target(file, call, target);
}

// `log = logger.info if ok else logger.error`, for `log("order shipped")`
void Instrumentation::look_at_choice(const FileModel& file, const IfExp& choice) {
  const knowledge::LogCall* record = knowledge::log_call(file.resolve(*choice.body));
  if (record != nullptr && record->logger == knowledge::LoggerKind::Stdlib) {
    note_record(file, choice);
  }
}

void Instrumentation::note_record(const FileModel& file, const Expr& at) {
  if (is_in_unused_middleware(file, at)) return;
  if (!first_record_) first_record_ = {&file, &at};
  ++record_count_;
}

void Instrumentation::look_at_target(const FileModel& file, const Call& call,
                                     std::string_view target) {
  const knowledge::LogCall* record = knowledge::log_call(target);
  if (record != nullptr && record->logger == knowledge::LoggerKind::Stdlib) note_record(file, call);
  if (makes_loguru_write_json(file, call, target)) {
    note(Instrument::StructuredLogs, file, call);
  }
  if (makes_json_formatter(target)) {
    json_formatters_.push_back({&file, &call});
  }
  if (sends_records(file, call, target)) note(Instrument::CorrelationId, file, call);
  if (is_server_logger(file, call, target)) note(Instrument::LogConfiguration, file, call);
  if (sets_up_logging(file, call, target)) {
    note(Instrument::LogConfiguration, file, call);
    note(Instrument::StructuredLogs, file, call);  // who knows
  }
  const Expr* log_config = semantic::argument(file, call, -1, "log_config");
  const auto* constant = as<Constant>(log_config);
  const bool is_none = constant != nullptr && constant->type == ConstantKind::None;
  if (log_config != nullptr && !is_none && target == "uvicorn.run") {
    note(Instrument::LogConfiguration, file, call);
  }
}

void Instrumentation::look_at_text(const FileModel& file, const Constant& text) {
  constexpr std::size_t kLongest = 120;
  if (text.value.size() < 6 || text.value.size() > kLongest) return;
  if (names_json_formatter(text.value)) {
    note(Instrument::StructuredLogs, file, text);  // of a dictConfig
  }
  if (is_one_of(text.value, kIdKeys)) note(Instrument::CorrelationId, file, text);
  const char first = static_cast<char>(text.value.front() | 0x20);
  if (first != 'x' && first != 't' && first != 'r' && first != 's' && first != 'c' &&
      first != 'o') {
    return;
  }
  const std::string word = lower_case(text.value);
  if (is_one_of(word, kIdHeaders)) note(Instrument::CorrelationId, file, text);
  if (word == "content-length") note(Instrument::BodyLimit, file, text);
  const bool tells_sites_apart = word.find("csrf") != word.npos || word.find("xsrf") != word.npos ||
                                 word == "origin" || word == "sec-fetch-site";
  if (tells_sites_apart) note(Instrument::CsrfDefence, file, text);
  if (is_one_of(word, kSecurityHeaders)) note(Instrument::SecurityHeaders, file, text);
}

void Instrumentation::look_at_class(const FileModel& file, const ClassDef& cls) {
  bool formats = false;
  bool is_structured = !cls.bases.empty() && names_json_formatter(file.text(cls.name));
  for (const Expr* base : cls.bases) {
    const std::string_view name = file.resolve(*base);
    const bool is_formatter = name == "logging.Formatter";
    formats =
        formats || is_formatter || name == "logging.Handler" || name == "logging.StreamHandler";
    is_structured =
        is_structured || names_json_formatter(name) || (is_formatter && has_json_encoder(file));
    if (name == "logging.Filter" || name == "logging.LoggerAdapter") {
      note(Instrument::LogContext, file, *base);
    }
  }
  is_structured = is_structured || (formats && writes_json(file, cls));
  if (is_structured) note(Instrument::StructuredLogs, file, *cls.bases[0]);
}

}  // namespace fastidious::app
