#include "deploy/probe.h"

#include <algorithm>
#include <array>

#include "deploy/formats/with_variables.h"
#include "text/numbers.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using Origin = Probe::Origin;

bool is_own_host(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" || host == "[::1]" ||
         host.starts_with('$');
}

// Where the URL of a request to the machine itself begins in `text`; npos if there is none.
std::size_t own_url(std::string_view text) {
  for (std::size_t at = text.find("http"); at != text.npos; at = text.find("http", at + 4)) {
    const std::size_t begin = text.find("://", at);
    if (begin != at + 4 && begin != at + 5) continue;
    const std::string_view rest = text.substr(begin + 3);
    if (is_own_host(rest.substr(0, rest.find_first_of(":/ '\")")))) return at;
  }
  return text.npos;
}

// "http://localhost:8000/health?x" taken apart.
struct Url {
  std::string_view whole;
  std::optional<int> port;
  std::string path;
};
Url url_at(std::string_view text, std::size_t at) {
  Url url;
  std::size_t end = at;
  int braces = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '{') ++braces;
    if (c == '}') --braces;
    if (braces == 0 && std::string_view(" \t\r\n'\"),;\\|").find(c) != std::string_view::npos) {
      break;
    }
  }
  url.whole = text.substr(at, end - at);
  std::string_view rest = url.whole.substr(url.whole.find("://") + 3);
  const std::size_t slash = rest.find('/', rest.find('}') == rest.npos ? 0 : rest.rfind('}'));
  const std::string_view host = rest.substr(0, slash);
  if (const std::size_t colon = host.find(':'); colon != host.npos) {
    url.port = leading_number(host.substr(colon + 1));
  }
  const std::string_view path = slash == rest.npos ? "/" : rest.substr(slash);
  url.path = path.substr(0, path.find_first_of("?#"));
  if (url.path.find('$') != std::string::npos) url.path = "*";
  return url;
}

class Collecting {
 public:
  Collecting(const Manifests& manifests, const std::vector<std::unique_ptr<Image>>& images,
             const std::vector<DeployStep>& steps)
      : manifests_(manifests), images_(images), steps_(steps) {}

  std::vector<Probe> run() {
    for (const auto& image : images_) add_image(*image);
    for (const Read<Document>& one : manifests_.compose) add_compose(one);
    for (const Read<Document>& one : manifests_.services) add_service(one);
    for (const Read<Document>& one : manifests_.koyeb) add_koyeb(one);
    for (const DeployStep& step : steps_) add_step(step);
    return std::move(result_);
  }

 private:
  Probe* add_url(Origin origin, const TextFile& file, std::string_view text,
                 const MappedText& mapped) {
    const std::size_t at = own_url(text);
    if (at == text.npos) return nullptr;
    const Url url = url_at(text, at);
    Probe& probe = result_.emplace_back();
    probe.origin = origin;
    probe.file = &file;
    probe.span =
        mapped.place({static_cast<Offset>(at), static_cast<Offset>(at + url.whole.size())});
    probe.path = url.path;
    probe.port = url.port;
    return &probe;
  }

  void add_image(const Image& image) {
    const Instruction* check = image.dockerfile().last("HEALTHCHECK");
    if (check == nullptr) return;
    const std::string& text = check->arguments.text();
    if (Probe* probe = add_url(Origin::HealthCheck, image.file(), text, check->arguments)) {
      probe->image = &image;
      if (!probe->port) probe->port = port_of(image, probe->span);
    }
  }

  // http://localhost:${PORT:-8000}/health: as the image sets it, else by its fallback.
  static std::optional<int> port_of(const Image& image, Span url) {
    const auto value_of = [&](std::string_view name) {
      const auto at = image.environment().find(name);
      return at == image.environment().end() ? std::nullopt : std::optional(at->second);
    };
    const std::string text = with_variables(image.file().slice(url), value_of);
    return own_url(text) == 0 ? url_at(text, 0).port : std::nullopt;
  }

  void add_compose(const Read<Document>& compose) {
    const Node* services = compose.content.root()->find("services");
    if (services == nullptr) return;
    for (const Node* service : services->items) {
      const Node* test = service->find({"healthcheck", "test"});
      if (test == nullptr || service->find("build") == nullptr) continue;
      std::vector<const Node*> texts = test->items;
      if (test->is_scalar()) texts = {test};
      for (const Node* text : texts) {
        add_url(Origin::Compose, *compose.file, text->text,
                mapped_text(*text, compose.file->text.view()));
      }
    }
  }

  void add_path(Origin origin, const TextFile& file, const Node* path, const Node* port) {
    if (path == nullptr || !path->is_scalar()) return;
    Probe& probe = result_.emplace_back();
    probe.origin = origin;
    probe.file = &file;
    probe.span = path->span;
    probe.path = path->text.substr(0, path->text.find('?'));
    if (port != nullptr) probe.port = leading_number(port->text);
  }

  void add_service(const Read<Document>& service) {
    for (const Node* root : service.content.roots()) {
      const Node* containers = root->find({"spec", "template", "spec", "containers"});
      if (containers == nullptr) continue;
      for (const Node* container : containers->items) {
        for (const char* kind : {"startupProbe", "livenessProbe", "readinessProbe"}) {
          const Node* request = container->find({kind, "httpGet"});
          if (request == nullptr) continue;
          add_path(Origin::CloudRun, *service.file, request->find("path"), request->find("port"));
        }
      }
    }
  }

  void add_koyeb(const Read<Document>& koyeb) {
    const Node* services = koyeb.content.root()->find("services");
    if (services == nullptr) return;
    for (const Node* one : services->items) {
      const Node* checks = one->find("health_checks");
      if (checks == nullptr) checks = one->find({"definition", "health_checks"});
      if (checks == nullptr) continue;
      for (const Node* check : checks->items) {
        const Node* request = check->find("http");
        if (request == nullptr) continue;
        add_path(Origin::Koyeb, *koyeb.file, request->find("path"), request->find("port"));
      }
    }
  }

  // --checks 8000:http:/health
  void add_step(const DeployStep& step) {
    for (const DeployStep::Option& option : step.options) {
      const bool checks = option.name == "--checks" || option.name == "service-checks" ||
                          option.name == "--service-checks";
      if (!checks) continue;
      const std::string_view text = option.value.text;
      const std::size_t first = text.find(':');
      const std::size_t second = text.find(':', first == text.npos ? first : first + 1);
      const std::string_view kind =
          first == text.npos ? "http" : text.substr(first + 1, second - first - 1);
      if (kind == "tcp" || kind.find('$') != kind.npos) continue;
      Probe& probe = result_.emplace_back();
      probe.origin = Origin::Koyeb;
      probe.file = step.file;
      probe.span = option.value.span;
      probe.path = second == text.npos ? "/" : text.substr(second + 1);
      probe.port = leading_number(text);
      probe.step = &step;
    }
  }

  const Manifests& manifests_;
  const std::vector<std::unique_ptr<Image>>& images_;
  const std::vector<DeployStep>& steps_;
  std::vector<Probe> result_;
};

}  // namespace

std::vector<Probe> probes(const Manifests& manifests,
                          const std::vector<std::unique_ptr<Image>>& images,
                          const std::vector<DeployStep>& steps) {
  return Collecting(manifests, images, steps).run();
}

}  // namespace fastidious::deploy
