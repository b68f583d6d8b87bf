#include "semantic/field_values.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "text/words.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr std::size_t kMaxPattern = 1000;
constexpr std::int64_t kMaxPatternMemory = 1 << 20;

// A number literal, or a constant int; nothing else.
std::optional<double> number_of(const Placed& value) {
  if (const auto* sign = as<UnaryOp>(value.expr); sign != nullptr) {
    const auto operand = number_of({value.file, sign->operand});
    return operand && sign->op == UnaryOperator::USub ? std::optional(-*operand) : operand;
  }
  const auto* literal = as<Constant>(value.expr);
  if (literal != nullptr && literal->type == ConstantKind::Float) {
    std::string digits(literal->value);
    std::erase(digits, '_');
    return std::strtod(digits.c_str(), nullptr);
  }
  const auto constant = value.file->constant(*value.expr);
  const bool is_int = constant && constant->type == ConstantValue::Type::Int;
  return is_int ? std::optional(static_cast<double>(constant->integer)) : std::nullopt;
}

std::optional<std::string> text_of(const Placed& value) {
  return value.file->constant_string(*value.expr);
}

bool is_bool(const Expr& value) {
  const auto* constant = value.as<Constant>();
  return constant != nullptr &&
         (constant->type == ConstantKind::True || constant->type == ConstantKind::False);
}

// Code points of a text, items of a collection literal without stars.
std::optional<std::size_t> length_of(const Placed& value) {
  if (const auto text = text_of(value)) {
    return std::count_if(text->begin(), text->end(), [](char c) { return (c & 0xC0) != 0x80; });
  }
  const ExprList* items = nullptr;
  if (const auto* list = value.expr->as<ListExpr>()) items = &list->elts;
  if (const auto* tuple = value.expr->as<Tuple>()) items = &tuple->elts;
  if (items == nullptr) return std::nullopt;
  const bool plain = std::none_of(items->begin(), items->end(),
                                  [](const Expr* item) { return item->is(Kind::Starred); });
  return plain ? std::optional<std::size_t>(items->size()) : std::nullopt;
}

struct Bound {
  std::string_view keyword;
  bool (*breaks)(double value, double bound);
  std::string_view words;
};

constexpr std::array<Bound, 5> kBounds = {{
    {"ge", [](double value, double bound) { return value < bound; }, "is below"},
    {"gt", [](double value, double bound) { return value <= bound; }, "is not above"},
    {"le", [](double value, double bound) { return value > bound; }, "is above"},
    {"lt", [](double value, double bound) { return value >= bound; }, "is not below"},
    {"multiple_of",
     [](double value, double bound) {
       const bool whole = std::trunc(value) == value && std::trunc(bound) == bound;
       return whole && bound > 0 && std::fmod(value, bound) != 0;
     },
     "is no multiple by"},
}};

constexpr std::array<Bound, 2> kLengths = {{
    {"min_length", [](double value, double bound) { return value < bound; }, "is shorter than"},
    {"max_length", [](double value, double bound) { return value > bound; }, "is longer than"},
}};

template <std::size_t N>
std::string broken_bound(const FieldDeclaration& field, double value,
                         const std::array<Bound, N>& bounds) {
  for (const Bound& bound : bounds) {
    const Placed limit = field.argument(bound.keyword);
    const auto number = limit ? number_of(limit) : std::nullopt;
    if (number && bound.breaks(value, *number)) {
      return std::string(bound.words) + " `" + std::string(bound.keyword) + "=" +
             std::string(limit.file->text(*limit.expr)) + "`";
    }
  }
  return {};
}

std::string broken_pattern(const FieldDeclaration& field, const std::string& text) {
  const Placed placed = field.argument("pattern");
  const auto pattern = placed ? text_of(placed) : std::nullopt;
  if (!pattern || pattern->size() > kMaxPattern || text.size() > kMaxPattern) return {};
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternMemory);
  const re2::RE2 compiled(*pattern, options);
  const bool fails = compiled.ok() && !re2::RE2::PartialMatch(text, compiled);
  return fails ? "does not match `pattern`" : std::string();
}

// The values of Literal[…]; null if the type is none, or one of several.
const Expr* literal_values(const FieldDeclaration& field) {
  const auto* generic = as<Subscript>(field.type.expr);
  const bool is_literal =
      generic != nullptr && field.type.file->resolve(*generic->value) == "typing.Literal";
  return is_literal ? generic->slice : nullptr;
}

bool equal(const ConstantValue& a, const ConstantValue& b) {
  return a.type == b.type && a.integer == b.integer && a.text == b.text;
}

std::string broken_literal(const FieldDeclaration& field, const Placed& value) {
  const Expr* values = literal_values(field);
  const auto constant = value.file->constant(*value.expr);
  if (values == nullptr || !constant) return {};
  const auto* several = values->as<Tuple>();
  Expr* const single = const_cast<Expr*>(values);
  const std::span<Expr* const> all = several != nullptr
                                         ? std::span(several->elts.begin(), several->elts.end())
                                         : std::span(&single, 1);
  for (const Expr* one : all) {
    const auto known = field.type.file->constant(*one);
    if (!known || equal(*known, *constant)) return {};
  }
  return "is none of the values of its Literal";
}

bool is_none(const Placed& value) {
  const auto* constant = value.expr->as<Constant>();
  return constant != nullptr && constant->type == ConstantKind::None;
}

bool is_number_text(std::string_view text, bool whole) {
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size() && !copy.empty() &&
         (!whole || std::trunc(number) == number);
}

bool is_bool_text(std::string_view text) {
  const std::string lower = lower_case(text);
  constexpr std::array<std::string_view, 12> kWords = {"0",     "1",    "off", "on", "f",  "t",
                                                       "false", "true", "n",   "y",  "no", "yes"};
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

bool is_uuid_text(std::string_view text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  };
  const auto digits = std::count_if(text.begin(), text.end(), is_hex);
  return digits == 32 || text.starts_with("urn:");
}

std::string wrong_text(std::string_view type, std::string_view text) {
  if (type == "builtins.int" && !is_number_text(text, true)) return "is no int";
  if (type == "builtins.float" && !is_number_text(text, false)) return "is no float";
  if (type == "builtins.bool" && !is_bool_text(text)) return "is no bool";
  if (type == "builtins.list") return "is no list";
  if (type == "pydantic.EmailStr" && text.find('@') == text.npos) return "is no e-mail address";
  if (type == "uuid.UUID" && !is_uuid_text(text)) return "is no UUID";
  return {};
}

std::string wrong_number(std::string_view type, double number) {
  if (type == "builtins.str" || type == "pydantic.EmailStr") return "is a number and no text";
  if (type == "builtins.int" && std::trunc(number) != number) return "is no whole number";
  if (type == "builtins.bool" && number != 0 && number != 1) return "is no bool";
  if (type == "builtins.list") return "is no list";
  return {};
}

// `list[int]` and `List[int]` are lists.
std::string_view class_of(const FieldDeclaration& field) {
  const auto* generic = as<Subscript>(field.type.expr);
  if (generic == nullptr) return field.type_name();
  const std::string_view form = field.type.file->resolve(*generic->value);
  return form == "typing.List" ? "builtins.list" : form;
}

}  // namespace

std::string broken_constraint(const FieldDeclaration& field, const Placed& value) {
  if (!value || is_none(value) || is_bool(*value.expr)) return {};
  if (std::string broken = broken_literal(field, value); !broken.empty()) return broken;
  if (const auto number = number_of(value)) return broken_bound(field, *number, kBounds);
  if (const auto length = length_of(value)) {
    std::string broken = broken_bound(field, static_cast<double>(*length), kLengths);
    if (!broken.empty()) return broken;
  }
  const auto text = text_of(value);
  return text ? broken_pattern(field, *text) : std::string();
}

std::string broken_type(const FieldDeclaration& field, const Placed& value) {
  if (!value || is_none(value)) return {};
  const std::string_view type = class_of(field);
  if (is_bool(*value.expr)) return type == "builtins.str" ? "is a bool and no text" : "";
  if (const auto number = number_of(value)) return wrong_number(type, *number);
  const auto text = text_of(value);
  return text ? wrong_text(type, *text) : std::string();
}

}  // namespace fastidious::semantic
