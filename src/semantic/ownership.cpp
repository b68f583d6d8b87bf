#include "semantic/ownership.h"

#include <algorithm>

namespace fastidious::semantic {

using namespace syntax;

namespace {

class OwnershipReader {
 public:
  OwnershipReader(const FileModel& file, Releases releases, Releases borrows)
      : file_(file), releases_(releases), borrows_(borrows) {}

  Ownership of_value(const Expr& value) const {
    const Node* parent = file_.parent(value);
    if (parent->is(Kind::Await)) {
      return of_value(*parent->as<Expr>());
    }
    if (parent->is(Kind::WithItem)) {
      return Ownership::Managed;
    }
    if (const auto* loop = parent->as<For>()) {
      return loop->iter == &value ? Ownership::Dropped : Ownership::Elsewhere;
    }
    if (parent->is(Kind::ExprStmt) || parent->is(Kind::Comprehension)) {
      return Ownership::Dropped;
    }
    if (const auto* attribute = parent->as<Attribute>()) {
      return of_chain(*attribute);
    }
    if (const auto* call = parent->as<Call>()) {
      return borrows_(file_.resolve(call->func)) ? Ownership::Dropped : Ownership::Elsewhere;
    }
    const Name* name = name_of(*parent);
    return name == nullptr ? Ownership::Elsewhere : of_name(*name);
  }

 private:
  // The one name that an assignment gives its value.
  static const Name* name_of(const Node& statement) {
    if (const auto* declared = statement.as<AnnAssign>()) {
      return declared->target->as<Name>();
    }
    const auto* assignment = statement.as<Assign>();
    return assignment == nullptr || assignment->targets.size() != 1
               ? nullptr
               : assignment->targets[0]->as<Name>();
  }

  // `open(path).read()`: the value has no name, so nobody can close it.
  Ownership of_chain(const Attribute& attribute) const {
    const auto* call = as<Call>(file_.parent(attribute));
    const std::string_view method = file_.text(attribute.attr);
    if (call == nullptr || call->func != &attribute || method.starts_with("__")) {
      return Ownership::Elsewhere;
    }
    return releases_(method) ? Ownership::Managed : Ownership::Dropped;
  }

  Ownership of_name(const Name& name) const {
    const FunctionDef* function = file_.enclosing_function(name);
    const SymbolId symbol = file_.scopes().symbol_of(name);
    if (function == nullptr || !symbol.valid()) {
      return Ownership::Elsewhere;  // a module's: it lives as long as the process
    }
    const Symbol& info = file_.scopes().symbol(symbol);
    if (info.binding_count > 1 || (info.flags & kCell) != 0 ||
        file_.scopes().scope(info.scope).node != function) {
      return Ownership::Elsewhere;
    }
    Ownership found = Ownership::Never;
    for (const auto* use : file_.tree().nodes_of<Name>(*function)) {
      if (use->name != name.name || use->context != Context::Load || use->id < name.id) {
        continue;
      }
      found = std::min(found, of_use(*use, name));
    }
    return found;
  }

  Ownership of_use(const Name& use, const Name& given) const {
    const Node* parent = file_.parent(use);
    if (const auto* attribute = parent->as<Attribute>()) {
      if (releases_(file_.text(attribute->attr))) {
        const bool called = as<Call>(file_.parent(*attribute)) != nullptr;
        return called && !in_finally(use) && may_fail_between(given, use) ? Ownership::Sometimes
                                                                          : Ownership::Managed;
      }
      return Ownership::Never;
    }
    if (parent->is(Kind::WithItem)) {
      return Ownership::Managed;
    }
    if (const auto* call = parent->as<Call>()) {
      return borrows_(file_.resolve(call->func)) ? Ownership::Never : Ownership::Elsewhere;
    }
    const auto* loop = parent->as<For>();
    const bool only_looks = parent->is(Kind::Compare) || parent->is(Kind::If) ||
                            parent->is(Kind::UnaryOp) || (loop != nullptr && loop->iter == &use);
    return only_looks ? Ownership::Never : Ownership::Elsewhere;
  }

  // Whether something is called between the statement of one and that of the other.
  bool may_fail_between(const Name& given, const Name& use) const {
    const std::uint32_t begin = file_.enclosing_statement(given).last.value + 1;
    for (std::uint32_t i = begin; i < use.id.value; ++i) {
      const Node& node = *file_.tree().nodes()[i];
      if ((node.is(Kind::Call) && !node.encloses(use)) || node.is(Kind::Raise)) {
        return true;
      }
    }
    return false;
  }

  // Also in an except clause that raises again; the other way out is then taken care of too.
  bool in_finally(const Node& node) const {
    for (const Node* at = file_.parent(node); at != nullptr; at = file_.parent(*at)) {
      const auto* attempt = at->as<Try>();
      if (attempt != nullptr && !attempt->finalbody.empty() &&
          attempt->finalbody.front()->id <= node.id && node.id <= attempt->finalbody.back()->last) {
        return true;
      }
      if (at->is(Kind::ExceptHandler)) {
        return true;
      }
    }
    return false;
  }

  const FileModel& file_;
  Releases releases_;
  Releases borrows_;
};

}  // namespace

Ownership ownership_of(const FileModel& file, const Call& call, Releases releases,
                       Releases borrows) {
  return OwnershipReader(file, releases, borrows).of_value(call);
}

}  // namespace fastidious::semantic
