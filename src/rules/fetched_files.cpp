#include "rules/fetched_files.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

constexpr std::string_view kFetching[] = {"requests.get", "requests.post", "requests.request",
                                          "httpx.get",    "httpx.post",    "httpx.request",
                                          "urllib.request.urlopen"};

// The only value that reaches the name; null if there are several.
const semantic::Binding* only_binding(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return nullptr;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return bindings.size() == 1 ? bindings[0] : nullptr;
}

// `answer.text`, `answer.content`, `answer.read()`: the answer.
const Expr* answer_in(const FileModel& file, const Expr& content) {
  const auto* call = content.as<Call>();
  const auto* attribute = call != nullptr ? call->func->as<Attribute>() : content.as<Attribute>();
  constexpr std::string_view kContents[] = {"text", "content", "read"};
  if (attribute == nullptr || !is_one_of(file.text(attribute->attr), kContents)) return nullptr;
  return attribute->value;
}

const Call* fetch_of(const FileModel& file, const Expr& content) {
  const Expr* answer = answer_in(file, content);
  if (answer == nullptr) return nullptr;
  const auto* made = answer->as<Call>();
  if (made == nullptr) {
    const semantic::Binding* binding = only_binding(file, *answer);
    made = binding != nullptr ? as<Call>(binding->value) : nullptr;
  }
  const bool fetches = made != nullptr && is_one_of(file.resolve(made->func), kFetching);
  return fetches ? made : nullptr;
}

}  // namespace

FetchedFiles::FetchedFiles(const semantic::Model& model) {
  std::vector<semantic::Mention> writes;
  for (const std::string_view name : {"write_text", "write_bytes"}) {
    const auto some = model.mentions().of(model.names().find(name));
    writes.insert(writes.end(), some.begin(), some.end());
  }
  std::ranges::sort(writes, {}, [](const auto& one) { return std::pair(one.file, one.node); });
  for (const semantic::Mention& one : writes) {
    const FileModel& file = model.file(one.file);
    if (file.file().role != project::Role::Application) continue;
    const auto* call = as<Call>(file.parent(model.node(one)));
    if (call != nullptr && call->func == &model.node(one)) look_at(file, *call);
  }
}

void FetchedFiles::look_at(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || call.args.empty()) return;
  const std::string_view path = file.resolve(method->value);
  if (path.empty()) return;
  if (const Call* fetched = fetch_of(file, *call.args.front())) {
    by_path_.try_emplace(path, FetchedFile{&file, &call, fetched});
  }
}

const FetchedFile* FetchedFiles::find(const FileModel& file, const Expr& path) const {
  const semantic::Binding* binding = only_binding(file, path);
  const auto* parameter = binding != nullptr ? as<Arg>(binding->node) : nullptr;
  const Expr* named = parameter != nullptr ? parameter->default_value : &path;
  if (named == nullptr) return nullptr;
  const auto found = by_path_.find(file.resolve(*named));
  return found == by_path_.end() ? nullptr : &found->second;
}

}  // namespace fastidious::rules
