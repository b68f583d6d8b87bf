#include "app/models/field_info.h"

#include <algorithm>

namespace fastidious::app {

using namespace syntax;

namespace {

// Calls that stand for one constraint each (https://github.com/annotated-types/annotated-types).
struct Constraint {
  std::string_view function, keyword;
};
constexpr Constraint kConstraints[] = {
    {"annotated_types.Gt", "gt"},
    {"annotated_types.Ge", "ge"},
    {"annotated_types.Lt", "lt"},
    {"annotated_types.Le", "le"},
    {"annotated_types.MultipleOf", "multiple_of"},
    {"annotated_types.MinLen", "min_length"},
    {"annotated_types.MaxLen", "max_length"},
};

constexpr std::string_view kConstrainingCalls[] = {"pydantic.StringConstraints",
                                                   "pydantic.constr",
                                                   "pydantic.conint",
                                                   "pydantic.confloat",
                                                   "pydantic.condecimal",
                                                   "pydantic.conlist",
                                                   "pydantic.conset",
                                                   "pydantic.conbytes",
                                                   "pydantic.condate",
                                                   "annotated_types.Len",
                                                   "annotated_types.Interval"};

// The parameters of pydantic.Field.
constexpr std::string_view kFieldKeywords[] = {"default",
                                               "default_factory",
                                               "alias",
                                               "alias_priority",
                                               "title",
                                               "validation_alias",
                                               "description",
                                               "serialization_alias",
                                               "examples",
                                               "field_title_generator",
                                               "exclude",
                                               "exclude_if",
                                               "discriminator",
                                               "deprecated",
                                               "json_schema_extra",
                                               "frozen",
                                               "validate_default",
                                               "repr",
                                               "init",
                                               "init_var",
                                               "kw_only",
                                               "pattern",
                                               "strict",
                                               "coerce_numbers_to_str",
                                               "gt",
                                               "ge",
                                               "lt",
                                               "le",
                                               "multiple_of",
                                               "allow_inf_nan",
                                               "max_digits",
                                               "decimal_places",
                                               "min_length",
                                               "max_length",
                                               "union_mode",
                                               "fail_fast"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Names of Pydantic 1 and of older FastAPI.
std::string_view current_name(std::string_view keyword) {
  if (keyword == "regex") return "pattern";
  if (keyword == "min_items") return "min_length";
  if (keyword == "max_items") return "max_length";
  if (keyword == "allow_mutation") return "frozen";
  return keyword;
}

}  // namespace

const Value* FieldInfo::find(std::string_view keyword) const {
  for (const auto& [name, value] : attributes_) {
    if (name == keyword) return value.is(Value::Kind::None) ? nullptr : &value;
  }
  return nullptr;
}

std::string FieldInfo::text_of(std::string_view keyword) const {
  const Value* value = find(keyword);
  return value != nullptr && value->is(Value::Kind::Str) ? value->text : std::string();
}

bool FieldInfo::is_true(std::string_view keyword) const {
  const Value* value = find(keyword);
  return value != nullptr && value->is_true();
}

void FieldInfo::erase(std::string_view keyword) {
  std::erase_if(attributes_, [keyword](const auto& one) { return one.first == keyword; });
}

void FieldInfo::set(std::string_view keyword, Value value) {
  erase(keyword);
  attributes_.emplace_back(keyword, std::move(value));
}

const Value* FieldInfo::call(std::string_view qualified_name) const {
  for (std::size_t i = calls_.size(); i-- > 0;) {
    if (calls_[i].text == qualified_name) return &calls_[i];
  }
  return nullptr;
}

// Pydantic puts keywords that it does not know into the schema.
void FieldInfo::add_extra(std::string_view keyword, Value value) {
  Value extra;
  if (const Value* known = find("json_schema_extra")) extra = *known;
  if (!extra.known()) extra.kind = Value::Kind::Dict;
  if (!extra.is(Value::Kind::Dict)) return;
  extra.items.push_back(Value::string(std::string(keyword)));
  extra.items.push_back(std::move(value));
  set("json_schema_extra", std::move(extra));
}

void FieldInfo::add_all(const std::vector<Placed>& metadata) {
  for (const Placed& one : metadata) add(one);
}

void FieldInfo::add(Placed metadata) {
  const Value value = evaluate(metadata);
  if (!value.is(Value::Kind::Call)) {
    if (value.is(Value::Kind::Class)) calls_.push_back(value);
    return;
  }
  calls_.push_back(value);
  const auto& node = static_cast<const Call&>(*value.source.expr);
  const FileModel& file = *value.source.file;
  const auto* single =
      std::find_if(std::begin(kConstraints), std::end(kConstraints),
                   [&](const Constraint& one) { return one.function == value.text; });
  if (single != std::end(kConstraints) && !node.args.empty()) {
    set(single->keyword, evaluate(file, node.args.front()));
    return;
  }
  if (const auto arguments = field_arguments(value)) {
    calls_.back().text = arguments->function;
    add_field(*arguments);
  } else if (contains(kConstrainingCalls, value.text)) {
    for (const Keyword* keyword : node.keywords) {
      if (!keyword->arg) continue;
      set(current_name(file.text(keyword->arg)), evaluate(file, keyword->value));
    }
  }
}

void FieldInfo::add_field(const FieldArguments& arguments) {
  if (!arguments.positional.empty()) set("default", arguments.positional.front());
  for (const auto& [written, value] : arguments.keywords) {
    const std::string_view name = current_name(written);
    if (arguments.function == "pydantic.Field" && !contains(kFieldKeywords, name)) {
      add_extra(name, value);
    } else {
      set(name, value);
    }
  }
}

}  // namespace fastidious::app
