#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/typing_only.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "semantic/reaching_values.h"
#include "semantic/request_parameters.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 4;  // further uses that the trace shows

// One name that is imported for type checkers only, and what needs it at run time.
struct Missing {
  const FileModel* file = nullptr;
  const Alias* import = nullptr;
  struct Use {
    const Node* at;
    std::string what;  // "FastAPI reads the annotation of `show`"
  };
  std::vector<Use> uses;
};

class NeedCollector {
 public:
  explicit NeedCollector(const app::Application& application) : application_(application) {}

  std::vector<Missing> run() {
    for (const app::Route* route : application_.distinct_routes().all()) {
      app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
        add_parameters(app::running_function(one.callable));
      });
      add_return(*route);
    }
    collect_rebuilt();
    for (const FileModel& file : application_.code().files()) add_models(file);
    return std::move(missing_);
  }

 private:
  void add_parameters(const Definition& function) {
    const auto* node = as<FunctionDef>(function.node);
    if (node == nullptr || !seen_.insert(node).second) return;
    for (const Arg* arg : node->args->all) {
      if (arg->annotation == nullptr || semantic::is_injected_by_default(*function.file, *arg))
        continue;
      add_names(*function.file, *arg->annotation,
                "FastAPI reads the annotations of `" +
                    std::string(function.file->text(node->name)) + "`");
    }
  }

  void add_return(const app::Route& route) {
    const Definition handler = app::handler_of(route);
    const auto* node = as<FunctionDef>(handler.node);
    if (!is_answer_made_of_annotation(route, handler)) return;
    add_names(*handler.file, *node->returns,
              "FastAPI makes the response model of `" +
                  std::string(handler.file->text(node->name)) + "` from its return annotation");
  }

  // Models that are completed later: Order.model_rebuild().
  void collect_rebuilt() {
    const Identifier rebuild = application_.code().names().find("model_rebuild");
    const Identifier update = application_.code().names().find("update_forward_refs");
    if (rebuild.empty() && update.empty()) return;
    for (const FileModel& file : application_.code().files()) {
      for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
        if (attribute->attr != rebuild && attribute->attr != update) continue;
        if (const Definition cls = file.definition_of(*attribute->value))
          rebuilt_.insert(cls.node);
        else
          rebuilds_unknown_ = true;
      }
    }
  }

  void add_models(const FileModel& file) {
    for (const semantic::Scope& scope : file.scopes().scopes()) {
      if (scope.kind != semantic::ScopeKind::Class) continue;
      const auto& cls = *scope.node->as<ClassDef>();
      if (!file.is_pydantic_model(cls) || rebuilt_.contains(&cls) || rebuilds_unknown_) continue;
      for (const auto& field : semantic::own_fields(file, cls)) add_field(file, cls, field);
    }
  }

  void add_field(const FileModel& file, const ClassDef& cls,
                 const semantic::FieldDeclaration& field) {
    const auto* statement = field.node->as<AnnAssign>();
    const auto* made = statement != nullptr ? as<Call>(statement->value) : nullptr;
    const bool relates = made != nullptr && file.text(*made->func).ends_with("Relationship");
    if (field.annotation == nullptr || relates) return;
    add_names(file, *field.annotation,
              "Pydantic reads the annotations of `" + std::string(file.text(cls.name)) + "`");
  }

  // The names in an annotation, those in quotes too.
  void add_names(const FileModel& file, const Expr& annotation, const std::string& what) {
    for (const Node* node : file.tree().subtree(annotation)) {
      if (const auto* name = node->as<Name>()) {
        add(file, type_checking_import(file, file.scopes().symbol_of(*name)), *node, what);
      } else if (const auto* text = node->as<Constant>(); text != nullptr && text->is_str()) {
        if (!is_literal(file, *text)) add_quoted(file, *text, what);
      }
    }
  }

  static bool is_literal(const FileModel& file, const Constant& text) {
    const Node* node = file.parent(text);
    while (node != nullptr && node->is(Kind::Tuple)) node = file.parent(*node);
    const auto* call = as<Call>(node);
    const auto* keyword = as<Keyword>(node);
    const auto* generic = as<Subscript>(node);
    return call != nullptr || keyword != nullptr ||
           (generic != nullptr && file.resolve(*generic->value) == "typing.Literal");
  }

  void add_quoted(const FileModel& file, const Constant& text, const std::string& what) {
    const std::string_view quoted = text.value;
    for (std::size_t i = 0; i < quoted.size();) {
      std::size_t end = i;
      while (end < quoted.size() && is_word_byte(quoted[end])) ++end;
      const bool member = i > 0 && quoted[i - 1] == '.';
      if (end > i && !member) {
        const semantic::SymbolId symbol = module_symbol(file, quoted.substr(i, end - i));
        add(file, type_checking_import(file, symbol), text, what);
      }
      i = end + 1;
    }
  }

  static semantic::SymbolId module_symbol(const FileModel& file, std::string_view name) {
    const semantic::ScopeId module = file.scopes().scope_opened_by(file.tree().root());
    for (std::uint32_t i = 0; i < file.scopes().symbols().size(); ++i) {
      const semantic::Symbol& one = file.scopes().symbols()[i];
      if (one.scope == module && file.text(one.name) == name) return semantic::SymbolId{i};
    }
    return {};
  }

  void add(const FileModel& file, const Alias* import, const Node& at, const std::string& what) {
    if (import == nullptr) return;
    const auto [found, is_new] = index_.try_emplace(import, missing_.size());
    if (is_new) missing_.push_back({&file, import, {}});
    missing_[found->second].uses.push_back({&at, what});
  }

  const app::Application& application_;
  std::vector<Missing> missing_;
  std::map<const Alias*, std::size_t> index_;  // looked up only
  std::set<const Node*> seen_, rebuilt_;       // looked up only
  bool rebuilds_unknown_ = false;
};

// "Order" of `from app.models import Order`, "np" of `import numpy as np`.
std::string_view bound_name(const FileModel& file, const Alias& alias) {
  return alias.asname ? file.text(alias.asname) : alias.name.substr(0, alias.name.find('.'));
}

bool imports_back(const FileModel& file, const Stmt& import) {
  const auto& graph = file.project().imports();
  std::set<std::uint32_t> seen;
  std::vector<findings::FileId> work;
  for (const project::ImportEdge& edge : graph.imports_of(file.file().id)) {
    if (edge.statement == &import && edge.to.valid()) work.push_back(edge.to);
  }
  while (!work.empty()) {
    const findings::FileId at = work.back();
    work.pop_back();
    if (at == file.file().id) return true;
    if (!seen.insert(at.value).second) continue;
    for (const project::ImportEdge& edge : graph.imports_of(at)) {
      if (edge.to.valid() && edge.at_load_time()) work.push_back(edge.to);
    }
  }
  return false;
}

// Takes the import out of the block; the block with it, if it holds nothing else.
void offer_move(Draft& draft, const Missing& missing) {
  const FileModel& file = *missing.file;
  const Stmt& import = file.enclosing_statement(*missing.import);
  const auto* block = as<If>(file.parent(import));
  const auto* from = import.as<ImportFrom>();
  const auto* plain = import.as<Import>();
  const bool alone = from != nullptr ? from->names.size() == 1 : plain->names.size() == 1;
  if (block == nullptr || !alone || !block->orelse.empty() || block->is_elif) return;
  const std::string text(file.text(import));
  if (imports_back(file, import)) return;
  if (block->body.size() == 1) {
    draft.edit(block->span(), text);
    return;
  }
  const project::SourceFile& source = file.file();
  const std::uint32_t line = source.lines.line_of(import.begin);
  const Offset begin = source.lines.start_of(line);
  const Offset end = source.lines.start_of(line + 1);
  if (source.lines.line_of(import.end) != line || file.file().slice({import.end, end}) != "\n")
    return;
  draft.edit({block->begin, block->begin}, text + "\n").edit({begin, end}, "");
}

void report(const Missing& missing, ApplicationCheck& check) {
  const Missing::Use& first = missing.uses.front();
  const std::string_view name = bound_name(*missing.file, *missing.import);
  Draft draft = check.report(*missing.file, first.at->span(),
                             "`{}` is imported for type checkers only, but {}", {name, first.what});
  if (first.what.find("response model") != std::string::npos) {
    draft.risk(
        "The name does not exist at run time: the response model cannot be made, and the endpoint "
        "and `/openapi.json` answer 500.");
  }
  draft.fix("Import `{}` outside `if TYPE_CHECKING:`.", {name});
  draft.step(*missing.file, missing.import->span(), "imported under `if TYPE_CHECKING:`");
  for (std::size_t i = 1; i < missing.uses.size() && i <= kListed; ++i) {
    draft.step(*missing.file, missing.uses[i].at->span(), "{}", {missing.uses[i].what});
  }
  offer_move(draft, missing);
}

void check(ApplicationCheck& check) {
  for (const Missing& one : NeedCollector(check.application()).run()) report(one, check);
}

}  // namespace

extern constinit const Rule TYP012 = {
    .code = "TYP012",
    .name = "runtime-annotation-under-type-checking",
    .family = Family::Typing,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/dependencies/",
                   "https://docs.pydantic.dev/latest/errors/usage_errors/#class-not-fully-defined"},
    .risk =
        "The name does not exist at run time: the import fails, the model is not fully defined, or "
        "`request: Request` becomes a query parameter that every client lacks (422).",
    .advice = "Import it outside `if TYPE_CHECKING:`.",
    .docs = R"md(
FastAPI and Pydantic evaluate annotations when the application starts. What is imported under `if TYPE_CHECKING:` is
not there then, whether the annotation is quoted, deferred by `from __future__ import annotations`, or neither.

```python bad
from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from app.models import Order

app = FastAPI()


@app.post("/orders")
def create(order: Order) -> None:
    ...
# --- app/models.py
from pydantic import BaseModel


class Order(BaseModel):
    sku: str
```

```python good
from __future__ import annotations

from fastapi import FastAPI

from app.models import Order

app = FastAPI()


@app.post("/orders")
def create(order: Order) -> None:
    ...
# --- app/models.py
from pydantic import BaseModel


class Order(BaseModel):
    sku: str
```

Looked at are parameters of endpoints and dependencies, return annotations of endpoints without `response_model`, and
fields of Pydantic models. One finding for each import. Not reported: parameters whose default is `Depends(f)`, whose
annotation FastAPI does not need; models that are completed by `model_rebuild()`; SQLModel's relationships. Linters
that move imports under `if TYPE_CHECKING:` (ruff's TC001 to TC003) cause this: tell them about your base classes and
decorators, or switch them off. The edit is not offered where the import would close a cycle.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
