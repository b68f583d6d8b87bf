#include "semantic/docstring_titles.h"

#include <array>

#include "text/words.h"

namespace fastidious::semantic {
namespace {

struct Title {
  std::string_view text;
  SectionKind kind;
};
// The sections of both styles (sphinx.ext.napoleon, numpydoc, pydocstyle), and usual misspellings.
constexpr std::array<Title, 54> kTitles = {{
    {"args", SectionKind::Parameters},
    {"arg", SectionKind::Parameters},
    {"arguments", SectionKind::Parameters},
    {"parameters", SectionKind::Parameters},
    {"params", SectionKind::Parameters},
    {"inputs", SectionKind::Parameters},
    {"path parameters", SectionKind::Parameters},
    {"query parameters", SectionKind::Parameters},
    {"keyword args", SectionKind::OtherParameters},
    {"keyword arguments", SectionKind::OtherParameters},
    {"other args", SectionKind::OtherParameters},
    {"other arguments", SectionKind::OtherParameters},
    {"other parameters", SectionKind::OtherParameters},
    {"other params", SectionKind::OtherParameters},
    {"kwargs", SectionKind::OtherParameters},
    {"returns", SectionKind::Returns},
    {"return", SectionKind::Returns},
    {"yields", SectionKind::Yields},
    {"yield", SectionKind::Yields},
    {"raises", SectionKind::Raises},
    {"raise", SectionKind::Raises},
    {"exceptions", SectionKind::Raises},
    {"attributes", SectionKind::Attributes},
    {"example", SectionKind::Other},
    {"examples", SectionKind::Other},
    {"usage", SectionKind::Other},
    {"usage example", SectionKind::Other},
    {"note", SectionKind::Other},
    {"notes", SectionKind::Other},
    {"warning", SectionKind::Other},
    {"warnings", SectionKind::Other},
    {"warns", SectionKind::Other},
    {"see also", SectionKind::Other},
    {"references", SectionKind::Other},
    {"todo", SectionKind::Other},
    {"tip", SectionKind::Other},
    {"hint", SectionKind::Other},
    {"important", SectionKind::Other},
    {"caution", SectionKind::Other},
    {"danger", SectionKind::Other},
    {"error", SectionKind::Other},
    {"errors", SectionKind::Other},
    {"attention", SectionKind::Other},
    {"methods", SectionKind::Other},
    {"receives", SectionKind::Other},
    {"responses", SectionKind::Other},
    {"response", SectionKind::Other},
    {"request body", SectionKind::Other},
    {"short summary", SectionKind::Other},
    {"extended summary", SectionKind::Other},
    {"side effects", SectionKind::Other},
    {"security", SectionKind::Other},
    {"permissions", SectionKind::Other},
    {"summary", SectionKind::Other},
}};

struct Field {
  std::string_view text;
  SectionKind kind;
};
constexpr std::array<Field, 17> kFields = {{{"param", SectionKind::Parameters},
                                            {"parameter", SectionKind::Parameters},
                                            {"arg", SectionKind::Parameters},
                                            {"argument", SectionKind::Parameters},
                                            {"key", SectionKind::OtherParameters},
                                            {"keyword", SectionKind::OtherParameters},
                                            {"kwarg", SectionKind::OtherParameters},
                                            {"returns", SectionKind::Returns},
                                            {"return", SectionKind::Returns},
                                            {"yields", SectionKind::Yields},
                                            {"yield", SectionKind::Yields},
                                            {"raises", SectionKind::Raises},
                                            {"raise", SectionKind::Raises},
                                            {"except", SectionKind::Raises},
                                            {"exception", SectionKind::Raises},
                                            {"type", SectionKind::Parameters},
                                            {"rtype", SectionKind::Returns}}};

}  // namespace

std::optional<SectionKind> kind_of_title(std::string_view text) {
  if (text.empty() || text.size() > 20) return std::nullopt;
  for (const Title& title : kTitles) {
    const bool may_be = title.text.size() == text.size() && title.text[0] == (text[0] | 0x20);
    if (may_be && same_but_for_case(text, title.text)) return title.kind;
  }
  return std::nullopt;
}

std::optional<SectionKind> kind_of_field(std::string_view text) {
  for (const Field& field : kFields) {
    if (text == field.text) return field.kind;
  }
  return std::nullopt;
}

}  // namespace fastidious::semantic
