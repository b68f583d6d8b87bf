#include "semantic/string_parts.h"

#include <algorithm>
#include <utility>

#include "base/known_names.h"
#include "semantic/brace_format.h"
#include "semantic/model.h"
#include "semantic/percent_format.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Methods that give their string back with other white space, case or ends.
constexpr std::string_view kKeepingMethods[] = {
    "strip",        "lstrip",       "rstrip", "upper",      "lower",
    "removeprefix", "removesuffix", "encode", "expandtabs", "casefold"};
constexpr std::string_view kKeepingFunctions[] = {
    "builtins.str",  "textwrap.dedent", "inspect.cleandoc", "builtins.sorted",
    "builtins.list", "builtins.tuple",  "builtins.set",     "builtins.reversed"};

const ExprList* items_of(const Expr& expr) {
  if (const auto* list = expr.as<ListExpr>()) return &list->elts;
  if (const auto* tuple = expr.as<Tuple>()) return &tuple->elts;
  if (const auto* set = expr.as<Set>()) return &set->elts;
  return nullptr;
}

// A call whose function is being looked into: its parameters stand for the call's arguments.
struct Frame {
  const FileModel* file = nullptr;  // of the call
  const Call* call = nullptr;
  const FunctionDef* function = nullptr;
  const Frame* outer = nullptr;
  int depth = 0;
};

// Which element of a value is meant: of a tuple that is taken apart.
constexpr int kWhole = -1;

class PartsFinder {
 public:
  explicit PartsFinder(const StringPartsOptions& options) : options_(options) {}

  StringParts find(const FileModel& file, const Expr& expr) {
    add(file, expr, nullptr);
    return std::move(out_);
  }

 private:
  void add(const FileModel& file, const Expr& expr, const Frame* frame, int element = kWhole) {
    constexpr int kMaxSteps = 400;
    constexpr int kMaxDepth = 40;
    if (++steps_ > kMaxSteps || depth_ >= kMaxDepth) {
      add_value(file, expr, PartKind::Open, frame);
      return;
    }
    ++depth_;
    compute(file, expr, frame, element);
    --depth_;
  }

  void add_value(const FileModel& file, const Expr& expr, PartKind kind, const Frame* frame) {
    out_.parts.push_back({kind, {}, &file, &expr, frame != nullptr});
  }

  void add_text(std::string text, const FileModel& file, const Expr& expr) {
    out_.parts.push_back({PartKind::Text, std::move(text), &file, &expr, false});
  }

  void compute(const FileModel& file, const Expr& expr, const Frame* frame, int element) {
    const ExprList* items = items_of(expr);
    if (items != nullptr) {
      add_items(file, *items, frame, element);
    } else if (auto constant = file.constant(expr); constant) {
      add_constant(file, expr, std::move(*constant));
    } else if (options_.is_trusted != nullptr && options_.is_trusted(file, expr)) {
      add_value(file, expr, PartKind::Trusted, frame);
    } else {
      add_composed(file, expr, frame, element);
    }
  }

  void add_items(const FileModel& file, const ExprList& items, const Frame* frame, int element) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (element == kWhole || element == static_cast<int>(i)) add(file, *items[i], frame);
    }
  }

  void add_constant(const FileModel& file, const Expr& expr, ConstantValue value) {
    const bool is_text =
        value.type == ConstantValue::Type::Str || value.type == ConstantValue::Type::Bytes;
    add_text(is_text ? std::move(value.text) : std::to_string(value.integer), file, expr);
  }

  void add_composed(const FileModel& file, const Expr& expr, const Frame* frame, int element) {
    switch (expr.kind) {
      case Kind::JoinedStr: return add_joined(file, *expr.as<JoinedStr>(), frame);
      case Kind::BinOp: return add_operation(file, *expr.as<BinOp>(), frame);
      case Kind::Call: return add_call(file, *expr.as<Call>(), frame, element);
      case Kind::Name: return add_name(file, *expr.as<Name>(), frame, element);
      case Kind::IfExp:
        add(file, *expr.as<IfExp>()->body, frame, element);
        return add(file, *expr.as<IfExp>()->orelse, frame, element);
      case Kind::BoolOp: return add_items(file, expr.as<BoolOp>()->values, frame, kWhole);
      case Kind::NamedExpr: return add(file, *expr.as<NamedExpr>()->value, frame, element);
      case Kind::Await: return add(file, *expr.as<Await>()->value, frame, element);
      case Kind::Starred: return add(file, *expr.as<Starred>()->value, frame);
      case Kind::Subscript: return add_subscript(file, *expr.as<Subscript>(), frame);
      case Kind::ListComp:
      case Kind::SetComp:
      case Kind::GeneratorExp: return add(file, *expr.as<ElementComp>()->elt, frame);
      default: return add_other(file, expr, frame);
    }
  }

  void add_other(const FileModel& file, const Expr& expr, const Frame* frame) {
    add_value(file, expr, kind_of_value(file, expr), frame);
  }

  // ---- f-strings, operators
  // ------------------------------------------------------------------------

  void add_joined(const FileModel& file, const JoinedStr& joined, const Frame* frame) {
    out_.is_built = true;
    for (const Expr* part : joined.values) {
      const auto* hole = part->as<FormattedValue>();
      if (hole == nullptr) {
        add(file, *part, frame);
      } else if (formats_number(hole->format_spec)) {
        add_value(file, *hole->value, PartKind::Number, frame);
      } else if (options_.is_trusted != nullptr && options_.is_trusted(file, *hole)) {
        add_value(file, *hole->value, PartKind::Trusted, frame);
      } else {
        add(file, *hole->value, frame);
      }
    }
  }

  // `:d`, `:04x`, `:.2f`: formatting anything but a number so raises
  static bool formats_number(const Expr* spec) {
    const auto* joined = as<JoinedStr>(spec);
    if (joined == nullptr || joined->values.size() != 1) return false;
    const auto* text = joined->values[0]->as<Constant>();
    return text != nullptr && !text->value.empty() &&
           std::string_view("dbxXofFeEgGn").find(text->value.back()) != std::string_view::npos;
  }

  void add_operation(const FileModel& file, const BinOp& operation, const Frame* frame) {
    if (operation.op == Operator::Add) {
      out_.is_built = true;
      add(file, *operation.left, frame);
      add(file, *operation.right, frame);
    } else if (operation.op == Operator::Mult) {
      add(file, items_of(*operation.right) != nullptr ? *operation.right : *operation.left, frame);
    } else if (operation.op == Operator::Mod) {
      add_percent(file, operation, frame);
    } else {
      add_other(file, operation, frame);
    }
  }

  // "… %s …" % x
  void add_percent(const FileModel& file, const BinOp& operation, const Frame* frame) {
    const auto pattern = file.constant_string(*operation.left);
    if (!pattern && file.type_of(operation) != "builtins.str" &&
        file.type_of(operation.left) != "builtins.str") {
      return add_other(file, operation, frame);
    }
    out_.is_built = out_.by_percent = true;
    if (!pattern) {
      add(file, *operation.left, frame);
      return add(file, *operation.right, frame);
    }
    std::size_t index = 0;
    for (const PercentPiece& piece : percent_pieces(*pattern)) {
      if (piece.conversion == 0) {
        add_text(std::string(piece.text), file, *operation.left);
      } else if (const Expr* value = percent_value(*operation.right, piece, index++)) {
        piece.is_number() ? add_value(file, *value, PartKind::Number, frame)
                          : add(file, *value, frame);
      }
    }
  }

  // ---- calls
  // -----------------------------------------------------------------------------------------

  void add_call(const FileModel& file, const Call& call, const Frame* frame, int element) {
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file.text(method->attr) : std::string_view{};
    const std::string_view target = file.resolve(call.func);
    if (name == "format") return add_format(file, call, *method, frame);
    if (name == "join" && call.args.size() == 1 && target != "os.path.join") {
      out_.is_built = true;
      add(file, *method->value, frame);
      return add_elements(file, *call.args.front(), frame);
    }
    if (name == "replace" && call.args.size() >= 2) {
      out_.is_built = true;
      add(file, *method->value, frame);
      return add(file, *call.args[1], frame);
    }
    if (is_one_of(name, kKeepingMethods)) return add(file, *method->value, frame);
    if (name == "get" && is_constant_mapping(file, *method->value)) {
      if (call.args.size() < 2) return add_value(file, call, PartKind::Choice, frame);
      return add(file, *call.args[1], frame);
    }
    if (is_one_of(target, kKeepingFunctions) && !call.args.empty()) {
      return add_elements(file, *call.args.front(), frame);
    }
    add_project_call(file, call, frame, element);
  }

  void add_format(const FileModel& file, const Call& call, const Attribute& method,
                  const Frame* frame) {
    const std::string_view type = file.type_of(method.value);
    if (!type.empty() && type != "builtins.str") {
      return add_other(file, call, frame);
    }
    out_.is_built = true;
    const auto pattern = file.constant_string(*method.value);
    const auto pieces = pattern ? brace_pieces(*pattern, call, file) : std::vector<BracePiece>{};
    for (const BracePiece& piece : pieces) add_piece(file, method, piece, frame);
    if (!pieces.empty()) return;
    add(file, *method.value, frame);
    for (const Expr* value : call.args) add(file, *value, frame);
    for (const Keyword* keyword : call.keywords) add(file, *keyword->value, frame);
  }

  void add_piece(const FileModel& file, const Attribute& method, const BracePiece& piece,
                 const Frame* frame) {
    if (piece.value == nullptr) {
      add_text(piece.text, file, *method.value);
    } else if (piece.is_number) {
      add_value(file, *piece.value, PartKind::Number, frame);
    } else {
      add(file, *piece.value, frame);
    }
  }

  // What a function of the repository returns, its parameters standing for the arguments.
  void add_project_call(const FileModel& file, const Call& call, const Frame* frame, int element) {
    constexpr int kMaxFrames = 3;
    constexpr std::size_t kMaxNodes = 5'000;
    const PartKind known = kind_of_value(file, call);
    const Definition found = file.definition_of(*call.func);
    const auto* function = as<FunctionDef>(found.node);
    const int depth = frame != nullptr ? frame->depth + 1 : 1;
    if (known != PartKind::Open || function == nullptr || depth > kMaxFrames ||
        found.file->tree().subtree(*function).size() > kMaxNodes) {
      return add_value(file, call, known, frame);
    }
    const Frame inner{&file, &call, function, frame, depth};
    const std::size_t before = out_.parts.size();
    for (const Node* node : found.file->tree().subtree(*function)) {
      const auto* result = node->as<Return>();
      if (result != nullptr && result->value != nullptr &&
          found.file->enclosing_function(*result) == function) {
        add(*found.file, *result->value, &inner, element);
      }
    }
    if (out_.parts.size() == before) add_value(file, call, PartKind::Open, frame);
  }

  // ---- names
  // -----------------------------------------------------------------------------------------

  void add_name(const FileModel& file, const Name& name, const Frame* frame, int element) {
    const PartKind known = kind_of_value(file, name);
    if (known != PartKind::Open) {
      return add_value(file, name, known, frame);
    }
    const std::vector<const Binding*> bindings = reaching_bindings(file, name);
    const bool is_in_work =
        std::find(names_.begin(), names_.end(), &name) != names_.end() || names_.size() > 12;
    if (bindings.empty() || is_in_work) {
      return add_imported(file, name, frame);
    }
    names_.push_back(&name);
    for (const Binding* binding : bindings) add_binding(file, name, *binding, frame, element);
    if (is_list(bindings)) add_appended(file, name, frame);
    names_.pop_back();
  }

  void add_binding(const FileModel& file, const Name& name, const Binding& binding,
                   const Frame* frame, int element) {
    if (binding.kind == BindingKind::Parameter) {
      add_parameter(file, name, *binding.node->as<Arg>(), frame, element);
    } else if (const Expr* iterable = iterable_of(file, binding)) {
      add_loop_variable(file, name, binding, *iterable, frame);
    } else if (const Expr* value = unpacked_value(file, binding)) {
      const int position = position_in_target(file, binding);
      position >= 0 ? add(file, *value, frame, position)
                    : add_value(file, name, PartKind::Open, frame);
    } else if (binding.kind == BindingKind::ImportFrom || binding.value == nullptr) {
      add_imported(file, name, frame);
    } else {
      out_.is_built = out_.is_built || binding.kind == BindingKind::Augmented;
      add(file, *binding.value, frame, element);
    }
  }

  void add_parameter(const FileModel& file, const Name& name, const Arg& arg, const Frame* frame,
                     int element) {
    const Node* function = file.parent(*file.parent(arg));
    if (frame == nullptr || frame->function != function) {
      return add_value(file, name, PartKind::Open, frame);
    }
    if (const Expr* passed = passed_for(*frame, arg)) {
      return add(*frame->file, *passed, frame->outer, element);
    }
    arg.default_value != nullptr ? add(file, *arg.default_value, frame, element)
                                 : add_value(file, name, PartKind::Open, frame);
  }

  static const Expr* passed_for(const Frame& frame, const Arg& arg) {
    const List<Arg*>& all = frame.function->args->all;
    const bool has_self =
        !all.empty() && (all[0]->name == names::self || all[0]->name == names::cls);
    int index = -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool positional =
          arg.passing == Passing::Plain || arg.passing == Passing::PositionalOnly;
      if (all[i] == &arg && positional) index = static_cast<int>(i) - (has_self ? 1 : 0);
    }
    return argument(*frame.call, index, arg.name);
  }

  void add_loop_variable(const FileModel& file, const Name& name, const Binding& binding,
                         const Expr& iterable, const Frame* frame) {
    const bool is_plain = file.parent(*binding.node)->as<For>() != nullptr ||
                          file.parent(*binding.node)->as<Comprehension>() != nullptr;
    const auto* call = iterable.as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    const bool of_mapping =
        is_constant_mapping(file, method != nullptr ? *method->value : iterable);
    if (of_mapping) {
      add_value(file, name, PartKind::Choice, frame);
    } else if (is_plain) {
      const std::size_t before = out_.parts.size();
      add_elements(file, iterable, frame);
      if (out_.parts.size() == before + 1 && out_.parts.back().kind == PartKind::Open &&
          out_.parts.back().node == &iterable) {
        out_.parts.back().node = &name;
      }
    } else {
      add_value(file, name, PartKind::Open, frame);
    }
  }

  // The items of a container: what it is displayed with, and what is appended to it. A string that
  // stands where a container is expected is its characters; taking it whole is on the safe side.
  void add_elements(const FileModel& file, const Expr& container, const Frame* frame) {
    if (const auto* mapping = container.as<Dict>()) {
      for (const Expr* key : mapping->keys) {
        key != nullptr ? add(file, *key, frame) : add_value(file, container, PartKind::Open, frame);
      }
      return;
    }
    add(file, container, frame);
  }

  static bool is_list(const std::vector<const Binding*>& bindings) {
    return std::any_of(bindings.begin(), bindings.end(), [](const Binding* binding) {
      const Expr* value = binding->value;
      const auto* call = as<Call>(value);
      return value != nullptr && (value->is(Kind::ListExpr) || value->is(Kind::ListComp) ||
                                  (call != nullptr && call->args.empty()));
    });
  }

  // What `name.append(x)`, `name.extend(x)` and `name.insert(i, x)` add in the function of `name`.
  void add_appended(const FileModel& file, const Name& name, const Frame* frame) {
    const FunctionDef* function = file.enclosing_function(name);
    const Node& region =
        function != nullptr ? *function : static_cast<const Node&>(file.tree().root());
    constexpr std::size_t kMaxNodes = 20'000;
    for (const Node* node : file.tree().subtree(region).first(
             std::min(kMaxNodes, file.tree().subtree(region).size()))) {
      const auto* call = node->as<Call>();
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      const auto* receiver = method != nullptr ? method->value->as<Name>() : nullptr;
      if (receiver == nullptr || receiver->name != name.name || call->args.empty()) {
        continue;
      }
      const std::string_view verb = file.text(method->attr);
      if (verb == "append" || verb == "extend" || verb == "insert" || verb == "add") {
        add_elements(file, *call->args.back(), frame);
      }
    }
  }

  // A name of another module, or of nothing that is known.
  void add_imported(const FileModel& file, const Expr& name, const Frame* frame) {
    add_value(file, name, PartKind::Open, frame);
  }

  // ---- subscripts
  // ------------------------------------------------------------------------------------

  void add_subscript(const FileModel& file, const Subscript& subscript, const Frame* frame) {
    if (is_constant_mapping(file, *subscript.value)) {
      add_value(file, subscript, PartKind::Choice, frame);
    } else if (subscript.slice->is(Kind::Slice)) {
      add(file, *subscript.value, frame);
    } else {
      add_other(file, subscript, frame);
    }
  }

  // A dict or list display all of whose values are constant, perhaps by name.
  static bool is_constant_mapping(const FileModel& file, const Expr& expr) {
    const FileModel* owner = &file;
    const Expr* value = &expr;
    if (const auto* name = expr.as<Name>()) {
      const std::vector<const Binding*> bindings = reaching_bindings(file, *name);
      value = bindings.size() == 1 ? bindings[0]->value : nullptr;
    }
    if (value == nullptr || value->is(Kind::Attribute)) {
      const Definition found = file.definition_of(expr);
      const Node* assign = found.node != nullptr ? found.file->parent(*found.node) : nullptr;
      owner = found.file;
      value = as<Assign>(assign) != nullptr      ? as<Assign>(assign)->value
              : as<AnnAssign>(assign) != nullptr ? as<AnnAssign>(assign)->value
                                                 : nullptr;
    }
    if (value == nullptr) return false;
    const auto* mapping = value->as<Dict>();
    const ExprList* items = mapping != nullptr ? &mapping->values : items_of(*value);
    return items != nullptr && !items->empty() &&
           std::all_of(items->begin(), items->end(), [&](const Expr* item) {
             return item != nullptr && (owner->constant(*item) || item->is(Kind::Attribute));
           });
  }

  const StringPartsOptions& options_;
  StringParts out_;
  std::vector<const Name*> names_;
  int steps_ = 0;
  int depth_ = 0;
};

}  // namespace

StringParts string_parts(const FileModel& file, const Expr& expr,
                         const StringPartsOptions& options) {
  return PartsFinder(options).find(file, expr);
}

}  // namespace fastidious::semantic
