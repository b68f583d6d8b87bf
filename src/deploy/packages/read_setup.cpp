#include <algorithm>

#include "app/values/value.h"
#include "deploy/packages/read_manifest.h"
#include "project/dependencies.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using app::Value;
using namespace syntax;

// The requirements in the value of install_requires; false if it is not all known.
bool add_value(const app::FileModel& file, const Expr* expr, PackageGroup group,
               std::string_view name, PackageManifest& manifest) {
  const Value value = app::evaluate(file, expr);
  if (!value.is_sequence()) return false;
  for (const Value& item : value.items) {
    if (!item.is(Value::Kind::Str)) return false;
    const Span span =
        item.source && item.source.file == &file ? item.source.expr->span() : expr->span();
    add_requirement(item.text, span, group, name, manifest);
  }
  return true;
}

void add_extras(const app::FileModel& file, const Expr* expr, PackageManifest& manifest) {
  const Value value = app::evaluate(file, expr);
  if (!value.is(Value::Kind::Dict)) return;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    const bool development = is_development_name(value.items[i].text);
    for (const Value& item : value.items[i + 1].items) {
      if (!item.is(Value::Kind::Str)) continue;
      add_requirement(item.text, expr->span(),
                      development ? PackageGroup::Development : PackageGroup::Optional,
                      value.items[i].text, manifest);
    }
  }
}

// The requirement of one line of a conda environment, `numpy=1.26=py312`: conda's own versions are
// not ranges of PEP 440.
void add_conda(const Node& item, PackageManifest& manifest) {
  const std::string_view text = trimmed(std::string_view(item.text));
  std::string_view name = text.substr(0, text.find_first_of(" =<>!~["));
  name = name.substr(name.rfind(':') == name.npos ? 0 : name.rfind(':') + 1);
  if (name.empty() || name == "python" || name == "pip") return;
  if (name.starts_with('_')) return;  // `_libgcc_mutex`: of conda's own, none of PyPI's
  add_requirement(name, item.span, PackageGroup::Main, "", manifest);
}

}  // namespace

void read_setup_cfg(const TextFile& file, PackageManifest& manifest) {
  const std::string_view text = file.text.view();
  std::string_view section, key;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    std::string_view content = trimmed(line);
    at = end + 1;
    if (content.empty() || content[0] == '#' || content[0] == ';') continue;
    if (line[0] == '[') {
      section = content;
      key = {};
      continue;
    }
    if (line[0] != ' ' && line[0] != '\t') {
      const std::size_t sign = std::min(content.find('='), content.size());
      key = trimmed(content.substr(0, sign));
      content = trimmed(content.substr(std::min(sign + 1, content.size())));
    }
    const bool main = section == "[options]" && key == "install_requires";
    const bool extra = section == "[options.extras_require]";
    if (content.empty() || (!main && !extra)) continue;
    if (content.starts_with("file:")) {
      manifest.is_open = true;
      continue;
    }
    const auto begin = static_cast<Offset>(content.data() - text.data());
    add_requirement(content, {begin, begin + static_cast<Offset>(content.size())},
                    main                       ? PackageGroup::Main
                    : is_development_name(key) ? PackageGroup::Development
                                               : PackageGroup::Optional,
                    extra ? key : std::string_view{}, manifest);
  }
}

void read_setup_py(const app::FileModel& file, PackageManifest& manifest) {
  for (const Call* call : file.tree().nodes_of<Call>()) {
    const std::string_view target = file.resolve(*call->func);
    if (target != "setuptools.setup" && target != "distutils.core.setup") continue;
    const Expr* requires_list = semantic::argument(file, *call, -1, "install_requires");
    if (requires_list != nullptr &&
        !add_value(file, requires_list, PackageGroup::Main, "", manifest)) {
      manifest.is_open = true;
    }
    if (const Expr* extras = semantic::argument(file, *call, -1, "extras_require")) {
      add_extras(file, extras, manifest);
    }
    const bool hands_on = std::any_of(call->keywords.begin(), call->keywords.end(),
                                      [](const Keyword* one) { return one->arg.empty(); });
    manifest.is_open = manifest.is_open || hands_on;
  }
}

void read_conda(const Read<Document>& document, PackageManifest& manifest) {
  const Node* list = document.content.root()->find("dependencies");
  if (list == nullptr) return;
  for (const Node* item : list->items) {
    if (item->is_scalar()) add_conda(*item, manifest);
    const Node* by_pip = item->find("pip");
    if (by_pip == nullptr) continue;
    for (const Node* one : by_pip->items) {
      if (one->is_scalar() && !one->text.starts_with('-')) {
        add_requirement(one->text, one->span, PackageGroup::Main, "", manifest);
      } else {
        manifest.is_open = true;
      }
    }
  }
}

}  // namespace fastidious::deploy
