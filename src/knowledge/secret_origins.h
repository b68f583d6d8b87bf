#pragma once
// Where the two sides of a comparison come from: the program's configuration, or the caller.

#include <string_view>

#include "semantic/file_model.h"
#include "syntax/ast.h"

namespace fastidious::knowledge {

// How a secret of the server is reached.
enum class SecretOrigin {
  None,
  Environment,  // os.environ["API_KEY"]
  Settings,     // settings.api_key, of a settings class or an object so named
  Literal,      // a module's API_KEY whose value stands in the source and looks like a secret
  Module,       // a module's API_KEY of unknown value
  Instance,     // self.api_key
  Digest,       // hmac.new(…).hexdigest()
};

// The secret that `expr` is, or holds (`f"Bearer {settings.api_key}"`), and the name it goes by.
struct SecretSource {
  SecretOrigin origin = SecretOrigin::None;
  std::string_view name;
};
SecretSource secret_in(const syntax::Expr& expr, const semantic::FileModel& file);

// Whether `expr` is a parameter of the function around it or was taken from one: a header, a field
// of the body, a local variable that holds it. Parameters that hold the settings are not meant.
bool comes_from_caller(const syntax::Expr& expr, const semantic::FileModel& file);

}  // namespace fastidious::knowledge
