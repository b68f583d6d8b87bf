#include "flow/source_types.h"

#include <algorithm>

#include "knowledge/request_handlers.h"

namespace fastidious::flow {

using app::Type;
using Kind = app::Type::Kind;

namespace {

// The attribute or key that the step goes to; empty if it is an element.
std::string_view name_in(const semantic::Model& model, Step step) {
  return step.is_name() ? model.text(Identifier{step.value}) : std::string_view{};
}

// Members of a request that hold what the client sent; the others are the server's.
constexpr std::string_view kSent[] = {
    "query_params", "headers",      "cookies",       "path_params", "json",      "form",
    "body",         "stream",       "data",          "args",        "values",    "files",
    "receive_text", "receive_json", "receive_bytes", "iter_text",   "iter_json", "iter_bytes",
    "GET",          "POST",         "FILES",         "COOKIES",     "META",      "query",
    "match_info",   "post",         "text",          "get_json",    "get_data",  "receive",
    "params",       "referrer",     "query_string",  "get_host"};

bool is_sent(std::string_view member) {
  return std::find(std::begin(kSent), std::end(kSent), member) != std::end(kSent);
}

// Of a request of Django only some members; what else a fact names is sent as a whole.
bool is_sent_by_library(const Source& source, std::string_view member) {
  const auto* arg = source.node->as<syntax::Arg>();
  const bool is_request =
      arg != nullptr && knowledge::is_request_name(source.file->text(arg->name));
  return !is_request || is_sent(member);
}

// Its own address: what it leads to is the same server.
bool is_own_address(const Source& source, Danger danger) {
  return source.file->text(*source.node).ends_with(".url") && danger != Danger::Html &&
         danger != Danger::Template;
}

// `return request.get_json()`: what is returned whole is sent as JSON again.
bool is_whole_json(const Source& source, const Path& part, Danger danger) {
  const std::string_view text = source.file->text(*source.node);
  return danger == Danger::Html && part.empty() &&
         (text.ends_with(".json") || text.find(".get_json(") != text.npos);
}

// A pattern that admits anything somewhere says nothing.
bool is_narrow(const app::FieldInfo& info) {
  std::string pattern = info.text_of("pattern");
  if (pattern.empty()) pattern = info.text_of("regex");
  return !pattern.empty() && pattern.find(".*") == pattern.npos &&
         pattern.find(".+") == pattern.npos && pattern.find("\\S") == pattern.npos;
}

// An upload's name, its type: not what is in it.
bool is_about_upload(const app::Parameter& parameter, std::string_view last) {
  return parameter.in == app::Parameter::In::File && last != "file" && last != "read";
}

// A server takes no line breaks in headers, and nobody but the browser's owner can set them.
bool may_come_in_header(Danger danger) {
  return danger != Danger::Header && danger != Danger::Redirect && danger != Danger::Html;
}

// A validator of the model that may refuse the field's value, by what we do not look into.
bool is_validated(const app::ModelClass& model, std::string_view field) {
  const auto* cls = syntax::as<syntax::ClassDef>(model.definition.node);
  if (cls == nullptr) return false;
  const semantic::FileModel& file = *model.definition.file;
  for (const syntax::Stmt* statement : cls->body) {
    const auto* method = statement->as<syntax::FunctionDef>();
    if (method == nullptr) continue;
    for (const syntax::Expr* decorator : method->decorator_list) {
      const auto* call = decorator->as<syntax::Call>();
      const std::string_view name =
          call != nullptr ? file.resolve(*call->func) : std::string_view{};
      if (name != "pydantic.field_validator" && name != "pydantic.validator") continue;
      const bool names_it =
          std::any_of(call->args.begin(), call->args.end(), [&](const syntax::Expr* one) {
            const auto* text = one->as<syntax::Constant>();
            return text != nullptr && text->value == field;
          });
      const auto parts = file.tree().subtree(*method);
      const bool refuses = std::any_of(parts.begin(), parts.end(), [](const syntax::Node* node) {
        return node->is(syntax::Kind::Raise) || node->is(syntax::Kind::Assert);
      });
      if (names_it && refuses) return true;
    }
  }
  return false;
}

// Of an upload only what is named in it can be text: not the object itself, nor an element of a
// list of them.
bool is_upload_itself(const app::Parameter& parameter, const Path& part) {
  return parameter.in == app::Parameter::In::File &&
         std::none_of(part.steps.begin(), part.steps.end(),
                      [](Step step) { return step && step.value < Step::kFirstPosition; });
}

// `file.file` of an upload is its content, opened: no name of a file.
bool is_open_file(const app::Parameter& parameter, std::string_view last, Danger danger) {
  return parameter.in == app::Parameter::In::File && danger == Danger::Path && last == "file";
}

bool is_plain_type(const Type& type) {
  if (type.is(Kind::Union)) return std::all_of(type.args.begin(), type.args.end(), is_plain_type);
  return type.is(Kind::Scalar) || type.is(Kind::None) || type.is(Kind::Literal);
}

Path rest_of(const Path& path) { return path.without_first(); }

}  // namespace

bool is_segment(const Source& source) {
  if (source.parameter == nullptr || source.parameter->in != app::Parameter::In::Path) return false;
  return source.route == nullptr || source.route->full_path.find("{" + source.parameter->alias +
                                                                 ":path}") == std::string::npos;
}

bool SourceTypes::can_carry(const Source& source, const Path& part, Danger danger) {
  const std::string_view first = name_in(model_, part.first());
  if (source.kind == Source::Kind::Request) {
    const bool is_header = first == "headers" || first == "cookies";
    return is_sent(first) && !(is_header && !may_come_in_header(danger));
  }
  if (source.kind == Source::Kind::Library) {
    return is_sent_by_library(source, first) && !is_whole_json(source, part, danger) &&
           !is_own_address(source, danger);
  }
  const app::Parameter& parameter = *source.parameter;
  if (is_upload_itself(parameter, part)) return false;
  if (is_open_file(parameter, name_in(model_, part.last()), danger)) return false;
  if (first == "size") return false;
  const bool needs_slash = danger == Danger::Redirect || danger == Danger::Firestore;
  if (needs_slash && is_segment(source)) return false;
  const bool is_header =
      parameter.in == app::Parameter::In::Header || parameter.in == app::Parameter::In::Cookie;
  if (is_header && !may_come_in_header(danger)) return false;
  if (danger == Danger::Archive && is_about_upload(parameter, name_in(model_, part.last()))) {
    return false;
  }
  danger_ = danger;
  return can_carry_field(parameter.field, part, 0);
}

const app::Field* SourceTypes::field_of(const Source& source, const Path& part) {
  if (source.kind != Source::Kind::Parameter) return nullptr;
  const app::Field* field = &source.parameter->field;
  for (const Step step : part.steps) {
    if (!step || is_plain_type(field->type)) break;
    const app::ModelClass* model =
        field->type.is(Kind::Class) && step.is_name() ? models_.of(field->type) : nullptr;
    field = model != nullptr ? model->field(name_in(model_, step)) : nullptr;
    if (field == nullptr) return nullptr;
  }
  return field;
}

bool SourceTypes::is_plain(const Source& source, const Path& part) {
  const app::Field* field = field_of(source, part);
  return field != nullptr && is_plain_type(field->type);
}

bool SourceTypes::is_mail_address(const Source& source, const Path& part) {
  const app::Field* field = field_of(source, part);
  return field != nullptr && field->type.name == "pydantic.EmailStr";
}

bool SourceTypes::can_carry_field(const app::Field& field, const Path& part, int depth) {
  const bool is_short = danger_ == Danger::Match && field.info.find("max_length") != nullptr;
  return !is_short && !is_narrow(field.info) && can_carry_type(field.type, part, depth);
}

bool SourceTypes::can_carry_type(const Type& type, const Path& part, int depth) {
  constexpr int kMaxDepth = 12;
  if (depth > kMaxDepth) return true;
  const auto any = [&](const Path& rest) {
    return std::any_of(type.args.begin(), type.args.end(),
                       [&](const Type& one) { return can_carry_type(one, rest, depth + 1); });
  };
  switch (type.kind) {
    case Kind::None:
    case Kind::Literal: return false;
    case Kind::Union: return any(part);
    case Kind::Scalar:
    case Kind::Library: return !is_harmless_type(model_, type.name);
    case Kind::List:
    case Kind::Set:
    case Kind::Tuple:
    case Kind::Dict: return type.args.empty() || any(rest_of(part));
    case Kind::Class: break;
    default: return true;
  }
  if (is_harmless_type(model_, type.name)) return false;
  const auto* cls = syntax::as<syntax::ClassDef>(type.definition.node);
  if (cls != nullptr && type.definition.file->is_enum(*cls)) return false;
  const app::ModelClass* model = models_.of(type);
  if (model == nullptr) return true;
  if (part.empty()) {
    // All of it: something that can carry an attack is among it.
    return true;
  }
  const app::Field* field =
      part.first().is_name() ? model->field(name_in(model_, part.first())) : nullptr;
  if (field == nullptr) return true;
  return !is_validated(*model, field->name) && can_carry_field(*field, rest_of(part), depth + 1);
}

}  // namespace fastidious::flow
