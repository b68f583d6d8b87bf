#pragma once
// Names that only type checkers import, and what needs them at run time.

#include "app/application.h"

namespace fastidious::rules {

// The import that binds the name, if all that bind it stand under `if TYPE_CHECKING:`.
const syntax::Alias* type_checking_import(const semantic::FileModel& file,
                                          semantic::SymbolId symbol);

// Whether FastAPI is to make the response model of the route from its return annotation.
bool is_answer_made_of_annotation(const app::Route& route, const semantic::Definition& handler);

// Whether a response model of the application cannot be made, for a name that only type checkers
// import: `/openapi.json` answers 500 then (TYP012).
bool has_answer_without_type(const app::AppRoutes& app);

}  // namespace fastidious::rules
