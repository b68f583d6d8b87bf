#pragma once
// Lists of packages that an image installs and the repository has not.

#include <string>
#include <string_view>

#include "rules/delivery_check.h"

namespace fastidious::rules {

// "requirements.prod.txt" of `COPY requirements.prod.txt .` and `pip install -r
// requirements.prod.txt`, where no such file is here; empty if there is none.
std::string missing_list(const DeliveryCheck& check, const deploy::Image& image);
// The same of the images that get the file at `path`.
std::string missing_list_for(const DeliveryCheck& check, std::string_view path);
// That the package the finding misses may stand in `list`, which nobody sees here: the finding is a
// warning then, and is mended by the list's being in git. Nothing where `list` is empty.
void say_if_in_missing_list(const std::string& list, Draft& draft);

}  // namespace fastidious::rules
