#include "app/effects/shown_fields.h"

#include <algorithm>
#include <unordered_set>

#include "app/models/orm_class.h"
#include "semantic/dataclasses.h"
#include "semantic/pydantic_model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::FieldDeclaration;

namespace {

constexpr int kMaxNesting = 2;
// Of a larger class nothing is said: it is asked for again wherever an object of it is shown.
constexpr std::size_t kMaxBody = 200;

bool is_false(const Placed& value) {
  const auto* constant = as<Constant>(value.expr);
  return constant != nullptr && constant->type == ConstantKind::False;
}

bool is_true(const Placed& value) {
  const auto* constant = as<Constant>(value.expr);
  return constant != nullptr && constant->type == ConstantKind::True;
}

bool is_text(std::string_view type) {
  constexpr std::string_view kTexts[] = {"builtins.str", "builtins.bytes", "pydantic.EmailStr",
                                         "datetime.date", "pydantic.PastDate"};
  return is_one_of(type, kTexts) || type.ends_with("PhoneNumber");
}

// `x: str = field(repr=False)` of a dataclass.
bool is_hidden(const FieldDeclaration& field) {
  const auto* assignment = field.node->as<AnnAssign>();
  const auto* call = assignment != nullptr ? as<Call>(assignment->value) : nullptr;
  if (call == nullptr) return false;
  return is_false({field.file, semantic::argument(*field.file, *call, -1, "repr")});
}

bool hides_itself(const FileModel& file, const ClassDef& cls) {
  constexpr std::string_view kOwn[] = {"__repr__", "__str__", "__repr_args__", "__format__",
                                       "__rich_repr__"};
  const Expr* decorator = semantic::dataclass_decorator(file, cls);
  const auto* call = decorator != nullptr ? decorator->as<Call>() : nullptr;
  const Expr* shown = call != nullptr ? semantic::argument(file, *call, -1, "repr") : nullptr;
  if (is_false({&file, shown})) return true;
  return std::any_of(cls.body.begin(), cls.body.end(), [&](const Stmt* statement) {
    const auto* method = statement->as<FunctionDef>();
    return method != nullptr && is_one_of(file.text(method->name), kOwn);
  });
}

bool dumps_itself(const FileModel& file, const ClassDef& cls) {
  constexpr std::string_view kOwn[] = {"model_dump", "dict", "json", "model_dump_json"};
  return std::any_of(cls.body.begin(), cls.body.end(), [&](const Stmt* statement) {
    const auto* method = statement->as<FunctionDef>();
    return method != nullptr && (is_one_of(file.text(method->name), kOwn) ||
                                 file.has_decorator(*method, "pydantic.model_serializer"));
  });
}

class FieldCollector {
 public:
  FieldCollector(ShownAs shown_as, Placed call) : as_(shown_as) {
    if (as<Call>(call.expr) == nullptr) return;
    include_ = argument_of(call, -1, "include");
    exclude_ = argument_of(call, -1, "exclude");
  }

  void add(const Definition& definition, int depth) {
    const auto* cls = as<ClassDef>(definition.node);
    if (cls == nullptr || depth > kMaxNesting || cls->body.size() > kMaxBody) return;
    const FileModel& file = *definition.file;
    is_dict_ = file.inherits_from(*cls, "typing.TypedDict");
    const bool is_known = is_dict_ || file.is_pydantic_model(*cls) ||
                          semantic::dataclass_decorator(file, *cls) != nullptr;
    if (is_known) {
      add_fields(definition, *cls, depth);
    } else if (as_ == ShownAs::Dump && is_orm_class(file, *cls)) {
      for (const Column& column : columns_of(file, *cls)) take(definition, column.name, depth);
    }
  }

  std::vector<ShownField> take_all() { return std::move(found_); }

 private:
  void add_fields(const Definition& definition, const ClassDef& cls, int depth) {
    const std::vector<Definition> family = semantic::model_and_bases(*definition.file, cls);
    for (const Definition& one : family) {
      const auto& part = static_cast<const ClassDef&>(*one.node);
      if (as_ == ShownAs::Text ? hides_itself(*one.file, part) : dumps_itself(*one.file, part)) {
        return;
      }
    }
    for (const Definition& one : family) {
      for (const FieldDeclaration& field :
           semantic::own_fields(*one.file, static_cast<const ClassDef&>(*one.node))) {
        add_field(one, field, depth);
      }
    }
  }

  void add_field(const Definition& holder, const FieldDeclaration& field, int depth) {
    const bool left_out = as_ == ShownAs::Text
                              ? is_false(field.argument("repr")) || is_hidden(field)
                              : is_true(field.argument("exclude"));
    if (left_out) return;
    if (is_text(field.type_name())) {
      take(holder, holder.file->text(field.name), depth);
    } else if (field.type && depth < kMaxNesting) {
      const Definition inner = field.type.file->definition_of(*field.type.expr);
      if (inner) add(inner, depth + 1);
    }
  }

  // Of the outer object only: what is said of inner ones is not looked at.
  bool is_left_out(std::string_view name) const {
    if (include_) return !may_name(include_, name, false);
    return exclude_ && may_name(exclude_, name, true);
  }

  static bool may_name(const Placed& display, std::string_view name, bool otherwise) {
    const Value value = evaluate(display);
    if (!value.known()) return otherwise;
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const Value& one) { return one.text == name; });
  }

  void take(const Definition& holder, std::string_view name, int depth) {
    if (depth == 0 && is_left_out(name)) return;
    if (known_.insert(name).second) found_.push_back({holder, name, is_dict_});
  }

  ShownAs as_;
  Placed include_, exclude_;
  std::vector<ShownField> found_;
  std::unordered_set<std::string_view> known_;  // looked up only
  bool is_dict_ = false;                        // a TypedDict's keys are being added
};

}  // namespace

std::vector<ShownField> shown_fields(const Definition& cls, ShownAs shown_as, Placed call) {
  FieldCollector collector(shown_as, call);
  collector.add(cls, 0);
  return collector.take_all();
}

}  // namespace fastidious::app
