#include "semantic/exception_text.h"

#include <algorithm>

#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

constexpr int kMaxHops = 4;

constexpr std::string_view kTracebacks[] = {"traceback.format_exc", "traceback.format_exception",
                                            "traceback.format_tb",
                                            "traceback.format_exception_only"};
// Attributes and functions that give the text.
constexpr std::string_view kTelling[] = {"args", "message", "msg", "orig", "stderr"};
constexpr std::string_view kConversions[] = {"builtins.str", "builtins.repr", "builtins.format",
                                             "builtins.ascii"};

class TextSearch {
 public:
  explicit TextSearch(const NamedException& exception)
      : exception_(exception), file_(*exception.file) {}

  bool holds(const Expr& expr, int hops = 0) const {
    const auto* name = expr.as<Name>();
    if (name != nullptr && is_exception(*name)) return exception_.is_text_itself;  // detail=e
    const auto nodes = file_.tree().subtree(expr);
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](const Node* node) { return tells(*node, hops); });
  }

 private:
  bool is_exception(const Name& name) const {
    return !exception_.name.empty() && name.name == exception_.name;
  }

  bool tells(const Node& node, int hops) const {
    if (const auto* call = node.as<Call>()) {
      return is_one_of(file_.resolve(*call->func), kTracebacks);
    }
    const auto* name = node.as<Name>();
    if (name == nullptr) return false;
    return is_exception(*name) ? is_used_as_text(*name) : stands_for_text(*name, hops);
  }

  // `str(e) if isinstance(e, OutOfStock) else "failed"`: a text that was written for somebody.
  bool is_of_chosen_class(const Name& name) const {
    const Node* below = &name;
    for (const Node* at = file_.parent(name); at != nullptr && at != exception_.scope;
         below = at, at = file_.parent(*at)) {
      const auto* choice = at->as<IfExp>();
      if (choice == nullptr || choice->body != below) continue;
      const auto* test = choice->test->as<Call>();
      if (test != nullptr && file_.resolve(*test->func) == "builtins.isinstance") return true;
    }
    return false;
  }

  bool is_used_as_text(const Name& name) const {
    if (is_of_chosen_class(name)) return false;
    const Node* parent = file_.parent(name);
    if (parent->is(Kind::FormattedValue) || parent->is(Kind::BinOp)) return true;
    if (parent->is(Kind::Dict) || parent->is(Kind::ListExpr)) return exception_.is_text_itself;
    if (parent->is(Kind::Tuple)) return as<BinOp>(file_.parent(*parent)) != nullptr;
    if (const auto* attribute = as<Attribute>(parent)) {
      return is_one_of(file_.text(attribute->attr), kTelling);
    }
    const auto* call = as<Call>(parent);
    if (call == nullptr) return false;
    const auto* method = call->func->as<Attribute>();
    return is_one_of(file_.resolve(*call->func), kConversions) ||
           (method != nullptr && file_.text(method->attr) == "format");
  }

  // message = str(e) … detail=message
  bool stands_for_text(const Name& name, int hops) const {
    if (hops >= kMaxHops) return false;
    const std::vector<const Binding*> bindings = reaching_bindings(file_, name);
    return std::any_of(bindings.begin(), bindings.end(), [&](const Binding* binding) {
      return binding->value != nullptr && exception_.scope->encloses(*binding->value) &&
             !binding->value->encloses(name) && holds(*binding->value, hops + 1);
    });
  }

  const NamedException& exception_;
  const FileModel& file_;
};

}  // namespace

bool holds_exception_text(const NamedException& exception, const Expr& expr) {
  return TextSearch(exception).holds(expr);
}

}  // namespace fastidious::semantic
