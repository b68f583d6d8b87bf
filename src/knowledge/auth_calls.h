#pragma once
// What libraries' functions do with credentials.

#include <cstdint>
#include <string_view>

namespace fastidious::knowledge {

enum class CredentialUse : std::uint8_t {
  None,        // nothing that is known
  Verifies,    // raises if the credential is not valid
  Compares,    // gives False if it is not
  Looks,       // gives None if it is not
  Unverified,  // gives what a token says, whoever made it
  Converts,    // gives the credential in another form
};
CredentialUse credential_use(std::string_view target);

// Whether the call checks who sends a request: Verifies, Compares or Looks.
bool is_verifier(std::string_view target);

// The position of the function that `target` calls with the arguments that follow it
// (run_in_threadpool, asyncio.to_thread); -1 if it is no such thing.
int position_of_callee(std::string_view target);

// Whether the qualified name is that of an authentication library's object that is used as a
// dependency, and refuses strangers: fastapi_users' current_user(), ….
bool is_library_guard(std::string_view target);

}  // namespace fastidious::knowledge
