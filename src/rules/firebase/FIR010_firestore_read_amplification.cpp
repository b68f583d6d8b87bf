#include <algorithm>
#include <string>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::size_t kMaxNodes = 4'000;  // of a loop that is looked at

// A loop of a statement or a comprehension around a node, and what stands in its head.
struct Loop {
  const Node* node = nullptr;
  const Expr* target = nullptr;
  const Expr* iter = nullptr;
};

Loop loop_around(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::FunctionDef) || at->is(Kind::AsyncFunctionDef)) return {};
    if (const auto* loop = at->as<For>()) {
      const bool in_head = loop->iter->encloses(node);
      if (!in_head) return {at, loop->target, loop->iter};
    }
    if (const auto* made = at->as<ElementComp>()) {
      const Comprehension& first = *made->generators[0];
      if (!first.iter->encloses(node)) return {at, first.target, first.iter};
    }
  }
  return {};
}

bool is_few(const Expr& iter) {
  return iter.is(Kind::Tuple) || iter.is(Kind::ListExpr) || iter.is(Kind::Set);
}

// Whether `expr` names what the loop binds.
bool names_target(const FileModel& file, const Node& expr, const Expr& target) {
  for (const Node* node : file.tree().subtree(expr)) {
    const auto* name = node->as<Name>();
    if (name == nullptr) continue;
    for (const Node* bound : file.tree().subtree(target)) {
      const auto* other = bound->as<Name>();
      if (other != nullptr && other->name == name->name) return true;
    }
  }
  return false;
}

void check_get(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Loop loop = loop_around(file, call);
  if (loop.node == nullptr || is_few(*loop.iter) || !names_target(file, *call.func, *loop.target)) {
    return;
  }
  check.report(call, "The documents are read one by one: each costs a round trip");
}

// The condition that leaves out what was read: of a comprehension, or the `if` a loop begins with.
const Expr* filter_of(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (const auto* part = as<Comprehension>(parent)) {
    return part->iter == &call && !part->ifs.empty() ? part->ifs[0] : nullptr;
  }
  const auto* loop = as<For>(parent);
  if (loop == nullptr || loop->iter != &call || loop->body.size() != 1) return nullptr;
  const auto* choice = loop->body[0]->as<If>();
  return choice != nullptr && choice->orelse.empty() ? choice->test : nullptr;
}

const Expr* target_of(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (const auto* part = as<Comprehension>(parent)) return part->target;
  const auto* loop = as<For>(parent);
  return loop != nullptr ? loop->target : nullptr;
}

void check_stream(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* method = call.func->as<Attribute>();
  const std::string_view receiver = method != nullptr ? file.text(*method->value) : "";
  if (receiver.find("where(") != receiver.npos || receiver.find("limit(") != receiver.npos) return;
  const std::string_view type = method != nullptr ? file.type_of(*method->value) : "";
  if (type.find("CollectionReference") == type.npos) return;
  const Expr* filter = filter_of(file, call);
  const Expr* target = target_of(file, call);
  if (filter == nullptr || target == nullptr || !names_target(file, *filter, *target)) return;
  check.report(*filter, "All documents are read, and the program filters them")
      .fix("Let the database filter: `.where(filter=FieldFilter(\"user\", \"==\", user))`.");
}

// batch.set(…) in a loop that does not commit: a batch holds 500 writes.
void check_batch(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Loop loop = loop_around(file, call);
  if (loop.node == nullptr || is_few(*loop.iter)) return;
  if (file.tree().subtree(*loop.node).size() > kMaxNodes) return;
  const std::string_view iter = file.text(*loop.iter);
  if (iter.find('[') != iter.npos || iter.find("chunk") != iter.npos ||
      iter.find("limit") != iter.npos || iter.find("range(") != iter.npos) {
    return;
  }
  for (const Node* node : file.tree().subtree(*loop.node)) {
    const auto* attribute = node->as<Attribute>();
    if (attribute != nullptr && file.text(attribute->attr) == "commit") return;
  }
  const auto* method = call.func->as<Attribute>();
  const FunctionDef* function = file.enclosing_function(call);
  if (method == nullptr || function == nullptr) return;
  // A batch that the loop makes itself, or a function that works on a part, counts for itself.
  const std::string_view all = file.text(*function);
  if (all.find("500") != all.npos || all.find("chunk") != all.npos ||
      all.find("len(") != all.npos) {
    return;
  }
  check.report(call, "One batch takes all rows, and Firestore takes no more than 500 writes")
      .risk("The commit fails as a whole as soon as there are more.")
      .fix("Commit every 500 writes, or use `client.bulk_writer()`.");
}

void check(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target.ends_with(".get")) return check_get(call, check);
  if (target.ends_with(".stream")) return check_stream(call, check);
  check_batch(call, check);
}

}  // namespace

extern constinit const Rule FIR010 = {
    .code = "FIR010",
    .name = "firestore-read-amplification",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/firestore/best-practices",
                   "https://firebase.google.com/docs/firestore/pricing"},
    .risk = "Each document that is read costs money and time, whether it is used or not.",
    .advice = "Ask for all of them at once: `client.get_all(references)`.",
    .docs = R"md(
Documents of Firestore that are read one by one in a loop, collections that are read as a whole to be filtered by the program, and batches that
take a write for each row without a bound.

```python bad
from google.cloud import firestore

client = firestore.Client()


def load(keys: list[str]) -> list:
    return [client.collection("orders").document(key).get() for key in keys]
```

```python good
from google.cloud import firestore

client = firestore.Client()


def load(keys: list[str]) -> list:
    return list(client.get_all([client.collection("orders").document(key) for key in keys]))
```

Left alone: loops over a few literals, queries with `where` or `limit`, and batches that are committed within the loop. Collections that are
read without a limit are SEC096.
)md",
    .calls = {"google.cloud.firestore.DocumentReference.get",
              "google.cloud.firestore.CollectionReference.stream",
              "google.cloud.firestore.Query.stream", "google.cloud.firestore.WriteBatch.set",
              "google.cloud.firestore.WriteBatch.update",
              "google.cloud.firestore.WriteBatch.create"},
    .on_call = check,
};

}  // namespace fastidious::rules
