#pragma once
// The one loop that threads share.

#include <cstddef>

#ifdef FASTIDIOUS_OWN_THREADS
#include <atomic>
#include <thread>
#include <vector>

#include <oneapi/tbb/task_arena.h>
#else
#include <oneapi/tbb/parallel_for.h>
#endif

namespace fastidious {

#ifdef FASTIDIOUS_OWN_THREADS
// For ThreadSanitizer, which does not see how TBB's library, built without it, hands work from
// thread to thread. `body` must not throw.
template <class Body>
void parallel_for(std::size_t count, const Body& body) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) body(i);
  };
  std::vector<std::jthread> helpers;
  const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  while (helpers.size() + 1 < threads && helpers.size() + 1 < count) helpers.emplace_back(work);
  work();
}
#else
// Calls body(0) … body(count - 1), in any order, on the threads of the task arena around it;
// returns when all have. What a body throws is thrown here.
template <class Body>
void parallel_for(std::size_t count, const Body& body) {
  tbb::parallel_for(std::size_t{0}, count, body);
}
#endif

}  // namespace fastidious
