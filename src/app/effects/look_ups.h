#pragma once
// Functions that find what there is, by their names.

#include "app/values/value.h"

namespace fastidious::app {

// Whether the call asks for something by what it is given, and gives what is there or nothing:
// `get_user(name)`, `repository.find(key)`, also on another thread (`asyncio.to_thread(find,
// key)`). Not what makes what is not there (`get_or_create`), nor what finds something like it
// (`search`).
bool is_look_up(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
