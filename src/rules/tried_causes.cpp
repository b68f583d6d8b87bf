#include "rules/tried_causes.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

namespace {

constexpr std::string_view kDecimal = "decimal.Decimal";
constexpr std::string_view kConverters[] = {"builtins.int",
                                            "builtins.float",
                                            "uuid.UUID",
                                            kDecimal,
                                            "datetime.datetime.fromisoformat",
                                            "datetime.date.fromisoformat",
                                            "datetime.datetime.strptime"};
constexpr std::string_view kPlain[] = {"builtins.str", "builtins.bool",      "builtins.round",
                                       "builtins.abs", "builtins.min",       "builtins.max",
                                       "builtins.len", "builtins.isinstance"};
// Of texts, dictionaries, lists, matches and times.
constexpr std::string_view kPlainMethods[] = {
    "strip",   "lstrip", "rstrip", "lower",  "upper",    "replace",   "split",      "rsplit",
    "decode",  "get",    "append", "group",  "groups",   "isdigit",   "astimezone", "strftime",
    "isalpha", "items",  "keys",   "values", "endswith", "startswith"};

constexpr std::string_view kProgram = "subprocess.";
constexpr std::string_view kChecked[] = {"subprocess.check_output", "subprocess.check_call"};

std::string_view method_of(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method == nullptr ? std::string_view{} : file.text(method->attr);
}

// `match.group(1)`: a text, or None of a group that may be left out.
bool is_matched(const FileModel& file, const Call& converter) {
  const auto* value = converter.args.empty() ? nullptr : as<Call>(converter.args[0]);
  return value != nullptr && method_of(file, *value) == "group";
}

// `Color(text)`, `Color[text]`
bool is_enum(const FileModel& file, const Expr& type) {
  const std::string_view name = file.resolve(type);
  return !name.empty() && file.project().is_subclass(name, "enum.Enum");
}

// Looks at all that the body of a `try` does.
class Reading {
 public:
  Reading(const FileModel& file, const Try& attempt) : file_(file) {
    for (const Stmt* statement : attempt.body) {
      semantic::any_own_node(file, *statement, [&](const Node& node) {
        look_at(node);
        return is_more_;
      });
    }
  }

  std::optional<TriedCauses> causes() const {
    if (is_more_ || (converters_ == 0) == (programs_ == 0)) return std::nullopt;
    if (programs_ > 0) return TriedCauses{TriedCauses::Kind::Program, listed(errors_of_program())};
    if (matched_ == converters_) return TriedCauses{TriedCauses::Kind::Match, "ValueError"};
    return TriedCauses{TriedCauses::Kind::Conversion, listed(errors_of_conversion())};
  }

 private:
  void look_at(const Node& node) {
    if (const auto* subscript = node.as<Subscript>()) look_at_item(*subscript);
    is_more_ = is_more_ || node.is(Kind::Await) || node.is(Kind::Raise) || node.is(Kind::With) ||
               node.is(Kind::AsyncWith) || node.is(Kind::Yield) || node.is(Kind::Import) ||
               node.is(Kind::ImportFrom);
    if (const auto* call = node.as<Call>()) look_at_call(*call);
  }

  void look_at_item(const Subscript& item) {
    if (is_enum(file_, *item.value)) {
      ++converters_;
      ++members_;
      has_name_ = true;
    } else if (!is_assigned(item)) {
      reads_item_ = true;
    }
  }

  bool is_assigned(const Subscript& item) const {
    const auto* assign = as<Assign>(file_.parent(item));
    return assign != nullptr && assign->value != &item;
  }

  void look_at_call(const Call& call) {
    const std::string_view target = file_.resolve(*call.func);
    if (is_one_of(target, kConverters)) {
      ++converters_;
      has_decimal_ = has_decimal_ || target == kDecimal;
      matched_ += is_matched(file_, call) ? 1 : 0;
    } else if (is_enum(file_, *call.func)) {
      ++converters_;
      ++members_;
      has_value_ = true;
    } else if (target.starts_with(kProgram)) {
      ++programs_;
      is_checked_ = is_checked_ || is_one_of(target, kChecked) || has_keyword(call, "check");
      has_limit_ = has_limit_ || has_keyword(call, "timeout");
    } else if (!is_one_of(target, kPlain) && !is_one_of(method_of(file_, call), kPlainMethods)) {
      is_more_ = true;
    }
  }

  bool has_keyword(const Call& call, std::string_view name) const {
    return std::any_of(call.keywords.begin(), call.keywords.end(),
                       [&](const Keyword* one) { return file_.text(one->arg) == name; });
  }

  std::vector<std::string_view> errors_of_program() const {
    std::vector<std::string_view> errors = {"FileNotFoundError"};
    if (is_checked_) errors.push_back("subprocess.CalledProcessError");
    if (has_limit_) errors.push_back("subprocess.TimeoutExpired");
    return errors;
  }

  std::vector<std::string_view> errors_of_conversion() const {
    std::vector<std::string_view> errors;
    const bool only_members = members_ == converters_;
    if (!only_members) errors.push_back("TypeError");
    if (!only_members || has_value_) errors.push_back("ValueError");
    if (has_decimal_) errors.push_back("decimal.InvalidOperation");
    if (reads_item_) errors.push_back("LookupError");
    if (has_name_ && !reads_item_) errors.push_back("KeyError");
    return errors;
  }

  static std::string listed(const std::vector<std::string_view>& errors) {
    std::string list;
    for (const std::string_view one : errors) list += (list.empty() ? "" : ", ") + std::string(one);
    return errors.size() == 1 ? list : "(" + list + ")";
  }

  const FileModel& file_;
  std::size_t converters_ = 0, members_ = 0, matched_ = 0, programs_ = 0;
  bool has_decimal_ = false, reads_item_ = false, is_checked_ = false, has_limit_ = false;
  bool has_value_ = false, has_name_ = false;  // of members of an enumeration
  bool is_more_ = false;
};

}  // namespace

std::optional<TriedCauses> tried_causes(const FileModel& file, const Try& attempt) {
  return Reading(file, attempt).causes();
}

}  // namespace fastidious::rules
