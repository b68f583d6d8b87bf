#include "app/effects/value_finder.h"

#include <algorithm>

#include "app/effects/failed_read.h"
#include "knowledge/logged_names.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using knowledge::Secrecy;
using What = ShownValue::What;

bool shows_text(const semantic::PercentPiece& piece) {
  return !piece.is_number() && piece.text.find('.') == piece.text.npos;
}

void ValueFinder::add(What what, const Expr& at, std::string name, bool is_certain) {
  for (ShownValue& one : found_) {
    if (one.what == what && one.name == name) {
      one.is_certain = one.is_certain || is_certain;
      return;
    }
  }
  found_.push_back({what, {&file_, &at}, std::move(name), nullptr, is_certain, false});
}

void ValueFinder::look_at(const Expr& expr) {
  if (depth_ >= kMaxDepth || ++steps_ > kMaxSteps) return;
  ++depth_;
  look_into(expr);
  --depth_;
}

void ValueFinder::look_into(const Expr& expr) {
  switch (expr.kind) {
    case Kind::JoinedStr: return look_at_pieces(static_cast<const JoinedStr&>(expr).values);
    case Kind::FormattedValue: return look_at_formatted(static_cast<const FormattedValue&>(expr));
    case Kind::Tuple: return look_at_all(static_cast<const Tuple&>(expr).elts);
    case Kind::ListExpr: return look_at_all(static_cast<const ListExpr&>(expr).elts);
    case Kind::Set: return look_at_all(static_cast<const syntax::Set&>(expr).elts);
    case Kind::Dict: return look_at_dict(static_cast<const Dict&>(expr));
    case Kind::BinOp: return look_at_operation(static_cast<const BinOp&>(expr));
    case Kind::Call: return look_at_call(static_cast<const Call&>(expr));
    case Kind::Name: return look_at_name(static_cast<const Name&>(expr));
    case Kind::Attribute: return look_at_attribute(static_cast<const Attribute&>(expr));
    case Kind::Subscript: return look_at_item(static_cast<const Subscript&>(expr));
    case Kind::Await: return look_at(*static_cast<const Await&>(expr).value);
    case Kind::Starred: return look_at(*static_cast<const Starred&>(expr).value);
    case Kind::NamedExpr: return look_at(*static_cast<const NamedExpr&>(expr).value);
    default: return look_at_choice(expr);
  }
}

void ValueFinder::look_at_choice(const Expr& expr) {
  if (const auto* choice = expr.as<IfExp>()) {
    look_at(*choice->body);
    look_at(*choice->orelse);
  } else if (const auto* either = expr.as<BoolOp>()) {
    // What stands before `and` is shown only where it is empty.
    if (either->op == BoolOperator::Or) return look_at_all(either->values);
    look_at(*either->values.back());
  } else if (const auto* all = expr.as<ElementComp>()) {
    if (all->elt->is(Kind::Name)) look_at_comprehension(*all->generators.front());
  } else if (const auto* pairs = expr.as<DictComp>()) {
    if (pairs->value != nullptr && pairs->value->is(Kind::Name))
      look_at_comprehension(*pairs->generators.front());
  }
}

// What is chosen or changed on the way is meant to be harmless.
void ValueFinder::look_at_comprehension(const Comprehension& generator) {
  if (generator.ifs.empty()) look_at(*generator.iter);
}

void ValueFinder::look_at_all(const ExprList& values) {
  for (const Expr* value : values) look_at(*value);
}

void ValueFinder::look_at_pieces(const ExprList& pieces) {
  std::string_view before;
  for (const Expr* piece : pieces) {
    const auto* text = piece->as<Constant>();
    if (text == nullptr) look_at_after(before, *piece);
    before = text != nullptr ? std::string_view(text->value) : std::string_view{};
  }
}

void ValueFinder::look_at_formatted(const FormattedValue& value) {
  const auto* format = as<JoinedStr>(value.format_spec);
  if (format != nullptr && file_.text(*format).find('.') != std::string_view::npos) return;
  look_at(*value.value);
}

void ValueFinder::look_at_dict(const Dict& dict) {
  for (std::size_t i = 0; i < dict.keys.size(); ++i) {
    const auto* key = as<Constant>(dict.keys[i]);
    if (key != nullptr && key->is_str()) {
      look_at_named(key->value, *dict.values[i]);
    } else {
      look_at(*dict.values[i]);
    }
  }
}

void ValueFinder::look_at_named(std::string_view name, const Expr& value) {
  const std::size_t before = found_.size();
  look_at(value);
  if (knowledge::names_labels(name)) return leave_out_possible(before);
  const bool is_plain =
      value.is(Kind::Name) || value.is(Kind::Attribute) || value.is(Kind::Subscript);
  const Secrecy secrecy = knowledge::secrecy_of(name);
  const bool only_given =
      std::all_of(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(),
                  [](const ShownValue& one) { return one.what == What::Given; });
  if (!only_given || !is_plain || secrecy != Secrecy::Certain || is_harmless(value)) return;
  // The value's own name speaks too: {"api_key": key_count} shows none.
  const auto* item = value.as<Subscript>();
  if (item != nullptr && item->slice->is(Kind::Slice)) return;
  const Holds what = holds(value);
  if (what == Holds::Other || is_transformed(value)) return;
  add(What::Secret, value, called(name, value), false);
}

// `credential_parameter_keys=missing_credentials` are names of them.
void ValueFinder::leave_out_possible(std::size_t from) {
  const auto is_possible = [](const ShownValue& one) {
    return one.what == What::Secret && !one.is_certain;
  };
  found_.erase(
      std::remove_if(found_.begin() + static_cast<std::ptrdiff_t>(from), found_.end(), is_possible),
      found_.end());
}

void ValueFinder::look_at_operation(const BinOp& operation) {
  const auto* pattern = operation.left->as<Constant>();
  if (operation.op == Operator::Add) {
    look_at(*operation.left);
    look_at(*operation.right);
  } else if (operation.op == Operator::BitOr) {
    look_at(*operation.left);
    look_at(*operation.right);
  } else if (operation.op == Operator::Mod && pattern != nullptr && pattern->is_str()) {
    std::size_t index = 0;
    std::string_view before;
    for (const semantic::PercentPiece& piece : semantic::percent_pieces(pattern->value)) {
      if (piece.conversion != 0) {
        const Expr* value = semantic::percent_value(*operation.right, piece, index++);
        if (value != nullptr && shows_text(piece)) look_at_after(before, *value);
      }
      before = piece.conversion == 0 ? piece.text : std::string_view{};
    }
  }
}

// ---- calls

namespace {

// Functions that give what they are given, in another shape.
constexpr std::string_view kKeepingFunctions[] = {
    "builtins.str",  "builtins.repr",  "builtins.format", "builtins.ascii", "builtins.dict",
    "builtins.list", "builtins.tuple", "builtins.sorted", "builtins.set",   "json.dumps",
    "json.loads",    "orjson.dumps",   "orjson.loads",    "pprint.pformat", "copy.copy",
    "copy.deepcopy", "typing.cast",    "ujson.dumps",     "builtins.bytes", "urllib.parse.unquote",
    "builtins.print"};
constexpr std::string_view kDumpingFunctions[] = {"builtins.vars", "dataclasses.asdict",
                                                  "fastapi.encoders.jsonable_encoder",
                                                  "dataclasses.astuple"};
// Methods of a text or mapping that do.
constexpr std::string_view kKeepingMethods[] = {"strip",  "lstrip", "rstrip",    "lower", "upper",
                                                "encode", "decode", "copy",      "items", "values",
                                                "title",  "hex",    "expandtabs"};
constexpr std::string_view kDumps[] = {"model_dump", "dict", "json", "model_dump_json"};
constexpr std::string_view kBodies[] = {"fastapi.Request.body", "fastapi.Request.json",
                                        "fastapi.Request.form"};

}  // namespace

void ValueFinder::look_at_call(const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && look_at_method(call, *method)) return;
  look_at_function(call);
}

bool ValueFinder::look_at_function(const Call& call) {
  const std::string_view target = file_.resolve(*call.func);
  if (is_one_of(target, kBodies)) {
    add(What::Body, call, "`" + std::string(file_.text(call)) + "`", true);
    return true;
  }
  if (target == "os.getenv" && !call.args.empty()) {
    const auto name = file_.constant_string(*call.args[0]);
    if (name) look_at_key(*name, call, false);
    return true;
  }
  if (target == "getpass.getpass") add(What::Secret, call, "`getpass()`", true);
  const Definition made = file_.definition_of(*call.func);
  if (as<ClassDef>(made.node) != nullptr) return object(call, ShownAs::Text, nullptr);
  if (call.args.empty()) return false;
  if (is_one_of(target, kDumpingFunctions)) return object(*call.args[0], ShownAs::Dump, &call);
  if (is_one_of(target, kKeepingFunctions)) {
    look_at(*call.args[target == "typing.cast" && call.args.size() > 1 ? 1 : 0]);
  }
  return true;
}

namespace {

// `jwt.decode(token, key)` gives what the token says, which nobody can log in with.
bool reads_claims(std::string_view target) {
  return target.find("jwt.") != target.npos || target.find("jose.") != target.npos;
}

}  // namespace

bool ValueFinder::look_at_method(const Call& call, const Attribute& method) {
  const std::string_view name = file_.text(method.attr);
  if (name == "format" || name == "join") {
    const auto* text = method.value->as<Constant>();
    if (text == nullptr || !text->is_str()) return false;
    look_at_all(call.args);
    for (const Keyword* keyword : call.keywords) look_at(*keyword->value);
    return true;
  }
  if (name == "get_secret_value") {
    add(What::Secret, call, called(name, *method.value), true);
    return true;
  }
  if ((name == "get" || name == "pop" || name == "getlist") && !call.args.empty()) {
    const auto key = file_.constant_string(*call.args[0]);
    const bool is_header = file_.type_of(*method.value) == "starlette.datastructures.Headers";
    return key && look_at_key(*key, call, is_header);
  }
  if (is_one_of(name, kDumps) && object(*method.value, ShownAs::Dump, &call)) return true;
  if (!is_one_of(name, kKeepingMethods)) return false;
  if (name == "decode" && reads_claims(file_.resolve(method))) return true;
  look_at(*method.value);
  return true;
}

// ---- parts of objects

void ValueFinder::look_at_attribute(const Attribute& attribute) {
  const std::string_view target = file_.resolve(attribute);
  const std::string_view name = file_.text(attribute.attr);
  const std::string_view owner = file_.type_of(*attribute.value);
  if (target == "fastapi.Request.headers" || target == "fastapi.WebSocket.headers") {
    return add(What::Headers, attribute, called("headers", attribute), true);
  }
  if (target == "fastapi.Request.cookies" || target == "fastapi.WebSocket.cookies") {
    return add(What::Secret, attribute, called("cookies", attribute), true);
  }
  if (target == "os.environ")
    return add(What::Secret, attribute, called("environ", attribute), true);
  if (owner == "fastapi.exceptions.RequestValidationError" && name == "body") {
    return add(What::Body, attribute, called("body", attribute), true);
  }
  if (owner == "fastapi.security.HTTPAuthorizationCredentials" && name == "credentials") {
    return add(What::Secret, attribute, called(name, attribute), true);
  }
  if (name == "__dict__") {
    object(*attribute.value, ShownAs::Dump, nullptr);
  } else if (!judge(name, attribute) && !judge_person(name, attribute)) {
    object(attribute, ShownAs::Text, nullptr);
  }
}

// A part of a body is one too; the first characters of a token only tell it from others.
void ValueFinder::look_at_slice(const Subscript& item) {
  const auto before = static_cast<std::ptrdiff_t>(found_.size());
  look_at(*item.value);
  const auto is_gone = [](const ShownValue& one) {
    return one.what != What::Body && one.what != What::Headers;
  };
  found_.erase(std::remove_if(found_.begin() + before, found_.end(), is_gone), found_.end());
  std::for_each(found_.begin() + before, found_.end(), [](ShownValue& one) { one.is_part = true; });
}

void ValueFinder::look_at_item(const Subscript& item) {
  if (item.slice->is(Kind::Slice)) return look_at_slice(item);
  const auto key = file_.constant_string(*item.slice);
  const bool is_header = file_.type_of(*item.value) == "starlette.datastructures.Headers";
  if (key) look_at_key(*key, item, is_header);
}

bool ValueFinder::look_at_key(std::string_view key, const Expr& expr, bool is_header) {
  const Secrecy secrecy = is_header ? knowledge::secrecy_of_header(key) : Secrecy::None;
  if (secrecy != Secrecy::Certain) return judge(key, expr);
  if (!is_known_empty(expr)) {
    add(What::Secret, expr, "`" + std::string(key) + "`", true);
  }
  return true;
}

// ---- judgement

ValueFinder::Holds ValueFinder::holds(const Expr& expr) const {
  const std::string_view type = file_.type_of(expr);
  constexpr std::string_view kContainers[] = {"builtins.dict", "builtins.list", "builtins.object",
                                              "typing.Any"};
  if (type == "builtins.str" || type == "builtins.bytes") return Holds::Text;
  if (type.empty() || is_one_of(type, kContainers)) return Holds::Unknown;
  const bool is_text =
      type.starts_with("sqlalchemy.") ? type.ends_with("Column") : type.ends_with("Dsn");
  return is_text || type == "pydantic.EmailStr" ? Holds::Text : Holds::Other;
}

// A constant, a function, a class, a module.
bool ValueFinder::is_harmless(const Expr& expr) const {
  if (file_.constant(expr)) return true;
  const Definition definition = file_.definition_of(expr);
  return definition.node != nullptr &&
         (definition.node->as<FunctionDef>() != nullptr || definition.node->is(Kind::ClassDef));
}

// Settings and what comes from the environment hold what they are named after.
bool ValueFinder::is_trusted_owner(const Expr& expr) const {
  const auto* attribute = expr.as<Attribute>();
  const auto* item = expr.as<Subscript>();
  if (item != nullptr) return file_.resolve(*item->value) == "os.environ";
  if (const auto* call = expr.as<Call>()) {
    const std::string_view target = file_.resolve(*call->func);
    return target == "os.getenv" || target.starts_with("os.environ");
  }
  if (attribute == nullptr) return false;
  const std::string_view type = file_.type_of(*attribute->value);
  const Definition cls = type.empty() ? Definition{} : file_.project().definition(type);
  const auto* node = as<ClassDef>(cls.node);
  return node != nullptr && cls.file->is_settings(*node);
}

// Never the text of a call: it may hold a value.
std::string ValueFinder::called(std::string_view name, const Expr& expr) const {
  const bool is_path = expr.is(Kind::Name) || expr.is(Kind::Attribute);
  const std::string_view text = file_.text(expr);
  const bool is_short = is_path && text.find_first_of("(\n\"'") == text.npos;
  return "`" + std::string(is_short ? text : name) + "`";
}

// `lock.token` is no more of a secret than `lock_token`.
Secrecy ValueFinder::secrecy(std::string_view name, const Expr& expr) const {
  const Secrecy found = knowledge::secrecy_of(name);
  const auto* attribute = expr.as<Attribute>();
  if (found != Secrecy::Possible || attribute == nullptr) return found;
  if (is_item_of_words(*attribute->value)) return Secrecy::None;
  return knowledge::secrecy_of(file_.text(*attribute)) == Secrecy::None ? Secrecy::None : found;
}

// `key.token`, where the class gives the field a hash: `self.token = hash_token(key)`. Nobody can
// log in with that.
bool ValueFinder::holds_hash(std::string_view name, const Expr& expr) const {
  const auto* attribute = expr.as<Attribute>();
  const std::string_view type =
      attribute != nullptr ? file_.type_of(*attribute->value) : std::string_view{};
  const Definition cls = type.empty() ? Definition{} : file_.project().definition(type);
  if (as<ClassDef>(cls.node) == nullptr) return false;
  const FileModel& file = *cls.file;
  const auto is_hash = [&](const Expr* value) {
    const auto* call = value->as<Call>();
    return call != nullptr && knowledge::makes_harmless(file.text(*call->func));
  };
  for (const auto* assign : file.tree().nodes_of<Assign>(*cls.node)) {
    const auto* target = assign->targets[0]->as<Attribute>();
    const auto* item = assign->targets[0]->as<Subscript>();
    const auto* key = item != nullptr ? item->slice->as<Constant>() : nullptr;
    const bool is_field = (target != nullptr && file.text(target->attr) == name) ||
                          (key != nullptr && key->is_str() && key->value == name);
    if (is_field && is_hash(assign->value)) return true;
  }
  for (const auto* dict : file.tree().nodes_of<Dict>(*cls.node)) {
    for (std::size_t i = 0; i < dict->keys.size(); ++i) {
      const auto* key = as<Constant>(dict->keys[i]);
      if (key != nullptr && key->is_str() && key->value == name && is_hash(dict->values[i])) {
        return true;
      }
    }
  }
  return false;
}

bool ValueFinder::judge(std::string_view name, const Expr& expr) {
  const Secrecy secrecy = this->secrecy(name, expr);
  const bool is_owned = is_trusted_owner(expr);
  const bool is_address = secrecy == Secrecy::None && is_owned && knowledge::names_connection(name);
  if (secrecy == Secrecy::None && !is_address) return false;
  const Holds what = holds(expr);
  if (what == Holds::Other || is_harmless(expr) || is_transformed(expr) || is_known_empty(expr)) {
    return what == Holds::Other ? false : true;
  }
  if (secrecy == Secrecy::Possible && (holds_hash(name, expr) || is_label(expr))) return true;
  const bool is_text = what == Holds::Text || is_owned;
  const bool is_password = name.ends_with("password");
  const bool is_certain = (secrecy == Secrecy::Certain && (is_text || is_password)) ||
                          (secrecy == Secrecy::Possible && is_owned);
  add(What::Secret, expr, called(name, expr), is_certain);
  return true;
}

namespace {

std::string field_of(const ShownField& field) {
  const auto& cls = static_cast<const ClassDef&>(*field.holder.node);
  return "`" + std::string(field.holder.file->text(cls.name)) + "." + std::string(field.name) + "`";
}

}  // namespace

// Whether the expression is an object whose class is known; what it shows is noted.
bool ValueFinder::object(const Expr& expr, ShownAs shown_as, const Call* dump) {
  const std::string_view type = file_.type_of(expr);
  if (type == "starlette.datastructures.Headers") {
    look_at(expr);
    return true;
  }
  const Definition cls = type.empty() ? Definition{} : file_.project().definition(type);
  if (as<ClassDef>(cls.node) == nullptr) return false;
  if (is_after_failed_read(file_, expr, cls)) return true;
  note_fields(expr, shown_fields(cls, shown_as, {&file_, dump}));
  return true;
}

// One finding of one kind is enough to look at what the object prints.
void ValueFinder::note_fields(const Expr& expr, const std::vector<ShownField>& fields) {
  std::vector<const ShownField*> certain, possible, personal;
  for (const ShownField& field : fields) {
    const Secrecy secrecy = knowledge::secrecy_of(field.name);
    if (secrecy == Secrecy::Certain) certain.push_back(&field);
    if (!certain.empty()) break;
    if (secrecy == Secrecy::Possible) possible.push_back(&field);
    if (knowledge::is_personal(field.name) && !is_known_empty(expr, field.name)) {
      personal.push_back(&field);
    }
  }
  if (!certain.empty() || !possible.empty()) {
    const auto& first = certain.empty() ? possible : certain;
    add(What::Secret, expr, field_of(*first[0]), !certain.empty() && !first[0]->may_be_missing);
  } else if (!personal.empty()) {
    add(What::Personal, expr, field_of(*personal[0]), true);
  }
}

}  // namespace fastidious::app
