#pragma once
// Settings classes and the environment variables they read, by the exact names
// (https://docs.pydantic.dev/latest/concepts/pydantic_settings/).

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/models/model_class.h"
#include "semantic/model.h"

namespace fastidious::app {

struct EnvironmentVariable {
  std::string name;  // as it is documented: in upper case unless the case matters
  const Field* field = nullptr;
  bool is_required = false;  // without it the settings cannot be made
  bool is_json = false;      // its text is parsed as JSON: lists, mappings, models
  bool is_nested = false;    // of a field of a field: DB__HOST
};

struct SettingsClass {
  Definition definition;
  const ModelClass* model = nullptr;
  std::string prefix;
  std::string nested_delimiter;
  bool is_case_sensitive = false;
  std::vector<std::string> env_files;
  std::string_view extra;  // "forbid" (the default), "ignore", "allow"
  bool sources_are_known =
      true;  // no settings_customise_sources, no **options in its configuration
  // In order of the fields; of one field those that are tried first.
  std::vector<EnvironmentVariable> variables;

  // The variables that a field is read from.
  std::vector<const EnvironmentVariable*> variables_of(const Field& field) const;
};

class SettingsTable {
 public:
  explicit SettingsTable(const semantic::Model& model);

  // Each settings class of the repository, by file and position; bases of others too.
  const std::vector<SettingsClass>& classes() const { return classes_; }
  // The class so defined; null if it reads no environment.
  const SettingsClass* find(const Definition& cls) const;
  // The field that `expr` is, `settings.secret_key` also behind `.get_secret_value()`, and its
  // class; null if it is none.
  struct FieldOfSettings {
    const SettingsClass* cls = nullptr;
    const Field* field = nullptr;
    explicit operator bool() const { return field != nullptr; }
  };
  FieldOfSettings field_of(Placed expr) const;

 private:
  std::unique_ptr<ModelTable> models_;
  std::vector<SettingsClass> classes_;
};

// The name of a field where it is declared.
Span name_span_of(const Field& field);
const FileModel& file_of(const Field& field);

}  // namespace fastidious::app
