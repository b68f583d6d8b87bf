#pragma once
// Functions that other frameworks than FastAPI call for a request, and which of their parameters
// hold what the client sent: the part of a service that is not FastAPI yet, or not any more.

#include <string_view>
#include <vector>

#include "semantic/file_model.h"

namespace fastidious::knowledge {

// Of a view of Flask (`@app.route("/x/<name>")`): its parameters; of one of Django
// (`def view(request, name)` where Django is imported): these, of a method of its administration
// the request alone; of one that only the members of its request tell (`request.GET`): the request;
// of a function of AWS Lambda (`def handler(event, context)`): the event. Empty for all others.
std::vector<const syntax::Arg*> sent_parameters(const semantic::FileModel& file,
                                                const syntax::FunctionDef& function);

// Whether text that the function returns is shown as a page: a view of Flask.
bool answers_with_page(const semantic::FileModel& file, const syntax::FunctionDef& function);

// What views call their request.
bool is_request_name(std::string_view name);

}  // namespace fastidious::knowledge
