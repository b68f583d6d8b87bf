#include "knowledge/lazy_message.h"

#include <string_view>

#include "knowledge/printf_format.h"

namespace fastidious::knowledge {

using namespace syntax;
using semantic::FileModel;

namespace {

bool is_plain(const Expr& value) {
  const Expr* at = &value;
  while (const auto* attribute = at->as<Attribute>()) {
    at = attribute->value;
  }
  return at->is(Kind::Name);
}

// Whether the value can stand as an argument as it is written.
bool is_argument(const Expr& value) {
  return value.is(Kind::Name) || value.is(Kind::Attribute) || value.is(Kind::Call) ||
         value.is(Kind::Subscript) || value.is(Kind::BinOp) || value.is(Kind::BoolOp) ||
         value.is(Kind::IfExp) || value.is(Kind::Compare) || value.is(Kind::ListComp);
}

// `.2f`, `d`: formats of numbers that `%` knows as well. Empty for all others.
std::string_view shared_format(const FileModel& file, const Expr& spec) {
  const std::string_view text = file.text(spec).substr(1);  // behind the colon
  const std::size_t dot = text.starts_with('.') ? 1 : 0;
  const std::size_t digits = text.find_first_not_of("0123456789", dot);
  const bool is_number = digits + 1 == text.size() && (dot == 1) == (digits > dot);
  constexpr std::string_view kFloats = "feg", kWhole = "dx";
  if (!is_number) return {};
  return (dot == 1 ? kFloats : kWhole).find(text.back()) != std::string_view::npos
             ? text
             : std::string_view{};
}

// The literal without its `f`, and without the quotes: prefix, quotes, and where the text is.
struct Quoted {
  std::string prefix;
  std::string_view quotes;
  Span text;
};

std::optional<Quoted> quoted(const FileModel& file, const Expr& literal) {
  const std::string_view source = file.text(literal);
  const std::size_t open = source.find_first_of("'\"");
  if (open == std::string_view::npos) {
    return std::nullopt;
  }
  Quoted result;
  for (const char letter : source.substr(0, open)) {
    if (letter != 'f' && letter != 'F') {
      result.prefix += letter;
    }
  }
  const bool triple = source.size() >= open + 6 && source[open + 1] == source[open] &&
                      source[open + 2] == source[open];
  result.quotes = source.substr(open, triple ? 3 : 1);
  if (!source.ends_with(result.quotes)) {
    return std::nullopt;
  }
  result.text.begin = literal.begin + static_cast<Offset>(open + result.quotes.size());
  result.text.end = literal.end - static_cast<Offset>(result.quotes.size());
  return result;
}

// Builds the new arguments from pieces of text and values.
class LazyBuilder {
 public:
  LazyBuilder(const FileModel& file, LoggerKind logger) : file_(file), logger_(logger) {}

  // Literal text as it stands in the source; `fields`: braces are doubled there.
  bool text(std::string_view source, std::string_view quotes, bool fields) {
    if (source.find(quotes[0]) != std::string_view::npos ||
        (quotes.size() == 1 && source.find('\n') != std::string_view::npos) ||
        source.find("\\N{") != std::string_view::npos) {
      return false;  // several literals side by side, or something rare
    }
    for (std::size_t i = 0; i < source.size(); ++i) {
      const char c = source[i];
      const bool brace = c == '{' || c == '}';
      i += brace && fields && i + 1 < source.size() && source[i + 1] == c ? 1 : 0;
      message_ += c;
      message_ += is_special(c) ? std::string(1, c) : std::string();
    }
    return true;
  }

  bool value(const Expr& value, int conversion = -1, std::string_view format = {}) {
    if (!is_argument(value) || file_.text(value).find('\n') != std::string_view::npos) {
      return false;
    }
    plain_ = plain_ && is_plain(value) && conversion == -1 && format.empty();
    const char letter = conversion == -1 ? 's' : static_cast<char>(conversion);
    if (!format.empty()) {
      message_ += (logger_ == LoggerKind::Loguru ? "{:" : "%") + std::string(format);
      message_ += logger_ == LoggerKind::Loguru ? "}" : "";
    } else if (logger_ == LoggerKind::Loguru) {
      message_ += letter == 's' ? "{}" : std::string("{!") + letter + "}";
    } else {
      message_ += std::string("%") + letter;
    }
    values_ += ", " + std::string(file_.text(value));
    return true;
  }

  std::optional<LazyMessage> finish(const Quoted& literal) const {
    if (values_.empty()) {
      return std::nullopt;
    }
    std::string arguments = literal.prefix;
    arguments += literal.quotes;
    arguments += message_;
    arguments += literal.quotes;
    return LazyMessage{arguments + values_, plain_};
  }

 private:
  bool is_special(char c) const {
    return logger_ == LoggerKind::Loguru ? c == '{' || c == '}' : c == '%';
  }

  const FileModel& file_;
  LoggerKind logger_;
  std::string message_;
  std::string values_;
  bool plain_ = true;
};

// `{value=}`; `==`, `<=` and the like compare.
bool shows_its_code(std::string_view field) {
  for (std::size_t at = field.find('='); at != field.npos; at = field.find('=', at + 1)) {
    const char before = field[at - 1], after = at + 1 < field.size() ? field[at + 1] : ' ';
    const bool compares =
        before == '=' || before == '!' || before == '<' || before == '>' || after == '=';
    if (!compares) return true;
  }
  return false;
}

std::optional<LazyMessage> from_f_string(const FileModel& file, const JoinedStr& message,
                                         LoggerKind logger) {
  const auto literal = quoted(file, message);
  if (!literal) {
    return std::nullopt;
  }
  LazyBuilder builder(file, logger);
  Offset at = literal->text.begin;
  const auto text_until = [&](Offset end) {
    return end >= at && builder.text(file.file().slice({at, end}), literal->quotes, true);
  };
  for (const Expr* part : message.values) {
    const auto* field = part->as<FormattedValue>();
    if (field == nullptr) {
      continue;
    }
    const std::string_view written = file.text(*field);
    const std::string_view format =
        field->format_spec == nullptr ? "" : shared_format(file, *field->format_spec);
    const bool is_lost =
        field->format_spec != nullptr && (format.empty() || field->conversion != -1);
    if (is_lost || shows_its_code(written) || !text_until(field->begin) ||
        !builder.value(*field->value, field->conversion, format)) {
      return std::nullopt;
    }
    at = field->end;
  }
  return text_until(literal->text.end) ? builder.finish(*literal) : std::nullopt;
}

// `"…%s…" % value` and `"…%s…" % (a, b)`: the format stays as it is.
std::optional<LazyMessage> from_percent(const FileModel& file, const BinOp& message) {
  const auto* format = as<Constant>(message.left);
  if (format == nullptr) {
    return std::nullopt;
  }
  const PrintfFormat asks = parse_printf_format(format->value);
  LazyMessage result{std::string(file.text(*format)), true};
  const auto add = [&](const Expr& value) {
    result.plain = result.plain && is_plain(value);
    result.arguments += ", " + std::string(file.text(value));
    return is_argument(value) && file.text(value).find('\n') == std::string_view::npos;
  };
  const auto* several = as<Tuple>(message.right);
  const int given = several != nullptr ? static_cast<int>(several->elts.size()) : 1;
  if (asks.by_name || !asks.is_valid || asks.arguments != given || format->is_concatenated) {
    return std::nullopt;
  }
  if (several == nullptr) {
    return add(*message.right) ? std::optional(result) : std::nullopt;
  }
  for (const Expr* value : several->elts) {
    if (!add(*value)) {
      return std::nullopt;
    }
  }
  return result;
}

// `"…{}…".format(a, b)`
std::optional<LazyMessage> from_format(const FileModel& file, const Call& message,
                                       LoggerKind logger) {
  const auto* method = message.func->as<Attribute>();
  const auto* format = method == nullptr ? nullptr : as<Constant>(method->value);
  const auto literal =
      format == nullptr || format->is_concatenated ? std::nullopt : quoted(file, *format);
  if (!literal || !message.keywords.empty()) {
    return std::nullopt;
  }
  LazyBuilder builder(file, logger);
  std::string_view rest = file.file().slice(literal->text);
  for (const Expr* value : message.args) {
    const std::size_t field = rest.find("{}");
    if (field == std::string_view::npos ||
        !builder.text(rest.substr(0, field), literal->quotes, false) || !builder.value(*value)) {
      return std::nullopt;
    }
    rest.remove_prefix(field + 2);
  }
  const bool braces_left = format->value.find("{{") != std::string_view::npos ||
                           format->value.find("}}") != std::string_view::npos ||
                           rest.find('{') != std::string_view::npos;
  if (braces_left || !builder.text(rest, literal->quotes, false)) {
    return std::nullopt;
  }
  return builder.finish(*literal);
}

// `"text " + value`
std::optional<LazyMessage> from_sum(const FileModel& file, const BinOp& message,
                                    LoggerKind logger) {
  const auto* left = as<Constant>(message.left);
  const auto literal =
      left == nullptr || left->is_concatenated ? std::nullopt : quoted(file, *left);
  LazyBuilder builder(file, logger);
  if (!literal || !builder.text(file.file().slice(literal->text), literal->quotes, false) ||
      !builder.value(*message.right)) {
    return std::nullopt;
  }
  return builder.finish(*literal);
}

bool is_text(const FileModel& file, const Expr& expr) {
  const auto* constant = expr.as<Constant>();
  return (constant != nullptr && constant->is_str()) || expr.is(Kind::JoinedStr) ||
         file.type_of(expr) == "builtins.str";
}

bool has_fields(const JoinedStr& text) {
  for (const Expr* part : text.values) {
    if (part->is(Kind::FormattedValue)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Eager eager_message(const FileModel& file, const Expr& message) {
  if (const auto* text = message.as<JoinedStr>()) {
    return has_fields(*text) && !file.constant_string(message) ? Eager::FString : Eager::No;
  }
  if (const auto* operation = message.as<BinOp>()) {
    if (operation->op == Operator::Mod && is_text(file, *operation->left)) {
      return Eager::Percent;
    }
    const bool joins = operation->op == Operator::Add &&
                       (is_text(file, *operation->left) || is_text(file, *operation->right));
    return joins && !file.constant_string(message) ? Eager::Concatenation : Eager::No;
  }
  const auto* call = message.as<Call>();
  const auto* method = call == nullptr ? nullptr : as<Attribute>(call->func);
  const bool formats =
      method != nullptr && file.text(method->attr) == "format" && is_text(file, *method->value);
  return formats ? Eager::Format : Eager::No;
}

std::string percent_placeholder(const FileModel& file, const FormattedValue& field) {
  const char letter = field.conversion == -1 ? 's' : static_cast<char>(field.conversion);
  if (field.format_spec == nullptr) return std::string("%") + letter;
  const std::string_view format = shared_format(file, *field.format_spec);
  return format.empty() || field.conversion != -1 ? std::string{} : "%" + std::string(format);
}

std::optional<LazyMessage> lazy_message(const FileModel& file, const Expr& message,
                                        LoggerKind logger) {
  switch (eager_message(file, message)) {
    case Eager::FString: return from_f_string(file, *message.as<JoinedStr>(), logger);
    case Eager::Percent:
      return logger == LoggerKind::Loguru ? std::nullopt : from_percent(file, *message.as<BinOp>());
    case Eager::Format: return from_format(file, *message.as<Call>(), logger);
    case Eager::Concatenation: return from_sum(file, *message.as<BinOp>(), logger);
    case Eager::No: break;
  }
  return std::nullopt;
}

}  // namespace fastidious::knowledge
