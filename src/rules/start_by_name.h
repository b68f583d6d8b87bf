#pragma once
// The command by which a server is told what to serve, and where it is written.

#include <string>

#include "app/application.h"
#include "deploy/hosting.h"
#include "rules/delivery_check.h"
#include "semantic/model.h"

namespace fastidious::rules {

// What uvicorn is told: a name of a module, or a function of it that makes the application.
struct Served {
  const semantic::FileModel* file = nullptr;
  std::string name;  // empty: nothing that could be named
  bool is_factory = false;
};

Served served_by_name(const semantic::Model& model, const app::Router& app);

// What the platform would be told, from the folder in which imports begin.
void say_command(Draft& draft, const DeliveryCheck& check, const app::Router& app,
                 const deploy::Hosting& host = {});

}  // namespace fastidious::rules
