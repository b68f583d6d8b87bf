#pragma once
// The environment contract: every variable that the application reads, beside what documents it and
// what provides it (https://12factor.net/config).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "deploy/environment/example_files.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

// A place where a variable is read.
struct VariableRead {
  const app::FileModel* file = nullptr;
  Span span;
};

// A name in a manifest, an env file or a page.
struct VariableMention {
  const TextFile* file = nullptr;
  Span span;
};

struct ContractVariable {
  std::string name;
  std::vector<std::string> others;  // of one setting: names that do as well
  std::vector<VariableRead> reads;  // by application code, in the order in which they are found
  bool is_required = false;         // without it the application does not start, or fails
  bool is_case_sensitive = false;   // `os.environ`; settings mostly do not care
  bool is_of_platform = false;      // platforms, shells and runners set it
  bool is_in_secret_store = false;  // the platform asks for it when it deploys, and keeps it
  bool is_state = false;            // the program keeps in it what it remembers: nobody is asked
  std::string prefix;               // of the settings class that reads it
  std::string unused_class;         // all that reads it: a settings class that no code names
  std::vector<VariableMention> documented;  // in examples of env files and in pages
  std::vector<VariableMention> provided;    // by manifests, scripts, workflows and env files
};

// A name that is documented or provided, that nothing reads and that is all but equal to one that
// is read, and neither documented nor provided.
struct MisspeltVariable {
  const ContractVariable* read = nullptr;
  std::string name;
  VariableMention mention;
};

// What gives a container of production its variables, one by one.
struct EnvironmentList {
  const TextFile* file = nullptr;
  Span span;
  std::vector<std::string> names;
  std::string context, dockerfile;  // what a compose service is built from; empty: not told
};

class EnvironmentContract {
 public:
  EnvironmentContract(const app::Application& application, const Manifests& manifests);
  EnvironmentContract(const EnvironmentContract&) = delete;
  EnvironmentContract& operator=(const EnvironmentContract&) = delete;

  // By name.
  const std::map<std::string, ContractVariable>& variables() const { return variables_; }
  // Entries of examples that neither code nor any script, workflow or manifest names.
  const std::vector<std::pair<std::string, VariableMention>>& unused() const { return unused_; }
  const std::vector<MisspeltVariable>& misspelt() const { return misspelt_; }
  // Lists that say all that a deployed container gets: those with a part that is elsewhere (an
  // env_file, a config map) are left out.
  const std::vector<EnvironmentList>& lists() const { return lists_; }
  // The example that documents most of the variables; null if there is none.
  const Read<std::vector<EnvEntry>>* example() const { return example_; }
  // Whether the program sets fields of its settings by computed names: a page of its own lets
  // people change them, or a database keeps them.
  bool is_set_by_program() const { return is_set_by_program_; }

 private:
  friend class ContractReader;
  std::map<std::string, ContractVariable> variables_;
  std::vector<std::pair<std::string, VariableMention>> unused_;
  std::vector<MisspeltVariable> misspelt_;
  std::vector<EnvironmentList> lists_;
  const Read<std::vector<EnvEntry>>* example_ = nullptr;
  bool is_set_by_program_ = false;
};

}  // namespace fastidious::deploy
