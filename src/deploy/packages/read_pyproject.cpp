#include <algorithm>

#include "deploy/packages/read_manifest.h"
#include "project/dependencies.h"
#include "text/toml.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using View = toml::node_view<const toml::node>;

class TomlReader {
 public:
  TomlReader(const TextFile& file, PackageManifest& manifest) : file_(file), manifest_(manifest) {}

  // Nothing if it is no TOML, which is a fault but of a template.
  bool parse() {
    auto parsed = parse_toml(file_.text.view());
    if (parsed) {
      document_ = std::move(*parsed);
      return true;
    }
    const std::uint32_t line =
        std::min(std::max(parsed.error().line, 1u), file_.lines.line_count());
    manifest_.is_open = true;
    if (is_template(file_.path) || is_template(file_.text.view())) return false;
    manifest_.faults.push_back({&file_, file_.lines.line_span(line),
                                "it is not valid TOML: " + parsed.error().message, true});
    return false;
  }

  const toml::table& document() const { return document_; }

  void add_list(View list, PackageGroup group, std::string_view name) {
    const toml::array* array = list.as_array();
    if (array == nullptr) return;
    for (const toml::node& item : *array) {
      if (const auto* text = item.as_string()) {
        add_requirement(text->get(), span_of(item), group, name, manifest_);
      }
    }
  }

  void add_groups(View groups, bool extras) {
    const toml::table* table = groups.as_table();
    if (table == nullptr) return;
    for (const auto& [name, group] : *table) {
      add_list(View(&group), group_of(name.str(), extras), name.str());
    }
  }

  // Poetry's and Pipenv's: name = "^1.2", or name = { version = "^1.2", extras = […] }, or a list
  // of these.
  void add_table(View packages, PackageGroup group, std::string_view name) {
    const toml::table* table = packages.as_table();
    if (table == nullptr) return;
    for (const auto& [key, value] : *table) {
      if (key.str() == "python") continue;
      DeclaredPackage package = entry(key.str(), first_of(View(&value)));
      package.span = span_of(value);
      const bool optional = first_of(View(&value)).is_table() &&
                            (*first_of(View(&value)).as_table())["optional"].value_or(false);
      package.group = optional ? PackageGroup::Optional : group;
      package.group_name = name;
      manifest_.packages.push_back(std::move(package));
    }
  }

  // The name that the project has, and its place; null if it has none.
  const toml::value<std::string>* project_name() const {
    const auto* name = document_.at_path("project.name").as_string();
    return name != nullptr ? name : document_.at_path("tool.poetry.name").as_string();
  }

  Span span_of(const toml::node& node) const {
    const auto place = [&](const toml::source_position& at) {
      const std::uint32_t line = std::min(std::max(at.line, 1u), file_.lines.line_count());
      return std::min(file_.lines.start_of(line) + std::max(at.column, 1u) - 1,
                      static_cast<Offset>(file_.text.size()));
    };
    const Offset begin = place(node.source().begin);
    return {begin, std::max(begin, place(node.source().end))};
  }

  static PackageGroup group_of(std::string_view name, bool extras) {
    if (is_development_name(name)) return PackageGroup::Development;
    return extras || name != "main" ? PackageGroup::Optional : PackageGroup::Main;
  }

 private:
  static View first_of(View value) {
    const toml::array* several = value.as_array();
    return several != nullptr && !several->empty() ? View(several->get(0)) : value;
  }

  DeclaredPackage entry(std::string_view name, View value) const {
    DeclaredPackage package;
    package.file = &file_;
    package.requirement.written = name;
    package.requirement.name = project::normalised_package_name(name);
    const toml::table* table = value.as_table();
    package.requirement.specifiers =
        (table != nullptr ? (*table)["version"] : value).value_or<std::string>("");
    package.range = project::parse_specifiers(package.requirement.specifiers);
    if (table == nullptr) return package;
    for (const char* key : {"path", "git", "url", "file"}) {
      if (const auto text = (*table)[key].value<std::string>())
        package.requirement.location = *text;
    }
    if (const toml::array* extras = (*table)["extras"].as_array()) {
      for (const toml::node& one : *extras) {
        package.requirement.extras.push_back(
            project::normalised_package_name(one.value_or<std::string>("")));
      }
    }
    package.requirement.marker = (*table)["markers"].value_or<std::string>("");
    return package;
  }

  const TextFile& file_;
  PackageManifest& manifest_;
  toml::table document_;
};

void read_poetry(TomlReader& reader, PackageManifest& manifest) {
  const toml::table& document = reader.document();
  const View main = document.at_path("tool.poetry.dependencies");
  manifest.is_project = manifest.is_project || main.is_table();
  reader.add_table(main, PackageGroup::Main, "");
  reader.add_table(document.at_path("tool.poetry.dev-dependencies"), PackageGroup::Development,
                   "dev");
  if (const toml::table* groups = document.at_path("tool.poetry.group").as_table()) {
    for (const auto& [name, group] : *groups) {
      const toml::table* table = group.as_table();
      if (table == nullptr) continue;
      reader.add_table((*table)["dependencies"], TomlReader::group_of(name.str(), false),
                       name.str());
    }
  }
}

bool is_installed_by_poetry(const toml::table& document) {
  const std::string backend =
      document.at_path("build-system.build-backend").value_or<std::string>("");
  if (!backend.empty() && !backend.starts_with("poetry.")) return false;
  return !backend.empty() || document.at_path("tool.poetry").is_table();
}

// Which code is the project, where neither `packages` nor `package-mode` nor a script that makes
// it says so (https://python-poetry.org/docs/pyproject/#packages).
void read_poetry_module(const TomlReader& reader, PackageManifest& manifest) {
  const toml::table& document = reader.document();
  const auto* name = reader.project_name();
  if (name == nullptr || name->get().empty() || !is_installed_by_poetry(document)) return;
  const View poetry = document.at_path("tool.poetry");
  const bool is_told = !poetry["package-mode"].value_or(true) || poetry["packages"] ||
                       poetry["build"] || poetry["requires-poetry"];
  const bool is_plain = std::all_of(name->get().begin(), name->get().end(), [](char c) {
    return (is_word_byte(c) && static_cast<unsigned char>(c) < 0x80) || c == '-' || c == '.';
  });
  if (is_told || !is_plain) return;
  manifest.poetry_module = project::normalised_package_name(name->get());
  std::replace(manifest.poetry_module.begin(), manifest.poetry_module.end(), '-', '_');
  manifest.poetry_name = reader.span_of(*name);
}

bool is_dynamic(const toml::table& document) {
  const toml::array* dynamic = document.at_path("project.dynamic").as_array();
  return dynamic != nullptr && std::any_of(dynamic->begin(), dynamic->end(), [](const auto& one) {
           return one.template value_or<std::string>("") == "dependencies";
         });
}

}  // namespace

void read_pyproject(const TextFile& file, const RepositoryFiles& files, PackageManifest& manifest) {
  TomlReader reader(file, manifest);
  if (!reader.parse()) return;
  const toml::table& document = reader.document();
  manifest.is_project = document.at_path("project.dependencies").is_array();
  manifest.is_open = is_dynamic(document);
  manifest.uses_workspace = document.at_path("tool.uv.sources").is_table();
  manifest.project_name = project::normalised_package_name(
      document.at_path("project.name")
          .value_or(document.at_path("tool.poetry.name").value_or<std::string>("")));
  reader.add_list(document.at_path("project.dependencies"), PackageGroup::Main, "");
  reader.add_groups(document.at_path("project.optional-dependencies"), true);
  reader.add_groups(document["dependency-groups"], false);
  reader.add_groups(document.at_path("tool.pdm.dev-dependencies"), false);
  reader.add_list(document.at_path("tool.uv.dev-dependencies"), PackageGroup::Development, "dev");
  read_poetry(reader, manifest);
  read_poetry_module(reader, manifest);
  // Hatch and Pixi know environments of their own, whose packages are not read.
  manifest.is_open = manifest.is_open || document.at_path("tool.pixi").is_table() ||
                     document.at_path("tool.flit.metadata").is_table();
  const std::vector<DeclaredPackage> packages = manifest.packages;
  for (const DeclaredPackage& one : packages) {
    if (one.is_located()) look_at_path(one, files, manifest);
  }
}

void read_pipfile(const TextFile& file, PackageManifest& manifest) {
  TomlReader reader(file, manifest);
  if (!reader.parse()) return;
  reader.add_table(reader.document()["packages"], PackageGroup::Main, "");
  reader.add_table(reader.document()["dev-packages"], PackageGroup::Development, "dev");
  manifest.is_project = true;
}

}  // namespace fastidious::deploy
