#pragma once
// Which files are part of a running application.

#include <vector>

#include "findings/finding.h"

namespace fastidious::app {

class Application;

// By FileId: whether the file is loaded with an application or Firebase function of the repository:
// it holds one, starts a server, is imported by such a file, or imports it. Tests are none. Where
// the repository has no application, all application code and scripts.
std::vector<bool> running_files(const Application& application);

}  // namespace fastidious::app
