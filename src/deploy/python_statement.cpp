#include "deploy/python_statement.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

using Origin = PythonStatement::Origin;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Collecting {
 public:
  std::vector<PythonStatement> run(const Manifests& manifests,
                                   const std::vector<const Image*>& images) {
    for (const Read<Document>& one : manifests.firebase) add_firebase(one);
    for (const Image* image : images) add_image(*image);
    for (const TextFile* file : manifests.python_versions) add_version_file(*file);
    for (const Read<Workflow>& one : manifests.workflows) add_workflow(one);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.origin < b.origin; });
    return std::move(found_);
  }

 private:
  void add(Origin origin, const TextFile& file, Span span, std::string_view text) {
    const int minor = python_minor(text);
    if (minor == 0) return;
    PythonStatement& one = found_.emplace_back();
    one.origin = origin;
    one.file = &file;
    one.span = span;
    one.minor = minor;
  }

  void add_firebase(const Read<Document>& manifest) {
    const Node* functions = manifest.content.root()->find("functions");
    if (functions == nullptr) return;
    std::vector<const Node*> codebases = functions->items;
    if (functions->is_map()) codebases = {functions};
    for (const Node* codebase : codebases) {
      const Node* runtime = codebase->find("runtime");
      if (runtime == nullptr || !runtime->text.starts_with("python")) continue;
      add(Origin::Firebase, *manifest.file, runtime->span, runtime->text);
    }
  }

  // FROM python:3.12-slim; other images do not say it in their tags.
  void add_image(const Image& image) {
    const std::string base = image.base();
    const std::size_t colon = base.rfind(':');
    if (colon == base.npos) return;
    std::string_view name = name_of(std::string_view(base).substr(0, colon));
    const bool tiangolo = base.find("tiangolo/") != base.npos;
    if (name != "python" && !tiangolo) return;
    const Stage& stage = *image.dockerfile().final_stages().front();
    add(Origin::Image, image.file(), stage.image_span, std::string_view(base).substr(colon + 1));
  }

  void add_version_file(const TextFile& file) {
    const std::string_view text = trimmed(file.text.view());
    const std::string_view line = trimmed(text.substr(0, text.find('\n')));
    if (line.starts_with('#')) return;
    const auto begin = static_cast<Offset>(line.data() - file.text.view().data());
    const bool runtime = name_of(file.path) == "runtime.txt";
    add(runtime ? Origin::RuntimeFile : Origin::VersionFile, file,
        {begin, begin + static_cast<Offset>(line.size())}, line);
  }

  void add_workflow(const Read<Workflow>& workflow) {
    for (const WorkflowJob& job : workflow.content.jobs) {
      for (const WorkflowStep& step : job.steps) {
        const bool sets =
            step.action() == "actions/setup-python" || step.action() == "astral-sh/setup-uv";
        if (!sets || step.with == nullptr) continue;
        const Node* version = step.with->find("python-version");
        if (version == nullptr || !version->is_scalar()) continue;
        if (version->text.find("${{") != std::string::npos) {
          add_matrix(workflow, job);
        } else {
          add_version(workflow, job, *version);
        }
      }
    }
  }

  void add_matrix(const Read<Workflow>& workflow, const WorkflowJob& job) {
    for (const char* key : {"python-version", "python", "python_version"}) {
      const Node* versions = job.node->find({"strategy", "matrix", key});
      if (versions == nullptr) continue;
      for (const Node* one : versions->items) add_version(workflow, job, *one);
    }
  }

  void add_version(const Read<Workflow>& workflow, const WorkflowJob& job, const Node& version) {
    const std::size_t before = found_.size();
    add(Origin::Workflow, *workflow.file, version.span, version.text);
    if (found_.size() == before) return;
    PythonStatement& one = found_.back();
    one.job = job.id;
    const bool ends_in_zero = version.text.ends_with('0');
    const bool one_dot = std::count(version.text.begin(), version.text.end(), '.') == 1;
    one.is_number = version.style == Node::Style::Plain && ends_in_zero && one_dot;
  }

  std::vector<PythonStatement> found_;
};

}  // namespace

int python_minor(std::string_view text) {
  const std::size_t three = text.find('3');
  if (three == text.npos || (three > 0 && is_digit(text[three - 1]))) return 0;
  std::string_view rest = text.substr(three + 1);
  if (rest.starts_with('.')) rest.remove_prefix(1);
  int minor = 0;
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits]) && digits < 2) {
    minor = minor * 10 + (rest[digits++] - '0');
  }
  return digits == 0 ? 0 : minor;
}

std::vector<PythonStatement> python_statements(const Manifests& manifests,
                                               const std::vector<const Image*>& images) {
  return Collecting().run(manifests, images);
}

}  // namespace fastidious::deploy
