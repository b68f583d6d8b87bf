#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/effects/raised_errors.h"
#include "app/effects/signature_checks.h"
#include "app/routes/documented_routes.h"
#include "rules/answered_error.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/documented_signature.h"
#include "semantic/exception_handlers.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "semantic/visibility.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::RaisedError;
using semantic::DocstringSection;
using semantic::FileModel;
using semantic::SectionKind;

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

bool is_left_alone(const FunctionDef& function, const FileModel& file) {
  return file.is_abstract(function) || file.is_overload(function) || file.is_property(function) ||
         semantic::is_magic_name(file.text(function.name)) || !file.is_public(function) ||
         !semantic::is_public_module(file) || semantic::is_stub_body(file, function);
}

// "Exception: Re-raises any failure of the store."
bool stands_for_all(const semantic::DocstringEntry& entry) {
  const std::string text = lower_case(entry.text);
  return contains_any(text, {"re-rais", "reraise", "rethrow", "any "});
}

// Whether the function itself makes an error of this class, in a `raise` that `counts`.
template <class Predicate>
bool makes(const FileModel& file, const FunctionDef& function, std::string_view type,
           const Predicate& counts) {
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* raise = node.as<Raise>();
      return raise != nullptr && raise->exc != nullptr &&
             app::error_made({&file, raise->exc}).type == type && counts(*raise);
    });
  });
}

// `except StoreError: raise`: what the clause names stands for what arrives there.
bool is_only_handed_on(const FileModel& file, const FunctionDef& function,
                       const RaisedError& error) {
  const auto* raise = error.calls == 0 ? as<Raise>(error.where) : nullptr;
  return raise != nullptr && raise->exc == nullptr &&
         !makes(file, function, error.type, [](const Raise&) { return true; });
}

// Whether entries name subclasses of it, of its own module.
bool names_what_it_stands_for(const semantic::Docstring& docstring, const RaisedError& error,
                              const semantic::Model& model) {
  const DocstringSection* section = docstring.section(SectionKind::Raises);
  const std::string module(error.type.substr(0, error.type.rfind('.') + 1));
  return section != nullptr &&
         std::any_of(section->entries.begin(), section->entries.end(), [&](const auto& entry) {
           return model.is_subclass(module + std::string(last_part(entry.name)), error.type);
         });
}

// Its name stands in a Raises section, or anywhere in the docstring.
bool is_named(const semantic::Docstring& docstring, const RaisedError& error,
              const semantic::Model& model) {
  if (has_word(docstring.body, last_part(error.type))) return true;
  const DocstringSection* section = docstring.section(SectionKind::Raises);
  if (section == nullptr) return false;
  // A documented base class stands for what inherits from it: "LookupError", "httpx.HTTPError", or
  // one of the same module.
  const std::string module(error.type.substr(0, error.type.rfind('.') + 1));
  return std::any_of(section->entries.begin(), section->entries.end(), [&](const auto& entry) {
    const std::string name(entry.name);
    const std::string last(last_part(name));
    if (last == "Exception") return stands_for_all(entry);
    if (error.is_http && last == "HTTPException") return true;
    return model.is_subclass(error.type, "builtins." + name) ||
           model.is_subclass(error.type, model.canonical(name)) ||
           model.is_subclass(error.type, module + last);
  });
}

// "Answers 404 where there is no such order", in a section or in prose.
bool tells_status(const semantic::Docstring& docstring, const RaisedError& error) {
  return error.is_http && error.status.value != 0 &&
         has_word(docstring.body, std::to_string(error.status.value));
}

// "404 if there is none", "HTTP_409_CONFLICT"; other numbers are no statuses.
bool has_any_status(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t at = text.find_first_of(kDigits); at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
    if (end - at == 3 && (text[at] == '4' || text[at] == '5')) return true;
    at = text.find_first_of(kDigits, end);
  }
  return false;
}

// A docstring that names an HTTP error by its class is to name the status as well, if it names any.
bool names_status(const semantic::Docstring& docstring, const RaisedError& error) {
  const DocstringSection* section = docstring.section(SectionKind::Raises);
  if (!error.is_http || error.status.value == 0 || section == nullptr) return true;
  const std::string_view text = section->content;
  return !has_any_status(text) ||
         text.find(std::to_string(error.status.value)) != std::string_view::npos;
}

std::string described(const RaisedError& error) {
  std::string text = "`" + std::string(last_part(error.type)) + "`";
  if (error.is_http && error.status.value != 0) text += " " + std::to_string(error.status.value);
  return text;
}

std::string entry_of(const RaisedError& error, semantic::DocstringStyle style,
                     std::string_view indent) {
  const std::string name(last_part(error.type));
  const std::string text = "(" + std::string(semantic::kToBeWritten) + ")";
  const std::string line = "\n" + std::string(indent);
  switch (style) {
    case semantic::DocstringStyle::Google: return line + "    " + name + ": " + text;
    case semantic::DocstringStyle::Numpy: return line + name + line + "    " + text;
    default: return line + ":raises " + name + ": " + text;
  }
}

// A new section behind the docstring's last line, if the closing quotes have a line of their own.
void offer(const std::vector<const RaisedError*>& missing, const semantic::Docstring& docstring,
           const FileModel& file, Draft& draft) {
  const std::size_t last = docstring.body.find_last_not_of(" \t\r\n");
  const std::size_t quotes = docstring.body.rfind('\n');
  const bool has_room = quotes != std::string_view::npos && quotes >= last;
  if (!has_room || docstring.section(SectionKind::Raises) != nullptr) return;
  const std::string_view indent = docstring.body.substr(quotes + 1);
  std::string text;
  if (docstring.style == semantic::DocstringStyle::Google) {
    text = "\n\n" + std::string(indent) + "Raises:";
  } else if (docstring.style == semantic::DocstringStyle::Numpy) {
    text = "\n\n" + std::string(indent) + "Raises\n" + std::string(indent) + "------";
  }
  std::string_view before;
  for (const RaisedError* one : missing) {
    if (one->type == before) continue;
    text += entry_of(*one, docstring.style, indent);
    before = one->type;
  }
  const Span body = semantic::span_of(file, docstring.body);
  const auto at = static_cast<Offset>(body.begin + last + 1);
  draft.edit({at, at}, text);
}

// Whether only an argument that is not what its annotation says makes the function raise it: such
// errors are not documented (Google's style guide, 3.8.3).
bool refuses_wrong_types_only(const FileModel& file, const FunctionDef& function,
                              const RaisedError& error) {
  if (error.calls != 0 || !app::only_violations_reach(file, function, *error.where)) return false;
  return !makes(file, function, error.type, [&](const Raise& raise) {
    return !app::only_violations_reach(file, function, raise);
  });
}

// "Exception: The content is refused." tells that there is something to catch, only not what.
bool names_any_exception(const semantic::Docstring& docstring) {
  const DocstringSection* section = docstring.section(SectionKind::Raises);
  return section != nullptr &&
         std::any_of(section->entries.begin(), section->entries.end(),
                     [](const auto& entry) { return last_part(entry.name) == "Exception"; });
}

// An endpoint is called by nobody: its reader is the client where OpenAPI shows the docstring.
void say_for_operation(const std::vector<const RaisedError*>& missing, bool is_shown,
                       Draft& draft) {
  draft.severity(Severity::Suggestion)
      .risk(is_shown ? "Who reads the operation's page does not learn when it answers so."
                     : "Who reads the endpoint's docstring does not learn when it answers so.");
  std::string answers;
  for (const RaisedError* one : missing) {
    const bool is_status = one->is_http && one->status.value != 0;
    const bool is_last = missing.size() > 1 && one == missing.back();
    answers += answers.empty() ? "" : is_last ? " and " : ", ";
    answers += is_status ? std::to_string(one->status.value)
                         : "with `" + std::string(last_part(one->type)) + "`";
  }
  draft.fix("Say in the docstring when it answers {}.", {answers});
}

// `raise failure`, where it is known only that it is an exception.
bool is_of_any_class(const FileModel& file, const RaisedError& error) {
  const auto* raise = error.calls == 0 ? as<Raise>(error.where) : nullptr;
  const bool is_broad =
      error.type == "builtins.Exception" || error.type == "builtins.BaseException";
  return is_broad && raise != nullptr && raise->exc != nullptr && !raise->exc->is(Kind::Call) &&
         file.resolve(*raise->exc) != error.type;
}

// `except Exception: raise HTTPException(500)` around what the application answers otherwise.
bool goes_with_clause(const app::Application& application, const FileModel& file,
                      const RaisedError& error) {
  return error.calls == 0 && error.is_http && error.where != nullptr &&
         is_answer_to_whatever(application, error.status.value, {&file, error.where});
}

// Such an answer is told beside what else is missing only where it is all there is: then what tells
// of the clause tells of it as well.
void leave_out_clauses(const app::Application& application, const FileModel& file,
                       std::vector<const RaisedError*>& missing) {
  const auto goes = [&](const RaisedError* one) {
    return goes_with_clause(application, file, *one);
  };
  if (!std::all_of(missing.begin(), missing.end(), goes)) std::erase_if(missing, goes);
}

enum class Reader : std::uint8_t { Caller, Client, Developer };

using RaisedErrors = std::vector<RaisedError>;

void check_function(const FileModel& file, const FunctionDef& function, Reader reader,
                    const RaisedErrors& errors, ApplicationCheck& check) {
  const Constant* text = file.docstring(function);
  if (text == nullptr || text->is_concatenated || is_left_alone(function, file)) return;
  const auto hops = static_cast<std::uint32_t>(std::max<std::int64_t>(0, check.option("calls")));
  const bool any = std::any_of(errors.begin(), errors.end(),
                               [hops](const RaisedError& one) { return one.calls <= hops; });
  if (!any) return;
  const semantic::Docstring docstring = semantic::parse_docstring(file.text(*text));
  const bool is_judged = docstring.describes_signature() || check.option("require-sections") != 0;
  if (!is_judged || docstring.body.empty()) return;
  std::vector<const RaisedError*> missing;
  // Of HTTP errors one without a known status says nothing beside one with it.
  const auto is_vague = [&errors](const RaisedError& one) {
    return one.is_http && one.status.value == 0 &&
           std::any_of(errors.begin(), errors.end(), [&one](const RaisedError& other) {
             return other.type == one.type && other.status.value != 0;
           });
  };
  for (const RaisedError& one : errors) {
    const bool is_told =
        tells_status(docstring, one) ||
        (is_named(docstring, one, check.model()) && names_status(docstring, one)) ||
        ((names_what_it_stands_for(docstring, one, check.model()) ||
          (reader != Reader::Caller && one.status.value == 0 && has_any_status(docstring.body))) &&
         is_only_handed_on(file, function, one));
    if (one.calls > hops || is_told || is_vague(one) ||
        one.type == "builtins.NotImplementedError" ||
        is_of_any_class(file, one) || refuses_wrong_types_only(file, function, one)) {
      continue;
    }
    missing.push_back(&one);
  }
  if (missing.empty()) return;
  leave_out_clauses(check.application(), file, missing);
  std::string names;
  for (const RaisedError* one : missing) names += (names.empty() ? "" : ", ") + described(*one);
  Draft draft =
      check.report(file, function.name_span, "`{}` raises {}, and its docstring does not say so",
                   {file.text(function.name), names});
  draft.fix("Add an entry under `Raises:` that says when: `{}: …`",
            {last_part(missing.front()->type)});
  if (reader != Reader::Caller) {
    say_for_operation(missing, reader == Reader::Client, draft);
  } else if (names_any_exception(docstring)) {
    draft.severity(Severity::Suggestion)
        .risk("Of `Exception` a caller can only catch all there is, his own mistakes included.")
        .fix("Name its class in place of `Exception`: `{}: …`", {last_part(missing.front()->type)});
  }
  for (const RaisedError* one : missing) {
    for (const app::ErrorStep& step :
         check.application().errors().trace({&file, &function}, *one)) {
      draft.step(*step.file, step.node->span(),
                 step.node->is(Kind::Raise) ? "raised here" : "calls");
    }
  }
  offer(missing, docstring, file, draft);
}

// Of endpoints: nobody calls them, and what they answer with belongs into `responses=`, of which
// API009 speaks. Where no document shows the docstring, who works on them reads it.
std::unordered_map<const Node*, Reader> endpoint_readers(const app::Application& application) {
  std::unordered_map<const Node*, Reader> all;
  for (const app::Route* route : application.documented_routes()) {
    all.emplace(route->handler.definition.node, Reader::Client);
  }
  for (const app::Route* route : application.distinct_routes().all()) {
    all.emplace(route->handler.definition.node, Reader::Developer);
  }
  return all;
}

void check(ApplicationCheck& check) {
  const auto readers = endpoint_readers(check.application());
  const auto reader_of = [&](const FileModel& file, const FunctionDef& function) {
    const auto endpoint = readers.find(&function);
    if (endpoint != readers.end()) return endpoint->second;
    // Of a router that nobody includes: nobody calls it either.
    return file.is_route_handler(function) ? Reader::Developer : Reader::Caller;
  };
  check.application().errors().for_each(
      [&](const app::Definition& at, const app::FunctionErrors& errors) {
        const FileModel& file = *at.file;
        const bool is_asked = file.file().role == project::Role::Application;
        if (!is_asked || errors.raised.empty()) return;
        const auto& function = *at.node->as<FunctionDef>();
        check_function(file, function, reader_of(file, function), errors.raised, check);
      });
}

}  // namespace

extern constinit const Rule DOC009 = {
    .code = "DOC009",
    .name = "docstring-raises-missing",
    .family = Family::Documentation,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059",
                   "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods"},
    .options = {number_option("calls", 0,
                              "how many calls away an exception may be raised; 0: in the function "
                              "itself"),
                flag_option("require-sections", false,
                            "whether docstrings without any section are judged too")},
    .risk =
        "A caller learns of the exception when it ends his request: nothing told him that there "
        "was something to catch.",
    .advice = "Add an entry: `Raises:` and `OrderNotFound: there is no such order.`",
    .docs = R"md(
A public function whose docstring has sections, and that raises an exception which the docstring does not name. Of HTTP
errors the status is compared too, where the section names statuses; one that stands in the prose is told.

```python bad
def price(item: str) -> int:
    """Looks the price up.

    Args:
        item: Its number.
    """
    if not item:
        raise ValueError("no item")
    return len(item)
```

```python good
def price(item: str) -> int:
    """Looks the price up.

    Args:
        item: Its number.

    Raises:
        ValueError: There is no such item.
    """
    if not item:
        raise ValueError("no item")
    return len(item)
```

What is caught in the function itself does not leave it; `raise` in an `except` clause raises what the clause names. A
documented base class stands for its subclasses, and they for a base class that is only caught and handed on. Not reported: docstrings without any section unless `require-sections =
true`, abstract methods, properties, special methods, `NotImplementedError`, `assert`,
exceptions that only callees raise unless `calls` says how far to look, and what only an argument leads to that is nothing
its annotation allows: the `else` behind `isinstance` for each class, or behind each value of a Literal. It is a suggestion beside an entry for
`Exception`, which tells that there is something to catch, and not what. On endpoints it is
a suggestion, without what they only hand on where the docstring names a status: nobody calls them, and clients read `responses=`, of which API009 speaks.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
