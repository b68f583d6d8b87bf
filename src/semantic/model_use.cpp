#include "semantic/model_use.h"

#include <algorithm>
#include <map>
#include <utility>

#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

bool is_dependency(const FileModel& file, const Expr* expr) {
  const auto* call = as<Call>(expr);
  if (call == nullptr || (call->args.empty() && call->keywords.empty())) return false;
  const std::string_view target = file.resolve(*call->func);
  return target == "fastapi.Depends" || target == "fastapi.Security";
}

// `= Depends(f)`, Annotated[T, Depends(f)]. `Depends()` takes the fields from the request.
bool is_given_by_dependency(const FileModel& file, const Arg& parameter) {
  if (is_dependency(file, parameter.default_value)) return true;
  const auto* generic = as<Subscript>(parameter.annotation);
  const auto* several = generic != nullptr ? as<Tuple>(generic->slice) : nullptr;
  return several != nullptr &&
         std::any_of(several->elts.begin(), several->elts.end(),
                     [&file](const Expr* one) { return is_dependency(file, one); });
}

class UseCollector {
 public:
  explicit UseCollector(const Model& model) : model_(model) {}

  std::vector<UsedModel> run() {
    for (const FileModel& file : model_.files()) {
      for (const Scope& scope : file.scopes().scopes()) {
        if (scope.kind == ScopeKind::Function) add_handler(file, *scope.node->as<FunctionDef>());
        if (scope.kind == ScopeKind::Class) add_settings(file, *scope.node->as<ClassDef>());
      }
    }
    spread();
    return in_order();
  }

 private:
  void add_handler(const FileModel& file, const FunctionDef& function) {
    const Call* decorator = file.route_decorator(function);
    if (decorator == nullptr) return;
    for (const Arg* parameter : function.args->all) {
      if (!is_given_by_dependency(file, *parameter))
        add_named(file, parameter->annotation, kRequestModel);
    }
    const Expr* response = argument(file, *decorator, -1, "response_model");
    add_named(file, response != nullptr ? response : function.returns, kResponseModel);
  }

  void add_settings(const FileModel& file, const ClassDef& cls) {
    if (file.is_settings(cls)) add({&file, &cls}, kSettingsModel);
  }

  // The models that an annotation names anywhere.
  void add_named(const FileModel& file, const Expr* annotation, std::uint8_t uses) {
    if (annotation == nullptr) return;
    NodeId call_end;
    for (const Node* node : file.tree().subtree(*annotation)) {
      if (call_end.valid() && node->id <= call_end) continue;
      if (node->is(Kind::Call)) {
        call_end = node->last;
      } else if (node->is(Kind::Name) || node->is(Kind::Attribute)) {
        add(file.definition_of(static_cast<const Expr&>(*node)), uses);
      }
    }
  }

  void add(const Definition& found, std::uint8_t uses) {
    const auto* cls = as<ClassDef>(found.node);
    if (cls == nullptr || !found.file->is_pydantic_model(*cls)) return;
    const auto [at, is_new] = index_.try_emplace(cls, used_.size());
    if (is_new) used_.push_back({found.file, cls, 0});
    UsedModel& model = used_[at->second];
    if ((model.uses | uses) == model.uses) return;
    model.uses |= uses;
    work_.push_back(at->second);
  }

  // To the bases and the fields' models.
  void spread() {
    while (!work_.empty()) {
      const UsedModel model = used_[work_.back()];
      work_.pop_back();
      for (const Definition& base : model_and_bases(*model.file, *model.cls)) add(base, model.uses);
      for (const FieldDeclaration& field : own_fields(*model.file, *model.cls)) {
        add_named(*model.file, field.annotation, model.uses);
      }
    }
  }

  std::vector<UsedModel> in_order() {
    std::sort(used_.begin(), used_.end(), [](const UsedModel& a, const UsedModel& b) {
      return std::pair(a.file->file().id.value, a.cls->begin) <
             std::pair(b.file->file().id.value, b.cls->begin);
    });
    return std::move(used_);
  }

  const Model& model_;
  std::vector<UsedModel> used_;
  std::map<const ClassDef*, std::size_t> index_;  // looked up only: its order does not matter
  std::vector<std::size_t> work_;
};

}  // namespace

std::vector<UsedModel> used_models(const Model& model) { return UseCollector(model).run(); }

}  // namespace fastidious::semantic
