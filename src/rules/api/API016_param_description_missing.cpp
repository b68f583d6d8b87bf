#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/dependencies/behaviour.h"
#include "app/dependencies/classify.h"
#include "app/dependencies/sign_in_answer.h"
#include "app/effects/passed_parameters.h"
#include "app/models/model_class.h"
#include "app/openapi/scalars.h"
#include "app/routes/documented_routes.h"
#include "app/types/listed_values.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/docstring.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Parameter;
using app::Route;
using semantic::FileModel;

// Annotated[int, Doc("…")]
bool has_doc(const Parameter& parameter) {
  for (const app::Value& one : parameter.field.info.calls()) {
    if (one.text.ends_with(".Doc")) return true;
  }
  for (const app::Placed& one : parameter.field.type.metadata) {
    const auto* call = as<Call>(one.expr);
    if (call != nullptr && one.file->resolve(*call->func).ends_with(".Doc")) return true;
  }
  return false;
}

bool is_hidden(const Parameter& parameter) {
  const app::Value* shown = parameter.field.info.find("include_in_schema");
  return shown != nullptr && shown->is(app::Value::Kind::Bool) && !shown->is_true();
}

// `Annotated[Filter, Query()]`: OpenAPI shows the model's fields.
bool is_model(const Parameter& parameter) {
  const app::Type type = app::without_none(parameter.field.type);
  const auto* cls = as<ClassDef>(type.definition.node);
  return type.is(app::Type::Kind::Class) && cls != nullptr &&
         app::kind_of_class(*type.definition.file, *cls) == app::ClassKind::Model;
}

bool is_described(const Parameter& parameter) {
  return is_model(parameter) || parameter.field.info.find("description") != nullptr ||
         has_doc(parameter);
}

// A thing's own id or name in its path: `/files/{file_id}`, `/recipes/{slug}`, `/wallets/{wallet}`.
bool is_id_in_path(const Parameter& parameter, std::string_view path) {
  constexpr std::string_view kIds[] = {"id", "uuid", "slug", "name", "username", "hash"};
  const std::string& name = parameter.alias;
  const std::size_t at = path.find("/{" + name + "}");
  if (parameter.in != Parameter::In::Path || at == path.npos) return false;
  const std::string_view before = path.substr(0, at);
  const std::string_view collection = before.substr(before.rfind('/') + 1);
  const std::vector<std::string> words = name_words(name);
  return (!words.empty() && is_one_of(words.back(), kIds)) ||
         (collection.starts_with(name) && collection.size() <= name.size() + 2);
}

// `{path:path}`: what follows in the path.
bool is_rest_of_path(const Parameter& parameter, std::string_view path) {
  return parameter.in == Parameter::In::Path &&
         path.find("{" + parameter.alias + ":path}") != path.npos;
}

// `page: int = 1`, `pageSize: int = 20`: how lists are cut has the same names everywhere.
bool is_of_pages(const Parameter& parameter) {
  constexpr std::string_view kPages[] = {"page",  "page_size", "page_number", "per_page",
                                         "limit", "offset",    "skip"};
  const app::Type type = app::without_none(parameter.field.type);
  const bool is_number = type.is(app::Type::Kind::Scalar) && type.name == "builtins.int";
  if (parameter.in != Parameter::In::Query || !is_number) return false;
  std::string name;
  for (const std::string& one : name_words(parameter.alias))
    name += (name.empty() ? "" : "_") + one;
  return is_one_of(name, kPages);
}

// Its name and type say nearly all that a description would.
bool says_itself(const Parameter& parameter, const Route& route) {
  return is_id_in_path(parameter, route.path) || is_rest_of_path(parameter, route.full_path) ||
         is_of_pages(parameter) || app::lists_its_values(parameter.field.type);
}

// Headers that HTTP itself defines (RFC 9110): what they mean is the same everywhere.
bool is_of_http(const Parameter& parameter) {
  constexpr std::string_view kHeaders[] = {
      "accept", "accept-encoding", "accept-language",   "content-length", "content-type",
      "host",   "if-match",        "if-modified-since", "if-none-match",  "if-range",
      "origin", "range",           "referer",           "user-agent",     "if-unmodified-since"};
  return parameter.in == Parameter::In::Header && is_one_of(lower_case(parameter.alias), kHeaders);
}

// `db=None` that goes to a function for its session: no client is meant to send it.
bool stands_for_object(const Parameter& parameter, const app::Definition& function) {
  const bool is_free = parameter.in == Parameter::In::Query && !parameter.field.required &&
                       parameter.field.type.is(app::Type::Kind::Missing);
  if (!is_free) return false;
  const auto passed = app::passed_parameters(function, *parameter.arg);
  return std::any_of(passed.all.begin(), passed.all.end(), [](const app::PassedParameter& one) {
    const app::Type type =
        app::without_none(app::read_annotation(*one.function.file, one.parameter->annotation));
    const bool is_object =
        type.is(app::Type::Kind::Scalar) && !app::scalar_schema(type.name, app::Mode::Input);
    return is_object || type.is(app::Type::Kind::Class) || type.is(app::Type::Kind::Library);
  });
}

// The declarations that OpenAPI shows: of several of one parameter the last that is required, else
// the last (fastapi.openapi.utils.get_openapi_path).
std::unordered_set<const Parameter*> shown_of(const Route& route) {
  std::map<std::pair<Parameter::In, std::string_view>, const Parameter*> shown;
  app::for_each_dependency(route.dependant, [&](const Dependency& one) {
    for (const Parameter& parameter : one.parameters) {
      if (parameter.is_body() || may_be_body(parameter) || is_hidden(parameter)) continue;
      const Parameter*& last = shown[{parameter.in, parameter.alias}];
      if (last == nullptr || parameter.field.required || !last->field.required) last = &parameter;
    }
  });
  std::unordered_set<const Parameter*> all;
  for (const auto& [name, parameter] : shown) all.insert(parameter);
  return all;
}

// OpenAPI shows the endpoint's docstring, and there the parameter may have its word.
class Reporter {
 public:
  explicit Reporter(ApplicationCheck& check) : check_(check) {}

  void look_at(const Route& route) {
    const auto shown = shown_of(route);
    if (std::all_of(shown.begin(), shown.end(),
                    [](const Parameter* one) { return is_described(*one); })) {
      return;
    }
    const app::Definition endpoint = function_of(route.dependant);
    const semantic::Docstring docstring = docstring_of(endpoint);
    const std::string_view prose = text_of(endpoint);
    app::for_each_dependency(route.dependant, [&](const Dependency& one) {
      const app::Definition function = function_of(one);
      if (!function || reported_.count(function.node) != 0) return;
      std::vector<const Parameter*> silent;
      for (const Parameter& parameter : one.parameters) {
        const bool told =
            parameter.arg == nullptr || shown.count(&parameter) == 0 || is_described(parameter) ||
            docstring.parameter(parameter.field.name) != nullptr ||
            is_named_in(prose, parameter.field.name) ||
            (is_id_in_path(parameter, route.path) && are_spoken_of(prose, parameter.field.name)) ||
            is_shown_as_rest(prose, route.full_path, parameter);
        const bool asked = !told && !is_of_http(parameter) &&
                           !app::comes_from_sign_in(parameter, one) &&
                           !stands_for_object(parameter, function);
        if (asked) silent.push_back(&parameter);
      }
      if (silent.empty()) return;
      reported_.insert(function.node);
      report(route, one, function, silent);
    });
  }

 private:
  static app::Definition function_of(const Dependency& dependency) {
    const app::Definition found = app::function_of(dependency.callable);
    return as<FunctionDef>(found.node) != nullptr ? found : app::Definition{};
  }

  static semantic::Docstring docstring_of(const app::Definition& function) {
    const Constant* text = function ? function.file->docstring(*function.node) : nullptr;
    if (text == nullptr || text->is_concatenated) return {};
    return semantic::parse_docstring(function.file->text(*text));
  }

  static std::string_view text_of(const app::Definition& function) {
    const Constant* text = function ? function.file->docstring(*function.node) : nullptr;
    return text != nullptr ? text->value : std::string_view{};
  }

  // "Sorted by name and cut at ``limit``.", or "limit: How many." in a section of any name.
  static bool is_named_in(std::string_view prose, std::string_view parameter) {
    return prose.find("`" + std::string(parameter) + "`") != prose.npos ||
           has_entry(prose, parameter);
  }

  // "    - 'limit' (int): How many."
  static bool has_entry(std::string_view prose, std::string_view parameter) {
    for (std::size_t begin = 0, end; begin < prose.size(); begin = end + 1) {
      end = std::min(prose.find('\n', begin), prose.size());
      std::string_view line = prose.substr(begin, end - begin);
      line.remove_prefix(std::min(line.find_first_not_of(" \t-*'`"), line.size()));
      if (!line.starts_with(parameter)) continue;
      line.remove_prefix(parameter.size());
      line.remove_prefix(std::min(line.find_first_not_of("*'` "), line.size()));
      if (line.starts_with(':') || line.starts_with('(')) return true;
    }
    return false;
  }

  // "Polling IDs begin with poll_, provider response IDs with resp_.", below the first line.
  static bool are_spoken_of(std::string_view prose, std::string_view parameter) {
    const std::string_view title = trimmed(prose);
    const std::string rest = lower_case(title.substr(std::min(title.find('\n'), title.size())));
    std::string words;
    for (const std::string& one : name_words(parameter)) words += (words.empty() ? "" : " ") + one;
    const bool is_one_word = words.find(' ') == words.npos;
    return !is_one_word && (has_word(rest, words) || has_word(rest, words + "s"));
  }

  // "/proxy/v1/models" of `/proxy/{endpoint:path}`: the path that follows is a value of it.
  static bool is_shown_as_rest(std::string_view prose, std::string_view path,
                               const Parameter& parameter) {
    const std::string rest = "{" + parameter.alias + ":path}";
    if (!path.ends_with(rest)) return false;
    const std::string_view before = path.substr(0, path.size() - rest.size());
    if (before.size() < 3 || before.find('{') != before.npos) return false;
    for (std::size_t found = prose.find(before); found != prose.npos;
         found = prose.find(before, found + 1)) {
      std::string_view shown = prose.substr(found + before.size());
      shown = shown.substr(0, shown.find_first_of(" \t\n`'\""));
      const std::size_t part = shown.find('/');
      if (part != shown.npos && part > 0 && is_word_byte(shown[0])) return true;
    }
    return false;
  }

  // In a text that was meant as the docstring.
  static bool are_told_below(const app::Definition& function,
                             const std::vector<const Parameter*>& silent) {
    const auto& node = *as<FunctionDef>(function.node);
    const ExprStmt* text =
        function.file->docstring(node) == nullptr ? semantic::displaced_docstring(node) : nullptr;
    const auto* literal = text != nullptr ? as<Constant>(text->value) : nullptr;
    if (literal == nullptr || literal->is_concatenated) return false;
    const semantic::Docstring docstring = semantic::parse_docstring(function.file->text(*literal));
    return std::all_of(silent.begin(), silent.end(), [&](const Parameter* one) {
      return docstring.parameter(one->field.name) != nullptr ||
             is_named_in(literal->value, one->field.name);
    });
  }

  // `Path`, `Query`: what declares it.
  static std::string place_of(const Parameter& parameter) {
    switch (parameter.in) {
      case Parameter::In::Path: return "Path";
      case Parameter::In::Query: return "Query";
      case Parameter::In::Header: return "Header";
      case Parameter::In::Cookie: return "Cookie";
      default: return {};
    }
  }

  // "query parameter": what one of several fixes is about.
  static std::string_view noun_of(std::string_view place) {
    constexpr std::pair<std::string_view, std::string_view> kNouns[] = {
        {"Path", "path parameter"}, {"Query", "query parameter"}, {"Header", "header"}};
    for (const auto& [name, noun] : kNouns) {
      if (name == place) return noun;
    }
    return "cookie";
  }

  // Where all of them are; empty if they are not of one kind.
  static std::string place_of(const std::vector<const Parameter*>& all) {
    const std::string place = place_of(*all.front());
    const bool is_one = std::all_of(
        all.begin(), all.end(), [&place](const Parameter* one) { return place_of(*one) == place; });
    return is_one ? place : std::string();
  }

  // `token: str = Cookie(None)`: only the description is to be added.
  static bool is_declared_by(const app::Definition& function, const Parameter& parameter,
                             std::string_view place) {
    const auto* call = as<Call>(parameter.arg->default_value);
    return call != nullptr && function.file->resolve(*call->func).ends_with(place);
  }

  // A sentence of its own, which is said once of many.
  static constexpr std::string_view kInDocstring =
      "An entry in the endpoint's docstring, which OpenAPI shows, does as well.";

  // In path and query, and declared by no default: one fix for most findings.
  static bool are_plain(const app::Definition& function,
                        const std::vector<const Parameter*>& silent) {
    return std::all_of(silent.begin(), silent.end(), [&](const Parameter* one) {
      const std::string place = place_of(*one);
      return (place == "Path" || place == "Query") && !is_declared_by(function, *one, place);
    });
  }

  // Fixes that are to be read together differ in their words, not in code only.
  static void advise(Draft& draft, const app::Definition& function,
                     const std::vector<const Parameter*>& silent) {
    if (are_plain(function, silent)) {
      draft.fix(
          "Write `Annotated[…, Path(description=\"…\")]` for what stands in the path, and "
          "`Annotated[…, Query(description=\"…\")]` for what does not (`Annotated` from `typing`, "
          "`Path` and `Query` from `fastapi`). {}",
          {kInDocstring});
      return;
    }
    const std::string place = place_of(silent);
    if (place.empty()) return;
    const std::string_view noun = noun_of(place);
    const bool is_declared = std::all_of(silent.begin(), silent.end(), [&](const Parameter* one) {
      return is_declared_by(function, *one, place);
    });
    if (is_declared) {
      draft.fix("Add `description=\"…\"` to the `{}(…)` of each {}. {}",
                {place, noun, kInDocstring});
      return;
    }
    draft.fix(
        "Write the type of each {} as `Annotated[…, {}(description=\"…\")]` (`Annotated` "
        "from `typing`, `{}` from `fastapi`). {}",
        {noun, place, place, kInDocstring});
  }

  void report(const Route& route, const Dependency& taker, const app::Definition& function,
              const std::vector<const Parameter*>& silent) {
    const bool is_endpoint = &taker == &route.dependant;
    const auto& endpoint = *as<FunctionDef>(function.node);
    const std::string name(is_endpoint ? function.file->text(endpoint.name)
                                       : std::string_view(taker.callable.text));
    std::string names;
    for (const Parameter* one : silent) {
      const bool is_last = one == silent.back();
      names += (names.empty() ? "`" : is_last ? " and `" : ", `") + one->alias + "`";
    }
    const bool is_mild = std::all_of(silent.begin(), silent.end(), [&route](const Parameter* one) {
      return says_itself(*one, route);
    });
    Draft draft =
        check_.report(*function.file, silent.front()->arg->span(),
                      is_endpoint ? "`{}` takes {} without a description{}"
                                  : "The dependency `{}` takes {} without a description{}",
                      {name, names,
                       !is_mild             ? ""
                       : silent.size() == 1 ? ", though the name says most"
                                            : ", though the names say most"});
    if (is_mild) {
      draft.severity(Severity::Suggestion)
          .risk(
              "The name says what it is; where a client gets one, where they begin and end, or "
              "what "
              "each value does, is said nowhere.");
    }
    const bool old = check_.model().dependencies().is_at_least(
                         "fastapi", "0.95.0", function.file->file().path) == project::Answer::No;
    if (old) {
      draft.fix(
          "Write `Query(…, description=\"…\")`, or `Path`, both from `fastapi`, as the parameter's "
          "default. {}",
          {kInDocstring});
    } else {
      advise(draft, function, silent);
    }
    if (is_endpoint && are_told_below(function, silent)) {
      draft.fix(
          "Move the text up that names them: it is there, but only a function's first statement is "
          "its docstring, which OpenAPI shows.");
    }
    if (!is_endpoint) {
      draft.step(*route.registered_at.file, route.registered_at.expr->span(),
                 "an operation that needs it");
    }
  }

  ApplicationCheck& check_;
  std::unordered_set<const Node*> reported_;
};

void check(ApplicationCheck& check) {
  Reporter reporter(check);
  for (const Route* route : check.application().documented_routes()) {
    reporter.look_at(*route);
  }
}

}  // namespace

extern constinit const Rule API016 = {
    .code = "API016",
    .name = "param-description-missing",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1059",
                   "https://fastapi.tiangolo.com/tutorial/query-params-str-validations/"},
    .risk = "A client sees a name and a type: not what the values mean, nor their unit or format.",
    .advice =
        "Add `description=\"…\"` to the `Query(…)`, `Path(…)`, `Header(…)` or `Cookie(…)` that "
        "declares it; where none does, write `Annotated[…, Query(description=\"…\")]`, or `Path` "
        "for what stands in the path (`Annotated` from `typing`, `Query` and `Path` from "
        "`fastapi`). An entry in the endpoint's docstring, which OpenAPI shows, does as well.",
    .docs = R"md(
Parameters in path, query, headers and cookies that OpenAPI shows without a description, those of dependencies included.
One finding for each function that takes them. It is a suggestion where names and types say nearly all: ids in the path
of the thing that they are of (`/files/{file_id}`), what follows in the path (`{path:path}`), numbers by which lists
are cut everywhere (`page`, `limit`, `offset`), and types that list their values (Literal, Enum).

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def read(since: str) -> list[int]:
    return [len(since)]
```

```python good
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/orders")
def read(since: Annotated[str, Query(description="The first day, as 2026-01-31.")]) -> list[int]:
    return [len(since)]
```

A parameter that the endpoint's docstring documents is described where OpenAPI shows it, and of several declarations of
one parameter the operation shows one only. Not reported: what only applications without a document (`openapi_url=None`)
serve, headers that HTTP defines (`If-Match`), what a provider's sign-in sends back (`code` and `state`), ids of which the docstring's text speaks,
what has no annotation and goes to a function for an object (`db=None`), parameters of security schemes, hidden ones, those of a class that is not found (it may be the body), and fields of models that are used as parameters (VAL009).
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
