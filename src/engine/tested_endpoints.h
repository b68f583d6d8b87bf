#pragma once
// Which endpoints requests of tests go to, and how many requests do.

#include <cstdint>
#include <vector>

#include "app/endpoints/endpoint.h"
#include "app/routes/test_requests.h"

namespace fastidious::engine {

class TestedEndpoints {
 public:
  explicit TestedEndpoints(const std::vector<app::TestRequest>& requests);

  // Whether a request goes there.
  bool note(const app::Endpoint& endpoint);
  // Those that go to an endpoint that was noted: others go to applications that tests make.
  std::uint32_t requests() const;

 private:
  // Tests make the same request again and again.
  struct SameRequests {
    const app::TestRequest* request;
    std::uint32_t times = 0;
    bool has_arrived = false;
  };
  std::vector<SameRequests> all_;
};

}  // namespace fastidious::engine
