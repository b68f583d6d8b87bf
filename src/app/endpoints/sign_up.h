#pragma once
// The endpoint by which people get an account, where it is not named so.

#include <vector>

#include "app/endpoints/endpoint.h"

namespace fastidious::app {

// Marks as public, to be confirmed, what asks nobody and is the only way to an account of an
// application that people log in to: `POST /users` that takes a password and nothing that says what
// its owner may do.
void infer_sign_up(std::vector<Endpoint>& endpoints);

// Whether strangers make accounts there by a password, which is hashed for each of them.
bool is_open_sign_up(const Endpoint& endpoint);

}  // namespace fastidious::app
