#include "semantic/docstring_types.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "text/words.h"

namespace fastidious::semantic {
namespace {

constexpr int kMaxDepth = 12;

struct Term {
  std::string_view name;  // "|" for a union
  std::vector<Term> arguments;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kSpellings = {{
    {"List", "list"},
    {"Dict", "dict"},
    {"Tuple", "tuple"},
    {"Set", "set"},
    {"Type", "type"},
    {"FrozenSet", "frozenset"},
    {"string", "str"},
    {"String", "str"},
    {"integer", "int"},
    {"Integer", "int"},
    {"boolean", "bool"},
    {"Boolean", "bool"},
    {"Bool", "bool"},
    {"NoneType", "None"},
    {"dictionary", "dict"},
}};
constexpr std::array<std::string_view, 12> kBuiltins = {"str",   "int",       "float",   "bool",
                                                        "bytes", "list",      "dict",    "tuple",
                                                        "set",   "frozenset", "complex", "None"};

std::string_view canonical(std::string_view name) {
  name = name.substr(name.rfind('.') + 1);
  for (const auto& [written, meant] : kSpellings) {
    if (name == written) return meant;
  }
  return name;
}

bool is_builtin(std::string_view name) {
  return std::find(kBuiltins.begin(), kBuiltins.end(), name) != kBuiltins.end();
}

// union: term (("|" | "or") term)*; term: name ("[" union, … "]")? | name "of" term | "(" union ")"
// | "…"
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<Term> whole() {
    std::optional<Term> term = alternatives(0);
    skip_blanks();
    return rest_.empty() ? std::move(term) : std::nullopt;
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n`~"), rest_.size()));
  }
  bool accept(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    const bool is_word = is_word_byte(token.back());
    if (is_word && rest_.size() > token.size() && is_word_byte(rest_[token.size()])) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::optional<Term> alternatives(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    std::optional<Term> first = term(depth);
    if (!first) return std::nullopt;
    Term all{"|", {}};
    add(std::move(*first), all);
    while (accept("|") || accept("or")) {
      std::optional<Term> next = term(depth);
      if (!next) return std::nullopt;
      add(std::move(*next), all);
    }
    return all.arguments.size() == 1 ? std::move(all.arguments.front()) : std::move(all);
  }

  static void add(Term term, Term& all) {
    if (term.name != "|") {
      all.arguments.push_back(std::move(term));
      return;
    }
    for (Term& part : term.arguments) all.arguments.push_back(std::move(part));
  }

  std::optional<Term> term(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    if (accept(":class:")) skip_blanks();
    skip_blanks();
    if (rest_.starts_with('"') || rest_.starts_with('\'')) return quoted(depth);
    if (accept("(")) {
      std::optional<Term> inner = alternatives(depth + 1);
      return accept(")") ? std::move(inner) : std::nullopt;
    }
    Term found{name(), {}};
    if (found.name.empty()) return std::nullopt;
    if (accept("[")) {
      if (!arguments(found, depth)) return std::nullopt;
    } else if (accept("of")) {
      std::optional<Term> item = term(depth + 1);
      if (!item) return std::nullopt;
      found.arguments.push_back(std::move(*item));
    }
    return special(std::move(found));
  }

  std::optional<Term> quoted(int depth) {
    const char quote = rest_.front();
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos || depth > kMaxDepth) return std::nullopt;
    std::optional<Term> inner = Reader(rest_.substr(1, end - 1)).whole();
    rest_.remove_prefix(end + 1);
    return inner;
  }

  std::string_view name() {
    if (accept("...")) return "...";
    std::size_t end = 0;
    while (end < rest_.size() && (is_word_byte(rest_[end]) || rest_[end] == '.')) ++end;
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return canonical(found);
  }

  bool arguments(Term& into, int depth) {
    if (depth > kMaxDepth) return false;
    do {
      if (accept("]")) return true;
      if (accept("[")) {  // of Callable[[…], …]
        Term list{"[]", {}};
        if (!arguments(list, depth + 1)) return false;
        into.arguments.push_back(std::move(list));
        continue;
      }
      std::optional<Term> argument = alternatives(depth + 1);
      if (!argument) return false;
      into.arguments.push_back(std::move(*argument));
    } while (accept(","));
    return accept("]");
  }

  // Optional[X], Union[X, Y] and Annotated[X, …] by what they stand for.
  static Term special(Term term) {
    if (term.arguments.empty()) return term;
    if (term.name == "Annotated" || term.name == "Final" || term.name == "ClassVar") {
      Term first = std::move(term.arguments.front());
      return first;
    }
    if (term.name != "Optional" && term.name != "Union") return term;
    Term all{"|", {}};
    const bool optional = term.name == "Optional";
    for (Term& part : term.arguments) add(std::move(part), all);
    if (optional) all.arguments.push_back({"None", {}});
    return all;
  }

  std::string_view rest_;
};

bool says_anything(const Term& term) {
  return term.name == "Any" || term.name == "object" || term.name == "...";
}

TypeMatch worse(TypeMatch a, TypeMatch b) {
  if (a == TypeMatch::Different || b == TypeMatch::Different) return TypeMatch::Different;
  return a == TypeMatch::Unknown || b == TypeMatch::Unknown ? TypeMatch::Unknown : TypeMatch::Same;
}

TypeMatch match(const Term& documented, const Term& annotated);

TypeMatch match_classes(const Term& documented, const Term& annotated) {
  if (says_anything(documented) || says_anything(annotated)) return TypeMatch::Same;
  if (documented.name != annotated.name) {
    const bool known = is_builtin(documented.name) && is_builtin(annotated.name);
    return known ? TypeMatch::Different : TypeMatch::Unknown;
  }
  if (documented.arguments.empty() || annotated.arguments.empty()) return TypeMatch::Same;
  if (documented.arguments.size() != annotated.arguments.size()) return TypeMatch::Unknown;
  TypeMatch result = TypeMatch::Same;
  for (std::size_t i = 0; i < documented.arguments.size(); ++i) {
    result = worse(result, match(documented.arguments[i], annotated.arguments[i]));
  }
  return result;
}

// The members of a union without None, which defaults explain.
std::vector<const Term*> members(const Term& term) {
  std::vector<const Term*> found;
  if (term.name != "|") return {&term};
  for (const Term& part : term.arguments) {
    if (part.name != "None") found.push_back(&part);
  }
  return found;
}

// The best match of `one` among `others`.
TypeMatch best(const Term& one, const std::vector<const Term*>& others, bool is_documented) {
  TypeMatch result = TypeMatch::Different;
  for (const Term* other : others) {
    const TypeMatch found = is_documented ? match_classes(one, *other) : match_classes(*other, one);
    if (found == TypeMatch::Same) return found;
    if (found == TypeMatch::Unknown) result = found;
  }
  return result;
}

TypeMatch match(const Term& documented, const Term& annotated) {
  const auto left = members(documented);
  const auto right = members(annotated);
  if (left.empty() || right.empty()) return TypeMatch::Unknown;
  TypeMatch result = TypeMatch::Same;
  for (const Term* one : left) result = worse(result, best(*one, right, true));
  for (const Term* one : right) result = worse(result, best(*one, left, false));
  const bool all_known = std::all_of(left.begin(), left.end(),
                                     [](const Term* one) { return is_builtin(one->name); }) &&
                         std::all_of(right.begin(), right.end(),
                                     [](const Term* one) { return is_builtin(one->name); });
  return result == TypeMatch::Different && !all_known ? TypeMatch::Unknown : result;
}

}  // namespace

std::string_view without_remarks(std::string_view documented) {
  for (std::string_view remark :
       {", optional", ",optional", ", default", ", required", " optional"}) {
    documented = documented.substr(0, documented.find(remark));
  }
  return trimmed(documented);
}

TypeMatch compare_types(std::string_view documented, std::string_view annotation) {
  const std::optional<Term> left = Reader(without_remarks(documented)).whole();
  const std::optional<Term> right = Reader(annotation).whole();
  return left && right ? match(*left, *right) : TypeMatch::Unknown;
}

std::string_view documented_builtin(std::string_view documented) {
  const std::optional<Term> term = Reader(without_remarks(documented)).whole();
  return term && is_builtin(term->name) ? term->name : std::string_view{};
}

}  // namespace fastidious::semantic
