#include <algorithm>
#include <array>
#include <bitset>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/models/orm_class.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::Binding;
using semantic::BindingKind;
using semantic::FileModel;

constexpr std::size_t kLongestMention = 200;  // a longer string is text, not a name
constexpr std::size_t kLongestCode = 100'000;
constexpr int kMostBases = 16;            // looked at, of one class
constexpr std::size_t kShortestPart = 3;  // of a name that an f-string puts together

// Names that servers, platforms and tools call.
constexpr std::array<std::string_view, 18> kEntryPoints = {
    "main",   "app",   "application", "handler",   "lambda_handler", "lifespan", "create_app",
    "router", "api",   "run",         "cli",       "get_app",        "setup",    "register",
    "start",  "serve", "dev",         "entrypoint"};

// Something that is defined and may be used nowhere.
struct Candidate {
  const FileModel* file = nullptr;
  const Node* definition = nullptr;  // FunctionDef, ClassDef, or the Name of an assignment
  Span name_span;
  std::string_view name;
  std::string_view what;  // "Function"
  bool is_used = false;
};

bool is_private(std::string_view name) { return name.starts_with('_'); }

// Whether all that it inherits is Pydantic's, as far as `left` classes show.
bool has_plain_bases(const FileModel& file, const ClassDef& cls, int& left) {
  return std::all_of(cls.bases.begin(), cls.bases.end(), [&](const Expr* base) {
    const std::string_view name = file.resolve(*base);
    if (name == "pydantic.BaseModel" || name == "pydantic_settings.BaseSettings") return true;
    const semantic::Definition one = file.definition_of(*base);
    const auto* own = as<ClassDef>(one.node);
    return own != nullptr && --left > 0 && own->keywords.empty() && !own->bases.empty() &&
           own->decorator_list.empty() && has_plain_bases(*one.file, *own, left);
  });
}

// Nothing registers Pydantic's models, nor settings: whoever wants one names it, unless something
// looks for subclasses.
bool is_plain_model(const FileModel& file, const ClassDef& cls) {
  const IdentifierTable& names = file.project().names();
  for (const char* registry :
       {"__subclasses__", "__init_subclass__", "__pydantic_init_subclass__"}) {
    if (names.find(registry)) return false;
  }
  int left = kMostBases;
  return has_plain_bases(file, cls, left);
}

// Whether a class may be found without being named: by its bases, a decorator, a metaclass. Columns
// alone make no table: a class without bases that has them is a mixin.
bool is_found_otherwise(const FileModel& file, const ClassDef& cls) {
  if (!cls.keywords.empty() || !cls.decorator_list.empty()) return true;
  return !cls.bases.empty() && (!is_plain_model(file, cls) || app::is_orm_class(file, cls));
}

// A value whose making does nothing else, and that is no other name for something.
bool is_plain_value(const FileModel& file, const Expr& value) {
  if (value.is(Kind::Name) || value.is(Kind::Attribute)) return false;
  const auto nodes = file.tree().subtree(value);
  return std::none_of(nodes.begin(), nodes.end(), [](const Node* one) {
    return one->is(Kind::Call) || one->is(Kind::Await) || one->is(Kind::NamedExpr);
  });
}

// Files whose names are read by whoever loads them.
bool is_configuration(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.find("conf") != name.npos || name.find("settings") != name.npos ||
         name.find("const") != name.npos || name == "__init__.py" || name == "__main__.py";
}

class DeadCode {
 public:
  explicit DeadCode(const semantic::Model& model) : model_(model) {}

  std::vector<Candidate> run() {
    for (const FileModel& file : model_.files()) {
      if (file.file().role == repo::Role::Application) collect(file);
    }
    for (Candidate& one : candidates_) {
      module_names_.insert(last_part(one.file->file().module_name));
      one.is_used = is_named(one);
    }
    for (const FileModel& file : model_.files()) mark_modules(file);
    note_unused();
    for (const FileModel& file : model_.files()) mark_mentions(file);
    mark_put_together();
    return std::move(candidates_);
  }

 private:
  void collect(const FileModel& file) {
    for (const Binding& binding : file.scopes().bindings()) {
      const semantic::Scope& scope = file.scopes().scope(binding.scope);
      const bool once = file.scopes().symbol(binding.symbol).binding_count == 1;
      if (!once || file.text(binding.name).starts_with("__")) continue;
      if (scope.kind == semantic::ScopeKind::Module) collect_member(file, binding);
      if (scope.kind == semantic::ScopeKind::Class) collect_method(file, binding);
    }
  }

  void collect_member(const FileModel& file, const Binding& binding) {
    const std::string_view name = file.text(binding.name);
    const bool entry =
        std::find(kEntryPoints.begin(), kEntryPoints.end(), name) != kEntryPoints.end();
    const bool for_tests = name.find("_test") != name.npos || name.starts_with("test");
    if (entry || for_tests || name == "_") return;
    if (binding.kind == BindingKind::Function) {
      const auto& function = *binding.node->as<FunctionDef>();
      if (function.decorator_list.empty())
        add(file, function, function.name_span, name, "Function");
    } else if (binding.kind == BindingKind::Class) {
      const auto& cls = *binding.node->as<ClassDef>();
      if (!is_found_otherwise(file, cls)) add(file, cls, cls.name_span, name, "Class");
    } else if (binding.kind == BindingKind::Assignment && binding.value != nullptr) {
      const bool plain =
          is_plain_value(file, *binding.value) && !is_configuration(file.file().path);
      if (plain && is_private(name))
        add(file, *binding.node, binding.node->span(), name, "Variable");
    }
  }

  // Private methods of classes without bases.
  void collect_method(const FileModel& file, const Binding& binding) {
    const auto* method = binding.node->as<FunctionDef>();
    const std::string_view name = file.text(binding.name);
    if (method == nullptr || !is_private(name) || !method->decorator_list.empty()) return;
    const ClassDef* cls = file.enclosing_class(*method);
    if (cls != nullptr && !is_found_otherwise(file, *cls)) {
      add(file, *method, method->name_span, name, "Method");
    }
  }

  void add(const FileModel& file, const Node& definition, Span at, std::string_view name,
           std::string_view what) {
    candidates_.push_back({&file, &definition, at, name, what, false});
  }

  // The names under which a file may know modules that hold candidates.
  std::vector<Identifier> imported_modules(const FileModel& file) const {
    std::vector<Identifier> names;
    for (const Binding& binding : file.scopes().bindings()) {
      const bool imports =
          binding.kind == BindingKind::Import || binding.kind == BindingKind::ImportFrom;
      const auto* alias = imports ? as<Alias>(binding.node) : nullptr;
      if (alias != nullptr && module_names_.contains(last_part(alias->name))) {
        names.push_back(binding.name);
      }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  static std::string_view last_part(std::string_view dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
  }

  // Every name, attribute, import and keyword counts as a use of what is so named. A use inside the
  // definition itself is none.
  bool is_named(const Candidate& one) const {
    const auto mentions = model_.mentions().of(model_.names().find(one.name));
    return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& mention) {
      return mention.file != one.file->file().id || !one.definition->encloses(model_.node(mention));
    });
  }

  void mark_modules(const FileModel& file) {
    for (const Identifier name : imported_modules(file)) {
      for (const semantic::Mention& mention : std::ranges::equal_range(
               model_.mentions().of(name), file.file().id, {}, &semantic::Mention::file)) {
        if (const auto* use = model_.node(mention).as<Name>()) mark_module(file, *use);
      }
    }
  }

  // Whoever is given a module may look for anything in it: `run(migrations)`.
  void mark_module(const FileModel& file, const Name& name) {
    const Node* parent = file.parent(name);
    const auto* call = as<Call>(parent);
    const bool as_value = parent != nullptr && !parent->is(Kind::Attribute) &&
                          (call == nullptr || call->func != &name);
    if (!as_value) return;
    const FileModel* module = model_.module(file.resolve(name));
    if (module == nullptr || module == &file) return;
    for (Candidate& one : candidates_) one.is_used = one.is_used || one.file == module;
  }

  // Most words of texts are then told apart from the names that are still unused at a glance.
  void note_unused() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      next_so_named_.push_back(kNone);
      if (candidates_[i].is_used) continue;
      const std::uint32_t id = model_.names().find(candidates_[i].name).value;
      if (id >= first_by_name_.size()) first_by_name_.resize(id + 1, kNone);
      next_so_named_[i] = std::exchange(first_by_name_[id], static_cast<std::uint32_t>(i));
      unused_words_.set(glance(candidates_[i].name));
    }
  }

  static std::size_t glance(std::string_view word) {
    const auto byte = [](char c) {
      return static_cast<std::size_t>(static_cast<unsigned char>(c));
    };
    return (byte(word.front()) * 31 + byte(word.back()) * 257 + byte(word[word.size() / 2]) * 2053 +
            word.size() * 8209) %
           kGlances;
  }

  void mark_mentions(const FileModel& file) {
    constexpr std::size_t kAhead = 8;  // texts that are fetched before they are needed
    texts_.clear();
    for (const auto* text : file.tree().nodes_of<Constant>()) {
      if (text->is_str()) texts_.push_back(text);
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (i + kAhead < texts_.size()) __builtin_prefetch(texts_[i + kAhead]->value.data());
      mark_words(file, *texts_[i]);
    }
  }

  // What is used leaves the list of those so named: nobody needs to find it again.
  void mark(const FileModel& file, const Node& use, Identifier name) {
    if (name.value >= first_by_name_.size()) return;
    std::uint32_t* link = &first_by_name_[name.value];
    while (*link != kNone) {
      Candidate& one = candidates_[*link];
      const bool is_own = one.file == &file && one.definition->encloses(use);
      one.is_used = one.is_used || !is_own;
      std::uint32_t& next = next_so_named_[*link];
      if (one.is_used) {
        *link = next;
      } else {
        link = &next;
      }
    }
  }

  void mark_words(const FileModel& file, const Constant& text) {
    const std::string_view value = text.value;
    if (value.size() > kLongestMention) return mark_code(file, text);
    if (file.parent(text) != nullptr && file.parent(text)->is(Kind::JoinedStr)) note_part(value);
    for (std::size_t i = 0; i < value.size();) {
      std::size_t end = i;
      while (end < value.size() && is_word_byte(value[end])) ++end;
      const std::string_view word = value.substr(i, end - i);
      if (end > i && unused_words_[glance(word)]) mark(file, text, model_.names().find(word));
      i = end + 1;
    }
  }

  // Templates of programs: "from app.run import entry\n…entry(step)"; docstrings are for people.
  void mark_code(const FileModel& file, const Constant& text) {
    const std::string_view value = text.value;
    const Node* parent = file.parent(text);
    if (parent == nullptr || parent->is(Kind::ExprStmt) || value.size() > kLongestCode) return;
    for (std::size_t end = value.find('('); end != value.npos; end = value.find('(', end + 1)) {
      std::size_t begin = end;
      while (begin > 0 && is_word_byte(value[begin - 1])) --begin;
      const std::string_view word = value.substr(begin, end - begin);
      if (!word.empty() && unused_words_[glance(word)]) {
        mark(file, text, model_.names().find(word));
      }
    }
  }

  // getattr(self, f"_handle_{kind}")
  void note_part(std::string_view value) {
    std::size_t begin = value.size();
    while (begin > 0 && is_word_byte(value[begin - 1])) --begin;
    add_part(value.substr(begin));
    std::size_t end = 0;
    while (end < value.size() && is_word_byte(value[end])) ++end;
    add_part(value.substr(0, end));
  }

  void add_part(std::string_view part) {
    if (part.size() >= kShortestPart && part.find('_') != part.npos) parts_.push_back(part);
  }

  void mark_put_together() {
    std::sort(parts_.begin(), parts_.end());
    parts_.erase(std::unique(parts_.begin(), parts_.end()), parts_.end());
    for (Candidate& one : candidates_) {
      if (one.is_used) continue;
      one.is_used = std::any_of(parts_.begin(), parts_.end(), [&](std::string_view part) {
        return one.name.starts_with(part) || one.name.ends_with(part);
      });
    }
  }

  const semantic::Model& model_;
  std::vector<Candidate> candidates_;
  // By Identifier the first candidate so named; by candidate the next one.
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  std::vector<std::uint32_t> first_by_name_, next_so_named_;
  std::set<std::string_view> module_names_;  // of those that hold candidates: their last parts
  std::vector<std::string_view> parts_;      // of names that f-strings put together
  std::vector<const Constant*> texts_;       // of the file that is looked at
  static constexpr std::size_t kGlances = 65536;
  std::bitset<kGlances> unused_words_;
};

// All of the definition, with the comment behind it.
Span lines_of(const Candidate& one) {
  const FileModel& file = *one.file;
  const bool is_name = one.definition->is(Kind::Name);
  const Span whole = is_name ? file.enclosing_statement(*one.definition->as<Name>()).span()
                             : one.definition->span();
  const std::string_view text = file.file().text.view();
  const std::size_t end = text.find_first_of("\r\n", whole.end);
  return {whole.begin, static_cast<Offset>(end == text.npos ? text.size() : end)};
}

// Takes the lines of a function or class out of its module, with the blank lines before them.
void offer_deletion(Draft& draft, const Candidate& one) {
  const FileModel& file = *one.file;
  const Node& node = *one.definition;
  const auto& body = file.tree().root().body;
  const bool definition = node.is(Kind::ClassDef) || node.as<FunctionDef>() != nullptr;
  const bool of_module = file.parent(node) == &file.tree().root() && body.size() > 1;
  if (!definition || !of_module) return;
  const LineIndex& lines = file.file().lines;
  std::uint32_t first = lines.line_of(node.begin);
  const std::uint32_t last = lines.line_of(node.end);
  if (last >= lines.line_count() || node.begin != lines.start_of(first)) return;
  // Another statement on the last line stays where it is: then nothing is offered.
  const std::string_view rest = file.file().slice({node.end, lines.start_of(last + 1)});
  if (rest.find_first_not_of(" \t\r\n") != rest.npos) return;
  while (first > 1) {
    const Span above{lines.start_of(first - 1), lines.start_of(first)};
    if (file.file().slice(above).find_first_not_of(" \t\r\n") != std::string_view::npos) break;
    --first;
  }
  draft.edit({lines.start_of(first), lines.start_of(last + 1)}, "");
}

// An empty `tests/__init__.py` tests nothing, and is shipped with packages.
bool defines_function(const FileModel& file) {
  const auto functions = file.tree().nodes_of<FunctionDef>();
  return functions.begin() != functions.end();
}

// Whether public names can be told to be used nowhere: the repository runs an application, and is
// one (with tests, or with a word on what it is installed with). Others import a library.
class PublicNames {
 public:
  explicit PublicNames(const app::Application& application) : application_(application) {
    for (const app::AppRoutes* app : application.served_apps()) {
      entries_.insert(app->app->construction.file);
    }
    const semantic::Model& model = application.code();
    for (const FileModel& file : model.files()) {
      has_tests_ = has_tests_ || (file.file().role == repo::Role::Test && defines_function(file));
    }
    for (const project::ImportEdge& edge : model.imports().edges()) {
      if (edge.to.valid()) imported_.insert(&model.file(edge.to));
    }
  }

  // What nothing imports is loaded by name, by whoever wants what is in it.
  bool are_told(const FileModel& file) const {
    const bool is_repository =
        has_tests_ || !application_.code().dependencies().all(file.file().path).empty();
    if (entries_.empty() || !is_repository) return false;
    return imported_.count(&file) != 0 || entries_.count(&file) != 0 ||
           file.file().path.ends_with("__init__.py");
  }

 private:
  const app::Application& application_;
  std::unordered_set<const FileModel*> entries_, imported_;
  bool has_tests_ = false;
};

void check(ApplicationCheck& check) {
  const PublicNames public_names(check.application());
  for (const Candidate& one : DeadCode(check.model()).run()) {
    if (one.is_used || (!is_private(one.name) && !public_names.are_told(*one.file))) continue;
    Draft draft =
        check.report(*one.file, one.name_span, "{} `{}` is used nowhere", {one.what, one.name});
    draft.step(*one.file, lines_of(one), "nothing uses what stands here");
    offer_deletion(draft, one);
    if (!is_private(one.name)) {
      draft.severity(Severity::Suggestion).confidence(Confidence::Medium);
    }
  }
}

}  // namespace

extern constinit const Rule COD015 = {
    .code = "COD015",
    .name = "dead-code",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-561"},
    .about_whole_definition = true,
    .risk = "It is read, migrated and kept working for nothing, and looks as if it mattered.",
    .advice = "Delete it; git remembers.",
    .docs = R"md(
What nothing calls, imports or names costs everybody who reads it.

```python bad
from fastapi import FastAPI

app = FastAPI()


def _old_price(amount: int) -> int:
    return amount * 2


@app.get("/price")
def price() -> int:
    return 1
```

```python good
from fastapi import FastAPI

app = FastAPI()


def _price(amount: int) -> int:
    return amount * 2


@app.get("/price")
def price() -> int:
    return _price(1)
```

Looked at are functions and classes of modules, their private variables, and private methods. Whatever appears
anywhere in the repository as a name, attribute, import, keyword, or word of a short string is used; so is what an
f-string may put together (`getattr(self, f"_handle_{kind}")`). Decorated functions, classes with bases (they may be
found by them; Pydantic's models and settings are not, unless something asks for `__subclasses__`), other names for the same thing (`_old = new`), and entry points by name (`main`, `handler`, `create_app`, …) are never reported. A
public name may be meant for other repositories: a suggestion, with medium confidence. Nothing is said of public names in
a library (no application is run from the repository, or it has neither tests nor declared dependencies), nor of those in
modules that are handed on whole (`run(migrations)`) or that nothing imports: whoever loads such a module by name wants what is in it.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
