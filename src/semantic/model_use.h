#pragma once
// What the application's Pydantic models are used for.

#include <cstdint>
#include <vector>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

enum ModelUseFlag : std::uint8_t {
  kRequestModel = 1 << 0,   // an endpoint takes it: as body, form, or exploded parameters
  kResponseModel = 1 << 1,  // an endpoint gives it
  kSettingsModel = 1 << 2,  // it is read from the environment
};

// A model that is used, by itself, as a field of one that is, or as base of one that is.
struct UsedModel {
  const FileModel* file = nullptr;
  const syntax::ClassDef* cls = nullptr;
  std::uint8_t uses = 0;
};

// All of them, by file and position.
std::vector<UsedModel> used_models(const Model& model);

}  // namespace fastidious::semantic
