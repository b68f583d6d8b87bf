#pragma once
// Functions that other frameworks than FastAPI call for a request, and which of their parameters
// hold what the client sent: the part of a service that is not FastAPI yet, or not any more.

#include <vector>

#include "semantic/file_model.h"

namespace fastidious::knowledge {

// Of a view of Flask (`@app.route("/x/<name>")`): its parameters; of one of Django
// (`def view(request, name)` where Django is imported): these; of a function of AWS Lambda
// (`def handler(event, context)`): the event. Empty for all others.
std::vector<const syntax::Arg*> sent_parameters(const semantic::FileModel& file,
                                                const syntax::FunctionDef& function);

}  // namespace fastidious::knowledge
