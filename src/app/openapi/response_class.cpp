#include "app/openapi/response_class.h"

#include <algorithm>

#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

struct Known {
  std::string_view ending;
  ResponseClass what;
};

const Known* known_class(std::string_view name) {
  static const Known kClasses[] = {
      {"EventSourceResponse", {"text/event-stream", false, true, 200}},
      {"ORJSONResponse", {"application/json", true, false, 200}},
      {"UJSONResponse", {"application/json", true, false, 200}},
      {"JSONResponse", {"application/json", true, false, 200}},
      {"HTMLResponse", {"text/html", false, false, 200}},
      {"PlainTextResponse", {"text/plain", false, false, 200}},
      {"RedirectResponse", {"", false, false, 307}},
      {"StreamingResponse", {"", false, false, 200}},
      {"FileResponse", {"", false, false, 200}},
      {".Response", {"", false, false, 200}},
  };
  const auto* found = std::find_if(std::begin(kClasses), std::end(kClasses),
                                   [&](const Known& one) { return name.ends_with(one.ending); });
  return found == std::end(kClasses) ? nullptr : found;
}

// `media_type = "…"` in the body of the class or of its bases in the repository.
std::string own_media_type(const Definition& one) {
  for (const Stmt* statement : one.node->as<ClassDef>()->body) {
    const auto* plain = statement->as<Assign>();
    const auto* name = plain != nullptr ? as<Name>(plain->targets.front()) : nullptr;
    if (name != nullptr && one.file->text(name->name) == "media_type") {
      return evaluate(*one.file, plain->value).text;
    }
  }
  return {};
}

ResponseClass repository_class(const Definition& cls) {
  ResponseClass result;
  std::string media_type;
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    if (media_type.empty()) media_type = own_media_type(one);
    for (const Expr* base : one.node->as<ClassDef>()->bases) {
      const Known* library = known_class(one.file->resolve(*base));
      if (library != nullptr) result = library->what;
    }
  }
  if (!media_type.empty()) result.media_type = media_type;
  return result;
}

}  // namespace

ResponseClass response_class(const Value& cls) {
  const ResponseClass standard{"application/json", true, false, 200};
  if (!cls.is(Value::Kind::Class)) return standard;
  if (as<ClassDef>(cls.definition.node) != nullptr) return repository_class(cls.definition);
  const Known* library = known_class(cls.text);
  return library != nullptr ? library->what : standard;
}

}  // namespace fastidious::app
