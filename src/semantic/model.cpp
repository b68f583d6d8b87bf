#include "semantic/model.h"

#include <oneapi/tbb/enumerable_thread_specific.h>

#include <algorithm>

#include "base/limits.h"
#include "base/parallel_for.h"
#include "project/put_away.h"
#include "semantic/inference.h"

namespace fastidious::semantic {

namespace {

// Calls work(index, per-thread state) for each index below `count`, on the threads of the arena.
template <class State, class Work>
void for_each_in_parallel(std::size_t count, State& states, Work&& work) {
  parallel_for(count, [&](std::size_t index) { work(index, states.local()); });
}

// `@x.setter` and `@x.deleter` say nothing about what x is.
bool is_accessor(const syntax::FunctionDef& function) {
  return std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                     [&function](const syntax::Expr* decorator) {
                       const auto* attribute = decorator->as<syntax::Attribute>();
                       const auto* name =
                           attribute != nullptr ? attribute->value->as<syntax::Name>() : nullptr;
                       return name != nullptr && name->name == function.name;
                     });
}

}  // namespace

// Runs the phases.
class ModelBuilder {
 public:
  ModelBuilder(Model& model, IdentifierTable& names)
      : model_(model), names_([&names] { return std::make_unique<IdentifierCache>(names); }) {}

  void run() {
    for (std::uint32_t i = 0; i < model_.files_.size(); ++i) {
      model_.add_entities(i);
    }
    link();
    for_each_in_parallel(model_.files_.size(), names_, [this](std::size_t i, auto& cache) {
      Inference(model_, *cache, &model_.files_[i]).infer(model_.files_[i]);
    });
    for (FileModel& file : model_.files_) {
      file.symbol_facts_ = std::vector<LazyFact>();
      file.alias_facts_ = std::vector<LazyFact>();
    }
  }

 private:
  void link() {
    Inference inference(model_, *names_.local(), nullptr);
    for (FileModel& file : model_.files_) inference.link_bases(file);
    for (FileModel& file : model_.files_) inference.link_kinds(file);
    for (FileModel& file : model_.files_) inference.link_members(file);
  }

  Model& model_;
  tbb::enumerable_thread_specific<std::unique_ptr<IdentifierCache>> names_;
};

std::unique_ptr<const Model> build_model(std::vector<project::SourceFile> files,
                                         std::vector<BoundFile> bound, IdentifierTable& names,
                                         LibraryFacts facts, project::Dependencies dependencies) {
  std::unique_ptr<Model> model(
      new Model(names, std::move(files), std::move(bound), std::move(dependencies)));
  model->add_facts(facts);
  ModelBuilder(*model, names).run();
  model->is_foreign_ = std::vector<std::atomic<bool>>(names.size());
  return model;
}

std::unique_ptr<const Model> build_model(std::vector<project::SourceFile> files,
                                         IdentifierTable& names, LibraryFacts facts,
                                         project::Dependencies dependencies) {
  std::vector<BoundFile> bound = bind_files(files, names);
  return build_model(std::move(files), std::move(bound), names, facts, std::move(dependencies));
}

Model::Model(IdentifierTable& names, std::vector<project::SourceFile> files,
             std::vector<BoundFile> bound, project::Dependencies dependencies)
    : names_(&names),
      typing_(names),
      builtins_(names),
      sources_(std::move(files)),
      modules_(sources_),
      imports_(sources_, modules_),
      dependencies_(std::move(dependencies)),
      pydantic_model_(names.intern("pydantic.BaseModel")),
      settings_(names.intern("pydantic_settings.BaseSettings")),
      enum_(names.intern("enum.Enum")),
      protocol_(names.intern("typing.Protocol")) {
  for (const project::SourceFile& source : sources_) {
    files_.emplace_back(source, std::move(bound[source.id.value]), *this);
    by_path_.emplace(source.path, source.id.value);
  }
}

const std::vector<bool>& Model::files_put_away() const {
  return put_away_.get([this] {
    std::vector<std::string_view> paths;
    for (const FileModel& file : files_) paths.push_back(file.file().path);
    return project::files_put_away(paths, imports_);
  });
}

// ---- tables by name
// ------------------------------------------------------------------------------

const Model::NameInfo& Model::info(Identifier name) const {
  static constexpr NameInfo kNothing{};
  return name.value < by_name_.size() ? by_name_[name.value] : kNothing;
}

Model::NameInfo& Model::info_for_writing(Identifier name) {
  if (name.value >= by_name_.size()) {
    by_name_.resize(std::max<std::size_t>(name.value + 1, by_name_.size() * 2));
  }
  return by_name_[name.value];
}

void Model::add_facts(LibraryFacts facts) {
  for (const LibraryFact& fact : facts) {
    const Identifier name = names_->intern(fact.name);
    const Identifier type = names_->intern(fact.type);
    NameInfo& info = info_for_writing(name);
    if (fact.kind == LibraryFact::Kind::Alias) {
      info.alias = type;
      continue;
    }
    InternedFact interned{fact.kind, type, names_->intern(fact.element), 0};
    if (fact.kind == LibraryFact::Kind::Base) {
      interned.next_base = info.base;
    }
    facts_.push_back(interned);
    const auto index = static_cast<std::uint32_t>(facts_.size());
    (fact.kind == LibraryFact::Kind::Base ? info.base : info.fact) = index;
  }
}

void Model::add_entity(Identifier name, Entity entity) {
  if (name.empty()) {
    return;
  }
  // Entities of one name stand in the order of their files; a later one in a file hides an earlier.
  NameInfo& info = info_for_writing(name);
  entities_.push_back(entity);
  const auto added = static_cast<std::uint32_t>(entities_.size());
  if (info.entity == 0) {
    info.entity = added;
    return;
  }
  Entity* last = &entities_[info.entity - 1];
  while (last->file != entity.file && last->next != 0) {
    last = &entities_[last->next - 1];
  }
  if (last->file == entity.file) {
    const std::uint32_t next = last->next;
    *last = entity;
    last->next = next;
    return;
  }
  last->next = added;
}

void Model::add_entities(std::uint32_t index) {
  const FileModel& file = files_[index];
  const auto symbols = file.scopes_.symbols();
  add_entity(file.module_, {Entity::Kind::Module, index, 0, 0});
  for (std::uint32_t i = 0; i < symbols.size(); ++i) {
    add_entity(file.module_names_[i], {Entity::Kind::Variable, index, i, 0});
  }
  const Definitions& definitions = file.definitions_;
  for (std::uint32_t i = 0; i < definitions.functions.size(); ++i) {
    if (!is_accessor(*definitions.functions[i].node)) {
      add_entity(definitions.functions[i].qualified, {Entity::Kind::Function, index, i, 0});
    }
  }
  for (std::uint32_t i = 0; i < definitions.classes.size(); ++i) {
    add_entity(definitions.classes[i].qualified, {Entity::Kind::Class, index, i, 0});
  }
}

const Entity* Model::entity(Identifier name, const FileModel* from) const {
  const std::uint32_t first = info(name).entity;
  if (first == 0 || name.empty()) {
    return nullptr;
  }
  const Entity* entity = &entities_[first - 1];
  if (from == nullptr || entity->next == 0) {
    return entity;
  }
  for (const Entity* at = entity;; at = &entities_[at->next - 1]) {
    if (files_[at->file].file().import_root == from->file().import_root) {
      return at;
    }
    if (at->next == 0) {
      return entity;
    }
  }
}

Identifier Model::canonical(Identifier name) const {
  const Identifier alias = info(name).alias;
  return alias ? alias : name;
}

const Model::InternedFact* Model::library_fact(Identifier name) const {
  const std::uint32_t index = info(name).fact;
  return index == 0 ? nullptr : &facts_[index - 1];
}

// ---- questions
// -----------------------------------------------------------------------------------

const FileModel* Model::file_at(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &files_[found->second];
}

const FileModel* Model::module(std::string_view name) const {
  const Entity* found = entity(names_->find(name), nullptr);
  return found != nullptr && found->kind == Entity::Kind::Module ? &files_[found->file] : nullptr;
}

Definition Model::definition(std::string_view qualified_name) const {
  return definition(names_->find(qualified_name), nullptr);
}

Definition Model::definition(Identifier name, const FileModel* from) const {
  if (const Entity* found = entity(name, from)) {
    const FileModel& file = files_[found->file];
    switch (found->kind) {
      case Entity::Kind::Module: return {&file, &file.tree().root()};
      case Entity::Kind::Class: return {&file, file.definitions_.classes[found->index].node};
      case Entity::Kind::Function: return {&file, file.definitions_.functions[found->index].node};
      case Entity::Kind::Variable: {
        const Symbol& symbol = file.scopes_.symbol(SymbolId{found->index});
        return {&file, file.scopes_.binding(symbol.last_binding).node};
      }
    }
  }
  return class_attribute(name, from);
}

bool Model::is_inherited(const syntax::ClassDef& cls) const {
  return inherited_.get([this] { return find_inherited(); }).count(&cls) != 0;
}

std::unordered_set<const syntax::Node*> Model::find_inherited() const {
  std::unordered_set<const syntax::Node*> found;
  for (const FileModel& file : files_) {
    for (const ClassInfo& derived : file.definitions_.classes) {
      for (const Identifier base : derived.bases) {
        if (const Definition known = definition(base, &file)) found.insert(known.node);
      }
    }
  }
  return found;
}

// "app.models.Color.RED": a name that a class body binds, or an attribute that its methods set.
Definition Model::class_attribute(Identifier name, const FileModel* from) const {
  const bool is_listed = name.value < is_foreign_.size();
  if (is_listed && is_foreign_[name.value].load(std::memory_order_relaxed)) return {};
  const std::string_view whole = text(name);
  const std::size_t dot = whole.rfind('.');
  const Entity* owner =
      dot == whole.npos ? nullptr : entity(names_->find(whole.substr(0, dot)), from);
  if (owner == nullptr && is_listed) {
    is_foreign_[name.value].store(true, std::memory_order_relaxed);
  }
  if (owner == nullptr || owner->kind != Entity::Kind::Class) {
    return {};
  }
  const FileModel& file = files_[owner->file];
  const ScopeId scope = file.definitions_.classes[owner->index].scope;
  const Identifier attr = names_->find(whole.substr(dot + 1));
  if (const SymbolId symbol = file.scopes_.lookup_here(scope, attr)) {
    const BindingId last = file.scopes_.symbol(symbol).last_binding;
    return last.valid() ? Definition{&file, file.scopes_.binding(last).node} : Definition{};
  }
  for (const SelfAttribute& attribute : file.definitions_.self_attributes) {
    if (attribute.class_scope == scope && attribute.attr == attr) {
      return {&file, attribute.node};
    }
  }
  return {};
}

std::string_view Model::canonical(std::string_view name) const {
  const Identifier id = names_->find(name);
  return id ? text(canonical(id)) : name;
}

template <class Visit>
bool Model::any_ancestor(Identifier cls, const FileModel* from, Visit&& visit) const {
  using limits::kMaxAncestors;
  const Entity* own = entity(cls, from);
  const bool is_defined = own != nullptr && own->kind == Entity::Kind::Class;
  if (!is_defined && info(cls).base == 0) return visit(cls) || (cls && visit(Identifier{}));
  std::vector<std::pair<Identifier, const FileModel*>> seen = {{cls, from}};
  for (std::size_t i = 0; i < seen.size() && i < kMaxAncestors; ++i) {
    const auto [name, file] = seen[i];
    if (visit(name)) {
      return true;
    }
    const auto add = [&seen](Identifier base, const FileModel* owner) {
      const auto same = [base](const auto& one) { return one.first == base; };
      if (std::none_of(seen.begin(), seen.end(), same)) seen.emplace_back(base, owner);
    };
    const Entity* found = entity(name, file);
    if (found != nullptr && found->kind == Entity::Kind::Class) {
      const FileModel& owner = files_[found->file];
      for (const Identifier base : owner.definitions_.classes[found->index].bases) {
        if (seen.size() >= kMaxAncestors) break;
        add(base, &owner);
      }
      continue;
    }
    if (info(name).base == 0 && name) {
      add({}, file);
    }
    for (std::uint32_t at = info(name).base; at != 0; at = facts_[at - 1].next_base) {
      if (facts_[at - 1].type) add(facts_[at - 1].type, file);
    }
  }
  return false;
}

bool Model::is_subclass(std::string_view type, std::string_view ancestor) const {
  const Identifier wanted = canonical(names_->find(ancestor));
  return wanted && is_subclass(names_->find(type), wanted, nullptr);
}

bool Model::is_subclass(Identifier type, Identifier ancestor, const FileModel* from) const {
  return any_ancestor(type, from, [ancestor](Identifier name) { return name == ancestor; });
}

std::uint16_t Model::kinds_of(Identifier cls, const FileModel& file) const {
  std::uint16_t kinds = 0;
  any_ancestor(cls, &file, [&](Identifier name) {
    if (name == pydantic_model_) kinds |= kPydanticModel;
    if (name == settings_) kinds |= kSettings;
    if (name == enum_) kinds |= kEnum;
    if (name == protocol_) kinds |= kProtocol;
    if (name.empty()) kinds |= kUnknownBases;
    return false;
  });
  return kinds;
}

}  // namespace fastidious::semantic
