#pragma once
// Places of a function that are reached for some arguments only: `if limit is not None:`.

#include <cstdint>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

// What a parameter has to be for a place to be reached.
struct ParameterTest {
  enum class Wants : std::uint8_t {
    True,
    False,
    NotNone,
    None,
    Equal,    // to `literal`
    Unequal,  // to `literal`
  } wants = Wants::True;
  const syntax::Arg* parameter = nullptr;
  const syntax::Constant* literal = nullptr;  // a string

  // Whether it comes out so for a constant; true where that cannot be told.
  bool passes(const syntax::Constant& value) const;
};

// The tests of parameters, as the caller gives them, that `node` of the function stands under.
std::vector<ParameterTest> parameter_tests(const FileModel& file,
                                           const syntax::FunctionDef& function,
                                           const syntax::Node& node);

// What `call` gives for `parameter` of the function it runs; null where the default holds. `before`
// arguments are not for the function: `asyncio.to_thread(function, …)`.
Placed argument_for(const Definition& callee, const syntax::Arg& parameter, const FileModel& file,
                    const syntax::Call& call, int before = 0);

// What `tests` of the callee ask where `site` of the caller makes it run.
struct TestsAtCall {
  bool are_passed = true;            // false: the call never gets there
  std::vector<ParameterTest> outer;  // of parameters of the caller that are passed on as they are
};
TestsAtCall tests_at_call(const std::vector<ParameterTest>& tests, const Definition& callee,
                          const Definition& caller, const syntax::Node& site);

}  // namespace fastidious::app
