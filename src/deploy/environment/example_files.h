#pragma once
// Env files by their names: which are examples, and for what.

#include <string_view>

namespace fastidious::deploy {

// Whether an env file is there to be copied and filled in: .env.example, .env.sample, env.template.
bool is_example_of_environment(std::string_view path);
// In .vscode/, .devcontainer/ and their like, or of a front end.
bool is_env_file_of_others(std::string_view path);
// By a suffix to its name, "s" aside: `.env.examples-cache` beside `.env.example`.
bool is_variant_of(std::string_view path, std::string_view other);

// AGENTS.md, CLAUDE.md: what they say of variables developers read, too.
bool is_for_agents(std::string_view path);

}  // namespace fastidious::deploy
