#pragma once
// A value that is made when it is first asked for, by whichever thread asks first.

#include <mutex>
#include <optional>
#include <utility>

namespace fastidious {

template <class T>
class Lazy {
 public:
  // `make()` gives the value; it is called once. The reference stays good.
  template <class Make>
  const T& get(Make&& make) const {
    std::call_once(once_, [&] { value_.emplace(std::forward<Make>(make)()); });
    return *value_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::optional<T> value_;
};

}  // namespace fastidious
