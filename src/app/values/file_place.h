#pragma once
// Where in the file system a path leads, as far as its text tells.

#include <cstdint>
#include <string>

#include "app/settings/settings_class.h"
#include "app/values/value.h"

namespace fastidious::app {

struct FilePlace {
  enum class Kind : std::uint8_t {
    Unknown,
    Temporary,   // below /tmp, made by tempfile, a device
    Local,       // relative to where the process runs, or to the code
    Absolute,    // `text` from the root on, or from the user's own folder: "~/data"
    Configured,  // a variable says it: `text` is its default
  } kind = Kind::Unknown;
  std::string text;         // as far as it is known: "uploads", "./app.db"
  std::string variable;     // of Configured
  bool is_by_code = false;  // of Local: beside the sources, wherever the process runs
};

// The place that `expr` names: a text, a pathlib.Path, or what is put together from them. Bounded
// work.
FilePlace file_place(Placed expr, const SettingsTable& settings);
// The same for the text of a path, or the URL of a database in a file, "sqlite:///./app.db".
FilePlace place_of_text(std::string_view path);

}  // namespace fastidious::app
