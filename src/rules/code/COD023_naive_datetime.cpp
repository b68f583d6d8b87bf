#include <algorithm>
#include <array>
#include <string>

#include "rules/rule.h"
#include "semantic/expressions.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kUtcNow = "datetime.datetime.utcnow";
constexpr std::string_view kUtcFromTimestamp = "datetime.datetime.utcfromtimestamp";
constexpr std::string_view kNow = "datetime.datetime.now";
constexpr std::string_view kToday = "datetime.datetime.today";

// What may follow a naive time without harm: it becomes aware, or only the date is of interest.
constexpr std::array<std::string_view, 12> kHarmless = {
    "astimezone", "date",        "year",      "month",    "day",  "weekday",
    "isoweekday", "isocalendar", "toordinal", "strftime", "time", "timetuple"};

// `.replace(tzinfo=…)`, which makes it aware
bool sets_zone(const Attribute& method, const FileModel& file) {
  const auto* call = as<Call>(file.parent(method));
  return file.text(method.attr) == "replace" && call != nullptr &&
         semantic::argument(file, *call, -1, "tzinfo") != nullptr;
}

bool is_followed_harmlessly(const Call& call, const FileModel& file, bool utc) {
  const auto* next = as<Attribute>(file.parent(call));
  if (next == nullptr || next->value != &call) {
    return false;
  }
  const std::string_view name = file.text(next->attr);
  if (sets_zone(*next, file) || (name == "timestamp" && !utc)) {
    return true;  // a local time knows its timestamp; a naive UTC time gets a wrong one
  }
  return std::find(kHarmless.begin(), kHarmless.end(), name) != kHarmless.end() &&
         (name != "astimezone" || !utc);
}

// `timezone.utc` as this file can write it; empty if it has no name for it. `cls` is `datetime` or
// `datetime.datetime`.
std::string utc_in(const FileModel& file, const Expr& cls) {
  if (const auto* attribute = cls.as<Attribute>()) {
    return std::string(file.text(*attribute->value)) + ".timezone.utc";
  }
  for (const semantic::Binding& binding : file.scopes().bindings()) {
    if (binding.kind != semantic::BindingKind::ImportFrom || binding.scope.value != 0) {
      continue;
    }
    const auto* import = as<ImportFrom>(file.parent(*binding.node));
    const auto* alias = binding.node->as<Alias>();
    if (import != nullptr && import->module == "datetime" && alias->name == "timezone") {
      return std::string(file.text(binding.name)) + ".utc";
    }
    if (import != nullptr && import->module == "datetime" && alias->name == "UTC") {
      return std::string(file.text(binding.name));
    }
  }
  return {};
}

void offer_edit(const Call& call, Draft& draft, const FileModel& file, std::string_view target) {
  const auto* method = call.func->as<Attribute>();
  const std::string utc = method == nullptr ? "" : utc_in(file, *method->value);
  const bool plain = target == kUtcNow || target == kNow || target == kToday;
  if (utc.empty() || !plain || !call.args.empty() || !call.keywords.empty()) {
    return;
  }
  draft.edit({method->attr_begin, call.end}, "now(" + utc + ")");
}

// Whether columns of times without a zone are declared: `Column(DateTime)`. Drivers that look at
// types, asyncpg say, refuse an aware time for them.
bool has_naive_columns(const FileModel& file) {
  return !file.project().calls_of("sqlalchemy.orm.mapped_column").empty() ||
         !file.project().calls_of("sqlalchemy.Column").empty();
}

// What the file calls it, or would if it imported it.
std::string said_utc(const FileModel& file, const Expr& function) {
  const auto* method = function.as<Attribute>();
  const std::string known = method == nullptr ? "" : utc_in(file, *method->value);
  return known.empty() ? "timezone.utc" : known;
}

// Where that name comes from, the same in all files that would have it from there.
std::string_view home_of(std::string_view utc) {
  return utc == "timezone.utc" ? " (`timezone` from `datetime`)" : "";
}

// "Write `datetime.now(timezone.utc)`", and where that name comes from if the file lacks it.
void say_now(Draft& draft, const FileModel& file, const Expr& function) {
  const auto* method = function.as<Attribute>();
  if (method == nullptr) return;
  draft.fix("Write `{}.now({})`{}.",
            {file.text(*method->value), said_utc(file, function),
             utc_in(file, *method->value).empty() ? ", with `from datetime import timezone`" : ""});
}

void say_zone(Draft& draft, const FileModel& file, const Call& call, std::string_view target) {
  const bool of_timestamp = target == kUtcFromTimestamp || target.ends_with(".fromtimestamp");
  const bool is_kept = has_naive_columns(file);
  const std::string utc = said_utc(file, *call.func);
  const auto* method = call.func->as<Attribute>();
  const std::string cls(method != nullptr ? file.text(*method->value) : "datetime");
  if (!of_timestamp && !is_kept) return say_now(draft, file, *call.func);
  draft.fix(
      "{}{}{}",
      {of_timestamp ? "Say the zone: `" + cls + ".fromtimestamp(…, tz=" + utc + ")`"
                    : "Use `" + cls + ".now(" + utc +
                          ")`, also as `default_factory=lambda: " + cls + ".now(" + utc + ")`",
       home_of(utc),
       is_kept ? "; where it goes to a column without a zone, a migration makes that "
                 "`DateTime(timezone=True)` first (asyncpg refuses such a time before), or "
                 "`.replace(tzinfo=None)` behind it keeps the column."
               : "."});
}

// `{"exp": datetime.now() + timedelta(hours=1)}`, `dict(exp=…)`, `claims["exp"] = …`, and what
// `update({…})` is given: the times of a token.
bool is_claim(const Call& call, const FileModel& file) {
  constexpr std::string_view kClaims[] = {"exp", "iat", "nbf"};
  const Node* at = &call;
  const Node* parent = file.parent(*at);
  while (parent != nullptr && parent->is(Kind::BinOp)) {
    at = parent;
    parent = file.parent(*at);
  }
  if (parent == nullptr) return false;
  if (const auto* keyword = parent->as<Keyword>()) {
    return is_one_of(file.text(keyword->arg), kClaims);
  }
  const auto* display = parent->as<Dict>();
  if (display == nullptr) return false;
  for (std::size_t i = 0; i < display->values.size(); ++i) {
    const auto* key = as<Constant>(display->keys[i]);
    if (display->values[i] == at) {
      return key != nullptr && key->is_str() && is_one_of(key->value, kClaims);
    }
  }
  return false;
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const std::string_view target = check.target();
  const bool utc = target == kUtcNow || target == kUtcFromTimestamp;
  if (!utc && target != kToday &&
      !semantic::is_nothing(semantic::argument(file, call, target == kNow ? 0 : 1, "tz"))) {
    return;
  }
  if (is_followed_harmlessly(call, file, utc) || !call.keywords.empty()) {
    return;
  }
  const bool in_token = !utc && is_claim(call, file);
  Draft draft =
      check.report(call,
                   utc        ? "`{}` gives the time of UTC and does not say so"
                   : in_token ? "`{}` gives local time, which a token takes for UTC"
                              : "`{}` gives the local time of the machine without its zone",
                   {file.text(*call.func)});
  if (in_token) {
    say_now(draft, file, *call.func);
    draft.risk(
        "Libraries of tokens take a time without a zone for UTC: a token lives hours longer "
        "than meant where the machine's clock is ahead of UTC, and not at all where it is "
        "behind.");
  } else {
    say_zone(draft, file, call, target);
  }
  offer_edit(call, draft, file, target);
}

// default_factory=datetime.utcnow, default=datetime.now: called later, by a library.
void check_reference(const Node& node, Check& check) {
  const auto& keyword = *node.as<Keyword>();
  const auto* method = as<Attribute>(keyword.value);
  if (method == nullptr) {
    return;
  }
  const FileModel& file = check.file();
  const std::string_view name = file.text(method->attr);
  if (name != "utcnow" && name != "now" && name != "today") {
    return;
  }
  const std::string_view target = file.resolve(*method);
  if (target == kUtcNow || target == kNow || target == kToday) {
    Draft draft = check.report(*method, "`{}={}` fills in times without a zone",
                               {file.text(keyword.arg), file.text(*method)});
    const std::string utc = utc_in(file, *method->value);
    draft.fix("Write `{}=lambda: {}.now({})`{}.",
              {file.text(keyword.arg), file.text(*method->value), said_utc(file, *method),
               home_of(said_utc(file, *method))});
    if (!utc.empty()) {
      draft.edit(method->span(),
                 "lambda: " + std::string(file.text(*method->value)) + ".now(" + utc + ")");
    }
  }
}

}  // namespace

extern constinit const Rule COD023 = {
    .code = "COD023",
    .name = "naive-datetime",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.python.org/3/library/datetime.html#aware-and-naive-objects",
                   "https://docs.python.org/3/library/datetime.html#datetime.datetime.utcnow"},
    .risk =
        "Comparing it with a time that has a zone raises TypeError, and `timestamp()` takes it for "
        "local time: "
        "tokens expire hours too early or too late, depending on the machine.",
    .advice = "Write `datetime.now(timezone.utc)`.",
    .docs = R"md(
A time without a zone means what the machine that reads it takes it for. `datetime.utcnow()` is deprecated since
Python 3.12 for this reason, and `datetime.now()` gives local time.

```python bad
from datetime import datetime, timedelta


def expiry():
    return datetime.utcnow() + timedelta(minutes=15)
```

```python good
from datetime import datetime, timedelta, timezone


def expiry():
    return datetime.now(timezone.utc) + timedelta(minutes=15)
```

References that a library calls (`default_factory=datetime.utcnow`) are reported too. Left alone: where only the date or a text
is taken (`.date()`, `.year`, `.strftime(…)`), where a zone is added at once (`.astimezone()`,
`.replace(tzinfo=…)`), and `now().timestamp()`, which is right. The fix is offered where the file has a name for UTC.
)md",
    .calls = {"datetime.datetime.utcnow", "datetime.datetime.utcfromtimestamp",
              "datetime.datetime.now", "datetime.datetime.fromtimestamp",
              "datetime.datetime.today"},
    .on_call = check_call,
    .kinds = {Kind::Keyword},
    .on_node = check_reference,
};

}  // namespace fastidious::rules
