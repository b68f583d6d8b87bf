#include "semantic/dump_scopes.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

#include "semantic/symtable_order.h"
#include "syntax/dump_places.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

enum class Reach : std::uint8_t { Local, GlobalExplicit, GlobalImplicit, Free };

struct Entry {
  std::uint16_t flags = 0;
  Reach reach = Reach::Local;
  bool passed_through = false;  // only here because an inner scope uses it
};

// One symtable, as CPython builds it.
struct Table {
  std::string_view type;
  std::string_view name;
  std::int64_t line = 0;
  std::map<std::string_view, Entry> entries;
  std::vector<std::uint32_t> children;
  bool hidden = false;
};

constexpr int kHidesDeferredAnnotations = 10;  // from 3.10 symtable leaves them out
constexpr int kInlinesComprehensions = 12;     // PEP 709

class Symtables {
 public:
  Symtables(const Tree& tree, const SourceText& text, const TokenList& tokens,
            const FileScopes& scopes, const IdentifierTable& names, int minor)
      : tree_(tree), places_(text, tokens, minor), scopes_(scopes), names_(names), minor_(minor) {
    tables_.resize(scopes.scopes().size());
    for (std::uint32_t i = 0; i < tables_.size(); ++i) {
      describe(i);
    }
    for (const Symbol& symbol : scopes.symbols()) {
      add_symbol(symbol);
    }
    for (std::uint32_t i = 0; i < tables_.size(); ++i) {
      add_implicit(i);
    }
    link_children();
    if (minor_ >= kInlinesComprehensions) {
      inline_comprehensions();
    }
  }

  std::string print() {
    print(0, 0);
    out_.pop_back();
    return std::move(out_);
  }

 private:
  const Scope& scope(std::uint32_t i) const { return scopes_.scope(ScopeId{i}); }

  void describe(std::uint32_t i) {
    const Scope& s = scope(i);
    Table& table = tables_[i];
    table.type = type_of(s.kind);
    table.name = name_of(s);
    table.line = s.kind == ScopeKind::Module ? 0 : line_of(place_of(i));
    table.hidden = s.in_deferred_annotation && minor_ >= kHidesDeferredAnnotations;
  }

  // Where CPython says that the scope is: a bound is its own place, other scopes their statement's.
  const Node& place_of(std::uint32_t i) const {
    const auto* param = as<TypeParam>(scope(i).node);
    if (param == nullptr) return *scope(i).node;
    const bool is_second = i > 0 && scope(i - 1).node == scope(i).node;
    return is_second || param->bound == nullptr ? *param->default_value : *param->bound;
  }

  // The line that CPython gives a node: a matter of its own inside f-strings before 3.12.
  std::int64_t line_of(const Node& node) {
    constexpr int kParsesFStrings = 12;  // PEP 701
    std::vector<const FormattedValue*> fields;
    const Node* child = &node;
    for (const Node* at = tree_.parent(node); at != nullptr; child = at, at = tree_.parent(*at)) {
      const auto* field = at->as<FormattedValue>();
      if (field != nullptr && field->value == child) fields.push_back(field);
    }
    if (minor_ >= kParsesFStrings) fields.clear();
    for (std::size_t i = fields.size(); i-- > 0;) {
      places_.enter_field(literals_of(*fields[i]).span(), fields[i]->begin);
    }
    const std::int64_t line = places_.of(node).begin.line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      places_.leave_field();
    }
    return line;
  }

  // The f-string that a field stands in, also where it stands in the format of another field.
  const Node& literals_of(const FormattedValue& field) const {
    const Node* text = tree_.parent(field);
    for (const Node* up = tree_.parent(*text); up != nullptr && up->is(Kind::FormattedValue) &&
                                               up->as<FormattedValue>()->format_spec == text;
         up = tree_.parent(*text)) {
      text = tree_.parent(*up);
    }
    return *text;
  }

  std::string_view type_of(ScopeKind kind) const {
    const bool old = minor_ < 13;
    switch (kind) {
      case ScopeKind::Module: return "module";
      case ScopeKind::Class: return "class";
      case ScopeKind::TypeParameters: return old ? "type parameter" : "type parameters";
      case ScopeKind::TypeVarBound: return old ? "TypeVar bound" : "type variable";
      case ScopeKind::TypeAlias: return "type alias";
      default: return "function";
    }
  }

  std::string_view name_of(const Scope& s) const {
    switch (s.node->kind) {
      case Kind::Module: return "top";
      case Kind::Lambda: return "lambda";
      case Kind::ListComp: return "listcomp";
      case Kind::SetComp: return "setcomp";
      case Kind::DictComp: return "dictcomp";
      case Kind::GeneratorExp: return "genexpr";
      default: return names_.text(s.name);
    }
  }

  void add_symbol(const Symbol& symbol) {
    constexpr std::uint16_t kOurs =
        kUsedInDeferredAnnotation | kUsedInQuotedAnnotation | kCell | kClassCell | kMeansSeveral;
    std::uint16_t flags = symbol.flags & ~kOurs;
    if ((symbol.flags & kUsedInDeferredAnnotation) != 0 && minor_ < kHidesDeferredAnnotations) {
      flags |= kUsed;
    }
    if (flags == 0 || tables_[symbol.scope.value].hidden) {
      return;
    }
    const Reach reach = reach_of(symbol);
    put(symbol.scope.value, names_.text(symbol.name), flags, reach);
    if (reach == Reach::Free) {
      const bool to_class = (symbol.flags & kClassCell) != 0;
      pass_through(symbol.scope, names_.text(symbol.name),
                   to_class ? ScopeId{} : scopes_.symbol(symbol.resolved).scope);
    }
  }

  Reach reach_of(const Symbol& symbol) const {
    if ((symbol.flags & kDeclaredGlobal) != 0) return Reach::GlobalExplicit;
    if ((symbol.flags & kClassCell) != 0) return Reach::Free;
    if (!symbol.resolved.valid()) return Reach::GlobalImplicit;
    const ScopeId meant = scopes_.symbol(symbol.resolved).scope;
    if (meant == symbol.scope) return Reach::Local;
    return is_function_like(scopes_.scope(meant).kind) ? Reach::Free : Reach::GlobalImplicit;
  }

  void put(std::uint32_t table, std::string_view name, std::uint16_t flags, Reach reach) {
    Entry& entry = tables_[table].entries[name];
    entry = {static_cast<std::uint16_t>(entry.flags | flags), reach, false};
  }

  // Scopes between the one that uses a name and the one that binds it (none: the nearest class)
  // know it.
  void pass_through(ScopeId from, std::string_view name, ScopeId until) {
    for (ScopeId at = scopes_.scope(from).parent; at.valid() && at != until;
         at = scopes_.scope(at).parent) {
      if (!until.valid() && scopes_.scope(at).kind == ScopeKind::Class) {
        return;
      }
      tables_[at.value].entries.try_emplace(name, Entry{0, Reach::Free, true});
    }
  }

  bool sees_class(std::uint32_t i) const {
    for (ScopeId at{i};; at = scopes_.scope(at).parent) {
      const ScopeKind kind = scopes_.scope(at).kind;
      if (kind != ScopeKind::TypeParameters && kind != ScopeKind::TypeVarBound &&
          kind != ScopeKind::TypeAlias) {
        return kind == ScopeKind::Class && at.value != i;
      }
    }
  }

  // Names that the compiler makes up.
  void add_implicit(std::uint32_t i) {
    const Scope& s = scope(i);
    if (s.kind == ScopeKind::Comprehension) put(i, ".0", kParameter, Reach::Local);
    if (sees_class(i)) {
      put(i, "__classdict__", kUsed, Reach::Free);
      pass_through(ScopeId{i}, "__classdict__", {});
    }
    const auto* cls = as<ClassDef>(s.node);
    if (cls != nullptr && !cls->type_params.empty()) {
      const bool around = s.kind == ScopeKind::TypeParameters;
      put(i, ".type_params", around ? kLocal | kUsed : kUsed, around ? Reach::Local : Reach::Free);
      put(i, around ? ".generic_base" : "__type_params__", around ? kLocal | kUsed : kLocal,
          Reach::Local);
    }
    const auto* function = as<FunctionDef>(s.node);
    if (function != nullptr && s.kind == ScopeKind::TypeParameters) {
      add_implicit_defaults(i, *function->args);
    }
  }

  void add_implicit_defaults(std::uint32_t i, const Arguments& args) {
    // CPython asks whether there is a list of defaults, which its parser always makes.
    put(i, ".defaults", kParameter, Reach::Local);
    const bool has_keyword_defaults =
        std::any_of(args.all.begin(), args.all.end(), [](const Arg* arg) {
          return arg->passing == Passing::KeywordOnly && arg->default_value != nullptr;
        });
    if (has_keyword_defaults) put(i, ".kwdefaults", kParameter, Reach::Local);
  }

  void link_children() {
    const std::vector<std::uint32_t> order = symtable_order(tree_, scopes_, minor_);
    std::vector<std::uint32_t> by_order(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      by_order[order[i]] = i;
    }
    for (const std::uint32_t i : by_order) {
      if (scope(i).parent.valid() && !tables_[i].hidden) {
        tables_[scope(i).parent.value].children.push_back(i);
      }
    }
  }

  void inline_comprehensions() {
    for (std::uint32_t parent = static_cast<std::uint32_t>(tables_.size()); parent-- > 0;) {
      if (sees_class(parent)) continue;
      const std::vector<std::uint32_t> children = tables_[parent].children;
      for (const std::uint32_t child : children) {
        const bool is_comprehension = scope(child).kind == ScopeKind::Comprehension;
        if (is_comprehension && !scope(child).node->is(Kind::GeneratorExp)) {
          inline_into(parent, child);
        }
      }
    }
  }

  void inline_into(std::uint32_t parent, std::uint32_t child) {
    for (const auto& [name, entry] : tables_[child].entries) {
      if ((entry.flags & kParameter) != 0) continue;
      const auto [at, fresh] = tables_[parent].entries.try_emplace(name, entry);
      if (!fresh && at->second.passed_through && !entry.passed_through) {
        at->second = entry;
      }
      if (fresh && entry.reach == Reach::Free && name == "__class__" &&
          scope(parent).kind == ScopeKind::Class) {
        at->second.reach = Reach::GlobalImplicit;
      }
    }
    std::vector<std::uint32_t>& siblings = tables_[parent].children;
    const std::vector<std::uint32_t> inner = std::move(tables_[child].children);
    const auto at = siblings.erase(std::find(siblings.begin(), siblings.end(), child));
    siblings.insert(at, inner.begin(), inner.end());
  }

  void print(std::uint32_t i, std::size_t depth) {
    const Table& table = tables_[i];
    out_.append(2 * depth, ' ');
    fmt::format_to(std::back_inserter(out_), "{} '{}' {}\n", table.type, table.name, table.line);
    for (const auto& [name, entry] : table.entries) {
      out_.append(2 * depth, ' ');
      fmt::format_to(std::back_inserter(out_), "- '{}':", name);
      print_facts(table, name, entry);
    }
    for (const std::uint32_t child : table.children) {
      print(child, depth + 1);
    }
  }

  void print_facts(const Table& table, std::string_view name, const Entry& entry) {
    // symtable.Symbol tells the module's scope by its name.
    const bool module_bound = table.name == "top" && (entry.flags & kBound) != 0;
    const bool is_namespace =
        std::any_of(table.children.begin(), table.children.end(),
                    [&](std::uint32_t child) { return tables_[child].name == name; });
    const bool global =
        entry.reach == Reach::GlobalExplicit || entry.reach == Reach::GlobalImplicit;
    const std::pair<std::string_view, bool> facts[] = {
        {"annotated", (entry.flags & kAnnotated) != 0},
        {"assigned", (entry.flags & kLocal) != 0},
        {"declared_global", entry.reach == Reach::GlobalExplicit},
        {"free", entry.reach == Reach::Free},
        {"global", global || module_bound},
        {"imported", (entry.flags & kImported) != 0},
        {"local", entry.reach == Reach::Local || module_bound},
        {"namespace", is_namespace},
        {"nonlocal", (entry.flags & kDeclaredNonlocal) != 0},
        {"parameter", (entry.flags & kParameter) != 0},
        {"referenced", (entry.flags & kUsed) != 0},
    };
    out_ += ' ';
    bool first = true;
    for (const auto& [word, holds] : facts) {
      if (!holds) continue;
      out_.append(first ? "" : " ").append(word);
      first = false;
    }
    out_ += '\n';
  }

  const Tree& tree_;
  Places places_;
  const FileScopes& scopes_;
  const IdentifierTable& names_;
  const int minor_;
  std::vector<Table> tables_;
  std::string out_;
};

}  // namespace

std::string dump_scopes(const Tree& tree, const SourceText& text, const FileScopes& scopes,
                        IdentifierCache& names, int minor) {
  const TokenStream stream = lex(text, names);
  return Symtables(tree, text, stream.tokens, scopes, names.table(), minor).print();
}

}  // namespace fastidious::semantic
