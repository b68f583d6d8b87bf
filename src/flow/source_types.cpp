#include "flow/source_types.h"

#include <algorithm>

namespace fastidious::flow {

using app::Type;
using Kind = app::Type::Kind;

namespace {

// Members of a request that hold what the client sent; the others are the server's.
constexpr std::string_view kSent[] = {
    "query_params", "headers",      "cookies",      "path_params", "json",       "form",
    "body",         "stream",       "data",         "args",        "values",     "files",
    "receive_text", "receive_json", "receive_bytes", "iter_text",  "iter_json",  "iter_bytes",
    "GET",          "POST",         "FILES",        "COOKIES",     "META",       "query",
    "match_info",   "post",         "text",         "get_json",    "get_data",   "receive"};

bool is_sent(std::string_view member) {
  return std::find(std::begin(kSent), std::end(kSent), member) != std::end(kSent);
}

// A pattern that admits anything somewhere says nothing.
bool is_narrow(const app::FieldInfo& info) {
  std::string pattern = info.text_of("pattern");
  if (pattern.empty()) pattern = info.text_of("regex");
  return !pattern.empty() && pattern.find(".*") == pattern.npos &&
         pattern.find(".+") == pattern.npos && pattern.find("\\S") == pattern.npos;
}

Path rest_of(const Path& path) { return path.without_first(); }

}  // namespace

bool SourceTypes::can_carry(const Source& source, const Path& part, Danger danger) {
  const std::string_view first =
      part.first().value != 0 && part.first().value < 0x8000'0000u
          ? model_.text(Identifier{part.first().value})
          : std::string_view{};
  if (source.kind == Source::Kind::Request) return is_sent(first);
  if (source.kind == Source::Kind::Library) return true;
  const app::Parameter& parameter = *source.parameter;
  if (parameter.in == app::Parameter::In::File && part.empty()) return false;
  if (first == "size") return false;
  const bool is_segment = parameter.in == app::Parameter::In::Path &&
                          (source.route == nullptr ||
                           source.route->full_path.find("{" + parameter.alias + ":path}") ==
                               std::string::npos);
  if (is_segment && (danger == Danger::Redirect || danger == Danger::Firestore)) return false;
  return can_carry_field(parameter.field, part, 0);
}

bool SourceTypes::can_carry_field(const app::Field& field, const Path& part, int depth) {
  return !is_narrow(field.info) && can_carry_type(field.type, part, depth);
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
  const app::Field* field = part.first().value < 0x8000'0000u
                                ? model->field(model_.text(Identifier{part.first().value}))
                                : nullptr;
  return field == nullptr || can_carry_field(*field, rest_of(part), depth + 1);
}

}  // namespace fastidious::flow
