#pragma once
// What the repository's models are used for: taken from clients, given to them, read from the
// environment.

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "app/models/model_class.h"
#include "app/routes/distinct_routes.h"

namespace fastidious::app {

enum ModelUseFlag : std::uint8_t {
  kRequestModel = 1 << 0,   // an endpoint takes it: as body, form, or exploded parameters
  kResponseModel = 1 << 1,  // an endpoint gives it
  kSettingsModel = 1 << 2,  // it is read from the environment
};

// A class that Pydantic knows the fields of (a model, a dataclass, a TypedDict, …) and that is used
// by itself, as a field of one that is, or as a base of one that is.
struct UsedModel {
  // Who uses it for one purpose: an endpoint by itself, or a field of another model.
  struct Reach {
    const Route* route = nullptr;         // the first endpoint; of settings: null
    const UsedModel* holder = nullptr;    // the model whose field it is; null: used by itself
    const Field* field = nullptr;         // the holder's field
    std::vector<const Route*> endpoints;  // those that name it themselves
  };
  const FileModel* file = nullptr;
  const syntax::ClassDef* cls = nullptr;
  const ModelClass* model = nullptr;  // its fields, inherited ones too
  std::uint8_t uses = 0;              // ModelUseFlag
  std::uint8_t by_itself = 0;         // the same, where it is more than a base of one that is used
  Reach taken, given;

  const Reach& reach(ModelUseFlag use) const { return use == kResponseModel ? given : taken; }
};

class ModelUses {
 public:
  ModelUses(const semantic::Model& code, const DistinctRoutes& routes);
  ModelUses(ModelUses&&) = default;

  // By file and position.
  const std::vector<const UsedModel*>& all() const { return all_; }
  // Null if the class is not used.
  const UsedModel* find(const syntax::Node& cls) const;

 private:
  friend class UseCollector;
  ModelTable models_;
  std::deque<UsedModel> used_;
  std::vector<const UsedModel*> all_;
  std::map<const syntax::Node*, UsedModel*> by_class_;  // looked up only: its order does not matter
};

// The classes of the repository that a type names anywhere, in order of writing.
std::vector<Type> classes_in(const Type& type);

}  // namespace fastidious::app
