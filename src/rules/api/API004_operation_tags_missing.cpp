#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/call_edits.h"
#include "rules/operation_labels.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Operation;
using app::Router;
using semantic::FileModel;

// A health check or the root needs no chapter of its own.
bool needs_no_tag(const Operation& operation) {
  const std::string_view why = app::public_by_inference(operation.route());
  return why == "health check" || why == "root page" || why == "static file";
}

bool has_no_tags(const Operation& operation) {
  return std::any_of(operation.served.begin(), operation.served.end(), [](const app::Served& one) {
    return one.route->tags.empty() && one.route->tags_are_known;
  });
}

// How many operations that want a chapter each document shows.
using Chapters = std::map<const Router*, std::size_t>;

Chapters chapters_of(const std::vector<Operation>& operations) {
  Chapters chapters;
  for (const Operation& operation : operations) {
    if (needs_no_tag(operation)) continue;
    for (const app::Served& one : operation.served) ++chapters[one.app];
  }
  return chapters;
}

// The only one of its document: there is nothing to keep it apart from.
bool is_alone(const Operation& operation, const Chapters& chapters) {
  return std::all_of(operation.served.begin(), operation.served.end(),
                     [&](const app::Served& one) { return chapters.at(one.app) == 1; });
}

struct Group {
  const Router* router = nullptr;
  std::size_t all = 0;
  std::vector<const Operation*> without;
};

std::vector<Group> groups_of(const std::vector<Operation>& operations) {
  std::vector<Group> groups;
  std::map<const Router*, std::size_t> index;
  const Chapters chapters = chapters_of(operations);
  for (const Operation& operation : operations) {
    const auto [at, is_new] = index.emplace(operation.router, groups.size());
    if (is_new) groups.push_back({operation.router, 0, {}});
    Group& group = groups[at->second];
    group.all += labels_of(operation).size();
    if (!has_no_tags(operation) || needs_no_tag(operation)) continue;
    if (!is_alone(operation, chapters)) group.without.push_back(&operation);
  }
  return groups;
}

std::vector<std::string> labels_in(const std::vector<const Operation*>& operations) {
  std::vector<std::string> labels;
  for (const Operation* one : operations) {
    for (std::string& label : labels_of(*one)) labels.push_back(std::move(label));
  }
  return labels;
}

// "items" of prefix="/items", else the name of the module.
std::string tag_for(const Router& router) {
  const app::Value prefix = app::evaluate(router.argument("prefix"));
  std::string text = prefix.is(app::Value::Kind::Str) ? prefix.text : "";
  const std::size_t brace = text.find('{');
  if (brace != std::string::npos) text.resize(brace);
  std::string tag;
  for (const char c :
       text.substr(text.find_last_of('/', text.size() < 2 ? 0 : text.size() - 2) + 1)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_') tag += c;
  }
  if (!tag.empty()) return tag;
  const std::string& module = router.construction.file->file().module_name;
  return module.substr(module.rfind('.') + 1);
}

void report(const Group& group, ApplicationCheck& check) {
  const Router& router = *group.router;
  const FileModel& file = *router.construction.file;
  const auto& call = *router.construction.expr->as<Call>();
  const std::vector<std::string> labels = labels_in(group.without);
  const bool all = labels.size() == group.all;
  Draft draft = check.report(file, {call.begin, call.func->end},
                             "{} of the {} operations of this `{}` have no tag: {}",
                             {all ? std::string("All") : std::to_string(labels.size()), group.all,
                              file.text(*call.func), some_in_code(labels)});
  const bool takes_tags = !router.is_app && router.cls == "fastapi.APIRouter";
  if (all && takes_tags && semantic::argument(file, call, -1, "tags") == nullptr) {
    append_argument(draft, file, call, "tags=[\"" + tag_for(router) + "\"]");
  } else {
    draft.fix_class(FixClass::None);
  }
}

void report(const Operation& operation, ApplicationCheck& check) {
  Draft draft = check.report(operation.file(), operation.place(), "{} (`{}`) has no tag",
                             {operation.label(), operation.name()});
  const bool takes_more =
      semantic::argument(operation.file(), operation.call(), -1, "tags") == nullptr;
  if (operation.router == nullptr || !takes_more) return;
  append_argument(draft, operation.file(), operation.call(),
                  "tags=[\"" + tag_for(*operation.router) + "\"]");
}

void check(ApplicationCheck& check) {
  for (const Group& group : groups_of(check.application().operations())) {
    if (group.without.size() == 1) {
      report(*group.without.front(), check);
    } else if (!group.without.empty() && group.router != nullptr) {
      report(group, check);
    }
  }
}

}  // namespace

extern constinit const Rule API004 = {
    .code = "API004",
    .name = "operation-tags-missing",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/path-operation-configuration/#tags"},
    .risk =
        "Swagger lists the operations under \"default\", and generators put them into one class "
        "with everything else that has no tag.",
    .advice =
        "Name the chapter where the router is made: `APIRouter(prefix=\"/items\", "
        "tags=[\"items\"])`.",
    .docs = R"md(
Operations that OpenAPI shows without a tag: neither the route, nor a router, nor one of its includes has `tags=`.
One finding for each router.

```python bad
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items")


@router.get("/{item_id}")
def read(item_id: int) -> int:
    return item_id


@router.delete("/{item_id}")
def delete(item_id: int) -> None:
    return None


app.include_router(router)
```

```python good
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items")


@router.get("/{item_id}")
def read(item_id: int) -> int:
    return item_id


@router.delete("/{item_id}")
def delete(item_id: int) -> None:
    return None


app.include_router(router, tags=["items"])
```

Not reported: health checks, the root page, tags that are computed, operations that are not in the schema, the only
operation of a document beside those, and the server that a command line tool starts for one callback (`…/cli/…`), whose document nobody reads. The fix takes
the prefix as the tag; it changes the names that generators make.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
