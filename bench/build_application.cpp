// Times what stands between a folder of Python files and the model of its application, on one
// thread: build_application FOLDER [REPETITIONS]. Prints medians in milliseconds.
#include <fmt/format.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "app/application.h"
#include "engine/describe.h"
#include "text/file_system.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int repetitions = argc > 2 ? std::max(1, std::atoi(argv[2])) : 9;
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  const auto files = fastidious::RootedFileSystem::open(argv[1]);
  if (!files) return 2;
  fastidious::engine::AuditOptions options;
  options.threads = 1;
  std::vector<double> whole, application;
  std::size_t routes = 0;
  for (int i = 0; i < repetitions; ++i) {
    const Clock::time_point start = Clock::now();
    const fastidious::engine::Description description =
        fastidious::engine::describe(options, **files);
    whole.push_back(milliseconds_since(start));
    const Clock::time_point built = Clock::now();
    const fastidious::app::Application again(*description.model);
    application.push_back(milliseconds_since(built));
    routes = 0;
    for (const fastidious::app::AppRoutes& one : again.apps()) routes += one.routes.size();
  }
  fmt::print("{{\"routes\": {}, \"application_ms\": {:.1f}, \"whole_ms\": {:.1f}}}\n", routes,
             median(application), median(whole));
}
