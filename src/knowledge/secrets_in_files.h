#pragma once
// Secrets in files that are not Python, whatever they are written in.

#include <cstddef>
#include <string_view>
#include <vector>

#include "knowledge/secret_pairs.h"
#include "knowledge/secret_shapes.h"

namespace fastidious::knowledge {

// Every secret in the text of a file that its own form tells, in order, at most kMostInFile. Linear
// in the text's length.
inline constexpr std::size_t kMostInFile = 500;
std::vector<FoundSecret> find_secrets_in_file(std::string_view text);

// The first value that a line gives to a name: `export NAME=value`, `name: value`,
// `"name": "value",`, `ENV NAME value`, `name = 'value'`; both empty if it has none, or the line is
// a comment.
NamedValue named_value(std::string_view line);

// A secret that name and value together are evidence of (knowledge/secret_names.h and
// secret_values.h), where the value has no form of its own.
struct NamedSecret {
  NamedValue pair;
  bool is_certain = false;   // the value was made by a generator
  bool is_password = false;  // chosen by a person
};

// Every such pair of a text, in order, at most kMostInFile. In a file for credentials a password
// may be any word.
std::vector<NamedSecret> find_named_secrets(std::string_view text, bool is_for_credentials = false);

// Whether a file of this name exists to hold credentials: `.netrc`, `.pgpass`, `sftp-config.json`.
bool is_for_credentials(std::string_view path);

// Those of them that are certain and have sixteen letters and digits in a row, also where a program
// gives them to a name: `const apiToken = "…"`. Several times as fast.
std::vector<NamedSecret> find_generated_secrets(std::string_view text);
std::vector<NamedSecret> find_generated_secrets(const SuspectMap& suspects);

// Whether files of this name are full of digests and ids that look like secrets: lock files,
// checksums, minified scripts, notebooks, translations, vector graphics.
bool is_full_of_digests(std::string_view path);

// The same of a lock file whose name is not known, by its beginning.
bool is_lock_file_text(std::string_view text);

// Whether a program in another language is a test, by its name: `client.test.js`.
bool is_test_program(std::string_view path);

// `values-ci.yaml`, `compose.e2e.yml`, `ci.env`: what is in it lives as long as the tests. So do
// the accounts that the requests of a Postman collection make.
bool is_for_tests(std::string_view path);

// Whether what stands in a file of this name is sent to browsers: `Button.tsx`, `App.vue`. Keys
// that are made for them stand there, too.
bool is_for_browsers(std::string_view path);

// Whether a file of this name explains rather than configures: what it shows is mostly invented.
bool is_documentation(std::string_view path);

}  // namespace fastidious::knowledge
