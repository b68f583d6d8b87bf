#include <algorithm>
#include <set>
#include <string>

#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::SymbolId;

constexpr std::size_t kMaxNodes = 4'000;  // of a function that is looked at
constexpr int kMaxRounds = 8;             // of assignments that depend on each other

// Whether any name in `expr` is one of these symbols.
bool names_any(const FileModel& file, const Node& expr, const std::set<std::uint32_t>& symbols) {
  const auto nodes = file.tree().subtree(expr);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* name = node->as<Name>();
    if (name == nullptr) return false;
    const SymbolId symbol = file.scopes().symbol_of(*name);
    return symbol.valid() && symbols.contains(symbol.value);
  });
}

bool holds(const FileModel& file, const Node& expr, const Node& part) {
  return expr.begin <= part.begin && part.end <= expr.end && file.text(expr).size() > 0;
}

// What one function makes of a document that it has read.
class Update {
 public:
  Update(const FileModel& file, const FunctionDef& function, const Call& read)
      : file_(file), function_(function), read_(read) {
    const auto* method = read.func->as<Attribute>();
    document_ = method->value;
  }

  // The first write to the same document that depends on what was read; null if there is none.
  const Call* find() {
    collect();
    for (const Node* node : file_.tree().subtree(function_)) {
      const auto* call = node->as<Call>();
      if (call != nullptr && call->begin > read_.begin && is_write(*call)) return call;
    }
    return nullptr;
  }

 private:
  // The names that hold what was read, or are made of it.
  void collect() {
    for (int round = 0; round < kMaxRounds; ++round) {
      const std::size_t before = made_of_it_.size();
      for (const Node* node : file_.tree().subtree(function_)) {
        const auto* assign = node->as<Assign>();
        if (assign == nullptr || assign->begin < function_.begin) continue;
        if (!depends(*assign->value)) continue;
        for (const Expr* target : assign->targets) add(*target);
      }
      if (made_of_it_.size() == before) return;
    }
  }

  void add(const Expr& target) {
    const auto* name = target.as<Name>();
    if (name == nullptr) return;
    const SymbolId symbol = file_.scopes().symbol_of(*name);
    if (symbol.valid()) made_of_it_.insert(symbol.value);
  }

  bool depends(const Node& expr) const {
    return holds(file_, expr, read_) || names_any(file_, expr, made_of_it_);
  }

  bool is_write(const Call& call) const {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || call.args.empty()) return false;
    const std::string_view name = file_.text(method->attr);
    if ((name != "set" && name != "update") ||
        file_.text(*method->value) != file_.text(*document_)) {
      return false;
    }
    if (semantic::argument(file_, call, -1, "option") != nullptr) return false;
    if (file_.text(*call.args[0]).find("Increment(") != std::string_view::npos) return false;
    return depends(*call.args[0]);
  }

  const FileModel& file_;
  const FunctionDef& function_;
  const Call& read_;
  const Expr* document_;
  std::set<std::uint32_t> made_of_it_;
};

bool is_in_transaction(const FileModel& file, const FunctionDef& function) {
  for (const Expr* decorator : function.decorator_list) {
    if (file.text(*decorator).find("transactional") != std::string_view::npos) return true;
  }
  for (const Arg* parameter : function.args->all) {
    if (file.text(parameter->name).find("transaction") != std::string_view::npos) return true;
  }
  return false;
}

// The field that is written where it is only one: "views" of `{"views": views + 1}`.
std::string_view only_field(const Expr& written) {
  const auto* dict = written.as<Dict>();
  const bool is_one = dict != nullptr && dict->keys.size() == 1 && dict->keys[0] != nullptr;
  const std::string_view name = is_one ? semantic::string_of(dict->keys[0]) : std::string_view{};
  return name.empty() ? "count" : name;
}

// Whether its caller gets more than a constant: what was written, mostly.
bool gives_result(const FileModel& file, const FunctionDef& function) {
  const auto all = file.tree().nodes_of<Return>(function);
  return std::any_of(all.begin(), all.end(), [](const Return* one) {
    return one->value != nullptr && !one->value->is(Kind::Constant);
  });
}

// What `set` makes where there is nothing yet, `update` refuses: the advice keeps to the method.
void advise(Draft& draft, const FileModel& file, const FunctionDef& function, const Call& write) {
  if (gives_result(file, function)) {
    draft.fix(
        "Read and write in a function with `@firestore.transactional`, which gives back what it "
        "wrote.");
    return;
  }
  const auto& method = *write.func->as<Attribute>();
  const bool sets = file.text(method.attr) == "set";
  draft.fix(
      "Where it is a number write `{}.{}({\"{}\": firestore.Increment(1)}{})`; else read and write "
      "in a function with `@firestore.transactional`.",
      {file.text(*method.value), sets ? "set" : "update", only_field(*write.args[0]),
       sets ? ", merge=True" : ""});
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || is_in_transaction(file, *function)) return;
  if (file.tree().subtree(*function).size() > kMaxNodes) return;
  if (!call.func->is(Kind::Attribute)) return;
  if (semantic::argument(file, call, -1, "transaction") != nullptr) return;
  const Call* write = Update(file, *function, call).find();
  if (write == nullptr) return;
  const auto* method = write->func->as<Attribute>();
  Draft draft = check.report(
      *write, "`{}` is read, changed and written back: what others write meanwhile is lost",
      {file.text(*method->value)});
  draft.step(file, call.span(), "It is read here");
  advise(draft, file, *function, *write);
}

}  // namespace

extern constinit const Rule FIR009 = {
    .code = "FIR009",
    .name = "firestore-nonatomic-update",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-367", "ASVS 15.4.2",
                   "https://firebase.google.com/docs/firestore/manage-data/transactions"},
    .risk =
        "Two requests at once read the same value, and one of the two changes disappears: counts "
        "are "
        "too low, stock is sold twice.",
    .advice =
        "Write `document.update({\"count\": firestore.Increment(1)})`, or read and write in a "
        "function "
        "with `@firestore.transactional`.",
    .docs = R"md(
A document of Firestore is read, a value is made of what was read, and written to the same document, in one function and outside of a
transaction.

```python bad
from google.cloud import firestore

client = firestore.Client()


def count(key: str) -> None:
    document = client.collection("views").document(key)
    views = document.get().get("count")
    document.update({"count": views + 1})
```

```python good
from google.cloud import firestore

client = firestore.Client()


def count(key: str) -> None:
    document = client.collection("views").document(key)
    document.update({"count": firestore.Increment(1)})
```

Left alone: transactions, `Increment`, preconditions (`option=`), documents that are only made where there is none, and values that do not
come from what was read.
)md",
    .calls = {"google.cloud.firestore.DocumentReference.get",
              "google.cloud.firestore.AsyncDocumentReference.get"},
    .on_call = check,
};

}  // namespace fastidious::rules
