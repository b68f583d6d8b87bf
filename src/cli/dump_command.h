#pragma once
// `fastidious dump FORM --python 3.X FILES…`: the intermediate forms of Python files, as tests
// compare them with CPython's.

#include "cli/command.h"

namespace fastidious::cli {

// For each file prints a line `=== PATH`, then the form
// that was asked for, or lines `error LINE:COLUMN MESSAGE` (both from 1) if the file is not Python
// of that version. Gives the exit code: 0, 1 if a file was rejected or could not be read, 2 for bad
// usage.
int run_dump(Arguments arguments);

}  // namespace fastidious::cli
