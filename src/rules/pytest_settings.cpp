#include "rules/pytest_settings.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "rules/delivery_report.h"
#include "text/one_of.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::size_t kMaxPaths = 4;  // more are not listed

// "app/tests" of "app/tests/api/test_orders.py"; the file itself where no folder is called so.
std::string_view place_of_tests(std::string_view path) {
  constexpr std::array<std::string_view, 2> kNames = {"tests", "test"};
  for (std::size_t begin = 0, end; (end = path.find('/', begin)) != path.npos; begin = end + 1) {
    if (is_one_of(path.substr(begin, end - begin), kNames)) return path.substr(0, end);
  }
  const std::string_view folder = folder_of(path);
  return folder.empty() ? path : folder;
}

// Without those that stand below others.
std::set<std::string_view> places_of(const deploy::TestSuite& suite) {
  std::set<std::string_view> all, outermost;
  for (const FileModel* file : suite.files) {
    if (deploy::is_named_as_test(file->file().path)) all.insert(place_of_tests(file->file().path));
  }
  for (std::string_view one : all) {
    const bool inside = std::any_of(outermost.begin(), outermost.end(),
                                    [&](std::string_view other) { return is_inside(one, other); });
    if (!inside) outermost.insert(one);
  }
  return outermost;
}

// The folder from which the file is imported by its module's name, "src" of "src/app/main.py".
std::string_view import_root(const FileModel& file) {
  const std::string_view path = file.file().path;
  const auto parts =
      std::count(file.file().module_name.begin(), file.file().module_name.end(), '.');
  std::string_view folder = folder_of(path);
  const bool package = path.ends_with("/__init__.py");
  for (std::ptrdiff_t i = 0; i < parts + (package ? 1 : 0); ++i) folder = folder_of(folder);
  return folder;
}

// What pytest puts on the path for a file: the first folder above it that is no package.
std::string_view base_of(std::string_view path, const deploy::RepositoryFiles& files) {
  std::string_view folder = folder_of(path);
  while (!folder.empty() && files.has_file(std::string(folder) + "/__init__.py")) {
    folder = folder_of(folder);
  }
  return folder;
}

bool is_on_path(std::string_view root, const deploy::Delivery& delivery) {
  const std::string conftest = root.empty() ? "conftest.py" : std::string(root) + "/conftest.py";
  if (delivery.files().has_file(conftest) && base_of(conftest, delivery.files()) == root) {
    return true;
  }
  const auto& tests = delivery.test_suite().files;
  return std::any_of(tests.begin(), tests.end(), [&](const FileModel* one) {
    return base_of(one->file().path, delivery.files()) == root;
  });
}

// Whether the folder is a package of its own in a workspace, which is installed to be tried.
bool is_installed(std::string_view root, std::string_view folder,
                  const deploy::Delivery& delivery) {
  if (root == folder) return false;
  const auto& all = delivery.manifests().pyprojects;
  return std::any_of(all.begin(), all.end(), [&](const project::TextFile* one) {
    return folder_of(one->path) == root &&
           one->text.view().find("[build-system]") != std::string_view::npos;
  });
}

std::string_view below(std::string_view path, std::string_view folder) {
  if (folder.empty() || path == folder) return path == folder ? std::string_view(".") : path;
  return path.substr(folder.size() + 1);
}

std::string quoted_list(const std::set<std::string_view>& paths, std::string_view folder) {
  std::string text;
  for (std::string_view one : paths) {
    text += (text.empty() ? "\"" : ", \"") + std::string(below(one, folder)) + "\"";
  }
  return "[" + text + "]";
}

const FileModel* served_file(const deploy::Delivery& delivery) {
  const app::AppRoutes* app = delivery.application().main_app();
  if (app != nullptr) return app->app->construction.file;
  const auto& functions = delivery.application().functions();
  return functions.empty() ? nullptr : functions.front().handler.file;
}

}  // namespace

PytestSettings pytest_settings(const deploy::Delivery& delivery) {
  const std::set<std::string_view> places = places_of(delivery.test_suite());
  const project::TextFile* project = project_of(delivery);
  std::string_view folder = project == nullptr ? std::string_view{} : folder_of(project->path);
  const bool around = std::all_of(places.begin(), places.end(), [&](std::string_view one) {
    return one == folder || is_inside(one, folder);
  });
  const bool named = project != nullptr && around;
  if (!named) folder = {};
  PytestSettings settings;
  const bool is_new = !named && !delivery.files().has_file("pyproject.toml");
  settings.text = "`[tool.pytest.ini_options]` in " + std::string(is_new ? "a new " : "") + "`" +
                  (named ? project->path : "pyproject.toml") + "`";
  std::string values;
  if (!places.empty() && places.size() <= kMaxPaths) {
    values = "`testpaths = " + quoted_list(places, folder) + "`";
  }
  const FileModel* served = served_file(delivery);
  const std::string_view root = served == nullptr ? std::string_view{} : import_root(*served);
  settings.needs_path = served != nullptr && (root == folder || is_inside(root, folder)) &&
                        !is_on_path(root, delivery) && !is_installed(root, folder, delivery);
  if (settings.needs_path) {
    values += (values.empty() ? "`pythonpath = [\"" : " and `pythonpath = [\"") +
              std::string(below(root, folder)) + "\"]`";
  }
  if (!values.empty()) settings.text += " with " + values;
  return settings;
}

bool uses_unittest_alone(const deploy::Delivery& delivery) {
  const deploy::TestSuite& suite = delivery.test_suite();
  if (suite.files.empty() || suite.uses_pytest) return false;
  const FileModel& first = suite.first();
  return first.project().dependencies().find("pytest", first.file().path) == nullptr;
}

std::string unittest_command(const deploy::Delivery& delivery) {
  const std::set<std::string_view> places = places_of(delivery.test_suite());
  std::string command = "python -m unittest discover";
  if (places.size() == 1) command += " -s " + std::string(*places.begin());
  return command;
}

}  // namespace fastidious::rules
