#include "knowledge/library_facts.h"

namespace fastidious::knowledge {
namespace {

using Kind = semantic::LibraryFact::Kind;

// RETURNS(callable, class), AWAITS(coroutine function, class), ATTRIBUTE(name, class),
// ALIAS(name, canonical name), BASE(class, base class); the _OF forms add the class of the items.
#define RETURNS(name, type) {Kind::Returns, name, type, ""},
#define RETURNS_OF(name, type, element) {Kind::Returns, name, type, element},
#define AWAITS(name, type) {Kind::Awaits, name, type, ""},
#define AWAITS_OF(name, type, element) {Kind::Awaits, name, type, element},
#define ATTRIBUTE(name, type) {Kind::Attribute, name, type, ""},
#define ATTRIBUTE_OF(name, type, element) {Kind::Attribute, name, type, element},
#define ALIAS(name, canonical) {Kind::Alias, name, canonical, ""},
#define BASE(name, base) {Kind::Base, name, base, ""},
constexpr semantic::LibraryFact kFacts[] = {
#include "knowledge/libraries/fastapi.def"
#include "knowledge/libraries/fastcrud.def"
#include "knowledge/libraries/google_cloud.def"
#include "knowledge/libraries/http_clients.def"
#include "knowledge/libraries/loggers.def"
#include "knowledge/libraries/postgresql.def"
#include "knowledge/libraries/pydantic.def"
#include "knowledge/libraries/sqlalchemy.def"
#include "knowledge/libraries/standard_library.def"
};
#undef RETURNS
#undef RETURNS_OF
#undef AWAITS
#undef AWAITS_OF
#undef ATTRIBUTE
#undef ATTRIBUTE_OF
#undef ALIAS
#undef BASE

}  // namespace

semantic::LibraryFacts library_facts() { return kFacts; }

}  // namespace fastidious::knowledge
