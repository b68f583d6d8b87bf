#pragma once
// A value that is made when it is first asked for, by all threads that ask for it: for what takes
// long and is made in parallel loops (base/parallel_for.h).

#include <optional>
#include <utility>

#ifdef FASTIDIOUS_OWN_THREADS
#include <mutex>
#else
#include <oneapi/tbb/collaborative_call_once.h>
#endif

namespace fastidious {

template <class T>
class SharedLazy {
 public:
  // `make()` gives the value; it is called once. The reference stays good.
  template <class Make>
  const T& get(Make&& make) const {
    const auto fill = [&] { value_.emplace(std::forward<Make>(make)()); };
#ifdef FASTIDIOUS_OWN_THREADS
    std::call_once(once_, fill);
#else
    tbb::collaborative_call_once(once_, fill);
#endif
    return *value_;
  }

 private:
#ifdef FASTIDIOUS_OWN_THREADS
  mutable std::once_flag once_;
#else
  mutable tbb::collaborative_once_flag once_;
#endif
  mutable std::optional<T> value_;
};

}  // namespace fastidious
