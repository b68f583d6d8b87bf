#pragma once
// What gunicorn's own configuration, a file in Python, says of where it listens:
// `bind = f"0.0.0.0:{os.environ.get('PORT', '8080')}"`.

#include "deploy/start_command.h"

namespace fastidious::deploy {

// Fills host and port of `command`, which starts gunicorn without --bind, from the file that -c
// names, or from the gunicorn.conf.py that gunicorn takes by itself. What that file computes is
// not known.
void read_gunicorn_config(const app::Application& application, StartCommand& command);

}  // namespace fastidious::deploy
