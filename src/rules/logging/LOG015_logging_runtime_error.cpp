#include <algorithm>
#include <string>
#include <vector>

#include "knowledge/log_calls.h"
#include "knowledge/printf_format.h"
#include "rules/rule.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

bool has_starred(const Call& call) {
  for (const Expr* argument : call.args) {
    if (argument->is(Kind::Starred)) {
      return true;
    }
  }
  return false;
}

// Without arguments the message is not formatted at all, and its percent signs are text.
void check_message(const Call& call, const knowledge::LogCall& logged, Check& check) {
  const FileModel& file = check.file();
  const auto position = static_cast<std::size_t>(logged.message);
  if (has_starred(call) || call.args.size() <= position + 1) {
    return;
  }
  const int given = static_cast<int>(call.args.size() - position - 1);
  const auto message = file.constant_string(*call.args[position]);
  if (!message) {
    return;
  }
  const auto asks = knowledge::parse_printf_format(*message);
  if (!asks.is_valid) {
    check
        .report(*call.args[position],
                "The format of this message is not valid: formatting it raises "
                "ValueError")
        .fix_class(FixClass::None);
  } else if (!asks.by_name && asks.arguments != given) {
    check
        .report(*call.args[position], "The message asks for {} {} and is given {}",
                {asks.arguments, asks.arguments == 1 ? "value" : "values", given})
        .fix(asks.arguments > given ? "Give it a value for each placeholder, or take out those "
                                      "that are too many."
                                    : "Write one placeholder for each value, or leave out those "
                                      "that are too many.")
        .fix_class(FixClass::None);
  }
}

bool has_key(const Dict& dict, std::string_view name) {
  return std::any_of(dict.keys.begin(), dict.keys.end(), [&](const Expr* one) {
    const auto* text = as<Constant>(one);
    return text != nullptr && text->is_str() && text->value == name;
  });
}

// Of what the record tells: "order" beside the only key of its kind, "order_id"; "user" of
// `user.name`; else "event".
std::string_view subject_of(const Dict& dict, const Expr& value, const FileModel& file) {
  constexpr std::string_view kEnd = "_id";
  std::vector<std::string_view> subjects;
  for (const Expr* key : dict.keys) {
    const auto* text = as<Constant>(key);
    if (text == nullptr || !text->is_str() || !text->value.ends_with(kEnd)) continue;
    subjects.push_back(text->value.substr(0, text->value.size() - kEnd.size()));
  }
  const auto* attribute = value.as<Attribute>();
  const auto* owner = attribute == nullptr ? nullptr : as<Name>(attribute->value);
  if (owner == nullptr) return "event";
  const std::string_view name = file.text(owner->name);
  constexpr std::string_view kAnyones[] = {"self", "cls",  "payload", "data",
                                           "body", "item", "obj",     "request"};
  if (!is_one_of(name, kAnyones)) return name;
  return subjects.size() == 1 ? subjects.front() : "event";
}

// The key is a literal, so that it can be renamed where it stands.
void report_key(const Dict& dict, const Constant& key, const Expr& value, Check& check) {
  const auto* variable = value.as<Name>();
  std::string name = "_" + std::string(key.value);
  const std::string_view given = variable == nullptr ? "" : check.file().text(variable->name);
  // `report_filename` for what is in a variable so named
  name = given.ends_with(name) && given.size() > name.size()
             ? std::string(given)
             : std::string(subject_of(dict, value, check.file())) + name;
  while (has_key(dict, name)) name.insert(0, "event_");
  const std::string renamed = "\"" + name + "\"";
  check
      .report(key, "`extra` has the key `{}`, which every LogRecord has: the call raises KeyError",
              {key.value})
      .risk(
          "The log call itself fails with `KeyError: \"Attempt to overwrite …\"`, and with it the "
          "request that only wanted to log.")
      .fix("Give the key a name of your own: `{}`.", {renamed})
      .edit(key.span(), renamed);
}

void check_extra(const Expr& extra, Check& check) {
  const auto* dict = extra.as<Dict>();
  if (dict == nullptr) {
    return;
  }
  for (std::size_t i = 0; i < dict->keys.size(); ++i) {
    const auto* text = as<Constant>(dict->keys[i]);
    if (text != nullptr && text->is_str() && knowledge::is_log_record_attribute(text->value)) {
      report_key(*dict, *text, *dict->values[i], check);
    }
  }
}

// `flush=True`: what was a print() once.
bool is_of_print(std::string_view name) {
  return name == "flush" || name == "file" || name == "end" || name == "sep";
}

// The keywords that no logger takes, in order.
std::vector<const Keyword*> unknown_keywords(const Call& call, const FileModel& file) {
  std::vector<const Keyword*> all;
  for (const Keyword* keyword : call.keywords) {
    const std::string_view name = file.text(keyword->arg);
    const bool is_known =
        !keyword->arg || knowledge::is_logging_keyword(name) || name == "msg" || name == "level";
    if (!is_known) all.push_back(keyword);
  }
  return all;
}

void say_where_to_put(const std::vector<const Keyword*>& keywords, const FileModel& file,
                      Draft& draft) {
  const bool was_print = std::all_of(keywords.begin(), keywords.end(), [&](const Keyword* one) {
    return is_of_print(file.text(one->arg));
  });
  if (was_print) {
    draft.fix("Leave it out: it is an argument of `print`.");
  } else if (keywords.size() == 1) {
    draft.fix("Pass it in `extra={\"{}\": …}`.", {file.text(keywords.front()->arg)});
  } else {
    draft.fix("Pass them in one dictionary: `extra={\"{}\": …, …}`.",
              {file.text(keywords.front()->arg)});
  }
}

// All of one call are one flaw.
void check_keywords(const Call& call, const knowledge::LogCall& logged, Check& check) {
  const FileModel& file = check.file();
  const std::vector<const Keyword*> keywords = unknown_keywords(call, file);
  if (keywords.empty()) return;
  std::string names;
  for (const Keyword* one : keywords) {
    names += (names.empty() ? "`" : ", `") + std::string(file.text(one->arg)) + "`";
  }
  const bool is_debug = logged.level == knowledge::LogLevel::Debug;
  Draft draft =
      check.report(*keywords.front(), "`{}` takes no keyword{} {}: the call raises TypeError{}",
                   {file.text(*call.func), keywords.size() > 1 ? "s" : "", names,
                    is_debug ? " as soon as the level is on" : ""});
  draft.risk("The log call itself fails with TypeError, and with it what only wanted to log.")
      .fix_class(FixClass::None);
  say_where_to_put(keywords, file, draft);
}

// A LoggerAdapter makes its own `extra` and may take keywords of its own.
bool is_plain_logger(const Call& call, const FileModel& file) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) {
    return true;  // a function that was imported from logging
  }
  const std::string_view type = file.type_of(*method->value);
  return type == "logging.Logger" || (type.empty() && file.resolve(*method->value) == "logging");
}

void check(const Call& call, Check& check) {
  const knowledge::LogCall* logged = knowledge::log_call(check.target());
  if (logged == nullptr || logged->logger != knowledge::LoggerKind::Stdlib) {
    return;
  }
  check_message(call, *logged, check);
  if (!is_plain_logger(call, check.file())) {
    return;
  }
  check_keywords(call, *logged, check);
  if (const Expr* extra = semantic::argument(check.file(), call, -1, "extra")) {
    check_extra(*extra, check);
  }
}

}  // namespace

extern constinit const Rule LOG015 = {
    .code = "LOG015",
    .name = "logging-runtime-error",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::AllCode,
    .references = {"https://docs.python.org/3/library/logging.html#logging.Logger.debug",
                   "https://docs.python.org/3/library/logging.html#logrecord-attributes"},
    .risk =
        "logging prints a traceback of its own to standard error and the record is lost, most "
        "often "
        "in the error path that nobody has run yet.",
    .advice =
        "Write one placeholder for each value: `logger.error(\"order %s: %s\", order.id, reason)`.",
    .docs = R"md(
Log calls are run only when something happens, so mistakes in them are found in production:

- the placeholders of the message and the values do not match, in number or because the message uses `{}`:
  logging prints "--- Logging error ---" and the record is lost;
- a key of `extra` is an attribute that every LogRecord has (`name`, `message`, `args`, `module`, `filename`,
  …): the call raises KeyError;
- a keyword that logging does not know (`logger.info("paid", order_id=1)`): the call raises TypeError.

```python bad
import logging

logger = logging.getLogger(__name__)


def paid(order, reason: str) -> None:
    logger.info("order %s paid: %s", order.id)
    logger.info("order paid", extra={"name": order.name})
    logger.info("order paid", order_id=order.id)
```

```python good
import logging

logger = logging.getLogger(__name__)


def paid(order, reason: str) -> None:
    logger.info("order %s paid: %s", order.id, reason)
    logger.info("order paid", extra={"order_name": order.name})
```

A message without values is not formatted, so its percent signs are left alone; so are messages with
`%(name)s`, calls with `*values`, and the keywords of a LoggerAdapter or a logger class of the application.
)md",
    .calls = CallList::of(knowledge::kLogCalls),
    .on_call = check,
};

}  // namespace fastidious::rules
