#pragma once
// What is known about libraries that are not part of the repository: which classes calls return,
// which class an attribute has, which names are the same thing. Data only; src/knowledge/ holds it.

#include <cstdint>
#include <span>
#include <string_view>

namespace fastidious::semantic {

struct LibraryFact {
  enum class Kind : std::uint8_t {
    Returns,  // calling `name` gives an instance of `type` ("typing.Self": of the receiver's class)
    Awaits,   // the same after await
    Attribute,  // `name` is an instance of `type`
    Alias,      // `name` is another name of `type`; the latter is the canonical one
    Base,       // class `name` inherits from `type` ("": from nothing that matters)
  };
  Kind kind = Kind::Returns;
  std::string_view name;     // qualified
  std::string_view type;     // qualified
  std::string_view element;  // qualified; of containers and iterators: the class of the items
};

using LibraryFacts = std::span<const LibraryFact>;

}  // namespace fastidious::semantic
