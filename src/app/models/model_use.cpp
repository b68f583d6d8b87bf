#include "app/models/model_use.h"

#include <algorithm>
#include <utility>

#include "app/routes/response_model.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

void add_classes(const Type& type, std::vector<Type>& found) {
  if (type.is(Type::Kind::TypeOf) || type.is(Type::Kind::Callable)) return;
  if (type.is(Type::Kind::Class)) found.push_back(type);
  for (const Type& one : type.args) add_classes(one, found);
}

}  // namespace

std::vector<Type> classes_in(const Type& type) {
  std::vector<Type> found;
  add_classes(type, found);
  return found;
}

class UseCollector {
 public:
  explicit UseCollector(ModelUses& result) : result_(result) {}

  void run(const semantic::Model& code, const DistinctRoutes& routes) {
    for (const Route* route : routes.all()) add_route(*route);
    add_settings(code);
    spread();
    put_in_order();
  }

 private:
  void add_route(const Route& route) {
    for_each_dependency(route.dependant, [&](const Dependency& one) {
      add_class_of_dependency(route, one);
      for (const Parameter& parameter : one.parameters) {
        add_all(route, parameter.field.type, kRequestModel);
      }
    });
    if (route.kind != Route::Kind::Http) return;
    add_all(route, response_model(route).type, kResponseModel);
  }

  // `filters: Filters = Depends()` takes the model's fields from the request.
  void add_class_of_dependency(const Route& route, const Dependency& dependency) {
    const Value& callable = dependency.callable;
    const auto* cls = as<ClassDef>(callable.definition.node);
    if (!callable.is(Value::Kind::Class) || cls == nullptr) return;
    Type type = Type::of(Type::Kind::Class);
    type.definition = callable.definition;
    type.name = callable.definition.file->qualified_name(*cls);
    add_all(route, type, kRequestModel);
  }

  void add_all(const Route& route, const Type& type, ModelUseFlag use) {
    for (const Type& one : classes_in(type)) {
      UsedModel* model = add(one.definition, use, true);
      if (model == nullptr) continue;
      UsedModel::Reach& reach = reach_of(*model, use);
      if (reach.route == nullptr) reach.route = &route;
      std::vector<const Route*>& all = reach.endpoints;
      if (all.empty() || all.back() != &route) all.push_back(&route);
    }
  }

  static UsedModel::Reach& reach_of(UsedModel& model, ModelUseFlag use) {
    return use == kResponseModel ? model.given : model.taken;
  }

  void add_settings(const semantic::Model& code) {
    for (const FileModel& file : code.files()) {
      for (const semantic::Scope& scope : file.scopes().scopes()) {
        if (scope.kind != semantic::ScopeKind::Class) continue;
        const auto& cls = *scope.node->as<ClassDef>();
        if (file.is_settings(cls)) add({&file, &cls}, kSettingsModel, true);
      }
    }
  }

  UsedModel* add(const Definition& found, ModelUseFlag use, bool by_itself) {
    const auto* cls = as<ClassDef>(found.node);
    if (cls == nullptr) return nullptr;
    auto [at, is_new] = result_.by_class_.try_emplace(cls, nullptr);
    if (is_new) at->second = make(found, *cls);
    UsedModel* model = at->second;
    if (model == nullptr) return nullptr;
    if ((model->uses & use) == 0) work_.emplace_back(model, use);
    model->uses |= use;
    if (by_itself) model->by_itself |= use;
    return model;
  }

  UsedModel* make(const Definition& found, const ClassDef& cls) {
    Type type = Type::of(Type::Kind::Class);
    type.definition = found;
    type.name = found.file->qualified_name(cls);
    const ModelClass* model = result_.models_.of(type);
    if (model == nullptr || model->kind == ClassKind::Enum) return nullptr;
    UsedModel& made = result_.used_.emplace_back();
    made.file = found.file;
    made.cls = &cls;
    made.model = model;
    return &made;
  }

  // To the bases and the fields' models, nearest first.
  void spread() {
    for (std::size_t i = 0; i < work_.size(); ++i) {
      const auto [model, use] = work_[i];
      for (const Definition& base : semantic::model_and_bases(*model->file, *model->cls)) {
        add(base, use, false);
      }
      for (const Field& field : model->model->fields) spread_to(*model, field, use);
    }
  }

  void spread_to(const UsedModel& holder, const Field& field, ModelUseFlag use) {
    if (use == kResponseModel && field.info.is_true("exclude")) return;
    for (const Type& one : classes_in(field.type)) {
      UsedModel* model = add(one.definition, use, true);
      if (model == nullptr || model == &holder || use == kSettingsModel) continue;
      UsedModel::Reach& reach = reach_of(*model, use);
      if (reach.route != nullptr) continue;
      const UsedModel::Reach& from = holder.reach(use);
      reach.route = from.route;
      reach.holder = &holder;
      reach.field = &field;
    }
  }

  void put_in_order() {
    for (const UsedModel& one : result_.used_) result_.all_.push_back(&one);
    std::sort(result_.all_.begin(), result_.all_.end(), [](const auto* a, const auto* b) {
      return std::pair(a->file->file().id.value, a->cls->begin) <
             std::pair(b->file->file().id.value, b->cls->begin);
    });
  }

  ModelUses& result_;
  std::vector<std::pair<UsedModel*, ModelUseFlag>> work_;
};

ModelUses::ModelUses(const semantic::Model& code, const DistinctRoutes& routes) {
  UseCollector(*this).run(code, routes);
}

const UsedModel* ModelUses::find(const Node& cls) const {
  const auto found = by_class_.find(&cls);
  return found == by_class_.end() ? nullptr : found->second;
}

}  // namespace fastidious::app
