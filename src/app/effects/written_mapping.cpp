#include "app/effects/written_mapping.h"

#include <algorithm>

#include "app/effects/orm_queries.h"
#include "app/effects/passed_parameters.h"
#include "app/effects/sites.h"
#include "app/models/orm_class.h"
#include "semantic/function_bodies.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 3;

class MappingReader {
 public:
  MappingReader(const Definition& function, const Arg& mapping, int depth)
      : function_(function), file_(*function.file), mapping_(mapping), depth_(depth) {}

  const Node* find() const {
    for (const auto* loop : file_.tree().nodes_of<For>(*function_.node)) {
      if (const Node* write = write_in(*loop)) return write;
    }
    for (const auto* call : file_.tree().nodes_of<Call>(*function_.node)) {
      if (const Node* write = write_by(*call)) return write;
    }
    return made_statement();
  }

 private:
  bool is_mapping(const Expr& expr) const { return is_parameter(file_, expr, mapping_); }

  // `mapping`, `mapping.items()`, `mapping.keys()`
  bool runs_over(const Expr& iterable) const {
    const auto* call = iterable.as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr) return is_mapping(iterable);
    const std::string_view name = file_.text(method->attr);
    return (name == "items" || name == "keys") && is_mapping(*method->value);
  }

  // A loop whose body asks nothing before it sets the attribute.
  const Node* write_in(const For& loop) const {
    if (!runs_over(*loop.iter)) return nullptr;
    for (const Stmt* statement : loop.body) {
      const auto* expression = statement->as<ExprStmt>();
      const auto* call = expression != nullptr ? as<Call>(expression->value) : nullptr;
      if (call != nullptr && file_.resolve(*call->func) == "builtins.setattr") return call;
      if (statement->is(Kind::If)) return nullptr;
    }
    return nullptr;
  }

  const Node* write_by(const Call& call) const {
    for (const Keyword* keyword : call.keywords) {
      if (!keyword->arg && is_mapping(*keyword->value) && takes_columns(call)) return &call;
    }
    const auto* method = call.func->as<Attribute>();
    const bool is_given = std::any_of(call.args.begin(), call.args.end(),
                                      [&](const Expr* one) { return is_mapping(*one); });
    if (is_given && method != nullptr && writes_document(call, *method)) return &call;
    return passed_on(call);
  }

  bool takes_columns(const Call& call) const {
    const Definition target = file_.definition_of(*call.func);
    const auto* cls = as<ClassDef>(target.node);
    if (cls != nullptr) return is_orm_class(*target.file, *cls);
    const std::string_view name = file_.resolve(*call.func);
    return name == "sqlalchemy.Insert.values" || name == "sqlalchemy.Update.values";
  }

  bool writes_document(const Call& call, const Attribute& method) const {
    constexpr std::string_view kWrites[] = {"set", "update", "add", "create"};
    const std::string_view target = file_.resolve(*call.func);
    const std::string_view name = file_.text(method.attr);
    const bool is_document =
        target.starts_with("google.cloud.firestore") && is_one_of(name, kWrites);
    return is_document || name == "sqlmodel_update" || target == "sqlalchemy.Insert.values" ||
           target == "sqlalchemy.Update.values";
  }

  const Node* passed_on(const Call& call) const {
    if (depth_ >= kMaxDepth) return nullptr;
    for (const Expr* one : call.args) {
      if (!is_mapping(*one)) continue;
      const Definition callee = function_called(file_, call);
      const Arg* parameter = callee ? parameter_for(callee, call, *one) : nullptr;
      if (parameter == nullptr) return nullptr;
      return MappingReader(callee, *parameter, depth_ + 1).find() != nullptr ? &call : nullptr;
    }
    return nullptr;
  }

  // ", ".join(f"{column} = %s" for column in mapping), in a function that sends a query.
  const Node* made_statement() const {
    for (const auto* all : file_.tree().nodes_of<ElementComp>(*function_.node)) {
      const Comprehension& generator = *all->generators.front();
      const auto* text = all->elt->as<JoinedStr>();
      const bool names_columns =
          text != nullptr && file_.text(*text).find('=') != std::string_view::npos;
      if (names_columns && generator.ifs.empty() && runs_over(*generator.iter) && queries()) {
        return all;
      }
    }
    return nullptr;
  }

  bool queries() const {
    for (const auto* call : file_.tree().nodes_of<Call>(*function_.node)) {
      const auto* method = call->func->as<Attribute>();
      if (method != nullptr && file_.text(method->attr) == "execute") return true;
    }
    return false;
  }

  const Definition& function_;
  const FileModel& file_;
  const Arg& mapping_;
  int depth_;
};

}  // namespace

const Node* writes_all_keys(const Definition& function, const Arg& mapping) {
  return MappingReader(function, mapping, 0).find();
}

const Arg* parameter_for(const Definition& function, const Call& call, const Expr& given) {
  const FileModel& file = *function.file;
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return nullptr;
  for (const Keyword* keyword : call.keywords) {
    if (keyword->value == &given) return semantic::parameter_named(*node, keyword->arg);
  }
  std::size_t at = file.is_method(*node) && !file.is_static_method(*node) ? 1 : 0;
  for (const Expr* one : call.args) {
    if (one->is(Kind::Starred) || at >= node->args->all.size()) return nullptr;
    const Arg* parameter = node->args->all[at++];
    if (parameter->passing == Passing::VarPositional) return nullptr;
    if (one == &given) return parameter;
  }
  return nullptr;
}

}  // namespace fastidious::app
